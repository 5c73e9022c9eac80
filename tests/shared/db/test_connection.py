"""The warm connection: kept, replaced when it broke, and never waited on for longer than a caller would."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import psycopg
import pytest

from shared.db import connection
from shared.db.refusals import Conflict, DatabaseUnavailable, Invalid, NotFound, domain_error
from tests.support.database import Database
from tests.support.faulty_wire import FaultyWire


def test_a_warm_connection_is_used_again_and_a_broken_one_replaced(database: Database) -> None:
    url = database.url("fn_voice")
    first = connection.connect(url)
    assert connection.connect(url) is first
    with database.connect() as conn:
        conn.execute("select pg_terminate_backend(%s)", (first.info.backend_pid,))
    with pytest.raises(DatabaseUnavailable):
        connection.rows(first, "select 1 as value", ())
    assert connection.value(connection.connect(url), "select 1 as value", ()) == 1


def test_a_server_that_stops_answering_is_given_up_at_the_deadline(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "DEADLINE_SECONDS", 0.3)
    conn = connection.connect(database.url("fn_voice"))
    os.kill(conn.info.backend_pid, signal.SIGSTOP)
    try:
        with pytest.raises(DatabaseUnavailable):
            connection.rows(conn, "select 1 as value", ())
    finally:
        os.kill(conn.info.backend_pid if not conn.closed else backend_of(conn), signal.SIGCONT)
    assert conn.closed


def backend_of(conn: connection.Connection) -> int:
    """The process of a connection that this side has closed: the only stopped Postgres there is."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        name, _, rest = status.read_text().partition("(")[2].rpartition(")")
        if name == "postgres" and rest.split()[0] == "T":
            return int(status.parent.name)
    raise AssertionError(f"no stopped server process for {conn}")


def test_a_statement_gets_no_more_time_than_is_left_of_the_answer(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]
    monkeypatch.setattr(connection, "monotonic", lambda: clock[0])
    monkeypatch.setattr(connection, "DEADLINE_SECONDS", 3.0)
    given = []
    wait = psycopg.Connection.wait

    def noted(self: object, gen: object, interval: float, timeout: float) -> object:
        given.append(timeout)
        return wait(self, gen, interval, timeout)  # type: ignore[arg-type]

    monkeypatch.setattr(psycopg.Connection, "wait", noted)
    conn = connection.connect(database.url("fn_voice"))
    with connection.answering_within(7.0):
        for seconds in (0.0, 5.0, 3.0):
            clock[0] += seconds
            connection.value(conn, "select 1 as value", ())
    connection.value(conn, "select 1 as value", ())
    assert given[-4:] == [3.0, 2.0, connection.LEAST_SECONDS, 3.0]


def test_a_server_that_takes_connections_and_says_nothing_is_not_tried_again_at_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "SLOW_FAILURE_SECONDS", 0.0)
    monkeypatch.setattr(connection, "GIVEN_UP_SECONDS", 60.0)
    with FaultyWire(database.url("fn_voice"), is_http=False) as wire:
        wire.fails("cut")
        with pytest.raises(DatabaseUnavailable):
            connection.connect(wire.url)
        wire.heals()
        with pytest.raises(DatabaseUnavailable):
            connection.connect(wire.url)
        connection.disconnect()
        assert connection.value(connection.connect(wire.url), "select 1 as value", ()) == 1
        connection.disconnect()


def test_a_server_that_talks_nonsense_is_an_outage(database: Database) -> None:
    with FaultyWire(database.url("fn_voice"), is_http=False) as wire:
        conn = connection.connect(wire.url)
        wire.fails("garbage")
        with pytest.raises(DatabaseUnavailable):
            connection.rows(conn, "select 1 as value", ())
        connection.disconnect()


def test_nobody_listening_is_an_outage(database: Database) -> None:
    with pytest.raises(DatabaseUnavailable):
        connection.connect("postgresql://fn_voice@127.0.0.1:1/nowhere")


@pytest.mark.parametrize(
    ("statement", "error", "code"),
    [
        (
            "do $$ begin raise exception using errcode = 'PT404', message = 'call_not_found'; end $$",
            NotFound,
            "call_not_found",
        ),
        (
            "do $$ begin raise exception using errcode = 'PT409', message = 'call_not_live'; end $$",
            Conflict,
            "call_not_live",
        ),
        ("select 'x'::public.e164", Invalid, "number_not_e164"),
    ],
)
def test_what_the_database_says_no_with_becomes_the_domains_word(
    database: Database, statement: str, error: type[Exception], code: str
) -> None:
    with database.connect() as conn, pytest.raises(psycopg.Error) as raised:
        conn.execute(statement.encode())
    refusal = domain_error(raised.value)
    assert type(refusal) is error
    assert str(refusal) == code


def test_a_fault_of_our_own_is_neither_refusal_nor_outage(database: Database) -> None:
    with database.connect() as conn, pytest.raises(psycopg.Error) as raised:
        conn.execute("select nonsense")
    assert domain_error(raised.value) is None
