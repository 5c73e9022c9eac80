"""The same as last time, the earliest possible, not before ten: wishes that point somewhere, in three languages."""

from __future__ import annotations

import pytest

from shared.domain.business import Business
from shared.domain.tools import Appointment
from tests.shared.domain.receptionist.calls import Call, at, identity, plumber, salon


def been_here(service: str = "Färben", person: str = "Maria Schmidt", business: Business | None = None) -> Call:
    call = Call(business or salon())
    start = at("2026-10-02 10:00")
    call.calendar.visited = Appointment(
        identity("visit"), "123456", identity(service), service, identity(person), person, start, start
    )
    return call


@pytest.mark.parametrize(
    "wish",
    ["Das gleiche wie letztes Mal bitte, am Freitag um elf", "Ich hätte gern am Freitag um elf einen Termin, wie immer",
     "Dasselbe wie beim letzten Mal, Freitag um elf", "Freitag um elf, das Übliche bitte"],
)  # fmt: skip
def test_the_same_as_last_time_is_service_and_person_of_the_last_visit(wish: str) -> None:
    call = been_here()
    said = call.say(wish)
    assert said.startswith("Wie beim letzten Mal: Färben bei Maria Schmidt.")
    assert "am Freitag, den 27. November um 11 Uhr" in said
    call.say("ja")
    assert call.booked == [("Färben", "Maria Schmidt", "Fri 27.11. 11:00")]


def test_the_same_as_last_time_answers_the_question_for_the_service() -> None:
    call = been_here()
    call.say("Ich möchte einen Termin")
    assert "Welcher Tag" in call.say("das gleiche wie letztes Mal")


def test_the_same_as_last_time_but_with_somebody_else() -> None:
    call = been_here("Herrenhaarschnitt")
    assert "Herrenhaarschnitt bei Thomas Weber, am Freitag" in call.say(
        "Wie letztes Mal, aber bei Thomas, am Freitag um elf"
    )


def test_the_same_as_last_time_in_english_and_in_swedish() -> None:
    call = been_here()
    call.say("English please")
    assert "As last time: Färben with Maria Schmidt." in call.say("The same as last time on Friday at eleven")
    call = been_here("Läckage", "Sara Nyström", plumber())
    said = call.say("Samma som förra gången, på fredag klockan nio")
    assert "Läckage med Sara Nyström, fredagen den 27 november klockan 9" in said


def test_who_was_never_here_is_asked_for_the_service() -> None:
    said = Call(salon()).say("Das gleiche wie letztes Mal bitte, am Freitag um elf")
    assert "kann ich leider nicht sehen" in said
    assert "Was darf ich" in said


def test_a_service_that_we_no_longer_have_is_asked_for_anew() -> None:
    call = been_here("Dauerwelle")
    assert "Was darf ich" in call.say("Das gleiche wie letztes Mal bitte")


@pytest.mark.parametrize(
    ("business", "wish", "offered"),
    [
        (salon(), "Herrenhaarschnitt so bald wie möglich", "heute um 10 Uhr"),
        (salon(), "Herrenhaarschnitt am Dienstag frühestens um zehn", "um 10 Uhr, 11 Uhr oder 12 Uhr"),
        (salon(), "Herrenhaarschnitt am Mittwoch nachmittags", "um 12 Uhr, 13 Uhr oder 14 Uhr"),
        (plumber(), "Läckage så snart som möjligt", "måndagen den 23 november klockan 7"),
        (plumber(), "Servicebesök på tisdag, inte före tio", "klockan 10, klockan 11 eller klockan 12"),
        (plumber(), "Servicebesök på onsdag eftermiddag", "klockan 12, klockan 13 eller klockan 14"),
        (plumber(), "I need a leak fixed as soon as possible please", "Monday the 23rd of November at 7 am"),
        (plumber(), "I would like maintenance on Tuesday, not before ten please", "10 am, 11 am or 12 noon"),
        (plumber(), "I would like a service visit on Wednesday afternoon please", "12 noon, 1 pm or 2 pm"),
    ],
)  # fmt: skip
def test_earliest_not_before_and_parts_of_the_day_are_kept(business: Business, wish: str, offered: str) -> None:
    assert offered in Call(business).say(wish)


@pytest.mark.parametrize(
    ("correction", "read_back"),
    [
        ("nej, hellre onsdag", "onsdagen den 25 november klockan 9"),
        ("inte Erik, hos Sara", "Servicebesök med Sara Nyström"),
        ("fast klockan elva", "tisdagen den 24 november klockan 11"),
        ("ja, men på torsdag", "torsdagen den 26 november klockan 9"),
    ],
)
def test_corrections_work_in_swedish(correction: str, read_back: str) -> None:
    call = Call(plumber())
    call.say("Jag vill ha servicebesök hos Erik på tisdag klockan nio")
    assert read_back in call.say(correction)
    assert call.booked == []
