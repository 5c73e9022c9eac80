"""A caller may change the language at any point, by asking or by simply speaking it; nothing of the call is lost."""

from __future__ import annotations

import pytest

from shared.domain.business import Business
from shared.domain.calls import Then
from shared.domain.receptionist.languages import WORDINGS
from tests.shared.domain.receptionist.calls import Call, hairdresser, salon

AT_YOUR_SERVICE = {code: wording.sentences.at_your_service for code, wording in WORDINGS.items()}


def british() -> Business:
    from dataclasses import replace

    return replace(salon(), language="en", name="Lime Tree Salon")


DESKS = {"de": salon, "en": british, "sv": hairdresser}

ASKING = [
    ("de", "Sprechen Sie Deutsch?"), ("de", "auf Deutsch bitte"), ("de", "Können wir Deutsch sprechen?"), ("de", "deutsch"),
    ("de", "Können wir das bitte auf Deutsch machen?"),
    ("en", "Do you speak English?"), ("en", "in English please"), ("en", "Can we speak English?"), ("en", "english"), ("en", "English, please."),
    ("sv", "Pratar du svenska?"), ("sv", "på svenska tack"), ("sv", "Kan vi ta det på svenska?"), ("sv", "svenska"), ("sv", "Talar ni svenska?"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "said"), ASKING)
@pytest.mark.parametrize("desk", sorted(DESKS))
def test_a_language_is_asked_for_in_itself(desk: str, language: str, said: str) -> None:
    call = Call(DESKS[desk]())
    answer = call.say(said)
    assert call.last.language == language
    assert answer.startswith(AT_YOUR_SERVICE[language])
    assert answer.endswith(WORDINGS[language].sentences.how_can_i_help)


@pytest.mark.parametrize(
    ("desk", "said", "language"),
    [
        ("de", "Sprechen Sie Englisch?", "en"), ("de", "Geht das auch auf Schwedisch?", "sv"), ("de", "Nein, bitte auf Englisch", "en"),
        ("en", "Do you speak German?", "de"), ("en", "Can we do it in Swedish?", "sv"),
        ("sv", "Pratar du engelska?", "en"), ("sv", "kan vi ta det på tyska", "de"), ("sv", "nej, på engelska tack", "en"),
    ],
)  # fmt: skip
def test_a_language_is_asked_for_in_another(desk: str, said: str, language: str) -> None:
    call = Call(DESKS[desk]())
    assert call.say(said).startswith(AT_YOUR_SERVICE[language])
    assert call.last.language == language


@pytest.mark.parametrize(
    ("desk", "said", "language"),
    [
        ("de", "I don't speak German", "en"), ("de", "Sorry, I do not understand German.", "en"), ("de", "Jag pratar inte tyska", "sv"),
        ("sv", "I don't speak any Swedish", "en"), ("sv", "Ich spreche leider kein Schwedisch", "de"), ("en", "Ich spreche kein Englisch", "de"),
        ("en", "jag kan inte så bra engelska", "sv"), ("de", "Ich spreche nicht so gut Deutsch", "de"),
    ],
)  # fmt: skip
def test_a_language_that_somebody_does_not_speak_is_not_asked_for(desk: str, said: str, language: str) -> None:
    call = Call(DESKS[desk]())
    assert WORDINGS[language].sentences.languages in call.say(said)
    assert call.last.language == language


@pytest.mark.parametrize(
    ("desk", "said", "answer"),
    [
        ("de", "Hej, jag skulle vilja boka en herrklippning på tisdag klockan halv tre", "tisdagen den 24 november klockan 14 och 30, för 28 euro"),
        ("de", "Hello, I would like a men's haircut on Tuesday at half past two please", "on Tuesday the 24th of November at 2:30 pm, for 28 euros"),
        ("sv", "Guten Tag, ich hätte gern am Dienstag um halb drei einen Haarschnitt", "am Dienstag, den 24. November um 14 Uhr 30, für 550 Kronen"),
        ("sv", "Hi, I would like a haircut on Tuesday at half past two please", "on Tuesday the 24th of November at 2:30 pm, for 550 kronor"),
        ("en", "Hej, jag vill klippa mig på tisdag klockan halv tre, min man alltså", "tisdagen den 24 november klockan 14 och 30"),
        ("en", "Ich möchte am Dienstag um halb drei einen Herrenhaarschnitt", "am Dienstag, den 24. November um 14 Uhr 30"),
        ("sv", "Wann haben Sie geöffnet?", "Dienstag bis Freitag von 9 Uhr bis 18 Uhr"),
        ("sv", "What does a beard trim cost?", "Skäggtrimning costs 320 kronor"),
        ("de", "Vad kostar en damklippning?", "Damenhaarschnitt kostar 45 euro"),
        ("de", "När har ni öppet på lördag?", "från klockan 9 till klockan 14"),
    ],
)  # fmt: skip
def test_who_simply_speaks_another_language_is_answered_in_it(desk: str, said: str, answer: str) -> None:
    assert answer in Call(DESKS[desk]()).say(said)


def test_a_booking_survives_three_languages() -> None:
    call = Call(hairdresser())
    assert call.say("klippning på tisdag klockan tre").endswith("Ska jag boka det?")
    assert call.say("sorry, do you speak English?").endswith("Shall I book that for you?")
    assert call.say("ja, auf Deutsch bitte").endswith("Soll ich das so eintragen?")
    assert call.booked == []
    assert call.say("nej, svenska tack").endswith("Ska jag boka det?")
    assert call.booked == []
    call.say("ja tack")
    assert call.booked == [("Klippning", "Karin Berg", "Tue 24.11. 15:00")]


def test_offers_survive_a_change_of_language() -> None:
    call = Call(hairdresser())
    call.say("klippning på onsdag eftermiddag")
    assert "at 12 noon, 1 pm or 2 pm" in call.say("Can you speak English please?")
    assert "Wednesday the 25th of November at 1 pm" in call.say("the second one please")


def test_the_number_of_a_message_is_asked_again_in_the_new_language() -> None:
    call = Call(hairdresser(), number=None)
    call.say("jag vill lämna ett meddelande")
    call.say("Ring mig om brudfrisyren tack")
    assert call.say("do you speak English?").endswith("What number can we call you back on?")
    call.say("it is oh seven oh, one seven four, oh six, oh five")
    call.say("yes")
    assert call.calendar.messages == [("Ring mig om brudfrisyren tack", "+46701740605")]


@pytest.mark.parametrize(
    "said", ["ja", "hej", "ok", "nej", "tack", "hallå", "Karin Berg", "service", "super", "hello", "danke"]
)
def test_one_word_changes_no_language(said: str) -> None:
    for desk in DESKS.values():
        call = Call(desk())
        before = call.last.language
        call.say(said)
        assert call.last.language == before


def test_a_name_in_another_language_changes_nothing() -> None:
    call = Call(hairdresser())
    call.say("klippning på tisdag klockan tre")
    call.say("ja")
    assert call.say("mein Name ist Jonas Berger").startswith("Tack, ")
    assert call.last.language == "sv"


def test_a_message_in_another_language_is_taken_as_it_is() -> None:
    call = Call(hairdresser())
    call.say("jag vill lämna ett meddelande")
    assert "Når vi dig" in call.say("Please tell Karin that I will be ten minutes late")
    call.say("ja")
    assert call.calendar.messages == [("Please tell Karin that I will be ten minutes late", None)]
    assert call.then is Then.LISTEN
