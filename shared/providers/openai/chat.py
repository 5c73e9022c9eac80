"""One streamed chat completion within a time budget that a caller on the line can bear.

    answer = complete(Server(key, base_url), model="…", messages=[…], tools=[…], deadline=monotonic() + 6)

The vendor's client bounds each read, not the whole: a server that sends a byte every second never times out. So the
stream is read in a thread of its own, and who asked waits no longer than the budget, whatever the other side does.
"""

from __future__ import annotations

import json
import queue
import socket
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from time import monotonic
from typing import TYPE_CHECKING, Any

from shared.providers.refusals import VendorError

if TYPE_CHECKING:
    from openai import OpenAI, Stream
    from openai.types.chat import ChatCompletionChunk

Message = Mapping[str, Any]

FIRST_TOKEN_SECONDS = 2.5
CONNECT_SECONDS = 1.5
MAX_ANSWER_TOKENS = 400
# Far more than anybody listens to; a server that talks without end is cut off before its words pile up.
MAX_ANSWER_CHARACTERS = 20_000
# More than any model reads or writes in one turn of a call.
MOST_TOKENS = 1_000_000


@dataclass(frozen=True, slots=True)
class Server:
    """Where to ask and with which key. `base_url` None is OpenAI itself."""

    api_key: str = field(repr=False)
    base_url: str | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the server counted them; `cached` are part of `prompt`."""

    prompt: int = 0
    completion: int = 0
    cached: int = 0


@dataclass(frozen=True, slots=True)
class ToolCall:
    """What the model wants done. `arguments` is a JSON object, parsed."""

    id: str
    name: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Completion:
    """What the model said and wants done; at least one of the two is not empty."""

    text: str
    tool_calls: tuple[ToolCall, ...]
    usage: Usage


class ModelError(VendorError):
    """The model is of no use for this turn. `code` is one of the outcomes of `ModelAttempt`; `usage` is what it cost."""

    def __init__(self, code: str, *, retryable: bool, status: int | None = None, usage: Usage | None = None) -> None:
        super().__init__(code, retryable=retryable, status=status)
        self.usage = usage or Usage()


def complete(
    server: Server,
    *,
    model: str,
    messages: Sequence[Message],
    tools: Sequence[Mapping[str, Any]],
    deadline: float,
    first_token_seconds: float = FIRST_TOKEN_SECONDS,
) -> Completion:
    """Ask once. `deadline` is on the monotonic clock; `messages` and `tools` are in OpenAI's own form.

    Raises ModelError: timeout, unreachable, http_<status>, empty, garbage or cut_off. Never takes longer than it may.
    """
    # Loading the vendor's package costs a cold function most of a second: part of the whole budget, but no fault of the
    # server, so its time to the first token counts from here.
    client = _client(server)
    started = monotonic()
    if started >= deadline:
        raise ModelError("timeout", retryable=False)
    first_by = min(deadline, started + first_token_seconds)
    reading = _Reading(client, model=model, messages=messages, tools=tools, seconds=deadline - started)
    threading.Thread(target=reading.run, name="model-stream", daemon=True).start()
    gathered = _Gathered()
    try:
        while True:
            limit = deadline if gathered.begun else first_by
            kind, value = reading.next(limit - monotonic())
            if kind == "end":
                return gathered.completion()
            if kind == "error":
                raise _translated(value, begun=gathered.begun, usage=gathered.usage)
            gathered.add(value)
    except queue.Empty:
        raise ModelError("timeout", retryable=True, usage=gathered.usage) from None
    finally:
        reading.abandon()


class _Reading:
    """The request and its stream, read in a thread; what comes is put into a queue."""

    def __init__(self, client: OpenAI, *, seconds: float, **question: Any) -> None:
        self._client = client
        self._question = question
        self._seconds = seconds
        self._arrived: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        self._abandoned = threading.Event()
        self._stream: Stream[ChatCompletionChunk] | None = None

    def next(self, seconds: float) -> tuple[str, Any]:
        """("chunk" | "end" | "error", value). Raises queue.Empty when `seconds` are over."""
        return self._arrived.get(timeout=max(0.0, seconds))

    def run(self) -> None:
        try:
            with self._ask() as stream:
                self._stream = stream
                for chunk in stream:
                    if self._abandoned.is_set():
                        return
                    self._arrived.put(("chunk", chunk))
            self._arrived.put(("end", None))
        except Exception as error:  # noqa: BLE001  (goes on in the thread that asked)
            self._arrived.put(("error", error))

    def _ask(self) -> Stream[ChatCompletionChunk]:
        import openai

        model, tools = self._question["model"], self._question["tools"]
        timeout = openai.Timeout(self._seconds, connect=min(CONNECT_SECONDS, self._seconds))
        return self._client.with_options(timeout=timeout).chat.completions.create(
            model=model,
            messages=list(self._question["messages"]),
            tools=list(tools) or openai.omit,
            max_completion_tokens=MAX_ANSWER_TOKENS,
            stream=True,
            stream_options={"include_usage": True},
        )

    def abandon(self) -> None:
        """Let the thread end. Shutting the socket wakes a read that is under way; closing it here would not be safe."""
        self._abandoned.set()
        stream = self._stream
        if stream is None:
            return
        with suppress(Exception):
            connection = stream.response.extensions["network_stream"].get_extra_info("socket")
            if not stream.response.is_closed:
                connection.shutdown(socket.SHUT_RDWR)


@lru_cache(maxsize=8)
def _client(server: Server) -> OpenAI:
    """Kept between turns, and with it the connection: a TLS handshake is a good part of the budget."""
    from openai import OpenAI

    return OpenAI(api_key=server.api_key, base_url=server.base_url, max_retries=0)


class _Gathered:
    """The pieces of one answer, put together as they come."""

    def __init__(self) -> None:
        self.begun = False
        self.usage = Usage()
        self._text: list[str] = []
        self._calls: dict[int, dict[str, str]] = {}
        self._length = 0
        self._finish: str | None = None

    def add(self, chunk: ChatCompletionChunk) -> None:
        """Take one chunk; the last one has usage and no choices. Raises ModelError garbage."""
        try:
            self._add(chunk)
        except (AttributeError, TypeError, ValueError) as error:
            raise ModelError("garbage", retryable=True, usage=self.usage) from error

    def _add(self, chunk: ChatCompletionChunk) -> None:
        if chunk.usage is not None:
            details = chunk.usage.prompt_tokens_details
            prompt = _tokens(chunk.usage.prompt_tokens)
            cached = _tokens(getattr(details, "cached_tokens", 0))
            # Some servers count cached tokens beside the prompt; as ours they are part of it.
            self.usage = Usage(prompt, _tokens(chunk.usage.completion_tokens), min(cached, prompt))
        for choice in chunk.choices[:1]:
            self._finish = choice.finish_reason or self._finish
            if choice.delta.content:
                self.begun = True
                self._grow(choice.delta.content)
                self._text.append(choice.delta.content)
            for piece in choice.delta.tool_calls or ():
                self.begun = True
                call = self._calls.setdefault(piece.index, {"id": "", "name": "", "arguments": ""})
                call["id"] = piece.id or call["id"]
                if piece.function is not None:
                    call["name"] += piece.function.name or ""
                    call["arguments"] += piece.function.arguments or ""
                    self._grow(piece.function.arguments or "")

    def _grow(self, text: str) -> None:
        self._length += len(text)
        if self._length > MAX_ANSWER_CHARACTERS:
            raise ModelError("garbage", retryable=False, usage=self.usage)

    def completion(self) -> Completion:
        """The whole answer. Raises ModelError empty, garbage or cut_off (a stream that ended before the answer did)."""
        text = "".join(self._text).strip()
        if not text and not self._calls:
            raise ModelError("empty", retryable=True, usage=self.usage)
        if self._finish not in ("stop", "tool_calls"):
            raise ModelError("cut_off", retryable=True, usage=self.usage)
        return Completion(text, tuple(self._tool_calls()), self.usage)

    def _tool_calls(self) -> Iterable[ToolCall]:
        for index in sorted(self._calls):
            call = self._calls[index]
            try:
                arguments = json.loads(call["arguments"] or "{}")
            except ValueError:
                arguments = None
            if not call["name"] or not isinstance(arguments, dict):
                raise ModelError("garbage", retryable=True, usage=self.usage)
            yield ToolCall(call["id"] or f"call_{index}", call["name"], arguments)


def _tokens(count: object) -> int:
    """A server's count as far as it can be believed, between 0 and MOST_TOKENS; 0 if it is no number."""
    return int(min(count, MOST_TOKENS)) if isinstance(count, int | float) and count > 0 else 0


def _translated(error: Exception, *, begun: bool, usage: Usage) -> ModelError:
    """The vendor's error in our words."""
    import openai

    if isinstance(error, openai.APITimeoutError):
        return ModelError("timeout", retryable=True, usage=usage)
    if isinstance(error, openai.APIStatusError):
        # Quota that is used up answers 429 as well, and asking again does not fill it.
        busy = error.status_code in (408, 409, 429) or error.status_code >= 500
        retryable = busy and error.code != "insufficient_quota"
        return ModelError(f"http_{error.status_code}", retryable=retryable, status=error.status_code, usage=usage)
    if isinstance(error, openai.APIConnectionError):
        return ModelError("cut_off" if begun else "unreachable", retryable=True, usage=usage)
    if isinstance(error, openai.APIError):
        return ModelError("cut_off", retryable=True, usage=usage)
    if isinstance(error, openai.OpenAIError | ValueError | TypeError):
        return ModelError("garbage", retryable=True, usage=usage)
    return ModelError("cut_off" if begun else "unreachable", retryable=True, usage=usage)
