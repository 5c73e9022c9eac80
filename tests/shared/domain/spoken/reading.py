"""What was understood, as a short text that a table of cases can hold."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from shared.domain.business import OpeningSpan
from shared.domain.spoken.when import parse_when

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
HOURS = (*(OpeningSpan(day, time(9), time(18)) for day in (2, 3, 4, 5)), OpeningSpan(6, time(9), time(14)))


def read(said: str, language: str, *, bare_numbers: bool = False, now: datetime = NOW) -> str:
    """Days, time or window, order, refused days, problem; "nothing" if there is none."""
    when = parse_when(said, language, now, hours=HOURS, bare_numbers=bare_numbers)
    parts = [" + ".join(day.strftime("%a %d.%m.") for day in when.days)]
    parts.append(_clock(when.at))
    if when.not_before or when.before:
        parts.append(f"{_clock(when.not_before)}-{_clock(when.before)}")
    parts.append(when.seek or "")
    parts.extend(f"not {day:%a %d.%m.}" for day in when.refused_days)
    parts.append(when.problem or "")
    return " ".join(part for part in parts if part) or "nothing"


def _clock(at: time | None) -> str:
    return at.strftime("%H:%M") if at else ""
