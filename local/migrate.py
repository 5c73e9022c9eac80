"""Apply `supabase/migrations/*.sql` in order and record them as the Supabase CLI does, so that either can go on.

Each file is one transaction, run by `postgres`, as on the platform. Beside it, `rollback/` holds a file of the same name
that undoes it (in a folder of its own: the CLI would take a sibling for one more migration).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from local.paths import MIGRATIONS
from local.statements import split_statements

FILE_NAME = re.compile(r"^(?P<version>\d+)_(?P<name>.+)\.sql$")

HISTORY = """
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (
  version text not null primary key, statements text[], name text
);
"""


@dataclass(frozen=True, slots=True)
class Migration:
    version: str
    name: str
    path: Path

    @property
    def sql(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def rollback(self) -> Path:
        return self.path.parent / "rollback" / self.path.name


def migrations(folder: Path = MIGRATIONS) -> list[Migration]:
    """The migrations of a folder in the order in which they apply."""
    found = [
        Migration(match["version"], match["name"], path)
        for path in sorted(folder.glob("*.sql"))
        if (match := FILE_NAME.match(path.name))
    ]
    return sorted(found, key=lambda migration: migration.version)


def applied(conn: psycopg.Connection[Any]) -> list[str]:
    """Versions recorded in this database, oldest first."""
    conn.execute(HISTORY)
    rows = conn.execute("select version from supabase_migrations.schema_migrations order by version").fetchall()
    return [row[0] for row in rows]


def apply(conn: psycopg.Connection[Any], folder: Path = MIGRATIONS) -> list[str]:
    """Apply what is not recorded yet and return the versions applied. `conn` is autocommit, as `postgres`.

    A file that fails is rolled back whole, those before it stay; the error carries a note with the file's name.
    """
    done = set(applied(conn))
    fresh = [migration for migration in migrations(folder) if migration.version not in done]
    for migration in fresh:
        try:
            with conn.transaction():
                conn.execute(migration.sql.encode())
                conn.execute(
                    "insert into supabase_migrations.schema_migrations (version, name, statements) values (%s, %s, %s)",
                    (migration.version, migration.name, split_statements(migration.sql)),
                )
        except psycopg.Error as error:
            error.add_note(f"in {migration.path.name}{_line(migration.sql, error)}")
            raise
    return [migration.version for migration in fresh]


def roll_back(conn: psycopg.Connection[Any], *, keep: int = 0, folder: Path = MIGRATIONS) -> list[str]:
    """Undo the newest migrations until `keep` are left; returns the versions undone, newest first."""
    known = {migration.version: migration for migration in migrations(folder)}
    undone = []
    for version in reversed(applied(conn)[keep:]):
        migration = known[version]
        try:
            with conn.transaction():
                conn.execute(migration.rollback.read_bytes())
                conn.execute("delete from supabase_migrations.schema_migrations where version = %s", (version,))
        except psycopg.Error as error:
            error.add_note(f"in rollback/{migration.path.name}")
            raise
        undone.append(version)
    return undone


def _line(sql: str, error: psycopg.Error) -> str:
    position = error.diag.statement_position
    return f", line {sql[: int(position)].count(chr(10)) + 1}" if position else ""
