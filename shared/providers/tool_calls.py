"""What a vendor's own agent asks us to do in a live call, whichever vendor sent it, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.calls import CallEvent


@dataclass(frozen=True, slots=True)
class ToolCall:
    """One thing asked for. `arguments` are None if they could not be read.

    `id` is the vendor's, the same if it asks again; if it gave none (`is_named` False), one made of the content.
    """

    id: str
    name: str
    arguments: Mapping[str, object] | None
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class ToolCalls:
    """What is asked for in one request, in order, as part of which telephone call."""

    event: CallEvent
    calls: tuple[ToolCall, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a call, for the agent to read; `ok` is False if nothing did."""

    id: str
    name: str
    text: str
    ok: bool = True
