"""The embedded Postgres: what a crashed run leaves behind does not block the next, and only the password opens it."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from local import postgres, processes
from local.keys import load_keys
from local.postgres import Cluster


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster of this module's own, made once (0.8 s)."""
    cluster = Cluster(tmp_path_factory.mktemp("cluster") / "one")
    cluster.start()
    yield cluster
    cluster.remove()


@pytest.fixture
def own(made: Cluster) -> Cluster:
    """It, running."""
    made.start()
    return made


def _postmaster(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().splitlines()[0])


def _answers(cluster: Cluster) -> bool:
    with cluster.connect() as conn:
        return conn.execute("select 1").fetchone() == (1,)


def test_starting_and_stopping_may_be_repeated(own: Cluster) -> None:
    assert own.start() is False
    assert own.stop() is True
    assert own.stop() is False
    assert own.port() is None
    assert own.start() is True
    assert _answers(own)


def test_it_comes_back_on_the_port_it_had(own: Cluster) -> None:
    before = own.port()
    own.stop()
    own.start()
    assert own.port() == before


def test_a_taken_port_is_avoided(own: Cluster) -> None:
    before = own.port()
    assert before is not None
    own.stop()
    with socket.create_server(("127.0.0.1", before)):
        own.start()
        assert own.port() != before
        assert _answers(own)


def test_a_killed_server_is_started_again(own: Cluster) -> None:
    killed = _postmaster(own)
    os.kill(killed, signal.SIGKILL)
    assert processes.wait_until(lambda: not processes.command_of(killed), 10)
    assert own.start() is True
    assert _answers(own)


def test_a_stale_pid_that_is_somebody_else_by_now_does_not_block(own: Cluster) -> None:
    pid_file = own.data / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    own.stop()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as bystander:
        pid_file.write_text("\n".join([str(bystander.pid), *lines[1:]]) + "\n")
        assert own.port() is None
        assert own.stop() is False
        assert own.start() is True
        assert _answers(own)
        assert bystander.poll() is None


def test_an_unreadable_pid_file_does_not_block(own: Cluster) -> None:
    own.stop()
    (own.data / "postmaster.pid").write_text("")
    assert own.start() is True


def test_an_interrupted_making_is_begun_anew(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / "half")
    (cluster.folder / "data.new" / "base").mkdir(parents=True)
    (cluster.folder / "data").mkdir()
    try:
        assert cluster.start() is True
        assert _answers(cluster)
    finally:
        cluster.remove()
    assert not cluster.folder.exists()


@pytest.mark.parametrize("role", ["supabase_admin", "postgres"])
def test_nobody_gets_in_without_the_password(own: Cluster, role: str) -> None:
    for password in ("", "postgres", "wrong"):
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(host="127.0.0.1", port=own.port(), user=role, password=password, dbname="postgres")


def test_it_listens_on_this_machine_only_and_on_no_socket_file(own: Cluster) -> None:
    with own.connect() as conn:
        shown = conn.execute(
            "select current_setting('listen_addresses'), current_setting('unix_socket_directories')"
        ).fetchone()
    assert shown == ("127.0.0.1", "")


def test_keys_are_made_once_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "keys.json"
    keys = load_keys(path)
    assert load_keys(path) == keys
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert keys.superuser_password not in repr(keys)
    assert load_keys(tmp_path / "other.json") != keys


def test_the_last_borrower_stops_it(own: Cluster) -> None:
    with own.borrowed():
        with own.borrowed():
            assert own.port()
        assert own.port()
    assert own.port() is None


def test_it_stays_if_somebody_else_needs_it(own: Cluster) -> None:
    with own.borrowed(stay_up=lambda: True):
        pass
    assert own.port()


def test_a_process_that_is_not_ours_is_never_stopped() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as bystander:
        assert processes.stop(bystander.pid, marker="postgres -D elsewhere") is False
        assert bystander.poll() is None


def test_it_logs_as_much_as_a_server_does_by_default(own: Cluster) -> None:
    """A secret that would show in a real server's log shows here, where the canary tests look."""
    with own.connect() as conn:
        assert conn.execute(
            "select setting = boot_val from pg_settings where name = 'log_min_messages'"
        ).fetchone() == (True,)


def test_a_cluster_of_tests_lies_in_memory_where_there_is_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "SHARED_MEMORY", tmp_path)
    monkeypatch.setattr(postgres, "ROOM_BYTES", 0)
    checkout = tmp_path / "checkout" / ".frontdesk" / "test"
    checkout.parent.mkdir(parents=True)
    there = postgres._in_memory(checkout)
    assert there is not None
    assert there.parent == tmp_path
    monkeypatch.setattr(postgres, "ROOM_BYTES", 2**60)
    assert postgres._in_memory(checkout) == there
    assert postgres._in_memory(tmp_path / "another" / ".frontdesk" / "test") is None


def test_what_a_checkout_left_in_memory_goes_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "SHARED_MEMORY", tmp_path)
    monkeypatch.setattr(postgres, "ROOM_BYTES", 0)
    (tmp_path / "gone" / ".frontdesk").mkdir(parents=True)
    left = postgres._in_memory(tmp_path / "gone" / ".frontdesk" / "test")
    (tmp_path / "gone" / ".frontdesk").rmdir()
    (tmp_path / "gone").rmdir()
    (tmp_path / "here" / ".frontdesk").mkdir(parents=True)
    assert postgres._in_memory(tmp_path / "here" / ".frontdesk" / "test") is not None
    assert left is not None
    assert not left.exists()
