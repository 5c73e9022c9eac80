"""A person's own model and OpenRouter keys: theirs alone, and opened by the key of their row only."""

from __future__ import annotations

from uuid import UUID, uuid4

import psycopg
import pytest

from shared.db import credentials
from shared.db.connection import connect
from shared.db.credentials import UserAiSettings
from shared.db.refusals import Invalid, NotFound, Refusal
from shared.domain.secrets import OPENROUTER_API_KEY, OPENROUTER_PROVISIONING_KEY, MasterKeys
from tests.conftest import ActAs
from tests.support.calls import DENTIST_OWNER, SALON_OWNER
from tests.support.canary import where_found
from tests.support.database import Connection, Database

KEYS = MasterKeys({"k1": bytes(range(32))})
CANARY = "sk-or-test-" + "5c0ffee" * 5
PROVISIONING = "sk-or-test-provisioning-" + "decade" * 5


def key_of(person: UUID, purpose: str = OPENROUTER_API_KEY) -> str:
    return KEYS.personal_key(key_id="k1", profile_id=person, purpose=purpose)


def store(
    database: Database, person: UUID = SALON_OWNER, *, api: str | None = CANARY, provisioning: str | None = None
) -> None:
    credentials.store_user_ai_settings(
        connect(database.url("fn_api")), actor_id=person, openrouter_api_key=api, openrouter_provisioning_key=provisioning,
        key_id="k1", api_row_key=key_of(person), provisioning_row_key=key_of(person, OPENROUTER_PROVISIONING_KEY),
    )  # fmt: skip


def test_what_is_stored_is_opened_with_the_key_of_its_person_and_purpose(database: Database) -> None:
    store(database, provisioning=PROVISIONING)
    api, voice = connect(database.url("fn_api")), connect(database.url("fn_voice"))
    for conn in (api, voice):
        assert credentials.find_user_ai_settings(conn, profile_id=SALON_OWNER) == UserAiSettings(None, "k1", "k1")
        assert credentials.read_openrouter_key(conn, profile_id=SALON_OWNER, row_key=key_of(SALON_OWNER)) == CANARY
    opened = credentials.read_openrouter_provisioning_key(
        api, profile_id=SALON_OWNER, row_key=key_of(SALON_OWNER, OPENROUTER_PROVISIONING_KEY)
    )
    assert opened == PROVISIONING
    # A call needs no key that makes keys.
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        credentials.read_openrouter_provisioning_key(voice, profile_id=SALON_OWNER, row_key="x")
    for wrong in (key_of(DENTIST_OWNER), key_of(SALON_OWNER, OPENROUTER_PROVISIONING_KEY)):
        with pytest.raises(Refusal, match="credential_unreadable"):
            credentials.read_openrouter_key(api, profile_id=SALON_OWNER, row_key=wrong)


def test_a_key_that_is_left_out_stays_and_the_settings_tell_which_there_are(database: Database) -> None:
    told = "select has_openrouter_key as api, has_openrouter_provisioning_key as other from public.user_ai_settings"
    store(database)
    assert database.one(told) == {"api": True, "other": False}
    store(database, api=None, provisioning=PROVISIONING)
    assert database.one(told) == {"api": True, "other": True}
    conn = connect(database.url("fn_api"))
    assert credentials.read_openrouter_key(conn, profile_id=SALON_OWNER, row_key=key_of(SALON_OWNER)) == CANARY


def test_a_person_forgets_their_keys_by_deleting_their_settings(database: Database) -> None:
    store(database)
    with database.connect() as conn:
        conn.execute("delete from public.user_ai_settings where profile_id = %s", (SALON_OWNER,))
        assert conn.execute("select 1 from private.user_ai_settings_secrets").fetchall() == []
    with pytest.raises(NotFound, match="credential_not_found"):
        credentials.read_openrouter_key(
            connect(database.url("fn_api")), profile_id=SALON_OWNER, row_key=key_of(SALON_OWNER)
        )


@pytest.mark.parametrize(
    ("person", "key", "error", "word"),
    [
        (uuid4(), CANARY, NotFound, "profile_not_found"),
        (SALON_OWNER, "", Invalid, "key_not_valid"),
        (SALON_OWNER, "x" * 501, Invalid, "key_not_valid"),
        (SALON_OWNER, "a\x00b", Invalid, "text_not_storable"),
    ],
)
def test_an_impossible_key_is_refused_with_a_word(
    database: Database, person: UUID, key: str, error: type[Refusal], word: str
) -> None:
    with pytest.raises(error, match=word):
        store(database, person, api=key)
    assert database.all("select 1 from public.user_ai_settings") == []


def test_settings_are_a_persons_own(db: Connection, act_as: ActAs) -> None:
    with act_as(SALON_OWNER):
        db.execute("insert into public.user_ai_settings (profile_id, default_model) values (%s, 'openai/gpt-4o-mini')", (SALON_OWNER,))  # fmt: skip
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(SALON_OWNER):
        db.execute("insert into public.user_ai_settings (profile_id) values (%s)", (DENTIST_OWNER,))
    for wish in ("has_openrouter_key = true", "has_openrouter_provisioning_key = true"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(SALON_OWNER):
            db.execute(f"update public.user_ai_settings set {wish}".encode())
    with act_as(DENTIST_OWNER):
        assert db.execute("select * from public.user_ai_settings").fetchall() == []
        assert db.execute("update public.user_ai_settings set default_model = 'mine'").rowcount == 0
        assert db.execute("delete from public.user_ai_settings").rowcount == 0
    with act_as(SALON_OWNER):
        assert db.execute("update public.user_ai_settings set default_model = 'mistral'").rowcount == 1
    with pytest.raises(psycopg.errors.CheckViolation, match="user_ai_settings_model_plain"), act_as(SALON_OWNER):
        db.execute("update public.user_ai_settings set default_model = 'a model; drop'")


@pytest.mark.parametrize("who", [SALON_OWNER, "anon", "service_role"])
def test_nobody_reads_a_sealed_key_through_the_api(db: Connection, act_as: ActAs, who: UUID | str) -> None:
    for statement in (
        "select * from private.user_ai_settings_secrets",
        "select * from private.sealed",
        "select backend.read_openrouter_key(gen_random_uuid(), 'x')",
        "select private.open_user_ai_key(''::bytea, 'x')",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(who):
            db.execute(statement.encode())


def test_the_key_is_nowhere_but_in_its_ciphertext(database: Database) -> None:
    store(database, provisioning=PROVISIONING)
    credentials.read_openrouter_key(connect(database.url("fn_voice")), profile_id=SALON_OWNER, row_key=key_of(SALON_OWNER))  # fmt: skip
    assert where_found(database, {CANARY, PROVISIONING, key_of(SALON_OWNER)}) == {}
