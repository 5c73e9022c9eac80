"""Twilio's REST API, through its own SDK. Imported where it is used: the SDK takes longer to load than a turn lasts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from shared.providers.deadline import within
from shared.providers.outgoing import Outgoing
from shared.providers.refusals import VendorError

if TYPE_CHECKING:
    from twilio.rest import Client  # type: ignore[import-untyped]

TIMEOUT_SECONDS = 5.0
RING_SECONDS = 30


def check_account(*, account_sid: str, auth_token: str, base_url: str | None = None) -> None:
    """Ask Twilio for the account, which proves the credential. Raises VendorError if it does not work.

    `base_url` stands in for https://api.twilio.com (tests, the local stack).
    """
    with _our_words(not_found="credential_refused"):
        account = _client(account_sid, auth_token, base_url).api.v2010.accounts(account_sid).fetch()
    if account.status != "active":
        raise VendorError("account_not_active", retryable=False)


def place_call(credential: Mapping[str, str], call: Outgoing, *, base_url: str | None = None) -> str:
    """Ring, and ask us what to say once somebody, or an answering machine after its tone, has answered.

    Returns the call's SID. Raises VendorError.
    """
    sid, token = credential.get("account_sid", ""), credential.get("auth_token", "")
    with _our_words(not_found="number_refused"):
        placed = _client(sid, token, base_url).calls.create(
            to=call.to_number,
            from_=call.from_number,
            url=f"{call.around.voice_url}/incoming",
            status_callback=call.around.status_url,
            status_callback_event=["initiated", "ringing", "answered", "completed"],
            # The request waits for the verdict and, at a machine, for the tone. https://www.twilio.com/docs/voice/answering-machine-detection
            machine_detection="DetectMessageEnd",
            timeout=RING_SECONDS,
        )
    if not isinstance(placed.sid, str) or not placed.sid:
        raise VendorError("provider_answer_unreadable", retryable=False)
    return placed.sid


def end_call(credential: Mapping[str, str], provider_call_id: str, *, base_url: str | None = None) -> None:
    """Hang up; a call that Twilio does not know any more is over. Raises VendorError."""
    sid, token = credential.get("account_sid", ""), credential.get("auth_token", "")
    try:
        with _our_words(not_found="call_not_found"):
            _client(sid, token, base_url).calls(provider_call_id).update(status="completed")
    except VendorError as error:
        if error.code != "call_not_found":
            raise


def fetch_price(
    credential: Mapping[str, str], provider_call_id: str, *, base_url: str | None = None
) -> tuple[str | None, str]:
    """What Twilio asks for a call as it writes it ("-0.01700"), None until it is rated, and the currency. Raises VendorError."""
    sid, token = credential.get("account_sid", ""), credential.get("auth_token", "")
    with _our_words(not_found="call_not_found"):
        call = _client(sid, token, base_url).calls(provider_call_id).fetch()
    return (None if call.price is None else str(call.price)), str(call.price_unit)


def create_message(credential: Mapping[str, str], fields: Mapping[str, str], *, base_url: str | None = None) -> str:
    """Send a message and return its SID. Raises VendorError: retryable only where it has certainly not gone."""
    from requests.exceptions import ConnectTimeout

    sid, token = credential.get("account_sid", ""), credential.get("auth_token", "")
    try:
        with _our_words(not_found="credential_refused"):
            message = _client(sid, token, base_url).messages.create(**fields)
    except VendorError as error:
        if error.retryable and error.status != 429 and not _never_reached(error.__cause__, ConnectTimeout):
            raise VendorError("outcome_unknown", retryable=False, status=error.status) from error
        raise
    if not isinstance(message.sid, str) or not message.sid:
        raise VendorError("outcome_unknown", retryable=False)
    return message.sid


def _never_reached(error: BaseException | None, timed_out: type[BaseException]) -> bool:
    """Whether not even a connection was made. requests says of a refused one only in its cause what it was."""
    from urllib3.exceptions import NewConnectionError

    reason = getattr(error.args[0] if error and error.args else None, "reason", None)
    return isinstance(error, timed_out) or isinstance(reason, NewConnectionError)


def fetch_message(
    credential: Mapping[str, str], provider_id: str, *, base_url: str | None = None
) -> dict[str, str | None]:
    """What Twilio has of a message, its words left out; `price` as fetch_price has it. Raises VendorError."""
    sid, token = credential.get("account_sid", ""), credential.get("auth_token", "")
    with _our_words(not_found="message_not_found"):
        message = _client(sid, token, base_url).messages(provider_id).fetch()
    fields = ("sid", "status", "direction", "from_", "to", "price", "price_unit")
    said = {name.rstrip("_"): getattr(message, name) for name in fields}
    return {name: None if value is None else str(value) for name, value in said.items()}


@contextmanager
def _our_words(*, not_found: str) -> Iterator[None]:
    """The SDK's errors as VendorError; what is not there is called `not_found`."""
    from requests.exceptions import RequestException
    from twilio.base.exceptions import (  # type: ignore[import-untyped]
        TwilioException,
        TwilioRestException,
    )

    try:
        yield
    except TwilioRestException as error:
        if error.status in (401, 403):
            raise VendorError("credential_refused", retryable=False, status=error.status) from error
        if error.status == 404:
            raise VendorError(not_found, retryable=False, status=error.status) from error
        busy = error.status == 429 or error.status >= 500
        code = "provider_failed" if busy else "provider_refused"
        raise VendorError(code, retryable=busy, status=error.status) from error
    except (RequestException, OSError) as error:
        raise VendorError("provider_unreachable", retryable=True) from error
    except (TwilioException, ValueError) as error:
        raise VendorError("provider_answer_unreadable", retryable=True) from error


def _client(account_sid: str, auth_token: str, base_url: str | None) -> Client:
    from twilio.http.http_client import TwilioHttpClient  # type: ignore[import-untyped]
    from twilio.rest import Client

    class Elsewhere(TwilioHttpClient):  # type: ignore[misc]
        """The SDK's own HTTP client, sent to another host, and not waited for when an answer drips."""

        def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
            address = _moved(url, base_url) if base_url else url
            return within(TIMEOUT_SECONDS, lambda: TwilioHttpClient.request(self, method, address, *args, **kwargs))

    return Client(account_sid, auth_token, http_client=Elsewhere(timeout=TIMEOUT_SECONDS, max_retries=0))


def _moved(url: str, base_url: str) -> str:
    base = urlsplit(base_url)
    return urlunsplit(urlsplit(url)._replace(scheme=base.scheme, netloc=base.netloc))
