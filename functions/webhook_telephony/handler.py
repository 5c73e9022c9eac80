"""Take one telephony delivery into the inbox and apply it.

POST  /webhooks/telephony/{provider}/{token}
As    fn_ingest
Says  200 applied or seen before · 202 kept for later · 403 not_signed · 404 not_found · 413 too_large · 503 database_unavailable
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from shared.db import telephony
from shared.db.again import once_more
from shared.db.connection import connect
from shared.db.doors import Doors
from shared.db.refusals import DatabaseUnavailable
from shared.domain.calls import CallEvent
from shared.domain.secrets import MasterKeys
from shared.providers.refusals import NotUnderstood
from shared.providers.telephones import TELEPHONES
from shared.runtime import config, log, problems
from shared.runtime.config import Variable
from shared.runtime.endpoint import Answer, CallPath, Request


@dataclass(frozen=True, repr=False)
class Settings:
    database_url: Annotated[str, Variable("DATABASE_URL_FN_INGEST")]
    master_keys: Annotated[MasterKeys, Variable("MASTER_KEYS", parse=MasterKeys.parse)]
    public_base_url: Annotated[str | None, Variable("PUBLIC_BASE_URL")] = None


handler = CallPath("webhook_telephony", outages=(DatabaseUnavailable,))
doors = Doors()
journal = log.Journal("webhook_telephony")


@handler.post("/webhooks/telephony/{provider}/{token}")
def take(request: Request, provider: str, token: str) -> Answer:
    """Verify the raw bytes, store them, apply what they say: one round trip while the door is remembered."""
    telephone = TELEPHONES.get(provider)
    if telephone is None:
        raise problems.not_found()
    settings = config.read(Settings)
    url = request.public_url(settings.public_base_url)
    door = doors.admit(
        settings.database_url,
        provider=provider,
        webhook_token=token,
        keys=settings.master_keys,
        is_genuine=lambda credential: telephone.is_genuine(
            credential, url=url, headers=request.headers, body=request.body
        ),
    )
    event: CallEvent | None
    try:
        event = telephone.status(request.body)
        key, kind = event.key, event.type
    except NotUnderstood as unclear:
        event, key, kind = None, unclear.key, unclear.type
        journal.warning("delivery_not_understood", integration_id=str(door.integration_id), reason=unclear.reason)
    outcome = once_more(
        lambda: telephony.take_delivery(
            connect(settings.database_url),
            integration_id=door.integration_id,
            event=event,
            key=key,
            type=kind,
            headers=telephone.kept_headers(request.headers),
            body=request.body,
        )
    )
    journal.info("delivery_taken", integration_id=str(door.integration_id), outcome=outcome)
    return Answer(202 if outcome == "kept" else 200, telephone.TAKEN, telephone.CONTENT_TYPE)
