"""One question to a model, its answer read as it comes, within a time that a caller on the line can bear.

The stream is read in a thread of its own (`bounded_reading.py`), and who asked waits no longer than the budget.

Each vendor's folder says how to ask (`ask`) and what its events mean (`take`). Packages are loaded when a model is first asked.
"""

from __future__ import annotations

import json
import queue
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import cache
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from shared.domain.models import Completion, ToolCall, Usage
from shared.providers.bounded_reading import Asked, Reading
from shared.providers.refusals import VendorError

if TYPE_CHECKING:
    import httpx

Message = Mapping[str, Any]

FIRST_TOKEN_SECONDS = 2.5
CONNECT_SECONDS = 1.5
MAX_ANSWER_TOKENS = 400
# Far more than anybody listens to; a server that talks without end is cut off before its words pile up.
MAX_ANSWER_CHARACTERS = 20_000
MAX_STREAM_BYTES = 4 * 1024 * 1024
MAX_ERROR_BYTES = 16 * 1024
# More than any model reads or writes in one turn of a call.
MOST_TOKENS = 1_000_000
# Callers pause between turns; a TLS handshake is a good part of the budget.
KEEPALIVE_SECONDS = 90.0


@dataclass(frozen=True, slots=True)
class Server:
    """Where to ask and with which key. `base_url` None is the vendor itself."""

    api_key: str = field(repr=False)
    base_url: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What a model is asked. `messages` and `tools` are in the form of OpenAI's chat completions, whichever vendor it is."""

    model: str
    messages: Sequence[Message] = field(repr=False)
    tools: Sequence[Mapping[str, Any]] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Request:
    """A question in a vendor's own form, to be posted. `headers` hold the key."""

    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: Mapping[str, Any] = field(repr=False)


class Refused(Exception):  # noqa: N818  (named after what happened)
    """The vendor answered with an HTTP status that is no answer; `error` is that of its body, empty if there is none."""

    def __init__(self, status: int, error: object) -> None:
        super().__init__(status)
        self.status = status
        self.error: Mapping[str, Any] = error if isinstance(error, Mapping) else {}


class ModelError(VendorError):
    """The model is of no use for this turn. `code` is one of the outcomes of `ModelAttempt`; `usage` is what it cost."""

    def __init__(self, code: str, *, retryable: bool, status: int | None = None, usage: Usage | None = None) -> None:
        super().__init__(code, retryable=retryable, status=status)
        self.usage = usage or Usage()


class Vendor(Protocol):
    """What a vendor's `chat` module offers."""

    BASE_URL: str
    USUAL_MODEL: str

    def load(self) -> None:
        """Load what asking takes. In a cold function that lasts a while, and is no fault of the server's."""
        ...

    def ask(self, server: Server, question: Question, *, seconds: float) -> AbstractContextManager[Asked]:
        """Ask, and read what comes. Raises Refused and ModelError; whatever else, on the way or while reading, is garbage."""
        ...

    def probe(self, server: Server) -> Request:
        """What can be got, without a body, with a key that works and with no other."""
        ...

    def take(self, event: Mapping[str, Any], answer: Answer) -> None:
        """Add what one event says to the answer. Raises ModelError if it says that it failed."""
        ...

    def is_retryable(self, status: int, error: Mapping[str, Any]) -> bool:
        """Whether asking again may help, by the HTTP status and the `error` of its body, empty if there is none."""
        ...


class Answer:
    """The pieces of one answer, put together as they come, whichever vendor sent them."""

    def __init__(self, hear: Callable[[str], None] | None) -> None:
        self._hear = hear
        self._text: list[str] = []
        self._calls: dict[int, dict[str, str]] = {}
        self._length = 0
        self._asked = monotonic()
        self._first_token_ms = 0
        self.begun = False
        self.over = False
        self.usage = Usage()
        self._whole = False

    def say(self, words: str) -> None:
        """Words to the caller. Raises ModelError garbage when there are too many, and what `hear` raises."""
        if words:
            self._grow(words)
            self._text.append(words)
            if self._hear is not None:
                self._hear(words)

    def call(self, index: int, *, id: str | None = None, name: str | None = None, arguments: str | None = None) -> None:  # noqa: A002  (the vendors' word)
        """A piece of the tool call of that number."""
        self._begin()
        call = self._calls.setdefault(index, {"id": "", "name": "", "arguments": ""})
        call["id"] = id or call["id"]
        call["name"] += name or ""
        call["arguments"] += arguments or ""
        self._grow((name or "") + (arguments or ""))

    def finish(self, *, whole: bool) -> None:
        """The model has come to an end; `whole` unless it was cut short. More may follow, its usage above all."""
        self._whole = whole

    def close(self) -> None:
        """Nothing follows."""
        self.over = True

    def completion(self) -> Completion:
        """The whole answer. Raises ModelError empty, garbage or cut_off (a stream that ended before the answer did)."""
        text = "".join(self._text).strip()
        if not text and not self._calls:
            raise ModelError("empty", retryable=True, usage=self.usage)
        if not self._whole:
            raise ModelError("cut_off", retryable=True, usage=self.usage)
        return Completion(text, tuple(self._tool_calls()), self.usage, self._first_token_ms)

    def _begin(self) -> None:
        if not self.begun:
            self.begun = True
            self._first_token_ms = int((monotonic() - self._asked) * 1000)

    def _grow(self, text: str) -> None:
        self._begin()
        self._length += len(text)
        if self._length > MAX_ANSWER_CHARACTERS:
            raise ModelError("garbage", retryable=False, usage=self.usage)

    def _tool_calls(self) -> Iterable[ToolCall]:
        for index in sorted(self._calls):
            call = self._calls[index]
            try:
                arguments = json.loads(call["arguments"] or "{}")
            except (ValueError, RecursionError):
                arguments = None
            if not call["name"] or not isinstance(arguments, dict):
                raise ModelError("garbage", retryable=True, usage=self.usage)
            yield ToolCall(call["id"] or f"call_{index}", call["name"], arguments)


def tokens(count: object) -> int:
    """A server's count as far as it can be believed, between 0 and MOST_TOKENS; 0 if it is no number."""
    return int(min(count, MOST_TOKENS)) if isinstance(count, int | float) and count > 0 else 0


def complete(
    vendor: Vendor,
    server: Server,
    question: Question,
    *,
    deadline: float,
    first_token_seconds: float = FIRST_TOKEN_SECONDS,
    hear: Callable[[str], None] | None = None,
) -> Completion:
    """Ask once. `deadline` is on the monotonic clock; `hear` is given the model's words as they come.

    Raises ModelError: timeout, unreachable, http_<status>, empty, garbage or cut_off; and what `hear` raises. Never takes
    longer than it may.
    """
    # Part of the whole budget, but not of the server's time to its first token.
    vendor.load()
    started = monotonic()
    if started >= deadline:
        raise ModelError("timeout", retryable=False)
    first_by = min(deadline, started + first_token_seconds)
    seconds = deadline - started
    reading = Reading(lambda: vendor.ask(server, question, seconds=seconds), seconds)
    reading.start("model-stream")
    answer = Answer(hear)
    try:
        while True:
            kind, value = reading.next((deadline if answer.begun else first_by) - monotonic())
            if kind == "end":
                return answer.completion()
            if kind == "error":
                raise _translated(value, vendor, answer)
            # What `hear` raises in there is not the model's fault, and goes through.
            vendor.take(value, answer)
            if answer.over:
                reading.run_out()
                return answer.completion()
    except queue.Empty:
        raise ModelError("timeout", retryable=True, usage=answer.usage) from None
    finally:
        reading.abandon()


def _translated(error: Exception, vendor: Vendor, answer: Answer) -> ModelError:
    """What went wrong on the way, in our words."""
    import httpx

    if isinstance(error, Refused):
        retryable = vendor.is_retryable(error.status, error.error)
        return ModelError(f"http_{error.status}", retryable=retryable, status=error.status, usage=answer.usage)
    if isinstance(error, ModelError):
        code = "cut_off" if error.code == "unreachable" and answer.begun else error.code
        return ModelError(code, retryable=error.retryable, usage=answer.usage)
    if isinstance(error, httpx.TimeoutException):
        return ModelError("timeout", retryable=True, usage=answer.usage)
    if isinstance(error, _TooMuch | httpx.DecodingError | httpx.InvalidURL | httpx.UnsupportedProtocol):
        return ModelError("garbage", retryable=False, usage=answer.usage)
    if isinstance(error, httpx.TransportError | OSError):
        return ModelError("cut_off" if answer.begun else "unreachable", retryable=True, usage=answer.usage)
    return ModelError("garbage", retryable=True, usage=answer.usage)


class _TooMuch(Exception):  # noqa: N818  (named after what it is)
    """More than a model would ever say."""


@contextmanager
def posted(request: Request, *, seconds: float) -> Iterator[Asked]:
    """A question posted without the vendor's package, and its server-sent events as JSON. Raises as `Vendor.ask` does."""
    import httpx

    headers = {**request.headers, "accept": "text/event-stream", "accept-encoding": "identity"}
    timeout = httpx.Timeout(seconds, connect=min(CONNECT_SECONDS, seconds))
    with _client().stream("POST", request.url, headers=headers, json=request.body, timeout=timeout) as response:
        if response.status_code != 200:
            raise Refused(response.status_code, _error_in(_beginning(response)))
        yield Asked((_event(data) for data in _events(response.iter_bytes())), response)


def _event(data: bytes) -> Mapping[str, Any]:
    event = json.loads(data)
    if not isinstance(event, dict):
        raise TypeError
    return event


def _error_in(body: bytes) -> object:
    try:
        return json.loads(body)["error"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _beginning(response: httpx.Response) -> bytes:
    body = b""
    for part in response.iter_bytes():
        body += part
        if len(body) > MAX_ERROR_BYTES:
            break
    return body


def _events(parts: Iterator[bytes]) -> Iterator[bytes]:
    """The data of each server-sent event, its lines joined; comments and other fields are left out.

    https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation. Raises _TooMuch.
    """
    waiting = b""
    data: list[bytes] = []
    length = 0
    for part in parts:
        length += len(part)
        if length > MAX_STREAM_BYTES:
            raise _TooMuch
        *lines, waiting = (waiting + part).replace(b"\r\n", b"\n").split(b"\n")
        for line in lines:
            if line.startswith(b"data:"):
                data.append(line[5:].removeprefix(b" "))
            elif not line and data:
                yield b"\n".join(data)
                data = []
    if waiting.startswith(b"data:"):
        data.append(waiting[5:].removeprefix(b" "))
    if data:
        yield b"\n".join(data)


@cache
def _client() -> httpx.Client:
    """Kept between turns, and with it the connections."""
    import httpx

    return httpx.Client(
        follow_redirects=False, limits=httpx.Limits(max_connections=64, keepalive_expiry=KEEPALIVE_SECONDS)
    )
