"""A call that is carried over a socket for a while: how it gets there, and what to do when it is back."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from shared.db.again import once_more
from shared.db.connection import connect
from shared.db.doors import Door
from shared.domain.calls import Manner, Then
from shared.providers.invitations import INVITATIONS
from shared.providers.sessions import Ended
from shared.voice.settings import Settings
from shared.voice.turn import Answered

# The key and the word in an integration's config.
CHOICE, CHOSEN = "voice", "relay"


def is_chosen(provider: str, door: Door, settings: Settings) -> bool:
    """Whether this company's calls are carried over our socket."""
    return provider in INVITATIONS and bool(settings.relay_url) and door.credential.get(CHOICE) == CHOSEN


def invitation(
    answered: Answered, door: Door, settings: Settings, *, provider: str, token: str, turn_url: str, manner: Manner
) -> str | None:
    """The document that sends the call to our socket; None if this company's calls stay here, or this one is not to go on."""
    if not is_chosen(provider, door, settings) or answered.reply.then is not Then.LISTEN:
        return None
    # In the query, because the path of a socket at API Gateway is fixed; and in this order, because it is signed.
    relay_url = f"{settings.relay_url}?{urlencode({'provider': provider, 'token': token})}"
    return INVITATIONS[provider].invite(answered.reply, relay_url=relay_url, turn_url=turn_url, manner=manner)


def ended(provider: str, body: bytes) -> Ended | None:
    """How the call came back from its socket; None if it does not come from one."""
    inviting = INVITATIONS.get(provider)
    return inviting.ended(body) if inviting else None


def number_after(settings: Settings, integration_id: UUID, provider_call_id: str, number: int) -> int:
    """The turn with which a call goes on whose socket broke: the socket counted its turns by itself.

    Raises DatabaseUnavailable.
    """
    # Sockets seldom break: not with the function.
    from shared.db import relays

    return once_more(
        lambda: relays.leave_relay(
            connect(settings.database_url),
            integration_id=integration_id,
            provider_call_id=provider_call_id,
            turn=number,
        )
    )
