"""Changing the master key: sealed anew in place, a row at a time, and nothing lost whatever happens on the way."""

from __future__ import annotations

import base64
import json
import re
from threading import Thread
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from functions.job_keys import handler as module
from functions.job_keys.handler import handler
from shared.db import credentials, integrations
from shared.db.connection import connect, disconnect
from shared.db.credentials import Sealed
from shared.db.refusals import Conflict, DatabaseUnavailable, Invalid, NotFound, Refusal
from shared.domain.secrets import OPENROUTER_API_KEY, OPENROUTER_PROVISIONING_KEY, MasterKeys
from shared.runtime.config import ConfigurationError
from tests.conftest import use_environment
from tests.support.calls import SALON, SALON_INTEGRATION, SALON_OWNER
from tests.support.database import Connection, Database, wait_for_lock

NEW = bytes(range(32))
NOTHING = {"resealed": 0, "changed": 0, "unknown_key": 0, "unreadable": 0}
WHO = "select row_id, purpose, key_id from private.sealed order by purpose, row_id"


class Safe:
    """A database in which three integrations and two keys of a person are sealed under the old master key."""

    def __init__(self, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        self.database = database
        self._monkeypatch = monkeypatch
        local = database.cluster.keys
        self.old_id = local.master_key_id
        self.both = MasterKeys({self.old_id: base64.b64decode(local.master_key), "new": NEW})
        credentials.store_user_ai_settings(
            connect(database.url("fn_api")), actor_id=SALON_OWNER, openrouter_api_key="sk-or-test-api",
            openrouter_provisioning_key="sk-or-test-make", key_id=self.old_id,
            api_row_key=self.both.personal_key(key_id=self.old_id, profile_id=SALON_OWNER, purpose=OPENROUTER_API_KEY),
            provisioning_row_key=self.both.personal_key(key_id=self.old_id, profile_id=SALON_OWNER, purpose=OPENROUTER_PROVISIONING_KEY),
        )  # fmt: skip
        self.holds(current="new")

    def holds(self, *key_ids: str, current: str) -> None:
        """Give the job these generations (none named: both)."""
        held = {name: key for name, key in self.both.by_id.items() if not key_ids or name in key_ids}
        use_environment(
            self._monkeypatch,
            {
                "MASTER_KEYS": json.dumps({name: base64.b64encode(key).decode() for name, key in held.items()}),
                "MASTER_KEY_ID": current,
            },
        )

    def key_ids(self) -> list[str]:
        return [row["key_id"] for row in self.database.all(WHO)]

    def opened(self, key_id: str) -> list[object]:
        """All five secrets, opened under one generation. Raises Refusal if one does not open."""
        integration = {"key_id": key_id, "company_id": SALON, "integration_id": SALON_INTEGRATION}
        voice, api = connect(self.database.url("fn_voice")), connect(self.database.url("fn_api"))
        return [
            integrations.read_credential(
                voice, integration_id=SALON_INTEGRATION, row_key=self.both.integration_key(**integration)  # type: ignore[arg-type]
            )["auth_token"],
            credentials.read_openrouter_key(
                voice, profile_id=SALON_OWNER,
                row_key=self.both.personal_key(key_id=key_id, profile_id=SALON_OWNER, purpose=OPENROUTER_API_KEY),
            ),
            credentials.read_openrouter_provisioning_key(
                api, profile_id=SALON_OWNER,
                row_key=self.both.personal_key(key_id=key_id, profile_id=SALON_OWNER, purpose=OPENROUTER_PROVISIONING_KEY),
            ),
        ]  # fmt: skip


SECRETS = ["test-salon-twilio-auth-token", "sk-or-test-api", "sk-or-test-make"]


@pytest.fixture
def safe(database: Database, monkeypatch: pytest.MonkeyPatch) -> Safe:
    return Safe(database, monkeypatch)


def run() -> dict[str, int]:
    return handler({}, None)


def test_everything_opens_with_the_new_key_and_nothing_with_the_old(safe: Safe) -> None:
    assert safe.opened(safe.old_id) == SECRETS
    assert run() == {**NOTHING, "resealed": 5}
    assert safe.key_ids() == ["new"] * 5
    assert safe.opened("new") == SECRETS
    with pytest.raises(Refusal, match="credential_unreadable"):
        safe.opened(safe.old_id)
    # What a function looks up before it opens says the same.
    told = safe.database.all("select distinct credentials_key_id as id from public.integrations where credentials_key_id is not null")  # fmt: skip
    assert told == [{"id": "new"}]


def test_a_second_round_finds_nothing_to_do_and_needs_the_old_key_no_more(safe: Safe) -> None:
    run()
    ciphertexts = "select md5(string_agg(s::text, '' order by s::text)) as hash from private.integrations_secrets s"
    before = safe.database.one(ciphertexts)
    safe.holds("new", current="new")
    assert run() == NOTHING
    assert safe.database.one(ciphertexts) == before
    assert safe.opened("new") == SECRETS


def test_turning_back_is_another_change_of_key(safe: Safe) -> None:
    run()
    safe.holds(current=safe.old_id)
    assert run() == {**NOTHING, "resealed": 5}
    assert safe.opened(safe.old_id) == SECRETS


def test_what_an_unknown_key_sealed_is_told_and_left(safe: Safe) -> None:
    with safe.database.connect() as conn:
        conn.execute("update private.integrations_secrets set key_id = 'lost' where integration_id = %s", (SALON_INTEGRATION,))  # fmt: skip
    row = "select md5(s::text) as hash from private.integrations_secrets s where integration_id = %s"
    before = safe.database.one(row, SALON_INTEGRATION)
    assert run() == {**NOTHING, "resealed": 4, "unknown_key": 1}
    assert run() == {**NOTHING, "unknown_key": 1}
    assert safe.database.one(row, SALON_INTEGRATION) == before


def test_what_the_key_does_not_open_is_told_and_left(safe: Safe) -> None:
    with safe.database.connect() as conn:
        conn.execute(
            """update private.user_ai_settings_secrets
               set openrouter_api_key_encrypted = set_byte(openrouter_api_key_encrypted, length(openrouter_api_key_encrypted) - 3, 0)"""
        )
    assert run() == {**NOTHING, "resealed": 4, "unreadable": 1}
    assert sorted(safe.key_ids()) == sorted([safe.old_id, *["new"] * 4])


def test_rows_that_must_be_left_do_not_hide_those_behind_them(safe: Safe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH", 1)
    with safe.database.connect() as conn:
        conn.execute("update private.integrations_secrets set key_id = 'lost'")
    assert run() == {**NOTHING, "resealed": 2, "unknown_key": 3}


@pytest.mark.parametrize("at", range(5))
def test_a_round_that_breaks_off_loses_nothing_and_is_taken_up(
    safe: Safe, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    original, calls = credentials.reseal, iter(range(10))

    def breaking(*args: Any, **more: Any) -> None:
        if next(calls) == at:
            disconnect()
            raise DatabaseUnavailable("57P01")
        original(*args, **more)

    monkeypatch.setattr(credentials, "reseal", breaking)
    with pytest.raises(DatabaseUnavailable):
        run()
    monkeypatch.setattr(credentials, "reseal", original)
    assert safe.key_ids().count("new") == at
    assert run() == {**NOTHING, "resealed": 5 - at}
    assert safe.opened("new") == SECRETS


def test_a_row_is_sealed_anew_whole_or_not_at_all(safe: Safe) -> None:
    """A failure after the ciphertext was replaced, before the integration says so, takes the ciphertext back."""
    with safe.database.connect() as conn:
        conn.execute("alter table public.integrations add constraint no_new_key check (credentials_key_id <> 'new') not valid")  # fmt: skip
    with pytest.raises(Exception, match="no_new_key"):
        run()
    assert safe.opened(safe.old_id) == SECRETS


def test_two_rounds_at_once_seal_each_row_once(safe: Safe) -> None:
    done: list[dict[str, int]] = []
    rounds = [Thread(target=lambda: done.append(run())) for _ in range(2)]
    for each in rounds:
        each.start()
    for each in rounds:
        each.join(timeout=30)
    assert sum(each["resealed"] for each in done) == 5
    assert safe.opened("new") == SECRETS


@pytest.mark.parametrize("at", range(5))
def test_a_row_that_somebody_is_sealing_is_waited_for_and_left_to_them(safe: Safe, at: int) -> None:
    seen = credentials.sealed_under_other_keys(
        connect(safe.database.url("fn_jobs")), key_id="new", after=None, limit=10
    )[at]
    keys = {
        name: safe.both.sealed_key(key_id=name, owner_id=seen.owner_id, row_id=seen.row_id, purpose=seen.purpose)
        for name in (seen.key_id, "new")
    }
    order = (seen.purpose, seen.row_id, seen.key_id, keys[seen.key_id], "new", keys["new"])
    statement = "select backend.reseal(%s, %s, %s, %s, %s, %s)"
    said: list[str | None] = []

    def second(conn: Connection) -> None:
        try:
            conn.execute(statement, order)
            said.append("done")
        except psycopg.Error as error:
            said.append(error.diag.message_primary)

    with safe.database.connect() as one, safe.database.connect() as two, safe.database.connect() as watcher:
        later = Thread(target=second, args=(two,))
        with one.transaction():
            one.execute(statement, order)
            later.start()
            wait_for_lock(watcher, two, until=lambda: bool(said))
        later.join(timeout=20)
    assert said == ["sealed_since"]


def test_a_row_that_changed_meanwhile_is_left_to_who_changed_it(safe: Safe) -> None:
    conn = connect(safe.database.url("fn_jobs"))
    seen = credentials.sealed_under_other_keys(conn, key_id="new", after=None, limit=10)
    assert len(seen) == 5
    run()
    for each in seen:
        with pytest.raises(Conflict, match="sealed_since"):
            credentials.reseal(conn, sealed=each, old_row_key="x", new_key_id="newer", new_row_key="y")
    with pytest.raises(NotFound, match="credential_not_found"):
        credentials.reseal(conn, sealed=Sealed(seen[0].purpose, SALON, uuid4(), "x"), old_row_key="x", new_key_id="y", new_row_key="y")  # fmt: skip
    with pytest.raises(Invalid, match="purpose_unknown"):
        credentials.reseal(conn, sealed=Sealed("sweets", SALON, SALON_INTEGRATION, "x"), old_row_key="x", new_key_id="y", new_row_key="y")  # fmt: skip
    assert safe.opened("new") == SECRETS


def test_a_current_key_that_is_not_held_stops_the_job_before_it_touches_anything(safe: Safe) -> None:
    safe.holds(safe.old_id, current="new")
    with pytest.raises(ConfigurationError, match="MASTER_KEY_ID"):
        run()
    assert safe.opened(safe.old_id) == SECRETS


def test_a_call_that_rings_between_two_sights_of_a_row_is_answered(safe: Safe, monkeypatch: pytest.MonkeyPatch) -> None:
    """The credential is sealed anew after a function looked up the key's name, and before it opens the credential."""
    from shared.db.doors import Doors

    token = safe.database.one("select webhook_token as t from public.integrations where id = %s", SALON_INTEGRATION)["t"]  # fmt: skip
    original = integrations.read_credential
    rotations: list[dict[str, int]] = []

    def late(*args: Any, **more: Any) -> dict[str, str]:
        if not rotations:
            rotations.append(run())
        return original(*args, **more)

    monkeypatch.setattr(integrations, "read_credential", late)
    door = Doors().admit(
        safe.database.url("fn_voice"), provider="twilio", webhook_token=token, keys=safe.both,
        is_genuine=lambda credential: credential["auth_token"] == SECRETS[0],
    )  # fmt: skip
    assert rotations == [{**NOTHING, "resealed": 5}]
    assert door.integration_id == SALON_INTEGRATION


def test_whatever_is_sealed_is_known_to_the_rotation(safe: Safe) -> None:
    """A new table with a sealed column must be added to private.sealed and to backend.reseal."""
    columns = safe.database.all("""
        select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relnamespace = 'private'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
          and a.atttypid = 'bytea'::regtype and a.attname like '%encrypted%'""")
    view, function = (
        safe.database.one(f"select {each} as text")["text"]
        for each in ("pg_get_viewdef('private.sealed'::regclass)", "pg_get_functiondef('backend.reseal'::regproc)")
    )
    purposes = set(re.findall(r"'([a-z_]+\.[a-z_]+)'", view))
    assert len(columns) == len(purposes) == 3
    assert {each["name"].partition(".")[0] for each in columns} == set(re.findall(r"(\w+_secrets) s\b", view))
    assert [purpose for purpose in purposes if function.count(f"'{purpose}'") != 2] == []
