"""The vendors that say what a call costs only when they are asked, each a `pricer` module. A new one is a line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from shared.domain.calls import CallEvent
from shared.providers.twilio import pricer as twilio


class Pricer(Protocol):
    """`ask` returns the vendor's answer as it is kept in the inbox, or None where the call is not rated yet.

    It raises VendorError; `base_url` stands in for the vendor's host. `read` makes an event of the answer, and raises
    NotUnderstood.
    """

    def ask(self, credential: Mapping[str, str], provider_call_id: str, *, base_url: str | None) -> bytes | None: ...
    def read(self, body: bytes) -> CallEvent: ...


PRICERS: Mapping[str, Pricer] = {"twilio": twilio}
