"""Free starts: which ones fit a wish, which two or three of them are named, and which one the caller picked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from shared.domain.business import Service
from shared.domain.receptionist.memory import Memory, Offer, Wish
from shared.domain.receptionist.turn import Desk
from shared.domain.receptionist.understanding import Understood
from shared.domain.spoken.when import When
from shared.domain.tools import Slot

OFFERED = 3
"""More than three starts nobody keeps in mind while listening."""

_DAYS_SEARCHED = 28
_SLOTS_READ = 400
_APART = timedelta(minutes=60)


def search(desk: Desk, service: Service, wish: Wish, *, beyond: date | None = None) -> list[Slot]:
    """Free slots on the days of the wish, or in the next weeks. One tool call."""
    zone = desk.business.zone
    midnight = time(0)
    if wish.days and not beyond:
        start = datetime.combine(wish.days[0], midnight, tzinfo=zone)
        until = datetime.combine(wish.days[-1] + timedelta(days=1), midnight, tzinfo=zone)
    else:
        first = beyond + timedelta(days=1) if beyond else desk.today
        start = datetime.combine(first, midnight, tzinfo=zone)
        until = datetime.combine(first + timedelta(days=_DAYS_SEARCHED), midnight, tzinfo=zone)
    return (
        desk.tools.find_slots(
            service_id=service.id,
            staff_id=wish.staff_id,
            start_from=max(start, desk.now),
            start_until=until,
            limit=_SLOTS_READ,
        )
        if until > desk.now
        else []
    )


def fitting(desk: Desk, slots: Iterable[Slot], wish: Wish) -> list[Slot]:
    """Those that lie on the days and in the window of the wish."""
    fitting = []
    for slot in slots:
        local = slot.start.astimezone(desk.business.zone)
        at = local.time().replace(tzinfo=None)
        if (
            (not wish.days or local.date() in wish.days)
            and (wish.not_before is None or at >= wish.not_before)
            and (wish.before is None or at < wish.before)
            and (wish.at is None or at in (wish.at, wish.or_at))
        ):
            fitting.append(slot)
    return fitting


def spread_out(slots: Sequence[Slot], *, by_day: bool) -> list[Slot]:
    """The first, and then such as leave a choice: on other days, or an hour apart if there are enough."""
    chosen: list[Slot] = []
    if by_day:
        firsts = {slot.start.date(): slot for slot in reversed(slots)}
        chosen = [firsts[day] for day in sorted(firsts)][:OFFERED]
    for slot in slots:
        if len(chosen) < OFFERED and (not chosen or slot.start - chosen[-1].start >= _APART):
            chosen.append(slot)
    for slot in slots:
        if len(chosen) < min(2, len(slots)) and slot not in chosen:
            chosen.append(slot)
    return sorted(chosen, key=lambda slot: slot.start)


def one_per_start(slots: Iterable[Slot]) -> list[Slot]:
    seen: dict[datetime, Slot] = {}
    for slot in slots:
        seen.setdefault(slot.start, slot)
    return list(seen.values())


def picked(desk: Desk, memory: Memory, heard: Understood) -> Offer | None:
    """Which of the offered starts the caller picked: by order, by time, by day, or "egal"."""
    offered = memory.offered
    when = heard.when
    picked = picked_by_order(offered, heard)
    if picked is not None:
        return picked
    fits = (
        [offer for offer in offered if fits_offer(desk, offer, when)] if when.at or when.days or when.has_time else []
    )
    if heard.staff:
        fits = [offer for offer in fits or offered if offer.staff_id == heard.staff[0].id]
    if len(fits) == 1 or (fits and when.at is None and len({offer.start for offer in fits}) == 1):
        return fits[0]
    if fits and when.at is None and when.seek is None and when.has_time:
        return fits[0]
    if (
        when.at is None
        and not when.days
        and not when.seek
        and heard.says("any", "any_staff")
        and not heard.says("other_slots")
    ):
        return offered[0]
    return None


def picked_by_order(offered: Sequence[Offer], heard: Understood) -> Offer | None:
    """Which of the offered starts was picked as the first, the second, the last; not "am dritten Dezember"."""
    if heard.when.at is not None or (heard.when.days and not heard.when.maybe_order):
        return None
    if heard.when.seek in ("earliest", "latest") and not heard.when.has_time and offered:
        return offered[0 if heard.when.seek == "earliest" else -1]
    for place, intent in enumerate(("pick_first", "pick_second", "pick_third")):
        if heard.says(intent) and place < len(offered):
            return offered[place]
    return offered[-1] if heard.says("pick_last") and not heard.when.days else None


def fits_offer(desk: Desk, offer: Offer, when: When) -> bool:
    local = offer.start.astimezone(desk.business.zone)
    at = local.time().replace(tzinfo=None)
    return (
        (not when.days or local.date() in when.days)
        and (when.at is None or at in (when.at, when.or_at))
        and (when.not_before is None or at >= when.not_before)
        and (when.before is None or at < when.before)
    )
