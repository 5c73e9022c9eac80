"""A company's own OpenRouter key: ordered by its owner, made, limited, read and switched off by the job."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import psycopg
import pytest

from functions.job_ai_keys.handler import handler
from shared.db import credentials, integrations
from shared.db.connection import connect
from tests.conftest import use_environment
from tests.support.calls import DENTIST, DENTIST_OWNER, SALON, SALON_OWNER
from tests.support.canary import where_found
from tests.support.database import Database, acting_as
from tests.support.fake_openrouter import FakeOpenRouter
from tests.support.model_keys import give_own_key, master_keys

MANAGEMENT_KEY = "test-management-key"


@pytest.fixture
def openrouter(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOpenRouter]:
    """OpenRouter with somebody else's keys in it, and the owner's management key with us."""
    with FakeOpenRouter(MANAGEMENT_KEY) as server:
        use_environment(monkeypatch, {"OPENROUTER_API_BASE_URL": server.base_url})
        for name in ("somebody", "else", "besides"):
            server.make({"name": name, "limit": None})
        give_own_key(database, provisioning=MANAGEMENT_KEY)
        yield server


def order(database: Database, limit: str = "25", reset: str | None = "monthly", *, disabled: bool = False) -> None:
    with database.connect() as conn, acting_as(conn, SALON_OWNER):
        conn.execute("select public.order_ai_key(%s, %s, %s, %s)", (SALON, Decimal(limit), reset, disabled))


def run() -> Any:
    return handler({}, None)


def row(database: Database) -> dict[str, Any]:
    return database.one("select * from public.company_ai_keys")


def make_due(database: Database) -> None:
    database.all("update public.company_ai_keys set due_at = now() returning 1")


def ours(openrouter: FakeOpenRouter) -> list[dict[str, Any]]:
    return [each for each in openrouter.keys.values() if each["name"] == f"frontdesk {SALON}"]


def credential(database: Database) -> str:
    """What a turn of the salon would ask models with."""
    keys, _ = master_keys(database)
    stored = database.one("select id, credentials_key_id from public.integrations where provider = 'openrouter'")
    row_key = keys.integration_key(key_id=stored["credentials_key_id"], company_id=SALON, integration_id=stored["id"])
    voice = connect(database.url("fn_voice"))
    return integrations.read_credential(voice, integration_id=stored["id"], row_key=row_key)["api_key"]


def test_an_ordered_key_is_made_with_its_limit_and_sealed(database: Database, openrouter: FakeOpenRouter) -> None:
    order(database)
    assert run() == {"made": 1, "changed": 0, "read": 0, "failed": 0}
    (key,) = ours(openrouter)
    assert (key["limit"], key["limit_reset"], key["disabled"]) == (25, "monthly", False)
    secret = openrouter.secrets[key["hash"]]
    assert credential(database) == secret
    assert where_found(database, [secret]) == {}
    made = row(database)
    assert (made["remote_hash"], made["is_told"], made["last_error"]) == (key["hash"], True, None)
    assert database.one("select status, name from public.integrations where provider = 'openrouter'") == {
        "status": "active",
        "name": "Frontdesk",
    }
    # Nothing is due for an hour.
    assert run() == {"made": 0, "changed": 0, "read": 0, "failed": 0}


def test_what_was_spent_is_read_back(database: Database, openrouter: FakeOpenRouter) -> None:
    order(database)
    run()
    ours(openrouter)[0].update(usage=3.5, usage_monthly=1.25)
    make_due(database)
    assert run() == {"made": 0, "changed": 0, "read": 1, "failed": 0}
    assert (row(database)["usage_usd"], row(database)["usage_month_usd"]) == (Decimal("3.5"), Decimal("1.25"))


def test_a_limit_is_changed_and_a_key_switched_off_and_on(database: Database, openrouter: FakeOpenRouter) -> None:
    order(database)
    run()
    order(database, "5", None, disabled=True)
    assert run() == {"made": 0, "changed": 1, "read": 0, "failed": 0}
    (key,) = ours(openrouter)
    assert (key["limit"], key["limit_reset"], key["disabled"]) == (5, None, True)
    assert database.one("select status from public.integrations where provider = 'openrouter'")["status"] == "disabled"
    order(database, "5", None)
    run()
    assert not ours(openrouter)[0]["disabled"]
    assert database.one("select status from public.integrations where provider = 'openrouter'")["status"] == "active"


def test_a_key_whose_secret_was_lost_is_made_anew(database: Database, openrouter: FakeOpenRouter) -> None:
    order(database)
    openrouter.make({"name": f"frontdesk {SALON}", "limit": 25})
    run()
    (key,) = ours(openrouter)
    assert credential(database) == openrouter.secrets[key["hash"]]
    assert len(openrouter.keys) == 4


def test_a_key_that_cannot_be_kept_is_not_left_behind(
    database: Database, openrouter: FakeOpenRouter, monkeypatch: pytest.MonkeyPatch
) -> None:
    order(database)

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(credentials, "store_company_ai_key", fails)
    with pytest.raises(RuntimeError):
        run()
    assert ours(openrouter) == []


@pytest.mark.parametrize(
    ("method", "status", "word", "wait"),
    [
        ("GET", 503, "provider_failed", 300),
        ("POST", 401, "credential_refused", 3600),
        ("POST", 402, "provider_failed", 3600),
    ],
)
def test_a_refusal_is_written_down_and_tried_again_later(
    database: Database, openrouter: FakeOpenRouter, method: str, status: int, word: str, wait: int
) -> None:
    order(database)
    openrouter.will_fail(method, status)
    assert run()["failed"] == 1
    assert row(database)["last_error"] == word
    waits = database.one("select extract(epoch from due_at - now())::int as seconds from public.company_ai_keys")
    assert wait - 60 < waits["seconds"] <= wait
    openrouter.will_fail(method, 0)
    make_due(database)
    assert run()["made"] == 1
    assert row(database)["last_error"] is None


def test_a_key_that_was_deleted_at_openrouter_is_not_made_again(database: Database, openrouter: FakeOpenRouter) -> None:
    order(database)
    run()
    openrouter.keys.clear()
    make_due(database)
    assert run()["failed"] == 1
    assert row(database)["last_error"] == "key_gone"
    assert openrouter.keys == {}


def test_without_a_management_key_nothing_is_asked(database: Database, openrouter: FakeOpenRouter) -> None:
    order(database)
    database.all("delete from public.user_ai_settings returning 1")
    assert run()["failed"] == 1
    assert row(database)["last_error"] == "provisioning_key_missing"
    assert openrouter.asked == []


def test_a_limit_that_is_changed_while_it_is_being_told_is_told_again(
    database: Database, openrouter: FakeOpenRouter
) -> None:
    order(database)
    (wanted,) = credentials.claim_company_ai_keys(connect(database.url("fn_jobs")), limit=10)
    order(database, "7")
    credentials.record_company_ai_key(connect(database.url("fn_jobs")), wanted=wanted, wait_seconds=3600)
    assert not row(database)["is_told"]
    run()
    assert ours(openrouter)[0]["limit"] == 7


@pytest.mark.parametrize(
    ("who", "company", "limit", "word"),
    [
        (DENTIST_OWNER, SALON, "5", "company_not_found"),
        (DENTIST_OWNER, DENTIST, "5", "provisioning_key_missing"),
        (SALON_OWNER, SALON, "-1", "limit_not_valid"),
        (SALON_OWNER, SALON, "NaN", "limit_not_valid"),
    ],
)
def test_an_order_is_refused(
    database: Database, openrouter: FakeOpenRouter, who: Any, company: Any, limit: str, word: str
) -> None:
    with database.connect() as conn:
        with pytest.raises(psycopg.Error, match=word), acting_as(conn, who):
            conn.execute("select public.order_ai_key(%s, %s)", (company, Decimal(limit)))
        conn.rollback()
    assert database.all("select 1 from public.company_ai_keys") == []
