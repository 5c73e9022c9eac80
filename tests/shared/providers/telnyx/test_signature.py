"""Telnyx's signature: the vendor's vectors, and that we never take what the vendor's own verifier refuses."""

from __future__ import annotations

import base64
import sys
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from shared.providers.telnyx.signature import SIGNATURE, TIMESTAMP, is_signed
from tests.support import wire

VECTORS: dict[str, Any] = wire.recorded("telnyx/signature-vectors.json")
PUBLIC_KEY: str = VECTORS["public_key_base64"]
PRIVATE_KEY = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(VECTORS["private_seed_hex_for_tests_only"]))
NOW = int(VECTORS["timestamp"])
BODY = wire.body("telnyx/call-initiated.json")


def vendors_verifier() -> ModuleType:
    """The SDK's module by itself: the package around it takes seconds to load."""
    package = find_spec("telnyx")
    assert package
    assert package.origin
    spec = spec_from_file_location("telnyx_verifier", Path(package.origin).parent / "lib" / "webhook_verification.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


VENDOR = vendors_verifier()


def signed(body: bytes, at: int | str = NOW) -> dict[str, str]:
    signature = PRIVATE_KEY.sign(f"{at}|".encode() + body)
    return {SIGNATURE: base64.b64encode(signature).decode(), TIMESTAMP: str(at)}


def check(headers: dict[str, str], body: bytes = BODY, *, key: str = PUBLIC_KEY, now: float = NOW) -> bool:
    return is_signed(public_key=key, headers=headers, body=body, now=now)


def vendor_takes(headers: dict[str, str], body: bytes, *, key: str = PUBLIC_KEY, now: float = NOW) -> bool:
    VENDOR.time.time, real = (lambda: now), VENDOR.time.time
    try:
        VENDOR.verify_webhook_signature(body, headers, key)
    except Exception:  # noqa: BLE001  (whatever it raises, it does not take it)
        return False
    finally:
        VENDOR.time.time = real
    return True


@pytest.mark.parametrize("vector", VECTORS["vectors"], ids=lambda vector: str(vector["body_file"]))
def test_the_vendors_vectors(vector: dict[str, Any]) -> None:
    body = wire.body(f"telnyx/{vector['body_file']}")
    assert check(vector["headers"], body)
    assert vendor_takes(vector["headers"], body)
    assert not check(vector["headers"], body + b" ")


@pytest.mark.parametrize("age", [-300, 0, 300])
def test_five_minutes_either_way_are_taken(age: int) -> None:
    assert check(signed(BODY, NOW - age))


@pytest.mark.parametrize("age", [-301, 301, NOW, -NOW])
def test_what_is_older_or_earlier_is_refused(age: int) -> None:
    assert not check(signed(BODY, NOW - age))


@pytest.mark.parametrize(
    "changed",
    [
        {SIGNATURE: ""},
        {SIGNATURE: "ä"},
        {SIGNATURE: "AAAA"},
        {SIGNATURE: base64.b64encode(bytes(64)).decode()},
        {SIGNATURE: base64.b64encode(bytes(65)).decode()},
        {TIMESTAMP: ""},
        {TIMESTAMP: "now"},
        {TIMESTAMP: f" {NOW}"},
        {TIMESTAMP: f"+{NOW}"},
        {TIMESTAMP: str(NOW + 1)},
        {TIMESTAMP: "1_795_168_800"},
        {TIMESTAMP: "١٧٩٥١٦٨٨٠٠"},
        {TIMESTAMP: "9" * 5000},
    ],
)
def test_what_is_not_signed_is_refused_without_raising(changed: dict[str, str]) -> None:
    assert check(signed(BODY))
    assert not check(signed(BODY) | changed)
    assert not check({name: value for name, value in signed(BODY).items() if name not in changed})


@pytest.mark.parametrize("key", ["", "ä", "AAAA", "not base64", base64.b64encode(bytes(32)).decode(), PUBLIC_KEY[:-1]])
def test_another_key_or_none_takes_nothing(key: str) -> None:
    assert not check(signed(BODY), key=key)


def test_a_signature_of_another_body_or_timestamp_is_refused() -> None:
    assert not check(signed(BODY), BODY.replace(b"incoming", b"outgoing"))
    assert not check(signed(BODY, NOW) | {TIMESTAMP: str(NOW - 1)})


def test_what_is_no_text_is_refused_though_it_is_signed() -> None:
    assert not check(signed(b"\xff\xfe"), b"\xff\xfe")
    assert not vendor_takes(signed(b"\xff\xfe"), b"\xff\xfe")


timestamps = st.one_of(
    st.integers(NOW - 400, NOW + 400).map(str),
    st.sampled_from([f" {NOW}", f"{NOW} ", f"0{NOW}", f"{NOW}.0", "1_7", ""]),
)
mutations = st.one_of(st.just(b""), st.binary(min_size=1, max_size=4))


@given(body=st.binary(max_size=80), at=timestamps, noise=mutations, where=st.integers(0, 90), tail=st.sampled_from(["", "=", " ", "\n", "A", "*"]))  # fmt: skip
def test_whatever_we_take_the_vendor_takes(body: bytes, at: str, noise: bytes, where: int, tail: str) -> None:
    headers = signed(body, at)
    mutated = body[:where] + noise + body[where:]
    headers[SIGNATURE] += tail
    if check(headers, mutated):
        assert vendor_takes(headers, mutated)


@given(body=st.text(max_size=80), at=st.integers(NOW - 300, NOW + 300))
def test_what_telnyx_sends_is_taken(body: str, at: int) -> None:
    assert check(signed(body.encode("utf-8", "replace"), at), body.encode("utf-8", "replace"))


@given(body=st.binary(max_size=80), signature=st.text(max_size=100), at=st.text(max_size=14), key=st.text(max_size=50))
def test_nothing_makes_it_raise(body: bytes, signature: str, at: str, key: str) -> None:
    assert not check({SIGNATURE: signature, TIMESTAMP: at}, body, key=key)
