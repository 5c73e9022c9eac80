"""Telnyx's messages going out: plain HTTP, as everything that Telnyx is asked.

https://developers.telnyx.com/api-reference/messages/send-a-message: `webhook_url` is told how this message fares.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.domain.messages import Outgoing
from shared.providers.deadline import within
from shared.providers.refusals import VendorError
from shared.providers.telnyx.client import BASE_URL

if TYPE_CHECKING:
    import httpx

TIMEOUT_SECONDS = 5.0
MOST_CHARACTERS = 1600


def send_message(
    credential: Mapping[str, str], message: Outgoing, *, status_url: str | None, base_url: str | None
) -> str:
    """Hand over an SMS of up to 1,600 characters; see `senders.Sender`."""
    import httpx

    if message.channel != "sms":
        raise VendorError("channel_not_served", retryable=False)
    asked = {"from": message.sent_from, "to": message.to, "text": message.text[:MOST_CHARACTERS]}
    if status_url:
        asked |= {"webhook_url": status_url}
    try:
        answer = within(
            TIMEOUT_SECONDS,
            lambda: httpx.post(
                f"{(base_url or BASE_URL).rstrip('/')}/v2/messages",
                json=asked,
                headers={"authorization": f"Bearer {credential.get('api_key', '')}"},
                timeout=TIMEOUT_SECONDS,
            ),
        )
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        raise VendorError("provider_unreachable", retryable=True) from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, TimeoutError) as error:
        raise VendorError("outcome_unknown", retryable=False) from error
    return _id_of(answer)


def _id_of(answer: httpx.Response) -> str:
    """Raises VendorError."""
    status = answer.status_code
    if status in (401, 403):
        raise VendorError("credential_refused", retryable=False, status=status)
    if status == 429:
        raise VendorError("provider_failed", retryable=True, status=status)
    if 400 <= status < 500:
        raise VendorError("provider_refused", retryable=False, status=status)
    try:
        message_id = answer.json()["data"]["id"]
    except (ValueError, KeyError, TypeError):
        message_id = None
    if not answer.is_success or not isinstance(message_id, str) or not message_id:
        raise VendorError("outcome_unknown", retryable=False, status=status)
    return message_id
