"""What becomes of an appointment: called off, completed, missed; and who may say so."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from postgrest.exceptions import APIError

from tests.support.calls import (
    DENTIST,
    DENTIST_OWNER,
    HAIRCUT,
    MARIA,
    SALON,
    coming_tuesday,
    ring,
)
from tests.support.database import Database
from tests.support.desk import BOOK, Desk, joined, local, long_past, refused, row_of
from tests.support.rest import Rest


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
