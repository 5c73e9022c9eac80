"""What every other test relies on: rollback, clones, standing in for somebody."""

from __future__ import annotations

import os
from uuid import UUID

import psycopg
import pytest

from tests.conftest import ActAs
from tests.support.database import Connection, Database

SOMEBODY = UUID("00000000-0000-4000-8000-00000000abcd")


@pytest.mark.parametrize("attempt", [1, 2])
def test_what_a_test_writes_on_db_is_gone_in_the_next(db: Connection, attempt: int) -> None:
    assert db.execute("select to_regclass('public.left_behind') as t").fetchone() == {"t": None}
    db.execute("create table public.left_behind (n int)")


def test_a_user_is_authenticated_and_known_by_id(db: Connection, act_as: ActAs) -> None:
    with act_as(SOMEBODY, email="somebody@example.org"):
        row = db.execute("select current_role::text as r, auth.uid() as id, auth.role() as claim, auth.email() as e")
        expected = {"r": "authenticated", "id": SOMEBODY, "claim": "authenticated", "e": "somebody@example.org"}
        assert row.fetchone() == expected
    assert db.execute("select current_role::text as r, auth.uid() as id").fetchone() == {
        "r": "supabase_admin",
        "id": None,
    }


def test_a_stranger_without_a_token_is_anon(db: Connection, act_as: ActAs) -> None:
    with act_as("anon"):
        row = db.execute("select current_role::text as r, auth.uid() as id").fetchone()
    assert row == {"r": "anon", "id": None}


def test_shoes_can_be_changed_inside_shoes(db: Connection, act_as: ActAs) -> None:
    with act_as(SOMEBODY):
        with act_as("service_role"):
            assert db.execute("select current_role::text as r").fetchone() == {"r": "service_role"}
        assert db.execute("select auth.uid() as id").fetchone() == {"id": SOMEBODY}


def test_an_error_in_somebodys_shoes_leaves_the_transaction_usable(db: Connection, act_as: ActAs) -> None:
    db.execute("create table public.kept (n int); insert into public.kept values (1)")
    with pytest.raises(psycopg.errors.DivisionByZero), act_as(SOMEBODY):
        db.execute("select 1 / 0")
    assert db.execute("select current_role::text as r, n from public.kept").fetchone() == {
        "r": "supabase_admin",
        "n": 1,
    }


def test_functions_are_pointed_at_the_tests_own_database(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ("FN_VOICE", "FN_INGEST", "FN_API", "FN_JOBS"):
        assert os.environ[f"DATABASE_URL_{role}"].endswith(f"/{database.name}")
