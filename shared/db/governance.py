"""What callers allow, what has to go, and the months of the logs that only grow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from shared.db.connection import Connection, value


@dataclass(frozen=True, slots=True)
class Retained:
    """What one run took away from one company, in rows by kind; `more` if there is more to take."""

    company_id: UUID
    report: Mapping[str, int]
    more: bool


@dataclass(frozen=True, slots=True)
class Partitions:
    """Months opened and dropped; `strays` are rows that lie in no month's part, and should not be there."""

    opened: int
    dropped: int
    strays: int


def apply_retention(conn: Connection, *, after: UUID | None, limit: int) -> Retained | None:
    """Apply the periods of the first company after that id to `limit` rows of a kind; None after the last company."""
    done = value(conn, "select backend.apply_retention(%s, %s) as value", (after, limit))
    return None if done is None else Retained(UUID(done["company_id"]), done["report"], done["more"])


def tend_partitions(conn: Connection, *, months_ahead: int) -> Partitions:
    """Open the months of every partitioned log that far ahead and drop the empty ones past everybody's retention."""
    return Partitions(**value(conn, "select backend.tend_partitions(%s) as value", (months_ahead,)))


def record_consent(conn: Connection, *, call_id: UUID, is_granted: bool, wording: str) -> bool:
    """Keep whether the caller lets the call be recorded, and what was asked; returns the answer given first.

    Raises NotFound("call_not_found").
    """
    granted: bool = value(conn, "select backend.record_consent(%s, %s, %s) as value", (call_id, is_granted, wording))
    return granted
