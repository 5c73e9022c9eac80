"""Slots and appointments, as the caller of a live call reaches them.

Everything here raises Conflict("call_not_live") once the call is over, but find_slots, which then finds nothing, and
join_waitlist, which may come late.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from shared.db.connection import Connection, value
from shared.domain.tools import Appointment, Booked, Cancelled, Done, Held, Refused, Slot, Unproven


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
    """Keep a start for the caller for three minutes, in place of an earlier hold."""
    answer = value(conn, "select backend.hold_slot(%s, %s, %s, %s) as value", (call_id, service_id, staff_id, start))
    return _refused(answer) or Held(**_span(answer))


def book_appointment(
    conn: Connection, *, call_id: UUID, service_id: UUID, staff_id: UUID | None, start: datetime
) -> Booked | Refused:
    """Make the appointment, once per call, service, person and start."""
    answer = value(
        conn, "select backend.book_appointment(%s, %s, %s, %s) as value", (call_id, service_id, staff_id, start)
    )
    return _refused(answer) or Booked(code=answer["code"], **_span(answer))


def my_appointments(conn: Connection, *, call_id: UUID, proof: str | None = None) -> list[Appointment] | Unproven:
    """The caller's upcoming appointments, earliest first; `proof` is taken at most three times in a call."""
    answer = value(conn, "select backend.my_appointments(%s, %s) as value", (call_id, proof))
    if "unproven" in answer:
        return Unproven(answer["unproven"])
    return [_appointment(each) for each in answer["appointments"]]


def last_visit(conn: Connection, *, call_id: UUID) -> Appointment | None:
    """The caller's latest appointment that has begun; None if there is none, or it is not certain who calls."""
    found = value(conn, "select backend.last_visit(%s) as value", (call_id,))
    return None if found is None else _appointment(found)


def move_appointment(
    conn: Connection, *, call_id: UUID, appointment_id: UUID, staff_id: UUID | None, start: datetime
) -> Booked | Refused:
    """Move an appointment of the caller's own, once per wish."""
    answer = value(
        conn, "select backend.move_appointment(%s, %s, %s, %s) as value", (call_id, appointment_id, staff_id, start)
    )
    return _refused(answer) or Booked(code=answer["code"], **_span(answer))


def cancel_appointment(conn: Connection, *, call_id: UUID, appointment_id: UUID) -> Cancelled | Refused:
    """Call off an appointment of the caller's own, once."""
    answer = value(conn, "select backend.cancel_appointment(%s, %s) as value", (call_id, appointment_id))
    return _refused(answer) or Cancelled(answer["code"], datetime.fromisoformat(answer["start"]))


def done_in_call(conn: Connection, *, call_id: UUID) -> list[Done]:
    """What this call booked, moved or called off and what of it stands so, latest first."""
    found = value(conn, "select backend.done_in_call(%s) as value", (call_id,))
    return [
        Done(each["what"], datetime.fromisoformat(each["was"]), _appointment(each["appointment"])) for each in found
    ]


def join_waitlist(
    conn: Connection,
    *,
    call_id: UUID,
    service_id: UUID,
    staff_id: UUID | None,
    days: Sequence[date],
    not_before: time | None,
    before: time | None,
) -> None:
    """Note who would come if something became free, once per wish. Raises NotFound("call_not_found", "service_not_found")."""
    value(
        conn,
        "select backend.join_waitlist(%s, %s, %s, %s::date[], %s, %s) as value",
        (call_id, service_id, staff_id, list(days), not_before, before),
    )


def _refused(answer: dict[str, Any]) -> Refused | None:
    if "refused" not in answer:
        return None
    return Refused(answer["refused"], tuple(_slot(each) for each in answer.get("nearest", ())))


def _slot(found: dict[str, Any]) -> Slot:
    return Slot(**_span(found))


def _appointment(found: dict[str, Any]) -> Appointment:
    return Appointment(
        id=UUID(found["id"]),
        code=found["code"],
        service_id=UUID(found["service_id"]) if found["service_id"] else None,
        service_name=found["service_name"],
        staff_name=found["staff_name"],
        **_span(found),
    )


def _span(found: dict[str, Any]) -> dict[str, Any]:
    return {
        "staff_id": UUID(found["staff_id"]),
        "start": datetime.fromisoformat(found["start"]),
        "end": datetime.fromisoformat(found["end"]),
    }
