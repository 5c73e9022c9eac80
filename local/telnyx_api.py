"""The little of Telnyx's REST API that the house uses, on this machine: takes commands and hands them to a simulated telephone."""

from __future__ import annotations

import json
import secrets
import threading
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal, Self
from urllib.parse import unquote
from uuid import uuid4

Mood = Literal["well", "busy", "broken", "refuses", "over", "garbage", "hangs"]
_REFUSALS: Mapping[Mood, tuple[int, str]] = {
    "busy": (429, "10011"),
    "broken": (500, "10007"),
    "refuses": (422, "10015"),
    "over": (422, "90018"),
}
ACTIONS = frozenset(
    {
        "answer",
        "bridge",
        "gather_using_audio",
        "gather_using_speak",
        "gather_stop",
        "hangup",
        "playback_start",
        "playback_stop",
        "record_start",
        "speak",
        "transcription_start",
        "transcription_stop",
        "transfer",
    }
)


@dataclass(frozen=True, slots=True)
class Commanded:
    """One command as it was obeyed."""

    action: str
    arguments: dict[str, Any] = field(repr=False)


class TelnyxApi:
    """Serves one account at `base_url`, from a thread of its own.

    `moods` say how it answers an action, "well" unless named; with `times`, only so often; `leg_moods` the same of calls that
    were dialled beside another. `asked` are all commands that came, repeated ones too; `done` those that were obeyed. A command whose name was used before for the call is answered and done no second time. To dial
    is an action, too; `placed` are the calls that were ordered by themselves, with the names that they were given.
    """

    def __init__(self, api_key: str) -> None:
        self.api_key = api_key
        self.moods: dict[str, Mood] = {}
        self.leg_moods: dict[str, Mood] = {}
        self.times: dict[str, int] = {}
        self.asked: list[tuple[str, str]] = []
        self.done: list[tuple[str, str]] = []
        self.placed: list[dict[str, Any]] = []
        self.released = threading.Event()
        self._dialled: dict[str, dict[str, Any]] = {}
        self._waiting: defaultdict[str, deque[Commanded]] = defaultdict(deque)
        self._names: set[tuple[str, str]] = set()
        self._lock = threading.Lock()
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def next_for(self, call: str) -> Commanded | None:
        """The next command for a call that has not been fetched, None if there is none."""
        with self._lock:
            return self._waiting[call].popleft() if self._waiting[call] else None

    def obey(self, call: str, action: str, arguments: dict[str, Any]) -> tuple[int, str]:
        """Status and error code."""
        with self._lock:
            self.asked.append((call, action))
            is_leg = any(call == each["call_control_id"] for each in self._dialled.values())
            mood = self.leg_moods[action] if is_leg and action in self.leg_moods else self._mood(action)
            if mood in _REFUSALS:
                return _REFUSALS[mood]
            name = (call, str(arguments.get("command_id")))
            if name not in self._names:
                self._names.add(name)
                self.done.append((call, action))
                self._waiting[call].append(Commanded(action, arguments))
            return 200, mood

    def dial(self, arguments: dict[str, Any]) -> tuple[int, str, dict[str, Any]]:
        """Status, error code, and the names of the call that is made; one whose order's name was used before is that one."""
        with self._lock:
            linked = str(arguments.get("link_to") or "")
            self.asked.append((linked, "dial"))
            mood = self._mood("dial")
            if mood in _REFUSALS:
                return *_REFUSALS[mood], {}
            if not all(isinstance(arguments.get(name), str) for name in ("connection_id", "to", "from")):
                return 422, "10015", {}
            named = str(arguments.get("command_id") or uuid4())
            if named not in self._dialled:
                names = {"call_control_id": f"v3:{secrets.token_urlsafe(32)}", "call_leg_id": str(uuid4())}
                self._dialled[named] = names
                self.done.append((linked, "dial"))
                if linked:
                    self._waiting[linked].append(Commanded("dial", arguments | names))
                else:
                    self.placed.append(arguments | names)
            return 200, mood, {"record_type": "call", "is_alive": False, **self._dialled[named]}

    def _mood(self, action: str) -> Mood:
        mood = self.moods.get(action) or self.moods.get("*", "well")
        if mood != "well" and action in self.times:
            self.times[action] -= 1
            if self.times[action] < 0:
                return "well"
        return mood


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, api: TelnyxApi) -> None:
        self.api = api
        super().__init__(("127.0.0.1", 0), _Connection)


class _Connection(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        mood = self.server.api.moods.get("*", "well")
        status, code = _REFUSALS.get(mood, (200, mood))
        self._answer(status, code, {"data": {"balance": "10.00", "currency": "USD"}})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        # /v2/calls/{call_control_id}/actions/{action}
        parts = self.path.split("/")
        if self.path == "/v2/calls":
            status, code, names = self.server.api.dial(json.loads(body))
            self._answer(status, code, {"data": names})
            return
        if len(parts) != 6 or parts[1:3] != ["v2", "calls"] or parts[4] != "actions" or parts[5] not in ACTIONS:
            self._answer(404, "10005", {})
            return
        try:
            status, code = self.server.api.obey(unquote(parts[3]), parts[5], json.loads(body))
        except ValueError:
            status, code = 422, "10015"
        self._answer(status, code, {"data": {"result": "ok"}})

    def _answer(self, status: int, code: str, value: object) -> None:
        if self.headers.get("authorization") != f"Bearer {self.server.api.api_key}":
            status, code = 401, "10009"
        if code == "hangs":
            self.server.api.released.wait(20)
            return
        said = (
            value if status == 200 else {"errors": [{"code": code, "title": "refused", "detail": "by the simulation"}]}
        )
        body = b"<html>" if code == "garbage" else json.dumps(said).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        pass
