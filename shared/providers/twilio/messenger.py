"""Twilio's messages: SMS and WhatsApp that come in, and how those fare that went out.

Fields as https://www.twilio.com/docs/messaging/guides/webhook-request and
https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks have them. Callbacks carry no
instant that could be relied on, and no price: who wants to know it asks (message_pricer).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Literal

from shared.domain.calls import Direction
from shared.domain.messages import Medium, MessageEvent, MessageStatus
from shared.providers.forms import Form, nameless, read_form
from shared.providers.refusals import NotUnderstood
from shared.providers.twilio.prices import key_of, price_of
from shared.providers.twilio.telephone import CONTENT_TYPE, TAKEN, is_genuine, kept_headers

__all__ = ["CONTENT_TYPE", "TAKEN", "is_genuine", "kept_headers", "status"]

STATUSES = {
    "accepted": MessageStatus.QUEUED,
    "scheduled": MessageStatus.QUEUED,
    "queued": MessageStatus.QUEUED,
    "sending": MessageStatus.QUEUED,
    "sent": MessageStatus.SENT,
    "delivered": MessageStatus.DELIVERED,
    "undelivered": MessageStatus.FAILED,
    "failed": MessageStatus.FAILED,
    "canceled": MessageStatus.FAILED,
    "read": MessageStatus.READ,
}
MAX_MEDIA = 10

_OPT_OUT: dict[str, Literal["stop", "start"]] = {"STOP": "stop", "START": "start"}
_SID = re.compile(r"(?:SM|MM)[A-Za-z0-9]{1,62}")
# A number, a short code, or a name; `whatsapp:` before it names the channel.
_ADDRESS = re.compile(r"(?:(?P<channel>[a-z]+):)?(?P<address>\+[1-9][0-9]{6,14}|(?!\+)[A-Za-z0-9 ._&-]{1,50})")
_MEDIUM = re.compile(r"https://[^\s\"<>]{1,500}")
_CONTENT_TYPE = re.compile(r"[a-z0-9]+/[A-Za-z0-9.+-]{1,100}")
# What swallowed its neighbour keeps the signature, but not its own form (see `forms.is_plain`).
_FORMATS = (
    ("AccountSid", re.compile(r"AC[A-Za-z0-9]{1,64}")),
    ("ApiVersion", re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")),
    ("ErrorCode", re.compile(r"[0-9]{1,6}")),
    ("NumMedia", re.compile(r"[0-9]{1,3}")),
    ("NumSegments", re.compile(r"[0-9]{1,3}")),
)


def status(body: bytes) -> MessageEvent:
    """A message came in, or one that went out moved on. Raises NotUnderstood.

    What cannot be read is kept by its content: the genuine delivery of the same name may be still to come.
    """
    try:
        if body[:1] == b"{":
            # Not sent to us but fetched for its price, and read again when a message is rebuilt.
            return _priced(json.loads(body))
        return _read(read_form(body))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotUnderstood(_word(error), key=nameless(body), type="message") from error


def _read(form: Form) -> MessageEvent:
    """Raises ValueError with a word of ours, or another's."""
    sid = form.get("MessageSid")
    if not _SID.fullmatch(sid):
        raise ValueError("message_missing")
    for name, pattern in _FORMATS:
        if form.get(name) and not pattern.fullmatch(form.get(name)):
            raise ValueError("field_unreadable")
    (sender_by, sender), (recipient_by, recipient) = _address(form.get("From")), _address(form.get("To"))
    channel: Literal["sms", "whatsapp"] = "whatsapp" if "whatsapp" in (sender_by, recipient_by) else "sms"
    if not {sender_by, recipient_by} <= {"", channel}:
        raise ValueError("channel_unknown")
    said = form.get("MessageStatus") or form.get("SmsStatus")
    if said in ("received", "receiving"):
        return MessageEvent(
            key=f"message:{sid}",
            type="message",
            provider_message_id=sid,
            channel=channel,
            direction=Direction.INBOUND,
            status=MessageStatus.RECEIVED,
            from_address=sender,
            to_address=recipient,
            text=form.get("Body"),
            opt_out=_OPT_OUT.get(form.get("OptOutType")),
            media=_media(form),
        )
    if said not in STATUSES:
        raise ValueError("status_unknown")
    failed = STATUSES[said] is MessageStatus.FAILED
    return MessageEvent(
        key=f"message:{sid}:{said}",
        type="message_status",
        provider_message_id=sid,
        channel=channel,
        direction=Direction.OUTBOUND,
        status=STATUSES[said],
        from_address=sender,
        to_address=recipient,
        error=(form.get("ErrorCode") or said) if failed else None,
    )


def _priced(said: Mapping[str, Any]) -> MessageEvent:
    """Raises ValueError, TypeError, KeyError."""
    sid, price = said["sid"], price_of(said)
    if not _SID.fullmatch(sid):
        raise ValueError("message_missing")
    inbound = said["direction"] == "inbound"
    (sender_by, sender), (recipient_by, recipient) = _address(said["from"]), _address(said["to"])
    return MessageEvent(
        key=key_of(sid, price),
        type="message_status",
        provider_message_id=sid,
        channel="whatsapp" if "whatsapp" in (sender_by, recipient_by) else "sms",
        direction=Direction.INBOUND if inbound else Direction.OUTBOUND,
        status=MessageStatus.RECEIVED if inbound else STATUSES[said["status"]],
        from_address=sender,
        to_address=recipient,
        cost=price,
    )


def _address(text: str) -> tuple[str, str]:
    """The channel named before an address, and the address."""
    found = _ADDRESS.fullmatch(text)
    if not found:
        raise ValueError("address_unreadable")
    return found["channel"] or "", found["address"]


def _media(form: Form) -> tuple[Medium, ...]:
    sent = ((form.get(f"MediaUrl{n}"), form.get(f"MediaContentType{n}")) for n in range(MAX_MEDIA))
    return tuple(Medium(url, kind) for url, kind in sent if _MEDIUM.fullmatch(url) and _CONTENT_TYPE.fullmatch(kind))


def _word(error: Exception) -> str:
    """Ours; those of other parsers may quote what was sent."""
    said = str(error)
    return said if re.fullmatch(r"[a-z]+_[a-z]+", said) else "form_unreadable"
