"""Every five minutes round the clock, in every usual way of saying them. Nothing here is derived from the grammar's words."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from shared.domain.spoken.when import parse_when

NOW = datetime(2026, 11, 21, 0, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
EVERY_FIVE_MINUTES = [(hour, minute) for hour in range(1, 13) for minute in range(0, 60, 5)]

HOURS = {
    "de": "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split(),
    "en": "one two three four five six seven eight nine ten eleven twelve".split(),
    "sv": "ett två tre fyra fem sex sju åtta nio tio elva tolv".split(),
}
MINUTES = {
    "de": "null fünf zehn fünfzehn zwanzig fünfundzwanzig dreißig fünfunddreißig vierzig fünfundvierzig fünfzig fünfundfünfzig".split(),
    "en": "oh five ten fifteen twenty twenty-five thirty thirty-five forty forty-five fifty fifty-five".split(),
    "sv": "noll fem tio femton tjugo tjugofem trettio trettiofem fyrtio fyrtiofem femtio femtiofem".split(),
}

# {h} is the hour, {n} the next one, {ein} the German hour before "Uhr".
TO_THE_MINUTE = {
    "de": {
        0: "um {h}, {ein} Uhr, punkt {h}, um punkt {h} Uhr, so gegen {h}, so um {h} rum",
        5: "fünf nach {h}, fünf Minuten nach {h}, um 5 nach {h}",
        10: "zehn nach {h}, zehn Minuten nach {h}",
        15: "viertel nach {h}, viertel {n}, um viertel nach {h}",
        20: "zwanzig nach {h}, zehn vor halb {n}",
        25: "fünf vor halb {n}, fünf Minuten vor halb {n}, fünfundzwanzig nach {h}",
        30: "halb {n}, um halb {n}, halb{n}",
        35: "fünf nach halb {n}, fünf Minuten nach halb {n}, fünfundzwanzig vor {n}",
        40: "zwanzig vor {n}, zehn nach halb {n}",
        45: "viertel vor {n}, dreiviertel {n}, drei viertel {n}, um viertel vor {n}",
        50: "zehn vor {n}, zehn Minuten vor {n}",
        55: "fünf vor {n}, fünf Minuten vor {n}",
    },
    "en": {
        0: "at {h}, {h} o'clock, {h} sharp, around {h}, at about {h}, {h} on the dot",
        5: "five past {h}, five minutes past {h}, five after {h}",
        10: "ten past {h}, ten minutes after {h}",
        15: "quarter past {h}, a quarter past {h}, a quarter after {h}",
        20: "twenty past {h}",
        25: "twenty-five past {h}, twenty five minutes past {h}",
        30: "half past {h}, half {h}",
        35: "twenty-five to {n}, twenty five minutes to {n}",
        40: "twenty to {n}, twenty minutes before {n}",
        45: "quarter to {n}, a quarter to {n}, a quarter of {n}, quarter till {n}",
        50: "ten to {n}, ten minutes to {n}",
        55: "five to {n}, five minutes before {n}",
    },
    "sv": {
        0: "vid {h}, klockan {h}, prick {h}, runt {h}, vid {h}tiden, vid {h} tiden, kl {h}, omkring klockan {h}",
        5: "fem över {h}, fem minuter över {h}, klockan fem över {h}",
        10: "tio över {h}, tio minuter över {h}",
        15: "kvart över {h}, en kvart över {h}, klockan kvart över {h}",
        20: "tjugo över {h}, tjugo minuter över {h}, tio i halv {n}, tjuge över {h}",
        25: "fem i halv {n}, fem minuter i halv {n}, tjugofem över {h}",
        30: "halv {n}, klockan halv {n}, vid halv {n}, halv{n}, vid halv{n}tiden",
        35: "fem över halv {n}, fem minuter över halv {n}, tjugofem i {n}",
        40: "tjugo i {n}, tjugo minuter i {n}, tio över halv {n}",
        45: "kvart i {n}, en kvart i {n}, klockan kvart i {n}",
        50: "tio i {n}, tio minuter i {n}",
        55: "fem i {n}, klockan fem i {n}",
    },
}

# On the clock of 24 hours: {h} in figures, {hh} in two, {mm} in two figures, {w} the minutes in words.
DIGITAL = {
    "de": "{h}:{mm}, {hh}:{mm}, {h}.{mm} Uhr, {h} Uhr {mm}, um {h} Uhr {mm}, {h} Uhr und {mm}",
    "en": "{h}:{mm}, {hh}:{mm}, at {h}:{mm}",
    "sv": "{h}:{mm}, {hh}:{mm}, kl {h}.{mm}, klockan {h}.{mm}, klockan {h} och {mm}, klockan {h} {mm}",
}


def readings(said: str, language: str) -> set[time | None]:
    when = parse_when(said, language, NOW)
    return {when.at, when.or_at} - {None}


def both_halves(hour: int, minute: int) -> set[time]:
    return {time(hour % 12, minute), time(hour % 12 + 12, minute)}


@pytest.mark.parametrize("language", sorted(TO_THE_MINUTE))
@pytest.mark.parametrize(("hour", "minute"), EVERY_FIVE_MINUTES)
def test_a_time_on_the_face_of_a_clock_is_understood(language: str, hour: int, minute: int) -> None:
    names = HOURS[language]
    for way in TO_THE_MINUTE[language][minute].split(", "):
        h, n = names[hour - 1], names[hour % 12]
        said = way.format(h=h, n=n, ein=h.removesuffix("s") if h == "eins" else h)
        # "zwölf Uhr" alone is noon; every other time keeps the doubt of its half of the day.
        noon = {time(12)} if said == "zwölf Uhr" else both_halves(hour, minute)
        assert readings(said, language) == noon, said


@pytest.mark.parametrize("language", sorted(DIGITAL))
@pytest.mark.parametrize("hour", range(24))
def test_a_time_in_figures_is_understood(language: str, hour: int) -> None:
    for minute in range(0, 60, 5):
        for way in DIGITAL[language].split(", "):
            said = way.format(h=hour, hh=f"{hour:02}", mm=f"{minute:02}")
            expected = {time(hour, minute)} if hour in (0, *range(13, 24)) else both_halves(hour, minute)
            assert readings(said, language) == expected, said


@pytest.mark.parametrize(
    ("language", "way"),
    [("de", "{h} Uhr {m}"), ("de", "um {h} Uhr und {m}"), ("en", "at {h} {m}"), ("sv", "klockan {h} och {m}"), ("sv", "klockan {h} {m}")],
)  # fmt: skip
def test_hours_and_minutes_in_words_are_understood(language: str, way: str) -> None:
    for hour, minute in EVERY_FIVE_MINUTES:
        if minute == 0 or (language == "en" and minute < 10):
            continue
        h = HOURS[language][hour - 1]
        said = way.format(h="ein" if h == "eins" else h, m=MINUTES[language][minute // 5])
        assert readings(said, language) == both_halves(hour, minute), said


@pytest.mark.parametrize(
    ("language", "said", "at"),
    [
        ("de", "um drei Uhr nachmittags", "15:00"), ("de", "morgens um halb acht", "07:30"), ("de", "um acht Uhr abends", "20:00"),
        ("de", "nachts um zwei", "02:00"), ("de", "mittags um zwölf", "12:00"), ("de", "vierzehn Uhr null fünf", "14:05"),
        ("de", "vierzehn Uhr dreißig", "14:30"), ("de", "zwanzig Uhr fünfzehn", "20:15"), ("de", "zwo Uhr zwanzig nachmittags", "14:20"),
        ("de", "um Mitternacht", "00:00"), ("de", "einundzwanzig Uhr", "21:00"),
        ("en", "three in the afternoon", "15:00"), ("en", "half past seven in the morning", "07:30"), ("en", "eight in the evening", "20:00"),
        ("en", "2 am", "02:00"), ("en", "twelve noon", "12:00"), ("en", "2:30 p.m.", "14:30"), ("en", "midnight", "00:00"),
        ("en", "quarter past three in the afternoon", "15:15"), ("en", "ten to nine in the evening", "20:50"),
        ("sv", "klockan tre på eftermiddagen", "15:00"), ("sv", "halv åtta på morgonen", "07:30"), ("sv", "klockan åtta på kvällen", "20:00"),
        ("sv", "klockan två på natten", "02:00"), ("sv", "klockan tolv mitt på dagen", "12:00"), ("sv", "klockan fjorton noll fem", "14:05"),
        ("sv", "fjorton och trettio", "14:30"), ("sv", "fjorton trettio", "14:30"), ("sv", "tjugo och femton", "20:15"), ("sv", "klockan 14 och 30", "14:30"),
        ("sv", "vid midnatt", "00:00"), ("sv", "klockan tjugoett", "21:00"), ("sv", "kvart över tre på eftermiddagen", "15:15"),
        ("sv", "klockan 16 noll noll", "16:00"), ("sv", "1430", "14:30"),
    ],
)  # fmt: skip
def test_a_time_with_its_half_of_the_day_leaves_no_doubt(language: str, said: str, at: str) -> None:
    assert readings(said, language) == {time.fromisoformat(at)}


@pytest.mark.parametrize(
    "said", ["ett besök", "vid ett tillfälle", "efter ett möte", "ett annat förslag", "ett senare alternativ"]
)
def test_a_swedish_article_is_no_hour(said: str) -> None:
    assert parse_when(said, "sv", NOW, bare_numbers=True).at is None


@pytest.mark.parametrize("said", ["vid ett", "ett tack", "ett går bra", "klockan ett", "ett", "mellan ett och två"])
def test_and_yet_it_is_one_o_clock(said: str) -> None:
    when = parse_when(said, "sv", NOW, bare_numbers=True)
    assert time(13) in (when.at, when.not_before)
