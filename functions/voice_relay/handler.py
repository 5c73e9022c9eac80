"""Carry a call over a socket: what the caller says comes in as text, what we say goes out in pieces as it is thought of.

SOCKET  $connect $default $disconnect
As      fn_voice
Says    200 · 403 not_signed · 404 not_found to who opens; after that by frames, in the dialect of who opened

Opened at ?provider=twilio&token=…, or retell: the path of a socket at API Gateway is fixed. Who appends to it (Retell: the
call's id) needs a proxy in front that drops the path; the id comes in the call's details too, and is taken from there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from functions.voice_relay import conversation
from functions.voice_relay.link import Link, connections_url, link_of
from functions.voice_relay.settings import RelaySettings
from shared.db import relays
from shared.db.again import once_more
from shared.db.connection import connect
from shared.db.doors import Doors
from shared.db.refusals import DatabaseUnavailable, Forbidden, NotFound
from shared.providers.aws.requests import Aws
from shared.providers.aws.signature import Identity
from shared.providers.relays import RELAYS, Relay
from shared.runtime import config, log
from shared.runtime.socket import ACCEPTED, SocketEvent, read_socket_event

# Our own word to ourselves: a socket was opened, and its first frames are ours to send.
OPENED = "opened"

doors = Doors()
journal = log.Journal("voice_relay")


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """One event of one socket. Raises nothing: the platform would only tell the other side that something broke."""
    try:
        settings = config.read(RelaySettings)
        if OPENED in event:
            return _begin(event[OPENED], settings)
        told = read_socket_event(event)
        if told.kind == "CONNECT":
            return _open(told, settings, str(getattr(context, "function_name", "")))
        if told.kind == "DISCONNECT":
            relays.close_relay(connect(settings.database_url), connection_id=told.connection_id)
        else:
            conversation.take(told, link_of(told, settings), settings)
    except Exception as error:  # noqa: BLE001  (see above)
        journal.error("relay_failed", **log.fault(error))
        return {"statusCode": 500}
    return ACCEPTED


def _open(event: SocketEvent, settings: RelaySettings, function: str) -> dict[str, Any]:
    """Let in who proves to be the provider of the integration that the token names."""
    provider = event.query.get("provider") or ""
    # Who puts the call's id behind the whole address puts it behind the token.
    token = (event.query.get("token") or "").partition("/")[0]
    relay = RELAYS.get(provider)
    if relay is None:
        return {"statusCode": 404}
    try:
        door = doors.admit(
            settings.database_url,
            provider=provider,
            webhook_token=token,
            keys=settings.master_keys,
            is_genuine=lambda credential: relay.is_genuine(
                credential, urls=_addresses(event, settings, provider, token), headers=event.headers
            ),
        )
        once_more(
            lambda: relays.open_relay(
                connect(settings.database_url), connection_id=event.connection_id, integration_id=door.integration_id
            )
        )
    except (NotFound, Forbidden) as refusal:
        journal.warning("socket_refused", reason=refusal.code)
        return {"statusCode": refusal.status}
    except DatabaseUnavailable as error:
        if not relay.opening():
            # Refused, the call is back at `voice_call` at once.
            raise
        # Here nobody else would answer. Nothing that follows is known to be genuine, and nothing but an apology comes of it.
        journal.error("socket_opened_unseen", **log.fault(error))
    if relay.opening():
        _continue_later(event, settings, relay=provider, function=function)
    return ACCEPTED


def _addresses(event: SocketEvent, settings: RelaySettings, provider: str, token: str) -> list[str]:
    """The address that was dialled, in the ways it may have been written when it was signed."""
    base = (settings.relay_url or f"wss://{event.domain}/{event.stage}").rstrip("/")
    query = urlencode({"provider": provider, "token": token})
    return [f"{base}?{query}", f"{base}/?{query}"]


def _continue_later(event: SocketEvent, settings: RelaySettings, *, relay: str, function: str) -> None:
    """Have ourselves called again: nothing can be sent over a socket before its opening has been answered."""
    opened = {
        OPENED: {
            "connection_id": event.connection_id,
            "connections_url": connections_url(event, settings),
            "provider": relay,
        }
    }
    aws = Aws(Identity(settings.key_id, settings.secret, settings.session_token), settings.region)
    lambda_url = settings.lambda_url or f"https://lambda.{settings.region}.amazonaws.com"
    aws.call_later(lambda_url, function, json.dumps(opened).encode())


def _begin(opened: Mapping[str, str], settings: RelaySettings) -> dict[str, Any]:
    relay: Relay = RELAYS[opened["provider"]]
    Link(settings, opened["connections_url"], opened["connection_id"]).open_with(relay.opening())
    return ACCEPTED
