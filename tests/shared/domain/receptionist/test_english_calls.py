"""Calls in English: at a German salon and at a Swedish plumber after a switch."""

from __future__ import annotations

import pytest

from shared.domain.calls import Then
from tests.shared.domain.receptionist.calls import Call, dentist, plumber, salon


def test_english_words_at_a_german_desk_are_answered_in_english() -> None:
    call = Call(salon())
    said = call.say("Hello, I would like a men's haircut on Tuesday at half past two please")
    assert "on Tuesday the 24th of November at 2:30 pm, for 28 euros. Shall I book that for you?" in said
    assert call.last.language == "en"
    assert "booking code is K, 7, Q, 3" in call.say("yes please")
    assert call.booked == [("Herrenhaarschnitt", "Maria Schmidt", "Tue 24.11. 14:30")]
    call.say("John Smith")
    assert call.calendar.names == ["John Smith"]
    call.say("no thanks, bye")
    assert call.then is Then.HANG_UP


def test_do_you_speak_english_switches_and_back() -> None:
    call = Call(salon())
    assert "we can speak English" in call.say("Do you speak English?")
    assert "Deutsch" in call.say("Sprechen wir lieber Deutsch bitte")
    assert call.last.language == "de"


def test_a_switch_in_the_middle_keeps_the_booking() -> None:
    call = Call(salon())
    call.say("Herrenhaarschnitt am Dienstag um halb drei")
    assert "2:30 pm" in call.say("sorry, do you speak English?")
    call.say("yes")
    assert len(call.booked) == 1


def test_a_german_sentence_with_an_english_word_stays_german() -> None:
    call = Call(salon())
    call.say("Okay, sorry, ich hätte gern einen Termin")
    assert call.last.language == "de"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What are your opening hours?", "Tuesday to Friday from 9 am to 6 pm and Saturday from 9 am to 2 pm"),
        ("Are you open on Monday?", "we are closed"),
        ("How much is a women's haircut?", "Damenhaarschnitt costs 45 euros"),
        ("how long does coloring take", "2 hours"),
        ("Where are you located?", "Lindenallee 12"),
        ("Who works there?", "Maria Schmidt and Thomas Weber"),
        ("what services do you offer", "Bartpflege"),
        ("Are you a robot?", "digital assistant"),
    ],
)
def test_a_question_in_english_is_answered_in_english(question: str, answer: str) -> None:
    call = Call(salon())
    call.say("Do you speak English?")
    assert answer in call.say(question)


@pytest.mark.parametrize(
    ("correction", "read_back"),
    [
        ("no, Wednesday please", "on Wednesday the 25th of November at 2:30 pm"),
        ("actually at four", "on Tuesday the 24th of November at 4 pm"),
        ("with Thomas instead of Maria", "with Thomas Weber"),
        ("not men, women", "Damenhaarschnitt"),
        ("can we make it Friday morning at ten", "on Friday the 27th of November at 10 am"),
    ],
)
def test_corrections_work_in_english(correction: str, read_back: str) -> None:
    call = Call(salon())
    call.say("I would like a men's haircut with Maria on Tuesday at half past two")
    assert read_back in call.say(correction)
    assert call.booked == []


def test_the_second_one_is_picked() -> None:
    call = Call(salon())
    call.say("I need a women's haircut next Tuesday morning please")
    assert "10 am" in call.say("the second one")


def test_at_the_swedish_plumber_english_is_answered_in_english() -> None:
    call = Call(plumber())
    assert call.last.language == "sv"
    assert "Malmö Rörservice" in call.last.text
    assert "Läckage with Erik Lindqvist, on Monday the 23rd of November at 8 am, for 1450 kronor" in call.say(
        "Hi, I have a leak, can someone come on Monday at 8?"
    )
    call.say("yes")
    assert call.booked == [("Läckage", "Erik Lindqvist", "Mon 23.11. 08:00")]


def test_a_person_is_named_with_or_without_title() -> None:
    for name in ("Dr. Keller", "Doktor Keller", "Frau Doktor Keller", "Anna Keller", "Dr. Anna Keller", "Frau Keler"):
        said = Call(dentist()).say(f"Kontrolle am Dienstag um neun bei {name}")
        assert "Kontrolle bei Dr. Anna Keller, am Dienstag, den 24. November um 9 Uhr, für 120 Franken" in said


def test_the_lunch_break_is_outside_hours() -> None:
    call = Call(dentist())
    said = call.say("Dentalhygiene am Montag um zwölf")
    assert "außerhalb unserer Öffnungszeiten" in said
    assert "um 13 Uhr" in call.say("um eins")
    call.say("ja")
    assert call.booked == [("Dentalhygiene", "Reto Meier", "Mon 23.11. 13:00")]


def test_a_checkup_in_english_is_found_among_german_names() -> None:
    call = Call(dentist())
    assert "Kontrolle with Dr. Anna Keller" in call.say("Hello, I would like a check-up on Monday at nine please")
