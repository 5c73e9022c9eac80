"""A database full of calls: from thousands to tens of millions of events, to measure on. The rows are made by volume.sql."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from benchmarks import ground
from benchmarks.measuring import Report
from tests.support.database import Database

SCRIPT = Path(__file__).with_suffix(".sql")
DAYS = 180
# Every company but the large one has about as many events, whatever the sum: more events are more companies, up to a limit.
EVENTS_PER_COMPANY, FEWEST_COMPANIES, MOST_COMPANIES = 5_000, 4, 200
LEAST_EVENTS = 100
# The numbers of a company are counted in its ids.
LARGE, ORDINARY = 1, 2
BULK = (
    "telephony_events", "calls", "call_turns", "ai_usage_logs", "call_charges", "ledger_transactions", "balance_ledger",
    "appointments", "message_logs", "customer_interactions", "notifications", "audit_logs", "customers",
)  # fmt: skip


def company(number: int) -> UUID:
    return UUID(f"b{number:07x}-0000-4000-8000-000000000001")


def owner(number: int) -> UUID:
    return UUID(f"b{number:07x}-0000-4000-8000-000000000009")


def companies(events: int) -> int:
    return min(MOST_COMPANIES, max(FEWEST_COMPANIES, events // EVENTS_PER_COMPANY))


def fill(database: Database, events: int) -> float:
    """Put exactly so many telephony events, and what belongs to them, into a seeded database. Returns the seconds it took."""
    if events < LEAST_EVENTS:
        raise ValueError(f"at least {LEAST_EVENTS} events")
    script = SCRIPT.read_text(encoding="utf-8")
    for name, number in {"events": events, "companies": companies(events), "days": DAYS}.items():
        script = script.replace(f":{name}::", f"{number}::")
    began = time.perf_counter()
    with database.connect() as conn:
        with conn.transaction():
            conn.execute(script.encode())
        # As autovacuum would have by and by: without it no index alone answers, and no plan knows the sizes.
        conn.execute("vacuum (analyze)")
    return time.perf_counter() - began


@contextmanager
def filled(events: int, *, keep: str = "") -> Iterator[tuple[Database, float]]:
    """A database of its own with so many events, and the seconds they took; dropped at the end unless kept under a name."""
    with ground.spacious(f"volume_{events}", keep=keep) as database:
        yield database, fill(database, events)


def run(events: int, *, keep: str = "") -> Report:
    """Make the rows and count them."""
    with filled(events, keep=keep) as (database, seconds):
        rows: list[list[object]] = []
        for table in BULK:
            found = database.one(f"""
                select (select count(*) from public.{table}) as n,
                  (pg_total_relation_size('public.{table}')
                    + coalesce((select sum(pg_total_relation_size(t.relid)) from pg_partition_tree('public.{table}') t where t.isleaf), 0)) / 1048576 as mb""")  # nosec B608 (names of our own tables)
            rows.append([table, found["n"], f"{found['mb']:.0f}"])
        size = database.one("select pg_size_pretty(pg_database_size(current_database())) as size")["size"]
        where = f"Kept as {database.name}." if keep else ""
    return Report(
        f"Volume: {events} events",
        ["table", "rows", "MB with indexes"],
        rows,
        notes=[
            f"{companies(events)} companies, {DAYS} days, {seconds:.0f} s with vacuum and analyze, {size} in all. {where}".strip()
        ],
    )
