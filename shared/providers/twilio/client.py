"""Twilio's REST API, through its own SDK. Imported where it is used: the SDK takes longer to load than a turn lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from shared.providers.refusals import VendorError

if TYPE_CHECKING:
    from twilio.rest import Client  # type: ignore[import-untyped]

TIMEOUT_SECONDS = 5.0


def check_account(*, account_sid: str, auth_token: str, base_url: str | None = None) -> None:
    """Ask Twilio for the account, which proves the credential. Raises VendorError if it does not work.

    `base_url` stands in for https://api.twilio.com (tests, the local stack).
    """
    from requests.exceptions import RequestException
    from twilio.base.exceptions import (  # type: ignore[import-untyped]
        TwilioException,
        TwilioRestException,
    )

    try:
        account = _client(account_sid, auth_token, base_url).api.v2010.accounts(account_sid).fetch()
    except TwilioRestException as error:
        if error.status in (401, 403, 404):
            raise VendorError("credential_refused", retryable=False, status=error.status) from error
        busy = error.status == 429 or error.status >= 500
        raise VendorError("provider_failed", retryable=busy, status=error.status) from error
    except (RequestException, OSError) as error:
        raise VendorError("provider_unreachable", retryable=True) from error
    except (TwilioException, ValueError) as error:
        raise VendorError("provider_answer_unreadable", retryable=True) from error
    if account.status != "active":
        raise VendorError("account_not_active", retryable=False)


def _client(account_sid: str, auth_token: str, base_url: str | None) -> Client:
    from twilio.http.http_client import TwilioHttpClient  # type: ignore[import-untyped]
    from twilio.rest import Client

    class Elsewhere(TwilioHttpClient):  # type: ignore[misc]
        """The SDK's own HTTP client, sent to another host."""

        def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
            return super().request(method, _moved(url, base_url) if base_url else url, *args, **kwargs)

    return Client(account_sid, auth_token, http_client=Elsewhere(timeout=TIMEOUT_SECONDS, max_retries=0))


def _moved(url: str, base_url: str) -> str:
    base = urlsplit(base_url)
    return urlunsplit(urlsplit(url)._replace(scheme=base.scheme, netloc=base.netloc))
