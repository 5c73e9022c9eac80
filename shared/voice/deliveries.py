"""A verified delivery goes into the inbox and is applied in the same breath, whichever function it came in by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from shared.db import telephony
from shared.db.again import once_more
from shared.db.connection import connect
from shared.db.doors import Door
from shared.db.refusals import DatabaseUnavailable
from shared.domain.calls import CallEvent
from shared.providers.refusals import NothingToKeep, NotUnderstood
from shared.providers.telephones import Telephone
from shared.runtime import log
from shared.runtime.endpoint import Request

if TYPE_CHECKING:
    from shared.domain.messages import MessageEvent
    from shared.providers.messengers import Messenger

Outcome = Literal["applied", "seen", "kept", "dropped"]

journal = log.Journal("deliveries")


def taken_or_waiting(
    request: Request, take_it: Callable[[], Outcome], *, may_wait: Callable[[], bool] = lambda: True
) -> Outcome:
    """What `take_it` comes to; "kept" where the request waits in the queue because the database is away.

    Raises what `take_it` raises, DatabaseUnavailable if it may not wait or cannot.
    """
    try:
        return take_it()
    except DatabaseUnavailable:
        # Only an outage needs the queue, and loads it.
        from shared.voice import late

        if may_wait() and late.keep(request):
            return "kept"
        raise


def take_request(teller: Telephone | Messenger, door: Door, request: Request, *, database_url: str) -> Outcome:
    """Take a genuine request as the delivery that it is. Raises DatabaseUnavailable."""
    return take(
        teller,
        door,
        database_url=database_url,
        headers=request.headers,
        body=request.body,
        arrived_at=request.arrived_at,
    )


def take(
    teller: Telephone | Messenger,
    door: Door,
    *,
    database_url: str,
    headers: Mapping[str, str],
    body: bytes,
    arrived_at: datetime | None = None,
) -> Outcome:
    """Store what the provider told and apply it; what cannot be read yet is kept, what tells nothing of ours is dropped. One round trip.

    Raises DatabaseUnavailable.
    """
    event: CallEvent | MessageEvent | None
    try:
        event = teller.status(body)
        key, kind = event.key, event.type
    except NothingToKeep:
        return "dropped"
    except NotUnderstood as unclear:
        event, key, kind = None, unclear.key, unclear.type
        journal.warning("delivery_not_understood", integration_id=str(door.integration_id), reason=unclear.reason)
    outcome = once_more(
        lambda: telephony.take_delivery(
            connect(database_url),
            integration_id=door.integration_id,
            event=event,
            key=key,
            type=kind,
            headers=teller.kept_headers(headers),
            body=body,
            arrived_at=arrived_at,
        )
    )
    journal.info("delivery_taken", integration_id=str(door.integration_id), outcome=outcome)
    return outcome
