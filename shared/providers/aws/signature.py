"""Requests to AWS are signed with the function's own key: Signature Version 4, for the services that are asked here.

Scheme: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html. By hand, because a
caller waits: the SDK takes 350 ms to import and 100 ms to make a client, where this takes none and 0.1 ms a request.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from urllib.parse import quote, urlsplit

ALGORITHM = "AWS4-HMAC-SHA256"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who asks: what Lambda puts into a function's environment. `token` is None for keys that do not expire."""

    key_id: str
    secret: str = field(repr=False)
    token: str | None = field(repr=False)


def signed_headers(
    identity: Identity,
    *,
    region: str,
    service: str,
    method: str,
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    at: datetime,
) -> dict[str, str]:
    """`headers` (lower-case names) with what proves who asks. `url` has its path escaped once and no query; `at` is UTC."""
    address = urlsplit(url)
    moment = at.strftime("%Y%m%dT%H%M%SZ")
    signed = {**headers, "host": address.netloc, "x-amz-date": moment}
    if identity.token:
        signed["x-amz-security-token"] = identity.token
    names = ";".join(sorted(signed))
    canonical = "\n".join(
        [
            method,
            # Escaped a second time: every service but S3 wants it so.
            quote(address.path or "/", safe="/-_.~"),
            "",
            *(f"{name}:{' '.join(signed[name].split())}" for name in sorted(signed)),
            "",
            names,
            hashlib.sha256(body).hexdigest(),
        ]
    )
    scope = f"{moment[:8]}/{region}/{service}/aws4_request"
    to_sign = "\n".join([ALGORITHM, moment, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    signature = hmac.new(
        _key(identity.secret, moment[:8], region, service), to_sign.encode(), hashlib.sha256
    ).hexdigest()
    signed["authorization"] = (
        f"{ALGORITHM} Credential={identity.key_id}/{scope}, SignedHeaders={names}, Signature={signature}"
    )
    return signed


@lru_cache(maxsize=4)
def _key(secret: str, day: str, region: str, service: str) -> bytes:
    """The key of a day, which is worth keeping: it takes four of the five digests."""
    key = f"AWS4{secret}".encode()
    for part in (day, region, service, "aws4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key
