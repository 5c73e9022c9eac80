"""A Postgres of the benchmarks' own, with a seeded database, and the functions' environment pointing at it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from local import databases, postgres
from local.demo_credentials import DEMONSTRATIONS
from local.environment import function_environment
from local.paths import STATE
from shared.db.connection import disconnect
from tests.support.database import Database, forget_what_is_cached

SALON = DEMONSTRATIONS[0]
# More rivals than the tests ever need, each with a connection.
MOST_CONNECTIONS = 400
# What a small server of one's own has: the settings of tests are made for little data.
ROOM = {"shared_buffers": "512MB", "max_wal_size": "4GB", "work_mem": "16MB"}


@contextmanager
def database() -> Iterator[Database]:
    """A fresh clone of the seeded template, dropped at the end."""
    postgres.SETTINGS["max_connections"] = str(MOST_CONNECTIONS)
    with postgres.Cluster(STATE / "bench").borrowed() as cluster:
        name = f"test_{os.getpid()}_bench"
        databases.sweep(cluster)
        databases.clone(cluster, name, template=databases.ensure_template(cluster, databases.Seed.DEMONSTRATION))
        os.environ.update(function_environment(cluster, name))
        for elsewhere in ("PUBLIC_BASE_URL", "OPENAI_API_KEY"):
            os.environ.pop(elsewhere, None)
        forget_what_is_cached()
        try:
            yield Database(cluster, name)
        finally:
            disconnect()
            databases.drop(cluster, name)


@contextmanager
def spacious(what: str, *, keep: str = "") -> Iterator[Database]:
    """A clone for volume, on a cluster with room: named after this process and dropped, or kept under a name of its own."""
    postgres.SETTINGS.update(ROOM)
    with postgres.Cluster(STATE / "volume").borrowed(stay_up=lambda: bool(keep)) as cluster:
        name = keep or f"test_{os.getpid()}_{what}"
        databases.sweep(cluster)
        databases.drop(cluster, name)
        databases.clone(cluster, name, template=databases.ensure_template(cluster, databases.Seed.DEMONSTRATION))
        try:
            yield Database(cluster, name)
        finally:
            if not keep:
                databases.drop(cluster, name)
