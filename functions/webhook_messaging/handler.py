"""Take one delivery about a message, by SMS or WhatsApp, into the inbox and apply it.

POST  /webhooks/messaging/{provider}/{token}
QUEUE deliveries that came while the database was away
As    fn_ingest
Says  200 applied or seen before · 202 kept for later · 403 not_signed · 404 not_found · 413 too_large · 503 database_unavailable
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from shared.db.doors import Doors
from shared.db.refusals import DatabaseUnavailable
from shared.domain.secrets import MasterKeys
from shared.providers.messengers import MESSENGERS
from shared.runtime import config, problems
from shared.runtime.config import Variable
from shared.runtime.endpoint import Answer, CallPath, Request
from shared.voice import deliveries
from shared.voice.admission import admit


@dataclass(frozen=True, repr=False)
class Settings:
    database_url: Annotated[str, Variable("DATABASE_URL_FN_INGEST")]
    master_keys: Annotated[MasterKeys, Variable("MASTER_KEYS", parse=MasterKeys.parse)]
    public_base_url: Annotated[str | None, Variable("PUBLIC_BASE_URL")] = None


handler = CallPath("webhook_messaging", outages=(DatabaseUnavailable,))
doors = Doors()


@handler.post("/webhooks/messaging/{provider}/{token}")
def take(request: Request, provider: str, token: str) -> Answer:
    """Verify the raw bytes, store them, apply what they say: one round trip while the door is remembered.

    Telnyx waits two seconds. Nobody is written back: what came in is told to the owners.
    """
    messenger = MESSENGERS.get(provider)
    if messenger is None:
        raise problems.not_found()
    settings = config.read(Settings)

    def take_it() -> deliveries.Outcome:
        door = admit(doors, request, provider=provider, token=token, vendor=messenger, settings=settings)
        return deliveries.take_request(messenger, door, request, database_url=settings.database_url)

    outcome = deliveries.taken_or_waiting(request, take_it)
    return Answer(202 if outcome == "kept" else 200, messenger.TAKEN, messenger.CONTENT_TYPE)
