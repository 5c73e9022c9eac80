"""Moving an appointment: what a sentence says of its old time and what of the new one; then as a booking goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shared.domain.receptionist import booking
from shared.domain.receptionist.memory import Asking, Memory, Own, Wish
from shared.domain.receptionist.turn import Answer, Desk, ask
from shared.domain.receptionist.understanding import Understood
from shared.domain.spoken.tokens import Token
from shared.domain.spoken.when import When, read_when


def begin(desk: Desk, memory: Memory, own: Own, *, lead: str = "") -> Answer:
    """Look for the new time; with the same person, unless another was named."""
    wish = _of_the_same(desk, memory.wish, own)
    if wish is None:
        return ask(memory.at_rest(), Asking.MESSAGE, desk.say.ask_message_move, lead=lead)
    if (wish.at or wish.not_before or wish.before) and not wish.days and not wish.earliest:
        wish = replace(wish, days=(own.start.astimezone(desk.business.zone).date(),))
    return booking.advance(desk, replace(memory, chosen=own, wish=wish, asking=Asking.NOTHING), lead=lead)


def _of_the_same(desk: Desk, wish: Wish, own: Own) -> Wish | None:
    """The wish for the service of an appointment, with its person unless another was named; None if it is not done any more."""
    service = desk.service(own.service_id)
    if service is None:
        return None
    same = own.staff_id if own.staff_id in service.staff_ids and desk.person(own.staff_id) else None
    return replace(wish, service_id=service.id, staff_id=wish.staff_id or same)


def only_seeks(wish: Wish, when: When) -> bool:
    """Whether nothing is said of the new time but that it is to be earlier or later: "meinen Termin etwas später"."""
    said = wish.days or wish.at or wish.not_before or wish.before or wish.earliest
    return when.seek in ("earlier", "later") and when.by is None and not said


def around(desk: Desk, memory: Memory, own: Own, seek: str | None) -> Answer:
    """Offer what is free on the day of the appointment before it, or after."""
    wish = _of_the_same(desk, memory.wish, own)
    if wish is None:
        return begin(desk, memory, own)
    wish = replace(wish, days=(own.start.astimezone(desk.business.zone).date(),))
    memory = replace(memory, chosen=own, wish=wish, asking=Asking.NOTHING)
    if seek == "later":
        return booking.offer(desk, memory, after=own.start)
    return booking.offer(desk, memory, before=own.start)


def fits(desk: Desk, own: Own, when: When) -> bool:
    """Whether an appointment lies where a sentence says it does."""
    local = own.start.astimezone(desk.business.zone)
    at = local.time().replace(tzinfo=None)
    return (
        (not when.days or local.date() in when.days)
        and (when.at is None or at in (when.at, when.or_at))
        and (when.not_before is None or at >= when.not_before)
        and (when.before is None or at < when.before)
    )


def fits_weekday(desk: Desk, own: Own, when: When) -> bool:
    """Whether at least the weekday is that of the appointment: "am Freitag" may be the Friday after next."""
    local = own.start.astimezone(desk.business.zone).date()
    weekdays = {day.weekday() for day in when.days}
    return local.weekday() in weekdays and fits(desk, own, replace(when, days=(local,)))


def parted(desk: Desk, heard: Understood, own: Sequence[Own]) -> tuple[When, When]:
    """The old time and the new one: "von Freitag auf Montag", "Freitag statt Montag", or by what the caller has."""
    whole = heard.when
    at = _place_of_new_time(desk, heard)
    if at is not None:
        away = (place + 1 for place, word in enumerate(heard.words[:at]) if word.text in desk.wording.away_from)
        old = _read(desk, heard.words[next(away, 0) : at])
        return old, _read(desk, heard.words[at + 1 :], bare_numbers=True)
    if whole.by is not None:  # "meinen Termin am Freitag eine Stunde später"
        return replace(whole, seek=None, by=None), When(seek=whole.seek, by=whole.by)
    if whole.refused_days:
        return When(days=whole.refused_days), replace(whole, refused_days=())
    local = [each.start.astimezone(desk.business.zone) for each in own]
    days = tuple(day for day in whole.days if any(start.date() == day for start in local))
    if days and len(days) < len(whole.days):
        return When(days=days), replace(whole, days=tuple(day for day in whole.days if day not in days))
    named = heard.says("appointment_existing") and any(fits_weekday(desk, each, whole) for each in own)
    if named or any(fits(desk, each, whole) for each in own):
        return whole, When()
    if days:  # the day is the old one, the time is not
        return When(days=days), replace(whole, days=(), problem=None)
    return When(), whole


def names_another_day(desk: Desk, heard: Understood, own: Sequence[Own]) -> bool:
    """Whether beside the day of an appointment one is named that has none: "Freitag kann ich nicht, geht Dienstag?"."""
    has = {each.start.astimezone(desk.business.zone).date() for each in own}
    said = set(heard.when.days)
    return bool(said & has) and bool(said - has)


def _place_of_new_time(desk: Desk, heard: Understood) -> int | None:
    """Where "auf", "to" or "till" stands before a day or time; not the "to" of "quarter to ten"."""
    away = False
    for place, word in enumerate(heard.words):
        away = away or word.text in desk.wording.away_from
        if word.text not in desk.wording.onto:
            continue
        after = _read(desk, heard.words[place + 1 :], bare_numbers=True)
        begins = min(after.tokens, default=len(heard.words)) <= 1
        in_a_time = {place - 1, place} <= heard.when.tokens
        if begins and (away or after.days or not in_a_time):
            return place
    return None


def _read(desk: Desk, words: Sequence[Token], *, bare_numbers: bool = False) -> When:
    local = desk.now.astimezone(desk.business.zone)
    return read_when(words, desk.spoken, local, hours=desk.business.hours, bare_numbers=bare_numbers)
