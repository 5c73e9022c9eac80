"""Anthropic's recorded streams, and our conversation in its words."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import Any

import pytest

from shared.domain.models import Completion, ToolCall, Usage
from shared.providers.anthropic import chat
from shared.providers.model_stream import ModelError, Question, Server, complete
from tests.support import wire
from tests.support.fake_openai import FakeOpenAI


@pytest.fixture
def anthropic() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as server:
        yield server


def ask(server: FakeOpenAI, name: str, heard: list[str] | None = None) -> Completion:
    server.will(lambda connection: connection.stream([wire.body(f"llm/{name}.sse")]))
    question = Question("claude-haiku-4-5", [{"role": "user", "content": "Har ni tid på torsdag?"}])
    hear = None if heard is None else heard.append
    return complete(chat, Server("test-key", server.base_url), question, deadline=monotonic() + 5, hear=hear)


def test_words_as_they_come_and_usage_with_the_cached_tokens_counted_in(anthropic: FakeOpenAI) -> None:
    heard: list[str] = []
    assert ask(anthropic, "anthropic-stream-text", heard) == Completion("Ja, 10:30.", (), Usage(1084, 12, 1024))
    assert heard == ["Ja, ", "10:30."]
    assert anthropic.keys == ["test-key"]


def test_a_tool_call_in_pieces(anthropic: FakeOpenAI) -> None:
    call = ToolCall("toolu_test0001", "check_availability", {"date": "2026-11-26"})
    assert ask(anthropic, "anthropic-stream-tool") == Completion("Jag kollar.", (call,), Usage(1084, 48, 1024))


def test_an_error_in_the_middle_keeps_what_was_counted(anthropic: FakeOpenAI) -> None:
    with pytest.raises(ModelError, match="cut_off") as failed:
        ask(anthropic, "anthropic-stream-error")
    assert failed.value.retryable
    assert failed.value.usage == Usage(1084, 1, 1024)


@pytest.mark.parametrize(
    ("status", "retryable"),
    [(400, False), (401, False), (404, False), (413, False), (429, True), (500, True), (529, True)],
)
def test_an_error_knows_whether_it_may_be_retried(status: int, retryable: bool) -> None:
    assert chat.is_retryable(status, {"type": "test"}) is retryable


def test_the_conversation_in_its_words() -> None:
    parameters = {"type": "object", "properties": {"date": {"type": "string"}}, "required": ["date"]}
    told: list[dict[str, Any]] = [
        {"role": "system", "content": "Du är receptionist."},
        {"role": "assistant", "content": "Hej!"},
        {"role": "user", "content": "Har ni tid på torsdag?"},
        {"role": "system", "content": "It is Monday."},
        {"role": "user", "content": "Hallå?"},
        {
            "role": "assistant",
            "content": "Jag kollar.",
            "tool_calls": [
                {
                    "id": "call:1",
                    "type": "function",
                    "function": {"name": "check", "arguments": '{"date": "2026-11-26"}'},
                }
            ],
        },
        {"role": "tool", "tool_call_id": "call:1", "content": "10:30"},
    ]
    tools = [
        {"type": "function", "function": {"name": "check", "description": "Lediga tider", "parameters": parameters}}
    ]
    request = chat.request(Server("test-key"), Question("claude-haiku-4-5", told, tools))
    assert request.url == "https://api.anthropic.com/v1/messages"
    assert request.headers == {"x-api-key": "test-key", "anthropic-version": "2023-06-01"}
    assert request.body == {
        "model": "claude-haiku-4-5",
        "max_tokens": 400,
        "stream": True,
        "system": [{"type": "text", "text": "Du är receptionist."}, {"type": "text", "text": "It is Monday."}],
        "messages": [
            {"role": "user", "content": [{"type": "text", "text": "(The telephone rings.)"}]},
            {"role": "assistant", "content": [{"type": "text", "text": "Hej!"}]},
            {
                "role": "user",
                "content": [{"type": "text", "text": "Har ni tid på torsdag?"}, {"type": "text", "text": "Hallå?"}],
            },
            {
                "role": "assistant",
                "content": [
                    {"type": "text", "text": "Jag kollar."},
                    {"type": "tool_use", "id": "call_1", "name": "check", "input": {"date": "2026-11-26"}},
                ],
            },
            {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "call_1", "content": "10:30"}]},
        ],
        "tools": [{"name": "check", "description": "Lediga tider", "input_schema": parameters}],
    }
