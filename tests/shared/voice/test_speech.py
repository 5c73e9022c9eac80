"""Words on their way to the caller: where a speaker breathes, nothing twice, no noise."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.voice.speech import MOST_SPOKEN_CHARACTERS, Speech, Unspeakable, presentable


def heard(text: str, *, size: int = 3) -> list[str]:
    pieces: list[str] = []
    speech = Speech(pieces.append)
    for at in range(0, len(text), size):
        speech.hear(text[at : at + size])
    speech.flush()
    speech.finish(speech.said)
    assert "".join(pieces) == speech.said
    return pieces


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Ja, gerne. Wann passt es?", ["Ja, gerne.", " Wann passt es?"]),
        ("Am 24. November um 14 Uhr 30. Passt das?", ["Am 24. November um 14 Uhr 30. Passt das?"]),
        ("Frau Dr. Weber ist da. Bis bald!", ["Frau Dr. Weber ist da.", " Bis bald!"]),
        ("Wir haben dienstags geöffnet, mittwochs auch.", ["Wir haben dienstags geöffnet,", " mittwochs auch."]),
        ("Ja, ja, nein, gut", ["Ja, ja, nein, gut"]),
        ("Wirklich?! Ja.", ["Wirklich?!", " Ja."]),
        ("**Gerne!** # Und  nun?", ["Gerne!", " Und nun?"]),
        ("Wort " * 50, [("Wort " * 32).strip(), " " + ("Wort " * 18).strip()]),
    ],
)
def test_a_piece_ends_where_a_speaker_breathes(text: str, pieces: list[str]) -> None:
    assert heard(text) == pieces


def test_a_sentence_is_passed_on_before_the_next_one_is_thought_of() -> None:
    pieces: list[str] = []
    speech = Speech(pieces.append)
    speech.hear("Guten Tag! W")
    assert pieces == ["Guten Tag!"]


@pytest.mark.parametrize("noise", ["{}[]|| 0x00 ### ~~~ <<<>>>. ", "\u0000\u0001. ", "%&$ §!§ ((( ))). ", "1234. "])
def test_noise_is_not_spoken(noise: str) -> None:
    pieces: list[str] = []
    speech = Speech(pieces.append)
    with suppress(Unspeakable):
        speech.hear(noise)
        speech.flush()
    assert pieces == []


def test_noise_after_words_ends_them() -> None:
    pieces: list[str] = []
    speech = Speech(pieces.append)
    with pytest.raises(Unspeakable):
        speech.hear("Gut. " + "%§$" * 80 + "! ")
    assert pieces == ["Gut."]


def test_nobody_is_talked_to_for_ever() -> None:
    pieces = heard("Das ist ein Satz von einiger Länge. " * 60)
    assert 500 < len("".join(pieces)) <= MOST_SPOKEN_CHARACTERS


def test_what_was_said_is_not_said_again() -> None:
    pieces: list[str] = []
    speech = Speech(pieces.append)
    speech.hear("Einen Moment. Ich schau")
    speech.forget()
    whole = speech.together("Am Mittwoch ist um zehn frei.")
    speech.finish(whole)
    assert whole == "Einen Moment. Am Mittwoch ist um zehn frei."
    assert pieces == ["Einen Moment.", " Am Mittwoch ist um zehn frei."]


def test_without_a_listener_everything_is_said_at_once() -> None:
    speech = Speech()
    speech.hear("Guten Tag! Wie geht es?")
    speech.flush()
    assert (speech.said, speech.together("Hallo.")) == ("", "Hallo.")


@given(st.text(max_size=400), st.integers(1, 20))
def test_pieces_add_up_to_what_is_presentable(text: str, size: int) -> None:
    try:
        whole = presentable(text)
    except Unspeakable:
        return
    pieces: list[str] = []
    speech = Speech(pieces.append)
    try:
        for at in range(0, len(text), size):
            speech.hear(text[at : at + size])
        speech.flush()
    except Unspeakable:
        # Its beginning was noise, or what came after its beginning.
        assert whole.startswith("".join(pieces))
        return
    assert "".join(pieces) == whole
