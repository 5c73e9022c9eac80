"""What is asked of us within a live call, whichever vendor sent it, and what surrounds the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shared.domain.calls import CallEvent, Heard

if TYPE_CHECKING:
    from shared.domain.business import Business, Caller


@dataclass(frozen=True, slots=True)
class Turn:
    """That it came, what was heard, and how a transfer went, if there was one.

    `transfer` is None unless this request follows a transfer; then True if somebody talked with the caller.
    """

    event: CallEvent
    heard: Heard
    transfer: bool | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a reply, for vendors that are handed more of a call than the next words.

    The addresses are absolute, of this very integration: `voice_url` is what its requests begin with, `status_url` takes
    what it tells. `credential` is the integration's, config included. `faulty` says that something broke inside, so that
    whoever can talk without us should. What is not known is None.
    """

    voice_url: str = ""
    status_url: str = ""
    credential: Mapping[str, str] = field(default_factory=dict, repr=False)
    event: CallEvent | None = None
    business: Business | None = None
    caller: Caller | None = None
    faulty: bool = False


NOWHERE = Surroundings()
