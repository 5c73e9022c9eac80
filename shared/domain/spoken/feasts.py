"""Feasts that callers name instead of a date: fixed ones, those around Easter, and those on a weekday near a date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

Feast = Callable[[int], tuple[date, ...]]
"""The days of a feast in a year, in order."""


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus; Meeus, Astronomical Algorithms, chapter 8)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, more = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * more + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + sunday - 7 * ((golden + 11 * moon + 22 * sunday) // 451) + 114, 31)
    return date(year, month, day + 1)


def coming(name: str, today: date) -> tuple[date, ...]:
    """The days of a feast that are next, from today on."""
    days = next(days for ahead in (0, 1) if (days := FEASTS[name](today.year + ahead))[-1] >= today)
    return tuple(day for day in days if day >= today)


def _on(month: int, day: int) -> Feast:
    return lambda year: (date(year, month, day),)


def _from_easter(*offsets: int) -> Feast:
    return lambda year: tuple(easter(year) + timedelta(days=offset) for offset in offsets)


def _first(weekday: int, month: int, day: int) -> Feast:
    """The first ISO weekday on or after a date."""

    def found(year: int) -> tuple[date, ...]:
        start = date(year, month, day)
        return (start + timedelta(days=(weekday - start.isoweekday()) % 7),)

    return found


def _both(*feasts: Feast) -> Feast:
    return lambda year: tuple(day for feast in feasts for day in feast(year))


_MIDSUMMER = _first(5, 6, 19)

FEASTS: dict[str, Feast] = {
    "epiphany_eve": _on(1, 5),
    "epiphany": _on(1, 6),
    "shrove_monday": _from_easter(-48),
    "shrove_tuesday": _from_easter(-47),
    "ash_wednesday": _from_easter(-46),
    "maundy_thursday": _from_easter(-3),
    "good_friday": _from_easter(-2),
    "easter_saturday": _from_easter(-1),
    "easter_sunday": _from_easter(0),
    "easter_monday": _from_easter(1),
    "easter": _from_easter(-2, -1, 0, 1),
    "walpurgis": _on(4, 30),
    "may_day": _on(5, 1),
    "ascension": _from_easter(39),
    "whit_sunday": _from_easter(49),
    "whit_monday": _from_easter(50),
    "whitsun": _from_easter(49, 50),
    "corpus_christi": _from_easter(60),
    "swedish_national_day": _on(6, 6),
    "midsummer_eve": _MIDSUMMER,
    "midsummer_day": _first(6, 6, 20),
    "midsummer": _both(_MIDSUMMER, _first(6, 6, 20)),
    "assumption": _on(8, 15),
    "german_unity": _on(10, 3),
    "reformation": _on(10, 31),
    "all_saints": _on(11, 1),
    "all_saints_saturday": _first(6, 10, 31),
    "repentance": _first(3, 11, 16),
    "advent": _first(7, 11, 27),
    "st_nicholas": _on(12, 6),
    "lucia": _on(12, 13),
    "christmas_eve": _on(12, 24),
    "christmas_day": _on(12, 25),
    "boxing_day": _on(12, 26),
    "between_the_years": lambda year: tuple(date(year, 12, day) for day in range(27, 31)),
    "new_years_eve": _on(12, 31),
    "new_years_day": _on(1, 1),
}
"""By the names that phrase tables use: `feast_easter_monday`. What is closed then is the business's to say."""
