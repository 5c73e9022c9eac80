"""Notices that wait to be sent, and reviews that wait to be understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from shared.db.connection import Connection, rows, value

Outcome = Literal["sent", "delivered", "retry", "failed"]


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice to send now. `id` is the key a provider is given, so that a second try sends nothing twice.

    `channel` is in_app, email, sms or whatsapp; `recipient` customer, member or address. `address` is an email address
    or E.164, None in the application. `attempt` names the try when it is settled.
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


def claim_notifications(conn: Connection, *, limit: int) -> list[Notice]:
    """Take up to `limit` due notices for a minute; nobody else gets them meanwhile."""
    return [Notice(**each) for each in rows(conn, "select * from backend.claim_notifications(%s)", (limit,))]


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
