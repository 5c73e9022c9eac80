"""What the desk knows by heart, asked in passing, in the middle of a booking, or for its own sake."""

from __future__ import annotations

import pytest

from shared.domain.business import Closure
from shared.domain.calls import Then
from tests.shared.domain.receptionist.calls import TUESDAY_NOON, Call, at, dentist, salon


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Wann haben Sie geöffnet?", "Dienstag bis Freitag von 9 Uhr bis 18 Uhr und Samstag von 9 Uhr bis 14 Uhr"),
        ("wie sind ihre öffnungszeiten", "Dienstag bis Freitag"),
        ("Habt ihr heute offen?", "Heute haben wir von 9 Uhr bis 14 Uhr geöffnet. Wir haben gerade geöffnet."),
        ("Wie lange habt ihr heute auf?", "bis 14 Uhr"),
        ("Habt ihr am Montag offen?", "Am Montag, den 23. November haben wir geschlossen."),
        ("Sind Sie am Mittwoch da?", "Am Mittwoch, den 25. November haben wir von 9 Uhr bis 18 Uhr geöffnet."),
        ("Was kostet ein Herrenhaarschnitt?", "Herrenhaarschnitt kostet 28 Euro."),
        ("was kostet ein haarschnitt", "Herrenhaarschnitt 28 Euro und Damenhaarschnitt 45 Euro"),
        ("Was kostet bei Ihnen Färben und Bartpflege?", "Färben 95 Euro und Bartpflege 18 Euro"),
        ("Wie sind denn so die Preise?", "Bartpflege 18 Euro"),
        ("Wie lange dauert Färben?", "Färben dauert 2 Stunden."),
        ("wie lange dauert ein damenhaarschnitt", "45 Minuten"),
        ("Wer arbeitet bei euch?", "Maria Schmidt und Thomas Weber"),
        ("Wer macht Bartpflege?", "Bartpflege macht bei uns Thomas Weber"),
        ("Was bieten Sie an?", "Herrenhaarschnitt, Damenhaarschnitt, Färben und Bartpflege"),
        ("Wo sind Sie?", "Lindenallee 12, 10435 Berlin"),
        ("Wie komme ich zu Ihnen?", "Eberswalder Straße"),
        ("Kann man bei euch parken?", "Hof hinter dem Haus"),
        ("Kann ich mit Karte bezahlen?", "bar oder mit Karte"),
        ("Braucht man bei Ihnen einen Termin?", "Am besten mit Termin"),
        ("Kann ich auch einfach vorbeikommen?", "Am besten mit Termin"),
        ("Do I need an appointment or can I just walk in?", "It is best to book"),
        ("Sind Sie ein Roboter?", "digitale Assistenz"),
        ("Sprechen Sie Türkisch?", "Deutsch, Englisch und Schwedisch"),
        ("Ich wollte fragen, ob Sie Hunde erlauben", "Soll ich dazu eine Nachricht aufnehmen?"),
    ],
)
def test_a_question_is_answered(question: str, answer: str) -> None:
    call = Call(salon())
    assert answer in call.say(question)
    assert call.calendar.used == []
    assert call.then is Then.LISTEN


def test_a_question_in_the_middle_of_a_booking_comes_back_to_it() -> None:
    call = Call(salon())
    call.say("Ich hätte gern am Dienstag um halb drei einen Herrenhaarschnitt")
    said = call.say("was kostet das denn?")
    assert "28 Euro" in said
    assert said.endswith("Soll ich das so eintragen?")
    said = call.say("und wo seid ihr?")
    assert "Lindenallee" in said
    assert said.endswith("Soll ich das so eintragen?")
    call.say("ja")
    assert len(call.booked) == 1


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (["Haben Sie heute auf?", "und sonntags?"], "haben wir geschlossen"),
        (["Haben Sie heute auf?", "und sonntags?", "okay, und am Freitag?"], "von 9 Uhr bis 18 Uhr geöffnet"),
        (["Was kostet ein Herrenhaarschnitt?", "und Färben"], "Färben kostet 95 Euro"),
        (["Wie lange dauert Färben?", "und ein Herrenhaarschnitt?"], "dauert 30 Minuten"),
        (["Are you open on Saturday?", "what about Sunday"], "we are closed"),
        (["Vad kostar klippning?", "och färgning?"], "Färben kostar 95"),
    ],
)
def test_a_question_goes_on_with_another_day_or_service(said: list[str], answer: str) -> None:
    call = Call(salon())
    for each in said:
        heard = call.say(each)
    assert answer in heard


@pytest.mark.parametrize("said", ["dann am Freitag", "und am Freitag um zehn", "und dann möchte ich am Freitag kommen"])
def test_after_the_hours_a_day_may_still_be_a_wish_to_book(said: str) -> None:
    call = Call(salon())
    call.say("Haben Sie heute auf?")
    assert "Was darf ich für Sie eintragen" in call.say(said)


def test_for_whom_something_is_done_names_no_service_beside_one_that_is_named() -> None:
    call = Call(salon())
    assert "Welcher Tag" in call.say("Färben für meine Tochter bitte")
    assert "Färben bei Maria Schmidt" in call.say("am Freitag um zehn")


@pytest.mark.parametrize("question", ["Guten Tag, machen Sie auch Balayage?", "Good afternoon, do you do balayage?"])
def test_a_question_after_a_greeting_is_not_lost_in_it(question: str) -> None:
    call = Call(salon())
    call.say(question)
    assert call.last.state is not None
    assert call.last.state["asking"] == "message_offer"


def test_what_somebody_is_is_not_their_name() -> None:
    call = Call(dentist())
    call.say("Ich bin Privatpatient, spielt das eine Rolle?")
    assert call.calendar.names == []


def test_no_message_is_taken_from_who_says_goodbye() -> None:
    call = Call(salon())
    assert "Nachricht aufnehmen" in call.say("Ich wollte fragen, ob Sie Hunde erlauben")
    assert "Auf Wiederhören" in call.say("Okay, danke, tschüss")
    assert call.then is Then.HANG_UP


def test_price_and_booking_in_one_sentence_are_both_heard() -> None:
    said = Call(salon()).say("Was kostet ein Herrenhaarschnitt und haben Sie am Dienstag um drei einen Termin frei?")
    assert "kostet 28 Euro" in said
    assert "Dienstag, den 24. November um 15 Uhr" in said


def test_after_a_price_the_appointment_is_one_word_away() -> None:
    call = Call(salon())
    call.say("Was kostet Färben?")
    assert "Welcher Tag" in call.say("ja gerne")
    assert "Färben bei Maria Schmidt, am Freitag, den 27. November um 11 Uhr" in call.say("Freitag um elf")


def test_yes_with_a_question_books_and_answers() -> None:
    call = Call(salon())
    call.say("Herrenhaarschnitt am Dienstag um halb drei")
    said = call.say("ja, und wo seid ihr?")
    assert len(call.booked) == 1
    assert "Lindenallee" in said


def test_today_is_known_to_be_over() -> None:
    call = Call(salon(), now=TUESDAY_NOON.replace(hour=19))
    assert "Im Moment haben wir geschlossen." in call.say("habt ihr heute auf?")


def test_two_windows_a_day_are_told() -> None:
    said = Call(dentist()).say("Wann sind Ihre Sprechzeiten?")
    assert "Montag bis Freitag von 8 Uhr bis 12 Uhr und von 13 Uhr bis 17 Uhr" in said


def test_a_closure_that_is_near_is_told_with_the_hours() -> None:
    closed = Closure(at("2026-12-01").date(), at("2026-12-05").date(), "Umbau")
    said = Call(salon(closures=(closed,))).say("Wann habt ihr offen?")
    assert "Von Dienstag, den 1. Dezember bis Samstag, den 5. Dezember haben wir geschlossen: Umbau." in said


def test_thanks_and_goodbye_end_the_call_warmly() -> None:
    call = Call(salon())
    call.say("Wann habt ihr offen?")
    assert "Sehr gern" in call.say("danke")
    assert "Auf Wiederhören" in call.say("nein, das war alles")
    assert call.then is Then.HANG_UP


def test_a_greeting_is_returned() -> None:
    assert Call(salon()).say("Hallo, guten Tag!").startswith("Guten Morgen!")


def test_how_can_i_help_is_never_lost() -> None:
    assert "Was kann ich für Sie tun?" in Call(salon()).say("ja hallo")


def test_a_question_about_something_else_does_not_start_a_booking() -> None:
    assert "Das weiß ich leider nicht" in Call(salon()).say("Wie wird das Wetter morgen?")
