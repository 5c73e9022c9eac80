"""Ask twice: a connection kept warm over a pause may be gone without anybody having noticed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from shared.db.refusals import DatabaseUnavailable

T = TypeVar("T")


def once_more(ask: Callable[[], T]) -> T:
    """What `ask` returns, asked a second time if the database did not answer; the second connection is a new one.

    Only for what may be done twice: the first time may have taken effect unseen. Raises what the second time raises.
    """
    try:
        return ask()
    except DatabaseUnavailable:
        return ask()
