"""The vendors whose calls can be taken off a socket by their API, each a `redirect` module. A new one is a line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from shared.providers.twilio import redirect as twilio


class Redirector(Protocol):
    """A vendor that can be told, beside its socket, to ask an address of ours what to do with a call. Raises VendorError."""

    def redirect_call(
        self, credential: Mapping[str, str], provider_call_id: str, *, to_url: str, base_url: str | None
    ) -> None: ...


REDIRECTORS: Mapping[str, Redirector] = {"twilio": twilio}
