"""Whole calls whose price cannot be asked for: they are complete without it, and have it when it can be had."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from functions.job_costs.handler import handler as job_costs
from shared.providers.twilio import client as twilio_client
from shared.providers.vapi import client as vapi_client
from tests.conftest import use_environment
from tests.functions.job_costs.test_costs import COSTS, let_pass
from tests.functions.webhook_telephony.test_agents import vapis_api
from tests.journeys.faults.conftest import WISH, YES, Exchange, Heard
from tests.journeys.faults.matrix import Cell, cells
from tests.support.connections import COMPANIES
from tests.support.fake_twilio import FakeTwilio
from tests.support.faulty_wire import FaultyWire


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever hangs is given up sooner."""
    monkeypatch.setattr(twilio_client, "TIMEOUT_SECONDS", 0.7)
    monkeypatch.setattr(vapi_client, "TIMEOUT_SECONDS", 0.7)


def a_booking(exchange: Exchange, cell: Cell, **fields: Any) -> Heard:
    phone = exchange.phone(cell.telephone, **fields)
    phone.ring()
    phone.say(WISH)
    phone.say(YES)
    phone.hang_up()
    assert [kind for kind, _ in exchange.left(phone)] == ["appointment"]
    assert "owner_booking_change" in exchange.notices()
    return phone


@pytest.mark.parametrize("cell", cells("prices: twilio"), ids=str)
def test_a_price_that_twilio_does_not_tell_is_asked_for_again(
    cell: Cell, exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, salon = exchange.line.database, COMPANIES["SALON"]
    call = a_booking(exchange, cell).call
    with FakeTwilio(salon.account_sid, salon.auth_token) as api, FaultyWire(api.base_url) as wire:
        use_environment(monkeypatch, {"TWILIO_API_BASE_URL": wire.url})
        api.prices[call] = "-0.01700"
        let_pass(database, 360)
        wire.fails(cell.fault)
        assert job_costs({}, None) == {"asked": 1, "booked": 0, "pending": 0, "failed": 1}
        wire.heals()
        let_pass(database, 420)
        assert job_costs({}, None) == {"asked": 1, "booked": 1, "pending": 0, "failed": 0}
    assert database.all(COSTS) == [{"cost_of": "call", "cost": Decimal("0.017"), "currency": "USD"}]


@pytest.mark.parametrize("cell", cells("prices: vapi"), ids=str)
def test_a_price_that_vapi_does_not_tell_costs_the_call_nothing_else(
    cell: Cell, exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    with vapis_api(call={}) as (url, _), FaultyWire(url) as wire:
        use_environment(monkeypatch, {"VAPI_API_BASE_URL": wire.url})
        wire.fails(cell.fault)
        phone = a_booking(exchange, cell, cost=None)
    database = exchange.line.database
    row = database.one("select status, settled_at from public.calls where provider_call_id = %s", phone.call)
    assert row["status"] == "completed"
    assert row["settled_at"] is not None
    assert database.all(COSTS) == []
