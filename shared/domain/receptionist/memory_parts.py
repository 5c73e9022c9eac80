"""The parts of a memory: a wish, an offer, an appointment of the caller's, a request that waits; each to JSON and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar
from uuid import UUID

from shared.domain.receptionist.json_values import (
    day_of,
    id_of,
    instant_of,
    known_id,
    list_of,
    mapping_of,
    string_of,
    text_of,
    time_of,
)

T = TypeVar("T")

_MOST_DAYS = 62


@dataclass(frozen=True, slots=True)
class Wish:
    """The appointment as far as it has been said. Days and times are local; see `spoken.when.When`."""

    service_id: UUID | None = None
    staff_id: UUID | None = None
    not_staff_id: UUID | None = None
    days: tuple[date, ...] = ()
    at: time | None = None
    or_at: time | None = None
    not_before: time | None = None
    before: time | None = None
    earliest: bool = False
    latest: bool = False
    any_time: bool = False

    def __bool__(self) -> bool:
        return self != Wish()


@dataclass(frozen=True, slots=True)
class Offer:
    """A start that was offered or is held, with the person who would do it. Aware."""

    staff_id: UUID
    start: datetime


@dataclass(frozen=True, slots=True)
class Own:
    """An appointment of the caller's own, as a tool told of it. `start` is aware."""

    id: UUID
    service_id: UUID | None
    staff_id: UUID
    what: str
    who: str
    start: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that waits for its turn, as it was said, and in which language."""

    language: str
    text: str


def wish_out(wish: Wish) -> dict[str, object]:
    """A wish as JSON keeps it."""
    return {
        "service_id": text_of(wish.service_id),
        "staff_id": text_of(wish.staff_id),
        "not_staff_id": text_of(wish.not_staff_id),
        "days": [day.isoformat() for day in wish.days],
        "at": text_of(wish.at),
        "or_at": text_of(wish.or_at),
        "not_before": text_of(wish.not_before),
        "before": text_of(wish.before),
        "earliest": wish.earliest,
        "latest": wish.latest,
        "any_time": wish.any_time,
    }


def wish_of(wish: Mapping[str, object], services: set[UUID], staff: set[UUID]) -> Wish:
    """The wish of a JSON value, as far as the business still has what it names."""
    return Wish(
        service_id=known_id(wish.get("service_id"), services),
        staff_id=known_id(wish.get("staff_id"), staff),
        not_staff_id=known_id(wish.get("not_staff_id"), staff),
        days=all_of(day_of(item) for item in list_of(wish.get("days"))[:_MOST_DAYS]),
        at=time_of(wish.get("at")),
        or_at=time_of(wish.get("or_at")),
        not_before=time_of(wish.get("not_before")),
        before=time_of(wish.get("before")),
        earliest=wish.get("earliest") is True,
        latest=wish.get("latest") is True,
        any_time=wish.get("any_time") is True,
    )


def offer_out(offer: Offer) -> dict[str, str]:
    """An offer as JSON keeps it."""
    return {"staff_id": str(offer.staff_id), "start": offer.start.isoformat()}


def offer_of(value: object, staff: set[UUID]) -> Offer | None:
    """The offer of a JSON value; None if it is none, or of somebody who does not work here."""
    fields = mapping_of(value)
    person, start = known_id(fields.get("staff_id"), staff), instant_of(fields.get("start"))
    return Offer(person, start) if person is not None and start is not None else None


def own_out(own: Own) -> dict[str, str | None]:
    """An appointment of the caller's as JSON keeps it."""
    return {
        "id": str(own.id),
        "service_id": text_of(own.service_id),
        "staff_id": str(own.staff_id),
        "what": own.what,
        "who": own.who,
        "start": own.start.isoformat(),
    }


def own_of(value: object) -> Own | None:
    """The appointment of a JSON value; None if it is none."""
    fields = mapping_of(value)
    found, person = id_of(fields.get("id")), id_of(fields.get("staff_id"))
    start = instant_of(fields.get("start"))
    if found is None or person is None or start is None:
        return None
    what, who = string_of(fields.get("what")), string_of(fields.get("who"))
    return Own(found, id_of(fields.get("service_id")), person, what, who, start)


def waiting_out(waiting: Waiting) -> dict[str, str]:
    """A waiting request as JSON keeps it."""
    return {"language": waiting.language, "text": waiting.text}


def waiting_of(value: object) -> Waiting | None:
    """The waiting request of a JSON value; None if nothing was said."""
    fields = mapping_of(value)
    language, text = string_of(fields.get("language")), string_of(fields.get("text"))
    return Waiting(language, text) if text.strip() else None


def all_of(found: Iterable[T | None]) -> tuple[T, ...]:
    """Those that are there."""
    return tuple(each for each in found if each is not None)
