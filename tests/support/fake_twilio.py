"""A server that speaks the little of Twilio's REST API that the house uses, so that the vendor's SDK can be pointed at it."""

from __future__ import annotations

import base64
import json
from http.server import BaseHTTPRequestHandler
from typing import Literal
from urllib.parse import parse_qs

from tests.support.vendor import FakeVendor, VendorServer

Mood = Literal["well", "busy", "broken", "hangs", "garbage", "suspended"]


class FakeTwilio(FakeVendor):
    """Knows one account. `mood` is how it answers; `requests` are the paths that were asked for.

    `messages` are messages by id, as Twilio has them.
    `prices` are what rated calls cost, by id, as Twilio writes it ("-0.01700"); None is one that is not rated yet.
    `placed` are the forms of calls that were ordered, `ended` the ids of those that were hung up,
    `sent` the forms of messages.
    """

    def __init__(self, account_sid: str, auth_token: str) -> None:
        self.account_sid = account_sid
        self.auth_token = auth_token
        self.mood: Mood = "well"
        self.requests: list[str] = []
        self.messages: dict[str, dict[str, str | None]] = {}
        self.prices: dict[str, str | None] = {}
        self.placed: list[dict[str, list[str]]] = []
        self.ended: list[str] = []
        self.redirected: list[tuple[str, str]] = []
        self.sent: list[dict[str, list[str]]] = []
        super().__init__(_Connection)


class _Connection(BaseHTTPRequestHandler):
    server: VendorServer[FakeTwilio]
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        fake = self.server.fake
        form = parse_qs(self.rfile.read(int(self.headers["content-length"] or 0)).decode())
        calls = f"/2010-04-01/Accounts/{fake.account_sid}/Calls"
        if not self._is_let_in():
            return
        if self.path == f"{calls}.json":
            fake.placed.append(form)
            sid = f"CA{len(fake.placed):032x}"
            self._send(201, {"sid": sid, "status": "queued", "to": form["To"][0], "from": form["From"][0]})
        elif self.path == calls.replace("/Calls", "/Messages.json"):
            fake.sent.append(form)
            self._send(201, {"sid": f"SM{len(fake.sent):032x}", "status": "queued"})
        elif self.path.startswith(f"{calls}/"):
            sid = self.path.removeprefix(f"{calls}/").removesuffix(".json")
            if "Url" in form:
                fake.redirected.append((sid, form["Url"][0]))
            else:
                fake.ended.append(sid)
            self._send(200, {"sid": sid, "status": "in-progress" if "Url" in form else "completed"})
        else:
            self._send(404, {"code": 20404, "message": "Not found", "status": 404})

    def do_GET(self) -> None:
        fake = self.server.fake
        if not self._is_let_in():
            return
        message = self.path.removeprefix(f"/2010-04-01/Accounts/{fake.account_sid}/Messages/").removesuffix(".json")
        if message in fake.messages:
            self._send(200, fake.messages[message])
            return
        call = self.path.removeprefix(f"/2010-04-01/Accounts/{fake.account_sid}/Calls/").removesuffix(".json")
        if call in fake.prices:
            self._send(200, {"sid": call, "status": "completed", "price": fake.prices[call], "price_unit": "USD"})
        elif self.path != f"/2010-04-01/Accounts/{fake.account_sid}.json":
            self._send(404, {"code": 20404, "message": "Not found", "status": 404})
        else:
            status = "suspended" if fake.mood == "suspended" else "active"
            self._send(200, {"sid": fake.account_sid, "status": status, "friendly_name": "Test", "type": "Full"})

    def _is_let_in(self) -> bool:
        """Whether the request is to be answered as it deserves; if not, it has been answered, or never will be."""
        fake = self.server.fake
        fake.requests.append(self.path)
        expected = base64.b64encode(f"{fake.account_sid}:{fake.auth_token}".encode()).decode()
        if fake.mood == "hangs":
            fake.released.wait(20)
        elif fake.mood == "busy":
            self._send(429, {"code": 20429, "message": "Too Many Requests", "status": 429})
        elif fake.mood == "broken":
            self._send(500, {"code": 20500, "message": "Internal Server Error", "status": 500})
        elif fake.mood == "garbage":
            self._send(200, None, b"<html>")
        elif self.headers.get("authorization") != f"Basic {expected}":
            self._send(401, {"code": 20003, "message": "Authenticate", "status": 401})
        else:
            return True
        return False

    def _send(self, status: int, value: object, raw: bytes | None = None) -> None:
        body = raw if raw is not None else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the library's name)
        pass
