"""Prices as they are said: "28 Euro 50", "tusen kronor", "28.50 euros", as money again."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from shared.domain.money import Money
from shared.domain.spoken.grammar import Reader, spellings_of
from shared.domain.spoken.language import SpokenLanguage
from shared.domain.spoken.languages import spoken_language
from shared.domain.spoken.tokens import Token, tidy, tokens


def hear_price(text: str, language: str) -> Money | None:
    """The first price in a sentence; None if it names none. A number without a currency is not one."""
    words = tokens(tidy(text))
    read = reader_of_prices(spoken_language(language), cents_without_a_word=True)
    found = next((said for place in range(len(words)) if (said := read(words, place)) is not None), None)
    return found[0] if found is not None and isinstance(found[0], Money) else None


def reader_of_prices(language: SpokenLanguage, *, cents_without_a_word: bool = False) -> Reader:
    """What phrases may call {price}. `cents_without_a_word` takes the 50 of "28 Euro 50" for cents, not for a minute."""
    currencies = {spelling: code for code, words in language.money.currencies.items() for spelling in _spellings(words)}
    hundredths, joiners = _spellings(language.money.hundredths), _spellings(language.money.joiner)
    cardinal = language.counting.cardinal

    def amount(words: Sequence[Token], place: int) -> tuple[Decimal, int] | None:
        token = words[place]
        after = words[place + 1] if place + 1 < len(words) else None
        if token.kind in ("dotted", "clock") and len(token.numbers) == 2:
            return Decimal(f"{token.numbers[0]}.{token.numbers[1]:02}"), place + 1
        if token.kind == "number" and token.numbers and after is not None and after.kind == "number":
            if len(after.text) == 3:  # "1 450", "1.450"
                return Decimal(f"{token.text}{after.text}"), place + 2
            if len(after.text) == 2:  # "28,50"
                return Decimal(f"{token.text}.{after.text}"), place + 2
        found = cardinal(words, place)
        return None if found is None else (Decimal(str(found[0])), found[1])

    def cents(words: Sequence[Token], place: int) -> tuple[Decimal, int]:
        """What follows the currency: hundredths and the place after them, or nothing."""
        start = place + 1 if place < len(words) and words[place].text in joiners else place
        found = cardinal(words, start) if start < len(words) else None
        if found is None or not isinstance(found[0], int) or not 0 <= found[0] < 100:
            return Decimal(0), place
        named = found[1] < len(words) and words[found[1]].text in hundredths
        if not named and not cents_without_a_word:
            return Decimal(0), place
        return Decimal(found[0]) / 100, found[1] + named

    def read(words: Sequence[Token], place: int) -> tuple[object, int] | None:
        minus = words[place].text == "minus" and place + 1 < len(words)
        whole = amount(words, place + minus)
        if whole is None or whole[1] >= len(words) or words[whole[1]].text not in currencies:
            return None
        rest, after = cents(words, whole[1] + 1)
        value = whole[0] + rest
        return Money(-value if minus else value, currencies[words[whole[1]].text]), after

    return read


def _spellings(words: str) -> frozenset[str]:
    return frozenset(spelling for word in words.split("|") for spelling in spellings_of(word))
