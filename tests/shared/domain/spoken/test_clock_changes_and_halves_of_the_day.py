"""The night of the clock change, and two o'clock in the night or in the afternoon."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.business import OpeningSpan
from shared.domain.spoken.languages import SPOKEN_LANGUAGES
from shared.domain.spoken.when import local_start, parse_when

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=BERLIN)


def test_a_time_that_the_clock_change_skips_is_refused() -> None:
    now = datetime(2027, 3, 27, 12, 0, tzinfo=BERLIN)
    assert local_start(date(2027, 3, 28), time(2, 30), BERLIN) is None
    when = parse_when("morgen um 2 Uhr 30 nachts", "de", now)
    assert (when.at, when.problem) == (time(2, 30), "no_such_time")


def test_a_time_that_the_clock_change_repeats_is_the_first_one() -> None:
    start = local_start(date(2026, 10, 25), time(2, 30), BERLIN)
    assert start is not None
    assert start.utcoffset() == start.replace(hour=1).utcoffset()


def test_opening_hours_decide_which_half_of_the_day_is_meant() -> None:
    early = (OpeningSpan(2, time(6), time(12)),)
    late = (OpeningSpan(2, time(16), time(22)),)
    assert parse_when("am Dienstag um acht", "de", NOON, hours=early).at == time(8)
    assert parse_when("am Dienstag um acht", "de", NOON, hours=late).at == time(20)


def test_without_opening_hours_people_mean_daytime() -> None:
    assert parse_when("um sechs", "de", NOON).at == time(18)
    assert parse_when("um acht", "de", NOON).at == time(8)
    assert parse_when("um zwölf", "de", NOON).at == time(12)


def test_today_the_half_that_is_not_past_is_meant() -> None:
    always = (OpeningSpan(6, time(0), time(23, 59)),)
    assert parse_when("heute um elf", "de", NOON, hours=always).at == time(23)
    assert parse_when("heute um eins", "de", NOON, hours=always).at == time(13)


def test_the_other_half_is_remembered_until_the_day_is_known() -> None:
    when = parse_when("um sieben", "de", NOON)
    assert {when.at, when.or_at} == {time(7), time(19)}
    assert parse_when("um 19 Uhr", "de", NOON).or_at is None
    assert parse_when("um sieben Uhr abends", "de", NOON).or_at is None


def test_a_leap_day_is_the_next_one_that_exists() -> None:
    assert parse_when("am 29. Februar", "de", NOON).days == (date(2028, 2, 29),)


@given(st.text(max_size=200), st.sampled_from([*sorted(SPOKEN_LANGUAGES), "xx"]), st.booleans())
def test_no_text_is_too_strange_to_read(text: str, language: str, bare: bool) -> None:
    parse_when(text, language, NOON, bare_numbers=bare)


@given(
    st.lists(
        st.sampled_from(
            "am um den nicht vor nach bis ab von zwischen und 31. 30.2. 99 0 24 25:61 7.7.7777 999999999999 Dienstag Februar "
            "in tagen wochen monaten tausend hundert neun nächsten heute morgen halb viertel uhr 2999 1.1.2000 statt "
            "on the of next after half past quarter to week february 24th pm at ten "
            "på i om den vecka halv kvart över klockan ett tjugo till mellan och inte utan slutet av månad kronor 24:e öre vid".split()
        ),
        max_size=12,
    ),
    st.sampled_from(sorted(SPOKEN_LANGUAGES)),
)
def test_no_order_of_time_words_is_too_strange_to_read(words: list[str], language: str) -> None:
    parse_when(" ".join(words), language, NOON, bare_numbers=True)
