"""OpenAI's chat completions, and those of every server that speaks like it."""

from __future__ import annotations

from contextlib import AbstractContextManager

from shared.providers import chat_completions
from shared.providers.bounded_reading import Asked
from shared.providers.chat_completions import is_retryable, load, take
from shared.providers.model_stream import Question, Request, Server

__all__ = ["BASE_URL", "USUAL_MODEL", "ask", "is_retryable", "load", "probe", "take"]

BASE_URL = "https://api.openai.com/v1"
USUAL_MODEL = "gpt-4.1-mini"


def ask(server: Server, question: Question, *, seconds: float) -> AbstractContextManager[Asked]:
    """The question as OpenAI takes it. Raises as `Vendor.ask` does."""
    return chat_completions.ask(server, question, base_url=server.base_url or BASE_URL, seconds=seconds)


def probe(server: Server) -> Request:
    """Which models there are."""
    return chat_completions.probe(server, base_url=server.base_url or BASE_URL, path="/models")
