"""Slots and appointments: what is offered can be booked, what is booked is gone, whatever happens at once."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.db import connection
from shared.db.refusals import Conflict
from shared.domain.calls import CallStatus
from shared.domain.tools import Booked, Held, Refused
from tests.support.calls import BERLIN, COLOURING, HAIRCUT, MARIA, SALON, THOMAS, coming_tuesday, ring
from tests.support.database import Connection, Database


def free(
    db: Connection,
    start: datetime,
    until: datetime,
    *,
    now: datetime,
    service: UUID = HAIRCUT,
    staff: UUID | None = None,
) -> list[datetime]:
    rows = db.execute(
        """select f.start_time from public.branches b, private.free_slots(b.company_id, b.id, %s, %s, %s, %s, %s) f
           where b.company_id = %s order by 1""",
        (service, staff, start, until, now, SALON),
    ).fetchall()
    return [row["start_time"].astimezone(BERLIN) for row in rows]


def test_a_day_is_offered_from_opening_to_the_last_start_that_ends_in_time(db: Connection) -> None:
    tuesday = datetime(2027, 3, 2, tzinfo=BERLIN)
    starts = free(db, tuesday, tuesday + timedelta(days=1), now=tuesday - timedelta(days=7), staff=MARIA)
    assert (starts[0].hour, starts[0].minute) == (9, 0)
    assert (starts[-1].hour, starts[-1].minute) == (17, 30)
    assert len(starts) == 35
    assert {start.minute % 15 for start in starts} == {0}


def test_a_long_service_ends_its_day_earlier_and_only_whoever_does_it(db: Connection) -> None:
    tuesday = datetime(2027, 3, 2, tzinfo=BERLIN)
    week_before = tuesday - timedelta(days=7)
    starts = free(db, tuesday, tuesday + timedelta(days=1), now=week_before, service=COLOURING)
    assert (starts[-1].hour, starts[-1].minute) == (16, 0)
    assert free(db, tuesday, tuesday + timedelta(days=1), now=week_before, service=COLOURING, staff=THOMAS) == []


def test_closed_days_absences_and_own_hours_count(db: Connection) -> None:
    tuesday = datetime(2027, 3, 2, tzinfo=BERLIN)
    day = (tuesday, tuesday + timedelta(days=1))
    now = tuesday - timedelta(days=7)
    db.execute(
        "insert into public.working_hours (company_id, staff_id, weekday, opens, closes) values (%s, %s, 2, '10:10', '12:00')",
        (SALON, MARIA),
    )
    assert [f"{s:%H:%M}" for s in free(db, *day, now=now, staff=MARIA)] == [
        "10:15",
        "10:30",
        "10:45",
        "11:00",
        "11:15",
        "11:30",
    ]
    db.execute(
        "insert into public.closures (company_id, staff_id, starts_on, ends_on) values (%s, %s, '2027-03-01', '2027-03-05')",
        (SALON, MARIA),
    )
    assert free(db, *day, now=now, staff=MARIA) == []
    assert free(db, *day, now=now, staff=THOMAS) != []
    db.execute(
        "insert into public.closures (company_id, starts_on, ends_on) values (%s, '2027-03-02', '2027-03-02')", (SALON,)
    )
    assert free(db, *day, now=now) == []


def test_notice_and_advance_bound_what_is_offered(db: Connection) -> None:
    tuesday = datetime(2027, 3, 2, 10, 5, tzinfo=BERLIN)
    starts = free(db, tuesday, tuesday + timedelta(hours=2), now=tuesday, staff=MARIA)
    assert f"{starts[0]:%H:%M}" == "11:15"
    far = free(db, tuesday + timedelta(days=88), tuesday + timedelta(days=100), now=tuesday, staff=MARIA)
    assert {start.date() for start in far} == {date(2027, 5, 29)}


@pytest.mark.parametrize(("sunday", "hours", "starts"), [
    (date(2027, 3, 28), ("01:00", "04:00"), ["01:00", "01:30", "03:00", "03:30"]),
    (date(2027, 10, 31), ("01:00", "04:00"), ["01:00", "01:30", "02:00", "02:30", "03:00", "03:30"]),
])  # fmt: skip
def test_the_nights_of_the_time_change_offer_only_times_that_exist(
    db: Connection, sunday: date, hours: tuple[str, str], starts: list[str]
) -> None:
    db.execute("update public.companies set slot_step_minutes = 30 where id = %s", (SALON,))
    db.execute(
        "insert into public.working_hours (company_id, staff_id, weekday, opens, closes) values (%s, %s, 7, %s, %s)",
        (SALON, MARIA, *hours),
    )
    midnight = datetime(sunday.year, sunday.month, sunday.day, tzinfo=BERLIN)
    found = free(db, midnight, midnight + timedelta(days=1), now=midnight - timedelta(days=3), staff=MARIA)
    assert [f"{start:%H:%M}" for start in found] == starts


def test_buffers_keep_their_distance(db: Connection) -> None:
    db.execute("update public.services set buffer_after_minutes = 15 where id = %s", (HAIRCUT,))
    customer = db.execute(
        "insert into public.customers (company_id, last_name) values (%s, 'X') returning id", (SALON,)
    ).fetchone()
    assert customer
    tuesday = datetime(2027, 3, 2, tzinfo=BERLIN)
    db.execute("""insert into public.appointments (company_id, branch_id, customer_id, staff_id, service_id, appointment_code, start_time, end_time,
                    buffer_after_minutes, source, currency)
                  select %s, b.id, %s, %s, %s, '000001', %s, %s, 15, 'admin', 'EUR' from public.branches b where b.company_id = %s""",
               (SALON, customer["id"], MARIA, HAIRCUT, tuesday.replace(hour=10), tuesday.replace(hour=10, minute=30), SALON))  # fmt: skip
    starts = {
        f"{s:%H:%M}" for s in free(db, tuesday, tuesday.replace(hour=12), now=tuesday - timedelta(days=3), staff=MARIA)
    }
    assert starts & {"09:15", "10:45"} == {"09:15", "10:45"}
    assert starts & {"09:30", "09:45", "10:00", "10:15", "10:30"} == set()


def test_what_is_offered_can_be_booked_and_nothing_else(database: Database) -> None:
    call = ring(database)
    day = coming_tuesday(0)
    offered = set(call.slots(day, day + timedelta(days=1), staff=MARIA))
    minute_by_quarter = [day + timedelta(minutes=5 * n) for n in range(12 * 24)]
    with database.connect() as conn:
        for start in minute_by_quarter:
            answer = call.hold(start, staff=MARIA)
            assert isinstance(answer, Held) == (start in offered), start
            conn.execute("delete from public.appointments where status = 'held'")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    wishes=st.lists(
        st.tuples(st.integers(0, 40), st.sampled_from([HAIRCUT, COLOURING]), st.sampled_from([MARIA, None])),
        min_size=1,
        max_size=12,
    )
)
def test_offer_and_booking_agree_whatever_is_booked_before(
    database: Database, wishes: list[tuple[int, object, object]]
) -> None:
    with database.connect() as conn:
        conn.execute("update public.calls set appointment_id = null")
        conn.execute("delete from public.appointments")
    call = ring(database)
    for quarter, service, staff in wishes:
        start = coming_tuesday(8) + timedelta(minutes=15 * quarter)
        offered = start in call.slots(start, start + timedelta(seconds=1), service=service, staff=staff)  # type: ignore[arg-type]
        answer = call.book(start, service=service, staff=staff)  # type: ignore[arg-type]
        if offered:
            assert isinstance(answer, Booked)
        # Not on offer is a refusal, but for the same wish once more, which finds what it booked.
        elif isinstance(answer, Booked):
            assert wishes.count((quarter, service, staff)) > 1


def test_a_hold_keeps_the_slot_for_its_caller_and_lapses(database: Database) -> None:
    first, second = ring(database, caller="+4915255501201"), ring(database, caller="+4915255501202")
    start = coming_tuesday(10)
    assert isinstance(first.hold(start, staff=MARIA), Held)
    assert start not in second.slots(start, start + timedelta(minutes=1), staff=MARIA)
    assert isinstance(second.book(start, staff=MARIA), Refused)
    with database.connect() as conn:
        conn.execute("update public.appointments set held_until = now() - interval '1 second' where status = 'held'")
    assert start in second.slots(start, start + timedelta(minutes=1), staff=MARIA)
    assert isinstance(second.book(start, staff=MARIA), Booked)
    assert isinstance(first.book(start, staff=MARIA), Refused)


def test_every_turn_prolongs_the_callers_hold(database: Database) -> None:
    call = ring(database)
    call.hold(coming_tuesday(10))
    with database.connect() as conn:
        conn.execute("update public.appointments set held_until = now() + interval '5 seconds' where status = 'held'")
    call.turn(1)
    row = database.one("select held_until > now() + interval '2 minutes' as prolonged from public.appointments")
    assert row["prolonged"]


def test_a_caller_holds_one_slot_at_a_time_and_booking_takes_it_over(database: Database) -> None:
    call = ring(database)
    call.hold(coming_tuesday(10), staff=MARIA)
    call.hold(coming_tuesday(11), staff=MARIA)
    booked = call.book(coming_tuesday(11), staff=MARIA)
    assert isinstance(booked, Booked)
    rows = database.all(
        "select status::text, start_time, appointment_code as code, held_until from public.appointments"
    )
    assert rows == [{"status": "confirmed", "start_time": coming_tuesday(11), "code": booked.code, "held_until": None}]


def test_a_refusal_names_the_reason_and_the_nearest(database: Database) -> None:
    call = ring(database)
    start = coming_tuesday(10)
    ring(database, caller="+4915255501203").book(start, staff=MARIA)
    taken = call.book(start, staff=MARIA)
    assert isinstance(taken, Refused)
    assert taken.code == "slot_taken"
    assert [slot.start.astimezone(BERLIN).strftime("%H:%M") for slot in taken.nearest] == ["09:15", "09:30", "10:30"]
    soon = datetime.now(BERLIN).replace(second=0) + timedelta(minutes=5)
    answers = [
        (call.book(coming_tuesday(20)), "outside_hours"),
        (call.book(start, service=COLOURING, staff=THOMAS), "not_offered"),
        (call.book(soon), "too_soon"),
        (call.book(start + timedelta(weeks=20)), "too_far_ahead"),
        (call.book(start, service=SALON), "service_not_found"),
        (call.book(start + timedelta(minutes=5), staff=THOMAS), "slot_taken"),
    ]
    assert [answer.code for answer, _ in answers if isinstance(answer, Refused)] == [code for _, code in answers]


@pytest.mark.parametrize("person", [MARIA, None], ids=["one person", "anybody"])
def test_the_same_tool_call_twice_and_at_once_books_once(database: Database, person: UUID | None) -> None:
    call = ring(database)
    answers: list[object] = []

    def book() -> None:
        call_again = ring(database, answered=False)
        call_again.id = call.id
        answers.append(call_again.book(coming_tuesday(10), staff=person))
        connection.disconnect()

    threads = [threading.Thread(target=book) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert len(set(answers)) == 1
    assert isinstance(answers[0], Booked)
    assert database.one("select count(*) as n from public.appointments")["n"] == 1


@pytest.mark.parametrize("person", [MARIA, None], ids=["one person", "anybody"])
def test_of_many_callers_for_one_slot_as_many_win_as_there_are_people(database: Database, person: object) -> None:
    rivals = 24
    start = coming_tuesday(15)
    calls = [ring(database, caller=f"+49152555012{n:02}") for n in range(rivals)]
    outcomes: Counter[str] = Counter()
    together = threading.Barrier(rivals)

    def race(n: int) -> None:
        calls[n].voice = connection.connect(database.url("fn_voice"))
        together.wait()
        answer = calls[n].book(start, staff=person)  # type: ignore[arg-type]
        outcomes[answer.code if isinstance(answer, Refused) else "booked"] += 1
        connection.disconnect()

    threads = [threading.Thread(target=race, args=(n,)) for n in range(rivals)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    people = 1 if person else 2
    assert outcomes == {"booked": people, "slot_taken": rivals - people}


def test_a_call_that_is_over_books_nothing_and_its_hold_ends(database: Database) -> None:
    call = ring(database)
    call.hold(coming_tuesday(10))
    call.status(CallStatus.COMPLETED, 30)
    with pytest.raises(Conflict, match="call_not_live"):
        call.book(coming_tuesday(10))
    assert database.all("select * from public.appointments") == []


def test_a_withheld_number_books_too(database: Database) -> None:
    call = ring(database, caller=None)
    assert isinstance(call.book(coming_tuesday(10)), Booked)
    row = database.one("select c.phone_normalized, c.total_appointments from public.customers c")
    assert row == {"phone_normalized": None, "total_appointments": 1}


def test_overlap_is_refused_by_the_table_itself(db: Connection) -> None:
    customer = db.execute(
        "insert into public.customers (company_id, last_name) values (%s, 'X') returning id", (SALON,)
    ).fetchone()
    assert customer
    insert = """
        insert into public.appointments (company_id, branch_id, customer_id, staff_id, appointment_code, start_time, end_time, status, held_until, source, currency)
        select %s, b.id, %s, %s, %s, %s, %s, %s, %s, 'admin', 'EUR' from public.branches b where b.company_id = %s"""
    start = datetime(2027, 3, 2, 10, tzinfo=ZoneInfo("UTC"))

    def put(code: str, at: datetime, status: str = "scheduled") -> None:
        with db.transaction():
            db.execute(
                insert,
                (
                    SALON,
                    customer["id"],
                    MARIA,
                    code,
                    at,
                    at + timedelta(minutes=30),
                    status,
                    at if status == "held" else None,
                    SALON,
                ),
            )

    put("000001", start)
    put("000002", start + timedelta(minutes=30))
    put("000003", start, "cancelled")
    for status in ("held", "pending", "confirmed"):
        with pytest.raises(psycopg.errors.ExclusionViolation):
            put("000004", start + timedelta(minutes=15), status)


def test_a_customers_statistics_follow_their_appointments(database: Database) -> None:
    call = ring(database)
    call.book(coming_tuesday(10))
    with database.connect() as conn:
        conn.execute("update public.appointments set status = 'completed', actual_revenue = 30")
        stats = conn.execute(
            "select total_appointments, completed_appointments, cancelled_appointments, total_spent::float, last_appointment_at from public.customers"
        ).fetchone()
    assert stats == {
        "total_appointments": 1,
        "completed_appointments": 1,
        "cancelled_appointments": 0,
        "total_spent": 30.0,
        "last_appointment_at": coming_tuesday(10),
    }
