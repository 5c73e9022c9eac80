"""Ask providers for prices of calls and messages that they tell late or never, and book them as they book what they are told.

EVERY  5 minutes
As     fn_billing
Says   {"asked": n, "booked": n, "pending": n, "failed": n}; pending: asked, and not rated yet
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Annotated
from uuid import UUID

from shared.db import integrations, telephony
from shared.db.connection import Connection, connect
from shared.db.refusals import DatabaseUnavailable, Refusal
from shared.db.telephony import Unpriced
from shared.domain.secrets import MasterKeys
from shared.providers.pricers import CALL_PRICERS, MESSAGE_PRICERS, Pricer
from shared.providers.refusals import NothingToKeep, NotUnderstood, VendorError
from shared.runtime import config, log
from shared.runtime.config import Variable
from shared.runtime.job import job

PERIOD_SECONDS = 300
MOST = 500
# Less than the function may last, by one question. What is left over is asked when its time has doubled again.
PATIENCE_SECONDS = 220.0

# About these no more is to be learned by asking again; any other error is the provider's, or the key's.
OF_ONE_ALONE = frozenset({"call_not_found", "message_not_found", "price_unreadable", "nothing_to_keep"})

journal = log.Journal("job_costs")


@dataclass(frozen=True, repr=False)
class Settings:
    database_url: Annotated[str, Variable("DATABASE_URL_FN_BILLING")]
    master_keys: Annotated[MasterKeys, Variable("MASTER_KEYS", MasterKeys.parse)]
    twilio_api_base_url: Annotated[str | None, Variable("TWILIO_API_BASE_URL")] = None
    vapi_api_base_url: Annotated[str | None, Variable("VAPI_API_BASE_URL")] = None

    def base_url(self, provider: str) -> str | None:
        return {"twilio": self.twilio_api_base_url, "vapi": self.vapi_api_base_url}.get(provider)


@job("job_costs")
def handler() -> dict[str, int]:
    """Work through what is due. Raises DatabaseUnavailable. Two at once ask twice and book once."""
    settings = config.read(Settings)
    conn = connect(settings.database_url)
    until = monotonic() + PATIENCE_SECONDS
    done = Counter(asked=0, booked=0, pending=0, failed=0)
    opened: dict[UUID, Mapping[str, str]] = {}
    resting: set[UUID] = set()
    for pricer, due in _due(conn):
        if due.integration_id in resting or monotonic() > until:
            continue
        done["asked"] += 1
        try:
            if due.integration_id not in opened:
                opened[due.integration_id] = _credential(conn, due, settings)
            done[_ask(conn, pricer, due, opened[due.integration_id], settings)] += 1
        except DatabaseUnavailable:
            raise
        except (VendorError, NotUnderstood, NothingToKeep, Refusal, KeyError) as error:
            done["failed"] += 1
            word = _word(error)
            journal.warning("price_not_told", integration_id=str(due.integration_id), outcome=word)
            if word not in OF_ONE_ALONE:
                # Neither a provider that does not answer nor a key that does not open is asked for every call.
                resting.add(due.integration_id)
    return dict(done)


def _due(conn: Connection) -> Iterator[tuple[Pricer, Unpriced]]:
    """Calls first: they are owed for, messages only counted."""
    for pricers, unpriced in ((CALL_PRICERS, telephony.unpriced_calls), (MESSAGE_PRICERS, telephony.unpriced_messages)):
        for due in unpriced(conn, providers=sorted(pricers), period_seconds=PERIOD_SECONDS, limit=MOST):
            yield pricers[due.provider], due


def _ask(conn: Connection, pricer: Pricer, due: Unpriced, credential: Mapping[str, str], settings: Settings) -> str:
    """booked (now or before) or pending. Raises VendorError, NotUnderstood, NothingToKeep, Refusal."""
    said = pricer.ask(credential, due.provider_id, base_url=settings.base_url(due.provider))
    if said is None:
        return "pending"
    event = pricer.read(said)
    telephony.take_delivery(
        conn, integration_id=due.integration_id, event=event, key=event.key, type=event.type, headers={}, body=said
    )
    return "booked"


def _credential(conn: Connection, due: Unpriced, settings: Settings) -> Mapping[str, str]:
    row_key = settings.master_keys.integration_key(
        key_id=due.key_id, company_id=due.company_id, integration_id=due.integration_id
    )
    return integrations.read_credential(conn, integration_id=due.integration_id, row_key=row_key)


def _word(error: Exception) -> str:
    if isinstance(error, NotUnderstood):
        return error.reason
    if isinstance(error, NothingToKeep):
        return "nothing_to_keep"
    return error.code if isinstance(error, VendorError | Refusal) else "credential_unreadable"
