"""The parts of a date as they are said: names of days and months, ordinals, years, dates in figures."""

from __future__ import annotations

from collections.abc import Sequence

from shared.domain.spoken.grammar import Reader, spellings_of
from shared.domain.spoken.language import SpokenLanguage
from shared.domain.spoken.tokens import Token

_LAST_YEAR = 2199


class Weekday(int):
    """ISO: Monday is 1."""


class Month(int):
    """January is 1."""


class Year(int):
    """Two digits or four."""


def readers_of_days(language: SpokenLanguage) -> dict[str, Reader]:
    """What phrases may call {weekday}, {month}, {ordinal}, {dotted_date} and so on."""
    counting = language.counting
    return {
        "weekday": _name(language.weekdays, Weekday),
        "month": _name(language.months, Month),
        "ordinal": counting.ordinal,
        "ordinal_month": _up_to(counting.ordinal, 12, Month),
        "number": _up_to(counting.cardinal, 31),
        "count": counting.counted,
        "year": _year(counting.cardinal),
        "dotted_date": _dotted_date,
    }


def _name(names: Sequence[str], kind: type[Weekday | Month]) -> Reader:
    numbered = {
        spelling: index
        for index, ways in enumerate(names, start=1)
        for way in ways.split("|")
        for spelling in spellings_of(way)
    }

    def read(tokens: Sequence[Token], place: int) -> tuple[object, int] | None:
        number = numbered.get(tokens[place].text)
        return None if number is None else (kind(number), place + 1)

    return read


def _up_to(reader: Reader, highest: int, kind: type[int] = int) -> Reader:
    def read(tokens: Sequence[Token], place: int) -> tuple[object, int] | None:
        found = reader(tokens, place)
        if found is None or not isinstance(found[0], int) or not 1 <= found[0] <= highest:
            return None
        return kind(found[0]), found[1]

    return read


def _year(cardinal: Reader) -> Reader:
    def read(tokens: Sequence[Token], place: int) -> tuple[object, int] | None:
        found = cardinal(tokens, place)
        if found is None or not isinstance(found[0], int) or not 2000 <= found[0] <= _LAST_YEAR:
            return None
        return Year(found[0]), found[1]

    return read


def _dotted_date(tokens: Sequence[Token], place: int) -> tuple[object, int] | None:
    token = tokens[place]
    if token.kind != "dotted" or len(token.numbers) < 2:
        return None
    day, month, *year = token.numbers
    if month > 12 >= day and "/" in token.text:  # 11/24 can only be the American order
        day, month = month, day
    return ((day, month, *year), place + 1) if 1 <= month <= 12 and 1 <= day <= 31 else None
