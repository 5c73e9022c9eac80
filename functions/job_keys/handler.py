"""Seal anew what a former generation of the master key sealed, so that the former one can be thrown away.

EVERY  1 hour
As     fn_jobs
Says   {"resealed": n, "changed": n, "unknown_key": n, "unreadable": n}

To change the master key: give every function the new one beside the old (`MASTER_KEYS`), name the new one
(`MASTER_KEY_ID`), and take the old one away once this job finds nothing more to do: all four counts are 0.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Annotated

from shared.db import credentials
from shared.db.connection import Connection, connect
from shared.db.credentials import Sealed
from shared.db.refusals import Conflict, NotFound, Refusal
from shared.domain.secrets import MasterKeys
from shared.runtime import config, log
from shared.runtime.config import ConfigurationError, Variable
from shared.runtime.job import job

# About a millisecond each: a round stays far within its minute, and what is left waits for the next.
BATCH = 200
MOST_BATCHES = 50


@dataclass(frozen=True, repr=False)
class Settings:
    database_url: Annotated[str, Variable("DATABASE_URL_FN_JOBS")]
    master_keys: Annotated[MasterKeys, Variable("MASTER_KEYS", MasterKeys.parse)]
    master_key_id: Annotated[str, Variable("MASTER_KEY_ID")]


@job("job_keys")
def handler() -> dict[str, int]:
    """Work through what is sealed otherwise, a row at a time. Raises ConfigurationError, DatabaseUnavailable.

    Each row is sealed anew or left as it was; a round that breaks off is taken up by the next. Two at once are fine.
    """
    settings = config.read(Settings)
    if settings.master_key_id not in settings.master_keys.by_id:
        raise ConfigurationError([], ["MASTER_KEY_ID"])
    conn = connect(settings.database_url)
    done = Counter(resealed=0, changed=0, unknown_key=0, unreadable=0)
    last: Sealed | None = None
    for _ in range(MOST_BATCHES):
        found = credentials.sealed_under_other_keys(conn, key_id=settings.master_key_id, after=last, limit=BATCH)
        for last in found:
            done[_seal_anew(conn, last, settings)] += 1
        if len(found) < BATCH:
            break
    return dict(done)


def _seal_anew(conn: Connection, sealed: Sealed, settings: Settings) -> str:
    """resealed; changed, if somebody was quicker; unknown_key or unreadable, if it had to be left as it is."""
    new_key_id = settings.master_key_id
    outcome = "resealed"
    try:
        credentials.reseal(
            conn,
            sealed=sealed,
            old_row_key=_row_key(sealed, sealed.key_id, settings.master_keys),
            new_key_id=new_key_id,
            new_row_key=_row_key(sealed, new_key_id, settings.master_keys),
        )
    except KeyError:
        outcome = "unknown_key"
    except (Conflict, NotFound):
        return "changed"
    except Refusal:
        outcome = "unreadable"
    if outcome != "resealed":
        log.Journal("job_keys").warning(
            "not_resealed", outcome=outcome, purpose=sealed.purpose, row_id=str(sealed.row_id), key_id=sealed.key_id
        )
    return outcome


def _row_key(sealed: Sealed, key_id: str, keys: MasterKeys) -> str:
    """Raises KeyError if that generation is not held."""
    return keys.sealed_key(key_id=key_id, owner_id=sealed.owner_id, row_id=sealed.row_id, purpose=sealed.purpose)
