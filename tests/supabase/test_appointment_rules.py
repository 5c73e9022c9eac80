"""Rules of the table of appointments, also for those past the policies, and the statistics that follow it."""

from __future__ import annotations

import itertools
import threading
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.conftest import ActAs
from tests.support.calls import (
    DENTIST,
    MARIA,
    SALON,
    THOMAS,
    coming_tuesday,
)
from tests.support.database import Connection, Database
from tests.support.desk import counted

STATUSES = ("held", "pending", "scheduled", "confirmed", "completed", "cancelled", "no_show")
# What an appointment may become; nothing else happens, whoever asks.
TRANSITIONS = {
    "held": {"pending", "scheduled", "confirmed"},
    "pending": {"scheduled", "confirmed", "completed", "no_show", "cancelled"},
    "scheduled": {"confirmed", "completed", "no_show", "cancelled"},
    "confirmed": {"completed", "no_show", "cancelled"},
    "completed": {"no_show"},
    "no_show": {"completed"},
    "cancelled": set(),
}


def test_the_status_moves_by_its_table_alone(database: Database, act_as: ActAs, db: Connection) -> None:
    customer = db.execute("insert into public.customers (company_id) values (%s) returning id", (SALON,)).fetchone()
    assert customer
    observed: dict[str, set[str]] = {}
    words: set[str | None] = set()
    for n, (before, after) in enumerate(itertools.product(STATUSES, STATUSES)):
        observed.setdefault(before, set())
        made = put(db, customer["id"], coming_tuesday(10) + timedelta(days=n), status=before)
        try:
            with act_as("service_role"):
                db.execute(
                    "update public.appointments set status = %(to)s::public.appointment_status, "
                    "held_until = case when %(to)s = 'held' then now() end where id = %(id)s",
                    {"to": after, "id": made},
                )
            if before != after:
                observed[before].add(after)
        except psycopg.Error as error:
            words.add(error.diag.message_primary)
            left = db.execute("select status::text from public.appointments where id = %s", (made,)).fetchone()
            assert left == {"status": before}
    assert observed == TRANSITIONS
    assert words == {"appointment_not_open"}


def put(
    db: Connection,
    customer: object,
    start: datetime,
    *,
    staff: UUID | None = MARIA,
    status: str = "scheduled",
    **more: object,
) -> UUID:
    columns = "".join(f", {name}" for name in more)
    values = "".join(f", %({name})s" for name in more)
    made = db.execute(
        f"""insert into public.appointments (company_id, branch_id, customer_id, staff_id, appointment_code, start_time, end_time, status, held_until, source, currency{columns})
            select b.company_id, b.id, %(customer)s, %(staff)s, private.new_appointment_code(b.company_id), %(start)s, %(end)s,
              %(status)s::public.appointment_status, case when %(status)s = 'held' then now() + interval '3 minutes' end, 'admin', 'EUR'{values}
            from public.branches b where b.company_id = %(company)s returning id""".encode(),
        {"customer": customer, "staff": staff, "start": start, "end": start + timedelta(minutes=30), "status": status, "company": SALON, **more},
    ).fetchone()  # fmt: skip
    assert made
    return UUID(str(made["id"]))


@pytest.fixture
def customer(db: Connection) -> UUID:
    row = db.execute("insert into public.customers (company_id) values (%s) returning id", (SALON,)).fetchone()
    assert row
    return UUID(str(row["id"]))


def test_who_called_it_off_is_noted_by_the_row_itself(db: Connection, act_as: ActAs, customer: UUID) -> None:
    made = put(db, customer, coming_tuesday(10))
    db.execute("update public.appointments set status = 'cancelled', cancelled_by = 'customer', cancelled_at = '2001-01-01' where id = %s", (made,))  # fmt: skip
    row = db.execute("select cancelled_by::text as by, cancelled_at = now() as at from public.appointments where id = %s", (made,)).fetchone()  # fmt: skip
    assert row == {"by": "customer", "at": True}
    other = put(db, customer, coming_tuesday(10))
    with act_as("service_role"):
        db.execute("update public.appointments set status = 'cancelled' where id = %s", (other,))
    row = db.execute("select cancelled_by::text as by from public.appointments where id = %s", (other,)).fetchone()
    assert row == {"by": "system"}
    with pytest.raises(psycopg.errors.CheckViolation, match="appointments_cancelled_has_its_time"), db.transaction():
        db.execute("update public.appointments set cancelled_at = null where id = %s", (other,))


@pytest.mark.parametrize("status", ["completed", "cancelled", "no_show"])
def test_what_is_over_is_not_moved_by_anybody(db: Connection, act_as: ActAs, customer: UUID, status: str) -> None:
    made = put(db, customer, coming_tuesday(10), status=status)
    for change in (
        "start_time = start_time - interval '1 hour'",
        "end_time = end_time + interval '1 hour'",
        f"staff_id = '{THOMAS}'",
    ):
        with (
            pytest.raises(psycopg.Error, match="appointment_not_open"),
            act_as("service_role"),
            db.transaction(),
        ):
            db.execute(f"update public.appointments set {change} where id = %s".encode(), (made,))
    db.execute("update public.appointments set internal_notes = 'kommt wieder' where id = %s", (made,))
    row = db.execute("select start_time, staff_id from public.appointments where id = %s", (made,)).fetchone()
    assert row == {"start_time": coming_tuesday(10), "staff_id": MARIA}


def test_attack_overlap_by_direct_insert_past_the_policies(db: Connection, act_as: ActAs, customer: UUID) -> None:
    put(db, customer, coming_tuesday(10))
    with pytest.raises(psycopg.errors.ExclusionViolation), act_as("service_role"):
        put_as_service(db, customer)
    assert db.execute("select count(*) as n from public.appointments").fetchone() == {"n": 1}


def put_as_service(db: Connection, customer: UUID) -> None:
    db.execute(
        """insert into public.appointments (company_id, branch_id, customer_id, staff_id, appointment_code, start_time, end_time, source, currency)
           select company_id, branch_id, customer_id, staff_id, '999999', start_time + interval '10 minutes', end_time, 'admin', 'EUR'
           from public.appointments where customer_id = %s""",
        (customer,),
    )


def test_attack_an_appointment_moved_into_another_company(db: Connection, act_as: ActAs, customer: UUID) -> None:
    made = put(db, customer, coming_tuesday(10))
    with pytest.raises(psycopg.Error, match="tenant_moved"), act_as("service_role"):
        db.execute("update public.appointments set company_id = %s where id = %s", (DENTIST, made))
    assert db.execute("select company_id from public.appointments where id = %s", (made,)).fetchone() == {"company_id": SALON}  # fmt: skip


@pytest.mark.parametrize(("rule", "column", "value"), [
    ("appointments_expected_revenue_not_negative", "expected_revenue", "NaN"),
    ("appointments_actual_revenue_not_negative", "actual_revenue", "NaN"),
    ("appointments_actual_revenue_not_negative", "actual_revenue", "-0.01"),
    ("appointments_buffer_before_sensible", "buffer_before_minutes", 481),
    ("appointments_buffer_after_sensible", "buffer_after_minutes", -1),
    ("appointments_title_not_endless", "title", "x" * 301),
    ("appointments_internal_notes_not_endless", "internal_notes", "x" * 4001),
    ("appointments_cancelled_has_its_time", "cancelled_at", "2027-01-01"),
])  # fmt: skip
def test_an_impossible_appointment_is_refused_by_the_rule_it_breaks(
    db: Connection, customer: UUID, rule: str, column: str, value: Any
) -> None:
    with pytest.raises(psycopg.errors.CheckViolation) as caught, db.transaction():
        put(db, customer, coming_tuesday(10), **{column: value})
    assert caught.value.diag.constraint_name == rule
    made = put(db, customer, coming_tuesday(10))
    with pytest.raises(psycopg.errors.CheckViolation, match="appointments_no_longer_than_a_week"), db.transaction():
        db.execute("update public.appointments set end_time = end_time + interval '7 days' where id = %s", (made,))


def test_an_external_booking_is_an_appointment_once(db: Connection, customer: UUID) -> None:
    put(db, customer, coming_tuesday(10), calcom_booking_uid="uid-1", external_id="x-1")
    copies: list[dict[str, Any]] = [{"calcom_booking_uid": "uid-1"}, {"external_id": "x-1"}]
    for same in copies:
        with pytest.raises(psycopg.errors.UniqueViolation), db.transaction():
            put(db, customer, coming_tuesday(12), **same)


def test_an_appointment_given_to_another_customer_counts_there_and_not_here(db: Connection, customer: UUID) -> None:
    other = db.execute("insert into public.customers (company_id) values (%s) returning id", (SALON,)).fetchone()
    assert other
    made = put(db, customer, coming_tuesday(10), status="completed", actual_revenue=20)
    put(db, customer, coming_tuesday(12))
    db.execute("update public.appointments set customer_id = %s where id = %s", (other["id"], made))
    assert counted(db) == []
    rows = db.execute("select total_appointments as n, total_spent from public.customers where id in (%s, %s) order by total_spent", (customer, other["id"])).fetchall()  # fmt: skip
    assert rows == [{"n": 1, "total_spent": 0}, {"n": 1, "total_spent": 20}]


def test_two_bookings_of_one_customer_at_once_are_both_counted(database: Database) -> None:
    with database.connect() as first, database.connect() as second, database.connect() as watcher:
        customer = first.execute("insert into public.customers (company_id) values (%s) returning id", (SALON,)).fetchone()  # fmt: skip
        assert customer
        with first.transaction():
            put(first, customer["id"], coming_tuesday(10), staff=MARIA)
            rival = threading.Thread(
                target=lambda: put(second, customer["id"], coming_tuesday(10), staff=THOMAS), daemon=True
            )
            rival.start()
            while not watcher.execute(
                "select 1 as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
            ).fetchone():
                assert rival.is_alive()
        rival.join(10)
        assert counted(watcher) == []
        assert watcher.execute("select total_appointments as n from public.customers").fetchall() == [{"n": 2}]
