"""Sentences that sound like an insult, sales talk, a wish to move or to wait, and are something else."""

from __future__ import annotations

import pytest

from shared.domain.business import Business
from shared.domain.calls import Then
from tests.shared.domain.receptionist.calls import Call, at, hairdresser, plumber, salon


@pytest.mark.parametrize(
    ("business", "words"),
    [
        (salon(), "Ich habe Ihre Webseite gesehen und hätte gern einen Termin"), (salon(), "Ich habe Ihre Google Bewertungen gelesen"),
        (salon(), "Haben Sie ein Kartenterminal?"), (salon(), "I saw your website and would like an appointment please"),
        (plumber(), "Jag såg er hemsida och vill boka en tid"), (plumber(), "Jag behöver hjälp med mina solceller"),
        (salon(), "Wie dumm von mir, ich habe den Termin verpasst"), (salon(), "Ich Idiot habe die Nummer verlegt"),
        (plumber(), "jag var en idiot och glömde tiden"), (salon(), "Meine Haare sind so dreckige Strähnen"),
    ],
)  # fmt: skip
def test_nobody_is_taken_for_a_salesman_or_a_rowdy(business: Business, words: str) -> None:
    call = Call(business)
    said = call.say(words)
    for refusal in ("kaufen wir nichts", "do not buy", "köper inget", "freundlich", "polite", "vänlig ton"):
        assert refusal not in said
    assert call.last.then is Then.LISTEN


@pytest.mark.parametrize(
    ("business", "words"),
    [
        (plumber(), "Können Sie bei uns Leitungen verlegen?"), (plumber(), "Jag vill flytta ett handfat i badrummet"),
        (salon(), "Wann ist der nächste Termin frei?"), (salon(), "when is the next appointment available please"),
    ],
)  # fmt: skip
def test_no_appointment_is_looked_up_that_nobody_spoke_of(business: Business, words: str) -> None:
    call = Call(business)
    call.say(words)
    assert "my_appointments" not in call.calendar.used


@pytest.mark.parametrize(
    ("business", "words"),
    [
        (salon(), "Wenn am Dienstag etwas frei ist, nehme ich einen Herrenhaarschnitt"),
        (salon(), "If something is free on Tuesday I would like a men's haircut please"),
        (plumber(), "Om det är ledigt på tisdag vill jag boka servicebesök"),
    ],
)  # fmt: skip
def test_a_condition_is_no_waiting_list(business: Business, words: str) -> None:
    call = Call(business)
    said = call.say(words)
    assert call.calendar.waiting == []
    for word in ("Warteliste", "waiting list", "äntelista"):
        assert word not in said


def test_a_holiday_of_the_callers_own_is_no_question() -> None:
    call = Call(salon())
    call.calendar.has("Herrenhaarschnitt", "Maria Schmidt", at("2026-11-27 10:00"), 30)
    said = call.say("Ich bin am Freitag im Urlaub und muss meinen Termin absagen")
    assert "Schließtag" not in said
    assert "Soll ich diesen Termin absagen?" in said


def test_a_wish_before_christmas_is_a_wish() -> None:
    said = Call(salon()).say("Ich hätte gern noch vor Weihnachten einen Herrenhaarschnitt")
    assert "geöffnet" not in said


@pytest.mark.parametrize("words", ["das ist mir zu spät", "das ist zu früh, geht es auch später?"])
def test_too_late_for_an_offer_is_no_message(words: str) -> None:
    call = Call(salon())
    call.say("Herrenhaarschnitt am Dienstag Nachmittag")
    assert "gebe ich gern weiter" not in call.say(words)


def test_a_day_that_is_too_early_is_not_offered_again() -> None:
    call = Call(salon())
    call.say("Herrenhaarschnitt am Dienstag um zehn")
    assert "Welcher Tag" in call.say("Dienstag ist mir zu früh")


@pytest.mark.parametrize(
    ("business", "words", "asks"),
    [
        (hairdresser(), "Hej, då behöver jag boka en tid", "Vad vill du boka"),
        (hairdresser(), "På fredag behöver jag en tid för klippning", "Fredagen den 27 november"),
        (salon(), "Da muss ich einen Termin ausmachen für Freitag um elf", "Was darf ich für Sie eintragen"),
    ],
)
def test_who_tells_that_they_need_an_appointment_does_not_ask_whether(
    business: Business, words: str, asks: str
) -> None:
    call = Call(business)
    assert call.say(words).startswith(asks)
    assert call.then is Then.LISTEN


def test_a_book_about_an_offer_is_no_estimate() -> None:
    assert "Bartpflege" in Call(salon()).say("Was haben Sie denn so im Angebot?")
