"""A request for instructions within a live call, whichever vendor sent it."""

from __future__ import annotations

from dataclasses import dataclass

from shared.domain.calls import CallEvent, Heard


@dataclass(frozen=True, slots=True)
class Turn:
    """That it came, what was heard, and how a transfer went, if there was one.

    `transfer` is None unless this request follows a transfer; then True if somebody talked with the caller.
    """

    event: CallEvent
    heard: Heard
    transfer: bool | None = None
