"""One question to a vendor's REST API by plain HTTP, where the vendor's SDK would weigh more than the question."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from shared.providers.deadline import within
from shared.providers.refusals import VendorError

SECONDS = 5.0
MOST_BYTES = 2 * 1024 * 1024


def ask(
    method: str,
    url: str,
    *,
    api_key: str = "",
    body: Mapping[str, object] | None = None,
    not_found: str = "not_found",
    seconds: float = SECONDS,
) -> Any:
    """The JSON that is answered, None where nothing is. Asked once: who asks knows whether that may be repeated.

    Raises VendorError: credential_refused, `not_found` for 404, provider_refused, provider_failed, provider_unreachable,
    provider_answer_unreadable. Takes `seconds` at most.
    """
    import httpx

    try:
        status, said = within(seconds, lambda: _exchange(method, url, api_key, body, seconds))
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, TimeoutError) as error:
        raise VendorError("provider_unreachable", retryable=not isinstance(error, UnicodeError)) from error
    if status in (401, 403):
        raise VendorError("credential_refused", retryable=False, status=status)
    if status == httpx.codes.NOT_FOUND:
        raise VendorError(not_found, retryable=False, status=status)
    if status == httpx.codes.TOO_MANY_REQUESTS or status >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise VendorError("provider_failed", retryable=True, status=status)
    if not httpx.codes.is_success(status):
        raise VendorError("provider_refused", retryable=False, status=status)
    try:
        return json.loads(said) if said.strip() else None
    except (ValueError, RecursionError) as error:
        raise VendorError("provider_answer_unreadable", retryable=True, status=status) from error


def _exchange(
    method: str, url: str, api_key: str, body: Mapping[str, object] | None, seconds: float
) -> tuple[int, bytes]:
    """Status and body. Raises VendorError for a body that is too long, and what httpx raises."""
    import httpx

    headers = {"authorization": f"Bearer {api_key}"} if api_key else {}
    with httpx.Client(timeout=seconds) as client, client.stream(method, url, json=body, headers=headers) as answer:
        status, said = answer.status_code, bytearray()
        for piece in answer.iter_bytes():
            said += piece
            if len(said) > MOST_BYTES:
                raise VendorError("provider_answer_unreadable", retryable=False, status=status)
    return status, bytes(said)


def required(credential: Mapping[str, str], name: str) -> str:
    """What the integration has to say before this can be asked. Raises VendorError integration_incomplete."""
    value = credential.get(name, "")
    if not value:
        raise VendorError("integration_incomplete", retryable=False)
    return value
