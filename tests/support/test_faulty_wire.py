"""The faulty wire: what it refuses is refused, and its port stays its own meanwhile."""

from __future__ import annotations

import contextlib
import socket
import threading

import pytest

from tests.support.faulty_wire import FaultyWire


@pytest.fixture
def upstream() -> str:
    """The address of a server that answers every word with the same word."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            near, _ = server.accept()
            with near, contextlib.suppress(OSError):
                near.sendall(near.recv(100))

    threading.Thread(target=serve, daemon=True).start()
    return f"tcp://127.0.0.1:{server.getsockname()[1]}"


def test_the_port_of_a_wire_that_refuses_is_not_given_to_anybody_else(upstream: str) -> None:
    with FaultyWire(upstream, is_http=False) as wire:
        address = ("127.0.0.1", int(wire.url.rpartition(":")[2]))
        wire.fails("refused")
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(address)
        with pytest.raises(OSError, match="in use"):
            socket.create_server(address)
        wire.heals()
        with socket.create_connection(address) as conn:
            conn.sendall(b"word")
            assert conn.recv(100) == b"word"
