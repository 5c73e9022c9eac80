"""How a call comes back from the socket that carried it for a while."""

from __future__ import annotations

from dataclasses import dataclass

from shared.domain.calls import Reply


@dataclass(frozen=True, slots=True)
class Ended:
    """The call is back from its socket, as the vendor tells over HTTP.

    `reply` is what was agreed on there, and still has to be said and done; None if the socket broke and the call goes on.
    `turn` is the turn that agreed on it; `begins_recording` as its answer has it.
    """

    reply: Reply | None
    turn: int = 0
    begins_recording: bool = False
