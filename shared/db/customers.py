"""What a caller leaves with us about themselves."""

from __future__ import annotations

from uuid import UUID

from shared.db.connection import Connection, value
from shared.db.storable import storable


def take_message(
    conn: Connection, *, call_id: UUID, text: str, callback_number: str | None, recording_url: str | None = None
) -> None:
    """Leave a message for the owner, once; `callback_number` is E.164, None for the number that rings. Raises NotFound."""
    value(
        conn,
        "select backend.take_message(%s, %s, %s, %s) as value",
        (call_id, storable(text), callback_number, recording_url),
    )


def name_caller(conn: Connection, *, call_id: UUID, name: str) -> None:
    """Remember the name of a caller who had none; never overwrites one."""
    value(conn, "select backend.name_caller(%s, %s) as value", (call_id, storable(name)))
