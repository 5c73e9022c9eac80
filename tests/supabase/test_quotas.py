"""What a plan allows, what a trial allows, and that nothing is lost when it ends."""

from __future__ import annotations

import threading
from decimal import Decimal
from typing import Any

import psycopg
import pytest

from shared.domain.calls import CallStatus, Heard
from tests.conftest import ActAs
from tests.support.calls import SALON, SALON_OWNER, ring
from tests.support.database import Connection, Database
from tests.support.rest import Rest

MAKE = {
    "assistants": "insert into public.assistants (company_id, name) select %s, 'A' || n from generate_series(1, %s) n",
    "branches": "insert into public.branches (company_id, name, slug) select %s, 'B', 'b' || n from generate_series(1, %s) n",
    "numbers": """insert into public.phone_numbers (company_id, number, country, provider)
                  select %s, '+4930231252' || lpad(n::text, 2, '0'), 'DE', 'twilio' from generate_series(1, %s) n""",
}
TABLE = {
    "assistants": "assistants", "branches": "branches", "numbers": "phone_numbers", "members": "company_members",
}  # fmt: skip


def one(db: Connection, query: str, *parameters: object) -> dict[str, Any]:
    row = db.execute(query.encode(), parameters or None).fetchone()
    assert row is not None
    return row


def make(db: Connection, resource: str, number: int) -> None:
    if resource == "members":
        people = [
            row["id"] for row in db.execute(
                "insert into auth.users (id, email) select gen_random_uuid(), gen_random_uuid() || '@x.example' from generate_series(1, %s) returning id",
                (number,),
            )
        ]  # fmt: skip
        db.execute(
            "insert into public.company_members (company_id, profile_id) select %s, unnest(%s::uuid[])", (SALON, people)
        )
    else:
        db.execute(MAKE[resource].encode(), (SALON, number))


def count(db: Connection, resource: str) -> int:
    n: int = one(db, f"select count(*) as n from public.{TABLE[resource]} where company_id = %s", SALON)["n"]
    return n


def on_plan(db: Connection, plan: str | None, *, trial: str = "null") -> None:
    db.execute(
        "update public.subscriptions set status = 'cancelled', cancelled_at = now() where company_id = %s and is_live",
        (SALON,),
    )
    if plan:
        db.execute(
            "insert into public.subscriptions (company_id, plan, monthly_price) values (%s, %s, 1)", (SALON, plan)
        )
    db.execute(f"update public.companies set trial_ends_at = {trial} where id = %s".encode(), (SALON,))


@pytest.mark.parametrize(
    ("plan", "trial", "limits"),
    [
        ("free", "null", (1, 1, 3, 1)),
        ("starter", "null", (3, 3, 5, 3)),
        ("professional", "null", (25, 25, 100, 25)),
        ("enterprise", "null", (None, None, None, None)),
        (None, "now() + interval '1 hour'", (25, 25, 100, 25)),
        (None, "now() - interval '1 hour'", (1, 1, 3, 1)),
        (None, "null", (1, 1, 3, 1)),
    ],
)
def test_a_plan_says_how_many(
    db: Connection, act_as: ActAs, plan: str | None, trial: str, limits: tuple[int | None, ...]
) -> None:
    on_plan(db, plan, trial=trial)
    with act_as(SALON_OWNER):
        rows = db.execute("select resource, used, quota, plan from public.v_plan_usage").fetchall()
    assert {row["resource"]: row["quota"] for row in rows} == dict(
        zip(("assistants", "numbers", "members", "branches"), limits, strict=True)
    )
    assert {(row["used"], row["plan"]) for row in rows} == {(1, plan)}


@pytest.mark.parametrize(("resource", "limit"), [("assistants", 3), ("branches", 3), ("numbers", 3), ("members", 5)])
def test_up_to_the_limit_and_not_one_more(db: Connection, resource: str, limit: int) -> None:
    on_plan(db, "starter")
    with pytest.raises(psycopg.Error, match="quota_exceeded") as refusal, db.transaction():
        make(db, resource, limit)
    assert refusal.value.sqlstate == "PT409"
    assert refusal.value.diag.message_detail == f'{{"limit": {limit}, "resource": "{resource}"}}'
    assert count(db, resource) == 1
    make(db, resource, limit - 1)
    assert count(db, resource) == limit


def test_an_owner_cannot_go_beyond_either(db: Connection, act_as: ActAs) -> None:
    on_plan(db, "free")
    with pytest.raises(psycopg.Error, match="quota_exceeded"), act_as(SALON_OWNER):
        db.execute("insert into public.assistants (company_id, name) values (%s, 'One more')", (SALON,))
    assert count(db, "assistants") == 1


def test_enterprise_has_no_limit(db: Connection) -> None:
    on_plan(db, "enterprise")
    for resource in TABLE:
        make(db, resource, 30)
    db.execute("select 1")
    assert {count(db, resource) for resource in TABLE} == {31}


@pytest.mark.parametrize(
    ("resource", "rest", "wake"),
    [
        ("assistants", "status = 'archived'", "status = 'draft'"),
        ("numbers", "status = 'inactive'", "status = 'active'"),
        ("branches", "is_active = false", "is_active = true"),
    ],
)
def test_what_is_put_away_makes_room_and_comes_back_only_if_there_is_some(
    db: Connection, resource: str, rest: str, wake: str
) -> None:
    on_plan(db, "starter")
    table = TABLE[resource]
    there = [row["id"] for row in db.execute(f"select id from public.{table} where company_id = %s".encode(), (SALON,))]
    make(db, resource, 2)
    # One of the new: nothing depends on it yet.
    away = one(db, f"select id from public.{table} where company_id = %s and id <> all (%s) limit 1", SALON, there)[
        "id"
    ]
    db.execute(f"update public.{table} set {rest} where id = %s".encode(), (away,))
    db.execute(f"update public.{table} set {wake} where id = %s".encode(), (away,))
    db.execute(f"update public.{table} set {rest} where id = %s".encode(), (away,))
    db.execute(
        {
            "assistants": "insert into public.assistants (company_id, name) values (%s, 'New')",
            "numbers": "insert into public.phone_numbers (company_id, number, country, provider) values (%s, '+493023125299', 'DE', 'twilio')",
            "branches": "insert into public.branches (company_id, name, slug) values (%s, 'New', 'new')",
        }[resource].encode(),
        (SALON,),
    )
    with pytest.raises(psycopg.Error, match="quota_exceeded"), db.transaction():
        db.execute(f"update public.{table} set {wake} where id = %s".encode(), (away,))
    assert one(db, f"select count(*) as n from public.{table} where company_id = %s and {rest}", SALON) == {"n": 1}


def test_two_at_once_do_not_share_the_last_place(database: Database) -> None:
    with database.connect() as conn:
        on_plan(conn, "starter")
        make(conn, "assistants", 1)
    together, refusals = threading.Barrier(6), []

    def add() -> None:
        with database.connect() as conn:
            together.wait()
            try:
                conn.execute("insert into public.assistants (company_id, name) values (%s, 'One')", (SALON,))
            except psycopg.Error as error:
                refusals.append(str(error.diag.message_primary))

    threads = [threading.Thread(target=add) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refusals == ["quota_exceeded"] * 5
    with database.connect() as conn:
        assert count(conn, "assistants") == 3


def test_a_member_met_again_at_the_limit_is_none_too_many(db: Connection) -> None:
    on_plan(db, "free")
    make(db, "members", 2)
    db.execute(
        "insert into public.company_members (company_id, profile_id, role) values (%s, %s, 'owner') on conflict do nothing",
        (SALON, SALON_OWNER),
    )
    assert count(db, "members") == 3


def test_a_new_company_has_its_trial_at_once(rest: Rest) -> None:
    person = rest.signed_up("neu@beispiel.example")
    company: Any = person.rpc("create_company", {"p_name": "Neu"}).execute().data
    usage: Any = person.table("v_plan_usage").select("*").eq("company_id", company).execute().data
    assert {row["resource"]: (row["used"], row["quota"]) for row in usage} == {
        "assistants": (0, 25), "numbers": (0, 25), "members": (1, 100), "branches": (1, 25),
    }  # fmt: skip
    assert {row["plan"] for row in usage} == {None}
    assert all(row["trial_ends_at"] for row in usage)


# When models may think


@pytest.mark.parametrize(
    ("plan", "trial", "mode"),
    [
        ("free", "null", "model"),
        ("enterprise", "now() - interval '1 year'", "model"),
        (None, "now() + interval '1 hour'", "model"),
        (None, "now() - interval '1 second'", "receptionist"),
        (None, "null", "receptionist"),
    ],
)
def test_without_a_plan_after_the_trial_the_receptionist_answers(
    database: Database, plan: str | None, trial: str, mode: str
) -> None:
    with database.connect() as conn:
        on_plan(conn, plan, trial=trial)
    call = ring(database)
    assert call.turn(1, Heard("Hallo")).mode == mode
    before = database.one("select count(*) as n from public.assistants where company_id = %s", SALON)
    assert before == {"n": 1}
    assert call.status(CallStatus.COMPLETED, 30) == "applied"


def test_a_missed_payment_takes_nothing_away_yet(db: Connection) -> None:
    db.execute("update public.subscriptions set status = 'past_due' where company_id = %s", (SALON,))
    assert one(db, "select private.may_use_models(%s) as may", SALON) == {"may": True}


def test_a_trial_of_a_plan_ends_with_its_period(db: Connection) -> None:
    on_plan(db, None)
    db.execute(
        """insert into public.subscriptions (company_id, plan, status, current_period_start, current_period_end)
           values (%s, 'starter', 'trialing', now() - interval '1 day', now() + interval '1 day')""",
        (SALON,),
    )
    assert one(db, "select private.may_use_models(%s) as may", SALON) == {"may": True}
    db.execute(
        "update public.subscriptions set current_period_end = now() - interval '1 hour' where company_id = %s and is_live",
        (SALON,),
    )
    assert one(db, "select private.may_use_models(%s) as may, private.plan_of(%s) as plan", SALON, SALON) == {
        "may": False,
        "plan": None,
    }


@pytest.mark.parametrize("limit", ["daily_limit", "monthly_limit"])
def test_beyond_the_owners_limit_the_receptionist_answers_and_charges_go_on(database: Database, limit: str) -> None:
    with database.connect() as conn:
        conn.execute(f"update public.prepaid_balances set {limit} = 0.24 where company_id = %s".encode(), (SALON,))
    ring(database).status(CallStatus.COMPLETED, 60)
    call = ring(database)
    assert call.turn(1, Heard("Hallo")).mode == "model"
    call.status(CallStatus.COMPLETED, 60)
    call = ring(database)
    assert call.turn(1, Heard("Hallo")).mode == "receptionist"
    call.status(CallStatus.COMPLETED, 60)
    assert database.one("select sum(cost) as cost from public.calls") == {"cost": Decimal("0.36")}
    with database.connect() as conn, conn.transaction(force_rollback=True):
        # The charges of the month before are not this one's.
        conn.execute("alter table public.call_charges disable trigger user")
        conn.execute("update public.call_charges set created_at = created_at - interval '32 days'")
        assert one(conn, "select private.may_use_models(%s) as may", SALON) == {"may": True}
