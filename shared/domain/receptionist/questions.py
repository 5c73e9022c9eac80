"""Questions and wishes that the caller brings: several in one sentence are all answered, and the booking goes on."""

from __future__ import annotations

from dataclasses import replace

from shared.domain.calls import Then
from shared.domain.receptionist import answers, closures
from shared.domain.receptionist.going_on import go_on
from shared.domain.receptionist.memory import BOOKING_QUESTIONS, COMING_BACK_TO, Asking, Memory, Wish
from shared.domain.receptionist.turn import Answer, Desk, ask
from shared.domain.receptionist.understanding import Understood

# What can be asked of one day or service after the other, and what each is asked of.
_OF_DAYS, _OF_SERVICES = ("hours",), ("price", "duration", "people")
_MANNERS = {"yes", "fine", "thanks", "hello"}


def their_question(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    """Questions to us, wishes to book, or both in one sentence."""
    said = known_answers(desk, memory, heard)
    if _wants_to_book(memory, heard, asked=bool(said)):
        goes_on = memory.asking in (*BOOKING_QUESTIONS, Asking.BOOKING)
        fresh = memory if goes_on else memory.at_rest()
        if heard.says("want") and not heard.says("book", "same_as_last") and not heard.entities:
            # Kept, so that what nobody can book can still be passed on.
            fresh, said = replace(fresh, request=heard.text), f"{said} {desk.say.unknown_service}".strip()
        return go_on(desk, fresh, heard, lead=said)
    if not said:
        known = answers.article(desk, heard)
        if known is None:
            return None
        said = known
    if memory.asking in COMING_BACK_TO and memory.question:
        return Answer(f"{said} {memory.question}", memory)
    if heard.says("price", "duration") and len(heard.services) == 1:
        remembered = replace(memory.at_rest(), wish=Wish(service_id=heard.services[0].id))
        return ask(remembered, Asking.BOOKING, desk.say.offer_booking, lead=said)
    if memory.asking is Asking.BOOKING and memory.wish.service_id is not None and not heard.says("goodbye"):
        return ask(memory, Asking.BOOKING, desk.say.offer_booking, lead=said)  # "und wie lange dauert das?"
    if heard.says("goodbye"):
        return Answer(f"{said} {desk.say.goodbye}", memory, Then.HANG_UP)
    return ask(memory, Asking.MORE, desk.say.anything_else, lead=said)


def topic_of(heard: Understood) -> str:
    """The question of a sentence that could go on with "und sonntags?" or "und Färben?"; empty if there is none."""
    return next((topic for topic in (*_OF_DAYS, *_OF_SERVICES) if heard.says(topic)), "")


def asked_on(desk: Desk, memory: Memory, heard: Understood) -> Understood:
    """The sentence with the question that it goes on asking, of another day or service and nothing else."""
    if memory.asking not in (Asking.MORE, Asking.BOOKING) or heard.said - _MANNERS or heard.staff:
        return heard
    asks = {word.text for word in heard.words[:2]} & desk.wording.asking_on or heard.text.endswith("?")
    if not asks:
        return heard
    of_a_day = bool(heard.when.days) and not heard.when.has_time and not heard.when.seek and not heard.services
    of_a_service = bool(heard.services) and not heard.when
    if (memory.told in _OF_DAYS and of_a_day) or (memory.told in _OF_SERVICES and of_a_service):
        return replace(heard, said=frozenset({memory.told}), plainly=frozenset({memory.told}))
    return heard


def _wants_to_book(memory: Memory, heard: Understood, *, asked: bool) -> bool:
    named = bool(heard.services or heard.staff)
    if heard.says("same_as_last"):
        return True
    if heard.says("wonder") and not heard.says("book") and not heard.when:
        return False
    if heard.says("book") and not (asked and heard.says("appointment_existing")):
        return not asked or bool(heard.when) or named
    if asked and heard.services and heard.when.days and heard.when.has_time:
        return True
    if asked:
        return (
            heard.says("want")
            and bool(heard.services)
            and not heard.says("hours", "services", "people", "address", "who")
        )
    if heard.entities and memory.asking is not Asking.NAME:
        plain = named or heard.when.has_time or heard.when.seek is not None or heard.says("want")
        return plain or not heard.leftover  # "Wie wird das Wetter morgen?" is about something else
    return heard.says("want") and bool(heard.leftover) and memory.asking not in BOOKING_QUESTIONS


def _wants_a_day(memory: Memory, heard: Understood) -> bool:
    """Whether a feast is named for an appointment: "noch vor Weihnachten"."""
    named = heard.services or heard.staff or heard.when.has_time
    return memory.asking in BOOKING_QUESTIONS or bool(named) or heard.says("book", "want", "move", "cancel")


def known_answers(desk: Desk, memory: Memory, heard: Understood) -> str:
    """The answers to all questions in the sentence, in a sensible order."""
    services = heard.services
    wished = desk.service(memory.wish.service_id)
    if not services and wished is not None:
        services = (wished,)
    said = []
    if heard.says("who"):
        said.append(desk.say.who_am_i.format(business=desk.business.name))
    if heard.says("other_language"):
        said.append(desk.say.languages)
    if heard.says("closures"):
        said.append(closures.told(desk, heard))
    elif heard.says("hours") and ("hours" in heard.plainly or not heard.says("book")):
        said.append(closures.on_holidays(desk, heard) or answers.hours(desk, heard))
    elif heard.says("christmas", "new_year") and not _wants_a_day(memory, heard):
        said.append(closures.on_holidays(desk, heard))
    if heard.says("services"):
        said.append(answers.service_list(desk))
    if heard.says("price"):
        said.append(answers.prices(desk, services))
    if heard.says("duration"):
        said.append(answers.durations(desk, services))
    if heard.says("people"):
        said.append(answers.people(desk, heard.services))
    if heard.says("parking"):
        said.append(answers.parking(desk))
    if heard.says("address"):
        said.append(answers.address(desk))
    if heard.says("walk_in"):
        said.append(answers.article(desk, heard) or desk.say.walk_in)
    return " ".join(said)
