"""What is asked on the way to an appointment, new or moved: service, day, time, which start, and whether it is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from shared.domain.business import Service
from shared.domain.receptionist import answers
from shared.domain.receptionist.memory import Asking, Memory, Offer, Purpose
from shared.domain.receptionist.opening import spans_on
from shared.domain.receptionist.turn import Answer, Desk, ask, sentence
from shared.domain.spoken.speaking import say_price

_MOST_SERVICES_LISTED = 6


def service_wished(desk: Desk, memory: Memory) -> tuple[Service | None, list[Service]]:
    """The service of the wish, or those to choose from."""
    service = desk.service(memory.wish.service_id)
    if service is None and len(desk.business.services) == 1:
        service = desk.business.services[0]
    choices = [found for found in map(desk.service, memory.choices) if found is not None]
    return service, choices or list(desk.business.services)


def ask_service(desk: Desk, memory: Memory, choices: Sequence[Service], lead: str) -> Answer:
    """Which service; by key, if keys are what the caller uses."""
    if not choices:
        lead = f"{lead} {desk.say.no_services}".strip()
        return ask(replace(memory, purpose=Purpose.LEAD), Asking.LEAD_OFFER, desk.say.offer_lead, lead=lead)
    narrowed = bool(memory.choices)
    shown = choices[:_MOST_SERVICES_LISTED]
    names = [service.name for service in shown]
    if memory.keypad:
        names = [desk.say.press_number.format(number=at, what=name) for at, name in enumerate(names, start=1)]
    pattern = desk.say.ask_which_service if narrowed else desk.say.ask_service
    pattern = desk.say.ask_service_keys if memory.keypad else pattern
    memory = replace(memory, choices=tuple(service.id for service in choices) if narrowed else ())
    return ask(memory, Asking.SERVICE, pattern.format(services=desk.either(names)), lead=lead)


def ask_day(desk: Desk, memory: Memory, *, lead: str = "") -> Answer:
    """Which day; of an appointment that is moved, with its present time when it is first asked."""
    own = memory.moving
    if own is None:
        return ask(memory, Asking.DAY, desk.say.ask_day, lead=lead)
    question = desk.say.ask_new_day.format(what=desk.own(own), start=desk.start(own.start))
    return ask(memory, Asking.DAY, desk.say.ask_day if memory.asking is Asking.DAY else question, lead=lead)


def ask_time(desk: Desk, memory: Memory, day: date, *, lead: str = "") -> Answer:
    """What time on a day, with its hours when it is first asked."""
    open_spans = spans_on(desk.business, day)
    if open_spans and memory.asking is not Asking.TIME:
        question = desk.say.ask_time_open.format(
            day_start=sentence(desk.day(day)), spans=answers.spans(desk, open_spans)
        )
    else:
        question = desk.say.ask_time.format(day=desk.day(day))
    return ask(memory, Asking.TIME, question, lead=lead)


def ask_slot(desk: Desk, memory: Memory, lead: str) -> Answer:
    """Which of the offered starts."""
    pattern = desk.say.offer_one if len(memory.offered) == 1 else desk.say.offer_some
    pattern = desk.say.offer_keys if memory.keypad else pattern
    return ask(memory, Asking.SLOT, pattern.format(slots=_starts(desk, memory, memory.offered)), lead=lead)


def ask_change(desk: Desk, memory: Memory, *, lead: str = "") -> Answer:
    """What of it should be different."""
    question = desk.say.ask_change_move if memory.moving else desk.say.ask_change
    return ask(memory, Asking.CHANGE, question, lead=lead)


def read_back(desk: Desk, memory: Memory, service: Service, held: Offer, *, lead: str = "") -> Answer:
    """Say what is held and ask whether it is right."""
    said = {"what": desk.what(service, held.staff_id), "start": desk.start(held.start)}
    if memory.moving is not None:
        question = desk.say.read_back_move.format(**said, old=desk.start(memory.moving.start))
    elif service.price is None:
        question = desk.say.read_back.format(**said)
    else:
        question = desk.say.read_back_price.format(**said, price=say_price(desk.language, service.price))
    offered = memory.offered if held in memory.offered else ()  # kept, for "nein, doch den dritten"
    return ask(
        replace(memory, held=held, offered=offered), Asking.CONFIRM, with_keys(desk, memory, question), lead=lead
    )


def yes_or_no(desk: Desk, memory: Memory, service: Service, held: Offer, *, lead: str = "") -> Answer:
    """Ask for a plain word, when the answer to the read-back was none."""
    pattern = desk.say.yes_or_no_move if memory.moving else desk.say.ask_yes_or_no
    said = pattern.format(what=desk.what(service, held.staff_id), start=desk.start(held.start))
    return Answer(f"{lead} {said}".strip(), memory)


def with_keys(desk: Desk, memory: Memory, question: str) -> str:
    """A question for yes or no, with the keys for it if keys are what the caller uses."""
    return f"{question} {desk.say.press_yes_no}" if memory.keypad else question


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
