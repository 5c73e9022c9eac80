"""Hold WebSockets as API Gateway does: what happens on one becomes an event, what is posted to it becomes a frame.

Messages of one socket are handed on as they come, without waiting for what became of the one before: they may be answered
at the same time, as on AWS. The path is dropped, as a proxy in front of API Gateway does for who appends to it.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import Future
from http import HTTPStatus
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.server import Server, ServerConnection, serve

from local.events import socket_event

# Calls the function and gives what it returns; raises what it raises.
Invoke = Callable[[dict[str, Any]], Future[Any]]

MOST_BYTES = 128 * 1024  # of a message at API Gateway
MOST_BYTES_SENT = 32 * 1024  # of a frame that is posted
OPENING_SECONDS = 10.0


class Sockets:
    """Listens on a port of its own. `url` is where a provider dials."""

    def __init__(self, invoke: Invoke) -> None:
        self._invoke = invoke
        self._open: dict[str, ServerConnection] = {}
        self._ids: dict[ServerConnection, str] = {}
        self._closing = threading.Event()
        quiet = logging.getLogger("local.sockets")
        quiet.setLevel(logging.CRITICAL)
        self._server: Server = serve(
            self._serve,
            "127.0.0.1",
            0,
            process_request=self._let_in,
            max_size=MOST_BYTES,
            compression=None,
            logger=quiet,
            server_header=None,
        )
        self.domain_name = f"127.0.0.1:{self._server.socket.getsockname()[1]}"
        self.url = f"ws://{self.domain_name}/local"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Close every socket, tell the function of each, and stop listening."""
        self._closing.set()
        self._server.shutdown()
        for socket in list(self._open.values()):
            socket.close()
        self._thread.join()

    def post(self, connection_id: str, frame: bytes) -> int:
        """Send a frame; the status that API Gateway would answer with: 200, 410 for who is gone, 413."""
        if len(frame) > MOST_BYTES_SENT:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        socket = self._open.get(connection_id)
        if socket is None:
            return HTTPStatus.GONE
        try:
            socket.send(frame.decode())
        except ConnectionClosed:
            return HTTPStatus.GONE
        return HTTPStatus.OK

    def drop(self, connection_id: str | None = None) -> None:
        """Break sockets without a word, as a network does: this one, or all of them. For tests."""
        for known, socket in list(self._open.items()):
            if connection_id in (None, known):
                socket.socket.close()

    def _let_in(self, socket: ServerConnection, request: Request) -> Response | None:
        """Ask the function whether to open; its refusal is the answer to the handshake."""
        connection_id = f"{secrets.token_urlsafe(11)}="
        _, _, query = request.path.partition("?")
        event = socket_event(
            "CONNECT", connection_id, domain_name=self.domain_name, headers=request.headers.raw_items(), query=query
        )
        try:
            status = int(self._invoke(event).result(OPENING_SECONDS)["statusCode"])
        except Exception:  # noqa: BLE001  (the gateway has noted it; who dials is refused)
            status = HTTPStatus.BAD_GATEWAY
        if status != HTTPStatus.OK:
            return socket.respond(HTTPStatus(status), "")
        self._ids[socket] = connection_id
        return None

    def _serve(self, socket: ServerConnection) -> None:
        # Opened by the function's answer: from now on it can be written to, not before.
        connection_id = self._ids.pop(socket)
        self._open[connection_id] = socket
        try:
            for message in socket:
                if isinstance(message, str):
                    event = socket_event("MESSAGE", connection_id, domain_name=self.domain_name, body=message)
                    self._invoke(event)
                else:
                    # API Gateway takes no binary frames: it closes.
                    socket.close(1003)
        except ConnectionClosed:
            pass
        finally:
            self._open.pop(connection_id, None)
            self._invoke(socket_event("DISCONNECT", connection_id, domain_name=self.domain_name))
