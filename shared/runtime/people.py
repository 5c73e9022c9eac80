"""Endpoints that people and programs call: FastAPI behind Mangum, typed, with OpenAPI, refusing in the same words.

    app, handler = people("api_integrations", refusals=(Refusal,))

    @app.post("/api/integrations", status_code=201)
    async def store(order: Order) -> Stored: ...

Routes and dependencies are `async def` although they block: a Lambda serves one request at a time, and a plain `def`
would run in a pool of threads, each with a database connection of its own.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from mangum import Mangum
from mangum.adapter import DEFAULT_TEXT_MIME_TYPES
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.runtime import log, problems
from shared.runtime.problems import Problem

# Of every parameter FastAPI asks whether it is a model of pydantic's old major version, and imports that to find out:
# 15 ms of every cold start. Nobody here uses it, and FastAPI takes its absence for a no.
sys.modules.setdefault("pydantic.v1", None)  # type: ignore[arg-type]

MAX_BODY_BYTES = 64 * 1024

_CODES = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}

Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


def people(
    name: str, *, refusals: tuple[type[Exception], ...] = (), outages: tuple[type[Exception], ...] = ()
) -> tuple[FastAPI, Handler]:
    """An application and the Lambda handler that serves it.

    `refusals` are answered by their own status and code, `outages` by 503 database_unavailable.
    """
    app = FastAPI(
        title=name,
        docs_url=None,
        redoc_url=None,
        openapi_url=f"/{name.replace('_', '/', 1)}/openapi.json",
        # A redirect would put the sender's Host header into its Location.
        redirect_slashes=False,
    )
    app.add_exception_handler(Problem, _say)
    app.add_exception_handler(HTTPException, _say_http)
    app.add_exception_handler(RequestValidationError, _say_invalid)
    for refusal in refusals:
        app.add_exception_handler(refusal, _say)
    for outage in outages:
        app.add_exception_handler(outage, _say_outage)
    app.add_middleware(_LastLine, name=name)
    adapter = Mangum(app, lifespan="off", text_mime_types=[*DEFAULT_TEXT_MIME_TYPES, problems.CONTENT_TYPE])

    def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
        _own_event_loop()
        return adapter(event, context)

    return app, handler


def _answer(problem: Problem) -> Response:
    return Response(problem.body(), problem.status, dict(problem.headers), problems.CONTENT_TYPE)


async def _say(_: Request, error: Exception) -> Response:
    problem = error if isinstance(error, Problem) else problems.of_refusal(error)
    return _answer(problem or problems.internal_error())


async def _say_outage(_: Request, __: Exception) -> Response:
    return _answer(problems.database_unavailable())


async def _say_http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  (registered for nothing else)
    code = _CODES.get(error.status_code, "bad_request")
    return _answer(Problem(error.status_code, code, headers=error.headers or {}))


async def _say_invalid(_: Request, error: Exception) -> Response:
    """Where the request is wrong and in which way, never what it said: a credential may stand in the wrong field."""
    assert isinstance(error, RequestValidationError)  # noqa: S101  (registered for nothing else)
    errors = [{"at": _place(each["loc"], each["type"]), "code": each["type"]} for each in error.errors()]
    return _answer(Problem(422, "request_invalid", extra={"errors": errors}))


def _place(parts: tuple[str | int, ...], kind: str) -> str:
    # Deeper down stand keys of free-form objects, and a key that should not be there: the sender's own text.
    known = parts[:-1] if kind == "extra_forbidden" else parts
    return ".".join(str(part) for part in known[:2])


class _LastLine:
    """Refuses bodies that are too large and answers what nothing else caught.

    Stands inside Starlette's own last line, which would answer and then raise again, for Mangum to print with a trace.
    """

    def __init__(self, app: ASGIApp, name: str) -> None:
        self._app = app
        self._name = name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        message = await receive()
        if len(message.get("body", b"")) > MAX_BODY_BYTES:
            await _answer(problems.too_large())(scope, receive, send)
            return
        begun = False

        async def again() -> Message:
            nonlocal message
            first, message = message, {"type": "http.disconnect"}
            return first

        async def note(sent: Message) -> None:
            nonlocal begun
            begun = True
            await send(sent)

        try:
            await self._app(scope, again, note)
        except Exception as error:  # noqa: BLE001  (the last line before the platform's own 502)
            log.Journal(self._name).error("endpoint_failed", **log.fault(error))
            if not begun:
                await _answer(problems.internal_error())(scope, receive, send)


def _own_event_loop() -> None:
    """Mangum runs on the thread's event loop. Only a main thread has one of its own accord; the local gateway's do not."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        policy = asyncio.get_event_loop_policy()
        try:
            loop = policy.get_event_loop()
        except RuntimeError:
            loop = policy.new_event_loop()
            policy.set_event_loop(loop)
        if loop.is_closed():
            policy.set_event_loop(policy.new_event_loop())
