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
from shared.domain.spoken.prices import hear_price
from shared.domain.spoken.speaking import (
    say_code,
    say_date,
    say_day,
    say_number,
    say_price,
    say_start,
    say_time,
    say_weekday,
)
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


@given(languages, st.dates(date(2026, 1, 1), date(2031, 12, 31)), st.integers(0, 400))
def test_a_day_in_a_sentence_is_understood_as_it_is_said(language: str, today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    said = say_day(language, day, today=today)
    assert parse_when(said, language, datetime.combine(today, time(0), tzinfo=BERLIN)).days == (day,), said


@given(languages, st.dates(date(2026, 1, 1), date(2031, 12, 31)), st.integers(1, 7))
def test_a_weekday_is_understood_as_it_is_said(language: str, today: date, weekday: int) -> None:
    days = parse_when(say_weekday(language, weekday), language, datetime.combine(today, time(0), tzinfo=BERLIN)).days
    assert [day.isoweekday() for day in days] == [weekday]


@given(
    languages,
    st.integers(-999_999, 999_999).filter(bool),
    st.sampled_from(["EUR", "CHF", "SEK", "USD", "GBP"]),
)
def test_a_price_is_understood_as_it_is_said(language: str, hundredths: int, currency: str) -> None:
    price = Money(Decimal(hundredths) / 100, currency)
    assert hear_price(say_price(language, price), language) == price, say_price(language, price)


@given(languages, st.text(alphabet=string.digits, min_size=4, max_size=8))
def test_a_code_of_digits_is_understood_as_it_is_said(language: str, code: str) -> None:
    assert hear_digits(say_code(language, code), language) == code


@given(languages, st.integers(0, 9999))
def test_a_price_is_no_time_of_day(language: str, amount: int) -> None:
    said = say_price(language, Money(Decimal(amount), "SEK"))
    assert not parse_when(said, language, datetime(2026, 11, 21, 10, 0, tzinfo=BERLIN), bare_numbers=True)


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


@pytest.mark.parametrize("region", ["DE", "CH", "AT", "SE", "GB", "US"])
@pytest.mark.parametrize("language", sorted(SPOKEN_LANGUAGES))
def test_a_number_read_back_inside_any_country_is_the_number(language: str, region: str) -> None:
    for number in ("+493023125100", "+41445550100", "+46406280410", "+46701740605", "+43155501", "+442071838750"):
        assert to_e164(hear_digits(say_phone(number, region=region), language), region) == number


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
        ("sv", "550", "SEK", "550 kronor"),
        ("sv", "1.00", "SEK", "1 krona"),
        ("sv", "28.50", "SEK", "28 kronor och 50 öre"),
        ("sv", "28.05", "EUR", "28 euro och 5 cent"),
        ("sv", "-3.20", "SEK", "minus 3 kronor och 20 öre"),
        ("sv", "5", "XYZ", "5 XYZ"),
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
        ("sv", 21, "tjugoett"),
        ("sv", 119, "etthundranitton"),
        ("sv", 1450, "ett tusen fyrahundrafemtio"),
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


@pytest.mark.parametrize(
    ("language", "said", "amount", "currency"),
    [
        ("de", "das macht achtundzwanzig Euro fünfzig", "28.50", "EUR"),
        ("de", "28,50 Euro", "28.50", "EUR"),
        ("de", "1.450 Euro", "1450", "EUR"),
        ("de", "hundertzwanzig Franken", "120", "CHF"),
        ("de", "3 Euro und 5 Cent", "3.05", "EUR"),
        ("en", "that is twenty-eight pounds fifty", "28.50", "GBP"),
        ("en", "one thousand two hundred kronor", "1200", "SEK"),
        ("en", "28.50 euros", "28.50", "EUR"),
        ("sv", "det blir femhundrafemtio kronor", "550", "SEK"),
        ("sv", "1 450 kr", "1450", "SEK"),
        ("sv", "femtonhundra spänn", "1500", "SEK"),
        ("sv", "tjugoåtta kronor och femtio öre", "28.50", "SEK"),
        ("sv", "tusen kronor", "1000", "SEK"),
    ],
)
def test_a_price_is_heard_in_words_and_figures(language: str, said: str, amount: str, currency: str) -> None:
    assert hear_price(said, language) == Money(Decimal(amount), currency)


@pytest.mark.parametrize(
    ("language", "said"), [("de", "um drei"), ("sv", "på tisdag"), ("en", "28"), ("sv", "kronor"), ("de", "minus")]
)
def test_without_a_currency_nothing_is_a_price(language: str, said: str) -> None:
    assert hear_price(said, language) is None


def test_a_code_is_said_sign_by_sign() -> None:
    assert say_code("de", "K7-q3") == "K, 7, Q, 3"


def test_what_is_no_telephone_number_is_none() -> None:
    assert to_e164("123", "DE") is None
    assert to_e164("999999999999999999999", "DE") is None
    assert to_e164("", "DE") is None
    assert to_e164("0171 2345678", "DE") == "+491712345678"
    assert to_e164("044 555 01 00", "CH") == "+41445550100"
