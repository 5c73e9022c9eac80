"""What a caller leaves with us about themselves, or takes along in writing."""

from __future__ import annotations

from uuid import UUID

from shared.db.connection import Connection, value
from shared.db.storable import storable
from shared.domain.tools import Channel, Refused


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
    """Remember the name of a caller who had none, or correct one that this call gave. Raises NotFound."""
    value(conn, "select backend.name_caller(%s, %s) as value", (call_id, storable(name)))


def create_lead(conn: Connection, *, call_id: UUID, text: str, name: str | None, callback_number: str | None) -> None:
    """Note somebody who might become a customer, once per content. Raises NotFound("call_not_found")."""
    value(
        conn,
        "select backend.create_lead(%s, %s, %s, %s) as value",
        (call_id, storable(text), None if name is None else storable(name), callback_number),
    )


def send_confirmation(conn: Connection, *, call_id: UUID, channel: Channel, address: str | None) -> Refused | None:
    """Queue in writing what the call last booked, moved or called off. Raises Conflict("call_not_live")."""
    answer = value(
        conn,
        "select backend.send_confirmation(%s, %s, %s) as value",
        (call_id, channel, None if address is None else storable(address)),
    )
    return Refused(answer["refused"]) if "refused" in answer else None
