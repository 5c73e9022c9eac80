"""The same migration files, unchanged, through the Supabase CLI; and in a project that exposes nothing by default."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from local import databases, migrate
from local.paths import ROOT, TYPES
from local.postgres import Cluster
from local.supabase_cli import supabase, typescript_types
from tests.support.catalogue import catalogue
from tests.support.database import Database

HISTORY = "select version, name, statements from supabase_migrations.schema_migrations order by version"


@pytest.fixture
def bootstrapped(cluster: Cluster) -> Iterator[Callable[[str], str]]:
    """Makes databases as a new project has them, before the first migration."""
    made: list[str] = []

    def make(label: str) -> str:
        made.append(f"test_{os.getpid()}_{label}")
        databases.drop(cluster, made[-1])
        databases.build(cluster, made[-1], seed=None, migrated=False)
        return made[-1]

    yield make
    for name in made:
        databases.drop(cluster, name)


def test_the_cli_applies_the_same_migrations_and_records_the_same_rows(
    cluster: Cluster, bootstrapped: Callable[[str], str], tmp_path: Path
) -> None:
    # A folder of its own: the CLI keeps notes beside the migrations.
    shutil.copytree(ROOT / "supabase", tmp_path / "supabase")
    pushed, ours = bootstrapped("pushed"), bootstrapped("ours")
    done = supabase("db", "push", "--yes", url=cluster.url(pushed, "postgres"), folder=tmp_path, capture=True)
    assert done.returncode == 0, done.stderr
    with cluster.connect(ours, "postgres") as conn:
        migrate.apply(conn)
    with cluster.connect(pushed) as theirs, cluster.connect(ours) as own:
        assert theirs.execute(HISTORY).fetchall() == own.execute(HISTORY).fetchall()
        assert catalogue(theirs) == catalogue(own)
    # And each goes on where the other stopped.
    with cluster.connect(pushed, "postgres") as conn:
        assert migrate.apply(conn) == []
    again = supabase("db", "push", "--dry-run", url=cluster.url(ours, "postgres"), folder=tmp_path, capture=True)
    assert "up to date" in (again.stdout + again.stderr).lower()


def test_a_project_that_exposes_nothing_by_default_ends_up_with_the_same_grants(
    cluster: Cluster, bootstrapped: Callable[[str], str]
) -> None:
    exposing, closed = bootstrapped("exposing"), bootstrapped("closed")
    with cluster.connect(closed, "postgres") as conn:
        for what in ("tables", "sequences", "functions"):
            statement = (
                f"alter default privileges in schema public revoke all on {what} from anon, authenticated, service_role"
            )
            conn.execute(statement.encode())
    found = []
    for name in (exposing, closed):
        with cluster.connect(name, "postgres") as conn:
            migrate.apply(conn)
            found.append([row for row in catalogue(conn) if row[0] != "default privileges"])
    assert found[0] == found[1]


def test_the_cli_is_the_version_that_was_tried() -> None:
    done = supabase("--version", capture=True)
    assert isinstance(done, subprocess.CompletedProcess)
    assert done.stdout.strip() == "3.1.0"


def test_the_committed_types_are_those_of_the_schema(cluster: Cluster, database: Database) -> None:
    assert TYPES.read_text(encoding="utf-8") == typescript_types(cluster.url(database.name, "postgres")), (
        "run: make types"
    )
