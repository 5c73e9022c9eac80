"""What every vendor has to offer who posts to us: a way to tell that it was them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Provable(Protocol):
    """Header names are lower case; `now` is in seconds since 1970, and the clock's if it is not given."""

    def is_genuine(
        self,
        credential: Mapping[str, str],
        *,
        url: str,
        headers: Mapping[str, str],
        body: bytes,
        now: float | None = ...,
    ) -> bool: ...
