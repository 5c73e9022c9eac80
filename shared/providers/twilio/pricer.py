"""Twilio asked for prices: what `shared/providers/pricers.py` asks of a vendor."""

from __future__ import annotations

import json
from collections.abc import Mapping

from shared.providers.twilio import client
from shared.providers.twilio.prices import read

__all__ = ["ask", "read"]


def ask(credential: Mapping[str, str], provider_id: str, *, base_url: str | None) -> bytes | None:
    """What Twilio says of the price, to be kept; None where it has none yet. Raises VendorError."""
    price, unit = client.fetch_price(credential, provider_id, base_url=base_url)
    if price is None:
        return None
    return json.dumps({"sid": provider_id, "price": price, "price_unit": unit}).encode()
