"""Anthropic's messages: the same conversation in its own words, and its events in ours."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from shared.domain.models import Usage
from shared.providers.bounded_reading import Asked
from shared.providers.model_stream import (
    MAX_ANSWER_TOKENS,
    Answer,
    Message,
    ModelError,
    Question,
    Request,
    Server,
    posted,
    tokens,
)

BASE_URL = "https://api.anthropic.com"
USUAL_MODEL = "claude-haiku-4-5"
VERSION = "2023-06-01"

_WHOLE = frozenset({"end_turn", "stop_sequence", "tool_use"})
# A conversation begins with the user; ours with the greeting.
_RINGING = "(The telephone rings.)"
_NOT_OF_AN_ID = re.compile(r"[^A-Za-z0-9_-]")


def load() -> None:
    """Load the HTTP client."""
    import httpx  # noqa: F401


def ask(server: Server, question: Question, *, seconds: float) -> AbstractContextManager[Asked]:
    """Ask. Raises as `Vendor.ask` does."""
    return posted(request(server, question), seconds=seconds)


def request(server: Server, question: Question) -> Request:
    """The question as Anthropic takes it: what the system says apart, tool results as the user's."""
    system, messages = _conversation(question.messages)
    body: dict[str, Any] = {
        "model": question.model,
        "max_tokens": MAX_ANSWER_TOKENS,
        "stream": True,
        "system": system,
        "messages": messages,
    }
    if question.tools:
        body["tools"] = [_tool(each["function"]) for each in question.tools]
    return Request(
        f"{(server.base_url or BASE_URL).rstrip('/')}/v1/messages",
        {"x-api-key": server.api_key, "anthropic-version": VERSION},
        body,
    )


def probe(server: Server) -> Request:
    """Which models there are."""
    url = f"{(server.base_url or BASE_URL).rstrip('/')}/v1/models"
    return Request(url, {"x-api-key": server.api_key, "anthropic-version": VERSION}, {})


def take(event: Mapping[str, Any], answer: Answer) -> None:
    """Add one event to the answer; kinds that we do not know say nothing. Raises ModelError cut_off or garbage."""
    words = ""
    try:
        match event.get("type"):
            case "message_start":
                answer.usage = _usage(event["message"]["usage"], Usage())
            case "content_block_start" if event["content_block"]["type"] == "tool_use":
                block = event["content_block"]
                answer.call(int(event["index"]), id=_text(block["id"]), name=_text(block["name"]))
            case "content_block_start" if event["content_block"]["type"] == "text":
                words = _text(event["content_block"].get("text") or "")
            case "content_block_delta" if event["delta"]["type"] == "text_delta":
                words = _text(event["delta"]["text"])
            case "content_block_delta" if event["delta"]["type"] == "input_json_delta":
                answer.call(int(event["index"]), arguments=_text(event["delta"]["partial_json"]))
            case "message_delta":
                answer.usage = _usage(event.get("usage") or {}, answer.usage)
                if event["delta"].get("stop_reason") is not None:
                    answer.finish(whole=event["delta"]["stop_reason"] in _WHOLE)
            case "message_stop":
                answer.close()
            case "error":
                raise ModelError("cut_off", retryable=True, usage=answer.usage)
    except (AttributeError, TypeError, ValueError, KeyError, OverflowError) as error:
        raise ModelError("garbage", retryable=True, usage=answer.usage) from error
    answer.say(words)


def is_retryable(status: int, error: Mapping[str, Any]) -> bool:  # noqa: ARG001  (all vendors are asked alike)
    """529 is an overload."""
    return status in (408, 409, 429) or status >= 500


def _usage(told: Mapping[str, Any], before: Usage) -> Usage:
    """Its input tokens leave out what was written to and read from the cache; ours count it in. Later counts replace."""
    if "input_tokens" not in told:
        return Usage(before.prompt, tokens(told.get("output_tokens")) or before.completion, before.cached)
    cached = tokens(told.get("cache_read_input_tokens"))
    fresh = tokens(told["input_tokens"]) + tokens(told.get("cache_creation_input_tokens"))
    return Usage(fresh + cached, tokens(told.get("output_tokens")), cached)


def _conversation(messages: Sequence[Message]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    system: list[dict[str, Any]] = []
    said: list[dict[str, Any]] = []
    for message in messages:
        if message["role"] == "system":
            system.append({"type": "text", "text": message["content"]})
            continue
        role = "assistant" if message["role"] == "assistant" else "user"
        if not said and role == "assistant":
            said.append({"role": "user", "content": [{"type": "text", "text": _RINGING}]})
        blocks = _blocks(message)
        if said and said[-1]["role"] == role:
            said[-1]["content"].extend(blocks)
        else:
            said.append({"role": role, "content": blocks})
    return system, said


def _blocks(message: Message) -> list[dict[str, Any]]:
    if message["role"] == "tool":
        return [{"type": "tool_result", "tool_use_id": _id(message["tool_call_id"]), "content": message["content"]}]
    blocks: list[dict[str, Any]] = [{"type": "text", "text": message["content"]}] if message.get("content") else []
    blocks.extend(
        {
            "type": "tool_use",
            "id": _id(call["id"]),
            "name": call["function"]["name"],
            "input": json.loads(call["function"]["arguments"]),
        }
        for call in message.get("tool_calls") or ()
    )
    return blocks


def _tool(function: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": function["name"],
        "description": function["description"],
        "input_schema": function["parameters"],
    }


def _id(given: str) -> str:
    """Another vendor's id of a tool call, in the letters that Anthropic takes."""
    return _NOT_OF_AN_ID.sub("_", given)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
