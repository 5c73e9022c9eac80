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
