"""HTTP, WebSockets and queues to Lambda and back, as AWS does it for function URLs (payload 2.0), API Gateway and SQS."""

from __future__ import annotations

import base64
import hashlib
import json
import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import parse_qsl

# AWS hands these over as text; everything else arrives base64, form bodies among it.
TEXT_TYPES = ("text/", "application/json", "application/xml", "application/javascript")
# What AWS writes itself, whatever the client claims.
FORWARDED = ("x-forwarded-for", "x-forwarded-proto", "x-forwarded-port")


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request. `target` is path and query as sent; header names may repeat and have any case."""

    method: str
    target: str
    headers: Iterable[tuple[str, str]]
    body: bytes
    source_ip: str


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    headers: list[tuple[str, str]]
    body: bytes


@dataclass(slots=True)
class Context:
    """What a handler may ask of its Lambda context; `timeout_seconds` counts from its making."""

    function_name: str
    timeout_seconds: float = 30.0
    aws_request_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    function_version: str = "$LATEST"
    memory_limit_in_mb: str = "512"
    identity: None = None
    client_context: None = None
    _started: float = field(default_factory=time.monotonic)

    @property
    def invoked_function_arn(self) -> str:
        return f"arn:aws:lambda:eu-central-1:000000000000:function:{self.function_name}"

    @property
    def log_group_name(self) -> str:
        return f"/aws/lambda/{self.function_name}"

    @property
    def log_stream_name(self) -> str:
        return "local"

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self._started + self.timeout_seconds - time.monotonic()) * 1000))


def function_url_event(request: Request, *, domain_name: str) -> dict[str, Any]:
    """The event AWS makes of `request`. `domain_name` is the function's own address: on AWS no client can choose it."""
    path, _, query = request.target.partition("?")
    headers: dict[str, str] = {}
    for name, value in request.headers:
        lower = name.lower()
        headers[lower] = f"{headers[lower]},{value}" if lower in headers else value
    headers |= dict(zip(FORWARDED, (request.source_ip, "http", domain_name.rpartition(":")[2]), strict=True))
    cookies = [cookie.strip() for cookie in headers.pop("cookie", "").split(";") if cookie.strip()]
    parameters: dict[str, str] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        parameters[name] = f"{parameters[name]},{value}" if name in parameters else value
    now = datetime.now(UTC)
    event: dict[str, Any] = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": query,
        "headers": headers,
        "requestContext": {
            "accountId": "anonymous",
            "apiId": "local",
            "domainName": domain_name,
            "domainPrefix": "local",
            "http": {
                "method": request.method,
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": request.source_ip,
                "userAgent": headers.get("user-agent", ""),
            },
            "requestId": str(uuid.uuid4()),
            "routeKey": "$default",
            "stage": "$default",
            "time": now.strftime("%d/%b/%Y:%H:%M:%S +0000"),
            "timeEpoch": int(now.timestamp() * 1000),
        },
        "isBase64Encoded": False,
    }
    if cookies:
        event["cookies"] = cookies
    if parameters:
        event["queryStringParameters"] = parameters
    if request.body:
        event |= _body(request.body, headers)
    return event


def _body(body: bytes, headers: dict[str, str]) -> dict[str, Any]:
    if headers.get("content-type", "").startswith(TEXT_TYPES) and "content-encoding" not in headers:
        try:
            return {"body": body.decode(), "isBase64Encoded": False}
        except UnicodeDecodeError:
            pass
    return {"body": base64.b64encode(body).decode(), "isBase64Encoded": True}


def socket_event(
    kind: Literal["CONNECT", "MESSAGE", "DISCONNECT"],
    connection_id: str,
    *,
    domain_name: str,
    headers: Iterable[tuple[str, str]] = (),
    query: str = "",
    body: str | None = None,
) -> dict[str, Any]:
    """The event API Gateway makes of what happens on a WebSocket. Only its opening has headers and a query."""
    now = time.time()
    route = {"CONNECT": "$connect", "MESSAGE": "$default", "DISCONNECT": "$disconnect"}[kind]
    context: dict[str, Any] = {
        "routeKey": route,
        "eventType": kind,
        "requestTime": datetime.fromtimestamp(now, UTC).strftime("%d/%b/%Y:%H:%M:%S +0000"),
        "messageDirection": "IN",
        "stage": "local",
        "connectedAt": int(now * 1000),
        "requestTimeEpoch": int(now * 1000),
        "identity": {"sourceIp": "127.0.0.1"},
        "requestId": str(uuid.uuid4()),
        "domainName": domain_name,
        "connectionId": connection_id,
        "apiId": "local",
    }
    event: dict[str, Any] = {"requestContext": context, "isBase64Encoded": False}
    if kind == "MESSAGE":
        context["messageId"] = str(uuid.uuid4())
        event["body"] = body
    else:
        event["headers"] = dict(headers)
        event["multiValueHeaders"] = {name: [value] for name, value in event["headers"].items()}
    if kind == "CONNECT" and query:
        event["queryStringParameters"] = dict(parse_qsl(query, keep_blank_values=True))
    return event


def queue_event(name: str, body: str) -> dict[str, Any]:
    """The event by which Lambda shows a function one message of its queue."""
    now_ms = str(int(time.time() * 1000))
    return {
        "Records": [
            {
                "messageId": name,
                "receiptHandle": str(uuid.uuid4()),
                "body": body,
                "attributes": {
                    "ApproximateReceiveCount": "1",
                    "SentTimestamp": now_ms,
                    "SenderId": "local",
                    "ApproximateFirstReceiveTimestamp": now_ms,
                },
                "messageAttributes": {},
                "md5OfBody": hashlib.md5(body.encode(), usedforsecurity=False).hexdigest(),
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:eu-central-1:000000000000:local",
                "awsRegion": "eu-central-1",
            }
        ]
    }


def scheduled_event(rule: str) -> dict[str, Any]:
    """The event EventBridge sends when a schedule is due."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "000000000000",
        "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": "eu-central-1",
        "resources": [f"arn:aws:events:eu-central-1:000000000000:rule/{rule}"],
        "detail": {},
    }


def response_of(result: object) -> Response:
    """What AWS answers for a handler's return value: anything without a status code becomes a JSON body with 200."""
    if not isinstance(result, dict) or "statusCode" not in result:
        return Response(200, [("content-type", "application/json")], json.dumps(result).encode())
    body = result.get("body") or ""
    if result.get("isBase64Encoded"):
        raw = base64.b64decode(body)
    else:
        raw = (body if isinstance(body, str) else json.dumps(body)).encode()
    headers = {"content-type": "application/json"} | {
        name.lower(): str(value) for name, value in (result.get("headers") or {}).items()
    }
    listed = [(name, value) for name, value in headers.items() if name != "content-length"]
    listed += [("set-cookie", cookie) for cookie in result.get("cookies") or []]
    return Response(int(result["statusCode"]), listed, raw)
