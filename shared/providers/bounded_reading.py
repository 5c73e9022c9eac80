"""A vendor's answer, read as it comes by a thread of its own: who asked waits no longer than they want to.

What an HTTP client bounds is each read, not the whole: a server that sends a byte every second never times out.
"""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any, Protocol


class Response(Protocol):
    """What an answer is read from, whichever HTTP client a vendor's package brings."""

    @property
    def is_closed(self) -> bool: ...
    @property
    def extensions(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer on its way: its events, and the response that they are read from."""

    events: Iterator[Any]
    response: Response


class Reading:
    """A request and its answer, read for `seconds` at most; what comes is put into a queue."""

    def __init__(self, ask: Callable[[], AbstractContextManager[Asked]], seconds: float) -> None:
        self._ask = ask
        self._until = monotonic() + seconds
        self._arrived: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        self._abandoned = threading.Event()
        self._response: Response | None = None
        self._over = False

    def start(self, name: str) -> None:
        """Begin, in a thread of that name."""
        threading.Thread(target=self._run, name=name, daemon=True).start()

    def next(self, seconds: float) -> tuple[str, Any]:
        """("event" | "end" | "error", value). Raises queue.Empty when `seconds` are over."""
        return self._arrived.get(timeout=max(0.0, seconds))

    def run_out(self) -> None:
        """All that matters has come; the body is read to its end, or the connection could not be used again."""
        self._over = True

    def abandon(self) -> None:
        """Let the thread end. Shutting the socket wakes a read that is under way; closing it here would not be safe."""
        if self._over:
            return
        self._abandoned.set()
        response = self._response
        if response is None or response.is_closed:
            return
        with suppress(Exception):
            response.extensions["network_stream"].get_extra_info("socket").shutdown(socket.SHUT_RDWR)

    def _run(self) -> None:
        try:
            self._read()
        except Exception as error:  # noqa: BLE001  (goes on in the thread that asked)
            self._arrived.put(("error", error))

    def _read(self) -> None:
        with self._ask() as asked:
            self._response = asked.response
            for event in asked.events:
                if self._abandoned.is_set() or monotonic() > self._until:
                    return
                if not self._over:
                    self._arrived.put(("event", event))
        self._arrived.put(("end", None))
