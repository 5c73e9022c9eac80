"""The queue of notices: claimed by one worker at a time, tried again further and further apart, settled once."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID, uuid4

import pytest

from shared.db import notices, telephony
from shared.db.connection import connect
from shared.db.refusals import Conflict, Invalid, NotFound
from shared.domain.calls import Direction
from shared.domain.messages import MessageEvent, MessageStatus
from tests.conftest import ActAs
from tests.support.calls import (
    SALON_OWNER,
)
from tests.support.database import Connection, Database
from tests.support.notices import EMAIL, make_customer, notify, value


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
