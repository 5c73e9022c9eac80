"""OpenRouter's chat completions: OpenAI's, with the price on the bill."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from shared.providers import chat_completions
from shared.providers.bounded_reading import Asked
from shared.providers.chat_completions import is_retryable, load
from shared.providers.model_stream import Answer, Question, Request, Server
from shared.providers.openrouter import BASE_URL

__all__ = ["BASE_URL", "USUAL_MODEL", "ask", "is_retryable", "load", "probe", "take"]

USUAL_MODEL = "openai/gpt-4.1-mini"

# A turn that costs more is a mistake of counting.
_MOST_CREDITS = Decimal(1000)


def ask(server: Server, question: Question, *, seconds: float) -> AbstractContextManager[Asked]:
    """The question as OpenRouter takes it; what a caller says is not for those who would keep it to learn from.

    Raises as `Vendor.ask` does.
    """
    private = {"provider": {"data_collection": "deny"}}
    base_url = server.base_url or BASE_URL
    return chat_completions.ask(server, question, base_url=base_url, seconds=seconds, more=private)


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
