"""Keep companies' own OpenRouter keys as their owners want them: make, limit, switch off, read what was spent.

EVERY  5 minutes
As     fn_jobs
Says   {"made": n, "changed": n, "read": n, "failed": n}
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated

from shared.db import credentials
from shared.db.connection import Connection, connect
from shared.db.credentials import CompanyAiKey
from shared.db.refusals import DatabaseUnavailable, Refusal
from shared.domain.secrets import OPENROUTER_PROVISIONING_KEY, MasterKeys
from shared.providers.model_stream import Server
from shared.providers.openrouter import keys
from shared.providers.openrouter.keys import Key, Wanted
from shared.providers.refusals import VendorError
from shared.runtime import config, log
from shared.runtime.config import Variable
from shared.runtime.job import job

# A claim holds for five minutes; three questions of ten seconds each for every key, at worst.
BATCH = 8
READ_AGAIN_SECONDS = 3600
TRY_AGAIN_SECONDS = 300

journal = log.Journal("job_ai_keys")


@dataclass(frozen=True, repr=False)
class Settings:
    database_url: Annotated[str, Variable("DATABASE_URL_FN_JOBS")]
    master_keys: Annotated[MasterKeys, Variable("MASTER_KEYS", MasterKeys.parse)]
    master_key_id: Annotated[str, Variable("MASTER_KEY_ID")]
    openrouter_api_base_url: Annotated[str | None, Variable("OPENROUTER_API_BASE_URL")] = None


@job("job_ai_keys")
def handler() -> dict[str, int]:
    """Work through the keys that are due. Raises DatabaseUnavailable. Two at once are fine: each has keys of its own."""
    settings = config.read(Settings)
    conn = connect(settings.database_url)
    done = Counter(made=0, changed=0, read=0, failed=0)
    for wanted in credentials.claim_company_ai_keys(conn, limit=BATCH):
        try:
            outcome, key = _tend(conn, wanted, settings)
        except DatabaseUnavailable:
            raise
        except (VendorError, Refusal, KeyError) as error:
            done["failed"] += 1
            word = error.code if isinstance(error, VendorError | Refusal) else "credential_unreadable"
            wait = TRY_AGAIN_SECONDS if isinstance(error, VendorError) and error.retryable else READ_AGAIN_SECONDS
            journal.warning("ai_key_not_kept", company_id=str(wanted.company_id), outcome=word)
            credentials.record_company_ai_key(conn, wanted=wanted, error=word, wait_seconds=wait)
            continue
        done[outcome] += 1
        credentials.record_company_ai_key(
            conn,
            wanted=wanted,
            usage_usd=key.usage_usd,
            usage_month_usd=key.usage_month_usd,
            wait_seconds=READ_AGAIN_SECONDS,
        )
    return dict(done)


def _tend(conn: Connection, wanted: CompanyAiKey, settings: Settings) -> tuple[str, Key]:
    """What was done, and the key as it is now. Raises VendorError, Refusal, KeyError."""
    server = Server(_management_key(conn, wanted, settings), settings.openrouter_api_base_url)
    limits = Wanted(wanted.limit_usd, wanted.limit_reset, wanted.is_disabled)
    if wanted.remote_hash is None:
        return "made", _make(conn, wanted, limits, server, settings)
    if wanted.is_told:
        return "read", keys.read(server, wanted.remote_hash)
    return "changed", keys.change(server, wanted.remote_hash, limits)


def _make(conn: Connection, wanted: CompanyAiKey, limits: Wanted, server: Server, settings: Settings) -> Key:
    name = f"frontdesk {wanted.company_id}"
    # One that was made before its secret could be kept is of no use to anybody.
    for lost in list(keys.named(server, name)):
        keys.delete(server, lost.hash)
    key, secret = keys.make(server, name, limits)
    try:
        credentials.store_company_ai_key(
            conn,
            company_id=wanted.company_id,
            integration_id=wanted.integration_id,
            remote_hash=key.hash,
            api_key=secret,
            key_id=settings.master_key_id,
            row_key=settings.master_keys.integration_key(
                key_id=settings.master_key_id, company_id=wanted.company_id, integration_id=wanted.integration_id
            ),
        )
    except Exception:
        with suppress(VendorError):
            keys.delete(server, key.hash)
        raise
    return keys.change(server, key.hash, limits) if limits.is_disabled else key


def _management_key(conn: Connection, wanted: CompanyAiKey, settings: Settings) -> str:
    if wanted.profile_id is None or wanted.provisioning_key_sealed_by is None:
        raise VendorError("provisioning_key_missing", retryable=False)
    row_key = settings.master_keys.personal_key(
        key_id=wanted.provisioning_key_sealed_by, profile_id=wanted.profile_id, purpose=OPENROUTER_PROVISIONING_KEY
    )
    return credentials.read_openrouter_provisioning_key(conn, profile_id=wanted.profile_id, row_key=row_key)
