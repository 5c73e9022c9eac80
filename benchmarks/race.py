"""Many callers want one slot at the same moment: one gets it, the others hear so soon, nobody deadlocks."""

from __future__ import annotations

import asyncio
import secrets
import time
from datetime import timedelta
from typing import Any

import psycopg

from benchmarks.ground import SALON
from benchmarks.measuring import Bar, Report, quantile
from shared.db.connection import connect
from tests.support.calls import HAIRCUT, MARIA, SALON_INTEGRATION, LiveCall, coming_tuesday
from tests.support.database import Database

BOOK = "select backend.book_appointment(%s, %s, %s, %s) as value"
# As many parameters and as much of an answer, and no work: what machine, server and client take for so many at once.
NOTHING = "select jsonb_build_object('call', %s::uuid, 'service', %s::uuid, 'staff', %s::uuid, 'start', %s::timestamptz) as value"
P99_BAR_MS = 250.0
WARMING_ROUNDS = 6


def run(database: Database, *, slots: int) -> Report:
    rows: list[list[object]] = []
    bars: list[Bar] = []
    first = coming_tuesday(9)
    for index, rivals in enumerate((64, 256)):
        # Each size has a week of its own, so that no slot is used twice.
        start = first + timedelta(days=7 * index)
        before = _deadlocks(database)
        starts = [start + timedelta(minutes=30 * n) for n in range(slots)]
        _, floor_ms, _ = asyncio.run(_race(database, rivals, starts, NOTHING))
        won, took_ms, failed = asyncio.run(_race(database, rivals, starts, BOOK))
        deadlocks = _deadlocks(database) - before
        rows.append([rivals, slots, f"{min(won)} to {max(won)}", failed, deadlocks, quantile(took_ms, 0.5), quantile(took_ms, 0.99), max(took_ms), quantile(floor_ms, 0.99)])  # fmt: skip
        bars.append(Bar(f"{rivals} rivals, p99", quantile(took_ms, 0.99), P99_BAR_MS, unit=" ms"))
        bars.append(Bar(f"{rivals} rivals, slots without exactly one winner", sum(each != 1 for each in won), 0))
        bars.append(Bar(f"{rivals} rivals, deadlocks and errors", deadlocks + failed, 0))
    return Report(
        "One slot, many callers",
        [
            "rivals",
            "slots",
            "winners per slot",
            "errors",
            "deadlocks",
            "p50 ms",
            "p99 ms",
            "longest ms",
            "p99 ms, no work",
        ],
        rows,
        bars,
        ["Every rival has a connection of its own, warm, and all start at once; the time is until the rival knows."],
    )


async def _race(
    database: Database, rivals: int, starts: list[Any], statement: str
) -> tuple[list[int], list[float], int]:
    """Winners by slot, milliseconds of every rival, and how many got an error instead of an answer."""
    calls = [_live_call(database) for _ in range(rivals)]
    connections = [await psycopg.AsyncConnection.connect(database.url("fn_voice"), autocommit=True) for _ in calls]
    won, took_ms, failed = [], [], 0

    async def want(
        conn: psycopg.AsyncConnection[Any], call: str, start: Any, gate: asyncio.Event
    ) -> dict[str, Any] | None:
        await gate.wait()
        began = time.perf_counter()
        try:
            row = await (await conn.execute(statement, (call, HAIRCUT, MARIA, start))).fetchone()
        except psycopg.Error:
            return None
        finally:
            took_ms.append((time.perf_counter() - began) * 1000)
        assert row
        answer: dict[str, Any] = row[0]
        return answer

    async def round_of(start: Any) -> list[dict[str, Any] | None]:
        gate = asyncio.Event()
        wanting = [
            asyncio.create_task(want(conn, call, start, gate)) for conn, call in zip(connections, calls, strict=True)
        ]
        await asyncio.sleep(0)
        gate.set()
        return await asyncio.gather(*wanting)

    try:
        # On a Sunday nobody works: refused, but afterwards every connection has planned its statements for good, which
        # Postgres does after the fifth time.
        for _ in range(WARMING_ROUNDS):
            await round_of(starts[0] - timedelta(days=2))
        took_ms.clear()
        for start in starts:
            answers = await round_of(start)
            won.append(sum(answer is not None and "code" in answer for answer in answers))
            failed += sum(answer is None for answer in answers)
    finally:
        for conn in connections:
            await conn.close()
    return won, took_ms, failed


def _live_call(database: Database) -> str:
    conn = connect(database.url("fn_voice"))
    caller = f"+4930231{secrets.randbelow(10**5):05d}"
    call = LiveCall(conn, conn, SALON_INTEGRATION, f"CA{secrets.token_hex(16)}", caller, SALON.number)
    call.turn(0)
    return str(call.id)


def _deadlocks(database: Database) -> int:
    return int(database.one("select deadlocks from pg_stat_database where datname = current_database()")["deadlocks"])
