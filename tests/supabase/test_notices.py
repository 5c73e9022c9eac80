"""Notices: rendered for whom they concern, queued once, and read by nobody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest

from tests.conftest import ActAs
from tests.support.calls import (
    DENTIST,
    DENTIST_OWNER,
    SALON,
    SALON_OWNER,
)
from tests.support.database import Connection
from tests.support.notices import make_customer, notice, notify, value
from tests.support.people import make_member


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
