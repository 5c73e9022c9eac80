"""From the first ring to the bill, and what each side sees of it through the doors that people use."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

import httpx
import pytest
from supabase import Client

from local import owner_view
from local.demo_caller import DemoCaller, next_tuesday
from local.demo_credentials import PASSWORD
from local.gateway import Gateway
from tests.support.calls import BERLIN
from tests.support.connections import COMPANIES
from tests.support.database import Database
from tests.support.line import Line
from tests.support.rest import Rest


@pytest.fixture
def line(gateway: Gateway, database: Database) -> Iterator[Line]:
    with httpx.Client() as http:
        yield Line(gateway.url, database, http)


def owner_of(rest: Rest, company: str) -> Client:
    return rest.signed_in(COMPANIES[company].owner_email, PASSWORD)


def a_whole_call(line: Line) -> str:
    """The demonstration's call; returns the provider's id of it."""
    phone = line.phone()
    caller = DemoCaller(next_tuesday(datetime.now(BERLIN)))
    said = phone.ring()
    while said.awaits == "speech":
        said = phone.say(caller.answer(said.text))
    assert phone.hang_up().status_code == 200
    return phone.call_sid


def test_the_owner_sees_the_call_the_appointment_and_the_bill(line: Line, rest: Rest) -> None:
    owner = owner_of(rest, "SALON")
    before = owner_view.read_balance(owner)
    call = owner_view.read_call(owner, a_whole_call(line))
    after = owner_view.read_balance(owner)

    assert (call.status, call.billable_seconds) == ("completed", 60)
    assert [each.speaker for each in call.transcript[:3]] == ["assistant", "caller", "assistant"]
    assert call.appointment is not None
    assert (call.appointment.service, f"{call.appointment.start:%H:%M}") == ("Herrenhaarschnitt", "14:30")
    assert call.cost == call.charges == before.amount - after.amount == Decimal("0.12")
    assert after.held == 0

    costs: Any = owner.table("v_user_costs").select("*").neq("cost_type", "number").execute().data
    assert [(row["cost_type"], Decimal(str(row["cost_eur"])), row["event_count"]) for row in costs] == [
        ("call", Decimal("0.12"), 1)
    ]
    revenue: Any = owner.table("v_user_revenue").select("*").execute().data
    assert [(row["service_type"], row["booking_count"], Decimal(str(row["expected_revenue"]))) for row in revenue] == [
        ("Herrenhaarschnitt", 1, Decimal(28))
    ]
    active: Any = owner.table("active_appointments").select("appointment_code, staff_name, service_name").execute().data
    assert [row["appointment_code"] for row in active] == [call.appointment.code]


def test_nobody_else_sees_a_row_of_it(line: Line, rest: Rest, database: Database) -> None:
    a_whole_call(line)
    relations = [
        row["name"]
        for row in database.all("""
            select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id'
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') order by 1""")
    ]
    salon = database.one("select id::text as id from public.companies where tenant_id = 't_salon'")["id"]
    owner, rival, stranger = owner_of(rest, "SALON"), owner_of(rest, "DENTIST"), rest.signed_up("stranger@example.org")

    def seen(client: Client) -> set[str]:
        return {
            name
            for name in relations
            if client.table(name).select("*", count="exact").eq("company_id", salon).limit(1).execute().count  # type: ignore[arg-type]
        }

    # Whatever the call and the seed left, the owner does see through `select *`.
    there = {
        name
        for name in relations
        if database.one(f"select exists (select from public.{name} where company_id = %s) as yes", salon)["yes"]
    }
    assert {
        "calls",
        "call_turns",
        "call_charges",
        "appointments",
        "customers",
        "telephony_events",
        "v_user_costs",
    } <= there
    assert seen(owner) == there
    assert seen(rival) == seen(stranger) == set()
    # Nobody signed in at all is refused outright.
    for name in relations:
        assert rest.request("GET", f"/rest/v1/{name}?select=*").status_code in (401, 403), name


def test_a_new_owner_opens_a_company_and_finds_it(rest: Rest) -> None:
    founder = rest.signed_up("founder@example.org")
    company_id = (
        founder.rpc("create_company", {"p_name": "Blumen Eck", "p_country": "AT", "p_timezone": "Europe/Vienna"})
        .execute()
        .data
    )
    rows = (
        founder.table("companies")
        .select("id, name, country, branches(name, is_primary), prepaid_balances(current_balance)")
        .execute()
        .data
    )
    assert rows == [
        {
            "id": company_id, "name": "Blumen Eck", "country": "AT",
            "branches": [{"name": "Blumen Eck", "is_primary": True}], "prepaid_balances": {"current_balance": 0},
        }
    ]  # fmt: skip
    user_id = founder.auth.get_user().user.id  # type: ignore[union-attr]
    assert founder.rpc("user_organization_id", {"user_uuid": user_id}).execute().data == company_id


def test_money_travels_as_numbers_both_ways(rest: Rest) -> None:
    owner = owner_of(rest, "SALON")
    owner.table("services").update({"price": 29.5}).eq("slug", "herrenhaarschnitt").execute()
    rows: Any = owner.table("services").select("price").eq("slug", "herrenhaarschnitt").execute().data
    assert rows == [{"price": 29.5}]
