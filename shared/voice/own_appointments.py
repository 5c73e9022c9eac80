"""Which of the caller's own appointments a model means ("my appointment on Friday"), and what is to become of it.

Looked for among what the database says is theirs, and nowhere else. If it is not certain who calls or which one is meant,
the receptionist asks; what it is to be changed into is read back before it is done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from typing import TypeVar

from shared.domain.receptionist import appointments, booking, moving
from shared.domain.receptionist.memory import Memory, Own, Purpose
from shared.domain.receptionist.turn import Answer, Desk
from shared.domain.receptionist.understanding import Understood
from shared.domain.tools import Unproven
from shared.voice.arguments import Note, understood, with_wish

T = TypeVar("T")

_ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_ISO_TIME = re.compile(r"\b[0-2]?\d:[0-5]\d\b")


def move(desk: Desk, memory: Memory, given: Mapping[str, str], heard: Understood) -> Answer | Note:
    """Keep the new time of the appointment that is meant, and read it back."""
    wished = with_wish({key: given[key] for key in ("person", "day", "time") if key in given}, desk, memory.at_rest())
    if isinstance(wished, Note):
        return wished
    meant = _meant(desk, memory, given, heard, Purpose.MOVE)
    if isinstance(meant, Answer):
        return meant
    memory, problem = replace(wished[0], purpose=Purpose.MOVE, own=(meant,)), wished[1]
    if problem:
        return booking.advance(desk, replace(memory, chosen=meant), problem=problem)
    return appointments.chosen(desk, memory, meant)


def cancel(desk: Desk, memory: Memory, given: Mapping[str, str], heard: Understood) -> Answer | Note:
    """Read back the appointment that is meant, and ask whether to call it off."""
    meant = _meant(desk, memory, given, heard, Purpose.CANCEL)
    if isinstance(meant, Answer):
        return meant
    return appointments.chosen(desk, replace(memory.at_rest(), purpose=Purpose.CANCEL, own=(meant,)), meant)


def fitting(desk: Desk, own: Sequence[Own], which: str) -> list[Own]:
    """Those of the appointments that a few words mean; all of them, if the words name nothing."""
    day, at = _iso(which, _ISO_DAY, date.fromisoformat), _iso(which, _ISO_TIME, _clock)
    words = understood(_ISO_TIME.sub(" ", _ISO_DAY.sub(" ", which)), desk, bare_numbers=False)
    services, staff = {each.id for each in words.services}, {each.id for each in words.staff}
    return [
        each
        for each in own
        if moving.fits(desk, each, words.when)
        and (day is None or each.start.astimezone(desk.business.zone).date() == day)
        and (at is None or each.start.astimezone(desk.business.zone).time().replace(tzinfo=None) == at)
        and (not services or each.service_id in services)
        and (not staff or each.staff_id in staff)
    ]


def _meant(desk: Desk, memory: Memory, given: Mapping[str, str], heard: Understood, purpose: Purpose) -> Own | Answer:
    """The one that is meant; else the receptionist's question."""
    found = desk.tools.my_appointments()
    if isinstance(found, Unproven) or not found:
        return appointments.begin(desk, memory, heard, purpose)
    own = tuple(appointments.as_own(each) for each in found)
    left = fitting(desk, own, given.get("which", ""))
    if len(left) == 1:
        return left[0]
    memory = replace(memory.at_rest(), purpose=purpose, own=tuple(left) or own)
    return appointments.ask_which(desk, memory, lead="" if left else desk.say.no_such_appointment)


def _iso(text: str, pattern: re.Pattern[str], read: Callable[[str], T]) -> T | None:
    found = pattern.search(text)
    try:
        return read(found.group()) if found else None
    except ValueError:
        return None


def _clock(text: str) -> time:
    hour, _, minute = text.partition(":")
    return time(int(hour), int(minute))
