"""OpenRouter's keys with a limit, made, read and changed with a management key. Amounts are US dollars.

https://openrouter.ai/docs/features/provisioning-api-keys
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import quote

from shared.providers.model_stream import Server
from shared.providers.openrouter import BASE_URL
from shared.providers.refusals import VendorError

TIMEOUT_SECONDS = 10.0
# An account with more keys than this is not asked through to the end.
MOST_PAGES = 50


@dataclass(frozen=True, slots=True)
class Key:
    """A key as OpenRouter keeps it; `hash` is its name there."""

    hash: str
    name: str
    limit_usd: Decimal | None
    limit_reset: str | None
    is_disabled: bool
    usage_usd: Decimal
    usage_month_usd: Decimal


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a key may do. `limit_reset` is daily, weekly or monthly, None for never."""

    limit_usd: Decimal
    limit_reset: str | None
    is_disabled: bool


def make(server: Server, name: str, wanted: Wanted) -> tuple[Key, str]:
    """A new key, and the secret itself, which is shown this once. Raises VendorError."""
    made = _ask(server, "POST", "", {"name": name, "limit": float(wanted.limit_usd), "limit_reset": wanted.limit_reset})
    secret = made.get("key")
    if not isinstance(secret, str) or not secret:
        raise VendorError("provider_answer_unreadable", retryable=False)
    return _key(made.get("data")), secret


def read(server: Server, key_hash: str) -> Key:
    """Raises VendorError, "key_gone" if there is none."""
    return _key(_ask(server, "GET", f"/{quote(key_hash, safe='')}").get("data"))


def change(server: Server, key_hash: str, wanted: Wanted) -> Key:
    """Raises VendorError, "key_gone" if there is none."""
    body = {"limit": float(wanted.limit_usd), "limit_reset": wanted.limit_reset, "disabled": wanted.is_disabled}
    return _key(_ask(server, "PATCH", f"/{quote(key_hash, safe='')}", body).get("data"))


def delete(server: Server, key_hash: str) -> None:
    """Gone, or it was gone already. Raises VendorError."""
    try:
        _ask(server, "DELETE", f"/{quote(key_hash, safe='')}")
    except VendorError as error:
        if error.code != "key_gone":
            raise


def named(server: Server, name: str) -> Iterator[Key]:
    """The account's keys of that name. Raises VendorError."""
    offset = 0
    for _ in range(MOST_PAGES):
        page = _ask(server, "GET", f"?offset={offset}").get("data")
        if not isinstance(page, list):
            raise VendorError("provider_answer_unreadable", retryable=True)
        if not page:
            return
        yield from (key for key in map(_key, page) if key.name == name)
        offset += len(page)


def _ask(server: Server, method: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
    import httpx

    url = f"{(server.base_url or BASE_URL).rstrip('/')}/keys{path}"
    try:
        with httpx.Client(timeout=TIMEOUT_SECONDS) as client:
            response = client.request(method, url, json=body, headers={"authorization": f"Bearer {server.api_key}"})
        answer = response.json() if response.is_success else {}
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise VendorError("provider_unreachable", retryable=True) from error
    except ValueError as error:
        raise VendorError("provider_answer_unreadable", retryable=True) from error
    if response.status_code in (401, 403):
        raise VendorError("credential_refused", retryable=False, status=response.status_code)
    if response.status_code == 404:
        raise VendorError("key_gone", retryable=False, status=404)
    if not response.is_success:
        busy = response.status_code in (408, 429) or response.status_code >= 500
        raise VendorError("provider_failed", retryable=busy, status=response.status_code)
    if not isinstance(answer, dict):
        raise VendorError("provider_answer_unreadable", retryable=True)
    return answer


def _key(told: Any) -> Key:
    try:
        return Key(
            hash=str(told["hash"]),
            name=str(told["name"]),
            limit_usd=None if told.get("limit") is None else _amount(told["limit"]),
            limit_reset=told.get("limit_reset"),
            is_disabled=bool(told["disabled"]),
            usage_usd=_amount(told.get("usage") or 0),
            usage_month_usd=_amount(told.get("usage_monthly") or 0),
        )
    except (KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise VendorError("provider_answer_unreadable", retryable=True) from error


def _amount(told: object) -> Decimal:
    amount = Decimal(str(told))
    if not amount.is_finite():
        raise InvalidOperation
    return amount
