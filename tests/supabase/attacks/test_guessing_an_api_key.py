"""Attack: an API key of which only the beginning is known, or the hash, or the place where it is kept."""

from __future__ import annotations

import hashlib
import secrets
from uuid import UUID

import psycopg
import pytest

from tests.conftest import ActAs
from tests.support.calls import SALON, SALON_OWNER
from tests.support.database import Connection


@pytest.fixture
def key(db: Connection, act_as: ActAs) -> str:
    with act_as(SALON_OWNER):
        row = db.execute("select public.create_api_key(%s, 'Kasse') ->> 'key' as key", (SALON,)).fetchone()
    assert row
    return str(row["key"])


def refused(db: Connection, act_as: ActAs, prefix: str | None, sha256: bytes | None) -> tuple[str | None, ...]:
    with pytest.raises(psycopg.Error) as refusal, act_as("fn_api"):
        db.execute("select * from backend.verify_api_key(%s, %s, null, 'read')", (prefix, sha256))
    diag = refusal.value.diag
    return refusal.value.sqlstate, diag.message_primary, diag.message_detail, diag.message_hint


def test_a_known_prefix_and_an_unknown_one_are_refused_alike(db: Connection, act_as: ActAs, key: str) -> None:
    prefix, real = key[:20], hashlib.sha256(key.encode()).digest()
    answers = {
        refused(db, act_as, prefix, secrets.token_bytes(32)),
        refused(db, act_as, prefix, real[:-1]),
        refused(db, act_as, prefix, b""),
        refused(db, act_as, prefix, None),
        refused(db, act_as, "fd_live_000000000000", real),
        refused(db, act_as, "%", real),
        refused(db, act_as, None, real),
        # The hash as one might have stolen it from a backup is not the key.
        refused(db, act_as, prefix, hashlib.sha256(real.hex().encode()).digest()),
        refused(db, act_as, prefix, hashlib.sha256(real).digest()),
    }
    assert answers == {("PT401", "api_key_not_valid", None, "Send a key that is neither revoked nor expired.")}
    assert db.execute("select usage_count, last_used_at from public.api_keys").fetchone() == {
        "usage_count": 0, "last_used_at": None,
    }  # fmt: skip


def test_a_wrong_secret_learns_nothing_of_permissions_and_addresses(db: Connection, act_as: ActAs, key: str) -> None:
    db.execute("update public.api_keys set allowed_ips = '{192.0.2.0/24}', permissions = '{delete}'")
    assert refused(db, act_as, key[:20], secrets.token_bytes(32))[1] == "api_key_not_valid"


@pytest.mark.parametrize("who", [SALON_OWNER, "anon", "service_role", "fn_voice", "fn_ingest", "fn_jobs", "fn_billing"])
def test_nobody_reads_a_hash_and_nobody_else_verifies(db: Connection, act_as: ActAs, key: str, who: UUID | str) -> None:
    for statement in (
        "select * from private.api_keys_secrets",
        "update private.api_keys_secrets set key_hash = '\\x'",
        "select * from backend.verify_api_key('x', '\\x', null, 'read')",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(who):
            db.execute(statement.encode())


def test_a_hash_moved_to_a_mightier_key_lets_nobody_in(db: Connection, act_as: ActAs, key: str) -> None:
    """The prefix is part of what was hashed, and finds the row: it no longer fits the one that holds the hash."""
    with act_as(SALON_OWNER):
        db.execute("select public.create_api_key(%s, 'Zweite', '{read,write,delete}')", (SALON,))
    real = hashlib.sha256(key.encode()).digest()
    with pytest.raises(psycopg.errors.UniqueViolation), db.transaction():
        db.execute("update private.api_keys_secrets set key_hash = %s", (real,))
    db.execute("delete from private.api_keys_secrets where key_hash = %s", (real,))
    assert db.execute("update private.api_keys_secrets set key_hash = %s", (real,)).rowcount == 1
    assert refused(db, act_as, key[:20], real)[1] == "api_key_not_valid"
