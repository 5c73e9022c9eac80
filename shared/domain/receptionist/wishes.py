"""What a caller wants to book, put together from all they said: new words replace the old ones of the same kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shared.domain.receptionist.memory import Memory, Purpose, Wish
from shared.domain.receptionist.understanding import Understood
from shared.domain.spoken.when import When

# "Am Dienstag, aber nicht so früh", and "nicht so spät": where nothing has been offered yet that it could be counted from.
_LATER_IN_THE_DAY, _EARLIER_IN_THE_DAY = time(11), time(15)


def wished(memory: Memory, heard: Understood) -> Memory:
    """The memory with what this sentence adds to the wish or changes in it."""
    wish = memory.wish
    if len(heard.services) == 1:
        wish = replace(wish, service_id=heard.services[0].id)
        memory = replace(memory, choices=())
    elif len(heard.services) > 1:
        chosen = [service.id for service in heard.services]
        narrowed = [choice for choice in memory.choices if choice in chosen]
        if len(narrowed) == 1:
            wish, memory = replace(wish, service_id=narrowed[0]), replace(memory, choices=())
        elif wish.service_id not in chosen:
            wish, memory = replace(wish, service_id=None), replace(memory, choices=tuple(narrowed or chosen))
    elif heard.refuses_service:
        wish = replace(wish, service_id=None)
    if heard.says("any_staff"):
        wish = replace(wish, staff_id=None, not_staff_id=None)
    elif heard.staff:
        wish = replace(wish, staff_id=heard.staff[0].id, not_staff_id=None)
    elif heard.refused_staff:
        wish = replace(wish, staff_id=None, not_staff_id=heard.refused_staff[0].id)
    wish = with_when(wish, heard.when)
    if wish.days and memory.purpose is Purpose.BOOK and not memory.offered:
        wish = _roughly(wish, heard.when)
    if heard.says("which_times") and not heard.when.has_time:  # "was haben Sie am Montag frei?"
        wish = replace(wish, at=None, or_at=None, any_time=True)
    return replace(memory, wish=wish)


def _roughly(wish: Wish, when: When) -> Wish:
    if when.seek not in ("earlier", "later") or when.by is not None or when.has_time:
        return wish
    later = when.seek == "later"
    first, end = (_LATER_IN_THE_DAY, None) if later else (None, _EARLIER_IN_THE_DAY)
    return replace(wish, at=None, or_at=None, not_before=first, before=end, any_time=False)


def with_when(wish: Wish, when: When) -> Wish:
    """The wish with the days and times that were said."""
    if when.days:
        wish = replace(wish, days=when.days, earliest=False)
    elif when.refused_days:
        wish = replace(wish, days=tuple(day for day in wish.days if day not in when.refused_days))
    if when.at is not None:
        wish = replace(wish, at=when.at, or_at=when.or_at, not_before=None, before=None, any_time=False)
    elif when.has_time:
        wish = replace(wish, at=None, or_at=None, not_before=when.not_before, before=when.before, any_time=False)
    if when.seek == "earliest":
        wish = replace(wish, earliest=True, latest=False, at=when.at, or_at=when.or_at)
    if when.seek == "latest":
        wish = replace(wish, latest=True, any_time=True, at=when.at, or_at=when.or_at)
    if when.any_day and not when.days:
        wish = replace(wish, earliest=True, days=())
    if when.any_time and not when.has_time:
        wish = replace(wish, any_time=True, at=None, or_at=None)
    return wish


def shifted(heard: Understood, talked_of: datetime | None, day: date | None = None) -> Understood:
    """The sentence with "eine Stunde später" as a day and a time, counted from the local time that is talked of.

    "Einen Tag später" is counted from the `day` that is talked of, if no time was.
    """
    when = heard.when
    if when.by is None or when.days or when.at:
        return heard
    by = when.by if when.seek == "later" else -when.by
    if when.by % timedelta(days=1) == timedelta(0) and day is not None:
        return replace(heard, when=replace(when, days=(day + by,), seek=None, by=None))
    if talked_of is None:
        return heard
    there = talked_of + by
    at = there.time().replace(tzinfo=None)
    return replace(heard, when=replace(when, days=(there.date(),), at=at, or_at=None, seek=None, by=None))


def talked_of(memory: Memory, when: When, zone: ZoneInfo) -> tuple[datetime | None, date | None]:
    """The local time and the day that the talk is about: held, wished for, offered, or of the appointment to be moved."""
    wish, offered = memory.wish, memory.offered
    day = wish.days[0] if len(wish.days) == 1 else None
    if memory.held is not None:
        return memory.held.start.astimezone(zone), day
    if wish.at is not None and day is not None:
        return datetime.combine(day, wish.at, tzinfo=zone), day
    if offered:
        return offered[-1 if when.seek == "later" else 0].start.astimezone(zone), day
    return memory.moving.start.astimezone(zone) if memory.moving else None, day


def settled_on(wish: Wish, local: datetime) -> Wish:
    """The wish with a certain day and time, so that "lieber Mittwoch" keeps the time and "um vier" the day."""
    at = local.time().replace(tzinfo=None)
    other = wish.or_at if at == wish.at else None
    return replace(
        wish,
        days=(local.date(),),
        at=at,
        or_at=other,
        not_before=None,
        before=None,
        earliest=False,
        latest=False,
        any_time=False,
    )
