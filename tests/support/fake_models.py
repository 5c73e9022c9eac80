"""The three vendors of models, each behind the same server, each speaking its own way, well or badly.

MODELS["anthropic"].says("Guten Tag.")  # an answer for `FakeOpenAI.will`
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Protocol

from tests.support import fake_openai
from tests.support.fake_openai import Answer


class Tongue(Protocol):
    """How a vendor says things."""

    def says(self, text: str) -> Answer: ...
    def calls(self, name: str, /, **arguments: object) -> Answer: ...
    def fails(self, status: int) -> Answer: ...
    def says_nothing(self) -> Answer: ...
    def hangs_after(self, text: str) -> Answer: ...
    def breaks_off(self, text: str) -> Answer: ...
    def stops_short(self, text: str) -> Answer: ...
    def errs_midway(self, text: str) -> Answer: ...


class OpenAI:
    """Chunks, as they come from OpenAI."""

    def says(self, text: str) -> Answer:
        return fake_openai.says(text)

    def calls(self, name: str, /, **arguments: object) -> Answer:
        return fake_openai.calls(name, **arguments)

    def fails(self, status: int) -> Answer:
        return fake_openai.fails(status)

    def says_nothing(self) -> Answer:
        return fake_openai.says_nothing()

    def hangs_after(self, text: str) -> Answer:
        return fake_openai.hangs_after(text)

    def breaks_off(self, text: str) -> Answer:
        return fake_openai.breaks_off(text)

    def stops_short(self, text: str) -> Answer:
        return fake_openai.stops_short(text)

    def errs_midway(self, text: str) -> Answer:
        return fake_openai.errs_midway(text)


class OpenRouter(OpenAI):
    """OpenAI's chunks, with comments between them and a price at the end."""

    def says(self, text: str) -> Answer:
        inner = fake_openai.says(text, usage={**fake_openai.USAGE, "cost": 0.000213, "is_byok": False})

        def answer(connection: Any) -> None:
            stream = connection.stream
            connection.stream = lambda parts, **how: stream([b": OPENROUTER PROCESSING\n\n", *parts], **how)
            inner(connection)

        return answer


class Anthropic:
    """Events, as they come from Anthropic. The prompt has 120 tokens in all, of which 100 were read from its cache."""

    def says(self, text: str) -> Answer:
        return _streams(*_opening(), *_words(text), *_closing("end_turn"))

    def calls(self, name: str, /, **arguments: object) -> Answer:
        written = json.dumps(arguments, ensure_ascii=False)
        block = {"type": "tool_use", "id": "toolu_test", "name": name, "input": {}}
        pieces = ["", *(written[at : at + 9] for at in range(0, len(written), 9))]
        return _streams(
            *_opening(),
            {"type": "content_block_start", "index": 0, "content_block": block},
            *(_delta({"type": "input_json_delta", "partial_json": each}) for each in pieces),
            {"type": "content_block_stop", "index": 0},
            *_closing("tool_use"),
        )

    def fails(self, status: int) -> Answer:
        error = {"type": "error", "error": {"type": "test_error", "message": "test"}, "request_id": "req_test"}
        return lambda connection: connection.refuse(status, error)

    def says_nothing(self) -> Answer:
        return _streams(*_opening(), *_closing("end_turn"))

    def hangs_after(self, text: str) -> Answer:
        def answer(connection: Any) -> None:
            connection.stream(_events(*_opening(), *_words(text)), finish=False)
            connection.wait(fake_openai.PATIENCE_SECONDS)

        return answer

    def breaks_off(self, text: str) -> Answer:
        def answer(connection: Any) -> None:
            connection.stream(_events(*_opening(), *_words(text)), finish=False)
            connection.close_connection = True
            connection.connection.close()

        return answer

    def stops_short(self, text: str) -> Answer:
        return _streams(*_opening(), *_words(text))

    def errs_midway(self, text: str) -> Answer:
        error = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}
        return _streams(*_opening(), *_words(text), error)


MODELS: Mapping[str, Tongue] = {"openai": OpenAI(), "anthropic": Anthropic(), "openrouter": OpenRouter()}


def _streams(*events: Mapping[str, Any]) -> Answer:
    return lambda connection: connection.stream(_events(*events))


def _events(*events: Mapping[str, Any]) -> list[bytes]:
    return [f"event: {each['type']}\ndata: {json.dumps(each)}\n\n".encode() for each in events]


def _opening() -> list[dict[str, Any]]:
    usage = {"input_tokens": 20, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 100, "output_tokens": 1}
    message = {"id": "msg_test", "type": "message", "role": "assistant", "model": "test", "content": [], "usage": usage}
    return [{"type": "message_start", "message": message}, {"type": "ping"}]


def _words(text: str) -> list[dict[str, Any]]:
    start = {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
    return [start, *(_delta({"type": "text_delta", "text": text[at : at + 7]}) for at in range(0, len(text), 7))]


def _delta(delta: dict[str, Any]) -> dict[str, Any]:
    return {"type": "content_block_delta", "index": 0, "delta": delta}


def _closing(reason: str) -> list[dict[str, Any]]:
    stopped = {"stop_reason": reason, "stop_sequence": None}
    return [
        {"type": "message_delta", "delta": stopped, "usage": {"output_tokens": 15}},
        {"type": "message_stop"},
    ]
