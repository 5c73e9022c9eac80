"""Telnyx's REST API, as little of it as is needed: plain HTTP, because the vendor's SDK weighs 45 MB."""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from shared.providers.deadline import within
from shared.providers.refusals import VendorError

if TYPE_CHECKING:
    import httpx

BASE_URL = "https://api.telnyx.com"
# A caller waits: three tries at most, and none that begins after the budget is spent.
TIMEOUT_SECONDS = 2.5
BUDGET_SECONDS = 5.0
PAUSES_SECONDS = (0.1, 0.4)

# "Call has already ended". https://developers.telnyx.com/development/api-fundamentals/api-errors
_CALL_ENDED = "90018"


def command(
    action: str, arguments: Mapping[str, object], *, call: str, api_key: str, base_url: str | None = None
) -> None:
    """Have one thing done with a call, tried again while that may help; done once, because `command_id` names it.

    To dial is to make another call beside it. Raises VendorError: call_is_over, credential_refused, command_refused,
    provider_failed, provider_unreachable.
    """
    if action == "dial":
        _request("POST", "/v2/calls", arguments, api_key, base_url)
        return
    _request("POST", f"/v2/calls/{quote(call, safe='')}/actions/{action}", arguments, api_key, base_url)


def check_account(*, api_key: str, base_url: str | None = None) -> None:
    """Ask Telnyx for the account's balance, which proves the key. Raises VendorError if it does not work."""
    _request("GET", "/v2/balance", None, api_key, base_url)


def _request(method: str, path: str, body: Mapping[str, object] | None, api_key: str, base_url: str | None) -> None:
    began, pauses = time.monotonic(), iter(PAUSES_SECONDS)
    while True:
        try:
            return _request_once(method, (base_url or BASE_URL).rstrip("/") + path, body, api_key)
        except VendorError as error:
            pause = next(pauses, None)
            if not error.retryable or pause is None or time.monotonic() - began + pause > BUDGET_SECONDS:
                raise
        time.sleep(pause)


def _request_once(method: str, url: str, body: Mapping[str, object] | None, api_key: str) -> None:
    import httpx

    try:
        answer = within(
            TIMEOUT_SECONDS,
            lambda: _client().request(method, url, json=body, headers={"authorization": f"Bearer {api_key}"}),
        )
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, TimeoutError) as error:
        raise VendorError("provider_unreachable", retryable=not isinstance(error, UnicodeError)) from error
    if answer.is_success and _is_telnyx(answer):
        return
    status, request_id = answer.status_code, answer.headers.get("x-request-id")
    if status in (401, 403):
        raise VendorError("credential_refused", retryable=False, status=status, request_id=request_id)
    if status == 404 or _CALL_ENDED in _codes(answer):
        raise VendorError("call_is_over", retryable=False, status=status, request_id=request_id)
    if status == 429 or status >= 500 or answer.is_success:
        raise VendorError("provider_failed", retryable=True, status=status, request_id=request_id)
    raise VendorError("command_refused", retryable=False, status=status, request_id=request_id)


def _is_telnyx(answer: httpx.Response) -> bool:
    """Whether it says yes in Telnyx's words: a stranger's 200 has nothing done."""
    try:
        return isinstance(answer.json()["data"], dict)
    except (ValueError, KeyError, TypeError):
        return False


def _codes(answer: httpx.Response) -> set[str]:
    try:
        return {str(error["code"]) for error in answer.json()["errors"]}
    except (ValueError, KeyError, TypeError):
        return set()


@lru_cache(maxsize=1)
def _client() -> httpx.Client:
    """One for all calls of a warm function: the next command finds the connection open."""
    import httpx

    return httpx.Client(timeout=TIMEOUT_SECONDS)
