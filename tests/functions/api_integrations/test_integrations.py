"""Storing a credential and checking it, as the people of a company do it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest

from shared.providers import asking
from tests.conftest import use_environment
from tests.support.calls import DENTIST, SALON
from tests.support.canary import where_found
from tests.support.connections import COMPANIES
from tests.support.fake_agents import FakeAgents, FakeRetell, FakeVapi
from tests.support.fake_openai import FakeOpenAI
from tests.support.fake_twilio import FakeTwilio
from tests.support.line import Line, relay_url
from tests.support.rest import Rest

PASSWORD = "test-owner-password"
SID, TOKEN = f"AC{'7' * 32}", "a-new-test-token"

Ask = Callable[..., httpx.Response]


@pytest.fixture
def owner_token(rest: Rest) -> str:
    session = rest.signed_in(COMPANIES["SALON"].owner_email, PASSWORD).auth.get_session()
    assert session is not None
    return session.access_token


@pytest.fixture
def ask(line: Line, owner_token: str) -> Ask:
    """POST to the functions as the salon's owner, or as `token`."""

    def post(path: str, body: Any = None, *, token: str | None = owner_token, **more: Any) -> httpx.Response:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        return line.http.post(f"{line.url}{path}", json=body, headers=headers, **more)

    return post


@pytest.fixture
def twilio(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTwilio]:
    with FakeTwilio(SID, TOKEN) as server:
        use_environment(monkeypatch, {"TWILIO_API_BASE_URL": server.base_url})
        yield server


def order(**changed: Any) -> dict[str, Any]:
    return {
        "company_id": str(SALON),
        "provider": "twilio",
        "name": "second line",
        "credential": {"account_sid": SID, "auth_token": TOKEN},
    } | changed


def problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


def test_an_owner_stores_a_credential_and_never_sees_it_again(ask: Ask, line: Line, rest: Rest) -> None:
    answer = ask("/api/integrations", order())
    assert answer.status_code == 201
    stored = answer.json()
    assert TOKEN not in answer.text
    assert (stored["provider"], stored["name"], stored["status"]) == ("twilio", "second line", "pending")
    token = line.database.one("select webhook_token from public.integrations where id = %s", stored["id"])[
        "webhook_token"
    ]
    assert stored["voice_url"] == f"{line.url}/voice/twilio/{token}/incoming"
    assert stored["status_url"] == f"{line.url}/webhooks/telephony/twilio/{token}"
    assert stored["messages_url"] == f"{line.url}/webhooks/messaging/twilio/{token}"
    seen = rest.signed_in(COMPANIES["SALON"].owner_email, PASSWORD).table("integrations").select("*").execute()
    assert TOKEN not in str(seen.data)


def test_the_stored_credential_is_what_the_provider_signs_with(ask: Ask, line: Line) -> None:
    stored = ask("/api/integrations", order()).json()
    phone = line.phone(voice_url=stored["voice_url"], auth_token=TOKEN)
    assert "Salon Lindenblüte" in phone.ring().text


def test_a_stored_and_used_credential_is_nowhere_but_in_its_ciphertext(
    ask: Ask, line: Line, twilio: FakeTwilio, capfd: pytest.CaptureFixture[str]
) -> None:
    """Through the whole house: stored by its owner, checked with the provider, signed with, refused when wrong."""
    canary = "test-canary-" + "5e1f0d" * 4
    master_keys = [part for part in os.environ["MASTER_KEYS"].split('"') if len(part) > 30]
    assert master_keys
    answers = [ask("/api/integrations", order(credential={"account_sid": SID, "auth_token": canary}))]
    stored = answers[0].json()
    answers.append(ask(f"/api/integrations/{stored['id']}/check"))
    phone = line.phone(voice_url=stored["voice_url"], status_url=stored["status_url"], auth_token=canary)
    assert phone.ring().awaits == "speech"
    answers += [phone.hang_up(), phone.post(phone.status_url, {}, signature=canary)]
    answers.append(
        ask("/api/integrations", order(provider="telnyx", credential={"account_sid": SID, "auth_token": canary}))
    )
    assert [answer.status_code for answer in answers] == [201, 200, 200, 403, 422]
    assert [answer.text for answer in answers if canary in answer.text] == []
    printed = capfd.readouterr()
    assert "voice_call_latency" in printed.out
    assert [each for each in (canary, *master_keys) if each in printed.out + printed.err] == []
    assert where_found(line.database, [canary, *master_keys]) == {}


def test_the_same_name_again_replaces_the_credential(ask: Ask, line: Line) -> None:
    first = ask("/api/integrations", order()).json()
    again = ask("/api/integrations", order(credential={"account_sid": SID, "auth_token": "newer-token"})).json()
    assert again["id"] == first["id"]
    assert line.phone(voice_url=first["voice_url"], auth_token="newer-token").ring().awaits == "speech"


@pytest.mark.parametrize("token", [None, "", "nonsense", "a.b.c"])
def test_who_is_not_signed_in_is_refused(ask: Ask, token: str | None) -> None:
    answer = ask("/api/integrations", order(), token=token)
    assert problem(answer) == (401, "not_authenticated")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_the_publishable_and_secret_keys_are_nobody(ask: Ask, rest: Rest) -> None:
    for key in (rest.publishable_key, rest.secret_key):
        assert problem(ask("/api/integrations", order(), token=key)) == (401, "not_authenticated")


def test_another_companys_door_stays_shut(ask: Ask, line: Line) -> None:
    assert problem(ask("/api/integrations", order(company_id=str(DENTIST)))) == (404, "company_not_found")
    theirs = line.database.one("select id from public.integrations where company_id = %s", DENTIST)["id"]
    assert problem(ask(f"/api/integrations/{theirs}/check")) == (404, "not_found")
    assert problem(ask(f"/api/integrations/{uuid4()}/check")) == (404, "not_found")


def test_a_member_who_is_no_admin_is_refused(ask: Ask, line: Line, rest: Rest) -> None:
    session = rest.signed_up("member@example.test").auth.get_session()
    assert session is not None
    assert session.user is not None
    line.database.all(
        "insert into public.company_members (company_id, profile_id, role) values (%s, %s, 'member') returning 1",
        SALON,
        session.user.id,
    )
    assert problem(ask("/api/integrations", order(), token=session.access_token)) == (403, "role_too_low")
    own = line.database.one("select id from public.integrations where company_id = %s", SALON)["id"]
    assert problem(ask(f"/api/integrations/{own}/check", token=session.access_token)) == (403, "role_too_low")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"provider": "carrier_pigeon"}, "provider_unknown"),
        ({"provider": "Twilio; drop"}, "request_invalid"),
        ({"credential": {"account_sid": SID}}, "credential_keys_wrong"),
        ({"credential": {"account_sid": SID, "auth_token": TOKEN, "more": "x"}}, "credential_keys_wrong"),
        ({"credential": {"account_sid": SID, "auth_token": ""}}, "request_invalid"),
        ({"credential": TOKEN}, "request_invalid"),
        ({"credential": {TOKEN: {"nested": TOKEN}}}, "request_invalid"),
        ({"config": {"unheard_of": "x"}}, "config_keys_wrong"),
        ({"name": " "}, "request_invalid"),
        ({"company_id": "x"}, "request_invalid"),
        ({TOKEN: TOKEN}, "request_invalid"),
    ],
)
def test_a_wrong_order_is_refused_without_repeating_a_secret(ask: Ask, changed: dict[str, Any], code: str) -> None:
    answer = ask("/api/integrations", order(**changed))
    assert problem(answer) == (422, code)
    assert TOKEN not in answer.text


def test_what_is_no_json_or_too_long_is_refused(ask: Ask, line: Line, owner_token: str) -> None:
    headers = {"authorization": f"Bearer {owner_token}", "content-type": "application/json"}
    url = f"{line.url}/api/integrations"
    assert problem(line.http.post(url, content=b"{", headers=headers)) == (422, "request_invalid")
    assert problem(line.http.post(url, content=b" " * 70_000, headers=headers)) == (413, "too_large")
    assert problem(line.http.get(url, headers=headers)) == (405, "method_not_allowed")
    assert problem(ask("/api/integrations", order(name="x" * 500))) == (422, "request_invalid")


def test_a_credential_that_works_is_noted_as_working(ask: Ask, line: Line, twilio: FakeTwilio) -> None:
    stored = ask("/api/integrations", order()).json()
    assert ask(f"/api/integrations/{stored['id']}/check").json() == {"ok": True, "error": None}
    row = line.database.one(
        "select status, last_error, last_checked_at from public.integrations where id = %s", stored["id"]
    )
    assert (row["status"], row["last_error"]) == ("active", None)
    assert row["last_checked_at"] is not None
    assert twilio.requests == [f"/2010-04-01/Accounts/{SID}.json"]


@pytest.mark.parametrize(
    ("mood", "error"),
    [
        ("busy", "provider_failed"),
        ("broken", "provider_failed"),
        ("garbage", "provider_answer_unreadable"),
        ("suspended", "account_not_active"),
    ],
)
def test_a_credential_that_does_not_work_is_noted_with_the_reason(
    ask: Ask, line: Line, twilio: FakeTwilio, mood: Any, error: str
) -> None:
    stored = ask("/api/integrations", order()).json()
    twilio.mood = mood
    assert ask(f"/api/integrations/{stored['id']}/check").json() == {"ok": False, "error": error}
    row = line.database.one("select status, last_error from public.integrations where id = %s", stored["id"])
    assert row == {"status": "error", "last_error": error}
    assert len(twilio.requests) == 1


def test_a_wrong_credential_is_refused_by_the_provider(ask: Ask, twilio: FakeTwilio) -> None:
    stored = ask("/api/integrations", order(credential={"account_sid": SID, "auth_token": "wrong"})).json()
    assert ask(f"/api/integrations/{stored['id']}/check").json() == {"ok": False, "error": "credential_refused"}


def test_a_provider_that_hangs_is_not_waited_for(ask: Ask, twilio: FakeTwilio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.providers.twilio.client.TIMEOUT_SECONDS", 0.3)
    stored = ask("/api/integrations", order()).json()
    twilio.mood = "hangs"
    assert ask(f"/api/integrations/{stored['id']}/check").json() == {"ok": False, "error": "provider_unreachable"}


def test_a_provider_without_a_check_says_so(ask: Ask) -> None:
    wish = order(provider="smtp", credential={"username": "test", "password": "test-password"})
    stored = ask("/api/integrations", wish).json()
    assert stored["voice_url"] is None
    assert problem(ask(f"/api/integrations/{stored['id']}/check")) == (422, "provider_not_checkable")


def test_without_a_database_the_answer_is_a_problem(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    use_environment(monkeypatch, {"DATABASE_URL_FN_API": "postgresql://nobody@127.0.0.1:9/none"})
    assert problem(ask("/api/integrations", order())) == (503, "database_unavailable")


def test_without_rest_a_credential_is_stored_and_a_check_says_so(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    use_environment(monkeypatch, {"SUPABASE_URL": "http://127.0.0.1:9"})
    stored = ask("/api/integrations", order())
    assert stored.status_code == 201
    assert problem(ask(f"/api/integrations/{stored.json()['id']}/check")) == (503, "rest_unreachable")


def test_what_nobody_foresaw_is_a_problem_without_its_text(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the secret " + TOKEN)

    monkeypatch.setattr("shared.db.integrations.store_integration", broken)
    answer = ask("/api/integrations", order())
    assert problem(answer) == (500, "internal_error")
    noted = [record.__dict__ for record in caplog.records if record.message == "endpoint_failed"]
    assert [each["error"] for each in noted] == ["RuntimeError"]
    assert TOKEN not in answer.text + str(noted)


def test_the_description_of_the_api_is_served(line: Line) -> None:
    described = line.http.get(f"{line.url}/api/integrations/openapi.json").json()
    assert set(described["paths"]) == {"/api/integrations", "/api/integrations/{id}/check"}


@pytest.mark.parametrize(
    ("provider", "path"), [("openai", "/v1/models"), ("anthropic", "/v1/v1/models"), ("openrouter", "/v1/key")]
)
@pytest.mark.parametrize(
    ("status", "error"),
    [(200, None), (401, "credential_refused"), (402, "credential_refused"), (500, "provider_failed")],
)
def test_a_key_to_models_is_checked_without_having_anything_thought(
    ask: Ask, line: Line, monkeypatch: pytest.MonkeyPatch, provider: str, path: str, status: int, error: str | None
) -> None:
    with FakeOpenAI() as vendor:
        use_environment(monkeypatch, {f"{provider.upper()}_API_BASE_URL": vendor.base_url})
        vendor.will(lambda connection: connection.refuse(status, {}))
        stored = ask("/api/integrations", order(provider=provider, credential={"api_key": "test-model-key"})).json()
        answer = ask(f"/api/integrations/{stored['id']}/check")
        assert answer.json() == {"ok": error is None, "error": error}
        assert (vendor.requests, vendor.keys) == ([{"path": path}], ["test-model-key"])
    row = line.database.one("select status, last_error from public.integrations where id = %s", stored["id"])
    assert row == {"status": "error" if error else "active", "last_error": error}


@pytest.mark.parametrize(
    "address",
    [
        "http://models.example.com/v1", "https://127.0.0.1:9001/v1", "https://localhost/v1", "https://[::1]/v1",
        "https://key@models.example.com/v1", "https://models.example.com/v1?x=y", "https://10.0.0.1.", "ftp://example.com",
    ],
)  # fmt: skip
def test_a_key_goes_to_no_address_inside_a_house(ask: Ask, address: str) -> None:
    config = {"base_url": address}
    answer = ask("/api/integrations", order(provider="openai", credential={"api_key": "test-key"}, config=config))
    assert problem(answer) == (422, "base_url_not_public")
    config = {"base_url": "https://models.example.com/v1"}
    assert ask("/api/integrations", order(provider="openai", credential={"api_key": "k"}, config=config)).is_success


AT = {
    "telnyx": {"api_key": "test-key", "public_key": "test-public-key"},
    "vapi": {"api_key": "test-key", "webhook_secret": "test-secret"},
    "retell": {"api_key": "test-key"},
}


@pytest.mark.parametrize(
    ("provider", "entered"),
    [
        ("telnyx", {"voice", "status", "events", "messages"}),
        ("vapi", {"voice", "status", "tools", "model"}),
        ("retell", {"voice", "status", "tools", "relay"}),
    ],
)
def test_every_address_that_has_to_be_entered_at_the_provider_is_told(
    ask: Ask, line: Line, provider: str, entered: set[str]
) -> None:
    stored = ask("/api/integrations", order(provider=provider, credential=AT[provider])).json()
    told = {name: stored[f"{name}_url"] for name in entered}
    assert {name for name in stored if name.endswith("_url") and stored[name]} == {f"{name}_url" for name in entered}
    # Each of them is there: a route that wants a proof, or the socket.
    for name, address in told.items():
        if name == "relay":
            assert address.startswith(f"{relay_url()}?provider=retell&token=")
        else:
            path = f"{address}/chat/completions" if name == "model" else address
            assert line.http.post(path, json={}).json()["code"] == "not_signed", name


@pytest.mark.parametrize(
    ("mood", "error"), [("well", None), ("broken", "provider_failed"), ("hangs", "provider_unreachable")]
)
@pytest.mark.parametrize(("provider", "fake"), [("vapi", FakeVapi), ("retell", FakeRetell)])
def test_a_key_of_a_platform_is_checked(
    ask: Ask,
    line: Line,
    monkeypatch: pytest.MonkeyPatch,
    provider: str,
    fake: type[FakeAgents],
    mood: Any,
    error: str | None,
) -> None:
    monkeypatch.setitem(asking.ask.__kwdefaults__ or {}, "seconds", 1.0)
    with fake("test-key") as server:
        use_environment(monkeypatch, {f"{provider.upper()}_API_BASE_URL": server.base_url})
        server.mood = mood
        stored = ask("/api/integrations", order(provider=provider, credential=AT[provider])).json()
        answer = ask(f"/api/integrations/{stored['id']}/check")
        assert answer.json() == {"ok": error is None, "error": error}
        server.mood, server.api_key = "well", "another-key"
        if error is None:
            again = ask(f"/api/integrations/{stored['id']}/check")
            assert again.json() == {"ok": False, "error": "credential_refused"}
        assert {method for method, _ in server.asked} == {"GET"}
    row = line.database.one("select status, last_error from public.integrations where id = %s", stored["id"])
    assert row == {"status": "error", "last_error": error or "credential_refused"}
