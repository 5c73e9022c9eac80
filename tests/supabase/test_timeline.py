"""The timeline of a customer: every contact has one line, whoever made it and however often it is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import psycopg
import pytest

from shared.domain.calls import CallStatus
from tests.conftest import ActAs
from tests.support.calls import (
    BERLIN,
    HAIRCUT,
    MARIA,
    SALON,
    SALON_INTEGRATION,
    SALON_OWNER,
    THOMAS,
    coming_tuesday,
    ring,
    whole_call,
)
from tests.support.care import make_customer, make_member
from tests.support.database import Connection, Database
from tests.support.rest import Rest

START = datetime(2030, 1, 8, 10, tzinfo=BERLIN)


def one(db: Connection, query: str, *parameters: object) -> dict[str, object]:
    row = db.execute(query.encode(), parameters or None).fetchone()
    assert row is not None, query
    return row


def lines(db: Connection, customer: UUID) -> list[tuple[object, object]]:
    """Type and event of each line but the first contact, as they were written."""
    rows = db.execute(
        """select type::text, event from public.customer_interactions
           where customer_id = %s and type <> 'initial_contact' order by ctid""",
        (customer,),
    ).fetchall()
    return [(row["type"], row["event"]) for row in rows]


def make_call(db: Connection, customer: UUID | None, status: str = "ringing") -> UUID:
    made = one(
        db,
        """insert into public.calls (company_id, integration_id, provider, provider_call_id, status, customer_id, currency)
           values (%s, %s, 'twilio', gen_random_uuid()::text, %s, %s, 'EUR') returning id""",
        SALON, SALON_INTEGRATION, status, customer,
    )["id"]  # fmt: skip
    assert isinstance(made, UUID)
    return made


def make_appointment(db: Connection, customer: UUID, status: str = "confirmed", source: str = "phone") -> UUID:
    made = one(
        db,
        """insert into public.appointments (company_id, branch_id, customer_id, staff_id, service_id, appointment_code, start_time, end_time,
             status, held_until, source, currency)
           select %s, b.id, %s, %s, %s, '000001', %s, %s, %s, case when %s = 'held' then now() + interval '3 minutes' end, %s, 'EUR'
           from public.branches b where b.company_id = %s and b.is_primary returning id""",
        SALON, customer, MARIA, HAIRCUT, START, START + timedelta(minutes=30), status, status, source, SALON,
    )["id"]  # fmt: skip
    assert isinstance(made, UUID)
    return made


def test_a_whole_call_leaves_one_line_for_each_thing_that_happened(database: Database) -> None:
    call = whole_call(database)
    call.status(CallStatus.COMPLETED, 95, sequence=1)
    rows = database.all("""
        select i.type::text, i.event, i.channel, i.call_id is not null as of_call, i.appointment_id is not null as of_appointment
        from public.customer_interactions i join public.customers c on c.id = i.customer_id and c.full_name = 'Karla Kundin' order by i.ctid""")
    assert [tuple(row.values()) for row in rows] == [
        ("initial_contact", None, "phone", False, False),
        ("appointment", "booked", "phone", True, True),
        ("message", None, "phone", True, False),
        ("call", "completed", "phone", True, False),
    ]
    started = database.one(
        "select i.occurred_at = c.started_at as same from public.customer_interactions i join public.calls c on c.id = i.call_id and i.type = 'call'"
    )
    assert started["same"]


def test_a_hold_that_lapses_leaves_nothing(database: Database) -> None:
    call = ring(database)
    call.hold(coming_tuesday(10))
    call.hold(coming_tuesday(11))
    call.status(CallStatus.COMPLETED, 20)
    rows = database.all("select type::text as type from public.customer_interactions order by ctid")
    assert [row["type"] for row in rows] == ["initial_contact", "call"]


def test_a_caller_who_withholds_the_number_appears_once_there_is_something_to_keep(database: Database) -> None:
    call = ring(database, caller=None)
    call.status(CallStatus.COMPLETED, 20)
    assert database.all("select * from public.customer_interactions") == []
    call.message("Bitte zurückrufen.", "+4915255509999")
    rows = database.all("select i.type::text from public.customer_interactions i order by i.type")
    assert [row["type"] for row in rows] == ["initial_contact", "call", "message"]


@pytest.mark.parametrize("end", ["completed", "failed", "busy", "no_answer", "cancelled"])
def test_however_a_call_ends_it_is_told_once(db: Connection, end: str) -> None:
    customer = make_customer(db)
    call = make_call(db, customer)
    db.execute("update public.calls set status = 'in_progress' where id = %s", (call,))
    assert lines(db, customer) == []
    for _ in range(3):
        db.execute("update public.calls set status = %s, summary = 'x' where id = %s", (end, call))
        db.execute("update public.calls set satisfaction = 5, customer_id = customer_id where id = %s", (call,))
    assert lines(db, customer) == [("call", end)]


def test_a_call_taken_in_when_it_is_over_already_is_told_too(db: Connection) -> None:
    customer = make_customer(db)
    make_call(db, customer, "no_answer")
    assert lines(db, customer) == [("call", "no_answer")]


def test_a_call_that_was_somebody_elses_moves_to_them_with_what_was_said(db: Connection) -> None:
    mother, daughter = make_customer(db, "Mutter"), make_customer(db, "Tochter")
    call = make_call(db, mother)
    db.execute(
        "insert into public.customer_interactions (company_id, customer_id, call_id, type, content) values (%s, %s, %s, 'message', 'Rückruf')",
        (SALON, mother, call),
    )
    db.execute("update public.calls set status = 'completed' where id = %s", (call,))
    db.execute("update public.calls set customer_id = %s where id = %s", (daughter, call))
    assert lines(db, mother) == []
    assert sorted(map(str, lines(db, daughter))) == ["('call', 'completed')", "('message', None)"]


def test_every_turn_of_an_appointment_is_told_and_no_standstill_is(db: Connection) -> None:
    customer = make_customer(db)
    appointment = make_appointment(db, customer)
    for change in (
        "internal_notes = 'x'",
        "status = 'confirmed'",
        "start_time = start_time",
        "start_time = start_time + interval '1 day', end_time = end_time + interval '1 day'",
        f"staff_id = '{THOMAS}'",
        "status = 'cancelled'",
        "cancellation_reason = 'krank'",
    ):
        db.execute(f"update public.appointments set {change} where id = %s".encode(), (appointment,))
    assert lines(db, customer) == [("appointment", each) for each in ("booked", "moved", "moved", "cancelled")]
    starts = db.execute(
        "select appointment_start from public.customer_interactions where event in ('booked', 'moved') order by ctid"
    ).fetchall()
    assert [row["appointment_start"] for row in starts] == [START, START + timedelta(days=1), START + timedelta(days=1)]


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("held", "confirmed", ["booked"]),
        ("held", "cancelled", []),
        ("scheduled", "completed", ["booked", "completed"]),
        ("confirmed", "no_show", ["booked", "no_show"]),
        ("completed", None, ["completed"]),
        ("cancelled", None, ["cancelled"]),
    ],
)
def test_an_appointment_is_told_from_the_moment_it_is_one(
    db: Connection, first: str, then: str | None, told: list[str]
) -> None:
    customer = make_customer(db)
    appointment = make_appointment(db, customer, first)
    if then:
        db.execute("alter table public.appointments disable trigger _200_status_moves_by_its_table")
        db.execute("update public.appointments set status = %s, held_until = null where id = %s", (then, appointment))
    assert [event for _, event in lines(db, customer)] == told


@pytest.mark.parametrize(
    ("source", "channel"), [("phone", "phone"), ("walk_in", "in_person"), ("calcom", "web"), ("web", "web")]
)
def test_a_line_says_by_which_way_the_appointment_came(db: Connection, source: str, channel: str) -> None:
    make_appointment(db, make_customer(db), source=source)
    assert one(db, "select channel from public.customer_interactions where type = 'appointment'")["channel"] == channel


def test_an_appointment_given_to_another_customer_takes_its_lines_along(db: Connection) -> None:
    wrong, right = make_customer(db, "Falsch"), make_customer(db, "Richtig")
    appointment = make_appointment(db, wrong)
    db.execute("update public.appointments set customer_id = %s where id = %s", (right, appointment))
    assert (lines(db, wrong), lines(db, right)) == ([], [("appointment", "booked")])


def test_a_deleted_appointment_leaves_its_history(db: Connection) -> None:
    customer = make_customer(db)
    appointment = make_appointment(db, customer)
    db.execute("delete from public.appointments where id = %s", (appointment,))
    line = one(
        db, "select company_id, appointment_id, event from public.customer_interactions where type = 'appointment'"
    )
    assert line == {"company_id": SALON, "appointment_id": None, "event": "booked"}


@pytest.mark.parametrize("channel", ["sms", "whatsapp", "email"])
def test_a_message_is_told_once_it_is_out(db: Connection, channel: str) -> None:
    customer = make_customer(db)
    message = one(
        db,
        """insert into public.message_logs (company_id, customer_id, channel, direction, body, status, currency)
           values (%s, %s, %s, 'outbound', 'Bis morgen!', 'queued', 'EUR') returning id""",
        SALON, customer, channel,
    )["id"]  # fmt: skip
    assert lines(db, customer) == []
    for status in ("sent", "sent", "delivered", "read"):
        db.execute("update public.message_logs set status = %s where id = %s", (status, message))
    assert lines(db, customer) == [("correspondence", "outbound")]
    line = one(
        db, "select channel, message_log_id, content from public.customer_interactions where type = 'correspondence'"
    )
    assert line == {"channel": channel, "message_log_id": message, "content": None}


def test_a_message_that_came_in_is_told_and_one_that_failed_is_not(db: Connection) -> None:
    customer = make_customer(db)
    for direction, status in (("inbound", "received"), ("outbound", "failed")):
        db.execute(
            """insert into public.message_logs (company_id, customer_id, channel, direction, body, status, currency)
               values (%s, %s, 'sms', %s, 'x', %s, 'EUR')""",
            (SALON, customer, direction, status),
        )
    assert lines(db, customer) == [("correspondence", "inbound")]


def test_a_note_stands_on_the_timeline_and_says_there_what_it_says_here(db: Connection, act_as: ActAs) -> None:
    customer = make_customer(db)
    with act_as(make_member(db)):
        db.execute(
            "insert into public.customer_notes (company_id, customer_id, body) values (%s, %s, 'Trinkt Tee.')",
            (SALON, customer),
        )
        db.execute("update public.customer_notes set body = 'Trinkt Kaffee.'")
        db.execute("update public.customer_notes set is_pinned = true")
        assert lines(db, customer) == [("note", None)]
        assert (
            one(db, "select content from public.customer_interactions where type = 'note'")["content"]
            == "Trinkt Kaffee."
        )
        db.execute("delete from public.customer_notes")
    assert lines(db, customer) == []


@pytest.mark.parametrize("kind", ["call", "message", "appointment", "correspondence", "lead", "initial_contact"])
def test_people_write_notes_only_the_rest_is_told_by_what_happened(db: Connection, act_as: ActAs, kind: str) -> None:
    customer = make_customer(db)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(SALON_OWNER):
        db.execute(
            "insert into public.customer_interactions (company_id, customer_id, type, content) values (%s, %s, %s, 'erfunden')",
            (SALON, customer, kind),
        )
    assert lines(db, customer) == []


def test_the_timeline_reads_over_rest_with_what_it_points_at(rest: Rest, database: Database) -> None:
    whole_call(database)
    client = rest.signed_in("owner@salon-lindenbluete.example", "test-owner-password")
    found = (
        client.table("customer_interactions")
        .select("type, event, call:calls(duration_seconds), appointment:appointments(status)")
        .eq("company_id", str(SALON)).in_("type", ["call", "appointment"]).order("type").execute().data
    )  # fmt: skip
    assert [(row["type"], row["event"]) for row in found if isinstance(row, dict)] == [
        ("call", "completed"),
        ("appointment", "booked"),
    ]
    assert next(row["call"] for row in found if isinstance(row, dict)) == {"duration_seconds": 95}
