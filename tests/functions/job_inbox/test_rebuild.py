"""What providers told of calls, made anew from the inbox: equal to what was there, and nothing of ours is touched."""

from __future__ import annotations

import random
from typing import Any
from uuid import uuid4

import pytest

from functions.job_inbox.handler import handler
from functions.job_inbox.rebuild import PayloadError
from shared.db.refusals import NotFound
from shared.domain.calls import CallStatus
from shared.providers import forms
from tests.support.calls import DENTIST, SALON
from tests.support.database import Database
from tests.support.line import Line

TOLD = {
    "calls": "select to_jsonb(c) - 'updated_at' as row from public.calls c order by id",
    "events": "select to_jsonb(e) - 'id' as row from public.telephony_events e order by call_id, event_key",
    "activities": "select to_jsonb(a) as row from public.call_activities a order by 1",
    "v_telephony_events": "select to_jsonb(e) - 'id' as row from public.v_telephony_events e order by 1",
    "v_user_costs": "select to_jsonb(v) as row from public.v_user_costs v order by 1",
    "company_statistics": "select to_jsonb(v) as row from public.company_statistics v order by 1",
}
OURS = ("call_turns", "tool_calls", "appointments", "customers", "customer_interactions", "ledger_transactions", "balance_ledger",
        "call_charges", "prepaid_balances", "ai_usage_logs", "message_logs", "webhook_events")  # fmt: skip
CORRUPTED = """
    update public.calls set status = 'failed', started_at = started_at - interval '1 hour', answered_at = null, ended_at = null,
      duration_seconds = 7, end_reason = 'x', caller_number = null, callee_number = '+4930999999', direction = 'outbound'"""


def told(database: Database) -> dict[str, list[Any]]:
    return {name: [each["row"] for each in database.all(query)] for name, query in TOLD.items()}


def ours(database: Database) -> dict[str, list[Any]]:
    return {name: database.all(f"select * from public.{name} t order by t::text") for name in OURS}


def by_hand(database: Database, *statements: str) -> None:
    """As a superuser past every guard, the way a fault would."""
    with database.connect() as conn:
        conn.execute("set session_replication_role = replica")
        for statement in statements:
            conn.execute(statement.encode())


def rebuild(company_id: object = SALON, **more: object) -> dict[str, int]:
    return handler({"rebuild": {"company_id": str(company_id), **{key: str(each) for key, each in more.items()}}}, None)


@pytest.fixture
def busy(line: Line) -> Line:
    """Three calls: one spoken in and over, one of which only the provider told, out of order, and one that is running."""
    line.never_closes()
    spoken = line.phone()
    spoken.ring()
    spoken.say("Wann haben Sie geöffnet?")
    spoken.tell_status("completed", seconds=42, SequenceNumber="3")
    told_only = line.phone()
    told_only.tell_status("completed", seconds=20, SequenceNumber="2")
    told_only.tell_status("in-progress", SequenceNumber="1")
    told_only.tell_status("busy", SequenceNumber="4")
    running = line.phone()
    running.ring()
    return line


def test_what_was_lost_and_corrupted_comes_back_equal(busy: Line) -> None:
    database = busy.database
    before, kept = told(database), ours(database)
    by_hand(database, CORRUPTED, "delete from public.telephony_events")
    assert told(database) != before
    done = rebuild()
    assert (done["rebuilt"], done["changed"], done["unread"], done["kept"]) == (3, 3, 0, 0)
    assert done["events"] == done["read"] == len(before["events"])
    assert told(database) == before
    assert ours(database) == kept
    assert rebuild()["changed"] == 0
    assert told(database) == before


def test_one_call_is_rebuilt_and_no_other(busy: Line) -> None:
    database = busy.database
    before = told(database)
    by_hand(database, CORRUPTED, "delete from public.telephony_events")
    for call in database.all("select id from public.calls order by id"):
        done = rebuild(call_id=call["id"])
        assert (done["rebuilt"], done["changed"]) == (1, 1)
    assert told(database) == before


def test_the_order_and_the_duplicates_of_the_inbox_do_not_matter(busy: Line) -> None:
    """The same deliveries stored in another order, some twice under their content, as if they had not been understood."""
    database = busy.database
    before = told(database)
    rows = database.all("select id from public.webhook_events order by received_at")
    random.Random(7).shuffle(rows)  # noqa: S311
    by_hand(
        database,
        "delete from public.telephony_events",
        # Physical order, and with it every plan that does not sort, is another one.
        "create temporary table again as select * from public.webhook_events",
        "delete from public.webhook_events",
        *[f"insert into public.webhook_events select * from again where id = '{each['id']}'" for each in rows],
        """insert into public.webhook_events (company_id, integration_id, provider, event_key, event_type, headers, body, received_at, status, next_attempt_at)
           select company_id, integration_id, provider, 'body:' || id, event_type, headers, body, received_at - interval '1 minute', 'applied', null
           from again where event_type = 'status'""",
    )
    assert rebuild()["rebuilt"] == 3
    assert told(database) == before


def test_what_can_no_longer_be_read_is_reported_and_its_event_stays(
    busy: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = told(busy.database)
    monkeypatch.delitem(forms.STATUSES, "completed")
    done = rebuild()
    assert (done["unread"], done["kept"], done["changed"]) == (2, 2, 0)
    assert told(busy.database) == before


def test_what_has_left_the_inbox_stays_as_it_is(busy: Line) -> None:
    before = told(busy.database)
    by_hand(busy.database, "delete from public.webhook_events where event_type in ('incoming', 'status')")
    done = rebuild()
    assert done["changed"] == 0
    assert told(busy.database) == before


def test_an_abandoned_calls_end_is_ours(line: Line) -> None:
    phone = line.phone()
    phone.ring()
    by_hand(
        line.database,
        "update public.call_turns set created_at = now() - interval '2 hours' + interval '90 seconds'",
        "update public.webhook_events set received_at = now() - interval '2 hours'",
        "update public.telephony_events set event_timestamp = now() - interval '2 hours', created_at = now() - interval '2 hours'",
        "update public.calls set started_at = now() - interval '2 hours', answered_at = now() - interval '2 hours'",
        "update public.calls c set started_at = e.event_timestamp, answered_at = e.event_timestamp from public.telephony_events e",
        "update public.webhook_events w set received_at = e.event_timestamp from public.telephony_events e",
    )
    assert handler({}, None)["closed"] == 1
    before = told(line.database)
    by_hand(line.database, "delete from public.telephony_events", "update public.calls set started_at = started_at - interval '1 minute', answered_at = null")  # fmt: skip
    assert rebuild()["changed"] == 1
    assert told(line.database) == before
    assert before["calls"][0]["end_reason"] == "abandoned"


def test_another_companys_calls_are_not_touched(busy: Line) -> None:
    by_hand(busy.database, "delete from public.telephony_events")
    assert rebuild(DENTIST) == {
        "read": 0,
        "unread": 0,
        "rebuilt": 0,
        "changed": 0,
        "events": 0,
        "kept": 0,
        "left": 0,
        "messages": 0,
    }
    call = busy.database.all("select id from public.calls")[0]["id"]
    with pytest.raises(NotFound, match="call_not_found"):
        rebuild(DENTIST, call_id=call)
    with pytest.raises(NotFound, match="company_not_found"):
        rebuild(uuid4())
    assert busy.database.all("select * from public.telephony_events") == []


def test_a_call_that_was_anonymised_stays_so(busy: Line) -> None:
    by_hand(busy.database, "update public.calls set anonymised_at = now(), caller_number = null")
    assert rebuild()["left"] == 3
    assert busy.database.all("select 1 from public.calls where caller_number is not null") == []


@pytest.mark.parametrize("payload", [
    None, "everything", {}, {"company_id": "salon"}, {"call_id": "3e32fd90-3db5-4a2f-ab3b-468fc13a145b"}, {"company_id": str(SALON), "call_id": None},
    {"company_id": str(SALON), "since": "2026"},
], ids=str)  # fmt: skip
def test_a_wrong_payload_is_refused_in_words(line: Line, payload: object) -> None:
    with pytest.raises(PayloadError, match="rebuild"):
        handler({"rebuild": payload}, None)


def test_the_status_of_the_running_call_can_go_back_only_by_rebuilding(busy: Line) -> None:
    by_hand(busy.database, "update public.calls set status = 'completed' where ended_by is null")
    assert rebuild()["changed"] == 1
    statuses = {
        row["status"] for row in busy.database.all("select status::text from public.calls where ended_by is null")
    }
    assert statuses == {CallStatus.IN_PROGRESS}
