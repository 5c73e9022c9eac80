"""Leaving a message, reaching a person, emergencies, and appointments that exist already."""

from __future__ import annotations

import pytest

from shared.domain.calls import Then
from tests.shared.domain.receptionist.calls import SATURDAY_MORNING, Call, dentist, salon

NIGHT = SATURDAY_MORNING.replace(hour=22)


def test_a_message_goes_to_the_number_that_rings() -> None:
    call = Call(salon())
    assert "ausrichten" in call.say("Ich möchte eine Nachricht hinterlassen")
    assert "0 1 5 1 1, 2 3 4, 5 6 7 8" in call.say("Bitte sagen Sie Maria, dass ich zehn Minuten später komme")
    assert call.calendar.messages == []
    assert "weiter" in call.say("ja")
    assert call.calendar.messages == [("Bitte sagen Sie Maria, dass ich zehn Minuten später komme", None)]


def test_a_withheld_number_is_asked_for_and_read_back() -> None:
    call = Call(salon(), number=None)
    call.say("Ich möchte eine Nachricht hinterlassen")
    assert "Unter welcher Nummer" in call.say("Bitte um Rückruf wegen einer Brautfrisur")
    said = call.say("null eins sieben eins zwo drei vier fünf sechs sieben acht")
    assert "0 1 7 1, 2 3 4, 5 6 7 8" in said
    assert call.calendar.messages == []
    call.say("ja stimmt")
    assert call.calendar.messages == [("Bitte um Rückruf wegen einer Brautfrisur", "+491712345678")]


def test_a_wrong_number_is_corrected() -> None:
    call = Call(salon(), number=None)
    call.say("Nachricht hinterlassen")
    call.say("Rückruf bitte wegen einer Frage")
    call.say("0171 2345678")
    assert "Unter welcher Nummer" in call.say("nein")
    assert "0 3 0" in call.say("030 23125100")
    call.say("richtig")
    assert call.calendar.messages == [("Rückruf bitte wegen einer Frage", "+493023125100")]


def test_another_number_than_the_ringing_one_can_be_given() -> None:
    call = Call(salon())
    call.say("Nachricht hinterlassen")
    call.say("Es geht um eine Rechnung, bitte melden")
    call.say("nein, lieber unter 0171 2345678")
    call.say("ja")
    assert call.calendar.messages == [("Es geht um eine Rechnung, bitte melden", "+491712345678")]


def test_a_number_can_be_typed() -> None:
    call = Call(salon(), number=None)
    call.say("Nachricht hinterlassen")
    call.say("Bitte zurückrufen, es eilt")
    assert "0 1 7 1, 2 3 4, 5 6 7 8" in call.press("01712345678#")
    call.press("1")
    assert call.calendar.messages == [("Bitte zurückrufen, es eilt", "+491712345678")]


def test_a_message_without_a_number_is_taken_too() -> None:
    call = Call(salon(), number=None)
    call.say("Nachricht hinterlassen")
    call.say("Die Tür war heute offen")
    call.say("keine Nummer")
    assert call.calendar.messages == [("Die Tür war heute offen", None)]


def test_three_tries_at_a_number_are_enough() -> None:
    call = Call(salon(), number=None)
    call.say("Nachricht hinterlassen")
    call.say("Die Tür war heute offen")
    for _ in range(3):
        call.say("äh weiß nicht")
    assert call.calendar.messages == [("Die Tür war heute offen", None)]


def test_a_message_is_not_lost_when_the_line_goes_silent_at_the_number() -> None:
    call = Call(salon())
    call.say("Nachricht hinterlassen")
    call.say("Ich komme morgen nicht zur Arbeit")
    for _ in range(3):
        call.silent()
    assert call.then is Then.HANG_UP
    assert call.calendar.messages == [("Ich komme morgen nicht zur Arbeit", None)]


def test_a_message_may_contain_anything() -> None:
    call = Call(salon())
    call.say("Nachricht hinterlassen")
    call.say("Ich hätte gern am Dienstag um drei einen Herrenhaarschnitt, sagen Sie das bitte Thomas, danke")
    call.say("ja")
    assert call.booked == []
    assert len(call.calendar.messages) == 1


def test_a_message_can_be_dropped() -> None:
    call = Call(salon())
    call.say("Nachricht hinterlassen")
    assert "richte ich nichts aus" in call.say("ach vergessen Sie es")
    assert call.calendar.messages == []


@pytest.mark.parametrize(
    "wish",
    ["Ich möchte mit einem Menschen sprechen", "einen Mitarbeiter bitte", "verbinden Sie mich", "kann ich mit Maria sprechen",
     "Mensch!", "ich will mit der Chefin reden", "I want to talk to a real person please", "geben Sie mir einen echten Menschen"],
)  # fmt: skip
def test_a_person_is_put_through_to(wish: str) -> None:
    call = Call(salon())
    call.say(wish)
    assert (call.then, call.last.transfer_to) == (Then.TRANSFER, "+493023125199")


def test_outside_hours_a_message_is_offered_first() -> None:
    call = Call(salon(), now=NIGHT)
    assert "geschlossen" in call.say("Ich möchte mit einem Menschen sprechen")
    assert "ausrichten" in call.say("ja, eine Nachricht")


def test_who_insists_is_put_through_at_any_hour() -> None:
    call = Call(salon(), now=NIGHT)
    call.say("Ich möchte mit einem Menschen sprechen")
    call.say("versuchen Sie es trotzdem")
    assert call.then is Then.TRANSFER


def test_without_anybody_to_transfer_to_a_message_is_offered() -> None:
    call = Call(salon(transfer=None))
    assert "Nachricht" in call.say("einen Menschen bitte")
    assert (call.then, call.last.transfer_to) == (Then.LISTEN, None)
    assert "ausrichten" in call.say("ja")


@pytest.mark.parametrize(
    "words", ["Das ist ein Notfall", "ich möchte mich beschweren", "I have a complaint", "starke Schmerzen"]
)
def test_emergencies_and_complaints_reach_a_person_at_any_hour(words: str) -> None:
    call = Call(dentist(), now=NIGHT)
    call.say(words)
    assert call.then is Then.TRANSFER


def test_an_emergency_appointment_is_booked_like_any_other() -> None:
    call = Call(dentist())
    assert "Notfall" in call.say("Ich habe Zahnschmerzen, haben Sie am Montag um acht einen Termin?")
    call.say("ja")
    assert call.booked == [("Notfall", "Dr. Anna Keller", "Mon 23.11. 08:00")]


def test_moving_an_appointment_is_passed_on() -> None:
    call = Call(salon())
    call.say("Ich möchte meinen Termin am Freitag um zehn auf Montag verschieben")
    call.say("ja")
    assert call.calendar.messages == [
        ("Terminänderung: Ich möchte meinen Termin am Freitag um zehn auf Montag verschieben", None)
    ]


def test_cancelling_an_appointment_is_passed_on_with_the_name() -> None:
    call = Call(salon())
    assert "Petra Lang" in call.say("Mein Name ist Petra Lang, ich muss meinen Termin absagen")
    call.say("den am Freitag um zehn")
    call.say("ja")
    assert call.calendar.names == ["Petra Lang"]
    assert call.calendar.messages == [("den am Freitag um zehn", None)]


def test_a_name_may_be_told_at_any_time() -> None:
    call = Call(salon())
    said = call.say("Guten Tag, mein Name ist Anna Müller, ich hätte gern am Dienstag um drei einen Damenhaarschnitt")
    assert said.startswith("Vielen Dank, Anna Müller.")
    assert "Dienstag, den 24. November um 15 Uhr" in said
    assert "Namen" not in call.say("ja")
    assert call.calendar.names == ["Anna Müller"]


@pytest.mark.parametrize(
    ("groups", "number"),
    [
        (["null drei null", "zwei drei eins zwei", "fünf sieben sieben", "sieben"], "+493023125777"),
        (["030 2312", "57", "77"], "+493023125777"),
        (["null eins sieben sechs", "eins zwei drei vier", "fünf sechs sieben acht"], "+4917612345678"),
        (["null drei null", "nein", "null eins sieben sechs eins zwei drei vier fünf sechs sieben acht"], "+4917612345678"),
    ],
)  # fmt: skip
def test_a_number_may_be_told_in_groups_with_a_pause_between_them(groups: list[str], number: str) -> None:
    call = Call(salon(), number=None)
    call.say("bitte um Rückruf")
    call.say("es geht um die Perücke")
    for group in groups:
        call.say(group)
    call.say("ja")
    assert call.calendar.messages == [("es geht um die Perücke", number)]


def test_the_beginning_of_a_number_is_none_when_the_line_goes_silent() -> None:
    call = Call(salon(), number=None)
    for words in ("bitte um Rückruf", "es geht um die Perücke", "null drei null"):
        call.say(words)
    for _ in range(3):
        call.silent()
    assert call.calendar.messages == [("es geht um die Perücke", None)]
