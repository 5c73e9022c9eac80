"""Silence, noise, the keys of the telephone, and asking to hear it again."""

from __future__ import annotations

from shared.domain.calls import Then
from tests.shared.domain.receptionist.calls import Call, dentist, salon

EVERYTHING = "Ich hätte gern am Dienstag um halb drei einen Herrenhaarschnitt bei Maria"


def test_silence_is_asked_about_twice_in_different_words_and_then_ends_the_call() -> None:
    call = Call(salon())
    first, second = call.silent(), call.silent()
    assert first != second
    assert "Nachricht" in second
    assert "Auf Wiederhören" in call.silent()
    assert call.then is Then.HANG_UP


def test_silence_is_forgiven_by_a_word() -> None:
    call = Call(salon())
    call.silent()
    call.silent()
    call.say("Entschuldigung, wann habt ihr offen?")
    call.silent()
    assert call.then is Then.LISTEN


def test_silence_at_the_read_back_repeats_it_and_books_nothing() -> None:
    call = Call(salon())
    call.say(EVERYTHING)
    assert "14 Uhr 30" in call.silent()
    assert "14 Uhr 30" in call.silent()
    assert "noch nichts eingetragen" in call.silent()
    assert call.booked == []


def test_noise_is_asked_about_twice_in_different_words_and_then_by_keys() -> None:
    call = Call(salon())
    first, second, third = call.say("blubb"), call.say("fasel wurst"), call.say("gnaaa")
    assert first != second
    assert "Drücken Sie 1" in third


def test_what_is_said_twice_and_concerns_nothing_here_is_a_message() -> None:
    call = Call(salon())
    call.say("Guten Tag, ich rufe wegen der Stellenanzeige in der Zeitung an")
    assert "Nachricht aufnehmen" in call.say("Ich bin gelernte Friseurin und suche eine neue Stelle")
    assert "ausrichten" in call.say("Ja bitte")


def test_a_whole_booking_works_by_keys() -> None:
    call = Call(salon(), name="Anna")
    for noise in ("blubb", "fasel", "gna"):
        call.say(noise)
    assert "1 für Herrenhaarschnitt" in call.press("1")
    assert "1 für heute um" in call.press("2")
    assert "1 für ja" in call.press("3")
    assert "K, 7, Q, 3" in call.press("1")
    assert [what for what, _, _ in call.booked] == ["Damenhaarschnitt"]


def test_keys_answer_yes_and_no() -> None:
    call = Call(salon())
    call.say(EVERYTHING)
    assert "ändern" in call.press("2")
    call = Call(salon())
    call.say(EVERYTHING)
    call.press("1")
    assert len(call.booked) == 1


def test_zero_is_a_person_and_the_other_keys_do_what_the_menu_says() -> None:
    call = Call(salon())
    assert "28 Euro" in call.press("2")
    assert "ausrichten" in call.press("3")
    call = Call(salon())
    call.press("0")
    assert call.then is Then.TRANSFER


def test_a_key_without_a_meaning_gets_the_menu() -> None:
    assert "Drücken Sie 1" in Call(salon()).press("8")
    assert "Drücken Sie 1" in Call(salon()).press("#")


def test_a_time_can_be_typed() -> None:
    call = Call(salon())
    call.say("Herrenhaarschnitt am Dienstag")
    assert "um 14 Uhr 30" in call.press("1430#")


def test_the_last_sentence_is_repeated_on_request() -> None:
    call = Call(salon())
    said = call.say(EVERYTHING)
    for request in (
        "wie bitte?",
        "Können Sie das wiederholen",
        "noch mal bitte",
        "Was?",
        "das habe ich nicht verstanden",
    ):
        assert call.say(request) == said
    assert call.press("*") == said


def test_the_greeting_is_repeated_on_request() -> None:
    call = Call(dentist())
    greeting = call.last.text
    assert call.say("wie bitte?") == greeting


def test_time_to_think_is_given() -> None:
    call = Call(salon())
    call.say(EVERYTHING)
    assert "Zeit" in call.say("Moment bitte")
    call.say("ja")
    assert len(call.booked) == 1


def test_who_is_never_understood_reaches_a_person_in_the_end() -> None:
    call = Call(salon())
    for _ in range(6):
        call.say("brabbel")
    assert call.then is Then.TRANSFER
