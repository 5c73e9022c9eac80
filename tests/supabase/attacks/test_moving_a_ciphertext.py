"""Attack: somebody who can write to the tables of secrets, but holds no key, puts one secret in another's place."""

from __future__ import annotations

from uuid import UUID

import pytest

from shared.db import credentials
from shared.db.connection import connect
from shared.db.credentials import Sealed
from shared.db.refusals import Refusal
from shared.domain.secrets import OPENROUTER_API_KEY, OPENROUTER_PROVISIONING_KEY, MasterKeys
from tests.support.calls import DENTIST_OWNER, SALON_OWNER
from tests.support.database import Database

KEYS = MasterKeys({"k1": bytes(range(32)), "k2": bytes(range(32, 64))})


def key_of(person: UUID, purpose: str = OPENROUTER_API_KEY, key_id: str = "k1") -> str:
    return KEYS.personal_key(key_id=key_id, profile_id=person, purpose=purpose)


@pytest.fixture
def two_people(database: Database) -> Database:
    for person in (SALON_OWNER, DENTIST_OWNER):
        credentials.store_user_ai_settings(
            connect(database.url("fn_api")), actor_id=person, openrouter_api_key=f"sk-or-test-{person}",
            openrouter_provisioning_key=f"sk-or-test-make-{person}", key_id="k1",
            api_row_key=key_of(person), provisioning_row_key=key_of(person, OPENROUTER_PROVISIONING_KEY),
        )  # fmt: skip
    return database


MOVES = {
    "to another person": f"""
        update private.user_ai_settings_secrets s set openrouter_api_key_encrypted = o.openrouter_api_key_encrypted
        from private.user_ai_settings_secrets o where s.profile_id = '{SALON_OWNER}' and o.profile_id = '{DENTIST_OWNER}'""",
    "to another purpose": "update private.user_ai_settings_secrets set openrouter_api_key_encrypted = openrouter_provisioning_key_encrypted",
    "from an integration": """
        update private.user_ai_settings_secrets set openrouter_api_key_encrypted =
          (select encrypted_credentials from private.integrations_secrets limit 1)""",
    "to another key id": "update private.user_ai_settings_secrets set openrouter_api_key_sealed_by = 'k2'",
}


@pytest.mark.parametrize("move", list(MOVES))
def test_a_moved_ciphertext_does_not_open(two_people: Database, move: str) -> None:
    with two_people.connect() as conn:
        conn.execute(MOVES[move].encode())
    conn = connect(two_people.url("fn_voice"))
    found = credentials.find_user_ai_settings(conn, profile_id=SALON_OWNER)
    assert found
    assert found.api_key_sealed_by
    with pytest.raises(Refusal, match="credential_unreadable"):
        credentials.read_openrouter_key(
            conn, profile_id=SALON_OWNER, row_key=key_of(SALON_OWNER, key_id=found.api_key_sealed_by)
        )


def test_resealing_is_no_way_to_make_a_moved_ciphertext_fit(two_people: Database) -> None:
    with two_people.connect() as conn:
        conn.execute(MOVES["to another person"].encode())
    row = "select md5(s::text) as hash from private.user_ai_settings_secrets s where profile_id = %s"
    before = two_people.one(row, SALON_OWNER)
    with pytest.raises(Refusal, match="credential_unreadable"):
        credentials.reseal(
            connect(two_people.url("fn_jobs")), sealed=Sealed(OPENROUTER_API_KEY, SALON_OWNER, SALON_OWNER, "k1"),
            old_row_key=key_of(SALON_OWNER), new_key_id="k2", new_row_key=key_of(SALON_OWNER, key_id="k2"),
        )  # fmt: skip
    assert two_people.one(row, SALON_OWNER) == before
