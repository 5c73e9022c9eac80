"""A stranger who cannot see a row makes the database say something about it: through a view, an error, a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest

from tests.supabase.impossible_rows import LINKS
from tests.supabase.test_access_matrix import SUBJECTS, World, read_world
from tests.support.breaking import rows_of, update
from tests.support.probe import Filled
from tests.support.rows import MEMBERS, OURS, THEIRS

OWNER = next(subject for subject in SUBJECTS if subject.name == "the owner")
PEOPLE = [subject for subject in SUBJECTS if subject.role in ("anon", "authenticated")]


@pytest.fixture(scope="module")
def world(two_companies: Filled) -> Iterator[World]:
    with two_companies.database.connect() as conn:
        yield read_world(conn, two_companies.failed)


def test_a_condition_that_fails_on_what_it_reads_reads_nothing_hidden(world: World) -> None:
    """`where note::integer = 0` would print the note in its error, were it asked of the row before the policy is."""
    loud = []
    for name, relation in world.relations.items():
        if not name.startswith("public.") or relation.tenant is None:
            continue
        # What is said about a company that does not exist was written into the view, and is nobody's.
        theirs, nobodys = (
            world.run(
                OWNER,
                [
                    f"select 1 from {name} where {relation.tenant} = '{company}' and (\"{column}\"::text || ' of theirs')::integer = 0"
                    for column in relation.columns
                ],
            )
            for company in (THEIRS, uuid4())
        )
        loud += [f"{name}: {said}" for said in set(theirs) - set(nobodys) if not said.startswith(("0", "42501"))]
    assert loud == []


def test_nobody_makes_a_function_to_read_with(world: World) -> None:
    """Neither in a schema of ours nor a temporary one: it would be asked about rows before, or as, somebody else."""
    attempts = [
        f"create function {schema}.peek() returns integer language sql return 1"
        for schema in ("public", "private", "backend", "auth", "extensions", "pg_temp")
    ]
    attempts += ["create temporary table bait (id uuid)", "create schema bait", "create view public.bait as select 1"]
    made = [
        f"{subject.name}: {attempt}: {said}"
        for subject in SUBJECTS
        for attempt, said in zip(attempts, world.run(subject, attempts), strict=True)
        if not said.startswith("42501")
    ]
    assert made == []


def test_a_link_to_their_row_fails_like_a_link_to_none(world: World) -> None:
    told_apart, tried = [], 0
    for short, lines in LINKS.items():
        name = f"public.{short}"
        if "." in short or name not in world.tables or world.tables[name].tenant != "company_id":
            continue
        may = world.may_write("authenticated", name, "update")
        ours = [
            where for where in rows_of(world.conn, name) if world.count(name, f"{where} and company_id = '{OURS}'")
        ][:4]
        for line in lines.values():
            columns, _, rest = line.partition(" -> ")
            pointing = next((c for c in columns.split() if c != "company_id" and c in may), None)
            target = world.tables.get(f"public.{rest.split()[0]}")
            if pointing is None or target is None or world.tables[name].columns[pointing].base != "uuid":
                continue
            if target.tenant == "company_id" and "id" in target.columns:
                row = world.conn.execute(
                    f"select id from {target.name} where company_id = '{THEIRS}' limit 1".encode()
                ).fetchone()
            else:
                row = {"id": next(iter(MEMBERS[THEIRS]))}
            assert row is not None
            tried += 1
            for where in ours:
                theirs, none = world.run(
                    OWNER, [update(name, {pointing: str(each)}, where) for each in (row["id"], uuid4())], triggers=True
                )
                if _without_ids(theirs) != _without_ids(none):
                    told_apart.append(f"{name}.{pointing}: {theirs} / {none}")
    assert tried > 10
    assert told_apart == []


def _without_ids(text: str) -> str:
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "<id>", text)


def test_no_unique_rule_tells_a_person_what_another_company_has(world: World) -> None:
    """A value that people write freely is unique in their company, or their own account, never in the whole system."""
    telling = []
    for row in world.conn.execute("""
        select n.nspname || '.' || c.relname as name, i.relname as index,
          array(select a.attname::text from unnest(x.indkey::smallint[]) k join pg_attribute a on a.attrelid = c.oid and a.attnum = k) as columns
        from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and x.indisunique and not c.relispartition"""):
        columns = set(row["columns"])
        if columns & {"company_id", "profile_id"} or columns == {"id"}:
            continue
        written = {
            *world.may_write("authenticated", row["name"], "insert"),
            *world.may_write("authenticated", row["name"], "update"),
        }
        # Companies of a person's choice bring these with them; each part must be theirs to choose for the rule to answer.
        if columns and columns <= written:
            telling.append(f"{row['name']} {row['index']}")
    assert telling == []


def test_a_stranger_learns_no_plan_of_a_table_they_cannot_read(world: World) -> None:
    """EXPLAIN of a closed table is refused as reading it is."""
    for name in ("private.integrations_secrets", "private.data_map"):
        for subject in PEOPLE:
            (said,) = world.run(subject, [f"explain select * from {name}"])
            assert said.startswith("42501"), (name, subject.name, said)


def test_statistics_of_columns_are_nobodys(world: World) -> None:
    """pg_stats holds the commonest values of every column; the view shows only what its reader may select, past no policy."""
    world.conn.execute("analyze public.customers")
    for subject in PEOPLE:
        (said,) = world.run(subject, ["select 1 from pg_stats where schemaname = 'public' and tablename = 'customers'"])
        assert said == "0" or said.startswith("42501"), (subject.name, said)
