"""A wire to any server of this machine, on which each of the seven things can happen that happen to wires.

    with FaultyWire(model.base_url) as wire:
        use_environment(monkeypatch, {"OPENAI_BASE_URL": wire.url})
        wire.fails("cut")             # from now on, whatever is under way included
        wire.fails("5xx", times=1)    # the next request alone
        wire.heals()

It looks at HTTP only as far as it has to know where a request ends; with `is_http=False` it carries anything, Postgres'
own protocol too, and knows no statuses.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable
from typing import Literal, Self
from urllib.parse import urlsplit, urlunsplit

Fault = Literal["refused", "hung", "drip", "4xx", "5xx", "garbage", "cut"]
FAULTS: tuple[Fault, ...] = ("refused", "hung", "drip", "4xx", "5xx", "garbage", "cut")

DRIP_SECONDS = 0.1
# So much of an answer is let through before the wire is cut: a head and a little, or half a message of Postgres'.
_CUT_AFTER = 5
_GARBAGE = b"<html>\xff\xfe this is no answer to anything"


class FaultyWire:
    """Listens on a port of its own; `url` is the upstream's with that port. `hit` counts what a fault was done to since it
    was asked for, `seen` all that it might have been done to.

    `only` says of a request's head whether it is meant; None: all are.
    """

    def __init__(self, upstream: str, *, is_http: bool = True) -> None:
        self._upstream = urlsplit(upstream)
        self._is_http = is_http
        self._fault: Fault | None = None
        self._times: int | None = None
        self.only: Callable[[bytes], bool] | None = None
        self.hit = self.seen = 0
        self._lock = threading.Lock()
        self._healed = threading.Event()
        self._open: set[socket.socket] = set()
        # Bound and never listening: while the wire refuses, the port is not given to another test's server.
        self._kept = _bound(0)
        self._port = int(self._kept.getsockname()[1])
        self._listener = self._listen()

    @property
    def url(self) -> str:
        known = self._upstream
        user, at, _ = known.netloc.rpartition("@")
        return urlunsplit(known._replace(netloc=f"{user}{at}127.0.0.1:{self._port}"))

    def __enter__(self) -> Self:
        self._accept(self._listener)
        return self

    def __exit__(self, *_: object) -> None:
        self.heals()
        self._shut(self._listener)
        self._kept.close()
        self._hang_up()

    def fails(self, fault: Fault, *, times: int | None = None) -> None:
        """From now on, or for so many requests. What is open is hit with its next words.

        Refused from now on, nobody is connected any more; refused so often, whoever is connected is thrown out.
        """
        with self._lock:
            self._healed.clear()
            self._fault, self._times, self.hit, self.seen = fault, times, 0, 0
        if fault == "refused" and times is None:
            self._shut(self._listener)
            self._hang_up()

    def heals(self) -> None:
        """Whoever was left waiting is hung up on; new connections are as good as ever."""
        with self._lock:
            was, self._fault = self._fault, None
            was_shut = was == "refused" and self._times is None
            self._healed.set()
        if was_shut:
            self._listener = self._listen()
            self._accept(self._listener)
        if was in ("hung", "drip"):
            self._hang_up()

    # ── the wire ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _listen(self) -> socket.socket:
        listener = _bound(self._port)
        listener.listen(64)
        return listener

    def _shut(self, listener: socket.socket) -> None:
        # Closing alone leaves the port open as long as somebody waits in accept().
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()

    def _accept(self, listener: socket.socket) -> None:
        def serve() -> None:
            while True:
                try:
                    near, _ = listener.accept()
                except OSError:
                    return
                threading.Thread(target=self._carry, args=(near,), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()

    def _hang_up(self) -> None:
        with self._lock:
            known, self._open = self._open, set()
        for each in known:
            with contextlib.suppress(OSError):
                each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _fault_for(self, head: bytes) -> Fault | None:
        with self._lock:
            if self._fault is None or (self.only is not None and not self.only(head)):
                return None
            self.seen += 1
            if self._times is not None and self.hit >= self._times:
                return None
            self.hit += 1
            return self._fault

    def _carry(self, near: socket.socket) -> None:
        """One connection, from the first request to the last."""
        far: socket.socket | None = None
        manner: list[Fault | None] = [None]
        try:
            near.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._open.add(near)
            while request := self._request(near):
                fault = self._fault_for(request)
                if fault in (None, "drip", "cut"):
                    if far is None:
                        far = socket.create_connection(
                            (self._upstream.hostname or "127.0.0.1", self._upstream.port or 80)
                        )
                        far.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                        threading.Thread(target=self._answer, args=(far, near, manner), daemon=True).start()
                        with self._lock:
                            self._open.add(far)
                    manner[0] = fault
                    far.sendall(request)
                elif fault == "refused":
                    near.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    return
                elif fault == "hung":
                    self._healed.wait(30)
                    return
                else:
                    near.sendall(self._spoken(fault))
                    near.shutdown(socket.SHUT_WR)
                    return
        except OSError:
            return
        finally:
            for each in (near, far):
                if each is not None:
                    with self._lock:
                        self._open.discard(each)
                    if each is far:
                        # Somebody still reads from it.
                        with contextlib.suppress(OSError):
                            each.shutdown(socket.SHUT_RDWR)
                    each.close()

    def _answer(self, far: socket.socket, near: socket.socket, manner: list[Fault | None]) -> None:
        """What comes back: as it is, a byte at a time, or only its beginning."""
        with contextlib.suppress(OSError):
            while data := far.recv(65536):
                if manner[0] == "cut":
                    near.sendall(data[: min(_CUT_AFTER, len(data) // 2)])
                    near.shutdown(socket.SHUT_RDWR)
                    return
                if manner[0] == "drip":
                    for byte in data:
                        near.sendall(bytes([byte]))
                        if self._healed.wait(DRIP_SECONDS):
                            return
                else:
                    near.sendall(data)
            near.shutdown(socket.SHUT_WR)

    def _request(self, near: socket.socket) -> bytes:
        """The next request, head and body; of what is no HTTP, whatever has come. Empty where nobody is there any more."""
        data = near.recv(65536)
        if not self._is_http:
            return data
        while data and b"\r\n\r\n" not in data:
            more = near.recv(65536)
            if not more:
                return b""
            data += more
        head, _, body = data.partition(b"\r\n\r\n")
        lengths = [
            int(line.partition(b":")[2]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")
        ]
        missing = sum(lengths) - len(body)
        while missing > 0:
            more = near.recv(65536)
            if not more:
                return b""
            data += more
            missing -= len(more)
        return data

    def _spoken(self, fault: Fault) -> bytes:
        status = {"4xx": b"429 Too Many Requests", "5xx": b"503 Service Unavailable"}.get(fault, b"200 OK")
        if not self._is_http:
            return _GARBAGE
        body = _GARBAGE if fault == "garbage" else b'{"error": {"message": "test"}}'
        head = b"HTTP/1.1 %s\r\ncontent-type: application/json\r\ncontent-length: %d\r\nconnection: close\r\n\r\n"
        return head % (status, len(body)) + body


def _bound(port: int) -> socket.socket:
    """Nobody else on this machine can be given that port as long as one such socket is open; whoever asks for it can."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    bound.bind(("127.0.0.1", port))
    return bound
