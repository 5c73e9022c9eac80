"""The desk's tools for one call, each one database round trip."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from shared.db import assistants, bookings, customers
from shared.db.connection import connect
from shared.domain.business import Article
from shared.domain.tools import Appointment, Booked, Cancelled, Channel, Done, Held, Refused, Slot, Unproven


class Desk:
    """The tools of `shared/domain/tools.py`, bound to a call. Raises Refusal and DatabaseUnavailable."""

    def __init__(self, database_url: str, call_id: UUID) -> None:
        self._url = database_url
        self._call_id = call_id

    def find_slots(
        self, *, service_id: UUID, staff_id: UUID | None, start_from: datetime, start_until: datetime, limit: int
    ) -> list[Slot]:
        return bookings.find_slots(
            connect(self._url),
            call_id=self._call_id,
            service_id=service_id,
            staff_id=staff_id,
            start_from=start_from,
            start_until=start_until,
            limit=limit,
        )

    def hold_slot(self, *, service_id: UUID, staff_id: UUID | None, start: datetime) -> Held | Refused:
        return bookings.hold_slot(
            connect(self._url), call_id=self._call_id, service_id=service_id, staff_id=staff_id, start=start
        )

    def book_appointment(self, *, service_id: UUID, staff_id: UUID | None, start: datetime) -> Booked | Refused:
        return bookings.book_appointment(
            connect(self._url), call_id=self._call_id, service_id=service_id, staff_id=staff_id, start=start
        )

    def my_appointments(self, *, proof: str | None = None) -> list[Appointment] | Unproven:
        return bookings.my_appointments(connect(self._url), call_id=self._call_id, proof=proof)

    def move_appointment(self, *, appointment_id: UUID, staff_id: UUID | None, start: datetime) -> Booked | Refused:
        return bookings.move_appointment(
            connect(self._url), call_id=self._call_id, appointment_id=appointment_id, staff_id=staff_id, start=start
        )

    def cancel_appointment(self, *, appointment_id: UUID) -> Cancelled | Refused:
        return bookings.cancel_appointment(connect(self._url), call_id=self._call_id, appointment_id=appointment_id)

    def done_in_call(self) -> list[Done]:
        return bookings.done_in_call(connect(self._url), call_id=self._call_id)

    def search_knowledge(self, *, question: str, limit: int) -> list[Article]:
        return assistants.search_knowledge(connect(self._url), call_id=self._call_id, query=question, limit=limit)

    def last_visit(self) -> Appointment | None:
        return bookings.last_visit(connect(self._url), call_id=self._call_id)

    def join_waitlist(
        self,
        *,
        service_id: UUID,
        staff_id: UUID | None,
        days: tuple[date, ...],
        not_before: time | None,
        before: time | None,
    ) -> None:
        bookings.join_waitlist(
            connect(self._url),
            call_id=self._call_id,
            service_id=service_id,
            staff_id=staff_id,
            days=days,
            not_before=not_before,
            before=before,
        )

    def create_lead(self, *, text: str, name: str | None, callback_number: str | None) -> None:
        customers.create_lead(
            connect(self._url), call_id=self._call_id, text=text, name=name, callback_number=callback_number
        )

    def send_confirmation(self, *, channel: Channel, address: str | None) -> Refused | None:
        return customers.send_confirmation(connect(self._url), call_id=self._call_id, channel=channel, address=address)

    def take_message(self, *, text: str, callback_number: str | None) -> None:
        customers.take_message(connect(self._url), call_id=self._call_id, text=text, callback_number=callback_number)

    def take_recording(self, *, recording_url: str) -> None:
        """Leave a recorded message for the owner: its text is where to hear it."""
        customers.take_message(
            connect(self._url), call_id=self._call_id, text="", callback_number=None, recording_url=recording_url
        )

    def name_caller(self, *, name: str) -> None:
        customers.name_caller(connect(self._url), call_id=self._call_id, name=name)
