"""Keys to sealed credentials. The master key stays in the functions; the database only ever sees a row's own key."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from uuid import UUID

INTEGRATION_CREDENTIALS = "integrations.credentials"
OPENROUTER_API_KEY = "user_ai_settings.openrouter_api_key"
OPENROUTER_PROVISIONING_KEY = "user_ai_settings.openrouter_provisioning_key"

_KEY_BYTES = 32


def row_key(master: bytes, *, key_id: str, company_id: UUID, row_id: UUID, purpose: str) -> str:
    """The key of one row for one purpose, as lower-case hex: a ciphertext copied to another row does not open.

    HMAC-SHA256 under the master key of a label and the four names, with a zero byte between them.
    """
    names = (b"frontdesk/v1", key_id.encode(), str(company_id).encode(), str(row_id).encode(), purpose.encode())
    return hmac.new(master, b"\0".join(names), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class MasterKeys:
    """The generations of the master key by their id. `repr` shows none."""

    by_id: dict[str, bytes] = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> MasterKeys:
        """From JSON `{"<key id>": "<base64 of 32 bytes>"}`. Raises ValueError without quoting the text."""
        try:
            by_id = {str(key_id): base64.b64decode(value, validate=True) for key_id, value in json.loads(text).items()}
        except (ValueError, TypeError, AttributeError):
            raise ValueError("master keys are not a JSON object of base64 strings") from None
        if not by_id or any(len(key) != _KEY_BYTES for key in by_id.values()):
            raise ValueError("a master key has 32 bytes")
        return cls(by_id)

    def integration_key(self, *, key_id: str, company_id: UUID, integration_id: UUID) -> str:
        """The row key of an integration's credential. Raises KeyError if that generation is not held."""
        return self.sealed_key(
            key_id=key_id, owner_id=company_id, row_id=integration_id, purpose=INTEGRATION_CREDENTIALS
        )

    def personal_key(self, *, key_id: str, profile_id: UUID, purpose: str) -> str:
        """The row key of a person's own secret: the person stands where the company stands. Raises KeyError."""
        return self.sealed_key(key_id=key_id, owner_id=profile_id, row_id=profile_id, purpose=purpose)

    def sealed_key(self, *, key_id: str, owner_id: UUID, row_id: UUID, purpose: str) -> str:
        """The row key of anything sealed; its owner is a company or a person. Raises KeyError if not held."""
        return row_key(self.by_id[key_id], key_id=key_id, company_id=owner_id, row_id=row_id, purpose=purpose)
