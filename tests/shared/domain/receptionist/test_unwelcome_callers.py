"""Insults, sales talk, noise, and callers who need it slower."""

from __future__ import annotations

import pytest

from shared.domain.calls import Then
from shared.domain.receptionist.languages import wording
from tests.shared.domain.receptionist.calls import Call, plumber, salon

EVERYTHING = "Ich hätte gern am Dienstag um halb drei einen Herrenhaarschnitt bei Maria"


def in_english() -> Call:
    call = Call(salon())
    call.say("English please")
    return call


@pytest.mark.parametrize(
    "insult", ["Du Arschloch", "halt die Klappe", "Sie Idiot!", "bist du blöd?", "blöde Kuh", "scheiß Roboter"]
)
def test_an_insult_is_warned_of_once_and_the_second_ends_the_call(insult: str) -> None:
    call = Call(salon())
    assert "bitte bleiben Sie freundlich" in call.say(insult)
    assert call.then is Then.LISTEN
    call.say("wann habt ihr offen?")
    assert "nicht weiterführen" in call.say(insult)
    assert call.last.then is Then.HANG_UP


@pytest.mark.parametrize("insult", ["fuck you", "you stupid machine", "shut up", "are you stupid"])
def test_an_insult_in_english(insult: str) -> None:
    call = in_english()
    assert "please stay polite" in call.say(insult)
    assert "Goodbye" in call.say(insult)
    assert call.then is Then.HANG_UP


@pytest.mark.parametrize("insult", ["din idiot", "håll käften", "är du dum?", "dra åt helvete"])
def test_an_insult_in_swedish(insult: str) -> None:
    call = Call(plumber())
    assert "vänlig ton" in call.say(insult)
    assert "Hej då" in call.say(insult)
    assert call.then is Then.HANG_UP


def test_what_is_wanted_beside_an_insult_is_still_done() -> None:
    call = Call(salon())
    said = call.say(f"{EVERYTHING}, du Idiot")
    assert said.startswith("Ich helfe Ihnen gern, aber bitte bleiben Sie freundlich.")
    assert "Soll ich das so eintragen?" in said
    call.say("ja")
    assert len(call.booked) == 1


def test_a_warning_asks_again_what_was_asked() -> None:
    call = Call(salon())
    call.say(EVERYTHING)
    assert call.say("du Depp").endswith("Soll ich das so eintragen?")
    assert call.booked == []


@pytest.mark.parametrize(
    "words",
    ["Scheiße, ich habe den Termin vergessen", "das ist ja blöd", "verdammt, das passt nicht", "wie dumm von mir"],
)
def test_who_only_swears_is_not_warned(words: str) -> None:
    assert "freundlich" not in Call(salon()).say(words)


def test_a_message_may_hold_any_word() -> None:
    call = Call(salon())
    call.say("Nachricht hinterlassen")
    call.say("Der Nachbar nennt mich du Idiot und parkt im Hof, bitte melden")
    call.say("ja")
    assert len(call.calendar.messages) == 1


@pytest.mark.parametrize(
    "pitch",
    ["Guten Tag, wir bieten Unternehmen Suchmaschinenoptimierung an", "es geht um Ihren Google Eintrag", "Photovoltaik für Ihr Dach",
     "ich möchte Ihnen unser Produkt vorstellen", "wir haben einen günstigen Stromtarif"],
)  # fmt: skip
def test_who_sells_is_declined_and_may_leave_a_message(pitch: str) -> None:
    call = Call(salon())
    assert "kaufen wir nichts. Soll ich eine Nachricht aufnehmen?" in call.say(pitch)
    assert "Wiederhören" in call.say("nein")
    assert call.then is Then.HANG_UP


def test_who_sells_may_leave_a_message() -> None:
    call = Call(salon())
    call.say("Wir bieten Unternehmen Suchmaschinenoptimierung an")
    call.say("ja")
    call.say("Bitte rufen Sie die Agentur Muster zurück")
    call.say("ja")
    assert len(call.calendar.messages) == 1


def test_who_goes_on_selling_hears_goodbye() -> None:
    call = Call(salon())
    call.say("Wir bieten Unternehmen Suchmaschinenoptimierung an")
    call.say("es geht doch um Ihren Google Eintrag")
    assert call.then is Then.HANG_UP


def test_sales_calls_are_declined_in_english_and_in_swedish() -> None:
    call = in_english()
    assert "do not buy anything" in call.say("I'm calling about your website and search engine optimization")
    call.say("no")
    assert call.then is Then.HANG_UP
    call = Call(plumber())
    assert "köper inget" in call.say("Vi erbjuder företag solceller")
    call.say("nej tack")
    assert call.then is Then.HANG_UP


def test_who_asks_what_we_offer_sells_nothing() -> None:
    assert "Bartpflege" in Call(salon()).say("Was bieten Sie denn an?")


# noise


@pytest.mark.parametrize(
    "noise", ["(unintelligible audio)", "[noise]", "<unk>", "*coughs*", "[inaudible speech]", "...", "?"]
)
def test_noise_is_not_taken_for_words(noise: str) -> None:
    call = Call(salon())
    call.say(EVERYTHING)
    assert call.say(noise).endswith("Soll ich das so eintragen?")
    assert call.booked == []


def test_words_beside_a_noise_are_heard() -> None:
    assert "am Dienstag, den 24. November um 14 Uhr 30" in Call(salon()).say(
        f"(coughs) {EVERYTHING} [background noise]"
    )


def test_who_talks_only_noise_gets_the_keys_and_then_a_person() -> None:
    call = Call(salon())
    said = [call.say("(unintelligible audio)") for _ in range(3)]
    assert "Drücken Sie 1" in said[-1]
    for _ in range(3):
        call.say("(unintelligible audio)")
    assert call.then is Then.TRANSFER


# slower, again, wait


@pytest.mark.parametrize(
    ("words", "lead"),
    [("Bitte langsamer", "in Ruhe"), ("nicht so schnell bitte", "in Ruhe"), ("Sie reden zu schnell", "in Ruhe")],
)
def test_slower_please_says_it_again_in_pieces(words: str, lead: str) -> None:
    call = Call(salon())
    call.say(EVERYTHING)
    said = call.say(words)
    assert lead in said
    assert "Herrenhaarschnitt bei Maria Schmidt … am Dienstag … den 24. November" in said
    call.say("ja")
    assert len(call.booked) == 1


def test_slower_please_in_english_and_in_swedish() -> None:
    call = in_english()
    assert "once more and slowly" in call.say("a bit slower please")
    assert "i lugn och ro" in Call(plumber()).say("kan du prata långsammare?")


@pytest.mark.parametrize("words", ["vänta lite", "ett ögonblick", "jag ska bara kolla"])
def test_time_to_think_is_given_in_swedish(words: str) -> None:
    call = Call(plumber())
    call.say("Jag vill ha servicebesök på tisdag klockan nio")
    assert "ta den tid du behöver" in call.say(words)
    call.say("ja")
    assert len(call.booked) == 1


@pytest.mark.parametrize("words", ["vad sa du?", "en gång till", "va?", "kan du upprepa det"])
def test_the_last_sentence_is_repeated_in_swedish(words: str) -> None:
    call = Call(plumber())
    said = call.say("Jag vill ha servicebesök på tisdag klockan nio")
    assert call.say(words) == said


@pytest.mark.parametrize(("said", "language"), [("you stupid idiot", "en"), ("fuck you", "en"), ("är du dum i huvudet", "sv"), ("håll käften", "de"), ("fuck off", "de"), ("Dienstag, du bastard", "de")])  # fmt: skip
def test_an_insult_is_one_in_any_language_and_is_answered_in_that_of_the_sentence(said: str, language: str) -> None:
    call = Call(salon())
    call.say(said)
    assert call.last.language == language
    assert wording(language).sentences.abuse_warning in call.last.text
    assert (call.last.state or {})["warned"]


def test_the_second_insult_ends_the_call_whatever_its_language() -> None:
    call = Call(salon())
    call.say("you stupid idiot")
    assert "nicht weiterführen" in call.say("leck mich")
    assert call.then is Then.HANG_UP
