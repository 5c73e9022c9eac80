"""One warm database connection per function instance, and the one way to call a function through it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.rows import DictRow, dict_row

from shared.db.refusals import DatabaseUnavailable, domain_error

T = TypeVar("T")

# A caller hears nothing while we wait, and a server that has stopped never fires its own statement_timeout.
DEADLINE_SECONDS = 3.0
# What a statement is given even if its whole answer is late already.
LEAST_SECONDS = 0.5
# A server that takes connections and says nothing costs two seconds each time: for so long nobody tries again.
SLOW_FAILURE_SECONDS, GIVEN_UP_SECONDS = 1.0, 3.0


Connection = psycopg.Connection[DictRow]


class ImpatientConnection(psycopg.Connection[DictRow]):
    """A connection on which no statement waits longer than the deadline, whatever became of the server."""

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        """As psycopg's, with a deadline where none is given. Raises OperationalError when it is over."""
        return super().wait(gen, interval, timeout or _patience())


# An instance of a Lambda handles one event at a time; locally a thread of the gateway stands for an instance.
_warm = threading.local()


@contextmanager
def answering_within(seconds: float) -> Iterator[None]:
    """Inside, this instance gives its statements no more time than is left of `seconds`, all of them together.

    For what somebody waits for: a server that stops answering at the end of a long turn must not make it twice as long.
    """
    _warm.until = monotonic() + seconds
    try:
        yield
    finally:
        _warm.until = None


def _patience() -> float:
    until: float | None = getattr(_warm, "until", None)
    if until is None:
        return DEADLINE_SECONDS
    return min(DEADLINE_SECONDS, max(LEAST_SECONDS, until - monotonic()))


def connect(url: str) -> Connection:
    """The warm connection of this instance to `url`: autocommit, rows as dicts. Raises DatabaseUnavailable.

    Server-side prepared statements are off: behind a transaction pooler the next statement may meet another server.
    A connection that the server or the network has closed is replaced by a new one; where that took long and failed, it is
    not tried again for a moment.
    """
    connections: dict[str, Connection] = _warm.__dict__.setdefault("connections", {})
    given_up: dict[str, float] = _warm.__dict__.setdefault("given_up", {})
    conn = connections.get(url)
    if conn is None or conn.closed:
        began = monotonic()
        if began < given_up.get(url, 0.0):
            raise DatabaseUnavailable("no_connection")
        try:
            conn = ImpatientConnection.connect(
                url,
                autocommit=True,
                row_factory=dict_row,
                prepare_threshold=None,
                connect_timeout=2,  # libpq takes anything less for 2
                # A server that stops answering mid-statement would else keep a caller in silence for minutes.
                tcp_user_timeout=5_000,
                keepalives_idle=5,
                keepalives_interval=2,
                keepalives_count=2,
            )
        except psycopg.Error as error:
            if monotonic() - began > SLOW_FAILURE_SECONDS:
                given_up[url] = monotonic() + GIVEN_UP_SECONDS
            raise DatabaseUnavailable("no_connection") from error
        connections[url] = conn
    return conn


def disconnect() -> None:
    """Close the warm connections of this instance, and forget which servers it has given up."""
    _warm.__dict__.pop("given_up", None)
    for conn in _warm.__dict__.pop("connections", {}).values():
        conn.close()


def rows(conn: Connection, statement: str, parameters: Sequence[Any]) -> list[DictRow]:
    """Run one statement, one round trip, and return its rows. Raises Refusal or DatabaseUnavailable."""
    try:
        return conn.execute(statement.encode(), parameters).fetchall()
    except psycopg.Error as error:
        refusal = domain_error(error)
        if isinstance(refusal, DatabaseUnavailable):
            conn.close()
        if refusal is None:
            raise
        raise refusal from error


def value(conn: Connection, statement: str, parameters: Sequence[Any]) -> Any:
    """Run a statement that returns one value, named `value`. Raises Refusal or DatabaseUnavailable."""
    return rows(conn, statement, parameters)[0]["value"]
