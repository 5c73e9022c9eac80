"""Requests that wait in a queue (SQS) for the function they came to, and come to it once more as they came.

Whoever calls a function's address sends a body; the event around it is the platform's. So an event with `Records` is the
queue's own, and only for what it holds another instant counts than now.
https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
"""

from __future__ import annotations

import base64
import json
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter
from typing import Any, Literal

from shared.runtime import log
from shared.runtime.endpoint import Request

Event = dict[str, Any]
Fate = Literal["done", "dropped", "waits"]

# Of the network in between, and for nobody's proof.
_NETWORK = ("x-forwarded-", "x-amz", "host", "via", "accept", "connection", "content-length")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that waited: the event it came as, and when that was."""

    event: Event
    arrived_at: datetime


def pack(request: Request) -> str:
    """A request as one line for a queue: what is needed to take it as it came. Reports are long and shrink well."""
    packed = {
        "arrived_at": time.time() - (perf_counter() - request.begun),
        "rawPath": request.path,
        "rawQueryString": request.query,
        "headers": {name: value for name, value in request.headers.items() if not name.startswith(_NETWORK)},
        "requestContext": {
            "domainName": request.domain,
            "requestId": request.request_id,
            "stage": "$default",
            "http": {"method": request.method, "path": request.path},
        },
        "body": base64.b64encode(request.body).decode(),
        "isBase64Encoded": True,
    }
    return base64.b64encode(zlib.compress(json.dumps(packed).encode())).decode()


def unpack(line: str) -> Waiting:
    """Raises ValueError for what `pack` never made."""
    try:
        event = json.loads(zlib.decompress(base64.b64decode(line, validate=True)))
        return Waiting(event, datetime.fromtimestamp(event.pop("arrived_at"), UTC))
    except (zlib.error, TypeError, KeyError, AttributeError) as error:
        raise ValueError("not_packed") from error


def take(event: Mapping[str, Any], answer: Callable[[Waiting], Event], journal: log.Journal) -> Event:
    """Have each message answered as it would have been, and say which are to be shown again.

    What is refused for good is dropped. Once one has to wait longer, so do those after it: they wait for the same.
    """
    failures: list[dict[str, str]] = []
    for record in event["Records"]:
        name = record["messageId"]
        fate: Fate = "waits" if failures else _fate(record, answer, journal)
        if fate == "waits":
            failures.append({"itemIdentifier": name})
    return {"batchItemFailures": failures}


def _fate(record: Mapping[str, Any], answer: Callable[[Waiting], Event], journal: log.Journal) -> Fate:
    name = record["messageId"]
    try:
        waiting = unpack(record["body"])
    except ValueError:
        journal.error("late_request_dropped", message_id=name, status=400, reason="not_packed")
        return "dropped"
    waited_seconds = int((datetime.now(UTC) - waiting.arrived_at).total_seconds())
    answered = answer(waiting)
    status = answered["statusCode"]
    if status >= 500:
        journal.warning("late_request_waits", message_id=name, status=status, waited_seconds=waited_seconds)
        return "waits"
    if status >= 400:
        # A refusal's body is problem+json: words of ours.
        reason = json.loads(answered["body"])["code"]
        journal.warning("late_request_dropped", message_id=name, status=status, reason=reason)
        return "dropped"
    journal.info("late_request_taken", message_id=name, waited_seconds=waited_seconds)
    return "done"
