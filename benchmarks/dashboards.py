"""What the owner's application asks for on its first page, over plain views: time and pages read, by how much there is."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

from benchmarks import volume
from benchmarks.measuring import Report, Series
from benchmarks.rls import TENANTS, signed_in
from tests.support.database import Connection, Database

# By what each needs: a view or a function of that name.
DASHBOARDS = {
    "v_user_costs, 30 days": ("v_user_costs", "select * from public.v_user_costs where company_id = %(company)s and date >= current_date - 30"),
    "v_user_costs, all": ("v_user_costs", "select * from public.v_user_costs where company_id = %(company)s"),
    "v_user_revenue, 30 days": ("v_user_revenue", "select * from public.v_user_revenue where company_id = %(company)s and date >= current_date - 30"),
    "v_user_revenue, all": ("v_user_revenue", "select * from public.v_user_revenue where company_id = %(company)s"),
    "company_statistics": ("company_statistics", "select * from public.company_statistics where company_id = %(company)s"),
    "analytics_overview, 30 days": ("analytics_overview", "select public.analytics_overview(%(company)s)"),
    "analytics_calls, 30 days": ("analytics_calls", "select * from public.analytics_calls(%(company)s, current_date - 30, current_date)"),
    "analytics_usage, 30 days": ("analytics_usage", "select * from public.analytics_usage(%(company)s, current_date - 30, current_date)"),
    "v_integration_coverage": ("v_integration_coverage", "select * from public.v_integration_coverage where company_id = %(company)s"),
}  # fmt: skip


def run(databases: Mapping[int, Database], *, rounds: int) -> Report:
    """`databases` by their number of events. Each dashboard in turn at every size."""
    known = next(iter(databases.values())).all("""
        select relname as name from pg_class where relnamespace = 'public'::regnamespace
        union select proname from pg_proc where pronamespace = 'public'::regnamespace""")
    there = {row["name"] for row in known}
    chosen = {name: text for name, (needs, text) in DASHBOARDS.items() if needs in there}
    absent = sorted({needs for needs, _ in DASHBOARDS.values()} - there)
    rows: list[list[object]] = []
    for tenant, number in TENANTS.items():
        took = {(name, events): Series(name) for name in chosen for events in databases}
        pages: dict[tuple[str, int], int] = {}
        with ExitStack() as stack:
            opened = {events: stack.enter_context(signed_in(each, number)) for events, each in databases.items()}
            for turn in range(-1, rounds):
                for name, text in chosen.items():
                    for events, conn in opened.items():
                        if turn < 0:
                            pages[name, events] = _pages(conn, text, number)
                        else:
                            with took[name, events].timed():
                                conn.execute(text.encode(), {"company": volume.company(number)}).fetchall()
        for name in chosen:
            row: list[object] = [name, tenant]
            for events in databases:
                row += [took[name, events].p50, pages[name, events]]
            rows.append(row)
    calls = {
        events: [
            database.one("select count(*) as n from public.calls where company_id = %s", volume.company(number))["n"]
            for number in TENANTS.values()
        ]
        for events, database in databases.items()
    }
    columns = ["dashboard", "tenant"]
    for events in databases:
        columns += [f"{events} events, p50 ms", "pages"]
    return Report(
        "Dashboards over plain views",
        columns,
        rows,
        notes=[
            *(
                f"{events} events: the ordinary tenant has {ordinary} calls of 180 days, the large one {large}."
                for events, (ordinary, large) in calls.items()
            ),
            f"As the signed-in owner of one company; medians of {rounds}, sizes in turn; pages of 8 kB read or found in memory by one run. No aim: roll-ups come later.",
            f"Load average at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.",
            *([f"Not there yet: {', '.join(absent)}."] if absent else []),
        ],
    )


def _pages(conn: Connection, text: str, number: int) -> int:
    found = conn.execute(
        f"explain (analyze, buffers, timing off, format json) {text}".encode(), {"company": volume.company(number)}
    ).fetchone()
    assert found
    plan: dict[str, Any] = found["QUERY PLAN"][0]["Plan"]
    return int(plan["Shared Hit Blocks"]) + int(plan["Shared Read Blocks"])
