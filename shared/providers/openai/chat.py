"""OpenAI's chat completions, and those of every server that speaks like it."""

from __future__ import annotations

from shared.providers import chat_completions
from shared.providers.chat_completions import is_retryable, take
from shared.providers.model_stream import Question, Request, Server

__all__ = ["BASE_URL", "USUAL_MODEL", "is_retryable", "probe", "request", "take"]

BASE_URL = "https://api.openai.com/v1"
USUAL_MODEL = "gpt-4.1-mini"


def request(server: Server, question: Question) -> Request:
    """The question as OpenAI takes it."""
    return chat_completions.request(server, question, base_url=server.base_url or BASE_URL)


def probe(server: Server) -> Request:
    """Which models there are."""
    return chat_completions.probe(server, base_url=server.base_url or BASE_URL, path="/models")
