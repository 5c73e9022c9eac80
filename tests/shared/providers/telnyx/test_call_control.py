"""Call Control's events in our words, and what each asks of us; whatever else is sent is refused under a name."""

from __future__ import annotations

import base64
import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.calls import CallStatus, Direction, Heard, Manner, Reply, Then
from shared.domain.money import Money
from shared.providers.leading import Told
from shared.providers.refusals import NotUnderstood
from shared.providers.telnyx import state, telephone
from shared.providers.telnyx.call_control import told
from shared.providers.telnyx.commands import say, whisper
from shared.providers.telnyx.state import State
from tests.fuzz.strangers import ODD
from tests.support import wire

CALL = "v3:test-call-control-id-0001"
SESSION = "00000000-0000-4000-8000-000000000012"
CALLER, CALLEE = "+46701740605", "+46846500400"
WHERE = State(CALL, 3, CALLER, CALLEE)


def event(name: str, memory: State | None = None, **payload: Any) -> bytes:
    """A recorded event, with a memory of ours and other fields in its payload."""
    recorded = wire.recorded(f"telnyx/{name}.json")
    recorded["data"]["payload"] |= payload | ({"client_state": memory.packed()} if memory else {})
    return json.dumps(recorded).encode()


def actions(heard: Told) -> list[str]:
    return [command.action for command in heard.commands]


def test_a_call_that_rings_is_answered() -> None:
    heard = told(event("call-initiated"))
    assert heard.event.key == "event:00000000-0000-4000-8000-000000000101"
    assert (heard.event.type, heard.event.status, heard.event.direction) == (
        "status",
        CallStatus.RINGING,
        Direction.INBOUND,
    )
    assert (heard.event.provider_call_id, heard.event.session_id) == (CALL, SESSION)
    assert (heard.event.caller_number, heard.event.callee_number) == (CALLER, CALLEE)
    assert heard.event.occurred_at == datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert (heard.turn, actions(heard)) == (None, ["answer"])
    assert state.read(heard.commands[0].arguments["client_state"]) == State(CALL, 0, CALLER, CALLEE)


def test_a_call_that_we_dial_is_not_answered() -> None:
    heard = told(event("call-initiated", direction="outgoing"))
    assert (heard.event.direction, heard.commands) == (Direction.OUTBOUND, ())


def test_when_it_is_answered_the_greeting_is_asked_for() -> None:
    heard = told(event("call-answered", State(CALL, 0, CALLER, CALLEE)))
    assert (heard.event.type, heard.event.status, heard.turn) == ("incoming", CallStatus.IN_PROGRESS, 0)


def test_somebody_elses_state_is_no_memory_of_ours() -> None:
    heard = told(event("call-answered"))
    assert (heard.event.type, heard.turn) == ("status", None)


def test_words_are_a_turn_and_their_number_is_remembered() -> None:
    heard = told(event("call-transcription", WHERE))
    assert (heard.event.type, heard.turn, heard.heard) == ("turn", 3, Heard("jag vill boka en tid", 0.94))


@pytest.mark.parametrize(
    ("where", "data"),
    [
        (None, {}),
        (WHERE, {"is_final": False}),
        (WHERE, {"transcript": "  "}),
        (WHERE, {"transcription_track": "outbound"}),
        (State(CALL, 3, then="hang_up"), {}),
        (State(CALL, 3, then="transfer", transfer_to=CALLER), {}),
        (State(CALL, 3, then="record"), {}),
    ],
)
def test_words_that_are_not_for_us_are_no_turn(where: State | None, data: dict[str, Any]) -> None:
    said = {"transcript": "ja", "is_final": True, "confidence": 0.5} | data
    heard = told(event("call-transcription", where, transcription_data=said))
    assert (heard.event.type, heard.event.status, heard.turn) == ("progress", None, None)


def gather(status: str, digits: str) -> bytes:
    return event("call-speak-ended", WHERE, status=status, digits=digits).replace(b"speak.ended", b"gather.ended")


@pytest.mark.parametrize(
    ("status", "digits", "heard"), [("valid", "12#x", Heard(digits="12#")), ("timeout", "", Heard())]
)
def test_keys_and_silence_are_turns(status: str, digits: str, heard: Heard) -> None:
    found = told(gather(status, digits))
    assert (found.turn, found.heard) == (3, heard)


@pytest.mark.parametrize("status", ["cancelled", "call_hangup", "cancelled_amd", "odd"])
def test_a_gather_that_was_stopped_is_none(status: str) -> None:
    assert told(gather(status, "")).turn is None


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (State(CALL, 2, then="hang_up"), ["hangup"]),
        (State(CALL, 2, CALLER, CALLEE, "transfer", "+493023125999"), ["transfer"]),
        (State(CALL, 2, then="record"), ["record_start"]),
        (WHERE, []),
        (None, []),
    ],
)
def test_what_follows_words_that_have_been_spoken(where: State | None, expected: list[str]) -> None:
    assert actions(told(event("call-speak-ended", where))) == expected
    assert actions(told(event("call-speak-ended", where, status="call_hangup"))) == []


def playback(where: State | None, status: str, **payload: Any) -> bytes:
    return event("call-speak-ended", where, status=status, **payload).replace(b"speak.ended", b"playback.ended")


@pytest.mark.parametrize("status", ["file_not_found", "failed", "unknown"])
def test_a_turn_that_could_not_be_played_is_asked_for_again(status: str) -> None:
    for where in (WHERE, State(CALL, 3, then="hang_up"), replace(WHERE, then="transfer", transfer_to="+493023125999")):
        heard = told(playback(where, status, media_url="https://sounds.example/1.wav"))
        assert (heard.turn, heard.unheard, heard.heard, heard.commands) == (2, True, Heard(), ())


@pytest.mark.parametrize("status", ["call_hangup", "cancelled", "cancelled_amd", "", None])
def test_a_sound_that_was_stopped_asks_for_nothing(status: Any) -> None:
    heard = told(playback(State(CALL, 3, then="hang_up"), status, media_url="https://sounds.example/1.wav"))
    assert (heard.turn, heard.commands) == (None, ())


def test_what_follows_a_sound_follows_as_after_words() -> None:
    assert actions(told(playback(State(CALL, 2, then="hang_up"), "completed"))) == ["hangup"]
    assert told(playback(WHERE, "completed")).turn is None


def test_neither_a_ringing_that_failed_nor_a_leg_has_anything_said_again() -> None:
    ringing = replace(WHERE, then="transfer", transfer_to="+493023125999", warm=True)
    for where in (ringing, LEG, State(CALL, 0), None):
        heard = told(playback(where, "failed"))
        assert (heard.turn, heard.commands) == (None, ())
    # Of a transfer that is to be told of, too, the words may not have been played.
    assert told(playback(ringing, "failed", media_url="https://sounds.example/1.wav")).unheard


def test_whom_we_transfer_to_sees_our_number_and_the_leg_remembers_its_call() -> None:
    (command,) = told(event("call-speak-ended", State(CALL, 2, CALLER, CALLEE, "transfer", "+493023125999"))).commands
    assert (command.arguments["to"], command.arguments["from"]) == ("+493023125999", CALLEE)
    assert state.read(command.arguments["target_leg_client_state"]) == State(CALL, 2, CALLER, CALLEE, leg=True)


def test_a_person_who_is_to_be_told_something_is_rung_beside_the_call_and_the_caller_hears_it_ring() -> None:
    warm = State(CALL, 2, CALLER, CALLEE, "transfer", "+493023125999", warm=True)
    dial, ringing = told(event("call-speak-ended", warm, connection_id="100")).commands
    assert {name: dial.arguments[name] for name in ("to", "from", "connection_id", "link_to")} == {
        "to": "+493023125999",
        "from": CALLEE,
        "connection_id": "100",
        "link_to": CALL,
    }
    assert state.read(dial.arguments["client_state"]) == State(CALL, 2, CALLER, CALLEE, leg=True, warm=True)
    assert (ringing.action, ringing.may_fail) == ("playback_start", True)
    assert dial.instead is not None
    assert dial.instead.action == "transfer"
    # Without a name for our application, or a number of our own to show, no call can be made beside this one.
    for changed in ({"connection_id": None}, {"connection_id": "a b"}):
        assert actions(told(event("call-speak-ended", warm, **changed))) == ["transfer"]
    assert actions(told(event("call-speak-ended", replace(warm, callee=None), connection_id="100"))) == ["transfer"]


def test_who_answers_is_told_and_then_put_through_to() -> None:
    waiting = State(CALL, 2, CALLER, CALLEE, leg=True, warm=True)
    heard = told(event("call-answered", waiting, call_control_id="v3:leg"))
    assert (heard.whisper, heard.leg, heard.turn, heard.commands) == (1, "v3:leg", None, ())
    (speak,) = whisper("Es geht um Locken.", "de", heard)
    assert (speak.action, speak.call, speak.arguments["payload"]) == ("speak", "v3:leg", "Es geht um Locken.")
    spoken = state.read(speak.arguments["client_state"])
    ready = told(event("call-speak-ended", spoken, call_control_id="v3:leg"))
    assert [(each.action, each.call) for each in ready.commands] == [("playback_stop", ""), ("bridge", "v3:leg")]
    assert ready.commands[1].arguments["call_control_id"] == CALL
    assert [each.action for each in whisper("", "de", heard)] == ["playback_stop", "bridge"]
    gone = told(event("call-speak-ended", spoken, call_control_id="v3:leg", status="call_hangup"))
    assert gone.commands == ()


@pytest.mark.parametrize(("warm", "talked"), [(True, False), (False, True)])
def test_who_was_told_but_not_put_through_to_has_not_talked(warm: bool, talked: bool) -> None:
    leg = State(CALL, 2, CALLER, CALLEE, leg=True, warm=warm)
    heard = told(event("call-hangup", leg, call_control_id="v3:leg", hangup_cause="normal_clearing"))
    assert (heard.transfer, heard.turn) == (talked, 2)
    assert actions(Told(heard.event, commands=say(Reply("Hm.", "de"), heard)))[0] == (
        "gather_using_speak" if talked else "playback_stop"
    )


LEG = State(CALL, 2, CALLER, CALLEE, leg=True)


@pytest.mark.parametrize(
    ("cause", "talked", "leg"),
    [
        ("normal_clearing", True, CallStatus.COMPLETED),
        ("timeout", False, CallStatus.NO_ANSWER),
        ("user_busy", False, CallStatus.BUSY),
        ("not_found", False, CallStatus.FAILED),
        ("made_up", False, CallStatus.FAILED),
    ],
)
def test_the_end_of_a_leg_is_told_beside_its_call_and_asks_for_words(cause: str, talked: bool, leg: CallStatus) -> None:
    heard = told(event("call-hangup", LEG, call_control_id="v3:leg", hangup_cause=cause))
    assert (heard.event.provider_call_id, heard.event.type, heard.event.status) == (CALL, "transfer", None)
    assert (heard.event.leg, heard.turn, heard.transfer) == (leg, 2, talked)
    # The reply is for the caller, not for the leg.
    memory = state.read(heard.memory)
    assert memory
    assert not memory.leg


@pytest.mark.parametrize(
    ("where", "cause", "status", "seconds"),
    [
        (WHERE, "normal_clearing", CallStatus.COMPLETED, 98),
        (WHERE, "unspecified", CallStatus.COMPLETED, 98),
        (None, "time_limit", CallStatus.COMPLETED, 98),
        (None, "originator_cancel", CallStatus.CANCELLED, None),
        (None, "user_busy", CallStatus.BUSY, None),
        (None, "no_answer", CallStatus.NO_ANSWER, None),
        (None, "timeout", CallStatus.NO_ANSWER, None),
        (None, "not_found", CallStatus.FAILED, None),
        (None, "made_up", CallStatus.FAILED, None),
        (State(CALL, 0), "originator_cancel", CallStatus.CANCELLED, None),
    ],
)
def test_how_a_call_ended(where: State | None, cause: str, status: CallStatus, seconds: int | None) -> None:
    heard = told(event("call-hangup", where, hangup_cause=cause))
    assert (heard.event.status, heard.event.duration_seconds, heard.turn) == (status, seconds, None)


def test_an_outbound_call_stays_one() -> None:
    heard = told(event("call-hangup", State(CALL, 1, outbound=True)))
    assert heard.event.direction is Direction.OUTBOUND


def test_the_cost_of_a_leg_is_exact_and_of_that_leg() -> None:
    cost = told(event("call-cost")).event
    assert (cost.type, cost.status, cost.cost) == ("cost", None, Money(Decimal("0.0184"), "USD"))
    assert cost.cost_of == "00000000-0000-4000-8000-000000000011"


@pytest.mark.parametrize(
    "changed",
    [
        {"status": "error"},
        {"total_cost": None},
        {"total_cost": "-1"},
        {"total_cost": "NaN"},
        {"total_cost": "1e12"},
        {"cost_parts": []},
        {"cost_parts": None},
        {"cost_parts": [{"currency": "USD"}, {"currency": "EUR"}]},
        {"cost_parts": [{"currency": "usd"}]},
        {"cost_parts": [{"currency": ["USD"]}]},
    ],
)
def test_a_cost_that_is_not_clear_is_kept_unread(changed: dict[str, Any]) -> None:
    with pytest.raises(NotUnderstood, match="cost_unclear") as refused:
        told(event("call-cost", **changed))
    assert (refused.value.key, refused.value.type) == ("event:00000000-0000-4000-8000-000000000109", "cost")


def test_a_message_on_tape_is_a_turn_and_a_recording_of_the_call_is_none() -> None:
    left = told(event("call-recording-saved", State(CALL, 4, then="record")))
    assert (left.event.provider_call_id, left.turn, left.event.type) == (CALL, 4, "turn")
    assert left.heard.recording_url == "https://recordings.example.test/r1.mp3?expires=600"
    whole = told(event("call-recording-saved", State(CALL, 4)))
    assert (whole.event.type, whole.turn, whole.event.duration_seconds) == ("recording", None, 95)
    assert whole.event.recording_url == left.heard.recording_url
    # Without a memory it goes by the session that the legs share.
    assert told(event("call-recording-saved")).event.provider_call_id == SESSION


@pytest.mark.parametrize("name", ["call-dtmf-received", "call-machine-detection-ended"])
def test_what_we_need_not_act_on_is_noted_beside_the_course(name: str) -> None:
    heard = told(event(name))
    assert (heard.event.type, heard.event.status, heard.turn, heard.commands) == ("progress", None, None, ())


@pytest.mark.parametrize(
    ("body", "reason", "key"),
    [
        (b"", "event_unreadable", "body:"),
        (b"{", "event_unreadable", "body:"),
        (b"[]", "event_unreadable", "body:"),
        (b'{"data": {}}', "event_unreadable", "body:"),
        (b'{"data": []}', "event_unreadable", "body:"),
        (b'{"data": {"event_type": "call.hangup", "payload": [], "id": "1"}}', "event_unreadable", "body:"),
        (b'{"data": {"event_type": 7, "payload": {}, "id": "1"}}', "event_unreadable", "body:"),
        (b'{"data": {"event_type": "call.hangup", "payload": {}, "id": ""}}', "event_nameless", "body:"),
        (b'{"data": {"event_type": "call.hangup", "payload": {}, "id": 5}}', "event_nameless", "body:"),
        (b'{"data": {"event_type": "call.odd", "payload": {}, "id": "1"}}', "call_missing", "event:1"),
        (b"[" * 100_000, "event_unreadable", "body:"),
        (wire.body("telnyx/message-received-sms.json"), "not_of_a_call", "event:"),
        (event("call-initiated", direction="sideways"), "direction_unknown", "event:"),
        (event("call-initiated", to="sip:desk@example.test"), "callee_missing", "event:"),
        (event("call-hangup", start_time="yesterday"), "instant_unreadable", "event:"),
        (event("call-hangup", start_time=None), "duration_missing", "event:"),
        (event("call-hangup", start_time="2026-11-01T00:00:00Z"), "duration_unreadable", "event:"),
        (event("call-recording-saved", recording_urls=None), "recording_missing", "event:"),
        (event("call-recording-saved", recording_urls={"mp3": "javascript:x"}), "recording_missing", "event:"),
        (event("call-transcription", transcription_data=None), "transcription_missing", "event:"),
        (event("call-answered", call_control_id="../../x"), "call_missing", "event:"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else str(value),
)
def test_what_cannot_be_read_is_refused_under_a_name(body: bytes, reason: str, key: str) -> None:
    with pytest.raises(NotUnderstood, match=f"^{reason}$") as refused:
        told(body)
    assert refused.value.key.startswith(key)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = sorted({name for file in ("call-hangup", "call-cost", "call-recording-saved", "call-transcription", "call-initiated")
                 for name in wire.recorded(f"telnyx/{file}.json")["data"]["payload"]} | {"digits", "status", "media_url", "result"})  # fmt: skip
KINDS = [
    "initiated",
    "answered",
    "hangup",
    "cost",
    "transcription",
    "gather.ended",
    "speak.ended",
    "playback.ended",
    "recording.saved",
    "machine.detection.ended",
    "machine.greeting.ended",
    "odd",
]


@pytest.mark.parametrize("kind", KINDS)
def test_no_field_of_another_kind_breaks_it(kind: str) -> None:
    for field, odd, where in product(
        FIELDS, ODD, [None, WHERE, LEG, replace(LEG, warm=True), replace(WHERE, warm=True)]
    ):
        body = event("call-hangup", where, **{field: odd}).replace(b"call.hangup", f"call.{kind}".encode())
        with suppress(NotUnderstood):
            told(body)


@given(kind=st.sampled_from(KINDS), changed=st.dictionaries(st.sampled_from(FIELDS), json_values, max_size=4), where=st.sampled_from([None, WHERE, LEG]))  # fmt: skip
def test_nothing_but_a_refusal_is_raised(kind: str, changed: dict[str, Any], where: State | None) -> None:
    body = event("call-hangup", where, **changed).replace(b"call.hangup", f"call.{kind}".encode())
    try:
        heard = told(body)
    except NotUnderstood:
        return
    assert telephone.status(body) == telephone.turn(body, 1).event == telephone.incoming(body) == heard.event


@given(text=st.text(max_size=200))
def test_any_state_is_read_or_none(text: str) -> None:
    state.read(text)
    state.read(base64.b64encode(text.encode("utf-8", "replace")).decode())


@pytest.mark.parametrize(
    "found",
    [
        {}, [], "x", {"turn": 1}, {"call": "a/b"}, {"call": CALL, "turn": -1}, {"call": CALL, "turn": True}, {"call": CALL, "turn": "1"},
        {"call": CALL, "then": "sing"}, {"call": CALL, "caller": "anonymous"}, {"call": CALL, "leg": 1}, {"call": CALL, "more": 1},
    ],
)  # fmt: skip
def test_a_state_that_is_not_whole_is_none(found: object) -> None:
    assert state.read(base64.b64encode(json.dumps(found).encode()).decode()) is None


# ── what a reply becomes ────────────────────────────────────────────────────────────────────────────────────────────────


def asked(heard: Heard = Heard("Hallo"), turn: int = 3) -> Told:  # noqa: B008  (frozen)
    return Told(told(event("call-transcription", WHERE)).event, turn, heard, memory=WHERE.packed())


def test_a_question_is_spoken_and_listened_to() -> None:
    stop, listen = say(Reply("Ja?", "de"), asked(), manner=Manner(silence_seconds=4))
    assert (stop.action, stop.may_fail) == ("gather_stop", True)
    assert listen.action == "gather_using_speak"
    assert (listen.arguments["payload"], listen.arguments["language"], listen.arguments["maximum_tries"]) == (
        "Ja?",
        "de-DE",
        1,
    )
    assert listen.arguments["timeout_millis"] == 10_000
    assert state.read(listen.arguments["client_state"]) == State(CALL, 4, CALLER, CALLEE)


def test_what_the_caller_says_is_written_down_from_the_greeting_on() -> None:
    commands = say(Reply("Hej!", "sv"), asked(Heard(), 0), manner=Manner(hints=("Klippning, kort", "Ann")))
    assert [command.action for command in commands] == ["gather_using_speak", "transcription_start"]
    engine = commands[1].arguments["transcription_engine_config"]
    assert engine == {
        "transcription_engine": "Google",
        "interim_results": False,
        "language": "sv",
        "hints": ["Klippning  kort", "Ann"],
    }


def test_silence_needs_no_stop() -> None:
    assert [command.action for command in say(Reply("Ja?", "de"), asked(Heard()))] == ["gather_using_speak"]


@pytest.mark.parametrize(
    ("reply", "then"),
    [
        (Reply("Tschüss", "de", Then.HANG_UP), "hang_up"),
        (Reply("Moment", "de", Then.TRANSFER, "+493023125999"), "transfer"),
        (Reply("Nach dem Ton", "de", Then.RECORD), "record"),
    ],
)
def test_what_comes_after_the_words_is_remembered_while_they_are_spoken(reply: Reply, then: str) -> None:
    _, spoken = say(reply, asked())
    where = state.read(spoken.arguments["client_state"])
    assert where
    assert (spoken.action, where.then, where.transfer_to, where.turn) == ("speak", then, reply.transfer_to, 4)


def test_with_nothing_to_say_it_is_done_at_once() -> None:
    assert [command.action for command in say(Reply("", "de", Then.HANG_UP), asked(Heard()))] == ["hangup"]


def test_a_command_said_again_has_the_same_name_and_another_one_another() -> None:
    def names(*commands: object) -> list[object]:
        return [command.arguments["command_id"] for command in commands]  # type: ignore[attr-defined]

    first = names(*say(Reply("Ja?", "de"), asked()))
    assert names(*say(Reply("Ja?", "de"), asked())) == first
    assert set(names(*say(Reply("Ja?", "de"), asked(turn=4)))) & set(first) == set()
    assert set(names(*say(Reply("Ja?", "de"), asked(), attempt="fallback"))) & set(first) == set()


def test_a_long_speech_is_cut_and_what_cannot_be_said_is_left_out() -> None:
    (listen,) = say(Reply("Wort\x00 " * 2000, "xx"), asked(Heard()))
    assert len(str(listen.arguments["payload"])) <= 3000
    assert "\x00" not in str(listen.arguments["payload"])
    assert listen.arguments["language"] == "en-GB"
