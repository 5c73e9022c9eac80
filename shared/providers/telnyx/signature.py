"""Whether a request comes from Telnyx: Ed25519 over `timestamp|raw body`, with the account's public key.

Scheme: https://developers.telnyx.com/development/api-fundamentals/webhooks/receiving-webhooks. The key is the account's,
so it says which account sent it and not for which of its applications: that is the address's token.
"""

from __future__ import annotations

import base64
import binascii
import re
import time
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SIGNATURE = "telnyx-signature-ed25519"
TIMESTAMP = "telnyx-timestamp"
TOLERANCE_SECONDS = 300

_SECONDS = re.compile(r"[0-9]{1,12}")


def is_signed(*, public_key: str, headers: Mapping[str, str], body: bytes, now: float | None = None) -> bool:
    """True if `headers` (lower-case names) carry a signature of `body` that is at most five minutes old, or early.

    Never raises. Refuses more than the vendor's own verifier: timestamps and base64 written in other than the plain way.
    """
    given, at = headers.get(SIGNATURE, ""), headers.get(TIMESTAMP, "")
    if not _SECONDS.fullmatch(at) or abs(int(time.time() if now is None else now) - int(at)) > TOLERANCE_SECONDS:
        return False
    # Only who is called by Telnyx needs the curve.
    from cryptography.exceptions import InvalidSignature

    try:
        signature = base64.b64decode(given.encode("ascii"), validate=True)
        body.decode("utf-8")  # The vendor signs text.
        _key(public_key).verify(signature, at.encode("ascii") + b"|" + body)
    except (InvalidSignature, ValueError, UnicodeError, binascii.Error):
        return False
    return True


@lru_cache(maxsize=64)
def _key(public_key: str) -> Ed25519PublicKey:
    """Raises ValueError for what is no key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    return Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key.encode("ascii"), validate=True))
