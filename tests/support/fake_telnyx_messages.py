"""Telnyx's messages on this machine: takes those of one account and says what it likes."""

from __future__ import annotations

import json
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from typing import Any, Literal

from tests.support.vendor import FakeVendor, VendorServer

Mood = Literal["well", "busy", "broken", "refuses", "garbage", "hangs", "drips"]
_STATUSES = {"busy": 429, "broken": 500, "refuses": 422}


class FakeTelnyxMessages(FakeVendor):
    """`mood` is how it answers; `sent` are the messages that came with the right key."""

    def __init__(self, api_key: str) -> None:
        self.api_key = api_key
        self.mood: Mood = "well"
        self.sent: list[dict[str, Any]] = []
        super().__init__(_Connection)


class _Connection(BaseHTTPRequestHandler):
    server: VendorServer[FakeTelnyxMessages]

    def do_POST(self) -> None:
        fake = self.server.fake
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if fake.mood == "hangs":
            fake.released.wait(20)
        if self.path != "/v2/messages":
            self._send(404, {"errors": [{"code": "10005"}]})
        elif self.headers["authorization"] != f"Bearer {fake.api_key}":
            self._send(401, {"errors": [{"code": "10009"}]})
        elif fake.mood in _STATUSES:
            self._send(_STATUSES[fake.mood], {"errors": [{"code": "40300"}]})
        else:
            fake.sent.append(asked)
            message = {"id": f"40319{len(fake.sent):031d}", "record_type": "message", "direction": "outbound"}
            self._send(200, "garbage" if fake.mood == "garbage" else {"data": message})

    def _send(self, status: int, value: object) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        if self.server.fake.mood != "drips":
            self.wfile.write(body)
            return
        with suppress(OSError):
            for at in range(len(body)):
                self.server.fake.released.wait(0.1)
                self.wfile.write(body[at : at + 1])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the library's name)
        pass
