"""The vendors that carry calls, each a module that speaks the same few words. A new one is a folder and a few lines here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

from shared.domain.calls import CallEvent, Manner, Reply
from shared.providers.catalogue import Catalogue
from shared.providers.provable import Provable
from shared.providers.turns import Surroundings, Turn

if TYPE_CHECKING:
    from shared.providers.leading import Command, Told


class Telephone(Provable, Protocol):
    """What a vendor's `telephone` module offers. Bodies are raw, header names lower case.

    `TAKEN` answers a delivery, in `CONTENT_TYPE` as instructions are; `RECORDS` says whether a reply can ask for a
    recorded message, `PLAYS` whether its words can be fetched as a sound.
    """

    CONTENT_TYPE: str
    TAKEN: str
    RECORDS: bool
    PLAYS: bool

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


class Whisperer(Telephone, Protocol):
    """A telephone whose documents can send the person who answers a transfer to an address of ours."""

    def whisper(self, text: str, language: str) -> str:
        """The document that says `text` to them alone; without text they are put through at once."""


def _twilio() -> Whisperer:
    from shared.providers.twilio import telephone

    return telephone


def _telnyx() -> Whisperer:
    from shared.providers.telnyx import telephone

    return telephone


def _led_telnyx() -> LedTelephone:
    from shared.providers.telnyx import led_telephone

    return led_telephone


def _vapi() -> Telephone:
    from shared.providers.vapi import telephone

    return telephone


def _retell() -> Telephone:
    from shared.providers.retell import telephone

    return telephone


TELEPHONES: Mapping[str, Telephone] = Catalogue(twilio=_twilio, telnyx=_telnyx, vapi=_vapi, retell=_retell)

LED_TELEPHONES: Mapping[str, LedTelephone] = Catalogue(telnyx=_led_telnyx)

WHISPERERS: Mapping[str, Whisperer] = Catalogue(twilio=_twilio, telnyx=_telnyx)
