"""Vapi's messages in the house's own words, and that no message breaks the reading."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.calls import CallStatus, Direction
from shared.domain.money import Money
from shared.providers.refusals import NothingToKeep, NotUnderstood
from shared.providers.vapi import completions, questions, tools
from shared.providers.vapi.events import incoming, status
from tests.support import wire

CALL = "00000000-0000-4000-8000-00000000c001"
CALLER, CALLED, PERSON = "+46701740605", "+46846500400", "+46701740620"


def body(name: str) -> bytes:
    return wire.body(f"vapi/{name}.json")


def changed(name: str, **fields: Any) -> bytes:
    told = wire.recorded(f"vapi/{name}.json")
    told["message"] |= fields
    return json.dumps(told).encode()


def test_somebody_rings() -> None:
    event = incoming(body("assistant-request"))
    assert (event.key, event.status, event.direction) == (f"incoming:{CALL}", CallStatus.RINGING, Direction.INBOUND)
    assert (event.caller_number, event.callee_number) == (CALLER, CALLED)
    assert event.occurred_at == datetime(2026, 11, 20, 10, tzinfo=UTC)


def test_a_withheld_number_is_none_and_a_missing_one_of_ours_is_not_understood() -> None:
    call = wire.recorded("vapi/assistant-request.json")["message"]["call"]
    assert incoming(changed("assistant-request", customer={}, call=call | {"customer": {}})).caller_number is None
    with pytest.raises(NotUnderstood, match="callee_missing"):
        incoming(changed("assistant-request", phoneNumber={"number": "sip:us"}))


@pytest.mark.parametrize(
    ("name", "status_"),
    [("ringing", CallStatus.RINGING), ("in-progress", CallStatus.IN_PROGRESS), ("ended", None)],
)
def test_a_status_moves_the_call_and_the_last_one_waits_for_its_report(name: str, status_: CallStatus | None) -> None:
    event = status(body(f"status-update-{name}"))
    assert (event.type, event.status, event.duration_seconds) == ("status", status_, None)
    assert event.key.startswith(f"status:{CALL}:{name}")


def test_a_number_that_is_put_through_to_is_not_the_number_that_was_called() -> None:
    event = status(body("status-update-forwarding"))
    assert (event.type, event.status, event.caller_number, event.callee_number) == ("transfer", None, None, PERSON)


def test_a_report_has_the_end_the_length_one_price_and_its_parts() -> None:
    event = status(body("end-of-call-report"))
    assert (event.key, event.type, event.status) == (f"report:{CALL}", "report", CallStatus.COMPLETED)
    assert (event.duration_seconds, event.occurred_at) == (95, datetime(2026, 11, 20, 10, 1, 36, tzinfo=UTC))
    assert (event.cost, event.cost_of) == (Money(Decimal("0.1514"), "USD"), "call")
    parts = event.detail["cost_parts"]
    assert isinstance(parts, list)
    assert sum(Decimal(each["cost"]) for each in parts) == Decimal("0.1514")
    assert {"part": "summary", "cost": "0.0004"} in parts
    assert event.aftermath is not None
    assert (event.aftermath.summary, event.aftermath.successful) == ("Kunden bokade en tid torsdag 10:30.", True)
    assert [(each.speaker, each.text) for each in event.aftermath.lines] == [
        ("assistant", "Hej, vad kan jag hjälpa till med?"),
        ("caller", "Jag vill boka en tid på torsdag"),
    ]


@pytest.mark.parametrize(
    ("reason", "status_"),
    [
        ("call.ringing.sip-inbound-caller-hungup-before-call-connect", CallStatus.CANCELLED),
        ("customer-busy", CallStatus.BUSY),
        ("customer-did-not-answer", CallStatus.NO_ANSWER),
        ("voicemail", CallStatus.NO_ANSWER),
        ("assistant-request-failed", CallStatus.FAILED),
        ("something-invented-tomorrow", CallStatus.FAILED),
        ("", CallStatus.FAILED),
    ],
)
def test_a_call_without_a_length_was_never_talked_in(reason: str, status_: CallStatus) -> None:
    event = status(changed("end-of-call-report-minimal", endedReason=reason))
    assert (event.status, event.duration_seconds, event.cost) == (status_, None, None)


def test_any_reason_will_do_for_a_call_that_was_talked_in() -> None:
    event = status(changed("end-of-call-report", endedReason="pipeline-error-invented-tomorrow"))
    assert (event.status, event.duration_seconds) == (CallStatus.COMPLETED, 95)


def test_a_talk_without_a_length_is_kept_and_not_taken_for_free() -> None:
    call = {"id": CALL, "type": "inboundPhoneCall", "orgId": "x"}
    with pytest.raises(NotUnderstood, match="duration_missing"):
        status(changed("end-of-call-report", startedAt=None, endedAt=None, call=call))


def test_what_the_api_says_of_a_call_is_its_report_once_more() -> None:
    report, asked = status(body("end-of-call-report")), status(body("get-call-response"))
    assert asked.key == f"asked:{CALL}:0.1514"
    same = ("type", "provider_call_id", "status", "duration_seconds", "cost", "cost_of", "occurred_at")
    assert [getattr(asked, each) for each in same] == [getattr(report, each) for each in same]
    assert questions.left_out(report, {"api_key": "test-x"}, base_url="http://127.0.0.1:9") is None
    assert questions.left_out(replace(report, cost=None, cost_of=None), {}, base_url=None) is None


@pytest.mark.parametrize(
    "name",
    [
        "speech-update",
        "transcript-final",
        "transcript-partial",
        "conversation-update",
        "user-interrupted",
        "transfer-destination-request",
    ],
)
def test_what_is_said_while_it_is_said_is_not_kept(name: str) -> None:
    with pytest.raises(NothingToKeep):
        status(body(name))


def test_a_call_over_the_web_is_not_kept() -> None:
    call = wire.recorded("vapi/status-update-ended.json")["message"]["call"]
    with pytest.raises(NothingToKeep):
        status(changed("status-update-ended", call=call | {"type": "webCall"}))


def test_a_hang_is_told_beside_the_call() -> None:
    event = status(body("hang"))
    assert (event.type, event.status, event.direction) == ("hang", None, None)


@pytest.mark.parametrize("name", ["tool-calls", "tool-calls-flat", "tool-calls-string-arguments"])
def test_tool_calls_in_the_three_shapes_are_one(name: str) -> None:
    asked = tools.asked(body(name))
    assert [(each.name, dict(each.arguments or {})) for each in asked.calls] == [
        ("check_availability", {"date": "2026-11-26"})
    ]
    assert asked.event.key == status(body(name)).key


def test_tool_calls_that_stand_in_the_third_place_only() -> None:
    told = wire.recorded("vapi/tool-calls-flat.json")
    del told["message"]["toolCallList"]
    asked = tools.asked(json.dumps(told).encode())
    assert [(each.id, each.name, each.arguments) for each in asked.calls] == [
        ("call_test0003", "check_availability", {"date": "2026-11-26"})
    ]


def test_arguments_that_are_none_are_told_apart_from_none_given() -> None:
    def given_(arguments: object) -> object:
        listed = [{"id": "c1", "function": {"name": "x", "arguments": arguments}}]
        return tools.asked(changed("tool-calls", toolCallList=listed)).calls[0].arguments

    assert given_("") == given_(None) == given_({}) == {}
    assert given_("{not json") is given_("[1]") is given_([1]) is None


def test_words_are_asked_for_by_the_callers_last_message() -> None:
    asked = completions.asked(body("custom-llm-request"))
    assert (asked.number, asked.turn.heard.text, asked.streamed) == (1, "Jag vill boka en tid", True)
    assert (asked.turn.event.key, asked.turn.event.callee_number) == (f"turn:{CALL}:1", CALLED)
    assert asked.tools == frozenset({"check_availability"})


@pytest.mark.parametrize(
    ("content", "text", "digits"),
    [
        ("User's Keypad Entry: 12", "", "12"),
        ("Press User's Keypad Entry: 1", "", "1"),
        ("(silence)", "", ""),
        ([{"type": "text", "text": "Ja,"}, {"type": "text", "text": "bitte"}], "Ja, bitte", ""),
        (None, "", ""),
        (7, "", ""),
    ],
)
def test_what_the_caller_did(content: object, text: str, digits: str) -> None:
    told = wire.recorded("vapi/custom-llm-request.json") | {"messages": [{"role": "user", "content": content}]}
    heard = completions.asked(json.dumps(told).encode()).turn.heard
    assert (heard.text, heard.digits) == (text, digits)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = [
    "assistant-request",
    "status-update-ended",
    "status-update-forwarding",
    "end-of-call-report",
    "tool-calls",
    "custom-llm-request",
    "get-call-response",
    "hang",
]


def paths(value: object, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return (
        [here, *(path for key, inner in below for path in paths(inner, (*here, key)))]
        if here
        else [path for key, inner in below for path in paths(inner, (key,))]
    )


@given(name=st.sampled_from(NAMES), where=st.integers(0, 10_000), what=JSON, drop=st.booleans())
def test_whatever_stands_in_a_message_it_is_read_or_refused(name: str, where: int, what: object, drop: bool) -> None:
    told = wire.recorded(f"vapi/{name}.json")
    found = paths(told)
    *way, last = found[where % len(found)]
    place = told
    for step in way:
        place = place[step]
    if drop:
        del place[last]
    else:
        place[last] = what
    read_all(json.dumps(told).encode("utf-8", "surrogatepass"))


@given(
    st.binary(max_size=60)
    | st.sampled_from([b"", b"[]", b"null", b'{"message":[]}', b"[" * 100_000, b'{"a":1e999999999999}', b'{"a":NaN}'])
)
def test_what_is_no_message_is_refused(raw: bytes) -> None:
    read_all(raw)


def read_all(raw: bytes) -> None:
    for read in (incoming, status, tools.asked, completions.asked):
        try:
            read(raw)
        except (NotUnderstood, NothingToKeep):
            continue
    completions.wants_stream(raw)
    with suppress(NotUnderstood):
        questions.transferring(raw)
        questions.answer(raw, to=PERSON, whisper="Es geht um Locken.")
