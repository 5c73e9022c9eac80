"""The vendors that carry calls, each a module that speaks the same few words. A new one is a folder and a line here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from shared.domain.calls import CallEvent, Manner, Reply
from shared.providers.retell import telephone as retell
from shared.providers.telnyx import led_telephone as led_telnyx
from shared.providers.telnyx import telephone as telnyx
from shared.providers.turns import Command, Surroundings, Told, Turn
from shared.providers.twilio import telephone as twilio
from shared.providers.vapi import telephone as vapi


class Telephone(Protocol):
    """What a vendor's `telephone` module offers. Bodies are raw, header names lower case.

    `TAKEN` answers a delivery, in `CONTENT_TYPE` as instructions are; `RECORDS` says whether a reply can ask for a
    recorded message, `PLAYS` whether its words can be fetched as a sound.
    """

    CONTENT_TYPE: str
    TAKEN: str
    RECORDS: bool
    PLAYS: bool

    def is_genuine(
        self, credential: Mapping[str, str], *, url: str, headers: Mapping[str, str], body: bytes
    ) -> bool: ...
    def kept_headers(self, headers: Mapping[str, str]) -> dict[str, str]: ...
    def incoming(self, body: bytes) -> CallEvent: ...
    def turn(self, body: bytes, number: int) -> Turn: ...
    def status(self, body: bytes) -> CallEvent: ...
    def render(self, reply: Reply, *, turn_url: str, manner: Manner = ..., around: Surroundings = ...) -> str: ...


class LedTelephone(Protocol):
    """What a vendor offers beside that whose calls can be led by commands: it tells events, and does as it is sent."""

    def told(self, body: bytes) -> Told: ...
    def say(self, reply: Reply, told: Told, *, manner: Manner = ..., attempt: str = ...) -> tuple[Command, ...]: ...
    def whisper(self, text: str, language: str, told: Told) -> tuple[Command, ...]:
        """Say `text` to who answered a transfer, and put the caller through then; at once, without text."""

    def let_go(self, about: Told) -> tuple[Command, ...]:
        """Hang up on who answered a transfer."""

    def send(
        self,
        commands: Iterable[Command],
        about: Told,
        *,
        credential: Mapping[str, str],
        base_url: str | None = ...,
    ) -> tuple[str, ...]: ...


class Whisperer(Protocol):
    """What a vendor offers beside that whose documents can send the person who answers a transfer to an address of ours."""

    def whisper(self, text: str, language: str) -> str:
        """The document that says `text` to them alone; without text they are put through at once."""


TELEPHONES: Mapping[str, Telephone] = {"twilio": twilio, "telnyx": telnyx, "vapi": vapi, "retell": retell}

LED_TELEPHONES: Mapping[str, LedTelephone] = {"telnyx": led_telnyx}

WHISPERERS: Mapping[str, Whisperer] = {"twilio": twilio, "telnyx": telnyx}
