"""How long callers waited, as an owner and the operator read it: against what they may be made to wait."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.conftest import ActAs
from tests.support.calls import BERLIN, DENTIST_OWNER, SALON, SALON_INTEGRATION, SALON_OWNER
from tests.support.database import Connection

# Far from any edge of a day.
NOON = datetime(2026, 3, 11, 12, 0, tzinfo=BERLIN)
DAY = NOON.date()


def make_call(db: Connection, at: datetime, *stages: dict[str, object]) -> UUID:
    row = db.execute(
        """insert into public.calls (company_id, integration_id, provider, provider_call_id, status, started_at, currency)
           values (%s, %s, 'twilio', %s, 'completed', %s, 'EUR') returning id""",
        (SALON, SALON_INTEGRATION, str(uuid4()), at),
    ).fetchone()
    assert row is not None
    for turn, each in enumerate(stages):
        db.execute(
            """insert into public.call_turns (company_id, call_id, turn, speaker, text, reply, stages)
               values (%s, %s, %s, 'assistant', 'Gern.', '{}', %s)""",
            (SALON, row["id"], turn, Jsonb(each)),
        )
    made = row["id"]
    assert isinstance(made, UUID)
    return made


def latency(db: Connection, first: object = DAY, last: object = DAY) -> list[tuple[Any, ...]]:
    rows = db.execute("select * from public.analytics_latency(%s, %s, %s)", (SALON, first, last)).fetchall()
    return [tuple(row.values()) for row in rows]


def test_stages_are_told_in_their_order_with_bars_where_there_are_some(db: Connection, act_as: ActAs) -> None:
    over_a_socket: list[dict[str, object]] = [
        {"recall": n, "think": 2 * n, "first_token": 40 * n, "total": 100 * n, "first_sound": 50 * n}
        for n in range(1, 11)
    ]
    make_call(db, NOON, *over_a_socket)
    make_call(db, NOON, {"recall": 1, "total": 9000, "nobody_knows": 7, "record": "soon"}, {})
    with act_as(SALON_OWNER):
        assert latency(db) == [
            ("recall", 11, Decimal("5.0"), Decimal("9.5"), None, None),
            ("think", 10, Decimal("11.0"), Decimal("19.1"), None, None),
            ("first_token", 10, Decimal("220.0"), Decimal("382.0"), 200, Decimal("0.5000")),
            ("total", 11, Decimal("600.0"), Decimal("5000.0"), None, None),
            ("first_sound", 10, Decimal("275.0"), Decimal("477.5"), 450, Decimal("0.9000")),
        ]  # fmt: skip


def test_a_call_belongs_to_the_local_day_on_which_it_began(db: Connection, act_as: ActAs) -> None:
    midnight = datetime(2026, 3, 12, 0, 0, tzinfo=BERLIN)
    make_call(db, midnight - timedelta(seconds=1), {"total": 10})
    make_call(db, midnight, {"total": 20})
    with act_as(SALON_OWNER):
        assert [row[:3] for row in latency(db)] == [("total", 1, Decimal("10.0"))]
        assert [row[:3] for row in latency(db, DAY + timedelta(days=1), DAY + timedelta(days=1))] == [
            ("total", 1, Decimal("20.0"))
        ]
        assert latency(db, "2025-01-01", "2025-12-31") == []
        days = db.execute("select date, provider, stage, p50_ms from public.v_turn_latency order by 1").fetchall()
    assert [tuple(row.values()) for row in days] == [
        (DAY, "twilio", "total", Decimal("10.0")), (DAY + timedelta(days=1), "twilio", "total", Decimal("20.0")),
    ]  # fmt: skip


def test_the_operator_sees_everybodys_and_a_neighbour_nobodys(db: Connection, act_as: ActAs) -> None:
    make_call(db, NOON, {"first_sound": 700})
    for who, seen in (("service_role", 1), (SALON_OWNER, 1), (DENTIST_OWNER, 0)):
        with act_as(who):
            rows = db.execute("select stage, budget_ms, within_budget from public.v_turn_latency").fetchall()
        assert [tuple(row.values()) for row in rows] == [("first_sound", 450, Decimal("0.0000"))] * seen


@pytest.mark.parametrize(
    ("first", "last", "word"),
    [("2026-03-02", "2026-03-01", "days_wrong"), ("1900-01-01", "2026-03-01", "days_too_many")],
)
def test_days_that_make_no_sense_are_refused(db: Connection, act_as: ActAs, first: str, last: str, word: str) -> None:
    with pytest.raises(psycopg.Error, match=word), act_as(SALON_OWNER):
        latency(db, first, last)


def test_the_figures_of_others_and_of_nobody_look_alike(db: Connection, act_as: ActAs) -> None:
    said = set()
    for company in (SALON, uuid4()):
        with pytest.raises(psycopg.Error) as refusal, act_as(DENTIST_OWNER):
            db.execute("select * from public.analytics_latency(%s, %s, %s)", (company, DAY, DAY))
        said.add((refusal.value.sqlstate, refusal.value.diag.message_primary, refusal.value.diag.message_detail))
    assert said == {("PT404", "company_not_found", None)}


@pytest.mark.parametrize(("heard", "later"), [(20, True), (5, False)])
def test_what_is_heard_only_once_it_is_kept_is_heard_so_much_later(db: Connection, heard: int, later: bool) -> None:
    call = make_call(db, NOON)
    db.execute(
        """select backend.record_turn(%s, 1, '{"text": "Gern.", "language": "de", "about": []}', '[]', %s) from pg_sleep(0.03)""",
        (call, Jsonb({"total": 20, "first_sound": heard})),
    )
    row = db.execute("select stages from public.call_turns where call_id = %s", (call,)).fetchone()
    assert row is not None
    stages = row["stages"]
    assert stages["record"] >= 30
    assert stages["total"] == 20 + stages["record"]
    assert stages["first_sound"] == (stages["total"] if later else heard)
