"""Rows of two companies in every table, made from the catalogue alone, so that a new table has some the day it is made.

`fill` is for tests that ask at every door at once. It writes past triggers and foreign keys (what they would refuse is
another test's business) but not past checks: columns get values by type, link and check, and a row that a check refuses
is varied in the columns of that check until it passes. A table for which that does not do takes a line in HINTS.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
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
    # Somebody else than the customer.
    "public.customer_relationships": {"related_customer_id": UUID("c4000000-0000-4000-8000-000000000001")},
}

# Tables of the platform that hold people, by the column another table points at.
PERSON_TABLES = ("auth.users", "public.profiles")
ATTEMPTS = 300
SEVERAL = 12


@dataclass(slots=True)
class Column:
    name: str
    type: str  # as Postgres writes it, for casts
    base: str  # behind domains, arrays as `x[]`
    domain: str | None
    labels: list[str]
    required: bool
    has_default: bool


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
            if (link.table in PERSON_TABLES and target == "id")
            or (link.table == "public.company_members" and target == "profile_id")
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
          a.attnotnull as required, a.atthasdef or a.attidentity <> '' as has_default
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        join pg_type t on t.oid = a.atttypid
        where n.nspname in ('public', 'private') and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        order by a.attnum"""):
        if row["table"] in tables:
            name = row["name"]
            tables[row["table"]].columns[name] = Column(
                name, row["type"], row["base"], row["domain"], row["labels"], row["required"], row["has_default"]
            )
    for row in conn.execute("""
        select n.nspname || '.' || c.relname as table, con.conname as name, con.contype::text as type,
          fn.nspname || '.' || f.relname as other, pg_get_constraintdef(con.oid) as definition,
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
        for company, person in _owners(table):
            refusal = maker.make(company, person)
            if refusal:
                failed[table.name] = refusal
            for column in table.columns.values():
                if refusal is None and column.labels and table.name != "public.companies":
                    for label in column.labels[:SEVERAL]:
                        maker.make(company, person, {column.name: label})
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

    def make(self, company: UUID | None, person: UUID | None, wish: Mapping[str, object] | None = None) -> str | None:
        """Insert one row; returns the refusal if it cannot be done."""
        fixed: dict[str, object] = dict(HINTS.get(self.table.name, {})) | dict(wish or {})
        row = self._first(company, person) | fixed
        refusal = ""
        for _ in range(ATTEMPTS):
            try:
                with self.conn.transaction():
                    self._insert(row)
                return None
            except psycopg.Error as error:
                refusal = str(error)
                if not self._vary(row, error, fixed):
                    break
        return refusal

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
            if column.name not in row and column.required and not column.has_default:
                row[column.name] = self._values(column)[0]
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

    def _vary(self, row: dict[str, object], error: psycopg.Error, fixed: Mapping[str, object]) -> bool:
        """Give the columns that the refusal is about other values; false if there is none that may have another."""
        name = error.diag.constraint_name or ""
        columns, definition = self.table.checks.get(name, ((), ""))
        if error.diag.column_name and not columns:
            columns = (error.diag.column_name,)
        linked = {column for link in self.table.links for column in link.columns}
        free = [
            self.table.columns[column]
            for column in columns or row
            if column in self.table.columns and column not in fixed and column != self.table.tenant
            and column not in self.table.person_columns
        ]  # fmt: skip
        self.number += 1
        for column in free:
            if self.random.random() < 0.3:
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
            values = [*self._values(column, definition), *([] if column.required else [None])]
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

    def _values(self, column: Column, definition: str = "") -> list[object]:
        """What could stand in a column, the likeliest first. Literals of the refusing check are among them."""
        n, pick = self.number, self.random.randrange
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
            case "timestamp with time zone" | "timestamp without time zone" | "date":
                day = f"{2031 + pick(60)}-{1 + pick(12):02}-{1 + pick(28):02}"
                return [day, f"{day} {pick(24):02}:00Z", f"{day[:4]}-{1 + pick(12):02}-01", "2031-01-01", "2090-12-01"]
            case "time without time zone" | "time with time zone":
                return [f"{pick(24):02}:{pick(60):02}"]
            case "interval":
                return ["1 hour", "1 day"]
            case "jsonb" | "json":
                return ["{}", "[]", '{"a": 1}', '"x"', "1"]
            case "bytea":
                return [f"\\x{n:032x}", f"\\x{n:064x}", "\\x" + "ab" * 32]
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
                    text, *literals, word, column.name, f"x{n}@matrix.example", f"+49301{n:06}", f"https://matrix.example/{n}",
                    f"{n:064x}", f"{n:06}", "#a1b2c3", "EUR", "de", "DE", "Europe/Berlin", "2031-01", "a", f"{n}",
                    f"{n:048x}", f"{n:08x}", "X", "{}", "a.b", f"fd_{n:08x}", f"fd_live_{n:012x}",
                ]  # fmt: skip
