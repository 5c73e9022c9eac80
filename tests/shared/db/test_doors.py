"""Doors: looked up in two round trips, remembered for a minute, shut to whoever cannot prove it."""

from __future__ import annotations

import pytest

from local.environment import function_environment
from shared.db import doors
from shared.db.doors import Doors
from shared.db.refusals import DatabaseUnavailable, Forbidden, NotFound, Refusal
from shared.domain.secrets import MasterKeys
from tests.support.calls import SALON, SALON_INTEGRATION
from tests.support.database import Database

AUTH_TOKEN = "test-salon-twilio-auth-token"


class Clock:
    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def keys(database: Database) -> MasterKeys:
    return MasterKeys.parse(function_environment(database.cluster, database.name)["MASTER_KEYS"])


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    original = doors._look_up

    def counted(url: str, provider: str, webhook_token: str, keys: MasterKeys) -> doors.Door | None:
        names.append(webhook_token)
        return original(url, provider, webhook_token, keys)

    monkeypatch.setattr(doors, "_look_up", counted)
    return names


class Hall:
    """Doors of one function, knocked at with a token and a credential."""

    def __init__(self, database: Database, keys: MasterKeys, clock: Clock) -> None:
        self._doors = Doors(now=clock)
        self._url = database.url("fn_voice")
        self._keys = keys
        self.token = str(
            database.one("select webhook_token from public.integrations where id = %s", SALON_INTEGRATION)[
                "webhook_token"
            ]
        )

    def knock(
        self, token: str | None = None, auth_token: str = AUTH_TOKEN, *, keys: MasterKeys | None = None
    ) -> doors.Door:
        return self._doors.admit(
            self._url,
            provider="twilio",
            webhook_token=self.token if token is None else token,
            keys=keys or self._keys,
            is_genuine=lambda credential: credential["auth_token"] == auth_token,
        )


@pytest.fixture
def hall(database: Database, keys: MasterKeys, clock: Clock) -> Hall:
    return Hall(database, keys, clock)


def test_a_door_is_known_for_a_minute(hall: Hall, clock: Clock, looked_up: list[str]) -> None:
    door = hall.knock()
    assert (door.integration_id, door.company_id) == (SALON_INTEGRATION, SALON)
    assert AUTH_TOKEN not in repr(door)
    clock.seconds += 59
    hall.knock()
    assert len(looked_up) == 1
    clock.seconds += 2
    hall.knock()
    assert len(looked_up) == 2


def test_a_token_that_names_nothing_is_forgotten_soon(hall: Hall, clock: Clock, looked_up: list[str]) -> None:
    for _ in range(3):
        with pytest.raises(NotFound):
            hall.knock("nothing")
    assert looked_up == ["nothing"]
    clock.seconds += doors.NOTHING_REMEMBERED_SECONDS
    with pytest.raises(NotFound):
        hall.knock("nothing")
    assert len(looked_up) == 2


def test_strangers_cannot_fill_the_memory(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "MOST_REMEMBERED", 5)
    for at in range(12):
        with pytest.raises(NotFound):
            hall.knock(f"made-up-{at}")
    assert len(hall._doors._known) == 5


def test_a_wrong_proof_is_looked_into_once_in_a_while(hall: Hall, clock: Clock, looked_up: list[str]) -> None:
    hall.knock()
    for _ in range(3):
        with pytest.raises(Forbidden):
            hall.knock(auth_token="wrong")
    assert len(looked_up) == 1
    clock.seconds += doors.REPLACED_AFTER_SECONDS + 1
    with pytest.raises(Forbidden):
        hall.knock(auth_token="wrong")
    assert len(looked_up) == 2


def test_a_removed_integration_is_not_found_within_a_minute(hall: Hall, clock: Clock, database: Database) -> None:
    hall.knock()
    database.all("delete from public.integrations where id = %s returning 1", SALON_INTEGRATION)
    clock.seconds += 61
    with pytest.raises(NotFound):
        hall.knock()


def test_while_the_database_is_away_a_door_is_what_it_was(
    hall: Hall, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = hall.knock()

    def away(*_: object) -> None:
        raise DatabaseUnavailable("no_connection")

    monkeypatch.setattr(doors, "_look_up", away)
    clock.seconds += doors.TRUSTED_SECONDS - 1
    assert hall.knock() is door
    # A wrong proof does not shut it for those who have the right one, and opens nothing.
    with pytest.raises(Forbidden):
        hall.knock(auth_token="wrong")
    assert hall.knock() is door
    clock.seconds += 2
    for token in (None, "made-up"):
        with pytest.raises(DatabaseUnavailable):
            hall.knock(token)


def test_another_master_key_opens_nothing(hall: Hall, keys: MasterKeys) -> None:
    wrong = MasterKeys(dict.fromkeys(keys.by_id, b"\x01" * 32))
    with pytest.raises(Refusal, match="credential_unreadable"):
        hall.knock(keys=wrong)
    with pytest.raises(KeyError):
        hall.knock(keys=MasterKeys({"another": b"\x01" * 32}))
