"""The local server behind every fake of a vendor: it speaks HTTP, and what it says is the fake's business."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Generic, TypeVar

F = TypeVar("F")


class VendorServer(ThreadingHTTPServer, Generic[F]):
    """Listens on a free port of this machine; connections find the fake at `self.server.fake`."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, fake: F, connection: type[BaseHTTPRequestHandler]) -> None:
        self.fake = fake
        super().__init__(("127.0.0.1", 0), connection)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever was left waiting has gone away: that is what the tests do."""
