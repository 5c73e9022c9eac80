"""Events of a WebSocket that API Gateway holds: somebody opens it, says something, is gone.

https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
A message names nothing but its connection; headers and query come with the opening alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

ACCEPTED: dict[str, Any] = {"statusCode": 200}


@dataclass(frozen=True, slots=True)
class SocketEvent:
    """`kind` is what happened; `at` is when the platform took it in, in the order of the connection.

    `headers` have lower-case names; `domain` and `stage` are where the platform serves the socket. `text` is None for
    what is no text.
    """

    kind: Literal["CONNECT", "MESSAGE", "DISCONNECT"]
    connection_id: str
    at: datetime
    api_id: str
    domain: str
    stage: str
    headers: Mapping[str, str]
    query: Mapping[str, str]
    text: str | None = field(repr=False)


def read_socket_event(event: Mapping[str, Any]) -> SocketEvent:
    """The event in our words. Raises KeyError or ValueError for what API Gateway never sends."""
    context = event["requestContext"]
    return SocketEvent(
        kind=context["eventType"],
        connection_id=context["connectionId"],
        at=datetime.fromtimestamp(context["requestTimeEpoch"] / 1000, UTC),
        api_id=context.get("apiId") or "",
        domain=context.get("domainName") or "",
        stage=context.get("stage") or "",
        headers={name.lower(): value for name, value in (event.get("headers") or {}).items()},
        query=event.get("queryStringParameters") or {},
        text=None if event.get("isBase64Encoded") else event.get("body") or "",
    )
