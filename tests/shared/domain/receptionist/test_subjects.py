"""What a turn is about goes along with its answer, in every language, for the summary of the call."""

from __future__ import annotations

import pytest

from shared.domain.business import Business
from tests.shared.domain.receptionist.calls import Call, plumber, salon


def about(call: Call) -> set[str]:
    return set(call.last.about)


@pytest.mark.parametrize(
    ("business", "words", "expected"),
    [
        (salon(), "Was kostet ein Herrenhaarschnitt, und wann haben Sie geöffnet?", {"price", "hours"}),
        (salon(), "Wie komme ich zu Ihnen, und kann man bei euch parken?", {"address", "parking"}),
        (salon(), "Wie lange dauert Färben?", {"duration"}),
        (salon(), "Haben Sie an Weihnachten offen?", {"hours"}),
        (salon(), "Wann habe ich meinen Termin?", {"my_appointments"}),
        (salon(), "Ich möchte mich beschweren", {"complaint"}),
        (salon(), "Das ist ein Notfall", {"emergency"}),
        (salon(), "Verbinden Sie mich bitte mit einem Mitarbeiter", {"human"}),
        (salon(), "Vollidiot! Was kostet ein Herrenhaarschnitt?", {"abuse", "price"}),
        (salon(), "Wir bieten Ihnen günstigen Strom", {"sales"}),
        (salon(), "Vielen Dank, auf Wiederhören", {"thanks"}),
        (salon(), "Einen Herrenhaarschnitt am Dienstag um zehn", set()),
        (plumber(), "Vad kostar ett servicebesök?", {"price"}),
        (plumber(), "Jag vill framföra ett klagomål", {"complaint"}),
        (salon(), "What does a men's haircut cost, please?", {"price"}),
        (salon(), "I want to make a complaint about you", {"complaint"}),
    ],
)
def test_a_sentence_says_what_it_is_about(business: Business, words: str, expected: set[str]) -> None:
    call = Call(business)
    call.say(words)
    assert about(call) == expected


def test_what_is_dictated_asks_for_nothing() -> None:
    call = Call(salon())
    call.say("Ich möchte eine Nachricht hinterlassen")
    assert about(call) == set()
    call.say("Was kostet das alles eigentlich, und wann haben Sie geöffnet, danke")
    assert about(call) == set()
    call.say("Ja")
    call.say("Noch eine Nachricht bitte")
    call.say("Das ist eine Beschwerde über die Farbe von letzter Woche")
    assert about(call) == {"complaint"}


@pytest.mark.parametrize(("keys", "expected"), [("2", {"hours", "price"}), ("0", {"human"}), ("7", set())])
def test_a_key_says_it_too(keys: str, expected: set[str]) -> None:
    call = Call(salon())
    call.press(keys)
    assert about(call) == expected


def test_silence_is_about_nothing() -> None:
    call = Call(salon())
    call.silent()
    assert about(call) == set()
