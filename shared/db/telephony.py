"""Calls and messages as providers tell of them: deliveries stored before they are applied, and prices that come later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from shared.db.connection import Connection, rows, value
from shared.db.event_json import event_json
from shared.db.storable import jsonb

if TYPE_CHECKING:
    from shared.domain.calls import CallEvent
    from shared.domain.messages import MessageEvent


@dataclass(frozen=True, slots=True)
class Delivery:
    """A stored delivery that is due for another try; `body` is byte for byte what the provider sent."""

    id: UUID
    provider: str
    type: str
    headers: dict[str, str]
    body: bytes
    attempts: int


@dataclass(frozen=True, slots=True)
class StoredDelivery:
    """A delivery that was applied once; `body` is byte for byte what the provider sent."""

    id: UUID
    integration_id: UUID
    provider: str
    key: str
    type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What became of one call: `events` were told again, `kept` could not be and stay; `changed` if its row was not right."""

    outcome: Literal["rebuilt", "unknown", "anonymised"]
    events: int
    kept: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Unpriced:
    """A call or message about whose price its provider is to be asked. `key_id` names the master key that sealed the credential."""

    company_id: UUID
    integration_id: UUID
    provider: str
    provider_id: str
    key_id: str


def take_delivery(
    conn: Connection,
    *,
    integration_id: UUID,
    event: CallEvent | MessageEvent | None,
    key: str,
    type: str,  # noqa: A002 - the word of the field, as in CallEvent
    headers: Mapping[str, str],
    body: bytes,
    arrived_at: datetime | None = None,
) -> Literal["applied", "seen", "kept"]:
    """Store a verified delivery and apply it; one without an event is kept for job_inbox. It arrived now, unless it waited.

    Raises NotFound("integration_not_found"), DatabaseUnavailable.
    """
    outcome: Literal["applied", "seen", "kept"] = value(
        conn,
        "select backend.take_delivery(%s, %s, %s, %s, %s, %s, %s) as value",
        (integration_id, key, type, jsonb(headers), body, event and jsonb(event_json(event)), arrived_at),
    )
    return outcome


def close_abandoned_calls(conn: Connection, *, limit: int) -> int:
    """End and settle up to `limit` calls of whose end nobody told us; returns how many."""
    closed: int = value(conn, "select backend.close_abandoned_calls(%s) as value", (limit,))
    return closed


def claim_deliveries(conn: Connection, *, limit: int) -> list[Delivery]:
    """Take up to `limit` due deliveries for a minute; nobody else gets them meanwhile."""
    return [Delivery(**each) for each in rows(conn, "select * from backend.claim_deliveries(%s)", (limit,))]


def apply_delivery(
    conn: Connection, *, delivery_id: UUID, event: CallEvent | MessageEvent
) -> Literal["applied", "kept", "buried"]:
    """Try a claimed delivery again."""
    outcome: Literal["applied", "kept", "buried"] = value(
        conn, "select backend.apply_delivery(%s, %s) as value", (delivery_id, jsonb(event_json(event)))
    )
    return outcome


def fail_delivery(conn: Connection, *, delivery_id: UUID, error: str) -> Literal["kept", "buried"]:
    """Note that a claimed delivery still cannot be understood; `error` is a word, never data of the delivery."""
    outcome: Literal["kept", "buried"] = value(
        conn, "select backend.fail_delivery(%s, %s) as value", (delivery_id, error)
    )
    return outcome


def read_deliveries(
    conn: Connection, *, company_id: UUID, call_id: UUID | None, after: UUID | None, limit: int
) -> list[StoredDelivery]:
    """Up to `limit` applied deliveries of a company, or those that name one of its calls, oldest first, after that one.

    Raises NotFound("company_not_found" | "call_not_found"), DatabaseUnavailable.
    """
    found = rows(conn, "select * from backend.read_deliveries(%s, %s, %s, %s)", (company_id, call_id, after, limit))
    return [StoredDelivery(**each) for each in found]


def rebuild_call(
    conn: Connection,
    *,
    company_id: UUID,
    integration_id: UUID,
    provider_call_id: str,
    events: Sequence[tuple[UUID, CallEvent]],
) -> Rebuilt:
    """Make the events of a call and its provider's columns anew; `events` are ids of deliveries and what they say."""
    told = [{"delivery_id": str(delivery_id), "event": event_json(event)} for delivery_id, event in events]
    outcome = value(
        conn,
        "select backend.rebuild_call(%s, %s, %s, %s) as value",
        (company_id, integration_id, provider_call_id, jsonb(told)),
    )
    return Rebuilt(**outcome)


def rebuild_message(conn: Connection, *, company_id: UUID, delivery_id: UUID, event: MessageEvent) -> bool:
    """Tell once more what an applied delivery says of a message; True if its row was not there, or behind."""
    changed: bool = value(
        conn,
        "select backend.rebuild_message(%s, %s, %s) as value",
        (company_id, delivery_id, jsonb(event_json(event))),
    )
    return changed


def unpriced_calls(conn: Connection, *, providers: Sequence[str], period_seconds: int, limit: int) -> list[Unpriced]:
    """Calls of these providers about whose price it is time to ask, for a run every `period_seconds`; longest over first."""
    found = rows(conn, "select * from backend.unpriced_calls(%s, %s, %s)", (list(providers), period_seconds, limit))
    return [Unpriced(*each.values()) for each in found]


def unpriced_messages(conn: Connection, *, providers: Sequence[str], period_seconds: int, limit: int) -> list[Unpriced]:
    """Messages of these providers about whose price it is time to ask, as `unpriced_calls`; the oldest first."""
    found = rows(conn, "select * from backend.unpriced_messages(%s, %s, %s)", (list(providers), period_seconds, limit))
    return [Unpriced(*each.values()) for each in found]
