"""Holidays and closures, when somebody is back, where to park, and the greeting on a day off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shared.domain.business import Caller, Closure
from shared.domain.receptionist import greet
from tests.shared.domain.receptionist.calls import SATURDAY_MORNING, Call, at, plumber, salon

NIGHT = SATURDAY_MORNING.replace(hour=22)
CHRISTMAS = Closure(at("2026-12-24").date(), at("2027-01-02").date(), "Weihnachtsferien")
OUTING = Closure(at("2026-12-04").date(), at("2026-12-04").date(), "Betriebsausflug")


@pytest.mark.parametrize(
    "question", ["Haben Sie über Weihnachten offen?", "Sind Sie zu Weihnachten da?", "habt ihr zwischen den Jahren auf"]
)
def test_christmas_is_told_once_with_its_reason(question: str) -> None:
    said = Call(salon(closures=(CHRISTMAS,))).say(question)
    assert said.count("Weihnachtsferien") == 1
    assert "Von Donnerstag, den 24. Dezember bis Samstag, den 2. Januar" in said


def test_one_feast_is_answered_alone() -> None:
    said = Call(salon(closures=(OUTING,))).say("Sind Sie an Heiligabend da?")
    assert said.startswith("Am Donnerstag, den 24. Dezember haben wir von 9 Uhr bis 18 Uhr geöffnet. Kann ich")


def test_christmas_without_a_closure_is_told_by_its_days() -> None:
    said = Call(salon()).say("Haben Sie über Weihnachten offen?")
    assert "Am Donnerstag, den 24. Dezember haben wir von 9 Uhr bis 18 Uhr geöffnet." in said


@pytest.mark.parametrize(
    "question", ["Wann haben Sie Urlaub?", "Gibt es Betriebsferien?", "wann sind bei Ihnen Ferien"]
)
def test_the_coming_closures_are_told(question: str) -> None:
    said = Call(salon(closures=(OUTING, CHRISTMAS))).say(question)
    assert "Am Freitag, den 4. Dezember haben wir geschlossen: Betriebsausflug." in said
    assert "Weihnachtsferien" in said


def test_that_no_closure_is_coming_is_told() -> None:
    assert "kein Schließtag" in Call(salon()).say("Wann haben Sie Urlaub?")


def test_holidays_in_english_and_in_swedish() -> None:
    call = Call(salon(closures=(CHRISTMAS,)))
    call.say("English please")
    assert "Weihnachtsferien" in call.say("Are you open at Christmas?")
    assert "Weihnachtsferien" in call.say("When are you on holiday?")
    swedish = replace(plumber(), closures=(replace(CHRISTMAS, reason="Julledigt"),))
    assert "Julledigt" in Call(swedish).say("Har ni öppet på julafton?")
    assert "Julledigt" in Call(swedish).say("När har ni semester?")


def test_a_day_off_is_told_with_the_greeting_before_its_question() -> None:
    today = Closure(SATURDAY_MORNING.date(), SATURDAY_MORNING.date(), "Betriebsausflug")
    said = greet(salon(closures=(today,)), Caller(None, None), now=SATURDAY_MORNING).text
    assert said.endswith("Heute haben wir geschlossen: Betriebsausflug. Was kann ich für Sie tun?")
    own = salon(first_message="Salon Lindenblüte, hallo.", closures=(today,))
    assert greet(own, Caller(None, None), now=SATURDAY_MORNING).text.endswith("geschlossen: Betriebsausflug.")


def test_an_ordinary_day_adds_nothing_to_the_greeting() -> None:
    assert "geschlossen" not in greet(salon(closures=(OUTING,)), Caller(None, None), now=SATURDAY_MORNING).text


def test_a_caller_with_a_name_is_greeted_by_it_in_every_language() -> None:
    known = Caller(None, "Petra Lang")
    assert greet(salon(), known, now=SATURDAY_MORNING).text.startswith("Guten Morgen, Petra Lang,")
    swedish = replace(plumber(), assistant=replace(plumber().assistant, first_message=""))
    assert greet(swedish, known, now=SATURDAY_MORNING.replace(hour=19)).text.startswith("God kväll, Petra Lang,")
    english = replace(salon(), language="en")
    assert greet(english, known, now=SATURDAY_MORNING).text.startswith("Good morning, Petra Lang,")


# out of hours


def test_who_wants_a_person_at_night_hears_when_somebody_is_back() -> None:
    said = Call(salon(), now=NIGHT).say("Ich möchte mit einem Menschen sprechen")
    assert "Im Moment haben wir geschlossen. Wir sind am Dienstag, den 24. November um 9 Uhr wieder für Sie da." in said
    assert "Soll ich eine Nachricht aufnehmen" in said


def test_a_closure_is_counted_in() -> None:
    off = Closure(at("2026-11-24").date(), at("2026-11-25").date(), "Umbau")
    assert "Donnerstag, den 26. November um 9 Uhr" in Call(salon(closures=(off,)), now=NIGHT).say(
        "einen Menschen bitte"
    )


def test_nobody_to_put_through_to_and_closed_is_told_the_same_way() -> None:
    said = Call(salon(transfer=None), now=NIGHT).say("einen Menschen bitte")
    assert "Dienstag, den 24. November um 9 Uhr wieder" in said
    assert "Nachricht" in said


def test_while_we_are_open_nothing_is_said_of_being_back() -> None:
    assert "wieder für Sie da" not in Call(salon(transfer=None)).say("einen Menschen bitte")


def test_out_of_hours_in_english_and_in_swedish() -> None:
    call = Call(salon(), now=NIGHT)
    call.say("English please")
    assert "We will be back on Tuesday the 24th of November at 9 am" in call.say("I want to speak to a person")
    assert "Vi är tillbaka måndagen den 23 november klockan 7" in Call(plumber(), now=NIGHT).say(
        "Jag vill prata med en människa"
    )


def test_an_appointment_is_booked_at_night_too() -> None:
    call = Call(salon(), now=NIGHT)
    call.say("Herrenhaarschnitt am Dienstag um zehn")
    call.say("ja")
    assert len(call.booked) == 1


# the way


@pytest.mark.parametrize(
    "question", ["Kann man bei euch parken?", "wo kann ich parken", "Haben Sie Parkplätze?", "gibt es ein Parkhaus"]
)
def test_parking_is_told_from_the_owners_own_words(question: str) -> None:
    assert "Hof hinter dem Haus" in Call(salon()).say(question)


def test_without_words_about_parking_we_say_so_and_where_we_are() -> None:
    said = Call(plumber()).say("Var kan jag parkera?")
    assert "Om parkering vet jag tyvärr inget" in said
    assert "Hamngatan 3" in said


@pytest.mark.parametrize(
    "question",
    [
        "Wie komme ich zu Ihnen?",
        "Wie finde ich Sie",
        "Können Sie mir den Weg zu Ihnen sagen?",
        "komme ich mit der U-Bahn zu Ihnen",
    ],
)
def test_the_way_is_told_from_the_owners_own_words(question: str) -> None:
    assert "zwei Minuten von der U-Bahn" in Call(salon()).say(question)


def test_without_words_about_the_way_the_address_is_told() -> None:
    assert "Hamngatan 3" in Call(plumber()).say("Hur hittar jag till er?")
    call = Call(plumber())
    call.say("English please")
    assert "Hamngatan 3" in call.say("How do I get to you?")
