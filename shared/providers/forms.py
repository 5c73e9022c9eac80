"""Forms and their fields, as the providers send them that ask for a document of instructions: one dialect, many vendors.

What is particular to a vendor (which fields, which formats, what a signature covers) stands in its own folder.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

from shared.domain.calls import CallStatus

MAX_FIELDS = 400
MAX_HEARD_CHARACTERS = 4000
MAX_DIGITS = 64

STATUSES = {
    "queued": CallStatus.RINGING,
    "initiated": CallStatus.RINGING,
    "ringing": CallStatus.RINGING,
    "in-progress": CallStatus.IN_PROGRESS,
    "answered": CallStatus.IN_PROGRESS,
    "completed": CallStatus.COMPLETED,
    "busy": CallStatus.BUSY,
    "failed": CallStatus.FAILED,
    "no-answer": CallStatus.NO_ANSWER,
    "canceled": CallStatus.CANCELLED,
}

# As the database's domain e164 has it: what that refuses would break the call.
E164 = re.compile(r"\+[1-9][0-9]{6,14}")
RECORDING = re.compile(r"https?://[^\s\"<>]{1,500}")
_COUNT = re.compile(r"[0-9]{1,7}")


class Form:
    """The parameters of a request in the order sent; `get` for one, `getlist` for all of a name."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            self._values.setdefault(name, []).append(value)

    def get(self, name: str) -> str:
        """The value of a parameter; empty if it was not sent."""
        values = self._values.get(name)
        return values[0] if values else ""

    def getlist(self, name: str) -> list[str]:
        return self._values.get(name, [])

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def read_form(body: bytes) -> Form:
    """Parse a urlencoded body, blanks and repeated names kept. Raises ValueError if it is none."""
    text = body.decode("ascii")
    return Form(
        parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text), max_num_fields=MAX_FIELDS, errors="strict")
    )


def nameless(body: bytes) -> str:
    """The key of a delivery that names nothing: its own content."""
    return f"body:{hashlib.sha256(body).hexdigest()}"


def plain(text: str) -> str:
    """A value fit to be part of a key: short, and without what could be taken for another part."""
    return re.sub(r"[^A-Za-z0-9_-]", "", text)[:64]


def number(text: str) -> str | None:
    """E.164, or None: a caller who withholds the number comes as "anonymous", "Restricted" or nothing."""
    return text if E164.fullmatch(text) else None


def count(text: str, *, most: int | None = None) -> int | None:
    """A whole number, None if nothing was sent. Raises ValueError("count_unreadable"), also for more than `most`."""
    if not text:
        return None
    if not _COUNT.fullmatch(text) or (most is not None and int(text) > most):
        raise ValueError("count_unreadable")
    return int(text)


def confidence(text: str) -> float | None:
    """Between 0 and 1; nobody promises to send it."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None


def words(text: str) -> str:
    """What was understood of the caller, at a length that a turn can hold."""
    return text.strip()[:MAX_HEARD_CHARACTERS]


def keys(text: str) -> str:
    """The telephone keys among `text`, in order."""
    return "".join(key for key in text if key in "0123456789*#ABCD")[:MAX_DIGITS]
