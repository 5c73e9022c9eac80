"""What takes a person's time besides appointments: it keeps a slot from being offered, and says where it collides."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.conftest import ActAs
from tests.support.calls import BERLIN, DENTIST_OWNER, HAIRCUT, MARIA, SALON, SALON_INTEGRATION, SALON_OWNER, THOMAS
from tests.support.database import Connection, Database

TUESDAY = datetime(2027, 3, 2, tzinfo=BERLIN)


def free(db: Connection, day: datetime, *, staff: UUID = MARIA) -> set[str]:
    rows = db.execute(
        """select f.start_time from public.branches b, private.free_slots(b.company_id, b.id, %s, %s, %s, %s, %s) f
           where b.company_id = %s""",
        (HAIRCUT, staff, day, day + timedelta(days=1), day - timedelta(days=7), SALON),
    ).fetchall()
    return {f"{row['start_time'].astimezone(BERLIN):%H:%M}" for row in rows}


def block(
    db: Connection, start: datetime, until: datetime, *, staff: UUID = MARIA, kind: str = "meeting", **more: object
) -> UUID:
    row: dict[str, object] = {
        "company_id": SALON, "staff_id": staff, "type": kind, "starts_at": start, "ends_at": until, **more,
    }  # fmt: skip
    made = db.execute(
        f"insert into public.calendar_blocks ({', '.join(row)}) values ({', '.join(['%s'] * len(row))}) returning id".encode(),
        tuple(row.values()),
    ).fetchone()
    assert made
    return UUID(str(made["id"]))


def appoint(
    db: Connection, start: datetime, *, staff: UUID = MARIA, status: str = "scheduled", minutes: int = 30
) -> UUID:
    made = db.execute(
        """with c as (insert into public.customers (company_id, last_name) values (%(company)s, 'X') returning id)
           insert into public.appointments (company_id, branch_id, customer_id, staff_id, service_id, appointment_code,
             start_time, end_time, status, held_until, source, currency)
           select b.company_id, b.id, c.id, %(staff)s, %(service)s, private.new_appointment_code(b.company_id), %(start)s, %(end)s,
             %(status)s::public.appointment_status, case when %(status)s = 'held' then now() + interval '3 minutes' end, 'admin', 'EUR'
           from public.branches b, c where b.company_id = %(company)s returning id""",
        {"company": SALON, "staff": staff, "service": HAIRCUT, "start": start, "end": start + timedelta(minutes=minutes), "status": status},
    ).fetchone()  # fmt: skip
    assert made
    return UUID(str(made["id"]))


def conflict(db: Connection, block_id: UUID) -> UUID | None:
    row = db.execute(
        "select conflicts_with_appointment_id as id, is_conflict from public.calendar_blocks where id = %s", (block_id,)
    ).fetchone()
    assert row
    assert row["is_conflict"] == (row["id"] is not None)
    return UUID(str(row["id"])) if row["id"] else None


def at(hour: int, minute: int = 0) -> datetime:
    return TUESDAY.replace(hour=hour, minute=minute)


def test_a_meeting_takes_its_time_from_the_one_person_and_nobody_else(db: Connection) -> None:
    before = free(db, TUESDAY)
    block(db, at(10), at(11))
    assert before - free(db, TUESDAY) == {"09:45", "10:00", "10:15", "10:30", "10:45"}
    assert free(db, TUESDAY, staff=THOMAS) == before


def test_the_buffer_of_a_service_keeps_its_distance_from_a_block_too(db: Connection) -> None:
    db.execute("update public.services set buffer_after_minutes = 15 where id = %s", (HAIRCUT,))
    block(db, at(10), at(11))
    left = free(db, TUESDAY)
    assert "09:30" not in left
    assert {"09:15", "11:00"} <= left


@pytest.mark.parametrize(("sunday", "gone"), [
    (datetime(2027, 3, 28, tzinfo=BERLIN), {"03:00"}),
    (datetime(2027, 10, 31, tzinfo=BERLIN), {"02:00"}),
])  # fmt: skip
def test_a_block_in_the_night_of_a_time_change_takes_the_instants_it_covers(
    db: Connection, sunday: datetime, gone: set[str]
) -> None:
    """One hour from 01:00 UTC: in spring the hour that begins at three, in autumn the second hour from two."""
    db.execute("update public.companies set slot_step_minutes = 60 where id = %s", (SALON,))
    db.execute(
        "insert into public.working_hours (company_id, staff_id, weekday, opens, closes) values (%s, %s, 7, '00:00', '05:00')",
        (SALON, MARIA),
    )
    before = free(db, sunday)
    start = datetime.fromisoformat(f"{sunday:%Y-%m-%d}T01:00:00+00:00")
    block(db, start, start + timedelta(hours=1))
    assert before - free(db, sunday) == gone


def test_a_block_that_lands_on_an_appointment_is_kept_and_marked_until_one_of_them_moves(db: Connection) -> None:
    appointment = appoint(db, at(10))
    outside = block(db, at(10, 15), at(12), kind="busy", source="google_calendar", external_id="event-1")
    assert conflict(db, outside) == appointment
    db.execute("update public.calendar_blocks set starts_at = %s where id = %s", (at(10, 30), outside))
    assert conflict(db, outside) is None
    db.execute("update public.appointments set start_time = %s, end_time = %s where id = %s", (at(11), at(11, 30), appointment))  # fmt: skip
    assert conflict(db, outside) == appointment
    db.execute("update public.appointments set staff_id = %s where id = %s", (THOMAS, appointment))
    assert conflict(db, outside) is None
    db.execute("update public.calendar_blocks set staff_id = %s where id = %s", (THOMAS, outside))
    assert conflict(db, outside) == appointment


@pytest.mark.parametrize("ending", ["cancelled", "completed", "no_show"])
def test_a_conflict_ends_with_the_appointment_and_passes_to_the_next_one(db: Connection, ending: str) -> None:
    first, second = appoint(db, at(10)), appoint(db, at(11))
    absence = block(db, at(9), at(18), kind="absence")
    assert conflict(db, absence) == first
    db.execute("update public.appointments set status = %s::public.appointment_status where id = %s", (ending, first))
    assert conflict(db, absence) == second
    db.execute("delete from public.appointments where id = %s", (second,))
    assert conflict(db, absence) is None


def test_a_hold_is_no_conflict_and_the_appointment_it_becomes_is(db: Connection) -> None:
    held = appoint(db, at(10), status="held")
    absence = block(db, at(9), at(18), kind="absence")
    assert conflict(db, absence) is None
    db.execute("update public.appointments set status = 'confirmed', held_until = null where id = %s", (held,))
    assert conflict(db, absence) == held


def test_nobody_can_say_of_a_block_that_it_collides_or_does_not(db: Connection, act_as: ActAs) -> None:
    appointment, elsewhere = appoint(db, at(10)), appoint(db, at(14))
    absence = block(db, at(9), at(12), kind="absence")
    for claimed in (None, elsewhere):
        with act_as("service_role"):
            db.execute("update public.calendar_blocks set conflicts_with_appointment_id = %s where id = %s", (claimed, absence))  # fmt: skip
        assert conflict(db, absence) == appointment


def test_a_block_entered_while_somebody_books_is_marked_when_both_are_through(database: Database) -> None:
    """The block waits for the booking's lock on the person, and then sees what it could not see before."""
    with database.connect() as booking, database.connect() as calendar:
        entered: list[UUID] = []
        with booking.transaction():
            booking.execute("select from public.staff where id = %s for no key update", (MARIA,))
            appointment = appoint(booking, at(10))
            waiting = threading.Thread(
                target=lambda: entered.append(block(calendar, at(9), at(12), kind="absence")), daemon=True
            )
            waiting.start()
            wait_until_somebody_waits(database)
        waiting.join(10)
        assert conflict(calendar, entered[0]) == appointment


def wait_until_somebody_waits(database: Database) -> None:
    with database.connect() as watcher:
        for _ in range(100_000):
            row = watcher.execute(
                "select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
            ).fetchone()
            if row and row["n"]:
                return
    raise AssertionError("nobody waited")


def test_a_member_enters_changes_and_removes_absences_and_meetings(db: Connection, act_as: ActAs) -> None:
    with act_as(SALON_OWNER):
        mine = block(db, at(9), at(12), kind="absence", title="Zahnarzt")
        db.execute("update public.calendar_blocks set ends_at = %s, type = 'meeting' where id = %s", (at(11), mine))
        assert db.execute("delete from public.calendar_blocks where id = %s", (mine,)).rowcount == 1


def test_a_busy_time_from_outside_is_the_systems_own(db: Connection, act_as: ActAs) -> None:
    outside = block(db, at(9), at(12), kind="busy", source="google_calendar", external_id="event-1")
    mine = block(db, at(13), at(14))
    with act_as(SALON_OWNER):
        assert db.execute("update public.calendar_blocks set title = 'frei' where id = %s", (outside,)).rowcount == 0
        assert db.execute("delete from public.calendar_blocks where id = %s", (outside,)).rowcount == 0
        for attempt in (
            lambda: db.execute("update public.calendar_blocks set type = 'busy' where id = %s", (mine,)),
            lambda: block(db, at(15), at(16), kind="busy"),
            lambda: block(db, at(15), at(16), source="google_calendar", external_id="event-2"),
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
                attempt()
    row = db.execute(
        "select type::text, title, source from public.calendar_blocks where id = %s", (outside,)
    ).fetchone()
    assert row == {"type": "busy", "title": None, "source": "google_calendar"}


def test_a_viewer_reads_the_calendar_and_writes_nothing_there(db: Connection, act_as: ActAs) -> None:
    db.execute("insert into public.company_members (company_id, profile_id, role) values (%s, %s, 'viewer')", (SALON, DENTIST_OWNER))  # fmt: skip
    mine = block(db, at(13), at(14))
    with act_as(DENTIST_OWNER):
        seen = db.execute("select id from public.calendar_blocks").fetchall()
        assert [row["id"] for row in seen] == [mine]
        assert db.execute("delete from public.calendar_blocks").rowcount == 0
        assert db.execute("update public.calendar_blocks set title = 'x'").rowcount == 0
        with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
            block(db, at(15), at(16))


@pytest.mark.parametrize(("rule", "row"), [
    ("calendar_blocks_end_after_start", {"ends_at": at(9)}),
    ("calendar_blocks_within_the_calendar", {"ends_at": "infinity"}),
    ("calendar_blocks_busy_is_from_outside", {"kind": "busy"}),
    ("calendar_blocks_busy_is_from_outside", {"source": "google_calendar", "external_id": "x"}),
    ("calendar_blocks_busy_is_from_outside", {"external_id": "x"}),
    ("calendar_blocks_busy_is_from_outside", {"kind": "busy", "source": "google_calendar"}),
    ("calendar_blocks_source_plain", {"kind": "busy", "source": "Google", "external_id": "x"}),
    ("calendar_blocks_title_not_endless", {"title": "x" * 301}),
])  # fmt: skip
def test_an_impossible_block_is_refused_by_the_rule_it_breaks(db: Connection, rule: str, row: dict[str, Any]) -> None:
    fields: dict[str, Any] = {"start": at(9), "until": at(10)}
    fields["until"] = row.get("ends_at", fields["until"])
    with pytest.raises(psycopg.errors.CheckViolation) as refused, db.transaction():
        block(db, fields["start"], fields["until"], **{k: v for k, v in row.items() if k != "ends_at"})
    assert refused.value.diag.constraint_name == rule
    left = db.execute("select count(*) as n from public.calendar_blocks").fetchone()
    assert left == {"n": 0}


def test_an_outside_event_is_kept_once_per_company_and_calendar(db: Connection) -> None:
    block(db, at(9), at(10), kind="busy", source="google_calendar", external_id="event-1")
    block(db, at(9), at(10), kind="busy", source="outlook", external_id="event-1")
    with pytest.raises(psycopg.errors.UniqueViolation, match="calendar_blocks_one_per_external_id"), db.transaction():
        block(db, at(13), at(14), kind="busy", source="google_calendar", external_id="event-1", staff=THOMAS)


def test_a_cal_com_booking_is_kept_once_and_read_but_not_written_by_people(db: Connection, act_as: ActAs) -> None:
    insert = """insert into public.calcom_bookings (company_id, integration_id, appointment_id, uid, status, start_time, end_time, raw)
                values (%s, %s, %s, 'uid-1', 'accepted', %s, %s, '{}') returning id"""
    appointment = appoint(db, at(10))
    row = (SALON, SALON_INTEGRATION, appointment, at(10), at(10, 30))
    with act_as("service_role"):
        db.execute(insert, row)
    with pytest.raises(psycopg.errors.UniqueViolation, match="calcom_bookings_one_per_uid"), db.transaction():
        db.execute(insert, row)
    with act_as(SALON_OWNER):
        assert db.execute("select status from public.calcom_bookings").fetchall() == [{"status": "accepted"}]
        for verb in ("update public.calcom_bookings set status = 'cancelled'", "delete from public.calcom_bookings"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
                db.execute(verb.encode())
        with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
            db.execute(insert, (SALON, SALON_INTEGRATION, None, at(12), at(13)))
    db.execute("delete from public.appointments where id = %s", (appointment,))
    left = db.execute("select company_id, appointment_id, status from public.calcom_bookings").fetchall()
    assert left == [{"company_id": SALON, "appointment_id": None, "status": "accepted"}]


def test_a_cal_com_booking_points_at_an_appointment_of_its_own_company_only(db: Connection) -> None:
    for pointed in ({"integration": uuid4(), "appointment": None}, {"integration": SALON_INTEGRATION, "appointment": uuid4()}):  # fmt: skip
        with pytest.raises(psycopg.errors.ForeignKeyViolation), db.transaction():
            db.execute(
                """insert into public.calcom_bookings (company_id, integration_id, appointment_id, uid, status, start_time, end_time, raw)
                   values (%s, %s, %s, 'uid-1', 'accepted', %s, %s, '{}')""",
                (SALON, pointed["integration"], pointed["appointment"], at(10), at(11)),
            )
