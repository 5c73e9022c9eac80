"""What people do with appointments: book and move them, in every night of the year; the calendar shows it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest

from shared.domain.tools import Booked, Held
from tests.support.calls import (
    BERLIN,
    COLOURING,
    HAIRCUT,
    MARIA,
    SALON,
    SALON_OWNER,
    THOMAS,
    coming_tuesday,
    ring,
)
from tests.support.database import Database
from tests.support.desk import Desk, local, long_past, refused, row_of


def test_what_is_offered_is_booked_for_the_customer_and_gone(database: Database, desk: Desk) -> None:
    start = coming_tuesday(10)
    booked = desk.book(desk.customer(), start, staff=MARIA, customer_notes="Fensterplatz")
    assert {booked["status"], booked["source"], booked["staff_id"]} == {"scheduled", "admin", str(MARIA)}
    assert (booked["expected_revenue"], booked["currency"], booked["customer_notes"]) == (28.0, "EUR", "Fensterplatz")
    assert row_of(database, booked["id"])["end_time"] == start + timedelta(minutes=30)
    assert start not in desk.slots(start, start + timedelta(minutes=1), staff=MARIA)
    assert start in desk.slots(start, start + timedelta(minutes=1), staff=THOMAS)


def test_nobody_named_means_whoever_is_free(desk: Desk) -> None:
    start, customer = coming_tuesday(10), desk.customer()
    people = [desk.book(customer, start)["staff_id"], desk.book(customer, start)["staff_id"]]
    assert people == [str(MARIA), str(THOMAS)]
    with refused("slot_taken") as detail:
        desk.book(customer, start)
    assert {local(slot["start"]) for slot in detail["nearest"]} == {"09:15", "09:30", "10:30"} or detail["nearest"]


def test_a_refusal_names_the_reason_and_the_nearest(database: Database, desk: Desk) -> None:
    start, customer = coming_tuesday(10), desk.customer()
    desk.book(customer, start, staff=MARIA)
    with refused("slot_taken") as detail:
        desk.book(customer, start, staff=MARIA)
    assert [local(slot["start"]) for slot in detail["nearest"]] == ["09:15", "09:30", "10:30"]
    now = datetime.now(BERLIN)
    attempts: list[tuple[Callable[[], object], str, str]] = [
        (lambda: desk.book(customer, coming_tuesday(20)), "outside_hours", "PT409"),
        (lambda: desk.book(customer, start, service=COLOURING, staff=THOMAS), "not_offered", "PT409"),
        (lambda: desk.book(customer, now + timedelta(minutes=5)), "too_soon", "PT409"),
        (lambda: desk.book(customer, now - timedelta(days=3)), "too_soon", "PT409"),
        (lambda: desk.book(customer, start + timedelta(weeks=20)), "too_far_ahead", "PT409"),
        (lambda: desk.book(customer, start, service=uuid4()), "service_not_found", "PT404"),
        (lambda: desk.book(uuid4(), start), "customer_not_found", "PT404"),
        (lambda: desk.book(customer, start, branch=uuid4()), "branch_not_found", "PT404"),
        (lambda: desk.book(customer, start + timedelta(days=4000)), "start_not_sensible", "PT422"),
        (lambda: desk.book(customer, "infinity"), "start_not_sensible", "PT422"),  # type: ignore[arg-type]
        (lambda: desk.book(customer, start, source="phone"), "source_not_for_people", "PT422"),
        (lambda: desk.book(customer, start, override=True), "staff_needed", "PT422"),
    ]
    for attempt, word, status in attempts:
        with refused(word, status):
            attempt()
    assert database.one("select count(*) as n from public.appointments")["n"] == 1


def test_a_person_with_own_hours_is_outside_them_while_the_branch_is_open(database: Database, desk: Desk) -> None:
    database.all(
        "insert into public.working_hours (company_id, staff_id, weekday, opens, closes) values (%s, %s, 2, '10:00', '12:00') returning 1",
        SALON,
        MARIA,
    )
    customer = desk.customer()
    with refused("outside_hours"):
        desk.book(customer, coming_tuesday(15), staff=MARIA)
    assert desk.book(customer, coming_tuesday(15), staff=THOMAS)


def test_an_override_books_outside_hours_and_notice_but_never_over_another(database: Database, desk: Desk) -> None:
    customer = desk.customer()
    evening = desk.book(customer, coming_tuesday(21, 7), staff=MARIA, override=True)
    assert local(evening["start_time"]) == "21:07"
    yesterday = desk.book(customer, long_past(), staff=MARIA, override=True, source="walk_in")
    assert yesterday["source"] == "walk_in"
    with refused("slot_taken") as detail:
        desk.book(customer, coming_tuesday(21, 20), staff=MARIA, override=True)
    assert len(detail["nearest"]) == 3
    with refused("not_offered"):
        desk.book(customer, coming_tuesday(21), staff=THOMAS, service=COLOURING, override=True)
    assert database.one("select count(*) as n from public.appointments")["n"] == 2


def test_a_block_keeps_a_booking_away_unless_it_is_overridden_and_then_says_so(database: Database, desk: Desk) -> None:
    start, customer = coming_tuesday(10), desk.customer()
    desk.conn.execute(
        "insert into public.calendar_blocks (company_id, staff_id, type, starts_at, ends_at) values (%s, %s, 'meeting', %s, %s)",
        (SALON, MARIA, start, start + timedelta(hours=1)),
    )
    with refused("slot_taken"):
        desk.book(customer, start, staff=MARIA)
    booked = desk.book(customer, start, staff=MARIA, override=True)
    mark = database.one("select conflicts_with_appointment_id::text as id, is_conflict from public.calendar_blocks")
    assert mark == {"id": booked["id"], "is_conflict": True}


def test_a_blocked_customer_is_booked_only_by_an_override(database: Database, desk: Desk) -> None:
    customer = desk.customer()
    database.all("update public.customers set is_blocked = true, blocked_reason = 'kam dreimal nicht' where id = %s returning 1", customer)  # fmt: skip
    with refused("customer_blocked"):
        desk.book(customer, coming_tuesday(10), staff=MARIA)
    assert desk.book(customer, coming_tuesday(10), staff=MARIA, override=True)


def test_a_lapsed_hold_gives_way_to_a_booking_and_to_a_move_and_a_live_one_does_not(
    database: Database, desk: Desk
) -> None:
    customer, call = desk.customer(), ring(database)
    lapse = "update public.appointments set held_until = now() - interval '1 second' where status = 'held' returning 1"
    assert isinstance(call.hold(coming_tuesday(10), staff=MARIA), Held)
    with refused("slot_taken"):
        desk.book(customer, coming_tuesday(10), staff=MARIA)
    database.all(lapse)
    mine = desk.book(customer, coming_tuesday(10), staff=MARIA)
    assert isinstance(call.hold(coming_tuesday(11), staff=MARIA), Held)
    with refused("slot_taken"):
        desk.move(mine["id"], coming_tuesday(11))
    database.all(lapse)
    desk.move(mine["id"], coming_tuesday(11))
    left = database.all("select id::text, status::text, start_time from public.appointments")
    assert left == [{"id": mine["id"], "status": "scheduled", "start_time": coming_tuesday(11)}]


def test_a_move_keeps_the_code_and_frees_the_old_time(database: Database, desk: Desk) -> None:
    start = coming_tuesday(10)
    booked = desk.book(desk.customer(), start, staff=MARIA)
    database.all("update public.appointments set reminder_sent_at = now(), confirmation_sent_at = now() returning 1")
    moved = desk.move(booked["id"], start + timedelta(hours=4))
    assert (moved["id"], moved["appointment_code"], moved["staff_id"]) == (booked["id"], booked["appointment_code"], str(MARIA))  # fmt: skip
    assert (moved["reminder_sent_at"], moved["confirmation_sent_at"]) == (None, None)
    free = desk.slots(start, start + timedelta(hours=5), staff=MARIA)
    assert start in free
    assert start + timedelta(hours=4) not in free


def test_an_appointment_does_not_stand_in_its_own_way(desk: Desk) -> None:
    booked = desk.book(desk.customer(), coming_tuesday(10), service=COLOURING)
    assert local(desk.move(booked["id"], coming_tuesday(10, 15))["start_time"]) == "10:15"
    assert local(desk.move(booked["id"], coming_tuesday(10, 15))["start_time"]) == "10:15"


def test_a_move_to_somebody_else_takes_their_time(desk: Desk) -> None:
    start, customer = coming_tuesday(10), desk.customer()
    booked = desk.book(customer, start, staff=MARIA)
    assert desk.move(booked["id"], start, staff=THOMAS)["staff_id"] == str(THOMAS)
    assert desk.slots(start, start + timedelta(minutes=1)) == [start]


def test_a_move_is_refused_as_a_booking_is_and_leaves_the_appointment_where_it_was(
    database: Database, desk: Desk
) -> None:
    start, customer = coming_tuesday(10), desk.customer()
    booked, colour = desk.book(customer, start, staff=MARIA), desk.book(customer, coming_tuesday(13), service=COLOURING)
    desk.book(customer, coming_tuesday(11), staff=MARIA)
    before = row_of(database, booked["id"])
    with refused("slot_taken") as detail:
        desk.move(booked["id"], coming_tuesday(11))
    # Its own time counts as free: it would leave it.
    assert [local(slot["start"]) for slot in detail["nearest"]] == ["10:15", "10:30", "11:30"]
    attempts: list[tuple[Callable[[], object], str, str]] = [
        (lambda: desk.move(booked["id"], coming_tuesday(10, 45), override=True), "slot_taken", "PT409"),
        (lambda: desk.move(booked["id"], coming_tuesday(20)), "outside_hours", "PT409"),
        (lambda: desk.move(booked["id"], datetime.now(BERLIN)), "too_soon", "PT409"),
        (lambda: desk.move(booked["id"], start + timedelta(weeks=20)), "too_far_ahead", "PT409"),
        (lambda: desk.move(colour["id"], coming_tuesday(13), staff=THOMAS), "not_offered", "PT409"),
        (lambda: desk.move(booked["id"], start, staff=uuid4()), "not_offered", "PT409"),
        (lambda: desk.move(uuid4(), start), "appointment_not_found", "PT404"),
        (lambda: desk.move(booked["id"], "-infinity"), "start_not_sensible", "PT422"),  # type: ignore[arg-type]
    ]
    for attempt, word, status in attempts:
        with refused(word, status):
            attempt()
    assert row_of(database, booked["id"]) == before


def test_a_move_by_override_keeps_the_length_and_may_leave_the_hours(desk: Desk) -> None:
    booked = desk.book(desk.customer(), coming_tuesday(10), staff=MARIA)
    moved = desk.move(booked["id"], coming_tuesday(20, 5), override=True)
    assert (local(moved["start_time"]), local(moved["end_time"])) == ("20:05", "20:35")


def test_a_move_for_the_caller_of_a_live_call_passes_over_their_own_hold(database: Database, desk: Desk) -> None:
    """What the voice tools will use: private.relocate with the call."""
    call = ring(database)
    booked = call.book(coming_tuesday(10), staff=MARIA)
    assert isinstance(booked, Booked)
    call.hold(coming_tuesday(11), staff=MARIA)
    moved = database.one(
        """select private.relocate(a.company_id, a.id, %s, null, false, a.call_id) as answer
           from public.appointments a where a.status = 'confirmed'""",
        coming_tuesday(11),
    )["answer"]
    assert moved["appointment"]["appointment_code"] == booked.code
    assert database.all("select status::text, start_time from public.appointments") == [
        {"status": "confirmed", "start_time": coming_tuesday(11)}
    ]


def next_last_sunday(month: int) -> date:
    """The last Sunday of March or October, at least three days ahead."""
    today = datetime.now(BERLIN).date()
    for year in itertools.count(today.year):
        last = date(year, month, 31)
        sunday = last - timedelta(days=last.isoweekday() % 7)
        if sunday > today + timedelta(days=3):
            return sunday
    raise AssertionError


def night_shift(database: Database, opens: str, closes: str) -> None:
    database.all("update public.services set max_advance_days = 730 where id = %s returning 1", HAIRCUT)
    database.all(
        "insert into public.working_hours (company_id, staff_id, weekday, opens, closes) values (%s, %s, 7, %s, %s) returning 1",
        SALON, MARIA, opens, closes,
    )  # fmt: skip


@pytest.mark.parametrize("month", [3, 10], ids=["into summer", "out of summer"])
def test_in_the_night_of_the_time_change_people_book_and_move_what_is_offered(
    database: Database, desk: Desk, month: int
) -> None:
    night_shift(database, "01:00", "04:00")
    sunday, customer = next_last_sunday(month), desk.customer()
    midnight = datetime(sunday.year, sunday.month, sunday.day, tzinfo=BERLIN)
    offered = desk.slots(midnight, midnight + timedelta(days=1), staff=MARIA)
    # The hour that the night leaves out is not offered; the one that comes twice is offered once.
    assert len(offered) == (7 if month == 3 else 11)
    assert ("02:30" in {local(start) for start in offered}) == (month == 10)
    first, *_, last = offered
    booked = desk.book(customer, first, staff=MARIA)
    for start in offered[1:]:
        moved = desk.move(booked["id"], start)
        span = datetime.fromisoformat(moved["end_time"]) - datetime.fromisoformat(moved["start_time"])
        assert span == timedelta(minutes=30)
        assert datetime.fromisoformat(moved["start_time"]) == start
    assert local(last) == "03:30"
    instants = [datetime.fromisoformat(f"{sunday}T00:00:00+00:00") + timedelta(minutes=15 * n) for n in range(-8, 16)]
    for instant in instants:
        if instant not in offered:
            with pytest.raises(psycopg.Error, match=r"outside_hours|slot_taken"):
                desk.move(booked["id"], instant)
    assert local(row_of(database, booked["id"])["start_time"]) == "03:30"


def test_doors_that_close_at_midnight_are_open_to_the_last_minute(database: Database, desk: Desk) -> None:
    night_shift(database, "22:00", "24:00")
    sunday, customer = next_last_sunday(10) - timedelta(days=7), desk.customer()
    if sunday <= datetime.now(BERLIN).date() + timedelta(days=3):
        sunday += timedelta(days=14)
    evening = datetime(sunday.year, sunday.month, sunday.day, 22, tzinfo=BERLIN)
    assert [local(s) for s in desk.slots(evening, evening + timedelta(hours=3), staff=MARIA)][-1] == "23:30"
    booked = desk.book(customer, evening.replace(hour=23, minute=30), staff=MARIA)
    assert local(booked["end_time"]) == "00:00"
    with refused("outside_hours"):
        desk.move(booked["id"], evening.replace(hour=23, minute=45))


def test_the_calendar_shows_appointments_and_blocks_under_one_shape(database: Database, desk: Desk) -> None:
    database.all("update public.staff set profile_id = %s where id = %s returning 1", SALON_OWNER, MARIA)
    booked = desk.book(desk.customer("Karla Kundin"), coming_tuesday(10), staff=MARIA)
    desk.conn.execute(
        "insert into public.calendar_blocks (company_id, staff_id, type, title, starts_at, ends_at) values (%s, %s, 'meeting', 'Team', %s, %s)",
        (SALON, MARIA, coming_tuesday(9), coming_tuesday(10, 15)),
    )
    ring(database).hold(coming_tuesday(16), staff=THOMAS)
    lapsed = ring(database, caller="+4915255501205")
    lapsed.hold(coming_tuesday(17), staff=THOMAS)
    database.all("update public.appointments set held_until = now() - interval '1 second' where call_id = %s returning 1", lapsed.id)  # fmt: skip
    rows = desk.conn.execute(
        """select event_type, status, title, user_id, staff_id, start_time, end_time, service_type, expected_revenue::float,
             currency, contact_person, source, is_conflict from public.calendar_events order by start_time"""
    ).fetchall()
    assert rows[:2] == [
        {"event_type": "meeting", "status": "confirmed", "title": "Team", "user_id": SALON_OWNER, "staff_id": MARIA,
         "start_time": coming_tuesday(9), "end_time": coming_tuesday(10, 15), "service_type": None, "expected_revenue": None,
         "currency": None, "contact_person": None, "source": "manual", "is_conflict": True},
        {"event_type": "appointment", "status": "scheduled", "title": "Herrenhaarschnitt", "user_id": SALON_OWNER, "staff_id": MARIA,
         "start_time": coming_tuesday(10), "end_time": coming_tuesday(10, 30), "service_type": "Herrenhaarschnitt", "expected_revenue": 28.0,
         "currency": "EUR", "contact_person": "Karla Kundin", "source": "admin", "is_conflict": False},
    ]  # fmt: skip
    assert [(row["status"], local(row["start_time"])) for row in rows[2:]] == [("held", "16:00")]
    assert booked["id"]
