"""Whole calls while the database is away: whoever rings gets a person or can leave a message, and it is there afterwards."""

from __future__ import annotations

import pytest

from shared.db import connection
from tests.journeys.faults.conftest import PERSON, WISH, Exchange, Heard, without_answer
from tests.journeys.faults.matrix import Cell, cells
from tests.support.database import forget_what_is_cached

# Vapi and Retell take no message after a tone: there, a number to put through to is the only way on.
RECORDING = ("twilio", "twilio-relay", "telnyx-texml", "telnyx-commands")


def break_database(exchange: Exchange, cell: Cell) -> None:
    """From now on, on every connection. What a status is over HTTP is a refused login (4xx) and a full house (5xx) here."""
    if cell.fault in ("4xx", "5xx"):
        name, role = exchange.line.database.name, "fn_voice"
        with exchange.line.database.connect() as conn:
            away = (
                "revoke connect on database {} from public, fn_voice"
                if cell.fault == "4xx"
                else "alter database {} connection limit 0"
            )
            conn.execute(away.format(name).encode())
            conn.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s and usename = %s",
                (name, role),
            )
    else:
        exchange.database.fails(cell.fault)


def mend_database(exchange: Exchange, cell: Cell) -> None:
    if cell.fault in ("4xx", "5xx"):
        name = exchange.line.database.name
        with exchange.line.database.connect() as conn:
            back = (
                "grant connect on database {} to public, fn_voice"
                if cell.fault == "4xx"
                else "alter database {} connection limit -1"
            )
            conn.execute(back.format(name).encode())
    else:
        exchange.database.heals()


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever hangs is given up sooner, and asked again at once when it is well."""
    monkeypatch.setattr(connection, "DEADLINE_SECONDS", 0.6)
    monkeypatch.setattr(connection, "GIVEN_UP_SECONDS", 1.0)


@pytest.mark.parametrize("cell", [each for each in cells("database") if each.dependency == "database"], ids=str)
def test_a_call_whose_database_goes_away_ends_with_a_person_or_a_message(cell: Cell, exchange: Exchange) -> None:
    exchange.leads_to_a_person()
    records = cell.telephone in RECORDING
    phone = exchange.phone(cell.telephone, **({"dial_status": "no-answer"} if records else {}))
    phone.ring()
    phone.say("Haben Sie Parkplätze?")
    break_database(exchange, cell)
    said = phone.say(WISH)
    assert said.text
    assert said.transferred_to == PERSON
    mend_database(exchange, cell)
    if records:
        assert said.awaits == "recording"
        leave_message(exchange, phone)
    else:
        assert phone.over
        phone.hang_up()


@pytest.mark.parametrize("cell", cells("database, from the ring"), ids=str)
def test_whoever_rings_while_the_database_is_away_is_answered(cell: Cell, exchange: Exchange) -> None:
    phone = exchange.phone(cell.telephone)
    forget_what_is_cached()
    break_database(exchange, cell)
    said = phone.ring()
    mend_database(exchange, cell)
    if without_answer(phone):
        # What commands a call is told again; until then, the telephone rings.
        assert phone.tell_again().text
        assert "14 Uhr 30" in phone.say(WISH).text
    elif cell.telephone in RECORDING:
        assert "Störung" in said.text
        assert said.awaits == "recording"
        leave_message(exchange, phone)
    else:
        assert said.text


def leave_message(exchange: Exchange, phone: Heard) -> None:
    """Speak after the tone, hang up; the message is there, and its owner knows of it."""
    phone.record()
    phone.hang_up()
    assert [kind for kind, _ in exchange.left(phone) if kind != "transfer"] == ["message"]
    assert "owner_message_taken" in exchange.notices()
