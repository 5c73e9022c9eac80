"""What a sentence means as an answer to a question on the way to an appointment, new or moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from shared.domain.business import Service
from shared.domain.calls import Then
from shared.domain.receptionist import asking_again, booking, leads, line, offers, standing
from shared.domain.receptionist import booking_questions as ways_to_ask
from shared.domain.receptionist.going_on import adds, go_on
from shared.domain.receptionist.memory import Asking, Memory
from shared.domain.receptionist.questions import known_answers
from shared.domain.receptionist.turn import Answer, Desk
from shared.domain.receptionist.understanding import QUESTIONS_TO_US, Understood
from shared.domain.receptionist.wishes import shifted, talked_of, wished


def listen(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    """The answer to what was asked last, if it was one of these questions and the sentence answers it."""
    heard = shifted(heard, *talked_of(memory, heard.when, desk.business.zone))
    match memory.asking:
        case Asking.CONFIRM:
            return _to_read_back(desk, memory, heard)
        case Asking.SLOT:
            return _to_offer(desk, memory, heard)
        case Asking.CHANGE:
            return _to_change(desk, memory, heard)
        case Asking.SERVICE | Asking.DAY | Asking.TIME:
            return _to_missing_part(desk, memory, heard)
    return None


def _to_read_back(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    held = memory.held
    if held is None:
        return None
    if heard.when.seek in ("earlier", "later") and not heard.when.refused_days:
        return _around(desk, memory, heard.when.seek, first=held.start, last=held.start)
    instead = offers.picked_by_order(memory.offered, heard) if memory.offered else None
    if instead is not None and instead != held:
        return booking.hold_offer(desk, memory, instead)
    if heard.when.maybe_order and heard.says("pick_first", "pick_second", "pick_third") and not heard.services:
        return _yes_or_no(desk, memory)  # "der erste": of what was offered before, and no day of the month
    if (
        heard.entities
        and not heard.says("price", "duration", "address", "people")
        and not booking.same_as_held(desk, memory, heard)
    ):
        return go_on(desk, memory, heard)
    yes, no = heard.says("yes"), heard.says("no")
    if heard.says("change_time", "change_day", "change_staff", "other_slots") and not yes:
        return _to_change(desk, memory, heard)
    if yes and not no and heard.says("wait"):
        return Answer(desk.say.waiting, memory)
    if yes and not heard.agrees:
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
        return standing.goodbye(desk, memory)
    if heard.says("nothing_more"):
        return standing.dropped(desk, memory)
    if no:
        lead = desk.say.all_right if memory.moving else desk.say.will_not_book
        return ways_to_ask.ask_change(desk, replace(memory, held=None), lead=lead)
    if heard.entities and not heard.says(*QUESTIONS_TO_US):
        return booking.read_back(desk, memory, held)
    return _yes_or_no(desk, memory) if heard.says("thanks", "want") else None


def _yes_or_no(desk: Desk, memory: Memory, *, lead: str = "") -> Answer:
    service, held = desk.service(memory.wish.service_id), memory.held
    if service is None or held is None:
        return booking.advance(desk, memory)
    return ways_to_ask.yes_or_no(desk, memory, service, held, lead=lead)


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
        return go_on(desk, memory, _on_the_day_offered(desk, memory, heard))
    if heard.says("goodbye", "nothing_more"):
        return standing.goodbye(desk, memory)
    if heard.says("change_day", "change_time", "change_service", "change_staff"):
        return _to_change(desk, memory, heard)
    if heard.says("no"):
        wish = replace(memory.wish, days=(), at=None, or_at=None, not_before=None, before=None, earliest=False)
        return ways_to_ask.ask_day(desk, replace(memory, wish=wish, offered=(), asking=Asking.DAY))
    if heard.says("yes"):
        if len(memory.offered) == 1:
            return booking.hold_offer(desk, memory, memory.offered[0])
        return asking_again.again(desk, memory)
    return None


def _on_the_day_offered(desk: Desk, memory: Memory, heard: Understood) -> Understood:
    """A time alone is meant for the day that was offered, not for the closed one that was asked for."""
    days = tuple({offer.start.astimezone(desk.business.zone).date() for offer in memory.offered})
    alone = heard.when.at is not None and not heard.when.days and not heard.when.refused_days
    return replace(heard, when=replace(heard.when, days=days)) if alone and len(days) == 1 else heard


def _around(desk: Desk, memory: Memory, direction: str, *, first: datetime, last: datetime) -> Answer:
    """Other starts, later than the last one named or earlier than the first."""
    wish = replace(memory.wish, at=None, or_at=None, not_before=None, before=None, earliest=not memory.wish.days)
    if direction == "later":
        return booking.offer(desk, replace(memory, wish=wish), after=last)
    return booking.offer(desk, replace(memory, wish=wish), before=first)


def _to_change(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    if heard.says(*QUESTIONS_TO_US):
        return None
    if adds(heard):
        return go_on(desk, memory, heard)
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
        return standing.goodbye(desk, memory)
    if heard.says("no", "nothing_more"):
        return standing.dropped(desk, memory)
    return None


def _to_missing_part(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    if heard.says(*QUESTIONS_TO_US) and not heard.says("book"):
        return None
    if (
        memory.asking is Asking.TIME and heard.when.any_day and not heard.when.days
    ):  # "egal wann": on the day that was said
        heard = replace(heard, when=replace(heard.when, any_day=False, any_time=True))
    picked = _service_by_order(desk, memory, heard)
    if picked is not None:
        memory = replace(memory, wish=replace(memory.wish, service_id=picked.id), choices=())
        return booking.advance(desk, memory)
    if adds(heard):
        return go_on(desk, memory, heard)
    if heard.says("any_staff", "any", "which_times") and memory.asking is not Asking.SERVICE:
        loose = replace(memory.wish, earliest=memory.asking is Asking.DAY, any_time=memory.asking is Asking.TIME)
        return booking.advance(desk, replace(memory, wish=loose))
    if heard.says("goodbye"):
        return standing.goodbye(desk, memory)
    if heard.says("nothing_more"):
        return standing.dropped(desk, memory)
    if memory.asking is Asking.SERVICE and heard.says("no") and memory.request:
        return leads.offer(desk, memory, heard)
    if memory.asking is Asking.SERVICE and heard.leftover and not heard.says("hello", "thanks", "yes"):
        if memory.unclear or heard.says("want", "book"):
            return leads.offer(desk, memory, heard)
        asked = line.unclear(desk, memory)
        if asked.memory.asking is Asking.SERVICE:
            return replace(asked, text=asking_again.again(desk, memory, lead=desk.say.unknown_service).text)
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
