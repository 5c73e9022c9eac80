"""TeXML in and out: forms in our words, replies as documents that nothing can break out of."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.calls import CallStatus, Direction, Heard, Manner, Reply, Then
from shared.providers.refusals import NotUnderstood
from shared.providers.telnyx import forms
from shared.providers.telnyx.texml import MAX_SAID_CHARACTERS, render, whisper
from tests.support import wire

CALL = "v3:test-call-control-id-0001"
RINGS, SPEAKS, ENDS = (
    wire.body(f"telnyx/texml-{name}.form") for name in ("voice-request", "gather-speech", "status-completed")
)
TURN = "https://desk.example/voice/telnyx/abc/turn?turn=2&x=<1>"


def changed(body: bytes, **fields: str) -> bytes:
    return urlencode(dict(parse_qsl(body.decode(), keep_blank_values=True)) | fields).encode()


def test_somebody_rings() -> None:
    event = forms.incoming(RINGS)
    assert (event.key, event.provider_call_id, event.status) == (f"incoming:{CALL}", CALL, CallStatus.RINGING)
    assert (event.caller_number, event.callee_number, event.direction) == (
        "+46701740605",
        "+46846500400",
        Direction.INBOUND,
    )


def test_somebody_speaks() -> None:
    turn = forms.turn(SPEAKS, 2)
    assert (turn.event.key, turn.heard, turn.transfer) == (f"turn:{CALL}:2", Heard("jag vill boka en tid", 0.91), None)


def test_a_call_is_over() -> None:
    event = forms.status(ENDS)
    assert (event.key, event.status, event.duration_seconds) == (f"status:{CALL}:completed:3", CallStatus.COMPLETED, 95)
    assert event.occurred_at == datetime(2026, 11, 20, 10, 1, 38, tzinfo=UTC)
    assert event.session_id == "00000000-0000-4000-8000-000000000012"


def test_a_leg_is_told_beside_its_call() -> None:
    event = forms.status(changed(ENDS, ParentCallSid="v3:parent"))
    assert (event.provider_call_id, event.type, event.status, event.leg) == (
        "v3:parent",
        "transfer",
        None,
        CallStatus.COMPLETED,
    )


@pytest.mark.parametrize(("said", "transfer"), [("completed", True), ("no-answer", False), ("busy", False)])
def test_how_a_transfer_went(said: str, transfer: bool) -> None:
    assert forms.turn(changed(SPEAKS, DialCallStatus=said), 2).transfer is transfer


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"\xff", "form_unreadable"),
        (b"CallSid", "form_unreadable"),
        (changed(ENDS, CallSid=""), "call_missing"),
        (changed(ENDS, CallSid="a b"), "call_missing"),
        (changed(ENDS, CallStatus="teleported"), "status_unknown"),
        (changed(ENDS, Direction="sideways"), "direction_unknown"),
        (changed(ENDS, CallDuration=""), "duration_missing"),
        (changed(ENDS, CallDuration="long"), "count_unreadable"),
        (changed(ENDS, CallDuration="90000"), "count_unreadable"),
        (changed(ENDS, Timestamp="Fri, 20 Nov 2026 10:00:00 GMT"), "instant_unreadable"),
        (changed(ENDS, SequenceNumber="-1"), "count_unreadable"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(body: bytes, reason: str) -> None:
    with pytest.raises(NotUnderstood, match=f"^{reason}$"):
        forms.status(body)


def test_a_call_to_no_number_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="callee_missing"):
        forms.incoming(changed(RINGS, To="sip:desk@example.test"))


def test_a_question_listens_and_silence_comes_back_too() -> None:
    document = fromstring(
        render(Reply("Ja?", "de"), turn_url=TURN, manner=Manner(hints=("Schnitt, kurz", "Ann"), voice="Polly.Vicki"))
    )
    gather, redirect = document
    assert (gather.tag, gather.get("action"), gather.get("input"), gather.get("hints")) == (
        "Gather",
        TURN,
        "dtmf speech",
        "Schnitt  kurz, Ann",
    )
    assert [(say.text, say.get("language"), say.get("voice")) for say in gather] == [("Ja?", "de-DE", "Polly.Vicki")]
    assert (redirect.tag, redirect.text) == ("Redirect", TURN)


@pytest.mark.parametrize(
    ("reply", "verbs"),
    [
        (Reply("Tschüss", "de", Then.HANG_UP), ["Say", "Hangup"]),
        (Reply("", "de", Then.HANG_UP), ["Hangup"]),
        (Reply("Moment", "de", Then.TRANSFER, "+493023125999"), ["Say", "Dial"]),
        (Reply("Nach dem Ton", "de", Then.RECORD), ["Say", "Record", "Hangup"]),
    ],
)
def test_what_follows_the_words(reply: Reply, verbs: list[str]) -> None:
    document = fromstring(render(reply, turn_url=TURN, manner=Manner(caller_id="+493023125200")))
    assert [verb.tag for verb in document] == verbs
    for verb in document:
        if verb.tag == "Dial":
            assert (verb.get("callerId"), verb.findtext("Number")) == ("+493023125200", "+493023125999")
        if verb.tag in ("Dial", "Record"):
            assert verb.get("action") == TURN


def test_a_recording_begins_before_the_words() -> None:
    document = fromstring(
        render(Reply("Ja?", "de"), turn_url=TURN, manner=Manner(record_to="https://desk.example/recording"))
    )
    assert (document[0].tag, document[0][0].get("recordingStatusCallback")) == (
        "Start",
        "https://desk.example/recording",
    )


@given(text=st.text(), voice=st.text(max_size=9), then=st.sampled_from([Then.LISTEN, Then.HANG_UP, Then.RECORD]))
def test_no_text_breaks_out_of_its_place(text: str, voice: str, then: Then) -> None:
    document = fromstring(render(Reply(text, "sv", then), turn_url=TURN, manner=Manner(voice=voice)))
    assert {element.tag for element in document.iter()} <= {"Response", "Gather", "Say", "Redirect", "Hangup", "Record"}


def test_a_long_text_is_said_in_pieces() -> None:
    said = [
        say.text or "" for say in fromstring(render(Reply("Grüß Gott & so " * 900, "de"), turn_url=TURN)).iter("Say")
    ]
    assert len(said) > 1
    assert max(map(len, said)) <= MAX_SAID_CHARACTERS
    assert " ".join(said) == ("Grüß Gott & so " * 900).strip()


@given(text=st.text(max_size=40), language=st.sampled_from(["de", "sv", "en", "fr"]))
def test_a_whisper_holds_nothing_but_its_words(text: str, language: str) -> None:
    said = fromstring(whisper(text, language))
    assert {verb.tag for verb in said} <= {"Say"}
