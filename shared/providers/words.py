"""A request for the next words of a call, by a vendor that asks us as it would ask a model."""

from __future__ import annotations

from dataclasses import dataclass

from shared.providers.turns import Turn


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
