"""A program orders a call, or its end, while the provider fails: it is told so, nobody is rung twice, and later it works."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import jwt
import pytest

from local.telnyx_phone import APPLICATION
from shared.providers import asking
from shared.providers.telnyx import client as telnyx_client
from shared.providers.twilio import client as twilio_client
from tests.conftest import use_environment
from tests.functions.api_calls.test_other_providers import connected
from tests.journeys.faults.conftest import Exchange
from tests.journeys.faults.matrix import Cell, cells
from tests.support.calls import SALON, SALON_OWNER
from tests.support.connections import COMPANIES, RETELL_KEY, VAPI_KEY, retell_phone, vapi_phone
from tests.support.fake_agents import FakeRetell, FakeVapi
from tests.support.fake_twilio import FakeTwilio
from tests.support.faulty_wire import FaultyWire

CALLEE = "+493023125770"
Ask = Callable[..., httpx.Response]


@pytest.fixture
def ask(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """POST as the salon's owner, who may ring people at any hour."""
    line = exchange.line
    line.database.all(
        "update public.companies set outbound_from = '00:00', outbound_until = '24:00',"
        " outbound_weekdays = '{1,2,3,4,5,6,7}' returning 1"
    )
    # Nobody is asked there: what a token proves, it proves by itself.
    use_environment(monkeypatch, {"SUPABASE_URL": "http://127.0.0.1:9"})
    claims = {"sub": str(SALON_OWNER), "aud": "authenticated", "role": "authenticated", "exp": time.time() + 600}
    token = jwt.encode(claims, line.database.cluster.keys.jwt_secret, algorithm="HS256")

    def post(path: str, body: Any = None, *, key: str = "") -> httpx.Response:
        headers = {"authorization": f"Bearer {token}"} | ({"idempotency-key": key} if key else {})
        return line.http.post(f"{line.url}{path}", json=body, headers=headers)

    return post


@dataclass
class Provider:
    """Who rings for the salon, behind a wire. `ended` are the calls that it was told to hang up."""

    wire: FaultyWire
    placed: list[Any]
    ended: Callable[[], list[str]]


@pytest.fixture
def provider(cell: Cell, exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    name = cell.dependency.removeprefix("calls: ")
    for module, constant in ((twilio_client, "TIMEOUT_SECONDS"), (telnyx_client, "TIMEOUT_SECONDS")):
        monkeypatch.setattr(module, constant, 0.7)
    monkeypatch.setitem(asking.ask.__kwdefaults__ or {}, "seconds", 0.7)
    if name == "telnyx":
        line = exchange.board.telnyx
        connected(line, name, line.webhook_token, {"connection_id": APPLICATION})
        api = line.api
        yield Provider(
            exchange.commands, api.placed, lambda: [call for call, action in api.asked if action == "hangup"]
        )
        return
    salon = COMPANIES["SALON"]
    server: Any
    if name == "twilio":
        server = FakeTwilio(salon.account_sid, salon.auth_token)
    elif name == "vapi":
        server = FakeVapi(VAPI_KEY)
        server.numbers = (salon.number,)
        connected(exchange.line, name, vapi_phone(exchange.line).voice_url.split("/")[-2])
    else:
        server = FakeRetell(RETELL_KEY)
        connected(exchange.line, name, retell_phone(exchange.line).voice_url.split("/")[-2])
    with server, FaultyWire(server.base_url) as wire:
        if name == "vapi":
            # Where it is controlled is a part of its answer.
            server.elsewhere = wire.url
        use_environment(monkeypatch, {f"{name.upper()}_API_BASE_URL": wire.url})
        yield Provider(wire, server.placed, lambda: list(server.ended))


@pytest.mark.parametrize("cell", cells("calls: "), ids=str)
def test_an_order_that_fails_rings_nobody_and_the_next_one_does(
    cell: Cell, exchange: Exchange, ask: Ask, provider: Provider
) -> None:
    order = {"company_id": str(SALON), "to": CALLEE}
    provider.wire.fails(cell.fault)
    answer = ask("/api/calls/start", order, key="order-1")
    assert (answer.status_code, answer.headers["content-type"]) == (502, "application/problem+json")
    provider.wire.heals()
    # The same order is not tried again: nobody knows whether it rang.
    assert ask("/api/calls/start", order, key="order-1").json()["status"] == "failed"
    before = len(provider.placed)
    assert before == 0 or cell.fault in ("drip", "cut")
    assert ask("/api/calls/start", order, key="order-2").status_code == 201
    assert len(provider.placed) == before + 1


@pytest.mark.parametrize("cell", cells("calls: "), ids=str)
def test_an_end_that_fails_can_be_asked_for_again(cell: Cell, exchange: Exchange, ask: Ask, provider: Provider) -> None:
    started = ask("/api/calls/start", {"company_id": str(SALON), "to": CALLEE}).json()
    provider.wire.fails(cell.fault)
    assert ask(f"/api/calls/{started['call_id']}/end").status_code == 502
    provider.wire.heals()
    assert ask(f"/api/calls/{started['call_id']}/end").status_code == 200
    assert provider.ended()
