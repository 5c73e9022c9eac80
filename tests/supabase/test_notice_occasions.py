"""What happens is told: bookings and their changes, messages, a balance that runs low; nothing twice, nothing that is no news."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from postgrest.exceptions import APIError
from psycopg.types.json import Jsonb

from shared.domain.calls import CallStatus
from tests.support.calls import (
    MARIA,
    SALON,
    SALON_OWNER,
    THOMAS,
    coming_tuesday,
    ring,
    whole_call,
)
from tests.support.database import Connection, Database
from tests.support.notices import ANY_DAY, make_appointment, make_customer, notice, notify, told, value
from tests.support.people import make_member
from tests.support.rest import Rest


@pytest.mark.parametrize(
    ("language", "zone", "expected"),
    [
        ("de", "Europe/Berlin", "Dienstag, 4. März 2025, 14:30 Uhr"),
        ("sv", "Europe/Stockholm", "tisdag 4 mars 2025 kl. 14:30"),
        ("en", "UTC", "Tuesday, 4 March 2025, 13:30"),
    ],
)
def test_a_day_is_written_in_the_readers_language(db: Connection, language: str, zone: str, expected: str) -> None:
    assert value(db, "select private.written_time(%s, %s, %s)", ANY_DAY, zone, language) == expected


def test_a_booking_in_a_call_tells_every_owner_in_their_language(database: Database) -> None:
    with database.connect() as conn:
        swede = make_member(conn, "owner")
        conn.execute("update public.profiles set language = 'sv' where id = %s", (swede,))
        make_member(conn, "admin")
    call = ring(database)
    call.name("Karla Kundin")
    call.hold(coming_tuesday(14, 30), staff=MARIA)
    assert database.all("select * from public.notifications") == []
    call.book(coming_tuesday(14, 30), staff=MARIA)
    rows = database.all(
        "select profile_id, status::text, subject, body, customer_id, appointment_id from public.notifications"
    )
    by_person = {row["profile_id"]: row for row in rows}
    assert set(by_person) == {SALON_OWNER, swede}
    code = database.one("select appointment_code from public.appointments")["appointment_code"]
    german = by_person[SALON_OWNER]
    assert german["subject"].startswith("Neuer Termin: Dienstag, ")
    assert german["subject"].endswith(", 14:30 Uhr")
    assert german["body"] == f"Karla Kundin, Herrenhaarschnitt, bei Maria Schmidt. Terminnummer {code}."
    assert by_person[swede]["subject"].startswith("Ny bokning: tisdag ")
    assert {row["status"] for row in rows} == {"delivered"}
    assert all(row["customer_id"] and row["appointment_id"] for row in rows)


def test_moving_and_cancelling_is_told_and_calls_off_what_is_no_longer_true(db: Connection) -> None:
    customer = make_customer(db, phone_normalized="+4915255501299")
    appointment = make_appointment(db, customer)
    to = {"channel": "sms", "customer_id": customer, "appointment_id": appointment}
    reminder = notify(db, "appointment_reminder", to)
    moved_notice = notify(db, "appointment_moved", to)
    sent = notify(db, "appointment_confirmation", to)
    db.execute(
        "update public.notifications set status = 'sent', sent_at = now(), next_attempt_at = null where id = %s",
        (sent,),
    )
    db.execute("update public.appointments set internal_notes = 'x', status = status where id = %s", (appointment,))
    assert [each[2].partition(":")[0] for each in told(db) if each[0].startswith("owner")] == ["Neuer Termin"]
    assert notice(db, reminder)["status"] == "queued"

    db.execute("update public.appointments set staff_id = %s where id = %s", (THOMAS, appointment))
    assert notice(db, reminder)["status"] == "cancelled"
    assert (notice(db, moved_notice)["status"], notice(db, sent)["status"]) == ("queued", "sent")
    db.execute(
        "update public.appointments set start_time = start_time + interval '1 hour', end_time = end_time + interval '1 hour' where id = %s",
        (appointment,),
    )
    db.execute("update public.appointments set status = 'cancelled' where id = %s", (appointment,))
    db.execute("update public.appointments set status = 'cancelled' where id = %s", (appointment,))
    words = sorted(each[2].partition(":")[0] for each in told(db) if each[0].startswith("owner"))
    assert words == ["Neuer Termin", "Termin abgesagt", "Termin verschoben", "Termin verschoben"]


@pytest.mark.parametrize("status", ["held", "completed", "cancelled", "no_show"])
def test_what_is_not_news_is_not_told(db: Connection, status: str) -> None:
    make_appointment(db, make_customer(db), status=status)
    make_appointment(db, make_customer(db), status="confirmed", days=-3)
    assert told(db) == []


def test_a_lapsed_hold_goes_without_a_notice_and_a_kept_one_is_a_booking(db: Connection) -> None:
    customer = make_customer(db)
    lapsed = make_appointment(db, customer, status="held")
    db.execute("delete from public.appointments where id = %s", (lapsed,))
    assert told(db) == []
    kept = make_appointment(db, customer, status="held")
    db.execute("update public.appointments set status = 'scheduled', held_until = null where id = %s", (kept,))
    db.execute("update public.appointments set status = 'completed' where id = %s", (kept,))
    assert len(told(db)) == 1


def test_who_made_the_change_is_not_told_of_it(db: Connection) -> None:
    other = make_member(db, "owner")
    db.execute(
        "select set_config('request.jwt.claims', json_build_object('sub', %s::text)::text, true)", (SALON_OWNER,)
    )
    make_appointment(db, make_customer(db))
    assert [row["profile_id"] for row in db.execute("select profile_id from public.notifications")] == [other]


@pytest.mark.parametrize(
    ("preference", "by_email"),
    [(True, True), (["owner_message_taken"], True), (["balance_low"], False), (False, False), (None, False)],
)
def test_a_message_reaches_the_owner_by_email_too_if_they_like(
    database: Database, preference: object, by_email: bool
) -> None:
    with database.connect() as conn:
        conn.execute(
            "insert into public.user_preferences (profile_id, key, value) values (%s, 'notifications.email', %s)",
            (SALON_OWNER, Jsonb(preference)),
        )
    call = ring(database)
    call.message("Bitte  rufen {code} Sie zurück.")
    call.message("bitte rufen {code} sie zurück. ")
    rows = database.all(
        "select channel::text, status::text, subject, body from public.notifications n order by n.channel"
    )
    assert [(row["channel"], row["status"]) for row in rows] == [
        ("in_app", "delivered"), *([("email", "queued")] if by_email else []),
    ]  # fmt: skip
    assert rows[0]["subject"] == "Nachricht von +4915255501234"
    assert rows[0]["body"] == "Bitte  rufen {code} Sie zurück.\n\nRückruf: +4915255501234"


def test_a_recording_without_words_is_called_what_it_is(db: Connection) -> None:
    db.execute(
        "insert into public.customer_interactions (company_id, customer_id, type, recording_url) values (%s, %s, 'message', 'https://r.example/1')",
        (SALON, make_customer(db)),
    )
    assert value(db, "select body from public.notifications") == "Sprachnachricht\n\nRückruf: "


def move(db: Connection, amount: float, key: str) -> None:
    db.execute(
        "select private.post(%s, %s, %s, null, %s, %s::numeric[])",
        (SALON, "topup" if amount > 0 else "charge", key, "{clearing,prepaid}" if amount > 0 else "{prepaid,revenue}",
         [-amount, amount] if amount > 0 else [amount, -amount]),
    )  # fmt: skip
    db.execute("set constraints all immediate")
    db.execute("set constraints all deferred")


def test_a_balance_that_runs_low_is_told_once_per_crossing(db: Connection) -> None:
    start = value(db, "select current_balance from public.prepaid_balances where company_id = %s", SALON)
    db.execute("update public.prepaid_balances set alert_threshold = 5 where company_id = %s", (SALON,))
    move(db, -float(start) + 12.4, "1")
    assert told(db) == []
    move(db, -8, "2")
    assert told(db) == [("balance_low", "in_app", "Das Guthaben geht zur Neige")]
    assert value(db, "select body from public.notifications").startswith("Noch 4,40 EUR.")
    move(db, -1, "3")
    assert len(told(db)) == 1
    move(db, -3.4, "4")
    assert [each[0] for each in told(db)] == ["balance_low", "balance_zero"]
    alerts = "select low_alert_sent_at is not null as low, zero_alert_sent_at is not null as zero from public.prepaid_balances where company_id = %s"
    assert db.execute(alerts.encode(), (SALON,)).fetchone() == {"low": True, "zero": True}
    move(db, 20, "5")
    assert db.execute(alerts.encode(), (SALON,)).fetchone() == {"low": False, "zero": False}
    assert len(told(db)) == 2


def test_a_balance_that_stays_low_or_empty_is_not_told_again(database: Database) -> None:
    with database.connect() as conn:
        start = float(value(conn, "select current_balance from public.prepaid_balances where company_id = %s", SALON))
        conn.execute("update public.prepaid_balances set alert_threshold = 5 where company_id = %s", (SALON,))
        for n, amount in enumerate([4 - start, -1, -3]):
            with conn.transaction():
                move(conn, amount, f"m{n}")
        with conn.transaction():
            # Up and down again between two commits: it has never been above nothing.
            for key, accounts, amount in (("up", "{clearing,prepaid}", 5), ("down", "{prepaid,revenue}", 5)):
                conn.execute(
                    "select private.post(%s, 'adjustment', %s, null, %s, %s::numeric[])",
                    (SALON, key, accounts, [-amount, amount]),
                )
    rows = database.all("select template from public.notifications order by created_at")
    assert [row["template"] for row in rows] == ["balance_low", "balance_zero"]


def test_an_owner_whose_account_is_switched_off_is_told_nothing(db: Connection) -> None:
    db.execute("update public.profiles set is_active = false where id = %s", (SALON_OWNER,))
    make_appointment(db, make_customer(db))
    assert told(db) == []


def test_a_second_crossing_is_told_again(database: Database) -> None:
    with database.connect() as conn:
        start = value(conn, "select current_balance from public.prepaid_balances where company_id = %s", SALON)
        for n, amount in enumerate([-float(start), 10, -10]):
            with conn.transaction():
                move(conn, amount, f"m{n}")
    rows = database.all("select template from public.notifications")
    assert [row["template"] for row in rows] == ["balance_zero", "balance_zero"]


def test_a_hold_of_all_there_is_alarms_nobody(database: Database) -> None:
    with database.connect() as conn:
        start = value(conn, "select current_balance from public.prepaid_balances where company_id = %s", SALON)
        with conn.transaction():
            move(conn, -float(start) + 0.2, "down")
        conn.execute("delete from public.notifications")
    call = ring(database)
    row = database.one(
        "select current_balance::float as c, reserved_balance::float as r from public.prepaid_balances where company_id = %s",
        SALON,
    )
    assert row == {"c": 0.2, "r": 0.2}
    assert database.all("select template from public.notifications") == []
    call.status(CallStatus.COMPLETED, 600)
    assert [row["template"] for row in database.all("select template from public.notifications")] == ["balance_zero"]


def test_an_owner_reads_and_ticks_off_over_rest(database: Database, rest: Rest) -> None:
    whole_call(database)
    owner = rest.signed_in("owner@salon-lindenbluete.example", "test-owner-password")
    unread: Any = (
        owner.table("notifications").select("id, subject, template").eq("company_id", str(SALON))
        .eq("channel", "in_app").is_("read_at", "null").order("created_at").execute().data
    )  # fmt: skip
    assert [row["template"] for row in unread] == ["owner_booking_change", "owner_message_taken"]
    assert owner.rpc("mark_notification_read", {"p_notification_id": unread[0]["id"]}).execute().data
    assert owner.rpc("mark_all_notifications_read", {"p_company_id": str(SALON)}).execute().data == 1
    with pytest.raises(APIError) as refused:
        owner.rpc("mark_notification_read", {"p_notification_id": str(uuid4())}).execute()
    assert refused.value.message == "notification_not_found"
