"""Telephone calls without a telephone: demonstration businesses, an in-memory calendar, and a caller to speak for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from shared.domain.business import Article, Assistant, Business, Caller, Closure, OpeningSpan, Service, Staff
from shared.domain.calls import Heard, Reply, Then
from shared.domain.money import Money
from shared.domain.receptionist import greet, respond
from shared.domain.receptionist.opening import spans_on
from shared.domain.tools import Appointment, Booked, Cancelled, Channel, Done, Held, Refused, Slot, Unproven

_SPACE = UUID("00000000-0000-4000-8000-00000000f00d")
_STEP = timedelta(minutes=15)
_NEAREST = 3

BERLIN = ZoneInfo("Europe/Berlin")
SATURDAY_MORNING = datetime(2026, 11, 21, 10, 0, tzinfo=BERLIN)
TUESDAY_NOON = datetime(2026, 11, 24, 12, 30, tzinfo=BERLIN)


def at(local: str) -> datetime:
    """A local time in Berlin: `at("2026-11-24 14:30")`."""
    return datetime.fromisoformat(local).replace(tzinfo=BERLIN)


def identity(name: str) -> UUID:
    """The same id for the same name, always."""
    return uuid5(_SPACE, name)


def service(name: str, minutes: int, price: str | None, currency: str, staff: tuple[str, ...]) -> Service:
    money = Money(Decimal(price), currency) if price else None
    return Service(identity(name), name, minutes, money, tuple(identity(person) for person in staff))


def week(**hours: tuple[tuple[int, int], ...]) -> tuple[OpeningSpan, ...]:
    """Hours by weekday: `week(mon=((8, 12), (13, 17)))`."""
    order = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return tuple(
        OpeningSpan(order.index(day) + 1, time(opens), time(closes))
        for day, spans in hours.items()
        for opens, closes in spans
    )


def salon(
    *, first_message: str = "", closures: tuple[Closure, ...] = (), transfer: str | None = "+493023125199"
) -> Business:
    both = ("Maria Schmidt", "Thomas Weber")
    return Business(
        name="Salon Lindenblüte",
        zone=ZoneInfo("Europe/Berlin"),
        language="de",
        currency="EUR",
        services=(
            service("Herrenhaarschnitt", 30, "28.00", "EUR", both),
            service("Damenhaarschnitt", 45, "45.00", "EUR", both),
            service("Färben", 120, "95.00", "EUR", ("Maria Schmidt",)),
            service("Bartpflege", 20, "18.00", "EUR", ("Thomas Weber",)),
        ),
        staff=tuple(Staff(identity(name), name) for name in both),
        hours=week(tue=((9, 18),), wed=((9, 18),), thu=((9, 18),), fri=((9, 18),), sat=((9, 14),)),
        closures=closures,
        articles=(
            Article("Anfahrt", "Der Salon liegt zwei Minuten von der U-Bahn Eberswalder Straße.", "directions"),
            Article(
                "Parken", "Parkplätze finden Sie im Hof hinter dem Haus. Die erste Stunde ist kostenlos.", "parking"
            ),
            Article("Bezahlung", "Sie können bar oder mit Karte bezahlen.", "payment"),
        ),
        transfer_number=transfer,
        address="Lindenallee 12, 10435 Berlin",
        assistant=Assistant("Lina", first_message, "", None, None),
    )


def dentist() -> Business:
    return Business(
        name="Zahnarztpraxis am See",
        zone=ZoneInfo("Europe/Zurich"),
        language="de",
        currency="CHF",
        services=(
            service("Kontrolle", 30, "120.00", "CHF", ("Dr. Anna Keller",)),
            service("Dentalhygiene", 60, "180.00", "CHF", ("Reto Meier",)),
            service("Notfall", 30, "150.00", "CHF", ("Dr. Anna Keller",)),
        ),
        staff=tuple(Staff(identity(name), name) for name in ("Dr. Anna Keller", "Reto Meier")),
        hours=week(**dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ((8, 12), (13, 17)))),
        closures=(),
        articles=(Article("Versicherung", "Bitte bringen Sie Ihre Versicherungskarte mit.", "insurance"),),
        transfer_number="+41445550199",
        address="Seestrasse 5, 8002 Zürich",
        assistant=Assistant("Mia", "", "", None, None),
    )


def plumber() -> Business:
    both = ("Erik Lindqvist", "Sara Nyström")
    return Business(
        name="Malmö Rörservice",
        zone=ZoneInfo("Europe/Stockholm"),
        language="sv",
        currency="SEK",
        services=(
            service("Servicebesök", 60, "950.00", "SEK", both),
            service("Läckage", 90, "1450.00", "SEK", both),
            service("Installation", 120, "1900.00", "SEK", both),
        ),
        staff=tuple(Staff(identity(name), name) for name in both),
        hours=week(**dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ((7, 16),))),
        closures=(),
        articles=(),
        transfer_number=None,
        address="Hamngatan 3, Malmö",
        assistant=Assistant("Elsa", "Hej, det här är Malmö Rörservice.", "", None, None),
    )


def hairdresser(*, transfer: str | None = "+46846500499") -> Business:
    both = ("Karin Berg", "Lars Holm")
    return Business(
        name="Frisör Solsidan",
        zone=ZoneInfo("Europe/Stockholm"),
        language="sv",
        currency="SEK",
        services=(
            service("Klippning", 45, "550.00", "SEK", both),
            service("Färgning", 120, "1350.00", "SEK", ("Karin Berg",)),
            service("Skäggtrimning", 30, "320.00", "SEK", ("Lars Holm",)),
        ),
        staff=tuple(Staff(identity(name), name) for name in both),
        hours=week(tue=((9, 18),), wed=((9, 18),), thu=((9, 18),), fri=((9, 18),), sat=((9, 14),)),
        closures=(),
        articles=(
            Article("Vägbeskrivning", "Du hittar oss två minuter från tunnelbanan vid Hötorget.", "directions"),
            Article("Parkering", "Du parkerar i garaget under huset. Första timmen är gratis.", "parking"),
            Article("Betalning", "Du kan betala med kort, Swish eller faktura.", "payment"),
        ),
        transfer_number=transfer,
        address="Drottninggatan 71, Stockholm",
        assistant=Assistant("Elsa", "", "", None, None),
    )


@dataclass
class Calendar:
    """The tools over an in-memory calendar that keeps the same promises as the database."""

    business: Business
    now: datetime
    taken: list[tuple[UUID, datetime, datetime]] = field(default_factory=list)
    booked: list[tuple[str, str, datetime]] = field(default_factory=list)
    messages: list[tuple[str, str | None]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    before_booking: Callable[[], None] = lambda: None
    held: Slot | None = None
    own: list[Appointment] = field(default_factory=list)
    visited: Appointment | None = None
    unproven: Unproven | None = None
    proofs: tuple[str, ...] = ()
    too_late: bool = False
    refuses: str = ""
    moved: list[tuple[str, datetime]] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    waiting: list[tuple[str, tuple[date, ...], time | None, time | None]] = field(default_factory=list)
    leads: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    confirmations: list[tuple[Channel, str | None]] = field(default_factory=list)
    confirmation_refused: Refused | None = None

    def take(self, person: str, start: datetime, minutes: int) -> None:
        """Somebody else has this time."""
        self.taken.append((identity(person), start, start + timedelta(minutes=minutes)))

    def find_slots(
        self, *, service_id: UUID, staff_id: UUID | None, start_from: datetime, start_until: datetime, limit: int
    ) -> list[Slot]:
        self.used.append("find_slots")
        return self._free(service_id, staff_id, start_from, start_until, limit)

    def hold_slot(self, *, service_id: UUID, staff_id: UUID | None, start: datetime) -> Held | Refused:
        self.used.append("hold_slot")
        slot = self._slot_or_refusal(service_id, staff_id, start)
        if isinstance(slot, Refused):
            return slot
        self.held = slot
        return Held(slot.staff_id, slot.start, slot.end)

    def book_appointment(self, *, service_id: UUID, staff_id: UUID | None, start: datetime) -> Booked | Refused:
        self.used.append("book_appointment")
        self.before_booking()
        slot = self._slot_or_refusal(service_id, staff_id, start)
        if isinstance(slot, Refused):
            return slot
        self.taken.append((slot.staff_id, slot.start, slot.end))
        self.booked.append(
            (self._name(service_id), self._name(slot.staff_id), slot.start.astimezone(self.business.zone))
        )
        return Booked("K7Q3", slot.staff_id, slot.start, slot.end)

    def has(self, service: str, person: str, start: datetime, minutes: int, code: str = "389954") -> Appointment:
        """An appointment of the caller's own, made before this call."""
        end = start + timedelta(minutes=minutes)
        mine = Appointment(
            identity(f"{service} {start}"), code, identity(service), service, identity(person), person, start, end
        )
        self.own = sorted([*self.own, mine], key=lambda each: each.start)
        self.taken.append((mine.staff_id, start, end))
        return mine

    def my_appointments(self, *, proof: str | None = None) -> list[Appointment] | Unproven:
        """`unproven` until one of `proofs` is said."""
        self.used.append("my_appointments")
        if proof is not None and proof in self.proofs:
            self.unproven = None
        return self.unproven or list(self.own)

    def move_appointment(self, *, appointment_id: UUID, staff_id: UUID | None, start: datetime) -> Booked | Refused:
        self.used.append("move_appointment")
        mine = self._mine(appointment_id)
        if isinstance(mine, Refused):
            return mine
        self.before_booking()
        self._give_back(mine)
        slot = self._slot_or_refusal(mine.service_id, staff_id or mine.staff_id, start) if mine.service_id else None
        if slot is None or isinstance(slot, Refused):
            self.taken.append((mine.staff_id, mine.start, mine.end))
            return slot or Refused("service_not_found")
        self.taken.append((slot.staff_id, slot.start, slot.end))
        moved = replace(
            mine, staff_id=slot.staff_id, staff_name=self._name(slot.staff_id), start=slot.start, end=slot.end
        )
        self.own = sorted([*(each for each in self.own if each.id != mine.id), moved], key=lambda each: each.start)
        self.moved.append((mine.code, slot.start.astimezone(self.business.zone)))
        return Booked(mine.code, slot.staff_id, slot.start, slot.end)

    def cancel_appointment(self, *, appointment_id: UUID) -> Cancelled | Refused:
        self.used.append("cancel_appointment")
        mine = self._mine(appointment_id)
        if isinstance(mine, Refused):
            return mine
        self._give_back(mine)
        self.own = [each for each in self.own if each.id != mine.id]
        self.cancelled.append(mine.code)
        return Cancelled(mine.code, mine.start)

    def done_in_call(self) -> list[Done]:
        self.used.append("done_in_call")
        return []

    def search_knowledge(self, *, question: str, limit: int) -> list[Article]:
        self.used.append("search_knowledge")
        return list(self.business.articles[:limit])

    def last_visit(self) -> Appointment | None:
        self.used.append("last_visit")
        return None if self.unproven else self.visited

    def join_waitlist(
        self,
        *,
        service_id: UUID,
        staff_id: UUID | None,
        days: tuple[date, ...],
        not_before: time | None,
        before: time | None,
    ) -> None:
        self.used.append("join_waitlist")
        self.waiting.append((self._name(service_id), days, not_before, before))

    def create_lead(self, *, text: str, name: str | None, callback_number: str | None) -> None:
        self.used.append("create_lead")
        self.leads.append((text, name, callback_number))

    def send_confirmation(self, *, channel: Channel, address: str | None) -> Refused | None:
        self.used.append("send_confirmation")
        if self.confirmation_refused is None:
            self.confirmations.append((channel, address))
        return self.confirmation_refused

    def _mine(self, appointment_id: UUID) -> Appointment | Refused:
        mine = next((each for each in self.own if each.id == appointment_id), None)
        if mine is None or self.unproven:
            return Refused("appointment_not_found")
        word = self.refuses or ("too_late" if self.too_late else "")
        return Refused(word) if word else mine

    def _give_back(self, mine: Appointment) -> None:
        self.taken.remove((mine.staff_id, mine.start, mine.end))

    def take_message(self, *, text: str, callback_number: str | None) -> None:
        self.used.append("take_message")
        self.messages.append((text, callback_number))

    def name_caller(self, *, name: str) -> None:
        self.used.append("name_caller")
        self.names.append(name)

    def _name(self, wanted: UUID) -> str:
        names = {service.id: service.name for service in self.business.services}
        names |= {person.id: person.name for person in self.business.staff}
        return names[wanted]

    def _slot_or_refusal(self, service_id: UUID, staff_id: UUID | None, start: datetime) -> Slot | Refused:
        if not any(service.id == service_id for service in self.business.services):
            return Refused("service_not_found")
        if start < self.now:
            return Refused("too_soon", self._nearest(service_id, staff_id, start))
        exact = self._free(service_id, staff_id, start, start + timedelta(minutes=1), 1)
        if exact:
            return exact[0]
        local = start.astimezone(self.business.zone)
        inside = any(span.opens <= local.time() < span.closes for span in spans_on(self.business, local.date()))
        return Refused("slot_taken" if inside else "outside_hours", self._nearest(service_id, staff_id, start))

    def _nearest(self, service_id: UUID, staff_id: UUID | None, start: datetime) -> tuple[Slot, ...]:
        around = self._free(service_id, staff_id, start - timedelta(days=3), start + timedelta(days=7), 2000)
        return tuple(sorted(around, key=lambda slot: abs(slot.start - start))[:_NEAREST])

    def _free(
        self, service_id: UUID, staff_id: UUID | None, start_from: datetime, start_until: datetime, limit: int
    ) -> list[Slot]:
        wanted = next(service for service in self.business.services if service.id == service_id)
        length = timedelta(minutes=wanted.duration_minutes)
        free: list[Slot] = []
        day = start_from.astimezone(self.business.zone).date()
        while len(free) < limit and datetime.combine(day, time(0), tzinfo=self.business.zone) < start_until:
            for span in spans_on(self.business, day):
                start = datetime.combine(day, span.opens, tzinfo=self.business.zone)
                closes = datetime.combine(day, span.closes, tzinfo=self.business.zone)
                while start + length <= closes:
                    if start_from <= start < start_until and start >= self.now:
                        free.extend(
                            Slot(person, start, start + length)
                            for person in wanted.staff_ids
                            if staff_id in (None, person) and not self._busy(person, start, start + length)
                        )
                    start += _STEP
            day += timedelta(days=1)
        return free[:limit]

    def _busy(self, person: UUID, start: datetime, end: datetime) -> bool:
        return any(who == person and begins < end and start < ends for who, begins, ends in self.taken)


class Call:
    """A telephone call, told by what is said: `call.say("...")` returns what the desk answers."""

    def __init__(
        self,
        business: Business,
        *,
        now: datetime = SATURDAY_MORNING,
        number: str | None = "+4915112345678",
        name: str | None = None,
    ) -> None:
        self.business = business
        self.now = now
        self.caller = Caller(number, name)
        self.calendar = Calendar(business, now)
        self.last: Reply = greet(business, self.caller, now=now)

    def say(self, text: str) -> str:
        return self._turn(Heard(text=text))

    def press(self, digits: str) -> str:
        return self._turn(Heard(digits=digits))

    def silent(self) -> str:
        return self._turn(Heard())

    def _turn(self, heard: Heard) -> str:
        assert self.last.then is Then.LISTEN, f"the desk had ended the call: {self.last.text}"
        self.last = respond(heard, self.last.state, self.business, self.caller, self.calendar, now=self.now)
        assert self.last.text.strip()
        return self.last.text

    @property
    def then(self) -> Then:
        return self.last.then

    @property
    def booked(self) -> list[tuple[str, str, str]]:
        """What was booked: service, person, local start as "Tue 24.11. 14:30"."""
        return [(what, who, start.strftime("%a %d.%m. %H:%M")) for what, who, start in self.calendar.booked]
