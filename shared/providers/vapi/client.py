"""Vapi's REST API, as far as the house asks it anything. https://docs.vapi.ai/api-reference/calls/get

Over plain HTTP: the vendor's SDK takes longer to load than the one request it would make.
"""

from __future__ import annotations

from shared.providers.asking import ask
from shared.providers.deadline import within
from shared.providers.refusals import VendorError

BASE_URL = "https://api.vapi.ai"
TIMEOUT_SECONDS = 4.0
_MOST_BYTES = 2 * 1024 * 1024


def get_call(call_id: str, *, api_key: str, base_url: str | None = None) -> bytes:
    """The call as Vapi has it, a JSON object as it came. Raises VendorError. `base_url` stands in for Vapi's own."""
    import httpx

    try:
        answer = within(
            TIMEOUT_SECONDS,
            lambda: httpx.get(
                f"{base_url or BASE_URL}/call/{call_id}",
                headers={"authorization": f"Bearer {api_key}"},
                timeout=TIMEOUT_SECONDS,
            ),
        )
    except (httpx.HTTPError, ValueError, TimeoutError) as error:
        raise VendorError("provider_unreachable", retryable=True) from error
    if answer.status_code != httpx.codes.OK:
        code = {401: "credential_refused", 403: "credential_refused", 404: "call_not_found"}.get(
            answer.status_code, "provider_failed"
        )
        raise VendorError(code, retryable=code == "provider_failed", status=answer.status_code)
    if len(answer.content) > _MOST_BYTES:
        raise VendorError("provider_answer_unreadable", retryable=False)
    return answer.content


def check_account(*, api_key: str, base_url: str | None = None) -> None:
    """Ask Vapi for one of the account's numbers, which proves the key. Raises VendorError if it does not work."""
    ask("GET", f"{base_url or BASE_URL}/phone-number?limit=1", api_key=api_key, not_found="provider_failed")
