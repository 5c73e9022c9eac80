"""Whole calls through ConversationRelay: signed HTTP, a real socket, and what stands in the database afterwards."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from functions.voice_relay import conversation
from local.phone import Said
from local.relay_phone import RelayPhone
from tests.conftest import use_environment
from tests.support.line import Line

WISH = "Ich hätte gern einen Herrenhaarschnitt bei Maria am Dienstag um halb drei"


def spoken(line: Line, phone: RelayPhone) -> list[tuple[int, str, str]]:
    rows = line.database.all(
        "select turn, speaker, text from public.call_turns where call_id = %s order by turn, speaker",
        line.call(phone)["id"],
    )
    return [(row["turn"], row["speaker"], row["text"]) for row in rows]


def verbs(said: Said) -> list[str]:
    return [verb.tag for verb in fromstring(said.document)]


def test_a_caller_books_a_haircut_over_a_socket_and_is_charged_once(line: Line) -> None:
    phone = line.relay_phone()
    greeting = phone.ring()
    assert "Salon Lindenblüte" in greeting.text
    assert phone.is_on_socket()
    said = phone.say(WISH)
    assert "Maria Schmidt" in said.text
    assert "14 Uhr 30" in said.text
    said = phone.say("Ja, bitte")
    appointment = line.appointments()[-1]
    assert ", ".join(appointment["appointment_code"]) in said.text
    phone.say("Mein Name ist Karl Kunde")
    goodbye = phone.say("Nein danke, auf Wiederhören")
    assert "Auf Wiederhören" in goodbye.text
    assert phone.over
    # The goodbye is said by the document, once: the end of a session may cut a sentence off.
    assert verbs(goodbye) == ["Say", "Hangup"]
    assert phone.hang_up().status_code == 200
    call = line.call(phone)
    assert (call["status"], call["duration_seconds"]) == ("completed", phone.seconds)
    assert call["cost"] > 0
    assert call["settled_at"] is not None
    assert appointment["status"] == "confirmed"
    assert [(turn, speaker) for turn, speaker, _ in spoken(line, phone)] == [
        (0, "assistant"),
        *((number, speaker) for number in range(1, 5) for speaker in ("caller", "assistant")),
    ]
    row = line.database.one("select turn, closed_at is not null as is_closed from private.relay_connections")
    assert row == {"turn": 4, "is_closed": True}


def test_the_invitation_names_hints_language_and_whether_one_may_break_in(line: Line) -> None:
    phone = line.relay_phone()
    phone.ring()
    assert phone.relay["language"] == "de-DE"
    assert phone.relay["interruptible"] == phone.relay["welcomeGreetingInterruptible"] == "any"
    assert phone.relay["dtmfDetection"] == "true"
    assert "Herrenhaarschnitt" in phone.relay["hints"]
    phone.hang_up()
    line.without_triggers("update public.assistant_versions set interruption_enabled = false")
    patient = line.relay_phone()
    patient.ring()
    assert patient.relay["interruptible"] == patient.relay["welcomeGreetingInterruptible"] == "none"
    patient.hang_up()


def test_a_company_that_did_not_choose_the_relay_is_answered_turn_by_turn(line: Line) -> None:
    assert verbs(line.phone().ring()) == ["Gather"]


def test_without_an_address_for_sockets_calls_are_answered_turn_by_turn(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = line.relay_phone()
    use_environment(monkeypatch, {"RELAY_URL": ""})
    assert verbs(phone.ring()) == ["Gather"]


def test_who_speaks_english_is_answered_in_english_and_understood_in_it(line: Line) -> None:
    phone = line.relay_phone()
    phone.ring()
    said = phone.say("Hello, what does a beard trim cost, please?")
    assert "18 euros" in said.text
    assert phone.languages == ["en-GB"]
    phone.say("And when are you open on Friday, please?")
    assert phone.languages == ["en-GB"]
    phone.hang_up()


def test_half_a_sentence_is_not_answered(line: Line) -> None:
    phone = line.relay_phone()
    phone.ring()
    phone.send({"type": "prompt", "voicePrompt": "Was kostet", "lang": "de-DE", "last": False})
    assert "28 Euro" in phone.say("Was kostet ein Herrenhaarschnitt?").text
    assert [turn for turn, speaker, _ in spoken(line, phone) if speaker == "caller"] == [1]
    phone.hang_up()


def test_keys_are_gathered_until_the_caller_pauses(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversation, "KEY_PAUSE_SECONDS", 0.3)
    phone = line.relay_phone()
    phone.ring()
    phone.press("301")
    rows = line.database.all("select digits from public.call_turns where speaker = 'caller'")
    assert [row["digits"] for row in rows] == ["301"]
    phone.hang_up()


def test_the_hash_key_ends_the_keys_at_once(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversation, "KEY_PAUSE_SECONDS", 0.2)
    phone = line.relay_phone()
    phone.ring()
    for key in "42":
        phone.send({"type": "dtmf", "digit": key})
    line.wait_until(lambda: len(line.database.one("select keys from private.relay_connections")["keys"]) == 2)
    phone.press("#")
    rows = line.database.all("select digits from public.call_turns where speaker = 'caller'")
    assert [sorted(row["digits"]) for row in rows] == [["2", "4"]]
    phone.hang_up()


def test_a_transfer_dials_and_comes_back_if_nobody_answers(line: Line) -> None:
    line.never_closes()
    line.database.all("update public.phone_numbers set forwarding_number = '+493023125999' returning 1")
    phone = line.relay_phone(dial_status="no-answer")
    phone.ring()
    said = phone.say("Ich möchte bitte mit einem Menschen sprechen")
    assert said.transferred_to == "+493023125999"
    assert said.awaits == "recording"
    phone.record()
    assert phone.over
    assert phone.hang_up().status_code == 200
    assert line.call(phone)["status"] == "completed"
    replies = line.database.all(
        "select turn, reply ->> 'then' as then from public.call_turns where reply is not null order by turn"
    )
    assert [row["then"] for row in replies] == ["listen", "transfer", "record", "hang_up"]


def test_a_call_whose_socket_broke_goes_on_turn_by_turn(line: Line) -> None:
    phone = line.relay_phone()
    phone.ring()
    phone.say(WISH)
    said = phone.lose_socket()
    assert verbs(said) == ["Gather"]
    # What was held over the socket is booked without it.
    assert "eingetragen" in phone.say("Ja, bitte").text
    assert [each["status"] for each in line.appointments()] == ["confirmed"]
    turns = [turn for turn, speaker, _ in spoken(line, phone) if speaker == "assistant"]
    assert turns == [0, 1, 2, 3]
    phone.hang_up()


def test_a_call_whose_socket_never_opened_goes_on_turn_by_turn(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = line.relay_phone()
    use_environment(monkeypatch, {"RELAY_URL": "ws://127.0.0.1:9/nobody"})
    said = phone.ring()
    assert verbs(said) == ["Gather"]
    assert not phone.is_on_socket()
    assert "Maria Schmidt" in phone.say(WISH).text


def test_a_second_socket_of_the_same_call_counts_on_and_greets_nobody_twice(line: Line) -> None:
    phone = line.relay_phone()
    phone.ring()
    phone.say(WISH)
    again = line.relay_phone(call_sid=phone.call_sid)
    # The same ringing asked again is answered by the same invitation.
    assert again.ring().text == phone.relay["welcomeGreeting"]
    assert "eingetragen" in again.say("Ja, bitte").text
    rows = line.database.all(
        "select turn, closed_at is null as is_open from private.relay_connections order by opened_at"
    )
    assert rows == [{"turn": 1, "is_open": False}, {"turn": 2, "is_open": True}]
    again.hang_up()
