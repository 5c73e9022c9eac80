"""What comes over the socket of a live call, whichever vendor sent it."""

from __future__ import annotations

from dataclasses import dataclass

from shared.domain.calls import CallEvent, Heard


@dataclass(frozen=True, slots=True)
class Began:
    """Which call this is; the first thing to be said on a socket, and again after it broke."""

    event: CallEvent


@dataclass(frozen=True, slots=True)
class Asked:
    """The caller has finished, or kept silent, and waits for an answer. `answer_to` is the vendor's number for it.

    `is_whole` if `heard` is all that was said since our last answer; else what was said before it, unanswered, is missing.
    `spoken` is what was spoken of that answer, where the vendor says so without being asked.
    """

    heard: Heard
    answer_to: int | None = None
    is_whole: bool = False
    spoken: str | None = None


@dataclass(frozen=True, slots=True)
class Pressed:
    """One key."""

    key: str


@dataclass(frozen=True, slots=True)
class BrokeIn:
    """The caller talks over us, and had heard so much."""

    heard: str


@dataclass(frozen=True, slots=True)
class Sounded:
    """The caller, or else we, began to make a sound (`speaks`) or ceased to."""

    is_caller: bool
    speaks: bool


@dataclass(frozen=True, slots=True)
class Pinged:
    """The other side wants to know whether we are there; `answer` is the frame that says so."""

    answer: str


@dataclass(frozen=True, slots=True)
class Unasked:
    """Nothing to be answered: half a sentence, news, or what we do not know. `why` is a static word."""

    why: str


Frame = Began | Asked | Pressed | BrokeIn | Sounded | Pinged | Unasked
