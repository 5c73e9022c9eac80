"""Sends a call that is under way to another address, by one request: the vendor's SDK for it would weigh 15 MB in the function.

https://www.twilio.com/docs/voice/api/call-resource#update-a-call-resource
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from shared.providers.deadline import within
from shared.providers.refusals import VendorError

BASE_URL = "https://api.twilio.com"
# A caller hears nothing meanwhile.
TIMEOUT_SECONDS = 3.0


def redirect_call(credential: Mapping[str, str], provider_call_id: str, *, to_url: str, base_url: str | None) -> None:
    """Have a call ask `to_url` what to do, whatever it is doing now. Raises VendorError."""
    import httpx

    account, token = credential.get("account_sid", ""), credential.get("auth_token", "")
    path = f"/2010-04-01/Accounts/{quote(account, safe='')}/Calls/{quote(provider_call_id, safe='')}.json"
    try:
        answer = within(
            TIMEOUT_SECONDS,
            lambda: httpx.post(
                (base_url or BASE_URL).rstrip("/") + path,
                data={"Url": to_url, "Method": "POST"},
                auth=(account, token),
                timeout=TIMEOUT_SECONDS,
            ),
        )
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, TimeoutError) as error:
        raise VendorError("provider_unreachable", retryable=True) from error
    if not answer.is_success:
        raise VendorError("provider_refused", retryable=answer.status_code >= 500, status=answer.status_code)
