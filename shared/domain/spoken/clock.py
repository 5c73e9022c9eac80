"""Clock times as they are said, and which half of the day is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from shared.domain.business import OpeningSpan
from shared.domain.spoken.grammar import Match, Reader
from shared.domain.spoken.language import SpokenLanguage
from shared.domain.spoken.numbers import Counting
from shared.domain.spoken.tokens import Token
from shared.domain.spoken.windows import Window, inside


@dataclass(frozen=True, slots=True)
class Clock:
    """A time on a clock face. `certain` when the half of the day was said or the hour says it (14 Uhr, 3 pm)."""

    hour: int
    minute: int
    certain: bool

    @property
    def readings(self) -> tuple[time, ...]:
        """The times of day it can mean: one, or before and after noon."""
        if self.certain:
            return (time(self.hour, self.minute),)
        return (time(self.hour % 12, self.minute), time(self.hour % 12 + 12, self.minute))


def readers_of_clock(language: SpokenLanguage) -> dict[str, Reader]:
    """What phrases may call {clock} (any time), {clear} (one that cannot be another number), {full} (an hour)."""
    counting = language.counting
    parts: dict[str, Reader] = {
        "hour": _hour(counting),
        "minute": _number(counting.cardinal, 59),
        "five": _one_of((5, 10, 20, 25), counting.cardinal),
        "quarter": _one_of((15, 30, 45), counting.cardinal),
        "digital": _digital,
        "packed": _packed,
    }

    def clock(tokens: Sequence[Token], place: int) -> tuple[Clock, int] | None:
        for match in language.clock_phrases.at(tokens, place, parts):
            said = _clock(match)
            if said is not None:
                return said, match.end
        return None

    def clear(tokens: Sequence[Token], place: int) -> tuple[Clock, int] | None:
        for match in language.clock_phrases.at(tokens, place, parts):
            said = _clock(match)
            if said is not None and _cannot_be_another_number(match, said):
                return said, match.end
        return None

    def full(tokens: Sequence[Token], place: int) -> tuple[Clock, int] | None:
        found = parts["hour"](tokens, place)
        said = _face(found[0], 0) if found is not None and isinstance(found[0], int) else None
        return None if found is None or said is None else (said, found[1])

    return {"clock": clock, "clear": clear, "full": full}


def choose(
    clock: Clock, *, hours: Iterable[OpeningSpan], day: date | None, now: datetime, within: Window | None
) -> time:
    """The reading that is meant.

    In this order: inside the part of the day that was said; inside opening hours (of the day, if it is known) and not
    yet past; inside opening hours; as people live, eight in the morning to half past seven in the evening.
    """
    readings = clock.readings
    if len(readings) == 1:
        return readings[0]
    if within is not None:
        fitting = [reading for reading in readings if inside(within, reading)]
        if fitting:
            return fitting[0]
    spans = [span for span in hours if day is None or span.weekday == day.isoweekday()]
    spans = spans or list(hours)
    is_open = [r for r in readings if any(span.opens <= r < span.closes for span in spans)]
    if day == now.date():
        ahead = [reading for reading in is_open or readings if reading > now.time()]
        if ahead and (is_open or len(ahead) == 1):
            return ahead[0]
    if is_open:
        return is_open[0]
    return readings[0] if readings[0] >= time(7, 30) else readings[1]


def _clock(match: Match) -> Clock | None:
    values = tuple(value for value in match.values if isinstance(value, int))
    if match.meaning in ("digital", "packed", "am", "pm", "am_minutes", "pm_minutes"):
        pair = match.values[0]
        if isinstance(pair, tuple):
            values = pair
    first, second = (*values, 0, 0)[:2]
    match match.meaning:
        case "noon":
            return Clock(12, 0, certain=True)
        case "midnight":
            return Clock(0, 0, certain=True)
        case "hour" | "hour_minute" if not values or (len(values) == 1 and match.meaning == "hour_minute"):
            return _face(1, first)  # "ein Uhr", "ein Uhr dreißig": the hour itself is a word of the phrase
        case "hour" | "bare":
            return _face(first, 0)
        case "hour_minute" | "bare_minutes" | "digital" | "packed":
            return _face(first, second)
        case "half_to":
            return _before(first, 30)
        case "half_past":
            return _face(first, 30)
        case "quarter_past":
            return _face(first, 15)
        case "quarter_to" | "three_quarters":
            return _before(first, 15)
        case "quarter_before_full":
            return _before(first, 45)
        case "past":
            return _face(second, first)
        case "to":
            return _before(second, first)
        case "to_half":
            return _before(second or first, 30 + (first if len(values) > 1 else 0))
        case "past_half":
            return _before(second, 30 - first)
        case "am" | "am_minutes":
            return _half(first, second, 0)
        case "pm" | "pm_minutes":
            return _half(first, second, 12)
        case "half_past_am":
            return _half(first, 30, 0)
        case "half_past_pm":
            return _half(first, 30, 12)
    return None


def _face(hour: int, minute: int) -> Clock | None:
    if not (0 <= hour <= 24 and 0 <= minute < 60):
        return None
    return Clock(hour % 24, minute, certain=hour == 0 or hour > 12)


def _before(hour: int, minutes: int) -> Clock | None:
    """`minutes` (0 to 59) before the full hour; half three and quarter to one keep the doubt of their hour."""
    if not (0 <= hour <= 24 and 0 < minutes < 60):
        return None
    return Clock((hour - 1) % 24, 60 - minutes, certain=hour == 0 or hour > 12)


def _half(hour: int, minute: int, noon: int) -> Clock | None:
    if hour > 12:  # "15 pm" is said; the hour is believed
        return _face(hour, minute)
    return Clock(hour % 12 + noon, minute, certain=True)


def _cannot_be_another_number(match: Match, said: Clock) -> bool:
    if match.meaning == "bare":
        return False
    if match.meaning == "bare_minutes":
        return said.minute in (15, 30, 45)
    if match.meaning == "packed":
        return 7 <= said.hour <= 20 and said.minute % 15 == 0
    return True


def _hour(counting: Counting) -> Reader:
    """An hour; not the "ett" of "ett besök"."""
    number = _number(counting.cardinal, 24)

    def read(tokens: Sequence[Token], place: int) -> tuple[object, int] | None:
        return None if counting.is_article(tokens, place) else number(tokens, place)

    return read


def _number(cardinal: Reader, highest: int) -> Reader:
    """The longest number that is not too high: "fem tio" is fifty, but on a clock it is ten past five."""

    def read(tokens: Sequence[Token], place: int) -> tuple[object, int] | None:
        found = cardinal(tokens, place)
        while found is not None and isinstance(found[0], int) and found[0] > highest:
            found = cardinal(tokens[: found[1] - 1], place) if found[1] - 1 > place else None
        return found

    return read


def _one_of(minutes: tuple[int, ...], cardinal: Reader) -> Reader:
    """Minutes that can stand without the word: "twenty to five", but not the range "two to four"."""

    def read(tokens: Sequence[Token], place: int) -> tuple[object, int] | None:
        found = cardinal(tokens, place)
        return found if found is not None and found[0] in minutes else None

    return read


def _digital(tokens: Sequence[Token], place: int) -> tuple[object, int] | None:
    token = tokens[place]
    if token.kind in ("clock", "dotted") and len(token.numbers) == 2 and "/" not in token.text:
        hour, minute = token.numbers
        two_digits = len(token.text.strip(".").split(".")[-1]) == 2
        if hour <= 24 and minute < 60 and (two_digits or token.kind == "clock"):
            return (hour, minute), place + 1
    return None


def _packed(tokens: Sequence[Token], place: int) -> tuple[object, int] | None:
    token = tokens[place]
    if token.kind == "number" and len(token.text) in (3, 4) and token.numbers:
        hour, minute = divmod(token.numbers[0], 100)
        if hour <= 24 and minute < 60:
            return (hour, minute), place + 1
    return None


ClockReader = Callable[[Sequence[Token], int], "tuple[Clock, int] | None"]
