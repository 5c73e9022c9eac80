"""What the receptionist remembers between two turns: a plain JSON value outside, a frozen value inside.

`remember` reads any mapping, also one that a model wrote or that is damaged: what does not fit is forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from shared.domain.business import Business
from shared.domain.receptionist.asking import (
    APPOINTMENT_QUESTIONS,
    BOOKING_QUESTIONS,
    COMING_BACK_TO,
    DICTATED,
    Asking,
    Purpose,
)
from shared.domain.receptionist.json_values import count_of, known_id, list_of, mapping_of, string_of
from shared.domain.receptionist.memory_parts import (
    Offer,
    Own,
    Waiting,
    Wish,
    all_of,
    offer_of,
    offer_out,
    own_of,
    own_out,
    waiting_of,
    waiting_out,
    wish_of,
    wish_out,
)

__all__ = [
    "APPOINTMENT_QUESTIONS",
    "BOOKING_QUESTIONS",
    "COMING_BACK_TO",
    "DICTATED",
    "Asking",
    "Memory",
    "Offer",
    "Own",
    "Purpose",
    "Waiting",
    "Wish",
    "remember",
]

_VERSION = 1
_MOST_OFFERS = 5
_MOST_OWN = 10
_MOST_REQUESTS = 5


@dataclass(frozen=True, slots=True)
class Memory:
    """The conversation so far. `question` is what is asked again after a side remark, `said` what "wie bitte?" repeats.

    `own` are the caller's appointments to choose from, `chosen` the one that is moved or cancelled; `request` is the
    sentence that waits for a proof of who calls (`proof`: "code" or "birth_date"). `digits` are the first of a
    number that is told in groups. `told` is what was asked last, if it can be asked of something else ("und sonntags?").
    `later` are requests that were said in
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
    digits: str = ""
    name: str = ""
    name_asked: bool = False
    told: str = ""
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
            digits="",
        )

    def as_state(self) -> dict[str, object]:
        """The memory as a JSON value."""
        return {
            "receptionist": _VERSION,
            "language": self.language,
            "asking": self.asking.value,
            "question": self.question,
            "said": self.said,
            "purpose": self.purpose.value,
            "wish": wish_out(self.wish),
            "choices": [str(choice) for choice in self.choices],
            "offered": [offer_out(offer) for offer in self.offered],
            "held": offer_out(self.held) if self.held else None,
            "own": [own_out(own) for own in self.own],
            "chosen": own_out(self.chosen) if self.chosen else None,
            "request": self.request,
            "proof": self.proof,
            "later": [waiting_out(each) for each in self.later],
            "message": self.message,
            "number": self.number,
            "digits": self.digits,
            "name": self.name,
            "name_asked": self.name_asked,
            "told": self.told,
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
            wish=wish_of(mapping_of(state.get("wish")), services, staff),
            choices=all_of(known_id(item, services) for item in list_of(state.get("choices"))),
            offered=all_of(offer_of(item, staff) for item in list_of(state.get("offered"))[:_MOST_OFFERS]),
            held=offer_of(state.get("held"), staff),
            own=all_of(own_of(item) for item in list_of(state.get("own"))[:_MOST_OWN]),
            chosen=own_of(state.get("chosen")),
            request=string_of(state.get("request")),
            proof=string_of(state.get("proof")),
            later=all_of(waiting_of(item) for item in list_of(state.get("later"))[:_MOST_REQUESTS]),
            message=string_of(state.get("message")),
            number=string_of(state.get("number")),
            digits=string_of(state.get("digits")),
            name=string_of(state.get("name")),
            name_asked=state.get("name_asked") is True,
            told=string_of(state.get("told")),
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
        or (asking in (Asking.WHICH, Asking.CANCEL_ALL) and not memory.own)
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
