"""Feasts as days: those that move, in every year from 2024 to 2035, and how they are called in every language."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from shared.domain.spoken.days import DAY_MEANINGS
from shared.domain.spoken.feasts import FEASTS, coming
from shared.domain.spoken.languages import SPOKEN_LANGUAGES
from tests.shared.domain.spoken.reading import read

BERLIN = ZoneInfo("Europe/Berlin")

# Good Friday, Easter Monday, Ascension Day, Whit Monday, Midsummer Eve, All Saints' Day (Sweden), first Sunday in Advent.
CALENDAR = """
2024: 29.03. 01.04. 09.05. 20.05. 21.06. 02.11. 01.12.
2025: 18.04. 21.04. 29.05. 09.06. 20.06. 01.11. 30.11.
2026: 03.04. 06.04. 14.05. 25.05. 19.06. 31.10. 29.11.
2027: 26.03. 29.03. 06.05. 17.05. 25.06. 06.11. 28.11.
2028: 14.04. 17.04. 25.05. 05.06. 23.06. 04.11. 03.12.
2029: 30.03. 02.04. 10.05. 21.05. 22.06. 03.11. 02.12.
2030: 19.04. 22.04. 30.05. 10.06. 21.06. 02.11. 01.12.
2031: 11.04. 14.04. 22.05. 02.06. 20.06. 01.11. 30.11.
2032: 26.03. 29.03. 06.05. 17.05. 25.06. 06.11. 28.11.
2033: 15.04. 18.04. 26.05. 06.06. 24.06. 05.11. 27.11.
2034: 07.04. 10.04. 18.05. 29.05. 23.06. 04.11. 03.12.
2035: 23.03. 26.03. 03.05. 14.05. 22.06. 03.11. 02.12.
"""
SAID = (
    ("Karfreitag", "långfredagen", "Good Friday"),
    ("Ostermontag", "annandag påsk", "Easter Monday"),
    ("Christi Himmelfahrt", "Kristi himmelsfärdsdag", "Ascension Day"),
    ("Pfingstmontag", "annandag pingst", "Whit Monday"),
    (None, "midsommarafton", "Midsummer's Eve"),
    (None, "alla helgons dag", None),
    ("am ersten Advent", "första advent", "the first Sunday in Advent"),
)
YEARS = [(int(year), days.split()) for year, days in (line.split(": ") for line in CALENDAR.split("\n") if line)]


@pytest.mark.parametrize(("year", "days"), YEARS, ids=[str(year) for year, _ in YEARS])
def test_a_movable_feast_is_found_in_its_year(year: int, days: list[str]) -> None:
    new_year = datetime(year, 1, 1, 10, tzinfo=BERLIN)
    for day, names in zip(days, SAID, strict=True):
        for language, name in zip(("de", "sv", "en"), names, strict=True):
            if name:
                assert read(name, language, now=new_year).endswith(day), name


@pytest.mark.parametrize(
    ("language", "said", "meant"),
    [
        ("de", "an Heiligabend", "Thu 24.12."),
        ("de", "am Heilig Abend um zehn", "Thu 24.12. 10:00"),
        ("de", "am ersten Weihnachtstag", "Fri 25.12."),
        ("de", "zwischen den Jahren", "Sun 27.12. + Mon 28.12. + Tue 29.12. + Wed 30.12."),
        ("de", "an Silvester elf", "Thu 31.12. 11:00"),
        ("de", "Gründonnerstag", "Thu 25.03."),
        ("de", "an Pfingsten", "Sun 16.05. + Mon 17.05."),
        ("de", "über Ostern", "Fri 26.03. + Sat 27.03. + Sun 28.03. + Mon 29.03."),
        ("de", "Fronleichnam", "Thu 27.05."),
        ("de", "am Rosenmontag", "Mon 08.02."),
        ("de", "Buß und Bettag", "Wed 17.11."),
        ("de", "am Tag der Deutschen Einheit", "Sun 03.10."),
        ("sv", "på julafton", "Thu 24.12."),
        ("sv", "klockan tio på nyårsafton", "Thu 31.12. 10:00"),
        ("sv", "i påsk", "Fri 26.03. + Sat 27.03. + Sun 28.03. + Mon 29.03."),
        ("sv", "på midsommar", "Fri 25.06. + Sat 26.06."),
        ("sv", "nationaldagen", "Sun 06.06."),
        ("sv", "valborgsmässoafton", "Fri 30.04."),
        ("sv", "i mellandagarna", "Sun 27.12. + Mon 28.12. + Tue 29.12. + Wed 30.12."),
        ("en", "on Christmas Eve", "Thu 24.12."),
        ("en", "Boxing Day at ten", "Sat 26.12. 10:00"),
        ("en", "New Year's Eve", "Thu 31.12."),
        ("en", "Shrove Tuesday", "Tue 09.02."),
        ("en", "over the Easter weekend", "Fri 26.03. + Sat 27.03. + Sun 28.03. + Mon 29.03."),
    ],
)
def test_a_feast_may_be_called_many_things(language: str, said: str, meant: str) -> None:
    assert read(said, language) == meant


def test_the_days_of_a_feast_that_are_over_are_left_out() -> None:
    assert coming("easter", date(2027, 3, 28)) == (date(2027, 3, 28), date(2027, 3, 29))
    assert coming("easter", date(2027, 3, 30))[0] == date(2028, 4, 14)
    assert coming("christmas_eve", date(2026, 12, 24)) == (date(2026, 12, 24),)


@pytest.mark.parametrize("code", sorted(SPOKEN_LANGUAGES))
def test_every_feast_of_a_phrase_table_has_days(code: str) -> None:
    named = {meaning for meaning in SPOKEN_LANGUAGES[code].when if meaning.startswith("feast_")}
    assert named <= DAY_MEANINGS
    assert {"feast_easter_monday", "feast_christmas_eve"} <= named


def test_every_feast_is_called_something_in_some_language() -> None:
    named = {meaning for language in SPOKEN_LANGUAGES.values() for meaning in language.when}
    assert {f"feast_{name}" for name in FEASTS} <= named
