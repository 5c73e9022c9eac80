"""What an understood sentence does, in the order in which a good receptionist would weigh it.

First what cannot wait (emergency, a person), then the answer to our own question, then questions and wishes of the
caller, and in the end the small talk.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from shared.domain.business import Service
from shared.domain.calls import Then
from shared.domain.receptionist import booking, line, messages, offers, person
from shared.domain.receptionist.languages import ASKED_FOR
from shared.domain.receptionist.memory import Asking, Memory, Wish
from shared.domain.receptionist.questions import BOOKING_QUESTIONS, known_answers, their_question
from shared.domain.receptionist.turn import Answer, Desk, ask
from shared.domain.receptionist.understanding import QUESTIONS_TO_US, Understood, answered_name
from shared.domain.receptionist.wishes import wished

_MESSAGE_QUESTIONS = (Asking.MESSAGE, Asking.NUMBER, Asking.NUMBER_RIGHT)
_REMARK_WORDS = 4
_ERRANDS = ("book", "message", "move", "cancel", "human", "abandon")


def answer(desk: Desk, memory: Memory, heard: Understood) -> Answer:
    """The answer to a sentence."""
    for respond in (
        _cannot_wait,
        _about_a_message,
        _about_a_name,
        _about_an_appointment_they_have,
        _our_question,
        their_question,
    ):
        answered = respond(desk, memory, heard)
        if answered is not None:
            return _understood(answered, memory)
    small = _small_talk(desk, memory, heard)
    if small is not None:
        return _understood(small, memory)
    return line.unclear(desk, memory)


def _understood(answered: Answer, before: Memory) -> Answer:
    """Patience starts anew with every sentence that was understood."""
    if answered.memory.unclear > before.unclear or answered.memory.asking in _MESSAGE_QUESTIONS:
        return answered
    return replace(answered, memory=replace(answered.memory, unclear=0))


def _cannot_wait(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    brief = len(heard.words) <= _REMARK_WORDS
    if heard.says("repeat") and not heard.entities and (brief or not heard.says(*QUESTIONS_TO_US, "book", "message")):
        return Answer(memory.said or memory.question or desk.say.how_can_i_help, memory)
    if memory.asking is Asking.MESSAGE and not (brief and heard.says("human", "goodbye")):
        return None
    if heard.says("complaint") or (heard.says("emergency") and not _books_an_emergency(memory, heard)):
        return person.connect_at_once(desk, memory)
    if memory.asking is Asking.TRANSFER_ANYWAY and heard.says("anyway", "human") and not heard.says("message", "no"):
        return person.connect(desk, replace(memory, asked_for_person=True))
    if heard.says("human") and not heard.says("message"):
        return person.connect(desk, memory)
    if heard.says(*ASKED_FOR, "not_language") and not heard.entities and not heard.says(*QUESTIONS_TO_US, *_ERRANDS):
        lead = desk.say.at_your_service if heard.says(*ASKED_FOR) else desk.say.languages
        return Answer(f"{lead} {memory.question or desk.say.how_can_i_help}", memory)
    if heard.says("wait") and brief and not heard.entities and not heard.says("no", "yes"):
        return Answer(desk.say.waiting, memory)
    return None


def _books_an_emergency(memory: Memory, heard: Understood) -> bool:
    """Whether "Notfall" is meant as the name of something that can be booked."""
    bookable = bool(heard.services)
    return bookable and (
        heard.says("book", "price", "duration") or bool(heard.when) or memory.asking in BOOKING_QUESTIONS
    )


def _about_a_message(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    if memory.asking in _MESSAGE_QUESTIONS:
        if memory.asking is Asking.MESSAGE and heard.says("goodbye") and len(heard.words) <= _REMARK_WORDS:
            return Answer(f"{desk.say.message_dropped} {desk.say.goodbye}", replace(memory, message=""), Then.HANG_UP)
        return messages.listen(desk, memory, heard)
    if heard.says("message") and not (heard.says("no") and memory.asking is Asking.MESSAGE_OFFER):
        return messages.start(desk, memory, heard)
    return None


def _about_a_name(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    """A name that is told, asked for or not."""
    asked = memory.asking is Asking.NAME
    if asked and not heard.name and not heard.says("abandon"):
        return _answer_to_name(desk, memory, heard)
    if not heard.name:
        return None
    desk.tools.name_caller(name=heard.name)
    named = replace(memory, name=heard.name, name_asked=True)
    lead = desk.say.thank_name.format(name=heard.name)
    if asked:
        return _after_name(desk, named, heard, lead)
    for respond in (_about_an_appointment_they_have, _our_question, their_question):
        answered = respond(desk, named, heard)
        if answered is not None:
            return replace(answered, text=f"{lead} {answered.text}")
    return ask(named, memory.asking, memory.question or desk.say.how_can_i_help, lead=lead)


def _answer_to_name(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    if heard.says(*QUESTIONS_TO_US) or (heard.says("book", "move", "cancel") and not heard.name):
        return None
    if heard.says("no", "no_name", "nothing_more") or (
        heard.says("goodbye") and answered_name(heard, desk.wording) is None
    ):
        if heard.says("goodbye"):
            return Answer(desk.say.goodbye, memory, Then.HANG_UP)
        return ask(memory, Asking.MORE, desk.say.anything_else, lead=desk.say.no_name)
    name = None if heard.says("yes") and len(heard.words) <= 2 else answered_name(heard, desk.wording)
    if name is None:
        if heard.says("yes"):
            return ask(memory, Asking.NAME, desk.say.ask_name_again)
        return ask(memory, Asking.MORE, desk.say.anything_else, lead=desk.say.no_name)
    desk.tools.name_caller(name=name)
    return _after_name(desk, replace(memory, name=name), heard, desk.say.thank_name.format(name=name))


def _after_name(desk: Desk, memory: Memory, heard: Understood, lead: str) -> Answer:
    if heard.says("goodbye", "nothing_more"):
        return Answer(f"{lead} {desk.say.goodbye}", memory, Then.HANG_UP)
    return ask(memory, Asking.MORE, desk.say.anything_else, lead=lead)


def _about_an_appointment_they_have(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    """Moving and cancelling goes to the owner; what is not booked yet is simply changed or dropped."""
    in_progress = memory.asking in BOOKING_QUESTIONS
    if heard.says("abandon") or (heard.says("cancel") and in_progress and not heard.says("appointment_existing")):
        if not in_progress and not heard.says("abandon"):
            return None
        dropped = replace(memory, wish=Wish(), held=None, offered=(), choices=())
        return ask(dropped, Asking.MORE, desk.say.anything_else, lead=desk.say.abandoned)
    if heard.says("move", "cancel") and not (in_progress and heard.entities):
        return messages.start_about_appointment(desk, memory, heard)
    return None


def _our_question(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    """What the sentence means as an answer to what we asked last."""
    match memory.asking:
        case Asking.CONFIRM:
            return _to_read_back(desk, memory, heard)
        case Asking.SLOT:
            return _to_offer(desk, memory, heard)
        case Asking.CHANGE:
            return _to_change(desk, memory, heard)
        case Asking.SERVICE | Asking.DAY | Asking.TIME:
            return _to_missing_part(desk, memory, heard)
        case Asking.BOOKING if heard.says("yes") and not heard.says("no") and not heard.says(*QUESTIONS_TO_US):
            return booking.advance(desk, wished(memory, heard), problem=heard.when.problem)
        case Asking.BOOKING if heard.says("no", "nothing_more") and not heard.entities:
            if heard.says("nothing_more", "goodbye"):
                return Answer(desk.say.goodbye, memory, Then.HANG_UP)
            return ask(replace(memory, wish=Wish()), Asking.MORE, desk.say.anything_else, lead=desk.say.thanks)
        case Asking.MESSAGE_OFFER | Asking.TRANSFER_ANYWAY if not heard.entities and not heard.says(*QUESTIONS_TO_US):
            if heard.says("no", "nothing_more"):
                if heard.says("goodbye"):
                    return Answer(desk.say.goodbye, memory, Then.HANG_UP)
                return ask(memory, Asking.MORE, desk.say.anything_else)
            if heard.says("yes"):
                return messages.start(desk, memory)
        case Asking.MORE if not heard.entities and not heard.says(*QUESTIONS_TO_US, "book"):
            if heard.says("no", "nothing_more"):
                return Answer(desk.say.goodbye, memory, Then.HANG_UP)
            if heard.says("yes") and not heard.says("thanks", "goodbye"):
                return ask(memory, Asking.NOTHING, desk.say.how_can_i_help)
        case Asking.MENU:
            number = desk.spoken.counting.cardinal(heard.words, 0) or desk.spoken.counting.cardinal(
                heard.words, len(heard.words) - 1
            )
            if number is not None and number[0] in range(10) and len(heard.words) <= _REMARK_WORDS:
                pressed = line.keys(desk, memory, str(number[0]))
                return pressed if isinstance(pressed, Answer) else None
    return None


def _to_read_back(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    held = memory.held
    if held is None:
        return None
    if heard.when.seek in ("earlier", "later"):
        return _around(desk, memory, heard.when.seek, first=held.start, last=held.start)
    instead = offers.picked_by_order(memory.offered, heard) if memory.offered else None
    if instead is not None and instead != held:
        return booking.hold_offer(desk, memory, instead)
    if (
        heard.entities
        and not heard.says("price", "duration", "address", "people")
        and not booking.same_as_held(desk, memory, heard)
    ):
        return booking.advance(desk, wished(memory, heard), problem=heard.when.problem)
    yes, no = heard.says("yes"), heard.says("no")
    if heard.says("change_time", "change_day", "change_staff", "other_slots") and not yes:
        return _to_change(desk, memory, heard)
    if yes and (no or heard.says("but", "wonder")):
        return _yes_or_no(desk, memory, lead=known_answers(desk, memory, heard))
    if heard.says("doubt") and not yes:
        return booking.read_back(desk, memory, held)
    if yes:
        booked = booking.book(desk, memory)
        besides = known_answers(desk, memory, heard)
        if besides:
            said = booked.text.removesuffix(booked.memory.question).strip()
            booked = replace(booked, text=f"{said} {besides} {booked.memory.question}")
        done = booked.memory.asking in (Asking.NAME, Asking.MORE)
        if done and heard.says("goodbye"):
            said = booked.text.removesuffix(booked.memory.question).strip()
            return Answer(f"{said} {desk.say.goodbye}", booked.memory, Then.HANG_UP)
        return booked
    if heard.says("goodbye"):
        return Answer(desk.say.goodbye_unbooked, memory, Then.HANG_UP)
    if heard.says("nothing_more"):
        dropped = replace(memory, wish=Wish(), held=None)
        return ask(dropped, Asking.MORE, desk.say.anything_else, lead=desk.say.abandoned)
    if no:
        return ask(replace(memory, held=None), Asking.CHANGE, desk.say.ask_change, lead=desk.say.will_not_book)
    if heard.entities and not heard.says(*QUESTIONS_TO_US):
        return booking.read_back(desk, memory, held)
    return _yes_or_no(desk, memory) if heard.says("thanks", "want") else None


def _yes_or_no(desk: Desk, memory: Memory, *, lead: str = "") -> Answer:
    service, held = desk.service(memory.wish.service_id), memory.held
    if service is None or held is None:
        return booking.advance(desk, memory)
    said = desk.say.ask_yes_or_no.format(what=desk.what(service, held.staff_id), start=desk.start(held.start))
    return Answer(f"{lead} {said}".strip(), memory)


def _to_offer(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    if heard.says(*QUESTIONS_TO_US) and not heard.when:
        return None
    picked = offers.picked(desk, memory, heard)
    if picked is not None:
        return booking.hold_offer(desk, wished(memory, replace(heard, when=type(heard.when)())), picked)
    if heard.when.seek in ("earlier", "later") or heard.says("other_slots"):
        direction = heard.when.seek if heard.when.seek in ("earlier", "later") else "later"
        return _around(desk, memory, direction, first=memory.offered[0].start, last=memory.offered[-1].start)
    if heard.entities:
        return booking.advance(desk, wished(memory, heard), problem=heard.when.problem)
    if heard.says("goodbye", "nothing_more"):
        return Answer(desk.say.goodbye_unbooked, memory, Then.HANG_UP)
    if heard.says("change_day", "change_time", "change_service", "change_staff"):
        return _to_change(desk, memory, heard)
    if heard.says("no"):
        wish = replace(memory.wish, days=(), at=None, or_at=None, not_before=None, before=None, earliest=False)
        return ask(replace(memory, wish=wish, offered=()), Asking.DAY, desk.say.ask_day)
    if heard.says("yes"):
        if len(memory.offered) == 1:
            return booking.hold_offer(desk, memory, memory.offered[0])
        return booking.again(desk, memory)
    return None


def _around(desk: Desk, memory: Memory, direction: str, *, first: datetime, last: datetime) -> Answer:
    """Other starts, later than the last one named or earlier than the first."""
    wish = replace(memory.wish, at=None, or_at=None, not_before=None, before=None, earliest=not memory.wish.days)
    if direction == "later":
        return booking.offer(desk, replace(memory, wish=wish), after=last)
    return booking.offer(desk, replace(memory, wish=wish), before=first)


def _to_change(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    if heard.says(*QUESTIONS_TO_US):
        return None
    if heard.entities:
        return booking.advance(desk, wished(memory, heard), problem=heard.when.problem)
    wish = memory.wish
    if heard.says("change_staff"):
        service = desk.service(wish.service_id)
        now_held = memory.held.staff_id if memory.held else wish.staff_id
        others = [person for person in desk.who_does(service) if person.id != now_held] if service else []
        wish = replace(wish, staff_id=others[0].id if others else None)
        return booking.advance(desk, replace(memory, wish=wish))
    if heard.says("change_time"):
        return booking.advance(
            desk, replace(memory, wish=replace(wish, at=None, or_at=None, not_before=None, before=None))
        )
    if heard.says("change_day"):
        return booking.advance(desk, replace(memory, wish=replace(wish, days=(), earliest=False)))
    if heard.says("change_service"):
        return booking.advance(desk, replace(memory, wish=replace(wish, service_id=None)))
    if heard.says("other_slots") and memory.held is not None:
        return _around(desk, memory, "later", first=memory.held.start, last=memory.held.start)
    if heard.says("goodbye"):
        return Answer(desk.say.goodbye_unbooked, memory, Then.HANG_UP)
    if heard.says("no", "nothing_more"):
        dropped = replace(memory, wish=Wish(), held=None, offered=())
        return ask(dropped, Asking.MORE, desk.say.anything_else, lead=desk.say.abandoned)
    return None


def _to_missing_part(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    if heard.says(*QUESTIONS_TO_US) and not heard.says("book"):
        return None
    picked = _service_by_order(desk, memory, heard)
    if picked is not None:
        memory = replace(memory, wish=replace(memory.wish, service_id=picked.id), choices=())
        return booking.advance(desk, memory)
    if heard.entities:
        return booking.advance(desk, wished(memory, heard), problem=heard.when.problem)
    if heard.says("any_staff", "any") and memory.asking is not Asking.SERVICE:
        loose = replace(memory.wish, earliest=memory.asking is Asking.DAY, any_time=memory.asking is Asking.TIME)
        return booking.advance(desk, replace(memory, wish=loose))
    if heard.says("goodbye"):
        return Answer(desk.say.goodbye_unbooked, memory, Then.HANG_UP)
    if heard.says("nothing_more"):
        dropped = replace(memory, wish=Wish(), choices=())
        return ask(dropped, Asking.MORE, desk.say.anything_else, lead=desk.say.abandoned)
    if memory.asking is Asking.SERVICE and heard.leftover and not heard.says("hello", "thanks", "yes"):
        asked = line.unclear(desk, memory)
        if asked.memory.asking is Asking.SERVICE:
            return replace(asked, text=booking.again(desk, memory, lead=desk.say.unknown_service).text)
        return asked
    return None


def _service_by_order(desk: Desk, memory: Memory, heard: Understood) -> Service | None:
    if memory.asking is not Asking.SERVICE or heard.services:
        return None
    services = [desk.service(choice) for choice in memory.choices] or list(desk.business.services)
    for place, intent in enumerate(("pick_first", "pick_second", "pick_third")):
        if heard.says(intent) and place < len(services):
            return services[place]
    return services[-1] if heard.says("pick_last") and services else None


def _small_talk(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    """Goodbye, thanks, hello, and a question we have no answer to."""
    question = memory.question or desk.say.how_can_i_help
    if heard.says("goodbye") or (heard.says("nothing_more") and memory.asking is not Asking.NOTHING):
        return Answer(desk.say.goodbye_unbooked if memory.wish else desk.say.goodbye, memory, Then.HANG_UP)
    if heard.says("thanks"):
        if memory.asking in BOOKING_QUESTIONS:
            return Answer(question, memory)
        return ask(memory, Asking.MORE, desk.say.anything_else, lead=desk.say.thanks)
    if heard.says("hello"):
        return Answer(f"{desk.say.hello_again.format(good_day=desk.good_day)} {question}", memory)
    if heard.says("yes", "any") and memory.asking is Asking.NOTHING:
        return Answer(desk.say.how_can_i_help, memory)
    if heard.says("wonder") or (len(heard.leftover) >= 2 and "?" in heard.text):
        return ask(memory, Asking.MESSAGE_OFFER, desk.say.dont_know)
    return None
