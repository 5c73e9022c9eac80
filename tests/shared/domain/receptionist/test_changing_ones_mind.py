"""Corrections at any point, refusals, and saying yes to the wrong thing."""

from __future__ import annotations

import pytest

from shared.domain.calls import Then
from tests.shared.domain.receptionist.calls import Call, salon

EVERYTHING = "Ich hätte gern am Dienstag um halb drei einen Herrenhaarschnitt bei Maria"


@pytest.mark.parametrize(
    ("correction", "read_back"),
    [
        ("nein, lieber Mittwoch", "Herrenhaarschnitt bei Maria Schmidt, am Mittwoch, den 25. November um 14 Uhr 30"),
        ("doch um vier", "Herrenhaarschnitt bei Maria Schmidt, am Dienstag, den 24. November um 16 Uhr"),
        ("doch lieber vier", "um 16 Uhr"),
        ("bei Thomas statt Maria", "Herrenhaarschnitt bei Thomas Weber, am Dienstag, den 24. November um 14 Uhr 30"),
        ("nicht bei Maria, sondern bei Thomas", "bei Thomas Weber"),
        ("nicht Herren, Damen", "Damenhaarschnitt bei Maria Schmidt, am Dienstag, den 24. November um 14 Uhr 30"),
        ("nicht Dienstag, Donnerstag", "am Donnerstag, den 26. November um 14 Uhr 30"),
        ("ja, aber am Freitag", "am Freitag, den 27. November um 14 Uhr 30"),
        ("können wir das auf Mittwoch verschieben", "am Mittwoch, den 25. November um 14 Uhr 30"),
        ("Entschuldigung, ich meinte Mittwoch um neun", "am Mittwoch, den 25. November um 9 Uhr"),
        ("lieber eine Bartpflege bei Thomas", "Bartpflege bei Thomas Weber"),
    ],
)
def test_a_correction_is_read_back_again_and_nothing_is_booked(correction: str, read_back: str) -> None:
    call = Call(salon())
    call.say(EVERYTHING)
    said = call.say(correction)
    assert read_back in said
    assert said.endswith("Soll ich das so eintragen?")
    assert call.booked == []


@pytest.mark.parametrize(
    "yes",
    ["ja", "Ja bitte!", "genau", "passt", "gerne", "ok", "jo", "in ordnung", "das passt so", "machen Sie das", "ja, Dienstag um halb drei",
     "ja bei Maria", "perfekt danke", "eintragen bitte", "nehme ich", "super"],
)  # fmt: skip
def test_yes_has_many_words(yes: str) -> None:
    call = Call(salon())
    call.say(EVERYTHING)
    call.say(yes)
    assert call.booked == [("Herrenhaarschnitt", "Maria Schmidt", "Tue 24.11. 14:30")]


@pytest.mark.parametrize(
    "no",
    ["nein", "nee", "nein danke", "passt nicht", "das passt mir nicht", "lieber nicht", "falsch", "stimmt nicht", "doch nicht",
     "vergessen Sie es", "ich überlege es mir noch", "tschüss", "danke", "ja nein", "hm", "wie bitte?", "einen Moment bitte",
     "gestern", "am 30. Februar", "bei wem?", "ist das richtig?", "nicht eintragen", "noch nicht", "auf keinen Fall", "okay, und was kostet das?",
     "ja aber ich habe noch eine Frage", "gut, und wie lange dauert das?", "wirklich?", "stimmt das?"],
)  # fmt: skip
def test_whatever_is_not_a_clear_yes_books_nothing(no: str) -> None:
    call = Call(salon())
    call.say(EVERYTHING)
    call.say(no)
    assert call.booked == []


def test_no_asks_what_to_change() -> None:
    call = Call(salon())
    call.say(EVERYTHING)
    assert "die Leistung, den Tag oder die Uhrzeit" in call.say("nein")
    assert "Um wie viel Uhr" in call.say("die Uhrzeit")
    assert "um 16 Uhr" in call.say("um vier")


def test_no_and_then_another_day_keeps_the_time() -> None:
    call = Call(salon())
    call.say(EVERYTHING)
    call.say("nein")
    assert "Welcher Tag" in call.say("der Tag")
    assert "Donnerstag, den 26. November um 14 Uhr 30" in call.say("Donnerstag")


def test_somebody_else_can_be_asked_for_without_a_name() -> None:
    call = Call(salon())
    call.say(EVERYTHING)
    assert "bei Thomas Weber" in call.say("bei jemand anderem")


def test_giving_up_drops_the_wish() -> None:
    call = Call(salon())
    call.say(EVERYTHING)
    assert "trage nichts ein" in call.say("vergessen Sie es")
    assert "Was darf ich" in call.say("doch, ich möchte einen Termin")


def test_goodbye_before_yes_says_that_nothing_is_booked() -> None:
    call = Call(salon())
    call.say(EVERYTHING)
    assert "nichts eingetragen" in call.say("tschüss")
    assert call.then is Then.HANG_UP


def test_yes_and_goodbye_books_says_the_code_and_hangs_up() -> None:
    call = Call(salon())
    call.say(EVERYTHING)
    said = call.say("ja danke, tschüss")
    assert "K, 7, Q, 3" in said
    assert "Wiederhören" in said
    assert call.then is Then.HANG_UP


def test_none_of_the_offers_asks_for_another_day() -> None:
    call = Call(salon())
    call.say("Herrenhaarschnitt am Dienstag Vormittag")
    assert "Welcher Tag" in call.say("nein, passt alles nicht")
    assert "Mittwoch" in call.say("Mittwoch um zehn")


def test_a_new_wish_instead_of_an_offer_is_followed() -> None:
    call = Call(salon())
    call.say("Herrenhaarschnitt am Dienstag Vormittag")
    assert "am Freitag, den 27. November um 16 Uhr" in call.say("dann lieber Freitag um vier")


def test_yes_to_several_offers_asks_which() -> None:
    call = Call(salon())
    call.say("Herrenhaarschnitt am Dienstag Vormittag")
    assert "Was passt Ihnen?" in call.say("ja")
    assert call.booked == []


def test_another_of_the_offers_can_be_taken_after_the_read_back() -> None:
    call = Call(salon())
    call.say("Herrenhaarschnitt am Dienstag Vormittag")
    assert "um 10 Uhr" in call.say("den zweiten")
    assert "am Dienstag, den 24. November um 11 Uhr" in call.say("nein, doch den dritten")
    assert "am Donnerstag, den 3. Dezember um 11 Uhr" in call.say("lieber am dritten Dezember")


def test_a_lone_number_after_an_offer_is_a_time_and_number_two_is_the_second() -> None:
    call = Call(salon())
    call.say("Herrenhaarschnitt am Dienstag Nachmittag")
    assert "um 15 Uhr" in call.say("drei")
    call = Call(salon())
    call.say("Herrenhaarschnitt am Dienstag Nachmittag")
    assert "um 13 Uhr" in call.say("Nummer zwei")


def test_a_caller_called_like_somebody_here_does_not_ask_for_them() -> None:
    call = Call(salon())
    call.calendar.take("Maria Schmidt", call.now.replace(day=24, hour=10), 60)
    assert "bei Thomas Weber" in call.say(
        "Guten Tag, Schmidt am Apparat, am Dienstag um zehn bitte einen Herrenhaarschnitt"
    )
    assert call.calendar.names == ["Schmidt"]


def test_a_day_that_does_not_suit_is_refused_and_the_booking_goes_on() -> None:
    call = Call(salon())
    call.say("Herrenhaarschnitt, so bald wie möglich")
    said = call.say("am Dienstag kann ich nicht kommen, lieber Mittwoch um zehn")
    assert "am Mittwoch, den 25. November um 10 Uhr" in said
    assert "my_appointments" not in call.calendar.used
