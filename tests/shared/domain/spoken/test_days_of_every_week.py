"""Weekdays, relative days and the days of the clock change, in every language, from every day of a week."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from shared.domain.spoken.speaking import say_start
from shared.domain.spoken.when import local_start, parse_when

STOCKHOLM, BERLIN = ZoneInfo("Europe/Stockholm"), ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 12, 28)  # a week that crosses into another year

WEEKDAYS = {
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag".split(),
}
COMING = {
    "de": "am {d}, {d}, nächsten {d}, kommenden {d}, {d}s",
    "en": "on {d}, {d}, next {d}, on a {d}, {d}s",
    "sv": "på {d}, {d}, nästa {d}, kommande {d}, nu på {d}, {d}en, på {d}ar",
}
COMING_OR_TODAY = {"de": "diesen {d}", "en": "this {d}", "sv": "den här {d}en"}
A_WEEK_LATER = {
    "de": "am {d} in einer Woche, übernächsten {d}",
    "en": "{d} week, a week on {d}, {d} in a week",
    "sv": "på {d} om en vecka, nästnästa {d}",
}
OF_NEXT_WEEK = {
    "de": "{d} nächster Woche, nächste Woche {d}, am {d} in der nächsten Woche",
    "en": "{d} next week, next week on {d}",
    "sv": "{d} nästa vecka, nästa vecka på {d}, {d} i nästa vecka",
}
COMPOUNDS = {
    "de": {"morgen": (5, 12), "vormittag": (5, 12), "mittag": (11, 14), "nachmittag": (12, 18), "abend": (17, 23)},
    "en": {" morning": (5, 12), " afternoon": (12, 18), " evening": (17, 23)},
    "sv": {"morgon": (5, 11), "förmiddag": (5, 12), "eftermiddag": (12, 18), "kväll": (17, 23), "skväll": (17, 23)},
}

RELATIVE = [
    ("de", 0, "heute, heut, am heutigen Tag"), ("de", 1, "morgen, am morgigen Tag"), ("de", 2, "übermorgen, in zwei Tagen"),
    ("de", 3, "in drei Tagen, in 3 Tagen"), ("de", 7, "in einer Woche, heute in einer Woche, in sieben Tagen"),
    ("de", 8, "morgen in einer Woche"), ("de", 14, "in zwei Wochen, in vierzehn Tagen"), ("de", 21, "in drei Wochen"),
    ("en", 0, "today, later today"), ("en", 1, "tomorrow"), ("en", 2, "the day after tomorrow, in two days"),
    ("en", 3, "in three days, three days from now"), ("en", 7, "in a week, a week from today, in one week's time"), ("en", 8, "a week from tomorrow"),
    ("en", 14, "in a fortnight, in two weeks"), ("en", 21, "in three weeks"),
    ("sv", 0, "idag, i dag"), ("sv", 1, "imorgon, i morgon, i morron"), ("sv", 2, "i övermorgon, övermorgon, om två dagar"),
    ("sv", 3, "om tre dagar, om 3 dar"), ("sv", 7, "om en vecka, om sju dagar, idag om en vecka"), ("sv", 8, "imorgon om en vecka"),
    ("sv", 14, "om två veckor, om fjorton dagar, om ett par veckor"), ("sv", 21, "om tre veckor"),
]  # fmt: skip
PAST = {
    "de": "gestern, vorgestern, letzten Montag, letzte Woche",
    "en": "yesterday, last Monday, last week",
    "sv": "igår, i går, i förrgår, i måndags, förra måndagen, förra veckan",
}


def at_noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=STOCKHOLM)


def ways(text: str, name: str) -> list[str]:
    return [way.format(d=name) for way in text.split(", ")]


@pytest.mark.parametrize("language", sorted(WEEKDAYS))
@pytest.mark.parametrize("weekday", range(7))
def test_a_weekday_is_the_next_one_from_every_day(language: str, weekday: int) -> None:
    name = WEEKDAYS[language][weekday]
    for ahead in range(7):
        today = MONDAY + timedelta(days=ahead)
        next_one = min(
            today + timedelta(days=n) for n in range(1, 8) if (today + timedelta(days=n)).weekday() == weekday
        )
        of_next_week = today - timedelta(days=today.weekday()) + timedelta(weeks=1, days=weekday)
        expected = {
            **dict.fromkeys(ways(COMING[language], name), next_one),
            **dict.fromkeys(ways(COMING_OR_TODAY[language], name), today if today.weekday() == weekday else next_one),
            **dict.fromkeys(ways(A_WEEK_LATER[language], name), next_one + timedelta(weeks=1)),
            **dict.fromkeys(ways(OF_NEXT_WEEK[language], name), of_next_week),
        }
        understood = {said: parse_when(said, language, at_noon(today)).days for said in expected}
        assert understood == {said: (day,) for said, day in expected.items()}, today


@pytest.mark.parametrize("language", sorted(WEEKDAYS))
@pytest.mark.parametrize("weekday", range(7))
def test_a_weekday_and_a_part_of_the_day_may_be_one_word(language: str, weekday: int) -> None:
    name = WEEKDAYS[language][weekday]
    for ending, (first, last) in COMPOUNDS[language].items():
        when = parse_when(name + ending, language, at_noon(MONDAY))
        assert [day.weekday() for day in when.days] == [weekday], name + ending
        assert when.not_before is not None, name + ending
        assert when.before is not None, name + ending
        assert (when.not_before.hour, when.before.hour) == (first, last), name + ending


@pytest.mark.parametrize(("language", "ahead", "said"), RELATIVE)
@pytest.mark.parametrize(
    "today", [MONDAY, date(2026, 12, 31), date(2027, 2, 27), date(2028, 2, 28), date(2027, 3, 27), date(2026, 10, 24)]
)
def test_a_relative_day_is_counted_over_the_ends_of_months_and_years(
    language: str, ahead: int, said: str, today: date
) -> None:
    for way in said.split(", "):
        assert parse_when(way, language, at_noon(today)).days == (today + timedelta(days=ahead),), way


@pytest.mark.parametrize(
    ("language", "said"), [(language, way) for language, text in PAST.items() for way in text.split(", ")]
)
def test_what_is_over_is_said_to_be(language: str, said: str) -> None:
    assert parse_when(said, language, at_noon(MONDAY)).problem == "past"


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "Kalenderwoche {n}"), ("de", "KW {n}"), ("en", "week {n}"), ("sv", "vecka {n}"), ("sv", "i vecka {n}")],
)
def test_a_week_is_named_by_its_iso_number(language: str, said: str) -> None:
    today = date(2026, 11, 21)  # in week 47
    for number, monday in ((48, date(2026, 11, 23)), (53, date(2026, 12, 28)), (3, date(2027, 1, 18))):
        days = parse_when(said.format(n=number), language, at_noon(today)).days
        assert days == tuple(monday + timedelta(days=n) for n in range(7))
    assert parse_when(said.format(n=60), language, at_noon(today)).problem == "no_such_day"


@pytest.mark.parametrize(
    ("language", "start", "middle", "end"),
    [
        ("de", "Anfang Dezember", "Mitte Dezember", "Ende Dezember"),
        ("en", "early December", "in the middle of December", "at the end of December"),
        ("sv", "i början av december", "i mitten av december", "i slutet av december"),
    ],
)
def test_a_part_of_a_month_is_ten_days(language: str, start: str, middle: str, end: str) -> None:
    found = [parse_when(said, language, at_noon(date(2026, 11, 21))).days for said in (start, middle, end)]
    assert [(days[0].day, days[-1].day) for days in found] == [(1, 10), (11, 20), (21, 31)]
    assert {day.month for days in found for day in days} == {12}


FEASTS = [
    ("de", "an Heiligabend", 12, 24), ("de", "Heiliger Abend", 12, 24), ("de", "am ersten Weihnachtsfeiertag", 12, 25),
    ("de", "am zweiten Weihnachtstag", 12, 26), ("de", "an Silvester", 12, 31), ("de", "an Neujahr", 1, 1),
    ("en", "on Christmas Eve", 12, 24), ("en", "Christmas Day", 12, 25), ("en", "Boxing Day", 12, 26), ("en", "New Year's Eve", 12, 31),
    ("en", "on New Year's Day", 1, 1),
    ("sv", "på julafton", 12, 24), ("sv", "juldagen", 12, 25), ("sv", "annandag jul", 12, 26), ("sv", "på nyårsafton", 12, 31), ("sv", "nyårsdagen", 1, 1),
]  # fmt: skip


@pytest.mark.parametrize(("language", "said", "month", "day"), FEASTS)
def test_a_feast_that_keeps_its_date_is_a_day(language: str, said: str, month: int, day: int) -> None:
    for today in (date(2026, 11, 21), date(2026, 12, 24), date(2027, 1, 2)):
        expected = next(each for year in (2026, 2027, 2028) if (each := date(year, month, day)) >= today)
        assert parse_when(said, language, at_noon(today)).days == (expected,)


SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
HALF_PAST_TWO = {
    "de": "am Sonntag um 2 Uhr 30 nachts, morgen um halb drei nachts, am {day}. {month} um 2:30 Uhr in der Nacht",
    "en": "on Sunday at 2:30 am, tomorrow at half past two am, {month} {day} at 2:30 am",
    "sv": "på söndag klockan 2 och 30 på natten, imorgon halv tre på natten, den {day} {month} klockan 2.30 på natten",
}
MONTHS = {"de": ("März", "Oktober"), "en": ("March", "October"), "sv": ("mars", "oktober")}


@pytest.mark.parametrize("zone", [BERLIN, STOCKHOLM], ids=str)
@pytest.mark.parametrize("language", sorted(HALF_PAST_TWO))
def test_half_past_two_is_skipped_in_march_and_is_the_first_of_two_in_october(language: str, zone: ZoneInfo) -> None:
    for change, month in zip((SPRING, AUTUMN), MONTHS[language], strict=True):
        now = datetime.combine(change - timedelta(days=1), time(12), tzinfo=zone)
        for said in HALF_PAST_TWO[language].split(", "):
            when = parse_when(said.format(day=change.day, month=month), language, now)
            assert (when.days, when.at) == ((change,), time(2, 30)), said
            assert when.problem == ("no_such_time" if change == SPRING else None), said
    first = local_start(AUTUMN, time(2, 30), zone)
    assert first is not None
    assert first.utcoffset() == timedelta(hours=2)
    assert local_start(SPRING, time(2, 30), zone) is None


@pytest.mark.parametrize("zone", [BERLIN, STOCKHOLM], ids=str)
@pytest.mark.parametrize("language", sorted(HALF_PAST_TWO))
@pytest.mark.parametrize("change", [SPRING, AUTUMN])
def test_the_day_of_the_clock_change_has_its_afternoon_where_the_wall_clock_says(
    language: str, zone: ZoneInfo, change: date
) -> None:
    now = datetime.combine(change - timedelta(days=1), time(12), tzinfo=zone)
    start = local_start(change, time(14, 30), zone)
    assert start is not None
    said = say_start(language, start, zone, now)
    when = parse_when(said, language, now)
    assert when.days == (change,), said
    assert time(14, 30) in (when.at, when.or_at), said
    assert when.problem is None
    assert start.astimezone(ZoneInfo("UTC")).hour == (12 if change == SPRING else 13)
