"""What row-level security costs: our queries as a signed-in owner, against the same queries as the superuser, who has none."""

from __future__ import annotations

import json
import os
import re
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from psycopg import sql

from benchmarks import volume
from benchmarks.measuring import Bar, Report, Series
from tests.support.database import Connection, Database, acting_as

# Every query names its company, as ours do. {days}: how far back.
QUERIES = {
    ("calls", "newest 50"): "select id, status, direction, caller_number, started_at, duration_seconds, intent, cost, currency from public.calls "
        "where company_id = %(company)s order by started_at desc limit 50",
    ("calls", "count"): "select count(*) from public.calls where company_id = %(company)s",
    ("calls", "by day, 30 days"): "select date_trunc('day', started_at) as day, count(*), sum(cost), avg(duration_seconds) from public.calls "
        "where company_id = %(company)s and started_at >= now() - interval '30 days' group by 1 order by 1",
    ("calls", "one by id"): "select * from public.calls where company_id = %(company)s and id = %(call)s",
    ("telephony_events", "newest 50"): "select id, call_id, event_type, status, from_number, event_timestamp from public.telephony_events "
        "where company_id = %(company)s order by created_at desc limit 50",
    ("telephony_events", "count"): "select count(*) from public.telephony_events where company_id = %(company)s",
    ("telephony_events", "by day, 30 days"): "select date_trunc('day', created_at) as day, count(*) from public.telephony_events "
        "where company_id = %(company)s and created_at >= now() - interval '30 days' group by 1 order by 1",
    ("telephony_events", "one by id"): "select * from public.telephony_events where company_id = %(company)s and id = %(event)s",
}  # fmt: skip
LIST_BAR, POINT_BAR = 1.25, 2.0
TENANTS = {"ordinary": volume.ORDINARY, "large": volume.LARGE}

MANY_ROWS = 10_000
# A part of a table may be empty, and then reading it through is right.
FEW_ROWS = 1_000
# What runs once for every row that a scan looks at: a function of ours, a setting read, a query within the query.
PER_ROW = re.compile(r"\b(?:private|auth|public|backend)\.\w+\(|current_setting\(|SubPlan")
CONDITIONS = ("Filter", "Index Cond", "Recheck Cond", "Join Filter", "Hash Cond", "Merge Cond")


def overhead(database: Database, *, events: int, rounds: int) -> Report:
    """Every query with and without policies, in turn on two warm connections: time by the clock, and work of the server."""
    rows: list[list[object]] = []
    bars = []
    trip = Series("nothing")
    added: list[float] = []
    for tenant, number in TENANTS.items():
        some = _some_of(database, number)
        wall = {(query, guarded): Series("") for query in QUERIES for guarded in (False, True)}
        work: dict[tuple[Any, bool], list[float]] = {key: [] for key in wall}
        with database.connect() as free, signed_in(database, number) as guarded_conn:
            free.prepare_threshold = None
            for turn in range(-5, rounds):
                for query, text in QUERIES.items():
                    # Who goes first changes from round to round.
                    for guarded in (True, False) if turn % 2 else (False, True):
                        conn = guarded_conn if guarded else free
                        before = server_ms(conn)
                        with (wall[query, guarded] if turn >= 0 else Series("not counted")).timed():
                            conn.execute(text.encode(), some).fetchall()
                        if turn >= 0:
                            work[query, guarded].append(server_ms(conn) - before)
                with trip.timed():
                    free.execute("select 1").fetchall()
        for query in QUERIES:
            table, what = query
            clock = [wall[query, guarded].p50 for guarded in (False, True)]
            server = [statistics.median(work[query, guarded]) for guarded in (False, True)]
            added.append(server[1] - server[0])
            rows.append([table, what, tenant, *clock, clock[1] / clock[0], *server, server[1] / server[0]])
            bar = POINT_BAR if what == "one by id" else LIST_BAR
            bars.append(
                Bar(f"{table}, {what}, {tenant} tenant: work with policies to without", server[1] / server[0], bar)
            )
    share = database.one(
        "select count(*) filter (where company_id = %s) as ordinary, count(*) filter (where company_id = %s) as large, count(*) as n from public.calls",
        volume.company(volume.ORDINARY), volume.company(volume.LARGE))  # fmt: skip
    return Report(
        f"Row-level security, {events} events",
        ["table", "query", "tenant", "without, p50 ms", "with, p50 ms", "ratio", "without, server CPU ms", "with, server CPU ms", "ratio of work"],
        rows,
        bars,
        [
            f"{share['n']} calls of {volume.companies(events)} companies in 180 days; the ordinary tenant has {share['ordinary']} of them, the large one {share['large']}.",
            f"The same statements as superuser and as the signed-in owner, in turn on two warm connections, unprepared, {rounds} rounds; medians. A trip to the server and back takes {trip.p50:.2f} ms of each.",
            "Judged by the CPU time of the server process (planning included, the trip not): the clock on a shared machine tells more about the others.",
            f"Policies add {statistics.median(added):.2f} ms of work to a statement (median of the differences), much the same whatever it reads: the caller's companies are looked up once. So it shows where a query does next to nothing.",
            f"Load average at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.",
        ],
    )  # fmt: skip


def server_ms(conn: Connection) -> float:
    """How long the server process of a connection has been working, as Linux counts it; elsewhere the clock, which waits, too."""
    try:
        return int(Path(f"/proc/{conn.info.backend_pid}/schedstat").read_text().split()[0]) / 1e6
    except OSError:
        return time.perf_counter() * 1000


def plans(database: Database, *, events: int) -> Report:
    """The plan of every table and view that a signed-in person may read, judged: nothing large is read through, nothing runs per row."""
    with database.connect() as conn:
        sizes = _rows_of_relations(conn)
        assert _judge_sees_faults(conn, sizes), "the judge of plans does not see a planted fault"
        readable = conn.execute("""
            select 'public.' || quote_ident(c.relname) as name, c.relname, c.relkind in ('v', 'm') as is_view,
              (select a.attname from pg_attribute a where a.attrelid = c.oid and not a.attisdropped
               and a.attname in ('id', 'call_id') and a.atttypid = 'uuid'::regtype order by a.attname desc limit 1) as key,
              (select a.attname from pg_attribute a where a.attrelid = c.oid and not a.attisdropped
               and a.attname in ('created_at', 'started_at', 'received_at', 'occurred_at') order by a.attname = 'created_at' limit 1) as time
            from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition
              and has_any_column_privilege('authenticated', c.oid, 'select')
              and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'company_id' and not a.attisdropped)
            order by 1""").fetchall()
        faults: list[str] = []
        large: list[dict[str, Any]] = []
        small: list[dict[str, Any]] = []
        without_index: list[str] = []
        judged = 0
        for relation in readable:
            is_large = relation["is_view"] or sizes[relation["name"]]["whole"] > MANY_ROWS
            (large if is_large else small).append(relation)
            for number in TENANTS.values():
                for statement in _statements(relation):
                    with acting_as(conn, volume.owner(number)):
                        found = faults_of(explain(conn, statement, number), sizes, MANY_ROWS)
                    judged += 1
                    faults += [f"`{statement}`: {fault}" for fault in found]
            if not is_large and sizes[relation["name"]]["whole"]:
                # Too small for an index to pay here; but there must be one for the day when it does.
                with acting_as(conn, volume.owner(volume.ORDINARY)):
                    conn.execute("set local enable_seqscan = off")
                    counted = f"select count(*) from {relation['name']} where company_id = %(company)s"  # nosec B608 (a name of the catalogue)
                    plan = explain(conn, counted, volume.ORDINARY)
                    conn.execute("set local enable_seqscan = on")
                if faults_of(plan, sizes, 0):
                    without_index.append(relation["relname"])
    tables = [each for each in large if not each["is_view"]]
    return Report(
        f"Plans under row-level security, {events} events",
        ["read by a signed-in person", "how many"],
        [
            ["tables of a tenant over 10 000 rows", len(tables)],
            ["views", len(large) - len(tables)],
            ["smaller tables of a tenant", len(small)],
            ["plans judged", judged],
        ],
        [
            Bar("Seq Scans of large tables, and filters that call a function per row", len(faults), 0),
            Bar("smaller tables with rows and no index that their company leads", len(without_index), 0),
        ],
        [
            f"Large: {', '.join(each['relname'] for each in tables)}.",
            "Newest 50, count, one by id for tables, all rows for views; each naming its company, for both tenants. Before it judges, the judge is shown a policy that calls a function per row, and a plan without indexes.",
            *faults, *(f"no index: {name}" for name in without_index),
        ],
    )  # fmt: skip


@contextmanager
def signed_in(database: Database, number: int) -> Iterator[Connection]:
    """A connection that stays in the shoes of a company's owner, as the REST server puts a request into them."""
    with database.connect() as conn:
        conn.prepare_threshold = None
        claims = json.dumps({"role": "authenticated", "sub": str(volume.owner(number)), "aud": "authenticated"})
        conn.execute("select set_config('request.jwt.claims', %s, false)", (claims,))
        conn.execute("set role authenticated")
        yield conn


def explain(conn: Connection, statement: str, number: int) -> dict[str, Any]:
    # Without a search path every name is told with its schema, so that what is ours shows.
    conn.execute("select set_config('search_path', '', true)")
    query = f"explain (format json, verbose) {statement}".encode()
    found = conn.execute(query, {"company": volume.company(number), "id": UUID(int=number)}).fetchone()
    assert found
    plan: dict[str, Any] = found["QUERY PLAN"][0]["Plan"]
    return plan


def faults_of(plan: dict[str, Any], sizes: dict[str, dict[str, int]], many: int) -> list[str]:
    """What is wrong with a plan: sequential scans of large tables, and conditions on them that run something per row."""
    found = []
    relation = f"{plan['Schema']}.{plan['Relation Name']}" if plan.get("Schema") and plan.get("Relation Name") else None
    size = sizes.get(relation) if relation else None
    if size and size["whole"] > many and size["part"] > min(many, FEW_ROWS):
        if plan["Node Type"] == "Seq Scan":
            found.append(f"Seq Scan on {relation} ({size['part']} rows)")
        found += [
            f"per row on {relation}: {plan[condition]}"
            for condition in CONDITIONS
            if condition in plan and PER_ROW.search(plan[condition])
        ]
    for below in plan.get("Plans", []):
        found += faults_of(below, sizes, many)
    return found


def _statements(relation: dict[str, Any]) -> list[str]:
    source = f"from {relation['name']} where company_id = %(company)s"
    if relation["is_view"]:
        return [f"select * {source}"]
    found = [f"select count(*) {source}"]
    if relation["time"]:
        found.append(f"select * {source} order by {relation['time']} desc limit 50")
    if relation["key"]:
        found.append(f"select * {source} and {relation['key']} = %(id)s")
    return found


def _rows_of_relations(conn: Connection) -> dict[str, dict[str, int]]:
    """How many rows each table has by the planner's knowledge: itself, and the whole that it is a part of."""
    found = conn.execute("""
        select n.nspname || '.' || c.relname as name, greatest(c.reltuples, 0)::bigint as part,
          (select sum(greatest(t.reltuples, 0)) from pg_class t
           where t.relkind = 'r' and t.oid in (select relid from pg_partition_tree(coalesce(pg_partition_root(c.oid), c.oid)) union select c.oid))::bigint as whole
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'private') and c.relkind in ('r', 'p')""").fetchall()
    return {row["name"]: {"part": row["part"], "whole": row["whole"]} for row in found}


def _judge_sees_faults(conn: Connection, sizes: dict[str, dict[str, int]]) -> bool:
    query = "select count(*) from public.calls where company_id = %(company)s"
    with conn.transaction(force_rollback=True):
        conn.execute("alter policy select_as_member on public.calls using (private.company_ids() @> array[company_id])")
        with acting_as(conn, volume.owner(volume.ORDINARY)):
            by_row = faults_of(explain(conn, query, volume.ORDINARY), sizes, 0)
    with acting_as(conn, volume.owner(volume.ORDINARY)):
        conn.execute("set local enable_indexscan = off")
        conn.execute("set local enable_bitmapscan = off")
        conn.execute("set local enable_indexonlyscan = off")
        read = faults_of(explain(conn, query, volume.ORDINARY), sizes, 0)
        for name in ("indexscan", "bitmapscan", "indexonlyscan"):
            conn.execute(sql.SQL("set local enable_{} = on").format(sql.SQL(name)))
    return any("per row" in fault for fault in by_row) and any("Seq Scan" in fault for fault in read)


def _some_of(database: Database, number: int) -> dict[str, object]:
    """A call and an event of the company from the middle of the time."""
    company = volume.company(number)
    found = database.one(
        "select (select id from public.calls where company_id = %s order by started_at offset 100 limit 1) as call, "
        "(select id from public.telephony_events where company_id = %s order by created_at offset 100 limit 1) as event",
        company, company)  # fmt: skip
    return {"company": company, **found}
