"""Who is not let in, and what is heard when something breaks."""

from __future__ import annotations

import os
import signal
from urllib.parse import urlencode
from xml.etree.ElementTree import fromstring

import httpx
import psycopg
import pytest
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from functions.voice_call import handler as voice
from local.phone import Phone
from shared.db import turns
from shared.db.refusals import DatabaseUnavailable, Invalid
from tests.conftest import use_environment
from tests.support.line import Line


def problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == answer.status_code
    return answer.status_code, body["code"]


def ringing(phone: Phone) -> dict[str, str]:
    return phone.parameters({"CallStatus": "ringing"})


def verbs(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/xml"
    document = fromstring(answer.text)
    assert document.tag == "Response"
    return [verb.tag for verb in document]


def test_a_wrong_signature_is_refused_and_leaves_nothing(line: Line) -> None:
    phone = line.phone(auth_token="somebody-elses-token")
    assert problem(phone.post(phone.voice_url, ringing(phone))) == (403, "not_signed")
    unsigned = line.http.post(phone.voice_url, data=ringing(phone))
    assert problem(unsigned) == (403, "not_signed")
    assert line.database.all("select 1 from public.webhook_events") == []
    assert line.database.all("select 1 from public.calls") == []


def test_an_unknown_token_or_provider_is_not_found(line: Line) -> None:
    phone = line.phone()
    for url in (
        phone.voice_url.replace("/incoming", "x/incoming"),
        phone.voice_url.replace("/twilio/", "/telnyx/"),
        phone.voice_url.replace("/twilio/", "/nobody/"),
    ):
        assert problem(phone.post(url, ringing(phone))) == (404, "not_found")


def test_another_companys_signature_does_not_open_this_ones_door(line: Line) -> None:
    phone = line.phone(auth_token=line.phone("DENTIST").auth_token)
    assert problem(phone.post(phone.voice_url, ringing(phone))) == (403, "not_signed")


def test_a_signature_for_another_address_is_refused(line: Line) -> None:
    phone = line.phone()
    phone.ring()
    parameters = phone.parameters({"SpeechResult": "Hallo"})
    signed_for_1 = phone.http.build_request("POST", line.turn_url(phone, 1))
    signature = RequestValidator(phone.auth_token).compute_signature(str(signed_for_1.url), parameters)
    answer = phone.post(line.turn_url(phone, 2), parameters, signature=signature)
    assert problem(answer) == (403, "not_signed")


def test_a_forged_host_neither_opens_nor_shuts_the_door(line: Line) -> None:
    phone = line.phone()
    body = ringing(phone)
    forged = phone.voice_url.replace(line.url, "http://evil.example")
    headers = {"host": "evil.example", "content-type": "application/x-www-form-urlencoded"}
    validator = RequestValidator(phone.auth_token)
    headers["x-twilio-signature"] = validator.compute_signature(forged, body)
    assert problem(line.http.post(phone.voice_url, content=urlencode(body), headers=headers)) == (403, "not_signed")
    headers["x-twilio-signature"] = validator.compute_signature(phone.voice_url, body)
    answer = line.http.post(phone.voice_url, content=urlencode(body), headers=headers)
    assert verbs(answer) == ["Gather"]
    assert "evil.example" not in answer.text


def test_without_a_configured_address_the_platforms_own_name_counts(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_environment(monkeypatch, {"PUBLIC_BASE_URL": ""})
    phone = line.phone()
    body = ringing(phone)
    known = phone.voice_url.replace("http://", "https://")
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "x-twilio-signature": RequestValidator(phone.auth_token).compute_signature(known, body),
    }
    answer = line.http.post(phone.voice_url, content=urlencode(body), headers=headers)
    action = fromstring(answer.text)[0].get("action")
    assert action == known.replace("/incoming", "/turn?turn=1")


def test_a_long_speech_is_heard(line: Line) -> None:
    phone = line.phone()
    phone.ring()
    said = phone.parameters({"SpeechResult": "Was kostet ein Herrenhaarschnitt? " + "und noch etwas " * 12_000})
    answer = phone.post(line.turn_url(phone, 1), said)
    assert verbs(answer) == ["Gather"]


def test_a_request_that_is_too_large_hears_an_apology(line: Line) -> None:
    phone = line.phone()
    large = {**ringing(phone), "Padding": "x" * 300_000}
    for url in (phone.voice_url, line.turn_url(phone, 1)):
        assert verbs(phone.post(url, large)) == ["Say", "Hangup"]
    assert problem(phone.post(phone.voice_url.replace("/twilio/", "/nobody/"), large)) == (404, "not_found")
    assert line.database.all("select 1 from public.webhook_events") == []


def test_another_method_is_refused_by_name(line: Line) -> None:
    answer = line.http.get(line.phone().voice_url)
    assert problem(answer) == (405, "method_not_allowed")
    assert answer.headers["allow"] == "POST"


def test_an_unknown_number_hears_an_apology(line: Line) -> None:
    phone = line.phone(number="+493023125199")
    said = phone.ring()
    assert "niemand zu erreichen" in said.text
    assert phone.over
    assert line.database.one("select status from public.webhook_events")["status"] == "ignored"


def test_another_companys_number_is_unknown_behind_this_door(line: Line) -> None:
    phone = line.phone(number=line.phone("DENTIST").number)
    assert "niemand zu erreichen" in phone.ring().text
    assert line.database.all("select 1 from public.calls") == []


@pytest.mark.parametrize(
    "changed",
    [
        {"CallStatus": "teleported"},
        {"CallStatus": ""},
        {"CallSid": ""},
        {"CallSid": "CA\x00"},
        {"To": "sip:desk@example.test"},
        {"Direction": "sideways"},
        {"Timestamp": "yesterday"},
        {"CallDuration": "long"},
        {"CallDuration": "90000"},
    ],
)
def test_a_genuine_request_that_cannot_be_read_still_gets_instructions(line: Line, changed: dict[str, str]) -> None:
    phone = line.phone()
    answer = phone.post(phone.voice_url, {**ringing(phone), **changed})
    assert verbs(answer)[0] == "Say"
    assert verbs(answer)[-1] in {"Dial", "Hangup"}


@pytest.mark.parametrize(
    "odd", [{"ApiVersion": "2010-04-01CallDuration600"}, {"ApiVersion": "beta"}, {"AccountSid": "me"}]
)
def test_a_caller_does_not_pay_for_an_odd_account_or_version(line: Line, odd: dict[str, str]) -> None:
    phone = line.phone()
    assert verbs(phone.post(phone.voice_url, {**ringing(phone), **odd})) == ["Gather"]


@pytest.mark.parametrize("turn_number", ["", "x", "-1", "0", "9999", "1e3", "%D9%A1"])
def test_a_turn_we_never_handed_out_still_gets_instructions(line: Line, turn_number: str) -> None:
    phone = line.phone()
    phone.ring()
    url = phone.voice_url.replace("/incoming", f"/turn?turn={turn_number}")
    assert verbs(phone.post(url, phone.parameters({"SpeechResult": "Hallo"})))[0] == "Say"


def test_without_a_database_whoever_rings_can_leave_a_message_and_it_is_kept_once_it_is_back(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = line.phone()
    known = os.environ["DATABASE_URL_FN_VOICE"]
    use_environment(monkeypatch, {"DATABASE_URL_FN_VOICE": "postgresql://nobody@127.0.0.1:9/none"})
    assert phone.ring().awaits == "recording"
    use_environment(monkeypatch, {"DATABASE_URL_FN_VOICE": known})
    assert "angekommen" in phone.record().text
    row = line.database.one("select recording_url from public.customer_interactions where type = 'message'")
    assert row["recording_url"] == "http://recordings.example/RE1"


def test_without_a_database_it_is_said_in_the_language_of_the_number_and_not_twice(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = line.phone("PLUMBER")
    use_environment(monkeypatch, {"DATABASE_URL_FN_VOICE": "postgresql://nobody@127.0.0.1:9/none"})
    # Where the message cannot wait either, nothing is said of it.
    monkeypatch.delenv("QUEUE_URL")
    assert "Säg efter tonen" in phone.ring().text
    assert "senare" in phone.record().text
    assert phone.over


def test_a_database_that_goes_away_within_a_call_leads_to_a_person(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    line.database.all("update public.phone_numbers set forwarding_number = '+493023125999' returning 1")
    phone = line.phone(dial_status="no-answer")
    phone.ring()

    def gone(*_: object, **__: object) -> None:
        raise DatabaseUnavailable("57P01")

    monkeypatch.setattr(turns, "recall_turn", gone)
    said = phone.say("Hallo?")
    assert said.transferred_to == "+493023125999"
    # Nobody answers there and the database is still away: not the same transfer again, but a recording.
    assert said.awaits == "recording"
    phone.record()
    assert phone.over


def test_a_connection_that_died_unnoticed_is_replaced(line: Line) -> None:
    phone = line.phone()
    phone.ring()
    with line.database.connect() as conn:
        conn.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename like 'fn_%'"
        )
    assert "28 Euro" in phone.say("Was kostet ein Herrenhaarschnitt?").text


def test_a_tool_that_fails_ends_in_an_offer_and_the_state_is_unharmed(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = line.phone()
    phone.ring()
    phone.say("Ich hätte gern einen Herrenhaarschnitt bei Maria am Dienstag um halb drei")

    def broken(*_: object, **__: object) -> None:
        raise psycopg.errors.InternalError("secret text of the database")

    with monkeypatch.context() as patch:
        patch.setattr("shared.db.bookings.book_appointment", broken)
        said = phone.say("Ja, bitte")
    assert "Störung" in said.text
    assert "secret" not in said.document
    before, after = line.database.all("select reply from public.call_turns where speaker = 'assistant' order by turn")[
        -2:
    ]
    assert after["reply"]["state"] == before["reply"]["state"]


@pytest.mark.parametrize(
    "fault",
    [
        DatabaseUnavailable("57P01"),
        Invalid("text_not_storable"),
        psycopg.DataError("secret"),
        UnicodeEncodeError("utf-8", "secret", 0, 1, "secret"),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_an_answer_that_cannot_be_kept_is_spoken_all_the_same(
    line: Line, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    phone = line.phone()
    phone.ring()

    def gone(*_: object, **__: object) -> None:
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr(turns, "record_turn", gone)
        assert "28 Euro" in phone.say("Was kostet ein Herrenhaarschnitt?").text


def test_a_replaced_credential_is_used_without_waiting(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = line.phone()
    phone.ring()
    monkeypatch.setattr("shared.db.doors.REPLACED_AFTER_SECONDS", 0.0)
    looked_up = []
    original = voice.doors._find

    def counted(*arguments: object, **how: object) -> object:
        looked_up.append(1)
        return original(*arguments, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(voice.doors, "_find", counted)
    stranger = line.phone(auth_token="not-the-token")
    assert problem(stranger.post(stranger.voice_url, ringing(stranger))) == (403, "not_signed")
    assert len(looked_up) == 2


def test_a_database_process_that_stops_answering_is_not_waited_for(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = line.phone()
    phone.ring()
    monkeypatch.setattr("shared.db.connection.DEADLINE_SECONDS", 0.5)
    query = "select pid from pg_stat_activity where datname = current_database() and usename = 'fn_voice'"
    stopped = [row["pid"] for row in line.database.all(query)]
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    try:
        assert "28 Euro" in phone.say("Was kostet ein Herrenhaarschnitt?").text
    finally:
        for pid in stopped:
            os.kill(pid, signal.SIGCONT)
