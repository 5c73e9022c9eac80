"""An amount and its currency, never apart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in one ISO 4217 currency, in major units (28.00 EUR, not 2800 cents)."""

    amount: Decimal
    currency: str
