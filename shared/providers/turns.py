"""What is asked of us within a live call, whichever vendor sent it, and what we tell a vendor to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.domain.calls import CallEvent, Heard


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
    """One thing a provider is told to do with a call. `may_fail` if the call goes on without it."""

    action: str
    arguments: Mapping[str, object]
    may_fail: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What an event of a call says that is led by commands, and what it asks for.

    `turn` is the number of the turn whose words are wanted, None if none are; `commands` follow
    from the event itself, without a thought; `memory` is the provider's own, needed to put a reply into commands.
    """

    event: CallEvent
    turn: int | None = None
    heard: Heard = field(default_factory=Heard)
    transfer: bool | None = None
    commands: tuple[Command, ...] = ()
    memory: str = ""
