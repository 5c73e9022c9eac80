"""What a telephone call looks like inside the house, whichever provider carries it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from shared.domain.money import Money

# https://www.w3.org/TR/xml/#charsets; a database's text cannot hold the first and the surrogates either.
_NOT_SAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class CallStatus(StrEnum):
    """Where a call stands. The last five are final: a call never leaves them."""

    RINGING = "ringing"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    FAILED = "failed"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    CANCELLED = "cancelled"


class Direction(StrEnum):
    INBOUND = "inbound"
    OUTBOUND = "outbound"


class AnsweredBy(StrEnum):
    HUMAN = "human"
    MACHINE = "machine"
    FAX = "fax"


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody said in a call that we did not hear ourselves: `speaker` is "caller" or "assistant"."""

    speaker: str
    text: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What a provider makes of a call once it is over. What it does not say is None.

    `sentiment` is positive, neutral or negative. `lines` are everything that was said, in order; they count only where a
    vendor's own agent did the talking.
    """

    summary: str | None = None
    sentiment: str | None = None
    successful: bool | None = None
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class CallEvent:
    """One thing a provider told us about one call.

    `key` is the natural idempotency key within the integration: the same delivery repeated has the same key.
    `caller_number` and `callee_number` are E.164; `caller_number` is None when the caller withheld it. `status` and
    `direction` are None where the event tells something beside the call's course, such as its price: it then speaks of a
    call that is known, and changes nothing about where that stands.

    `cost` is what the provider asks for `cost_of`, in the provider's currency, kept to six decimals: later words about the
    same thing take the place of earlier ones, so a correction is another event. `recording_url` is where the recording of
    the call lies, and `duration_seconds` is then its length. `session_id` is what the provider calls the call with all its
    legs, if it has a name for that; `leg` is where a second leg stands that the event is about. `answered_by` is who took
    a call that went out, as far as the provider can tell. `detail` is what else is worth a look: plain JSON, never about a
    person.
    """

    key: str
    type: str
    provider_call_id: str
    status: CallStatus | None
    direction: Direction | None
    caller_number: str | None
    callee_number: str | None
    duration_seconds: int | None = None
    occurred_at: datetime | None = None
    sequence: int | None = None
    cost: Money | None = None
    cost_of: str | None = None
    recording_url: str | None = None
    session_id: str | None = None
    leg: CallStatus | None = None
    answered_by: AnsweredBy | None = None
    detail: Mapping[str, object] = field(default_factory=dict)
    aftermath: Aftermath | None = None

    def __post_init__(self) -> None:
        if (self.cost is None) != (self.cost_of is None):
            raise ValueError("a cost is of something")


@dataclass(frozen=True, slots=True)
class Heard:
    """What reached us from the caller in one turn: words, keys, a recording, or nothing at all (silence)."""

    text: str = ""
    confidence: float | None = None
    digits: str = ""
    recording_url: str | None = None


class Then(StrEnum):
    """What happens after a reply has been spoken."""

    LISTEN = "listen"
    HANG_UP = "hang_up"
    TRANSFER = "transfer"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Reply:
    """What we say, in which language (ISO 639-1), and what happens then.

    `transfer_to` is an E.164 number exactly when `then` is TRANSFER; `whisper`, if there is one, is said to whoever answers
    there before the caller is put through (a warm transfer; without it a cold one). `state` is the conversation's memory, a plain
    JSON value: handed back unchanged on the next turn, so a call can be replayed from its turns. `about` are words for what
    the turn was about, of which the call's summary is made (private.how_it_went); nothing is decided by them.
    """

    text: str
    language: str
    then: Then = Then.LISTEN
    transfer_to: str | None = None
    state: Mapping[str, object] | None = None
    whisper: str | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manner:
    """How a reply is spoken and the caller listened to, whatever the reply is.

    `hints` are words to expect from the caller; `voice` is the provider's own name of one, None for its usual one.
    After `silence_seconds` without a word we are asked for the next turn. `interruptible` lets the caller talk over us.
    `caller_id` (E.164, one of our own) is shown to whom we transfer. `whisper_from` is the address that says, to whoever
    answers there, what the reply has for them. `record_to` is the address that is told of the recording; if it is set, the
    recording of the call begins with this reply. `sound` is the address of a WAV file with the reply's words, to be played
    in place of saying them.
    """

    hints: tuple[str, ...] = ()
    voice: str | None = None
    silence_seconds: int = 5
    interruptible: bool = True
    caller_id: str | None = None
    whisper_from: str | None = None
    record_to: str | None = None
    sound: str | None = None


USUAL_MANNER = Manner()


def sayable(text: str) -> str:
    """`text` without what no XML document can carry, escaped or not: control characters, lone surrogates, non-characters."""
    return _NOT_SAYABLE.sub("", text)
