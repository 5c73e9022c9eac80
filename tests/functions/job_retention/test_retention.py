"""What the periods of a company take away, and what they leave."""

from __future__ import annotations

import json
from typing import Any

import pytest

from local.gateway import Gateway
from tests.support.calls import SALON, whole_call
from tests.support.database import Database

NOTHING = {"companies": 3, "recordings": 0, "transcripts": 0, "calls": 0, "rows": 0, "unfinished": 0}


def run(gateway: Gateway) -> dict[str, int]:
    counts: dict[str, int] = json.loads(gateway.run_job("job_retention").body)
    return counts


def aged(database: Database, days: int, *, calls: int = 1) -> None:
    """Whole calls that were made so many days ago, with a recording."""
    for _ in range(calls):
        whole_call(database)
    database.all(f"""
        with past as (select set_config('session_replication_role', 'replica', false)),
        calls as (update public.calls set started_at = started_at - interval '{days} days', answered_at = null, ended_at = null,
          recording_url = 'https://api.twilio.com/recording' where (select true from past) returning 1),
        inbox as (update public.webhook_events set received_at = received_at - interval '{days} days'
          where (select true from past) returning 1)
        select count(*) from calls, inbox""")


def call(database: Database) -> dict[str, Any]:
    return database.one("select * from public.calls")


def test_nothing_is_due(database: Database, gateway: Gateway) -> None:
    whole_call(database)
    assert run(gateway) == NOTHING
    assert call(database)["transcript"]


def test_a_recording_goes_first(database: Database, gateway: Gateway) -> None:
    aged(database, 91)
    before = call(database)
    assert run(gateway) == NOTHING | {"recordings": 1}
    assert call(database)["recording_url"] is None
    assert call(database)["transcript"] == before["transcript"]
    assert run(gateway) == NOTHING


def test_then_the_transcript_and_its_turns(database: Database, gateway: Gateway) -> None:
    aged(database, 366)
    assert run(gateway) == NOTHING | {"recordings": 1, "transcripts": 1}
    assert call(database)["transcript"] is None
    assert call(database)["caller_number"]
    assert database.all("select 1 from public.call_turns") == []
    assert run(gateway) == NOTHING


def test_in_the_end_who_called_is_forgotten_and_the_money_is_not(database: Database, gateway: Gateway) -> None:
    aged(database, 2558)
    before = call(database)
    ledger = database.all("select * from public.balance_ledger order by id")
    done = run(gateway)
    assert (done["calls"], done["transcripts"]) == (1, 1)
    after = call(database)
    assert [after[name] for name in ("caller_number", "callee_number", "customer_id", "transcript")] == [None] * 4
    assert after["anonymised_at"] is not None
    assert [after[name] for name in ("cost", "duration_seconds", "status")] == [
        before[name] for name in ("cost", "duration_seconds", "status")
    ]
    assert database.all("select 1 from public.webhook_events") == []
    assert database.all("select * from public.balance_ledger order by id") == ledger
    report = database.one("select report from public.data_requests where kind = 'retention' and company_id = %s", SALON)
    assert report["report"]["calls"] == 1
    assert run(gateway) == NOTHING


def test_what_must_be_kept_is_kept(database: Database, gateway: Gateway) -> None:
    aged(database, 2558)
    database.all("update public.calls set retain_until = current_date + 1 returning 1")
    before = call(database)
    done = run(gateway)
    assert (done["calls"], done["transcripts"], done["recordings"]) == (0, 0, 0)
    assert call(database) == before


def test_a_shorter_period_of_the_company_counts(database: Database, gateway: Gateway) -> None:
    aged(database, 8)
    database.all("update public.companies set transcript_retention_days = 7 where id = %s returning 1", SALON)
    assert run(gateway)["transcripts"] == 1
    assert call(database)["transcript"] is None


@pytest.mark.parametrize("batch", [1, 2])
def test_more_than_a_batch_is_taken_in_several(
    database: Database, gateway: Gateway, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    from functions.job_retention import handler

    aged(database, 91, calls=3)
    monkeypatch.setattr(handler, "BATCH", batch)
    assert run(gateway)["recordings"] == 3


def test_what_a_vendor_summed_up_goes_with_the_words_even_where_there_were_none(
    database: Database, gateway: Gateway
) -> None:
    aged(database, 366)
    database.all("update public.calls set transcript = null, summary = 'Karla bat um Rückruf.' returning 1")
    assert run(gateway)["transcripts"] == 1
    assert call(database)["summary"] is None


def test_notices_and_orders_name_nobody_longer_than_the_call(database: Database, gateway: Gateway) -> None:
    aged(database, 2558)
    made = call(database)
    with database.connect() as conn:
        conn.execute("set session_replication_role = replica")
        conn.execute(
            "insert into public.call_orders (company_id, order_key, to_number, phone_number_id, status, call_id, created_at)"
            " values (%s, 'order-17', %s, %s, 'placed', %s, %s)",
            (SALON, made["caller_number"], made["phone_number_id"], made["id"], made["started_at"]),
        )
        conn.execute("update public.notifications set created_at = created_at - interval '2558 days'")
        conn.execute(
            "update public.notifications set status = 'queued', next_attempt_at = now() + interval '1 day', delivered_at = null"
            " where id = (select id from public.notifications limit 1)"
        )
    told = len(database.all("select 1 from public.notifications"))
    assert told > 1
    assert run(gateway)["rows"] >= told
    assert database.all("select 1 from public.call_orders") == []
    # What is still to be sent is not taken away from under who sends it.
    assert [each["status"] for each in database.all("select status::text from public.notifications")] == ["queued"]
    assert run(gateway) == NOTHING
