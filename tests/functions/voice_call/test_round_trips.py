"""How often a turn asks the database, and what it notes about itself."""

from __future__ import annotations

import json

import psycopg
import pytest

from tests.support.line import Line


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that the functions send, one round trip each."""
    sent: list[str] = []
    original = psycopg.Connection.execute

    def counted(self: object, query: object, *arguments: object, **named: object) -> object:
        sent.append(query.decode() if isinstance(query, bytes) else str(query))
        return original(self, query, *arguments, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(psycopg.Connection, "execute", counted)
    return sent


def names(statements: list[str]) -> list[str]:
    return [each.partition("backend.")[2].partition("(")[0] for each in statements if "backend." in each]


def test_a_turn_takes_two_round_trips_and_one_per_data_tool(line: Line, statements: list[str]) -> None:
    phone = line.phone()
    statements.clear()
    phone.ring()
    assert names(statements) == ["find_integration", "read_credential", "recall_turn", "record_turn"]
    statements.clear()
    phone.say("Was kostet ein Herrenhaarschnitt?")
    assert names(statements) == ["recall_turn", "record_turn"]
    statements.clear()
    phone.say("Einen Herrenhaarschnitt bei Maria am Dienstag um halb drei")
    assert names(statements) == ["recall_turn", "hold_slot", "record_turn"]
    statements.clear()
    phone.say("Ja, bitte")
    assert names(statements) == ["recall_turn", "book_appointment", "record_turn"]
    statements.clear()
    phone.hang_up()
    phone.tell_status("completed", seconds=phone.seconds)
    assert names(statements) == ["find_integration", "read_credential", "take_delivery", "take_delivery"]


def test_an_answer_given_before_takes_one_round_trip(line: Line, statements: list[str]) -> None:
    phone = line.phone()
    parameters = phone.parameters({"CallStatus": "ringing"})
    phone.post(phone.voice_url, parameters)
    statements.clear()
    phone.post(phone.voice_url, parameters)
    assert names(statements) == ["recall_turn"]


def test_a_turn_notes_how_long_its_stages_took(line: Line) -> None:
    phone = line.phone()
    phone.ring()
    noted = line.database.one("select stages from public.call_turns where speaker = 'assistant'")["stages"]
    assert set(noted) == {"admit", "recall", "think", "record", "total"}
    assert all(isinstance(each, int) and each >= 0 for each in noted.values())


def test_a_turn_publishes_its_latency_and_no_personal_data(
    line: Line, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    phone = line.phone()
    phone.ring()
    phone.say("Mein Name ist Karla Kundin und ich wohne in der Geheimgasse")
    phone.hang_up()
    written = capfd.readouterr()
    figures = [json.loads(each) for each in written.out.splitlines() if "voice_call_latency" in each]
    assert len(figures) == 2
    assert {"company", "success", "assistant", "call_id", "turn", "voice_call_latency"} <= set(figures[0])
    for secret in (phone.caller_number, "Karla", "Geheimgasse", phone.auth_token, phone.voice_url.split("/")[-2]):
        assert secret not in written.out
        assert secret not in written.err
        assert secret not in str([record.__dict__ for record in caplog.records])
