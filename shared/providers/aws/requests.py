"""Send over a socket that API Gateway holds, call a function without waiting for it, and lay a message into a queue.

`@connections`: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
`invocations`: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
`SendMessage`: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from time import monotonic
from typing import Any
from urllib.parse import quote, urlsplit

from shared.providers.aws.impatience import ImpatientSocket
from shared.providers.aws.signature import Identity, signed_headers
from shared.providers.deadline import within
from shared.providers.refusals import VendorError

# A caller hears nothing while we wait for a frame to be taken.
TIMEOUT_SECONDS = 3.0
# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
MOST_BYTES_QUEUED = 1024 * 1024

# An instance serves one event at a time; locally a thread stands for an instance.
_warm = threading.local()


class Aws:
    """AWS as one function sees it. `now` is the clock that requests are signed by."""

    def __init__(
        self, identity: Identity, region: str, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._identity = identity
        self._region = region
        self._now = now

    def send(self, connections_url: str, connection_id: str, data: str) -> bool:
        """Send one text frame; False if the other side has gone. `connections_url` ends before `/@connections`.

        Raises VendorError.
        """
        url = f"{connections_url}/%40connections/{quote(connection_id, safe='')}"
        status, said = self._post("execute-api", url, data.encode(), {})
        if status == 410:
            return False
        if status != 200 or not _is_aws(said):
            retryable = status in (200, 429) or status >= 500
            raise VendorError("frame_not_taken", retryable=retryable, status=status)
        return True

    def call_later(self, lambda_url: str, function: str, event: bytes) -> None:
        """Have a function called with this event, soon; its answer is nobody's. Raises VendorError."""
        url = f"{lambda_url}/2015-03-31/functions/{quote(function, safe='')}/invocations"
        status, _ = self._post("lambda", url, event, {"x-amz-invocation-type": "Event"})
        if status != 202:
            raise VendorError("function_not_called", retryable=status == 429 or status >= 500, status=status)

    def queue(self, queue_url: str, message: str, *, within_seconds: float) -> str:
        """Lay a message of ASCII characters into a queue; returns the name it has there. Raises VendorError."""
        if len(message) > MOST_BYTES_QUEUED:
            raise VendorError("message_too_large", retryable=False)
        address = urlsplit(queue_url)
        asked = json.dumps({"QueueUrl": queue_url, "MessageBody": message}).encode()
        headers = {"content-type": "application/x-amz-json-1.0", "x-amz-target": "AmazonSQS.SendMessage"}
        url = f"{address.scheme}://{address.netloc}/"
        status, said = self._post("sqs", url, asked, headers, within_seconds)
        name = _message_id(said)
        if status != 200 or name is None:
            raise VendorError("message_not_queued", retryable=status == 200 or status >= 500, status=status)
        return name

    def _post(
        self, service: str, url: str, body: bytes, headers: Mapping[str, str], seconds: float | None = None
    ) -> tuple[int, bytes]:
        address = urlsplit(url)
        origin = f"{address.scheme}://{address.netloc}"
        signed = signed_headers(
            self._identity,
            region=self._region,
            service=service,
            method="POST",
            url=url,
            body=body,
            headers=headers,
            at=self._now(),
        )
        try:
            return _exchange(origin, address.path, body, signed, TIMEOUT_SECONDS if seconds is None else seconds)
        except (HTTPException, OSError) as error:
            raise VendorError("aws_unreachable", retryable=True) from error


def disconnect() -> None:
    """Close the warm connections of this instance."""
    for each in _warm.__dict__.pop("connections", {}).values():
        each.close()


def _exchange(origin: str, path: str, body: bytes, headers: Mapping[str, str], seconds: float) -> tuple[int, bytes]:
    """One request over the warm connection; over a new one if the other side has closed that meanwhile.

    Nothing of an answer was read by then, so nothing was sent twice that was taken: a server that closes a connection
    between two requests has not read the second.
    """
    until = monotonic() + seconds
    known: dict[str, HTTPConnection] = _warm.__dict__.setdefault("connections", {})
    conn = known.get(origin)
    # Without a socket: the answer before said that it would be the last one there.
    if conn is not None and conn.sock is not None:
        try:
            return _ask(conn, path, body, headers, until)
        except ConnectionError:
            _forget(known, origin)
        except (OSError, HTTPException):
            # Late, or cut off in the middle of an answer: it was taken, or may have been.
            _forget(known, origin)
            raise
    # Finding the address and agreeing on a secret have no deadline of their own.
    conn = known[origin] = within(until - monotonic(), lambda: _connect(origin))
    try:
        return _ask(conn, path, body, headers, until)
    except (OSError, HTTPException):
        _forget(known, origin)
        raise


def _forget(known: dict[str, HTTPConnection], origin: str) -> None:
    conn = known.pop(origin, None)
    if conn is not None:
        conn.close()


def _ask(conn: HTTPConnection, path: str, body: bytes, headers: Mapping[str, str], until: float) -> tuple[int, bytes]:
    # As `_connect` left it.
    sock: Any = conn.sock
    sock.until = until
    conn.request("POST", path, body, dict(headers))
    answer: HTTPResponse = conn.getresponse()
    return answer.status, answer.read()


def _is_aws(said: bytes) -> bool:
    """Whether a yes may be AWS's own: it says nothing beside it. A stranger's page has nothing sent."""
    try:
        return not said or isinstance(json.loads(said), dict)
    except ValueError:
        return False


def _message_id(said: bytes) -> str | None:
    """Only the queue's own yes names what it has taken."""
    try:
        name = json.loads(said)["MessageId"]
    except (ValueError, TypeError, KeyError):
        return None
    return name if isinstance(name, str) else None


def _connect(origin: str) -> HTTPConnection:
    address = urlsplit(origin)
    kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
    conn = kind(address.netloc, timeout=TIMEOUT_SECONDS)
    conn.connect()
    conn.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    conn.sock = ImpatientSocket(conn.sock)
    return conn
