"""The vendors that carry calls over a socket, each a module that speaks the same few words. A new one is a line here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from shared.domain.calls import Reply
from shared.providers.frames import Frame
from shared.providers.retell import relay as retell
from shared.providers.twilio import relay as twilio


class Relay(Protocol):
    """What a vendor's `relay` module offers. Frames are JSON texts; header names are lower case.

    `RECORDS` if the caller can be asked to leave a message after the tone.
    """

    RECORDS: bool

    def is_genuine(self, credential: Mapping[str, str], *, urls: Sequence[str], headers: Mapping[str, str]) -> bool: ...
    def is_ours(self, message: Mapping[str, Any]) -> bool: ...
    def read(self, message: Mapping[str, Any]) -> Frame: ...
    def opening(self) -> list[str]:
        """What we say first on a fresh socket, before we are told anything."""

    def nothing_to_say(self) -> list[str]:
        """In place of a greeting, where the caller has been greeted before."""

    def language(self, language: str) -> list[str]:
        """Before an answer in another language than the last."""

    def piece(self, text: str, *, answer_to: int | None) -> str:
        """Words of an answer that goes on."""

    def rest(self, reply: Reply, text: str, *, turn: int, answer_to: int | None, begins_recording: bool) -> list[str]:
        """The end of an answer: `text` is what of `reply` has not been sent in pieces. And what the reply wants done."""

    def give_up(self, reply: Reply, *, answer_to: int | None) -> list[str]:
        """Out of order: the call must go on without this socket. `reply` needs nothing but to be said."""


RELAYS: Mapping[str, Relay] = {"twilio": twilio, "retell": retell}


def message_of(text: str | None) -> dict[str, Any] | None:
    """The JSON object in a frame, or None if there is none."""
    try:
        message = json.loads(text or "")
    except (ValueError, RecursionError):
        return None
    return message if isinstance(message, dict) else None


def speaker_of(message: Mapping[str, Any]) -> Relay | None:
    """Whose dialect a frame is in: known without asking, so that something can be said even without the database."""
    return next((relay for relay in RELAYS.values() if relay.is_ours(message)), None)


def provider_of(relay: Relay) -> str:
    """The name of the vendor that speaks so."""
    return next(name for name, each in RELAYS.items() if each is relay)
