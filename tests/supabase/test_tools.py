"""The tools of a call: each wish takes effect once, whoever repeats it, and only on what is the caller's own."""

from __future__ import annotations

from datetime import timedelta

from shared.domain.tools import Appointment, Booked, Cancelled, Refused, Unproven
from tests.support.calls import HAIRCUT, MARIA, LiveCall, coming_tuesday, ring
from tests.support.database import Database


def theirs(call: LiveCall, proof: str | None = None) -> list[Appointment]:
    """What the caller hears of as their own."""
    found = call.tools.my_appointments(proof=proof)
    assert isinstance(found, list)
    return found


def booked(call: LiveCall, hour: int = 14) -> Appointment:
    """A haircut with Maria on the coming Tuesday, booked in this call."""
    assert isinstance(call.book(coming_tuesday(hour), staff=MARIA), Booked)
    return next(each for each in theirs(call) if each.start == coming_tuesday(hour))


def standing(database: Database) -> list[tuple[str, str]]:
    rows = database.all("select start_time, status from public.appointments where status <> 'held' order by created_at")
    return [(f"{row['start_time'].astimezone(coming_tuesday(0).tzinfo):%H:%M}", row["status"]) for row in rows]


def test_a_caller_hears_of_what_they_booked_in_an_earlier_call(database: Database) -> None:
    booked(ring(database))
    again = ring(database)
    (mine,) = theirs(again)
    assert (mine.service_name, mine.staff_name, mine.start) == (
        "Herrenhaarschnitt",
        "Maria Schmidt",
        coming_tuesday(14),
    )
    assert again.tools.last_visit() is None


def test_an_appointment_of_an_earlier_call_is_moved_and_called_off(database: Database) -> None:
    mine = booked(ring(database))
    call = ring(database)
    moved = call.tools.move_appointment(appointment_id=mine.id, staff_id=None, start=coming_tuesday(16))
    assert isinstance(moved, Booked)
    assert (moved.code, moved.staff_id, moved.start) == (mine.code, MARIA, coming_tuesday(16))
    assert call.tools.cancel_appointment(appointment_id=mine.id) == Cancelled(mine.code, coming_tuesday(16))
    assert call.tools.my_appointments() == []
    assert standing(database) == [("16:00", "cancelled")]
    told = database.one("select cancelled_by from public.appointments")
    assert told["cancelled_by"] == "customer"


def test_somebody_else_hears_of_nothing_and_changes_nothing(database: Database) -> None:
    mine = booked(ring(database))
    stranger = ring(database, caller="+4915255509999")
    assert stranger.tools.my_appointments() == []
    assert stranger.tools.move_appointment(appointment_id=mine.id, staff_id=None, start=coming_tuesday(16)) == Refused(
        "appointment_not_found"
    )
    assert stranger.tools.cancel_appointment(appointment_id=mine.id) == Refused("appointment_not_found")
    withheld = ring(database, caller=None)
    assert withheld.tools.my_appointments() == Unproven("number")
    assert withheld.tools.cancel_appointment(appointment_id=mine.id) == Refused("appointment_not_found")
    assert standing(database) == [("14:00", "confirmed")]


def test_who_withholds_the_number_still_owns_what_they_book_in_the_call(database: Database) -> None:
    call = ring(database, caller=None)
    mine = booked(call)
    assert isinstance(
        call.tools.move_appointment(appointment_id=mine.id, staff_id=None, start=coming_tuesday(16)), Booked
    )
    assert isinstance(call.tools.cancel_appointment(appointment_id=mine.id), Cancelled)


def test_a_waiting_caller_a_lead_and_a_confirmation_are_noted_and_told(database: Database) -> None:
    call = ring(database)
    day = coming_tuesday(0).date()
    for _ in range(2):
        call.tools.join_waitlist(
            service_id=HAIRCUT, staff_id=None, days=(day + timedelta(days=1), day), not_before=None, before=None
        )
        call.tools.create_lead(text="Ein Angebot  für eine Hochzeit", name="Karla Kundin", callback_number=None)
    assert call.tools.send_confirmation(channel="sms", address=None) == Refused("appointment_not_found")
    booked(call)
    assert call.tools.send_confirmation(channel="sms", address=None) is None
    (entry,) = database.all("select days, expires_on, status from public.waitlist_entries")
    assert (entry["days"], entry["expires_on"]) == ([day, day + timedelta(days=1)], day + timedelta(days=1))
    (lead,) = database.all("select contact_person, phone_normalized, notes from public.leads")
    assert lead == {
        "contact_person": "Karla Kundin",
        "phone_normalized": call.caller,
        "notes": "Ein Angebot  für eine Hochzeit",
    }
    told = database.all(
        "select template, address, body from public.notifications where template <> 'owner_booking_change'"
    )
    assert {each["template"] for each in told} == {
        "owner_waitlist_joined",
        "owner_lead_taken",
        "appointment_confirmation",
    }
    assert [each["address"] for each in told if each["template"] == "appointment_confirmation"] == [call.caller]
