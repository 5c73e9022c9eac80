"""Customers, appointments and notices as a test needs them, and what was told of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from psycopg.types.json import Jsonb

from tests.support.calls import (
    BERLIN,
    HAIRCUT,
    MARIA,
    SALON,
)
from tests.support.database import Connection

EMAIL = ["email"]
ANY_DAY = datetime(2025, 3, 4, 13, 30, tzinfo=UTC)


def value(db: Connection, query: str, *parameters: object) -> Any:
    row = db.execute(query.encode(), parameters or None).fetchone()
    assert row
    return next(iter(row.values()))


def make_customer(db: Connection, company: UUID = SALON, **columns: object) -> UUID:
    columns = {"company_id": company, "first_name": "Karla", "last_name": "Kundin"} | columns
    found: UUID = value(
        db,
        f"insert into public.customers ({', '.join(columns)}) values ({', '.join(['%s'] * len(columns))}) returning id",
        *columns.values(),
    )
    return found


def make_appointment(
    db: Connection, customer: UUID, *, status: str = "confirmed", days: int = 3, **more: object
) -> UUID:
    start = datetime.now(BERLIN).replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=days)
    columns: dict[str, object] = {
        "company_id": SALON, "customer_id": customer, "staff_id": MARIA, "service_id": HAIRCUT, "status": status,
        "appointment_code": f"{uuid4().int % 1000000:06}", "start_time": start, "end_time": start + timedelta(minutes=30),
        "source": "web", "currency": "EUR",
        "held_until": start if status == "held" else None,
        "branch_id": value(db, "select id from public.branches where company_id = %s and is_primary", SALON),
    } | more  # fmt: skip
    found: UUID = value(
        db,
        f"insert into public.appointments ({', '.join(columns)}) values ({', '.join(['%s'] * len(columns))}) returning id",
        *columns.values(),
    )
    return found


def notify(db: Connection, template: str, recipient: dict[str, object], payload: object = None, **more: Any) -> Any:
    return value(
        db,
        "select private.notify(%s, %s, %s, %s, %s, coalesce(%s, now()))",
        more.get("company", SALON),
        template,
        Jsonb({key: str(each) for key, each in recipient.items()}),
        Jsonb(payload or {}),
        more.get("key", str(uuid4())),
        more.get("at"),
    )


def notice(db: Connection, notification_id: object) -> dict[str, Any]:
    row = db.execute("select * from public.notifications where id = %s", (notification_id,)).fetchone()
    assert row
    return row


def told(db: Connection) -> list[tuple[str, str, str]]:
    rows = db.execute(
        "select template, channel::text, coalesce(subject, '') as subject from public.notifications order by created_at, send_once_key"
    ).fetchall()
    return [(row["template"], row["channel"], row["subject"]) for row in rows]
