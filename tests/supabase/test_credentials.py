"""Sealed credentials: opened by the right key for the right row, and by nothing and nobody else."""

from __future__ import annotations

import secrets
from uuid import UUID, uuid4

import psycopg
import pytest

from shared.db import integrations
from shared.db.connection import connect
from shared.db.refusals import Forbidden, Invalid, NotFound, Refusal
from shared.domain.secrets import row_key
from tests.conftest import ActAs
from tests.support.calls import DENTIST_OWNER, SALON, SALON_INTEGRATION, SALON_OWNER
from tests.support.canary import where_found
from tests.support.database import Connection, Database
from tests.support.people import make_member

MASTER = bytes(range(32))
CANARY = "test-canary-" + "7f3a9c" * 4
TWILIO = {"account_sid": "AC" + "0" * 32, "auth_token": CANARY}


def key_of(integration_id: UUID, company_id: UUID = SALON) -> str:
    return row_key(
        MASTER, key_id="k1", company_id=company_id, row_id=integration_id, purpose="integrations.credentials"
    )


def store(database: Database, *, actor: UUID = SALON_OWNER, name: str = "Zweite Leitung", **changes: object) -> UUID:
    conn = connect(database.url("fn_api"))
    wish = {"company_id": SALON, "provider": "twilio", "config": {}, "credential": TWILIO, **changes}
    identity = integrations.integration_identity(
        conn, actor_id=actor, company_id=wish["company_id"], provider=wish["provider"], name=name  # type: ignore[arg-type]
    )  # fmt: skip
    return integrations.store_integration(
        conn, actor_id=actor, integration_id=identity, name=name, key_id="k1", row_key=key_of(identity), **wish  # type: ignore[arg-type]
    )  # fmt: skip


def test_what_is_stored_is_opened_with_the_key_of_its_row(database: Database) -> None:
    stored = store(database)
    conn = connect(database.url("fn_voice"))
    assert integrations.read_credential(conn, integration_id=stored, row_key=key_of(stored)) == TWILIO


def test_a_wrong_key_and_a_missing_credential_are_told_apart(database: Database) -> None:
    stored = store(database)
    conn = connect(database.url("fn_ingest"))
    with pytest.raises(Refusal, match="credential_unreadable"):
        integrations.read_credential(conn, integration_id=stored, row_key=secrets.token_hex(32))
    with pytest.raises(NotFound, match="credential_not_found"):
        integrations.read_credential(conn, integration_id=uuid4(), row_key=key_of(stored))


def test_storing_the_same_name_again_replaces_the_credential(database: Database) -> None:
    first, second = store(database), store(database, credential={**TWILIO, "auth_token": "test-new"})
    assert first == second
    opened = integrations.read_credential(
        connect(database.url("fn_voice")), integration_id=first, row_key=key_of(first)
    )
    assert opened["auth_token"] == "test-new"


@pytest.mark.parametrize(
    ("changes", "error", "word"),
    [
        ({"actor": DENTIST_OWNER}, NotFound, "company_not_found"),
        ({"company_id": uuid4()}, NotFound, "company_not_found"),
        ({"provider": "carrier_pigeon"}, Invalid, "provider_unknown"),
        ({"credential": {"auth_token": "test-x"}}, Invalid, "credential_keys_wrong"),
        ({"credential": {**TWILIO, "more": "test-x"}}, Invalid, "credential_keys_wrong"),
        ({"config": {"password": "test-x"}}, Invalid, "config_keys_wrong"),
        ({"name": "  "}, Invalid, "name_blank"),
        ({"name": "a\x00b"}, Invalid, "text_not_storable"),
        ({"credential": {**TWILIO, "auth_token": CANARY + "\x00"}}, Invalid, "text_not_storable"),
        ({"credential": {**TWILIO, "auth_token": CANARY + "\ud800"}}, Invalid, "text_not_storable"),
        ({"config": {"region": "\ud800"}}, Invalid, "text_not_storable"),
    ],
)
def test_an_impossible_wish_is_refused_with_a_word(
    database: Database, changes: dict[str, object], error: type[Refusal], word: str
) -> None:
    with pytest.raises(error, match=word):
        store(database, **changes)  # type: ignore[arg-type]
    assert database.one("select count(*) as n from private.integrations_secrets where company_id = %s", SALON)["n"] == 1


def test_a_member_below_admin_stores_nothing(database: Database) -> None:
    with database.connect() as conn:
        member = make_member(conn, "member")
    with pytest.raises(Forbidden, match="role_too_low"):
        store(database, actor=member)


def test_a_ciphertext_moved_to_another_row_does_not_open(database: Database) -> None:
    mine, other = store(database), store(database, name="Dritte Leitung")
    with database.connect() as conn:
        conn.execute("""update private.integrations_secrets s set encrypted_credentials = o.encrypted_credentials
                        from private.integrations_secrets o where s.integration_id = %s and o.integration_id = %s""", (other, mine))  # fmt: skip
    with pytest.raises(Refusal, match="credential_unreadable"):
        integrations.read_credential(connect(database.url("fn_voice")), integration_id=other, row_key=key_of(other))


def test_a_changed_byte_is_noticed(database: Database) -> None:
    stored = store(database)
    with database.connect() as conn:
        conn.execute(
            "update private.integrations_secrets set encrypted_credentials = set_byte(encrypted_credentials, length(encrypted_credentials) - 3, 0) where integration_id = %s",
            (stored,),
        )
    with pytest.raises(Refusal, match="credential_unreadable"):
        integrations.read_credential(connect(database.url("fn_voice")), integration_id=stored, row_key=key_of(stored))


@pytest.mark.parametrize("who", [SALON_OWNER, "anon", "service_role"])
def test_nobody_reads_a_sealed_credential_through_the_api(db: Connection, act_as: ActAs, who: UUID | str) -> None:
    for statement in (
        "select * from private.integrations_secrets",
        "select private.open_credential(%s, 'x')",
        "select backend.read_credential(%s, 'x')",
        "select private.decrypt_text(''::bytea, 'x')",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(who):
            db.execute(statement.encode(), (SALON_INTEGRATION,) if "%s" in statement else None)


def test_the_canary_is_nowhere_but_in_its_ciphertext(database: Database) -> None:
    """Not in a table, a statement's text, an error or the server's log; nor is the row key, nor the master key."""
    with database.connect() as conn:
        # The worst a careless administrator can do; the roles of the functions know better.
        conn.execute(f"alter database {database.name} set log_parameter_max_length_on_error = -1".encode())
    stored = store(database)
    key = key_of(stored)
    conn = connect(database.url("fn_voice"))
    assert integrations.read_credential(conn, integration_id=stored, row_key=key)["auth_token"] == CANARY
    with pytest.raises(Refusal) as wrong:
        integrations.read_credential(conn, integration_id=stored, row_key=key[::-1])
    # A call that fails on the way, after the credential has been parsed and sealed.
    with pytest.raises(psycopg.errors.NotNullViolation) as broken:
        integrations.store_integration(
            connect(database.url("fn_api")), actor_id=SALON_OWNER, company_id=SALON, integration_id=uuid4(), provider="twilio",
            name="Ohne Schlüssel", config={}, credential=TWILIO, key_id=None, row_key=key,  # type: ignore[arg-type]
        )  # fmt: skip

    secret = {
        CANARY,
        key,
        key[::-1],
        MASTER.hex(),
        row_key(MASTER, key_id="k1", company_id=SALON, row_id=stored, purpose="x"),
    }

    def spilled(text: str) -> set[str]:
        return {each for each in secret if each in text}

    assert spilled(repr(wrong.value.__dict__) + str(wrong.value) + str(wrong.value.__cause__)) == set()
    assert spilled(str(broken.value) + str(broken.value.diag.context) + str(broken.value.diag.message_detail)) == set()
    assert where_found(database, secret) == {}


def test_what_was_switched_off_stays_off_when_its_credential_is_replaced(database: Database) -> None:
    stored = store(database)
    with database.connect() as conn:
        conn.execute("update public.integrations set status = 'disabled', is_active = false where id = %s", (stored,))
    store(database, credential={**TWILIO, "auth_token": "test-new"})
    row = database.one("select status::text, is_active from public.integrations where id = %s", stored)
    assert row == {"status": "disabled", "is_active": False}
