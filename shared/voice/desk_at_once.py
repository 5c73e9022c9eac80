"""A desk that does at once what it is asked to keep: for who comes with a wish that is complete and agreed to.

So the way from a wish to an appointment (which day, which half of it, who does it, what else is free) is the receptionist's
own, and only its end differs.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from shared.domain.tools import Booked, Held, Refused, Tools


class DeskAtOnce:
    """Books where a slot would be held, or moves the appointment named; then answers the booking with what came of it."""

    def __init__(self, tools: Tools, *, moving: UUID | None = None) -> None:
        self._tools = tools
        self._moving = moving
        self.done: Booked | None = None

    def hold_slot(self, *, service_id: UUID, staff_id: UUID | None, start: datetime) -> Held | Refused:
        result: Booked | Refused
        if self._moving is None:
            result = self._tools.book_appointment(service_id=service_id, staff_id=staff_id, start=start)
        else:
            result = self._tools.move_appointment(appointment_id=self._moving, staff_id=staff_id, start=start)
        if isinstance(result, Refused):
            return result
        self.done = result
        return Held(result.staff_id, result.start, result.end)

    def book_appointment(self, *, service_id: UUID, staff_id: UUID | None, start: datetime) -> Booked | Refused:
        return self.done or self._tools.book_appointment(service_id=service_id, staff_id=staff_id, start=start)

    def move_appointment(self, *, appointment_id: UUID, staff_id: UUID | None, start: datetime) -> Booked | Refused:
        return self.done or self._tools.move_appointment(appointment_id=appointment_id, staff_id=staff_id, start=start)

    def __getattr__(self, name: str) -> object:
        return getattr(self._tools, name)
