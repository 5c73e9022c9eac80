"""Phrases as a table: each meaning with the ways to say it, and one small matcher that finds them in a sentence.

A phrase is written as a caller says it, with these signs:

    um|gegen          either word
    bitte?            may be missing
    geöffnet*         any word that begins so
    {hour}            whatever the reader named "hour" understands
    {weekday}abend    the same at the beginning of one word, with this ending ("Dienstagabend"); {hour}a|b has two endings
    halb{hour}        the same at the end of one word ("halbdrei")
    ...               up to four words of anything

Phrases of one meaning are divided by commas. "viertel vor {hour}" is therefore a whole rule. The longest phrase that fits at a place wins, so "morgen früh" is not
"morgen", and "nicht vor zehn" is not "vor zehn".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from shared.domain.spoken.tokens import Token, fold

_BARE = str.maketrans("äöüåÄÖÜÅ", "aouaaoua")
_WIDEST_GAP = 4
_KEY = 2  # letters of a word's beginning that phrases like "öffn*" are found by

Reader = Callable[[Sequence[Token], int], "tuple[object, int] | None"]
"""Understands something at a place: its value and the place after it, or None."""


@dataclass(frozen=True, slots=True)
class Match:
    """One phrase found: what it means, what its readers understood, and the tokens [start, end) it covers."""

    meaning: str
    values: tuple[object, ...]
    start: int
    end: int
    gapped: bool = False


@dataclass(frozen=True, slots=True)
class _Element:
    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    reader: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    gap: bool = False
    optional: bool = False

    def says(self, word: str) -> bool:
        return word in self.words or (bool(self.beginnings) and word.startswith(self.beginnings))


@dataclass(frozen=True, slots=True)
class _Phrase:
    meaning: str
    elements: tuple[_Element, ...]
    gapped: bool
    order: int


class Phrasebook:
    """The phrases of one language for one purpose, compiled once."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self._by_word: dict[str, list[_Phrase]] = {}
        self._by_beginning: dict[str, list[_Phrase]] = {}
        self._by_reader: dict[_Element, list[_Phrase]] = {}
        ways = [(meaning, way) for meaning, text in phrases.items() for way in text.split(",")]
        for order, (meaning, way) in enumerate(ways):
            self._add(_phrase(meaning, way, order))

    def _add(self, phrase: _Phrase) -> None:
        """Enter a phrase under everything it can begin with, so that most phrases are never looked at."""
        for element in phrase.elements:
            if element.reader:
                self._by_reader.setdefault(element, []).append(phrase)
            for word in element.words:
                self._by_word.setdefault(word, []).append(phrase)
            for beginning in element.beginnings:
                self._by_beginning.setdefault(beginning[:_KEY], []).append(phrase)
            if not element.optional:
                return

    def at(self, tokens: Sequence[Token], place: int, readers: Mapping[str, Reader] | None = None) -> list[Match]:
        """Every phrase that begins exactly here, longest first; of equal ones the earlier in the table."""
        readers = readers or {}
        word = tokens[place].text
        possible = [*self._by_word.get(word, ()), *self._by_beginning.get(word[:_KEY], ())]
        for element, phrases in self._by_reader.items():
            if _read(element, tokens, place, readers) is not None:
                possible += phrases
        found = []
        for phrase in {phrase.order: phrase for phrase in possible}.values():
            reached = _longest(phrase.elements, 0, tokens, place, readers)
            if reached is not None and reached[0] > place:
                match = Match(phrase.meaning, reached[1], place, reached[0], phrase.gapped)
                found.append((-match.end, phrase.order, match))
        return [match for *_, match in sorted(found, key=lambda each: each[:2])]

    def first(self, tokens: Sequence[Token], place: int, readers: Mapping[str, Reader] | None = None) -> Match | None:
        """The longest phrase that begins exactly here."""
        if place >= len(tokens):
            return None
        found = self.at(tokens, place, readers)
        return found[0] if found else None

    def read(self, tokens: Sequence[Token], readers: Mapping[str, Reader] | None = None) -> list[Match]:
        """The sentence from left to right, each token used at most once; unknown words are passed over."""
        matches, place = [], 0
        while place < len(tokens):
            match = self.first(tokens, place, readers)
            if match is None:
                place += 1
            else:
                matches.append(match)
                place = match.end
        return matches

    def everything(self, tokens: Sequence[Token]) -> list[Match]:
        """Every phrase anywhere, except those inside a longer one that says each of its words ("passt" in "passt nicht")."""
        found = [match for place in range(len(tokens)) for match in self.at(tokens, place)]
        solid = [match for match in found if not match.gapped]
        return [match for match in found if not any(_inside(match, other) for other in solid)]


def _inside(match: Match, other: Match) -> bool:
    longer = other.end - other.start > match.end - match.start
    return longer and other.start <= match.start and match.end <= other.end


def _longest(
    elements: tuple[_Element, ...], index: int, tokens: Sequence[Token], place: int, readers: Mapping[str, Reader]
) -> tuple[int, tuple[object, ...]] | None:
    """Match the elements from `index` on at `place`: where that ends and what was read, or None."""
    if index == len(elements):
        return place, ()
    element = elements[index]
    if element.gap:
        for width in range(min(_WIDEST_GAP, len(tokens) - place) + 1):
            rest = _longest(elements, index + 1, tokens, place + width, readers)
            if rest is not None:
                return rest
        return None
    if place < len(tokens):
        if element.reader:
            read = _read(element, tokens, place, readers)
            if read is not None:
                rest = _longest(elements, index + 1, tokens, read[1], readers)
                if rest is not None:
                    return rest[0], (read[0], *rest[1])
        elif element.says(tokens[place].text):
            rest = _longest(elements, index + 1, tokens, place + 1, readers)
            if rest is not None:
                return rest
    return _longest(elements, index + 1, tokens, place, readers) if element.optional else None


def _read(
    element: _Element, tokens: Sequence[Token], place: int, readers: Mapping[str, Reader]
) -> tuple[object, int] | None:
    """What the element's reader understands at `place`, or inside the one word there if it is part of a compound."""
    reader = readers.get(element.reader)
    if reader is None or not (element.before or element.after):
        return None if reader is None else reader(tokens, place)
    word = tokens[place]
    for before in element.before or ("",):
        for after in element.after or ("",):
            inner = word.text[len(before) : len(word.text) - len(after)]
            if inner and word.text == before + inner + after:
                read = reader((replace(word, text=inner),), 0)
                if read is not None:
                    return read[0], place + 1
    return None


def _phrase(meaning: str, way: str, order: int) -> _Phrase:
    elements = tuple(_element(part) for part in way.split())
    if not elements or elements[0].gap or all(element.optional for element in elements):
        raise ValueError(f"a phrase needs a beginning: {way!r}")
    return _Phrase(meaning, elements, any(element.gap for element in elements), order)


@lru_cache(maxsize=4096)  # most words stand in many phrases
def _element(part: str) -> _Element:
    if part == "...":
        return _Element(gap=True)
    optional = part.endswith("?")
    part = part.removesuffix("?")
    if "{" in part:
        before, reader, after = part.replace("}", "{").split("{")
        return _Element(reader=reader, before=_spelled(before), after=_spelled(after), optional=optional)
    spellings = [spelling for word in part.split("|") for spelling in spellings_of(word)]
    return _Element(
        words=frozenset(spelling for spelling in spellings if not spelling.endswith("*")),
        beginnings=tuple(spelling[:-1] for spelling in spellings if spelling.endswith("*")),
        optional=optional,
    )


def _spelled(words: str) -> tuple[str, ...]:
    return tuple(spelling for word in words.split("|") if word for spelling in spellings_of(word))


def spellings_of(word: str) -> tuple[str, ...]:
    """The word folded; with umlauts also as a keyboard without them writes it ("nächste" → naechste, nachste)."""
    word = word.replace("'", "")  # as tokens are written: "wär's" → waers
    folded = fold(word)
    if word.isascii():
        return (folded,)
    bare = fold(word.translate(_BARE))
    return (folded,) if folded == bare else (folded, bare)
