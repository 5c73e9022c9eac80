"""Events of messages in any order, late and repeated, leave the same rows and the same list of who wants nothing more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.db import telephony
from shared.db.connection import connect, disconnect
from shared.domain.calls import Direction
from shared.domain.messages import MessageEvent, MessageStatus
from shared.domain.money import Money
from tests.support.calls import CALLER, SALON_INTEGRATION, SALON_NUMBER
from tests.support.database import Database

SEEN = (
    "select to_jsonb(m) - '{id,customer_id,created_at,updated_at}'::text[] as row from public.message_logs m order by 1",
    "select jsonb_build_array(channel, address) as row from public.opt_outs order by 1",
    "select to_jsonb(phone_normalized::text) as row from public.customers order by 1",
    "select to_jsonb(n) -> 'body' as row from public.notifications n where template = 'owner_message_received' order by 1",
)
GOING = (MessageStatus.QUEUED, MessageStatus.SENT, MessageStatus.DELIVERED, MessageStatus.FAILED, MessageStatus.READ)


def tell(database: Database, *events: MessageEvent) -> None:
    conn = connect(database.url("fn_ingest"))
    for event in events:
        telephony.take_delivery(
            conn, integration_id=SALON_INTEGRATION, event=event, key=event.key, type=event.type, headers={}, body=b"test=1"
        )  # fmt: skip


def outbound(n: int, number: int, status: MessageStatus, at: datetime, **more: Any) -> MessageEvent:
    return MessageEvent(
        f"message:{number}:{n}", "message_status", f"SM{number}", "sms", Direction.OUTBOUND, status, SALON_NUMBER, CALLER,
        text="Bis morgen!", occurred_at=at, **more,
    )  # fmt: skip


def inbound(n: int, text: str, at: datetime) -> MessageEvent:
    return MessageEvent(
        f"message:in{n}", "message", f"SMin{n}", "sms", Direction.INBOUND, MessageStatus.RECEIVED, CALLER, SALON_NUMBER,
        text=text, occurred_at=at,
    )  # fmt: skip


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[MessageEvent], list[MessageEvent]]:
    """What is told of some messages: in order, and again as a permutation with duplicates. Also what contradicts itself."""
    began = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)
    told: list[MessageEvent] = []
    for number in range(draw(st.integers(1, 2))):
        for n, status in enumerate(draw(st.lists(st.sampled_from(GOING), min_size=1, max_size=5))):
            failed = status is MessageStatus.FAILED
            told.append(
                outbound(
                    n, number, status, began + timedelta(seconds=draw(st.integers(0, 600))),
                    error=draw(st.sampled_from(["30003", "30005"])) if failed else None,
                    cost=Money(Decimal(draw(st.sampled_from(["0.05", "0.0451", "0.1"]))), "USD") if draw(st.booleans()) else None,
                )
            )  # fmt: skip
    words = draw(st.lists(st.sampled_from(["STOP", "START", "Hej"]), max_size=4))
    told += [inbound(n, word, began + timedelta(seconds=draw(st.integers(0, 5)))) for n, word in enumerate(words)]
    again = draw(st.lists(st.sampled_from(told), max_size=4))
    return told, draw(st.permutations(told + again))


@given(story=stories())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_with_duplicates_leaves_the_same(
    fresh_database: Callable[[], Database], story: tuple[list[MessageEvent], list[MessageEvent]]
) -> None:
    left = []
    for told in story:
        database = fresh_database()
        tell(database, *told)
        left.append([[each["row"] for each in database.all(query)] for query in SEEN])
        assert database.one("select count(*) as n from public.webhook_events where status <> 'applied'") == {"n": 0}
        disconnect()
    assert left[0] == left[1]


def test_the_later_word_about_the_price_counts(database: Database) -> None:
    at = datetime.now(UTC) - timedelta(hours=1)
    tell(
        database,
        outbound(1, 1, MessageStatus.DELIVERED, at + timedelta(seconds=9), cost=Money(Decimal("0.02"), "USD")),
        outbound(2, 1, MessageStatus.SENT, at, cost=Money(Decimal("0.05"), "EUR")),
    )
    row = database.one("select cost, currency, status::text, sent_at, delivered_at from public.message_logs")
    assert row == {
        "cost": Decimal("0.02"), "currency": "USD", "status": "delivered", "sent_at": at, "delivered_at": at + timedelta(seconds=9),
    }  # fmt: skip


def test_what_is_told_after_an_erasure_fills_nothing_in_again(database: Database) -> None:
    at = datetime.now(UTC) - timedelta(hours=1)
    tell(database, outbound(1, 1, MessageStatus.SENT, at))
    database.all(
        "update public.message_logs set from_address = null, to_address = null, body = null, customer_id = null returning 1"
    )
    tell(database, outbound(2, 1, MessageStatus.DELIVERED, at))
    row = database.one("select status::text, from_address, to_address, body, customer_id from public.message_logs")
    assert row == {"status": "delivered", "from_address": None, "to_address": None, "body": None, "customer_id": None}
