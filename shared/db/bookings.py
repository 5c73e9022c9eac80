"""Slots and appointments, as the caller of a live call reaches them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from shared.db.connection import Connection, value
from shared.domain.tools import Booked, Held, Refused, Slot


def find_slots(
    conn: Connection,
    *,
    call_id: UUID,
    service_id: UUID,
    staff_id: UUID | None,
    start_from: datetime,
    start_until: datetime,
    limit: int,
) -> list[Slot]:
    """Free starts in [start_from, start_until), earliest first, at most `limit`."""
    found = value(
        conn,
        "select backend.find_slots(%s, %s, %s, %s, %s, %s) as value",
        (call_id, service_id, staff_id, start_from, start_until, limit),
    )
    return [_slot(each) for each in found]


def hold_slot(
    conn: Connection, *, call_id: UUID, service_id: UUID, staff_id: UUID | None, start: datetime
) -> Held | Refused:
    """Keep a start for the caller for three minutes, in place of an earlier hold. Raises Conflict("call_not_live")."""
    answer = value(conn, "select backend.hold_slot(%s, %s, %s, %s) as value", (call_id, service_id, staff_id, start))
    return _refused(answer) or Held(**_span(answer))


def book_appointment(
    conn: Connection, *, call_id: UUID, service_id: UUID, staff_id: UUID | None, start: datetime
) -> Booked | Refused:
    """Make the appointment, once per call, service, person and start. Raises Conflict("call_not_live")."""
    answer = value(
        conn, "select backend.book_appointment(%s, %s, %s, %s) as value", (call_id, service_id, staff_id, start)
    )
    return _refused(answer) or Booked(code=answer["code"], **_span(answer))


def _refused(answer: dict[str, Any]) -> Refused | None:
    if "refused" not in answer:
        return None
    return Refused(answer["refused"], tuple(_slot(each) for each in answer["nearest"]))


def _slot(found: dict[str, Any]) -> Slot:
    return Slot(**_span(found))


def _span(found: dict[str, Any]) -> dict[str, Any]:
    return {
        "staff_id": UUID(found["staff_id"]),
        "start": datetime.fromisoformat(found["start"]),
        "end": datetime.fromisoformat(found["end"]),
    }
