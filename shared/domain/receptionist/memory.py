"""What the receptionist remembers between two turns: a plain JSON value outside, a frozen value inside.

`remember` reads any mapping, also one that a model wrote or that is damaged: what does not fit is forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from shared.domain.business import Business

_VERSION = 1
_MOST_DAYS = 62
_MOST_OFFERS = 5
_LONGEST_TEXT = 2000


class Asking(StrEnum):
    """What the caller was asked last, so that "ja" and "drei" mean something."""

    NOTHING = ""
    SERVICE = "service"
    DAY = "day"
    TIME = "time"
    SLOT = "slot"
    CONFIRM = "confirm"
    CHANGE = "change"
    NAME = "name"
    MORE = "more"
    BOOKING = "booking"
    MESSAGE_OFFER = "message_offer"
    MESSAGE = "message"
    NUMBER = "number"
    NUMBER_RIGHT = "number_right"
    TRANSFER_ANYWAY = "transfer_anyway"
    MENU = "menu"


@dataclass(frozen=True, slots=True)
class Wish:
    """The appointment as far as it has been said. Days and times are local; see `spoken.when.When`."""

    service_id: UUID | None = None
    staff_id: UUID | None = None
    days: tuple[date, ...] = ()
    at: time | None = None
    or_at: time | None = None
    not_before: time | None = None
    before: time | None = None
    earliest: bool = False
    any_time: bool = False

    def __bool__(self) -> bool:
        return self != Wish()


@dataclass(frozen=True, slots=True)
class Offer:
    """A start that was offered or is held, with the person who would do it. Aware."""

    staff_id: UUID
    start: datetime


@dataclass(frozen=True, slots=True)
class Memory:
    """The conversation so far. `question` is what is asked again after a side remark, `said` what "wie bitte?" repeats."""

    language: str
    asking: Asking = Asking.NOTHING
    question: str = ""
    said: str = ""
    wish: Wish = field(default_factory=Wish)
    choices: tuple[UUID, ...] = ()
    offered: tuple[Offer, ...] = ()
    held: Offer | None = None
    message: str = ""
    number: str = ""
    name: str = ""
    name_asked: bool = False
    keypad: bool = False
    asked_for_person: bool = False
    silences: int = 0
    unclear: int = 0

    def as_state(self) -> dict[str, object]:
        """The memory as a JSON value."""
        wish = self.wish
        return {
            "receptionist": _VERSION,
            "language": self.language,
            "asking": self.asking.value,
            "question": self.question,
            "said": self.said,
            "wish": {
                "service_id": _text(wish.service_id),
                "staff_id": _text(wish.staff_id),
                "days": [day.isoformat() for day in wish.days],
                "at": _iso(wish.at),
                "or_at": _iso(wish.or_at),
                "not_before": _iso(wish.not_before),
                "before": _iso(wish.before),
                "earliest": wish.earliest,
                "any_time": wish.any_time,
            },
            "choices": [str(choice) for choice in self.choices],
            "offered": [_offer_out(offer) for offer in self.offered],
            "held": _offer_out(self.held) if self.held else None,
            "message": self.message,
            "number": self.number,
            "name": self.name,
            "name_asked": self.name_asked,
            "keypad": self.keypad,
            "asked_for_person": self.asked_for_person,
            "silences": self.silences,
            "unclear": self.unclear,
        }


def remember(state: Mapping[str, object] | None, business: Business, language: str) -> Memory:
    """The memory of a state; a fresh one in `language` for a state that is missing or not the receptionist's own."""
    if not isinstance(state, Mapping) or state.get("receptionist") != _VERSION:
        return Memory(language=language)
    services = {service.id for service in business.services}
    staff = {person.id for person in business.staff}
    wish = _mapping(state.get("wish"))
    held = _offer(state.get("held"), staff)
    spoken = _string(state.get("language"))
    memory = Memory(
        language=spoken if len(spoken) == 2 else language,
        asking=_asking(state.get("asking")),
        question=_string(state.get("question")),
        said=_string(state.get("said")),
        wish=Wish(
            service_id=_known(wish.get("service_id"), services),
            staff_id=_known(wish.get("staff_id"), staff),
            days=tuple(day for day in map(_date, _list(wish.get("days"))[:_MOST_DAYS]) if day is not None),
            at=_time(wish.get("at")),
            or_at=_time(wish.get("or_at")),
            not_before=_time(wish.get("not_before")),
            before=_time(wish.get("before")),
            earliest=wish.get("earliest") is True,
            any_time=wish.get("any_time") is True,
        ),
        choices=tuple(c for c in (_known(item, services) for item in _list(state.get("choices"))) if c is not None),
        offered=tuple(
            offer
            for offer in (_offer(item, staff) for item in _list(state.get("offered"))[:_MOST_OFFERS])
            if offer is not None
        ),
        held=held,
        message=_string(state.get("message")),
        number=_string(state.get("number")),
        name=_string(state.get("name")),
        name_asked=state.get("name_asked") is True,
        keypad=state.get("keypad") is True,
        asked_for_person=state.get("asked_for_person") is True,
        silences=_count(state.get("silences")),
        unclear=_count(state.get("unclear")),
    )
    return _consistent(memory)


def _consistent(memory: Memory) -> Memory:
    """Never wait for the answer to a question that cannot have been asked."""
    missing = (
        (memory.asking is Asking.CONFIRM and (memory.held is None or memory.wish.service_id is None))
        or (memory.asking is Asking.SLOT and (not memory.offered or memory.wish.service_id is None))
        or (memory.asking in (Asking.NUMBER, Asking.NUMBER_RIGHT) and not memory.message)
    )
    if not missing:
        return memory
    return Memory(language=memory.language, wish=memory.wish, name=memory.name, name_asked=memory.name_asked)


def _offer_out(offer: Offer) -> dict[str, str]:
    return {"staff_id": str(offer.staff_id), "start": offer.start.isoformat()}


def _offer(value: object, staff: set[UUID]) -> Offer | None:
    fields = _mapping(value)
    person = _known(fields.get("staff_id"), staff)
    try:
        start = datetime.fromisoformat(_string(fields.get("start")))
        aware = start.utcoffset() is not None and start.timestamp() > 0
    except (ValueError, OverflowError):
        return None
    return Offer(person, start) if person is not None and aware else None


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def _iso(value: time | None) -> str | None:
    return None if value is None else value.isoformat()


def _known(value: object, known: set[UUID]) -> UUID | None:
    try:
        found = UUID(_string(value))
    except ValueError:
        return None
    return found if found in known else None


def _date(value: object) -> date | None:
    try:
        found = date.fromisoformat(_string(value))
    except ValueError:
        return None
    return found if 2000 <= found.year < 9000 else None


def _time(value: object) -> time | None:
    try:
        return time.fromisoformat(_string(value)).replace(tzinfo=None)
    except ValueError:
        return None


def _asking(value: object) -> Asking:
    try:
        return Asking(_string(value))
    except ValueError:
        return Asking.NOTHING


def _string(value: object) -> str:
    return value[:_LONGEST_TEXT] if isinstance(value, str) else ""


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _count(value: object) -> int:
    return min(max(value, 0), 99) if isinstance(value, int) and not isinstance(value, bool) else 0
