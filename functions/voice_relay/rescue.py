"""When a frame could not be answered: the call goes on elsewhere, by a frame that says so or by the provider's own API."""

from __future__ import annotations

from collections import OrderedDict

from functions.voice_relay.link import Link
from functions.voice_relay.settings import RelaySettings
from functions.voice_relay.voice import language_of_answer
from shared.db import integrations, relays
from shared.db.connection import connect
from shared.domain.calls import Reply
from shared.providers.frames import Asked, Began, Pressed
from shared.providers.redirectors import REDIRECTORS
from shared.providers.refusals import VendorError
from shared.providers.relays import Relay
from shared.runtime import log
from shared.runtime.socket import SocketEvent
from shared.voice import apologies
from shared.voice.turn import Answered

# Where a person answers, by socket, as this instance last knew: for when the database cannot be asked.
MOST_REMEMBERED = 1000
_people: OrderedDict[str, str | None] = OrderedDict()

journal = log.Journal("voice_relay")


def remember(connection_id: str, answered: Answered) -> None:
    """Keep in mind who the caller of this socket could be put through to."""
    if answered.business is not None:
        _people[connection_id] = answered.business.transfer_number
        _people.move_to_end(connection_id)
    while len(_people) > MOST_REMEMBERED:
        _people.popitem(last=False)


def give_up(
    frame: Began | Asked | Pressed,
    error: Exception,
    event: SocketEvent,
    link: Link,
    relay: Relay,
    settings: RelaySettings,
) -> None:
    """End the session with an apology, or, where no frame gets through, take the call off it.

    Raises VendorError where neither is possible: then the caller hears nothing.
    """
    if isinstance(error, VendorError) and off_the_socket(event, settings):
        return
    heard = frame.heard.text if isinstance(frame, Asked) else ""
    answer_to = frame.answer_to if isinstance(frame, Asked) else None
    try:
        link.send(relay.give_up(_apology(heard, _people.get(event.connection_id)), answer_to=answer_to))
    except VendorError:
        if not off_the_socket(event, settings):
            raise


def off_the_socket(event: SocketEvent, settings: RelaySettings) -> bool:
    """Have the call ask for its newest turn over HTTP, where the answer that was kept is said; whether that could be done.

    Raises nothing: who asks has lost one way to the caller already.
    """
    try:
        conn = connect(settings.database_url)
        call = relays.call_of_relay(conn, connection_id=event.connection_id)
        redirector = REDIRECTORS.get(call.provider) if call else None
        if call is None or redirector is None or not settings.public_base_url:
            return False
        row_key = settings.master_keys.integration_key(
            key_id=call.key_id, company_id=call.company_id, integration_id=call.integration_id
        )
        credential = integrations.read_credential(conn, integration_id=call.integration_id, row_key=row_key)
        base = settings.public_base_url.rstrip("/")
        redirector.redirect_call(
            credential,
            call.provider_call_id,
            to_url=f"{base}/voice/{call.provider}/{call.webhook_token}/turn?turn={call.turn}",
            base_url=settings.twilio_api_base_url,
        )
        # Whatever is still being answered here falls silent.
        relays.close_relay(conn, connection_id=event.connection_id)
    except VendorError as error:
        journal.error("call_not_rescued", connection_id=event.connection_id, reason=error.code)
        return False
    except Exception as error:  # noqa: BLE001  (see above)
        journal.error("call_not_rescued", connection_id=event.connection_id, **log.fault(error))
        return False
    journal.warning("call_rescued", connection_id=event.connection_id)
    return True


def _apology(heard: str, person: str | None) -> Reply:
    """Nothing is known of who rings, but perhaps the language they spoke, and who can be put through to."""
    return apologies.last_resort(language_of_answer(heard, "de") or "de", forward_to=person, may_record=False)
