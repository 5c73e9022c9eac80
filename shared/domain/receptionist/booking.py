"""From a wish to an appointment: ask for what is missing, offer what is free, read back, and only then book.

A name or a number is never needed to book. Nothing is said to be booked unless the tool said so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from shared.domain.business import Service
from shared.domain.receptionist import answers
from shared.domain.receptionist.memory import Asking, Memory, Offer, Wish
from shared.domain.receptionist.offers import OFFERED, fits_offer, fitting, one_per_start, search, spread_out
from shared.domain.receptionist.opening import inside_hours, spans_on
from shared.domain.receptionist.turn import Answer, Desk, ask, sentence
from shared.domain.receptionist.understanding import Understood
from shared.domain.receptionist.wishes import settled_on
from shared.domain.spoken.speaking import say_code, say_price
from shared.domain.spoken.when import local_start
from shared.domain.tools import Booked, Refused, Slot

_MOST_SERVICES_LISTED = 6


def advance(desk: Desk, memory: Memory, *, problem: str | None = None, lead: str = "") -> Answer:
    """The next step towards an appointment: one question, an offer, or a read-back of a held slot."""
    memory = replace(memory, held=None, offered=())
    if problem is not None:
        wish = replace(memory.wish, days=())
        memory = replace(memory, wish=replace(wish, at=None, or_at=None) if problem == "no_such_time" else wish)
        return ask(memory, Asking.DAY, desk.say.ask_day, lead=f"{lead} {_problem(desk, problem)}".strip())
    service, choices = _service(desk, memory)
    if service is None:
        return _ask_service(desk, memory, choices, lead)
    memory = replace(memory, wish=replace(memory.wish, service_id=service.id), choices=())
    memory, lead = _staff_who_does_it(desk, memory, service, lead)
    wish = memory.wish
    if not wish.days and not wish.earliest:
        return offer(desk, memory, lead=lead) if memory.keypad else ask(memory, Asking.DAY, desk.say.ask_day, lead=lead)
    open_days = [day for day in wish.days if spans_on(desk.business, day)]
    if wish.days and not open_days and desk.business.hours:
        closed = answers.closed_on(desk, wish.days[0])
        return offer(desk, memory, lead=f"{lead} {closed}".strip(), beyond=wish.days[-1])
    if wish.at is not None and len(wish.days) == 1:
        day = wish.days[0]
        return hold_at(desk, memory, day, _sensible(desk, day, wish), lead=lead)
    if len(wish.days) == 1 and not (wish.not_before or wish.before or wish.earliest or wish.any_time or memory.keypad):
        return _ask_time(desk, memory, wish.days[0], lead)
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
    """Book what was read back and confirmed."""
    service, held = desk.service(memory.wish.service_id), memory.held
    if service is None or held is None:
        return advance(desk, memory)
    result = desk.tools.book_appointment(service_id=service.id, staff_id=held.staff_id, start=held.start)
    if isinstance(result, Refused):
        lead = desk.say.just_taken.format(start=desk.start(held.start))
        if result.code != "slot_taken":
            lead = f"{_refusal(desk, result.code, held.start)} {desk.say.not_booked}"
        return _offer_nearest(desk, replace(memory, held=None), service, result, held.start, lead)
    return _booked(desk, memory, service, result)


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
    return _offered(desk, memory, found, lead)


def read_back(desk: Desk, memory: Memory, held: Offer, *, lead: str = "") -> Answer:
    """Say what is held and ask whether to book it."""
    service = desk.service(memory.wish.service_id)
    if service is None:
        return advance(desk, memory, lead=lead)
    said = {"what": desk.what(service, held.staff_id), "start": desk.start(held.start)}
    if service.price is None:
        question = desk.say.read_back.format(**said)
    else:
        question = desk.say.read_back_price.format(**said, price=say_price(desk.language, service.price))
    if memory.keypad:
        question = f"{question} {desk.say.press_yes_no}"
    offered = memory.offered if held in memory.offered else ()  # kept, for "nein, doch den dritten"
    return ask(replace(memory, held=held, offered=offered), Asking.CONFIRM, question, lead=lead)


def again(desk: Desk, memory: Memory, *, lead: str = "") -> Answer:
    """Ask once more what is open, in the language of this turn, without touching the tools."""
    if memory.asking is Asking.CONFIRM and memory.held is not None:
        return read_back(desk, memory, memory.held, lead=lead)
    if memory.asking is Asking.SLOT and memory.offered:
        return _ask_slot(desk, memory, lead)
    if memory.asking is Asking.SERVICE:
        service, choices = _service(desk, memory)
        return _ask_service(desk, memory, [service] if service else choices, lead)
    if memory.asking is Asking.DAY:
        return ask(memory, Asking.DAY, desk.say.ask_day, lead=lead)
    if memory.asking is Asking.TIME and memory.wish.days:
        return ask(memory, Asking.TIME, desk.say.ask_time.format(day=desk.day(memory.wish.days[0])), lead=lead)
    if memory.asking is Asking.CHANGE:
        return ask(memory, Asking.CHANGE, desk.say.ask_change, lead=lead)
    plain = {
        Asking.MORE: desk.say.anything_else,
        Asking.NAME: desk.say.ask_name,
        Asking.BOOKING: desk.say.offer_booking,
        Asking.NUMBER: desk.say.ask_number,
        Asking.TRANSFER_ANYWAY: desk.say.closed_transfer,
    }.get(memory.asking)
    if plain:
        return ask(memory, memory.asking, plain, lead=lead)
    return ask(memory, Asking.NOTHING, desk.say.how_can_i_help, lead=lead)


def same_as_held(desk: Desk, memory: Memory, heard: Understood) -> bool:
    """Whether everything that was said is what is held already."""
    held = memory.held
    if held is None or heard.refuses_service or heard.refuses_staff:
        return False
    when = heard.when
    if when.problem or when.refused_days or when.seek or when.any_day:
        return False
    return (
        fits_offer(desk, held, when)
        and (not heard.staff or held.staff_id in {person.id for person in heard.staff})
        and (not heard.services or memory.wish.service_id in {service.id for service in heard.services})
    )


def _service(desk: Desk, memory: Memory) -> tuple[Service | None, list[Service]]:
    service = desk.service(memory.wish.service_id)
    if service is None and len(desk.business.services) == 1:
        service = desk.business.services[0]
    choices = [found for found in map(desk.service, memory.choices) if found is not None]
    return service, choices or list(desk.business.services)


def _ask_service(desk: Desk, memory: Memory, choices: Sequence[Service], lead: str) -> Answer:
    if not choices:
        return ask(memory, Asking.MESSAGE_OFFER, desk.say.nobody_there, lead=f"{lead} {desk.say.no_services}".strip())
    narrowed = bool(memory.choices)
    shown = choices[:_MOST_SERVICES_LISTED]
    names = [service.name for service in shown]
    if memory.keypad:
        names = [desk.say.press_number.format(number=at, what=name) for at, name in enumerate(names, start=1)]
    pattern = desk.say.ask_which_service if narrowed else desk.say.ask_service
    pattern = desk.say.ask_service_keys if memory.keypad else pattern
    memory = replace(memory, choices=tuple(service.id for service in choices) if narrowed else ())
    return ask(memory, Asking.SERVICE, pattern.format(services=desk.either(names)), lead=lead)


def _staff_who_does_it(desk: Desk, memory: Memory, service: Service, lead: str) -> tuple[Memory, str]:
    person = desk.person(memory.wish.staff_id)
    if person is None or person.id in service.staff_ids:
        return memory, lead
    said = desk.say.staff_does_not.format(service=service.name, staff=person.name)
    doers = desk.who_does(service)
    if doers:
        said = desk.say.staff_only.format(service=service.name, staff=desk.both(doer.name for doer in doers))
    return replace(memory, wish=replace(memory.wish, staff_id=None)), f"{lead} {said}".strip()


def _ask_time(desk: Desk, memory: Memory, day: date, lead: str) -> Answer:
    open_spans = spans_on(desk.business, day)
    if open_spans and memory.asking is not Asking.TIME:
        question = desk.say.ask_time_open.format(
            day_start=sentence(desk.day(day)), spans=answers.spans(desk, open_spans)
        )
    else:
        question = desk.say.ask_time.format(day=desk.day(day))
    return ask(memory, Asking.TIME, question, lead=lead)


def _hold(desk: Desk, memory: Memory, chosen: Offer | None, start: datetime, lead: str) -> Answer:
    service = desk.service(memory.wish.service_id)
    if service is None:
        return advance(desk, memory, lead=lead)
    staff_id = chosen.staff_id if chosen else memory.wish.staff_id
    result = desk.tools.hold_slot(service_id=service.id, staff_id=staff_id, start=start)
    local = start.astimezone(desk.business.zone)
    memory = replace(memory, wish=settled_on(memory.wish, local))
    if isinstance(result, Refused):
        refusal = _refusal(desk, result.code, start)
        return _offer_nearest(desk, memory, service, result, start, f"{lead} {refusal}".strip())
    return read_back(desk, memory, Offer(result.staff_id, result.start), lead=lead)


def _booked(desk: Desk, memory: Memory, service: Service, booked: Booked) -> Answer:
    said = desk.say.booked.format(
        what=desk.what(service, booked.staff_id),
        start=desk.start(booked.start),
        code=say_code(desk.language, booked.code),
    )
    memory = replace(memory, wish=Wish(), held=None, offered=(), choices=())
    if not (memory.name or desk.caller.name or memory.name_asked):
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
        return ask(memory, Asking.MESSAGE_OFFER, desk.say.nothing_free, lead=lead)
    offered = tuple(Offer(slot.staff_id, slot.start) for slot in chosen)
    return _ask_slot(desk, replace(memory, offered=offered, held=None), lead)


def _ask_slot(desk: Desk, memory: Memory, lead: str) -> Answer:
    pattern = desk.say.offer_one if len(memory.offered) == 1 else desk.say.offer_some
    pattern = desk.say.offer_keys if memory.keypad else pattern
    return ask(memory, Asking.SLOT, pattern.format(slots=_starts(desk, memory, memory.offered)), lead=lead)


def _starts(desk: Desk, memory: Memory, offered: Sequence[Offer]) -> str:
    """The starts, the day said once if they share it; with the keys to press if keys are what the caller uses."""
    local = [offer.start.astimezone(desk.business.zone) for offer in offered]
    if memory.keypad:
        return desk.either(
            desk.say.press_number.format(number=at, what=desk.start(offer.start))
            for at, offer in enumerate(offered, start=1)
        )
    by_day: dict[date, list[str]] = {}
    for start in local:
        by_day.setdefault(start.date(), []).append(desk.time(start.time()))
    return desk.either(
        desk.say.at_times.format(day=desk.day(day), times=desk.either(times)) for day, times in by_day.items()
    )


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


def _refusal(desk: Desk, code: str, start: datetime) -> str:
    pattern = {
        "slot_taken": desk.say.slot_taken,
        "outside_hours": desk.say.outside_hours,
        "too_soon": desk.say.too_soon,
        "too_far_ahead": desk.say.too_far_ahead,
    }.get(code, desk.say.not_offered)
    return sentence(pattern.format(start=sentence(desk.start(start))))


def _problem(desk: Desk, problem: str) -> str:
    return {"no_such_day": desk.say.no_such_day, "no_such_time": desk.say.no_such_time}.get(problem, desk.say.past)
