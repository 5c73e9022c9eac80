"""What somebody signed in sees of their company, read as any client would: through REST, under row level security."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, cast
from zoneinfo import ZoneInfo

from postgrest import CountMethod, SyncSelectRequestBuilder
from postgrest.exceptions import APIError
from supabase import Client, ClientOptions, create_client

from local.services import Service

HIDDEN = ("42501", "PGRST301", "PGRST302")  # refused rather than empty: just as hidden


@dataclass(frozen=True, slots=True)
class Line:
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Appointment:
    code: str
    start: datetime
    status: str
    service: str
    staff: str
    customer: str
    price: Decimal


@dataclass(frozen=True, slots=True)
class Call:
    id: str
    status: str
    seconds: int
    billable_seconds: int
    caller_number: str
    cost: Decimal
    currency: str
    summary: str
    transcript: tuple[Line, ...]
    charges: Decimal
    appointment: Appointment | None


@dataclass(frozen=True, slots=True)
class Balance:
    amount: Decimal
    held: Decimal
    currency: str


def connect(rest: Service, publishable_key: str) -> Client:
    return create_client(rest.url, publishable_key, ClientOptions(persist_session=False, auto_refresh_token=False))


def read_balance(client: Client) -> Balance:
    row = _only(_rows(client.table("prepaid_balances").select("current_balance,reserved_balance,currency")))
    return Balance(_money(row["current_balance"]), _money(row["reserved_balance"]), row["currency"])


def read_call(client: Client, provider_call_id: str) -> Call:
    """The call, its transcript, what was booked in it and what it was charged. Raises LookupError if it is not there."""
    columns = "id,status,duration_seconds,billable_seconds,caller_number,cost,currency,summary"
    row = _only(_rows(client.table("calls").select(columns).eq("provider_call_id", provider_call_id)))
    turns = _rows(client.table("call_turns").select("turn,speaker,text").eq("call_id", row["id"]))
    charges = _rows(client.table("call_charges").select("amount").eq("call_id", row["id"]))
    # In one turn the caller speaks first, then the assistant.
    in_order = sorted(turns, key=lambda turn: (turn["turn"], turn["speaker"] == "assistant"))
    return Call(
        id=row["id"],
        status=row["status"],
        seconds=row["duration_seconds"] or 0,
        billable_seconds=row["billable_seconds"] or 0,
        caller_number=row["caller_number"],
        cost=_money(row["cost"] or 0),
        currency=row["currency"],
        summary=row["summary"] or "",
        transcript=tuple(Line(turn["speaker"], turn["text"]) for turn in in_order if turn["text"]),
        charges=sum((_money(charge["amount"]) for charge in charges), Decimal(0)),
        appointment=_read_appointment(client, row["id"]),
    )


def _read_appointment(client: Client, call_id: str) -> Appointment | None:
    # By the name of the link: the stand-in takes every table that points at both for a way from one to the other.
    columns = (
        "appointment_code,start_time,status,expected_revenue,services(name),staff(display_name),"
        "customers!appointments_company_id_customer_id_fkey(first_name,last_name,phone),companies!appointments_company_id_fkey(timezone)"
    )
    rows = _rows(client.table("appointments").select(columns).eq("call_id", call_id).neq("status", "held"))
    if not rows:
        return None
    row = _only(rows)
    customer = row["customers"]
    name = " ".join(part for part in (customer["first_name"], customer["last_name"]) if part)
    return Appointment(
        code=row["appointment_code"],
        start=datetime.fromisoformat(row["start_time"]).astimezone(ZoneInfo(row["companies"]["timezone"])),
        status=row["status"],
        service=row["services"]["name"],
        staff=row["staff"]["display_name"],
        customer=name or customer["phone"] or "",
        price=_money(row["expected_revenue"] or 0),
    )


def count_rows(client: Client, relation: str) -> int:
    """How many rows of a table or view this client can see; none where it may not look at all."""
    try:
        return client.table(relation).select("*", count=CountMethod.exact).limit(1).execute().count or 0
    except APIError as error:
        if error.code in HIDDEN:
            return 0
        raise


def _rows(query: SyncSelectRequestBuilder) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", query.execute().data)


def _only(rows: list[dict[str, Any]]) -> dict[str, Any]:
    if len(rows) != 1:
        raise LookupError(f"{len(rows)} rows instead of one")
    return rows[0]


def _money(value: object) -> Decimal:
    return Decimal(str(value))
