"""Lengths of time as they are said: "eine halbe Stunde", "an hour and a half", "tjugo minuter"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from shared.domain.spoken.grammar import Reader
from shared.domain.spoken.language import SpokenLanguage
from shared.domain.spoken.tokens import Token

_MINUTES = {
    "minutes": 1, "quarter": 15, "half_hour": 30, "three_quarters": 45, "hours": 60, "hour_and_half": 90,
    "days": 24 * 60, "weeks": 7 * 24 * 60,
}  # fmt: skip
_LONGEST = timedelta(weeks=8)


def reader_of_spans(language: SpokenLanguage) -> Reader:
    """What phrases may call {span}: a length of up to eight weeks."""
    parts = {"count": language.counting.counted}

    def read(tokens: Sequence[Token], place: int) -> tuple[object, int] | None:
        match = language.span_phrases.first(tokens, place, parts)
        if match is None:
            return None
        count = next((value for value in match.values if isinstance(value, int)), 1)
        half = timedelta(minutes=30 if match.meaning == "hours_and_half" else 0)
        length = timedelta(minutes=_MINUTES.get(match.meaning, 60)) * count + half
        return (length, match.end) if timedelta(0) < length <= _LONGEST else None

    return read
