"""A call that we have a vendor make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shared.domain.calls import Reply
from shared.providers.turns import Surroundings


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
