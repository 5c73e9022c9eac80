"""The keys with which companies ask models, unsealed.

Unsealing takes a round trip, so a warm function remembers a key for a minute, or until another is stored in its place: who
asks says when it was sealed. No SQL of its own: it puts together what `integrations` and `credentials` ask.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic
from uuid import UUID

from shared.db import credentials, integrations
from shared.db.connection import connect
from shared.domain.models import ModelKey
from shared.domain.secrets import OPENROUTER_API_KEY, MasterKeys

REMEMBERED_SECONDS = 60.0
MOST_REMEMBERED = 1000


class Keyring:
    """The keys that one function knows. Holds at most a thousand, those unsealed longest ago leave first."""

    def __init__(self, *, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._known: OrderedDict[tuple[str, str, UUID, str], tuple[float, str]] = OrderedDict()
        self._lock = threading.Lock()

    def secret(self, url: str, key: ModelKey, keys: MasterKeys) -> str:
        """The secret itself; `url` is the database's.

        Raises NotFound("credential_not_found"), DatabaseUnavailable, and Refusal("credential_unreadable") or KeyError if
        the master key is not the one it was sealed with.
        """
        name = (url, key.holder, key.id, key.sealed_at)
        with self._lock:
            since, secret = self._known.get(name, (0.0, ""))
        if secret and self._now() - since < REMEMBERED_SECONDS:
            return secret
        secret = _unseal(url, key, keys)
        with self._lock:
            self._known[name] = (self._now(), secret)
            self._known.move_to_end(name)
            while len(self._known) > MOST_REMEMBERED:
                self._known.popitem(last=False)
        return secret


def _unseal(url: str, key: ModelKey, keys: MasterKeys) -> str:
    conn = connect(url)
    if key.holder == "owner":
        row_key = keys.personal_key(key_id=key.key_id, profile_id=key.id, purpose=OPENROUTER_API_KEY)
        return credentials.read_openrouter_key(conn, profile_id=key.id, row_key=row_key)
    row_key = keys.integration_key(key_id=key.key_id, company_id=key.owner_id, integration_id=key.id)
    return integrations.read_credential(conn, integration_id=key.id, row_key=row_key)["api_key"]
