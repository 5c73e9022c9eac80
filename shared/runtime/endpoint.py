"""Endpoints on the call path: what a ringing phone or a webhook calls. Lean, because a caller waits for the import.

    handler = CallPath("voice_call")

    @handler.post("/voice/{provider}/{token}/incoming")
    def incoming(request: Request) -> Answer: ...

`shared/runtime/people.py` is the other fitting, for what people and programs call.
"""

from __future__ import annotations

import base64
import binascii
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.event_handler import LambdaFunctionUrlResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.utilities.data_classes import LambdaFunctionUrlEvent

from shared.runtime import log, problems
from shared.runtime.problems import Problem

if TYPE_CHECKING:
    from shared.runtime.queued import Waiting

MAX_BODY_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request as it was sent. `headers` have lower-case names; `body` is the raw bytes.

    `path` and `query` are as they came, undecoded, because signatures cover them. `domain` is the host name by which
    the platform knows this function; a `Host` header is whatever the sender says and is used for nothing. `begun` is when
    it reached us, on the clock of `perf_counter`. `arrived_at` is set where it has waited in the function's queue since:
    nobody reads the answer any more.
    """

    method: str
    path: str
    query: str
    domain: str
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    request_id: str
    begun: float = field(default_factory=perf_counter, compare=False)
    arrived_at: datetime | None = None

    def public_base(self, configured: str | None) -> str:
        """Where the outside reaches us, without a trailing slash: as configured, else by the platform's own name."""
        return (configured or f"https://{self.domain}").rstrip("/")

    def public_url(self, configured: str | None) -> str:
        """The whole address that the sender called, query included."""
        return self.public_base(configured) + self.path + (f"?{self.query}" if self.query else "")


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back. A body of bytes travels to the platform in base64."""

    status: int
    body: str | bytes
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


Route = Callable[..., Answer]


class CallPath:
    """A Lambda handler with routes. Whatever a route raises is answered as problem+json, without its text.

    Refusals (anything with a status and a code) by their own, `outages` by 503 database_unavailable, the rest by 500.
    `unread` answers in place of a route, with the names in its path, when the body is too large or no body at all.
    What a queue brings back is routed alike, and the queue told what to show again.
    """

    def __init__(
        self,
        name: str,
        *,
        outages: tuple[type[Exception], ...] = (),
        max_body_bytes: int = MAX_BODY_BYTES,
        unread: Route | None = None,
    ) -> None:
        self._outages = outages
        self._unread = unread
        self._resolver = _Resolver()
        self._resolver.not_found(self._no_such_route)
        self._log = log.Journal(name)
        self._max_body_bytes = max_body_bytes
        self._methods: list[tuple[re.Pattern[str], str]] = []

    def post(self, path: str) -> Callable[[Route], Route]:
        """Route POST `path`; its `{names}` become keyword arguments beside the Request."""
        return self._route(path, "POST")

    def get(self, path: str) -> Callable[[Route], Route]:
        """Route GET `path`, and HEAD, which the platform answers without the body."""
        return self._route(path, "GET", "HEAD")

    def _route(self, path: str, *methods: str) -> Callable[[Route], Route]:
        def register(route: Route) -> Route:
            pattern = re.compile(re.sub(r"\{\w+\}", "[^/]+", path))
            self._methods.extend((pattern, method) for method in methods)

            def run(**names: str) -> Response[Any]:
                try:
                    answer = self._answer(route, names)
                except Exception as error:  # noqa: BLE001  (the last line before the platform's own 502)
                    return self._refuse(error)
                return Response(answer.status, answer.content_type, answer.body, dict(answer.headers))

            self._resolver.route(re.sub(r"\{(\w+)\}", r"<\1>", path), list(methods))(run)
            return route

        return register

    def __call__(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        if "Records" in event:
            from shared.runtime import queued

            return queued.take(event, lambda waiting: self._resolver.resolve_late(waiting, context), self._log)
        return self._resolver.resolve(event, context)

    def _answer(self, route: Route, names: Mapping[str, str]) -> Answer:
        try:
            event, arrived_at = self._resolver.current_event.raw_event, self._resolver.arrived_at
            request = read_request(event, self._max_body_bytes, arrived_at=arrived_at)
        except Problem as problem:
            if self._unread is None:
                raise
            self._log.warning("request_not_read", reason=problem.code)
            return self._unread(**names)
        return route(request, **names)

    def _refuse(self, error: Exception) -> Response[str]:
        problem = error if isinstance(error, Problem) else problems.of_refusal(error)
        if isinstance(error, self._outages):
            problem = problems.database_unavailable()
        if problem is None:
            self._log.error("endpoint_failed", **log.fault(error))
            problem = problems.internal_error()
        return Response(problem.status, problems.CONTENT_TYPE, problem.body(), dict(problem.headers))

    def _no_such_route(self, _: NotFoundError) -> Response[str]:
        path = self._resolver.current_event.path
        methods = sorted({method for pattern, method in self._methods if pattern.fullmatch(path)})
        # A segment of signs that no token of ours has is not there, whatever the method.
        if methods and self._resolver.current_event.http_method not in methods:
            return self._refuse(Problem(405, "method_not_allowed", headers={"Allow": ", ".join(methods)}))
        return self._refuse(problems.not_found())


def read_request(event: Mapping[str, Any], max_body_bytes: int, *, arrived_at: datetime | None = None) -> Request:
    """The request inside a Function URL event (payload 2.0). Raises Problem too_large or body_unreadable."""
    context = event["requestContext"]
    return Request(
        method=context["http"]["method"],
        path=event["rawPath"],
        query=event.get("rawQueryString") or "",
        domain=context["domainName"],
        headers={name.lower(): value for name, value in (event.get("headers") or {}).items()},
        body=_raw_body(event, max_body_bytes),
        request_id=context.get("requestId") or "",
        arrived_at=arrived_at,
    )


def _raw_body(event: Mapping[str, Any], max_bytes: int) -> bytes:
    text: str = event.get("body") or ""
    # Four characters of base64 carry three bytes; looking at the length first saves decoding what is refused anyway.
    if len(text) > max_bytes // 3 * 4 + 4:
        raise problems.too_large()
    try:
        body = base64.b64decode(text, validate=True) if event.get("isBase64Encoded") else text.encode()
    except (binascii.Error, ValueError) as error:
        raise Problem(400, "body_unreadable") from error
    if len(body) > max_bytes:
        raise problems.too_large()
    return body


class _Resolver(LambdaFunctionUrlResolver):
    """A resolver that keeps the current event and context per thread; Powertools keeps them on the class.

    A Lambda serves one event at a time and never minds. The local gateway serves calls in threads, where a shared event
    would hand one caller another caller's call.
    """

    def __init__(self) -> None:
        self._own = threading.local()
        super().__init__()

    @property
    def current_event(self) -> LambdaFunctionUrlEvent:  # type: ignore[override]
        event: LambdaFunctionUrlEvent = self._own.event
        return event

    @property
    def context(self) -> dict[str, Any]:
        if not hasattr(self._own, "context"):
            self._own.context = {}
        context: dict[str, Any] = self._own.context
        return context

    @context.setter
    def context(self, value: dict[str, Any]) -> None:
        self._own.context = value

    @property
    def arrived_at(self) -> datetime | None:
        """When the current event arrived, if it waited."""
        return getattr(self._own, "arrived_at", None)

    def resolve_late(self, waiting: Waiting, context: Any) -> dict[str, Any]:
        self._own.arrived_at = waiting.arrived_at
        try:
            return self.resolve(waiting.event, context)
        finally:
            self._own.arrived_at = None

    def resolve(self, event: Any, context: Any) -> dict[str, Any]:  # noqa: ARG002  (the context is kept on the class)
        self._own.event = LambdaFunctionUrlEvent(event)
        try:
            return self._build_response(self._resolve())
        finally:
            self.context.clear()
