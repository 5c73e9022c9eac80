"""When the business is open: pure questions to its hours and closures, in local wall time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from shared.domain.business import Business, Closure, OpeningSpan


def spans_on(business: Business, day: date) -> tuple[OpeningSpan, ...]:
    """The open spans of a day in order; none on a closed one."""
    if closure_on(business, day) is not None:
        return ()
    return spans_of_weekday(business, day.isoweekday())


def spans_of_weekday(business: Business, weekday: int) -> tuple[OpeningSpan, ...]:
    """The usual open spans of an ISO weekday, in order."""
    return tuple(sorted((span for span in business.hours if span.weekday == weekday), key=lambda span: span.opens))


def closure_on(business: Business, day: date) -> Closure | None:
    """The closure that covers a day."""
    return next((closure for closure in business.closures if closure.starts_on <= day <= closure.ends_on), None)


def is_open(business: Business, at: datetime) -> bool:
    """Whether somebody is there at this instant."""
    local = at.astimezone(business.zone)
    return any(span.opens <= local.time() < span.closes for span in spans_on(business, local.date()))


def inside_hours(business: Business, day: date, at: time) -> bool:
    """Whether a wall time of a day is in its hours."""
    return any(span.opens <= at < span.closes for span in spans_on(business, day))


def coming_closures(business: Business, today: date, *, days: int) -> tuple[Closure, ...]:
    """Closures that touch the next `days` days, in order."""
    last = today + timedelta(days=days)
    near = (closure for closure in business.closures if closure.ends_on >= today and closure.starts_on <= last)
    return tuple(sorted(near, key=lambda closure: closure.starts_on))


def next_opening(business: Business, after: datetime) -> datetime | None:
    """When somebody is there next, within two months."""
    local = after.astimezone(business.zone)
    for ahead in range(63):
        day = local.date() + timedelta(days=ahead)
        for span in spans_on(business, day):
            opens = datetime.combine(day, span.opens, tzinfo=business.zone)
            if opens > after:
                return opens
    return None
