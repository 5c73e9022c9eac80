"""From a wish to an appointment: ask for what is missing, offer what is free, read back, and only then book.

An appointment that is moved takes the same way. A name or a number is never needed to book. Nothing is said to be booked
or moved unless the tool said so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from shared.domain.business import Service
from shared.domain.receptionist import answers, standing, waitlist
from shared.domain.receptionist import booking_questions as questions
from shared.domain.receptionist.memory import Asking, Memory, Offer, Own, Purpose, Wish
from shared.domain.receptionist.offers import OFFERED, fits_offer, fitting, one_per_start, search, spread_out
from shared.domain.receptionist.opening import inside_hours, spans_on
from shared.domain.receptionist.turn import Answer, Desk, ask
from shared.domain.receptionist.understanding import Understood
from shared.domain.receptionist.wishes import settled_on
from shared.domain.spoken.speaking import say_code
from shared.domain.spoken.when import local_start
from shared.domain.tools import Booked, Refused, Slot


def advance(desk: Desk, memory: Memory, *, problem: str | None = None, lead: str = "") -> Answer:
    """The next step towards an appointment: one question, an offer, or a read-back of a held slot."""
    memory = replace(memory, held=None, offered=())
    if memory.purpose is Purpose.WAIT:
        return waitlist.confirm(desk, memory, lead=lead)
    if memory.moving is not None:  # a service is not changed by moving
        memory = replace(memory, wish=replace(memory.wish, service_id=memory.moving.service_id), choices=())
    if problem is not None:
        wish = replace(memory.wish, days=())
        memory = replace(memory, wish=replace(wish, at=None, or_at=None) if problem == "no_such_time" else wish)
        return ask(memory, Asking.DAY, desk.say.ask_day, lead=f"{lead} {standing.problem(desk, problem)}".strip())
    service, choices = questions.service_wished(desk, memory)
    if service is None:
        return questions.ask_service(desk, memory, choices, lead)
    memory = replace(memory, wish=replace(memory.wish, service_id=service.id), choices=())
    memory, lead = _staff_who_does_it(desk, memory, service, lead)
    wish = memory.wish
    if not wish.days and not wish.earliest:
        return offer(desk, memory, lead=lead) if memory.keypad else questions.ask_day(desk, memory, lead=lead)
    open_days = [day for day in wish.days if spans_on(desk.business, day)]
    if wish.days and not open_days and desk.business.hours:
        closed = answers.closed_on(desk, wish.days[0])
        return offer(desk, memory, lead=lead if closed in lead else f"{lead} {closed}".strip(), beyond=wish.days[-1])
    if wish.at is not None and len(wish.days) == 1:
        day = wish.days[0]
        return hold_at(desk, memory, day, _sensible(desk, day, wish), lead=lead)
    if len(wish.days) == 1 and not (wish.not_before or wish.before or wish.earliest or wish.any_time or memory.keypad):
        return questions.ask_time(desk, memory, wish.days[0], lead=lead)
    return offer(desk, memory, lead=lead)


def hold_at(desk: Desk, memory: Memory, day: date, at: time, *, lead: str = "") -> Answer:
    """Keep the slot at a wall time and read it back; if it cannot be had, say why and offer the nearest."""
    start = local_start(day, at, desk.business.zone)
    if start is None:
        return ask(
            memory, Asking.TIME, desk.say.ask_time.format(day=desk.day(day)), lead=f"{lead} {desk.say.no_such_time}"
        )
    return _hold(desk, memory, Offer(memory.wish.staff_id, start) if memory.wish.staff_id else None, start, lead)


def hold_offer(desk: Desk, memory: Memory, chosen: Offer, *, lead: str = "") -> Answer:
    """Keep a slot that was offered and read it back."""
    return _hold(desk, memory, chosen, chosen.start, lead)


def book(desk: Desk, memory: Memory) -> Answer:
    """Book what was read back and confirmed, or move the appointment there."""
    service, held = desk.service(memory.wish.service_id), memory.held
    if service is None or held is None:
        return advance(desk, memory)
    result: Booked | Refused
    if memory.moving is not None:
        result = desk.tools.move_appointment(appointment_id=memory.moving.id, staff_id=held.staff_id, start=held.start)
    else:
        result = desk.tools.book_appointment(service_id=service.id, staff_id=held.staff_id, start=held.start)
    if isinstance(result, Booked):
        return _booked(desk, memory, service, result)
    if result.code in standing.NOT_THEIRS_TO_CHANGE:
        lead = standing.refusal(desk, result.code, held.start)
        return ask(memory.at_rest(), Asking.MESSAGE_OFFER, desk.say.offer_message, lead=lead)
    lead = desk.say.just_taken.format(start=desk.start(held.start))
    if result.code != "slot_taken":
        lead = standing.refusal(desk, result.code, held.start)
    lead = f"{lead} {standing.nothing_yet(desk, memory)}"
    return _offer_nearest(desk, replace(memory, held=None), service, result, held.start, lead)


def offer(
    desk: Desk,
    memory: Memory,
    *,
    lead: str = "",
    beyond: date | None = None,
    after: datetime | None = None,
    before: datetime | None = None,
) -> Answer:
    """Offer two or three free starts that fit the wish. `beyond` looks past that day, `after` and `before` around a start."""
    service = desk.service(memory.wish.service_id)
    if service is None:
        return advance(desk, memory, lead=lead)
    wish = replace(memory.wish, days=(), earliest=True) if beyond else memory.wish
    found = fitting(desk, search(desk, service, wish, beyond=beyond), wish)
    if after is not None:
        found = [slot for slot in found if slot.start > after]
    if before is not None:
        found = [slot for slot in found if slot.start < before][-OFFERED:]
    if not found and (after or before):
        return ask(
            memory,
            memory.asking or Asking.DAY,
            memory.question or desk.say.ask_day,
            lead=desk.say.nothing_later if after else desk.say.nothing_earlier,
        )
    if not found and not beyond and (wish.days or wish.not_before or wish.before or wish.at):
        wanted = _wanted_instant(desk, wish)
        anything = replace(wish, days=(), at=None, or_at=None, not_before=None, before=None, earliest=True)
        near = sorted(search(desk, service, anything), key=lambda slot: abs(slot.start - wanted))[: OFFERED * 2]
        return _offered(desk, memory, sorted(near, key=lambda slot: slot.start), f"{lead} {desk.say.day_full}".strip())
    if wish.latest:
        return _offered(desk, memory, one_per_start(found)[-OFFERED:], lead, spread=False)
    return _offered(desk, memory, found, lead)


def read_back(desk: Desk, memory: Memory, held: Offer, *, lead: str = "") -> Answer:
    """Say what is held and ask whether to book it."""
    service = desk.service(memory.wish.service_id)
    if service is None:
        return advance(desk, memory, lead=lead)
    return questions.read_back(desk, memory, service, held, lead=lead)


def same_as_held(desk: Desk, memory: Memory, heard: Understood) -> bool:
    """Whether everything that was said is what is held already."""
    held = memory.held
    if held is None or heard.refuses_service or heard.refused_staff:
        return False
    when = heard.when
    if when.problem or when.refused_days or when.seek or when.any_day:
        return False
    return (
        fits_offer(desk, held, when)
        and (not heard.staff or held.staff_id in {person.id for person in heard.staff})
        and (not heard.services or memory.wish.service_id in {service.id for service in heard.services})
    )


def _staff_who_does_it(desk: Desk, memory: Memory, service: Service, lead: str) -> tuple[Memory, str]:
    person, refused = desk.person(memory.wish.staff_id), memory.wish.not_staff_id
    if person is None and refused in service.staff_ids:
        others = [doer for doer in desk.who_does(service) if doer.id != refused]
        if others:
            return replace(memory, wish=replace(memory.wish, staff_id=others[0].id)), lead
        said = desk.say.staff_only.format(
            service=service.name, staff=desk.both(doer.name for doer in desk.who_does(service))
        )
        return replace(memory, wish=replace(memory.wish, not_staff_id=None)), f"{lead} {said}".strip()
    if person is None or person.id in service.staff_ids:
        return memory, lead
    said = desk.say.staff_does_not.format(service=service.name, staff=person.name)
    doers = desk.who_does(service)
    if doers:
        said = desk.say.staff_only.format(service=service.name, staff=desk.both(doer.name for doer in doers))
    return replace(memory, wish=replace(memory.wish, staff_id=None)), f"{lead} {said}".strip()


def _hold(desk: Desk, memory: Memory, chosen: Offer | None, start: datetime, lead: str) -> Answer:
    service = desk.service(memory.wish.service_id)
    if service is None:
        return advance(desk, memory, lead=lead)
    staff_id = chosen.staff_id if chosen else memory.wish.staff_id
    own = memory.moving
    if own is not None and start == own.start and staff_id in (None, own.staff_id):
        memory = replace(memory, wish=replace(memory.wish, days=(), at=None, or_at=None))
        return questions.ask_day(desk, replace(memory, asking=Asking.DAY), lead=desk.say.same_time_already)
    result = desk.tools.hold_slot(service_id=service.id, staff_id=staff_id, start=start)
    local = start.astimezone(desk.business.zone)
    memory = replace(memory, wish=settled_on(memory.wish, local))
    if isinstance(result, Refused):
        if own is not None and result.code == "slot_taken" and _in_its_own_way(own, start, service, staff_id):
            return read_back(desk, memory, Offer(own.staff_id, start), lead=lead)
        refusal = standing.refusal(desk, result.code, start)
        return _offer_nearest(desk, memory, service, result, start, f"{lead} {refusal}".strip())
    return read_back(desk, memory, Offer(result.staff_id, result.start), lead=lead)


def _in_its_own_way(own: Own, start: datetime, service: Service, staff_id: UUID | None) -> bool:
    """Half an hour later, the appointment itself is what is in the way; whether anything else is, moving it will tell."""
    near = abs(start - own.start) < timedelta(minutes=service.duration_minutes)
    return near and staff_id in (None, own.staff_id)


def _booked(desk: Desk, memory: Memory, service: Service, booked: Booked) -> Answer:
    pattern = desk.say.moved if memory.moving else desk.say.booked
    said = pattern.format(
        what=desk.what(service, booked.staff_id),
        start=desk.start(booked.start),
        code=say_code(desk.language, booked.code),
    )
    known = memory.moving or memory.own or memory.name or desk.caller.name or memory.name_asked
    memory = memory.at_rest()
    if not known:
        return ask(replace(memory, name_asked=True), Asking.NAME, desk.say.ask_name, lead=said)
    return ask(memory, Asking.MORE, desk.say.anything_else, lead=said)


def _offer_nearest(
    desk: Desk, memory: Memory, service: Service, refused: Refused, wanted: datetime, lead: str
) -> Answer:
    near = list(refused.nearest)
    if not near:
        anytime = Wish(service_id=service.id, staff_id=memory.wish.staff_id, earliest=True)
        near = sorted(search(desk, service, anytime), key=lambda slot: abs(slot.start - wanted))
    near = one_per_start(near)[:OFFERED]
    return _offered(desk, memory, sorted(near, key=lambda slot: slot.start), lead, spread=False)


def _offered(desk: Desk, memory: Memory, slots: Sequence[Slot], lead: str, *, spread: bool = True) -> Answer:
    chosen = spread_out(one_per_start(slots), by_day=len(memory.wish.days) > 1) if spread else list(slots)
    if not chosen:
        return waitlist.nothing_free(desk, memory, lead)
    offered = tuple(Offer(slot.staff_id, slot.start) for slot in chosen)
    return questions.ask_slot(desk, replace(memory, offered=offered, held=None), lead)


def _sensible(desk: Desk, day: date, wish: Wish) -> time:
    """The half of the day in which this day is open, if only one was said."""
    at = wish.at or time(0)
    other = wish.or_at
    if other is not None and not inside_hours(desk.business, day, at) and inside_hours(desk.business, day, other):
        return other
    return at


def _wanted_instant(desk: Desk, wish: Wish) -> datetime:
    day = wish.days[0] if wish.days else desk.today
    return datetime.combine(day, wish.at or wish.not_before or time(12), tzinfo=desk.business.zone)
