"""Servers that speak the little of Vapi's and Retell's REST APIs that the house uses."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler
from typing import Any, Literal
from uuid import uuid4

from tests.support.vendor import FakeVendor, VendorServer

Mood = Literal["well", "busy", "broken", "refuses", "hangs", "garbage", "nameless", "drips"]
REFUSALS: Mapping[Mood, int] = {"busy": 429, "broken": 500, "refuses": 400}
VAPI_NUMBER_ID = "00000000-0000-4000-8000-00000000b001"


class FakeAgents(FakeVendor, ABC):
    """Knows one account by its API key. `mood` is how it answers; `asked` are method and path of each request.

    `placed` are the orders of calls, each with the id it was given under `id`; `ended` the ids of those that were hung up.
    """

    def __init__(self, api_key: str) -> None:
        self.api_key = api_key
        self.mood: Mood = "well"
        self.asked: list[tuple[str, str]] = []
        self.placed: list[dict[str, Any]] = []
        self.ended: list[str] = []
        super().__init__(_Connection)

    @abstractmethod
    def answer(self, method: str, path: str, body: Any) -> tuple[int, object]:
        """Status and JSON; None is an answer without a body."""


class FakeVapi(FakeAgents):
    """`numbers` are those of the account. A call that runs can be ended at the address that it names."""

    numbers: tuple[str, ...] = ()
    elsewhere: str | None = None

    def answer(self, method: str, path: str, body: Any) -> tuple[int, object]:
        if (method, path.partition("?")[0]) == ("GET", "/phone-number"):
            other = {"id": str(uuid4()), "provider": "vapi", "sipUri": "sip:desk@example.test"}
            return 200, [other, *({"id": VAPI_NUMBER_ID, "number": each} for each in self.numbers)]
        if (method, path) == ("POST", "/call"):
            call = {"id": str(uuid4()), "orgId": str(uuid4()), "status": "queued"}
            self.placed.append(body | {"id": call["id"]})
            return 201, {} if self.mood == "nameless" else call | self._monitor(call["id"])
        place, _, call_id = path.rpartition("/")
        if (method, place) == ("GET", "/call"):
            return 200, {"id": call_id, "status": "in-progress"} | self._monitor(call_id)
        if (method, place) == ("POST", "/control") and body == {"type": "end-call"}:
            self.ended.append(call_id)
            return 200, None
        return 404, {"message": "Not Found", "statusCode": 404}

    def _monitor(self, call_id: str) -> dict[str, object]:
        return {"monitor": {"controlUrl": f"{self.elsewhere or self.base_url}/control/{call_id}"}}


class FakeRetell(FakeAgents):
    """An order whose `idempotency_key` was used before is the call that it made then."""

    def answer(self, method: str, path: str, body: Any) -> tuple[int, object]:
        if (method, path) == ("GET", "/get-concurrency"):
            return 200, {"current_concurrency": 0, "concurrency_limit": 20}
        if (method, path) == ("POST", "/v2/create-phone-call"):
            known = [each for each in self.placed if each["idempotency_key"] == body["idempotency_key"]]
            if not known:
                known = [body | {"id": f"call_{uuid4().hex[:28]}"}]
                self.placed += known
            said = {"call_id": known[0]["id"], "call_type": "phone_call", "call_status": "registered"}
            return 201, {} if self.mood == "nameless" else said
        if method == "POST" and path.startswith("/v2/stop-call/"):
            self.ended.append(path.rpartition("/")[2])
            return 204, None
        return 404, {"status": "error", "message": "Not found"}


class _Connection(BaseHTTPRequestHandler):
    server: VendorServer[FakeAgents]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._take("GET")

    def do_POST(self) -> None:
        self._take("POST")

    def _take(self, method: str) -> None:
        fake = self.server.fake
        raw = self.rfile.read(int(self.headers.get("content-length") or 0))
        fake.asked.append((method, self.path.partition("?")[0]))
        controls = self.path.startswith("/control/")
        if fake.mood == "hangs":
            fake.released.wait(20)
        elif fake.mood == "garbage":
            self._send(200, None, b"<html>")
        elif fake.mood == "drips":
            self._drip()
        elif fake.mood in REFUSALS:
            self._send(REFUSALS[fake.mood], {"message": "refused"})
        elif not controls and self.headers.get("authorization") != f"Bearer {fake.api_key}":
            self._send(401, {"message": "Invalid Key"})
        elif controls and self.headers.get("authorization"):
            self._send(400, {"message": "a key that was not asked for"})
        else:
            self._send(*fake.answer(method, self.path, json.loads(raw) if raw else None))

    def _drip(self) -> None:
        self.send_response(201)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", "1000")
        self.end_headers()
        while not self.server.fake.released.wait(0.05):
            self.wfile.write(b" ")
            self.wfile.flush()

    def _send(self, status: int, value: object, raw: bytes | None = None) -> None:
        body = raw if raw is not None else b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the library's name)
        pass
