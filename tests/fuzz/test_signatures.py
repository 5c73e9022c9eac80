"""Every check of who sent something against the vendor's own: whatever we take, the vendor takes. The other way round, we may refuse.

The schemes have their own tests beside them (vectors, limits of time); here the doors themselves are compared, those of
calls, of messages and of sockets, with requests that are genuine, changed in one place, or put together from two.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from retell.lib.webhook_auth import symmetric
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from local.telnyx_phone import public_key
from shared.providers.messengers import MESSENGERS
from shared.providers.relays import RELAYS
from shared.providers.supabase.tokens import NotAuthenticated, Tokens
from shared.providers.telephones import TELEPHONES
from shared.providers.vapi.proof import ticket
from tests.fuzz.budget import examples
from tests.fuzz.strangers import NAMES, junk, text
from tests.shared.providers.telnyx.test_signature import VENDOR as TELNYX
from tests.support.telnyx_line import SEED

URL = "https://hooks.example.test/webhooks/messaging/twilio/abc"
TOKEN, KEY, SECRET = "test-twilio-auth-token", "test-retell-api-key", "test-vapi-secret"
FORM = "application/x-www-form-urlencoded"

Headers = dict[str, str]


class Several(dict[str, list[str]]):
    """Repeated parameters as Twilio's validator wants them."""

    def getlist(self, name: str) -> list[str]:
        return self[name]


def several(body: bytes) -> Several:
    found = Several()
    for name, value in parse_qsl(body.decode(), keep_blank_values=True):
        found.setdefault(name, []).append(value)
    return found


# ── how each vendor signs, and what its own package takes ───────────────────────────────────────────────────────────────


def twilio_signs(url: str, body: bytes) -> Headers:
    signature = RequestValidator(TOKEN).compute_signature(url, several(body))
    return {"content-type": FORM, "x-twilio-signature": str(signature)}


def twilio_takes(url: str, headers: Headers, body: bytes) -> bool:
    return bool(RequestValidator(TOKEN).validate(url, several(body), headers.get("x-twilio-signature", "")))


def telnyx_signs(_: str, body: bytes) -> Headers:
    now = str(int(time.time()))
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(SEED))
    signature = base64.b64encode(key.sign(f"{now}|".encode() + body)).decode()
    return {"content-type": FORM, "telnyx-timestamp": now, "telnyx-signature-ed25519": signature}


def telnyx_takes(_: str, headers: Headers, body: bytes) -> bool:
    try:
        TELNYX.verify_webhook_signature(body, headers, public_key(SEED))
    except Exception:  # noqa: BLE001  (whatever it raises, it does not take it)
        return False
    return True


def retell_signs(_: str, body: bytes) -> Headers:
    return {"x-retell-signature": str(symmetric["sign"](body.decode(), KEY))}


def retell_takes(_: str, headers: Headers, body: bytes) -> bool:
    return bool(symmetric["verify"](body.decode(), KEY, headers.get("x-retell-signature", "")))


def vapi_signs(_: str, body: bytes) -> Headers:
    now = str(int(time.time()))
    return {
        "x-vapi-secret": SECRET,
        "authorization": f"Bearer {SECRET}",
        "x-timestamp": now,
        "x-signature": hmac.new(SECRET.encode(), f"{now}.".encode() + body, hashlib.sha256).hexdigest(),
    }


def vapi_takes(scheme: str) -> Callable[[str, Headers, bytes], bool]:
    """There is no verifier of Vapi's: its documentation in three lines."""

    def takes(_: str, headers: Headers, body: bytes) -> bool:
        stamp = headers.get("x-timestamp", "")
        expected = hmac.new(SECRET.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
        return {
            "secret": headers.get("x-vapi-secret") == SECRET,
            "bearer": headers.get("authorization") == f"Bearer {SECRET}",
            "hmac": headers.get("x-signature") == expected and abs(time.time() - int(stamp or "0")) < 400,
        }[scheme]

    return takes


CREDENTIALS = {
    "twilio": {"auth_token": TOKEN},
    "telnyx": {"public_key": public_key(SEED)},
    "retell": {"api_key": KEY},
    "vapi": {"webhook_secret": SECRET},
}
VENDORS: dict[str, tuple[Any, Any]] = {
    "twilio": (twilio_signs, twilio_takes),
    "telnyx": (telnyx_signs, telnyx_takes),
    "retell": (retell_signs, retell_takes),
    "vapi": (vapi_signs, vapi_takes("secret")),
}
DOORS: dict[str, tuple[str, Any, dict[str, str]]] = {
    **{f"calls of {name}": (name, each, {}) for name, each in TELEPHONES.items()},
    **{f"messages of {name}": (name, each, {}) for name, each in MESSENGERS.items()},
    "calls of vapi, by a bearer token": ("vapi", TELEPHONES["vapi"], {"webhook_auth": "bearer"}),
    "calls of vapi, by a signature": ("vapi", TELEPHONES["vapi"], {"webhook_auth": "hmac"}),
}


def test_every_vendor_has_its_own_word() -> None:
    assert {*TELEPHONES, *MESSENGERS} == set(VENDORS) == set(CREDENTIALS)


forms = st.lists(st.tuples(st.sampled_from(NAMES), st.text(max_size=12)), max_size=6).map(
    lambda pairs: urlencode(pairs, errors="replace").encode()
)
# What is text and can be parsed: the vendors' packages want nothing else.
texts = st.one_of(forms, st.text(max_size=40).map(lambda each: each.encode("utf-8", "replace")))
CHANGES = [
    "nothing",
    "body",
    "url",
    "signature",
    "header gone",
    "header twice",
    "other body's",
    "case",
    "spaces",
    "empty",
]


@pytest.mark.parametrize("door", DOORS)
@settings(max_examples=examples(60))
@given(data=st.data())
def test_whatever_we_take_the_vendor_takes(door: str, data: st.DataObject) -> None:
    provider, vendor, config = DOORS[door]
    signs, takes = VENDORS[provider]
    if "webhook_auth" in config:
        takes = vapi_takes(config["webhook_auth"])
    body: bytes = data.draw(forms if provider == "twilio" else texts)
    url, sent, headers = URL, body, signs(URL, body)
    change = data.draw(st.sampled_from(CHANGES))
    name = data.draw(st.sampled_from(sorted(headers)))
    match change:
        case "body":
            at = data.draw(st.integers(0, len(body)))
            sent = body[:at] + data.draw(texts | st.sampled_from([b"&", b"&x=1", b" ", b"%20", b"+"])) + body[at:]
        case "url":
            url = data.draw(
                st.sampled_from([URL + "/", URL + "?x=1", URL.replace("https", "http"), URL + "#f", URL.upper()])
            )
        case "signature":
            at = data.draw(st.integers(0, len(headers[name])))
            headers[name] = headers[name][:at] + data.draw(st.text(max_size=3)) + headers[name][at + 1 :]
        case "header gone":
            del headers[name]
        case "header twice":
            headers[name] = f"{headers[name]},{headers[name]}"
        case "other body's":
            headers = signs(URL, data.draw(forms))
        case "case":
            headers[name] = headers[name].swapcase()
        case "spaces":
            headers[name] = f" {headers[name]}\t"
        case "empty":
            headers[name] = ""
    genuine = vendor.is_genuine(CREDENTIALS[provider] | config, url=url, headers=headers, body=sent)
    try:
        taken = takes(url, headers, sent)
    except (UnicodeError, ValueError):
        taken = False
    assert taken or not genuine
    if change == "nothing":
        assert taken
        assert genuine or provider == "twilio"


@pytest.mark.parametrize("door", DOORS)
@settings(max_examples=examples(40))
@given(body=junk, headers=st.dictionaries(st.sampled_from(["content-type", "x-twilio-signature", "telnyx-timestamp", "telnyx-signature-ed25519", "x-retell-signature", "x-vapi-secret", "authorization", "x-timestamp", "x-signature"]), text), url=text)  # fmt: skip
def test_nothing_made_up_opens_a_door_or_breaks_it(door: str, body: bytes, headers: Headers, url: str) -> None:
    provider, vendor, config = DOORS[door]
    assert not vendor.is_genuine(CREDENTIALS[provider] | config, url=url, headers=headers, body=body)
    # And with no credential, nobody is anybody.
    genuine = VENDORS[provider][0](URL, b"a=1")
    assert not vendor.is_genuine(
        dict.fromkeys(CREDENTIALS[provider], "") | config, url=URL, headers=genuine, body=b"a=1"
    )


@settings(max_examples=examples(60))
@given(tail=text, signature=text, cut=st.integers(0, 28), given_=st.booleans())
def test_a_socket_opens_to_twilios_own_signature_alone(tail: str, signature: str, cut: int, given_: bool) -> None:
    url = "wss://relay.example.test/prod?provider=twilio&token=abc"
    validator = RequestValidator(TOKEN)
    made = str(validator.compute_signature(url, {}))
    sent = made[:cut] + tail if given_ else signature
    genuine = RELAYS["twilio"].is_genuine(CREDENTIALS["twilio"], urls=[url], headers={"x-twilio-signature": sent})
    assert genuine == (sent == made)
    if genuine:
        assert validator.validate(url, {}, sent)


@settings(max_examples=examples(60))
@given(scheme=st.sampled_from(["secret", "bearer", "hmac"]), call=text, other=text)
def test_a_ticket_is_for_the_words_of_one_call(scheme: str, call: str, other: str) -> None:
    url = "https://hooks.example.test/voice/vapi/abc/chat/completions"
    proof = {"authorization": f"Bearer {ticket(SECRET, 'call-1')}"}
    body = urlencode({"x": call}, errors="replace").encode() + other.encode("utf-8", "replace")
    assert not TELEPHONES["vapi"].is_genuine(
        CREDENTIALS["vapi"] | {"webhook_auth": scheme}, url=url, headers=proof, body=body
    )
    asked = b'{"call": {"id": "call-1"}}'
    assert TELEPHONES["vapi"].is_genuine(
        CREDENTIALS["vapi"] | {"webhook_auth": scheme}, url=url, headers=proof, body=asked
    )


# ── people ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

JWT_SECRET = "test-secret-of-at-least-thirty-two-bytes"
PERSON = "a1000000-0000-4000-8000-000000000009"
TOKENS = Tokens("https://project.example", secret=JWT_SECRET, fetch=lambda _: {"keys": []})


def by_hand(token: str) -> bool:
    """The same token looked at without anybody's package: three parts, the right algorithm and digest, what has to be in it."""
    import json

    def part(encoded: str) -> Any:
        return json.loads(base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))

    try:
        head, body, signature = token.split(".")
        digest = hmac.new(JWT_SECRET.encode(), f"{head}.{body}".encode(), hashlib.sha256).digest()
        claims = part(body)
        audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        return (
            part(head)["alg"] == "HS256"
            and hmac.compare_digest(base64.urlsafe_b64encode(digest).decode().rstrip("="), signature.rstrip("="))
            and "authenticated" in audience
            and int(claims["exp"]) > time.time() - 6
            and bool(UUID(claims["sub"]))
        )
    except (ValueError, KeyError, TypeError, AttributeError, UnicodeError):
        return False


@settings(max_examples=examples(150))
@given(data=st.data())
def test_a_token_is_taken_only_if_it_is_right_by_hand(data: st.DataObject) -> None:
    now = int(time.time())
    claims: dict[str, Any] = {"sub": PERSON, "aud": "authenticated", "exp": now + 600}
    for name in data.draw(st.lists(st.sampled_from(["sub", "aud", "exp", "iss", "nbf", "iat"]), max_size=2)):
        claims[name] = data.draw(
            st.sampled_from(
                [None, "", "x", PERSON, now, now - 3600, str(now + 60), [], ["authenticated"], {}, True, 1e300]
            )
        )
    if data.draw(st.integers(0, 5)) == 0:
        claims.pop(data.draw(st.sampled_from(sorted(claims))))
    head: dict[str, Any] = data.draw(
        st.sampled_from(
            [
                {},
                {"kid": "x"},
                {"alg": "none"},
                {"alg": "HS512"},
                {"typ": "x"},
                {"crit": ["x"]},
                {"jku": "https://evil.example"},
            ]
        )
    )
    secret = data.draw(st.sampled_from([JWT_SECRET, JWT_SECRET + "x", ""]))
    try:
        token = jwt.encode(claims, secret, algorithm=head.get("alg") or "HS256", headers=head)
    except (TypeError, ValueError, jwt.PyJWTError):
        return
    at = data.draw(st.integers(0, len(token)))
    token = data.draw(
        st.sampled_from([token, token[:at], token[:at] + data.draw(text) + token[at:], token + ".", "." + token])
    )
    try:
        person = TOKENS.person(token)
    except NotAuthenticated:
        return
    assert by_hand(token)
    assert str(person.id) == PERSON
