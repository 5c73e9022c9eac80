"""Whole calls while the only model there is fails: the receptionist takes every turn, and the booking comes about."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shared.voice import model_order
from tests.conftest import use_environment
from tests.journeys.faults.conftest import WISH, YES, Exchange
from tests.journeys.faults.matrix import Cell, cells
from tests.support.fake_models import MODELS
from tests.support.fake_openai import FakeOpenAI
from tests.support.faulty_wire import FaultyWire
from tests.support.model_keys import give_key

ADDRESSES = {
    "openai": "OPENAI_API_BASE_URL",
    "anthropic": "ANTHROPIC_API_BASE_URL",
    "openrouter": "OPENROUTER_API_BASE_URL",
}
# What is said before the wire is cut: where words are spoken as they come, a part of it is heard.
HALF = "Gern, ich sehe einmal für Sie nach, welche Zeiten noch"


@pytest.fixture
def model(cell: Cell, exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOpenAI]:
    """The only model that can be asked, failing as the cell says."""
    vendor = cell.dependency.removeprefix("model: ")
    monkeypatch.setattr(model_order, "FIRST_TOKEN_SECONDS", 0.4)
    with FakeOpenAI() as server, FaultyWire(server.base_url) as wire:
        if vendor == "compatible":
            house = {"OPENAI_API_KEY": "test-house-key", "OPENAI_BASE_URL": wire.url, "OPENAI_MODEL": "house-model"}
            use_environment(monkeypatch, house)
        else:
            give_key(exchange.line.database, vendor)
            use_environment(monkeypatch, {ADDRESSES[vendor]: wire.url})
        if cell.fault == "cut":
            server.will(MODELS["openai" if vendor == "compatible" else vendor].breaks_off(HALF))
        else:
            wire.fails(cell.fault)
        yield server


@pytest.mark.parametrize("cell", cells("model: "), ids=str)
def test_a_booking_comes_about_whatever_becomes_of_the_model(cell: Cell, exchange: Exchange, model: FakeOpenAI) -> None:
    phone = exchange.phone(cell.telephone)
    phone.ring()
    assert "14 Uhr 30" in phone.say(WISH).text
    assert "eingetragen" in phone.say(YES).text
    phone.hang_up()
    ((kind, (service, staff, _)),) = exchange.left(phone)
    assert (kind, service, staff) == ("appointment", "Herrenhaarschnitt", "Maria Schmidt")
    assert "owner_booking_change" in exchange.notices()
    tried = exchange.line.database.all("select outcome from public.ai_usage_logs")
    assert tried
    assert "ok" not in {each["outcome"] for each in tried}
