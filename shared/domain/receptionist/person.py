"""Passing the call to a person, if there is one to pass it to."""

from __future__ import annotations

from dataclasses import replace

from shared.domain.calls import Then
from shared.domain.receptionist import closures
from shared.domain.receptionist.memory import Asking, Memory
from shared.domain.receptionist.opening import is_open
from shared.domain.receptionist.turn import Answer, Desk, ask


def connect(desk: Desk, memory: Memory) -> Answer:
    """Transfer the call. Outside opening hours offer a message first; whoever insists is put through."""
    number = desk.business.transfer_number
    if not number:
        return ask(memory, Asking.MESSAGE_OFFER, desk.say.nobody_there, lead=closures.back_again(desk))
    if memory.asked_for_person or not desk.business.hours or is_open(desk.business, desk.now):
        return _transfer(memory, desk.say.transfer, number)
    lead = f"{desk.say.closed_now} {closures.back_again(desk)}".strip()
    return ask(replace(memory, asked_for_person=True), Asking.TRANSFER_ANYWAY, desk.say.message_or_transfer, lead=lead)


def connect_at_once(desk: Desk, memory: Memory) -> Answer:
    """Transfer an emergency or a complaint, at any hour."""
    number = desk.business.transfer_number
    if not number:
        return ask(memory, Asking.MESSAGE_OFFER, desk.say.nobody_urgent)
    return _transfer(memory, desk.say.transfer_urgent, number)


def _transfer(memory: Memory, text: str, number: str) -> Answer:
    return Answer(text, replace(memory, asking=Asking.NOTHING, question=""), Then.TRANSFER, number)
