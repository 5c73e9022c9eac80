"""A socket with one deadline for a whole exchange.

What `shared/providers/deadline.py` does for everybody else costs a thread, and here a caller waits for every frame.
"""

from __future__ import annotations

import io
import socket
from time import monotonic
from typing import Any


class ImpatientSocket:
    """As much of a socket as `http.client` uses. All that is sent and read has until `until`, on the clock of `monotonic`.

    Each read gets what is left, so who drips a byte a second is late. What is sent goes out at once when an answer is
    waited for: the head and the body of a request are one write. Raises TimeoutError, and what the socket raises.
    """

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._unsent = bytearray()
        self.until = 0.0

    def sendall(self, data: bytes) -> None:
        self._unsent += data

    def makefile(self, mode: str) -> io.BufferedReader:  # noqa: ARG002  (the name of the parameter elsewhere)
        self.in_time().sendall(self._unsent)
        self._unsent.clear()
        return io.BufferedReader(_Answer(self))

    def reading(self) -> io.RawIOBase:
        """The socket's own file: until that is closed too, closing the socket leaves what is still to be read."""
        return self._sock.makefile("rb", buffering=0)

    def close(self) -> None:
        self._sock.close()

    def in_time(self) -> socket.socket:
        """The socket, with the patience that is left."""
        left = self.until - monotonic()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(left)
        return self._sock


class _Answer(io.RawIOBase):
    """What is read. An answer that is the last one on its socket is read from it after that was closed."""

    def __init__(self, sock: ImpatientSocket) -> None:
        self._sock = sock
        self._file = sock.reading()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.in_time()
        return self._file.readinto(buffer)

    def close(self) -> None:
        self._file.close()
        super().close()
