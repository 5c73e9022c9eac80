"""When nothing is free, and when what is wanted is nothing that can be booked: the waiting list, and leads."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from shared.domain.calls import Then
from tests.shared.domain.receptionist.calls import SATURDAY_MORNING, Call, at, plumber, salon

TUESDAY = date(2026, 11, 24)


def fully_booked(call: Call) -> Call:
    for person in call.business.staff:
        call.calendar.take(person.name, SATURDAY_MORNING - timedelta(days=1), 60 * 24 * 60)
    return call


def in_sweden() -> Call:
    return Call(plumber(), number="+46701740605")


def in_english() -> Call:
    call = Call(salon())
    call.say("English please")
    return call


# offered when nothing is free


def test_the_list_is_offered_when_nothing_is_free_and_joined_on_yes() -> None:
    call = fully_booked(Call(salon()))
    assert call.say("Herrenhaarschnitt am Dienstag um drei").endswith("Soll ich Sie auf die Warteliste setzen?")
    assert call.calendar.waiting == []
    assert "Sie stehen auf der Warteliste" in call.say("ja gern")
    assert call.calendar.waiting == [("Herrenhaarschnitt", (TUESDAY,), time(15), time(16))]
    assert call.then is Then.LISTEN


def test_the_list_is_offered_in_english() -> None:
    call = fully_booked(in_english())
    assert "Shall I put you on the waiting list?" in call.say("A men's haircut on Tuesday morning please")
    assert "You are on the waiting list" in call.say("yes please")
    assert call.calendar.waiting == [("Herrenhaarschnitt", (TUESDAY,), time(5), time(12))]


def test_the_list_is_offered_in_swedish() -> None:
    call = fully_booked(in_sweden())
    assert "Ska jag sätta upp dig på väntelistan?" in call.say("Jag vill ha servicebesök på tisdag klockan nio")
    assert "Du står på väntelistan" in call.say("ja tack")
    assert call.calendar.waiting == [("Servicebesök", (TUESDAY,), time(9), time(10))]


def test_who_does_not_want_to_wait_may_leave_a_message() -> None:
    call = fully_booked(Call(salon()))
    call.say("Herrenhaarschnitt am Dienstag um drei")
    assert "Soll ich eine Nachricht aufnehmen?" in call.say("nein")
    assert call.calendar.waiting == []


def test_another_day_while_the_list_is_offered_is_what_is_waited_for() -> None:
    call = fully_booked(Call(salon()))
    call.say("Herrenhaarschnitt am Dienstag um drei")
    assert "am Mittwoch, den 25. November" in call.say("lieber am Mittwoch")
    call.say("ja")
    assert call.calendar.waiting[0][1] == (date(2026, 11, 25),)


def test_who_cannot_be_rung_back_is_offered_a_message_instead() -> None:
    call = fully_booked(Call(salon(), number=None))
    assert "Soll ich eine Nachricht aufnehmen?" in call.say("Herrenhaarschnitt am Dienstag um drei")


def test_nothing_free_to_move_to_leaves_the_appointment() -> None:
    call = Call(salon())
    call.calendar.has("Färben", "Maria Schmidt", at("2026-11-27 10:00"), 120)
    fully_booked(call)
    said = call.say("Ich möchte meinen Termin auf Dienstag um drei verschieben")
    assert "Ihr Termin bleibt am Freitag" in said
    assert call.calendar.moved == []


# asked for


@pytest.mark.parametrize(
    "wish",
    [
        "Setzen Sie mich bitte für Färben am Freitag auf die Warteliste",
        "Ich möchte auf die Warteliste, Färben am Freitag",
    ],
)
def test_who_asks_for_the_list_is_read_back_what_they_wait_for(wish: str) -> None:
    call = Call(salon())
    assert "Soll ich Sie so auf die Warteliste setzen: Färben, am Freitag, den 27. November?" in call.say(wish)
    call.say("ja")
    assert call.calendar.waiting == [("Färben", (date(2026, 11, 27),), None, None)]
    assert call.booked == []


def test_the_service_to_wait_for_is_asked_for() -> None:
    call = Call(salon())
    assert "Was darf ich" in call.say("Können Sie mich auf die Warteliste setzen?")
    assert "auf die Warteliste setzen: Färben" in call.say("Färben")
    call.say("ja")
    assert call.calendar.waiting == [("Färben", (), None, None)]


def test_the_list_instead_of_what_is_offered() -> None:
    call = Call(salon())
    call.calendar.take("Maria Schmidt", at("2026-11-27 08:00"), 600)
    call.say("Färben am Freitag um elf")
    assert "auf die Warteliste setzen: Färben" in call.say("nein, dann setzen Sie mich bitte auf die Warteliste")


def test_the_list_is_asked_for_in_english_and_in_swedish() -> None:
    call = in_english()
    assert "on the waiting list like this: Färben, on Friday" in call.say(
        "Please put me on the waiting list for coloring on Friday"
    )
    call.say("yes")
    assert len(call.calendar.waiting) == 1
    call = in_sweden()
    assert "väntelistan så här: Läckage, fredagen" in call.say("Sätt upp mig på väntelistan för läckage på fredag")
    call.say("ja")
    assert len(call.calendar.waiting) == 1


def test_a_window_to_wait_for_is_read_back() -> None:
    call = Call(salon())
    assert "ab 14 Uhr" in call.say("Auf die Warteliste bitte, Färben am Freitag nicht vor zwei")
    call.say("ja")
    assert call.calendar.waiting == [("Färben", (date(2026, 11, 27),), time(14), None)]


# leads


@pytest.mark.parametrize(
    "wish", ["Ich brauche einen Kostenvoranschlag", "können Sie mir ein Angebot machen?", "eine Offerte bitte"]
)
def test_an_estimate_is_taken_down_with_name_and_number(wish: str) -> None:
    call = Call(salon())
    assert "Worum geht es" in call.say(wish)
    assert "Wie ist Ihr Name?" in call.say("Frisuren für eine Hochzeit mit sechs Personen")
    assert "Erreichen wir Sie unter" in call.say("Petra Lang")
    assert call.calendar.leads == []
    assert "aufgenommen" in call.say("ja")
    assert call.calendar.leads == [("Frisuren für eine Hochzeit mit sechs Personen", "Petra Lang", None)]
    assert call.calendar.messages == []


def test_a_long_wish_for_an_estimate_is_the_lead_itself() -> None:
    call = Call(salon(), name="Petra Lang")
    call.say("Ich hätte gern einen Kostenvoranschlag für die Frisuren einer Hochzeit mit sechs Personen")
    call.say("ja")
    assert len(call.calendar.leads) == 1
    assert call.calendar.leads[0][1] == "Petra Lang"


def test_a_lead_in_english() -> None:
    call = in_english()
    assert "What is it about" in call.say("I need a quote please")
    assert "What is your name?" in call.say("Hair for a wedding with six people")
    call.say("John Smith")
    call.say("yes")
    assert call.calendar.leads == [("Hair for a wedding with six people", "John Smith", None)]


def test_a_lead_in_swedish() -> None:
    call = in_sweden()
    assert "Vad gäller det" in call.say("Jag behöver en offert")
    assert "Vad heter du?" in call.say("Ny dusch i badrummet och nya rör")
    call.say("Karin Berg")
    assert "uppskrivet" in call.say("ja")
    assert call.calendar.leads == [("Ny dusch i badrummet och nya rör", "Karin Berg", None)]


def test_a_service_that_there_is_not_can_become_a_lead() -> None:
    call = Call(salon(), name="Petra Lang")
    call.say("Ich möchte eine Dauerwelle")
    assert "Soll ich aufnehmen, was Sie brauchen" in call.say("nein, nichts davon")
    call.say("ja")
    call.say("ja")
    assert call.calendar.leads == [("Ich möchte eine Dauerwelle", "Petra Lang", None)]


def test_who_does_not_want_that_is_asked_for_something_else() -> None:
    call = Call(salon())
    call.say("Ich möchte eine Dauerwelle")
    call.say("nein, nichts davon")
    assert "sonst noch" in call.say("nein danke")
    assert call.calendar.leads == []


def test_a_lead_may_be_given_another_number_and_no_name() -> None:
    call = Call(salon())
    call.say("Einen Kostenvoranschlag bitte")
    call.say("Frisuren für eine Hochzeit mit sechs Personen")
    assert "Erreichen wir Sie" in call.say("den sage ich nicht")
    call.say("nein, lieber unter 0171 2345678")
    call.say("ja")
    assert call.calendar.leads == [("Frisuren für eine Hochzeit mit sechs Personen", None, "+491712345678")]


def test_a_lead_is_not_lost_when_the_line_goes_silent() -> None:
    call = Call(salon(), name="Petra Lang")
    call.say("Einen Kostenvoranschlag bitte")
    call.say("Frisuren für eine Hochzeit mit sechs Personen")
    for _ in range(3):
        call.silent()
    assert call.then is Then.HANG_UP
    assert len(call.calendar.leads) == 1
