"""Who changed what: written by one trigger, without secrets, and never changed."""

from __future__ import annotations

import json

import psycopg
import pytest

from tests.conftest import ActAs
from tests.support.calls import DENTIST_OWNER, SALON, SALON_OWNER, whole_call
from tests.support.database import Connection, Database

# Tables of a company whose changes are not audited, and why.
NOT_AUDITED = {
    "audit_logs": "it is the log",
    "telephony_events": "append-only",
    "lead_activities": "only added to; it tells what happened to a lead",
    "lead_searches": "a person's own filters",
    "dashboards": "how one person likes to look at it",
    "dashboard_widgets": "how one person likes to look at it",
    "notifications": "told by the system itself",
    "review_insights": "what a model made of it",
    "calcom_bookings": "as the calendar said it",
    "message_logs": "told by the system itself",
    "consents": "append-only",
    "call_orders": "says itself who ordered what",
    "data_requests": "append-only",
    "webhook_events": "a delivery is immutable; its state is told on it",
    "call_turns": "append-only",
    "tool_calls": "written once by a call",
    "ledger_transactions": "append-only",
    "balance_ledger": "append-only",
    "call_charges": "append-only",
    "ai_usage_logs": "append-only",
}


def entries(db: Connection, table: str) -> list[dict[str, object]]:
    """What this test's transaction did to the table; the seed has been told, too."""
    return db.execute(
        "select * from public.audit_logs where table_name = %s and created_at = now() order by action", (table,)
    ).fetchall()


def test_every_table_of_a_company_is_audited_or_says_why_not(db: Connection) -> None:
    without = {row["name"] for row in db.execute("""
        select c.relname as name from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
          and (c.relname = 'companies' or exists (
            select from pg_attribute a where a.attrelid = c.oid and a.attname = 'company_id'))
          and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgfoid = 'private.tg__audit'::regproc)
    """)}  # fmt: skip
    assert without == set(NOT_AUDITED)


def test_a_change_is_told_with_what_differs_and_who_did_it(db: Connection, act_as: ActAs) -> None:
    db.execute("select set_config('request.headers', %s, true)", (json.dumps({
        "x-request-id": "r-1", "user-agent": "test", "x-forwarded-for": "203.0.113.7, 10.0.0.1"}),))  # fmt: skip
    with act_as(SALON_OWNER):
        db.execute(
            "update public.services set price = 29, name = name where company_id = %s and slug = 'bartpflege'", (SALON,)
        )
    (told,) = entries(db, "services")
    assert told["action"] == "update"
    assert told["company_id"] == SALON
    assert told["old_values"] == {"price": 18.0}
    assert told["new_values"] == {"price": 29.0}
    assert (told["actor_id"], told["actor_role"]) == (SALON_OWNER, "authenticated")
    assert (told["request_id"], told["user_agent"], str(told["ip"])) == ("r-1", "test", "203.0.113.7")


def test_a_row_that_comes_and_goes_is_told_whole(db: Connection, act_as: ActAs) -> None:
    with act_as(SALON_OWNER):
        db.execute("""
            insert into public.closures (company_id, starts_on, ends_on, reason)
            values (%s, '2030-01-01', '2030-01-02', 'Umbau')""", (SALON,))  # fmt: skip
        db.execute("delete from public.closures where company_id = %s", (SALON,))
    first, last = sorted(entries(db, "closures"), key=lambda entry: str(entry["action"]), reverse=True)
    assert (first["action"], last["action"]) == ("insert", "delete")
    assert isinstance(first["new_values"], dict)
    assert first["new_values"]["reason"] == "Umbau"
    assert first["old_values"] is None
    assert last["old_values"] == first["new_values"]


def test_nothing_changed_is_nothing_told(db: Connection, act_as: ActAs) -> None:
    with act_as(SALON_OWNER):
        db.execute("update public.services set name = name where company_id = %s", (SALON,))
    assert entries(db, "services") == []


def test_headers_that_are_not_what_they_should_be_do_no_harm(db: Connection, act_as: ActAs) -> None:
    for headers in ("not json", '{"x-forwarded-for": "nowhere"}', "[]", ""):
        db.execute("select set_config('request.headers', %s, true)", (headers,))
        with act_as(SALON_OWNER):
            db.execute("update public.services set price = price + 1 where slug = 'bartpflege'")
    assert [entry["ip"] for entry in entries(db, "services")] == [None] * 4


def test_a_secret_is_not_told(db: Connection) -> None:
    db.execute("update public.integrations set webhook_token = 'test-secret-token' || id, name = 'New'")
    told = entries(db, "integrations")
    assert told
    assert "test-secret-token" not in str(told)


def test_a_call_tells_itself(database: Database) -> None:
    whole_call(database)
    told = {row["table_name"] for row in database.all("select distinct table_name from public.audit_logs")}
    assert told
    assert not told & {"calls", "appointments", "customers", "customer_interactions"}


def test_admins_read_it_and_strangers_do_not(db: Connection, act_as: ActAs) -> None:
    db.execute("update public.services set price = 1 where company_id = %s", (SALON,))
    seen = f"select count(*) as n from public.audit_logs where company_id = '{SALON}'"
    with act_as(SALON_OWNER):
        row = db.execute(seen.encode()).fetchone()
        assert row
        assert row["n"] > 0
    with act_as(DENTIST_OWNER):
        assert db.execute(seen.encode()).fetchone() == {"n": 0}
    db.execute(
        "insert into public.company_members (company_id, profile_id, role) values (%s, %s, 'member')",
        (SALON, DENTIST_OWNER),
    )
    with act_as(DENTIST_OWNER):
        assert db.execute(seen.encode()).fetchone() == {"n": 0}


@pytest.mark.parametrize(
    "statement",
    ["update public.audit_logs set actor_id = null", "delete from public.audit_logs", "truncate public.audit_logs"],
)
@pytest.mark.parametrize("who", ["owner", "service_role", "postgres"])
def test_the_log_cannot_be_rewritten(db: Connection, act_as: ActAs, who: str, statement: str) -> None:
    db.execute("update public.services set price = 1 where company_id = %s and slug = 'bartpflege'", (SALON,))
    before = entries(db, "services")
    assert before
    with pytest.raises(psycopg.Error) as refused, act_as(SALON_OWNER if who == "owner" else who):
        db.execute(statement.encode())
    assert refused.value.sqlstate in {"42501", "PT409"}
    assert entries(db, "services") == before
