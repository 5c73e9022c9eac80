"""Row keys: one per row and purpose, derived the same way for ever."""

from __future__ import annotations

import base64
import json
from uuid import UUID

import pytest

from shared.domain.secrets import INTEGRATION_CREDENTIALS, MasterKeys, row_key

COMPANY, ROW = UUID(int=1), UUID(int=2)
MASTER = bytes(range(32))


def key(
    master: bytes = MASTER, key_id: str = "k1", company: UUID = COMPANY, row: UUID = ROW, purpose: str = "p"
) -> str:
    return row_key(master, key_id=key_id, company_id=company, row_id=row, purpose=purpose)


def test_the_derivation_never_changes() -> None:
    # Made once with openssl: what is sealed today must open in ten years.
    assert key(purpose=INTEGRATION_CREDENTIALS) == "9289edd9a18170f781842b1d8e2c67ecaa76bd8b642eaf78c828d09b130aa89a"


def test_every_name_makes_another_key() -> None:
    keys = {
        key(),
        key(master=b"\x01" * 32),
        key(key_id="k2"),
        key(company=ROW),
        key(row=COMPANY),
        key(purpose="q"),
        key(key_id="k1\0x", purpose=""),
    }
    assert len(keys) == 7
    assert all(len(each) == 64 for each in keys)


def test_master_keys_are_parsed_and_told_to_nobody() -> None:
    text = json.dumps({"k1": base64.b64encode(MASTER).decode()})
    keys = MasterKeys.parse(text)
    assert keys.by_id == {"k1": MASTER}
    assert repr(MASTER) not in repr(keys)
    assert keys.integration_key(key_id="k1", company_id=COMPANY, integration_id=ROW) == key(
        purpose=INTEGRATION_CREDENTIALS
    )


@pytest.mark.parametrize("text", ["", "x", "[]", "{}", '{"k1": "c2hvcnQ="}', '{"k1": 5}', '{"k1": "not base64!"}'])
def test_master_keys_that_are_none_are_refused_without_repeating_them(text: str) -> None:
    with pytest.raises(ValueError, match="master key") as error:
        MasterKeys.parse(text)
    assert not text or text not in str(error.value)
