"""Retell's signature: the vendor's vectors, agreement with the vendor's SDK, and where we are stricter."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from retell.lib.webhook_auth import symmetric

from shared.providers.retell.signature import AHEAD_MS, OLDEST_MS, is_signed
from tests.support import wire

RECORDED: dict[str, Any] = wire.recorded("retell/signature-vectors.json")
KEY = "test-retell-api-key"
NOW_MS = RECORDED["timestamp_ms"]
BODY = '{"event":"call_started","call":{"call_id":"call_1","transcript":"Grüß Gott"}}'


def ours(body: bytes, signature: str | None, *, key: str = KEY, now_ms: int = NOW_MS) -> bool:
    headers = {} if signature is None else {"x-retell-signature": signature}
    return is_signed(api_key=key, headers=headers, body=body, now_ms=now_ms)


def theirs(body: str, signature: str, *, key: str = KEY, now_ms: int = NOW_MS) -> bool:
    return bool(symmetric["verify"](body, key, signature, {"timestamp": now_ms}))


def signed(body: str = BODY, *, key: str = KEY, at_ms: int = NOW_MS) -> str:
    return str(symmetric["sign"](body, key, at_ms))


@pytest.mark.parametrize("vector", RECORDED["vectors"], ids=lambda each: str(each["body_file"]))
def test_the_vendors_vectors(vector: dict[str, Any]) -> None:
    body = wire.body(f"retell/{vector['body_file']}") if vector["body_file"] else b""
    assert ours(body, vector["headers"]["x-retell-signature"])
    assert not ours(body + b" ", vector["headers"]["x-retell-signature"])


def test_five_minutes_back_and_one_ahead() -> None:
    for age_ms, taken in (
        (0, True),
        (OLDEST_MS, True),
        (OLDEST_MS + 1, False),
        (-AHEAD_MS, True),
        (-AHEAD_MS - 1, False),
    ):
        assert ours(BODY.encode(), signed(at_ms=NOW_MS - age_ms)) is taken


def test_the_vendor_would_take_what_was_signed_minutes_ahead_and_we_do_not() -> None:
    ahead = signed(at_ms=NOW_MS + 4 * 60 * 1000)
    assert theirs(BODY, ahead)
    assert not ours(BODY.encode(), ahead)


@pytest.mark.parametrize("signature", [None, "", "v=1", "v=,d=", f"v={NOW_MS},d=", "v=１,d=" + "0" * 64])
def test_no_signature_is_none(signature: str | None) -> None:
    assert not ours(BODY.encode(), signature)


def test_no_key_opens_nothing() -> None:
    assert not ours(BODY.encode(), signed(key=""), key="")


def test_a_body_that_is_no_text_is_nobodys() -> None:
    assert not ours(b"\xff\xfe", signed())


MUTATIONS = st.sampled_from(
    ["none", "flip", "cut", "append", "body", "key", "case", "time", "zeros", "space", "prefix"]
)


@given(body=st.text(max_size=60), how=MUTATIONS, where=st.integers(0, 200), drift_ms=st.integers(-400_000, 400_000))
@example(body=BODY, how="none", where=0, drift_ms=0)
@example(body=BODY, how="zeros", where=0, drift_ms=0)
def test_we_never_take_what_the_vendor_refuses(body: str, how: str, where: int, drift_ms: int) -> None:
    signature = signed(body, at_ms=NOW_MS + drift_ms)
    sent, key = body, KEY
    at = where % len(signature)
    match how:
        case "flip":
            signature = signature[:at] + ("0" if signature[at] != "0" else "1") + signature[at + 1 :]
        case "cut":
            signature = signature[:at]
        case "append":
            signature += "0"
        case "body":
            sent += "x"
        case "key":
            key += "x"
        case "case":
            signature = signature[:at] + signature[at:].upper()
        case "time":
            signature = f"v={NOW_MS + where},d={signature.partition('d=')[2]}"
        case "zeros":
            signature = signature.replace("v=", "v=00", 1)
        case "space":
            signature = f" {signature}\n"
        case "prefix":
            signature = f"x{signature}"
    try:
        raw, vendor = sent.encode(), theirs(sent, signature, key=key)
    except UnicodeEncodeError:
        return
    if ours(raw, signature, key=key):
        assert vendor
    elif vendor:
        # Stricter in one thing only.
        assert drift_ms > AHEAD_MS or (how == "time" and where > AHEAD_MS)
