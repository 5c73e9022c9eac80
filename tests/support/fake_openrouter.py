"""OpenRouter's door for keys: lists, makes, reads, changes and deletes them, for whoever has the management key.

with FakeOpenRouter("test-management-key") as openrouter:
    openrouter.will_fail("PATCH", 503)
"""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.support.vendor import FakeVendor, VendorServer

PAGE = 2


class FakeOpenRouter(FakeVendor):
    """Listens on a port of its own. `keys` are those that it keeps, by hash; `secrets` what was shown of them."""

    def __init__(self, management_key: str) -> None:
        self.management_key = management_key
        self.keys: dict[str, dict[str, Any]] = {}
        self.secrets: dict[str, str] = {}
        self.asked: list[tuple[str, str]] = []
        self.failing: dict[str, int] = {}
        super().__init__(_Connection, path="/v1")

    def will_fail(self, method: str, status: int) -> None:
        """Answer every request of that kind with an error, from now on; 0 ends it."""
        self.failing[method] = status

    def make(self, wanted: dict[str, Any]) -> dict[str, Any]:
        number = len(self.secrets) + 1
        key_hash = f"{number:064d}"
        self.secrets[key_hash] = f"test-openrouter-key-{number}"
        self.keys[key_hash] = {
            "hash": key_hash, "label": "test-label", "disabled": False, "limit_remaining": wanted.get("limit"),
            "usage": 0, "usage_daily": 0, "usage_weekly": 0, "usage_monthly": 0, "created_at": "2026-11-20T10:00:00.000Z",
            "updated_at": None, "limit_reset": None, **wanted,
        }  # fmt: skip
        return {"data": self.keys[key_hash], "key": self.secrets[key_hash]}


class _Connection(BaseHTTPRequestHandler):
    server: VendorServer[FakeOpenRouter]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._take("GET")

    def do_POST(self) -> None:
        self._take("POST")

    def do_PATCH(self) -> None:
        self._take("PATCH")

    def do_DELETE(self) -> None:
        self._take("DELETE")

    def _take(self, method: str) -> None:
        fake, address = self.server.fake, urlsplit(self.path)
        body = json.loads(self.rfile.read(int(self.headers.get("content-length") or 0)) or b"{}")
        key_hash = address.path.removeprefix("/v1/keys").strip("/")
        fake.asked.append((method, key_hash))
        if self.headers.get("authorization") != f"Bearer {fake.management_key}":
            self._answer(401, {"error": {"code": 401, "message": "test"}})
        elif fake.failing.get(method):
            self._answer(fake.failing[method], {"error": {"code": fake.failing[method], "message": "test"}})
        elif method == "POST":
            self._answer(201, fake.make(body))
        elif not key_hash:
            start = int(parse_qs(address.query).get("offset", ["0"])[0])
            self._answer(200, {"data": list(fake.keys.values())[start : start + PAGE]})
        elif key_hash not in fake.keys:
            self._answer(404, {"error": {"code": 404, "message": "test"}})
        elif method == "DELETE":
            del fake.keys[key_hash]
            self._answer(200, {"deleted": True})
        else:
            fake.keys[key_hash] |= body
            self._answer(200, {"data": fake.keys[key_hash]})

    def _answer(self, status: int, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the library's name)
        pass
