"""A server that speaks the little of ElevenLabs' API that the house uses, well or badly.

    with FakeElevenLabs() as voices:
        voices.will(speaks(), fails(429, "too_many_concurrent_requests"), hangs())

`voices.requests` are the bodies that came, with the voice and the query beside them. `audio_of(text)` is what it sounds like,
as raw µ-law. FAULTS are all the ways in which it is of no use, each with the outcome that is written down.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.support.vendor import PlannedVendor, VendorServer

Answer = Callable[["_Connection", str], object]

PATIENCE_SECONDS = 20.0
# 8000 bytes a second, 15 characters a second.
BYTES_PER_CHARACTER = 533
PIECE_BYTES = 4096


class FakeElevenLabs(PlannedVendor[Answer]):
    """Knows one account. `account` is how it answers who asks about that."""

    def __init__(self, api_key: str = "test-elevenlabs-key") -> None:
        self.api_key = api_key
        self.account: tuple[int, object] = (200, {"tier": "creator", "character_count": 17, "character_limit": 100_000})
        super().__init__(_Connection, speaks())

    @property
    def texts(self) -> list[str]:
        """What it was asked to say."""
        return [each["text"] for each in self.requests]


def audio_of(text: str) -> bytes:
    """Made of the words alone, so that a test can tell what is played."""
    wave = hashlib.sha256(text.encode()).digest()
    length = len(text) * BYTES_PER_CHARACTER
    return (wave * (length // len(wave) + 1))[:length]


def speaks() -> Answer:
    """The words, a piece at a time."""
    return lambda connection, text: connection.stream(_pieces(audio_of(text)))


def fails(status: int, reason: str = "system_busy") -> Answer:
    error = {"detail": {"status": reason, "message": "test"}}
    return lambda connection, _: connection.refuse(status, error)


def hangs() -> Answer:
    """Takes the request and never says anything."""
    return lambda connection, _: connection.wait(PATIENCE_SECONDS)


def speaks_late(seconds: float) -> Answer:
    """All the words, after a pause for thought."""

    def answer(connection: _Connection, text: str) -> None:
        if not connection.wait(seconds):
            connection.stream(_pieces(audio_of(text)))

    return answer


def hangs_midway() -> Answer:
    """Begins to speak and falls silent."""

    def answer(connection: _Connection, text: str) -> None:
        connection.stream([audio_of(text)[:PIECE_BYTES]], finish=False)
        connection.wait(PATIENCE_SECONDS)

    return answer


def hangs_up() -> Answer:
    """Takes the request and closes the connection."""
    return lambda connection, _: connection.close()


def drips() -> Answer:
    """A little sound every tenth of a second: a whole answer, some minutes from now."""

    def drops(text: str) -> Iterator[bytes]:
        until = time.monotonic() + PATIENCE_SECONDS
        for piece in _pieces(audio_of(text), 16):
            if time.monotonic() > until:
                return
            time.sleep(0.1)
            yield piece

    return lambda connection, text: connection.stream(drops(text), finish=False)


def drips_headers() -> Answer:
    """Sends its headers a letter at a time."""

    def answer(connection: _Connection, _: str) -> None:
        connection.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until and not connection.wait(0.1):
            connection.wfile.write(b"x")
            connection.wfile.flush()

    return answer


def breaks_off() -> Answer:
    """Closes the connection in the middle of the sound."""

    def answer(connection: _Connection, text: str) -> None:
        connection.stream([audio_of(text)[:PIECE_BYTES]], finish=False)
        connection.close()

    return answer


def stops_short() -> Answer:
    """Ends the stream properly after the first syllable."""
    return lambda connection, text: connection.stream([audio_of(text)[:80]])


def says_nothing() -> Answer:
    """A proper stream without a sound in it."""
    return lambda connection, _: connection.stream([])


def plays_silence() -> Answer:
    """As long as the words would take, and all of it zero."""
    return lambda connection, text: connection.stream(_pieces(b"\xff" * len(audio_of(text))))


def talks_without_end() -> Answer:
    """Sound for hours, as fast as it can be taken."""
    return lambda connection, _: connection.stream(audio_of("la") * 4 for _ in range(10_000))


def sends(body: bytes, content_type: str) -> Answer:
    """200, and something else than was asked for."""
    return lambda connection, _: connection.stream([body], content_type=content_type)


_ERROR = json.dumps({"detail": {"status": "something_went_wrong", "message": "test " * 6000}}).encode()

FAULTS: Mapping[str, tuple[Callable[[], Answer], str]] = {
    "hangs": (hangs, "timeout"),
    "hangs midway": (hangs_midway, "timeout"),
    "drips": (drips, "timeout"),
    "drips headers": (drips_headers, "timeout"),
    "hangs up": (hangs_up, "unreachable"),
    "breaks off": (breaks_off, "cut_off"),
    "stops short": (stops_short, "cut_off"),
    "says nothing": (says_nothing, "empty"),
    "plays silence": (plays_silence, "garbage"),
    "talks without end": (talks_without_end, "garbage"),
    "JSON with 200": (lambda: sends(_ERROR, "application/json"), "garbage"),
    "JSON as sound": (lambda: sends(_ERROR, "audio/basic"), "garbage"),
    "a web page": (lambda: sends(b"<html>Wartung \xc3\xbc</html>" * 400, "text/html"), "garbage"),
    "MP3": (lambda: sends(audio_of("x" * 100), "audio/mpeg"), "garbage"),
    "redirects": (lambda: fails(302), "http_302"),
    "400": (lambda: fails(400, "voice_not_found"), "http_400"),
    "401": (lambda: fails(401, "invalid_api_key"), "http_401"),
    "401 quota": (lambda: fails(401, "quota_exceeded"), "http_401"),
    "404": (lambda: fails(404, "voice_not_found"), "http_404"),
    "422": (lambda: fails(422), "http_422"),
    "429": (lambda: fails(429, "too_many_concurrent_requests"), "http_429"),
    "500": (lambda: fails(500), "http_500"),
    "503": (lambda: fails(503), "http_503"),
}


def _pieces(sound: bytes, size: int = PIECE_BYTES) -> Iterator[bytes]:
    return (sound[at : at + size] for at in range(0, len(sound), size))


class _Connection(BaseHTTPRequestHandler):
    server: VendorServer[FakeElevenLabs]
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        fake = self.server.fake
        if self.path != "/v1/user/subscription":
            self.refuse(404, {"detail": "Not Found"})
        elif self.headers.get("xi-api-key") != fake.api_key:
            self.refuse(401, {"detail": {"status": "invalid_api_key", "message": "Invalid API key"}})
        else:
            self.refuse(*fake.account)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        address = urlsplit(self.path)
        # /v1/text-to-speech/{voice_id}/stream
        parts = address.path.split("/")
        if len(parts) != 5 or parts[:3] != ["", "v1", "text-to-speech"] or parts[4] != "stream":
            self.refuse(404, {"detail": "Not Found"})
            return
        asked = json.loads(body) | {"voice": unquote(parts[3]), "query": dict(parse_qsl(address.query))}
        self.server.fake.next(asked, self.headers.get("xi-api-key") or "")(self, asked["text"])

    def stream(self, parts: Iterable[bytes], *, finish: bool = True, content_type: str = "audio/basic") -> None:
        self.send_response(200)
        self.send_header("content-type", content_type)
        self.send_header("transfer-encoding", "chunked")
        self.send_header("request-id", "test-request")
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

    def close(self) -> None:
        self.close_connection = True
        self.connection.close()

    def wait(self, seconds: float) -> bool:
        """True as soon as the test is over."""
        return self.server.fake.released.wait(seconds)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the library's name)
        pass
