"""Whole calls through Retell's custom LLM socket, and what stands in the database afterwards."""

from __future__ import annotations

import pytest

from functions.voice_relay import conversation, voice
from shared.db import relays
from shared.db.refusals import DatabaseUnavailable
from tests.functions.voice_relay.conftest import Thinker
from tests.support.connections import retell_phone
from tests.support.line import Line

WISH = "Ich hätte gern einen Herrenhaarschnitt bei Maria am Dienstag um halb drei"


def test_a_caller_books_a_haircut(line: Line) -> None:
    phone = line.retell_phone()
    assert "Salon Lindenblüte" in phone.ring().text
    assert phone.config == {"auto_reconnect": True, "call_details": True}
    said = phone.say(WISH)
    assert "14 Uhr 30" in said.text
    said = phone.say("Ja, bitte")
    appointment = line.appointments()[-1]
    assert ", ".join(appointment["appointment_code"]) in said.text
    assert appointment["status"] == "confirmed"
    phone.say("Mein Name ist Karl Kunde")
    goodbye = phone.say("Nein danke, auf Wiederhören")
    assert "Auf Wiederhören" in goodbye.text
    assert phone.over
    call = line.database.one("select * from public.calls where provider_call_id = %s", phone.call_id)
    assert (call["provider"], call["caller_number"], call["status"]) == ("retell", phone.caller_number, "in_progress")
    customer = line.database.one("select full_name from public.customers where id = %s", call["customer_id"])
    assert customer["full_name"] == "Karl Kunde"
    turns = line.database.all("select turn from public.call_turns where speaker = 'assistant' order by turn")
    assert [row["turn"] for row in turns] == [0, 1, 2, 3, 4]


def test_whom_retell_asked_about_before_is_greeted_once(line: Line) -> None:
    asking = retell_phone(line)
    asking.be_connected()
    phone = line.retell_phone(call_id=asking.call_id)
    greeting = phone.ring().text
    assert "Salon Lindenblüte" in greeting
    assert greeting == asking.variables["greeting"]
    assert phone.redial().text == ""
    rows = line.database.all("select t.text from public.call_turns t where t.turn = 0")
    assert [row["text"] for row in rows] == [greeting]


def test_a_transfer_names_the_number(line: Line) -> None:
    line.never_closes()
    line.database.all("update public.phone_numbers set forwarding_number = '+493023125999' returning 1")
    phone = line.retell_phone()
    phone.ring()
    said = phone.say("Ich möchte bitte mit einem Menschen sprechen")
    assert said.text
    assert said.transferred_to == "+493023125999"


def test_a_ping_comes_back_without_asking_the_database(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = line.retell_phone()
    phone.ring()
    monkeypatch.setattr(conversation, "connect", None)
    assert phone.ping() == 1795168800000


def test_silence_is_asked_about(line: Line) -> None:
    phone = line.retell_phone()
    phone.ring()
    assert "Sind Sie noch da" in phone.stay_silent().text


def test_what_nobody_understood_is_no_word_of_the_caller(line: Line) -> None:
    phone = line.retell_phone()
    phone.ring()
    phone.say("(unintelligible audio)")
    heard = line.database.one("select text from public.call_turns where speaker = 'caller'")["text"]
    assert heard == ""


def test_a_lost_socket_is_dialled_again_and_the_conversation_goes_on(line: Line) -> None:
    phone = line.retell_phone()
    phone.ring()
    phone.say(WISH)
    phone._asked = 0
    assert phone.redial().text == ""
    phone._asked = 1
    assert "eingetragen" in phone.say("Ja, bitte").text
    assert [each["status"] for each in line.appointments()] == ["confirmed"]
    rows = line.database.all(
        "select turn, closed_at is null as is_open from private.relay_connections order by opened_at"
    )
    assert rows == [{"turn": 1, "is_open": False}, {"turn": 2, "is_open": True}]


def test_who_goes_on_speaking_is_answered_to_all_of_it(
    line: Line, thinker: Thinker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice, "SURE_SECONDS", 0.0)
    thinker.answers = [["Gern, ich sehe einmal nach.", "Wann hätten Sie Zeit?"], ["Am Dienstag geht es."]]
    phone = line.retell_phone()
    phone.ring()
    phone.begin_to_say("Ich hätte gern einen Termin")
    assert phone._receive()["content"] == "Gern, ich sehe einmal nach."
    said = phone.say("am Dienstag")
    assert said.text == "Am Dienstag geht es."
    thinker.go_on()
    assert thinker.heard == ["Ich hätte gern einen Termin", "Ich hätte gern einen Termin am Dienstag"]


def test_without_a_database_the_caller_hears_why_and_the_call_ends(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = line.retell_phone()
    phone.ring()

    def gone(*_: object, **__: object) -> None:
        raise DatabaseUnavailable("57P01")

    monkeypatch.setattr(relays, "relay_turn", gone)
    said = phone.say("Hello, what does a beard trim cost, please?")
    assert "technical problem" in said.text
    assert phone.over


def test_a_call_to_nobodys_number_hears_so_and_ends(line: Line) -> None:
    phone = line.retell_phone(number="+493023125199")
    said = phone.ring()
    assert "niemand zu erreichen" in said.text
    assert phone.over


def test_questions_without_details_end_with_a_sentence(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversation, "SETUP_SECONDS", 0.1)
    phone = line.retell_phone()
    monkeypatch.setattr(type(phone), "_details", lambda _: {"call_id": ""})
    phone.dial()
    said = phone.say("Hallo?")
    assert said.text
    assert phone.over
