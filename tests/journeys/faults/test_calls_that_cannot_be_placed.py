"""A program orders a call, or its end, while the provider fails: it is told so, nobody is rung twice, and later it works."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from shared.providers.twilio import client as twilio_client
from tests.conftest import use_environment
from tests.journeys.faults.conftest import Exchange
from tests.journeys.faults.matrix import Cell, cells
from tests.support.calls import SALON
from tests.support.fake_twilio import FakeTwilio
from tests.support.faulty_wire import FaultyWire
from tests.support.line import COMPANIES
from tests.support.rest import Rest

CALLEE = "+493023125770"
Ask = Callable[..., httpx.Response]


@pytest.fixture
def ask(exchange: Exchange, rest: Rest) -> Ask:
    """POST as the salon's owner, who may ring people at any hour."""
    line = exchange.line
    line.database.all(
        "update public.companies set outbound_from = '00:00', outbound_until = '24:00',"
        " outbound_weekdays = '{1,2,3,4,5,6,7}' returning 1"
    )
    session = rest.signed_in(COMPANIES["SALON"].owner_email, "test-owner-password").auth.get_session()
    assert session is not None

    def post(path: str, body: Any = None, *, key: str = "") -> httpx.Response:
        headers = {"authorization": f"Bearer {session.access_token}"} | ({"idempotency-key": key} if key else {})
        return line.http.post(f"{line.url}{path}", json=body, headers=headers)

    return post


@pytest.fixture
def twilio(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[FakeTwilio, FaultyWire]]:
    salon = COMPANIES["SALON"]
    monkeypatch.setattr(twilio_client, "TIMEOUT_SECONDS", 0.7)
    with FakeTwilio(salon.account_sid, salon.auth_token) as api, FaultyWire(api.base_url) as wire:
        use_environment(monkeypatch, {"TWILIO_API_BASE_URL": wire.url})
        yield api, wire


@pytest.mark.parametrize("cell", cells("calls: twilio"), ids=str)
def test_an_order_that_fails_rings_nobody_and_the_next_one_does(
    cell: Cell, exchange: Exchange, ask: Ask, twilio: tuple[FakeTwilio, FaultyWire]
) -> None:
    api, wire = twilio
    order = {"company_id": str(SALON), "to": CALLEE}
    wire.fails(cell.fault)
    answer = ask("/api/calls/start", order, key="order-1")
    assert (answer.status_code, answer.headers["content-type"]) == (502, "application/problem+json")
    wire.heals()
    # The same order is not tried again: nobody knows whether it rang.
    assert ask("/api/calls/start", order, key="order-1").json()["status"] == "failed"
    reached = cell.fault in ("drip", "cut")
    assert len(api.placed) == reached
    assert ask("/api/calls/start", order, key="order-2").status_code == 201
    assert len(api.placed) == reached + 1


@pytest.mark.parametrize("cell", cells("calls: twilio"), ids=str)
def test_an_end_that_fails_can_be_asked_for_again(
    cell: Cell, exchange: Exchange, ask: Ask, twilio: tuple[FakeTwilio, FaultyWire]
) -> None:
    api, wire = twilio
    phone = exchange.phone("twilio")
    phone.ring()
    row = exchange.line.database.one("select id from public.calls where provider_call_id = %s", phone.call)
    wire.fails(cell.fault)
    assert ask(f"/api/calls/{row['id']}/end").status_code == 502
    wire.heals()
    assert ask(f"/api/calls/{row['id']}/end").status_code == 200
    assert api.ended[-1] == phone.call
