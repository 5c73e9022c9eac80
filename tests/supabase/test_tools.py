"""The tools of a call: each wish takes effect once, whoever repeats it, and what was undone comes back only on purpose."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest

from shared.db import connection
from shared.db.refusals import Conflict, NotFound
from shared.domain.calls import CallStatus, Heard
from shared.domain.tools import Booked, Cancelled, Held, Refused
from shared.voice.desk import Desk
from tests.support.calls import (
    BERLIN,
    DENTIST,
    HAIRCUT,
    MARIA,
    SALON,
    SALON_OWNER,
    THOMAS,
    LiveCall,
    booked,
    coming_tuesday,
    ring,
    theirs,
)
from tests.support.connections import connect_mail
from tests.support.database import Database, acting_as

TWO, FOUR = coming_tuesday(14), coming_tuesday(16)


def standing(database: Database) -> list[tuple[str, str]]:
    """Every appointment that was made, in that order: when it is, and what became of it."""
    rows = database.all("select start_time, status from public.appointments where status <> 'held' order by created_at")
    return [(f"{row['start_time'].astimezone(BERLIN):%H:%M}", row["status"]) for row in rows]


def notices(database: Database, *templates: str) -> list[tuple[str, str]]:
    rows = database.all(
        "select template, coalesce(address, '') as address from public.notifications where template = any(%s) order by created_at, id",
        list(templates),
    )
    return [(row["template"], row["address"]) for row in rows]


def at_once(call: LiveCall, act: Callable[[Desk], object], times: int = 4) -> list[object]:
    """The same tool, asked for in this call by so many connections at once; what each was answered."""
    together, answers = threading.Barrier(times), []

    def one() -> None:
        own = call.tools
        own.find_slots(service_id=HAIRCUT, staff_id=None, start_from=TWO, start_until=TWO, limit=1)  # connected
        together.wait()
        answers.append(act(own))
        connection.disconnect()

    threads = [threading.Thread(target=one) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == times, "one of them raised"
    return answers


# What is theirs -------------------------------------------------------------------------------------------------------


def test_an_appointment_of_an_earlier_call_is_told_moved_and_called_off(database: Database) -> None:
    mine = booked(ring(database), TWO)
    call = ring(database)
    assert [(each.service_name, each.staff_name, each.start) for each in theirs(call)] == [
        ("Herrenhaarschnitt", "Maria Schmidt", TWO)
    ]
    moved = call.tools.move_appointment(appointment_id=mine.id, staff_id=None, start=FOUR)
    assert moved == Booked(mine.code, MARIA, FOUR, FOUR + timedelta(minutes=30))
    assert call.tools.cancel_appointment(appointment_id=mine.id) == Cancelled(mine.code, FOUR)
    assert theirs(call) == []
    assert standing(database) == [("16:00", "cancelled")]
    assert database.one("select cancelled_by from public.appointments")["cancelled_by"] == "customer"


def test_the_last_visit_is_the_latest_that_began_and_was_not_called_off(database: Database) -> None:
    call = ring(database)
    assert call.tools.last_visit() is None
    first, second = booked(call, TWO), booked(call, FOUR)
    assert call.tools.last_visit() is None
    with database.connect() as conn:
        conn.execute("set session_replication_role = replica")
        conn.execute(
            "update public.appointments set start_time = start_time - interval '30 days', end_time = end_time - interval '30 days'"
        )
        conn.execute("update public.appointments set status = 'no_show' where id = %s", (second.id,))
    last = call.tools.last_visit()
    assert last is not None
    assert last.id == first.id
    assert theirs(call) == []
    assert ring(database, caller=None).tools.last_visit() is None


def test_who_withholds_the_number_still_owns_what_they_book_in_the_call(database: Database) -> None:
    call = ring(database, caller=None)
    mine = booked(call, TWO)
    assert isinstance(call.tools.move_appointment(appointment_id=mine.id, staff_id=None, start=FOUR), Booked)
    assert isinstance(call.tools.cancel_appointment(appointment_id=mine.id), Cancelled)


def test_when_the_call_is_over_nothing_is_told_or_changed(database: Database) -> None:
    call = ring(database)
    mine = booked(call, TWO)
    call.status(CallStatus.COMPLETED, 60)
    for late in (
        call.tools.my_appointments,
        call.tools.last_visit,
        call.tools.done_in_call,
        lambda: call.tools.move_appointment(appointment_id=mine.id, staff_id=None, start=FOUR),
        lambda: call.tools.cancel_appointment(appointment_id=mine.id),
        lambda: call.tools.send_confirmation(channel="sms", address=None),
    ):
        with pytest.raises(Conflict, match="call_not_live"):
            late()
    assert standing(database) == [("14:00", "confirmed")]


# Early enough -----------------------------------------------------------------------------------------------------------


def hours_before(database: Database, hours: int) -> None:
    database.all("update public.companies set change_notice_hours = %s returning 1", hours)


def test_what_is_too_near_is_neither_moved_nor_called_off(database: Database) -> None:
    mine = booked(ring(database), TWO)
    hours_before(database, 336)
    call = ring(database)
    assert call.tools.cancel_appointment(appointment_id=mine.id) == Refused("too_late")
    assert call.tools.move_appointment(appointment_id=mine.id, staff_id=None, start=FOUR) == Refused("too_late")
    assert standing(database) == [("14:00", "confirmed")]
    hours_before(database, 0)
    assert isinstance(call.tools.cancel_appointment(appointment_id=mine.id), Cancelled)


def test_what_was_booked_in_this_call_can_be_changed_in_it_however_near(database: Database) -> None:
    hours_before(database, 336)
    call = ring(database)
    mine = booked(call, TWO)
    assert isinstance(call.tools.move_appointment(appointment_id=mine.id, staff_id=None, start=FOUR), Booked)
    assert isinstance(call.tools.cancel_appointment(appointment_id=mine.id), Cancelled)


def test_only_an_owner_sets_the_notice_and_the_proof(database: Database) -> None:
    with database.connect() as conn, conn.transaction(force_rollback=True), acting_as(conn, SALON_OWNER):
        changed = conn.execute(
            "update public.companies set change_notice_hours = 24, caller_proof = 'code' where id in (%s, %s) returning id",
            (SALON, DENTIST),
        ).fetchall()
    assert [row["id"] for row in changed] == [SALON]


# Once ---------------------------------------------------------------------------------------------------------------------


def test_moving_at_once_and_again_moves_once_and_answers_alike(database: Database) -> None:
    mine = booked(ring(database), TWO)
    call = ring(database)
    answers = at_once(call, lambda desk: desk.move_appointment(appointment_id=mine.id, staff_id=None, start=FOUR))
    answers.append(call.tools.move_appointment(appointment_id=mine.id, staff_id=None, start=FOUR))
    assert set(answers) == {Booked(mine.code, MARIA, FOUR, FOUR + timedelta(minutes=30))}
    assert len(database.all("select 1 from public.tool_calls where intent = 'move'")) == 1
    told = database.all("select body from public.notifications where template = 'owner_booking_change'")
    assert len(told) == 2


def test_cancelling_at_once_and_again_cancels_once_and_answers_alike(database: Database) -> None:
    mine = booked(ring(database), TWO)
    call = ring(database)
    answers = at_once(call, lambda desk: desk.cancel_appointment(appointment_id=mine.id))
    answers.append(call.tools.cancel_appointment(appointment_id=mine.id))
    assert set(answers) == {Cancelled(mine.code, TWO)}
    assert standing(database) == [("14:00", "cancelled")]
    assert len(database.all("select 1 from public.notifications where template = 'owner_booking_change'")) == 2


def test_a_wish_to_wait_at_once_and_in_another_order_of_days_is_one(database: Database) -> None:
    call = ring(database)
    days = (TWO.date(), TWO.date() + timedelta(days=1))

    def join(desk: Desk, order: tuple[object, ...] = days) -> None:
        desk.join_waitlist(service_id=HAIRCUT, staff_id=MARIA, days=order, not_before=None, before=None)  # type: ignore[arg-type]

    at_once(call, join)
    join(call.tools, (days[1], days[0], days[1]))
    (entry,) = database.all("select days, expires_on, status, staff_id, call_id from public.waitlist_entries")
    assert entry == {
        "days": list(days),
        "expires_on": days[1],
        "status": "waiting",
        "staff_id": MARIA,
        "call_id": call.id,
    }
    (told,) = database.all("select subject, body from public.notifications where template = 'owner_waitlist_joined'")
    assert f"{days[0].day}.{days[0].month}.{days[0].year}" in told["body"]


def test_a_lead_at_once_and_otherwise_spaced_is_one(database: Database) -> None:
    call = ring(database)
    at_once(
        call, lambda desk: desk.create_lead(text="Angebot für eine Hochzeit", name="Karla Kundin", callback_number=None)
    )
    call.tools.create_lead(text=" angebot  FÜR eine Hochzeit", name="karla kundin", callback_number=None)
    (lead,) = database.all("select contact_person, phone_normalized, notes, source_call_id from public.leads")
    assert lead == {
        "contact_person": "Karla Kundin",
        "phone_normalized": call.caller,
        "notes": "Angebot für eine Hochzeit",
        "source_call_id": call.id,
    }
    assert notices(database, "owner_lead_taken") == [("owner_lead_taken", "")]


def test_a_lead_from_nobody_in_particular_is_kept_all_the_same(database: Database) -> None:
    ring(database, caller=None).tools.create_lead(text="Ein Angebot", name=None, callback_number=None)
    ring(database, caller=None).tools.create_lead(text="Ein Angebot", name=None, callback_number="+4915255501111")
    rows = database.all("select contact_person, phone_normalized from public.leads order by created_at")
    assert [(row["contact_person"], row["phone_normalized"]) for row in rows] == [
        ("Unbekannt", None),
        (None, "+4915255501111"),
    ]


def test_a_message_and_a_name_at_once_are_one(database: Database) -> None:
    call = ring(database)
    at_once(call, lambda desk: desk.take_message(text="Bitte Rückruf", callback_number=None))
    at_once(call, lambda desk: desk.name_caller(name="Karla Kundin"))
    assert len(database.all("select 1 from public.customer_interactions where type = 'message'")) == 1
    assert len(database.all("select 1 from public.tool_calls where intent = 'name'")) == 1


def test_a_name_is_corrected_by_the_call_that_gave_it_and_by_no_late_repeat(database: Database) -> None:
    call = ring(database)
    for name in ("Karla Kunding", "Karla Kundin", "Karla Kunding"):
        call.tools.name_caller(name=name)
    assert (
        database.one("select full_name from public.customers where id = (select customer_id from public.calls)")[
            "full_name"
        ]
        == "Karla Kundin"
    )
    ring(database).tools.name_caller(name="Doktor Eisenbart")
    assert [
        row["full_name"] for row in database.all("select full_name from public.customers where call_count > 0")
    ] == ["Karla Kundin"]


# Undone, and wished again -------------------------------------------------------------------------------------------------


def test_booked_called_off_and_booked_again_in_one_call(database: Database) -> None:
    call = ring(database)
    mine = booked(call, TWO)
    call.tools.cancel_appointment(appointment_id=mine.id)
    assert isinstance(call.hold(TWO, staff=MARIA), Held)
    again = call.book(TWO, staff=MARIA)
    assert isinstance(again, Booked)
    assert again.code != mine.code
    assert call.book(TWO, staff=MARIA) == again
    assert standing(database) == [("14:00", "cancelled"), ("14:00", "confirmed")]
    row = database.one("select appointment_created, appointment_id from public.calls")
    assert row["appointment_created"]
    assert row["appointment_id"] != mine.id


def test_a_booking_repeated_late_does_not_bring_back_what_was_called_off(database: Database) -> None:
    call = ring(database)
    mine = booked(call, TWO)
    call.tools.cancel_appointment(appointment_id=mine.id)
    late = call.book(TWO, staff=MARIA)
    assert isinstance(late, Refused)
    assert late.code == "slot_taken"
    assert TWO in [slot.start for slot in late.nearest]
    assert standing(database) == [("14:00", "cancelled")]
    assert database.one("select appointment_created, appointment_id from public.calls") == {
        "appointment_created": False,
        "appointment_id": None,
    }


def test_a_booking_repeated_after_the_owner_called_it_off_is_not_told_as_standing(database: Database) -> None:
    call = ring(database)
    booked(call, TWO)
    database.all("update public.appointments set status = 'cancelled' returning 1")
    assert isinstance(call.book(TWO, staff=MARIA), Refused)


def test_a_booking_repeated_after_it_was_moved_does_not_make_a_second(database: Database) -> None:
    call = ring(database)
    mine = booked(call, TWO)
    call.tools.move_appointment(appointment_id=mine.id, staff_id=None, start=FOUR)
    assert isinstance(call.book(TWO, staff=MARIA), Refused)
    assert standing(database) == [("16:00", "confirmed")]


def test_moved_there_and_back_stays_until_the_caller_speaks_again(database: Database) -> None:
    mine = booked(ring(database), TWO)
    call = ring(database)

    def there() -> Booked | Refused:
        return call.tools.move_appointment(appointment_id=mine.id, staff_id=None, start=FOUR)

    assert isinstance(there(), Booked)
    assert isinstance(call.tools.move_appointment(appointment_id=mine.id, staff_id=None, start=TWO), Booked)
    assert there() == Refused("appointment_changed")
    assert standing(database) == [("14:00", "confirmed")]
    call.turn(1, Heard("Nein, doch lieber um vier."))
    assert isinstance(there(), Booked)
    assert standing(database) == [("16:00", "confirmed")]


def test_what_is_held_for_it_is_enough_to_move_there_again(database: Database) -> None:
    mine = booked(ring(database), TWO)
    call = ring(database)
    call.tools.move_appointment(appointment_id=mine.id, staff_id=None, start=FOUR)
    call.tools.move_appointment(appointment_id=mine.id, staff_id=None, start=TWO)
    assert isinstance(call.hold(FOUR, staff=MARIA), Held)
    assert isinstance(call.tools.move_appointment(appointment_id=mine.id, staff_id=None, start=FOUR), Booked)
    assert database.all("select 1 from public.appointments where status = 'held'") == []


def test_a_move_that_another_call_undid_is_not_told_as_done(database: Database) -> None:
    mine = booked(ring(database), TWO)
    call, other = ring(database), ring(database)
    call.tools.move_appointment(appointment_id=mine.id, staff_id=None, start=FOUR)
    other.tools.cancel_appointment(appointment_id=mine.id)
    assert call.tools.move_appointment(appointment_id=mine.id, staff_id=None, start=FOUR) == Refused(
        "appointment_not_open"
    )


def test_a_refusal_is_not_kept_so_that_the_wish_may_be_tried_again(database: Database) -> None:
    mine = booked(ring(database), TWO)
    rival = booked(ring(database, caller="+4915255509999"), FOUR)
    call = ring(database)
    refused = call.tools.move_appointment(appointment_id=mine.id, staff_id=None, start=FOUR)
    assert isinstance(refused, Refused)
    assert refused.code == "slot_taken"
    assert refused.nearest
    database.all("update public.appointments set status = 'cancelled' where id = %s returning 1", rival.id)
    assert isinstance(call.tools.move_appointment(appointment_id=mine.id, staff_id=None, start=FOUR), Booked)


def test_who_was_read_back_is_who_is_booked(database: Database) -> None:
    first = ring(database, caller="+4915255509999")
    first.hold(TWO, staff=MARIA)
    call = ring(database)
    assert isinstance(call.hold(TWO), Held)  # Thomas: Maria is held
    database.all("delete from public.appointments where status = 'held' and staff_id = %s returning 1", MARIA)
    made = call.book(TWO)
    assert isinstance(made, Booked)
    assert made.staff_id == THOMAS


def test_what_a_call_did_is_told_as_far_as_it_stands(database: Database) -> None:
    call = ring(database)
    first, second = booked(call, TWO), booked(call, FOUR)
    call.tools.move_appointment(appointment_id=first.id, staff_id=None, start=TWO - timedelta(hours=2))
    call.tools.cancel_appointment(appointment_id=second.id)
    assert [(each.what, each.was, each.appointment.code) for each in call.tools.done_in_call()] == [
        ("cancelled", FOUR, second.code),
        ("moved", TWO, first.code),
    ]
    assert ring(database).tools.done_in_call() == []


# In writing -----------------------------------------------------------------------------------------------------------------

CONFIRMATIONS = ("appointment_confirmation", "appointment_moved", "appointment_cancelled")


def test_a_confirmation_speaks_of_what_the_call_did_last(database: Database) -> None:
    connect_mail(database)
    call = ring(database)
    assert call.tools.send_confirmation(channel="sms", address=None) == Refused("appointment_not_found")
    mine = booked(call, TWO)
    at_once(call, lambda desk: desk.send_confirmation(channel="sms", address=None))
    call.tools.move_appointment(appointment_id=mine.id, staff_id=None, start=FOUR)
    assert call.tools.send_confirmation(channel="sms", address=None) is None
    call.tools.cancel_appointment(appointment_id=mine.id)
    assert call.tools.send_confirmation(channel="email", address="Karla@Kundin.example") is None
    assert notices(database, *CONFIRMATIONS) == [
        ("appointment_confirmation", call.caller),
        ("appointment_moved", call.caller),
        ("appointment_cancelled", "karla@kundin.example"),
    ]
    bodies = [
        row["body"]
        for row in database.all("select body from public.notifications where template = 'appointment_moved'")
    ]
    assert "16:00" in bodies[0]
    assert mine.code in bodies[0]
    assert "+493023125100" in bodies[0]


def test_a_confirmation_of_the_next_appointment_goes_to_whose_it_is(database: Database) -> None:
    booked(ring(database), TWO)
    assert ring(database).tools.send_confirmation(channel="sms", address=None) is None
    for stranger in (ring(database, caller="+4915255509999"), ring(database, caller=None)):
        for address in (None, "+4915255509999"):
            assert stranger.tools.send_confirmation(channel="sms", address=address) == Refused("appointment_not_found")
    assert len(notices(database, *CONFIRMATIONS)) == 1


@pytest.mark.parametrize("address", [None, "karla", "karla@kundin", "a@b.example\nBcc: x@y.example", "+4915255501234"])
def test_a_confirmation_without_an_address_is_refused(database: Database, address: str | None) -> None:
    call = ring(database)
    booked(call, TWO)
    assert call.tools.send_confirmation(channel="email", address=address) == Refused("no_address")
    assert notices(database, *CONFIRMATIONS) == []


def test_who_wants_nothing_more_is_sent_nothing(database: Database) -> None:
    call = ring(database)
    booked(call, TWO)
    for channel, address in (("sms", call.caller), ("email", "karla@kundin.example")):
        database.all(
            "insert into public.opt_outs (company_id, channel, address) values (%s, %s, %s) returning 1",
            SALON,
            channel,
            address,
        )
    assert call.tools.send_confirmation(channel="sms", address=None) == Refused("opted_out")
    assert call.tools.send_confirmation(channel="email", address="KARLA@kundin.example") == Refused("opted_out")
    assert notices(database, *CONFIRMATIONS) == []


# Waiting --------------------------------------------------------------------------------------------------------------------


def test_a_service_of_another_company_is_not_waited_for(database: Database) -> None:
    theirs_not = database.all("select id from public.services where company_id = %s", DENTIST)[0]["id"]
    call = ring(database)
    with pytest.raises(NotFound, match="service_not_found"):
        call.tools.join_waitlist(service_id=theirs_not, staff_id=None, days=(), not_before=None, before=None)
    assert database.all("select 1 from public.waitlist_entries") == []


def test_a_person_of_another_company_and_a_window_without_an_inside_do_not_matter(database: Database) -> None:
    elsewhere = database.all("select id from public.staff where company_id = %s", DENTIST)[0]["id"]
    ring(database).tools.join_waitlist(
        service_id=HAIRCUT, staff_id=elsewhere, days=(), not_before=TWO.time(), before=TWO.time()
    )
    (entry,) = database.all(
        "select staff_id, days, not_before, before, expires_on - current_date as left from public.waitlist_entries"
    )
    assert entry == {"staff_id": None, "days": [], "not_before": None, "before": None, "left": 60}


def test_members_keep_the_list_and_see_what_became_of_it(database: Database) -> None:
    ring(database).tools.join_waitlist(service_id=HAIRCUT, staff_id=None, days=(), not_before=None, before=None)
    with database.connect() as conn, conn.transaction(force_rollback=True), acting_as(conn, SALON_OWNER):
        row = conn.execute(
            """update public.waitlist_entries set status = 'offered', offered_start = now(), offered_until = now()
               where company_id = %s returning status""", (SALON,),
        ).fetchone()  # fmt: skip
    assert row == {"status": "offered"}


def test_who_waited_past_the_last_day_waits_no_more(database: Database) -> None:
    call = ring(database)
    for day in (TWO.date(), TWO.date() + timedelta(days=1)):
        call.tools.join_waitlist(service_id=HAIRCUT, staff_id=None, days=(day,), not_before=None, before=None)
    with database.connect() as conn:
        conn.execute("set session_replication_role = replica")
        conn.execute(
            "update public.waitlist_entries set expires_on = current_date - 1 where days[1] = %s", (TWO.date(),)
        )
        conn.execute("update public.waitlist_entries set expires_on = current_date where days[1] <> %s", (TWO.date(),))
        conn.execute("select backend.apply_retention(null, 10)")
    rows = database.all("select status from public.waitlist_entries order by days")
    assert [row["status"] for row in rows] == ["expired", "waiting"]
