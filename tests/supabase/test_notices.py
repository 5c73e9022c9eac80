"""Notices: written in the reader's language, queued with what they tell of, sent once, read by whom they concern."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID, uuid4

import psycopg
import pytest
from postgrest.exceptions import APIError
from psycopg.types.json import Jsonb

from shared.db import notices, telephony
from shared.db.connection import connect
from shared.db.refusals import Conflict, Invalid, NotFound
from shared.domain.calls import CallStatus, Direction
from shared.domain.messages import MessageEvent, MessageStatus
from tests.conftest import ActAs
from tests.support.calls import (
    BERLIN,
    DENTIST,
    DENTIST_OWNER,
    HAIRCUT,
    MARIA,
    SALON,
    SALON_OWNER,
    THOMAS,
    coming_tuesday,
    ring,
    whole_call,
)
from tests.support.database import Connection, Database
from tests.support.people import make_member
from tests.support.rest import Rest

EMAIL = ["email"]
ANY_DAY = datetime(2025, 3, 4, 13, 30, tzinfo=UTC)


def value(db: Connection, query: str, *parameters: object) -> Any:
    row = db.execute(query.encode(), parameters or None).fetchone()
    assert row
    return next(iter(row.values()))


def make_customer(db: Connection, company: UUID = SALON, **columns: object) -> UUID:
    columns = {"company_id": company, "first_name": "Karla", "last_name": "Kundin"} | columns
    found: UUID = value(
        db,
        f"insert into public.customers ({', '.join(columns)}) values ({', '.join(['%s'] * len(columns))}) returning id",
        *columns.values(),
    )
    return found


def make_appointment(
    db: Connection, customer: UUID, *, status: str = "confirmed", days: int = 3, **more: object
) -> UUID:
    start = datetime.now(BERLIN).replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=days)
    columns: dict[str, object] = {
        "company_id": SALON, "customer_id": customer, "staff_id": MARIA, "service_id": HAIRCUT, "status": status,
        "appointment_code": f"{uuid4().int % 1000000:06}", "start_time": start, "end_time": start + timedelta(minutes=30),
        "source": "web", "currency": "EUR",
        "held_until": start if status == "held" else None,
        "branch_id": value(db, "select id from public.branches where company_id = %s and is_primary", SALON),
    } | more  # fmt: skip
    found: UUID = value(
        db,
        f"insert into public.appointments ({', '.join(columns)}) values ({', '.join(['%s'] * len(columns))}) returning id",
        *columns.values(),
    )
    return found


def notify(db: Connection, template: str, recipient: dict[str, object], payload: object = None, **more: Any) -> Any:
    return value(
        db,
        "select private.notify(%s, %s, %s, %s, %s, coalesce(%s, now()))",
        more.get("company", SALON),
        template,
        Jsonb({key: str(each) for key, each in recipient.items()}),
        Jsonb(payload or {}),
        more.get("key", str(uuid4())),
        more.get("at"),
    )


def notice(db: Connection, notification_id: object) -> dict[str, Any]:
    row = db.execute("select * from public.notifications where id = %s", (notification_id,)).fetchone()
    assert row
    return row


def told(db: Connection) -> list[tuple[str, str, str]]:
    rows = db.execute(
        "select template, channel::text, coalesce(subject, '') as subject from public.notifications order by created_at, send_once_key"
    ).fetchall()
    return [(row["template"], row["channel"], row["subject"]) for row in rows]


# ── templates ──


@pytest.mark.parametrize(
    ("content", "payload", "expected"),
    [
        ("Hallo {name}!", {"name": "Karla"}, "Hallo Karla!"),
        ("{a}{b} {a}", {"a": "x", "b": "{a}"}, "x{a} x"),
        ("{unknown}|{Name}|{}|{ name }|{{name}}", {"name": "n"}, "|{Name}|{}|{ name }|{n}"),
        ("{n} {yes} {list} {object} {nothing}", {"n": 1.5, "yes": True, "list": [1], "object": {}, "nothing": None}, "1.5 true   "),
        ("100 % %s %1$s \\1 & {name}", {"name": "%s \\1 \\0 & $1"}, "100 % %s %1$s \\1 & %s \\1 \\0 & $1"),
        ("{name}", {"name": "' || (select 1) || '"}, "' || (select 1) || '"),
        ("no placeholder", {}, "no placeholder"),
        ("{name}", [], ""),
        ("{name}", "text", ""),
    ],
)  # fmt: skip
def test_a_template_is_filled_in_one_pass(db: Connection, content: str, payload: object, expected: str) -> None:
    assert value(db, "select private.render_template(%s, %s)", content, Jsonb(payload)) == expected


def test_every_text_ships_in_three_languages_with_the_same_placeholders(db: Connection) -> None:
    rows = db.execute("""
        select name, type::text, array_agg(distinct language::text order by language::text) as languages,
          count(distinct (select coalesce(string_agg(distinct m[1], ' ' order by m[1]), '')
            from regexp_matches(coalesce(subject, '') || content, '\\{([a-z_]+)\\}', 'g') m)) as shapes
        from public.notification_templates where is_active group by 1, 2 order by 1, 2""").fetchall()
    customers = {
        (name, type_)
        for name in ("appointment_confirmation", "appointment_reminder", "appointment_cancelled", "appointment_moved")
        for type_ in ("sms", "email")
    }
    owners = {
        (name, type_)
        for name in (
            "owner_booking_change",
            "owner_message_taken",
            "owner_message_received",
            "owner_lead_taken",
            "owner_waitlist_joined",
            "balance_low",
            "balance_zero",
        )
        for type_ in ("in_app", "email")
    }
    assert {(row["name"], row["type"]) for row in rows} == customers | owners | {("invitation", "email")}
    assert {tuple(row["languages"]) for row in rows} == {("de", "en", "sv")}
    assert {row["shapes"] for row in rows} == {1}


def test_an_sms_that_ships_fits_the_alphabet_of_one(db: Connection) -> None:
    odd = db.execute(
        "select name, language from public.notification_templates where type = 'sms' and regexp_replace(content, '[{}]', '', 'g') !~ '^[A-Za-z0-9ÄÖÜäöüßÅåéè :.,?!/_-]+$'"
    ).fetchall()
    assert odd == []


def test_the_readers_language_comes_before_the_companys_and_own_words_before_ours(db: Connection) -> None:
    def found(language: str, channel: str = "sms") -> tuple[str, str]:
        row = db.execute(
            "select language, content from private.find_template(%s, 'appointment_reminder', %s, %s)",
            (SALON, channel, language),
        ).fetchone()
        assert row
        return row["language"], row["content"][:6]

    assert found("sv") == ("sv", "Påminn")
    assert found("fr") == ("de", "Erinne")
    db.execute(
        """insert into public.company_notification_templates (company_id, name, type, language, content)
           values (%s, 'appointment_reminder', 'sms', 'de', 'Bis bald'), (%s, 'appointment_reminder', 'sms', 'de', 'fremd')""",
        (SALON, DENTIST),
    )
    assert found("de") == ("de", "Bis ba")
    assert found("de", "whatsapp") == ("de", "Bis ba")
    assert found("sv") == ("sv", "Påminn")
    # Its own SMS before a WhatsApp of ours.
    db.execute(
        "insert into public.notification_templates (name, type, language, content) values ('appointment_reminder', 'whatsapp', 'de', 'Hallo!')"
    )
    assert found("de", "whatsapp") == ("de", "Bis ba")
    db.execute("update public.company_notification_templates set is_active = false")
    assert found("de", "whatsapp") == ("de", "Hallo!")
    assert found("de") == ("de", "Erinne")


@pytest.mark.parametrize(("role", "allowed"), [("owner", True), ("admin", True), ("member", False), ("viewer", False)])
def test_admins_write_the_companys_own_words(db: Connection, act_as: ActAs, role: str, allowed: bool) -> None:
    person = make_member(db, role)
    statement = """insert into public.company_notification_templates (company_id, name, type, language, subject, content)
                   values (%s, 'invitation', 'email', 'de', 'Kommen Sie', 'zu uns')"""
    if allowed:
        with act_as(person):
            db.execute(statement, (SALON,))
            assert db.execute("update public.company_notification_templates set content = 'y'").rowcount == 1
            assert db.execute("delete from public.company_notification_templates").rowcount == 1
    else:
        with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(person):
            db.execute(statement, (SALON,))
        db.execute(statement, (SALON,))
        with act_as(person):
            assert db.execute("update public.company_notification_templates set content = 'y'").rowcount == 0
            assert db.execute("delete from public.company_notification_templates").rowcount == 0
            assert value(db, "select content from public.company_notification_templates") == "zu uns"


def test_nobody_changes_what_ships(db: Connection, act_as: ActAs) -> None:
    for who in (SALON_OWNER, "service_role"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(who):
            db.execute("update public.notification_templates set content = 'x'")
    assert value(db, "select count(*) from public.notification_templates where content = 'x'") == 0


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("'x', 'sms', 'de', 'subject', 'text'", "subject_where_one_is_shown"),
        ("'x', 'email', 'de', null, 'text'", "subject_where_one_is_shown"),
        ("'x', 'email', 'de', E'a\\r\\nBcc: b', 'text'", "subject_is_one_short_line"),
        ("'x', 'sms', 'de', null, '  '", "content_says_something"),
        ("'x', 'sms', 'de', null, repeat('x', 5001)", "content_says_something"),
        ("'X y', 'sms', 'de', null, 'text'", "name_plain"),
    ],
)
def test_a_template_that_cannot_be_sent_is_refused_by_name(db: Connection, row: str, rule: str) -> None:
    with pytest.raises(psycopg.errors.CheckViolation, match=f"company_notification_templates_{rule}"), db.transaction():
        db.execute(
            f"insert into public.company_notification_templates (company_id, name, type, language, subject, content) values ('{SALON}', {row})".encode()
        )
    assert value(db, "select count(*) from public.company_notification_templates") == 0


# ── queueing ──


def test_a_notice_is_rendered_for_its_customer_and_queued_once(db: Connection) -> None:
    customer = make_customer(db, phone_normalized="+4915255501299", preferred_language="sv")
    payload = {"company_name": "Salon", "service_name": "Klippning", "when": "i morgon", "code": "123456", "phone": "0"}
    first = notify(db, "appointment_reminder", {"channel": "sms", "customer_id": customer}, payload, key="r:1")
    assert notify(db, "appointment_reminder", {"channel": "sms", "customer_id": customer}, payload, key="r:1") is None
    row = notice(db, first)
    assert row["body"] == (
        "Påminnelse från Salon: Klippning, i morgon. Bokningsnummer 123456. Kan du inte komma? Ring oss: 0"
    )
    assert (row["recipient"], row["address"], row["language"], row["status"]) == (
        "customer", "+4915255501299", "sv", "queued",
    )  # fmt: skip
    assert notify(db, "balance_zero", {"channel": "in_app", "profile_id": DENTIST_OWNER}, company=DENTIST, key="r:1")


def test_who_cannot_be_reached_is_noted_and_never_claimed(db: Connection, act_as: ActAs) -> None:
    customer = make_customer(db)
    row = notice(db, notify(db, "appointment_reminder", {"channel": "email", "customer_id": customer}))
    assert (row["status"], row["last_error"], row["address"]) == ("failed", "no_address", None)
    with act_as("fn_jobs"):
        assert db.execute("select * from backend.claim_notifications('{email}', 10)").fetchall() == []


def test_a_value_cannot_add_a_header_to_an_email(db: Connection) -> None:
    payload = {"company_name": "Salon\r\nBcc: everybody@example.com\u2028x", "when": "\tmorgen"}
    sent = notify(db, "appointment_confirmation", {"channel": "email", "address": "a@b.example"}, payload)
    assert notice(db, sent)["subject"] == "Ihr Termin bei Salon Bcc: everybody@example.com x: morgen"


def test_a_notice_in_the_application_has_arrived_unless_its_time_is_yet_to_come(db: Connection) -> None:
    to = {"channel": "in_app", "profile_id": SALON_OWNER}
    now = notice(db, notify(db, "balance_zero", to))
    later = notice(db, notify(db, "balance_zero", to, at=datetime.now(UTC) + timedelta(hours=1)))
    assert (now["status"], now["sent_at"] is not None, now["next_attempt_at"]) == ("delivered", True, None)
    assert (later["status"], later["sent_at"]) == ("queued", None)
    assert later["next_attempt_at"] == later["scheduled_for"]


def test_an_occasion_without_words_is_refused(db: Connection) -> None:
    with pytest.raises(psycopg.Error, match="template_unknown") as refused, db.transaction():
        notify(db, "no_such_thing", {"channel": "email", "address": "a@b.example"})
    assert refused.value.sqlstate == "PT422"
    assert value(db, "select count(*) from public.notifications") == 0


@pytest.mark.parametrize(
    ("recipient", "rule"),
    [
        ({"channel": "in_app", "customer_id": "own"}, "notifications_in_app_goes_to_a_member"),
        ({"channel": "email"}, "notifications_recipient_is_named"),
        ({"channel": "email", "customer_id": "foreign", "address": "a@b.example"}, "notifications_company_id_customer_id"),
        ({"channel": "email", "profile_id": DENTIST_OWNER}, "notifications_company_id_profile_id"),
    ],
)  # fmt: skip
def test_a_recipient_that_is_nobody_or_elsewhere_is_refused(
    db: Connection, recipient: dict[str, object], rule: str
) -> None:
    customers = {"own": make_customer(db), "foreign": make_customer(db, DENTIST)}
    to = {key: customers.get(str(each), each) for key, each in recipient.items()}
    template = "balance_zero" if "customer_id" not in to or to["channel"] == "in_app" else "appointment_moved"
    with pytest.raises(psycopg.errors.IntegrityError, match=rule), db.transaction():
        notify(db, template, to)
    assert value(db, "select count(*) from public.notifications") == 0


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("address = null", "notifications_waiting_has_an_address"),
        ("next_attempt_at = null", "notifications_waiting_has_a_time"),
        ("status = 'sent', next_attempt_at = null", "notifications_sent_at_a_time"),
        ("status = 'failed', next_attempt_at = null", "notifications_failed_for_a_reason"),
        ("last_error = 'no mailbox a@b.example'", "notifications_last_error_is_a_word"),
        ("subject = E'a\\nb'", "notifications_subject_is_one_line"),
    ],
)
def test_an_impossible_notice_is_refused_by_name(db: Connection, change: str, rule: str) -> None:
    waiting = notify(db, "appointment_moved", {"channel": "email", "profile_id": SALON_OWNER})
    before = notice(db, waiting)
    with pytest.raises(psycopg.errors.CheckViolation, match=rule), db.transaction():
        db.execute(f"update public.notifications set {change}".encode())
    assert notice(db, waiting) == before


# ── who reads ──


def test_members_read_what_goes_to_customers_and_to_themselves(db: Connection, act_as: ActAs) -> None:
    customer, viewer = make_customer(db, email="karla@person.example"), make_member(db, "viewer")
    to_customer = notify(db, "appointment_moved", {"channel": "email", "customer_id": customer})
    to_viewer = notify(db, "balance_low", {"channel": "in_app", "profile_id": viewer})
    to_owner = notify(db, "balance_low", {"channel": "in_app", "profile_id": SALON_OWNER})
    notify(
        db, "invitation", {"channel": "email", "address": "new@person.example"}, {"link": "https://x.example/secret"}
    )
    for who, expected in (
        (viewer, {to_customer, to_viewer}),
        (SALON_OWNER, {to_customer, to_owner}),
        (DENTIST_OWNER, set()),
    ):
        with act_as(who):
            assert {row["id"] for row in db.execute("select id from public.notifications")} == expected
    for statement in ("update public.notifications set read_at = now()", "delete from public.notifications"):
        for role in (SALON_OWNER, "service_role"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(role):
                db.execute(statement.encode())
    assert value(db, "select count(*) from public.notifications where read_at is null") == 4


def test_a_notice_is_marked_as_read_by_whom_it_is_for_and_by_nobody_else(db: Connection, act_as: ActAs) -> None:
    viewer = make_member(db, "viewer")
    theirs = notify(db, "balance_low", {"channel": "in_app", "profile_id": viewer})
    words = set()
    for who in (SALON_OWNER, DENTIST_OWNER):
        for each in (theirs, uuid4()):
            with pytest.raises(psycopg.Error) as refused, act_as(who):
                db.execute("select public.mark_notification_read(%s)", (each,))
            words.add((refused.value.sqlstate, refused.value.diag.message_primary, refused.value.diag.message_detail))
    assert words == {("PT404", "notification_not_found", None)}
    assert notice(db, theirs)["read_at"] is None
    with act_as(viewer):
        first = value(db, "select public.mark_notification_read(%s)", theirs)
    db.execute("update public.notifications set read_at = read_at - interval '1 hour' where id = %s", (theirs,))
    with act_as(viewer):
        assert value(db, "select public.mark_notification_read(%s)", theirs) == first - timedelta(hours=1)


def test_all_of_ones_own_are_marked_as_read_at_once(db: Connection, act_as: ActAs) -> None:
    other = make_member(db, "owner")
    for _ in range(2):
        notify(db, "balance_low", {"channel": "in_app", "profile_id": SALON_OWNER})
    notify(db, "balance_low", {"channel": "in_app", "profile_id": other})
    with act_as(SALON_OWNER):
        assert value(db, "select public.mark_all_notifications_read(%s)", SALON) == 2
        assert value(db, "select public.mark_all_notifications_read(%s)", SALON) == 0
        with pytest.raises(psycopg.Error, match="company_not_found"), db.transaction():
            db.execute("select public.mark_all_notifications_read(%s)", (DENTIST,))
    assert value(db, "select count(*) from public.notifications where read_at is null") == 1


def test_a_notice_leaves_with_the_customer_or_the_member_it_is_for(db: Connection) -> None:
    customer, member = make_customer(db, email="karla@person.example"), make_member(db, "viewer")
    notify(db, "appointment_moved", {"channel": "email", "customer_id": customer})
    notify(db, "balance_low", {"channel": "in_app", "profile_id": member})
    db.execute("delete from public.customers where id = %s", (customer,))
    db.execute("delete from public.company_members where profile_id = %s", (member,))
    assert value(db, "select count(*) from public.notifications") == 0


# ── the queue ──


def queue(database: Database, notices_: int = 1) -> None:
    with database.connect() as conn:
        for n in range(notices_):
            notify(conn, "balance_low", {"channel": "email", "profile_id": SALON_OWNER}, key=f"q:{n}")


def lease_over(database: Database) -> None:
    with database.connect() as conn:
        conn.execute("update public.notifications set next_attempt_at = now() where next_attempt_at is not null")


def state(database: Database) -> dict[str, Any]:
    return database.one("select status::text, attempts, last_error from public.notifications")


def test_two_workers_never_get_the_same_notice(database: Database) -> None:
    queue(database, 40)
    taken: list[list[UUID]] = []
    ready = threading.Barrier(4)

    def work() -> None:
        conn = connect(database.url("fn_jobs"))
        ready.wait()
        taken.append(
            [each.id for _ in range(3) for each in notices.claim_notifications(conn, channels=EMAIL, limit=10)]
        )
        conn.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    everything = [each for some in taken for each in some]
    assert len(everything) == len(set(everything)) == 40


def test_a_worker_does_not_wait_for_what_another_holds(database: Database) -> None:
    queue(database, 3)
    jobs = connect(database.url("fn_jobs"))
    with database.connect() as other, other.transaction():
        held = value(other, "select id from public.notifications order by next_attempt_at limit 1 for update")
        taken = {each.id for each in notices.claim_notifications(jobs, channels=EMAIL, limit=10)}
    assert len(taken) == 2
    assert held not in taken


def test_a_sent_notice_is_settled_once_and_not_claimed_again(database: Database) -> None:
    queue(database)
    jobs = connect(database.url("fn_jobs"))
    (claimed,) = notices.claim_notifications(jobs, channels=EMAIL, limit=10)
    assert (claimed.channel, claimed.address, claimed.language, claimed.attempt) == (
        "email", "owner@salon-lindenbluete.example", "de", 1,
    )  # fmt: skip
    assert "owner@" not in repr(claimed)
    assert notices.claim_notifications(jobs, channels=EMAIL, limit=10) == []
    for outcome in ("sent", "delivered", "sent"):
        answer = notices.settle_notification(jobs, notification_id=claimed.id, attempt=1, outcome=outcome)
    assert answer == "delivered"
    lease_over(database)
    assert notices.claim_notifications(jobs, channels=EMAIL, limit=10) == []
    assert notices.settle_notification(jobs, notification_id=claimed.id, attempt=1, outcome="retry") == "delivered"
    assert state(database) == {"status": "delivered", "attempts": 1, "last_error": None}


def test_a_lease_runs_out_and_the_late_worker_spoils_nothing(database: Database) -> None:
    queue(database)
    jobs = connect(database.url("fn_jobs"))
    (first,) = notices.claim_notifications(jobs, channels=EMAIL, limit=10)
    lease_over(database)
    (second,) = notices.claim_notifications(jobs, channels=EMAIL, limit=10)
    assert (second.id, second.attempt) == (first.id, 2)
    late = notices.settle_notification(jobs, notification_id=first.id, attempt=1, outcome="failed", error="too_late")
    assert late == "sending"
    assert state(database) == {"status": "sending", "attempts": 2, "last_error": None}
    # That it was sent is true whoever says so.
    assert notices.settle_notification(jobs, notification_id=first.id, attempt=1, outcome="sent") == "sent"


def test_what_fails_is_tried_six_times_further_and_further_apart(database: Database) -> None:
    queue(database)
    jobs = connect(database.url("fn_jobs"))
    waits = []
    for attempt in range(1, 7):
        (claimed,) = notices.claim_notifications(jobs, channels=EMAIL, limit=10)
        status = notices.settle_notification(
            jobs, notification_id=claimed.id, attempt=attempt, outcome="retry", error="provider_busy"
        )
        waits.append(
            database.one("select extract(epoch from next_attempt_at - updated_at)::integer / 60 as m from public.notifications")["m"]
        )  # fmt: skip
        lease_over(database)
    assert waits == [1, 2, 4, 8, 16, None]
    assert status == "failed"
    assert state(database) == {"status": "failed", "attempts": 6, "last_error": "provider_busy"}
    assert notices.claim_notifications(jobs, channels=EMAIL, limit=10) == []


def test_what_kills_every_worker_is_given_up(database: Database) -> None:
    queue(database)
    jobs = connect(database.url("fn_jobs"))
    for _ in range(6):
        assert len(notices.claim_notifications(jobs, channels=EMAIL, limit=10)) == 1
        lease_over(database)
    assert notices.claim_notifications(jobs, channels=EMAIL, limit=10) == []
    assert state(database) == {"status": "failed", "attempts": 6, "last_error": "never_settled"}


def test_a_providers_words_do_not_get_into_the_note(database: Database) -> None:
    queue(database)
    jobs = connect(database.url("fn_jobs"))
    (claimed,) = notices.claim_notifications(jobs, channels=EMAIL, limit=10)
    said = "550 owner@salon-lindenbluete.example does not exist"
    notices.settle_notification(jobs, notification_id=claimed.id, attempt=1, outcome="failed", error=said)
    assert state(database) == {"status": "failed", "attempts": 1, "last_error": "unnamed"}


def test_settling_what_is_not_there_or_not_claimed_is_refused(database: Database) -> None:
    queue(database)
    jobs = connect(database.url("fn_jobs"))
    waiting = database.one("select id from public.notifications")["id"]
    with pytest.raises(NotFound, match="notification_not_found"):
        notices.settle_notification(jobs, notification_id=uuid4(), attempt=1, outcome="sent")
    for attempt in (0, 1):
        with pytest.raises(Conflict, match="notification_not_claimed"):
            notices.settle_notification(jobs, notification_id=waiting, attempt=attempt, outcome="sent")
    with pytest.raises(Invalid, match="outcome_unknown"):
        notices.settle_notification(jobs, notification_id=waiting, attempt=1, outcome="queued")  # type: ignore[arg-type]
    assert state(database) == {"status": "queued", "attempts": 0, "last_error": None}


@pytest.mark.parametrize("first", ["ours", "theirs"])
@pytest.mark.parametrize(("told", "status"), [("delivered", "delivered"), ("failed", "failed"), ("sent", "sent")])
def test_a_notice_fares_as_the_message_that_it_became(database: Database, first: str, told: str, status: str) -> None:
    with database.connect() as conn:
        customer = make_customer(conn, phone_normalized="+4915255501299")
        notify(conn, "appointment_confirmation", {"channel": "sms", "customer_id": customer})
    jobs = connect(database.url("fn_jobs"))
    (claimed,) = notices.claim_notifications(jobs, channels=["sms"], limit=1)
    assert claimed.integration_id
    assert claimed.sent_from
    message = MessageEvent(
        f"message:SM1:{told}", "message_status", "SM1", "sms", Direction.OUTBOUND, MessageStatus(told),
        claimed.sent_from, "+4915255501299",
    )  # fmt: skip

    def ours() -> None:
        notices.record_sent_message(
            jobs, notification_id=claimed.id, attempt=1, integration_id=cast("UUID", claimed.integration_id),
            provider_message_id="SM1", from_address=str(claimed.sent_from),
        )  # fmt: skip

    def theirs() -> None:
        telephony.take_delivery(
            connect(database.url("fn_ingest")), integration_id=cast("UUID", claimed.integration_id), event=message,
            key=message.key, type=message.type, headers={}, body=b"test",
        )  # fmt: skip

    for act in (ours, theirs) if first == "ours" else (theirs, ours):
        act()
    kept = database.one("select status::text, metadata ->> 'notification_id' as notice from public.message_logs")
    assert kept == {"status": told, "notice": str(claimed.id)}
    assert state(database) == {
        "status": status, "attempts": 1, "last_error": "undelivered" if status == "failed" else None,
    }  # fmt: skip


def test_what_is_scheduled_is_not_due_before_its_time(db: Connection, act_as: ActAs) -> None:
    later = datetime.now(UTC) + timedelta(hours=1)
    notify(db, "balance_low", {"channel": "email", "profile_id": SALON_OWNER}, at=later)
    with act_as("fn_jobs"):
        assert db.execute("select * from backend.claim_notifications('{email}', 10)").fetchall() == []


# ── what happens is told ──


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
