"""What all fakes of vendors have in common: a local server that speaks HTTP; what it says is the fake's business."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Generic, Self, TypeVar

F = TypeVar("F")
A = TypeVar("A")


class VendorServer(ThreadingHTTPServer, Generic[F]):
    """Listens on a free port of this machine; connections find the fake at `self.server.fake`."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, fake: F, connection: type[BaseHTTPRequestHandler]) -> None:
        self.fake = fake
        super().__init__(("127.0.0.1", 0), connection)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever was left waiting has gone away: that is what the tests do."""


class FakeVendor:
    """Listens on a port of its own while it is entered; `base_url` is what our side is given.

    `released` is set when it leaves: whoever it keeps waiting waits for that.
    """

    def __init__(self, connection: type[BaseHTTPRequestHandler], *, path: str = "") -> None:
        self.released = threading.Event()
        self._server = VendorServer(self, connection)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self.base_url = f"http://127.0.0.1:{self._server.server_port}{path}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class PlannedVendor(FakeVendor, Generic[A]):
    """Each request takes the next answer of what was planned; the last is repeated.

    `requests` are the bodies that came, `keys` the keys they came with.
    """

    def __init__(self, connection: type[BaseHTTPRequestHandler], first: A, *, path: str = "") -> None:
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self._plan = [first]
        self._lock = threading.Lock()
        super().__init__(connection, path=path)

    def will(self, *answers: A) -> None:
        """Plan the answers to come, in place of what was planned."""
        with self._lock:
            self._plan = list(answers)

    def next(self, request: dict[str, Any], key: str) -> A:
        with self._lock:
            self.requests.append(request)
            self.keys.append(key)
            return self._plan.pop(0) if len(self._plan) > 1 else self._plan[0]
