"""Whole calls while the database is away: whoever rings gets a person or can leave a message, and it is there afterwards."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from shared.db import connection
from tests.journeys.faults.conftest import PERSON, WISH, Exchange, Heard, without_answer
from tests.journeys.faults.matrix import Cell, cells
from tests.journeys.faults.outages import break_database, mend_database
from tests.support.database import forget_what_is_cached

# Vapi and Retell take no message after a tone: there, a number to put through to is the only way on.
RECORDING = ("twilio", "twilio-relay", "telnyx-texml", "telnyx-commands")
ANSWERS = "select call_id, turn from public.call_turns where speaker = 'assistant' order by 1, 2"


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
    break_database(exchange, cell.fault)
    said = phone.say(WISH)
    assert said.text
    assert said.transferred_to == PERSON
    mend_database(exchange, cell.fault)
    if records:
        assert said.awaits == "recording"
        leave_message(exchange, phone)
    else:
        assert phone.over
        phone.hang_up()


@pytest.mark.parametrize("cell", cells("database, at the message"), ids=str)
def test_a_message_left_while_the_database_is_away_is_there_when_it_is_back(
    cell: Cell, exchange: Exchange, caplog: pytest.LogCaptureFixture
) -> None:
    phone = exchange.phone(cell.telephone, dial_status="no-answer")
    phone.ring()
    phone.say("Haben Sie Parkplätze?")
    break_database(exchange, cell.fault)
    assert phone.say(WISH).awaits == "recording"
    assert "angekommen" in phone.record().text
    phone.hang_up()
    assert [kind for kind, _ in exchange.left(phone) if kind != "transfer"] == []
    assert exchange.waits()
    mend_database(exchange, cell.fault)
    is_there(exchange, phone)
    assert_nothing_personal(caplog)


@pytest.mark.parametrize("telephone", ["twilio", "telnyx-texml"])
def test_a_message_of_somebody_whom_nobody_could_prove_is_there_when_the_database_is_back(
    telephone: str, exchange: Exchange
) -> None:
    phone = exchange.phone(telephone)
    forget_what_is_cached()
    break_database(exchange, "refused")
    assert phone.ring().awaits == "recording"
    assert "angekommen" in phone.record().text
    phone.hang_up()
    mend_database(exchange, "refused")
    is_there(exchange, phone)


@pytest.mark.parametrize("cell", cells("queue"), ids=str)
def test_without_a_database_and_a_queue_a_caller_hears_the_same(cell: Cell, exchange: Exchange) -> None:
    phone = exchange.phone(cell.telephone, dial_status="no-answer")
    phone.ring()
    break_database(exchange, "refused")
    said = phone.say(WISH)
    exchange.queue.fails(cell.fault)
    assert "Störung" in said.text
    assert "Störung" in phone.record().text
    answer = phone.phone.hang_up()
    assert (answer.status_code, answer.json()["code"]) == (503, "database_unavailable")
    exchange.queue.heals()
    mend_database(exchange, "refused")
    # It may have been taken in, and only the answer was lost.
    exchange.everything_is_taken()
    # Who tells of it again is heard.
    assert phone.phone.hang_up().status_code == 200


def test_the_queue_is_not_asked_while_the_database_answers(exchange: Exchange) -> None:
    exchange.queue.fails("refused")
    phone = exchange.phone("twilio")
    phone.ring()
    phone.say("Verbinden Sie mich bitte mit einem Menschen.")
    phone.hang_up()
    assert exchange.queue.seen == 0


@pytest.mark.parametrize("cell", cells("database, from the ring"), ids=str)
def test_whoever_rings_while_the_database_is_away_is_answered(cell: Cell, exchange: Exchange) -> None:
    phone = exchange.phone(cell.telephone)
    forget_what_is_cached()
    break_database(exchange, cell.fault)
    said = phone.ring()
    mend_database(exchange, cell.fault)
    if without_answer(phone):
        # What commands a call is told again; until then, the telephone rings. Who has given the database up asks it again
        # a second later.
        exchange.line.wait_until(lambda: bool(phone.tell_again().text))
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
    # Who has given a server up does not ask it again at once.
    exchange.everything_is_taken()
    assert [kind for kind, _ in exchange.left(phone) if kind != "transfer"] == ["message"]
    assert "owner_message_taken" in exchange.notices()


def is_there(exchange: Exchange, phone: Heard) -> None:
    """The message, once; its owner's notice; and the call, which began and ended when it did, not when we heard of it.

    Nobody is spoken to for it, and nothing is thought of.
    """
    back_at, commanded, answered = datetime.now(UTC), len(exchange.board.api.asked), exchange.line.database.all(ANSWERS)
    exchange.everything_is_taken()
    assert len(exchange.board.api.asked) == commanded
    assert exchange.line.database.all(ANSWERS) == answered
    assert [kind for kind, _ in exchange.left(phone) if kind != "transfer"] == ["message"]
    assert exchange.notices().count("owner_message_taken") == 1
    (call,) = exchange.line.database.all("select * from public.calls where provider_call_id = %s", phone.call)
    assert (call["status"], call["duration_seconds"]) == ("completed", phone.phone.seconds)
    assert call["started_at"] < back_at
    assert call["ended_at"] < back_at
    told = exchange.line.database.all(
        "select received_at, event_timestamp from public.webhook_events, public.telephony_events e"
    )
    assert all(each["received_at"] < back_at for each in told)
    assert all(each["event_timestamp"] < back_at for each in told)


def assert_nothing_personal(caplog: pytest.LogCaptureFixture) -> None:
    """What was logged of requests that waited are words of ours and names of the queue's."""
    lines = [vars(each) for each in caplog.records]
    assert {"request_queued", "late_request_taken"} <= {str(each["msg"]) for each in lines}
    # So much of a number as is in no clock and no id.
    personal = ("+4930", "4930231", "recordings.example", "Parkplätze", "Maria", "twilio/", "telnyx/")
    assert [each for each in lines for word in personal if word in str(each)] == []
