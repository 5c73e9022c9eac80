"""What Telnyx tells of a call, in any order and repeatedly, leaves the same rows; and they can be made anew from the inbox."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.job_inbox.handler import handler as job_inbox
from shared.db import telephony
from shared.db.connection import connect, disconnect
from shared.providers.refusals import NotUnderstood
from shared.providers.telnyx import telephone
from shared.providers.telnyx.state import State
from tests.support.calls import SALON
from tests.support.database import Database
from tests.support.telnyx_line import NUMBER, TelnyxLine, connect_telnyx

CALL, SESSION, LEG = "v3:call", "session-1", "v3:leg"
CALLER, PERSON = "+4915255501234", "+493023125999"
SEEN = {
    "calls": "select to_jsonb(c) - '{id,customer_id,created_at,updated_at,settled_at,integration_id,phone_number_id}'::text[] as row from public.calls c",
    "events": "select to_jsonb(e) - '{id,call_id,webhook_event_id,created_at,integration_id}'::text[] as row from public.telephony_events e",
    "activities": "select to_jsonb(a) - 'call_id' as row from public.call_activities a",
    "costs": "select to_jsonb(v) - '{call_id,integration_id}'::text[] as row from public.v_call_provider_costs v",
    "reports": "select to_jsonb(v) as row from public.v_user_costs v",
    "customers": "select jsonb_build_object('phone', phone_normalized, 'calls', call_count) as row from public.customers",
    "deliveries": "select jsonb_build_object('key', event_key, 'status', status) as row from public.webhook_events",
}


def seen(database: Database) -> dict[str, list[Any]]:
    return {name: [each["row"] for each in database.all(f"{query} order by 1")] for name, query in SEEN.items()}


def deliveries() -> list[bytes]:
    """All that is told of one call that is answered, speaks, is transferred and over; the beginnings in an order of time."""
    began = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)
    here = State(CALL, 1, CALLER, NUMBER).packed()
    there = State(CALL, 2, CALLER, NUMBER, leg=True).packed()
    own = {"call_control_id": CALL, "from": CALLER, "to": NUMBER, "call_leg_id": "leg-a"}
    other = {"call_control_id": LEG, "from": NUMBER, "to": PERSON, "call_leg_id": "leg-b", "client_state": there}
    start = {"start_time": began.isoformat()}
    price = {"status": "success", "cost_parts": [{"currency": "USD"}]}
    told: list[tuple[int, str, dict[str, Any]]] = [
        (0, "call.initiated", own | start | {"direction": "incoming"}),
        (3, "call.answered", own | start | {"client_state": State(CALL, 0, CALLER, NUMBER).packed()}),
        (9, "call.speak.ended", own | {"client_state": here, "status": "completed"}),
        (12, "call.transcription", {"call_control_id": CALL, "client_state": here, "transcription_data": {"transcript": "Ja", "is_final": True}}),
        (20, "call.initiated", other | {"direction": "outgoing"}),
        (25, "call.answered", other),
        (60, "call.hangup", other | {"hangup_cause": "normal_clearing", "start_time": (began + timedelta(seconds=20)).isoformat()}),
        (61, "call.hangup", own | start | {"client_state": here, "hangup_cause": "normal_clearing"}),
        (70, "call.cost", price | {"call_control_id": CALL, "call_leg_id": "leg-a", "total_cost": "0.0184"}),
        (71, "call.cost", price | {"call_control_id": LEG, "call_leg_id": "leg-b", "total_cost": "0.02"}),
        (90, "call.cost", price | {"call_control_id": LEG, "call_leg_id": "leg-b", "total_cost": "0.021"}),
    ]  # fmt: skip
    return [
        json.dumps({"data": {"event_type": kind, "id": f"event-{n}", "occurred_at": (began + timedelta(seconds=after)).isoformat(),
                             "payload": payload | {"call_session_id": SESSION}}}).encode()
        for n, (after, kind, payload) in enumerate(told)
    ]  # fmt: skip


def tell(database: Database, bodies: list[bytes]) -> None:
    """Take them in at the status address, and try what had to wait again until nothing does."""
    integration_id = connect_telnyx(database)
    for body in bodies:
        event = telephone.status(body)
        telephony.take_delivery(
            connect(database.url("fn_ingest")), integration_id=integration_id, event=event, key=event.key, type=event.type,
            headers={}, body=body,
        )  # fmt: skip
    jobs = connect(database.url("fn_jobs"))
    while database.all("update public.webhook_events set next_attempt_at = now() where status = 'failed' returning 1"):
        for due in telephony.claim_deliveries(jobs, limit=50):
            telephony.apply_delivery(jobs, delivery_id=due.id, event=telephone.status(due.body))


@st.composite
def orders(draw: st.DrawFn) -> list[int]:
    everything = range(len(deliveries()))
    again = draw(st.lists(st.sampled_from(everything), max_size=5))
    return draw(st.permutations([*everything, *again]))


@given(order=orders())
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_with_duplicates_leaves_the_same(fresh_database: Callable[[], Database], order: list[int]) -> None:
    bodies = deliveries()
    left = []
    for told in (bodies, [bodies[n] for n in order]):
        database = fresh_database()
        tell(database, told)
        left.append(seen(database))
        disconnect()
    assert left[0] == left[1]
    (call,) = left[0]["calls"]
    assert (call["status"], call["duration_seconds"], call["provider_session_id"]) == ("completed", 61, SESSION)
    assert (call["caller_number"], call["callee_number"]) == (CALLER, NUMBER)
    assert sorted(row["cost"] for row in left[0]["costs"]) == [0.0184, 0.021]
    assert {row["status"] for row in left[0]["deliveries"]} == {"applied"}


def by_hand(database: Database, *statements: str) -> None:
    with database.connect() as conn:
        conn.execute("set session_replication_role = replica")
        for statement in statements:
            conn.execute(statement.encode())


@pytest.mark.parametrize("one_call", [False, True], ids=["the company", "one call"])
def test_what_was_lost_comes_back_equal(telnyx: TelnyxLine, one_call: bool) -> None:
    """Of both dialects, with the legs and the costs that only share a session with their call."""
    database = telnyx.database
    database.all("update public.phone_numbers set forwarding_number = '+493023125999' returning 1")
    telnyx.never_closes()
    led = telnyx.led()
    for phone in (telnyx.texml(), led):
        phone.ring()
        phone.say("Ich möchte bitte einen Menschen sprechen")
        phone.tell_status("completed", seconds=70)
    led.tell_cost("0.0184")
    led.tell_cost("0.02", call_control_id="v3:another-leg", call_leg_id="leg-b", client_state=None)
    before = seen(database)
    by_hand(database, "delete from public.telephony_events",
            "update public.calls set status = 'failed', started_at = started_at - interval '1 hour', duration_seconds = 7, callee_number = null")  # fmt: skip
    assert seen(database) != before
    wanted: list[dict[str, str]] = [{}]
    if one_call:
        wanted = [{"call_id": str(row["id"])} for row in database.all("select id from public.calls")]
    for each in wanted:
        done = job_inbox({"rebuild": {"company_id": str(SALON)} | each}, None)
        assert done["unread"] == done["left"] == 0
    assert seen(database) == before


def test_no_delivery_of_theirs_is_taken_for_another_event() -> None:
    for body in deliveries():
        event = telephone.status(body)
        assert event == telephone.turn(body, 7).event == telephone.incoming(body)
    with pytest.raises(NotUnderstood):
        telephone.status(b"{}")
