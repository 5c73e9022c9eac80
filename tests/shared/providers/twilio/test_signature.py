"""Twilio's signature: the vendor's vectors, agreement with the vendor's validator, and where we are stricter."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from shared.providers.twilio.signature import is_signed
from tests.support import wire

TOKEN = "test-twilio-auth-token"
URL = "https://hooks.example.test/voice/twilio/abc/turn?turn=1"
FORM = "application/x-www-form-urlencoded; charset=UTF-8"
VECTORS: list[dict[str, Any]] = wire.recorded("twilio/signature-vectors.json")


class Several(dict[str, list[str]]):
    """Repeated parameters as the vendor's validator wants them."""

    def getlist(self, name: str) -> list[str]:
        return self[name]


def signed(pairs: list[tuple[str, str]], url: str = URL, token: str = TOKEN) -> str:
    several = Several()
    for name, value in pairs:
        several.setdefault(name, []).append(value)
    return str(RequestValidator(token).compute_signature(url, several))


def check(body: bytes, signature: str, *, url: str = URL, token: str = TOKEN, kind: str = FORM) -> bool:
    headers = {"content-type": kind, "x-twilio-signature": signature}
    return is_signed(auth_token=token, url=url, headers=headers, body=body)


CALL = [("CallSid", "CA1"), ("CallStatus", "in-progress"), ("From", "+46701740605"), ("SpeechResult", "Grüß Gott & so")]


@pytest.mark.parametrize("vector", [each for each in VECTORS if str(each["body_file"]).endswith(".form")])
def test_the_vendors_vectors(vector: dict[str, Any]) -> None:
    genuine = check(
        wire.body(f"twilio/{vector['body_file']}"),
        vector["x_twilio_signature"],
        url=vector["url"],
        token=vector["auth_token"],
    )
    # Shared keys sign with another algorithm; which one holds is not the sender's choice.
    assert genuine is ("x_twilio_webhooks_signature_settings" not in vector)


def test_blank_and_repeated_values_count() -> None:
    pairs = [*CALL, ("Blank", ""), ("MediaUrl", "b"), ("MediaUrl", "a")]
    assert check(urlencode(pairs).encode(), signed(pairs))
    assert not check(urlencode(pairs[:-1]).encode(), signed(pairs))


@pytest.mark.parametrize(
    "changed",
    [
        {"signature": ""},
        {"signature": "ä"},
        {"signature": "AAAA"},
        {"url": URL.replace("turn=1", "turn=2")},
        {"url": URL.replace("https", "http")},
        {"url": URL.replace("hooks", "hocks")},
        {"url": "https://[broken"},
        {"url": "https://host:notaport/"},
        {"token": ""},
        {"token": "another-token"},
        {"kind": "application/json"},
        {"body": b""},
        {"body": b"\xff\xfe"},
        {"body": b"CallSid"},
        {"body": b"CallSid=%ff"},
        {"body": b"&" * 10_000},
    ],
)
def test_what_is_not_signed_is_refused_without_raising(changed: dict[str, Any]) -> None:
    asked: dict[str, Any] = {"body": urlencode(CALL).encode(), "signature": signed(CALL)} | changed
    assert not check(**asked)


def test_the_default_port_may_be_named_or_not() -> None:
    with_port = URL.replace("hooks.example.test", "hooks.example.test:443")
    assert check(urlencode(CALL).encode(), signed(CALL, url=with_port))
    assert check(urlencode(CALL).encode(), signed(CALL), url=with_port)


@pytest.mark.parametrize(
    "cut_differently",
    [
        [("CallSid", "CA1"), ("CallStatusin", "-progress"), *CALL[2:]],
        [("CallSidC", "A1"), *CALL[1:]],
        [*CALL[:2], ("From", "+46701740605Spee"), ("chResult", "Grüß Gott & so")],
        [("CallSid", "CA1"), ("CallStatus", "in-progress"), ("From+46701740605SpeechResultGr", "üß Gott & so")],
        [("CallSid", "CA1"), *CALL, ("From", "+46701740605")],
    ],
)
def test_the_same_letters_cut_differently_are_refused(cut_differently: list[tuple[str, str]]) -> None:
    # The vendor's own check takes all of them: it joins names and values without a mark in between.
    several = Several()
    for name, value in cut_differently:
        several.setdefault(name, []).append(value)
    assert RequestValidator(TOKEN).validate(URL, several, signed(CALL))
    assert not check(urlencode(cut_differently).encode(), signed(CALL))


names = st.sampled_from(["CallSid", "CallStatus", "From", "To", "SpeechResult", "Digits", "SipHeader_X-Y", "msg", "Zz"])
values = st.text(alphabet=st.characters(codec="utf-8"), max_size=20)


@given(pairs=st.lists(st.tuples(names, values), max_size=8), noise=st.binary(max_size=6), at=st.integers(0, 200))
def test_whatever_we_take_the_vendor_takes(pairs: list[tuple[str, str]], noise: bytes, at: int) -> None:
    body = urlencode(pairs).encode()
    mutated = body[:at] + noise + body[at:]
    signature = signed(pairs)
    if check(mutated, signature):
        several = Several()
        for name, value in parse_qsl(mutated.decode(), keep_blank_values=True):
            several.setdefault(name, []).append(value)
        assert RequestValidator(TOKEN).validate(URL, several, signature)


@given(body=st.binary(max_size=200), signature=st.text(max_size=40), url=st.text(max_size=60))
def test_nothing_makes_it_raise(body: bytes, signature: str, url: str) -> None:
    assert not check(body, signature, url=url)


@given(pairs=st.lists(st.tuples(names, values), max_size=8, unique_by=lambda pair: pair[0]))
def test_what_twilio_sends_is_taken(pairs: list[tuple[str, str]]) -> None:
    assert check(urlencode(pairs).encode(), signed(pairs))
