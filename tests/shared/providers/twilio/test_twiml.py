"""Replies as TwiML: always XML, always within Twilio's limits, always the words that were meant."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.calls import Manner, Reply, Then
from shared.providers.twilio import telephone
from shared.providers.twilio.twiml import MAX_SAID_CHARACTERS, render, whisper

TURN = "https://hooks.example.test/voice/twilio/abc/turn?turn=4&x=1"


def document(reply: Reply, **manner: object) -> Element:
    return fromstring(render(reply, turn_url=TURN, manner=Manner(**manner)))  # type: ignore[arg-type]


def test_to_listen() -> None:
    gather = document(Reply("Guten Tag & <willkommen>", "de"), hints=("Färben, lang", "Maria"))[0]
    assert gather.attrib == {
        "input": "speech dtmf",
        "action": TURN,
        "method": "POST",
        "language": "de-DE",
        "speechTimeout": "auto",
        "timeout": "5",
        "actionOnEmptyResult": "true",
        "bargeIn": "true",
        "hints": "Färben  lang, Maria",
    }
    assert (gather[0].tag, gather[0].text, gather[0].get("language")) == ("Say", "Guten Tag & <willkommen>", "de-DE")


def test_to_hang_up() -> None:
    assert [verb.tag for verb in document(Reply("Auf Wiederhören.", "de", Then.HANG_UP))] == ["Say", "Hangup"]
    assert [verb.tag for verb in document(Reply("", "de", Then.HANG_UP))] == ["Hangup"]


def test_to_transfer_and_come_back() -> None:
    said, dial = document(Reply("Ich verbinde.", "de", Then.TRANSFER, "+493023125999"), caller_id="+493023125100")
    assert said.text == "Ich verbinde."
    assert (dial.get("action"), dial.get("answerOnBridge"), dial.get("callerId")) == (TURN, "true", "+493023125100")
    assert (dial[0].tag, dial[0].text) == ("Number", "+493023125999")


def test_who_answers_a_transfer_is_sent_to_an_address_only_if_there_is_something_to_say() -> None:
    warm = Reply("Ich verbinde.", "de", Then.TRANSFER, "+493023125999", whisper="Es geht um Locken.")
    address = "https://desk.example/whisper?call=CA1&turn=3"
    _, dial = document(warm, whisper_from=address)
    assert (dial[0].get("url"), dial[0].get("method")) == (address, "POST")
    _, dial = document(Reply("Ich verbinde.", "de", Then.TRANSFER, "+493023125999"), whisper_from=address)
    assert dial[0].attrib == {}


def test_to_record() -> None:
    _, record, hang_up = document(Reply("Nach dem Ton.", "de", Then.RECORD))
    assert (record.get("action"), record.get("playBeep"), hang_up.tag) == (TURN, "true", "Hangup")


def test_to_listen_as_the_assistant_is_told_to() -> None:
    gather = document(Reply("Ja?", "de"), silence_seconds=8, interruptible=False, voice="Polly.Vicki")[0]
    assert (gather.get("timeout"), gather.get("bargeIn"), gather[0].get("voice")) == ("8", "false", "Polly.Vicki")


def test_a_recording_of_the_call_begins_before_the_first_word() -> None:
    start, gather = document(Reply("Ja?", "de"), record_to="https://hooks.example.test/status")
    assert (start.tag, start[0].tag) == ("Start", "Recording")
    assert start[0].get("recordingStatusCallback") == "https://hooks.example.test/status"
    assert gather.tag == "Gather"


def test_a_language_we_have_no_voice_for_is_spoken_in_english() -> None:
    assert document(Reply("Hej", "fi"))[0].get("language") == "en-GB"


def test_the_answer_to_a_callback_is_an_empty_document() -> None:
    assert list(fromstring(telephone.TAKEN)) == []


@given(
    text=st.text(max_size=9000) | st.text(alphabet="&<>\"'ß\U0001f600 a", min_size=4000, max_size=9000),
    then=st.sampled_from(Then),
    language=st.sampled_from(["de", "en", "sv", "xx", ""]),
    hints=st.lists(st.text(max_size=150), max_size=4),
)
def test_every_reply_is_a_valid_document(text: str, then: Then, language: str, hints: list[str]) -> None:
    transfer_to = "+493023125999" if then is Then.TRANSFER else None
    response = document(Reply(text, language, then, transfer_to), hints=tuple(hints))
    assert response.tag == "Response"
    for said in response.iter("Say"):
        words = said.text or ""
        escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert 0 < len(escaped.encode("ascii", "xmlcharrefreplace")) <= MAX_SAID_CHARACTERS


@given(
    text=st.text(
        st.characters(codec=None, max_codepoint=0x9F) | st.sampled_from("\ud800\udfff\ufffe\uffff"), max_size=20
    )
)
def test_no_character_breaks_the_document(text: str) -> None:
    url = f"https://x.test/{text}"
    manner = Manner(hints=(text,), voice=f"v{text}", caller_id=f"+49{text}", record_to=url)
    listening = Reply(f"Frau {text}, ja?", "de")
    assert fromstring(render(listening, turn_url=f"https://x.test/{text}", manner=manner))
    leaving = Reply(text, "de", Then.TRANSFER, f"+49{text}")
    assert fromstring(render(leaving, turn_url=f"https://x.test/{text}", manner=manner)).tag


@given(text=st.text(max_size=40), language=st.sampled_from(["de", "sv", "en", "fr"]))
def test_a_whisper_holds_nothing_but_its_words(text: str, language: str) -> None:
    said = fromstring(whisper(text, language))
    assert {verb.tag for verb in said} <= {"Say"}
