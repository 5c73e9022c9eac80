"""Round trips: every date, time, number and price that is spoken is understood as the same again."""

from __future__ import annotations

import string
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.money import Money
from shared.domain.spoken.languages import SPOKEN_LANGUAGES, spoken_language
from shared.domain.spoken.phone import hear_digits, say_phone, to_e164
from shared.domain.spoken.speaking import say_code, say_date, say_number, say_price, say_start, say_time
from shared.domain.spoken.tokens import tidy, tokens
from shared.domain.spoken.when import local_start, parse_when

BERLIN = ZoneInfo("Europe/Berlin")
languages = st.sampled_from(sorted(SPOKEN_LANGUAGES))
minutes = st.times(min_value=time(0), max_value=time(23, 59)).map(lambda at: at.replace(second=0, microsecond=0))


@pytest.mark.parametrize("language", sorted(SPOKEN_LANGUAGES))
@pytest.mark.parametrize("weekday", range(7))
def test_every_minute_of_the_day_is_understood_as_it_is_said(language: str, weekday: int) -> None:
    now = datetime(2026, 11, 16 + weekday, 0, 0, tzinfo=BERLIN)
    for minute in range(weekday, 24 * 60, 7):
        at = time(minute // 60, minute % 60)
        said = say_time(language, at)
        when = parse_when(said, language, now)
        assert at in (when.at, when.or_at), said


@given(languages, st.integers(0, 300), minutes)
def test_a_start_is_understood_as_it_is_said(language: str, days: int, at: time) -> None:
    now = datetime(2026, 11, 21, 0, 0, tzinfo=BERLIN)
    start = local_start(now.date() + timedelta(days=days), at, BERLIN)
    if start is None or start < now:
        return
    said = say_start(language, start, BERLIN, now)
    when = parse_when(said, language, now)
    assert when.days == (start.date(),), said
    assert at in (when.at, when.or_at), said


@given(languages, st.dates(date(2026, 1, 1), date(2031, 12, 31)), st.integers(0, 3000))
def test_a_date_is_understood_as_it_is_said(language: str, day: date, ahead: int) -> None:
    today = day - timedelta(days=ahead)
    now = datetime.combine(today, time(0), tzinfo=BERLIN)
    said = say_date(language, day, today=today)
    assert parse_when(said, language, now).days == (day,), said


@pytest.mark.parametrize("language", sorted(SPOKEN_LANGUAGES))
def test_every_number_to_9999_is_understood_as_it_is_said(language: str) -> None:
    counting = spoken_language(language).counting
    for number in range(10_000):
        words = tokens(tidy(say_number(language, number)))
        assert counting.cardinal(words, 0) == (number, len(words)), say_number(language, number)


@pytest.mark.parametrize("language", sorted(SPOKEN_LANGUAGES))
def test_every_ordinal_of_a_month_is_understood(language: str) -> None:
    spoken = spoken_language(language)
    for number, ways in enumerate(spoken.numbers.ordinals, start=1):
        for stem in ways.split("|"):
            for ending in spoken.numbers.ordinal_endings:
                words = tokens(tidy(stem + ending))
                assert spoken.counting.ordinal(words, 0) == (number, len(words)), stem + ending


@given(languages, st.text(alphabet=string.digits, min_size=5, max_size=15))
def test_phone_digits_are_understood_digit_by_digit(language: str, digits: str) -> None:
    assert hear_digits(" ".join(say_number(language, int(digit)) for digit in digits), language) == digits
    assert hear_digits(" ".join(digits), language) == digits
    assert hear_digits(digits, language) == digits


@given(languages, st.sampled_from(["+493023125100", "+41445550100", "+46406280410", "+4915112345678", "+442071838750"]))
def test_a_number_read_back_is_the_number(language: str, number: str) -> None:
    assert to_e164(hear_digits(say_phone(number), language), "DE") == number
    assert to_e164(hear_digits(say_phone(number, region="DE"), language), "DE") == number


@pytest.mark.parametrize(
    ("language", "amount", "currency", "said"),
    [
        ("de", "28.00", "EUR", "28 Euro"),
        ("de", "28.50", "EUR", "28 Euro 50"),
        ("de", "1.00", "SEK", "1 Krone"),
        ("de", "120.00", "CHF", "120 Franken"),
        ("de", "950.00", "SEK", "950 Kronen"),
        ("de", "28.055", "EUR", "28 Euro 06"),
        ("de", "-3.20", "EUR", "minus 3 Euro 20"),
        ("de", "5", "XYZ", "5 XYZ"),
        ("en", "28.50", "EUR", "28 euros 50"),
        ("en", "1", "EUR", "1 euro"),
        ("en", "1450.00", "SEK", "1450 kronor"),
        ("en", "120", "CHF", "120 francs"),
    ],
)
def test_a_price_is_said_with_its_currency(language: str, amount: str, currency: str, said: str) -> None:
    assert say_price(language, Money(Decimal(amount), currency)) == said


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("de", 21, "einundzwanzig"),
        ("de", 30, "dreißig"),
        ("de", 100, "einhundert"),
        ("de", 1234, "eintausendzweihundertvierunddreißig"),
        ("en", 21, "twenty-one"),
        ("en", 119, "one hundred and nineteen"),
        ("en", 2000, "two thousand"),
    ],
)
def test_numbers_are_said_in_words(language: str, number: int, said: str) -> None:
    assert say_number(language, number) == said


@pytest.mark.parametrize(
    ("language", "said", "digits"),
    [
        ("de", "null eins sieben eins zwo drei vier", "0171234"),
        ("de", "meine Nummer ist die 0171 2345678", "01712345678"),
        ("de", "null drei null, dreiundzwanzig zwölf einundfünfzig", "030231251"),
        ("de", "doppel sieben", "77"),
        ("de", "plus neunundvierzig drei null", "+4930"),
        ("de", "+49 171 2345678", "+491712345678"),
        ("en", "oh one double seven", "0177"),
        ("en", "triple five one two", "55512"),
        ("en", "it is 020 7183 8750", "02071838750"),
        ("de", "keine Ahnung", ""),
    ],
)
def test_digits_are_heard_in_words_and_figures(language: str, said: str, digits: str) -> None:
    assert hear_digits(said, language) == digits


def test_a_code_is_said_sign_by_sign() -> None:
    assert say_code("de", "K7-q3") == "K, 7, Q, 3"


def test_what_is_no_telephone_number_is_none() -> None:
    assert to_e164("123", "DE") is None
    assert to_e164("999999999999999999999", "DE") is None
    assert to_e164("", "DE") is None
    assert to_e164("0171 2345678", "DE") == "+491712345678"
    assert to_e164("044 555 01 00", "CH") == "+41445550100"
