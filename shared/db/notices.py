"""Notices that wait to be sent, and reviews that wait to be understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from shared.db.connection import Connection, rows, value
from shared.db.storable import storable

Outcome = Literal["sent", "delivered", "retry", "failed"]
Sentiment = Literal["positive", "neutral", "negative", "mixed"]


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice to send now. `id` is the key a provider is given, so that a second try sends nothing twice.

    `channel` is in_app, email, sms or whatsapp; `recipient` customer, member or address. `address` is an email address
    or E.164, None in the application. `attempt` names the try when it is settled. `sent_from` is the number, name or address
    that it is sent from, over the connection that the rest tells of; all of them None where the company has none for that.
    """

    id: UUID
    company_id: UUID
    channel: str
    recipient: str
    profile_id: UUID | None
    customer_id: UUID | None
    address: str | None = field(repr=False)
    template: str
    language: str
    subject: str | None = field(repr=False)
    body: str = field(repr=False)
    attempt: int
    sent_from: str | None
    integration_id: UUID | None
    provider: str | None
    webhook_token: str | None = field(repr=False)
    key_id: str | None
    config: Mapping[str, object] | None = field(repr=False)


def claim_notifications(conn: Connection, *, channels: Sequence[str], limit: int) -> list[Notice]:
    """Take up to `limit` due notices of these channels for a minute; nobody else gets them meanwhile."""
    found = rows(conn, "select * from backend.claim_notifications(%s, %s)", (list(channels), limit))
    return [Notice(**each) for each in found]


def record_sent_message(
    conn: Connection,
    *,
    notification_id: UUID,
    attempt: int,
    integration_id: UUID,
    provider_message_id: str,
    from_address: str,
) -> str:
    """Note that a provider took a claimed notice as this message; returns the notice's status.

    Raises as settle_notification does.
    """
    status: str = value(
        conn,
        "select backend.record_sent_message(%s, %s, %s, %s, %s) as value",
        (notification_id, attempt, integration_id, provider_message_id, from_address),
    )
    return status


def settle_notification(
    conn: Connection, *, notification_id: UUID, attempt: int, outcome: Outcome, error: str | None = None
) -> str:
    """Say how a claimed notice fared and return its status; `error` is a word, never what a provider wrote.

    Raises NotFound("notification_not_found"), Conflict("notification_not_claimed"), Invalid("outcome_unknown").
    """
    status: str = value(
        conn,
        "select backend.settle_notification(%s, %s, %s, %s) as value",
        (notification_id, attempt, outcome, error),
    )
    return status


@dataclass(frozen=True, slots=True)
class Review:
    """A review to analyse. `rating` is 1 to 5 stars; `language` is ISO 639-1, None if nobody knows."""

    id: UUID
    company_id: UUID
    rating: int
    comment: str = field(repr=False)
    language: str | None
    attempt: int


def claim_reviews(conn: Connection, *, limit: int) -> list[Review]:
    """Take up to `limit` reviews to analyse, for five minutes at first; nobody else gets them meanwhile."""
    return [Review(**each) for each in rows(conn, "select * from backend.claim_reviews(%s)", (limit,))]


def record_review_insight(
    conn: Connection, *, review_id: UUID, model: str, sentiment: Sentiment, topics: Sequence[str], summary: str
) -> UUID:
    """Keep what a model made of a review; the same model again replaces it. Raises NotFound("review_not_found")."""
    insight: UUID = value(
        conn,
        "select backend.record_review_insight(%s, %s, %s, %s, %s) as value",
        (review_id, storable(model), sentiment, [storable(topic) for topic in topics], storable(summary)),
    )
    return insight
