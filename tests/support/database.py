"""A database of a test's own, and how to stand in somebody's shoes inside one transaction."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from local.postgres import SUPERUSER, Cluster

Connection = psycopg.Connection[dict[str, Any]]
API_ROLES = ("anon", "authenticated", "service_role")


@dataclass(frozen=True, slots=True)
class Database:
    """A clone of the seeded template. What is written here is committed and seen by every connection."""

    cluster: Cluster
    name: str

    def url(self, role: str = SUPERUSER) -> str:
        return self.cluster.url(self.name, role)

    def connect(self, role: str = SUPERUSER) -> Connection:
        """A new autocommit connection with dict rows; close it, or use it in a `with`."""
        return psycopg.connect(self.url(role), autocommit=True, row_factory=dict_row)

    def one(self, query: str, *parameters: object) -> dict[str, Any]:
        """The single row of a query, read by the superuser. Raises AssertionError for any other number of rows."""
        rows = self.all(query, *parameters)
        assert len(rows) == 1, f"{len(rows)} rows: {query}"
        return rows[0]

    def all(self, query: str, *parameters: object) -> list[dict[str, Any]]:
        with self.connect() as conn:
            return conn.execute(query.encode(), parameters or None).fetchall()


@contextmanager
def acting_as(conn: Connection, who: UUID | str, **claims: object) -> Iterator[Connection]:
    """Run statements as a user (their id, as `authenticated`) or as a role (`anon`, `service_role`, `fn_voice`, ...).

    Claims are set as PostgREST sets them. An error inside undoes what happened inside, and nothing else. May be nested.
    """
    is_role = isinstance(who, str) and not _is_uuid(who)
    role = str(who) if is_role else "authenticated"
    token: dict[str, object] = {
        "role": role,
        **({} if is_role else {"sub": str(who), "aud": "authenticated"}),
        **claims,
    }
    before = conn.execute(
        "select current_role as role, current_setting('request.jwt.claims', true) as claims"
    ).fetchone()
    assert before is not None
    with conn.transaction():
        _stand_in(conn, role, json.dumps(token) if role in API_ROLES else "")
        yield conn
        _stand_in(conn, before["role"], before["claims"] or "")


def _stand_in(conn: Connection, role: str, claims: str) -> None:
    conn.execute("reset role")
    conn.execute("select set_config('request.jwt.claims', %s, true)", (claims,))
    conn.execute(sql.SQL("set local role {}").format(sql.Identifier(role)))


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def wait_for_lock(watcher: Connection, waiting: Connection, *, until: Callable[[], bool]) -> None:
    """Return once `waiting` waits for a lock, or `until` says that it does not any more."""
    while not until():
        if watcher.execute(
            "select 1 from pg_stat_activity where pid = %s and wait_event_type = 'Lock'", (waiting.info.backend_pid,)
        ).fetchone():
            return


def forget_what_is_cached() -> None:
    """Empty every memory of the functions: settings read from the environment, credentials looked up, and the like.

    Found by what they can do (`cache_clear`, `forget`) rather than listed, so that a new one is not forgotten here.
    """
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] not in {"functions", "shared"}:
            continue
        for value in list(vars(module).values()):
            for forget in ("cache_clear", "forget"):
                if not isinstance(value, type) and callable(getattr(value, forget, None)):
                    getattr(value, forget)()
