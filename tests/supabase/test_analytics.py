"""Costs, margins and figures, compared with sums made by hand and with sums made in Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import count
from random import Random
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import psycopg
import pytest

from tests.conftest import ActAs
from tests.support.calls import BERLIN, DENTIST, DENTIST_OWNER, HAIRCUT, SALON, SALON_INTEGRATION, SALON_OWNER
from tests.support.database import Connection, Database
from tests.support.rest import Rest

LINDE = UUID("a1000000-0000-4000-8000-000000000031")
# Far from any edge of a day, a month or the time change, and before the day of the test.
NOON = datetime(2026, 3, 11, 12, 0, tzinfo=BERLIN)
# What one euro bought on the first of January, in supabase/seed.sql.
RATES = {"EUR": Decimal(1), "SEK": Decimal("11.0475"), "USD": Decimal("1.1620"), "CHF": Decimal("0.9310")}
NOTHING = Decimal(0)

_calls = count(1)


def one(db: Connection, query: str, *parameters: object) -> dict[str, Any]:
    row = db.execute(query.encode(), parameters or None).fetchone()
    assert row is not None
    return row


def convert(amount: Decimal, currency: str, to: str) -> Decimal:
    if currency == to:
        return amount
    return (amount / RATES[currency] * RATES[to]).quantize(Decimal("0.000001"), ROUND_HALF_UP)


@pytest.fixture
def quiet(db: Connection) -> Connection:
    """The salon without what its number costs a month, and with logs that reach into the past."""
    db.execute("update public.phone_numbers set monthly_cost = 0 where company_id = %s", (SALON,))
    return db


def make_call(
    db: Connection, at: datetime = NOON, *, status: str = "completed", seconds: int | None = 60, cost: str | None = None,
    assistant: UUID | None = LINDE, minutes: str | None = None, **more: object,
) -> UUID:  # fmt: skip
    """A call as it lies there after settlement. `minutes` is what its time was charged, `cost` all of it."""
    columns = {
        "company_id": SALON, "integration_id": SALON_INTEGRATION, "provider": "twilio", "provider_call_id": f"CA{next(_calls)}",
        "assistant_id": assistant, "status": status, "started_at": at, "duration_seconds": seconds, "currency": "EUR",
        "cost": Decimal(cost) if cost else Decimal(minutes or 0), **more,
    }  # fmt: skip
    row = one(
        db,
        f"insert into public.calls ({', '.join(columns)}) values ({', '.join(['%s'] * len(columns))}) returning id",
        *columns.values(),
    )
    call = UUID(str(row["id"]))
    if minutes:
        transaction = one(
            db,
            "select private.post(%s, 'charge', %s, %s, '{shortfall,revenue}', array[-%s, %s]::numeric[]) as id",
            SALON, f"charge:{call}", call, Decimal(minutes), Decimal(minutes),
        )["id"]  # fmt: skip
        db.execute(
            """insert into public.call_charges (company_id, call_id, component, transaction_id, quantity, unit, amount, currency)
               values (%s, %s, 'minutes', %s, 1, 'minute', %s, 'EUR')""",
            (SALON, call, transaction, Decimal(minutes)),
        )
    return call


def think(db: Connection, cost: str, at: datetime = NOON, *, call: UUID | None = None, **more: object) -> None:
    columns = {
        "company_id": SALON, "call_id": call, "provider": "openai", "model": "m-1", "prompt_tokens": 100, "completion_tokens": 10,
        "cached_tokens": 40, "cost": Decimal(cost), "currency": "EUR", "latency_ms": 300, "created_at": at, **more,
    }  # fmt: skip
    db.execute(
        f"insert into public.ai_usage_logs ({', '.join(columns)}) values ({', '.join(['%s'] * len(columns))})".encode(),
        tuple(columns.values()),
    )


def send(
    db: Connection, cost: str, at: datetime = NOON, *, channel: str = "sms", currency: str = "EUR", status: str = "delivered",
    call: UUID | None = None, user: UUID | None = None,
) -> None:  # fmt: skip
    db.execute(
        """insert into public.message_logs (company_id, user_id, call_id, channel, direction, status, cost, currency, sent_at)
           values (%s, %s, %s, %s, 'outbound', %s, %s, %s, %s)""",
        (SALON, user, call, channel, status, Decimal(cost), currency, at),
    )


def book(
    db: Connection, at: datetime, *, expected: str | None = "28", actual: str | None = None, status: str = "scheduled",
    call: UUID | None = None, currency: str = "EUR",
) -> None:  # fmt: skip
    """An appointment as it lies there, past the rules of making one."""
    with db.transaction():
        db.execute("set local session_replication_role = replica")
        branch = one(db, "select id from public.branches where company_id = %s", SALON)["id"]
        db.execute(
            """insert into public.appointments (company_id, branch_id, customer_id, staff_id, service_id, call_id, appointment_code, start_time, end_time,
                 status, held_until, cancelled_at, cancelled_by, source, expected_revenue, actual_revenue, currency)
               values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 'phone', %s, %s, %s)""",
            (
                SALON, branch, uuid4(), uuid4(), HAIRCUT, call, f"{next(_calls):06}", at, at + timedelta(minutes=30), status,
                at if status == "held" else None, at if status == "cancelled" else None,
                "customer" if status == "cancelled" else None, expected, actual, currency,
            ),
        )  # fmt: skip
        db.execute("set local session_replication_role = origin")


def costs(db: Connection) -> dict[tuple[object, ...], tuple[object, ...]]:
    rows = db.execute("select * from public.v_user_costs where company_id = %s", (SALON,))
    return {
        (row["user_id"], row["date"], row["cost_type"]): (row["cost_eur"], row["cost_sek"], row["cost_usd"], row["event_count"])
        for row in rows
    }  # fmt: skip


# What was paid


def test_every_kind_of_cost_is_told_by_day(quiet: Connection) -> None:
    call = make_call(quiet, minutes="0.24")
    think(quiet, "0.0035", call=call)
    think(quiet, "0.5", call=call, prompt_tokens=0, completion_tokens=0, cached_tokens=0)
    send(quiet, "0.08")
    send(quiet, "0.05", channel="whatsapp", status="failed")
    send(quiet, "1", channel="email", currency="SEK")
    day = NOON.date()
    assert costs(quiet) == {
        (SALON_OWNER, day, "ai"): (Decimal("0.5035"), Decimal("5.562416"), Decimal("0.585067"), 1),
        (SALON_OWNER, day, "call"): (Decimal("0.24"), Decimal("2.6514"), Decimal("0.27888"), 1),
        (SALON_OWNER, day, "sms"): (Decimal("0.08"), Decimal("0.8838"), Decimal("0.09296"), 1),
        (SALON_OWNER, day, "whatsapp"): (Decimal("0.05"), Decimal("0.552375"), Decimal("0.0581"), 0),
        (SALON_OWNER, day, "email"): (Decimal("0.090518"), Decimal(1), Decimal("0.105182"), 1),
    }


def test_a_cost_is_its_persons_and_else_the_earliest_owners(quiet: Connection) -> None:
    person = one(quiet, "insert into auth.users (id, email) values (gen_random_uuid(), 'p@x.example') returning id")["id"]  # fmt: skip
    quiet.execute("insert into public.company_members (company_id, profile_id, role) values (%s, %s, 'owner')", (SALON, person))  # fmt: skip
    send(quiet, "0.08", user=person)
    send(quiet, "0.08")
    assert {key[0] for key in costs(quiet)} == {person, SALON_OWNER}


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 3, 10, 22, 59, 59, tzinfo=UTC), date(2026, 3, 10)),
        (datetime(2026, 3, 10, 23, 0, tzinfo=UTC), date(2026, 3, 11)),
        # The night of the time change: midnight is at 23:00, and the next one at 22:00.
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
    ],
)
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland"])
def test_a_day_is_the_companys_own(quiet: Connection, at: datetime, day: date, zone: str) -> None:
    quiet.execute(f"set local timezone = '{zone}'".encode())
    call = make_call(quiet, at, minutes="0.24")
    think(quiet, "0.1", at)
    send(quiet, "0.1", at)
    book(quiet, at, call=call)
    assert {key[1] for key in costs(quiet)} == {day}
    for view in ("analytics_daily", "v_call_margin", "v_daily_margin", "v_user_revenue", "v_cost_events"):
        days = {row["date"] for row in quiet.execute(f"select date from public.{view} where company_id = %s".encode(), (SALON,))}  # fmt: skip
        assert days == {day}, view


def test_an_amount_whose_rate_is_not_known_makes_the_sum_unknown_and_not_smaller(quiet: Connection) -> None:
    send(quiet, "0.08")
    send(quiet, "0.08", currency="NOK")
    assert costs(quiet) == {(SALON_OWNER, NOON.date(), "sms"): (None, None, None, 2)}
    call = make_call(quiet, minutes="0.24")
    send(quiet, "0.08", currency="NOK", call=call)
    margin = one(quiet, "select * from public.v_call_margin where call_id = %s", call)
    assert (margin["telephony_cost"], margin["message_cost"], margin["margin"], margin["margin_eur"]) == (Decimal("0.24"), None, None, None)  # fmt: skip


def months(first: date, last: date) -> list[date]:
    found, day = [], date(first.year, first.month, 1)
    while day <= last:
        if day >= first:
            found.append(day)
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return found


@pytest.mark.parametrize(
    ("assigned", "expires"),
    [
        (datetime(2026, 1, 15, 12, tzinfo=BERLIN), None),
        (datetime(2026, 2, 1, 9, tzinfo=BERLIN), None),
        # In UTC this is still January.
        (datetime(2026, 1, 31, 23, 30, tzinfo=UTC), None),
        (datetime(2026, 1, 31, 22, 30, tzinfo=UTC), None),
        (datetime(2026, 1, 15, 12, tzinfo=BERLIN), datetime(2026, 5, 1, 0, 0, tzinfo=BERLIN)),
        (datetime(2026, 1, 15, 12, tzinfo=BERLIN), datetime(2026, 5, 1, 0, 1, tzinfo=BERLIN)),
        (datetime(2026, 4, 2, tzinfo=BERLIN), datetime(2026, 4, 30, tzinfo=BERLIN)),
    ],
)
def test_a_number_costs_its_month_on_the_first_local_day_of_each(
    db: Connection, assigned: datetime, expires: datetime | None
) -> None:
    db.execute(
        "update public.phone_numbers set monthly_cost = 1.5, assigned_at = %s, expires_at = %s where company_id = %s",
        (assigned, expires, SALON),
    )
    now = one(db, "select now() as now")["now"]
    expected = [
        day for day in months(assigned.astimezone(BERLIN).date(), now.astimezone(BERLIN).date())
        if expires is None or datetime.combine(day, time(), BERLIN) < expires
    ]  # fmt: skip
    usd = convert(Decimal("1.5"), "EUR", "USD")
    sek = convert(Decimal("1.5"), "EUR", "SEK")
    assert costs(db) == {(SALON_OWNER, day, "number"): (Decimal("1.5"), sek, usd, 1) for day in expected}
    db.execute("update public.phone_numbers set status = 'inactive' where company_id = %s", (SALON,))
    assert costs(db) == {}


def test_usage_is_converted_at_the_same_days_rate_everywhere(quiet: Connection) -> None:
    late = datetime(2026, 3, 10, 23, 30, tzinfo=UTC)
    quiet.execute("insert into public.exchange_rates (currency, on_day, rate, source) values ('SEK', '2026-03-11', 12, 'test')")  # fmt: skip
    think(quiet, "1", late)
    assert one(quiet, "select cost_sek, cost_eur from public.v_ai_usage where company_id = %s", SALON) == {"cost_sek": 12, "cost_eur": 1}  # fmt: skip
    assert costs(quiet)[SALON_OWNER, date(2026, 3, 11), "ai"][1] == 12


# What was earned, and what is left


def test_a_calls_margin_is_its_revenue_less_its_costs(quiet: Connection) -> None:
    call = make_call(quiet, minutes="0.24")
    think(quiet, "0.0035", call=call)
    send(quiet, "0.08", call=call)
    send(quiet, "1", channel="email", currency="SEK", call=call)
    send(quiet, "9")
    later = NOON + timedelta(days=3)
    book(quiet, later, call=call)
    book(quiet, later, call=call, expected="95", actual="90.50", status="completed")
    for status in ("held", "cancelled", "no_show"):
        book(quiet, later, call=call, expected="1000", status=status)
    other = make_call(quiet, minutes="0.12")
    margin = one(quiet, "select * from public.v_call_margin where call_id = %s", call)
    assert (margin["revenue"], margin["ai_cost"], margin["telephony_cost"]) == (Decimal("118.50"), Decimal("0.0035"), Decimal("0.24"))  # fmt: skip
    assert margin["message_cost"] == Decimal("0.170518")
    assert margin["cost"] == Decimal("0.414018")
    assert margin["margin"] == margin["margin_eur"] == Decimal("118.085982")
    assert margin["margin_sek"] == Decimal("1304.554886")
    assert (margin["rate_own"], margin["rate_sek"], margin["rate_usd"]) == (1, RATES["SEK"], RATES["USD"])
    assert (margin["date"], margin["currency"]) == (NOON.date(), "EUR")
    assert one(quiet, "select revenue, margin from public.v_call_margin where call_id = %s", other) == {"revenue": 0, "margin": Decimal("-0.12")}  # fmt: skip


def test_a_days_margin_is_what_the_day_brought_less_what_it_cost(db: Connection) -> None:
    db.execute("update public.phone_numbers set monthly_cost = 5, assigned_at = '2026-01-01' where company_id = %s", (SALON,))  # fmt: skip
    first = datetime(2026, 4, 1, 12, tzinfo=BERLIN)
    call = make_call(db, first, minutes="0.24")
    think(db, "0.01", first, call=call)
    think(db, "0.02", first)
    send(db, "0.08", first)
    book(db, first, call=call)
    book(db, first, expected=None)
    book(db, first + timedelta(days=1), actual="30")
    days = {
        row["date"]: (row["revenue"], row["ai_cost"], row["telephony_cost"], row["message_cost"], row["cost"], row["margin"])
        for row in db.execute("select * from public.v_daily_margin where company_id = %s", (SALON,))
    }  # fmt: skip
    assert days == {
        date(2026, 4, 1): (28, Decimal("0.03"), Decimal("0.24"), Decimal("0.08"), Decimal("0.35"), Decimal("27.65")),
        date(2026, 4, 2): (30, 0, 0, 0, 0, 30),
    }


# How the telephone does


def test_a_day_of_an_assistant_by_hand(quiet: Connection) -> None:
    with_appointment = make_call(
        quiet,
        seconds=100,
        cost="0.24",
        audio_quality="4.5",
        latency_ms=400,
        transcription_accuracy="0.9",
        satisfaction=5,
    )
    book(quiet, NOON, call=with_appointment)
    book(quiet, NOON, call=with_appointment, status="cancelled")
    make_call(quiet, seconds=50, cost="0.12", audio_quality="4.0", latency_ms=601, satisfaction=4, lead_qualified=True)
    make_call(quiet, status="failed", seconds=0, cost="0")
    make_call(quiet, status="no_answer", seconds=None, cost="0")
    make_call(quiet, seconds=10, cost="0.12", assistant=None, conversion=True)
    day = one(quiet, "select * from public.analytics_daily where company_id = %s and assistant_id = %s", SALON, LINDE)
    assert day == {
        "company_id": SALON, "assistant_id": LINDE, "date": NOON.date(), "calls": 4, "completed": 2, "failed": 1,
        "average_duration": Decimal("75.00"), "quality": Decimal("4.25"), "latency": Decimal("500.50"), "accuracy": Decimal("0.9000"),
        "conversion": Decimal("0.2500"), "satisfaction": Decimal("4.50"), "appointments": 1, "leads": 1, "cost": Decimal("0.36"),
        "cost_per_minute": Decimal("0.144000"), "currency": "EUR",
    }  # fmt: skip
    nobodys = one(
        quiet,
        "select calls, conversion, quality from public.analytics_daily where company_id = %s and assistant_id is null",
        SALON,
    )
    assert nobodys == {"calls": 1, "conversion": 1, "quality": None}


def today(db: Connection, days_ago: int = 0) -> datetime:
    """Noon of the company's own day, that many days ago."""
    day = one(db, "select (now() at time zone 'Europe/Berlin')::date as day")["day"] - timedelta(days=days_ago)
    return datetime.combine(day, time(12), BERLIN)


def test_the_overview_of_the_last_days_by_hand(database: Database, rest: Rest) -> None:
    with database.connect() as db:
        other = one(db, "insert into public.assistants (company_id, name) values (%s, 'Zweite') returning id", SALON)[
            "id"
        ]
        make_call(db, today(db), seconds=60, cost="0.12")
        make_call(db, today(db, 29), seconds=121, cost="0.363500")
        make_call(db, today(db, 3), status="failed", seconds=0, cost="0", assistant=other)
        make_call(db, today(db, 30), seconds=600, cost="9")
        last = today(db).date()
    owner = rest.signed_in("owner@salon-lindenbluete.example", "test-owner-password")
    overview: Any = owner.rpc("analytics_overview", {"p_company_id": str(SALON)}).execute().data
    assert overview == {
        "period": {"days": 30, "from": str(last - timedelta(days=29)), "until": str(last), "timezone": "Europe/Berlin"},
        "totals": {
            "total_calls": 3, "completed_calls": 2, "success_rate": 0.6667, "average_duration": 90.5, "total_cost": 0.4835,
            "cost_per_call": 0.161167, "currency": "EUR",
        },
        "top_assistants": [
            {"assistant_id": str(LINDE), "name": "Linde", "total_calls": 2, "completed_calls": 2, "success_rate": 1, "average_duration": 90.5, "total_cost": 0.4835},
            {"assistant_id": str(other), "name": "Zweite", "total_calls": 1, "completed_calls": 0, "success_rate": 0, "average_duration": None, "total_cost": 0},
        ],
    }  # fmt: skip
    one_day: Any = owner.rpc("analytics_overview", {"p_company_id": str(SALON), "p_days": 1}).execute().data
    assert one_day["totals"]["total_calls"] == 1
    calls: Any = owner.rpc(
        "analytics_calls", {"p_company_id": str(SALON), "p_from": str(last - timedelta(days=1)), "p_until": str(last)}
    ).execute().data  # fmt: skip
    assert [(row["period_start"], row["total_calls"], row["total_cost"], row["success_rate"]) for row in calls] == [
        (str(last - timedelta(days=1)), 0, 0, None), (str(last), 1, 0.12, 1),
    ]  # fmt: skip
    usage: Any = owner.rpc("analytics_usage", {"p_company_id": str(SALON), "p_from": str(last), "p_until": str(last)}).execute().data  # fmt: skip
    assert usage == []


def test_five_assistants_are_named_the_busiest_first(db: Connection, act_as: ActAs) -> None:
    for n in range(7):
        assistant = one(db, "insert into public.assistants (company_id, name) values (%s, %s) returning id", SALON, f"A{n}")["id"]  # fmt: skip
        for _ in range(1 + n // 2):
            make_call(db, today(db), assistant=assistant)
    with act_as(SALON_OWNER):
        overview = one(db, "select public.analytics_overview(%s) as o", SALON)["o"]
    assert [(each["name"], each["total_calls"]) for each in overview["top_assistants"]] == [
        ("A6", 4), ("A4", 3), ("A5", 3), ("A2", 2), ("A3", 2),
    ]  # fmt: skip


def test_without_calls_there_are_zeros_and_no_errors(db: Connection, act_as: ActAs) -> None:
    with act_as(SALON_OWNER):
        overview = one(db, "select public.analytics_overview(%s) as o", SALON)["o"]
        weeks = db.execute("select * from public.analytics_calls(%s, '2026-03-11', '2026-03-16', 'week')", (SALON,)).fetchall()  # fmt: skip
        assert db.execute("select * from public.analytics_usage(%s, '2026-03-11', '2026-03-16')", (SALON,)).fetchall() == []  # fmt: skip
    assert overview["totals"] == {
        "total_calls": 0, "completed_calls": 0, "success_rate": None, "average_duration": None, "total_cost": 0, "cost_per_call": None, "currency": "EUR",
    }  # fmt: skip
    assert overview["top_assistants"] == []
    assert [(row["period_start"], row["total_calls"], row["appointments"], row["leads"], row["total_cost"]) for row in weeks] == [
        (date(2026, 3, 9), 0, 0, 0, 0), (date(2026, 3, 16), 0, 0, 0, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("day", [(date(2026, 3, 29), 1), (date(2026, 3, 30), 2), (date(2026, 3, 31), 0), (date(2026, 4, 1), 1)]),
        ("week", [(date(2026, 3, 23), 1), (date(2026, 3, 30), 3)]),
        ("month", [(date(2026, 3, 1), 3), (date(2026, 4, 1), 1)]),
    ],
)
def test_calls_by_day_week_and_month_across_the_time_change(
    quiet: Connection, act_as: ActAs, group: str, expected: list[tuple[date, int]]
) -> None:
    make_call(quiet, datetime(2026, 3, 28, 23, 59, tzinfo=BERLIN))
    make_call(quiet, datetime(2026, 3, 29, 0, 0, tzinfo=BERLIN))
    make_call(quiet, datetime(2026, 3, 30, 0, 0, tzinfo=BERLIN))
    make_call(quiet, datetime(2026, 3, 30, 23, 59, tzinfo=BERLIN))
    make_call(quiet, datetime(2026, 4, 1, 23, 59, tzinfo=BERLIN))
    make_call(quiet, datetime(2026, 4, 2, 0, 0, tzinfo=BERLIN))
    with act_as(SALON_OWNER):
        rows = quiet.execute("select * from public.analytics_calls(%s, '2026-03-29', '2026-04-01', %s)", (SALON, group)).fetchall()  # fmt: skip
    assert [(row["period_start"], row["total_calls"]) for row in rows] == expected


def test_usage_by_day_provider_and_model(quiet: Connection, act_as: ActAs) -> None:
    think(quiet, "0.01")
    think(quiet, "0.02", latency_ms=500)
    think(quiet, "0", outcome="timeout", latency_ms=9000, prompt_tokens=0, completion_tokens=0, cached_tokens=0)
    think(quiet, "0.03", model="m-2")
    think(quiet, "0.04", NOON + timedelta(days=1))
    with act_as(SALON_OWNER):
        rows = quiet.execute("select * from public.analytics_usage(%s, '2026-03-11', '2026-03-11')", (SALON,)).fetchall()  # fmt: skip
    assert rows == [
        {"date": NOON.date(), "provider": "openai", "model": "m-1", "requests": 3, "successful": 2, "prompt_tokens": 200, "cached_tokens": 80,
         "completion_tokens": 20, "total_tokens": 220, "cost": Decimal("0.03"), "currency": "EUR", "average_latency_ms": Decimal("400.00")},
        {"date": NOON.date(), "provider": "openai", "model": "m-2", "requests": 1, "successful": 1, "prompt_tokens": 100, "cached_tokens": 40,
         "completion_tokens": 10, "total_tokens": 110, "cost": Decimal("0.03"), "currency": "EUR", "average_latency_ms": Decimal("300.00")},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("call", "word"),
    [
        ("analytics_overview('{c}', 0)", "days_wrong"), ("analytics_overview('{c}', 3661)", "days_wrong"), ("analytics_overview('{c}', null)", "days_wrong"),
        ("analytics_calls('{c}', '2026-03-02', '2026-03-01')", "days_wrong"), ("analytics_calls('{c}', null, '2026-03-01')", "days_wrong"),
        ("analytics_calls('{c}', '-infinity', 'infinity')", "days_wrong"), ("analytics_calls('{c}', '1900-01-01', '2026-03-01')", "days_too_many"),
        ("analytics_calls('{c}', '2026-03-01', '2026-03-01', 'hour')", "group_unknown"), ("analytics_calls('{c}', '2026-03-01', '2026-03-01', null)", "group_unknown"),
        ("analytics_usage('{c}', '2026-03-02', '2026-03-01')", "days_wrong"),
    ],
)  # fmt: skip
def test_a_question_that_makes_no_sense_is_refused_in_a_word(db: Connection, act_as: ActAs, call: str, word: str) -> None:  # fmt: skip
    with pytest.raises(psycopg.Error, match=word) as refusal, act_as(SALON_OWNER):
        db.execute(f"select * from public.{call.format(c=SALON)}".encode())
    assert refusal.value.sqlstate == "PT422"


@pytest.mark.parametrize("call", ["analytics_overview('{c}')", "analytics_calls('{c}', '2026-03-01', '2026-03-01')", "analytics_usage('{c}', '2026-03-01', '2026-03-01')"])  # fmt: skip
def test_the_figures_of_others_and_of_nobody_look_alike(db: Connection, act_as: ActAs, call: str) -> None:
    said = set()
    for company in (SALON, uuid4()):
        with pytest.raises(psycopg.Error) as refusal, act_as(DENTIST_OWNER):
            db.execute(f"select * from public.{call.format(c=company)}".encode())
        said.add((refusal.value.sqlstate, str(refusal.value.diag.message_primary), refusal.value.diag.message_detail))
    assert said == {("PT404", "company_not_found", None)}
    viewer = one(db, "insert into auth.users (id, email) values (gen_random_uuid(), 'v@x.example') returning id")["id"]
    db.execute("insert into public.company_members (company_id, profile_id, role) values (%s, %s, 'viewer')", (SALON, viewer))  # fmt: skip
    with act_as(viewer):
        db.execute(f"select * from public.{call.format(c=SALON)}".encode())


# The same sums in Python


def local_day(at: datetime, zone: ZoneInfo = BERLIN) -> date:
    return at.astimezone(zone).date()


def total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, NOTHING)


@pytest.mark.parametrize("seed", range(6))
def test_views_agree_with_sums_made_in_python(quiet: Connection, act_as: ActAs, seed: int) -> None:
    """Some hundred events at odd instants of a month with a time change, in two currencies."""
    chance = Random(seed)  # noqa: S311
    start = datetime(2026, 3, 15, tzinfo=UTC)
    paid: dict[tuple[date, str], list[tuple[Decimal, str]]] = defaultdict(list)
    calls: list[tuple[UUID, datetime, str, int, Decimal]] = []
    margins: dict[UUID, Decimal] = {}

    def moment() -> datetime:
        return start + timedelta(seconds=chance.randrange(30 * 86400))

    def amount(limit: int = 3_000_000) -> Decimal:
        return Decimal(chance.randrange(1, limit)) / 1_000_000

    for _ in range(60):
        at, status, seconds, charged = (
            moment(),
            chance.choice(["completed", "completed", "failed", "busy"]),
            chance.randrange(600),
            amount(),
        )
        call = make_call(quiet, at, status=status, seconds=seconds, minutes=str(charged))
        paid[local_day(at), "call"].append((charged, "EUR"))
        margins[call] = -charged
        spent = charged
        for _ in range(chance.randrange(3)):
            thought, when = amount(), at + timedelta(seconds=chance.randrange(7200))
            think(quiet, str(thought), when, call=call)
            paid[local_day(when), "ai"].append((thought, "EUR"))
            margins[call] -= thought
            spent += thought
        quiet.execute("update public.calls set cost = %s where id = %s", (spent, call))
        if chance.random() < 0.4:
            text, currency, when = amount(), chance.choice(["EUR", "SEK"]), at + timedelta(minutes=5)
            send(quiet, str(text), when, currency=currency, call=call)
            paid[local_day(when), "sms"].append((text, currency))
            margins[call] -= convert(text, currency, "EUR")
        if chance.random() < 0.4:
            brought = Decimal(chance.randrange(1, 30000)) / 100
            book(quiet, at + timedelta(days=chance.randrange(20)), call=call, expected=str(brought))
            margins[call] += brought
        calls.append((call, at, status, seconds, spent))

    expected = {
        key: (*(total(convert(value, currency, to) for value, currency in values) for to in ("EUR", "SEK", "USD")), len(values))
        for key, values in paid.items()
    }  # fmt: skip
    assert {(day, kind): value for (_, day, kind), value in costs(quiet).items()} == expected

    seen = {row["call_id"]: row["margin"] for row in quiet.execute("select call_id, margin from public.v_call_margin where company_id = %s", (SALON,))}  # fmt: skip
    assert seen == margins

    first, last = date(2026, 3, 17), date(2026, 4, 10)
    chosen = [each for each in calls if first <= local_day(each[1]) <= last]
    with act_as(SALON_OWNER):
        for group in ("day", "week", "month"):
            rows = quiet.execute("select * from public.analytics_calls(%s, %s, %s, %s)", (SALON, first, last, group)).fetchall()  # fmt: skip
            assert sum(row["total_calls"] for row in rows) == len(chosen)
            assert sum(row["completed_calls"] for row in rows) == sum(each[2] == "completed" for each in chosen)
            assert sum(row["failed_calls"] for row in rows) == sum(each[2] == "failed" for each in chosen)
            assert total(row["total_cost"] for row in rows) == total(each[4] for each in chosen)
    days = {row["date"]: row for row in quiet.execute("select * from public.analytics_daily where company_id = %s", (SALON,))}  # fmt: skip
    for day in {local_day(each[1]) for each in calls}:
        of_day = [each for each in calls if local_day(each[1]) == day]
        done = [each[3] for each in of_day if each[2] == "completed"]
        row = days[day]
        assert (row["calls"], row["completed"], row["cost"]) == (len(of_day), len(done), total(each[4] for each in of_day))  # fmt: skip
        assert row["average_duration"] == ((Decimal(sum(done)) / len(done)).quantize(Decimal("0.01"), ROUND_HALF_UP) if done else None)  # fmt: skip


# Goals


def goal(db: Connection, metric: str, target: str, *, period: str = "month", starts: date | None = None, ends: date | None = None) -> dict[str, Any]:  # fmt: skip
    row = one(
        db,
        "insert into public.company_goals (company_id, name, metric, target_value, period, starts_on, ends_on) values (%s, 'Goal', %s, %s, %s, %s, %s) returning id",
        SALON, metric, Decimal(target), period, starts or date(2026, 1, 1), ends,
    )  # fmt: skip
    return one(db, "select * from public.company_goal_progress where goal_id = %s", row["id"])


def progress(row: dict[str, Any]) -> tuple[object, ...]:
    return row["current_value"], row["percent"]


def test_progress_of_a_goal_that_has_ended_is_that_of_its_last_round(quiet: Connection) -> None:
    """The round of March that the goal's end cuts off: from the first to the twentieth."""
    ends = date(2026, 3, 20)
    edge = datetime(2026, 3, 20, 23, 59, 59, tzinfo=BERLIN)
    first = make_call(quiet, datetime(2026, 3, 1, 0, 0, tzinfo=BERLIN))
    make_call(quiet, edge, status="failed")
    make_call(quiet, edge + timedelta(seconds=1))
    make_call(quiet, datetime(2026, 2, 28, 23, 59, tzinfo=BERLIN))
    book(quiet, edge, call=first, actual="30", status="completed")
    book(quiet, edge, call=None, actual="110.475", status="completed", currency="SEK")
    book(quiet, edge + timedelta(seconds=1), actual="500", status="completed")
    row = goal(quiet, "calls", "8", ends=ends)
    assert (row["period_starts_on"], row["period_ends_on"]) == (date(2026, 3, 1), ends)
    assert progress(row) == (2, 25)
    assert progress(goal(quiet, "completed_calls", "3", ends=ends)) == (1, Decimal("33.33"))
    assert progress(goal(quiet, "revenue", "80", ends=ends)) == (40, 50)
    assert progress(goal(quiet, "conversion_rate", "40", ends=ends)) == (50, 125)
    assert progress(goal(quiet, "conversion_rate", "40", ends=date(2026, 1, 20))) == (None, None)
    assert progress(goal(quiet, "appointments", "4", ends=ends)) == (0, 0)
    assert progress(goal(quiet, "leads", "4", ends=ends)) == (0, 0)


@pytest.mark.parametrize("period", ["day", "week", "month", "quarter", "year"])
def test_todays_round_holds_what_was_made_today(quiet: Connection, period: str) -> None:
    make_call(quiet, today(quiet))
    book(quiet, today(quiet))
    book(quiet, today(quiet), status="cancelled")
    row = goal(quiet, "appointments", "2", period=period)
    now = today(quiet).date()
    assert row["period_starts_on"] <= now <= row["period_ends_on"]
    assert progress(row) == (1, 50)
    assert progress(goal(quiet, "calls", "1", period=period)) == (1, 100)
    ahead = goal(quiet, "calls", "1", period=period, starts=now + timedelta(days=400))
    assert ahead["period_starts_on"] == now + timedelta(days=400)
    assert progress(ahead) == (0, 0)


def test_the_price_of_a_model_is_one_at_a_time(db: Connection) -> None:
    with pytest.raises(psycopg.errors.ExclusionViolation, match="one_at_a_time"), db.transaction():
        db.execute(
            "insert into public.model_prices (provider, model, kind, price_per_million, valid_from, source) values ('openai', 'gpt-4o', 'input', 1, '2024-06-01', 'x')"
        )
    for price in ("-1", "NaN"):
        with pytest.raises(psycopg.errors.CheckViolation), db.transaction():
            db.execute(
                "insert into public.model_prices (provider, model, kind, price_per_million, valid_from, source) values ('openai', 'x', 'input', %s, '2024-06-01', 'x')",
                (Decimal(price),),
            )
    found = db.execute("select price_per_million as p from public.model_prices where model = 'gpt-4o' and kind = 'input' order by valid_from").fetchall()  # fmt: skip
    assert [row["p"] for row in found] == [5, Decimal("2.5")]


def test_nobody_elses_figures_are_seen(quiet: Connection, act_as: ActAs) -> None:
    call = make_call(quiet, minutes="0.24")
    book(quiet, NOON, call=call)
    goal(quiet, "calls", "1")
    views = (
        "v_cost_events",
        "v_user_costs",
        "v_call_outcomes",
        "analytics_daily",
        "v_call_margin",
        "v_daily_margin",
        "company_goal_progress",
    )
    for who, expected in ((SALON_OWNER, True), (DENTIST_OWNER, False)):
        with act_as(who):
            for view in views:
                rows = quiet.execute(f"select company_id from public.{view}".encode()).fetchall()
                assert any(row["company_id"] == SALON for row in rows) == expected, view
                assert all(row["company_id"] == (SALON if expected else DENTIST) for row in rows), view
