"""The waiting list: offered when nothing is free, or asked for; for a service, and the days and times that would do."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from shared.domain.business import Service
from shared.domain.receptionist import booking_questions as questions
from shared.domain.receptionist import messages, standing
from shared.domain.receptionist.memory import Asking, Memory, Purpose, Wish
from shared.domain.receptionist.turn import Answer, Desk, ask
from shared.domain.receptionist.understanding import QUESTIONS_TO_US, Understood
from shared.domain.receptionist.wishes import wished
from shared.domain.spoken.speaking import say_date

_LAST_HOUR = 23


def nothing_free(desk: Desk, memory: Memory, lead: str = "") -> Answer:
    """Say that nothing is free, and offer the list to who can be rung back, otherwise a message."""
    lead = f"{lead} {desk.say.nothing_free}".strip()
    if memory.moving is not None:
        return ask(
            memory, Asking.MESSAGE_OFFER, desk.say.offer_message, lead=f"{lead} {standing.nothing_yet(desk, memory)}"
        )
    if desk.caller.number is None:
        return ask(memory, Asking.MESSAGE_OFFER, desk.say.offer_message, lead=lead)
    question = questions.with_keys(desk, memory, desk.say.offer_waitlist)
    return ask(replace(memory, purpose=Purpose.WAIT, held=None, offered=()), Asking.WAITLIST, question, lead=lead)


def asked_for(desk: Desk, memory: Memory, heard: Understood) -> Answer:
    """Put the caller on the list for what is wished so far, or for what they name now."""
    known = memory.wish if memory.purpose in (Purpose.BOOK, Purpose.WAIT) else Wish()
    memory = wished(replace(memory.at_rest(), wish=known, purpose=Purpose.WAIT), heard)
    if desk.caller.number is None:  # nobody could be told that something became free
        return messages.start(desk, memory, heard)
    return confirm(desk, memory)


def confirm(desk: Desk, memory: Memory, *, lead: str = "") -> Answer:
    """Read back what the caller would wait for; ask for the service first, if it is not known."""
    service, choices = questions.service_wished(desk, memory)
    if service is None:
        return questions.ask_service(desk, memory, choices, lead)
    memory = replace(memory, wish=replace(memory.wish, service_id=service.id), choices=())
    question = desk.say.confirm_waitlist.format(what=_what(desk, memory, service))
    return ask(memory, Asking.WAITLIST, questions.with_keys(desk, memory, question), lead=lead)


def listen(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    """The answer to the offer or the read-back."""
    if heard.entities and not heard.says(*QUESTIONS_TO_US):
        return confirm(desk, wished(memory, heard))
    if heard.says("yes", "waitlist") and not heard.says("no"):
        return join(desk, memory)
    if heard.says("goodbye"):
        return standing.goodbye(desk, memory)
    if heard.says("nothing_more", "abandon"):
        return standing.dropped(desk, memory)
    if heard.says("no"):
        return ask(memory.at_rest(), Asking.MESSAGE_OFFER, desk.say.offer_message, lead=desk.say.all_right)
    return None


def join(desk: Desk, memory: Memory) -> Answer:
    """Put the caller on the list, and say so."""
    wish = memory.wish
    if wish.service_id is None:
        return confirm(desk, memory)
    not_before, before = _window(wish)
    desk.tools.join_waitlist(
        service_id=wish.service_id, staff_id=wish.staff_id, days=wish.days, not_before=not_before, before=before
    )
    said = desk.say.waitlisted.format(number=messages.ringing_number(desk))
    return ask(memory.at_rest(), Asking.MORE, desk.say.anything_else, lead=said)


def _window(wish: Wish) -> tuple[time | None, time | None]:
    """The times that would do; around an exact one the hour after it."""
    if wish.at is None:
        return wish.not_before, wish.before
    return wish.at, wish.at.replace(hour=wish.at.hour + 1) if wish.at.hour < _LAST_HOUR else None


def _what(desk: Desk, memory: Memory, service: Service) -> str:
    """What is waited for, as part of a sentence: "Färben bei Maria Schmidt, am Freitag, den 27. November ab 10 Uhr"."""
    wish = memory.wish
    said = desk.what(service, wish.staff_id)
    if len(wish.days) == 1:
        said = f"{said}, {desk.day(wish.days[0])}"
    elif wish.days:
        first, last = (say_date(desk.language, day, today=desk.today) for day in (wish.days[0], wish.days[-1]))
        said = f"{said}, {desk.say.from_day_to_day.format(first=first, last=last)}"
    not_before, before = _window(wish)
    if not_before is not None and not_before > time(5):  # the morning begins at five, which nobody says
        said = f"{said} {desk.say.from_time.format(time=desk.time(not_before))}"
    if before is not None:
        said = f"{said} {desk.say.until_time.format(time=desk.time(before))}"
    return said
