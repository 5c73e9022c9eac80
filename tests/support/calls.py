"""Calls made through the functions' own database surface, for tests of what lies below HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.db import bookings, customers, telephony, turns
from shared.db.connection import Connection, connect
from shared.domain.calls import CallEvent, CallStatus, Direction, Heard, Reply, Then
from shared.domain.models import ModelAttempt
from shared.domain.money import Money
from shared.domain.tools import Appointment, Booked
from shared.voice.desk import Desk
from tests.support.database import Database

SALON = UUID("a1000000-0000-4000-8000-000000000001")
SALON_OWNER = UUID("a1000000-0000-4000-8000-000000000009")
SALON_INTEGRATION = UUID("a1000000-0000-4000-8000-000000000051")
SALON_NUMBER = "+493023125100"
DENTIST = UUID("a2000000-0000-4000-8000-000000000001")
DENTIST_OWNER = UUID("a2000000-0000-4000-8000-000000000009")
MARIA = UUID("a1000000-0000-4000-8000-000000000011")
THOMAS = UUID("a1000000-0000-4000-8000-000000000012")
HAIRCUT = UUID("a1000000-0000-4000-8000-000000000021")
COLOURING = UUID("a1000000-0000-4000-8000-000000000023")
CALLER = "+4915255501234"
BERLIN = ZoneInfo("Europe/Berlin")

_calls = count(1)


def coming_tuesday(hour: int, minute: int = 0) -> datetime:
    """A Tuesday of the next fortnight, at least two days ahead, at that time in Berlin."""
    today = datetime.now(BERLIN).date()
    day = today + timedelta(days=2 + (8 - (today + timedelta(days=2)).isoweekday() + 1) % 7)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)


@dataclass
class LiveCall:
    """One call to a company, from the first ring on; each method is one request of the provider or one tool."""

    voice: Connection
    ingest: Connection
    integration_id: UUID
    provider_call_id: str
    caller: str | None
    callee: str
    id: UUID | None = None
    voice_url: str = ""

    @property
    def tools(self) -> Desk:
        """What can be done in this call, on the function's own connection of this thread."""
        assert self.id
        return Desk(self.voice_url, self.id)

    def event(self, status: CallStatus, key: str, **more: object) -> CallEvent:
        return CallEvent(
            f"{key}:{self.provider_call_id}",
            key.partition(":")[0],
            self.provider_call_id,
            status,
            Direction.INBOUND,
            self.caller,
            self.callee,
            **more,  # type: ignore[arg-type]
        )

    def turn(self, number: int, heard: Heard | None = None) -> turns.Recall:
        status = CallStatus.RINGING if number == 0 else CallStatus.IN_PROGRESS
        recall = turns.recall_turn(
            self.voice, integration_id=self.integration_id, event=self.event(status, f"turn:{number}"),
            headers={}, body=b"test=1", turn=number, heard=heard,
        )  # fmt: skip
        self.id = recall.call_id
        return recall

    def say(self, number: int, text: str, *attempts: ModelAttempt) -> Reply:
        assert self.id
        reply = Reply(text, "de", Then.LISTEN, state={"turn": number})
        return turns.record_turn(
            self.voice, call_id=self.id, turn=number, reply=reply, attempts=attempts, stages={"recall": 1}
        )

    def status(self, status: CallStatus, seconds: int | None = None, *, sequence: int = 0) -> str:
        event = self.event(status, f"status:{status}:{sequence}", duration_seconds=seconds)
        return telephony.take_delivery(
            self.ingest, integration_id=self.integration_id, event=event, key=event.key, type="call.status",
            headers={}, body=b"test=1",
        )  # fmt: skip

    def costs(self, amount: str, currency: str = "USD", *, of: str = "call") -> str:
        event = CallEvent(
            f"cost:{of}:{self.provider_call_id}", "cost", self.provider_call_id, None, None, None, None,
            cost=Money(Decimal(amount), currency), cost_of=of,
        )  # fmt: skip
        return telephony.take_delivery(
            self.ingest, integration_id=self.integration_id, event=event, key=event.key, type="cost", headers={},
            body=b"test=1",
        )  # fmt: skip

    def book(self, start: datetime, *, staff: UUID | None = None, service: UUID = HAIRCUT) -> object:
        assert self.id
        return bookings.book_appointment(self.voice, call_id=self.id, service_id=service, staff_id=staff, start=start)

    def hold(self, start: datetime, *, staff: UUID | None = None, service: UUID = HAIRCUT) -> object:
        assert self.id
        return bookings.hold_slot(self.voice, call_id=self.id, service_id=service, staff_id=staff, start=start)

    def slots(
        self, start: datetime, until: datetime, *, staff: UUID | None = None, service: UUID = HAIRCUT
    ) -> list[datetime]:
        assert self.id
        found = bookings.find_slots(
            self.voice,
            call_id=self.id,
            service_id=service,
            staff_id=staff,
            start_from=start,
            start_until=until,
            limit=200,
        )
        return [slot.start for slot in found]

    def message(self, text: str, number: str | None = None) -> None:
        assert self.id
        customers.take_message(self.voice, call_id=self.id, text=text, callback_number=number)

    def name(self, name: str) -> None:
        assert self.id
        customers.name_caller(self.voice, call_id=self.id, name=name)


def ring(database: Database, *, caller: str | None = CALLER, answered: bool = True) -> LiveCall:
    """A new call to the salon; answered means that its greeting has been given."""
    call = LiveCall(
        connect(database.url("fn_voice")), connect(database.url("fn_ingest")), SALON_INTEGRATION,
        f"CA{next(_calls):032x}", caller, SALON_NUMBER, voice_url=database.url("fn_voice"),
    )  # fmt: skip
    if answered:
        call.turn(0)
        call.say(0, "Salon Lindenblüte, guten Tag!")
    return call


def theirs(call: LiveCall, proof: str | None = None) -> list[Appointment]:
    """What the caller hears of as their own; they must have proven who they are."""
    found = call.tools.my_appointments(proof=proof)
    assert isinstance(found, list)
    return found


def booked(call: LiveCall, start: datetime) -> Appointment:
    """A haircut with Maria, booked in this call."""
    assert isinstance(call.book(start, staff=MARIA), Booked)
    return next(each for each in theirs(call) if each.start == start)


def whole_call(database: Database) -> LiveCall:
    """A call that leaves a row in every table a call can: booked, messaged, thought about, charged, over, and its price told."""
    call = ring(database)
    call.turn(1, Heard("Einen Haarschnitt am Dienstag um halb drei, bitte.", 0.9))
    call.book(coming_tuesday(14, 30))
    call.message("Bitte rufen Sie mich zurück.")
    call.name("Karla Kundin")
    call.say(1, "Gern, das ist eingetragen.", ModelAttempt("openai", "test-model", 1000, 100, 0, 300, "ok"))
    call.status(CallStatus.COMPLETED, 95)
    call.costs("0.0184")
    telephony.take_delivery(
        call.ingest, integration_id=call.integration_id, event=None, key=f"odd:{call.provider_call_id}",
        type="odd", headers={}, body=b"odd",
    )  # fmt: skip
    return call


def messages() -> str:
    """One message of each channel, sent to a customer of the salon, as the system logs them."""
    return f"""
        insert into public.message_logs (company_id, customer_id, channel, direction, to_address, body, status, currency, cost)
        select c.company_id, c.id, m, 'outbound', coalesce(c.email, c.phone), 'Bis morgen!', 'queued', 'EUR', 0.08
        from (select * from public.customers where company_id = '{SALON}' limit 1) c, unnest(enum_range(null::public.message_channel)) m
        returning id"""
