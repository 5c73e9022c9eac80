"""One database and one set of running functions for all conversations of a worker; what a call leaves is wiped after it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import httpx
import pytest

from functions.voice_relay import conversation
from local import databases
from local.environment import function_environment
from local.gateway import Gateway
from local.postgres import Cluster
from local.telnyx_api import TelnyxApi
from shared.db.connection import disconnect
from tests.conftest import use_environment
from tests.conversations.dialects import Switchboard
from tests.support.as_it_was import AsItWas
from tests.support.database import Database, forget_what_is_cached
from tests.support.telnyx_line import API_KEY


@pytest.fixture(scope="module")
def _switchboard(cluster: Cluster, template: str) -> Iterator[Switchboard]:
    name = f"test_{os.getpid()}_conversations"
    databases.clone(cluster, name, template=template)
    database = Database(cluster, name)
    gateway = Gateway(instances=2)
    with (
        pytest.MonkeyPatch.context() as patch,
        TelnyxApi(API_KEY) as api,
        httpx.Client(timeout=15) as http,
        database.connect() as conn,
    ):
        use_environment(patch, function_environment(cluster, name))
        # Nobody here waits for a caller who keeps silent.
        patch.setattr(conversation, "pause", lambda _: None)
        use_environment(patch, {**gateway.environment, "TELNYX_API_BASE_URL": api.base_url})
        gateway.start()
        board = Switchboard(gateway, database, conn, http, api)
        yield board
        gateway.stop()
    disconnect()
    forget_what_is_cached()
    databases.drop(cluster, name)


@pytest.fixture(scope="module")
def as_it_was(_switchboard: Switchboard) -> AsItWas:
    return AsItWas(_switchboard.conn)


@pytest.fixture
def switchboard(_switchboard: Switchboard, as_it_was: AsItWas) -> Iterator[Switchboard]:
    """Telephones to the demonstration companies, on a database in which nothing has happened yet. No function may have raised."""
    yield _switchboard
    as_it_was.restore()
    raised, _switchboard.gateway.errors = _switchboard.gateway.errors, []
    assert raised == []
