"""Frames in both dialects: the vendors' own examples are read, and what we send has the vendors' own form."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.calls import Direction, Heard, Reply, Then
from shared.providers.frames import Asked, Began, BrokeIn, Pinged, Pressed, Unasked
from shared.providers.relays import RELAYS, message_of, speaker_of
from shared.providers.retell import relay as retell
from shared.providers.sessions import Ended
from shared.providers.twilio import invitation
from shared.providers.twilio import relay as twilio
from tests.support.wire import body, recorded

GOODBYE = Reply("Auf Wiederhören.", "de", Then.HANG_UP)


@pytest.mark.parametrize(
    ("name", "frame"),
    [
        ("relay-in-prompt", Asked(Heard(text="Jag vill boka en tid"))),
        ("relay-in-prompt-partial", Unasked("not_finished")),
        ("relay-in-dtmf", Pressed("1")),
        ("relay-in-interrupt", BrokeIn("Vi har lediga tider på")),
        ("relay-in-error", Unasked("error_reported")),
    ],
)
def test_twilios_examples_are_read(name: str, frame: object) -> None:
    assert twilio.read(recorded(f"twilio/{name}.json")) == frame


def test_twilios_setup_says_which_call_it_is() -> None:
    began = twilio.read(recorded("twilio/relay-in-setup.json"))
    assert isinstance(began, Began)
    assert began.event.provider_call_id == "CA00000000000000000000000000000001"
    assert (began.event.caller_number, began.event.callee_number) == ("+46701740605", "+46846500400")
    assert began.event.direction is Direction.INBOUND


GREETING = "Hej, vad kan jag hjälpa till med?"


@pytest.mark.parametrize(
    ("name", "frame"),
    [
        ("response-required", Asked(Heard(text="Jag vill boka en tid"), 2, is_whole=True, spoken=GREETING)),
        ("reminder-required", Asked(Heard(), 3, spoken="Är du kvar?")),
        ("update-only", Unasked("update")),
        ("ping-pong", Pinged('{"response_type": "ping_pong", "timestamp": 1795168800000}')),
    ],
)
def test_retells_examples_are_read(name: str, frame: object) -> None:
    assert retell.read(recorded(f"retell/llm-ws-in-{name}.json")) == frame


def test_retells_details_say_which_call_it_is() -> None:
    began = retell.read(recorded("retell/llm-ws-in-call-details.json"))
    assert isinstance(began, Began)
    assert began.event.provider_call_id == "call_test0000000000000000000000001"
    assert (began.event.caller_number, began.event.callee_number) == ("+46701740605", "+46846500400")


def test_what_we_send_has_the_form_of_the_vendors_examples() -> None:
    def same_form(frame: str, example: str) -> bool:
        ours, theirs = json.loads(frame), recorded(example)
        return set(ours) <= set(theirs) and all(type(ours[key]) is type(theirs[key]) for key in ours)

    listening = Reply("Gern.", "sv")
    told: dict[str, Any] = {"turn": 5, "begins_recording": False}
    assert same_form(twilio.piece("Vi har ", answer_to=None), "twilio/relay-out-text.json")
    assert same_form(twilio.rest(listening, "Gern.", answer_to=None, **told)[0], "twilio/relay-out-text-last.json")
    assert same_form(twilio.rest(GOODBYE, "Hej", answer_to=None, **told)[0], "twilio/relay-out-end.json")
    assert json.loads(twilio.language("sv")[0]) == recorded("twilio/relay-out-language.json")
    assert json.loads(retell.opening()[0])["response_type"] == "config"
    assert same_form(retell.piece("Självklart, ", answer_to=2), "retell/llm-ws-out-response-partial.json")
    assert same_form(retell.rest(listening, "Gern.", answer_to=2, **told)[0], "retell/llm-ws-out-response-final.json")
    assert same_form(retell.rest(GOODBYE, "Hej", answer_to=5, **told)[0], "retell/llm-ws-out-response-end-call.json")
    transfer = Reply("Jag kopplar dig.", "sv", Then.TRANSFER, "+46701740620")
    assert same_form(retell.rest(transfer, "Jag", answer_to=5, **told)[0], "retell/llm-ws-out-response-transfer.json")


def test_what_was_agreed_on_over_the_socket_comes_back_whole() -> None:
    for reply in (
        GOODBYE,
        Reply("Jag kopplar dig.", "sv", Then.TRANSFER, "+46701740620"),
        Reply("Nach dem Ton, bitte.", "de", Then.RECORD),
    ):
        sent = json.loads(twilio.rest(reply, reply.text, turn=7, answer_to=None, begins_recording=False)[0])
        form = body("twilio/voice-relay-action-ended.form").decode().partition("&HandoffData=")[0]
        from urllib.parse import urlencode

        back = invitation.ended(f"{form}&{urlencode({'HandoffData': sent['handoffData']})}".encode())
        assert back == Ended(reply, 7)


def test_how_a_session_ended_is_read() -> None:
    assert invitation.ended(body("twilio/voice-relay-action-completed.form")) == Ended(Reply("", "en", Then.HANG_UP))
    assert invitation.ended(body("twilio/voice-relay-action-failed.form")) == Ended(None)
    # Somebody else's hand-off data: the session ended, but nothing of ours was agreed on.
    assert invitation.ended(body("twilio/voice-relay-action-ended.form")) == Ended(None)
    assert invitation.ended(body("twilio/voice-gather-speech.form")) is None


@given(st.dictionaries(st.sampled_from(["type", "interaction_type", "digit", "voicePrompt", "call", "transcript", "last",
    "response_id", "callSid", "direction", "utteranceUntilInterrupt"]), st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["setup", "prompt", "dtmf", "interrupt",
    "call_details", "response_required", "reminder_required", "ping_pong"]), lambda each: st.lists(each) | st.dictionaries(
    st.sampled_from(["role", "content", "call_id"]), each), max_leaves=8)))  # fmt: skip
def test_no_frame_makes_a_reader_stumble(message: dict[str, Any]) -> None:
    assert speaker_of(message) in (None, *RELAYS.values())
    for relay in RELAYS.values():
        relay.read(message)


@given(st.text())
def test_no_text_makes_the_parser_stumble(text: str) -> None:
    message_of(text)
