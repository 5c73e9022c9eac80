"""Booking at the salon in German, from the straight way to the winding one. Now is Saturday, 21 November 2026, 10:00."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.domain.business import Closure
from shared.domain.calls import Then
from tests.shared.domain.receptionist.calls import BERLIN, SATURDAY_MORNING, Call, at, salon

EVERYTHING = "Ich hätte gern am Dienstag um halb drei einen Herrenhaarschnitt bei Maria"


def test_everything_in_one_sentence_is_read_back_and_booked_on_yes() -> None:
    call = Call(salon())
    said = call.say(EVERYTHING)
    assert "Herrenhaarschnitt bei Maria Schmidt" in said
    assert "Dienstag, den 24. November um 14 Uhr 30" in said
    assert "28 Euro" in said
    assert call.booked == []
    said = call.say("ja")
    assert "K, 7, Q, 3" in said
    assert "Dienstag, den 24. November um 14 Uhr 30" in said
    assert call.booked == [("Herrenhaarschnitt", "Maria Schmidt", "Tue 24.11. 14:30")]


def test_the_name_is_asked_once_and_only_after_booking() -> None:
    call = Call(salon())
    call.say(EVERYTHING)
    assert "Namen" in call.say("ja bitte")
    assert "Anna Müller" in call.say("anna müller")
    assert call.calendar.names == ["Anna Müller"]
    assert call.calendar.used.index("book_appointment") < call.calendar.used.index("name_caller")
    call.say("nein danke")
    assert call.then is Then.HANG_UP


def test_a_known_caller_is_not_asked_for_a_name() -> None:
    call = Call(salon(), name="Petra Lang")
    assert "Petra Lang" in call.last.text
    call.say(EVERYTHING)
    assert "Namen" not in call.say("ja")


def test_a_caller_may_keep_the_name_to_themselves() -> None:
    call = Call(salon())
    call.say(EVERYTHING)
    call.say("ja")
    assert "Kein Problem" in call.say("ich sage meinen Namen nicht")
    assert call.calendar.names == []


@pytest.mark.parametrize("words", ["Vielen Dank, auf Wiederhören!", "danke schön, tschüss", "merci, ciao"])
def test_thanks_and_a_goodbye_are_nobodys_name(words: str) -> None:
    call = Call(salon())
    call.say(EVERYTHING)
    call.say("ja")
    call.say(words)
    assert call.calendar.names == []
    assert call.then is Then.HANG_UP


@pytest.mark.parametrize("words", ["Anna Müller, danke", "danke, Anna Müller", "Anna Müller, vielen Dank, tschüss"])
def test_a_name_with_thanks_around_it_is_still_a_name(words: str) -> None:
    call = Call(salon())
    call.say(EVERYTHING)
    call.say("ja")
    call.say(words)
    assert call.calendar.names == ["Anna Müller"]


def test_the_missing_parts_are_asked_one_at_a_time() -> None:
    call = Call(salon())
    assert "Herrenhaarschnitt, Damenhaarschnitt, Färben oder Bartpflege" in call.say(
        "Guten Tag, ich möchte einen Termin"
    )
    assert "Herrenhaarschnitt oder Damenhaarschnitt" in call.say("Haarschnitt")
    assert "Tag" in call.say("für Herren")
    assert "von 9 Uhr bis 18 Uhr" in call.say("am Donnerstag")
    assert "Donnerstag, den 26. November um 16 Uhr" in call.say("um vier")
    call.say("passt")
    assert call.booked == [("Herrenhaarschnitt", "Maria Schmidt", "Thu 26.11. 16:00")]


def test_the_parts_may_come_in_any_order() -> None:
    call = Call(salon())
    call.say("Um drei bitte")
    call.say("Bei Thomas")
    call.say("Bartpflege")
    assert "Bartpflege bei Thomas Weber, am Freitag, den 27. November um 15 Uhr" in call.say("diesen Freitag")
    call.say("genau")
    assert call.booked == [("Bartpflege", "Thomas Weber", "Fri 27.11. 15:00")]


def test_recognition_errors_in_names_do_not_matter() -> None:
    call = Call(salon())
    said = call.say("ich haette gern naechsten dienstag um halb 3 einen herren haarschnitt bei maria schmied")
    assert "Herrenhaarschnitt bei Maria Schmidt, am Dienstag, den 24. November um 14 Uhr 30" in said
    assert "Bartpflege bei Thomas Weber" in Call(salon()).say("bartflege am dienstag um 10 bei tomas")


def test_a_haircut_for_a_husband_is_a_mens_haircut() -> None:
    said = Call(salon()).say("ich brauche am Donnerstag um zehn einen Termin für meinen Mann zum Haare schneiden")
    assert said.startswith("Herrenhaarschnitt")


def test_a_part_of_the_day_gets_three_offers_and_one_is_picked_by_order() -> None:
    call = Call(salon())
    said = call.say("Damenhaarschnitt nächsten Dienstag Vormittag")
    assert "9 Uhr, 10 Uhr oder 11 Uhr" in said
    assert "um 10 Uhr" in call.say("den zweiten")
    call.say("jawohl")
    assert call.booked == [("Damenhaarschnitt", "Maria Schmidt", "Tue 24.11. 10:00")]


def test_an_offer_is_picked_by_its_time() -> None:
    call = Call(salon())
    call.say("Herrenhaarschnitt am Mittwoch Nachmittag")
    assert "Mittwoch, den 25. November um 13 Uhr" in call.say("lieber um eins")
    call = Call(salon())
    call.say("Herrenhaarschnitt am Mittwoch Nachmittag")
    assert "um 14 Uhr" in call.say("zwei Uhr passt")


def test_as_early_as_possible_offers_the_first_free_ones() -> None:
    call = Call(salon())
    call.calendar.take("Maria Schmidt", SATURDAY_MORNING, 120)
    said = call.say("Färben, so früh wie möglich")
    assert "heute um 12 Uhr" in said
    call.say("den ersten")
    call.say("ja")
    assert call.booked == [("Färben", "Maria Schmidt", "Sat 21.11. 12:00")]


def test_not_before_ten_is_kept() -> None:
    said = Call(salon()).say("Herrenhaarschnitt am Dienstag, aber nicht vor zehn")
    assert "um 10 Uhr" in said
    assert "9 Uhr" not in said


def test_between_two_and_four_is_kept() -> None:
    said = Call(salon()).say("Herrenhaarschnitt am Dienstag zwischen zwei und vier")
    assert "14 Uhr oder 15 Uhr" in said


def test_any_time_of_a_day_gets_offers() -> None:
    call = Call(salon())
    call.say("Herrenhaarschnitt am Dienstag")
    assert "9 Uhr" in call.say("ist mir egal")


def test_a_closed_day_is_named_and_the_same_time_offered_on_open_ones() -> None:
    call = Call(salon())
    said = call.say("Morgen um halb drei einen Herrenhaarschnitt bei Maria bitte")
    assert "Sonntag, den 22. November" in said
    assert "geschlossen" in said
    assert "Dienstag, den 24. November um 14 Uhr 30" in said
    call.say("den ersten")
    call.say("ja")
    assert call.booked == [("Herrenhaarschnitt", "Maria Schmidt", "Tue 24.11. 14:30")]


def test_a_closure_is_told_with_its_reason() -> None:
    closed = Closure(at("2026-11-24").date(), at("2026-11-25").date(), "Betriebsausflug")
    said = Call(salon(closures=(closed,))).say("Herrenhaarschnitt am Dienstag um drei")
    assert "Betriebsausflug" in said
    assert "Donnerstag, den 26. November um 15 Uhr" in said


def test_a_taken_slot_is_refused_with_the_nearest_alternatives() -> None:
    call = Call(salon())
    call.calendar.take("Maria Schmidt", at("2026-11-24 14:00"), 60)
    said = call.say(EVERYTHING)
    assert "vergeben" in said
    assert "13 Uhr 30" in said
    assert "15 Uhr" in said
    assert "15 Uhr" in call.say("den um drei")
    call.say("ja gerne")
    assert call.booked == [("Herrenhaarschnitt", "Maria Schmidt", "Tue 24.11. 15:00")]


def test_without_a_wish_for_a_person_the_free_one_is_taken() -> None:
    call = Call(salon())
    call.calendar.take("Maria Schmidt", at("2026-11-24 14:00"), 60)
    assert "bei Thomas Weber" in call.say("Herrenhaarschnitt am Dienstag um halb drei")


def test_outside_hours_is_said_and_alternatives_are_offered() -> None:
    said = Call(salon()).say("Herrenhaarschnitt am Dienstag um 22 Uhr")
    assert "außerhalb unserer Öffnungszeiten" in said
    assert "17 Uhr 30" in said


def test_a_time_that_has_passed_is_said_and_the_day_asked_again() -> None:
    call = Call(salon())
    assert "vorbei" in call.say("Herrenhaarschnitt heute um neun")
    assert "heute um 13 Uhr" in call.say("dann heute um eins")
    call = Call(salon())
    call.say("Herrenhaarschnitt heute um neun")
    assert "Dienstag, den 24. November um 9 Uhr" in call.say("dann am Dienstag")


def test_a_day_that_does_not_exist_is_said() -> None:
    call = Call(salon())
    assert "gibt es leider nicht" in call.say("Damenhaarschnitt am 30. Februar")
    assert "Donnerstag, den 31. Dezember um 10 Uhr" in call.say("dann am 31. um zehn")


def test_losing_the_race_is_said_honestly_and_alternatives_are_offered() -> None:
    call = Call(salon())
    call.say(EVERYTHING)
    call.calendar.before_booking = lambda: call.calendar.take("Maria Schmidt", at("2026-11-24 14:30"), 30)
    said = call.say("ja")
    assert "gerade eben vergeben" in said
    assert "noch nichts eingetragen" in said
    assert "eingetragen:" not in said
    assert call.booked == []
    call.calendar.before_booking = lambda: None
    call.say("den zweiten")
    call.say("ja")
    assert len(call.booked) == 1


def test_who_does_not_do_a_service_is_replaced_by_who_does() -> None:
    said = Call(salon()).say("Färben bei Thomas am Freitag um drei")
    assert "Färben macht bei uns Maria Schmidt." in said
    assert "Färben bei Maria Schmidt, am Freitag" in said


def test_a_service_we_do_not_have_is_said() -> None:
    call = Call(salon())
    said = call.say("Ich möchte eine Dauerwelle")
    assert "nicht in unserem Angebot" in said
    assert "Herrenhaarschnitt" in said
    assert "Tag" in call.say("dann eben Färben")


def test_nothing_free_at_all_offers_a_message_to_who_cannot_be_rung_back() -> None:
    call = Call(salon(), number=None)
    for person in ("Maria Schmidt", "Thomas Weber"):
        call.calendar.take(person, SATURDAY_MORNING - timedelta(days=1), 60 * 24 * 60)
    assert "Nachricht" in call.say("Herrenhaarschnitt am Dienstag um drei")
    assert "ausrichten" in call.say("ja")


def test_later_and_earlier_move_along_the_free_ones() -> None:
    call = Call(salon())
    call.say(EVERYTHING)
    assert "15 Uhr" in call.say("haben Sie auch etwas später?")
    assert "14 Uhr" in call.say("doch lieber etwas früher")
    assert call.booked == []


def test_two_appointments_can_be_booked_in_one_call() -> None:
    call = Call(salon(), name="Petra Lang")
    call.say(EVERYTHING)
    call.say("ja")
    call.say("ich brauche noch einen Termin, Bartpflege am Mittwoch um elf")
    call.say("ja")
    assert [what for what, _, _ in call.booked] == ["Herrenhaarschnitt", "Bartpflege"]


def test_a_time_is_kept_when_the_day_is_named_later_in_another_half_of_the_day() -> None:
    assert BERLIN is salon().zone
    call = Call(salon())
    call.say("Herrenhaarschnitt um eins")
    assert "um 13 Uhr" in call.say("nächsten Samstag")
