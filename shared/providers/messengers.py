"""The vendors that carry messages, each a module that speaks the same few words. A new one is a file and a line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from shared.domain.messages import MessageEvent
from shared.providers.telnyx import messenger as telnyx
from shared.providers.twilio import messenger as twilio


class Messenger(Protocol):
    """What a vendor's `messenger` module offers. Bodies are raw, header names lower case.

    `now` is in seconds since 1970, and the clock's if it is not given.
    """

    CONTENT_TYPE: str
    TAKEN: str

    def is_genuine(
        self,
        credential: Mapping[str, str],
        *,
        url: str,
        headers: Mapping[str, str],
        body: bytes,
        now: float | None = ...,
    ) -> bool: ...
    def kept_headers(self, headers: Mapping[str, str]) -> dict[str, str]: ...
    def status(self, body: bytes) -> MessageEvent: ...


MESSENGERS: Mapping[str, Messenger] = {"twilio": twilio, "telnyx": telnyx}
