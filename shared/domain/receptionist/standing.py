"""What stands and what does not: how that is said, whether an appointment is new, moved or dropped."""

from __future__ import annotations

from datetime import datetime

from shared.domain.calls import Then
from shared.domain.receptionist.memory import BOOKING_QUESTIONS, Asking, Memory, Purpose
from shared.domain.receptionist.turn import Answer, Desk, ask, sentence

NOT_THEIRS_TO_CHANGE = frozenset({"appointment_not_found", "appointment_not_open", "appointment_changed", "too_late"})
"""Refusals that another time does not help against."""


def refusal(desk: Desk, code: str, start: datetime) -> str:
    """Why a start or a change cannot be had, from the word of the database."""
    pattern = {
        "slot_taken": desk.say.slot_taken,
        "outside_hours": desk.say.outside_hours,
        "too_soon": desk.say.too_soon,
        "too_far_ahead": desk.say.too_far_ahead,
        "appointment_not_found": desk.say.appointment_gone,
        "appointment_not_open": desk.say.appointment_gone,
        "appointment_changed": desk.say.appointment_changed,
        "too_late": desk.say.too_late,
    }.get(code, desk.say.not_offered)
    return sentence(pattern.format(start=sentence(desk.start(start))))


def problem(desk: Desk, word: str) -> str:
    """What is wrong with a day or time, from the word of the grammar."""
    return {"no_such_day": desk.say.no_such_day, "no_such_time": desk.say.no_such_time}.get(word, desk.say.past)


def nothing_yet(desk: Desk, memory: Memory) -> str:
    """That nothing has changed so far."""
    if memory.moving is not None:
        return desk.say.stays.format(start=desk.start(memory.moving.start))
    return desk.say.not_booked


def dropped(desk: Desk, memory: Memory) -> Answer:
    """Give the task at hand up, say what that leaves, and ask for something else."""
    return ask(memory.at_rest(), Asking.MORE, desk.say.anything_else, lead=_left(desk, memory))


def goodbye(desk: Desk, memory: Memory) -> Answer:
    """Say goodbye, and what was left undone."""
    if memory.purpose in (Purpose.MOVE, Purpose.CANCEL) and memory.chosen is not None:
        return Answer(f"{_left(desk, memory)} {desk.say.goodbye}", memory, Then.HANG_UP)
    begun = memory.wish or memory.held or memory.asking in BOOKING_QUESTIONS
    unbooked = memory.purpose is Purpose.BOOK and begun
    return Answer(desk.say.goodbye_unbooked if unbooked else desk.say.goodbye, memory, Then.HANG_UP)


def hanging_up_on_silence(desk: Desk, memory: Memory) -> str:
    """The last words to a silent line, with what was left undone."""
    if memory.moving is not None:
        return f"{nothing_yet(desk, memory)} {desk.say.silence_last}"
    unbooked = memory.purpose is Purpose.BOOK and (memory.held is not None or memory.wish)
    return desk.say.silence_last_unbooked if unbooked else desk.say.silence_last


def _left(desk: Desk, memory: Memory) -> str:
    if memory.purpose in (Purpose.MOVE, Purpose.CANCEL) and memory.chosen is not None:
        return f"{desk.say.all_right} {desk.say.stays.format(start=desk.start(memory.chosen.start))}"
    return desk.say.abandoned if memory.purpose is Purpose.BOOK else desk.say.all_right
