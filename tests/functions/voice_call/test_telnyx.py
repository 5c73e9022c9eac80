"""Whole calls by way of Telnyx, in both of its dialects: the same words, the same rows."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from local.telnyx_phone import signed
from tests.support.telnyx_line import ANOTHER_SEED, SEED, TelnyxLine

WISH = "Ich hätte gern einen Herrenhaarschnitt bei Maria am Dienstag um halb drei"
FORWARD = "update public.phone_numbers set forwarding_number = '+493023125999' returning 1"

Dial = Callable[..., Any]


@pytest.fixture(params=["texml", "led"])
def dial(request: pytest.FixtureRequest, telnyx: TelnyxLine) -> Dial:
    """A telephone of either dialect, `changed` as a test wants it."""
    make: Dial = getattr(telnyx, request.param)
    return make


def test_a_caller_books_a_haircut_and_is_charged_once(telnyx: TelnyxLine, dial: Dial) -> None:
    phone = dial()
    assert "Salon Lindenblüte" in phone.ring().text
    said = phone.say(WISH).text
    assert "Maria Schmidt" in said
    assert "14 Uhr 30" in said
    assert "Buchungscode" in phone.say("Ja, bitte").text
    (appointment,) = telnyx.appointments()
    assert appointment["status"] == "confirmed"
    assert "Karla Kundin" in phone.say("Karla Kundin").text
    assert phone.hang_up().status_code == 200
    call = telnyx.call(phone)
    assert (call["status"], call["provider"], call["duration_seconds"]) == ("completed", "telnyx", phone.seconds)
    assert call["caller_number"] == phone.caller_number
    assert call["callee_number"] == phone.number
    assert call["settled_at"]
    assert call["id"] == appointment["call_id"]
    spoken = telnyx.database.all("select speaker::text, turn from public.call_turns order by turn, speaker")
    assert [row["turn"] for row in spoken] == [0, 1, 1, 2, 2, 3, 3]
    charges = telnyx.database.all("select component::text from public.call_charges where call_id = %s", call["id"])
    assert charges == [{"component": "minutes"}]


def test_silence_is_asked_about_and_in_the_end_hung_up_on(dial: Dial) -> None:
    phone = dial()
    phone.ring()
    for _ in range(5):
        if not phone.over:
            assert phone.stay_silent().text
    assert phone.over


def test_keys_are_understood(dial: Dial) -> None:
    phone = dial()
    phone.ring()
    assert phone.press("1").text


def test_a_caller_without_a_number_is_answered(telnyx: TelnyxLine, dial: Dial) -> None:
    phone = dial(caller_number="anonymous")
    assert phone.ring().awaits == "speech"
    assert phone.say("Was kostet ein Herrenhaarschnitt?").text
    assert telnyx.call(phone)["caller_number"] is None


def test_an_unknown_number_hears_an_apology_and_no_more(telnyx: TelnyxLine, dial: Dial) -> None:
    phone = dial(number="+493023125199")
    assert "niemand zu erreichen" in phone.ring().text
    assert phone.over
    assert telnyx.database.all("select 1 from public.calls") == []
    states = {row["status"] for row in telnyx.database.all("select status::text from public.webhook_events")}
    assert states == {"ignored"}


def test_a_person_is_rung_and_if_nobody_answers_a_message_is_taken(telnyx: TelnyxLine, dial: Dial) -> None:
    telnyx.database.all(FORWARD)
    telnyx.never_closes()
    phone = dial(dial_status="no-answer")
    phone.ring()
    said = phone.say("Ich möchte bitte einen Menschen sprechen")
    assert said.transferred_to == "+493023125999"
    assert said.awaits == "recording"
    assert "Danke" in phone.record("https://recordings.example/RE9.mp3").text
    assert phone.over
    kept = telnyx.database.one("select recording_url from public.customer_interactions where type = 'message'")
    assert kept["recording_url"] == "https://recordings.example/RE9.mp3"


def test_after_a_talk_with_a_person_the_call_is_over(telnyx: TelnyxLine, dial: Dial) -> None:
    telnyx.database.all(FORWARD)
    telnyx.never_closes()
    phone = dial()
    phone.ring()
    assert phone.say("Ich möchte bitte einen Menschen sprechen").transferred_to == "+493023125999"
    assert phone.over


def test_a_goodbye_ends_the_call(dial: Dial) -> None:
    phone = dial()
    phone.ring()
    assert phone.say("Danke, auf Wiederhören!").text
    assert phone.over


@pytest.mark.parametrize("dialect", ["texml", "led"])
def test_what_is_not_signed_is_refused_and_leaves_nothing(telnyx: TelnyxLine, dialect: str) -> None:
    if dialect == "texml":
        texml = telnyx.texml(auth_token=ANOTHER_SEED)
        answers = [
            texml.post(url, texml.parameters({"CallStatus": "ringing"})) for url in (texml.voice_url, texml.status_url)
        ]
        answers.append(telnyx.http.post(texml.voice_url, data=texml.parameters({"CallStatus": "ringing"})))
    else:
        led = telnyx.led(seed=ANOTHER_SEED)
        event = led.event("call.initiated", direction="incoming")
        answers = [led.post(url, event) for url in (led.voice_url, led.status_url)]
        answers.append(telnyx.http.post(led.voice_url, json=event))
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert {answer.json()["code"] for answer in answers} == {"not_signed"}
    assert telnyx.database.all("select 1 from public.webhook_events") == []
    assert telnyx.api.asked == []


def test_an_unknown_token_or_provider_is_not_found(telnyx: TelnyxLine) -> None:
    led, texml = telnyx.led(), telnyx.texml()
    event = led.event("call.initiated", direction="incoming")
    for url in (
        led.voice_url.replace("/events", "x/events"),
        led.voice_url.replace("/telnyx/", "/twilio/"),
        led.status_url + "x",
    ):
        assert led.post(url, event).status_code == 404
    assert texml.post(texml.voice_url.replace("/incoming", "x/incoming"), texml.parameters({})).status_code == 404
    assert telnyx.api.asked == []


def test_an_old_delivery_is_refused(telnyx: TelnyxLine) -> None:
    led = telnyx.led()
    body = json.dumps(led.event("call.initiated", direction="incoming")).encode()
    old = {"content-type": "application/json"} | signed(body, SEED, at=1_795_168_800)
    assert telnyx.http.post(led.voice_url, content=body, headers=old).status_code == 403
    assert telnyx.database.all("select 1 from public.webhook_events") == []
