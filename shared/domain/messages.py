"""What a message by SMS or WhatsApp looks like inside the house, whichever provider carries it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from shared.domain.calls import Direction
from shared.domain.money import Money

# What the inbox calls a delivery about a message.
MESSAGE_TYPES = frozenset({"message", "message_status"})


class MessageStatus(StrEnum):
    """Where a message stands, in the order it goes through. Who has read it has got it, whatever else was said."""

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    READ = "read"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture or sound that lies with the provider."""

    url: str
    content_type: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to send. `id` is ours; `sent_from` a number in E.164, a name, or an email address, as `channel` has it.

    `config` is what the company says of its connection, such as the host of a mail server.
    """

    id: UUID
    channel: str
    sent_from: str
    to: str = field(repr=False)
    text: str = field(repr=False)
    subject: str | None = field(default=None, repr=False)
    config: Mapping[str, object] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class MessageEvent:
    """One thing a provider told us about one message: it came in (status received), or one that went out moved on.

    `key` is the natural idempotency key within the integration; `type` is "message" or "message_status". Addresses are
    E.164, or what the provider calls a sender without a number. `text` is None where the event does not repeat it.
    `opt_out` is set where the provider itself understood that no more is wanted ("stop"), or more again ("start").
    `error` is the provider's code or word. `cost` is what the provider asks for the message; a later word takes the place
    of an earlier one.
    """

    key: str
    type: Literal["message", "message_status"]
    provider_message_id: str
    channel: Literal["sms", "whatsapp"]
    direction: Direction
    status: MessageStatus
    from_address: str
    to_address: str
    text: str | None = None
    opt_out: Literal["stop", "start"] | None = None
    media: tuple[Medium, ...] = ()
    error: str | None = None
    cost: Money | None = None
    occurred_at: datetime | None = None

    def __post_init__(self) -> None:
        if (self.status is MessageStatus.RECEIVED) != (self.direction is Direction.INBOUND):
            raise ValueError("what comes in is received, and nothing else is")
