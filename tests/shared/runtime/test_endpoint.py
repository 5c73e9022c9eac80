"""The fitting of the call path: routes, raw bodies, refusals in the same words, many threads at once."""

from __future__ import annotations

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from shared.runtime.endpoint import Answer, CallPath, Request, read_request
from shared.runtime.problems import Problem
from tests.support import wire


class RefusedError(Exception):
    status, code, detail, hint = 409, "slot_taken", {"staff_id": "1"}, "Ask for the nearest."


class OutageError(Exception):
    pass


handler = CallPath("test", outages=(OutageError,), max_body_bytes=100)


@handler.post("/echo/{word}/{other}")
def echo(request: Request, word: str, other: str) -> Answer:
    return Answer(200, json.dumps([word, other, request.body.decode("latin-1"), request.query]), "text/plain")


@handler.post("/raise/{what}")
def throw(_: Request, what: str) -> Answer:
    raise {"refused": RefusedError("secret"), "outage": OutageError("secret"), "bug": KeyError("secret")}.get(
        what, Problem(402, "payment_required", "Top up.", extra={"status": 1, "balance": "low"})
    )


def event(
    path: str, body: str | None = None, *, method: str = "POST", encoded: bool = False, query: str = ""
) -> dict[str, Any]:
    made: dict[str, Any] = {
        "version": "2.0",
        "rawPath": path,
        "rawQueryString": query,
        "headers": {"Host": "evil.example", "Content-Type": "text/plain"},
        "requestContext": {"domainName": "own.example", "stage": "$default", "http": {"method": method, "path": path}},
        "isBase64Encoded": encoded,
    }
    return made if body is None else made | {"body": body}


def call(*arguments: Any, **more: Any) -> tuple[int, dict[str, Any], Any]:
    answer = handler(event(*arguments, **more), None)
    body = answer["body"]
    return answer["statusCode"], answer["headers"], json.loads(body)


def test_a_route_gets_the_names_in_its_path_and_the_raw_body() -> None:
    body = base64.b64encode(b"\x00\xff&a=b").decode()
    status, headers, answered = call("/echo/a-b/c.d", body, encoded=True, query="x=1&x=2")
    assert (status, headers["Content-Type"]) == (200, "text/plain")
    assert answered == ["a-b", "c.d", "\x00\xff&a=b", "x=1&x=2"]


@pytest.mark.parametrize(
    ("path", "body", "more", "status", "code"),
    [
        ("/nowhere", None, {}, 404, "not_found"),
        ("/echo/only-one", None, {}, 404, "not_found"),
        ("/echo/a/b", None, {"method": "GET"}, 405, "method_not_allowed"),
        ("/echo/a/#", None, {}, 404, "not_found"),
        ("/echo/a/b", "x" * 101, {}, 413, "too_large"),
        ("/echo/a/b", "x" * 10_000, {"encoded": True}, 413, "too_large"),
        ("/echo/a/b", "no base64!", {"encoded": True}, 400, "body_unreadable"),
        ("/raise/refused", None, {}, 409, "slot_taken"),
        ("/raise/outage", None, {}, 503, "database_unavailable"),
        ("/raise/bug", None, {}, 500, "internal_error"),
        ("/raise/problem", None, {}, 402, "payment_required"),
    ],
)
def test_every_refusal_is_a_problem_with_a_code_and_no_text_of_its_own(
    path: str, body: str | None, more: dict[str, Any], status: int, code: str
) -> None:
    answered, headers, problem = call(path, body, **more)
    assert (answered, headers["Content-Type"]) == (status, "application/problem+json")
    assert (problem["status"], problem["code"], problem["type"]) == (status, code, "about:blank")
    assert "secret" not in str(problem)


def test_a_refusal_says_what_the_database_said_about_it() -> None:
    problem = call("/raise/refused")[2]
    assert (problem["reason"], problem["detail"]) == ({"staff_id": "1"}, "Ask for the nearest.")


def test_a_405_names_the_methods() -> None:
    assert call("/echo/a/b", method="PUT")[1]["Allow"] == "POST"


def test_the_public_address_is_configured_or_the_platforms_own_never_the_hosts() -> None:
    request = read_request(event("/voice/x", "", query="turn=1"), 100)
    assert request.public_url(None) == "https://own.example/voice/x?turn=1"
    assert request.public_url("https://configured.example/") == "https://configured.example/voice/x?turn=1"


def test_a_recorded_event_of_the_platform() -> None:
    request = read_request(wire.recorded("aws-lambda/function-url-form-post-base64.json"), 10_000)
    assert request.body == wire.body("twilio/voice-incoming-call.form")
    assert request.headers["x-twilio-signature"] == "8U38UNGSjLuCc41qD7LGfOr+yUA="
    assert request.domain == "abc123.lambda-url.eu-north-1.on.aws"


def test_threads_do_not_see_each_others_requests() -> None:
    # The local gateway serves calls in threads; the vendor's router keeps its current event for the whole process.
    def ask(at: int) -> bool:
        return bool(call(f"/echo/{at}/x", str(at))[2] == [str(at), "x", str(at), ""])

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(ask, range(400)))
