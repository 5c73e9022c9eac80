"""Chat completions as OpenAI speaks them, and after it half the world: how to ask, and what a chunk says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shared.domain.models import Usage
from shared.providers.model_stream import MAX_ANSWER_TOKENS, Answer, ModelError, Question, Request, Server, tokens

_WHOLE = frozenset({"stop", "tool_calls"})


def request(server: Server, question: Question, *, base_url: str) -> Request:
    """The question as it is posted to a server of that address."""
    body: dict[str, Any] = {
        "model": question.model,
        "messages": list(question.messages),
        "max_completion_tokens": MAX_ANSWER_TOKENS,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    if question.tools:
        body["tools"] = list(question.tools)
    return Request(f"{base_url.rstrip('/')}/chat/completions", {"authorization": f"Bearer {server.api_key}"}, body)


def probe(server: Server, *, base_url: str, path: str) -> Request:
    """What can be got at a server of that address with the key."""
    return Request(f"{base_url.rstrip('/')}{path}", {"authorization": f"Bearer {server.api_key}"}, {})


def take(chunk: Mapping[str, Any], answer: Answer) -> None:
    """Add one chunk to the answer; the last one has usage and no choices. Raises ModelError cut_off or garbage."""
    words = ""
    calls: Sequence[Mapping[str, Any]] = ()
    try:
        if chunk.get("error"):
            raise ModelError("cut_off", retryable=True, usage=answer.usage)
        if chunk.get("usage") is not None:
            answer.usage = usage(chunk["usage"])
        for choice in (chunk.get("choices") or ())[:1]:
            if choice.get("finish_reason") is not None:
                answer.finish(whole=choice["finish_reason"] in _WHOLE)
            delta = choice.get("delta") or {}
            words, calls = _text(delta.get("content")), delta.get("tool_calls") or ()
        for piece in calls:
            function = piece.get("function") or {}
            answer.call(
                int(piece["index"]),
                id=_text(piece.get("id")),
                name=_text(function.get("name")),
                arguments=_text(function.get("arguments")),
            )
    except (AttributeError, TypeError, ValueError, KeyError, OverflowError) as error:
        raise ModelError("garbage", retryable=True, usage=answer.usage) from error
    answer.say(words)


def usage(told: Mapping[str, Any]) -> Usage:
    """Tokens as counted: cached ones are part of the prompt's, and stay so where a server counts them beside."""
    prompt = tokens(told.get("prompt_tokens"))
    cached = tokens((told.get("prompt_tokens_details") or {}).get("cached_tokens"))
    return Usage(prompt, tokens(told.get("completion_tokens")), min(cached, prompt))


def is_retryable(status: int, error: Mapping[str, Any]) -> bool:
    """Quota that is used up answers 429 as well, and asking again does not fill it."""
    return (status in (408, 409, 429) or status >= 500) and error.get("code") != "insufficient_quota"


def _text(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError
    return value
