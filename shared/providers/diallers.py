"""The vendors that can ring somebody for us and hang up, each a module. A new one is a line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from shared.providers.outgoing import Outgoing
from shared.providers.retell import dialler as retell
from shared.providers.telnyx import dialler as telnyx
from shared.providers.twilio import client as twilio
from shared.providers.vapi import dialler as vapi


class Dialler(Protocol):
    """What a vendor offers. Numbers are E.164, addresses absolute; `base_url` stands in for the vendor's host.

    Both raise VendorError; integration_incomplete where the integration lacks what the vendor has to be told. `place_call`
    returns the vendor's id of the call; asked twice, it may ring twice. `credential` holds the integration's config, too.
    """

    def place_call(self, credential: Mapping[str, str], call: Outgoing, *, base_url: str | None) -> str: ...
    def end_call(self, credential: Mapping[str, str], provider_call_id: str, *, base_url: str | None) -> None: ...


DIALLERS: Mapping[str, Dialler] = {"twilio": twilio, "telnyx": telnyx, "vapi": vapi, "retell": retell}
