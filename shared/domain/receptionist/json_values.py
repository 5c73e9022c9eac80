"""Reading and writing the plain JSON values of a memory: what does not fit is None or empty, never an error."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from uuid import UUID

_LONGEST_TEXT = 2000
_HIGHEST_COUNT = 99


def text_of(value: UUID | date | time | None) -> str | None:
    """An id, a day or a time as JSON keeps it."""
    if value is None:
        return None
    return str(value) if isinstance(value, UUID) else value.isoformat()


def id_of(value: object) -> UUID | None:
    """The UUID of a text."""
    try:
        return UUID(string_of(value))
    except ValueError:
        return None


def known_id(value: object, known: set[UUID]) -> UUID | None:
    """The UUID of a text, if it is one of those that are known."""
    found = id_of(value)
    return found if found in known else None


def day_of(value: object) -> date | None:
    """A day in a sensible year."""
    try:
        found = date.fromisoformat(string_of(value))
    except ValueError:
        return None
    return found if 2000 <= found.year < 9000 else None


def time_of(value: object) -> time | None:
    """A wall time."""
    try:
        return time.fromisoformat(string_of(value)).replace(tzinfo=None)
    except ValueError:
        return None


def instant_of(value: object) -> datetime | None:
    """An aware instant after 1970."""
    try:
        found = datetime.fromisoformat(string_of(value))
        return found if found.utcoffset() is not None and found.timestamp() > 0 else None
    except (ValueError, OverflowError):
        return None


def string_of(value: object) -> str:
    """A text of at most 2000 characters; empty for anything else."""
    return value[:_LONGEST_TEXT] if isinstance(value, str) else ""


def mapping_of(value: object) -> Mapping[str, object]:
    """A mapping; empty for anything else."""
    return value if isinstance(value, Mapping) else {}


def list_of(value: object) -> list[object]:
    """A list; empty for anything else."""
    return list(value) if isinstance(value, list | tuple) else []


def count_of(value: object) -> int:
    """A number from 0 to 99."""
    return min(max(value, 0), _HIGHEST_COUNT) if isinstance(value, int) and not isinstance(value, bool) else 0
