"""OpenRouter's recorded streams: OpenAI's, with comments between and the price at the end."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from time import monotonic

import pytest

from shared.domain.models import Completion, Usage
from shared.providers.model_stream import ModelError, Question, Server, complete
from shared.providers.openrouter import chat
from tests.support import fake_openai as fake
from tests.support import wire
from tests.support.fake_openai import FakeOpenAI


@pytest.fixture
def openrouter() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as server:
        yield server


def ask(server: FakeOpenAI) -> Completion:
    question = Question("openai/gpt-4.1-mini", [{"role": "user", "content": "Haben Sie Zeit?"}])
    return complete(chat, Server("test-key", server.base_url), question, deadline=monotonic() + 5)


def test_comments_are_skipped_and_the_price_is_kept(openrouter: FakeOpenAI) -> None:
    openrouter.will(lambda connection: connection.stream([wire.body("llm/openrouter-stream.sse")]))
    assert ask(openrouter) == Completion("Ja, 10:30.", (), Usage(123, 17, 64, Decimal("0.000213")))
    assert openrouter.requests[0]["provider"] == {"data_collection": "deny"}


def test_an_error_in_the_middle(openrouter: FakeOpenAI) -> None:
    openrouter.will(lambda connection: connection.stream([wire.body("llm/openrouter-stream-error.sse")]))
    with pytest.raises(ModelError, match="cut_off"):
        ask(openrouter)


def test_no_credits_left_is_not_worth_another_try(openrouter: FakeOpenAI) -> None:
    openrouter.will(lambda connection: connection.refuse(402, wire.recorded("llm/openrouter-error-402.json")))
    with pytest.raises(ModelError, match="http_402") as failed:
        ask(openrouter)
    assert not failed.value.retryable


@pytest.mark.parametrize("told", [None, True, "much", -1, 1e999, float("nan"), 10**9, [], {}])
def test_a_price_that_is_none_is_not_believed(openrouter: FakeOpenAI, told: object) -> None:
    openrouter.will(fake.says("Ja.", usage={**fake.USAGE, "cost": told}))
    assert ask(openrouter).usage.cost_usd is None
