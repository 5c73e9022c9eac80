"""Try kept deliveries again, bury the hopeless, and end calls of whose end nobody told us.

EVERY  1 minute
As     fn_jobs
Says   {"claimed": n, "applied": n, "kept": n, "buried": n, "closed": n}

Called by an operator with {"rebuild": {"company_id": id}}, or with a "call_id" beside it, it makes what providers told of
those calls anew from the inbox instead (see `rebuild.py`).
Says   {"read": n, "unread": n, "rebuilt": n, "changed": n, "events": n, "kept": n, "left": n, "messages": n}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from functions.job_inbox import rebuild
from shared.db import telephony
from shared.db.connection import Connection, connect
from shared.db.refusals import DatabaseUnavailable, Refusal
from shared.db.telephony import Delivery
from shared.domain.messages import MESSAGE_TYPES
from shared.providers.messengers import MESSENGERS, Messenger
from shared.providers.refusals import NothingToKeep, NotUnderstood
from shared.providers.telephones import TELEPHONES, Telephone
from shared.runtime import config
from shared.runtime.config import Variable
from shared.runtime.job import job

# Each batch must be worked off within its lease of 60 seconds; what is left is due again in the next minute.
BATCH = 50
MOST_BATCHES = 20


@dataclass(frozen=True, repr=False)
class Settings:
    database_url: Annotated[str, Variable("DATABASE_URL_FN_JOBS")]


@job("job_inbox")
def handler(payload: Mapping[str, Any]) -> dict[str, int]:
    """Work off what is due, a batch at a time. Raises DatabaseUnavailable; what was claimed is due again in a minute."""
    conn = connect(config.read(Settings).database_url)
    if "rebuild" in payload:
        return rebuild.rebuild(conn, rebuild.asked_for(payload["rebuild"]))
    done = Counter(claimed=0, applied=0, kept=0, buried=0)
    for _ in range(MOST_BATCHES):
        claimed = telephony.claim_deliveries(conn, limit=BATCH)
        done["claimed"] += len(claimed)
        for delivery in claimed:
            done[_try_again(conn, delivery)] += 1
        if len(claimed) < BATCH:
            break
    done["closed"] = telephony.close_abandoned_calls(conn, limit=BATCH)
    return dict(done)


def _try_again(conn: Connection, delivery: Delivery) -> str:
    """applied, kept or buried. One delivery that cannot be applied does not stop the others."""
    try:
        tellers: Mapping[str, Telephone | Messenger] = MESSENGERS if delivery.type in MESSAGE_TYPES else TELEPHONES
        teller = tellers.get(delivery.provider)
        if teller is None:
            return telephony.fail_delivery(conn, delivery_id=delivery.id, error="provider_unknown")
        try:
            event = teller.status(delivery.body)
        except NotUnderstood as unclear:
            return telephony.fail_delivery(conn, delivery_id=delivery.id, error=unclear.reason)
        except NothingToKeep:
            return telephony.fail_delivery(conn, delivery_id=delivery.id, error="nothing_to_keep")
        return telephony.apply_delivery(conn, delivery_id=delivery.id, event=event)
    except DatabaseUnavailable:
        raise
    except Refusal:
        # Its lease runs out; the next round finds it due again.
        return "kept"
