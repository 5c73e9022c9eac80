"""Dates of birth as they are said and typed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.spoken.birthdays import hear_birth_date

TODAY = date(2026, 11, 21)
MARCH = date(1985, 3, 12)


@pytest.mark.parametrize(
    ("language", "text", "born"),
    [
        ("de", "am zwölften März neunzehnhundertfünfundachtzig", MARCH),
        ("de", "zwölfter dritter neunzehnhundertfünfundachtzig", MARCH),
        ("de", "12. März 1985", MARCH),
        ("de", "12.3.1985", MARCH),
        ("de", "12.03.85", MARCH),
        ("de", "zwölfter dritter fünfundachtzig", MARCH),
        ("de", "ich bin am 12. März 85 geboren", MARCH),
        ("de", "der erste Januar zweitausendzwei", date(2002, 1, 1)),
        ("de", "5. Mai 2004", date(2004, 5, 5)),
        ("de", "5. 5. 04", date(2004, 5, 5)),
        ("en", "March 12th 1985", MARCH),
        ("en", "the twelfth of March nineteen eighty five", MARCH),
        ("en", "12 March 85", MARCH),
        ("en", "May fifth two thousand four", date(2004, 5, 5)),
        ("sv", "den tolfte mars nittonhundraåttiofem", MARCH),
        ("sv", "tolfte mars nitton åttiofem", MARCH),
        ("sv", "12 mars 1985", MARCH),
        ("sv", "1985-03-12", MARCH),
        ("de", "12031985", MARCH),
        ("de", "120385", MARCH),
        ("de", "05052004", date(2004, 5, 5)),
    ],
)
def test_a_date_of_birth_is_understood(language: str, text: str, born: date) -> None:
    assert hear_birth_date(text, language, TODAY) == born


@pytest.mark.parametrize(
    "text",
    ["", "gar nicht", "im März", "1985", "am 30. Februar 1980", "morgen", "12. März", "31.12.2026", "12.13.1985", "1. Januar 1700", "99999999999"],
)  # fmt: skip
def test_what_is_no_date_of_birth_is_none(text: str) -> None:
    assert hear_birth_date(text, "de", TODAY) is None


@given(st.text(max_size=40), st.sampled_from(["de", "en", "sv", "xx"]))
def test_no_text_breaks_it(text: str, language: str) -> None:
    born = hear_birth_date(text, language, TODAY)
    assert born is None or born <= TODAY


@given(st.integers(min_value=0, max_value=40_000))
def test_every_day_written_in_digits_is_read_back(days: int) -> None:
    born = TODAY - timedelta(days=days)
    assert hear_birth_date(f"{born.day}.{born.month}.{born.year}", "de", TODAY) == born
    assert hear_birth_date(f"{born:%d%m%Y}", "sv", TODAY) == born
    assert hear_birth_date(born.isoformat(), "en", TODAY) == born
