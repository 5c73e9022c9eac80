"""Whether a vendor of models takes a key, asked without having anything thought."""

from __future__ import annotations

from shared.providers.model_stream import Server, Vendor
from shared.providers.refusals import VendorError

TIMEOUT_SECONDS = 5.0


def check_key(vendor: Vendor, server: Server) -> None:
    """Raises VendorError: credential_refused, provider_failed, provider_unreachable."""
    import httpx

    asked = vendor.probe(server)
    try:
        with (
            httpx.Client(timeout=TIMEOUT_SECONDS) as client,
            client.stream("GET", asked.url, headers=asked.headers) as it,
        ):
            status = it.status_code
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise VendorError("provider_unreachable", retryable=True) from error
    if status in (401, 402, 403):
        raise VendorError("credential_refused", retryable=False, status=status)
    if status != 200:
        raise VendorError("provider_failed", retryable=status == 429 or status >= 500, status=status)
