"""The REST door, entered as the person who asks: row-level security decides what they see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from shared.providers.refusals import VendorError

if TYPE_CHECKING:
    from postgrest import SyncPostgrestClient

TIMEOUT_SECONDS = 5.0


@contextmanager
def rest_as(supabase_url: str, *, publishable_key: str, token: str) -> Iterator[SyncPostgrestClient]:
    """A client with the caller's own token. Raises VendorError("rest_unreachable" | "rest_failed") for what goes wrong."""
    import httpx
    from postgrest import SyncPostgrestClient
    from postgrest.exceptions import APIError

    headers = {"apikey": publishable_key, "Authorization": f"Bearer {token}"}
    # The HTTP client is made here because the vendor's own asks for HTTP/2 and takes its time to load it.
    with httpx.Client(base_url=f"{supabase_url.rstrip('/')}/rest/v1", headers=headers, timeout=TIMEOUT_SECONDS) as http:
        client = SyncPostgrestClient(
            f"{supabase_url.rstrip('/')}/rest/v1", headers=headers, http_client=http, retry_enabled=False
        )
        try:
            yield client
        except APIError as error:
            raise VendorError("rest_failed", retryable=False) from error
        except httpx.HTTPError as error:
            raise VendorError("rest_unreachable", retryable=True) from error
