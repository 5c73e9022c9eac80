"""One deadline for a whole exchange: whoever drips is given up, and a request is one write."""

from __future__ import annotations

import socket
import threading
from http.client import HTTPConnection
from time import monotonic
from types import SimpleNamespace
from typing import Any

import pytest

from shared.providers.aws import impatience, requests
from shared.providers.aws.impatience import ImpatientSocket
from shared.providers.aws.requests import Aws
from shared.providers.aws.signature import Identity
from shared.providers.refusals import VendorError

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"


class Wire:
    """The other end of a socket, on which a byte takes a second."""

    def __init__(self, *, drips: bool) -> None:
        self.now = 100.0
        self.drips = drips
        self.left = ANSWER
        self.written: list[bytes] = []
        self.patience: list[float] = []
        self.is_closed = False

    def settimeout(self, seconds: float) -> None:
        self.patience.append(seconds)

    def sendall(self, data: bytes) -> None:
        self.written.append(bytes(data))

    def makefile(self, mode: str, buffering: int) -> Any:
        assert (mode, buffering) == ("rb", 0)
        return SimpleNamespace(readinto=self.readinto, close=lambda: None)

    def readinto(self, buffer: memoryview) -> int:
        piece = self.left[:1] if self.drips else self.left
        self.now += 1.0 if self.drips else 0.0
        self.left = self.left[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self.is_closed = True


def connected(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> HTTPConnection:
    monkeypatch.setattr(impatience, "monotonic", lambda: wire.now)
    sock: Any = ImpatientSocket(wire)  # type: ignore[arg-type]
    sock.until = wire.now + 3.0
    conn = HTTPConnection("localhost")
    conn.sock = sock
    return conn


def test_head_and_body_of_a_request_are_one_write(monkeypatch: pytest.MonkeyPatch) -> None:
    wire = Wire(drips=False)
    conn = connected(wire, monkeypatch)
    for body in (b"one", b"two"):
        wire.left = ANSWER
        conn.request("POST", "/frames", body)
        answer = conn.getresponse()
        assert (answer.status, answer.read()) == (200, b"{}")
    assert [each.rpartition(b"\r\n\r\n")[2] for each in wire.written] == [b"one", b"two"]
    assert not wire.is_closed
    conn.close()
    assert wire.is_closed


def test_each_byte_of_an_answer_gets_what_is_left_and_then_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    wire = Wire(drips=True)
    conn = connected(wire, monkeypatch)
    conn.request("POST", "/frames", b"one")
    with pytest.raises(TimeoutError):
        conn.getresponse()
    # To write, and for three bytes.
    assert wire.patience == [3.0, 3.0, 2.0, 1.0]


def test_the_last_answer_on_a_socket_is_read_to_its_end() -> None:
    ours, theirs = socket.socketpair()
    theirs.sendall(ANSWER.replace(b"HTTP/1.1", b"HTTP/1.0"))
    sock: Any = ImpatientSocket(ours)
    sock.until = monotonic() + 10.0
    conn = HTTPConnection("localhost")
    conn.sock = sock
    conn.request("POST", "/frames", b"one")
    answer = conn.getresponse()
    # Whoever speaks HTTP/1.0 hangs up after its answer, and so have we by now.
    assert conn.sock is None
    assert (answer.status, answer.read()) == (200, b"{}")
    # And nothing is left open.
    assert theirs.recv(1024).endswith(b"one")
    assert theirs.recv(1024) == b""
    theirs.close()


def test_what_was_taken_is_not_sent_again_because_its_answer_was_cut_off() -> None:
    server = socket.create_server(("127.0.0.1", 0))
    taken: list[bytes] = []

    def serve() -> None:
        for answers in ((ANSWER, ANSWER[:-1]), (ANSWER,)):
            near, _ = server.accept()
            with near:
                for answer in answers:
                    taken.append(near.recv(4096))
                    near.sendall(answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    aws = Aws(Identity("test-key", "test-secret", None), "eu-central-1")
    url = f"http://127.0.0.1:{server.getsockname()[1]}"
    for _ in range(2):
        with pytest.raises(VendorError):
            aws.call_later(url, "f", b"{}")
    assert len(taken) == 2
    requests.disconnect()
    server.close()
