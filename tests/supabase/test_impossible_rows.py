"""What may never stand in the database, row by row: each rule of the data refuses, and says its name.

The rows to be refused stand in impossible_rows.py. Every check, unique rule, exclusion and foreign key of the schema has
a line there; a new one without a line fails here with a proposal for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from tests.supabase.impossible_rows import CHECKS, DOMAINS, IMPLIED, LINKS, UNIQUE
from tests.support.breaking import refusing, rows_of, suggest, update, written
from tests.support.database import Connection
from tests.support.probe import Filled
from tests.support.rows import OURS, THEIRS, Table, read_tables

ONLY: str | None = None  # one relation or function, when tests/mutation asks

RULES = """
select con.conname as name, con.contype::text as type, n.nspname || '.' || coalesce(c.relname, t.typname) as about,
  con.contypid <> 0 as of_domain, pg_get_constraintdef(con.oid) as definition, con.confdeltype::text as on_delete,
  fn.nspname || '.' || f.relname as other,
  (select array_agg(a.attname order by k.n) from unnest(con.conkey) with ordinality k (num, n)
   join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k.num)::text[] as columns
from pg_constraint con join pg_namespace n on n.oid = con.connamespace
left join pg_class c on c.oid = con.conrelid left join pg_type t on t.oid = con.contypid
left join pg_class f on f.oid = con.confrelid left join pg_namespace fn on fn.oid = f.relnamespace
where n.nspname in ('public', 'private') and con.contype in ('c', 'f', 'x') and con.conparentid = 0
  and not coalesce(c.relispartition, false) order by 3, 1
"""
# Unique rules: the columns that two rows may not share, those of an expression or a condition among them. What contains
# the primary key is only there to be pointed at.
UNIQUE_RULES = """
select i.relname as name, n.nspname || '.' || c.relname as about,
  (select array_agg(distinct a.attname order by a.attname) from pg_attribute a where a.attrelid = c.oid and (
     a.attnum = any (x.indkey::smallint[])
     or exists (select from pg_depend d where d.objid = i.oid and d.refobjid = c.oid and d.refobjsubid = a.attnum)))::text[] as columns
from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('public', 'private') and x.indisunique and not x.indisprimary and not c.relispartition
  and not exists (
    select from pg_index p where p.indrelid = c.oid and p.indisprimary
      and p.indkey::smallint[] <@ x.indkey::smallint[] and x.indpred is null)
order by 2, 1
"""


@pytest.fixture(scope="module")
def conn(two_companies: Filled) -> Iterator[Connection]:
    with two_companies.database.connect() as opened:
        yield opened


@pytest.fixture(scope="module")
def tables(conn: Connection) -> dict[str, Table]:
    return read_tables(conn)


def rules(conn: Connection, kinds: str) -> list[dict[str, Any]]:
    return [row for row in conn.execute(RULES.encode()) if row["type"] in kinds]


def full(table: str) -> str:
    return table if "." in table else f"public.{table}"


def chosen(table: str) -> bool:
    return ONLY in (None, full(table))


def test_every_check_refuses_by_its_name(conn: Connection) -> None:
    silent = []
    for table, lines in CHECKS.items():
        if not chosen(table):
            continue
        rows = rows_of(conn, full(table))
        for name, change in lines.items():
            said = refusing(conn, [update(full(table), change, where) for where in rows])
            if name not in said:
                silent.append(f"{table}: {name} lets {change} through: {said[:3]}")
    assert not silent, "\n" + "\n".join(silent)


def test_every_domain_refuses_by_the_name_of_its_rule(conn: Connection) -> None:
    silent = []
    for name, (domain, value) in DOMAINS.items():
        if chosen(domain):
            (said,) = refusing(conn, [f"select '{value}'::{full(domain)}"])
            if said != name:
                silent.append(f"{domain}: {name} lets {value!r} through: {said}")
    assert not silent, "\n" + "\n".join(silent)


def test_what_is_unique_is_refused_the_second_time(conn: Connection, tables: dict[str, Table]) -> None:
    silent = []
    for table, lines in UNIQUE.items():
        if not chosen(table):
            continue
        rows = rows_of(conn, full(table))[:12]
        for name, line in lines.items():
            # Two rows are given the same values, those of one of them where the line names none.
            given = dict(word.split("=", 1) for word in line.split() if "=" in word)
            sets = [f"{column} = '{value}'" if value else f"{column} = null" for column, value in given.items()]
            copied = [f'"{word}"' for word in line.split() if "=" not in word and word in tables[full(table)].columns]
            statements = [
                f"update {full(table)} t set "
                + ", ".join([*sets, *(f"{column} = one.{column}" for column in copied)])
                + f" from (select * from {full(table)} where {one}) one where t.{one.replace(' and ', ' and t.')} or t.{other.replace(' and ', ' and t.')}"
                for one in rows
                for other in rows
                if one != other
            ]
            # What is checked at the end of a statement is checked by triggers of its own.
            said = [*refusing(conn, statements), *_only_this(conn, full(table), name, statements[:40])]
            if not any(answer.endswith(name) for answer in said):
                silent.append(f"{table}: {name} lets two rows share {line}: {sorted(set(said))[:4]}")
    assert not silent, "\n" + "\n".join(silent)


def test_every_link_refuses_what_is_not_there(conn: Connection, tables: dict[str, Table]) -> None:
    """And what is there, but another company's, where the link is one between rows of companies."""
    silent = []
    for table, lines in LINKS.items():
        if not chosen(table) and not any(full(line.split(" -> ")[1].split()[0]) == ONLY for line in lines.values()):
            continue
        definition = tables[full(table)]
        rows = rows_of(conn, full(table))
        ours = [where for where in rows if definition.tenant and _is_ours(conn, full(table), where, definition.tenant)]
        optional = {
            column for link in definition.links for column in link.columns if not definition.columns[column].required
        }
        for name, line in lines.items():
            columns, _, rest = line.partition(" -> ")
            # Links to the table in question count, too: they need its key.
            if not chosen(table) and full(rest.split()[0]) != ONLY:
                continue
            pointing = _pointing(definition, columns.split())
            is_id = definition.columns[pointing].base == "uuid"
            values = [uuid4()] if is_id else ["ZZ", "ZZZ", "zz", "no_such_word"]
            if "2" in definition.columns[pointing].base:
                values = ["0"]
            alone: dict[str, str | None] = dict.fromkeys(optional - set(columns.split()))
            statements = [
                update(full(table), {**others, pointing: str(value)}, where)
                for where in rows
                for value in values
                for others in ({}, alone)
            ]
            said = _only_this(conn, full(table), name, statements)
            if f"23503 {name}" not in said:
                silent.append(f"{table}: {name} lets {columns} point nowhere: {sorted(set(said))[:4]}")
            other = full(rest.split()[0])
            if "company_id" in columns.split() and pointing != "company_id" and is_id and other in tables:
                theirs = conn.execute(
                    f"select {_identity(tables[other])} as id from {other} where company_id = '{THEIRS}' limit 10".encode()
                ).fetchall()
                # Whose place is taken is gone first: only the link is to refuse.
                statements = [
                    f"delete from {full(table)} where {pointing} = '{each['id']}';"
                    + update(full(table), {**others, pointing: str(each["id"])}, where)
                    for where in ours
                    for each in theirs
                    for others in ({}, alone)
                ]
                said = _only_this(conn, full(table), name, statements)
                if theirs and f"23503 {name}" not in said:
                    silent.append(f"{table}: {name} lets {columns} point into another company: {sorted(set(said))[:4]}")
    assert not silent, "\n" + "\n".join(silent)


def _pointing(table: Table, columns: list[str]) -> str:
    """The column of a link that says which row it is."""
    ids = [column for column in columns if column != "company_id" and table.columns[column].base == "uuid"]
    return (ids or [column for column in columns if column != "company_id"] or columns)[-1]


def _identity(table: Table) -> str:
    return (
        "id"
        if "id" in table.columns
        else next(c for c in ("profile_id", "staff_id", *table.columns) if c in table.columns)
    )


def _is_ours(conn: Connection, table: str, where: str, tenant: str) -> bool:
    return bool(conn.execute(f"select from {table} where {where} and {tenant} = '{OURS}'".encode()).rowcount)


def _only_this(conn: Connection, table: str, name: str, statements: list[str]) -> list[str]:
    """What came of statements with no trigger on but those that keep this constraint."""
    with conn.transaction(force_rollback=True):
        conn.execute(f"alter table {table} disable trigger all".encode())
        for trigger in conn.execute(
            """select t.tgname as name from pg_trigger t join pg_constraint c on c.oid = t.tgconstraint
               where t.tgrelid = %s::regclass and c.conname = %s and c.conrelid = t.tgrelid""",
            (table, name),
        ).fetchall():
            conn.execute(f'alter table {table} enable trigger "{trigger["name"]}"'.encode())
        row = conn.execute("select probe.rule(%s::text[]) as said", (statements,)).fetchone()
    said: list[str] = (row or {}).get("said") or []
    return said


DELETES = {"a": "refuses", "r": "refuses", "c": "goes along", "n": "is emptied", "d": "falls back"}


def test_every_rule_of_the_data_has_a_row_that_it_refuses(conn: Connection, tables: dict[str, Table]) -> None:
    if ONLY:
        pytest.skip("asks what exists")
    missing: list[str] = []
    listed = {
        (full(table), name) for lines in (CHECKS, UNIQUE, LINKS) for table, each in lines.items() for name in each
    }
    listed |= {(full(domain), name) for name, (domain, _) in DOMAINS.items()}
    there = set()
    for row in rules(conn, "cfx"):
        about, name = row["about"], row["name"]
        there.add((about, name))
        if (about, name) in listed or f"{about.removeprefix('public.')}: {name}" in IMPLIED:
            continue
        short = about.removeprefix("public.")
        if row["type"] == "f":
            missing.append(f'LINKS {short}: "{name}": "{link_line(row)}",')
        elif row["type"] == "x":
            missing.append(f'UNIQUE {short}: "{name}": "{" ".join(row["columns"])}",')
        elif row["of_domain"]:
            missing.append(f'DOMAINS "{name}": ("{short}", ...),')
        else:
            columns = [column for column in row["columns"] or () if column in tables[about].columns]
            change = suggest(conn, tables[about], name, columns, row["definition"])
            proposal = ", ".join(f'"{column}": {written(value)}' for column, value in (change or {}).items())
            missing.append(
                f'CHECKS {short}: "{name}": {{{proposal}}},' + ("" if change else f"  # {row['definition']}")
            )
    for row in conn.execute(UNIQUE_RULES.encode()):
        there.add((row["about"], row["name"]))
        if (row["about"], row["name"]) not in listed:
            missing.append(
                f'UNIQUE {row["about"].removeprefix("public.")}: "{row["name"]}": "{" ".join(row["columns"])}",'
            )
    assert not missing, "no line in impossible_rows.py; proposals, to be judged:\n" + "\n".join(missing)
    gone = sorted(f"{about}: {name}" for about, name in listed - there)
    assert not gone, "in impossible_rows.py, but not there:\n" + "\n".join(gone)


def test_a_deleted_row_takes_along_what_the_table_says(conn: Connection) -> None:
    if ONLY:
        pytest.skip("asks what exists")
    wrong = []
    for row in rules(conn, "f"):
        line = LINKS.get(row["about"].removeprefix("public."), {}).get(row["name"])
        if line is not None and line != link_line(row):
            wrong.append(f"{row['about']}: {row['name']}: predicted {line!r}, is {link_line(row)!r}")
    assert not wrong, "\n" + "\n".join(wrong)


def link_line(row: dict[str, Any]) -> str:
    return f"{' '.join(row['columns'])} -> {row['other'].removeprefix('public.')} {DELETES[row['on_delete']]}"
