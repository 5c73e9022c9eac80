"""What people do with appointments: book, move, call off, say how it went. What is offered works, what is refused was not offered."""

from __future__ import annotations

import itertools
import json
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from postgrest.exceptions import APIError

from shared.domain.tools import Booked, Held
from tests.conftest import ActAs
from tests.support.calls import (
    BERLIN,
    COLOURING,
    DENTIST,
    DENTIST_OWNER,
    HAIRCUT,
    MARIA,
    SALON,
    SALON_OWNER,
    THOMAS,
    coming_tuesday,
    ring,
)
from tests.support.database import Connection, Database
from tests.support.rest import Rest

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


@pytest.fixture
def desk(database: Database) -> Iterator[Desk]:
    with database.connect() as conn:
        yield Desk(conn)


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


# Booking


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


# Moving


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


# Nights of the time change, and doors that close at midnight


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


# What becomes of it


def test_an_appointment_is_confirmed_completed_and_paid(database: Database, desk: Desk) -> None:
    customer = desk.customer()
    booked = desk.book(customer, long_past(), staff=MARIA, override=True)
    assert desk.do("confirm_appointment", booked["id"])["status"] == "confirmed"
    done = desk.do("complete_appointment", booked["id"])
    assert (done["status"], done["actual_revenue"]) == ("completed", 28.0)
    assert desk.do("complete_appointment", booked["id"], Decimal("31.5"))["actual_revenue"] == 31.5
    missed = desk.do("mark_no_show", booked["id"])
    assert (missed["status"], missed["actual_revenue"]) == ("no_show", None)
    assert desk.do("complete_appointment", booked["id"], 0)["actual_revenue"] == 0
    stats = database.one("select completed_appointments as done, no_show_appointments as missed, total_spent from public.customers where id = %s", customer)  # fmt: skip
    assert stats == {"done": 1, "missed": 0, "total_spent": 0}


def test_a_cancellation_is_dated_signed_final_and_frees_the_time(database: Database, desk: Desk) -> None:
    start, customer = coming_tuesday(10), desk.customer()
    booked = desk.book(customer, start, staff=MARIA)
    gone = desk.do("cancel_appointment", booked["id"], " krank ")
    assert (gone["status"], gone["cancelled_by"], gone["cancellation_reason"]) == ("cancelled", "company", "krank")
    assert gone["cancelled_at"] is not None
    assert start in desk.slots(start, start + timedelta(minutes=1), staff=MARIA)
    before = row_of(database, booked["id"])
    attempts: list[Callable[[], object]] = [
        lambda: desk.do("cancel_appointment", booked["id"]),
        lambda: desk.do("confirm_appointment", booked["id"]),
        lambda: desk.do("complete_appointment", booked["id"], 20),
        lambda: desk.do("mark_no_show", booked["id"]),
        lambda: desk.move(booked["id"], coming_tuesday(12)),
    ]
    for attempt in attempts:
        with refused("appointment_not_open") as detail:
            attempt()
        assert detail == {"status": "cancelled"}
    assert row_of(database, booked["id"]) == before
    assert desk.book(customer, start, staff=MARIA)["id"] != booked["id"]


def test_nobody_came_or_missed_what_has_not_begun(database: Database, desk: Desk) -> None:
    booked = desk.book(desk.customer(), coming_tuesday(10), staff=MARIA)
    for what in ("complete_appointment", "mark_no_show"):
        with refused("appointment_not_started"):
            desk.do(what, booked["id"])
    assert row_of(database, booked["id"])["status"] == "scheduled"


@pytest.mark.parametrize("revenue", [-1, "NaN", "Infinity", 100_000_000])
def test_what_was_taken_is_a_sum_of_money(database: Database, desk: Desk, revenue: object) -> None:
    booked = desk.book(desk.customer(), long_past(), staff=MARIA, override=True)
    with refused("revenue_not_sensible", "PT422"):
        desk.rpc("complete_appointment(%(id)s, %(sum)s::text::numeric)", id=booked["id"], sum=str(revenue))
    assert row_of(database, booked["id"])["actual_revenue"] is None


def test_a_hold_is_its_calls_own(database: Database, desk: Desk) -> None:
    call = ring(database)
    call.hold(coming_tuesday(10))
    held = database.one("select id from public.appointments")["id"]
    attempts: list[Callable[[], object]] = [
        lambda: desk.do("confirm_appointment", held),
        lambda: desk.do("cancel_appointment", held),
        lambda: desk.move(held, coming_tuesday(12)),
    ]
    for attempt in attempts:
        with refused("appointment_not_open"):
            attempt()
    assert row_of(database, held)["status"] == "held"


# Who may


CHANGES: dict[str, Callable[[Desk, object], object]] = {
    "move": lambda desk, it: desk.move(it, coming_tuesday(12)),
    "cancel": lambda desk, it: desk.do("cancel_appointment", it),
    "confirm": lambda desk, it: desk.do("confirm_appointment", it),
    "complete": lambda desk, it: desk.do("complete_appointment", it),
    "no show": lambda desk, it: desk.do("mark_no_show", it),
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_appointment_that_is_not_yours_looks_like_none(database: Database, desk: Desk, change: str) -> None:
    booked = desk.book(desk.customer(), coming_tuesday(10), staff=MARIA)
    before = row_of(database, booked["id"])
    with database.connect() as conn:
        stranger = Desk(conn, DENTIST_OWNER)
        for each in (booked["id"], uuid4()):
            with refused("appointment_not_found", "PT404") as detail:
                CHANGES[change](stranger, each)
            assert detail == {}
    assert row_of(database, booked["id"]) == before


@pytest.mark.parametrize("change", CHANGES)
def test_a_viewer_changes_nothing(database: Database, desk: Desk, change: str) -> None:
    booked = desk.book(desk.customer(), coming_tuesday(10), staff=MARIA)
    before = row_of(database, booked["id"])
    with database.connect() as conn, refused("role_too_low", "PT403"):
        CHANGES[change](joined(database, conn, "viewer"), booked["id"])
    assert row_of(database, booked["id"]) == before


def test_a_viewer_sees_what_is_free_but_books_nothing_and_a_member_does(database: Database, desk: Desk) -> None:
    start, customer = coming_tuesday(10), desk.customer()
    with database.connect() as conn:
        other = joined(database, conn, "viewer")
        assert other.slots(start, start + timedelta(minutes=1)) == [start, start]
        with refused("role_too_low", "PT403"):
            other.book(customer, start)
        joined(database, conn, "member")
        assert other.book(customer, start)


def test_a_stranger_finds_no_slots_and_books_nothing(database: Database, desk: Desk) -> None:
    customer = desk.customer()
    with database.connect() as conn:
        stranger = Desk(conn, DENTIST_OWNER)
        stranger.branch = desk.branch
        with refused("company_not_found", "PT404"):
            stranger.slots(coming_tuesday(10), coming_tuesday(11))
        with refused("company_not_found", "PT404"):
            stranger.book(customer, coming_tuesday(10))
    # Nor can one's own company book another's customer, branch or service.
    with database.connect() as conn:
        stranger = Desk(conn, DENTIST_OWNER)
        with refused("customer_not_found", "PT404"):
            stranger.rpc(f"book_appointment({BOOK})", company=DENTIST, branch=desk.branch, customer=customer, service=HAIRCUT, start=coming_tuesday(10))  # fmt: skip
    assert database.all("select * from public.appointments") == []


def test_through_rest_an_owner_books_moves_and_hears_why_not(rest: Rest, database: Database) -> None:
    owner: Any = rest.signed_in("owner@salon-lindenbluete.example", "test-owner-password")
    branch = owner.table("branches").select("id").eq("company_id", str(SALON)).execute().data[0]["id"]
    customer = (
        owner.table("customers").insert({"company_id": str(SALON), "first_name": "Karla"}).execute().data[0]["id"]
    )
    what = {"p_company_id": str(SALON), "p_branch_id": branch, "p_service_id": str(HAIRCUT)}
    day = {"p_from": coming_tuesday(9).isoformat(), "p_until": coming_tuesday(12).isoformat(), "p_limit": 2}
    slots = owner.rpc("find_free_slots", {**what, **day}).execute().data
    assert [(slot["staff_name"], local(slot["start_time"])) for slot in slots] == [
        ("Maria Schmidt", "09:00"), ("Thomas Weber", "09:00"),
    ]  # fmt: skip
    wish = {**what, "p_customer_id": customer, "p_start": slots[0]["start_time"], "p_staff_id": slots[0]["staff_id"]}
    booked = owner.rpc("book_appointment", wish).execute().data
    moved = owner.rpc("move_appointment", {"p_appointment_id": booked["id"], "p_start": coming_tuesday(11).isoformat()}).execute().data  # fmt: skip
    assert moved["appointment_code"] == booked["appointment_code"]
    with pytest.raises(APIError) as caught:
        owner.rpc("book_appointment", {**wish, "p_start": coming_tuesday(11).isoformat()}).execute()
    assert caught.value.message == "slot_taken"
    assert len(json.loads(str(caught.value.details))["nearest"]) == 3
    events = owner.table("calendar_events").select("event_type,status,contact_person,service_type").execute().data
    assert events == [{"event_type": "appointment", "status": "scheduled", "contact_person": "Karla", "service_type": "Herrenhaarschnitt"}]  # fmt: skip


# Rules of the table itself, also for those past the policies


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


# Statistics


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


# The calendar


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


# Many at once, and anything in any order

OVERLAPS = """
select 1 from public.appointments a join public.appointments b
  on a.company_id = b.company_id and a.staff_id = b.staff_id and a.id < b.id and a.blocked && b.blocked
where a.status in ('held', 'pending', 'scheduled', 'confirmed') and b.status in ('held', 'pending', 'scheduled', 'confirmed')"""
UNMARKED = """
select k.id from public.calendar_blocks k
where k.conflicts_with_appointment_id is distinct from private.appointment_in_the_way(k.company_id, k.staff_id, k.blocked)"""


def test_rivals_who_book_move_cancel_and_enter_absences_end_without_a_deadlock(database: Database) -> None:
    """Two persons, a morning of starts, 24 people at it. Every answer is a row or a word, and the calendar is right in the end."""
    rivals, rounds = 24, 12
    outcomes: Counter[str] = Counter()
    together = threading.Barrier(rivals)
    starts = [coming_tuesday(9) + timedelta(minutes=30 * n) for n in range(6)]

    def work(n: int) -> None:
        chance = random.Random(n)  # noqa: S311 - a plan to repeat, not a secret
        with database.connect() as conn:
            desk = Desk(conn)
            customer = desk.customer()
            together.wait()
            for _ in range(rounds):
                start, staff = chance.choice(starts), chance.choice([MARIA, THOMAS, None])
                found = conn.execute(
                    "select id from public.appointments where status = 'scheduled' order by md5(id::text || %s) limit 1", (str(chance.random()),)
                ).fetchone()  # fmt: skip
                act = chance.choice(["book", "book", "move", "move", "cancel", "block", "shift"])
                try:
                    if act == "book" or (act in ("move", "cancel") and not found):
                        desk.book(customer, start, staff=staff)
                    elif act == "move":
                        assert found
                        desk.move(found["id"], start, staff=staff)
                    elif act == "cancel":
                        assert found
                        desk.do("cancel_appointment", found["id"])
                    elif act == "block":
                        conn.execute(
                            "insert into public.calendar_blocks (company_id, staff_id, type, starts_at, ends_at) values (%s, %s, 'meeting', %s, %s)",
                            (SALON, staff or MARIA, start, start + timedelta(minutes=15)),
                        )
                    else:
                        conn.execute("delete from public.calendar_blocks where id in (select id from public.calendar_blocks order by id limit 1)")  # fmt: skip
                        conn.execute(
                            "update public.calendar_blocks set starts_at = %s, ends_at = %s, staff_id = %s where id in (select id from public.calendar_blocks order by id limit 1)",
                            (start, start + timedelta(minutes=10), staff or THOMAS),
                        )
                    outcomes[act] += 1
                except psycopg.Error as error:
                    outcomes[error.diag.message_primary or str(error)] += 1

    threads = [threading.Thread(target=work, args=(n,)) for n in range(rivals)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    words = {"slot_taken", "appointment_not_open", "appointment_changed"}
    assert set(outcomes) - words <= {"book", "move", "cancel", "block", "shift"}, outcomes
    assert sum(outcomes.values()) == rivals * rounds
    assert outcomes["book"]
    with database.connect() as conn:
        assert conn.execute(OVERLAPS).fetchall() == []
        assert conn.execute(UNMARKED).fetchall() == []
        assert counted(conn) == []


@contextmanager
def while_somebody_holds(database: Database, person: UUID, rival: threading.Thread) -> Iterator[Connection]:
    """Holds the lock on a person, does what the body does, and lets go once the rival waits for it."""
    with database.connect() as holder, database.connect() as watcher:
        with holder.transaction():
            holder.execute("select from public.staff where id = %s for no key update", (person,))
            yield holder
            rival.start()
            while not watcher.execute(
                "select 1 as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
            ).fetchone():
                assert rival.is_alive(), "it did not wait"
        rival.join(20)


@pytest.mark.parametrize("act", ["book", "move"])
def test_a_block_that_comes_between_offer_and_booking_wins(database: Database, desk: Desk, act: str) -> None:
    customer, start = desk.customer(), coming_tuesday(10)
    mine = desk.book(customer, coming_tuesday(14), staff=MARIA)
    worked: list[bool] = []
    rival = threading.Thread(
        target=lambda: worked.append(
            _works(lambda: desk.book(customer, start, staff=MARIA) if act == "book" else desk.move(mine["id"], start))
        ),
        daemon=True,
    )
    with while_somebody_holds(database, MARIA, rival) as holder:
        holder.execute(
            "insert into public.calendar_blocks (company_id, staff_id, type, starts_at, ends_at) values (%s, %s, 'absence', %s, %s)",
            (SALON, MARIA, start, start + timedelta(hours=1)),
        )
    assert worked == [False]
    assert database.one("select start_time from public.appointments") == {"start_time": coming_tuesday(14)}


@pytest.mark.parametrize("held", [MARIA, THOMAS], ids=["whom it leaves", "whom it goes to"])
def test_a_move_waits_for_both_persons_so_that_a_swap_cannot_end_in_a_ring(
    database: Database, desk: Desk, held: UUID
) -> None:
    mine = desk.book(desk.customer(), coming_tuesday(10), staff=MARIA)
    rival = threading.Thread(target=lambda: desk.move(mine["id"], coming_tuesday(10), staff=THOMAS), daemon=True)
    with while_somebody_holds(database, held, rival):
        pass
    assert database.one("select staff_id from public.appointments") == {"staff_id": THOMAS}


def test_a_cancellation_waits_for_the_person_as_a_booking_does(database: Database, desk: Desk) -> None:
    mine = desk.book(desk.customer(), coming_tuesday(10), staff=MARIA)
    rival = threading.Thread(target=lambda: desk.do("cancel_appointment", mine["id"]), daemon=True)
    with while_somebody_holds(database, MARIA, rival):
        pass
    assert row_of(database, mine["id"])["status"] == "cancelled"


QUARTER = st.integers(-2, 38)
PERSON = st.sampled_from([MARIA, THOMAS, None])
STEP = st.one_of(
    st.tuples(st.just("book"), QUARTER, PERSON, st.sampled_from([HAIRCUT, COLOURING])),
    st.tuples(st.just("move"), QUARTER, PERSON, st.integers(0, 9)),
    st.tuples(st.just("cancel"), st.just(0), st.none(), st.integers(0, 9)),
    st.tuples(st.just("complete"), st.just(0), st.none(), st.integers(0, 9)),
    st.tuples(st.just("block"), QUARTER, st.sampled_from([MARIA, THOMAS]), st.just(0)),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=3, max_size=25))
def test_in_any_order_what_was_offered_works_and_what_was_refused_was_not_offered(
    database: Database, steps: list[tuple[str, int, UUID | None, Any]]
) -> None:
    with database.connect() as system, database.connect() as conn:
        system.execute("delete from public.calendar_blocks")
        system.execute("delete from public.appointments")
        desk = Desk(conn)
        customers = [desk.customer(), desk.customer()]
        for n, (act, quarter, staff, which) in enumerate(steps):
            start = coming_tuesday(9) + timedelta(minutes=15 * quarter)
            standing = system.execute("select id, service_id, staff_id from public.appointments where status = 'scheduled' order by created_at, id").fetchall()  # fmt: skip
            if act == "book":
                offered = start in desk.slots(start, start + timedelta(seconds=1), staff=staff, service=which)
                assert offered == _works(lambda: desk.book(customers[n % 2], start, staff=staff, service=which))  # noqa: B023
            elif act == "block":
                conn.execute(
                    "insert into public.calendar_blocks (company_id, staff_id, type, starts_at, ends_at) values (%s, %s, 'absence', %s, %s)",
                    (SALON, staff, start, start + timedelta(minutes=20)),
                )
            elif not standing:
                continue
            elif act == "move":
                chosen = standing[which % len(standing)]
                person = staff or chosen["staff_id"]
                row = system.execute(
                    "select count(*) as n from private.free_slots(%s, %s, %s, %s, %s, %s, now(), null, %s)",
                    (SALON, desk.branch, chosen["service_id"], person, start, start + timedelta(seconds=1), chosen["id"]),
                ).fetchone()  # fmt: skip
                assert row
                assert (row["n"] == 1) == _works(lambda: desk.move(chosen["id"], start, staff=staff))  # noqa: B023
            elif act == "cancel":
                desk.do("cancel_appointment", standing[which % len(standing)]["id"])
            else:
                system.execute("update public.appointments set status = 'completed', actual_revenue = 20 where id = %s", (standing[which % len(standing)]["id"],))  # fmt: skip
            assert system.execute(OVERLAPS).fetchall() == []
            assert system.execute(UNMARKED).fetchall() == []
            assert counted(system) == []


def _works(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except psycopg.Error as error:
        if error.diag.message_primary in {"slot_taken", "outside_hours", "not_offered"}:
            return False
        raise
    return True
