"""Whole calls while our own words do not get through: commands that are not taken, frames that are not sent."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from shared.providers.aws import requests as aws
from shared.providers.telnyx import client
from tests.conftest import use_environment
from tests.journeys.faults.conftest import PERSON, WISH, YES, Exchange
from tests.journeys.faults.matrix import Cell, cells
from tests.support.connections import COMPANIES
from tests.support.fake_twilio import FakeTwilio
from tests.support.faulty_wire import FaultyWire


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever hangs is given up sooner."""
    monkeypatch.setattr(aws, "TIMEOUT_SECONDS", 0.5)
    quick = httpx.Client(timeout=0.5)
    monkeypatch.setattr(client, "_client", lambda: quick)


@pytest.mark.parametrize("cell", cells("commands: "), ids=str)
def test_a_command_that_is_not_taken_is_sent_again(cell: Cell, exchange: Exchange) -> None:
    phone = exchange.phone(cell.telephone)
    phone.ring()
    exchange.commands.fails(cell.fault, times=1)
    assert "14 Uhr 30" in phone.say(WISH).text
    assert exchange.commands.hit == 1 or cell.fault == "refused"
    exchange.commands.heals()
    assert "eingetragen" in phone.say(YES).text
    phone.hang_up()
    assert [kind for kind, _ in exchange.left(phone)] == ["appointment"]
    assert "owner_booking_change" in exchange.notices()


@pytest.mark.parametrize("cell", cells("commands: "), ids=str)
def test_where_one_command_is_never_taken_the_caller_leaves_a_message(cell: Cell, exchange: Exchange) -> None:
    exchange.leads_to_a_person()
    phone = exchange.phone(cell.telephone, dial_status="no-answer")
    phone.ring()
    exchange.commands.only = lambda head: b"/actions/gather_using_speak" in head.split(b"\r\n")[0]
    # Each time it is tried, as long as it may be tried.
    exchange.commands.fails(cell.fault, times=1000)
    said = phone.say(WISH)
    assert "Störung" in said.text
    assert said.transferred_to == PERSON
    assert said.awaits == "recording"
    phone.record()
    phone.hang_up()
    assert [kind for kind, _ in exchange.left(phone) if kind != "transfer"] == ["message"]
    assert "owner_message_taken" in exchange.notices()


@pytest.fixture
def sockets(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultyWire]:
    """The wire on which frames are posted to sockets."""
    with FaultyWire(exchange.gateway.url) as wire:
        wire.only = lambda head: b"connections/" in head.split(b"\r\n")[0]
        use_environment(monkeypatch, {"RELAY_CONNECTIONS_URL": wire.url})
        yield wire


@pytest.mark.parametrize("cell", cells("sockets: "), ids=str)
def test_a_frame_that_is_not_taken_is_sent_again(cell: Cell, exchange: Exchange, sockets: FaultyWire) -> None:
    phone = exchange.phone(cell.telephone)
    phone.ring()
    for words, expected in ((WISH, "14 Uhr 30"), (YES, "eingetragen")):
        sockets.fails(cell.fault, times=1)
        said = phone.say(words)
        while expected not in said.text:
            # The answer before, once more: whether a frame was taken nobody said, and twice is better than not at all.
            assert cell.fault in ("drip", "cut")
            said = phone.hear(phone.phone.listen())
        # What was heard may have been sent once more, and that must not meet the next fault.
        exchange.line.wait_until(lambda: sockets.seen >= 2)
        assert sockets.hit == 1
    sockets.heals()
    phone.hang_up()
    assert [kind for kind, _ in exchange.left(phone)] == ["appointment"]
    assert "owner_booking_change" in exchange.notices()


@pytest.mark.parametrize("cell", [each for each in cells("sockets: ") if each.telephone == "twilio-relay"], ids=str)
def test_a_call_to_whose_socket_nothing_gets_through_is_taken_off_it(
    cell: Cell, exchange: Exchange, sockets: FaultyWire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At Retell there is no second way to a caller; its own reminders ask, and end the call."""
    salon = COMPANIES["SALON"]
    phone = exchange.phone(cell.telephone)
    phone.ring()
    sockets.fails(cell.fault, times=1000)
    with FakeTwilio(salon.account_sid, salon.auth_token) as api:
        use_environment(monkeypatch, {"TWILIO_API_BASE_URL": api.base_url})
        phone.phone.begin_to_say(WISH)
        exchange.line.wait_until(lambda: bool(api.redirected))
        ((call, address),) = api.redirected
        assert call == phone.call
        # What was thought of is said, and the call goes on turn by turn.
        assert "14 Uhr 30" in phone.hear(phone.phone.redirected(address)).text
    assert "eingetragen" in phone.say(YES).text
    phone.hang_up()
    assert [kind for kind, _ in exchange.left(phone)] == ["appointment"]
    assert "owner_booking_change" in exchange.notices()
