"""What went wrong, told to the asker: RFC 9457 problem details with one snake_case `code`, alike in every endpoint."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

CONTENT_TYPE = "application/problem+json"


class Problem(Exception):  # noqa: N818  (a problem in the sense of RFC 9457)
    """An answer that is not success. `code` is for programs, `hint` for people; `extra` adds members such as `errors`.

    Nothing of the request's content and nothing of a stack trace may be put in here: it goes to the other side.
    """

    def __init__(
        self,
        status: int,
        code: str,
        hint: str | None = None,
        *,
        extra: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.hint = hint
        self.extra = dict(extra or {})
        self.headers = dict(headers or {})

    def body(self) -> str:
        told: dict[str, object] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.code,
        }
        if self.hint:
            told["detail"] = self.hint
        return json.dumps({**self.extra, **told}, ensure_ascii=False, separators=(",", ":"))


def not_found() -> Problem:
    return Problem(404, "not_found")


def too_large() -> Problem:
    return Problem(413, "too_large")


def not_authenticated() -> Problem:
    return Problem(401, "not_authenticated", headers={"WWW-Authenticate": "Bearer"})


def keys_unavailable() -> Problem:
    return Problem(503, "keys_unavailable", headers={"Retry-After": "5"})


def internal_error() -> Problem:
    return Problem(500, "internal_error")


def database_unavailable() -> Problem:
    return Problem(503, "database_unavailable", headers={"Retry-After": "5"})


def of_refusal(error: Exception) -> Problem | None:
    """The problem that a refusal stands for, if `error` is one: it has a `status`, a `code`, perhaps `detail` and `hint`.

    Read by shape, not by class: the database's refusals live in a room that this one does not import.
    """
    status, code = getattr(error, "status", None), getattr(error, "code", None)
    if not isinstance(status, int) or not isinstance(code, str):
        return None
    hint, detail = getattr(error, "hint", None), getattr(error, "detail", None)
    return Problem(status, code, hint, extra={"reason": detail} if isinstance(detail, Mapping) else None)
