"""A caller's own name: how it is told ("mein Name ist …", "Schmidt am Apparat"), asked for or not, and spelled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shared.domain.receptionist.spelling import spelled, with_letters
from shared.domain.receptionist.words import Wording
from shared.domain.spoken.grammar import Match
from shared.domain.spoken.tokens import Token

if TYPE_CHECKING:
    from shared.domain.receptionist.understanding import Understood

_MOST_WORDS_IN_A_NAME = 3
_PARTICLES = frozenset({"von", "van", "zu", "de", "der", "den", "di", "da", "af", "av"})
_MOST_WORDS_AROUND_A_NAME = 5


def introduced(
    text: str, words: Sequence[Token], matches: Sequence[Match], wording: Wording
) -> tuple[str | None, frozenset[int]]:
    """The name after "mein Name ist". After "hier ist" it has to be written like one, or it is no name."""
    for match in matches:
        if match.meaning == "name_before":
            before = _name_places_before(words, match.start, wording)
            if before:
                written = text[words[before[0]].start : words[before[-1]].end]
                return proper_name(written), frozenset(range(before[0], match.end))
        if match.meaning not in ("name_is", "name_maybe"):
            continue
        places = _name_places(words, match.end, wording)
        letters = spelled(text, words, places[-1] + 1 if places else match.end, wording.code)
        if not places and letters is None:
            continue
        written = text[words[places[0]].start : words[places[-1]].end] if places else ""
        if match.meaning == "name_is" or written[:1].isupper() or letters:
            end = letters[1] if letters else places[-1] + 1
            return with_letters(proper_name(written), letters), frozenset(range(match.start, end))
    return None, frozenset()


def _name_places(words: Sequence[Token], start: int, wording: Wording) -> list[int]:
    places: list[int] = []
    for place in range(start, len(words)):
        word = words[place]
        if word.kind != "word" or len(places) == _MOST_WORDS_IN_A_NAME or len(word.text) == 1:
            break
        if word.text in wording.titles and not places:
            places.append(place)
        elif word.text in wording.idle or word.text in wording.markers:
            break
        else:
            places.append(place)
    while places and words[places[-1]].text in wording.titles:
        places.pop()
    return places


def _name_places_before(words: Sequence[Token], end: int, wording: Wording) -> list[int]:
    """The name in "Schmidt am Apparat": at most two words, none of them a word of everyday, a particle between them."""
    places: list[int] = []
    for place in range(end - 1, max(end - 4, -1), -1):
        word = words[place]
        if word.text in _PARTICLES and len(places) == 1:
            places.insert(0, place)
            continue
        if word.kind != "word" or len(word.text) < 3 or word.text in wording.idle or word.text in wording.markers:
            break
        if len(places) == 2 and words[places[0]].text not in _PARTICLES:
            break
        places.insert(0, place)
    return places[1:] if places and words[places[0]].text in _PARTICLES else places


def answered_name(understood: Understood, wording: Wording) -> str | None:
    """The name in the answer to "what is your name?": anything that can be one."""
    if understood.name:
        return understood.name
    words = understood.words
    spellings = ((at, spelled(understood.text, words, at, wording.code)) for at in range(len(words)))
    begins, letters = next(((at, found) for at, found in spellings if found), (len(words), None))
    words = words[:begins]
    phrases = wording.intent_phrases.everything(words)
    matches = [match for match in phrases if match.meaning in ("name_maybe", "name_is")]
    # "Vielen Dank, auf Wiederhören" is nobody's name.
    courtesy = {
        place for match in phrases if match.meaning in ("thanks", "goodbye") for place in range(match.start, match.end)
    }
    words = tuple(word for place, word in enumerate(words) if place not in courtesy)
    if not matches and not letters and len(words) > _MOST_WORDS_AROUND_A_NAME:
        return None
    start = max((match.end for match in matches), default=0)
    start -= sum(place < start for place in courtesy)
    while start < len(words) and (words[start].text in wording.idle or words[start].text in wording.markers):
        if words[start].text in wording.titles:
            break
        start += 1
    places = _name_places(words, start, wording)
    written = proper_name(understood.text[words[places[0]].start : words[places[-1]].end]) if places else ""
    return with_letters(written, letters) or None


def proper_name(written: str) -> str:
    """A name as it is written down: "anna von müller" becomes "Anna von Müller"; at most 60 characters."""
    parts = written.replace(".", ". ").split()
    if written.islower():
        parts = [
            part if place and part in _PARTICLES else part[:1].upper() + part[1:] for place, part in enumerate(parts)
        ]
    return " ".join(parts)[:60]
