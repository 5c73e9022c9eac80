"""The migration runner: in order, each file whole or not at all, recorded once, and the way back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from local import databases, migrate
from local.postgres import Cluster
from tests.support.catalogue import catalogue


@pytest.fixture
def conn(cluster: Cluster) -> Iterator[psycopg.Connection[Any]]:
    """`postgres` on a bootstrapped database without any migration."""
    name = f"test_{os.getpid()}_migrate"
    databases.drop(cluster, name)
    databases.build(cluster, name, seed=None, migrated=False)
    with cluster.connect(name, "postgres") as connection:
        yield connection
    databases.drop(cluster, name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rollback").mkdir()
    _write(tmp_path, "001_cats", "create table public.cats (n int);", "drop table public.cats;")
    _write(tmp_path, "002_kittens", "create table public.kittens (cat int); select 1;", "drop table public.kittens;")
    (tmp_path / "notes.sql").write_text("this is no migration")
    return tmp_path


def _write(folder: Path, name: str, sql: str, rollback: str) -> None:
    (folder / f"{name}.sql").write_text(sql)
    (folder / "rollback" / f"{name}.sql").write_text(rollback)


def _tables(conn: psycopg.Connection[Any]) -> set[str]:
    return {row[0] for row in conn.execute("select tablename from pg_tables where schemaname = 'public'")}


def test_files_apply_in_order_and_are_recorded_as_the_cli_does(conn: psycopg.Connection[Any], folder: Path) -> None:
    assert migrate.apply(conn, folder) == ["001", "002"]
    rows = conn.execute("select version, name, statements from supabase_migrations.schema_migrations order by 1")
    assert rows.fetchall() == [
        ("001", "cats", ["create table public.cats (n int)"]),
        ("002", "kittens", ["create table public.kittens (cat int)", "select 1"]),
    ]


def test_a_second_run_applies_nothing(conn: psycopg.Connection[Any], folder: Path) -> None:
    migrate.apply(conn, folder)
    assert migrate.apply(conn, folder) == []


def test_a_file_that_fails_leaves_no_trace_and_is_named(conn: psycopg.Connection[Any], folder: Path) -> None:
    _write(folder, "003_dogs", "create table public.dogs (n int);\nselect nonsense;", "")
    with pytest.raises(psycopg.errors.UndefinedColumn) as failure:
        migrate.apply(conn, folder)
    assert failure.value.__notes__ == ["in 003_dogs.sql, line 2"]
    assert _tables(conn) == {"cats", "kittens"}
    assert migrate.applied(conn) == ["001", "002"]


def test_down_and_up_again(conn: psycopg.Connection[Any], folder: Path) -> None:
    migrate.apply(conn, folder)
    assert migrate.roll_back(conn, keep=1, folder=folder) == ["002"]
    assert _tables(conn) == {"cats"}
    assert migrate.roll_back(conn, folder=folder) == ["001"]
    assert (_tables(conn), migrate.applied(conn)) == (set(), [])
    assert migrate.apply(conn, folder) == ["001", "002"]


def test_migrations_do_not_run_as_a_superuser(conn: psycopg.Connection[Any], folder: Path) -> None:
    _write(folder, "003_who", "create table public.who as select current_user::text as name;", "")
    migrate.apply(conn, folder)
    assert conn.execute("select name, rolsuper from public.who join pg_roles on rolname = name").fetchone() == (
        "postgres",
        False,
    )


def test_every_migration_of_the_project_has_a_way_back() -> None:
    assert [each.path.name for each in migrate.migrations() if not each.rollback.is_file()] == []


def test_the_project_goes_up_down_and_up_to_the_same_schema(conn: psycopg.Connection[Any]) -> None:
    everything = migrate.apply(conn)
    first = catalogue(conn)
    assert migrate.roll_back(conn) == everything[::-1]
    assert _tables(conn) == set()
    assert migrate.apply(conn) == everything
    assert catalogue(conn) == first
