"""Numbers in words, both ways: "einundzwanzig", "twenty-one", "vierundzwanzigsten", 0 to 9999."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from shared.domain.spoken.grammar import spellings_of
from shared.domain.spoken.tokens import Token, fold

_MOST_WORDS_IN_A_NUMBER = 7
_MOST_WORDS_IN_A_GROUP = 5
_HIGHEST = 9999


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Counting in one language.

    `units` are 0 to 19 (several ways divided by "|"), `tens` 20 to 90. `compound` builds 21 to 99 from {unit} and {ten};
    `unit_in_compound` replaces units that change there (German "eins" → "ein"). `articles` mean one only before a thing
    that is counted ("in einer Woche"), never a clock time; where the number is the same word (Swedish "ett"), it is a clock
    time only at the end or before one of `after_one`. `ordinals` are the stems of 1 to 31.
    """

    units: tuple[str, ...]
    tens: tuple[str, ...]
    compound: str
    unit_in_compound: Mapping[int, str]
    hundred: str
    thousand: str
    one_before_hundred: str
    hundred_joiner: str
    articles: tuple[str, ...]
    ordinals: tuple[str, ...]
    ordinal_endings: tuple[str, ...]
    digits: Mapping[str, str]
    twice: tuple[str, ...]
    thrice: tuple[str, ...]
    plus: tuple[str, ...]
    after_one: tuple[str, ...] = ()


class Counting:
    """The numbers of one language. Words that recognition split ("ein und zwanzig") count like one."""

    def __init__(self, words: NumberWords) -> None:
        self.words = words

    def say(self, number: int) -> str:
        """The number in words. Raises ValueError outside 0 to 9999."""
        if not 0 <= number <= _HIGHEST:
            raise ValueError(f"{number} is not said in words")
        if number < 100:
            return self._below_hundred[number]
        size, word = (1000, self.words.thousand) if number >= 1000 else (100, self.words.hundred)
        many, rest = divmod(number, size)
        head = (self.words.one_before_hundred if many == 1 else self.say(many)) + word
        if not rest:
            return head.strip()
        joiner = self.words.hundred_joiner if rest < 100 else " " * self.words.thousand.startswith(" ")
        return (head + joiner + self.say(rest)).strip()

    def cardinal(self, tokens: Sequence[Token], place: int) -> tuple[object, int] | None:
        """A number at this place, in digits or words; the longest reading. An article ("einen") is none."""
        token = tokens[place]
        if token.kind in ("number", "ordinal") and len(token.numbers) == 1:
            return token.numbers[0], place + 1
        joined, found = "", None
        if token.text[:2] not in self._beginnings:
            return None
        for width, word in enumerate(tokens[place : place + _MOST_WORDS_IN_A_NUMBER], start=1):
            if word.kind != "word":
                break
            joined += word.text
            value = self._value(joined)
            if value is not None:
                found = (value, place + width)
        return found

    def counted(self, tokens: Sequence[Token], place: int) -> tuple[object, int] | None:
        """A number that counts something, where an article is one: "in einer Woche"."""
        number = self.cardinal(tokens, place)
        if number is None and tokens[place].text in self._articles:
            return 1, place + 1
        return number

    def ordinal(self, tokens: Sequence[Token], place: int) -> tuple[object, int] | None:
        """An ordinal 1 to 31 at this place: "24.", "vierundzwanzigsten", "twenty fourth"."""
        token = tokens[place]
        if token.kind == "ordinal":
            return (token.numbers[0], place + 1) if 1 <= token.numbers[0] <= 31 else None
        joined, found = "", None
        for width, word in enumerate(tokens[place : place + 4], start=1):
            joined += word.text
            if joined in self._ordinals:
                found = (self._ordinals[joined], place + width)
        return found

    def is_article(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether the number at this place is only the article of the word that follows: "ett besök", not "ett tack"."""
        if tokens[place].text not in self._articles or place + 1 == len(tokens):
            return False
        after = tokens[place + 1]
        return after.kind == "word" and after.text not in self._after_one and self.cardinal(tokens, place + 1) is None

    def digits(self, tokens: Sequence[Token], place: int, *, before: str = "") -> tuple[str, int] | None:
        """What is said at this place of a telephone number, and the place after it.

        "zwo" is "2", "siebzehn" is "17", "forty five" is "45", "hundratjugotre" is "123", "0171" itself. `before` are the
        digits so far: after a leading zero the next digit belongs to an area code and counts no hundreds.
        """
        token = tokens[place]
        if token.kind != "word":
            return "".join(character for character in token.text if character.isdigit()), place + 1
        if token.text in self._digits:
            return self._digits[token.text], place + 1
        joined, found = "", None
        for width, word in enumerate(tokens[place : place + _MOST_WORDS_IN_A_GROUP], start=1):
            paused = width > 1 and word.start - tokens[place + width - 2].end > 1
            if word.kind != "word" or paused:
                break
            joined += word.text
            value = self._value(joined)
            hundreds = width > 1 and value is not None and value > 99 and token.text != self._hundred
            if value is not None and value <= 999 and not (hundreds and before == "0"):
                found = (str(value), place + width)
        return found

    def _value(self, word: str) -> int | None:
        if word in self._by_word:
            return self._by_word[word]
        for size, name in self._sizes:
            before, found, after = word.partition(name)
            if not found:
                continue
            many = self._before_hundred(before)
            rest = self._value(after.removeprefix(self._and)) if after else 0
            return None if many is None or rest is None or rest >= size else many * size + rest
        return None

    def _before_hundred(self, word: str) -> int | None:
        if word in self._ones:
            return 1
        value = self._by_word.get(word)
        return value if value is None or 1 <= value <= 99 else None

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """The first letters of every number in words: most words of a sentence are none, and are passed over quickly."""
        return frozenset(word[:2] for word in (*self._by_word, *(name for _, name in self._sizes), self._one))

    @cached_property
    def _one(self) -> str:
        return fold(self.words.one_before_hundred.strip())

    @cached_property
    def _sizes(self) -> tuple[tuple[int, str], ...]:
        return (1000, fold(self.words.thousand.strip())), (100, fold(self.words.hundred.strip()))

    @cached_property
    def _hundred(self) -> str:
        return self._sizes[1][1]

    @cached_property
    def _after_one(self) -> frozenset[str]:
        return frozenset(spelling for word in self.words.after_one for spelling in spellings_of(word))

    @cached_property
    def _and(self) -> str:
        return fold(self.words.hundred_joiner.strip())

    @cached_property
    def _ones(self) -> frozenset[str]:
        return frozenset({"", self._one, *self._articles})

    @cached_property
    def _below_hundred(self) -> tuple[str, ...]:
        names = [unit.split("|")[0] for unit in self.words.units]
        for number in range(20, 100):
            ten, unit = self.words.tens[number // 10 - 2].split("|")[0], number % 10
            part = self.words.unit_in_compound.get(unit, names[unit])
            names.append(self.words.compound.format(unit=part, ten=ten) if unit else ten)
        return tuple(names)

    @cached_property
    def _by_word(self) -> dict[str, int]:
        """Every way to write 0 to 99 as one folded word."""
        words: dict[str, int] = {}
        for number, ways in enumerate(self.words.units):
            for way in ways.split("|"):
                words.update(dict.fromkeys(spellings_of(way.replace(" ", "")), number))
        for index, ways in enumerate(self.words.tens):
            for ten in ways.split("|"):
                words.update(dict.fromkeys(spellings_of(ten), (index + 2) * 10))
                for unit in range(1, 10):
                    parts = {self.words.unit_in_compound.get(unit, ""), *self.words.units[unit].split("|")} - {""}
                    for part in parts:
                        whole = self.words.compound.format(unit=part, ten=ten)
                        plain = "".join(character for character in whole if character.isalpha())
                        words.update(dict.fromkeys(spellings_of(plain), (index + 2) * 10 + unit))
        return words

    @cached_property
    def _articles(self) -> frozenset[str]:
        return frozenset(fold(word) for word in self.words.articles)

    @cached_property
    def _digits(self) -> dict[str, str]:
        return {fold(word): digit for word, digit in self.words.digits.items()}

    @cached_property
    def _ordinals(self) -> dict[str, int]:
        return {
            spelling + ending: number
            for number, ways in enumerate(self.words.ordinals, start=1)
            for stem in ways.split("|")
            for spelling in spellings_of(stem.replace(" ", "").replace("-", ""))
            for ending in self.words.ordinal_endings
        }
