"""The vendors that can ring somebody for us and hang up, each a `client` module. A new one is a line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from shared.providers.twilio import client as twilio


class Dialler(Protocol):
    """What a vendor's client offers. Numbers are E.164, addresses absolute; `base_url` stands in for the vendor's host.

    Both raise VendorError. `place_call` returns the vendor's id of the call; asked twice, it rings twice.
    """

    def place_call(
        self,
        credential: Mapping[str, str],
        *,
        from_number: str,
        to_number: str,
        voice_url: str,
        status_url: str,
        base_url: str | None,
    ) -> str: ...
    def end_call(self, credential: Mapping[str, str], provider_call_id: str, *, base_url: str | None) -> None: ...


DIALLERS: Mapping[str, Dialler] = {"twilio": twilio}
