"""Who is taken for Vapi: vectors of each scheme, and that the integration chooses the scheme, never the sender."""

from __future__ import annotations

import base64
import hmac
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.providers.vapi.proof import TOLERANCE_SECONDS, is_genuine, ticket, ticket_to
from tests.support import wire

VECTORS: list[dict[str, Any]] = wire.recorded("vapi/auth-vectors.json")
URL = "https://hooks.example.test/webhooks/telephony/vapi/abc"
LLM = "https://hooks.example.test/voice/vapi/abc/chat/completions"
NOW = 1795168808.0
BODY = wire.body("vapi/tool-calls.json")
SECRET = "test-vapi-hmac-secret"
ASKED = wire.body("vapi/custom-llm-request.json")
CALL = "00000000-0000-4000-8000-00000000c001"


def taken(
    headers: dict[str, str],
    known: dict[str, str] | None = None,
    *,
    scheme: str | None = None,
    body: bytes = BODY,
    url: str = URL,
    now: float = NOW,
) -> bool:
    lower = {name.lower(): value for name, value in headers.items()}
    credential = {"webhook_secret": SECRET, **({} if scheme is None else {"webhook_auth": scheme}), **(known or {})}
    return is_genuine(credential, url=url, headers=lower, body=body, now=now)


def signature(payload: bytes, algorithm: str = "sha256", key: bytes = SECRET.encode()) -> hmac.HMAC:
    return hmac.new(key, payload, algorithm)


def test_the_recorded_headers_of_each_scheme() -> None:
    secret, bearer, signed = VECTORS
    assert taken(secret["headers"], {"webhook_secret": "test-vapi-secret"})
    assert taken(bearer["headers"], {"webhook_secret": "test-vapi-token"}, scheme="bearer")
    assert taken(signed["headers"], body=wire.body(f"vapi/{signed['body_file']}"), scheme="hmac")


PROOFS = {
    "secret": {"X-Vapi-Secret": SECRET},
    "bearer": {"Authorization": f"Bearer {SECRET}"},
    "hmac": {"x-timestamp": "1795168808", "x-signature": signature(b"1795168808." + BODY).hexdigest()},
}


@pytest.mark.parametrize("said", PROOFS)
@pytest.mark.parametrize("sent", PROOFS)
def test_the_integration_chooses_the_scheme_and_not_the_sender(said: str, sent: str) -> None:
    assert taken(PROOFS[sent], scheme=said) is (said == sent)
    assert taken({name: value for each in PROOFS.values() for name, value in each.items()}, scheme=said)


def test_a_scheme_that_there_is_not_lets_nobody_in() -> None:
    for headers in PROOFS.values():
        assert not taken(headers, scheme="none")
        assert not taken(headers, scheme="")


@pytest.mark.parametrize("headers", [{}, {"X-Vapi-Secret": ""}, {"Authorization": "Bearer "}, {"x-signature": ""}])
def test_without_a_secret_nobody_is_let_in(headers: dict[str, str]) -> None:
    for scheme in PROOFS:
        assert not taken(headers, {"webhook_secret": ""}, scheme=scheme)
        assert not taken(headers, scheme=scheme)


def test_a_bearer_token_may_come_in_a_header_of_its_own() -> None:
    known = {"webhook_auth": "bearer", "webhook_header": "X-Our-Token"}
    assert taken({"X-Our-Token": SECRET}, known)
    assert not taken({"Authorization": f"Bearer {SECRET}"}, known)


@pytest.mark.parametrize(
    ("stamp", "age"), [("1795168808", 0), ("1795168808000", 0), ("1795168808", 300), ("1795168808", -300)]
)
def test_a_signature_counts_within_five_minutes_in_either_unit(stamp: str, age: int) -> None:
    headers = {"x-timestamp": stamp, "x-signature": signature(f"{stamp}.".encode() + BODY).hexdigest()}
    assert taken(headers, scheme="hmac", now=NOW + age)
    assert not taken(headers, scheme="hmac", now=NOW + TOLERANCE_SECONDS + 1 + abs(age))


@pytest.mark.parametrize("stamp", ["", "now", "-1795168808", "1795168808.0", "١٧٩٥١٦٨٨٠٨", "9" * 40])
def test_a_time_that_is_none_is_refused(stamp: str) -> None:
    headers = {"x-timestamp": stamp, "x-signature": signature(f"{stamp}.".encode() + BODY).hexdigest()}
    assert not taken(headers, scheme="hmac")


def test_the_signatures_form_is_what_the_credential_at_vapi_says() -> None:
    key = base64.b64encode(b"\x00\x01 a key that is no text \xff").decode()
    payload = b"POST|" + URL.encode() + b"|1795168808|" + BODY + b"|m1"
    made = signature(payload, "sha512", base64.b64decode(key)).digest()
    known = {
        "webhook_secret": key, "webhook_auth": "hmac", "hmac_algorithm": "sha512", "hmac_encoding": "base64",
        "hmac_payload": "{method}|{url}|{timestamp}|{body}|{svix-id}", "hmac_header": "X-Sig", "hmac_prefix": "v1=",
        "hmac_timestamp_header": "X-Time", "hmac_id_header": "X-Id", "hmac_secret_is_base64": "true",
    }  # fmt: skip
    headers = {"X-Sig": "v1=" + base64.b64encode(made).decode(), "X-Time": "1795168808", "X-Id": "m1"}
    assert taken(headers, known)
    for changed in ({"X-Id": "m2"}, {"X-Time": "1795168809"}, {"X-Sig": headers["X-Sig"][3:]}):
        assert not taken(headers | changed, known)


@pytest.mark.parametrize(
    "wrong",
    [
        {"hmac_algorithm": "md5"},
        {"hmac_encoding": "utf-8"},
        {"hmac_payload": "{timestamp}"},
        {"hmac_secret_is_base64": "true", "webhook_secret": "%"},
    ],
)
def test_a_form_that_proves_nothing_is_refused(wrong: dict[str, str]) -> None:
    headers = {"x-timestamp": "1795168808", "x-signature": signature(b"1795168808").hexdigest()}
    assert not taken(headers, wrong, scheme="hmac")


def test_what_stands_in_the_body_is_never_a_placeholder() -> None:
    body = b'{"a":"{timestamp}{url}"}'
    headers = {"x-timestamp": "1795168808", "x-signature": signature(b"1795168808." + body).hexdigest()}
    assert taken(headers, body=body, scheme="hmac")


def test_a_ticket_asks_for_the_words_of_its_own_call_and_no_other() -> None:
    headers = {"Authorization": f"Bearer {ticket(SECRET, CALL)}"}
    other = ASKED.replace(CALL.encode(), CALL.replace("c001", "c002").encode())
    for scheme in PROOFS:
        assert taken(headers, url=LLM, body=ASKED, scheme=scheme)
        assert not taken(headers, url=LLM, body=other, scheme=scheme)
        assert not taken(headers, url=LLM, body=b"{}", scheme=scheme)
        assert not taken(headers, url=URL, body=ASKED, scheme=scheme)


def test_a_ticket_of_a_number_asks_for_the_words_of_calls_that_ring_it() -> None:
    rung = json.dumps({"call": {"id": CALL, "type": "outboundPhoneCall", "customer": {"number": "+46701740605"}}})
    headers = {"Authorization": f"Bearer {ticket_to(SECRET, '+46701740605')}"}
    for scheme in PROOFS:
        assert taken(headers, url=LLM, body=rung.encode(), scheme=scheme)
        # Who rings us from that number is somebody else, and so is another number, or a call without a name.
        for before, after in (("outbound", "inbound"), ("0605", "0606"), (CALL, ""), ('"customer"', '"other"')):
            assert not taken(headers, url=LLM, body=rung.replace(before, after).encode(), scheme=scheme)
        assert not taken(headers, url=URL, body=rung.encode(), scheme=scheme)


def test_a_key_that_signs_is_no_password() -> None:
    headers = {"Authorization": f"Bearer {SECRET}"}
    assert taken(headers, url=LLM, body=ASKED, scheme="secret")
    assert taken(headers, url=LLM, body=ASKED, scheme="bearer")
    assert not taken(headers, url=LLM, body=ASKED, scheme="hmac")
    assert not taken(PROOFS["secret"], url=LLM, body=ASKED, scheme="secret")


@given(
    body=st.binary(max_size=80), stamp=st.text(max_size=20), given_=st.text(max_size=80),
    scheme=st.sampled_from(["secret", "bearer", "hmac", "?"]), llm=st.booleans(),
)  # fmt: skip
def test_nothing_made_up_is_taken_and_nothing_breaks(
    body: bytes, stamp: str, given_: str, scheme: str, llm: bool
) -> None:
    headers = {"x-vapi-secret": given_, "authorization": given_, "x-signature": given_, "x-timestamp": stamp}
    assert not taken(headers, body=body, url=LLM if llm else URL, scheme=scheme)
