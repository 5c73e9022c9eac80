"""Whole calls through signed HTTP, answered by the receptionist."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import permutations
from xml.etree.ElementTree import fromstring

import pytest

from local.phone import Phone
from tests.support.line import Line

WISH = "Ich hätte gern einen Herrenhaarschnitt bei Maria am Dienstag um halb drei"


def book(phone: Phone, wish: str = WISH) -> str:
    phone.ring()
    phone.say(wish)
    return phone.say("Ja, bitte").text


def balance(line: Line) -> list[dict[str, object]]:
    return line.database.all("select account, amount from public.balance_ledger order by id")


def test_a_caller_books_a_haircut_and_is_charged_once(line: Line) -> None:
    phone = line.phone()
    assert "Salon Lindenblüte" in phone.ring().text
    said = phone.say(WISH).text
    assert "Maria Schmidt" in said
    assert "14 Uhr 30" in said
    said = phone.say("Ja, bitte").text
    appointment = line.appointments()[-1]
    assert ", ".join(appointment["appointment_code"]) in said
    phone.say("Mein Name ist Karl Kunde")
    phone.say("Nein danke, auf Wiederhören")
    assert phone.over
    assert phone.hang_up().status_code == 200
    call = line.call(phone)
    assert (call["status"], call["duration_seconds"]) == ("completed", phone.seconds)
    assert call["cost"] > 0
    assert call["settled_at"] is not None
    assert "Mein Name ist Karl Kunde" in call["transcript"]
    assert appointment["status"] == "confirmed"
    customer = line.database.one(
        "select full_name, phone_normalized from public.customers where id = %s", call["customer_id"]
    )
    assert customer == {"full_name": "Karl Kunde", "phone_normalized": phone.caller_number}


def test_an_english_caller_is_answered_in_english(line: Line) -> None:
    phone = line.phone()
    phone.ring()
    said = phone.say("Hello, what does a beard trim cost, please?")
    assert "18 euros" in said.text
    assert 'language="en-GB"' in said.document


def test_the_same_request_is_answered_in_the_same_words_ten_times(line: Line) -> None:
    phone = line.phone()
    parameters = phone.parameters({"CallStatus": "ringing"})
    greetings = {phone.post(phone.voice_url, parameters).text for _ in range(10)}
    assert len(greetings) == 1
    spoken = phone.parameters({"SpeechResult": WISH})
    first = line.turn_url(phone, 1)
    assert len({phone.post(first, spoken).text for _ in range(10)}) == 1
    agreed = phone.parameters({"SpeechResult": "Ja"})
    with ThreadPoolExecutor(4) as callers:
        second = line.turn_url(phone, 2)
        answers = list(callers.map(lambda _: phone.post(second, agreed).text, range(10)))
    assert len(set(answers)) == 1
    assert [each["status"] for each in line.appointments()] == ["confirmed"]
    assert len(line.database.all("select 1 from public.call_turns")) == 5
    assert len(line.database.all("select 1 from public.calls")) == 1


def test_the_same_callback_ten_times_changes_nothing(line: Line) -> None:
    phone = line.phone()
    book(phone)
    phone.hang_up()
    before, call = balance(line), line.call(phone)
    for _ in range(10):
        assert phone.tell_status("completed", seconds=phone.seconds).status_code == 200
    assert balance(line) == before
    assert line.call(phone) == call


CALLBACKS = [("ringing", "0", None), ("in-progress", "1", None), ("completed", "2", 95)]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_callbacks_in_every_order_end_in_the_same_call(line: Line, order: tuple[int, ...]) -> None:
    phone = line.phone()
    book(phone)
    for place in order:
        status, sequence, seconds = CALLBACKS[place]
        assert phone.tell_status(status, seconds=seconds, SequenceNumber=sequence).status_code == 200
    call = line.call(phone)
    assert (call["status"], call["duration_seconds"], call["billable_seconds"]) == ("completed", 95, 120)
    held = line.database.one(
        "select coalesce(sum(amount), 0) as left from public.balance_ledger where account = 'held'"
    )
    assert held["left"] == 0


def test_a_callback_before_the_call_is_kept_in_order(line: Line) -> None:
    phone = line.phone()
    assert phone.tell_status("completed", seconds=12).status_code == 200
    assert phone.ring().awaits is None
    assert line.call(phone)["status"] == "completed"


def test_two_callers_race_for_one_slot_and_one_gets_it(line: Line) -> None:
    phones = [line.phone(caller_number=f"+4930231257{at:02}") for at in range(8)]
    with ThreadPoolExecutor(8) as callers:
        said = list(callers.map(book, phones))
    won = [text for text in said if "Buchungscode" in text]
    assert len(won) == 1
    confirmed = [each for each in line.appointments() if each["status"] == "confirmed"]
    assert len(confirmed) == 1


def test_a_caller_without_a_number_is_answered(line: Line) -> None:
    phone = line.phone(caller_number="anonymous")
    assert "Buchungscode" in book(phone)
    assert line.call(phone)["caller_number"] is None


def test_silence_is_asked_about_and_in_the_end_hung_up_on(line: Line) -> None:
    phone = line.phone()
    phone.ring()
    for _ in range(5):
        if not phone.over:
            assert phone.stay_silent().text
    assert phone.over


def test_keys_are_understood(line: Line) -> None:
    phone = line.phone()
    phone.ring()
    assert phone.press("1").text


def test_who_hangs_up_before_the_next_turn_gets_a_hang_up(line: Line) -> None:
    phone = line.phone()
    phone.ring()
    phone.tell_status("completed", seconds=4)
    answer = phone.post(line.turn_url(phone, 1), phone.parameters({"SpeechResult": "Hallo?"}))
    assert [verb.tag for verb in fromstring(answer.text)] == ["Hangup"]


def test_a_person_is_rung_and_if_nobody_answers_a_message_is_taken(line: Line) -> None:
    line.database.all("update public.phone_numbers set forwarding_number = '+493023125999' returning 1")
    line.never_closes()
    phone = line.phone(dial_status="no-answer")
    phone.ring()
    said = phone.say("Ich möchte bitte einen Menschen sprechen")
    assert said.transferred_to == "+493023125999"
    assert said.awaits == "recording"
    recording = "https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE00000000000000000000000000000001"
    assert "Danke" in phone.record(recording).text
    assert phone.over
    kept = line.database.one("select recording_url from public.customer_interactions where type = 'message'")
    assert kept["recording_url"] == recording


def test_after_a_talk_with_a_person_the_call_is_over(line: Line) -> None:
    line.database.all("update public.phone_numbers set forwarding_number = '+493023125999' returning 1")
    line.never_closes()
    phone = line.phone()
    phone.ring()
    said = phone.say("Ich möchte bitte einen Menschen sprechen")
    assert said.transferred_to == "+493023125999"
    assert phone.over


def test_nobody_is_transferred_to_the_number_that_was_called(line: Line) -> None:
    line.database.all("""
        update public.branches b set phone = n.number from public.phone_numbers n where n.branch_id = b.id returning 1""")
    phone = line.phone()
    phone.ring()
    for words in ("Ich möchte einen Menschen sprechen", "Bitte verbinden Sie mich"):
        assert phone.say(words).transferred_to is None


@pytest.mark.parametrize("company", ["SALON", "DENTIST", "PLUMBER"])
def test_every_company_answers(line: Line, company: str) -> None:
    phone = line.phone(company)
    assert phone.ring().awaits == "speech"
    assert phone.say("What are your opening hours?").text
