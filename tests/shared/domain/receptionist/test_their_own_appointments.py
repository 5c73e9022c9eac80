"""Telling, cancelling and moving appointments that exist already, in three languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

import pytest

from shared.domain.business import Business
from shared.domain.calls import Then
from shared.domain.tools import HowProven, Unproven
from tests.shared.domain.receptionist.calls import Call, at, plumber, salon


class Has(NamedTuple):
    """An appointment of the caller's."""

    service: str
    person: str
    start: datetime
    minutes: int


FRIDAY = Has("Herrenhaarschnitt", "Maria Schmidt", at("2026-11-27 10:00"), 30)
WEDNESDAY = Has("Bartpflege", "Thomas Weber", at("2026-11-25 15:00"), 20)
MONDAY = Has("Servicebesök", "Erik Lindqvist", at("2026-11-23 10:00"), 60)
THURSDAY = Has("Läckage", "Sara Nyström", at("2026-11-26 13:00"), 90)


def calling(*own: Has, business: Business | None = None, number: str | None = "+4915112345678") -> Call:
    call = Call(business or salon(), number=number)
    for place, each in enumerate(own):
        call.calendar.has(*each, code=str(389954 + place))
    return call


def in_sweden(*own: Has) -> Call:
    return calling(*own, business=plumber(), number="+46701740605")


def moved(call: Call) -> list[tuple[str, str]]:
    names = {own.code: own.service_name for own in call.calendar.own}
    return [(names[code], start.strftime("%a %d.%m. %H:%M")) for code, start in call.calendar.moved]


def unproven(how: HowProven, *proofs: str, own: tuple[Has, ...] = (FRIDAY,), call: Call | None = None) -> Call:
    """A call of which it is not certain who calls."""
    call = call or calling(*own)
    call.calendar.unproven, call.calendar.proofs = Unproven(how), proofs
    return call


# telling


@pytest.mark.parametrize(
    "question",
    ["Wann ist mein Termin?", "wann habe ich einen Termin", "Welche Termine habe ich?", "habe ich noch einen Termin bei Ihnen",
     "Wann bin ich denn dran?", "um wie viel Uhr ist mein Termin",
     "Ich wollte nur fragen, ob mein Termin morgen noch steht", "Bleibt es bei meinem Termin?", "wann war nochmal mein termin"],
)  # fmt: skip
def test_who_asks_hears_their_appointments(question: str) -> None:
    call = calling(FRIDAY)
    assert "Herrenhaarschnitt bei Maria Schmidt, am Freitag, den 27. November um 10 Uhr" in call.say(question)
    assert call.booked == []


@pytest.mark.parametrize(
    "question",
    [
        "When is my appointment?",
        "do I have an appointment with you",
        "what time is my appointment",
        "I'd like to confirm my appointment",
    ],
)
def test_who_asks_in_english_hears_their_appointments(question: str) -> None:
    call = calling(FRIDAY)
    call.say("Do you speak English?")
    assert "on Friday the 27th of November at 10 am" in call.say(question)


@pytest.mark.parametrize("question", ["När är min tid?", "vilken tid har jag hos er", "har jag någon bokad tid"])
def test_who_asks_in_swedish_hears_their_appointments(question: str) -> None:
    assert "måndagen den 23 november klockan 10" in in_sweden(MONDAY).say(question)


def test_who_has_none_hears_that_and_may_leave_a_message() -> None:
    call = calling()
    assert "finde ich keinen kommenden Termin. Soll ich eine Nachricht" in call.say("Wann ist mein Termin?")


# cancelling


@pytest.mark.parametrize(
    "wish",
    ["Ich möchte meinen Termin am Freitag absagen", "ich muss den Haarschnitt absagen", "Ich kann am Freitag nicht kommen",
     "bitte sagen Sie meinen Termin bei Maria ab", "Den Termin um zehn bitte stornieren", "ich muss meinen Termin am 27. absagen"],
)  # fmt: skip
def test_the_appointment_that_is_meant_is_read_back_and_cancelled_on_yes(wish: str) -> None:
    call = calling(FRIDAY, WEDNESDAY)
    said = call.say(wish)
    assert said.endswith("am Freitag, den 27. November um 10 Uhr. Soll ich diesen Termin absagen?")
    assert call.calendar.cancelled == []
    assert "ist abgesagt" in call.say("ja bitte")
    assert [own.service_name for own in call.calendar.own] == ["Bartpflege"]


@pytest.mark.parametrize(
    "wish",
    ["I need to cancel my Friday appointment", "cancel the haircut please", "I can't come on Friday, sorry about that"],
)
def test_an_appointment_is_cancelled_in_english(wish: str) -> None:
    call = calling(FRIDAY, WEDNESDAY)
    call.say("English please")
    assert "on Friday the 27th of November at 10 am. Shall I cancel this appointment?" in call.say(wish)
    assert "is cancelled" in call.say("yes, please do")
    assert len(call.calendar.cancelled) == 1


@pytest.mark.parametrize(
    "wish", ["Jag vill avboka min tid på måndag", "jag måste avboka servicebesöket", "Jag kan inte komma på måndag"]
)
def test_an_appointment_is_cancelled_in_swedish(wish: str) -> None:
    call = in_sweden(MONDAY, THURSDAY)
    assert "måndagen den 23 november klockan 10. Ska jag avboka den tiden?" in call.say(wish)
    assert "är avbokad" in call.say("ja tack")
    assert len(call.calendar.cancelled) == 1


def test_if_it_is_not_certain_which_one_is_meant_it_is_asked() -> None:
    call = calling(FRIDAY, WEDNESDAY)
    said = call.say("Ich möchte meinen Termin absagen")
    assert said.startswith("Welchen Termin meinen Sie: Bartpflege bei Thomas Weber, am Mittwoch")
    assert "am Freitag, den 27. November um 10 Uhr. Soll ich" in call.say("den am Freitag")
    call.say("ja")
    assert [own.service_name for own in call.calendar.own] == ["Bartpflege"]


@pytest.mark.parametrize("answer", ["den zweiten", "den letzten", "den bei Maria", "den Haarschnitt", "den um zehn"])
def test_the_one_that_is_meant_is_named_in_many_ways(answer: str) -> None:
    call = calling(FRIDAY, WEDNESDAY)
    call.say("Ich möchte meinen Termin absagen")
    assert "Herrenhaarschnitt" in call.say(answer)
    call.say("ja")
    assert [own.service_name for own in call.calendar.own] == ["Bartpflege"]


def test_a_day_without_an_appointment_is_said_and_what_there_is_told() -> None:
    call = calling(FRIDAY)
    said = call.say("Ich möchte meinen Termin am Samstag absagen")
    assert said.startswith("So einen Termin finde ich bei Ihnen nicht. Meinen Sie Herrenhaarschnitt")
    assert "Soll ich diesen Termin absagen?" in call.say("ja, den")
    call.say("ja")
    assert len(call.calendar.cancelled) == 1


@pytest.mark.parametrize(
    "no",
    [
        "nein",
        "nein, doch nicht",
        "vergessen Sie es",
        "tschüss",
        "hm",
        "ja, aber ich habe noch eine Frage",
        "ja nein",
        "ja, aber",
    ],
)
def test_whatever_is_not_a_clear_yes_cancels_nothing(no: str) -> None:
    call = calling(FRIDAY)
    call.say("Ich möchte meinen Termin absagen")
    call.say(no)
    assert call.calendar.cancelled == []


def test_who_changes_their_mind_hears_that_the_appointment_stays() -> None:
    call = calling(FRIDAY)
    call.say("Ich möchte meinen Termin absagen")
    assert "Ihr Termin bleibt am Freitag, den 27. November um 10 Uhr" in call.say("nein, doch nicht")
    call.say("Ich möchte meinen Termin absagen")
    assert "bleibt" in call.say("tschüss")
    assert call.then is Then.HANG_UP


def test_instead_of_cancelling_it_can_still_be_moved() -> None:
    call = calling(FRIDAY)
    call.say("Ich möchte meinen Termin absagen")
    assert "am Dienstag, den 24. November um 11 Uhr, statt am Freitag" in call.say(
        "nein, lieber auf Dienstag um elf verschieben"
    )
    call.say("ja")
    assert moved(call) == [("Herrenhaarschnitt", "Tue 24.11. 11:00")]
    assert call.calendar.cancelled == []


@pytest.mark.parametrize(
    "code", ["appointment_not_found", "appointment_not_open", "appointment_changed", "too_late", "surprise"]
)
def test_a_refusal_is_said_and_a_message_offered(code: str) -> None:
    call = calling(FRIDAY)
    call.calendar.refuses = code
    call.say("Ich möchte meinen Termin absagen")
    said = call.say("ja")
    assert "abgesagt" not in said
    assert "Soll ich eine Nachricht aufnehmen?" in said
    assert "ausrichten" in call.say("ja")


def test_a_question_in_between_comes_back_to_the_read_back() -> None:
    call = calling(FRIDAY)
    call.say("Ich möchte meinen Termin absagen")
    said = call.say("wann haben Sie denn morgen offen?")
    assert "geschlossen" in said
    assert said.endswith("Soll ich diesen Termin absagen?")
    call.say("ja")
    assert len(call.calendar.cancelled) == 1


# moving


@pytest.mark.parametrize(
    "wish",
    ["Ich möchte meinen Termin von Freitag auf Dienstag um elf verschieben", "Können Sie den Haarschnitt auf Dienstag um elf verlegen?",
     "ich muss meinen Termin am Freitag auf Dienstag elf Uhr verschieben", "Ich kann am Freitag nicht kommen, geht es am Dienstag um elf?",
     "Meinen Termin am Freitag würde ich gern verschieben. Haben Sie am Dienstag um elf etwas frei?",
     "umbuchen bitte, Dienstag um elf statt Freitag"],
)  # fmt: skip
def test_the_old_time_and_the_new_one_are_told_apart(wish: str) -> None:
    call = calling(FRIDAY, WEDNESDAY)
    said = call.say(wish)
    assert "Herrenhaarschnitt bei Maria Schmidt, am Dienstag, den 24. November um 11 Uhr, statt am Freitag" in said
    assert call.calendar.moved == []
    said = call.say("ja")
    assert "ist verschoben" in said
    assert "3, 8, 9, 9, 5, 4" in said
    assert moved(call) == [("Herrenhaarschnitt", "Tue 24.11. 11:00")]
    assert call.booked == []


@pytest.mark.parametrize(
    "wish",
    ["I'd like to move my Friday appointment to Tuesday at eleven", "please reschedule my appointment from Friday to Tuesday at 11 am",
     "Can I move my haircut to Tuesday at eleven, please?"],
)  # fmt: skip
def test_an_appointment_is_moved_in_english(wish: str) -> None:
    call = calling(FRIDAY, WEDNESDAY)
    call.say("English please")
    assert "on Tuesday the 24th of November at 11 am, instead of on Friday" in call.say(wish)
    call.say("yes")
    assert moved(call) == [("Herrenhaarschnitt", "Tue 24.11. 11:00")]


@pytest.mark.parametrize(
    "wish",
    ["Jag behöver flytta min tid från måndag till tisdag klockan elva", "Kan jag boka om servicebesöket till tisdag klockan elva?",
     "jag vill flytta min tid på måndag till tisdag klockan elva"],
)  # fmt: skip
def test_an_appointment_is_moved_in_swedish(wish: str) -> None:
    call = in_sweden(MONDAY, THURSDAY)
    assert "tisdagen den 24 november klockan 11, i stället för måndagen" in call.say(wish)
    call.say("ja")
    assert moved(call) == [("Servicebesök", "Tue 24.11. 11:00")]


def test_the_new_time_is_asked_for_as_for_a_booking() -> None:
    call = calling(FRIDAY)
    assert "am Freitag, den 27. November um 10 Uhr: Auf welchen Tag" in call.say("Ich möchte meinen Termin verschieben")
    assert "Um wie viel Uhr" in call.say("auf Donnerstag")
    assert "um 16 Uhr, statt am Freitag" in call.say("um vier")
    call.say("genau")
    assert moved(call) == [("Herrenhaarschnitt", "Thu 26.11. 16:00")]


def test_only_another_time_means_the_same_day() -> None:
    call = calling(FRIDAY)
    assert "am Freitag, den 27. November um 16 Uhr, statt am Freitag" in call.say(
        "meinen Termin bitte auf vier Uhr verschieben"
    )


def test_the_same_time_on_another_day() -> None:
    call = calling(FRIDAY)
    call.say("meinen Termin bitte auf Donnerstag verschieben")
    assert "am Donnerstag, den 26. November um 10 Uhr" in call.say("zur gleichen Zeit")


def test_the_same_time_is_understood_in_one_go() -> None:
    call = calling(FRIDAY)
    assert "am Donnerstag, den 26. November um 10 Uhr" in call.say(
        "meinen Termin bitte auf Donnerstag zur gleichen Zeit verschieben"
    )
    call = in_sweden(MONDAY)
    assert "onsdagen den 25 november klockan 10" in call.say("Kan vi flytta tiden på måndag till onsdag samma tid?")


@pytest.mark.parametrize(
    "wish",
    ["I have an appointment on Friday and I need to push it back to Saturday at eleven", "I want to swap my Friday slot for Saturday at eleven",
     "I won't be able to make it on Friday, can we do Saturday at eleven?"],
)  # fmt: skip
def test_moving_has_many_words_in_english(wish: str) -> None:
    call = calling(FRIDAY, WEDNESDAY)
    call.say("English please")
    assert "on Saturday the 28th of November at 11 am, instead of on Friday" in call.say(wish)


@pytest.mark.parametrize(
    "wish",
    ["Ich schaffe es am Freitag leider nicht, können wir das auf Samstag um elf schieben?", "Geht mein Termin am Freitag auch am Samstag um elf?",
     "Ich hab am Freitag um zehn einen Termin, den würde ich gerne auf Samstag um elf verlegen"],
)  # fmt: skip
def test_moving_has_many_words_in_german(wish: str) -> None:
    assert "am Samstag, den 28. November um 11 Uhr, statt am Freitag" in calling(FRIDAY, WEDNESDAY).say(wish)


@pytest.mark.parametrize(
    "wish",
    [
        "Går det att byta min tid på måndag mot onsdag klockan elva?",
        "Kan vi skjuta på tiden på måndag till onsdag klockan elva",
    ],
)
def test_moving_has_many_words_in_swedish(wish: str) -> None:
    assert "onsdagen den 25 november klockan 11, i stället för måndagen" in in_sweden(MONDAY, THURSDAY).say(wish)


def test_half_an_hour_later_is_not_in_its_own_way() -> None:
    call = calling(Has("Damenhaarschnitt", "Maria Schmidt", at("2026-11-27 10:00"), 45))
    assert "um 10 Uhr 30, statt" in call.say("Können wir meinen Termin auf halb elf verschieben")
    call.say("ja")
    assert moved(call) == [("Damenhaarschnitt", "Fri 27.11. 10:30")]


def test_the_time_it_has_already_is_said() -> None:
    call = calling(FRIDAY)
    call.say("meinen Termin verschieben bitte")
    assert "Da ist Ihr Termin schon." in call.say("auf Freitag um zehn")


def test_a_taken_time_is_refused_with_the_nearest_and_the_old_stands() -> None:
    call = calling(FRIDAY)
    call.calendar.take("Maria Schmidt", at("2026-11-24 11:00"), 30)
    said = call.say("meinen Termin auf Dienstag um elf verschieben")
    assert "vergeben" in said
    assert "11 Uhr 30" in said
    assert "statt am Freitag" in call.say("um halb zwölf")
    call.say("ja")
    assert moved(call) == [("Herrenhaarschnitt", "Tue 24.11. 11:30")]


def test_losing_the_race_leaves_the_appointment_and_says_so() -> None:
    call = calling(FRIDAY)
    call.say("meinen Termin auf Dienstag um elf verschieben")
    call.calendar.before_booking = lambda: call.calendar.take("Maria Schmidt", at("2026-11-24 11:00"), 30)
    said = call.say("ja")
    assert "gerade eben vergeben. Ihr Termin bleibt am Freitag" in said
    assert call.calendar.moved == []
    assert call.calendar.own[0].start == FRIDAY.start


@pytest.mark.parametrize(
    ("correction", "read_back"),
    [
        ("nein, lieber Mittwoch", "am Mittwoch, den 25. November um 11 Uhr, statt am Freitag"),
        ("doch um zwölf", "am Dienstag, den 24. November um 12 Uhr"),
        ("bei Thomas statt Maria", "Herrenhaarschnitt bei Thomas Weber, am Dienstag"),
        ("lieber eine Bartpflege", "Herrenhaarschnitt"),
    ],
)
def test_the_new_time_is_corrected_like_that_of_a_booking(correction: str, read_back: str) -> None:
    call = calling(FRIDAY)
    call.say("meinen Termin auf Dienstag um elf verschieben")
    assert read_back in call.say(correction)
    assert call.calendar.moved == []


def test_no_asks_what_does_not_suit_and_giving_up_leaves_everything() -> None:
    call = calling(FRIDAY)
    call.say("meinen Termin auf Dienstag um elf verschieben")
    assert "der Tag oder die Uhrzeit" in call.say("nein")
    assert "Ihr Termin bleibt am Freitag" in call.say("ach, vergessen Sie es")
    assert call.calendar.moved == []


def test_who_gives_up_moving_may_cancel() -> None:
    call = calling(FRIDAY)
    call.say("meinen Termin auf Dienstag um elf verschieben")
    assert "Soll ich diesen Termin absagen?" in call.say("ach, sagen Sie ihn ganz ab")
    call.say("ja")
    assert len(call.calendar.cancelled) == 1


def test_silence_while_moving_ends_with_what_stands() -> None:
    call = calling(FRIDAY)
    call.say("meinen Termin auf Dienstag um elf verschieben")
    call.silent()
    call.silent()
    assert "Ihr Termin bleibt am Freitag" in call.silent()
    assert call.then is Then.HANG_UP


def test_another_person_is_asked_for_by_name() -> None:
    call = calling(FRIDAY)
    said = call.say("Ich möchte meinen Termin zu Thomas verlegen, auf Donnerstag um neun")
    assert "Herrenhaarschnitt bei Thomas Weber, am Donnerstag, den 26. November um 9 Uhr" in said


def test_an_appointment_of_another_calendar_is_passed_on() -> None:
    call = calling(FRIDAY)
    call.calendar.own[0] = replace(call.calendar.own[0], service_id=None, service_name="")
    assert "gebe es gern weiter" in call.say("meinen Termin am Freitag verschieben bitte")


def test_the_language_may_change_while_moving() -> None:
    call = calling(FRIDAY)
    call.say("Ich möchte meinen Termin auf Dienstag verschieben")
    assert "What time suits you" in call.say("sorry, can we speak English please?")
    assert "on Tuesday the 24th of November at 11 am, instead of on Friday" in call.say("at eleven")
    assert "statt am Freitag" in call.say("Sprechen wir wieder Deutsch bitte")
    call.say("ja")
    assert moved(call) == [("Herrenhaarschnitt", "Tue 24.11. 11:00")]


# by keys


def test_cancelling_works_by_keys() -> None:
    call = calling(FRIDAY, WEDNESDAY)
    call.press("8")
    assert "2 für Herrenhaarschnitt bei Maria Schmidt" in call.press("5")
    assert "Drücken Sie 1 für ja" in call.press("2")
    call.press("1")
    assert [own.service_name for own in call.calendar.own] == ["Bartpflege"]


def test_moving_works_by_keys() -> None:
    call = calling(FRIDAY, WEDNESDAY)
    call.press("8")
    call.press("4")
    assert "1 für heute um" in call.press("2")
    assert "statt am Freitag" in call.press("3")
    call.press("1")
    assert [what for what, _ in moved(call)] == ["Herrenhaarschnitt"]


# proof


@pytest.mark.parametrize("code", ["389954", "drei acht neun neun fünf vier", "der Code ist 38 99 54"])
def test_a_code_proves_who_calls(code: str) -> None:
    call = unproven("code", "389954", own=(FRIDAY, WEDNESDAY))
    assert "Buchungscode" in call.say("Ich möchte meinen Termin am Freitag absagen")
    assert "am Freitag, den 27. November um 10 Uhr. Soll ich diesen Termin absagen?" in call.say(code)
    call.say("ja")
    assert [own.service_name for own in call.calendar.own] == ["Bartpflege"]


def test_a_code_can_be_typed() -> None:
    call = unproven("code", "389954")
    call.say("Wann ist mein Termin?")
    assert "am Freitag, den 27. November um 10 Uhr" in call.press("389954#")


@pytest.mark.parametrize(
    "born", ["am zwölften März neunzehnhundertfünfundachtzig", "12.3.1985", "zwölfter dritter fünfundachtzig"]
)
def test_a_date_of_birth_proves_who_calls(born: str) -> None:
    call = unproven("birth_date", "1985-03-12")
    assert "Geburtsdatum" in call.say("Ich möchte meinen Termin auf Dienstag um elf verschieben")
    assert "am Dienstag, den 24. November um 11 Uhr, statt am Freitag" in call.say(born)


def test_a_date_of_birth_proves_who_calls_in_english_and_in_swedish() -> None:
    call = unproven("birth_date", "1985-03-12")
    call.say("English please")
    assert "date of birth" in call.say("When is my appointment?")
    assert "on Friday the 27th of November" in call.say("March 12th nineteen eighty five")
    call = unproven("birth_date", "1985-03-12", call=in_sweden(MONDAY))
    assert "född" in call.say("När är min tid?")
    assert "måndagen den 23 november" in call.say("den tolfte mars nittonhundraåttiofem")


def test_two_wrong_proofs_tell_nothing_and_pass_the_wish_on() -> None:
    call = unproven("code", "389954")
    call.say("Ich möchte meinen Termin am Freitag absagen")
    assert "passt leider nicht" in call.say("111111")
    said = call.say("222222")
    assert "nicht sicher erkennen" in said
    assert "Herrenhaarschnitt" not in said
    call.say("ja")
    assert call.calendar.messages == [("Terminänderung: Ich möchte meinen Termin am Freitag absagen", None)]
    assert call.calendar.cancelled == []


def test_who_has_no_code_may_leave_a_message() -> None:
    call = unproven("code")
    call.say("Wann ist mein Termin?")
    assert "Soll ich eine Nachricht aufnehmen?" in call.say("den weiß ich leider nicht")


def test_where_only_the_number_counts_nothing_else_is_asked() -> None:
    call = unproven("number")
    said = call.say("Ich möchte meinen Termin am Freitag um zehn auf Montag verschieben")
    assert "nicht sicher erkennen" in said
    call.say("ja")
    assert call.calendar.messages == [
        ("Terminänderung: Ich möchte meinen Termin am Freitag um zehn auf Montag verschieben", None)
    ]


@pytest.mark.parametrize("born", ["gar nicht", "am dreißigsten Februar neunzehnhundertachtzig", "im März"])
def test_what_is_no_date_of_birth_is_asked_again(born: str) -> None:
    call = unproven("birth_date", "1985-03-12")
    call.say("Wann ist mein Termin?")
    assert "Geburtsdatum" in call.say(born)
    assert call.calendar.used.count("my_appointments") == 1


def test_a_proof_is_no_new_booking() -> None:
    call = unproven("birth_date", "1985-03-12")
    call.say("Wann ist mein Termin?")
    call.say("am zwölften März neunzehnhundertneunzig")
    assert call.calendar.used == ["my_appointments", "my_appointments"]


@pytest.mark.parametrize(
    "yes", ["Ja, absagen bitte", "ja, bitte stornieren", "Ja und sagen Sie ihn ab", "genau, absagen"]
)
def test_a_yes_that_says_once_more_what_is_to_be_done_is_one_yes(yes: str) -> None:
    call = calling(FRIDAY)
    call.say("Ich kann am Freitag leider nicht kommen")
    assert "ist abgesagt" in call.say(yes)
    assert "sonst noch etwas" in call.last.text
    assert call.calendar.used.count("my_appointments") == 1


@pytest.mark.parametrize("said", ["ja, nicht absagen", "ja, oder lieber verschieben", "nein, nicht absagen"])
def test_a_yes_that_takes_itself_back_cancels_nothing(said: str) -> None:
    call = calling(FRIDAY)
    call.say("Ich kann am Freitag leider nicht kommen")
    call.say(said)
    assert "cancel_appointment" not in call.calendar.used


@pytest.mark.parametrize("said", ["nein, nicht verschieben", "ja, oder doch nicht", "nein"])
def test_a_no_that_says_what_is_not_to_be_done_moves_nothing_and_is_heard(said: str) -> None:
    call = calling(FRIDAY)
    before = call.say("Meinen Termin verschieben auf Mittwoch um drei")
    assert call.say(said) != before
    assert moved(call) == []


@pytest.mark.parametrize(
    ("said", "there"),
    [
        (["I can't make it on Friday, could we do Wednesday instead?", "same time", "yes"], "Wed 25.11. 10:00"),
        (
            ["Kann ich meinen Termin am Freitag auch etwas später haben?", "elf wäre gut", "ja bitte"],
            "Fri 27.11. 11:00",
        ),
        (["Could I have my appointment a bit earlier?", "the last one", "yes"], "Fri 27.11. 09:15"),
        (
            ["Meinen Termin bitte verschieben", "auf Mittwoch", "egal wann", "der zweite", "ja passt"],
            "Wed 25.11. 10:00",
        ),
        (["I need to reschedule", "Wednesday at three", "yes please"], "Wed 25.11. 15:00"),
        (
            ["Am Freitag kann ich nicht, stattdessen am Mittwoch?", "um drei", "ja, verschieben Sie das"],
            "Wed 25.11. 15:00",
        ),
    ],
)
def test_another_day_instead_moves_the_appointment(said: list[str], there: str) -> None:
    call = calling(FRIDAY)
    for each in said:
        call.say(each)
    assert moved(call) == [("Herrenhaarschnitt", there)]
    assert "cancel_appointment" not in call.calendar.used


@pytest.mark.parametrize(
    "words", ["ja, bitte stornieren", "ja bitte stornieren", "ja, lieber absagen", "yes please cancel it"]
)
def test_a_yes_to_cancelling_does_not_move(words: str) -> None:
    call = calling(FRIDAY)
    call.say("Ich möchte meinen Termin auf Mittwoch um elf verschieben")
    call.say(words)
    assert call.calendar.moved == []
    assert call.calendar.cancelled == []


def test_a_yes_to_moving_does_not_cancel() -> None:
    call = calling(FRIDAY)
    call.say("Ich möchte meinen Termin absagen")
    assert "verschieben" in call.say("ja, lieber verschieben auf Mittwoch um elf")
    assert call.calendar.cancelled == []
    call.say("ja")
    assert [start for _, start in call.calendar.moved] == [at("2026-11-25 11:00")]


def test_a_yes_and_another_matter_is_a_yes() -> None:
    call = calling(FRIDAY, WEDNESDAY)
    call.say("Ich möchte meinen Termin am Freitag absagen")
    call.say("ja, und meinen anderen Termin verschieben")
    assert len(call.calendar.cancelled) == 1
