"""API keys: shown once, kept as a hash, let in only where, while and for what they were made."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from shared.db import credentials
from shared.db.connection import connect
from shared.db.credentials import ApiKey
from shared.db.refusals import Forbidden, Refusal
from shared.domain.api_keys import Permission, PresentedKey
from tests.conftest import ActAs
from tests.support.calls import DENTIST, DENTIST_OWNER, SALON, SALON_OWNER
from tests.support.canary import where_found
from tests.support.database import Connection, Database, acting_as
from tests.support.people import make_member
from tests.support.rest import Rest


def create(
    db: Connection,
    name: str | None = "Kasse",
    permissions: str | None = "{read}",
    *,
    who: UUID = SALON_OWNER,
    company: UUID = SALON,
    expires_at: datetime | None = None,
    rate_limit: int | None = 1000,
    ips: str | None = "{}",
) -> dict[str, Any]:
    with acting_as(db, who):
        row = db.execute(
            "select public.create_api_key(%s, %s, %s, %s, %s, %s) as made",
            (company, name, permissions, expires_at, rate_limit, ips),
        ).fetchone()
    assert row
    made: dict[str, Any] = row["made"]
    return made


def verify(database: Database, key: str, permission: Permission = "read", ip: str | None = None) -> ApiKey:
    presented = PresentedKey.parse(key)
    assert presented
    return credentials.verify_api_key(
        connect(database.url("fn_api")), key=presented, ip=ip_address(ip) if ip else None, permission=permission
    )


def test_a_key_is_shown_once_and_let_in(database: Database) -> None:
    with database.connect() as conn:
        made = create(conn, " Kasse ", "{write,read,write}", rate_limit=50)
    assert (made["key_name"], made["permissions"], made["rate_limit_per_hour"]) == ("Kasse", ["read", "write"], 50)
    for _ in range(2):
        used = verify(database, made["key"], "write")
    assert used == ApiKey(UUID(made["id"]), SALON, "Kasse", ("read", "write"), 50)
    row = database.one("select prefix, usage_count, last_used_at is not null as used, updated_at = created_at as unchanged from public.api_keys")  # fmt: skip
    assert row == {"prefix": made["prefix"], "usage_count": 2, "used": True, "unchanged": True}
    assert made["key"].startswith(made["prefix"] + "_")


def test_the_key_itself_is_kept_nowhere(database: Database) -> None:
    with database.connect() as conn:
        key = create(conn)["key"]
    verify(database, key)
    with pytest.raises(Forbidden) as refusal:
        verify(database, key, "delete")
    secret = key.rpartition("_")[2]
    assert where_found(database, {secret}) == {}
    assert secret not in repr(refusal.value.__dict__) + str(refusal.value.__cause__) + repr(PresentedKey.parse(key))


def test_no_two_keys_are_alike(db: Connection) -> None:
    keys = {create(db, f"Kasse {at}")["key"] for at in range(5)}
    assert len({key[20:] for key in keys}) == len({key[:20] for key in keys}) == 5


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"name": " "}, "key_name_not_valid"),
        ({"name": None}, "key_name_not_valid"),
        ({"name": "x" * 101}, "key_name_not_valid"),
        ({"permissions": "{}"}, "permissions_missing"),
        ({"permissions": "{read,NULL}"}, "permissions_missing"),
        ({"permissions": None}, "permissions_missing"),
        ({"expires_at": datetime.now(UTC) - timedelta(days=1)}, "expiry_in_the_past"),
        ({"rate_limit": 0}, "rate_limit_not_valid"),
        ({"rate_limit": 1_000_001}, "rate_limit_not_valid"),
        ({"name": "Schon da"}, "key_name_taken"),
        ({"company": DENTIST}, "company_not_found"),
        ({"company": uuid4()}, "company_not_found"),
    ],
)
def test_an_impossible_key_is_refused_with_a_word(db: Connection, change: dict[str, Any], word: str) -> None:
    create(db, "Schon da")
    with pytest.raises(psycopg.Error, match=word), db.transaction():
        create(db, **change)
    assert len(db.execute("select 1 from public.api_keys").fetchall()) == 1


def test_what_is_left_out_has_a_default(db: Connection) -> None:
    made = create(db, rate_limit=None, ips=None)
    assert (made["rate_limit_per_hour"], made["allowed_ips"], made["expires_at"]) == (1000, [], None)


@pytest.mark.parametrize("role", ["viewer", "member"])
def test_below_admin_nobody_makes_sees_or_ends_a_key(db: Connection, act_as: ActAs, role: str) -> None:
    made, person = create(db), make_member(db, role)
    with pytest.raises(psycopg.Error, match="role_too_low"), db.transaction():
        create(db, "Zweite", who=person)
    with act_as(person):
        assert db.execute("select * from public.api_keys").fetchall() == []
        assert db.execute("update public.api_keys set is_active = false").rowcount == 0
        assert db.execute("delete from public.api_keys").rowcount == 0
    with pytest.raises(psycopg.Error, match="api_key_not_found"), act_as(person):
        db.execute("select public.revoke_api_key(%s)", (made["id"],))
    assert db.execute("select is_active from public.api_keys").fetchall() == [{"is_active": True}]


def test_only_the_right_secret_hears_why_it_is_refused(database: Database) -> None:
    with database.connect() as conn:
        made = create(conn, ips="{192.0.2.0/24,2001:db8::/32}")
    assert verify(database, made["key"], ip="192.0.2.7").company_id == SALON
    assert verify(database, made["key"], ip="2001:db8::7").company_id == SALON
    assert verify(database, made["key"], ip="::ffff:192.0.2.7").company_id == SALON
    for elsewhere in ("192.0.3.7", "2001:db9::1", None):
        with pytest.raises(Forbidden, match="api_key_address_refused"):
            verify(database, made["key"], ip=elsewhere)
    with pytest.raises(Forbidden, match="api_key_permission_missing"):
        verify(database, made["key"], "write", ip="192.0.2.7")
    assert database.one("select usage_count from public.api_keys")["usage_count"] == 3


@pytest.mark.parametrize(
    "ending",
    [
        "update public.api_keys set is_active = false",
        "update public.api_keys set created_at = now() - interval '2 days', expires_at = now() - interval '1 day'",
        "update public.api_keys set is_active = false, revoked_at = now()",
        "delete from public.api_keys",
        f"update public.companies set is_active = false where id = '{SALON}'",
    ],
)
def test_a_key_that_has_ended_is_as_good_as_a_wrong_one(database: Database, ending: str) -> None:
    with database.connect() as conn:
        key = create(conn)["key"]
        verify(database, key)
        conn.execute(ending.encode())
    with pytest.raises(Refusal, match="api_key_not_valid") as refusal:
        verify(database, key)
    assert refusal.value.status == 401


def test_a_revoked_key_never_comes_back(database: Database) -> None:
    with database.connect() as conn:
        made = create(conn)
        for _ in range(2):
            with acting_as(conn, SALON_OWNER):
                conn.execute("select public.revoke_api_key(%s)", (made["id"],))
        with pytest.raises(psycopg.errors.CheckViolation, match="api_keys_revoked_is_not_active"), conn.transaction(), acting_as(conn, SALON_OWNER):  # fmt: skip
            conn.execute("update public.api_keys set is_active = true")
        # Not even by a hand that may do everything.
        conn.execute("update public.api_keys set revoked_at = null, is_active = true")
    with pytest.raises(Refusal, match="api_key_not_valid"):
        verify(database, made["key"])


def test_an_admin_switches_a_key_but_does_not_widen_it(db: Connection, act_as: ActAs) -> None:
    create(db)
    admin = make_member(db, "admin")
    with act_as(admin):
        assert db.execute("update public.api_keys set is_active = false, allowed_ips = '{192.0.2.0/24}'").rowcount == 1
    for wish in ("permissions = '{delete}'", "prefix = 'fd_live_000000000000'", "usage_count = 0", "revoked_at = null"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(admin):
            db.execute(f"update public.api_keys set {wish}".encode())
    with act_as(DENTIST_OWNER):
        assert db.execute("update public.api_keys set is_active = true").rowcount == 0
    assert db.execute("select is_active, permissions::text from public.api_keys").fetchone() == {
        "is_active": False, "permissions": "{read}",
    }  # fmt: skip


@pytest.mark.parametrize(
    "values",
    [
        "permissions = '{}'", "permissions = '{NULL}'", "rate_limit_per_hour = 0", "allowed_ips = '{NULL}'",
        "expires_at = created_at", "prefix = 'x'", "key_name = ' '", "usage_count = -1",
    ],
)  # fmt: skip
def test_an_impossible_row_is_refused_whoever_writes_it(db: Connection, values: str) -> None:
    create(db)
    with pytest.raises(psycopg.errors.CheckViolation, match="api_keys_"), db.transaction():
        db.execute(f"update public.api_keys set {values}".encode())


@pytest.mark.parametrize("text", ["", "fd_live_", "fd_live_000000000000_" + "0" * 63, "fd_live_000000000000_" + "0" * 65, "fd_live_00000000000٠_" + "0" * 64, "fd_live_000000000000_" + "0" * 64 + "\n"])  # fmt: skip
def test_what_has_not_the_shape_of_a_key_is_none(text: str) -> None:
    assert PresentedKey.parse(text) is None


def test_an_admin_makes_and_ends_a_key_over_rest(rest: Rest, database: Database) -> None:
    owner = rest.signed_in("owner@salon-lindenbluete.example", "test-owner-password")
    order = {"p_company_id": str(SALON), "p_key_name": "Kasse", "p_permissions": ["read", "write"], "p_allowed_ips": ["192.0.2.1"]}  # fmt: skip
    made = owner.rpc("create_api_key", order).execute().data
    assert isinstance(made, dict)
    assert verify(database, str(made["key"]), "write", "192.0.2.1").key_name == "Kasse"
    rows = owner.table("api_keys").select("*").execute().data
    assert [{name: row[name] for name in ("key_name", "prefix")} for row in rows if isinstance(row, dict)] == [
        {"key_name": "Kasse", "prefix": made["prefix"]}
    ]
    owner.rpc("revoke_api_key", {"p_api_key_id": made["id"]}).execute()
    with pytest.raises(Refusal, match="api_key_not_valid"):
        verify(database, str(made["key"]), "write", "192.0.2.1")
