"""Whether a request comes from Retell: HMAC-SHA256 over the body and the time, with the workspace's API key.

Scheme: https://docs.retellai.com/features/secure-webhook, and `retell.lib.webhook_auth` of the vendor's SDK, with which
the tests compare. Stricter in one thing: what was signed more than a minute ahead of our clock is refused.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import time
from collections.abc import Mapping

HEADER = "x-retell-signature"
OLDEST_MS = 5 * 60 * 1000
# A clock may be a little ahead of ours; five minutes are a spare key for later.
AHEAD_MS = 60 * 1000

_SIGNATURE = re.compile(r"v=([0-9]{1,16}),d=([0-9a-f]{64})")


def is_signed(*, api_key: str, headers: Mapping[str, str], body: bytes, now_ms: int | None = None) -> bool:
    """True if `headers` (lower-case names) carry the signature of `body`, made within five minutes. Never raises."""
    given = _SIGNATURE.fullmatch(headers.get(HEADER, ""))
    if not api_key or given is None:
        return False
    try:
        # The vendor signs text: a body that is none cannot be its own.
        body.decode()
        key = api_key.encode()
    except UnicodeError:
        return False
    # As the vendor does: the number is signed, not its digits, so that zeros before it say nothing.
    signed_ms = int(given[1])
    expected = hmac.new(key, body + str(signed_ms).encode(), hashlib.sha256).hexdigest()
    genuine = hmac.compare_digest(expected, given[2])
    age_ms = (time.time_ns() // 1_000_000 if now_ms is None else now_ms) - signed_ms
    return genuine and -AHEAD_MS <= age_ms <= OLDEST_MS
