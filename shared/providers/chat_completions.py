"""Chat completions as OpenAI speaks them, and after it half the world: asked through its own package, whoever answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from shared.domain.models import Usage
from shared.providers.bounded_reading import Asked
from shared.providers.model_stream import (
    CONNECT_SECONDS,
    MAX_ANSWER_TOKENS,
    Answer,
    ModelError,
    Question,
    Refused,
    Request,
    Server,
    tokens,
)

if TYPE_CHECKING:
    from openai import OpenAI

_WHOLE = frozenset({"stop", "tool_calls"})


def load() -> None:
    """Load OpenAI's package."""
    import httpx2  # noqa: F401
    import openai  # noqa: F401


@contextmanager
def ask(
    server: Server, question: Question, *, base_url: str, seconds: float, more: Mapping[str, Any] | None = None
) -> Iterator[Asked]:
    """Ask the server at that address; `more` are members of the question that OpenAI does not know.

    Raises as `Vendor.ask` does.
    """
    import httpx2
    import openai

    messages: Any = list(question.messages)
    tools: Any = list(question.tools) or openai.omit
    try:
        with _client(server.api_key, base_url).chat.completions.create(
            model=question.model,
            messages=messages,
            tools=tools,
            max_completion_tokens=MAX_ANSWER_TOKENS,
            stream=True,
            stream_options={"include_usage": True},
            extra_body=more,
            timeout=openai.Timeout(seconds, connect=min(CONNECT_SECONDS, seconds)),
        ) as stream:
            yield Asked((chunk.to_dict(warnings=False) for chunk in stream), stream.response)
    except openai.APIStatusError as error:
        raise Refused(error.status_code, error.body) from error
    except (openai.APITimeoutError, httpx2.TimeoutException) as error:
        raise ModelError("timeout", retryable=True) from error
    except (openai.APIConnectionError, httpx2.TransportError) as error:
        raise ModelError("unreachable", retryable=True) from error
    except openai.APIError as error:
        # It said so itself, in the middle of its answer.
        raise ModelError("cut_off", retryable=True) from error


@lru_cache(maxsize=64)
def _client(api_key: str, base_url: str) -> OpenAI:
    """One for each key, kept between turns, and with it the connection."""
    from openai import OpenAI

    return OpenAI(
        api_key=api_key,
        base_url=base_url,
        max_retries=0,
        default_headers={"accept-encoding": "identity"},
    )


def probe(server: Server, *, base_url: str, path: str) -> Request:
    """What can be got at a server of that address with the key."""
    return Request(f"{base_url.rstrip('/')}{path}", {"authorization": f"Bearer {server.api_key}"}, {})


def take(chunk: Mapping[str, Any], answer: Answer) -> None:
    """Add one chunk to the answer; the last one has usage and no choices. Raises ModelError cut_off or garbage."""
    words = ""
    calls: Sequence[Mapping[str, Any]] = ()
    try:
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
