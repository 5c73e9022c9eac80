"""Numbers that are clock times only because of where they stand: "Dienstag zehn", "statt neun um zwölf", "drei, nein, vier"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from shared.domain.spoken.day_names import Weekday
from shared.domain.spoken.days import SINGLE_DAYS, next_day_of_month
from shared.domain.spoken.grammar import Match, Reader
from shared.domain.spoken.language import SpokenLanguage
from shared.domain.spoken.tokens import Token
from shared.domain.spoken.windows import PARTS_OF_DAY

TIME_MEANINGS = frozenset({"at", "from", "until", "until_at", "between"})

_DAYS = SINGLE_DAYS | frozenset(PARTS_OF_DAY)
_ARTICLES = frozenset({"am", "den", "der", "dem", "the"})
_SIGNS = frozenset({"not", "not_there", "rather"})


def with_lone_numbers(
    words: Sequence[Token], facts: Sequence[Match], language: SpokenLanguage, clock: Reader, *, asked: bool
) -> list[Match]:
    """The facts with the clock times that are mere numbers, in order.

    A number is one right after a day or a part of the day, and after a "statt" or "nein" if times are spoken of. If a time
    was `asked` for and none was said, the last number is one.
    """
    taken = {place for fact in facts for place in range(fact.start, fact.end)}
    found: list[Match] = []
    for fact in facts:
        timed = asked or any(each.meaning in TIME_MEANINGS for each in (*facts, *found))
        if fact.meaning in _DAYS or (fact.meaning in _SIGNS and timed):
            place = fact.end
            while place < len(words) and place not in taken and words[place].text in language.softeners:
                place += 1
            here = _clock_at(words, place, taken, clock)
            found += here
            if here and fact.meaning in _SIGNS:  # "not three, four"
                found += _clock_at(words, here[0].end, taken, clock)
    if asked and not any(fact.meaning in TIME_MEANINGS for fact in (*facts, *found)):
        place = 0
        last: list[Match] = []
        while place < len(words):
            here = _clock_at(words, place, taken, clock)
            place = here[0].end if here else place + 1
            last = here or last
        found += last
    return sorted([*facts, *found], key=lambda fact: fact.start)


def with_hour_for_day(words: Sequence[Token], facts: Sequence[Match], clock: Reader, today: date) -> list[Match]:
    """The facts, where "Dienstag 10." at the end of a sentence is ten o'clock, unless the tenth is a Tuesday."""
    last = facts[-1] if facts else None
    if last is None or last.meaning != "day_of_month" or last.end < len(words) or words[-1].kind != "ordinal":
        return list(facts)
    weekday = next((value for value in last.values if isinstance(value, Weekday)), None)
    read = clock(words, last.end - 1)
    bare = last.end - last.start == 2 or words[last.end - 2].text not in _ARTICLES
    if weekday is None or read is None or not bare:
        return list(facts)
    day = next_day_of_month(words[-1].numbers[0], today)
    if day is not None and day.isoweekday() == weekday:
        return list(facts)
    on = Match("weekday", (weekday,), last.start, last.end - 1)
    return [*facts[:-1], on, Match("at", (read[0],), last.end - 1, last.end)]


def _clock_at(words: Sequence[Token], place: int, taken: set[int], clock: Reader) -> list[Match]:
    """The clock time at a place that nothing else has claimed: one, or none."""
    if place >= len(words) or place in taken:
        return []
    pauses = (at for at in range(place + 1, len(words)) if words[at].start - words[at - 1].end > 1)
    read = clock(words[: next(pauses, len(words))], place)
    return [] if read is None or taken & {*range(place, read[1])} else [Match("at", (read[0],), place, read[1])]
