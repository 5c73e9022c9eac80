"""What the desk can do while somebody is on the line: the same few tools for a model and for the receptionist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Slot:
    """A start that can be booked, with the person who would do it. Instants are aware."""

    staff_id: UUID
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """A slot kept for this caller for three minutes, renewed by every turn."""

    staff_id: UUID
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Booked:
    """An appointment that stands. `code` is short and can be read out."""

    code: str
    staff_id: UUID
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a slot could not be had, as one word, and the nearest starts that can.

    Words: slot_taken, outside_hours, too_soon, too_far_ahead, not_offered, service_not_found.
    """

    code: str
    nearest: tuple[Slot, ...] = ()


class Tools(Protocol):
    """Each call is one database round trip. Repeating one changes nothing the second time."""

    def find_slots(
        self, *, service_id: UUID, staff_id: UUID | None, start_from: datetime, start_until: datetime, limit: int
    ) -> list[Slot]:
        """Free slots that start in [start_from, start_until), earliest first, at most `limit`."""
        ...

    def hold_slot(self, *, service_id: UUID, staff_id: UUID | None, start: datetime) -> Held | Refused:
        """Keep one slot for this caller while they decide; replaces the caller's earlier hold."""
        ...

    def book_appointment(self, *, service_id: UUID, staff_id: UUID | None, start: datetime) -> Booked | Refused:
        """Make the appointment, turning the caller's own hold into it if there is one."""
        ...

    def take_message(self, *, text: str, callback_number: str | None) -> None:
        """Leave a message for the owner. `callback_number` is E.164, None for the number that rings."""
        ...

    def name_caller(self, *, name: str) -> None:
        """Remember the caller's name on their customer record."""
        ...
