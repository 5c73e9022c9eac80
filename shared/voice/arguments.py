"""What a model gave a tool, read as a caller's words: names, days and times are understood here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from shared.domain.receptionist import wishes
from shared.domain.receptionist.memory import Memory
from shared.domain.receptionist.turn import Desk
from shared.domain.receptionist.understanding import Understood, understand

_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Note:
    """A result for the model alone; the turn goes on."""

    text: str


def said(arguments: Mapping[str, Any]) -> dict[str, str]:
    """The arguments that are text, tidied and not endless; numbers are taken as they would be said."""
    return {key: " ".join(str(value).split())[:_LONGEST] for key, value in arguments.items() if _is_said(value)}


def understood(text: str, desk: Desk, *, bare_numbers: bool = False) -> Understood:
    """A piece of text as the receptionist understands it."""
    return understand(text, desk.business, desk.wording, desk.now, bare_numbers=bare_numbers)


def is_yes(text: str, desk: Desk) -> bool:
    """Whether an argument says that the caller agreed, in words or as JSON does."""
    if text.lower() in ("true", "yes", "1"):
        return True
    heard = understood(text, desk)
    return heard.says("yes") and not heard.says("no")


def with_wish(given: Mapping[str, str], desk: Desk, memory: Memory) -> tuple[Memory, str | None] | Note:
    """The memory with the wish that the arguments add up to and what is wrong with its day; or what was not understood."""
    if given.get("service"):
        named = understood(given["service"], desk)
        if not named.services:
            return Note(f"There is no such service. There are: {_names(desk.business.services)}.")
        memory = wishes.wished(memory, named)
    if given.get("person"):
        whom = understood(given["person"], desk)
        if not whom.staff and not whom.says("any_staff", "any"):
            return Note(f"Nobody of that name works here. There are: {_names(desk.business.staff)}.")
        memory = wishes.wished(memory, whom)
    day, at = _iso_day(given.get("day", "")), _iso_time(given.get("time", ""))
    words = " ".join(given.get(key, "") for key, iso in (("day", day), ("time", at)) if iso is None).strip()
    problem = None
    if words:
        when = understood(words, desk, bare_numbers=True)
        if not when.when:
            return Note("The day or time was not understood. Give YYYY-MM-DD and HH:MM.")
        memory, problem = wishes.wished(memory, when), when.when.problem
    if day is not None:
        problem = "past" if day < desk.today else problem
        memory = replace(memory, wish=replace(memory.wish, days=(day,), earliest=False))
    if at is not None:
        exact = replace(memory.wish, at=at, or_at=None, not_before=None, before=None, any_time=False)
        memory = replace(memory, wish=exact)
    return memory, problem


def _names(them: Any) -> str:
    return ", ".join(each.name for each in them)


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _iso_time(text: str) -> time | None:
    try:
        return time.fromisoformat(text).replace(tzinfo=None) if ":" in text else None
    except ValueError:
        return None


def _is_said(value: object) -> bool:
    return isinstance(value, str | int) and bool(str(value).strip())
