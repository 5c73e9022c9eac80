"""One deadline for a whole exchange. Vendors' clients bound each read of a socket: who drips a byte a second is never late."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, ask: Callable[[], T]) -> T:
    """What `ask` returns, or raises. Raises TimeoutError when the time is over; what it does then is nobody's any more.

    Costs a thread, a tenth of a millisecond.
    """
    outcome: Future[T] = Future()

    def run() -> None:
        try:
            outcome.set_result(ask())
        except BaseException as error:  # noqa: BLE001  (raised again where it is waited for)
            outcome.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    if not outcome.done() and not wait([outcome], timeout=seconds).done:
        raise TimeoutError
    return outcome.result()
