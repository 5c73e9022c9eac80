"""The vendors that send messages for us, each a `sender` module. A new one is a line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from shared.domain.messages import Outgoing
from shared.providers.smtp import sender as smtp
from shared.providers.telnyx import sender as telnyx
from shared.providers.twilio import sender as twilio


class Sender(Protocol):
    """What a vendor's `sender` module offers. `status_url` is told how the message fares; `base_url` stands in for the vendor's host.

    `send_message` returns the vendor's id of the message; asked twice, it sends twice. Raises VendorError: retryable only
    where a second message would do no harm or the first has certainly not gone, `outcome_unknown` where nobody knows.
    """

    def send_message(
        self, credential: Mapping[str, str], message: Outgoing, *, status_url: str | None, base_url: str | None
    ) -> str: ...


SENDERS: Mapping[str, Sender] = {"twilio": twilio, "telnyx": telnyx, "smtp": smtp}
