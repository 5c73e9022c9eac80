"""Whether a request comes from Vapi: by the secret, the bearer token or the signature that the integration says.

Vapi sends what its webhook credential is set to, and nothing in a request may choose: `webhook_auth` in the
integration's config is `secret` (X-Vapi-Secret, the usual), `bearer` or `hmac`, and anything else refuses everybody.
Schemes: https://docs.vapi.ai/server-url/server-authentication; there is no verifier in the vendor's SDK.

Its requests for words (`…/chat/completions`) come from a model client, which can only carry a bearer token: a ticket of
that very call, or of the number that a call of ours rings, that we gave with the assistant, or the secret itself where the company keeps it with its own assistant
at Vapi. Where the integration signs, the secret is a key and no password, and only tickets are taken.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import time
from collections.abc import Mapping

from shared.providers.reading import identifier, number, part, read_object

TOLERANCE_SECONDS = 300
COMPLETIONS = "/chat/completions"

_ALGORITHMS = {"sha256": hashlib.sha256, "sha512": hashlib.sha512, "sha1": hashlib.sha1}
# Of the latest instant that is told in seconds; more digits are milliseconds.
_MOST_DIGITS_OF_SECONDS, _MOST_DIGITS = 11, 16


def is_genuine(
    credential: Mapping[str, str], *, url: str, headers: Mapping[str, str], body: bytes, now: float | None = None
) -> bool:
    """True if Vapi sent this for the integration whose credential and config these are. Never raises.

    `headers` have lower-case names; `now` is seconds since 1970.
    """
    secret = credential.get("webhook_secret", "")
    if not secret:
        return False
    if url.partition("?")[0].endswith(COMPLETIONS):
        return _may_ask_for_words(credential, secret, headers, body)
    match credential.get("webhook_auth", "secret"):
        case "secret":
            return _same(headers.get("x-vapi-secret", ""), secret)
        case "bearer":
            header = credential.get("webhook_header", "authorization").lower()
            prefix = "Bearer " if header == "authorization" else ""
            return _same(headers.get(header, ""), prefix + secret)
        case "hmac":
            return _is_signed(credential, secret, url, headers, body, time.time() if now is None else now)
    return False


def ticket(secret: str, provider_call_id: str) -> str:
    """What a model client may ask with for the words of one call, and of no other."""
    return hmac.new(secret.encode(), b"words of call " + provider_call_id.encode(), hashlib.sha256).hexdigest()


def ticket_to(secret: str, number: str) -> str:
    """The same for a call that we order, which has no id before it is: for the words of calls that ring this number."""
    return hmac.new(secret.encode(), b"words of a call to " + number.encode(), hashlib.sha256).hexdigest()


def _may_ask_for_words(credential: Mapping[str, str], secret: str, headers: Mapping[str, str], body: bytes) -> bool:
    given = headers.get("authorization", "")
    try:
        call = part(read_object(body), "call")
    except ValueError:
        call = {}
    call_id, rung = identifier(call.get("id")), None
    if call.get("type") == "outboundPhoneCall":
        rung = number(part(call, "customer").get("number"))
    # All are compared whatever the first says.
    of_the_call = call_id is not None and _same(given, f"Bearer {ticket(secret, call_id)}")
    to_the_number = call_id is not None and rung is not None and _same(given, f"Bearer {ticket_to(secret, rung)}")
    itself = _same(given, f"Bearer {secret}")
    return of_the_call or to_the_number or (itself and credential.get("webhook_auth", "secret") in ("secret", "bearer"))


def _is_signed(
    credential: Mapping[str, str], secret: str, url: str, headers: Mapping[str, str], body: bytes, now: float
) -> bool:
    """The HMAC of a payload that may hold body, timestamp, method, url and message id, as the credential at Vapi says."""
    algorithm = _ALGORITHMS.get(credential.get("hmac_algorithm", "sha256"))
    payload = credential.get("hmac_payload", "{timestamp}.{body}")
    key = _key(secret, is_base64=credential.get("hmac_secret_is_base64") == "true")
    if algorithm is None or key is None or "{body}" not in payload:
        return False
    stamp = headers.get(credential.get("hmac_timestamp_header", "x-timestamp").lower(), "")
    if "{timestamp}" in payload and not _is_recent(stamp, now):
        return False
    known = {
        "timestamp": stamp,
        "method": "POST",
        "url": url,
        "svix-id": headers.get(credential.get("hmac_id_header", "svix-id").lower(), ""),
    }
    digest = hmac.new(key, _filled(payload, known, body), algorithm).digest()
    encoded = {"hex": digest.hex(), "base64": base64.b64encode(digest).decode()}
    expected = encoded.get(credential.get("hmac_encoding", "hex"))
    given = headers.get(credential.get("hmac_header", "x-signature").lower(), "")
    return expected is not None and _same(given, credential.get("hmac_prefix", "") + expected)


def _filled(payload: str, known: Mapping[str, str], body: bytes) -> bytes:
    """The payload with its placeholders replaced, the body last: what is in it is never a placeholder."""
    before, _, after = payload.partition("{body}")
    for name, value in known.items():
        before, after = before.replace(f"{{{name}}}", value), after.replace(f"{{{name}}}", value)
    return before.encode("utf-8", "replace") + body + after.encode("utf-8", "replace")


def _is_recent(stamp: str, now: float) -> bool:
    """Vapi does not say which unit it counts in: the digits do."""
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= _MOST_DIGITS):
        return False
    signed_at = int(stamp) if len(stamp) <= _MOST_DIGITS_OF_SECONDS else int(stamp) / 1000
    return abs(now - signed_at) <= TOLERANCE_SECONDS


def _key(secret: str, *, is_base64: bool) -> bytes | None:
    try:
        return base64.b64decode(secret, validate=True) or None if is_base64 else secret.encode()
    except (binascii.Error, ValueError):
        return None


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode("utf-8", "replace"))
