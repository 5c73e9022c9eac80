"""Days as they are said ("übermorgen", "am Dienstag in einer Woche", "the 24th"), as dates.

Three readings are conventions, because people differ; what is read back always names weekday and date:
a weekday alone is the next one after today; "nächsten Dienstag" and "next Tuesday" are the same next one, "this" may
also be today; a day without a year is the next such day, today included.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shared.domain.spoken.day_names import Month, Weekday, Year
from shared.domain.spoken.feasts import FEASTS, coming
from shared.domain.spoken.grammar import Match

_DAYS_OF_AN_OPEN_RANGE = 14
_FRIDAY = 5

DAY_MEANINGS = frozenset(
    {
        "today", "today_morning", "today_afternoon", "today_evening", "tomorrow", "after_tomorrow", "yesterday",
        "weekday", "weekday_early", "weekday_morning", "weekday_noon", "weekday_afternoon", "weekday_evening",
        "this_weekday", "next_weekday", "second_weekday", "weekday_week", "weekday_range", "date", "nth_weekday", "day_of_month",
        "day_of_month_loose", "in_days", "in_weeks", "one_week", "two_weeks", "in_months", "week_number", "this_week",
        "next_week", "second_week", "week_start", "week_middle", "week_end", "weekend", "workdays", "this_month", "next_month",
        "in_month", "month_start", "month_middle", "month_end", *(f"feast_{name}" for name in FEASTS),
    }
)  # fmt: skip
SINGLE_DAYS = frozenset(
    {
        "today", "today_morning", "today_afternoon", "today_evening", "tomorrow", "after_tomorrow", "weekday",
        "weekday_early", "weekday_morning", "weekday_noon", "weekday_afternoon", "weekday_evening", "this_weekday",
        "next_weekday", "second_weekday", "weekday_week", "date", "nth_weekday", "day_of_month", *(f"feast_{name}" for name in FEASTS),
    }
)  # fmt: skip
"""Those that name one day, after which a number is a time: "Dienstag zehn"."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days that were said, in order; `problem` is no_such_day or past when there is none to be had."""

    days: tuple[date, ...] = ()
    problem: str | None = None


def days_of(facts: Sequence[Match], today: date) -> Days:
    """All that was said about days, taken together: "nächste Woche" and "Dienstag" make one day."""
    try:
        return _days_of(facts, today)
    except (OverflowError, ValueError):
        return Days(problem="no_such_day")


def onward(day: date) -> tuple[date, ...]:
    """That day and the two weeks after it: "ab Dienstag"."""
    return tuple(day + timedelta(days=ahead) for ahead in range(_DAYS_OF_AN_OPEN_RANGE))


def _days_of(facts: Sequence[Match], today: date) -> Days:
    said = {fact.meaning for fact in facts}
    if "yesterday" in said:  # "ich war gestern da und möchte am Dienstag wieder kommen"
        others = [fact for fact in facts if fact.meaning != "yesterday"]
        return _days_of(others, today) if others else Days(problem="past")
    dates = [fact for fact in facts if fact.meaning in _DATES or fact.meaning.startswith("feast_")]
    if dates:
        found = [_dated(fact, today) for fact in dates]
        if not all(found):
            return Days(problem="no_such_day")
        chosen = tuple(sorted({day for days in found for day in days}))
        return Days(problem="past") if chosen[-1] < today else Days(tuple(day for day in chosen if day >= today))
    weeks = next((_int(fact.values[0]) for fact in facts if fact.meaning == "in_weeks"), 0)
    weeks += next((_WEEKS_BY_NAME[fact.meaning] for fact in facts if fact.meaning in _WEEKS_BY_NAME), 0)
    near = [today + timedelta(days=_NEAR[fact.meaning]) for fact in facts if fact.meaning in _NEAR]
    near += [today + timedelta(days=_int(fact.values[0])) for fact in facts if fact.meaning == "in_days"]
    if near:
        return Days(tuple(sorted({day + timedelta(weeks=weeks) for day in near})))
    monday = today - timedelta(days=today.weekday())
    week = next((_WEEKS[fact.meaning] for fact in facts if fact.meaning in _WEEKS), None)
    week = next((_weeks_to(fact, monday) for fact in facts if fact.meaning == "week_number"), week)
    weekdays = [fact for fact in facts if fact.meaning in _WEEKDAYS]
    if weekdays:
        if week is None and weeks and "in_weeks" in said and weekdays[0].start > _weeks_place(facts):
            week, weeks = weeks, 0
        if week is not None:
            monday += timedelta(weeks=week)
            chosen = tuple(sorted({monday + timedelta(days=_int(fact.values[0]) - 1) for fact in weekdays}))
            return Days(chosen) if chosen[-1] >= today else Days(problem="past")
        return Days(tuple(sorted({_coming(fact, today) + timedelta(weeks=weeks) for fact in weekdays})))
    return _spread(facts, today, monday, week, weeks)


def _spread(facts: Sequence[Match], today: date, monday: date, week: int | None, weeks: int) -> Days:
    """More than one day: weeks, parts of them, months."""
    for fact in facts:
        if fact.meaning == "workdays":
            return Days(tuple(day for day in onward(today + timedelta(days=1)) if day.isoweekday() <= _FRIDAY))
        if fact.meaning == "weekday_range":
            first = _next_weekday(today - timedelta(days=week is None), _int(fact.values[0]))
            if week is not None:
                first = monday + timedelta(weeks=week, days=_int(fact.values[0]) - 1)
            length = (_int(fact.values[1]) - _int(fact.values[0])) % 7
            return _ahead([first + timedelta(days=ahead) for ahead in range(length + 1)], today)
        if fact.meaning in _PARTS_OF_MONTH or (fact.meaning in _PARTS_OF_WEEK and _is_about_months(facts)):
            return _part_of_month(facts, fact.meaning.rpartition("_")[2], today)
        if fact.meaning in _PARTS_OF_WEEK:
            start = monday + timedelta(weeks=week or 0)
            days = [start + timedelta(days=offset) for offset in _PARTS_OF_WEEK[fact.meaning]]
            if week is None and days[-1] < today:
                days = [day + timedelta(weeks=1) for day in days]
            return _ahead(days, today)
        if fact.meaning in ("this_month", "next_month", "in_month"):
            return _ahead(_month(fact, today), today)
        if fact.meaning == "in_months":
            months = today.month - 1 + _int(fact.values[0])
            year, month = today.year + months // 12, months % 12 + 1
            return Days((date(year, month, min(today.day, calendar.monthrange(year, month)[1])),))
    if week is not None:
        start = monday + timedelta(weeks=week)
        return _ahead([start + timedelta(days=offset) for offset in range(7)], today)
    if weeks:
        return Days((today + timedelta(weeks=weeks),))
    return Days()


def _month(fact: Match, today: date) -> list[date]:
    """The days of the month that is named, or of this or the next one."""
    month = _int(fact.values[0]) if fact.values else (today.month - 1 + (fact.meaning == "next_month")) % 12 + 1
    year = today.year + (month < today.month)
    return [date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1)]


def _is_about_months(facts: Sequence[Match]) -> bool:
    return any(fact.meaning in _MONTHS for fact in facts)


def _part_of_month(facts: Sequence[Match], part: str, today: date) -> Days:
    """The first ten days of a month, the second, or what is left: "Anfang Dezember", "Ende nächsten Monats"."""
    named = next(fact for fact in facts if fact.meaning in (*_PARTS_OF_MONTH, *_MONTHS))
    first, last = {"start": (1, 10), "middle": (11, 20), "end": (21, 31)}[part]
    return _ahead([day for day in _month(named, today) if first <= day.day <= last], today)


def _weeks_to(fact: Match, monday: date) -> int:
    """How many weeks it is from this Monday to the ISO week of that number: in this year, or in the next if it is over."""
    number = _int(fact.values[0])
    there = date.fromisocalendar(monday.isocalendar().year, number, 1)
    if there < monday:
        there = date.fromisocalendar(monday.isocalendar().year + 1, number, 1)
    return (there - monday).days // 7


_DATES = ("date", "nth_weekday", "day_of_month", "day_of_month_loose")
_NEAR = {
    "today": 0, "today_morning": 0, "today_afternoon": 0, "today_evening": 0, "tomorrow": 1,
    "after_tomorrow": 2,
}  # fmt: skip
_WEEKS_BY_NAME = {"one_week": 1, "two_weeks": 2}
_WEEKS = {"this_week": 0, "next_week": 1, "second_week": 2}
_WEEKDAYS = (
    "weekday", "weekday_early", "weekday_morning", "weekday_noon", "weekday_afternoon", "weekday_evening",
    "this_weekday", "next_weekday", "second_weekday", "weekday_week",
)  # fmt: skip
_PARTS_OF_WEEK = {"week_start": (0, 1), "week_middle": (1, 2, 3), "week_end": (3, 4, 5), "weekend": (5, 6)}
_PARTS_OF_MONTH = ("month_start", "month_middle", "month_end")
_MONTHS = ("this_month", "next_month", "in_month")


def _coming(fact: Match, today: date) -> date:
    weekday = _int(fact.values[0])
    if fact.meaning == "this_weekday":
        return today + timedelta(days=(weekday - today.isoweekday()) % 7)
    later = 7 if fact.meaning in ("second_weekday", "weekday_week") else 0
    return _next_weekday(today, weekday) + timedelta(days=later)


def _next_weekday(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.isoweekday() - 1) % 7 + 1)


def _dated(fact: Match, today: date) -> tuple[date, ...]:
    """The date of one phrase: the year that was said, or the next in which the day exists. A feast may be several days."""
    if fact.meaning.startswith("feast_"):
        return coming(fact.meaning.removeprefix("feast_"), today)
    if fact.meaning == "nth_weekday":
        return _nth_weekday(fact, today)
    day, month, year = None, None, None
    for value in fact.values:
        if isinstance(value, tuple):
            day, month, year = (*value, None)[:3]
        elif isinstance(value, Month):
            month = value
        elif isinstance(value, Year):
            year = value
        elif isinstance(value, int) and not isinstance(value, Weekday):
            day = value
    if day is None:
        return ()
    if month is None:
        found = next_day_of_month(day, today)
    elif year is not None:
        found = date(year if year > 99 else 2000 + year, month, day)
    else:
        years = (_date(today.year + ahead, month, day) for ahead in range(9))
        found = next((found for found in years if found is not None and found >= today), None)
    return () if found is None else (found,)


def _nth_weekday(fact: Match, today: date) -> tuple[date, ...]:
    """The first Friday of a month, or the second, or the fifth if it has one: the next that is not over."""
    nth, weekday, month = (_int(value) for value in fact.values)
    for year in (today.year, today.year + 1):
        first = date(year, month, 1)
        found = first + timedelta(days=(weekday - first.isoweekday()) % 7, weeks=nth - 1)
        if found >= today:
            return (found,) if found.month == month else ()
    return ()


def next_day_of_month(day: int, today: date) -> date | None:
    """The next date with that day of the month, today included."""
    for ahead in range(12):
        month = today.month - 1 + ahead
        found = _date(today.year + month // 12, month % 12 + 1, day)
        if found is not None and found >= today:
            return found
    return None


def _date(year: int, month: int, day: int) -> date | None:
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def _ahead(days: Sequence[date], today: date) -> Days:
    left = tuple(day for day in days if day >= today)
    return Days(left) if left else Days(problem="past")


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


def _weeks_place(facts: Sequence[Match]) -> int:
    return next((fact.start for fact in facts if fact.meaning == "in_weeks"), 0)
