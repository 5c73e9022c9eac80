"""What Twilio asks for a call: told to who asks, minutes to hours after its end, as a negative amount.

https://www.twilio.com/docs/voice/api/call-resource: `price` is null until the call is rated, and covers the connection alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from shared.domain.calls import CallEvent
from shared.domain.money import Money
from shared.providers.forms import nameless
from shared.providers.refusals import NotUnderstood

_SID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_UNIT = re.compile(r"[A-Z]{3}")
_MOST = Decimal(10) ** 7


def read(body: bytes) -> CallEvent:
    """The answer that `pricer.ask` keeps. Raises NotUnderstood. Another price is another event: it takes the place of the earlier one."""
    try:
        said = json.loads(body)
        sid, price = said["sid"], price_of(said)
        if not _SID.fullmatch(sid):
            raise ValueError("price_unreadable")
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotUnderstood("price_unreadable", key=nameless(body), type="cost") from error
    return CallEvent(key_of(sid, price), "cost", sid, None, None, None, None, cost=price, cost_of="call")


def price_of(said: Mapping[str, Any]) -> Money:
    """What is asked for a call or a message. Raises ValueError, TypeError, KeyError."""
    try:
        amount, unit = abs(Decimal(said["price"])), said["price_unit"]
    except InvalidOperation as error:
        raise ValueError("price_unreadable") from error
    if not (_UNIT.fullmatch(unit) and amount.is_finite() and amount < _MOST):
        raise ValueError("price_unreadable")
    return Money(amount, unit)


def key_of(sid: str, price: Money) -> str:
    return f"price:{sid}:{price.amount:f}:{price.currency}"
