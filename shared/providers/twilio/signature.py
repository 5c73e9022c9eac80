"""Whether a request comes from Twilio: HMAC-SHA1 over the address and the parameters, with the account's auth token.

Scheme: https://www.twilio.com/docs/usage/security. It has no time in it, so a captured request stays valid; the inbox
remembers what was seen. The account's key is used as stored; requests signed with a shared key (HMAC-SHA256) are
refused until an integration can say that it uses one: the algorithm is ours to choose, not the sender's.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from urllib.parse import urlsplit

from twilio.request_validator import RequestValidator, add_port, remove_port  # type: ignore[import-untyped]

from shared.providers.forms import read_form
from shared.providers.twilio.forms import is_plain

HEADER = "x-twilio-signature"
FORM_TYPE = "application/x-www-form-urlencoded"


def is_signed(*, auth_token: str, url: str, headers: Mapping[str, str], body: bytes) -> bool:
    """True if `headers` (lower-case names) carry the signature of `url` and the form in `body`.

    Never raises. Refuses more than the vendor's validator: forms that can be read in two ways (see `forms.is_plain`),
    bodies that are no form, an empty auth token.
    """
    if not auth_token or not headers.get("content-type", FORM_TYPE).lower().startswith(FORM_TYPE):
        return False
    try:
        given = headers.get(HEADER, "").encode("ascii")
        form = read_form(body)
        validator = RequestValidator(auth_token)
        # Twilio signs the default port sometimes with and sometimes without its number, as its own validator knows.
        address = urlsplit(url)
        expected = [validator.compute_signature(each(address), form).encode() for each in (remove_port, add_port)]
    except (ValueError, UnicodeError):
        return False
    # Both are compared whatever the first says, in constant time.
    matches = [hmac.compare_digest(given, each) for each in expected]
    return any(matches) and is_plain(form)
