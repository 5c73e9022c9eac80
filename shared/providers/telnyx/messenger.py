"""Telnyx's messages: SMS and WhatsApp that come in, and how those fare that went out.

Events as https://developers.telnyx.com/docs/messaging/messages/receiving-webhooks has them. An event that is not answered
within two seconds is sent again, three times in all, under the same `data.id`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from shared.domain.calls import Direction
from shared.domain.messages import Medium, MessageEvent, MessageStatus
from shared.domain.money import Money
from shared.providers.forms import nameless
from shared.providers.refusals import NotUnderstood
from shared.providers.telnyx.instants import CALL_ID, instant
from shared.providers.telnyx.telephone import is_genuine, kept_headers

__all__ = ["CONTENT_TYPE", "TAKEN", "is_genuine", "kept_headers", "status"]

CONTENT_TYPE = "application/json"
TAKEN = "{}"  # Whatever is answered is not read.

STATUSES = {
    "queued": MessageStatus.QUEUED,
    "sending": MessageStatus.QUEUED,
    "sent": MessageStatus.SENT,
    # Its carrier will never say more.
    "delivery_unconfirmed": MessageStatus.SENT,
    "delivered": MessageStatus.DELIVERED,
    "sending_failed": MessageStatus.FAILED,
    "delivery_failed": MessageStatus.FAILED,
    "read": MessageStatus.READ,
}
# Of a message by WhatsApp `to` is a plain text, and the event alone says where it stands.
_BY_EVENT = {"message.sent": "sent", "message.read": "read"}
_CHANNELS: dict[object, Literal["sms", "whatsapp"]] = {"SMS": "sms", "MMS": "sms", "WHATSAPP": "whatsapp"}
_OPT_OUT: dict[object, Literal["stop", "start"]] = {"STOP": "stop", "START": "start"}
_ADDRESS = re.compile(r"\+[1-9][0-9]{6,14}|(?!\+)[A-Za-z0-9 ._&-]{1,50}")
_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_ERROR = re.compile(r"[A-Za-z0-9_.-]{1,50}")
_MEDIUM = re.compile(r"https://[^\s\"<>]{1,500}")
_CONTENT_TYPE = re.compile(r"[a-z0-9]+/[A-Za-z0-9.+-]{1,100}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_MOST_COST = Decimal(10) ** 7
MAX_MEDIA = 10


def status(body: bytes) -> MessageEvent:
    """A message came in, or one that went out moved on. Raises NotUnderstood."""
    try:
        data = json.loads(body, parse_float=Decimal)["data"]
        name, kind, payload = data["id"], data["event_type"], data["payload"]
        if not CALL_ID.fullmatch(name):
            raise ValueError("event_nameless")
        return _read(f"event:{name}", kind, payload, data.get("occurred_at"))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NotUnderstood(_word(error), key=nameless(body), type="message") from error


def _read(key: str, kind: str, payload: dict[str, Any], occurred_at: str | None) -> MessageEvent:
    """Raises ValueError with a word of ours, or what reading something of another shape raises."""
    message_id, channel = payload["id"], _CHANNELS.get(payload.get("type"))
    if not isinstance(message_id, str) or not _ID.fullmatch(message_id):
        raise ValueError("message_missing")
    if channel is None:
        raise ValueError("channel_unknown")
    to = payload["to"]
    first = to[0] if isinstance(to, list) and to else {"phone_number": to}
    at = instant(occurred_at) if occurred_at is not None else None
    recipient = _address(first.get("phone_number"))
    if kind == "message.received":
        return MessageEvent(
            key=key,
            type="message",
            provider_message_id=message_id,
            channel=channel,
            direction=Direction.INBOUND,
            status=MessageStatus.RECEIVED,
            from_address=_sender(payload),
            to_address=recipient,
            text=_text(payload) or "",
            opt_out=_OPT_OUT.get(payload.get("autoresponse_type")),
            media=_media(payload.get("media")),
            cost=_cost(payload.get("cost")),
            occurred_at=at,
        )
    said = first.get("status") or _BY_EVENT.get(kind)
    if kind not in ("message.sent", "message.finalized", "message.read") or said not in STATUSES:
        raise ValueError("status_unknown")
    where = MessageStatus.READ if kind == "message.read" else STATUSES[said]
    return MessageEvent(
        key=key,
        type="message_status",
        provider_message_id=message_id,
        channel=channel,
        direction=Direction.OUTBOUND,
        status=where,
        from_address=_sender(payload),
        to_address=recipient,
        text=_text(payload),
        error=_error(payload.get("errors"), said) if where is MessageStatus.FAILED else None,
        cost=_cost(payload.get("cost")),
        occurred_at=at,
    )


def _sender(payload: Mapping[str, Any]) -> str:
    """Who writes by WhatsApp may hide the number; a name of the provider's stands for it then."""
    said = payload.get("from")
    number = said.get("phone_number") if isinstance(said, dict) else said
    return _address(number or (payload.get("body") or {}).get("from_user_id"))


def _address(said: object) -> str:
    if not isinstance(said, str) or not _ADDRESS.fullmatch(said):
        raise ValueError("address_unreadable")
    return said


def _text(payload: Mapping[str, Any]) -> str | None:
    said = payload.get("text")
    if said is None and isinstance(payload.get("body"), dict):
        said = (payload["body"].get("text") or {}).get("body")
    return said if isinstance(said, str) else None


def _media(said: object) -> tuple[Medium, ...]:
    sent = [each for each in said if isinstance(each, dict)] if isinstance(said, list) else []
    media = [Medium(str(each.get("url")), str(each.get("content_type"))) for each in sent[:MAX_MEDIA]]
    return tuple(each for each in media if _MEDIUM.fullmatch(each.url) and _CONTENT_TYPE.fullmatch(each.content_type))


def _error(said: object, otherwise: str) -> str:
    code = str(said[0].get("code")) if isinstance(said, list) and said and isinstance(said[0], dict) else ""
    return code if _ERROR.fullmatch(code) else otherwise


def _cost(said: object) -> Money | None:
    """None where it is not known yet. Raises ValueError("cost_unreadable")."""
    if not isinstance(said, dict) or said.get("amount") is None:
        return None
    try:
        amount, currency = Decimal(str(said["amount"])), str(said.get("currency"))
    except InvalidOperation as error:
        raise ValueError("cost_unreadable") from error
    if not amount.is_finite() or not 0 <= amount < _MOST_COST or not _CURRENCY.fullmatch(currency):
        raise ValueError("cost_unreadable")
    return Money(amount, currency)


def _word(error: Exception) -> str:
    """Ours; those of other parsers may quote what was sent."""
    said = str(error)
    return said if re.fullmatch(r"[a-z]+_[a-z]+", said) else "event_unreadable"
