"""The vendors that are told over HTTP to carry a call over a socket of ours. A new one is a file and a line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from shared.domain.calls import Manner, Reply
from shared.providers.catalogue import Catalogue

if TYPE_CHECKING:
    from shared.providers.sessions import Ended


class Invitation(Protocol):
    """A vendor that is told over HTTP to open a socket, and tells over HTTP how that went."""

    def invite(self, reply: Reply, *, relay_url: str, turn_url: str, manner: Manner) -> str: ...
    def ended(self, body: bytes) -> Ended | None: ...


def _twilio() -> Invitation:
    from shared.providers.twilio import invitation

    return invitation


INVITATIONS: Mapping[str, Invitation] = Catalogue(twilio=_twilio)
