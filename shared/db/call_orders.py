"""Calls that go out: ordered under a key, placed once, and ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from shared.db.connection import Connection, rows, value

if TYPE_CHECKING:
    from shared.domain.business import Business


@dataclass(frozen=True, slots=True)
class CallOrder:
    """A call that is to be made: over which number and provider, and what became of it.

    `is_new` to one asker only, who is told of the `business`, too. `config` is the integration's, `key_id` names the master
    key that sealed its credential, `customer_name` is who is rung, as far as that is known.
    """

    id: UUID
    is_new: bool
    status: Literal["ordered", "placed", "failed"]
    error: str | None
    call_id: UUID | None
    from_number: str
    integration_id: UUID
    provider: str
    webhook_token: str
    key_id: str
    config: dict[str, Any]
    customer_name: str | None
    business: Business | None


@dataclass(frozen=True, slots=True)
class CallToEnd:
    """At whom to end a call, and under which id."""

    provider_call_id: str
    is_over: bool
    company_id: UUID
    integration_id: UUID
    provider: str
    key_id: str | None


def order_call(
    conn: Connection,
    *,
    actor_id: UUID | None,
    company_id: UUID,
    order_key: str,
    to_number: str,
    phone_number_id: UUID | None,
) -> CallOrder:
    """Keep the order of a call, once per key; `actor_id` None is a program that was let in for the company.

    Raises NotFound("company_not_found" | "number_not_found"), Forbidden("role_too_low"), Conflict("opted_out" |
    "customer_blocked" | "outside_calling_hours" | "order_key_used"), Invalid("number_is_own" | "country_not_served") and
    Refusal("balance_empty").
    """
    # Who ends a call, or repeats an order, reads no business.
    from shared.db.turns import business_of

    found = rows(
        conn,
        "select * from backend.order_call(%s, %s, %s, %s, %s)",
        (actor_id, company_id, order_key, to_number, phone_number_id),
    )
    business = found[0]["business"]
    return CallOrder(**found[0] | {"business": business_of(business) if business else None})


def place_call(conn: Connection, *, order_id: UUID, provider_call_id: str) -> UUID | None:
    """Note that the provider took an ordered call; returns our call. Raises NotFound("order_not_found")."""
    call_id: UUID | None = value(conn, "select backend.place_call(%s, %s) as value", (order_id, provider_call_id))
    return call_id


def fail_call_order(conn: Connection, *, order_id: UUID, error: str) -> None:
    """Note why an ordered call was not made, as one word."""
    value(conn, "select backend.fail_call_order(%s, %s) as value", (order_id, error))


def call_to_end(conn: Connection, *, actor_id: UUID | None, company_id: UUID | None, call_id: UUID) -> CallToEnd:
    """At whom to end a call. Raises NotFound("call_not_found"), Forbidden("role_too_low")."""
    return CallToEnd(**rows(conn, "select * from backend.call_to_end(%s, %s, %s)", (actor_id, company_id, call_id))[0])
