"""The fitting of the people's API says no in the same words as the one of the call path."""

from __future__ import annotations

import asyncio
import json
import threading
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict

from shared.runtime.people import people
from shared.runtime.problems import Problem


class RefusedError(Exception):
    status, code, detail, hint = 409, "slot_taken", {"staff_id": "1"}, "Ask for the nearest."


class OutageError(Exception):
    pass


class Order(BaseModel):
    model_config = ConfigDict(extra="forbid")
    count: int


app, handler = people("api_test", refusals=(RefusedError,), outages=(OutageError,))


@app.post("/api/test/{what}")
async def order(what: str, order: Order) -> dict[str, int]:
    errors = {"refused": RefusedError("secret"), "outage": OutageError("secret"), "bug": KeyError("secret")}
    if what in errors:
        raise errors[what]
    if what == "problem":
        raise Problem(402, "payment_required")
    return {"count": order.count}


def call(path: str, body: str = '{"count": 1}', *, method: str = "POST") -> tuple[int, dict[str, str], Any]:
    event = {
        "version": "2.0",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {"content-type": "application/json", "host": "x"},
        "requestContext": {
            "domainName": "own.example",
            "http": {"method": method, "path": path, "sourceIp": "192.0.2.1", "protocol": "HTTP/1.1"},
        },
        "body": body,
        "isBase64Encoded": False,
    }
    answer = handler(event, None)
    return answer["statusCode"], answer["headers"], json.loads(answer["body"])


def test_an_answer() -> None:
    assert call("/api/test/well") == (200, {"content-length": "11", "content-type": "application/json"}, {"count": 1})


@pytest.mark.parametrize(
    ("path", "body", "method", "status", "code"),
    [
        ("/api/nowhere", "{}", "POST", 404, "not_found"),
        ("/api/test/well", "{}", "GET", 405, "method_not_allowed"),
        ("/api/test/well", "{}", "POST", 422, "request_invalid"),
        ("/api/test/well", '{"count": "secret"}', "POST", 422, "request_invalid"),
        ("/api/test/well", '{"count": 1, "secret": 2}', "POST", 422, "request_invalid"),
        ("/api/test/well", '{"secret', "POST", 422, "request_invalid"),
        ("/api/test/well", " " * 70_000, "POST", 413, "too_large"),
        ("/api/test/refused", '{"count": 1}', "POST", 409, "slot_taken"),
        ("/api/test/outage", '{"count": 1}', "POST", 503, "database_unavailable"),
        ("/api/test/bug", '{"count": 1}', "POST", 500, "internal_error"),
        ("/api/test/problem", '{"count": 1}', "POST", 402, "payment_required"),
    ],
)
def test_every_refusal_is_a_problem_with_a_code_and_no_text_of_its_own(
    path: str, body: str, method: str, status: int, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    answered, headers, problem = call(path, body, method=method)
    assert (answered, headers["content-type"]) == (status, "application/problem+json")
    assert (problem["status"], problem["code"], problem["type"]) == (status, code, "about:blank")
    assert "secret" not in str(problem)
    assert "secret" not in caplog.text


def test_a_405_names_the_methods() -> None:
    assert call("/api/test/well", method="GET")[1]["allow"] == "POST"


def test_a_thread_without_an_event_loop_is_served() -> None:
    answered: list[int] = []

    def serve() -> None:
        asyncio.set_event_loop(None)
        answered.append(call("/api/test/well")[0])

    thread = threading.Thread(target=serve)
    thread.start()
    thread.join()
    assert answered == [200]


def test_a_host_header_reaches_no_redirect() -> None:
    status, headers, problem = call("/api/test/well/")
    assert (status, problem["code"]) == (404, "not_found")
    assert "location" not in headers
