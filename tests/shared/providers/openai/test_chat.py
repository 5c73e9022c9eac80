"""The vendor's recorded streams. What goes wrong is tested where a caller waits: test_model.py."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from time import monotonic, sleep
from typing import Any

import pytest

from shared.domain.models import Completion, ToolCall, Usage
from shared.providers.model_stream import ModelError, Question, Server, complete
from shared.providers.openai import chat
from tests.support import fake_openai as fake
from tests.support import wire
from tests.support.fake_openai import FakeOpenAI


@pytest.fixture
def openai() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as server:
        yield server


def ask(server: FakeOpenAI, *, seconds: float = 5.0) -> Completion:
    question = [{"role": "user", "content": "Haben Sie am Donnerstag Zeit?"}]
    asked = Question("test-model", question)
    return complete(chat, Server("test-key", server.base_url), asked, deadline=monotonic() + seconds)


def recorded(name: str) -> fake.Answer:
    return lambda connection: connection.stream([wire.body(f"llm/{name}.sse")])


def test_words_and_usage(openai: FakeOpenAI) -> None:
    openai.will(recorded("openai-chat-stream-text"))
    assert ask(openai) == Completion("Ja, vi har en tid 10:30.", (), Usage(123, 17, 64))


def test_a_tool_call_in_pieces(openai: FakeOpenAI) -> None:
    openai.will(recorded("openai-chat-stream-tool"))
    call = ToolCall("call_test0001", "check_availability", {"date": "2026-11-26"})
    assert ask(openai) == Completion("", (call,), Usage(123, 17, 64))


def test_comments_and_a_usage_chunk_with_a_blank_choice(openai: FakeOpenAI) -> None:
    openai.will(recorded("openrouter-stream"))
    assert ask(openai) == Completion("Ja, 10:30.", (), Usage(123, 17, 64))


def test_an_error_in_the_middle(openai: FakeOpenAI) -> None:
    openai.will(recorded("openrouter-stream-error"))
    with pytest.raises(ModelError, match="cut_off") as failed:
        ask(openai)
    assert failed.value.retryable


def test_a_stream_without_usage_costs_nothing_we_know_of(openai: FakeOpenAI) -> None:
    openai.will(fake.says("Ja.", usage=False))
    assert ask(openai).usage == Usage()


@pytest.mark.parametrize(
    ("status", "code", "retryable"),
    [
        (401, "invalid_api_key", False),
        (404, "model_not_found", False),
        (429, "rate_limit_exceeded", True),
        (429, "insufficient_quota", False),
        (500, "server_error", True),
        (503, "overloaded", True),
    ],
)
def test_an_error_knows_whether_it_may_be_retried(openai: FakeOpenAI, status: int, code: str, retryable: bool) -> None:
    openai.will(fake.fails(status, code))
    with pytest.raises(ModelError) as failed:
        ask(openai)
    assert (failed.value.code, failed.value.retryable) == (f"http_{status}", retryable)
    # Not tried again: a caller waits.
    assert len(openai.requests) == 1


def test_nobody_listens_is_unreachable() -> None:
    with FakeOpenAI() as server:
        gone = server
    with pytest.raises(ModelError, match="unreachable"):
        ask(gone)


def test_a_deadline_that_is_over_asks_nobody(openai: FakeOpenAI) -> None:
    with pytest.raises(ModelError, match="timeout"):
        ask(openai, seconds=0)
    assert openai.requests == []


def test_the_reading_thread_ends_when_nobody_waits_any_more(openai: FakeOpenAI) -> None:
    openai.will(fake.drips(inside_an_event=True))
    with pytest.raises(ModelError, match="timeout"):
        ask(openai, seconds=0.3)
    until = monotonic() + 5
    while monotonic() < until and any(each.name == "model-stream" for each in threading.enumerate()):
        sleep(0.02)
    assert not any(each.name == "model-stream" for each in threading.enumerate())


def test_the_key_is_in_no_text() -> None:
    assert "test-key" not in repr(Server("test-key", None))


@pytest.mark.parametrize(
    ("counted", "believed"),
    [
        ((120, 15, 500), Usage(120, 15, 120)),
        ((-1, -1, -1), Usage(0, 0, 0)),
        ((2**70, 2**70, 5), Usage(1_000_000, 1_000_000, 5)),
        ((1e999, 2.0, 0), Usage(1_000_000, 2, 0)),
        (("many", None, "some"), Usage(0, 0, 0)),
    ],
)
def test_token_counts_are_not_believed_blindly(
    openai: FakeOpenAI, counted: tuple[Any, Any, Any], believed: Usage
) -> None:
    prompt, completion, cached = counted
    usage = {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": 0,
        "prompt_tokens_details": {"cached_tokens": cached},
    }
    openai.will(fake.says("Ja.", usage=usage))
    assert ask(openai) == Completion("Ja.", (), believed)
