"""What is asked of us within a live call, whichever vendor sent it, what surrounds the answer, and what we tell a vendor to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shared.domain.calls import CallEvent, Heard, Reply

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
class Command:
    """One thing a provider is told to do. `may_fail` if the call goes on without it.

    `call` is the provider's id of the leg it is done with; without one, with the call that the event was about. `instead`
    is done in place of this and of all that follows it, if this cannot be done.
    """

    action: str
    arguments: Mapping[str, object]
    may_fail: bool = False
    call: str = ""
    instead: Command | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What an event of a call says that is led by commands, and what it asks for.

    `turn` is the number of the turn whose words are wanted, None if none are; `commands` follow
    from the event itself, without a thought; `memory` is the provider's own, needed to put a reply into commands.
    `whisper` is the number of the turn that decided on a transfer, where somebody has answered it at `leg` and waits to hear
    what it is about; None otherwise. `unheard` if that turn
    was answered already, with a sound that could not be played.
    """

    event: CallEvent
    turn: int | None = None
    heard: Heard = field(default_factory=Heard)
    transfer: bool | None = None
    commands: tuple[Command, ...] = ()
    memory: str = ""
    whisper: int | None = None
    leg: str = ""
    unheard: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A request for the next words, sent as to a model: which turn it is, and in which form it wants them.

    `number` counts the caller's turns, `streamed` asks for pieces. `tools` are the names of what the caller's assistant
    can do by itself, such as hanging up; None if it does not say.
    """

    turn: Turn
    number: int
    streamed: bool
    tools: frozenset[str] | None


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


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A call to make. `name` is the order's own: a provider that knows such names makes one call of it.

    `greeting` is what an agent says first that is not ours, thought of when it is needed; `voicemail` what a machine is told
    by providers that speak to it without asking us.
    """

    name: str
    from_number: str
    to_number: str
    around: Surroundings
    greeting: Callable[[], Reply]
    voicemail: str
