"""Twilio asked what a message costs: what `shared/providers/pricers.py` asks of a vendor.

https://www.twilio.com/docs/messaging/api/message-resource: `price` is null at first and negative later, for every segment together.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from shared.providers.twilio import client
from shared.providers.twilio.messenger import status as read

__all__ = ["ask", "read"]


def ask(credential: Mapping[str, str], provider_id: str, *, base_url: str | None) -> bytes | None:
    """What Twilio says of the message and its price, to be kept; None where it has none yet. Raises VendorError."""
    message = client.fetch_message(credential, provider_id, base_url=base_url)
    return None if message["price"] is None else json.dumps(message).encode()
