"""Who may do what, predicted in access_matrix.py, observed by doing it: every role, at every relation, with every verb.

Every attempt is a real statement, made as that person against rows of two companies, and undone. Triggers and foreign
keys are off meanwhile: what is asked here is whether grants and policies let somebody through, so a row that then breaks
a rule of the data counts as let through.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from uuid import UUID, uuid4

import pytest
from psycopg import sql

from tests.supabase.access_matrix import CLOSED, FUNCTIONS, RELATIONS, SERVICE_COLUMNS, T
from tests.support.database import Connection
from tests.support.probe import Filled
from tests.support.rows import (
    ADMIN,
    MEMBER,
    MEMBERS,
    NOBODY,
    OURS,
    OWNER,
    STRANGER,
    THEIRS,
    VIEWER,
    Table,
    read_tables,
)

FN_ROLES = ("fn_ingest", "fn_voice", "fn_api", "fn_billing", "fn_jobs")
RANKS = ("viewer", "member", "admin", "owner")
VERBS = ("select", "insert", "update", "delete")


@dataclass(frozen=True, slots=True)
class Subject:
    name: str
    role: str
    person: UUID | None = None


SUBJECTS = (
    Subject("nobody signed in", "anon"),
    Subject("the owner", "authenticated", OWNER),
    Subject("an admin", "authenticated", ADMIN),
    Subject("a member", "authenticated", MEMBER),
    Subject("a viewer", "authenticated", VIEWER),
    Subject("the owner of another company", "authenticated", STRANGER),
    Subject("somebody of no company", "authenticated", NOBODY),
    Subject("somebody whose token names nobody", "authenticated"),
    Subject("service_role", "service_role"),
    *(Subject(role, role) for role in FN_ROLES),
)

# No privilege or no policy; and what a view that cannot be written says before anybody asks who wants to.
CLOSED_STATES = ("42501 ", "55000 cannot", "428C9 ", "0A000 cannot")


@dataclass(frozen=True, slots=True)
class Cell:
    """Rows of one kind in one relation: a company's, and among them those that name one person, or another."""

    company: UUID | None
    person: UUID | None
    mine: bool
    where: str

    def __str__(self) -> str:
        whose = {OURS: "our", THEIRS: "their", None: "its"}[self.company]
        return f"{whose} {'own ' if self.mine else ''}rows"


@dataclass(frozen=True, slots=True)
class Relation:
    name: str
    columns: list[str]
    tenant: str | None
    person_columns: list[str]


@dataclass(eq=False)
class World:
    conn: Connection
    tables: dict[str, Table]
    relations: dict[str, Relation]
    failed: dict[str, str]

    def run(self, subject: Subject, statements: list[str], *, triggers: bool = False) -> list[str]:
        """What came of each statement, made by this subject and undone."""
        conn = self.conn
        with conn.transaction(force_rollback=True):
            if not triggers:
                conn.execute("set local session_replication_role = replica")
            claims: dict[str, str] = {"role": subject.role}
            if subject.person:
                claims["sub"] = str(subject.person)
            conn.execute("select set_config('request.jwt.claims', %s, true)", (json.dumps(claims),))
            conn.execute(sql.SQL("set local role {}").format(sql.Identifier(subject.role)))
            row = conn.execute("select probe.run(%s::text[]) as said", (statements,)).fetchone()
        assert row is not None
        said: list[str] = row["said"] or []
        assert len(said) == len(statements)
        return said

    def cells(self, relation: Relation, person: UUID | None) -> list[Cell]:
        """The kinds of rows that there are, seen by a person (None: by a role without one)."""
        mine = " or ".join(f"{column} = '{person}'" for column in relation.person_columns) if person else ""
        found = []
        for company in MEMBERS if relation.tenant else (None,):
            tenant = f"{relation.tenant} = '{company}'" if company else "true"
            if mine:
                found.append(Cell(company, person, True, f"{tenant} and coalesce({mine}, false)"))
                found.append(Cell(company, person, False, f"{tenant} and not coalesce({mine}, false)"))
            else:
                found.append(Cell(company, person, False, tenant))
        return [cell for cell in found if self.count(relation.name, cell.where)]

    @cache  # noqa: B019  lives as long as the module's world
    def count(self, name: str, where: str) -> int:
        row = self.conn.execute(f"select count(*) as n from {name} where {where}".encode()).fetchone()
        assert row is not None
        return int(row["n"])

    @cache  # noqa: B019
    def samples(self, name: str, where: str) -> list[str]:
        rows = self.conn.execute(f"select to_jsonb(t)::text as row from {name} t where {where} limit 40".encode())
        return [row["row"] for row in rows]

    @cache  # noqa: B019
    def may_write(self, role: str, name: str, verb: str) -> list[str]:
        """Columns that this role may write (or read), found by trying each of them on no row at all."""
        columns = self.relations[name].columns
        attempt = {
            "select": "select {c} from {t} where false",
            "insert": "insert into {t} ({c}) overriding system value select (null::{t}).{c} where false",
            "update": "update {t} set {c} = (null::{t}).{c} where false",
        }[verb]
        statements = [attempt.format(t=name, c=f'"{column}"') for column in columns]
        said = self.run(Subject(role, role), statements)
        return [column for column, answer in zip(columns, said, strict=True) if not answer.startswith(CLOSED_STATES)]

    def observe(self, subject: Subject, verb: str) -> list[tuple[T, Cell, list[str]]]:
        """What came of every attempt of this subject with this verb, for every relation and kind of rows."""
        jobs = [
            (line, cell, self.attempts(subject, self.relations[line.name], verb, cell))
            for line in lines()
            if line.name in self.relations
            for cell in self.cells(self.relations[line.name], subject.person)
        ]
        said = iter(self.run(subject, [statement for *_, statements in jobs for statement in statements]))
        return [(line, cell, [next(said) for _ in statements]) for line, cell, statements in jobs]

    def attempts(self, subject: Subject, relation: Relation, verb: str, cell: Cell) -> list[str]:
        name = relation.name
        if verb == "select":
            return [f"select 1 from {name} where {cell.where}"]
        if verb == "delete":
            return [f"delete from {name} where {cell.where}"]
        may = self.may_write(subject.role, name, verb)
        if verb == "update":
            # Of a view, one column may be of the table beneath and the next one computed.
            tried = (may or relation.columns)[: None if name not in self.tables else 1]
            return [f'update {name} set "{column}" = "{column}" where {cell.where}' for column in tried]
        columns = ", ".join(f'"{column}"' for column in may or relation.columns)
        return [
            f"insert into {name} ({columns}) overriding system value"
            f" select {columns} from jsonb_populate_record(null::{name}, {sql.Literal(row).as_string(None)})"
            for row in self.samples(name, cell.where)
        ]


def read_world(conn: Connection, failed: dict[str, str]) -> World:
    """What there is to try, read from the catalogue of a database that holds rows of both companies."""
    tables = read_tables(conn)
    relations = {}
    for row in conn.execute("""
        select n.nspname || '.' || c.relname as name,
          (select array_agg(a.attname order by a.attnum) from pg_attribute a
           where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '')::text[] as columns
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'private', 'backend') and c.relkind in ('r', 'p', 'v', 'm', 'f')
          and not c.relispartition order by 1"""):
        table = tables.get(row["name"])
        tenant = table.tenant if table else "company_id" if "company_id" in row["columns"] else None
        relations[row["name"]] = Relation(row["name"], row["columns"], tenant, table.person_columns if table else [])
    return World(conn, tables, relations, failed)


@pytest.fixture(scope="module")
def world(two_companies: Filled) -> Iterator[World]:
    with two_companies.database.connect() as conn:
        yield read_world(conn, two_companies.failed)


def predicted(word: str | None, cell: Cell) -> bool:
    """Does this word let that person at these rows?"""
    if word is None or cell.person is None:
        return False
    role = MEMBERS.get(cell.company, {}).get(cell.person) if cell.company else None
    for part in word.partition(":")[0].split(" or "):
        who, _, needed = part.strip().partition(" as ")
        held = (
            role is not None and RANKS.index(role) >= RANKS.index(needed or who) if (needed or who) in RANKS else True
        )
        assert who in {"self", "anyone", *RANKS}, f"not a word of the legend: {part}"
        if held and (who != "self" or cell.mine):
            return True
    return False


def let_through(said: list[str]) -> bool:
    """Was any of these attempts let through by grants and policies? Whatever broke a rule of the data was."""
    return any(answer != "0" and not answer.startswith(CLOSED_STATES) for answer in said)


ONLY: str | None = None  # one relation or function, when tests/mutation asks


def lines() -> list[T]:
    every = [line._replace(name=f"public.{line.name}") for line in RELATIONS] + [T(name) for name in CLOSED]
    return [line for line in every if ONLY in (None, line.name)]


def test_every_relation_has_a_prediction_and_every_prediction_a_relation(world: World) -> None:
    listed = [line.name for line in lines()]
    unpredicted = sorted(set(world.relations) - set(listed)) if ONLY is None else []
    assert not unpredicted, f"no prediction in access_matrix.py: {' '.join(unpredicted)}"
    gone = sorted(set(listed) - set(world.relations))
    assert not gone, f"predicted, but not there: {' '.join(gone)}"
    assert len(listed) == len(set(listed)), "predicted twice"


def test_every_relation_has_rows_of_both_companies(world: World) -> None:
    """Else nobody would see any, and that would prove nothing. A hint in tests/support/rows.py helps."""
    empty = {}
    for relation in world.relations.values():
        line = next((line for line in lines() if line.name == relation.name), T(relation.name))
        if not relation.tenant:
            if not world.count(relation.name, "true"):
                empty[relation.name] = world.failed.get(relation.name, "no row")
            continue
        for company in MEMBERS:
            if not world.count(relation.name, f"{relation.tenant} = '{company}'"):
                empty[relation.name] = world.failed.get(relation.name, f"no row of {company}")
        if relation.person_columns and "self" in str(line):
            mine = [cell for cell in world.cells(relation, OWNER) if cell.mine]
            if not mine:
                empty[relation.name] = world.failed.get(relation.name, "no row of the owner's own")
    assert not empty, "\n" + "\n".join(f"{name}: {why}" for name, why in empty.items())


@pytest.mark.parametrize("verb", VERBS)
def test_everybody_may_do_what_the_table_says_and_nothing_else(world: World, verb: str) -> None:
    wrong = []
    for subject in SUBJECTS:
        for line, cell, said in world.observe(subject, verb):
            if subject.role == "service_role":
                granted = expected = verb[0] in line.service
            else:
                granted = subject.role == "authenticated" and getattr(line, verb) is not None
                expected = granted and predicted(getattr(line, verb), cell)
            # What is not granted at all is refused, not merely without effect.
            # Rows that are granted but not yours are not seen, and so not refused either.
            refused_aloud = granted and not expected and verb != "insert" and set(said) != {"0"}
            if let_through(said) != expected or (not granted and "0" in said) or refused_aloud:
                wrong.append(f"{line.name}: {subject.name} {'cannot' if expected else 'can'} {verb} {cell}: {said[0]}")
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_what_somebody_changes_without_looking_is_theirs_to_change(world: World, verb: str) -> None:
    """A statement that reads no column is not held by the policy of SELECT, so that of its verb must do alone."""
    wrong = []
    for subject in SUBJECTS:
        if subject.role != "authenticated":
            continue
        jobs = [
            (line, world.relations[line.name])
            for line in lines()
            if line.name in world.relations and getattr(line, verb)
        ]
        statements = []
        for line, relation in jobs:
            may = world.may_write("authenticated", line.name, "update") or relation.columns
            # A row that is made nobody's is refused for that.
            column = next((each for each in may if each not in ("company_id", *relation.person_columns)), may[0])
            statements.append(
                f'update {line.name} set "{column}" = default' if verb == "update" else f"delete from {line.name}"
            )
        for (line, relation), said in zip(jobs, world.run(subject, statements), strict=True):
            cells = world.cells(relation, subject.person)
            expected = sum(world.count(line.name, cell.where) for cell in cells if predicted(getattr(line, verb), cell))
            # Where the statement breaks a rule of the data, it found a row; some policies let through only some.
            fits = 0 < int(said) <= expected if said.isdigit() and expected else not said.startswith("42501")
            if not (fits if expected else said == "0"):
                wrong.append(f"{line.name}: {subject.name}, {verb} without a condition: {said}, not {expected}")
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("verb", ["select", "insert", "update"])
def test_people_write_the_columns_that_the_table_says(world: World, verb: str) -> None:
    wrong = []
    for line in lines():
        relation = world.relations.get(line.name)
        if relation is None:
            continue
        word: str | None = getattr(line, verb)
        expected = set((word or "").partition(":")[2].split()) or (set(relation.columns) if word else set())
        observed = set(world.may_write("authenticated", line.name, verb))
        if observed != expected:
            more = " ".join(column for column in relation.columns if column in observed - expected)
            wrong.append(f"{line.name}, {verb}: more than predicted: [{more}], less: {sorted(expected - observed)}")
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("verb", ["select", "insert", "update"])
def test_the_operator_writes_the_columns_that_the_table_says(world: World, verb: str) -> None:
    wrong = []
    for line in lines():
        relation = world.relations.get(line.name)
        if relation is None:
            continue
        told = SERVICE_COLUMNS.get((line.name.removeprefix("public."), verb))
        expected = set(told.split() if told else relation.columns) if verb[0] in line.service else set()
        observed = set(world.may_write("service_role", line.name, verb))
        if observed != expected:
            wrong.append(
                f"{line.name}, {verb}: more: {sorted(observed - expected)}, less: {sorted(expected - observed)}"
            )
    assert not wrong, "\n" + "\n".join(wrong)


def test_nobody_empties_a_table(world: World) -> None:
    names = [name for name, relation in world.relations.items() if name in world.tables]
    open_ones = [
        f"{name}: {subject.name}: {answer}"
        for subject in SUBJECTS
        for name, answer in zip(names, world.run(subject, [f"truncate {name}" for name in names]), strict=True)
        if not answer.startswith("42501")
    ]
    assert open_ones == []


def test_the_parts_of_a_log_are_nobodys(world: World) -> None:
    parts = [
        row["name"]
        for row in world.conn.execute("""
            select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relispartition and c.relkind in ('r', 'p') and n.nspname in ('public', 'private', 'backend')""")
    ]
    assert parts
    attempts = [f"{verb} {part}" for part in parts for verb in ("select 1 from", "delete from", "truncate")]
    open_ones = [
        f"{attempt}: {subject.name}: {answer}"
        for subject in SUBJECTS
        for attempt, answer in zip(attempts, world.run(subject, attempts), strict=True)
        if not answer.startswith("42501")
    ]
    assert open_ones == []


def test_a_row_cannot_be_moved_past_a_policy(world: World) -> None:
    """Even with every column granted, and a membership on the other side that may read but not write."""
    moved, tried = [], 0
    with world.conn.transaction(force_rollback=True):
        world.conn.execute("set local session_replication_role = replica")
        world.conn.execute(
            "insert into public.company_members (company_id, profile_id, role) values (%s, %s, 'viewer')",
            (THEIRS, OWNER),
        )
        updatable = world.conn.execute("""
            select distinct schemaname || '.' || tablename as name from pg_policies where cmd in ('UPDATE', 'ALL') order by 1""")
        viewers_write = {line.name for line in lines() if (line.update or "").startswith("self as viewer")}
        for row in updatable.fetchall():
            if ONLY not in (None, row["name"]):
                continue
            relation = world.relations[row["name"]]
            world.conn.execute(f"grant update on {relation.name} to authenticated".encode())
            # Without a condition: one that reads the row would have the policy of SELECT refuse, too.
            if relation.tenant and relation.name not in viewers_write:
                moves = [f"{relation.tenant} = '{THEIRS}'"]
            else:
                # What a viewer may write of their own they may write on both sides (the trigger refuses that move): but it is theirs.
                moves = [f"{column} = '{STRANGER}'" for column in relation.person_columns]
            statements = [f"update {relation.name} set {move}" for move in moves]
            assert statements, relation.name
            for statement, answer in zip(statements, world.run(SUBJECTS[1], statements), strict=True):
                tried += 1
                # The row must have been found (else nothing was tried) and then refused.
                if not (answer.startswith("42501") and "row-level security" in answer):
                    moved.append(f"{statement}: {answer}")
    assert tried or ONLY
    assert not moved, "\n" + "\n".join(moved)


CALLS = """
select n.nspname || '.' || p.proname as name, p.oid::regprocedure::text as signature, p.prokind::text as kind,
  p.proretset as is_set, p.prorettype = 'trigger'::regtype as is_trigger, p.proargnames as names, p.pronargs as count,
  (select coalesce(array_agg(format_type(t, null) order by n), '{}') from unnest(p.proargtypes::oid[]) with ordinality x (t, n))::text[] as types
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname in ('public', 'private', 'backend') and p.prokind in ('f', 'p', 'w') order by 1
"""


def test_every_function_is_opened_to_those_the_table_says_and_to_nobody_else(world: World) -> None:
    allowed: dict[str, set[str]] = {}
    for line in FUNCTIONS:
        for word in line.names.split():
            schema, _, name = word.partition(".")
            for full in (f"public.{name}", f"private.{name}") if schema == "rpc" else (word,):
                assert full not in allowed, f"{full} is predicted twice"
                allowed[full] = set(line.who.split())
    functions = [row for row in world.conn.execute(CALLS) if ONLY in (None, row["name"])]
    if ONLY:
        allowed = {name: who for name, who in allowed.items() if name == ONLY}
    there = {function["name"] for function in functions}
    assert allowed.keys() <= there, f"predicted, but not there: {' '.join(sorted(allowed.keys() - there))}"
    doors = {function["name"] for function in functions if not function["name"].startswith("private.")}
    assert doors <= allowed.keys(), f"no prediction in access_matrix.py: {' '.join(sorted(doors - allowed.keys()))}"
    wrong = []
    # Not constants: the planner would answer some calls without asking whether they may be made.
    calls = [
        f"{'call' if function['kind'] == 'p' else 'select'} "
        f"{function['name']}({', '.join(f'(select null::{each})' for each in function['types'])})"
        for function in functions
    ]
    for subject in SUBJECTS:
        if subject.role == "authenticated" and subject.person != OWNER:
            continue
        for function, answer in zip(functions, world.run(subject, calls, triggers=True), strict=True):
            short = function["name"].partition(".")[2]
            closed = answer.startswith(
                (f"42501 permission denied for function {short}", "42501 permission denied for schema")
            )
            if closed == (subject.role in allowed.get(function["name"], set())):
                wrong.append(
                    f"{function['signature']}: {subject.name} {'cannot' if closed else 'can'} call it: {answer}"
                )
    assert not wrong, "\n" + "\n".join(wrong)


# Where a parameter's name does not say which table its id is of.
ID_OF: dict[str, str] = {
    "user_uuid": "public.profiles",
    "p_company_id": "public.companies",
    # A mark that appointments share, no row's id.
    "p_booking": "public.appointments",
    "p_template_id": "public.assistant_templates",
    "p_dead_letter_id": "public.webhook_dead_letter_queue",
}
SAMPLE_VALUES: dict[str, str] = {
    "text": "'x'", "jsonb": "'{}'", "boolean": "true", "integer": "1", "numeric": "1", "date": "'2031-01-01'",
    "timestamp with time zone": "'2031-01-01 10:00Z'", "uuid[]": "'{}'", "text[]": "'{}'", "bytea": "'x'", "interval": "'1 hour'",
}  # fmt: skip


def test_not_there_and_not_yours_are_answered_alike(world: World) -> None:
    """Every RPC that takes an id, asked by our owner for an id of the other company and for one that does not exist."""
    told_apart, unknown = [], []
    for function in world.conn.execute(CALLS).fetchall():
        ids = [n for n, each in enumerate(function["types"]) if each == "uuid"]
        if (
            ONLY not in (None, function["name"])
            or not function["name"].startswith("public.")
            or function["is_trigger"]
            or not ids
        ):
            continue
        names = function["names"] or []
        tables = {n: table_of(names[n], world.tables) for n in ids}
        unknown += [f"{function['name']}: {names[n]}" for n, table in tables.items() if table is None]
        # Rows of a reference table are everybody's: that one is there is no secret.
        shared = {name for name, relation in world.relations.items() if not relation.tenant} - {"public.profiles"}
        for asked in (n for n in ids if tables[n] and tables[n] not in shared):
            for rest in (OURS, THEIRS):
                answers = []
                for company in (THEIRS, None):
                    values = []
                    for n, each in enumerate(function["types"]):
                        table = tables.get(n)
                        if n == asked:
                            values.append(an_id(world, table, company))
                        elif table:
                            values.append(an_id(world, table, rest))
                        else:
                            values.append(
                                SAMPLE_VALUES.get(each, f"(enum_range(null::{each}))[1]" if "." in each else "null")
                            )
                    arguments = [f"{value}::{each}" for value, each in zip(values, function["types"], strict=True)]
                    statement = f"select * from {function['name']}({', '.join(arguments)}) as answer"
                    (said,) = world.run(SUBJECTS[1], [statement], triggers=True)
                    answers.append(said.replace(values[asked], "<id>").replace(values[asked].strip("'"), "<id>"))
                if answers[0] != answers[1]:
                    told_apart.append(f"{function['signature']}, {names[asked]}: {answers[0]} / {answers[1]}")
    assert unknown == [], "say in ID_OF of which table this is an id"
    assert told_apart == []


def table_of(parameter: str, tables: dict[str, Table]) -> str | None:
    if parameter in ID_OF:
        return ID_OF[parameter]
    word = parameter.removeprefix("p_").removesuffix("_id")
    for plural in (f"{word}s", f"{word}es", f"{word[:-1]}ies", word):
        if f"public.{plural}" in tables:
            return f"public.{plural}"
    return None


def an_id(world: World, table: str | None, company: UUID | None) -> str:
    if company is None or table is None:
        return f"'{uuid4()}'"
    relation = world.relations[table]
    if table == "public.profiles":
        return f"'{next(iter(MEMBERS[company]))}'"
    where = f"{relation.tenant} = '{company}'" if relation.tenant else "true"
    row = world.conn.execute(f"select id::text as id from {table} where {where} order by 1 limit 1".encode()).fetchone()
    assert row is not None
    return f"'{row['id']}'"
