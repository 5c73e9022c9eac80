"""What nobody can book: an estimate, a job, a question of price on site. It is written down and the owner rings back."""

from __future__ import annotations

from dataclasses import replace

from shared.domain.receptionist import messages, standing
from shared.domain.receptionist.memory import Asking, Memory, Purpose
from shared.domain.receptionist.turn import Answer, Desk, ask
from shared.domain.receptionist.understanding import Understood

_WORDS_THAT_SAY_WHAT = 7


def asked_for(desk: Desk, memory: Memory, heard: Understood) -> Answer:
    """Take down what the caller wants, unless the sentence says it already."""
    memory = replace(memory.at_rest(), purpose=Purpose.LEAD)
    if len(heard.words) >= _WORDS_THAT_SAY_WHAT and heard.leftover:
        return messages.with_text(desk, memory, heard.text)
    return ask(memory, Asking.MESSAGE, desk.say.ask_lead)


def offer(desk: Desk, memory: Memory, heard: Understood) -> Answer:
    """Offer to take down what is not among the services."""
    memory = replace(memory.at_rest(), purpose=Purpose.LEAD, request=memory.request or heard.text)
    return ask_whether(desk, memory, lead=desk.say.unknown_service)


def ask_whether(desk: Desk, memory: Memory, *, lead: str = "") -> Answer:
    """Whether the wish shall be taken down."""
    return ask(memory, Asking.LEAD_OFFER, desk.say.offer_lead, lead=lead)


def listen(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    """The answer to the offer."""
    if heard.says("no", "nothing_more", "abandon", "goodbye") and not heard.says("yes"):
        return standing.goodbye(desk, memory) if heard.says("goodbye") else standing.dropped(desk, memory)
    if heard.says("yes", "message", "quote"):
        if memory.request:
            return messages.with_text(desk, replace(memory, request=""), memory.request)
        return ask(memory, Asking.MESSAGE, desk.say.ask_lead)
    return None
