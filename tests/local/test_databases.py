"""Templates and clones: rebuilt when their sources change, swept when their makers are gone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from local import databases
from local.databases import Seed
from local.demo_credentials import DEMONSTRATIONS
from local.postgres import Cluster
from tests.support.database import Database


def test_the_template_is_made_once(cluster: Cluster, template: str) -> None:
    assert databases.ensure_template(cluster, Seed.DEMONSTRATION) == template


def test_changed_sources_are_another_template(
    cluster: Cluster, template: str, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    seed = tmp_path_factory.mktemp("seed") / "seed.sql"
    seed.write_text(f"select 1;\n{databases.WORLD_BEGINS}\nselect 2;")
    monkeypatch.setattr(databases, "SEED", seed)
    small, whole = (databases.template_name(cluster, each) for each in Seed)
    assert len({small, whole, template}) == 3
    assert "select 2" not in Seed.DEMONSTRATION.sql()
    assert "select 2" in Seed.WORLD.sql()
    seed.write_text("select 1;")
    with pytest.raises(ValueError, match="missing"):
        Seed.WORLD.sql()


def test_clones_of_a_dead_process_are_swept_and_ours_stay(cluster: Cluster, template: str, database: Database) -> None:
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    left_behind = f"test_{int(ended.stdout)}_7"
    databases.clone(cluster, left_behind, template=template)
    assert left_behind in databases.sweep(cluster)
    assert not databases.exists(cluster, left_behind)
    assert databases.exists(cluster, database.name)


def test_dropping_takes_whoever_is_connected_along(cluster: Cluster, template: str) -> None:
    name = f"test_{os.getpid()}_drop"
    databases.clone(cluster, name, template=template)
    with cluster.connect(name):
        databases.drop(cluster, name)
    assert not databases.exists(cluster, name)


def test_every_login_role_has_a_password_the_server_has_never_seen(cluster: Cluster, template: str) -> None:
    with cluster.connect() as conn:
        found = conn.execute("select rolname, rolpassword from pg_authid where rolcanlogin").fetchall()
    stored = dict(found)
    assert {"postgres", "lite_api", "fn_api", "fn_voice", "fn_ingest", "fn_jobs"} <= set(stored)
    assert [role for role, password in stored.items() if not (password or "").startswith("SCRAM-SHA-256$")] == []


def test_each_demonstration_company_has_a_credential_and_its_own(database: Database) -> None:
    sealed = database.all("select encrypted_credentials from private.integrations_secrets")
    assert len(sealed) == len(DEMONSTRATIONS)
    tokens = [company.auth_token.encode() for company in DEMONSTRATIONS]
    assert [row for row in sealed if any(token in bytes(row["encrypted_credentials"]) for token in tokens)] == []


def test_two_clones_are_independent(fresh_database: Callable[[], Database]) -> None:
    one, other = fresh_database(), fresh_database()
    with one.connect() as conn:
        conn.execute("create table public.mine (n int)")
    assert other.one("select to_regclass('public.mine') as t") == {"t": None}
