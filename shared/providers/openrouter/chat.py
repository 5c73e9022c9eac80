"""OpenRouter's chat completions: OpenAI's, with the price on the bill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from shared.providers import chat_completions
from shared.providers.chat_completions import is_retryable
from shared.providers.model_stream import Answer, Question, Request, Server

__all__ = ["BASE_URL", "USUAL_MODEL", "is_retryable", "probe", "request", "take"]

BASE_URL = "https://openrouter.ai/api/v1"
USUAL_MODEL = "openai/gpt-4.1-mini"

# A turn that costs more is a mistake of counting.
_MOST_CREDITS = Decimal(1000)


def request(server: Server, question: Question) -> Request:
    """The question as OpenRouter takes it; what a caller says is not for those who would keep it to learn from."""
    asked = chat_completions.request(server, question, base_url=server.base_url or BASE_URL)
    return Request(asked.url, asked.headers, {**asked.body, "provider": {"data_collection": "deny"}})


def probe(server: Server) -> Request:
    """What there is to say of the key itself; its models OpenRouter tells everybody."""
    return chat_completions.probe(server, base_url=server.base_url or BASE_URL, path="/key")


def take(chunk: Mapping[str, Any], answer: Answer) -> None:
    """Add one chunk to the answer. Raises ModelError cut_off or garbage."""
    chat_completions.take(chunk, answer)
    told = chunk.get("usage")
    if isinstance(told, Mapping):
        answer.usage = replace(answer.usage, cost_usd=_credits(told.get("cost")))


def _credits(told: object) -> Decimal | None:
    """One credit is one dollar. None if it is no amount."""
    if isinstance(told, bool) or not isinstance(told, int | float | str):
        return None
    try:
        amount = Decimal(str(told))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and 0 <= amount <= _MOST_CREDITS else None
