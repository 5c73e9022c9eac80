"""Calling an appointment off: read back, agreed to, and only then done."""

from __future__ import annotations

from dataclasses import replace

from shared.domain.receptionist import booking_questions as questions
from shared.domain.receptionist import standing
from shared.domain.receptionist.memory import Asking, Memory, Own
from shared.domain.receptionist.turn import Answer, Desk, ask
from shared.domain.tools import Refused


def read_back(desk: Desk, memory: Memory, own: Own, *, lead: str = "") -> Answer:
    """Say which appointment it is, and ask whether it shall be cancelled."""
    question = desk.say.confirm_cancel.format(what=desk.own(own), start=desk.start(own.start))
    return ask(replace(memory, chosen=own), Asking.CANCEL_RIGHT, questions.with_keys(desk, memory, question), lead=lead)


def cancel(desk: Desk, memory: Memory, own: Own) -> Answer:
    """Cancel it. What it was is kept in mind, for "und dafür einen am Montag"."""
    result = desk.tools.cancel_appointment(appointment_id=own.id)
    if isinstance(result, Refused):
        lead = standing.refusal(desk, result.code, own.start)
        return ask(memory.at_rest(), Asking.MESSAGE_OFFER, desk.say.offer_message, lead=lead)
    said = desk.say.cancelled.format(what=desk.own(own), start=desk.start(own.start))
    return ask(replace(memory.at_rest(), own=(own,)), Asking.MORE, desk.say.anything_else, lead=said)
