"""A call that is led by commands, whichever vendor carries it: what its events ask for, and what we tell the vendor to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.domain.calls import CallEvent, Heard


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
