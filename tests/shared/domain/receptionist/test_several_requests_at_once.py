"""Several requests in one sentence: each is dealt with, in order, none lost."""

from __future__ import annotations

import pytest

from shared.domain.calls import Then
from tests.shared.domain.receptionist.calls import Call, plumber, salon
from tests.shared.domain.receptionist.test_their_own_appointments import FRIDAY, MONDAY, calling, in_sweden, moved


@pytest.mark.parametrize(
    "wish",
    ["Ich möchte meinen Termin absagen und eine Nachricht hinterlassen", "Ich möchte absagen, und dann noch eine Nachricht hinterlassen",
     "Bitte sagen Sie meinen Termin ab. Außerdem möchte ich eine Nachricht hinterlassen."],
)  # fmt: skip
def test_a_message_waits_until_the_appointment_is_cancelled(wish: str) -> None:
    call = calling(FRIDAY)
    assert "Soll ich diesen Termin absagen?" in call.say(wish)
    said = call.say("ja")
    assert "ist abgesagt" in said
    assert said.endswith("Nun zu Ihrem nächsten Anliegen. Gern. Was darf ich ausrichten?")
    call.say("Bitte rufen Sie mich wegen der Rechnung zurück")
    call.say("ja")
    assert len(call.calendar.cancelled) == 1
    assert [text for text, _ in call.calendar.messages] == ["Bitte rufen Sie mich wegen der Rechnung zurück"]


def test_what_waits_is_not_lost_when_the_first_request_is_given_up() -> None:
    call = calling(FRIDAY)
    call.say("Ich möchte absagen und eine Nachricht hinterlassen")
    said = call.say("nein, doch nicht")
    assert "Ihr Termin bleibt" in said
    assert "Was darf ich ausrichten?" in said
    assert call.calendar.cancelled == []


@pytest.mark.parametrize(
    ("wish", "yes", "time"),
    [
        ("Cancel my Friday appointment and book Tuesday instead", "yes", "at ten"),
        (
            "I need to cancel my appointment on Friday and make a new appointment on Tuesday please",
            "yes please",
            "ten o'clock",
        ),
    ],
)
def test_cancel_one_and_book_another_in_english(wish: str, yes: str, time: str) -> None:
    call = calling(FRIDAY)
    call.say("English please")
    assert "on Friday the 27th of November at 10 am. Shall I cancel this appointment?" in call.say(wish)
    said = call.say(yes)
    assert "is cancelled" in said
    assert "Tuesday the 24th of November" in said
    assert "Herrenhaarschnitt with Maria Schmidt, on Tuesday" in call.say(time)
    call.say("yes")
    assert call.booked == [("Herrenhaarschnitt", "Maria Schmidt", "Tue 24.11. 10:00")]
    assert len(call.calendar.cancelled) == 1


def test_cancel_one_and_book_another_in_german() -> None:
    call = calling(FRIDAY)
    call.say("Ich möchte am Freitag absagen und stattdessen am Donnerstag um neun kommen")
    said = call.say("ja")
    assert "Herrenhaarschnitt bei Maria Schmidt, am Donnerstag, den 26. November um 9 Uhr" in said
    call.say("ja")
    assert call.booked == [("Herrenhaarschnitt", "Maria Schmidt", "Thu 26.11. 09:00")]


def test_cancel_one_and_book_another_in_swedish() -> None:
    call = in_sweden(MONDAY)
    call.say("Jag vill avboka på måndag och boka på tisdag klockan tio istället")
    said = call.say("ja")
    assert "är avbokad" in said
    assert "tisdagen den 24 november klockan 10" in said
    call.say("ja")
    assert call.booked == [("Servicebesök", "Erik Lindqvist", "Tue 24.11. 10:00")]


def test_a_message_waits_in_swedish() -> None:
    call = in_sweden(MONDAY)
    call.say("Jag vill avboka och lämna ett meddelande")
    assert "Vad ska jag hälsa?" in call.say("ja")
    call.say("Ring mig om fakturan är du snäll")
    call.say("ja")
    assert len(call.calendar.messages) == 1


@pytest.mark.parametrize(
    "wish",
    ["einen Herrenhaarschnitt am Dienstag um zehn, und was kostet das?", "Was kostet ein Herrenhaarschnitt und geht es Dienstag um zehn?",
     "Ich möchte am Dienstag um zehn einen Herrenhaarschnitt. Wie teuer ist das denn?"],
)  # fmt: skip
def test_a_price_is_told_and_the_appointment_read_back(wish: str) -> None:
    call = Call(salon())
    said = call.say(wish)
    assert "kostet 28 Euro" in said
    assert "am Dienstag, den 24. November um 10 Uhr" in said


def test_a_question_beside_a_cancellation_is_answered_at_once() -> None:
    call = calling(FRIDAY)
    said = call.say("Ich möchte absagen und was kostet eigentlich Färben?")
    assert said.startswith("Färben kostet 95 Euro.")
    assert said.endswith("Soll ich diesen Termin absagen?")
    call.say("ja")
    assert len(call.calendar.cancelled) == 1


def test_two_services_asked_for_with_noch_einen_are_two_appointments() -> None:
    call = Call(salon(), name="Petra Lang")
    call.say(
        "Ich möchte am Dienstag um zehn einen Herrenhaarschnitt und noch einen Termin für Bartpflege am Mittwoch um elf"
    )
    said = call.say("ja")
    assert "Bartpflege bei Thomas Weber, am Mittwoch, den 25. November um 11 Uhr" in said
    call.say("ja")
    assert call.booked == [
        ("Herrenhaarschnitt", "Maria Schmidt", "Tue 24.11. 10:00"), ("Bartpflege", "Thomas Weber", "Wed 25.11. 11:00"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wish",
    ["Ich brauche einen Termin für Färben am Freitag um elf und für meinen Mann einen Herrenhaarschnitt am Samstag um zehn",
     "Ich hätte gern Färben am Freitag um elf und einen Herrenhaarschnitt am Samstag um zehn"],
)  # fmt: skip
def test_two_services_each_with_a_time_are_two_appointments(wish: str) -> None:
    call = Call(salon(), name="Petra Lang")
    assert "Färben bei Maria Schmidt, am Freitag" in call.say(wish)
    assert "Herrenhaarschnitt bei Maria Schmidt, am Samstag, den 28. November um 10 Uhr" in call.say("ja")
    call.say("ja")
    assert [what for what, _, _ in call.booked] == ["Färben", "Herrenhaarschnitt"]


@pytest.mark.parametrize(
    ("first", "between", "agreed"),
    [("Herrenhaarschnitt am Dienstag um zehn", "Moment, ich möchte erst meinen Termin am Freitag absagen", "ja"),
     ("I would like a men's haircut on Tuesday at ten please", "wait, please cancel my Friday appointment first", "yes")],
)  # fmt: skip
def test_a_booking_that_was_interrupted_is_taken_up_again(first: str, between: str, agreed: str) -> None:
    call = calling(FRIDAY)
    call.say(first)
    call.say(between)
    assert "24" in call.say(agreed)
    call.say(agreed)
    assert len(call.calendar.cancelled) == 1
    assert call.booked == [("Herrenhaarschnitt", "Maria Schmidt", "Tue 24.11. 10:00")]


def test_a_question_for_ones_appointment_comes_back_to_the_booking() -> None:
    call = in_sweden(MONDAY)
    call.say("Jag vill boka läckage på tisdag klockan nio")
    said = call.say("vänta, när är min tid på måndag?")
    assert "måndagen den 23 november klockan 10" in said
    assert said.endswith("Ska jag boka det?")
    call.say("ja")
    assert len(call.booked) == 1


def test_yes_and_a_message_books_and_takes_the_message() -> None:
    call = Call(salon())
    call.say("Herrenhaarschnitt am Dienstag um zehn")
    assert "eingetragen" in call.say("ja, und ich möchte noch eine Nachricht hinterlassen")
    assert len(call.booked) == 1
    assert "Was darf ich ausrichten?" in call.say("Anna Müller")


def test_a_yes_with_another_wish_to_look_books_nothing() -> None:
    call = Call(salon())
    call.say("Herrenhaarschnitt am Dienstag um zehn")
    call.say("ja, und haben Sie auch später etwas frei?")
    assert call.booked == []


def test_three_requests_are_dealt_with_in_order() -> None:
    call = calling(FRIDAY)
    call.say("Ich möchte absagen und dafür am Donnerstag um neun kommen und eine Nachricht hinterlassen")
    call.say("ja")
    assert "Was darf ich ausrichten?" in call.say("ja")
    assert call.booked == [("Herrenhaarschnitt", "Maria Schmidt", "Thu 26.11. 09:00")]


def test_cancel_and_then_a_person() -> None:
    call = calling(FRIDAY)
    call.say("Ich möchte meinen Termin absagen und dann mit einem Menschen sprechen")
    said = call.say("ja")
    assert "ist abgesagt" in said
    assert call.then is Then.TRANSFER
    assert len(call.calendar.cancelled) == 1


@pytest.mark.parametrize(
    "wish",
    ["Bitte sagen Sie Maria, dass ich meinen Termin absagen muss und am Montag anrufe",
     "Ich möchte eine Nachricht hinterlassen, dass ich den Termin am Freitag absage und mich wieder melde"],
)  # fmt: skip
def test_what_a_message_says_is_not_a_request(wish: str) -> None:
    call = calling(FRIDAY)
    call.say(wish)
    assert call.last.state is not None
    assert call.last.state["later"] == []


@pytest.mark.parametrize(
    "wish",
    ["Ich möchte meinen Termin bei Maria und Thomas absagen", "Termin absagen und zwar den am Freitag", "Ich möchte absagen und tschüss",
     "Ich hätte gern einen Termin und zwar am Dienstag um zehn einen Herrenhaarschnitt", "Dienstag und Mittwoch geht es nicht, absagen bitte",
     "Meinen Termin am Freitag verschieben und am Dienstag um elf einen neuen machen"],
)  # fmt: skip
def test_an_and_does_not_make_two_requests_of_one(wish: str) -> None:
    call = calling(FRIDAY)
    call.say(wish)
    assert call.last.state is not None
    assert call.last.state["later"] == []


def test_an_emergency_does_not_wait_in_line() -> None:
    call = calling(FRIDAY)
    call.say("Ich möchte absagen und das ist ein Notfall")
    assert call.then is Then.TRANSFER


def test_what_waits_survives_a_change_of_language() -> None:
    call = calling(FRIDAY)
    call.say("Ich möchte absagen und eine Nachricht hinterlassen")
    call.say("sorry, do you speak English?")
    assert "What may I pass on?" in call.say("yes please")


def test_a_price_and_a_time_in_swedish() -> None:
    said = Call(plumber()).say("Vad kostar servicebesök och kan jag få en tid på tisdag klockan nio?")
    assert "950 kronor" in said
    assert "tisdagen den 24 november klockan 9" in said


def test_cancelling_one_and_moving_another() -> None:
    call = calling(
        FRIDAY, FRIDAY._replace(service="Bartpflege", person="Thomas Weber", start=FRIDAY.start.replace(day=25))
    )
    call.say("Ich möchte die Bartpflege absagen und den Haarschnitt auf Donnerstag um neun verschieben")
    assert "Donnerstag" in call.say("ja")
    call.say("ja")
    assert len(call.calendar.cancelled) == 1
    assert moved(call) == [("Herrenhaarschnitt", "Thu 26.11. 09:00")]


@pytest.mark.parametrize(
    "yes", ["okay, dann buche ich das", "ja, dann möchte ich einen Termin", "gut und dann machen wir einen Termin"]
)
def test_a_yes_to_an_appointment_for_what_was_asked_about_is_one_appointment(yes: str) -> None:
    call = Call(salon())
    assert "Möchten Sie dafür einen Termin?" in call.say("Was kostet ein Herrenhaarschnitt?")
    for said in (yes, "am Mittwoch um zehn", "ja", "Karl Kunz"):
        call.say(said)
    assert "sonst noch etwas" in call.last.text
    assert [what for what, _, _ in call.booked] == ["Herrenhaarschnitt"]


def test_another_wish_in_place_of_a_name_is_heard() -> None:
    call = Call(salon())
    call.say("Herrenhaarschnitt am Mittwoch um zehn")
    assert "Auf welchen Namen" in call.say("ja")
    call.say("Und dann bräuchte ich noch einen Termin für meine Frau zum Färben am Freitag")
    call.say("um zwei")
    call.say("ja")
    assert [what for what, _, _ in call.booked] == ["Herrenhaarschnitt", "Färben"]
