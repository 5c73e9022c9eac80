"""What a provider asks for a call: exact, in its own currency, the latest word about a thing, and never in the call's way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import permutations

import pytest

from shared.db import telephony
from shared.db.connection import connect, disconnect
from shared.domain.calls import CallEvent, CallStatus, Direction
from shared.domain.money import Money
from tests.support.calls import CALLER, SALON_INTEGRATION, SALON_NUMBER, ring
from tests.support.database import Database

CALL = "CA" + "c" * 32
COSTS = "select cost_of, cost, currency from public.v_call_provider_costs order by cost_of"


def cost(
    amount: str, cost_of: str = "call", *, key: str = "cost:1", after: int = 0, currency: str = "USD"
) -> CallEvent:
    at = datetime.now(UTC) - timedelta(hours=1) + timedelta(seconds=after)
    money = Money(Decimal(amount), currency)
    return CallEvent(key, "cost", CALL, None, None, None, None, occurred_at=at, cost=money, cost_of=cost_of)


def status(said: CallStatus, *, after: int = 0, seconds: int | None = None) -> CallEvent:
    at = datetime.now(UTC) - timedelta(hours=1) + timedelta(seconds=after)
    return CallEvent(
        f"status:{said}", "status", CALL, said, Direction.INBOUND, CALLER, SALON_NUMBER, seconds, at
    )  # fmt: skip


def tell(database: Database, *events: CallEvent) -> list[str]:
    return [
        telephony.take_delivery(
            connect(database.url("fn_ingest")), integration_id=SALON_INTEGRATION, event=event, key=event.key, type=event.type,
            headers={}, body=b"test=1",
        )
        for event in events
    ]  # fmt: skip


def again(database: Database, *events: CallEvent) -> None:
    """What job_inbox does with what was kept, until nothing is."""
    by_key = {event.key: event for event in events}
    database.all("update public.webhook_events set next_attempt_at = now() where status = 'failed' returning 1")
    jobs = connect(database.url("fn_jobs"))
    keys = {row["id"]: row["event_key"] for row in database.all("select id, event_key from public.webhook_events")}
    for due in telephony.claim_deliveries(jobs, limit=50):
        telephony.apply_delivery(jobs, delivery_id=due.id, event=by_key[keys[due.id]])


@pytest.mark.parametrize("amount", ["0.0184", "0.000001", "99999999.012345", "0"])
def test_a_cost_is_kept_to_the_last_digit_in_its_own_currency(database: Database, amount: str) -> None:
    tell(database, status(CallStatus.COMPLETED, seconds=60), cost(amount))
    assert database.all(COSTS) == [{"cost_of": "call", "cost": Decimal(amount), "currency": "USD"}]


def test_what_is_less_than_a_millionth_is_rounded_once(database: Database) -> None:
    tell(database, status(CallStatus.COMPLETED, seconds=60), cost("0.0000005"), cost("0.1234564", "leg", key="cost:2"))
    assert [row["cost"] for row in database.all(COSTS)] == [Decimal("0.000001"), Decimal("0.123456")]


def test_a_later_word_about_the_same_thing_takes_the_place_of_the_earlier(database: Database) -> None:
    corrected = cost("0.02", key="cost:2", after=5)
    tell(
        database,
        status(CallStatus.COMPLETED, seconds=60),
        corrected,
        cost("0.0184"),
        cost("0.005", "leg", key="cost:3"),
    )
    assert database.all(COSTS) == [
        {"cost_of": "call", "cost": Decimal("0.02"), "currency": "USD"},
        {"cost_of": "leg", "cost": Decimal("0.005"), "currency": "USD"},
    ]
    assert database.one("select count(*) as n from public.telephony_events where cost > 0") == {"n": 3}


def test_a_cost_says_nothing_about_the_call(database: Database) -> None:
    tell(database, status(CallStatus.IN_PROGRESS))
    before = database.one("select to_jsonb(c) - 'updated_at' as row from public.calls c")
    tell(database, cost("0.02", after=-500), cost("0.03", key="cost:2", after=500))
    assert database.one("select to_jsonb(c) - 'updated_at' as row from public.calls c") == before
    assert database.one("select count(*) as n from public.call_activities where type = 'hang_up'") == {"n": 0}


def test_a_cost_is_not_charged(database: Database) -> None:
    tell(database, status(CallStatus.COMPLETED, seconds=60))
    before = database.all("select * from public.balance_ledger order by id")
    tell(database, cost("5"))
    assert database.all("select * from public.balance_ledger order by id") == before


@pytest.mark.parametrize("order", list(permutations(range(4))), ids=str)
def test_whatever_came_first_the_costs_are_the_same(database: Database, order: tuple[int, ...]) -> None:
    events = [
        status(CallStatus.IN_PROGRESS), status(CallStatus.COMPLETED, after=60, seconds=60), cost("0.1", after=70),
        cost("0.2", key="cost:2", after=80),
    ]  # fmt: skip
    tell(database, *(events[n] for n in order))
    again(database, *events)
    assert database.all(COSTS) == [{"cost_of": "call", "cost": Decimal("0.2"), "currency": "USD"}]
    assert database.one("select status::text, duration_seconds from public.calls") == {
        "status": "completed", "duration_seconds": 60,
    }  # fmt: skip
    disconnect()


def test_a_cost_of_a_call_nobody_knows_yet_waits_for_it(database: Database) -> None:
    assert tell(database, cost("0.02")) == ["kept"]
    assert database.one("select last_error, status::text from public.webhook_events") == {
        "last_error": "call_not_known", "status": "failed",
    }  # fmt: skip
    assert database.all("select 1 from public.calls") == []


def test_a_negative_cost_is_kept_unread(database: Database) -> None:
    assert tell(database, status(CallStatus.COMPLETED, seconds=60), cost("-1")) == ["applied", "kept"]
    assert database.all(COSTS) == []


def test_a_status_may_bring_a_cost_along(database: Database) -> None:
    """Not taken for something that a running call knows already."""
    call = ring(database)
    event = call.event(CallStatus.IN_PROGRESS, "status:x", cost=Money(Decimal("0.5"), "EUR"), cost_of="call")
    telephony.take_delivery(
        call.ingest, integration_id=SALON_INTEGRATION, event=event, key=event.key, type="status", headers={}, body=b"x"
    )
    assert database.all(COSTS) == [{"cost_of": "call", "cost": Decimal("0.5"), "currency": "EUR"}]


def test_costs_are_told_in_three_currencies(database: Database) -> None:
    tell(database, status(CallStatus.COMPLETED, seconds=60), cost("0.5", currency="EUR"))
    row = database.one("select cost_eur, cost_usd from public.v_call_provider_costs")
    assert row["cost_eur"] == Decimal("0.5")
    assert row["cost_usd"] is None or row["cost_usd"] > 0


def test_a_cost_without_a_thing_is_no_event() -> None:
    with pytest.raises(ValueError, match="of something"):
        CallEvent("k", "cost", CALL, None, None, None, None, cost=Money(Decimal(1), "EUR"))


def test_a_cost_in_other_currencies_is_what_convert_says(database: Database) -> None:
    """The view names its rates in joins, because a function would ask for them row by row; the figures are the same."""
    currencies = ("EUR", "USD", "SEK", "CHF", "GBP")
    tell(
        database,
        status(CallStatus.COMPLETED, seconds=60),
        *(cost("0.018400", each.lower(), key=f"cost:{each}", currency=each) for each in currencies),
    )
    converted = ", ".join(
        f"public.convert(e.cost, e.currency, '{each.upper()}', (e.event_timestamp at time zone 'UTC')::date) as cost_{each}"
        for each in ("eur", "sek", "usd")
    )
    shown = database.all("select cost_of, cost_eur, cost_sek, cost_usd from public.v_telephony_events e order by 1")
    assert shown == database.all(f"select cost_of, {converted} from public.telephony_events e order by 1")
    unknown = {row["cost_of"]: row["cost_eur"] is None for row in shown if row["cost_of"]}
    assert unknown == {"eur": False, "usd": False, "sek": False, "chf": False, "gbp": True}
