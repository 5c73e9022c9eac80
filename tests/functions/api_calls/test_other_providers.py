"""Calls that go out by Telnyx, Vapi and Retell: ordered, answered by a person or a machine, ended, and what goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from local.gateway import Gateway
from local.retell_phone import RetellPhone
from local.telnyx_api import TelnyxApi
from local.telnyx_phone import APPLICATION, LedPhone
from shared.providers import asking
from tests.conftest import use_environment
from tests.support.calls import SALON
from tests.support.connections import (
    COMPANIES,
    RETELL,
    RETELL_AGENT,
    RETELL_KEY,
    VAPI_KEY,
    connect_provider,
    retell_phone,
    vapi_phone,
)
from tests.support.fake_agents import VAPI_NUMBER_ID, FakeAgents, FakeRetell, FakeVapi
from tests.support.line import Line
from tests.support.telnyx_line import API_KEY, TelnyxLine

CALLEE = "+493023125770"
NUMBER = COMPANIES["SALON"].number
MESSAGE = (
    "Salon Lindenblüte, guten Tag. Wir haben versucht, Sie zu erreichen. Bitte rufen Sie uns zurück. Auf Wiederhören."
)

Ask = Callable[..., httpx.Response]


@dataclass
class Provider:
    """A provider that carries the salon's number. `server` stands for it; `refused` is what it says to a 4xx of its own."""

    name: str
    line: Line
    server: Any

    @property
    def placed(self) -> list[dict[str, Any]]:
        placed: list[dict[str, Any]] = self.server.placed
        return placed

    def feels(self, mood: str) -> None:
        if isinstance(self.server, TelnyxApi):
            self.server.moods["*"] = mood  # type: ignore[assignment]
        else:
            self.server.mood = mood

    def answer(self) -> tuple[Any, str]:
        """Somebody answers the last call: their telephone, and what they hear first."""
        (order,) = self.placed
        if self.name == "telnyx":
            phone = led_phone(self.line, order)
            return phone, phone.ring().text
        if self.name == "vapi":
            vapi = vapi_phone(self.line, caller_number=CALLEE)
            return vapi, vapi.answer(order).text
        retell = retell_phone(self.line, caller_number=NUMBER, number=CALLEE)
        return retell, retell.answered(order).text


def led_phone(line: Line, order: dict[str, Any]) -> LedPhone:
    assert isinstance(line, TelnyxLine)
    phone = line.led(direction="outgoing", caller_number=NUMBER, number=CALLEE, call_sid=order["call_control_id"])
    phone.voice_url, phone._memory = order["webhook_url"], order["client_state"]
    return phone


@pytest.fixture
def telnyx_line(gateway: Gateway, line: Line, monkeypatch: pytest.MonkeyPatch) -> Iterator[TelnyxLine]:
    with TelnyxApi(API_KEY) as api:
        use_environment(monkeypatch, {"TELNYX_API_BASE_URL": api.base_url})
        yield TelnyxLine(gateway.url, line.database, line.http, api)


@pytest.fixture(params=["telnyx", "vapi", "retell"])
def provider(
    request: pytest.FixtureRequest, line: Line, telnyx_line: TelnyxLine, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Provider]:
    """Each provider in turn, with the salon's own number."""
    # Patience is not what is tested.
    monkeypatch.setitem(asking.ask.__kwdefaults__ or {}, "seconds", 1.0)
    if request.param == "telnyx":
        connected(line, "telnyx", telnyx_line.webhook_token, {"connection_id": APPLICATION})
        yield Provider("telnyx", telnyx_line, telnyx_line.api)
        return
    if request.param == "vapi":
        token = vapi_phone(line).voice_url.split("/")[-2]
        server: FakeAgents = FakeVapi(VAPI_KEY)
        server.numbers = (NUMBER,)  # type: ignore[attr-defined]
    else:
        token = retell_phone(line).voice_url.split("/")[-2]
        server = FakeRetell(RETELL_KEY)
    connected(line, request.param, token)
    with server:
        use_environment(monkeypatch, {f"{request.param.upper()}_API_BASE_URL": server.base_url})
        yield Provider(request.param, line, server)


def connected(line: Line, provider: str, token: str, config: dict[str, str] | None = None) -> None:
    """The salon's number is that provider's."""
    row = line.database.one("select id, config from public.integrations where webhook_token = %s", token)
    line.database.all("delete from public.phone_numbers where provider = 'telnyx' returning 1")
    line.database.all(
        "update public.phone_numbers set provider = %s, integration_id = %s where number = %s returning 1",
        provider, row["id"], NUMBER,
    )  # fmt: skip
    if config:
        line.without_triggers(
            f'update public.integrations set config = config || \'{{"connection_id": "{config["connection_id"]}"}}\''
            f" where webhook_token = '{token}'"
        )


def order(**changed: Any) -> dict[str, Any]:
    return {"company_id": str(SALON), "to": CALLEE} | changed


def code(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


def orders(line: Line) -> list[tuple[str, str | None]]:
    return [
        (row["status"], row["error"])
        for row in line.database.all("select status::text, error from public.call_orders order by created_at")
    ]


def test_an_owner_rings_a_customer_and_the_assistant_speaks(ask: Ask, line: Line, provider: Provider) -> None:
    answer = ask("/api/calls/start", order())
    assert (answer.status_code, answer.json()["status"]) == (201, "placed")
    phone, first = provider.answer()
    assert "Salon Lindenblüte" in first
    if not isinstance(phone, RetellPhone):
        assert "28 Euro" in phone.say("Was kostet ein Herrenhaarschnitt?").text
    assert phone.hang_up().status_code == 200
    (call,) = line.database.all("select * from public.calls")
    assert str(call["id"]) == answer.json()["call_id"]
    assert (call["direction"], call["status"], call["provider"]) == ("outbound", "completed", provider.name)
    assert (call["caller_number"], call["callee_number"]) == (NUMBER, CALLEE)
    customer = line.database.one("select phone_normalized from public.customers where id = %s", call["customer_id"])
    assert customer["phone_normalized"] == CALLEE


def test_what_the_provider_is_told(ask: Ask, line: Line, provider: Provider) -> None:
    made = ask("/api/calls/start", order()).json()
    (placed,) = provider.placed
    here = line.database.one("select webhook_token from public.integrations where provider = %s", provider.name)
    address = f"{line.url}/voice/{provider.name}/{here['webhook_token']}"
    if provider.name == "telnyx":
        assert (placed["from"], placed["to"], placed["connection_id"]) == (NUMBER, CALLEE, APPLICATION)
        assert (placed["webhook_url"], placed["command_id"]) == (f"{address}/events", made["id"])
        assert placed["answering_machine_detection"] == "greeting_end"
    elif provider.name == "vapi":
        assert (placed["phoneNumberId"], placed["customer"]) == (VAPI_NUMBER_ID, {"number": CALLEE})
        assistant = placed["assistant"]
        assert assistant["model"]["url"] == address
        assert assistant["server"]["url"] == f"{line.url}/webhooks/telephony/vapi/{here['webhook_token']}"
        assert assistant["voicemailMessage"] == MESSAGE
        assert "Herrenhaarschnitt" in assistant["transcriber"]["keyterm"]
    else:
        assert (placed["from_number"], placed["to_number"]) == (NUMBER, CALLEE)
        assert (placed["override_agent_id"], placed["idempotency_key"]) == (RETELL_AGENT, made["id"])
        action = placed["agent_override"]["agent"]["voicemail_option"]["action"]
        assert action == {"type": "static_text", "text": MESSAGE}
        assert placed["retell_llm_dynamic_variables"]["business_name"] == "Salon Lindenblüte"


def test_the_same_key_from_many_at_once_rings_once(ask: Ask, provider: Provider) -> None:
    with ThreadPoolExecutor(6) as askers:
        answers = list(askers.map(lambda _: ask("/api/calls/start", order(), key="order-1").status_code, range(6)))
    assert answers.count(201) == 1
    assert set(answers) <= {200, 201, 202}
    assert len(provider.placed) == 1
    assert ask("/api/calls/start", order(), key="order-1").status_code == 200
    assert len(provider.placed) == 1


@pytest.mark.parametrize("refused", ["opted_out", "outside_calling_hours"])
def test_who_must_not_be_rung_is_not(ask: Ask, line: Line, provider: Provider, refused: str) -> None:
    rule = {
        "opted_out": "insert into public.opt_outs (company_id, channel, address) "
        f"select id, 'phone', '{CALLEE}' from public.companies",
        "outside_calling_hours": "update public.companies set outbound_weekdays = '{}'",
    }[refused]
    line.database.all(f"{rule} returning 1")
    assert code(ask("/api/calls/start", order())) == (409, refused)
    assert provider.placed == []
    assert orders(line) == []


@pytest.mark.parametrize(
    ("mood", "refused"),
    [
        ("busy", "provider_failed"),
        ("broken", "provider_failed"),
        ("refuses", "provider_refused"),
        ("garbage", "provider_answer_unreadable"),
        ("hangs", "provider_unreachable"),
    ],
)
def test_a_provider_that_fails_is_asked_once_for_an_order(
    ask: Ask, line: Line, provider: Provider, mood: str, refused: str
) -> None:
    provider.feels(mood)
    assert code(ask("/api/calls/start", order(), key="order-1")) == (502, refused)
    provider.feels("well")
    before = len(provider.server.asked)
    again = ask("/api/calls/start", order(), key="order-1")
    assert (again.status_code, again.json()["status"], again.json()["error"]) == (200, "failed", refused)
    assert len(provider.server.asked) == before
    assert orders(line) == [("failed", refused)]
    assert ask("/api/calls/start", order(), key="order-2").status_code == 201


@pytest.mark.parametrize("mood", ["nameless", "drips"])
@pytest.mark.parametrize("provider", ["vapi", "retell"], indirect=True)
def test_an_answer_that_names_no_call_is_none(ask: Ask, line: Line, provider: Provider, mood: str) -> None:
    provider.feels(mood)
    assert ask("/api/calls/start", order()).status_code == 502
    assert orders(line)[0][0] == "failed"


def test_a_provider_that_nobody_answers_at_places_nothing(
    ask: Ask, line: Line, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_environment(monkeypatch, {f"{provider.name.upper()}_API_BASE_URL": "http://127.0.0.1:9"})
    assert code(ask("/api/calls/start", order())) == (502, "provider_unreachable")
    assert orders(line) == [("failed", "provider_unreachable")]


def test_a_running_call_is_ended_at_the_provider(ask: Ask, line: Line, provider: Provider) -> None:
    ask("/api/calls/start", order())
    phone, _ = provider.answer()
    (call,) = line.database.all("select id, provider_call_id from public.calls")
    assert ask(f"/api/calls/{call['id']}/end").json() == {"id": str(call["id"])}
    if provider.name == "telnyx":
        assert (call["provider_call_id"], "hangup") in provider.server.done
    else:
        assert provider.server.ended == [call["provider_call_id"]]
    phone.hang_up()
    before = len(provider.server.asked)
    assert ask(f"/api/calls/{call['id']}/end").status_code == 200
    assert len(provider.server.asked) == before


def test_a_call_that_the_provider_does_not_end_is_not_said_to_be_ended(
    ask: Ask, line: Line, provider: Provider
) -> None:
    ask("/api/calls/start", order())
    (call,) = line.database.all("select id from public.calls")
    provider.feels("broken")
    assert code(ask(f"/api/calls/{call['id']}/end")) == (502, "provider_failed")
    provider.feels("well")
    assert ask(f"/api/calls/{call['id']}/end").status_code == 200


@pytest.mark.parametrize("provider", ["vapi"], indirect=True)
def test_vapi_is_not_followed_to_a_strangers_address(ask: Ask, line: Line, provider: Provider) -> None:
    ask("/api/calls/start", order())
    (call,) = line.database.all("select id from public.calls")
    with FakeVapi(VAPI_KEY) as stranger:
        provider.server.elsewhere = stranger.base_url
        assert code(ask(f"/api/calls/{call['id']}/end")) == (502, "provider_refused")
        assert stranger.asked == []
    provider.server.numbers = ("+493023125999",)
    assert code(ask("/api/calls/start", order())) == (502, "number_refused")


def test_a_telnyx_integration_without_its_application_says_so(ask: Ask, line: Line, telnyx_line: TelnyxLine) -> None:
    connected(line, "telnyx", telnyx_line.webhook_token)
    assert code(ask("/api/calls/start", order())) == (422, "integration_incomplete")
    assert orders(line) == [("failed", "integration_incomplete")]
    assert telnyx_line.api.asked == []


# ── who answers ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def rung(ask: Ask, line: Line, telnyx_line: TelnyxLine) -> LedPhone:
    """A call by Telnyx that has been ordered."""
    connected(line, "telnyx", telnyx_line.webhook_token, {"connection_id": APPLICATION})
    assert ask("/api/calls/start", order()).status_code == 201
    return led_phone(telnyx_line, telnyx_line.api.placed[0])


@pytest.mark.parametrize("result", ["human", "not_sure"])
def test_a_person_is_greeted_at_once_and_goes_on_talking(rung: LedPhone, result: str) -> None:
    assert "Salon Lindenblüte" in rung.ring().text
    assert rung.detect(result).lines == ()
    assert "28 Euro" in rung.say("Was kostet ein Herrenhaarschnitt?").text


@pytest.mark.parametrize("result", ["human_residence", "human_business", "silence", "unheard_of"])
def test_what_premium_detection_calls_a_person_is_one(rung: LedPhone, result: str) -> None:
    rung.ring()
    assert rung.detect(result, kind="call.machine.premium.detection.ended").lines == ()
    assert "28 Euro" in rung.say("Was kostet ein Herrenhaarschnitt?").text


@pytest.mark.parametrize(
    ("verdict", "end", "result"),
    [
        ("call.machine.detection.ended", "call.machine.greeting.ended", "beep_detected"),
        ("call.machine.detection.ended", "call.machine.greeting.ended", "ended"),
        ("call.machine.premium.detection.ended", "call.machine.premium.greeting.ended", "no_beep_detected"),
        (None, "call.machine.premium.greeting.ended", "beep_detected"),
    ],
)
def test_an_answering_machine_hears_who_rang_when_it_has_finished(
    rung: LedPhone, line: Line, verdict: str | None, end: str, result: str
) -> None:
    rung.ring()
    if verdict:
        assert rung.detect("machine", kind=verdict).lines == ()
        # What it says is written down no longer, and is no turn.
        data = {"transcript": "Bitte hinterlassen Sie eine Nachricht.", "is_final": True}
        assert rung._tell("call.transcription", transcription_data=data).lines == ()
    said = rung.detect(result, kind=end)
    assert said.text == MESSAGE
    assert rung.over
    spoken = line.database.all("select text from public.call_turns where speaker = 'assistant' order by turn")
    assert [row["text"] for row in spoken][1:] == [MESSAGE]


def test_a_machine_told_of_twice_is_spoken_to_once(rung: LedPhone, telnyx_line: TelnyxLine) -> None:
    rung.ring()
    rung.detect("machine")
    rung.detect("beep_detected", kind="call.machine.greeting.ended")
    done = len(telnyx_line.api.done)
    for told in [*rung.events, *reversed(rung.events)]:
        assert rung.post(rung.voice_url, told).status_code == 200
    assert len(telnyx_line.api.done) == done


def test_a_fax_hears_nothing(rung: LedPhone) -> None:
    rung.ring()
    assert rung.detect("fax_detected", kind="call.machine.premium.detection.ended").lines == ()
    assert rung.over


@pytest.mark.parametrize(
    ("cause", "status"), [("timeout", "no_answer"), ("user_busy", "busy"), ("no_answer", "no_answer")]
)
def test_who_does_not_answer_is_told_of(rung: LedPhone, line: Line, cause: str, status: str) -> None:
    assert rung.post(rung.voice_url, rung.event("call.initiated", direction="outgoing")).status_code == 200
    assert rung.post(rung.voice_url, rung.event("call.hangup", hangup_cause=cause)).status_code == 200
    (call,) = line.database.all("select status::text, direction::text from public.calls")
    assert call == {"status": status, "direction": "outbound"}


def test_an_agent_of_retell_that_thinks_with_us_greets_over_its_socket(
    ask: Ask, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = line.retell_phone(caller_number=NUMBER, number=CALLEE, direction="outbound")
    connected(line, "retell", connect_provider(line.database, "SALON", **RETELL | {"config": {}}))
    with FakeRetell(RETELL_KEY) as server:
        use_environment(monkeypatch, {"RETELL_API_BASE_URL": server.base_url})
        made = ask("/api/calls/start", order())
        assert made.status_code == 201
        phone.call_id = server.placed[0]["id"]
        assert "override_agent_id" not in server.placed[0]
    assert "Salon Lindenblüte" in phone.ring().text
    assert "28 Euro" in phone.say("Was kostet ein Herrenhaarschnitt?").text
    (call,) = line.database.all("select id, direction::text from public.calls")
    assert (str(call["id"]), call["direction"]) == (made.json()["call_id"], "outbound")


def test_vapis_own_assistant_of_the_company_speaks_our_greeting(
    ask: Ask, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = connect_provider(
        line.database, "SALON", "vapi", {"api_key": VAPI_KEY, "webhook_secret": "test-s"}, {"assistant_id": "own"}
    )
    connected(line, "vapi", token)
    with FakeVapi(VAPI_KEY) as server:
        server.numbers = (NUMBER,)
        use_environment(monkeypatch, {"VAPI_API_BASE_URL": server.base_url})
        assert ask("/api/calls/start", order()).status_code == 201
    (placed,) = server.placed
    assert placed["assistantId"] == "own"
    told = placed["assistantOverrides"]
    assert "Salon Lindenblüte" in told["firstMessage"]
    assert told["variableValues"]["caller_number"] == CALLEE
    assert told["voicemailMessage"] == MESSAGE
