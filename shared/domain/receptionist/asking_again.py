"""The open question once more, in the language of this turn, without touching the tools."""

from __future__ import annotations

from shared.domain.receptionist import appointments, booking, cancelling, leads, messages, waitlist
from shared.domain.receptionist import booking_questions as questions
from shared.domain.receptionist.memory import Asking, Memory, Purpose
from shared.domain.receptionist.turn import Answer, Desk, ask


def again(desk: Desk, memory: Memory, *, lead: str = "") -> Answer:
    """Ask once more what is open."""
    say = desk.say
    lead_wanted = memory.purpose is Purpose.LEAD
    match memory.asking:
        case Asking.CONFIRM if memory.held is not None:
            return booking.read_back(desk, memory, memory.held, lead=lead)
        case Asking.SLOT if memory.offered:
            return questions.ask_slot(desk, memory, lead)
        case Asking.SERVICE:
            service, choices = questions.service_wished(desk, memory)
            return questions.ask_service(desk, memory, [service] if service else choices, lead)
        case Asking.DAY:
            return questions.ask_day(desk, memory, lead=lead)
        case Asking.TIME if memory.wish.days:
            return questions.ask_time(desk, memory, memory.wish.days[0], lead=lead)
        case Asking.CHANGE:
            return questions.ask_change(desk, memory, lead=lead)
        case Asking.WHICH if memory.own:
            return appointments.ask_which(desk, memory, lead=lead)
        case Asking.CANCEL_RIGHT if memory.chosen is not None:
            return cancelling.read_back(desk, memory, memory.chosen, lead=lead)
        case Asking.CANCEL_ALL if memory.own:
            return cancelling.read_back_all(desk, memory, lead=lead)
        case Asking.PROOF:
            return appointments.ask_proof(desk, memory, lead=lead)
        case Asking.WAITLIST:
            return waitlist.confirm(desk, memory, lead=lead)
        case Asking.LEAD_OFFER:
            return leads.ask_whether(desk, memory, lead=lead)
        case Asking.MESSAGE:
            return ask(memory, memory.asking, say.ask_lead if lead_wanted else say.ask_message, lead=lead)
        case Asking.NUMBER:
            return ask(memory, memory.asking, say.ask_number, lead=lead)
        case Asking.NUMBER_RIGHT:
            return messages.ask_number(desk, memory, lead=lead)
    plain = {
        Asking.NAME: say.ask_name,
        Asking.MORE: say.anything_else,
        Asking.BOOKING: say.offer_booking,
        Asking.MESSAGE_OFFER: say.offer_message,
        Asking.MESSAGE_NAME: say.ask_your_name,
        Asking.TRANSFER_ANYWAY: say.offer_message,
    }.get(memory.asking)
    if plain is None:
        return ask(memory, Asking.NOTHING, say.how_can_i_help, lead=lead)
    return ask(memory, memory.asking, plain, lead=lead)
