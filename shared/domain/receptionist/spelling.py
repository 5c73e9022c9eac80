"""Names that are spelled: "K R Ä M E R", "M wie Martha, A, doppel L", "S as in Sierra"."""

from __future__ import annotations

from collections.abc import Sequence

from shared.domain.spoken.languages import spoken_language
from shared.domain.spoken.tokens import Token, fold

_FEWEST_LETTERS = 3
_ALIKE = 55.0
# What stands between a letter and a word that begins with it, in the languages spoken here.
_LIKE = frozenset({"wie", "som", "as", "like", "for"})
_LIKE_THEN = frozenset({"i", "in"})


def spelled(text: str, words: Sequence[Token], start: int, language: str) -> tuple[str, int] | None:
    """The name that is spelled from a place on, and the place after it; None for less than three letters."""
    twice = {fold(word) for word in spoken_language(language).counting.words.twice}
    letters, place, times = "", start, 1
    if any(word.text in twice for word in words[max(start - 1, 0) : start + 1]):
        return None  # "Müller mit doppel L" spells nothing yet
    while place < len(words):
        word = words[place]
        written = text[word.start : word.end]
        if word.text in twice:
            times = 2
            place += 1
            continue
        if word.kind != "word" or len(written) != 1:
            break
        letters += written * times
        times, place = 1, _after_likeness(words, place + 1)
    return (letters.lower().capitalize(), place) if len(letters) >= _FEWEST_LETTERS else None


def with_letters(name: str, letters: tuple[str, int] | None) -> str:
    """A name with what was spelled: in place of its last word if that sounds like it, otherwise behind it."""
    from rapidfuzz.fuzz import ratio

    if letters is None or not name:
        return letters[0] if letters else name
    *first, last = name.split()
    alike = ratio(fold(last), fold(letters[0])) >= _ALIKE
    return " ".join([*first, letters[0]] if alike else [name, letters[0]])


def _after_likeness(words: Sequence[Token], place: int) -> int:
    """The place after "wie Martha", "som i Sigurd", "as in Sierra"."""
    if place + 1 >= len(words) or words[place].text not in _LIKE:
        return place
    place += 1
    if words[place].text in _LIKE_THEN and place + 1 < len(words):
        place += 1
    return place + 1
