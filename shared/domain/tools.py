"""What the desk can do while somebody is on the line: the same few tools for a model and for the receptionist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal, Protocol
from uuid import UUID

from shared.domain.business import Article

HowProven = Literal["number", "code", "birth_date"]
Channel = Literal["sms", "email"]


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
class Appointment:
    """A standing or past appointment of the caller's own, with the words that name it aloud.

    `service_id` is None for what another calendar made; `service_name` is then its title, or empty.
    """

    id: UUID
    code: str
    service_id: UUID | None
    service_name: str
    staff_id: UUID
    staff_name: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Cancelled:
    """An appointment that stands no more."""

    code: str
    start: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """What a call did and what stands as it did it; `was` is the start before that."""

    what: Literal["booked", "moved", "cancelled"]
    was: datetime
    appointment: Appointment


@dataclass(frozen=True, slots=True)
class Unproven:
    """It is not certain who calls. `how` is the proof that the company asks for.

    The answer to a wrong proof, to one too many, and to none at all is the same: it tells a guesser nothing.
    """

    how: HowProven


@dataclass(frozen=True, slots=True)
class Refused:
    """Why something could not be had, as one word, and the nearest starts that can.

    Of a start: slot_taken, outside_hours, too_soon, too_far_ahead, not_offered, service_not_found.
    Of an appointment: appointment_not_found (also if it is somebody else's), appointment_not_open (it is over or called
    off), appointment_changed (somebody else was at it: list them again), too_late (the company wants longer notice).
    Of a confirmation: no_address, no_sender (the company cannot send that way), opted_out, appointment_not_found.
    """

    code: str
    nearest: tuple[Slot, ...] = ()


class Tools(Protocol):
    """Each call is one database round trip. Repeating one changes nothing the second time: the same wish finds its answer.

    Who calls is decided by the database. What would open another's data is answered as if there were nothing.
    """

    def find_slots(
        self, *, service_id: UUID, staff_id: UUID | None, start_from: datetime, start_until: datetime, limit: int
    ) -> list[Slot]:
        """Free slots that start in [start_from, start_until), earliest first, at most `limit`."""
        ...

    def hold_slot(self, *, service_id: UUID, staff_id: UUID | None, start: datetime) -> Held | Refused:
        """Keep one slot for this caller while they decide; replaces the caller's earlier hold."""
        ...

    def book_appointment(self, *, service_id: UUID, staff_id: UUID | None, start: datetime) -> Booked | Refused:
        """Make the appointment, turning the caller's own hold into it if there is one.

        Once per call and wish. After it was called off or moved away in this call, the same wish counts anew as soon as
        the slot is held again.
        """
        ...

    def my_appointments(self, *, proof: str | None = None) -> list[Appointment] | Unproven:
        """The caller's upcoming appointments, earliest first, at most ten; without proof those made in this call, if any.

        `proof` is a booking code in digits, or a date of birth as YYYY-MM-DD, as `Unproven.how` asks for it. Once it was
        right, the rest of the call needs none.
        """
        ...

    def move_appointment(self, *, appointment_id: UUID, staff_id: UUID | None, start: datetime) -> Booked | Refused:
        """Move an appointment of the caller's own to a free start; `staff_id` None leaves it with the same person.

        It keeps its code. What this call holds does not stand in the way, and is given back.
        """
        ...

    def cancel_appointment(self, *, appointment_id: UUID) -> Cancelled | Refused:
        """Call off an appointment of the caller's own, for good."""
        ...

    def done_in_call(self) -> list[Done]:
        """What this call booked, moved or called off and what of it stands so, latest first."""
        ...

    def search_knowledge(self, *, question: str, limit: int) -> list[Article]:
        """What the business has published on a question, best first; nothing if nothing fits."""
        ...

    def last_visit(self) -> Appointment | None:
        """The caller's latest appointment that has begun, for "the same as last time"; None if unproven or never here."""
        ...

    def join_waitlist(
        self,
        *,
        service_id: UUID,
        staff_id: UUID | None,
        days: tuple[date, ...],
        not_before: time | None,
        before: time | None,
    ) -> None:
        """Note that the caller would come if something became free. No days: any day. Times are local wall time."""
        ...

    def create_lead(self, *, text: str, name: str | None, callback_number: str | None) -> None:
        """Note somebody who might become a customer, and what they want. `callback_number` is E.164, None: the one that rings."""
        ...

    def send_confirmation(self, *, channel: Channel, address: str | None) -> Refused | None:
        """Queue a written confirmation of what this call last booked, moved or called off; else of the next appointment.

        `address` is E.164 or an email address; None: the number that rings, or the email address on record.
        """
        ...

    def take_message(self, *, text: str, callback_number: str | None) -> None:
        """Leave a message for the owner. `callback_number` is E.164, None for the number that rings."""
        ...

    def name_caller(self, *, name: str) -> None:
        """Remember the caller's name on their customer record."""
        ...
