"""Somebody of the salon at the computer, and what a test looks up of their appointments."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.support.calls import (
    BERLIN,
    DENTIST_OWNER,
    HAIRCUT,
    SALON,
    SALON_OWNER,
    coming_tuesday,
)
from tests.support.database import Connection, Database

BOOK = "p_company_id => %(company)s, p_branch_id => %(branch)s, p_customer_id => %(customer)s, p_service_id => %(service)s, p_start => %(start)s"


class Desk:
    """Somebody of the salon at the computer: each method is one RPC in a transaction of its own."""

    def __init__(self, conn: Connection, who: UUID = SALON_OWNER) -> None:
        self.conn = conn
        found = conn.execute("select id from public.branches where company_id = %s and is_primary", (SALON,)).fetchone()
        assert found
        self.branch = found["id"]
        conn.execute("select set_config('request.jwt.claims', %s, false)", (json.dumps({"sub": str(who), "role": "authenticated"}),))  # fmt: skip
        conn.execute("set role authenticated")

    def rpc(self, call: str, **arguments: object) -> Any:
        with self.conn.transaction():
            row = self.conn.execute(f"select public.{call} as value".encode(), arguments).fetchone()
        assert row
        return row["value"]

    def customer(self, name: str = "Karla") -> UUID:
        row = self.conn.execute(
            "insert into public.customers (company_id, first_name) values (%s, %s) returning id", (SALON, name)
        ).fetchone()
        assert row
        return UUID(str(row["id"]))

    def book(
        self,
        customer: UUID,
        start: datetime,
        *,
        staff: UUID | None = None,
        service: UUID = HAIRCUT,
        branch: UUID | None = None,
        **more: object,
    ) -> dict[str, Any]:
        named = "".join(f", p_{name} => %({name})s" for name in more)
        answer = self.rpc(
            f"book_appointment({BOOK}, p_staff_id => %(staff)s{named})",
            company=SALON, branch=branch or self.branch, customer=customer, service=service, start=start, staff=staff, **more,
        )  # fmt: skip
        assert isinstance(answer, dict)
        return answer

    def move(
        self, appointment: object, start: datetime, *, staff: UUID | None = None, override: bool = False
    ) -> dict[str, Any]:
        answer = self.rpc("move_appointment(%(id)s, %(start)s, %(staff)s, %(override)s)", id=appointment, start=start, staff=staff, override=override)  # fmt: skip
        assert isinstance(answer, dict)
        return answer

    def do(self, what: str, appointment: object, *more: object) -> dict[str, Any]:
        places = "".join(f", %(a{n})s" for n in range(len(more)))
        answer = self.rpc(f"{what}(%(id)s{places})", id=appointment, **{f"a{n}": each for n, each in enumerate(more)})
        assert isinstance(answer, dict)
        return answer

    def slots(self, start: datetime, until: datetime, *, staff: UUID | None = None, service: UUID = HAIRCUT) -> list[datetime]:  # fmt: skip
        rows = self.conn.execute(
            "select * from public.find_free_slots(%s, %s, %s, %s, %s, %s, 1000)",
            (SALON, self.branch, service, staff, start, until),
        ).fetchall()
        return [row["start_time"].astimezone(UTC) for row in rows]


def joined(database: Database, conn: Connection, role: str) -> Desk:
    """Somebody of another company who has joined the salon in this role."""
    database.all(
        """insert into public.company_members (company_id, profile_id, role) values (%s, %s, %s::public.member_role)
           on conflict (company_id, profile_id) do update set role = excluded.role returning 1""",
        SALON, DENTIST_OWNER, role,
    )  # fmt: skip
    return Desk(conn, DENTIST_OWNER)


@contextmanager
def refused(word: str, status: str = "PT409") -> Iterator[dict[str, Any]]:
    """Expects this refusal; afterwards the yielded dict holds its detail."""
    detail: dict[str, Any] = {}
    with pytest.raises(psycopg.Error) as caught:
        yield detail
    assert (caught.value.diag.message_primary, caught.value.sqlstate) == (word, status)
    detail.update(json.loads(caught.value.diag.message_detail or "{}"))


def row_of(database: Database, appointment: object) -> dict[str, Any]:
    return database.one("select *, status::text as status, cancelled_by::text as cancelled_by from public.appointments where id = %s", appointment)  # fmt: skip


def local(instant: str | datetime) -> str:
    at = datetime.fromisoformat(instant) if isinstance(instant, str) else instant
    return f"{at.astimezone(BERLIN):%H:%M}"


def long_past(hour: int = 10) -> datetime:
    return coming_tuesday(hour) - timedelta(days=28)


def counted(conn: Connection) -> list[dict[str, Any]]:
    """Customers whose statistics are not what their appointments say."""
    return conn.execute("""
        select c.id from public.customers c left join lateral (
          select count(*) as total, count(*) filter (where status = 'completed') as completed,
            count(*) filter (where status = 'cancelled') as cancelled, count(*) filter (where status = 'no_show') as no_show,
            coalesce(sum(actual_revenue) filter (where status = 'completed'), 0) as spent, min(start_time) as first, max(start_time) as last
          from public.appointments a where a.customer_id = c.id and a.status <> 'held') s on true
        where (c.total_appointments, c.completed_appointments, c.cancelled_appointments, c.no_show_appointments, c.total_spent)
            is distinct from (s.total, s.completed, s.cancelled, s.no_show, s.spent)
          or (c.first_appointment_at, c.last_appointment_at) is distinct from (s.first, s.last)""").fetchall()
