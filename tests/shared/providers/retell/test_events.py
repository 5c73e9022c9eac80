"""Retell's webhooks in the house's own words, and that no webhook breaks the reading."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.calls import CallStatus, Direction
from shared.domain.money import Money
from shared.providers.refusals import NothingToKeep, NotUnderstood
from shared.providers.retell import telephone, tools
from tests.support import wire

CALL = "call_test0000000000000000000000001"
CALLER, CALLED, PERSON = "+46701740605", "+46846500400", "+46701740620"


def body(name: str) -> bytes:
    return wire.body(f"retell/{name}.json")


def changed(name: str, **fields: Any) -> bytes:
    told = wire.recorded(f"retell/{name}.json")
    told["call"] |= fields
    return json.dumps(told).encode()


def test_somebody_rings() -> None:
    event = telephone.incoming(body("inbound-call"))
    assert (event.key, event.status, event.direction) == (f"incoming:{CALL}", CallStatus.RINGING, Direction.INBOUND)
    assert (event.caller_number, event.callee_number) == (CALLER, CALLED)


def test_an_older_request_without_an_id_opens_no_call() -> None:
    told = wire.recorded("retell/inbound-call.json")
    del told["call_inbound"]["call_id"]
    with pytest.raises(NotUnderstood, match="call_missing"):
        telephone.incoming(json.dumps(told).encode())


def test_a_call_begins() -> None:
    event = telephone.status(body("call-started"))
    assert (event.key, event.status) == (f"status:call_started:{CALL}", CallStatus.IN_PROGRESS)
    assert event.occurred_at == datetime(2026, 11, 20, 10, tzinfo=UTC)


def test_a_call_ends_with_a_length_and_cents_that_become_dollars() -> None:
    event = telephone.status(body("call-ended"))
    assert (event.key, event.status, event.duration_seconds) == (f"report:call_ended:{CALL}", CallStatus.COMPLETED, 95)
    assert (event.cost, event.cost_of) == (Money(Decimal("0.189"), "USD"), "call")
    parts = event.detail["cost_parts"]
    assert isinstance(parts, list)
    assert sum(Decimal(each["cost"]) for each in parts) == Decimal("0.189")
    assert event.detail["reason"] == "user_hangup"
    assert event.aftermath is not None
    assert event.aftermath.summary is None
    assert [each.speaker for each in event.aftermath.lines] == ["assistant", "caller"]


def test_cents_are_exact_and_not_nearly_so() -> None:
    cost = {"combined_cost": 0.1, "product_costs": [{"product": "x", "cost": 1e-9}]}
    raw = changed("call-ended", call_cost=cost).replace(b'"combined_cost": 0.1', b'"combined_cost": 29.099999999')
    event = telephone.status(raw)
    assert event.cost == Money(Decimal("0.29099999999"), "USD")
    assert event.detail["cost_parts"] == [{"part": "x", "cost": "0.00000000001"}]


def test_what_was_made_of_a_call() -> None:
    found = telephone.status(body("call-analyzed")).aftermath
    assert found is not None
    assert (found.summary, found.sentiment, found.successful) == (
        "Kunden bokade en tid torsdag 10:30.",
        "positive",
        True,
    )


@pytest.mark.parametrize(
    ("said", "sentiment"), [("Unknown", None), ("positive", None), (None, None), (1, None), ("Negative", "negative")]
)
def test_a_sentiment_that_is_none_of_ours_is_left_out(said: object, sentiment: str | None) -> None:
    found = telephone.status(changed("call-analyzed", call_analysis={"user_sentiment": said})).aftermath
    assert found is not None
    assert found.sentiment == sentiment


@pytest.mark.parametrize(
    ("reason", "status_"),
    [
        ("dial_no_answer", CallStatus.NO_ANSWER),
        ("dial_busy", CallStatus.BUSY),
        ("dial_failed", CallStatus.FAILED),
        ("user_hangup", CallStatus.CANCELLED),
        ("error_llm_websocket_open", CallStatus.FAILED),
        ("invented_tomorrow", CallStatus.FAILED),
    ],
)
def test_a_call_that_never_connected(reason: str, status_: CallStatus) -> None:
    event = telephone.status(changed("call-ended-not-connected", disconnection_reason=reason))
    assert (event.status, event.duration_seconds, event.direction) == (status_, None, Direction.OUTBOUND)


def test_any_reason_will_do_for_a_call_that_was_talked_in() -> None:
    event = telephone.status(changed("call-ended", disconnection_reason="error_invented_tomorrow"))
    assert (event.status, event.duration_seconds) == (CallStatus.COMPLETED, 95)


def test_begun_seconds_count_and_the_clock_is_asked_where_the_length_is_missing() -> None:
    assert telephone.status(changed("call-ended", duration_ms=1)).duration_seconds == 1
    assert telephone.status(changed("call-ended", duration_ms=None, end_timestamp=1795168812500)).duration_seconds == 13


def test_a_talk_without_a_length_is_kept_and_not_taken_for_free() -> None:
    with pytest.raises(NotUnderstood, match="duration_missing"):
        telephone.status(changed("call-ended", duration_ms=None, end_timestamp=None))


def test_a_number_that_is_put_through_to_is_not_the_number_that_was_called() -> None:
    event = telephone.status(body("transfer-started"))
    assert (event.type, event.status, event.caller_number, event.callee_number) == ("transfer", None, None, PERSON)


def test_other_webhooks_and_calls_over_the_web_are_not_kept() -> None:
    for raw in (
        b'{"event":"transcript_updated","call":{}}',
        b'{"event":"chat_started","chat":{}}',
        changed("call-ended", call_type="web_call"),
    ):
        with pytest.raises(NothingToKeep):
            telephone.status(raw)


def test_a_custom_function() -> None:
    asked = tools.asked(body("custom-function"))
    (call,) = asked.calls
    assert (call.name, call.arguments) == ("check_availability", {"date": "2026-11-26"})
    assert asked.event.key == telephone.status(body("custom-function")).key


def test_the_invocation_in_the_transcript_gives_its_id_and_the_content_does_where_there_is_none() -> None:
    invocation = {
        "role": "tool_call_invocation",
        "tool_call_id": "tool_1",
        "name": "check_availability",
        "arguments": "{}",
    }
    (named,) = tools.asked(changed("custom-function", transcript_with_tool_calls=[invocation])).calls
    assert named.id == "tool_1"
    by_content = {tools.asked(changed("custom-function", transcript=str(n))).calls[0].id for n in range(2)}
    assert len(by_content) == 1


def test_arguments_alone_name_no_call() -> None:
    with pytest.raises(NotUnderstood, match="args_at_root"):
        tools.asked(body("custom-function-args-only"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ["call_id", "call_type", "direction", "from_number", "to_number", "start_timestamp", "end_timestamp", "duration_ms",
          "disconnection_reason", "call_cost", "call_analysis", "transcript_object", "transcript_with_tool_calls", "call_status"]  # fmt: skip


@given(
    name=st.sampled_from(["call-started", "call-ended", "call-analyzed", "transfer-started", "custom-function"]),
    field=st.sampled_from(FIELDS),
    what=JSON,
)
def test_whatever_stands_in_a_webhook_it_is_read_or_refused(name: str, field: str, what: object) -> None:
    told = wire.recorded(f"retell/{name}.json")
    told["call"][field] = what
    read_all(json.dumps(told).encode("utf-8", "surrogatepass"))


@given(
    st.binary(max_size=60)
    | st.sampled_from([b"", b"[]", b"null", b'{"event":1}', b"[" * 100_000, b'{"event":"call_ended"}'])
)
def test_what_is_no_webhook_is_refused(raw: bytes) -> None:
    read_all(raw)


def read_all(raw: bytes) -> None:
    for read in (telephone.incoming, telephone.status, tools.asked):
        try:
            read(raw)
        except (NotUnderstood, NothingToKeep):
            continue
