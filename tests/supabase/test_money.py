"""Held at answer, settled once, to the last decimal, whatever order things arrive in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from decimal import Decimal
from itertools import permutations

import psycopg
import pytest

from shared.db import connection
from shared.domain.calls import CallStatus, Heard
from shared.domain.models import ModelAttempt
from tests.conftest import ActAs
from tests.support.calls import SALON, SALON_OWNER, LiveCall, coming_tuesday, ring
from tests.support.database import Connection, Database

THOUGHT = ModelAttempt("openai", "test-model", 2000, 500, 1000, 300, "ok")
# 1000 fresh at 1.00, 1000 cached at 0.50 and 500 answered at 4.00 a million.
THOUGHT_COST = Decimal("0.003500")


def balance(database: Database) -> dict[str, Decimal]:
    return database.one(
        "select current_balance, reserved_balance, available_balance from public.prepaid_balances where company_id = %s",
        SALON,
    )


def amounts(current: str, reserved: str) -> dict[str, Decimal]:
    return {
        "current_balance": Decimal(current),
        "reserved_balance": Decimal(reserved),
        "available_balance": Decimal(current) - Decimal(reserved),
    }


def accounts(database: Database) -> dict[str, Decimal]:
    rows = database.all(
        "select account::text, sum(amount) as amount from public.balance_ledger where company_id = %s group by 1", SALON
    )
    return {row["account"]: row["amount"] for row in rows if row["amount"]}


def everything_about(database: Database) -> list[object]:
    return [
        database.all("select status, duration_seconds, billable_seconds, cost, settled_at is not null as settled from public.calls"),
        database.all("select component, sequence, quantity, unit, unit_price, amount, currency from public.call_charges order by 1, 2"),
        database.all("""select t.kind, l.account, l.amount, l.currency from public.balance_ledger l
                        join public.ledger_transactions t on t.id = l.transaction_id where t.call_id is not null order by 1, 2"""),
        balance(database),
    ]  # fmt: skip


def test_answering_holds_five_minutes_and_the_end_settles_them(database: Database) -> None:
    call = ring(database)
    assert balance(database) == amounts("50", "0.60")
    call.status(CallStatus.COMPLETED, 95)
    assert balance(database) == amounts("49.76", "0")
    charge = database.one(
        "select component::text, quantity, unit_price, amount, currency::text from public.call_charges"
    )
    assert charge == {
        "component": "minutes", "quantity": Decimal(2), "unit_price": Decimal("0.12"), "amount": Decimal("0.24"), "currency": "EUR",
    }  # fmt: skip
    assert database.one("select cost, billable_seconds from public.calls") == {
        "cost": Decimal("0.24"),
        "billable_seconds": 120,
    }


@pytest.mark.parametrize(("seconds", "cost"), [(0, "0"), (1, "0.12"), (60, "0.12"), (61, "0.24"), (600, "1.20")])
def test_time_is_charged_by_whole_increments(database: Database, seconds: int, cost: str) -> None:
    call = ring(database)
    call.status(CallStatus.COMPLETED, seconds)
    assert balance(database) == amounts(str(50 - Decimal(cost)), "0")


@pytest.mark.parametrize("status", [CallStatus.FAILED, CallStatus.BUSY, CallStatus.NO_ANSWER, CallStatus.CANCELLED])
def test_a_call_that_came_to_nothing_costs_nothing(database: Database, status: CallStatus) -> None:
    ring(database).status(status, 20)
    assert balance(database) == amounts("50", "0")
    assert database.all("select * from public.call_charges") == []


def test_model_time_is_charged_with_the_call(database: Database) -> None:
    call = ring(database)
    call.turn(1, Heard("Hallo"))
    call.say(1, "Guten Tag", THOUGHT, ModelAttempt("openai", "test-model", 0, 0, 0, 900, "timeout"))
    call.status(CallStatus.COMPLETED, 30)
    assert database.one("select cost from public.calls")["cost"] == Decimal("0.12") + THOUGHT_COST
    usage = database.all("select outcome, cost, total_tokens from public.ai_usage_logs order by outcome")
    assert usage == [
        {"outcome": "ok", "cost": THOUGHT_COST, "total_tokens": 2500},
        {"outcome": "timeout", "cost": 0, "total_tokens": 0},
    ]


def test_model_time_noted_after_the_end_is_still_charged_once(database: Database) -> None:
    call = ring(database)
    call.turn(1, Heard("Hallo"))
    call.status(CallStatus.COMPLETED, 30)
    call.say(1, "Guten Tag", THOUGHT)
    call.status(CallStatus.COMPLETED, 30, sequence=9)
    assert balance(database) == amounts(str(50 - Decimal("0.12") - THOUGHT_COST), "0")
    assert database.one("select cost, transcript from public.calls") == {
        "cost": Decimal("0.12") + THOUGHT_COST,
        "transcript": "Assistant: Salon Lindenblüte, guten Tag!\nCaller: Hallo\nAssistant: Guten Tag",
    }


def test_ten_times_the_same_callback_changes_nothing_after_the_first(database: Database) -> None:
    call = ring(database)
    assert call.status(CallStatus.COMPLETED, 95) == "applied"
    after_one = everything_about(database)
    assert [call.status(CallStatus.COMPLETED, 95) for _ in range(9)] == ["seen"] * 9
    assert everything_about(database) == after_one


def test_callbacks_in_every_order_and_twice_come_to_the_same(fresh_database: Callable[[], Database]) -> None:
    steps = {
        "ringing": lambda call: call.status(CallStatus.RINGING, sequence=0),
        "answered": lambda call: call.status(CallStatus.IN_PROGRESS, sequence=1),
        "completed": lambda call: call.status(CallStatus.COMPLETED, 95, sequence=2),
    }
    seen = []
    for order in permutations(steps):
        database = fresh_database()
        call = ring(database, answered=True)
        for name in (*order, *reversed(order)):
            steps[name](call)
        seen.append(everything_about(database))
        connection.disconnect()
    assert all(each == seen[0] for each in seen)
    assert seen[0][0] == [
        {
            "status": "completed",
            "duration_seconds": 95,
            "billable_seconds": 120,
            "cost": Decimal("0.24"),
            "settled": True,
        }
    ]


def test_a_call_heard_of_first_at_its_end_is_charged_all_the_same(database: Database) -> None:
    ring(database, answered=False).status(CallStatus.COMPLETED, 95)
    assert balance(database) == amounts("49.76", "0")


def test_two_callbacks_at_once_settle_once(database: Database) -> None:
    call = ring(database)
    together = threading.Barrier(6)

    def end(n: int) -> None:
        own = LiveCall(
            call.voice,
            connection.connect(database.url("fn_ingest")),
            call.integration_id,
            call.provider_call_id,
            call.caller,
            call.callee,
        )
        together.wait()
        own.status(CallStatus.COMPLETED, 95, sequence=n)
        connection.disconnect()

    threads = [threading.Thread(target=end, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert balance(database) == amounts("49.76", "0")


def test_a_balance_never_goes_below_zero_and_what_is_missing_is_noted(database: Database) -> None:
    with database.connect() as conn:
        conn.execute(
            "select private.post(%s, 'adjustment', 'test', null, '{prepaid,clearing}', array[-49.7, 49.7])", (SALON,)
        )
    call = ring(database)
    assert balance(database) == amounts("0.30", "0.30")
    assert call.turn(1, Heard("Hallo")).mode == "model"
    call.status(CallStatus.COMPLETED, 600)
    assert balance(database) == amounts("0", "0")
    assert accounts(database) == {
        "clearing": Decimal("-0.30"),
        "shortfall": Decimal("-0.90"),
        "revenue": Decimal("1.20"),
    }
    assert database.one("select cost from public.calls")["cost"] == Decimal("1.20")
    assert ring(database).turn(1, Heard("Hallo")).mode == "receptionist"


def test_two_calls_at_once_never_hold_the_same_money(database: Database) -> None:
    with database.connect() as conn:
        conn.execute(
            "select private.post(%s, 'adjustment', 'test', null, '{prepaid,clearing}', array[-49, 49])", (SALON,)
        )
    first, second = ring(database), ring(database)
    assert balance(database) == amounts("1", "1")
    first.status(CallStatus.COMPLETED, 60)
    second.status(CallStatus.COMPLETED, 60)
    assert balance(database) == amounts("0.76", "0")


def test_every_balance_is_the_sum_of_its_account(database: Database) -> None:
    for seconds in (10, 95, 400):
        call = ring(database)
        call.turn(1, Heard("Hallo"))
        call.say(1, "Ja?", THOUGHT)
        if seconds != 400:
            call.status(CallStatus.COMPLETED, seconds)
    wrong = database.all("""
        select b.company_id from public.prepaid_balances b
        left join (select company_id, sum(amount) filter (where account in ('prepaid', 'held')) as current,
                     sum(amount) filter (where account = 'held') as held, sum(amount) filter (where account = 'revenue') as charged
                   from public.balance_ledger group by 1) l using (company_id)
        where (b.current_balance, b.reserved_balance, b.total_charged) is distinct from (l.current, coalesce(l.held, 0), coalesce(l.charged, 0))""")
    assert wrong == []
    unbalanced = database.all(
        "select transaction_id from public.balance_ledger group by 1, currency having sum(amount) <> 0"
    )
    assert unbalanced == []


def test_costs_and_revenue_of_a_call_are_exact_in_three_currencies(database: Database) -> None:
    # What its number costs a month depends on the day of the month, and has a test of its own.
    with database.connect() as conn:
        conn.execute("update public.phone_numbers set monthly_cost = 0")
    call = ring(database)
    call.turn(1, Heard("Hallo"))
    call.say(1, "Guten Tag", THOUGHT)
    call.status(CallStatus.COMPLETED, 95)
    costs = database.all(
        "select user_id, cost_type, cost_eur, cost_sek, cost_usd, event_count from public.v_user_costs where company_id = %s order by 2",
        SALON,
    )
    assert costs == [
        {"user_id": SALON_OWNER, "cost_type": "ai", "cost_eur": THOUGHT_COST, "cost_sek": Decimal("0.038666"), "cost_usd": Decimal("0.004067"), "event_count": 1},
        {"user_id": SALON_OWNER, "cost_type": "call", "cost_eur": Decimal("0.24"), "cost_sek": Decimal("2.651400"), "cost_usd": Decimal("0.278880"), "event_count": 1},
    ]  # fmt: skip
    assert sum(row["cost_eur"] for row in costs) == database.one("select cost from public.calls")["cost"]


def test_a_transaction_that_does_not_sum_to_zero_is_refused_at_commit(database: Database) -> None:
    with database.connect() as conn, pytest.raises(psycopg.Error, match="ledger_transaction_unbalanced"):
        conn.execute("select private.post(%s, 'adjustment', 'test', null, '{prepaid}', array[5.0])", (SALON,))
    assert balance(database) == amounts("50", "0")


@pytest.mark.parametrize("verb", ["update public.balance_ledger set amount = amount + 1", "delete from public.balance_ledger", "truncate public.balance_ledger",
                                  "update public.ledger_transactions set note = 'x'", "truncate public.ledger_transactions cascade"])  # fmt: skip
def test_the_ledger_cannot_be_rewritten_even_by_its_owner(db: Connection, act_as: ActAs, verb: str) -> None:
    with pytest.raises(psycopg.Error, match="append_only"), act_as("postgres"):
        db.execute(verb.encode())


def test_money_moves_in_the_currency_of_the_balance(db: Connection) -> None:
    with pytest.raises(psycopg.errors.ForeignKeyViolation), db.transaction():
        db.execute(
            "insert into public.rate_cards (company_id, currency, valid_from, valid_until, price_per_minute) values (%s, 'SEK', '2020-01-01', '2020-02-01', 1)",
            (SALON,),
        )


@pytest.mark.parametrize(("amount", "pair", "expected"), [
    ("10", ("EUR", "EUR"), "10"), ("10", ("EUR", "SEK"), "110.475"), ("110.475", ("SEK", "EUR"), "10"), ("9.31", ("CHF", "USD"), "11.62"),
    ("10", ("EUR", "NOK"), None),
])  # fmt: skip
def test_conversion_goes_through_the_euro(
    db: Connection, amount: str, pair: tuple[str, str], expected: str | None
) -> None:
    row = db.execute("select public.convert(%s, %s, %s, '2026-11-21') as value", (Decimal(amount), *pair)).fetchone()
    assert row
    assert row["value"] == (Decimal(expected) if expected else None)


def test_money_is_held_whichever_news_of_the_answer_comes_first(database: Database) -> None:
    call = ring(database, answered=False)
    call.status(CallStatus.IN_PROGRESS)
    assert balance(database) == amounts("50", "0.60")
    assert call.turn(0).mode == "model"
    assert balance(database) == amounts("50", "0.60")


def test_a_model_answers_where_minutes_cost_nothing(database: Database) -> None:
    with database.connect() as conn:
        conn.execute("update public.rate_cards set price_per_minute = 0")
    assert ring(database).turn(1, Heard("Hallo")).mode == "model"


def test_a_hundred_million_tokens_can_be_charged(database: Database) -> None:
    call = ring(database)
    call.turn(1, Heard("Hallo"))
    call.say(1, "Ja?", ModelAttempt("openai", "test-model", 120_000_000, 0, 0, 300, "ok"))
    assert call.status(CallStatus.COMPLETED, 30) == "applied"
    assert accounts(database)["shortfall"] == Decimal("-70.12")


def test_hanging_up_and_ringing_again_at_once_waits_in_no_ring(database: Database) -> None:
    """Settling and answering lock the same customer and balance, in the same order."""
    for n in range(8):
        call, again = ring(database), ring(database, answered=False)
        call.hold(coming_tuesday(10 + n % 6))
        together = threading.Barrier(2)
        failures: list[Exception] = []

        def at_once(act: Callable[[], object], barrier: threading.Barrier, failed: list[Exception]) -> None:
            barrier.wait()
            try:
                act()
            except Exception as error:  # noqa: BLE001 - shown by the assertion
                failed.append(error)
            connection.disconnect()

        def end(call: LiveCall = call) -> None:
            call.ingest = connection.connect(database.url("fn_ingest"))
            call.status(CallStatus.COMPLETED, 20)

        def answer(again: LiveCall = again) -> None:
            again.voice = connection.connect(database.url("fn_voice"))
            again.turn(0)

        threads = [threading.Thread(target=at_once, args=(act, together, failures)) for act in (end, answer)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
    assert [row["status"] for row in database.all("select distinct status::text from public.webhook_events")] == [
        "applied"
    ]


def test_turns_of_one_call_recorded_at_once_wait_in_no_ring(database: Database) -> None:
    call = ring(database)
    call.status(CallStatus.COMPLETED, 20)
    together, failures = threading.Barrier(6), []

    def record(turn: int) -> None:
        own = LiveCall(
            connection.connect(database.url("fn_voice")),
            call.ingest,
            call.integration_id,
            call.provider_call_id,
            call.caller,
            call.callee,
            call.id,
        )
        together.wait()
        for n in range(6):
            try:
                own.say(turn + 6 * n, "Ja?", THOUGHT)
            except Exception as error:  # noqa: BLE001 - shown by the assertion
                failures.append(error)
        connection.disconnect()

    threads = [threading.Thread(target=record, args=(turn,)) for turn in range(1, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert database.one("select cost from public.calls")["cost"] == Decimal("0.12") + 36 * THOUGHT_COST
