"""The inbox: stored before it is applied, applied once, tried again, buried at last, and never changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import psycopg
import pytest

from shared.db import integrations, telephony
from shared.db.connection import connect
from shared.domain.calls import CallStatus, Heard
from tests.conftest import ActAs
from tests.support.calls import SALON_INTEGRATION, LiveCall, ring
from tests.support.database import Connection, Database

_keys = count(1)


@contextmanager
def broken_settlement(database: Database) -> Iterator[None]:
    """A fault inside the house: settling raises, as a bug or a full disk would make it."""
    with database.connect() as conn:
        source = conn.execute("select pg_get_functiondef('private.settle_call'::regproc) as text").fetchone()
        assert source
        conn.execute("""create or replace function private.settle_call(p_call_id uuid) returns void language plpgsql set search_path = ''
                        as $$ begin raise exception 'caller +4915255501234 said something private'; end $$""")  # fmt: skip
        yield
        conn.execute(source["text"].encode())


def inbox(database: Database, key: str = "%") -> list[dict[str, object]]:
    return database.all(
        "select status::text, attempts, last_error from public.webhook_events where event_key like %s order by received_at",
        key,
    )


def due_now(database: Database) -> None:
    with database.connect() as conn:
        conn.execute("update public.webhook_events set next_attempt_at = now() where next_attempt_at is not null")


def test_what_fails_inside_is_kept_without_a_word_of_the_caller_and_heals(database: Database) -> None:
    call = ring(database)
    with broken_settlement(database):
        assert call.status(CallStatus.COMPLETED, 95) == "kept"
    assert inbox(database, "status:%") == [{"status": "failed", "attempts": 1, "last_error": "P0001"}]
    assert database.one("select status::text from public.calls")["status"] == "in_progress"

    jobs = connect(database.url("fn_jobs"))
    assert telephony.claim_deliveries(jobs, limit=10) == []
    due_now(database)
    (delivery,) = telephony.claim_deliveries(jobs, limit=10)
    assert (delivery.provider, delivery.body) == ("twilio", b"test=1")
    assert telephony.claim_deliveries(jobs, limit=10) == []
    event = call.event(CallStatus.COMPLETED, "status", duration_seconds=95)
    assert telephony.apply_delivery(jobs, delivery_id=delivery.id, event=event) == "applied"
    assert telephony.apply_delivery(jobs, delivery_id=delivery.id, event=event) == "applied"
    assert inbox(database, "status:%") == [{"status": "applied", "attempts": 2, "last_error": None}]
    assert database.one("select status::text, cost::float from public.calls") == {"status": "completed", "cost": 0.24}


def test_what_cannot_be_understood_is_buried_after_ten_tries(database: Database) -> None:
    call = ring(database)
    outcome = telephony.take_delivery(
        call.ingest,
        integration_id=SALON_INTEGRATION,
        event=None,
        key="odd",
        type="call.status",
        headers={"a": "b"},
        body=b"\xffodd",
    )
    assert outcome == "kept"
    jobs = connect(database.url("fn_jobs"))
    outcomes = []
    for _ in range(9):
        due_now(database)
        (delivery,) = telephony.claim_deliveries(jobs, limit=10)
        outcomes.append(telephony.fail_delivery(jobs, delivery_id=delivery.id, error="event_not_understood"))
    assert outcomes == ["kept"] * 8 + ["buried"]
    due_now(database)
    assert telephony.claim_deliveries(jobs, limit=10) == []
    assert database.one("select reason from public.webhook_dead_letter_queue")["reason"] == "event_not_understood"
    assert database.one("select body from public.webhook_events where event_key = 'odd'")["body"] == b"\xffodd"


def test_two_workers_never_claim_the_same_delivery(database: Database) -> None:
    call = ring(database)
    for n in range(20):
        telephony.take_delivery(
            call.ingest, integration_id=SALON_INTEGRATION, event=None, key=f"odd{n}", type="x", headers={}, body=b""
        )
    due_now(database)
    first = database.connect("fn_jobs")
    with first, first.transaction():
        one = {row["id"] for row in first.execute("select id from backend.claim_deliveries(12)")}
        two = {each.id for each in telephony.claim_deliveries(connect(database.url("fn_jobs")), limit=12)}
    assert (len(one), len(two), one & two) == (12, 8, set())


def test_a_call_to_a_number_that_is_not_ours_is_ignored_and_kept(database: Database) -> None:
    call = ring(database, answered=False)
    call.callee = "+493023125999"
    assert call.turn(0).outcome == "unknown_number"
    assert call.status(CallStatus.COMPLETED, 10) == "applied"
    assert [row["status"] for row in inbox(database)] == ["ignored", "ignored"]
    assert database.all("select * from public.calls") == []


def test_another_companys_number_is_not_answered_for_it(database: Database) -> None:
    call = ring(database, answered=False)
    call.callee = "+41445550100"
    assert call.turn(0).outcome == "unknown_number"


def test_a_turn_asked_for_twice_is_answered_in_the_same_words(database: Database) -> None:
    call = ring(database)
    call.turn(1)
    assert call.say(1, "Erste Antwort").text == "Erste Antwort"
    assert call.say(1, "Zweite Antwort").text == "Erste Antwort"
    again = call.turn(1)
    assert again.reply is not None
    assert again.reply.text == "Erste Antwort"
    assert again.state == {"turn": 0}
    assert (
        database.one(
            "select count(*) as n from public.webhook_events where event_key like 'turn:1:%%'".replace("%%", "%")
        )["n"]
        == 1
    )


def test_a_turn_after_the_end_finds_the_call_over(database: Database) -> None:
    call = ring(database)
    call.status(CallStatus.COMPLETED, 10)
    assert call.turn(1).outcome == "ended"


def test_a_turn_whose_ring_was_lost_is_answered_all_the_same(database: Database) -> None:
    call: LiveCall = ring(database, answered=False)
    recall = call.turn(3)
    assert (recall.outcome, recall.turns, recall.state) == ("answer", (), None)
    assert (
        database.one(
            "select reserved_balance::float as held from public.prepaid_balances where company_id = 'a1000000-0000-4000-8000-000000000001'"
        )["held"]
        == 0.6
    )


@pytest.mark.parametrize("who", ["postgres", "service_role"])
@pytest.mark.parametrize("statement", ["update public.webhook_events set body = 'x'", "update public.webhook_events set event_key = event_key || 'x'",
                                       "delete from public.webhook_events", "truncate public.webhook_events cascade"])  # fmt: skip
def test_a_delivery_is_never_rewritten(db: Connection, act_as: ActAs, who: str, statement: str) -> None:
    db.execute("""insert into public.webhook_events (company_id, integration_id, provider, event_key, event_type, body)
                  select company_id, id, provider, 'k', 't', 'b' from public.integrations limit 1""")  # fmt: skip
    with pytest.raises(psycopg.Error, match=r"delivery_is_immutable|append_only|permission denied"), act_as(who):
        db.execute(statement.encode())


@pytest.mark.parametrize(("before", "after", "allowed"), [
    ("ringing", "in_progress", True), ("ringing", "completed", True), ("in_progress", "completed", True), ("in_progress", "ringing", False),
    ("completed", "in_progress", False), ("completed", "failed", False), ("no_answer", "completed", False), ("busy", "busy", True),
])  # fmt: skip
def test_the_status_of_a_call_moves_forward_only(db: Connection, before: str, after: str, allowed: bool) -> None:
    db.execute("""insert into public.calls (company_id, integration_id, provider, provider_call_id, status, currency)
                  select company_id, id, provider, 'x', %s, 'EUR' from public.integrations limit 1""", (before,))  # fmt: skip
    if allowed:
        db.execute("update public.calls set status = %s", (after,))
    else:
        with pytest.raises(psycopg.Error, match="call_status_moves_forward_only"), db.transaction():
            db.execute("update public.calls set status = %s", (after,))


def test_what_is_switched_off_takes_no_new_call_but_ends_the_one_that_runs(database: Database) -> None:
    running = ring(database)
    database.all("update public.integrations set is_active = false returning 1")
    token = database.one("select webhook_token from public.integrations where id = %s", SALON_INTEGRATION)[
        "webhook_token"
    ]
    assert integrations.find_integration(running.ingest, provider="twilio", webhook_token=token)
    assert running.turn(1).outcome == "answer"
    assert ring(database, answered=False).turn(0).outcome == "unknown_number"
    assert running.status(CallStatus.COMPLETED, 30) == "applied"
    assert database.one("select status::text, cost::float from public.calls") == {"status": "completed", "cost": 0.12}


def test_a_call_whose_end_was_lost_is_closed_and_settled(database: Database) -> None:
    call, fresh = ring(database), ring(database)
    jobs = connect(database.url("fn_jobs"))
    assert telephony.close_abandoned_calls(jobs, limit=10) == 0
    with database.connect() as conn:
        conn.execute("alter table public.call_turns disable trigger user")
        conn.execute(
            "update public.call_turns set created_at = now() - interval '2 hours' + interval '90 seconds' where call_id = %s",
            (call.id,),
        )
        conn.execute(
            "update public.calls set started_at = now() - interval '2 hours', answered_at = now() - interval '2 hours' where id = %s",
            (call.id,),
        )
    assert telephony.close_abandoned_calls(jobs, limit=10) == 1
    closed = database.one(
        "select status::text, end_reason, duration_seconds, cost::float from public.calls where id = %s", call.id
    )
    assert closed == {"status": "completed", "end_reason": "abandoned", "duration_seconds": 90, "cost": 0.24}
    assert call.status(CallStatus.COMPLETED, 5000) == "applied"
    assert database.one("select cost::float from public.calls where id = %s", call.id) == {"cost": 0.24}
    assert database.one("select status::text from public.calls where id = %s", fresh.id) == {"status": "in_progress"}


def test_words_that_cannot_be_stored_whole_are_stored_without_what_cannot(database: Database) -> None:
    call = ring(database)
    recall = call.turn(1, Heard("ja\x00 bitte \ud83d\ude00\ud800"))
    assert recall.outcome == "answer"
    assert call.say(1, "gern\x00").text == "gern"
    call.message("ruf\x00 an")
    call.name("Anna\x00 Kurz")
    said = database.one("select text from public.call_turns where turn = 1 and speaker = 'caller'")["text"]
    assert said.replace("\U0001f600", "").rstrip() == "ja bitte"
