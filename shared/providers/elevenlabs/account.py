"""Whether ElevenLabs takes a key, asked without having anything said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from shared.providers.refusals import VendorError

if TYPE_CHECKING:
    import httpx

BASE_URL = "https://api.elevenlabs.io"
TIMEOUT_SECONDS = 5.0


def check_account(*, api_key: str, base_url: str | None = None) -> None:
    """Ask for the account's subscription.

    Raises VendorError: credential_refused, quota_exhausted, provider_failed, provider_answer_unreadable, provider_unreachable.
    """
    import httpx

    url = f"{(base_url or BASE_URL).rstrip('/')}/v1/user/subscription"
    try:
        answer = httpx.get(url, headers={"xi-api-key": api_key}, timeout=TIMEOUT_SECONDS)
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise VendorError("provider_unreachable", retryable=not isinstance(error, UnicodeError)) from error
    status, told = answer.status_code, _object(answer)
    if status == 200 and "tier" in told:
        return
    if status == 200:
        raise VendorError("provider_answer_unreadable", retryable=True, status=status)
    detail = told.get("detail")
    reason = detail.get("status") if isinstance(detail, dict) else None
    # A key that may only speak, as it should be, may not read the account: but it is one of theirs.
    if status in (401, 403) and reason == "missing_permissions":
        return
    if reason == "quota_exceeded":
        raise VendorError("quota_exhausted", retryable=False, status=status)
    if status in (401, 402, 403):
        raise VendorError("credential_refused", retryable=False, status=status)
    raise VendorError("provider_failed", retryable=status == 429 or status >= 500, status=status)


def _object(answer: httpx.Response) -> Mapping[str, Any]:
    try:
        found = answer.json()
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
