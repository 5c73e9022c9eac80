"""Transfers: what was agreed on when a caller was to be put through, for whoever rings the person."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from shared.db.connection import Connection, value


@dataclass(frozen=True, slots=True)
class Transfer:
    """Whom a live call is to be put through to (E.164), and what they are told before, in which language; None if nothing."""

    to: str
    whisper: str | None
    language: str


def recall_transfer(
    conn: Connection, *, integration_id: UUID, provider_call_id: str, turn: int | None = None
) -> Transfer | None:
    """The transfer that a turn of a live call decided on, the latest one if no turn is named; None if there is none.

    Raises DatabaseUnavailable.
    """
    found = value(conn, "select backend.recall_transfer(%s, %s, %s) as value", (integration_id, provider_call_id, turn))
    return Transfer(found["to"], found["whisper"], found["language"]) if found else None
