"""Ways to break a rule of the data, found by trying: what test_impossible_rows.py suggests for a rule without a line.

What comes out is a proposal to be read by a person: a line there says what may never be, and should be an example that
makes the rule plain.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from random import Random

from psycopg import sql

from tests.support.database import Connection
from tests.support.rows import Column, Maker, Table

ROWS = 40
TRIES = 1500
ENOUGH = 0.6


def rows_of(conn: Connection, table: str) -> list[str]:
    """Where clauses that each find one row of a table."""
    found = conn.execute(
        f"select tableoid::regclass::text as part, ctid::text as place from {table} limit {ROWS}".encode()
    )
    return [f"tableoid = '{row['part']}'::regclass and ctid = '{row['place']}'" for row in found]


def update(table: str, change: dict[str, str | None], where: str) -> str:
    """An update of one row."""
    sets = ", ".join(f'"{column}" = {sql.Literal(value).as_string(None)}' for column, value in change.items())
    return f"update {table} set {sets} where {where}"


def refusing(conn: Connection, statements: Sequence[str]) -> list[str]:
    """Which constraint refuses each statement, past triggers; a number of rows where none does."""
    with conn.transaction(force_rollback=True):
        conn.execute("set local session_replication_role = replica")
        row = conn.execute("select probe.rule(%s::text[]) as said", (list(statements),)).fetchone()
    said: list[str] = (row or {}).get("said") or []
    return [answer.removeprefix("23514 ").removeprefix("23505 ").removeprefix("23P01 ") for answer in said]


def suggest(
    conn: Connection, table: Table, name: str, columns: Sequence[str], definition: str
) -> dict[str, str | None] | None:
    """A change that makes this check refuse most rows that were fine; a small one."""
    maker = Maker(conn, table)
    rows = rows_of(conn, table.name)
    random = Random(name)  # noqa: S311  the same proposal every time
    pool = list(columns)
    best: dict[str, str | None] | None = None
    best_share = 0.0
    for size in (1, 2, 2, 3, 3):
        values = {
            each: list(_edges(table.columns[each], definition)) + _usual(maker, table.columns[each]) for each in pool
        }
        changes = [
            dict(zip(some, each, strict=True))
            for some in combinations(pool, min(size, len(pool)))
            if set(some) & set(columns)
            for each in _some(random, [values[column] for column in some])
        ]
        tries = [(change, where) for change in changes for where in rows]
        if len(tries) > TRIES:
            tries = random.sample(tries, TRIES)
        said = refusing(conn, [update(table.name, change, where) for change, where in tries])
        refused: Counter[str] = Counter()
        tried: Counter[str] = Counter()
        for (change, _), answer in zip(tries, said, strict=True):
            tried[str(change)] += 1
            refused[str(change)] += answer == name
        # The best is one that makes most rows impossible: it says the whole rule.
        found = max(changes, key=lambda change: refused[str(change)] / max(1, tried[str(change)]))
        share = refused[str(found)] / max(1, tried[str(found)])
        if share > best_share:
            best, best_share = found, share
        if best_share >= ENOUGH:
            break
        # Other rules object first: what they are about is given other values, too.
        pool += sorted({c for answer in said for c in table.checks.get(answer, ((), ""))[0] if c not in pool})
    return best


def _some(random: Random, pools: list[list[str | None]]) -> Iterator[tuple[str | None, ...]]:
    if len(pools) == 1:
        yield from ((value,) for value in pools[0])
    else:
        every = list(product(*[random.sample(pool, min(len(pool), 12)) for pool in pools]))
        yield from random.sample(every, min(len(every), 300))


def _usual(maker: Maker, column: Column) -> list[str | None]:
    return [None if value is None else str(value) for value in maker._guesses(column)]


def _edges(column: Column, definition: str) -> Iterator[str | None]:
    """What is just too little, too much, or of the wrong shape."""
    numbers = sorted({int(each) for each in re.findall(r"(?<![\w'.])(\d{1,9})(?![\w.])", definition)})
    base = column.base
    if base in {"smallint", "integer", "bigint", "numeric"}:
        yield from ("-1", "0")
        yield from (str(each + step) for each in numbers for step in (1, -1))
        if base == "numeric":
            yield from ("NaN", "1.001")
    elif base in {"text", "character varying"}:
        yield from (" ", "", "not-a-known-word", "Not Plain!", "+0", "a\nb")
        yield from ("x" * (each + 1) for each in numbers if each < 200_000)
        yield from ("x" * (each - 1) for each in numbers if 0 < each < 100)
    elif base == "jsonb":
        yield from ("1", "[]", "{}", '"x"', "null", '{"x": {"y": 1}}')
        yield from ('["' + "x" * each + '"]' for each in numbers if each < 200_000)
        yield from ('{"x": "' + "x" * each + '"}' for each in numbers if each < 200_000)
    elif base.startswith("timestamp") or base == "date":
        yield from ("1990-01-01", "2990-01-01", "infinity", "-infinity")
    elif base.startswith("time "):
        yield from ("00:00", "12:00", "23:59")
    elif base == "uuid":
        yield "00000000-0000-4000-8000-000000000001"
    elif base == "boolean":
        yield from ("true", "false")
    elif base == "bytea":
        yield from ("\\x", "\\x00")
        yield from ("\\x" + "00" * (each + 1) for each in numbers if each < 200_000)
    elif base.endswith("[]"):
        yield from ("{}", '{""}', '{" "}', "{NULL}", "{x,x}")
        yield from ("{" + ",".join("x" * 1 for _ in range(each + 1)) + "}" for each in numbers if each < 2000)
        yield from ("{" + "x" * (each + 1) + "}" for each in numbers if each < 200_000)
    if not column.required:
        yield None


def written(value: str | None) -> str:
    """As a person would write it in Python: long repetitions shortened."""
    if value is None:
        return "None"
    run = re.search(r"x{20,}", value)
    if run is None:
        return _quoted(value)
    parts = [value[: run.start()], f'"x" * {len(run[0])}', value[run.end() :]]
    return " + ".join(part if part is parts[1] else _quoted(part) for part in parts if part)


def _quoted(text: str) -> str:
    return repr(text) if '"' in text else json.dumps(text, ensure_ascii=False)
