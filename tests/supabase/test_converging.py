"""Events in any order, late and repeated, leave the same calls, events, timelines and reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.db import telephony
from shared.db.connection import connect, disconnect
from shared.domain.calls import CallEvent, CallStatus, Direction
from tests.support.calls import CALLER, SALON, SALON_INTEGRATION, SALON_NUMBER, ring
from tests.support.database import Connection, Database

R, A, C = CallStatus.RINGING, CallStatus.IN_PROGRESS, CallStatus.COMPLETED
FINAL = (C, CallStatus.FAILED, CallStatus.BUSY, CallStatus.NO_ANSWER, CallStatus.CANCELLED)

# What a report shows of them: everything but made-up ids and the instants at which we wrote.
SEEN = {
    "calls": """select to_jsonb(c) - '{id,customer_id,created_at,updated_at,settled_at}'::text[]
                  || jsonb_build_object('customer', k.phone_normalized, 'settled', c.settled_at is not null) as row
                from public.calls c left join public.customers k on k.id = c.customer_id""",
    "telephony_events": "select to_jsonb(e) - '{id,call_id,webhook_event_id,created_at}'::text[] as row from public.telephony_events e",
    "v_telephony_events": "select to_jsonb(e) - '{id,call_id,webhook_event_id,created_at}'::text[] as row from public.v_telephony_events e",
    "call_activities": "select to_jsonb(a) - 'call_id' as row from public.call_activities a",
    "message_logs": "select to_jsonb(m) as row from public.message_logs m",
    "v_user_costs": "select to_jsonb(v) as row from public.v_user_costs v",
    "v_user_revenue": "select to_jsonb(v) as row from public.v_user_revenue v",
    "company_statistics": "select to_jsonb(v) as row from public.company_statistics v",
    "customer_interactions": "select to_jsonb(i) - '{id,call_id,customer_id,created_at,updated_at}'::text[] as row from public.customer_interactions i where i.type = 'call'",
    "customers": "select jsonb_build_object('phone', phone_normalized, 'calls', call_count) as row from public.customers",
}


def seen(database: Database) -> dict[str, list[Any]]:
    return {name: [each["row"] for each in database.all(f"{query} order by 1")] for name, query in SEEN.items()}


@dataclass(frozen=True)
class Told:
    """One event of one call; `after` is seconds after that call's first ring."""

    call: int
    status: CallStatus
    after: int
    sequence: int
    seconds: int | None = None

    def event(self, began: datetime) -> CallEvent:
        sid = f"CA{self.call:032x}"
        # A day's hour that depends on nothing: reports are by day, and no call may straddle two.
        return CallEvent(
            f"status:{sid}:{self.status}:{self.sequence}", "status", sid, self.status, Direction.INBOUND,
            f"{CALLER[:-1]}{self.call}", SALON_NUMBER, duration_seconds=self.seconds,
            occurred_at=began + timedelta(seconds=self.after), sequence=self.sequence,
        )  # fmt: skip


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[Told], list[Told]]:
    """What is told of one to three calls: in order, and again as a permutation with duplicates."""
    told: list[Told] = []
    for call in range(draw(st.integers(1, 3))):
        at = sorted(draw(st.lists(st.integers(0, 600), min_size=5, max_size=5)))
        middle = draw(st.lists(st.sampled_from([R, R, A, A]), max_size=4))
        mine = [Told(call, status, at[n], n) for n, status in enumerate(middle)]
        if draw(st.booleans()) or not mine:
            final = draw(st.sampled_from([C, C, C, *FINAL[1:]]))
            # What the provider says it lasted need not fit what it said on the way.
            mine.append(Told(call, final, at[-1], 9, draw(st.integers(0, 700)) if final is C else None))
        told += mine
    again = draw(st.lists(st.sampled_from(told), max_size=4))
    return told, draw(st.permutations(told + again))


def tell(database: Database, told: list[Told], began: datetime) -> None:
    conn = connect(database.url("fn_ingest"))
    for each in told:
        event = each.event(began)
        telephony.take_delivery(
            conn, integration_id=SALON_INTEGRATION, event=event, key=event.key, type=event.type, headers={}, body=b"test=1"
        )  # fmt: skip


def noon() -> datetime:
    """Some hours ago, in the middle of a UTC and a Berlin hour, within the day that a call can be old."""
    return datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)


@given(story=stories())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_with_duplicates_leaves_the_same(
    fresh_database: Callable[[], Database], story: tuple[list[Told], list[Told]]
) -> None:
    in_order, shuffled = story
    began = noon()
    left = []
    for told in (in_order, shuffled):
        database = fresh_database()
        tell(database, told, began)
        left.append(seen(database))
        disconnect()
    assert left[0] == left[1]


def test_what_the_provider_says_late_still_counts(database: Database) -> None:
    began = noon()
    tell(database, [Told(1, C, 65, 3, 60), Told(1, R, 0, 1), Told(1, A, 5, 2)], began)
    call = database.one(
        "select status::text, started_at, answered_at, ended_at, duration_seconds, ended_by from public.calls"
    )
    assert call == {
        "status": "completed", "started_at": began, "answered_at": began + timedelta(seconds=5),
        "ended_at": began + timedelta(seconds=65), "duration_seconds": 60, "ended_by": f"status:CA{1:032x}:completed:3",
    }  # fmt: skip


def test_a_call_of_which_only_the_end_is_known_began_as_long_before(database: Database) -> None:
    began = noon()
    tell(database, [Told(1, C, 65, 3, 60)], began)
    call = database.one("select started_at, answered_at from public.calls")
    assert call == {"started_at": began + timedelta(seconds=5), "answered_at": began + timedelta(seconds=5)}


@pytest.mark.parametrize(("first", "second"), [(C, CallStatus.FAILED), (CallStatus.NO_ANSWER, C)])
def test_of_two_final_statuses_the_first_was_settled_and_stays(
    database: Database, first: CallStatus, second: CallStatus
) -> None:
    began = noon()
    ends = [Told(1, first, 65, 3, 60), Told(1, second, 70, 4, 600)]
    tell(database, ends[:1], began)
    before = database.one("select * from public.calls")
    ledger = database.all("select * from public.balance_ledger order by id")
    tell(database, [ends[1], *ends], began)
    assert database.one("select * from public.calls") == before
    assert database.all("select * from public.balance_ledger order by id") == ledger
    assert database.one("select count(*) as n from public.telephony_events") == {"n": 2}


def test_a_final_status_that_came_first_but_was_understood_later_does_not_win(database: Database) -> None:
    began = noon()
    tell(database, [Told(1, A, 0, 1)], began)
    conn, jobs = connect(database.url("fn_ingest")), connect(database.url("fn_jobs"))
    kept = telephony.take_delivery(
        conn, integration_id=SALON_INTEGRATION, event=None, key="body:odd", type="status", headers={}, body=b"odd"
    )
    assert kept == "kept"
    tell(database, [Told(1, C, 65, 3, 60)], began)
    before = database.one("select * from public.calls")
    database.all("update public.webhook_events set next_attempt_at = now() where status = 'failed' returning 1")
    (due,) = telephony.claim_deliveries(jobs, limit=5)
    early = Told(1, CallStatus.FAILED, 30, 2).event(began)
    assert telephony.apply_delivery(jobs, delivery_id=due.id, event=early) == "applied"
    assert database.one("select * from public.calls") == before
    assert database.one("select count(*) as n from public.telephony_events") == {"n": 3}


def test_an_instant_from_the_future_or_the_distant_past_is_held_to_what_is_possible(database: Database) -> None:
    began = noon()
    tell(database, [Told(1, R, 10**8, 1), Told(2, R, -(10**8), 1)], began)
    early, late = database.all("select started_at, created_at from public.calls order by 1")
    assert late["started_at"] == late["created_at"]
    assert early["started_at"] == early["created_at"] - timedelta(days=1)


def test_money_is_held_when_the_provider_says_first_that_it_was_answered(database: Database) -> None:
    tell(database, [Told(1, A, 0, 1), Told(1, A, 1, 2), Told(1, R, -5, 0)], noon())
    assert database.one("select reserved_balance::float as held from public.prepaid_balances where company_id = %s", SALON) == {"held": 0.6}  # fmt: skip
    assert database.one("select count(*) as n from public.ledger_transactions where kind = 'hold'") == {"n": 1}


def test_a_request_for_words_answers_the_call_and_is_an_event(database: Database) -> None:
    call = ring(database)
    call.turn(1)
    kinds = database.all("select event_type, status::text from public.telephony_events order by created_at")
    assert kinds == [{"event_type": "turn", "status": "in_progress"}] * 2
    row = database.one("select answered_at = started_at as at_once, status::text, ended_by from public.calls")
    assert row == {"at_once": True, "status": "in_progress", "ended_by": None}


def test_an_event_of_an_unknown_kind_is_kept_for_later(database: Database) -> None:
    call = ring(database)
    event = replace(call.event(A, "status:x"), type="juggled")
    outcome = telephony.take_delivery(
        call.ingest, integration_id=SALON_INTEGRATION, event=event, key=event.key, type="juggled", headers={}, body=b"x"
    )
    assert outcome == "kept"
    assert database.one("select last_error from public.webhook_events where event_type = 'juggled'") == {"last_error": "23503"}  # fmt: skip


@pytest.mark.parametrize("who", ["postgres", "service_role", "fn_ingest", "fn_jobs"])
@pytest.mark.parametrize("statement", ["update public.telephony_events set status = 'failed'", "delete from public.telephony_events",
                                       "truncate public.telephony_events"])  # fmt: skip
def test_an_event_is_never_rewritten(database: Database, who: str, statement: str) -> None:
    ring(database)
    before = database.all("select * from public.telephony_events")
    with database.connect() as conn, conn.transaction(force_rollback=True):
        conn.execute(f"set local role {who}".encode())
        with pytest.raises(psycopg.Error, match=r"append_only|permission denied"):
            conn.execute(statement.encode())
    assert database.all("select * from public.telephony_events") == before


def test_an_event_cannot_point_at_another_companys_call(db: Connection) -> None:
    db.execute("""insert into public.calls (company_id, integration_id, provider, provider_call_id, currency)
                  select company_id, id, provider, 'x', 'EUR' from public.integrations where company_id = %s and provider = 'twilio'""", (SALON,))  # fmt: skip
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        db.execute("""
            insert into public.telephony_events (company_id, integration_id, provider, call_id, event_key, event_type, direction, status, currency, event_timestamp)
            select i.company_id, i.id, i.provider, c.id, 'x', 'status', 'inbound', 'ringing', 'EUR', now()
            from public.calls c, public.integrations i where i.company_id <> c.company_id and i.provider = 'twilio' limit 1""")
