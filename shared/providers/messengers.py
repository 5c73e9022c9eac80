"""The vendors that carry messages, each a module that speaks the same few words. A new one is a file and a line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from shared.domain.messages import MessageEvent
from shared.providers.provable import Provable
from shared.providers.telnyx import messenger as telnyx
from shared.providers.twilio import messenger as twilio


class Messenger(Provable, Protocol):
    """What a vendor's `messenger` module offers. Bodies are raw, header names lower case."""

    CONTENT_TYPE: str
    TAKEN: str

    def kept_headers(self, headers: Mapping[str, str]) -> dict[str, str]: ...
    def status(self, body: bytes) -> MessageEvent: ...


MESSENGERS: Mapping[str, Messenger] = {"twilio": twilio, "telnyx": telnyx}
