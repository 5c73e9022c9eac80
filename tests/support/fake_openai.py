"""A server that speaks OpenAI's streamed chat completions, well or badly, so that its own SDK can be pointed at it.

    with FakeOpenAI() as openai:
        openai.will(says("Guten Tag."), calls("hold_slot", service="Bartpflege"), fails(500), hangs())

Each request takes the next of what was planned; the last is repeated. `openai.requests` are the bodies that came,
`openai.keys` the keys they came with.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.support.vendor import PlannedVendor, VendorServer

Answer = Callable[["_Connection"], object]

USAGE = {
    "prompt_tokens": 120,
    "completion_tokens": 15,
    "total_tokens": 135,
    "prompt_tokens_details": {"cached_tokens": 100},
}
PATIENCE_SECONDS = 20.0


class FakeOpenAI(PlannedVendor[Answer]):
    """Speaks as OpenAI does; `base_url` is what the SDK is given."""

    def __init__(self) -> None:
        super().__init__(_Connection, says("Guten Tag, was kann ich für Sie tun?"), path="/v1")


def says(text: str, *, usage: bool | Mapping[str, Any] = True) -> Answer:
    """The words, a few letters at a time, as a model speaks them; `usage` as counted, or whether it is told at all."""
    return _streams([_delta(content=text[at : at + 7]) for at in range(0, len(text), 7)], "stop", usage=usage)


def calls(name: str, /, **arguments: object) -> Answer:
    """One tool call, its arguments in pieces."""
    return calls_many((name, arguments))


def calls_many(*wanted: tuple[str, Mapping[str, object]]) -> Answer:
    """Several tool calls in one answer, their pieces interleaved."""
    opened = [
        _delta(
            tool_calls=[
                {"index": at, "id": f"call_{at}", "type": "function", "function": {"name": name, "arguments": ""}}
            ]
        )
        for at, (name, _) in enumerate(wanted)
    ]
    texts = [json.dumps(arguments, ensure_ascii=False) for _, arguments in wanted]
    pieces = [
        _delta(tool_calls=[{"index": at, "function": {"arguments": text[start : start + 9]}}])
        for start in range(0, max(map(len, texts)), 9)
        for at, text in enumerate(texts)
        if text[start : start + 9]
    ]
    return _streams([*opened, *pieces], "tool_calls")


def calls_with(name: str, arguments: str) -> Answer:
    """A tool call whose arguments are this text, JSON or not."""
    call = {"index": 0, "id": "call_0", "type": "function", "function": {"name": name, "arguments": arguments}}
    return _streams([_delta(tool_calls=[call])], "tool_calls")


def says_nothing() -> Answer:
    """A proper stream without a word in it."""
    return _streams([_delta(content="")], "stop")


def answers_nothing() -> Answer:
    """A stream that is over at once."""
    return lambda connection: connection.stream([])


def fails(status: int, code: str = "server_error") -> Answer:
    def answer(connection: _Connection) -> None:
        connection.refuse(status, {"error": {"message": "test", "type": "test", "param": None, "code": code}})

    return answer


def hangs() -> Answer:
    """Takes the request and never says anything."""
    return lambda connection: connection.wait(PATIENCE_SECONDS)


def hangs_after(text: str) -> Answer:
    """Begins to speak and falls silent."""

    def answer(connection: _Connection) -> None:
        connection.stream([_event(_chunk(_delta(content=text)))], finish=False)
        connection.wait(PATIENCE_SECONDS)

    return answer


def drips(*, inside_an_event: bool = False) -> Answer:
    """Sends a little every tenth of a second, for ever: comments, or the bytes of one event that never ends."""

    def drops() -> Iterator[bytes]:
        until = time.monotonic() + PATIENCE_SECONDS
        if inside_an_event:
            yield b'data: {"id": "'
        while time.monotonic() < until:
            time.sleep(0.1)
            yield b"x" if inside_an_event else b": PROCESSING\n\n"

    return lambda connection: connection.stream(drops(), finish=False)


def drips_headers() -> Answer:
    """Sends its headers a letter at a time."""

    def answer(connection: _Connection) -> None:
        connection.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until and not connection.wait(0.1):
            connection.wfile.write(b"x")
            connection.wfile.flush()

    return answer


def drips_words() -> Answer:
    """A word every half second, for ever."""

    def words() -> Iterator[bytes]:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            yield _event(_chunk(_delta(content="und ")))
            time.sleep(0.5)

    return lambda connection: connection.stream(words(), finish=False)


def talks_nonsense() -> Answer:
    """A body that is no event stream at all."""
    return lambda connection: connection.stream([b"<html>garbage</html>\n\n", b"data: {not json\n\n"])


def speaks_gibberish() -> Answer:
    """A proper stream of signs that are no words."""
    return says("{}[]|| 0x00 \u0000\u0001 ### ~~~ <<<>>>")


def breaks_off(text: str) -> Answer:
    """Closes the connection in the middle of a chunked body."""

    def answer(connection: _Connection) -> None:
        connection.stream([_event(_chunk(_delta(content=text)))], finish=False)
        connection.close_connection = True
        connection.connection.close()

    return answer


def stops_short(text: str) -> Answer:
    """Ends the stream properly, before the answer was finished."""
    return lambda connection: connection.stream([_event(_chunk(_delta(content=text)))])


def errs_midway(text: str) -> Answer:
    """An error as an event, after the stream began with HTTP 200."""
    error = {"error": {"code": 502, "message": "Provider disconnected"}, "choices": []}
    return lambda connection: connection.stream([_event(_chunk(_delta(content=text))), _event(error)])


def _streams(deltas: list[dict[str, Any]], finish: str, *, usage: bool | Mapping[str, Any] = True) -> Answer:
    chunks = [_chunk(delta) for delta in deltas]
    chunks.append(_chunk({}, finish))
    if usage:
        chunks.append({**_chunk({}), "choices": [], "usage": USAGE if usage is True else usage})
    events = [_event(chunk) for chunk in chunks] + [b"data: [DONE]\n\n"]
    return lambda connection: connection.stream(events)


def _delta(**fields: Any) -> dict[str, Any]:
    return fields


def _chunk(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    return {
        "id": "chatcmpl-test",
        "object": "chat.completion.chunk",
        "created": 1795168805,
        "model": "test-model",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        "usage": None,
    }


def _event(chunk: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(chunk)}\n\n".encode()


class _Connection(BaseHTTPRequestHandler):
    server: VendorServer[FakeOpenAI]
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        key = self.headers.get("x-api-key") or self.headers.get("authorization", "").removeprefix("Bearer ")
        self.server.fake.next({"path": self.path}, key)(self)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        key = self.headers.get("x-api-key") or self.headers.get("authorization", "").removeprefix("Bearer ")
        self.server.fake.next(json.loads(body), key)(self)

    def stream(self, parts: Any, *, finish: bool = True) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for part in parts:
            if self.server.fake.released.is_set():
                return
            self.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
            self.wfile.flush()
        if finish:
            self.wfile.write(b"0\r\n\r\n")

    def refuse(self, status: int, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def wait(self, seconds: float) -> bool:
        """True as soon as the test is over."""
        return self.server.fake.released.wait(seconds)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the library's name)
        pass
