"""Rows of two companies in every table, made from the catalogue alone, so that a new table has some the day it is made.

`fill` is for tests that ask at every door at once. It writes past triggers and foreign keys (what they would refuse is
another test's business) but not past checks: columns get values by type, link and check, and a row that a check refuses
is varied in the columns of that check until it passes. A table for which that does not do takes a line in HINTS.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from random import Random
from string import printable
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from tests.support.database import Connection

OURS = UUID("c1000000-0000-4000-8000-000000000001")
THEIRS = UUID("c2000000-0000-4000-8000-000000000001")
OWNER = UUID("c1000000-0000-4000-8000-000000000011")
ADMIN = UUID("c1000000-0000-4000-8000-000000000012")
MEMBER = UUID("c1000000-0000-4000-8000-000000000013")
VIEWER = UUID("c1000000-0000-4000-8000-000000000014")
STRANGER = UUID("c2000000-0000-4000-8000-000000000011")
NOBODY = UUID("c3000000-0000-4000-8000-000000000011")
MEMBERS = {
    OURS: {OWNER: "owner", ADMIN: "admin", MEMBER: "member", VIEWER: "viewer"},
    THEIRS: {STRANGER: "owner"},
}
PEOPLE = (OWNER, ADMIN, MEMBER, VIEWER, STRANGER, NOBODY)

# What cannot be guessed: values that a view or a rule between columns needs.
HINTS: dict[str, dict[str, object]] = {
    "public.api_keys": {"permissions": "{read}"},
    # Else a view of what providers ask for would be empty.
    "public.telephony_events": {"cost_of": "call"},
    # Else nothing would have taken any time.
    "public.call_turns": {"speaker": "assistant", "reply": "{}", "stages": '{"total": 10}'},
    # Somebody else than the customer.
    "public.customer_relationships": {"related_customer_id": UUID("c4000000-0000-4000-8000-000000000001")},
}

# Tables of the platform that hold people, by the column another table points at.
PERSON_TABLES = ("auth.users", "public.profiles")
ATTEMPTS = 300
FEW_ATTEMPTS = 30
SEVERAL = 12


@dataclass(slots=True)
class Column:
    name: str
    type: str  # as Postgres writes it, for casts
    base: str  # behind domains, arrays as `x[]`
    domain: str | None
    labels: list[str]
    required: bool
    default: str | None


@dataclass(slots=True)
class Link:
    columns: tuple[str, ...]
    table: str
    points_at: tuple[str, ...]


@dataclass(slots=True)
class Table:
    name: str  # with its schema
    columns: dict[str, Column]
    links: list[Link]
    checks: dict[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)

    @property
    def tenant(self) -> str | None:
        if self.name == "public.companies":
            return "id"
        return "company_id" if "company_id" in self.columns else None

    @property
    def person_columns(self) -> list[str]:
        """The columns that name a person."""
        found = [
            column
            for link in self.links
            for column, target in zip(link.columns, link.points_at, strict=True)
            if (link.table in PERSON_TABLES and target == "id") or target == "profile_id"
        ]
        if self.name == "public.profiles":
            found.append("id")
        return sorted(set(found))


def read_tables(conn: Connection) -> dict[str, Table]:
    """Every table of ours (not the parts of one), in an order in which links point backwards where they can."""
    tables = {
        row["name"]: Table(row["name"], {}, [])
        for row in conn.execute("""
            select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('public', 'private') and c.relkind in ('r', 'p') and not c.relispartition order by 1""")
    }
    for row in conn.execute("""
        select n.nspname || '.' || c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
          format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null) as base,
          case when t.typtype = 'd' then t.typname end as domain,
          (select coalesce(array_agg(e.enumlabel order by e.enumsortorder), '{}') from pg_enum e where e.enumtypid = t.oid)::text[] as labels,
          a.attnotnull as required,
          case when a.attidentity <> '' then 'null' else pg_get_expr(d.adbin, d.adrelid) end as default
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        join pg_type t on t.oid = a.atttypid left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where n.nspname in ('public', 'private') and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        order by a.attnum"""):
        if row["table"] in tables:
            name = row["name"]
            tables[row["table"]].columns[name] = Column(
                name, row["type"], row["base"], row["domain"], row["labels"], row["required"], row["default"]
            )
    for row in conn.execute("""
        select n.nspname || '.' || c.relname as table, con.conname as name, con.contype::text as type,
          fn.nspname || '.' || f.relname as other, coalesce(pg_get_expr(con.conbin, con.conrelid), '') as definition,
          (select array_agg(a.attname order by k.n) from unnest(con.conkey) with ordinality k (num, n)
           join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k.num)::text[] as columns,
          (select array_agg(a.attname order by k.n) from unnest(con.confkey) with ordinality k (num, n)
           join pg_attribute a on a.attrelid = con.confrelid and a.attnum = k.num)::text[] as others
        from pg_constraint con join pg_class c on c.oid = con.conrelid join pg_namespace n on n.oid = c.relnamespace
        left join pg_class f on f.oid = con.confrelid left join pg_namespace fn on fn.oid = f.relnamespace
        where n.nspname in ('public', 'private') and con.contype in ('f', 'c', 'u', 'p', 'x')"""):
        table = tables.get(row["table"])
        if table is None:
            continue
        columns = tuple(column for column in row["columns"] or () if column in table.columns)
        if row["type"] == "f":
            table.links.append(Link(tuple(row["columns"]), row["other"], tuple(row["others"])))
        else:
            table.checks[row["name"]] = (columns, row["definition"])
    for row in conn.execute("""
        select n.nspname || '.' || c.relname as table, i.relname as name,
          (select array_agg(a.attname) from unnest(x.indkey::smallint[]) k (num)
           join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.num)::text[] as columns
        from pg_index x join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
        join pg_class i on i.oid = x.indexrelid where x.indisunique and n.nspname in ('public', 'private')"""):
        if row["table"] in tables:
            table = tables[row["table"]]
            found = tuple(column for column in row["columns"] or () if column in table.columns)
            table.checks.setdefault(row["name"], (found, ""))
    return dict(_ordered(tables))


def _ordered(tables: dict[str, Table]) -> Iterator[tuple[str, Table]]:
    left = dict(tables)
    while left:
        ready = [
            name
            for name, table in left.items()
            if not any(
                link.table in left and link.table != name and any(table.columns[c].required for c in link.columns)
                for link in table.links
            )
        ] or list(left)[:1]
        optional = [name for name in ready if not any(link.table in left for link in left[name].links)]
        for name in optional or ready[:1]:
            yield name, left.pop(name)


def people(conn: Connection) -> None:
    """Two companies with their people, and somebody of no company; through triggers, as the world makes them."""
    for number, person in enumerate(PEOPLE):
        conn.execute(
            """insert into auth.users (instance_id, id, aud, role, email, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
               values ('00000000-0000-0000-0000-000000000000', %s, 'authenticated', 'authenticated', %s, '{}', '{}', now(), now())""",
            (person, f"person-{number}@matrix.example"),
        )
    for number, (company, members) in enumerate(MEMBERS.items()):
        conn.execute(
            "insert into public.companies (id, name, slug) values (%s, %s, %s)",
            (company, f"Matrix {number}", f"matrix-{number}"),
        )
        for person, role in members.items():
            conn.execute(
                "insert into public.company_members (company_id, profile_id, role) values (%s, %s, %s)",
                (company, person, role),
            )


def fill(conn: Connection) -> dict[str, str]:
    """Make `people` and rows of both companies in every table; returns the tables that took none, with the last refusal.

    A table that names people gets a row for each of them, one with closed sets a row for each of their words.
    """
    people(conn)
    tables = read_tables(conn)
    failed: dict[str, str] = {}
    conn.execute("set session_replication_role = replica")
    for table in tables.values():
        maker = Maker(conn, table)
        hopeless: Counter[tuple[str, str]] = Counter()
        for company, person in _owners(table):
            refusal = maker.make(company, person)
            if refusal:
                failed[table.name] = refusal
            words = [(column.name, label) for column in table.columns.values() for label in column.labels[:SEVERAL]]
            for word in words if refusal is None else ():
                # What could not be done twice need not be tried again.
                if hopeless[word] < 2 and maker.make(company, person, dict([word])):
                    hopeless[word] += 1
    conn.execute("reset session_replication_role")
    return failed


def _owners(table: Table) -> list[tuple[UUID | None, UUID | None]]:
    if table.name in {"public.companies", "public.profiles", "public.company_members"}:
        return []
    if table.tenant:
        return [
            (company, person)
            for company, members in MEMBERS.items()
            for person in (members if table.person_columns else list(members)[:1])
        ]
    return [(None, person) for person in PEOPLE] if table.person_columns else [(None, None)]


class Maker:
    """Makes rows of one table."""

    def __init__(self, conn: Connection, table: Table) -> None:
        self.conn = conn
        self.table = table
        self.random = Random(table.name)  # noqa: S311  the same rows every time
        self.number = 0
        self.rows = 0
        self.passed: dict[UUID | None, dict[str, object]] = {}

    def make(self, company: UUID | None, person: UUID | None, wish: Mapping[str, object] | None = None) -> str | None:
        """Insert one row; returns the refusal if it cannot be done."""
        fixed: dict[str, object] = dict(HINTS.get(self.table.name, {})) | dict(wish or {})
        self.rows += 1
        # What passed once is the best guess for the next row, apart from what must differ.
        model = self.passed.get(company)
        row = (self._like(model, person) if model else self._first(company, person)) | fixed
        refusal = ""
        unlikely = model is None
        for _ in range(FEW_ATTEMPTS if model else ATTEMPTS):
            broken = self._broken(row) if unlikely else set()
            unlikely = True
            if broken:
                # A step is taken if it breaks no more rules than before.
                step = dict(row)
                refusal = f"{self.table.name}: no row found that keeps {', '.join(sorted(broken))}"
                columns = self.table.checks[self.random.choice(sorted(broken))][0]
                if self._vary(step, columns, fixed) and len(self._broken(step)) <= len(broken):
                    row = step
                continue
            try:
                with self.conn.transaction():
                    self._insert(row)
                self.passed[company] = row
                return None
            except psycopg.Error as error:
                refusal = str(error)
                columns, _ = self.table.checks.get(error.diag.constraint_name or "", ((), ""))
                if not self._vary(row, columns or tuple(row), fixed):
                    break
        return refusal

    def _broken(self, row: Mapping[str, object]) -> set[str]:
        """The checks that a row would break."""
        checks = {name: text for name, (_, text) in self.table.checks.items() if text}
        if not checks:
            return set()
        values = []
        for column in self.table.columns.values():
            value = sql.Literal(row[column.name]) if column.name in row else sql.SQL(column.default or "null")
            values.append(sql.SQL("({})::{} as {}").format(value, sql.SQL(column.base), sql.Identifier(column.name)))
        tests = [
            sql.SQL("coalesce({}, true) as {}").format(sql.SQL(text), sql.Identifier(n)) for n, text in checks.items()
        ]
        query = sql.SQL("select {} from (select {}) t").format(sql.SQL(", ").join(tests), sql.SQL(", ").join(values))
        try:
            with self.conn.transaction():
                found = self.conn.execute(query).fetchone()
        except psycopg.Error:
            return set()  # a check over a computed column; the insert will tell
        return {name for name, holds in (found or {}).items() if not holds}

    def _first(self, company: UUID | None, person: UUID | None) -> dict[str, object]:
        self.number += 1
        row: dict[str, object] = {}
        if self.table.tenant and company:
            row[self.table.tenant] = company
        row |= dict.fromkeys(self.table.person_columns, person)
        for link in self.table.links:
            if all(column in row for column in link.columns):
                continue
            target = self._linked(link, company)
            if target is not None:
                row |= {
                    column: value
                    for column, value in zip(link.columns, target, strict=True)
                    if column not in row or row[column] is None
                }
        for column in self.table.columns.values():
            if column.name not in row and column.required and column.default is None:
                row[column.name] = self._values(column)[0]
        return row

    def _like(self, model: Mapping[str, object], person: UUID | None) -> dict[str, object]:
        row = dict(model) | dict.fromkeys(self.table.person_columns, person)
        linked = {column for link in self.table.links for column in link.columns}
        times = {"date", "timestamp with time zone"}
        for columns, text in self.table.checks.values():
            # Whatever must be unique is new; so are the times, a row having a day of its own.
            for column in () if text else columns:
                if column not in {*linked, *self.table.person_columns, self.table.tenant} and column in row:
                    row[column] = self._values(self.table.columns[column])[0]
        for name, value in row.items():
            if self.table.columns[name].base in times and isinstance(value, str) and name not in linked:
                row[name] = (datetime.fromisoformat(value) + timedelta(days=1)).isoformat()
        return row

    def _linked(self, link: Link, company: UUID | None) -> Sequence[object] | None:
        columns = sql.SQL(", ").join(map(sql.Identifier, link.points_at))
        tenant = "id" if link.table == "public.companies" else "company_id"
        where: sql.Composable = sql.SQL("")
        has_tenant = link.table == "public.companies" or tenant in link.points_at
        if has_tenant and company:
            where = sql.SQL("where {} = {}").format(sql.Identifier(tenant), sql.Literal(company))
        query = sql.SQL("select {} from {} {} order by 1 limit 1").format(
            columns, sql.Identifier(*link.table.split(".")), where
        )
        found = self.conn.execute(query).fetchone()
        return None if found is None else list(found.values())

    def _insert(self, row: Mapping[str, object]) -> None:
        names = list(row)
        self.conn.execute(
            sql.SQL("insert into {} ({}) overriding system value values ({})").format(
                sql.Identifier(*self.table.name.split(".")),
                sql.SQL(", ").join(map(sql.Identifier, names)),
                sql.SQL(", ").join(
                    sql.SQL("{}::" + self.table.columns[name].type).format(sql.Literal(row[name])) for name in names
                ),
            )
        )

    def _vary(self, row: dict[str, object], columns: Sequence[str], fixed: Mapping[str, object]) -> bool:
        """Give these columns other values; false if there is none that may have another."""
        linked = {column for link in self.table.links for column in link.columns}
        free = [
            self.table.columns[column]
            for column in columns
            if column in self.table.columns and column not in fixed and column != self.table.tenant
            and column not in self.table.person_columns
        ]  # fmt: skip
        self.number += 1
        for column in free:
            if len(free) > 1 and self.random.random() < 0.3:
                continue
            if column.name in linked:
                # A link is there or not; where else it could point, nobody knows.
                if column.required:
                    continue
                if row.get(column.name) is not None:
                    row[column.name] = None
                else:
                    row |= self._again(column.name, row)
                continue
            values = self._values(column)
            if len(free) == 1:
                row[column.name] = values[0]
            elif not column.required and self.random.random() < 0.4:
                row[column.name] = None
            else:
                row[column.name] = self.random.choice(values)
        return bool(free)

    def _again(self, column: str, row: Mapping[str, object]) -> dict[str, object]:
        for link in self.table.links:
            if column in link.columns:
                company = row.get(self.table.tenant or "")
                target = self._linked(link, company if isinstance(company, UUID) else None)
                if target is not None:
                    return {column: dict(zip(link.columns, target, strict=True))[column]}
        return {}

    def _values(self, column: Column) -> list[object]:
        """What could stand in a column and passes the checks on it alone, the likeliest first."""
        values = self._guesses(column)
        checks = [text for columns, text in self.table.checks.values() if columns == (column.name,) and text]
        if not checks:
            return values
        statement = sql.SQL(
            "select v from (select v, v::{type} as {name} from unnest(%s::text[]) v) t where {checks}"
        ).format(
            type=sql.SQL(column.base),
            name=sql.Identifier(column.name),
            checks=sql.SQL(" and ").join(map(sql.SQL, checks)),
        )
        try:
            with self.conn.transaction():
                rows = self.conn.execute(statement, ([str(value) for value in values],)).fetchall()
        except psycopg.Error:
            return values
        passing: list[object] = [row["v"] for row in rows]
        return passing or values

    def _guesses(self, column: Column) -> list[object]:
        """What its checks ask for, or name, and then whatever is of its type."""
        n, pick = self.number, self.random.randrange
        definition = " ".join(text for columns, text in self.table.checks.values() if column.name in columns)
        if column.labels:
            return [*column.labels]
        if column.domain:
            known = {
                "e164": f"+49301{n:06}",
                "currency_code": "EUR",
                "language_code": "de",
                "iana_zone": "Europe/Berlin",
            }
            if column.domain in known:
                return [known[column.domain]]
        literals: list[object] = [text.replace("''", "'") for text in re.findall(r"'((?:[^']|'')*)'", definition)]
        matching = [
            self._matching(pattern) for pattern in re.findall(rf"\b{column.name}\)?(?:::text)? ~ '([^']*)'", definition)
        ]
        if column.base.endswith("[]"):
            first = literals[:1] or ["x"]
            return ["{}", "{" + json.dumps(first[0]) + "}", "{x,y}"]
        match column.base:
            case "uuid":
                return [str(UUID(int=self.random.getrandbits(128), version=4))]
            case "boolean":
                return [True, False]
            case "smallint" | "integer" | "bigint" | "numeric" | "real" | "double precision":
                return [1, n % 30000, 0, 2, 5, 15, 30, 60, 100, 300, 1000, pick(30000)]
            case "timestamp with time zone" | "timestamp without time zone":
                # Near one another within a row, so that a span is a reasonable one; each row has a day of its own.
                day = datetime(2031, 1, 1, 9, tzinfo=UTC) + timedelta(days=self.rows)
                spans = (0, 15, 60, 120, 1440, 44640)
                instants: list[object] = [(day + timedelta(minutes=each)).isoformat() for each in spans]
                return instants
            case "date":
                on = date(2031, 1, 1) + timedelta(days=self.rows)
                month = on.replace(day=1)
                days: list[object] = [
                    each.isoformat() for each in (on, on + timedelta(days=1), month, month + timedelta(days=27))
                ]
                return days
            case "time without time zone" | "time with time zone":
                return [f"{pick(24):02}:{pick(60):02}"]
            case "interval":
                return ["1 hour", "1 day"]
            case "jsonb" | "json":
                return ["{}", "[]", '{"a": 1}', '"x"', "1"]
            case "bytea":
                return [f"\\x{self.random.getrandbits(256):064x}", f"\\x{n:032x}", "\\x01"]
            case "inet" | "cidr":
                return [f"10.0.{n % 250}.0/24" if column.base == "cidr" else f"10.0.0.{n % 250}"]
            case "tstzrange" | "daterange":
                return [f"[{2031 + pick(60)}-01-01,{2092 + pick(60)}-01-01)"]
            case "tsvector":
                return [""]
            case _:
                text = f"{column.name}-{n}".replace("_", "-")
                word = f"{column.name}_{n}"
                return [
                    *matching, text, *literals, word, column.name, f"x{n}@matrix.example", f"+49301{n:06}", f"https://matrix.example/{n}",
                    f"{n:064x}", f"{n:06}", "#a1b2c3", "EUR", "de", "DE", "Europe/Berlin", "2031-01", "a", f"{n}",
                    f"{n:048x}", f"{n:08x}", "X", "{}", "a.b", f"fd_{n:08x}", f"fd_live_{n:012x}",
                ]  # fmt: skip

    def _matching(self, pattern: str) -> str:
        """A text that matches a regular expression of the simple kind that checks use."""
        # Python's own parser of regular expressions, private to the standard library.
        return "".join(self._written(token) for token in import_module("re._parser").parse(pattern))

    def _written(self, token: Any) -> str:
        kind, value = str(token[0]), token[1]
        match kind:
            case "LITERAL":
                return chr(value)
            case "IN":
                return self.random.choice([c for c in printable if _is_one_of(c, value)])
            case "ANY" | "NOT_LITERAL":
                return "x"
            case "MAX_REPEAT" | "MIN_REPEAT":
                low, high, inner = value
                times = self.random.randint(low, min(int(high), low + 6))
                return "".join(self._written(each) for _ in range(times) for each in inner)
            case "SUBPATTERN":
                return "".join(self._written(each) for each in value[-1])
            case "BRANCH":
                return "".join(self._written(each) for each in self.random.choice(value[1]))
            case _:
                return ""


def _is_one_of(character: str, choices: Any) -> bool:
    """Is it in this character class?"""
    hit = False
    for kind, value in choices:
        match str(kind):
            case "LITERAL":
                hit = hit or ord(character) == value
            case "RANGE":
                hit = hit or value[0] <= ord(character) <= value[1]
            case "CATEGORY":
                hit = hit or {"SPACE": character.isspace(), "DIGIT": character.isdigit()}.get(str(value)[9:], True)
            case _:
                pass
    return hit != (str(choices[0][0]) == "NEGATE")
