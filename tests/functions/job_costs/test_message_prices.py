"""What messages cost, told to who asks: booked once on their row, again when it changes, never about who is forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from functions.job_costs.handler import handler
from functions.job_inbox.handler import handler as job_inbox
from shared.providers.refusals import NotUnderstood
from shared.providers.twilio import messenger
from tests.conftest import use_environment
from tests.functions.webhook_messaging.test_messages import SID, twilio
from tests.support.calls import CALLER, SALON, SALON_NUMBER
from tests.support.connections import COMPANIES
from tests.support.database import Database
from tests.support.fake_twilio import FakeTwilio
from tests.support.line import Line

COMPANY = COMPANIES["SALON"]
ROWS = "select direction::text, status::text, cost, currency from public.message_logs order by created_at"
PRICED: dict[str, str | None] = {
    "sid": SID, "status": "delivered", "direction": "outbound-api", "from": SALON_NUMBER, "to": CALLER,
    "price": "-0.07500", "price_unit": "USD", "body": "not kept", "num_segments": "1",
}  # fmt: skip


@pytest.fixture
def provider(line: Line, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTwilio]:
    with FakeTwilio(COMPANY.account_sid, COMPANY.auth_token) as server:
        use_environment(monkeypatch, {"TWILIO_API_BASE_URL": server.base_url})
        yield server


def run() -> Any:
    return handler({}, None)


def let_pass(database: Database, minutes: int) -> None:
    with database.connect() as conn:
        conn.execute("set session_replication_role = replica")
        conn.execute("update public.message_logs set created_at = created_at - make_interval(mins => %s)", (minutes,))


@pytest.mark.parametrize("direction", ["inbound", "outbound"])
def test_a_messages_price_is_booked_once(line: Line, provider: FakeTwilio, direction: str) -> None:
    if direction == "inbound":
        twilio(line, "sms-inbound", MessageSid=SID)
        theirs: dict[str, str | None] = {
            "direction": "inbound",
            "status": "received",
            "from": CALLER,
            "to": SALON_NUMBER,
        }
    else:
        twilio(line, "sms-status-delivered", MessageSid=SID)
        theirs = {}
    provider.messages[SID] = PRICED | theirs
    let_pass(line.database, 6)
    assert run() == {"asked": 1, "booked": 1, "pending": 0, "failed": 0}
    assert line.database.all(ROWS) == [
        {
            "direction": direction,
            "status": "received" if direction == "inbound" else "delivered",
            "cost": Decimal("0.075"),
            "currency": "USD",
        }
    ]
    assert run()["asked"] == 0
    kept = line.database.all(
        "select convert_from(body, 'UTF8') as body from public.webhook_events where body like '{%%'"
    )
    assert len(kept) == 1
    assert "not kept" not in kept[0]["body"]


def test_what_is_not_rated_is_asked_again_and_what_changed_takes_its_place(line: Line, provider: FakeTwilio) -> None:
    twilio(line, "sms-status-delivered", MessageSid=SID)
    provider.messages[SID] = PRICED | {"price": None}
    let_pass(line.database, 6)
    assert run()["pending"] == 1
    provider.messages[SID] = PRICED
    let_pass(line.database, 5)
    assert run()["booked"] == 1
    provider.messages[SID] = PRICED | {"price": "-0.08"}
    let_pass(line.database, 21 * 60 + 10)
    assert run()["booked"] == 1
    assert line.database.all(ROWS)[0]["cost"] == Decimal("0.08")
    assert job_inbox({"rebuild": {"company_id": str(SALON)}}, None)["unread"] == 0
    assert line.database.all(ROWS)[0]["cost"] == Decimal("0.08")


def test_a_message_that_the_provider_does_not_know_stops_no_other(line: Line, provider: FakeTwilio) -> None:
    another = "SM" + "0" * 31 + "2"
    twilio(line, "sms-status-delivered", MessageSid=another)
    twilio(line, "sms-status-delivered", MessageSid=SID)
    provider.messages[SID] = PRICED
    let_pass(line.database, 6)
    assert run() == {"asked": 2, "booked": 1, "pending": 0, "failed": 1}


def test_of_who_is_forgotten_nothing_is_asked(line: Line, provider: FakeTwilio) -> None:
    twilio(line, "sms-status-delivered", MessageSid=SID)
    provider.messages[SID] = PRICED
    let_pass(line.database, 6)
    with line.database.connect() as conn:
        conn.execute("set session_replication_role = replica")
        conn.execute("update public.message_logs set from_address = null, to_address = null, body = null")
    assert run()["asked"] == 0
    assert provider.requests == []


@pytest.mark.parametrize(
    "changed",
    [{"price": "much"}, {"price_unit": "dollars"}, {"from": "??"}, {"sid": "CA1"}, {"status": "lost"}, {"sid": None}],
)
def test_what_is_no_price_is_not_understood(changed: dict[str, str | None]) -> None:
    with pytest.raises(NotUnderstood):
        messenger.status(json.dumps(PRICED | changed).encode())
