"""Ask providers for prices of calls that they tell late or never, and book them as events of those calls.

EVERY  5 minutes
As     fn_billing
Says   {"asked": n, "booked": n, "pending": n, "failed": n}; pending: asked, and not rated yet
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from shared.db import credentials, telephony
from shared.db.connection import Connection, connect
from shared.db.refusals import DatabaseUnavailable, Refusal
from shared.db.telephony import UnpricedCall
from shared.domain.secrets import MasterKeys
from shared.providers.pricers import PRICERS
from shared.providers.refusals import NotUnderstood, VendorError
from shared.runtime import config, log
from shared.runtime.config import Variable
from shared.runtime.job import job

PERIOD_SECONDS = 300
# Five seconds a question at worst; what is left over is asked when its time has doubled again.
MOST = 40

journal = log.Journal("job_costs")


@dataclass(frozen=True, repr=False)
class Settings:
    database_url: Annotated[str, Variable("DATABASE_URL_FN_BILLING")]
    master_keys: Annotated[MasterKeys, Variable("MASTER_KEYS", MasterKeys.parse)]
    twilio_api_base_url: Annotated[str | None, Variable("TWILIO_API_BASE_URL")] = None


@job("job_costs")
def handler() -> dict[str, int]:
    """Work through the calls that are due. Raises DatabaseUnavailable. Two at once ask twice and book once."""
    settings = config.read(Settings)
    conn = connect(settings.database_url)
    done = Counter(asked=0, booked=0, pending=0, failed=0)
    opened: dict[UUID, Mapping[str, str]] = {}
    resting: set[UUID] = set()
    for call in telephony.unpriced_calls(conn, providers=sorted(PRICERS), period_seconds=PERIOD_SECONDS, limit=MOST):
        if call.integration_id in resting:
            continue
        done["asked"] += 1
        try:
            if call.integration_id not in opened:
                opened[call.integration_id] = _credential(conn, call, settings)
            done[_ask(conn, call, opened[call.integration_id], settings)] += 1
        except DatabaseUnavailable:
            raise
        except (VendorError, NotUnderstood, Refusal, KeyError) as error:
            done["failed"] += 1
            word = _word(error)
            journal.warning("price_not_told", integration_id=str(call.integration_id), outcome=word)
            if word not in ("call_not_found", "price_unreadable"):
                # Neither a provider that does not answer nor a key that does not open is asked for every call.
                resting.add(call.integration_id)
    return dict(done)


def _ask(conn: Connection, call: UnpricedCall, credential: Mapping[str, str], settings: Settings) -> str:
    """booked (now or before) or pending. Raises VendorError, NotUnderstood, Refusal."""
    pricer = PRICERS[call.provider]
    said = pricer.ask(credential, call.provider_call_id, base_url=settings.twilio_api_base_url)
    if said is None:
        return "pending"
    event = pricer.read(said)
    telephony.take_delivery(
        conn, integration_id=call.integration_id, event=event, key=event.key, type=event.type, headers={}, body=said
    )
    return "booked"


def _credential(conn: Connection, call: UnpricedCall, settings: Settings) -> Mapping[str, str]:
    row_key = settings.master_keys.integration_key(
        key_id=call.key_id, company_id=call.company_id, integration_id=call.integration_id
    )
    return credentials.read_credential(conn, integration_id=call.integration_id, row_key=row_key)


def _word(error: Exception) -> str:
    if isinstance(error, NotUnderstood):
        return error.reason
    return error.code if isinstance(error, VendorError | Refusal) else "credential_unreadable"
