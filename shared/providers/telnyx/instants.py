"""What Telnyx's forms and events have in common: how calls are named and instants written."""

from __future__ import annotations

import re
from datetime import datetime

# `v3:` and base64 as addresses may hold it. It becomes part of a key and of an address of the API.
CALL_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9:_-]{0,255}")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:?[0-9]{2})"
)


def instant(text: str) -> datetime:
    """ISO 8601 with its zone. Raises ValueError("instant_unreadable")."""
    try:
        if not _INSTANT.fullmatch(text):
            raise ValueError(text)
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError("instant_unreadable") from error
