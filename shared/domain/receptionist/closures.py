"""Holidays and closures: which are coming, whether we are open at Christmas, and when somebody is there again."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from shared.domain.business import Business
from shared.domain.receptionist import answers
from shared.domain.receptionist.languages import wording
from shared.domain.receptionist.opening import closure_on, coming_closures, is_open, next_opening
from shared.domain.receptionist.turn import Desk, sentence
from shared.domain.receptionist.understanding import Understood
from shared.domain.spoken.languages import spoken_language

_FORESEEN_DAYS = 180
_MOST_TOLD = 3

# Month and day, by what callers call them.
_HOLIDAYS = {"christmas": ((12, 24), (12, 25), (12, 26)), "new_year": ((12, 31), (1, 1))}


def told(desk: Desk, heard: Understood) -> str:
    """The closures that are coming, or what holds on the holidays that were named."""
    if heard.says(*_HOLIDAYS):
        return on_holidays(desk, heard)
    coming = coming_closures(desk.business, desk.today, days=_FORESEEN_DAYS)[:_MOST_TOLD]
    return " ".join(answers.told_closure(desk, closure) for closure in coming) or desk.say.no_closures


def on_holidays(desk: Desk, heard: Understood) -> str:
    """Whether we are open on the holidays that were named; empty if none was. Christmas Eve is one of them, not all three."""
    if heard.says(*_HOLIDAYS) and len(heard.when.days) == 1:
        closure = closure_on(desk.business, heard.when.days[0])
        return answers.told_closure(desk, closure) if closure else answers.on_days(desk, heard.when.days)
    days = sorted({_next(desk.today, *day) for name, days in _HOLIDAYS.items() if heard.says(name) for day in days})
    return answers.on_days(desk, days)


def back_again(desk: Desk) -> str:
    """When somebody is there again; empty while somebody is, or if nobody knows."""
    if not desk.business.hours or is_open(desk.business, desk.now):
        return ""
    opens = next_opening(desk.business, desk.now)
    return desk.say.open_again.format(start=desk.start(opens)) if opens else ""


def _next(today: date, month: int, day: int) -> date:
    this_year = date(today.year, month, day)
    return this_year if this_year >= today - timedelta(days=7) else date(today.year + 1, month, day)


def today_closed(business: Business, language: str, now: datetime) -> str:
    """That today is a holiday here, for the greeting; empty on any other day. `now` is aware."""
    closure = closure_on(business, now.astimezone(business.zone).date())
    if closure is None:
        return ""
    speech, say = spoken_language(language).speech, wording(language).sentences
    if not closure.reason:
        return say.closed_today
    return say.closed_for.format(day_start=sentence(speech.today), reason=closure.reason)
