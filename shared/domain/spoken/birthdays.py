"""A date of birth as it is said: "zwölfter März neunzehnhundertfünfundachtzig", "12.3.85", "March 12th 1985", by keys."""

from __future__ import annotations

from datetime import date

from shared.domain.spoken.day_names import Month, readers_of_days
from shared.domain.spoken.languages import spoken_language
from shared.domain.spoken.tokens import Token, tidy, tokens

_EARLIEST_YEAR = 1880


def hear_birth_date(text: str, language: str, today: date) -> date | None:
    """The day somebody was born, not after `today`; None if it was not all said, or there is no such day.

    Day before month, unless the month is a word. Of two digits for the year the latest that has been is meant.
    """
    words = tokens(tidy(text))
    numbers, month = _parts(words, language)
    if len(numbers) == 1 and not month:
        numbers = _typed(str(numbers[0])) if numbers[0] > 9_999_999 else _typed_with_zero(words)
    if month and len(numbers) >= 2:
        day, year = (numbers[0], _year(numbers[1:], today))
        return _checked(year, month, day, today)
    if len(numbers) >= 3 and numbers[0] >= _EARLIEST_YEAR:
        return _checked(numbers[0], numbers[1], numbers[2], today)
    if len(numbers) >= 3:
        return _checked(_year(numbers[2:], today), numbers[1], numbers[0], today)
    return None


def _parts(words: list[Token], language: str) -> tuple[list[int], int | None]:
    """The numbers in order, and the month if it was said as a word."""
    spoken = spoken_language(language)
    readers = readers_of_days(spoken)
    numbers: list[int] = []
    month: int | None = None
    place = 0
    while place < len(words):
        word = words[place]
        if word.kind in ("dotted", "clock"):
            numbers += word.numbers
            place += 1
            continue
        for read in (readers["month"], readers["ordinal"], spoken.counting.cardinal):
            found = read(words, place)
            if found is None or not isinstance(found[0], int):
                continue
            if isinstance(found[0], Month):
                month = int(found[0])
            else:
                numbers.append(found[0])
            place = found[1]
            break
        else:
            place += 1
    return numbers, month


def _year(said: list[int], today: date) -> int:
    """1985 from 1985, from 19 and 85, from 85."""
    first, second = (*said, 0)[:2]
    if first in (19, 20) and len(said) > 1:
        return first * 100 + second
    if first >= 100:
        return first
    return first + (2000 if first <= today.year % 100 else 1900)


def _typed(digits: str) -> list[int]:
    """Day, month and year typed in one go: 12031985, or 120385."""
    if len(digits) not in (6, 7, 8):
        return []
    digits = digits.zfill(8) if len(digits) == 7 else digits
    return [int(digits[:2]), int(digits[2:4]), int(digits[4:])]


def _typed_with_zero(words: list[Token]) -> list[int]:
    return next((_typed(word.text) for word in words if word.kind == "number" and len(word.text) in (6, 8)), [])


def _checked(year: int, month: int, day: int, today: date) -> date | None:
    try:
        born = date(year, month, day)
    except ValueError:
        return None
    return born if year >= _EARLIEST_YEAR and born <= today else None
