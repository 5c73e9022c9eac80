"""What the database says no with, said once for Python: a word, a status, and what to do about it.

    Exception
    ├── Refusal               the database decided: status, code, detail, hint
    │   ├── Forbidden         403
    │   ├── NotFound          404
    │   ├── Conflict          409
    │   └── Invalid           422
    └── DatabaseUnavailable   the database did not decide: refused, cut off, too slow; may be retried

SQL raises a refusal with SQLSTATE `PTxyz`, which PostgREST turns into HTTP xyz; here it becomes the class of that status.
"""

from __future__ import annotations

import json
from typing import Any

import psycopg


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error of anybody's
    """The database refused. `code` is a stable snake_case word; `status` the HTTP status that belongs to it."""

    status = 400

    def __init__(
        self, code: str, *, status: int | None = None, detail: dict[str, Any] | None = None, hint: str | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.status = status or type(self).status
        self.detail = detail
        self.hint = hint


class Forbidden(Refusal):
    status = 403


class NotFound(Refusal):
    status = 404


class Conflict(Refusal):
    status = 409


class Invalid(Refusal):
    status = 422


class DatabaseUnavailable(Exception):  # noqa: N818 - it says what is so, as the refusals do
    """The database could not be asked, or did not answer in time. Nothing is known of the outcome."""


BY_SQLSTATE: dict[str, type[Refusal]] = {"PT403": Forbidden, "PT404": NotFound, "PT409": Conflict, "PT422": Invalid}

# Rules that speak for themselves: the constraint's name is the rule, the word is what a client acts on.
BY_CONSTRAINT: dict[str, tuple[type[Refusal], str]] = {
    "appointments_no_overlap": (Conflict, "slot_taken"),
    "e164_plus_and_7_to_15_digits": (Invalid, "number_not_e164"),
    "integrations_base_url_is_public": (Invalid, "base_url_not_public"),
    "integrations_name_not_blank": (Invalid, "name_blank"),
}

# Trouble of the connection, overload, time-out and shutdown; 40 asks to try again. No SQLSTATE means no connection.
OUTAGE_CLASSES = frozenset({"08", "40", "53", "57", "58"})


def domain_error(error: psycopg.Error) -> Refusal | DatabaseUnavailable | None:
    """The domain's error for one of psycopg's, or None if it is neither a refusal nor an outage but a fault of ours."""
    state = error.sqlstate or ""
    if state.startswith("PT"):
        kind = BY_SQLSTATE.get(state, Refusal)
        return kind(
            error.diag.message_primary or "refused",
            status=int(state[2:]),
            detail=_detail(error.diag.message_detail),
            hint=error.diag.message_hint,
        )
    if error.diag.constraint_name in BY_CONSTRAINT:
        kind, code = BY_CONSTRAINT[error.diag.constraint_name]
        return kind(code)
    # An error of no kind is what libpq makes of bytes that are no server's.
    garbled = type(error) is psycopg.DatabaseError and not state
    outage = garbled or isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
    if outage or state[:2] in OUTAGE_CLASSES:
        return DatabaseUnavailable(state or "no_connection")
    return None


def _detail(text: str | None) -> dict[str, Any] | None:
    try:
        value = json.loads(text or "null")
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
