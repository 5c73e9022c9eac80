"""What a caller said about time, as one plain value.

The language's phrase table finds facts ("übermorgen", "nicht vor zehn", "nachmittags"); here they are put together:
corrections within the sentence ("am Dienstag, nein, Mittwoch"), refusals ("nicht am Dienstag"), halves of the day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from shared.domain.business import OpeningSpan
from shared.domain.spoken.clock import Clock, choose, readers_of_clock
from shared.domain.spoken.day_names import readers_of_days
from shared.domain.spoken.days import DAY_MEANINGS, Days, days_of, onward
from shared.domain.spoken.grammar import Match, Reader
from shared.domain.spoken.language import SpokenLanguage
from shared.domain.spoken.languages import spoken_language
from shared.domain.spoken.lone_numbers import with_hour_for_day, with_lone_numbers
from shared.domain.spoken.prices import reader_of_prices
from shared.domain.spoken.second_thoughts import is_sign, last_word, without_refused
from shared.domain.spoken.spans import reader_of_spans
from shared.domain.spoken.tokens import Token, meaningful, tidy, tokens
from shared.domain.spoken.windows import PARTS_OF_DAY, Window, inside

_QUARTER = 15
_SHIFTS = ("later_by", "earlier_by", "later_day", "earlier_day")
SEEKS = frozenset({"earliest", "latest", "earlier", "later"})

_PART_IN_DAY_MEANING = {
    "today_morning": "morning", "today_afternoon": "afternoon", "today_evening": "evening",
    "weekday_early": "early", "weekday_morning": "morning", "weekday_noon": "noon", "weekday_afternoon": "afternoon",
    "weekday_evening": "evening",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class When:
    """Days and times in local wall time; everything may be missing.

    `days` are the days that would do, in order. `at` is a clock time; `or_at` its other half of the day, if that was not
    said. A start is wanted in [`not_before`, `before`). `seek` is earliest, latest, earlier or later, the last two `by` so
    much, if that was said, than the time that is talked of. `problem` is no_such_day (30 February), no_such_time (skipped by the clock change) or past. `refused_days` were said with a not.
    `any_day` and `any_time` are said explicitly. `maybe_order` warns that the day was only "der dritte", which after an
    offer means the third of it. `tokens` are the places of the words that were understood here.
    """

    days: tuple[date, ...] = ()
    at: time | None = None
    or_at: time | None = None
    not_before: time | None = None
    before: time | None = None
    seek: str | None = None
    by: timedelta | None = None
    problem: str | None = None
    refused_days: tuple[date, ...] = ()
    any_day: bool = False
    any_time: bool = False
    maybe_order: bool = False
    tokens: frozenset[int] = field(default=frozenset(), compare=False)

    @property
    def has_time(self) -> bool:
        """Whether a time of day was said, exactly or as a part of the day."""
        return self.at is not None or self.not_before is not None or self.before is not None

    def __bool__(self) -> bool:
        return bool(self.days or self.has_time or self.seek or self.problem or self.refused_days or self.any_day)


def parse_when(
    text: str, language: str, now: datetime, *, hours: Iterable[OpeningSpan] = (), bare_numbers: bool = False
) -> When:
    """Understand the days and times in a sentence. Never raises for any text.

    `now` is aware and in the zone of the business. `hours` decide between two in the night and two in the afternoon.
    `bare_numbers` takes a lone number for a clock time: only right after asking for one.
    """
    spoken = spoken_language(language)
    words = meaningful(tokens(tidy(text)), spoken.hesitations)
    return read_when(words, spoken, now, hours=tuple(hours), bare_numbers=bare_numbers)


def read_when(
    words: Sequence[Token],
    language: SpokenLanguage,
    now: datetime,
    *,
    hours: Sequence[OpeningSpan] = (),
    bare_numbers: bool = False,
) -> When:
    """As `parse_when`, for tokens."""
    today = now.date()
    readers = _remembering(_readers(language.code), words)
    facts = with_hour_for_day(words, language.when_phrases.read(words, readers), readers["clock"], today)
    facts = with_lone_numbers(words, facts, language, readers["clock"], asked=bare_numbers)
    wanted, refused = without_refused([fact for fact in facts if not fact.meaning.startswith("_")], words)
    wanted = last_word(wanted)
    days = _days(wanted, today)
    not_days = days_of([fact for fact in refused if fact.meaning in DAY_MEANINGS], today)
    if days.days and not_days.days:
        days = Days(tuple(day for day in days.days if day not in not_days.days), days.problem)
    when = _times(wanted, When(days=days.days, problem=days.problem, refused_days=not_days.days), hours, now)
    said = {fact.meaning for fact in wanted}
    return _checked(
        When(
            days=when.days,
            at=when.at,
            or_at=when.or_at,
            not_before=when.not_before,
            before=when.before,
            seek=next((each for fact in reversed(wanted) if (each := fact.meaning.partition("_")[0]) in SEEKS), None),
            by=next((_by(fact) for fact in wanted if fact.meaning in _SHIFTS), None),
            problem=when.problem,
            refused_days=when.refused_days,
            any_day="any_day" in said,
            any_time="any_time" in said,
            maybe_order=bool(when.days) and said & DAY_MEANINGS == {"day_of_month_loose"},
            tokens=frozenset(place for fact in facts for place in range(fact.start, fact.end) if not is_sign(fact)),
        ),
        now,
    )


def local_start(day: date, at: time, zone: ZoneInfo) -> datetime | None:
    """The instant of a local wall time, or None if the clock change skips it. Said twice, the first one is meant."""
    start = datetime.combine(day, at, tzinfo=zone)
    there_and_back = start.astimezone(ZoneInfo("UTC")).astimezone(zone)
    return start if there_and_back.replace(tzinfo=None) == start.replace(tzinfo=None) else None


@lru_cache(maxsize=8)
def _readers(code: str) -> dict[str, Reader]:
    language = spoken_language(code)
    return {
        **readers_of_days(language),
        **readers_of_clock(language),
        "span": reader_of_spans(language),
        "price": reader_of_prices(language),
    }


def _remembering(readers: dict[str, Reader], words: Sequence[Token]) -> dict[str, Reader]:
    """The same readers for one sentence: what one of them makes of a place is asked by many phrases, and found out once."""
    known: dict[tuple[str, int], tuple[object, int] | None] = {}

    def remembering(name: str, reader: Reader) -> Reader:
        def read(tokens: Sequence[Token], place: int) -> tuple[object, int] | None:
            if tokens is not words:
                return reader(tokens, place)
            if (name, place) not in known:
                known[name, place] = reader(tokens, place)
            return known[name, place]

        return read

    return {name: remembering(name, reader) for name, reader in readers.items()}


def _by(fact: Match) -> timedelta:
    return next((value for value in fact.values if isinstance(value, timedelta)), timedelta(days=1))


def _days(facts: Sequence[Match], today: date) -> Days:
    said = [fact for fact in facts if fact.meaning in DAY_MEANINGS]
    if sum(fact.meaning == "at" for fact in facts) > 1 and len({fact.start for fact in said}) > 1:
        said = [fact for fact in said if fact.meaning not in ("weekday", "date")] + [
            fact for fact in said if fact.meaning in ("weekday", "date")
        ][:1]  # "Dienstag um zwei oder Mittwoch um drei": the first pair
    days = days_of(said, today)
    if len(days.days) == 1:
        for sign, fact in pairwise(facts):
            if fact.meaning in DAY_MEANINGS and fact.start == sign.end:
                if sign.meaning == "onward":
                    return Days(onward(days.days[0]))
                if sign.meaning == "deadline" and days.days[0] > today:
                    length = min((days.days[0] - today).days, 31)
                    return Days(tuple(today + timedelta(days=ahead) for ahead in range(length + 1)))
    return days


def _times(facts: Sequence[Match], when: When, hours: Sequence[OpeningSpan], now: datetime) -> When:
    day = when.days[0] if len(when.days) == 1 else None
    parts = [fact.meaning for fact in facts if fact.meaning in PARTS_OF_DAY]
    parts += [_PART_IN_DAY_MEANING[fact.meaning] for fact in facts if fact.meaning in _PART_IN_DAY_MEANING]
    window: Window | None = PARTS_OF_DAY[parts[0]] if parts else None
    for part in parts[1:]:
        if window is not None:
            window = (min(window[0], PARTS_OF_DAY[part][0]), max(window[1], PARTS_OF_DAY[part][1]))

    def meant(clock: object) -> time:
        if not isinstance(clock, Clock):
            raise TypeError("the phrase table reads clocks here")
        return choose(clock, hours=hours, day=day, now=now, within=window)

    soon = next((_by(fact) for fact in facts if fact.meaning == "from_now"), None)
    if soon is not None and not when.days:  # the next quarter of an hour after that
        there = now.replace(second=0, microsecond=0) + soon
        there += timedelta(minutes=-there.minute % _QUARTER)
        return When((there.date(),), there.time(), problem=when.problem, refused_days=when.refused_days)
    at = next((fact.values[-1] for fact in facts if fact.meaning == "at"), None)  # "von zehn auf elf" is eleven
    if isinstance(at, Clock):
        chosen = meant(at)
        other = next((reading for reading in at.readings if reading != chosen), None)
        if window is not None and not inside(window, chosen):
            window = None
        return When(when.days, chosen, None if window else other, problem=when.problem, refused_days=when.refused_days)
    not_before, before = window or (None, None)
    if not_before is not None and before is not None and before < not_before:
        before = None  # the night: what is left of it after midnight is another day
    for fact in facts:
        if fact.meaning == "between":
            not_before, before = _ordered(fact.values, meant)
        elif fact.meaning == "from":
            not_before = meant(fact.values[0])
            before = before if before is not None and not_before < before else None
        elif fact.meaning in ("until", "until_at"):
            before = meant(fact.values[0])
            if fact.meaning == "until_at":
                before = (datetime.combine(date.min, before) + timedelta(minutes=1)).time()
            not_before = not_before if not_before is not None and not_before < before else None
    return When(when.days, None, None, not_before, before, problem=when.problem, refused_days=when.refused_days)


def _ordered(values: Sequence[object], meant: Callable[[object], time]) -> tuple[time, time]:
    first, last = meant(values[0]), meant(values[1])
    if last <= first:  # "zwischen elf und eins" at a desk that opens at nine and closes at noon
        readings = values[1].readings if isinstance(values[1], Clock) else ()
        last = next((reading for reading in readings if reading > first), time(23, 59))
    return first, last


def _checked(when: When, now: datetime) -> When:
    """Name what cannot be: a time that today has passed, or that the clock change skips."""
    if when.problem or not when.days or len(when.days) > 1:
        return when
    day = when.days[0]
    zone = now.tzinfo
    if when.at is not None and isinstance(zone, ZoneInfo) and local_start(day, when.at, zone) is None:
        return replace(when, problem="no_such_time")
    if day == now.date():
        over = when.at is not None and when.at <= now.time()
        over = over or (when.before is not None and when.before <= now.time())
        return replace(when, problem="past") if over else when
    return when
