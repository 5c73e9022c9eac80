"""Who answers at Vapi and at Retell: the answer to their question when somebody rings, whatever is broken."""

from __future__ import annotations

import json
from typing import Any

import pytest

from functions.voice_call import handler as voice
from functions.voice_llm import handler as llm
from local.vapi_phone import VapiPhone
from shared.db import turns
from shared.db.refusals import DatabaseUnavailable
from shared.providers.vapi.proof import ticket
from tests.support.connections import RETELL_AGENT, VAPI_SECRET, retell_phone, vapi_phone
from tests.support.line import Line

PERSON = "+493023125999"
AGENT = "00000000-0000-4000-8000-00000000d001"


def gone(*_: object, **__: object) -> Any:
    raise DatabaseUnavailable("57P01")


def test_vapi_is_given_an_assistant_that_thinks_with_us_and_tells_us_of_the_call(line: Line) -> None:
    line.database.all("update public.phone_numbers set forwarding_number = %s returning 1", PERSON)
    phone = vapi_phone(line)
    said = phone.ring()
    assistant = json.loads(said.document)["assistant"]
    assert assistant["firstMessage"] == said.text
    assert assistant["model"]["url"] == phone.address
    assert assistant["credentials"] == [{"provider": "custom-llm", "apiKey": ticket(VAPI_SECRET, phone.call_id)}]
    assert assistant["server"]["url"] == phone.status_url
    assert assistant["server"]["headers"] == {"X-Vapi-Secret": VAPI_SECRET}
    assert assistant["transcriber"]["language"] == "de"
    assert "Herrenhaarschnitt" in assistant["transcriber"]["keyterm"]
    assert assistant["artifactPlan"] == {"recordingEnabled": False}
    transfer = next(each for each in assistant["model"]["tools"] if each["type"] == "transferCall")
    assert [each["number"] for each in transfer["destinations"]] == [PERSON]
    assert phone.say("Ich möchte bitte einen Menschen sprechen").lines


@pytest.mark.parametrize(
    ("config", "server"),
    [
        ({"webhook_auth": "bearer"}, {"headers": {"Authorization": f"Bearer {VAPI_SECRET}"}}),
        ({"webhook_auth": "bearer", "webhook_header": "X-Own"}, {"headers": {"X-Own": VAPI_SECRET}}),
        ({"webhook_auth": "hmac", "webhook_credential_id": "cred-1"}, {"credentialId": "cred-1"}),
        ({"webhook_auth": "hmac"}, None),
    ],
)
def test_what_vapi_is_told_to_prove_itself_with(
    line: Line, config: dict[str, object], server: dict[str, Any] | None
) -> None:
    from shared.domain.calls import CallEvent, CallStatus, Direction, Manner, Reply
    from shared.providers.turns import Surroundings
    from shared.providers.vapi import assistant

    event = CallEvent("k", "incoming", "c1", CallStatus.RINGING, Direction.INBOUND, None, "+493023125100")
    known = {"webhook_secret": VAPI_SECRET, **{name: str(each) for name, each in config.items()}}
    told = assistant.answer(Reply("Hallo", "de"), Manner(), Surroundings("https://v", "https://s", known, event))
    given: Any = told["assistant"]
    if server is None:
        assert "server" not in given
    else:
        assert server.items() <= given["server"].items()
    assert (VAPI_SECRET in json.dumps(given)) is (server is not None and "headers" in server)


def test_a_companys_own_assistant_at_vapi_is_briefed(line: Line) -> None:
    phone = vapi_phone(line, config={"assistant_id": AGENT})
    said = phone.ring()
    told = json.loads(said.document)
    assert told["assistantId"] == AGENT
    variables = told["assistantOverrides"]["variableValues"]
    assert (variables["greeting"], variables["language"]) == (said.text, "de")
    assert "Maria Schmidt" in variables["staff"]


def test_retell_is_given_the_agent_and_what_it_should_know(line: Line) -> None:
    phone = retell_phone(line)
    assert "Salon Lindenblüte" in phone.ring().text
    assert phone.agent_id == RETELL_AGENT
    assert phone.variables["business_name"] == "Salon Lindenblüte"
    assert phone.variables["caller_number"] == phone.caller_number


def test_a_number_that_leads_to_nobody(line: Line) -> None:
    vapi, retell = vapi_phone(line, number="+493023125666"), retell_phone(line, number="+493023125666")
    said = vapi.ring()
    assert (vapi.over, json.loads(said.document)) == (True, {"error": said.text})
    assert "niemand" in said.text
    assert json.loads(retell.ring().document) == {"call_inbound": {}}
    assert retell.over


def test_an_older_retell_that_gives_no_id_is_answered_with_the_agent(line: Line) -> None:
    phone = retell_phone(line)
    inbound = {"from_number": phone.caller_number, "to_number": phone.number}
    answer = phone.post(phone.voice_url, {"event": "call_inbound", "call_inbound": inbound})
    assert answer.json()["call_inbound"]["override_agent_id"] == RETELL_AGENT
    assert line.database.all("select 1 from public.calls") == []


def test_without_a_database_vapi_puts_through_or_speaks_and_retells_agent_answers(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.database.all("update public.phone_numbers set forwarding_number = %s returning 1", PERSON)
    vapi, retell = vapi_phone(line), retell_phone(line)
    vapi.post(vapi.voice_url, {"message": {}})
    retell.post(retell.voice_url, {})
    monkeypatch.setattr(turns, "recall_turn", gone)
    assert vapi.ring().transferred_to == PERSON
    assert retell.ring().awaits == "speech"
    assert (retell.agent_id, retell.variables["transfer_number"]) == (RETELL_AGENT, PERSON)

    monkeypatch.setattr("shared.db.doors._look_up", gone)
    voice.doors.cache_clear()
    said = vapi_again(vapi).ring()
    assert "Störung" in json.loads(said.document)["error"]
    answer = retell.post(retell.voice_url, {"event": "call_inbound", "call_inbound": {}})
    assert (answer.status_code, set(answer.json()["call_inbound"])) == (200, {"dynamic_variables"})


def vapi_again(phone: VapiPhone) -> VapiPhone:
    return VapiPhone(phone.http, phone.voice_url, phone.status_url, phone.secret, phone.number)


def test_without_a_database_the_model_puts_through_or_says_so(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    line.database.all("update public.phone_numbers set forwarding_number = %s returning 1", PERSON)
    phone = vapi_phone(line)
    phone.ring()
    phone.say("Guten Tag")
    monkeypatch.setattr(turns, "recall_turn", gone)
    phone.history.append({"role": "user", "content": "Hallo?"})
    assert "transferCall" in phone.complete().text
    monkeypatch.setattr("shared.db.doors._look_up", gone)
    llm.doors.cache_clear()
    said = phone.think(stream=False)
    assert "Störung" in said.text
    assert phone.over


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b'{"message":[]}', b'{"message":{"type":"hang"}}', b'{"call_inbound":7}']
)
def test_what_cannot_be_read_is_answered(line: Line, raw: bytes) -> None:
    vapi, retell = vapi_phone(line), retell_phone(line)
    for phone, proof in ((vapi, vapi.proof(raw)), (retell, {"x-retell-signature": retell.sign(raw)})):
        answer = line.http.post(phone.voice_url, content=raw, headers={"content-type": "application/json", **proof})
        assert answer.status_code == 200
        assert set(answer.json()) <= {"error", "destination", "call_inbound"}


@pytest.mark.parametrize(
    "raw", [b"{}", b'{"messages":7,"call":{"id":"x"}}', b'{"call":{"id":"x","type":"webCall"},"messages":[]}']
)
def test_a_request_for_words_that_cannot_be_read_gets_words(line: Line, raw: bytes) -> None:
    phone = vapi_phone(line)
    headers = {"content-type": "application/json", "authorization": f"Bearer {VAPI_SECRET}"}
    answer = line.http.post(f"{phone.address}/chat/completions", content=raw, headers=headers)
    assert answer.status_code == 200
    assert answer.json()["choices"][0]["message"]["content"]


def test_both_addresses_of_the_model_are_one(line: Line) -> None:
    phone = vapi_phone(line)
    phone.ring()
    phone.history.append({"role": "user", "content": "Wann haben Sie geöffnet?"})
    twice = f"{phone.address}/chat/completions/chat/completions"
    assert phone.complete(stream=False, url=twice).json()["choices"] == phone.complete(stream=False).json()["choices"]


def test_a_signing_key_is_no_password_for_the_model(line: Line) -> None:
    phone = vapi_phone(line, config={"webhook_auth": "hmac"})
    phone.ring()
    assert phone.say("Wann haben Sie geöffnet?").text
    phone.assistant["credentials"][0]["apiKey"] = VAPI_SECRET
    assert phone.complete().status_code == 403


def test_silence_and_keys_are_turns_too(line: Line) -> None:
    phone = vapi_phone(line)
    phone.ring()
    assert phone.press("1").text
    for _ in range(4):
        if not phone.over:
            assert phone.stay_silent().text
    assert phone.over


def test_what_tells_nothing_is_answered_at_the_address_of_recordings_too(line: Line) -> None:
    phone = vapi_phone(line)
    phone.ring()
    said = phone.post(phone.status_url, phone.message("speech-update", status="started", role="user"))
    assert said.status_code == 200
    address = phone.status_url.replace("/webhooks/telephony/", "/voice/") + "/recording"
    assert phone.post(address, phone.message("speech-update", status="started", role="user")).status_code == 200


def test_a_call_that_is_over_is_not_talked_in(line: Line) -> None:
    phone = vapi_phone(line)
    phone.ring()
    phone.seconds = 5
    phone.report()
    phone.say("Hallo?")
    assert phone.over
