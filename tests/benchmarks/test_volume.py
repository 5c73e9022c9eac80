"""The rows that figures are measured on: loaded past triggers and foreign keys, they are what the rules would have let in."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from psycopg import sql

from benchmarks import volume
from local import databases
from local.postgres import Cluster
from tests.support.database import Connection, Database, acting_as

EVENTS = 1_000

FOREIGN_KEYS = """
    select c.conname as name, c.conrelid::regclass::text as "table", c.confrelid::regclass::text as target,
      (select array_agg(a.attname::text order by k.n) from unnest(c.conkey) with ordinality k (attnum, n)
       join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum) as columns,
      (select array_agg(a.attname::text order by k.n) from unnest(c.confkey) with ordinality k (attnum, n)
       join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.attnum) as points_at
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace
    where c.contype = 'f' and c.conparentid = 0 and n.nspname in ('public', 'private')
"""


@pytest.fixture(scope="module")
def full(cluster: Cluster, template: str) -> Iterator[Database]:
    """A thousand events and what belongs to them. Read it; commit nothing here."""
    database = Database(cluster, f"test_{os.getpid()}_volume")
    databases.clone(cluster, database.name, template=template)
    volume.fill(database, EVENTS)
    yield database
    databases.drop(cluster, database.name)


def broken_links(conn: Connection) -> dict[str, int]:
    """Foreign keys that rows break, and how many: as Postgres checks them, where no column of the key is null."""
    broken = {}
    for key in conn.execute(FOREIGN_KEYS).fetchall():
        whole = sql.SQL(" and ").join(sql.SQL("r.{} is not null").format(sql.Identifier(c)) for c in key["columns"])
        same = sql.SQL(" and ").join(
            sql.SQL("t.{} = r.{}").format(sql.Identifier(there), sql.Identifier(here))
            for here, there in zip(key["columns"], key["points_at"], strict=True)
        )
        query = sql.SQL("select count(*) as n from {} r where {} and not exists (select from {} t where {})").format(
            sql.SQL(key["table"]), whole, sql.SQL(key["target"]), same
        )
        found = conn.execute(query).fetchone()
        if found and found["n"]:
            broken[f"{key['table']}.{key['name']}"] = found["n"]
    return broken


def test_there_are_exactly_as_many_events_as_asked_for_and_calls_in_proportion(full: Database) -> None:
    counts = {
        table: full.one(f"select count(*) as n from public.{table}")["n"]
        for table in ("telephony_events", "calls", "call_turns", "ai_usage_logs", "appointments", "message_logs")
    }
    assert counts["telephony_events"] == EVENTS
    assert counts["calls"] == EVENTS * 2 // 5
    assert counts["call_turns"] == 3 * counts["ai_usage_logs"]
    assert 0 < counts["appointments"] == counts["message_logs"] < counts["calls"] / 2


def test_every_foreign_key_holds_although_none_was_asked(full: Database) -> None:
    with full.connect() as conn:
        assert broken_links(conn) == {}


def test_a_broken_link_would_be_found(full: Database) -> None:
    with full.connect() as conn, conn.transaction(force_rollback=True):
        conn.execute("set local session_replication_role = replica")
        conn.execute("delete from public.rate_cards where company_id = %s", (volume.company(volume.LARGE),))
        assert set(broken_links(conn)) == {"call_charges.call_charges_company_id_rate_card_id_fkey"}


def test_no_log_has_rows_outside_its_months(full: Database) -> None:
    for table in ("telephony_events", "ai_usage_logs", "audit_logs"):
        assert full.one(f"select count(*) as n from private.{table}_rest")["n"] == 0, table


def test_what_triggers_would_have_kept_is_right(full: Database) -> None:
    assert full.all("select * from public.check_ledger()") == []
    wrong = full.all("""
        select c.id from public.customers c
        left join public.appointments a on a.company_id = c.company_id and a.customer_id = c.id and a.status <> 'held'
        group by c.id having
          (c.total_appointments, c.completed_appointments, c.cancelled_appointments, c.no_show_appointments)
            is distinct from (count(a.id), count(a.id) filter (where a.status = 'completed'),
              count(a.id) filter (where a.status = 'cancelled'), count(a.id) filter (where a.status = 'no_show'))
          or c.total_spent <> coalesce(sum(a.actual_revenue) filter (where a.status = 'completed'), 0)
          or c.call_count <> (select count(*) from public.calls k where k.customer_id = c.id)""")
    assert wrong == []
    strange = full.all("""
        select k.id from public.calls k left join public.appointments a on a.company_id = k.company_id and a.call_id = k.id
        where k.appointment_id is distinct from a.id or k.appointment_created <> (a.id is not null)""")
    assert strange == []


def test_every_owner_sees_one_company(full: Database) -> None:
    with full.connect() as conn:
        for number in (volume.LARGE, volume.ORDINARY):
            with acting_as(conn, volume.owner(number)):
                rows = conn.execute("select distinct company_id as id from public.calls").fetchall()
            assert [row["id"] for row in rows] == [volume.company(number)]


def test_too_few_events_to_spread_are_refused(full: Database) -> None:
    with pytest.raises(ValueError, match="at least"):
        volume.fill(full, 10)
