"""Calling an appointment off: read back, agreed to, and only then done."""

from __future__ import annotations

from dataclasses import replace

from shared.domain.receptionist import booking_questions as questions
from shared.domain.receptionist import standing
from shared.domain.receptionist.memory import Asking, Memory, Own
from shared.domain.receptionist.turn import Answer, Desk, ask
from shared.domain.spoken.speaking import say_number
from shared.domain.tools import Refused


def read_back(desk: Desk, memory: Memory, own: Own, *, lead: str = "") -> Answer:
    """Say which appointment it is, and ask whether it shall be cancelled."""
    question = desk.say.confirm_cancel.format(what=desk.own(own), start=desk.start(own.start))
    return ask(replace(memory, chosen=own), Asking.CANCEL_RIGHT, questions.with_keys(desk, memory, question), lead=lead)


def read_back_all(desk: Desk, memory: Memory, *, lead: str = "") -> Answer:
    """Say which appointments they are, and ask once whether all of them shall be cancelled."""
    if len(memory.own) == 1:
        return read_back(desk, memory, memory.own[0], lead=lead)
    question = desk.say.confirm_cancel_all.format(appointments=desk.both(_said(desk, own) for own in memory.own))
    memory = replace(memory, chosen=None)
    return ask(memory, Asking.CANCEL_ALL, questions.with_keys(desk, memory, question), lead=lead)


def cancel_all(desk: Desk, memory: Memory) -> Answer:
    """Cancel each of them once; say which are gone, and of the others why not."""
    results = [(own, desk.tools.cancel_appointment(appointment_id=own.id)) for own in memory.own]
    gone = [own for own, result in results if not isinstance(result, Refused)]
    if len(gone) == len(results):
        lead = desk.say.cancelled_all.format(count=say_number(desk.language, len(gone)))
        return ask(replace(memory.at_rest(), own=tuple(gone[:1])), Asking.MORE, desk.say.anything_else, lead=lead)
    told = [
        f"{_said(desk, own)}: {standing.refusal(desk, result.code, own.start)}"
        if isinstance(result, Refused)
        else desk.say.cancelled.format(what=desk.own(own), start=desk.start(own.start))
        for own, result in results
    ]
    return ask(memory.at_rest(), Asking.MESSAGE_OFFER, desk.say.offer_message, lead=" ".join(told))


def cancel(desk: Desk, memory: Memory, own: Own) -> Answer:
    """Cancel it. What it was is kept in mind, for "und dafür einen am Montag"."""
    result = desk.tools.cancel_appointment(appointment_id=own.id)
    if isinstance(result, Refused):
        lead = standing.refusal(desk, result.code, own.start)
        return ask(memory.at_rest(), Asking.MESSAGE_OFFER, desk.say.offer_message, lead=lead)
    said = desk.say.cancelled.format(what=desk.own(own), start=desk.start(own.start))
    return ask(replace(memory.at_rest(), own=(own,)), Asking.MORE, desk.say.anything_else, lead=said)


def _said(desk: Desk, own: Own) -> str:
    return desk.say.appointment.format(what=desk.own(own), start=desk.start(own.start))
