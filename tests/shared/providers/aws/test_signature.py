"""Signatures are those that AWS's own SDK (botocore 1.44) makes of the same requests, byte for byte."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from shared.providers.aws.signature import Identity, signed_headers
from tests.support.wire import recorded

VECTORS = recorded("aws/signature-vectors.json")


@pytest.mark.parametrize(
    "vector", VECTORS, ids=["umlaut, padded id", "escaped id, session token", "a function called", "a message"]
)
def test_a_signature_is_the_sdks(vector: dict[str, Any]) -> None:
    signed = signed_headers(
        Identity("AKIDEXAMPLE", "test-secret-key", vector["token"]),
        region=vector["region"],
        service=vector["service"],
        method="POST",
        url=vector["url"],
        body=vector["body"].encode(),
        headers={name.lower(): value for name, value in vector["headers"].items()},
        at=datetime.strptime(vector["date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC),
    )
    assert signed["authorization"] == vector["authorization"]
    assert signed["x-amz-date"] == vector["date"]
    assert signed.get("x-amz-security-token") == vector["token"]


def test_a_secret_is_in_no_repr() -> None:
    assert "test-secret-key" not in repr(Identity("AKIDEXAMPLE", "test-secret-key", "test-session-token"))
    assert "test-session-token" not in repr(Identity("AKIDEXAMPLE", "test-secret-key", "test-session-token"))
