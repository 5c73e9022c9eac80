"""Models asked one after the other: whose comes first, who pays, who rests, and that a caller is answered whatever fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from decimal import Decimal
from typing import Any

import pytest

from shared.voice import model_order, model_turn
from tests.conftest import use_environment
from tests.functions.voice_call.test_round_trips import names, statements
from tests.support import fake_openai as fake
from tests.support.calls import SALON_OWNER
from tests.support.fake_models import MODELS
from tests.support.fake_openai import FakeOpenAI
from tests.support.line import Line
from tests.support.model_keys import choose_model, give_key, give_own_key, let_time_pass

__all__ = ["statements"]

PARKING = "Ja, wir haben einen Parkplatz im Hof."
ADDRESSES = {
    "openai": "OPENAI_API_BASE_URL",
    "anthropic": "ANTHROPIC_API_BASE_URL",
    "openrouter": "OPENROUTER_API_BASE_URL",
}


@pytest.fixture
def vendors(line: Line, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, FakeOpenAI]]:
    """The three vendors at the wire; the house has no key."""
    with ExitStack() as stack:
        servers = {name: stack.enter_context(FakeOpenAI()) for name in MODELS}
        use_environment(monkeypatch, {ADDRESSES[name]: server.base_url for name, server in servers.items()})
        for name, server in servers.items():
            server.will(MODELS[name].says(PARKING))
        yield servers


@pytest.fixture
def house(line: Line, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOpenAI]:
    """The house's own model, behind whatever the company has."""
    with FakeOpenAI() as server:
        use_environment(
            monkeypatch,
            {"OPENAI_API_KEY": "test-house-key", "OPENAI_BASE_URL": server.base_url, "OPENAI_MODEL": "house-model"},
        )
        server.will(fake.says("Das Haus weiß: " + PARKING))
        yield server


def attempts(line: Line) -> list[dict[str, Any]]:
    return line.database.all("select * from public.ai_usage_logs order by created_at")


def outcomes(line: Line) -> list[tuple[str, str]]:
    return [(each["provider"], each["outcome"]) for each in attempts(line)]


def asked(servers: dict[str, FakeOpenAI]) -> dict[str, list[str]]:
    return {name: server.keys for name, server in servers.items() if server.keys}


@pytest.mark.parametrize(
    ("provider", "model", "vendor_cost"),
    [
        ("openai", "gpt-4.1-mini", "0.000042"),
        ("anthropic", "claude-haiku-4-5", "0.000105"),
        ("openrouter", "some/model-of-tomorrow", "0.000213"),
        ("anthropic", "claude-of-tomorrow", None),
    ],
)
def test_the_assistants_model_comes_first_with_the_companys_key(
    line: Line, vendors: dict[str, FakeOpenAI], house: FakeOpenAI, provider: str, model: str, vendor_cost: str | None
) -> None:
    integrations = {name: give_key(line.database, name) for name in MODELS}
    choose_model(line.database, provider, model)
    phone = line.phone()
    phone.ring()
    assert phone.say("Haben Sie Parkplätze?").text == PARKING
    assert asked(vendors) == {provider: [f"test-{provider}-key"]}
    assert house.requests == []
    (attempt,) = attempts(line)
    assert (attempt["model"], attempt["outcome"], attempt["key_holder"]) == (model, "ok", "company")
    assert attempt["integration_id"] == integrations[provider]
    assert (attempt["prompt_tokens"], attempt["cached_tokens"], attempt["completion_tokens"]) == (120, 100, 15)
    # On the company's own key nothing is owed to us; what nobody knows the price of is not called free.
    assert attempt["cost"] == 0
    assert attempt["vendor_cost"] == (vendor_cost and Decimal(vendor_cost))


def test_the_houses_model_is_charged_by_the_rate_card(line: Line, house: FakeOpenAI) -> None:
    phone = line.phone()
    phone.ring()
    phone.say("Haben Sie Parkplätze?")
    (attempt,) = attempts(line)
    assert (attempt["key_holder"], attempt["integration_id"], attempt["user_id"]) == ("house", None, None)
    assert attempt["cost"] > 0
    # Nobody knows what `house-model` costs.
    assert attempt["vendor_cost"] is None


def test_an_owners_openrouter_key_pays_where_the_company_has_none(line: Line, vendors: dict[str, FakeOpenAI]) -> None:
    give_own_key(line.database, api="test-owners-key")
    choose_model(line.database, "openai", "gpt-4o")
    phone = line.phone()
    phone.ring()
    assert phone.say("Haben Sie Parkplätze?").text == PARKING
    assert asked(vendors) == {"openrouter": ["test-owners-key"]}
    assert vendors["openrouter"].requests[0]["model"] == "openai/gpt-4o"
    (attempt,) = attempts(line)
    assert (attempt["key_holder"], attempt["user_id"], attempt["vendor_cost"]) == (
        "owner",
        SALON_OWNER,
        Decimal("0.000213"),
    )


def closed(_: str) -> fake.Answer:
    def answer(connection: Any) -> None:
        connection.close_connection = True
        connection.connection.close()

    return answer


FAULTS: dict[str, tuple[Callable[[str], fake.Answer], str]] = {
    "hangs up": (closed, "unreachable"),
    "hangs": (lambda _: fake.hangs(), "timeout"),
    "drips comments": (lambda _: fake.drips(), "timeout"),
    "401": (lambda vendor: MODELS[vendor].fails(401), "http_401"),
    "429": (lambda vendor: MODELS[vendor].fails(429), "http_429"),
    "529": (lambda vendor: MODELS[vendor].fails(529), "http_529"),
    "garbage": (lambda _: fake.talks_nonsense(), "garbage"),
    "gibberish": (lambda vendor: MODELS[vendor].says("{}[]|| 0x00 ### ~~~ <<<>>>"), "garbage"),
    "a tool there is not": (lambda vendor: MODELS[vendor].calls("delete_everything"), "garbage"),
    "silence": (lambda vendor: MODELS[vendor].says_nothing(), "empty"),
    "an empty body": (lambda _: fake.answers_nothing(), "empty"),
    "cut": (lambda vendor: MODELS[vendor].breaks_off("Guten"), "cut_off"),
    "ends early": (lambda vendor: MODELS[vendor].stops_short("Guten"), "cut_off"),
    "error midway": (lambda vendor: MODELS[vendor].errs_midway("Guten"), "cut_off"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("vendor", MODELS)
def test_the_next_model_answers_when_one_is_of_no_use(
    line: Line,
    vendors: dict[str, FakeOpenAI],
    house: FakeOpenAI,
    monkeypatch: pytest.MonkeyPatch,
    vendor: str,
    fault: str,
) -> None:
    monkeypatch.setattr(model_order, "FIRST_TOKEN_SECONDS", 0.5)
    give_key(line.database, vendor)
    fails, outcome = FAULTS[fault]
    vendors[vendor].will(fails(vendor))
    phone = line.phone()
    phone.ring()
    assert phone.say("Haben Sie Parkplätze?").text == "Das Haus weiß: " + PARKING
    assert outcomes(line) == [(vendor, outcome), ("openai", "ok")]


def test_a_model_that_falls_silent_takes_what_is_left_and_the_receptionist_answers(
    line: Line, vendors: dict[str, FakeOpenAI], house: FakeOpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_turn, "TURN_SECONDS", 1.5)
    monkeypatch.setattr(model_order, "FIRST_TOKEN_SECONDS", 1.0)
    give_key(line.database, "anthropic")
    vendors["anthropic"].will(MODELS["anthropic"].hangs_after("Guten"))
    phone = line.phone()
    phone.ring()
    assert "28 Euro" in phone.say("Was kostet ein Herrenhaarschnitt?").text
    assert outcomes(line) == [("anthropic", "timeout")]
    assert house.requests == []


def test_a_model_that_was_asked_late_is_not_held_to_have_failed(
    line: Line, vendors: dict[str, FakeOpenAI], house: FakeOpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_turn, "TURN_SECONDS", 2.0)
    monkeypatch.setattr(model_order, "FIRST_TOKEN_SECONDS", 1.0)
    monkeypatch.setattr(model_order, "LEAST_SECONDS", 0.0)
    give_key(line.database, "anthropic")
    vendors["anthropic"].will(fake.hangs())
    house.will(fake.hangs())
    phone = line.phone()
    phone.ring()
    assert "28 Euro" in phone.say("Was kostet ein Herrenhaarschnitt?").text
    assert outcomes(line) == [("anthropic", "timeout"), ("openai", "no_time")]
    # What it would have cost, nobody said.
    assert {each["vendor_cost"] for each in attempts(line)} == {None}


def test_with_every_model_down_the_receptionist_answers_and_every_attempt_is_written_down(
    line: Line, vendors: dict[str, FakeOpenAI], house: FakeOpenAI
) -> None:
    for name, server in vendors.items():
        give_key(line.database, name)
        server.will(MODELS[name].fails(503))
    house.will(fake.fails(500))
    phone = line.phone()
    phone.ring()
    assert "28 Euro" in phone.say("Was kostet ein Herrenhaarschnitt?").text
    assert sorted(outcomes(line)) == [
        ("anthropic", "http_503"),
        ("openai", "http_500"),
        ("openai", "http_503"),
        ("openrouter", "http_503"),
    ]
    # Refused attempts are on nobody's bill.
    assert {each["vendor_cost"] for each in attempts(line)} == {0}


def test_what_a_tool_did_before_a_model_failed_is_not_done_again(
    line: Line, vendors: dict[str, FakeOpenAI], house: FakeOpenAI
) -> None:
    give_key(line.database, "anthropic")
    vendors["anthropic"].will(
        MODELS["anthropic"].calls("name_caller", name="Karla Kundin"), MODELS["anthropic"].fails(529)
    )
    phone = line.phone()
    phone.ring()
    phone.say("Mein Name ist Karla Kundin")
    assert outcomes(line) == [("anthropic", "ok"), ("anthropic", "http_529"), ("openai", "ok")]
    told = house.requests[0]["messages"]
    assert [each["content"] for each in told if each["role"] == "tool"] == ["Noted."]


def test_a_model_that_fails_three_times_rests_and_is_tried_again_later(
    line: Line, vendors: dict[str, FakeOpenAI], house: FakeOpenAI
) -> None:
    give_key(line.database, "openrouter")
    vendors["openrouter"].will(MODELS["openrouter"].fails(502))
    phone = line.phone()
    phone.ring()

    def tried() -> bool:
        before = len(vendors["openrouter"].requests)
        assert PARKING in phone.say("Haben Sie Parkplätze?").text
        return len(vendors["openrouter"].requests) > before

    assert [tried() for _ in range(4)] == [True, True, True, False]
    let_time_pass(line.database, 31)
    assert [tried(), tried()] == [True, False]
    # A failure more, twice the rest.
    let_time_pass(line.database, 31)
    assert not tried()
    let_time_pass(line.database, 30)
    vendors["openrouter"].will(MODELS["openrouter"].says(PARKING))
    assert [tried(), tried()] == [True, True]


@pytest.mark.parametrize("status", [401, 402])
def test_a_key_that_is_refused_rests_at_once_with_all_its_models(
    line: Line, vendors: dict[str, FakeOpenAI], house: FakeOpenAI, status: int
) -> None:
    give_key(line.database, "openrouter", model="vendor/second")
    choose_model(line.database, "openrouter", "vendor/first")
    vendors["openrouter"].will(MODELS["openrouter"].fails(status))
    phone = line.phone()
    phone.ring()
    for _ in range(2):
        assert PARKING in phone.say("Haben Sie Parkplätze?").text
    assert outcomes(line) == [("openrouter", f"http_{status}"), ("openai", "ok"), ("openai", "ok")]


def test_a_model_there_is_not_rests_alone(line: Line, vendors: dict[str, FakeOpenAI]) -> None:
    give_key(line.database, "openai", model="second")
    choose_model(line.database, "openai", "first")
    vendors["openai"].will(fake.fails(404), fake.says(PARKING))
    phone = line.phone()
    phone.ring()
    for _ in range(2):
        assert phone.say("Haben Sie Parkplätze?").text == PARKING
    assert [(each["model"], each["outcome"]) for each in attempts(line)] == [
        ("first", "http_404"),
        ("second", "ok"),
        ("second", "ok"),
    ]


def test_one_companys_key_at_rest_is_nobody_elses(line: Line, vendors: dict[str, FakeOpenAI]) -> None:
    give_key(line.database, "openai")
    line.database.all("insert into public.ai_usage_logs (company_id, provider, model, outcome, currency, key_holder, integration_id) select id, 'openai', 'gpt-4.1-mini', 'http_401', 'EUR', 'company', gen_random_uuid() from public.companies returning 1")  # fmt: skip
    phone = line.phone()
    phone.ring()
    assert phone.say("Haben Sie Parkplätze?").text == PARKING


def test_a_key_is_unsealed_once_a_minute(line: Line, vendors: dict[str, FakeOpenAI], statements: list[str]) -> None:
    give_key(line.database, "anthropic")
    phone = line.phone()
    phone.ring()
    statements.clear()
    phone.say("Haben Sie Parkplätze?")
    assert names(statements) == ["recall_turn", "read_credential", "record_turn"]
    statements.clear()
    phone.say("Haben Sie Parkplätze?")
    assert names(statements) == ["recall_turn", "record_turn"]
    # Another key in its place is taken at once.
    give_key(line.database, "anthropic", "test-new-key")
    phone.say("Haben Sie Parkplätze?")
    assert vendors["anthropic"].keys == ["test-anthropic-key", "test-anthropic-key", "test-new-key"]


def test_a_key_that_cannot_be_opened_is_left_for_the_next(
    line: Line, vendors: dict[str, FakeOpenAI], house: FakeOpenAI
) -> None:
    give_key(line.database, "anthropic")
    with line.database.connect() as conn:
        conn.execute("update private.integrations_secrets set encrypted_credentials = '\\xdead', updated_at = now() where integration_id in (select id from public.integrations where provider = 'anthropic')")  # fmt: skip
    phone = line.phone()
    phone.ring()
    assert PARKING in phone.say("Haben Sie Parkplätze?").text
    assert outcomes(line) == [("anthropic", "key_unreadable"), ("openai", "ok")]
    assert vendors["anthropic"].requests == []


@pytest.mark.parametrize("switched_off", ["is_active = false", "status = 'disabled'"])
def test_a_connection_that_is_switched_off_is_not_used(
    line: Line, vendors: dict[str, FakeOpenAI], switched_off: str
) -> None:
    give_key(line.database, "openai")
    line.database.all(f"update public.integrations set {switched_off} where provider = 'openai' returning 1")
    phone = line.phone()
    phone.ring()
    assert "28 Euro" in phone.say("Was kostet ein Herrenhaarschnitt?").text
    assert asked(vendors) == {}
