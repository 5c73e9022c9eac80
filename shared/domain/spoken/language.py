"""What a language has to bring so that dates, times, numbers and prices can be understood and spoken in it.

Words and phrases only. What they mean is decided once for all languages in `clock.py`, `days.py` and `when.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from shared.domain.spoken.grammar import Phrasebook
from shared.domain.spoken.numbers import Counting, NumberWords

Ways = Mapping[str, str]
"""Meanings, each with the ways to say it, divided by commas: see `grammar.py`."""


@dataclass(frozen=True, slots=True)
class Speech:
    """How dates, times and prices are said. Digits are kept where every speech engine reads them right.

    `nth` are the endings of days as ordinals, `noon` is said for twelve o'clock where a number would be doubtful.
    `currencies` maps ISO 4217 to the words for one and for many, `hundredths` to the word for its cents, if it is said.
    """

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    date: str
    date_with_year: str
    today: str
    tomorrow_with_date: str
    at_start: str
    on_date: str
    clock: str
    clock_with_minutes: str
    twelve_hours: bool
    price: str
    price_with_cents: str
    currencies: Mapping[str, tuple[str, str]]
    spelling: Mapping[str, str]
    hundredths: Mapping[str, str] = field(default_factory=dict)
    nth: Mapping[int, str] = field(default_factory=dict)
    noon: str = ""


@dataclass(frozen=True, slots=True)
class MoneyWords:
    """What callers call money, several ways divided by "|": `currencies` by ISO 4217, their hundredths, and the "und" between."""

    currencies: Mapping[str, str]
    hundredths: str
    joiner: str


@dataclass(frozen=True)
class SpokenLanguage:
    """One language: its ISO 639-1 code, its numbers, the names of days and months, the phrases, and how it speaks.

    `weekdays` run from Monday, `months` from January, several ways divided by "|". `clock`, `spans` and `when` map a
    meaning to the ways to say it; the meanings are those of `clock.py`, `spans.py`, `days.py` and `when.py`. `hesitations` are sounds that mean
    nothing anywhere, `softeners` what may stand between a day and its time ("Dienstag vielleicht zehn").
    """

    code: str
    numbers: NumberWords
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    clock: Ways
    spans: Ways
    when: Ways
    money: MoneyWords
    speech: Speech
    hesitations: frozenset[str]
    softeners: frozenset[str]

    @cached_property
    def counting(self) -> Counting:
        return Counting(self.numbers)

    @cached_property
    def clock_phrases(self) -> Phrasebook:
        return Phrasebook(self.clock)

    @cached_property
    def span_phrases(self) -> Phrasebook:
        return Phrasebook(self.spans)

    @cached_property
    def when_phrases(self) -> Phrasebook:
        return Phrasebook(self.when)
