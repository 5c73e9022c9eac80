"""The vendors that say what a call or a message costs only when they are asked, or not always. A new one is a line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from shared.domain.calls import CallEvent
from shared.domain.messages import MessageEvent
from shared.providers.twilio import message_pricer as twilio_messages
from shared.providers.twilio import pricer as twilio_calls
from shared.providers.vapi import pricer as vapi_calls


class Pricer(Protocol):
    """`ask` returns the vendor's answer as it is kept in the inbox, or None where nothing is rated yet.

    It raises VendorError; `base_url` stands in for the vendor's host. `read` makes an event of the answer, and raises
    NotUnderstood or NothingToKeep.
    """

    def ask(self, credential: Mapping[str, str], provider_id: str, *, base_url: str | None) -> bytes | None: ...
    def read(self, body: bytes) -> CallEvent | MessageEvent: ...


CALL_PRICERS: Mapping[str, Pricer] = {"twilio": twilio_calls, "vapi": vapi_calls}
MESSAGE_PRICERS: Mapping[str, Pricer] = {"twilio": twilio_messages}
