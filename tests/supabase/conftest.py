"""A database with rows of two companies in every table, for the tests that go through everything."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from local import databases
from local.postgres import Cluster
from tests.support.database import Database
from tests.support.desk import Desk
from tests.support.probe import PROBE, Filled
from tests.support.rows import fill


@pytest.fixture(scope="session")
def two_companies(cluster: Cluster, template: str) -> Iterator[Filled]:
    """Shared: undo what you do. Made by tests/support/rows.py, past triggers and foreign keys."""
    name = f"test_{os.getpid()}_two_companies"
    databases.drop(cluster, name)
    databases.clone(cluster, name, template=template)
    database = Database(cluster, name)
    with database.connect() as conn, conn.transaction():
        failed = fill(conn)
        conn.execute(PROBE)
    yield Filled(database, failed)
    databases.drop(cluster, name)


@pytest.fixture
def desk(database: Database) -> Iterator[Desk]:
    """The salon's owner at the computer."""
    with database.connect() as conn:
        yield Desk(conn)
