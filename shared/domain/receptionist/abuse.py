"""Insults and sales talk: who insults is warned once and then left; who sells is told no, and may leave a message."""

from __future__ import annotations

from dataclasses import replace

from shared.domain.calls import Then
from shared.domain.receptionist.memory import Asking, Memory
from shared.domain.receptionist.turn import Answer, Desk, ask
from shared.domain.receptionist.understanding import Understood


def insulted(desk: Desk, memory: Memory) -> Answer:
    """Warn, and ask again what was asked; the second time end the call."""
    if memory.warned:
        return Answer(desk.say.abuse_end, memory, Then.HANG_UP)
    question = memory.question or desk.say.how_can_i_help
    return Answer(f"{desk.say.abuse_warning} {question}", replace(memory, warned=True))


def sold_to(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    """Decline; who goes on selling or wants to leave no message hears goodbye."""
    if heard.says("sales") and not heard.says("message"):
        if memory.sales:
            return Answer(f"{desk.say.no_sales} {desk.say.goodbye}", memory, Then.HANG_UP)
        memory = replace(memory.at_rest(), sales=True)
        return ask(memory, Asking.MESSAGE_OFFER, desk.say.offer_message, lead=desk.say.no_sales)
    refused = memory.sales and memory.asking is Asking.MESSAGE_OFFER and heard.says("no", "nothing_more")
    return Answer(desk.say.goodbye, memory, Then.HANG_UP) if refused else None
