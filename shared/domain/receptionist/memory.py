"""What the receptionist remembers between two turns: a plain JSON value outside, a frozen value inside.

`remember` reads any mapping, also one that a model wrote or that is damaged: what does not fit is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from shared.domain.business import Business
from shared.domain.receptionist.json_values import (
    count_of,
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

_VERSION = 1
_MOST_DAYS = 62
_MOST_OFFERS = 5
_MOST_OWN = 10
_MOST_REQUESTS = 5


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
    WHICH = "which"
    PROOF = "proof"
    CANCEL_RIGHT = "cancel_right"
    WAITLIST = "waitlist"
    LEAD_OFFER = "lead_offer"
    MESSAGE_OFFER = "message_offer"
    MESSAGE = "message"
    MESSAGE_NAME = "message_name"
    NUMBER = "number"
    NUMBER_RIGHT = "number_right"
    TRANSFER_ANYWAY = "transfer_anyway"
    MENU = "menu"


BOOKING_QUESTIONS = (Asking.SERVICE, Asking.DAY, Asking.TIME, Asking.SLOT, Asking.CONFIRM, Asking.CHANGE)
"""What is asked on the way to an appointment, new or moved."""

COMING_BACK_TO = (*BOOKING_QUESTIONS, Asking.WHICH, Asking.PROOF, Asking.CANCEL_RIGHT, Asking.WAITLIST)
"""What is asked again after a question in between was answered."""

DICTATED = (Asking.MESSAGE, Asking.MESSAGE_NAME)
"""When whatever is said is the answer."""


class Purpose(StrEnum):
    """What the present conversation is for; a booking, if it is nothing else."""

    BOOK = ""
    MOVE = "move"
    CANCEL = "cancel"
    TELL = "tell"
    WAIT = "wait"
    LEAD = "lead"


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


@dataclass(frozen=True, slots=True)
class Memory:
    """The conversation so far. `question` is what is asked again after a side remark, `said` what "wie bitte?" repeats.

    `own` are the caller's appointments to choose from, `chosen` the one that is moved or cancelled; `request` is the
    sentence that waits for a proof of who calls (`proof`: "code" or "birth_date"). `later` are requests that were said in
    one sentence with the present one and wait for its end.
    """

    language: str
    asking: Asking = Asking.NOTHING
    question: str = ""
    said: str = ""
    purpose: Purpose = Purpose.BOOK
    wish: Wish = field(default_factory=Wish)
    choices: tuple[UUID, ...] = ()
    offered: tuple[Offer, ...] = ()
    held: Offer | None = None
    own: tuple[Own, ...] = ()
    chosen: Own | None = None
    request: str = ""
    proof: str = ""
    later: tuple[Waiting, ...] = ()
    message: str = ""
    number: str = ""
    name: str = ""
    name_asked: bool = False
    keypad: bool = False
    asked_for_person: bool = False
    warned: bool = False
    sales: bool = False
    silences: int = 0
    unclear: int = 0

    @property
    def moving(self) -> Own | None:
        """The appointment that is to get another time."""
        return self.chosen if self.purpose is Purpose.MOVE else None

    def at_rest(self) -> Memory:
        """Without the task at hand, whatever it was; what waits for later still waits."""
        return replace(
            self,
            purpose=Purpose.BOOK,
            wish=Wish(),
            choices=(),
            offered=(),
            held=None,
            chosen=None,
            request="",
            proof="",
            message="",
            number="",
        )

    def as_state(self) -> dict[str, object]:
        """The memory as a JSON value."""
        wish = self.wish
        return {
            "receptionist": _VERSION,
            "language": self.language,
            "asking": self.asking.value,
            "question": self.question,
            "said": self.said,
            "purpose": self.purpose.value,
            "wish": {
                "service_id": text_of(wish.service_id),
                "staff_id": text_of(wish.staff_id),
                "days": [day.isoformat() for day in wish.days],
                "at": text_of(wish.at),
                "or_at": text_of(wish.or_at),
                "not_before": text_of(wish.not_before),
                "before": text_of(wish.before),
                "earliest": wish.earliest,
                "any_time": wish.any_time,
            },
            "choices": [str(choice) for choice in self.choices],
            "offered": [_offer_out(offer) for offer in self.offered],
            "held": _offer_out(self.held) if self.held else None,
            "own": [_own_out(own) for own in self.own],
            "chosen": _own_out(self.chosen) if self.chosen else None,
            "request": self.request,
            "proof": self.proof,
            "later": [{"language": each.language, "text": each.text} for each in self.later],
            "message": self.message,
            "number": self.number,
            "name": self.name,
            "name_asked": self.name_asked,
            "keypad": self.keypad,
            "asked_for_person": self.asked_for_person,
            "warned": self.warned,
            "sales": self.sales,
            "silences": self.silences,
            "unclear": self.unclear,
        }


def remember(state: Mapping[str, object] | None, business: Business, language: str) -> Memory:
    """The memory of a state; a fresh one in `language` for a state that is missing or not the receptionist's own."""
    if not isinstance(state, Mapping) or state.get("receptionist") != _VERSION:
        return Memory(language=language)
    services = {service.id for service in business.services}
    staff = {person.id for person in business.staff}
    spoken = string_of(state.get("language"))
    return _consistent(
        Memory(
            language=spoken if len(spoken) == 2 else language,
            asking=_asking(state.get("asking")),
            question=string_of(state.get("question")),
            said=string_of(state.get("said")),
            purpose=_purpose(state.get("purpose")),
            wish=_wish(mapping_of(state.get("wish")), services, staff),
            choices=_all(known_id(item, services) for item in list_of(state.get("choices"))),
            offered=_all(_offer(item, staff) for item in list_of(state.get("offered"))[:_MOST_OFFERS]),
            held=_offer(state.get("held"), staff),
            own=_all(_own(item) for item in list_of(state.get("own"))[:_MOST_OWN]),
            chosen=_own(state.get("chosen")),
            request=string_of(state.get("request")),
            proof=string_of(state.get("proof")),
            later=_all(_waiting(item) for item in list_of(state.get("later"))[:_MOST_REQUESTS]),
            message=string_of(state.get("message")),
            number=string_of(state.get("number")),
            name=string_of(state.get("name")),
            name_asked=state.get("name_asked") is True,
            keypad=state.get("keypad") is True,
            asked_for_person=state.get("asked_for_person") is True,
            warned=state.get("warned") is True,
            sales=state.get("sales") is True,
            silences=count_of(state.get("silences")),
            unclear=count_of(state.get("unclear")),
        )
    )


def _consistent(memory: Memory) -> Memory:
    """Never wait for the answer to a question that cannot have been asked."""
    asking = memory.asking
    missing = (
        (asking is Asking.CONFIRM and (memory.held is None or memory.wish.service_id is None))
        or (asking is Asking.SLOT and (not memory.offered or memory.wish.service_id is None))
        or (asking in (Asking.NUMBER, Asking.NUMBER_RIGHT, Asking.MESSAGE_NAME) and not memory.message)
        or (asking is Asking.WHICH and not memory.own)
        or (asking is Asking.CANCEL_RIGHT and memory.chosen is None)
        or (asking is Asking.PROOF and not (memory.request and memory.proof in ("code", "birth_date")))
        or (asking is Asking.WAITLIST and memory.wish.service_id is None)
        or (memory.purpose is Purpose.MOVE and asking in (Asking.CONFIRM, Asking.SLOT) and memory.chosen is None)
    )
    if not missing:
        return memory
    return Memory(
        language=memory.language,
        wish=memory.wish,
        name=memory.name,
        name_asked=memory.name_asked,
        warned=memory.warned,
        later=memory.later,
    )


def _wish(wish: Mapping[str, object], services: set[UUID], staff: set[UUID]) -> Wish:
    return Wish(
        service_id=known_id(wish.get("service_id"), services),
        staff_id=known_id(wish.get("staff_id"), staff),
        days=_all(day_of(item) for item in list_of(wish.get("days"))[:_MOST_DAYS]),
        at=time_of(wish.get("at")),
        or_at=time_of(wish.get("or_at")),
        not_before=time_of(wish.get("not_before")),
        before=time_of(wish.get("before")),
        earliest=wish.get("earliest") is True,
        any_time=wish.get("any_time") is True,
    )


def _offer_out(offer: Offer) -> dict[str, str]:
    return {"staff_id": str(offer.staff_id), "start": offer.start.isoformat()}


def _offer(value: object, staff: set[UUID]) -> Offer | None:
    fields = mapping_of(value)
    person, start = known_id(fields.get("staff_id"), staff), instant_of(fields.get("start"))
    return Offer(person, start) if person is not None and start is not None else None


def _own_out(own: Own) -> dict[str, str | None]:
    return {
        "id": str(own.id),
        "service_id": text_of(own.service_id),
        "staff_id": str(own.staff_id),
        "what": own.what,
        "who": own.who,
        "start": own.start.isoformat(),
    }


def _own(value: object) -> Own | None:
    fields = mapping_of(value)
    found, person = id_of(fields.get("id")), id_of(fields.get("staff_id"))
    start = instant_of(fields.get("start"))
    if found is None or person is None or start is None:
        return None
    what, who = string_of(fields.get("what")), string_of(fields.get("who"))
    return Own(found, id_of(fields.get("service_id")), person, what, who, start)


def _waiting(value: object) -> Waiting | None:
    fields = mapping_of(value)
    language, text = string_of(fields.get("language")), string_of(fields.get("text"))
    return Waiting(language, text) if text.strip() else None


def _asking(value: object) -> Asking:
    try:
        return Asking(string_of(value))
    except ValueError:
        return Asking.NOTHING


def _purpose(value: object) -> Purpose:
    try:
        return Purpose(string_of(value))
    except ValueError:
        return Purpose.BOOK


def _all(found: Iterable[T | None]) -> tuple[T, ...]:
    return tuple(each for each in found if each is not None)
