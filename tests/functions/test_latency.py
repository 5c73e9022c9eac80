"""How long turns take, on every way that carries a call: kept with each turn, and told to the platform as a metric."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from local.telnyx_api import TelnyxApi
from shared.db import turns
from shared.db.refusals import DatabaseUnavailable
from shared.providers.models import MODELS
from tests.conftest import use_environment
from tests.support import fake_openai as fake
from tests.support.connections import retell_phone, vapi_phone
from tests.support.fake_openai import FakeOpenAI
from tests.support.line import Line
from tests.support.telnyx_line import API_KEY, TelnyxLine

PARTS = ("admit", "recall", "think", "speech", "record")
QUESTION = "Was kostet ein Herrenhaarschnitt?"
METRIC = "voice_call_latency"

Figures = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def figures(capfd: pytest.CaptureFixture[str]) -> Figures:
    """The lines of one metric that were written since it was asked last, as the platform reads them."""
    written: list[str] = []

    def read(name: str = METRIC) -> list[dict[str, Any]]:
        written.extend(capfd.readouterr().out.splitlines())
        found = [json.loads(each) for each in written if name in each]
        written[:] = [each for each in written if name not in each]
        return found

    return read


def awaited(line: Line, figures: Figures, count: int, name: str = METRIC) -> list[dict[str, Any]]:
    """So many lines of a metric: over a socket an answer is heard before its turn is over."""
    told: list[dict[str, Any]] = []

    def are_there() -> bool:
        told.extend(figures(name))
        return len(told) == count

    line.wait_until(are_there)
    return sorted(told, key=lambda each: str(each["turn"]))


def dimensions(figure: dict[str, Any], name: str = METRIC) -> set[str]:
    """What the platform counts by, from the part of the line that tells it (embedded metric format)."""
    (told,) = figure["_aws"]["CloudWatchMetrics"]
    assert told["Namespace"] == "Frontdesk"
    assert told["Metrics"] == [{"Name": name, "Unit": "Milliseconds"}]
    (counted,) = told["Dimensions"]
    return set(counted) - {"service"}


def noted(line: Line | TelnyxLine) -> list[dict[str, int]]:
    """The stages of every turn, which are whole and no more than their total."""
    rows = line.database.all(
        "select stages from public.call_turns where speaker = 'assistant' order by created_at, turn"
    )
    for row in rows:
        stages = row["stages"]
        assert {"admit", "recall", "think", "record", "total"} <= set(stages)
        assert all(isinstance(each, int) and each >= 0 for each in stages.values())
        assert sum(stages.get(part, 0) for part in PARTS) <= stages["total"]
        assert stages.get("first_token", 0) <= stages["think"]
        assert stages.get("first_sound", 0) <= stages["total"]
    return [row["stages"] for row in rows]


def fits(figure: dict[str, Any], way: str, company: object) -> None:
    assert dimensions(figure) == {"company", "way", "success"}
    assert (figure["company"], figure["way"], figure["success"]) == (str(company), way, "true")
    (took,) = figure[METRIC]
    assert took > 0
    # The metric is whole: it ends when the answer leaves.
    assert figure["stages"]["total"] <= took + 1


@pytest.fixture
def telnyx(line: Line, monkeypatch: pytest.MonkeyPatch) -> Iterator[TelnyxLine]:
    with TelnyxApi(API_KEY) as api:
        use_environment(monkeypatch, {"TELNYX_API_BASE_URL": api.base_url})
        yield TelnyxLine(line.url, line.database, line.http, api)


WAYS: dict[str, tuple[str, Callable[[Line, TelnyxLine], Any]]] = {
    "twilio": ("gather", lambda line, _: line.phone()),
    "telnyx, in documents": ("gather", lambda _, telnyx: telnyx.texml()),
    "telnyx, led by commands": ("commands", lambda _, telnyx: telnyx.led()),
    "vapi": ("model", lambda line, _: vapi_phone(line)),
    "twilio over a socket": ("relay", lambda line, _: line.relay_phone()),
    "retell over a socket": ("relay", lambda line, _: line.retell_phone()),
}


@pytest.mark.parametrize("carried", WAYS)
def test_every_way_of_carrying_a_call_tells_how_long_a_turn_took(
    line: Line, telnyx: TelnyxLine, figures: Figures, carried: str
) -> None:
    way, dial = WAYS[carried]
    phone = dial(line, telnyx)
    phone.ring()
    assert "28 Euro" in phone.say(QUESTION).text
    call = line.database.one("select * from public.calls")
    line.wait_until(lambda: len(noted(line)) == 2)
    _, figure = awaited(line, figures, 2)
    fits(figure, way, call["company_id"])
    assert (figure["call_id"], figure["turn"]) == (str(call["id"]), "1")
    assert figure["assistant"]
    kept = noted(line)[-1]
    assert set(figure["stages"]) >= {"admit", "recall", "think", "total"}
    assert ("first_sound" in kept) == (way == "relay")


@pytest.mark.parametrize("provider", ["vapi", "retell"])
def test_a_vendors_agent_is_told_of_too(line: Line, figures: Figures, provider: str) -> None:
    phone = vapi_phone(line, config={"assistant_id": "x"}) if provider == "vapi" else retell_phone(line)
    phone.ring()
    figures()
    phone.use("find_slots", service="Herrenhaarschnitt", day="Dienstag")
    (figure,) = [each for each in figures() if each["way"] == "tools"]
    assert dimensions(figure) == {"company", "way", "success"}
    assert (figure["success"], figure["tools"]) == ("true", 1)


def test_over_a_socket_the_first_sound_has_a_metric_of_its_own(line: Line, figures: Figures) -> None:
    phone = line.relay_phone()
    phone.ring()
    phone.say(QUESTION)
    # The greeting was given before the socket was open.
    (figure,) = awaited(line, figures, 1, "voice_first_sound")
    assert dimensions(figure, "voice_first_sound") == {"company", "provider"}
    (took,) = figure["voice_first_sound"]
    assert took >= noted(line)[-1]["admit"]


def test_a_models_first_word_is_a_stage(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeOpenAI() as openai:
        use_environment(monkeypatch, {"OPENAI_API_KEY": "test-key", "OPENAI_BASE_URL": openai.base_url})
        # Its package takes a while to load, and a caller waits for a first word no longer than that on a busy machine.
        MODELS["openai"].load()
        phone = line.phone()
        phone.ring()
        openai.will(fake.says("Das kostet achtundzwanzig Euro. Soll ich etwas eintragen?"))
        assert "achtundzwanzig" in phone.say("Und wie sieht es preislich aus?").text
    greeting, answer = noted(line)
    assert "first_token" not in greeting
    assert answer["first_token"] <= answer["think"]


def test_a_turn_that_breaks_is_no_success(line: Line, figures: Figures, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = line.phone()
    phone.ring()
    figures()

    def fail(*_: object, **__: object) -> None:
        raise DatabaseUnavailable("down")

    monkeypatch.setattr(turns, "recall_turn", fail)
    assert "technische Störung" in phone.say(QUESTION).text
    told = figures()
    assert told
    for figure in told:
        assert (figure["success"], figure["stages"], figure["assistant"]) == ("false", {}, "")
        assert dimensions(figure) == {"company", "way", "success"}
