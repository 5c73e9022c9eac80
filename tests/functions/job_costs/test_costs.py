"""Prices that come later: asked for with back-off, booked once, corrected; a provider that fails stops nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest

from functions.job_costs.handler import handler
from functions.job_inbox.handler import handler as job_inbox
from shared.domain.calls import CallStatus
from shared.providers.refusals import NotUnderstood
from shared.providers.twilio import prices
from tests.conftest import use_environment
from tests.support.calls import SALON, LiveCall, ring
from tests.support.connections import COMPANIES
from tests.support.database import Database
from tests.support.fake_twilio import FakeTwilio, Mood

COMPANY = COMPANIES["SALON"]
COSTS = "select cost_of, cost, currency from public.v_call_provider_costs order by told_at"


@pytest.fixture
def twilio(line: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTwilio]:
    with FakeTwilio(COMPANY.account_sid, COMPANY.auth_token) as server:
        use_environment(monkeypatch, {"TWILIO_API_BASE_URL": server.base_url})
        yield server


def run() -> Any:
    return handler({}, None)


def let_pass(database: Database, seconds: int) -> None:
    """Every call is over for that much longer."""
    with database.connect() as conn:
        conn.execute("set session_replication_role = replica")
        conn.execute(
            "update public.calls set started_at = started_at - make_interval(secs => %(s)s),"
            " answered_at = answered_at - make_interval(secs => %(s)s), ended_at = ended_at - make_interval(secs => %(s)s)",
            {"s": seconds},
        )
        # From which the call's columns are made.
        conn.execute(
            "update public.telephony_events set event_timestamp = event_timestamp - make_interval(secs => %s)",
            (seconds,),
        )


def over(database: Database, minutes: float = 6) -> LiveCall:
    """A call that was completed so long ago."""
    call = ring(database)
    call.status(CallStatus.COMPLETED, 60)
    let_pass(database, round(minutes * 60))
    return call


def test_a_rated_call_is_booked_once(database: Database, twilio: FakeTwilio) -> None:
    call = over(database)
    twilio.prices[call.provider_call_id] = "-0.01700"
    assert run() == {"asked": 1, "booked": 1, "pending": 0, "failed": 0}
    assert database.all(COSTS) == [{"cost_of": "call", "cost": Decimal("0.017"), "currency": "USD"}]
    assert run() == {"asked": 0, "booked": 0, "pending": 0, "failed": 0}


def test_what_is_not_rated_is_asked_again_when_its_time_has_doubled(database: Database, twilio: FakeTwilio) -> None:
    call = over(database, 1)
    twilio.prices[call.provider_call_id] = None
    asked = []
    for _ in range(24 * 12):
        let_pass(database, 300)
        asked.append(run()["pending"])
    # After 6, 11, 21, 41 … minutes, and after a day no more.
    assert [at for at, n in enumerate(asked) if n] == [0, 1, 3, 7, 15, 31, 63, 127, 255]


def test_a_price_that_changed_later_takes_its_place(database: Database, twilio: FakeTwilio) -> None:
    call = over(database)
    twilio.prices[call.provider_call_id] = "-0.01700"
    run()
    twilio.prices[call.provider_call_id] = "-0.02"
    let_pass(database, 21 * 3600 + 16 * 60)
    assert run()["booked"] == 1
    assert database.all(COSTS) == [{"cost_of": "call", "cost": Decimal("0.02"), "currency": "USD"}]
    assert database.one("select count(*) as n from public.telephony_events where cost_of = 'call'") == {"n": 2}


def test_two_at_once_book_once(database: Database, twilio: FakeTwilio) -> None:
    call = over(database)
    twilio.prices[call.provider_call_id] = "-0.01700"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: run(), range(4)))
    assert database.one("select count(*) as n from public.telephony_events where cost_of = 'call'") == {"n": 1}


def test_what_has_a_price_runs_or_is_of_yesterday_is_not_asked_about(database: Database, twilio: FakeTwilio) -> None:
    over(database, 24 * 60 + 1)
    over(database).costs("0.5")
    ring(database)
    assert run()["asked"] == 0
    assert twilio.requests == []


@pytest.mark.parametrize("mood", ["busy", "broken", "garbage"])
def test_a_provider_that_fails_is_asked_once_a_run_and_later_again(
    database: Database, twilio: FakeTwilio, mood: Mood
) -> None:
    for _ in range(3):
        twilio.prices[over(database, 2).provider_call_id] = "-0.01"
    twilio.mood = mood
    let_pass(database, 120)
    assert run() == {"asked": 1, "booked": 0, "pending": 0, "failed": 1}
    twilio.mood = "well"
    let_pass(database, 300)
    assert run()["booked"] == 3


def test_a_call_that_the_provider_does_not_know_stops_no_other(database: Database, twilio: FakeTwilio) -> None:
    over(database, 0)
    twilio.prices[over(database).provider_call_id] = "-0.01"
    assert run() == {"asked": 2, "booked": 1, "pending": 0, "failed": 1}


def test_a_booked_price_survives_a_rebuild(database: Database, twilio: FakeTwilio) -> None:
    call = over(database)
    twilio.prices[call.provider_call_id] = "-0.01700"
    run()
    done: Any = job_inbox({"rebuild": {"company_id": str(SALON)}}, None)
    assert done["rebuilt"] == 1
    assert database.all(COSTS) == [{"cost_of": "call", "cost": Decimal("0.017"), "currency": "USD"}]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"{}",
        b'{"sid": "CA1", "price": "much", "price_unit": "USD"}',
        b'{"sid": "CA1", "price": "-1", "price_unit": "x"}',
    ],
)
def test_what_is_no_price_is_not_understood(body: bytes) -> None:
    with pytest.raises(NotUnderstood, match="price_unreadable"):
        prices.read(body)
