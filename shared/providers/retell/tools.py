"""Retell's custom functions: one request is one thing asked for. https://docs.retellai.com/build/single-multi-prompt/custom-function

With "Payload: args only" the request names neither the call nor the function: it cannot be told whose it is, and is
refused (`args_at_root`) in words that whoever sets the function up can read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from shared.domain.calls import CallStatus
from shared.providers.reading import Json, identifier, items, part, text
from shared.providers.refusals import NotUnderstood
from shared.providers.retell.events import nameless, of_call, read
from shared.providers.tool_calls import Result, ToolCall, ToolCalls

CONTENT_TYPE = "text/plain"
# Longer results are cut off.
LONGEST_RESULT = 15_000


def asked(body: bytes) -> ToolCalls:
    """The call of a function, and the telephone call it belongs to. Raises NotUnderstood, NothingToKeep."""
    told = read(body, "tool")
    name = text(told.get("name"), longest=100)
    call = part(told, "call")
    if not name or not call:
        raise NotUnderstood("args_at_root", key=nameless(body), type="tool")
    args = told.get("args")
    invocation = _invocation(call, name)
    tool_id = invocation or _content(name, args)
    event = of_call(call, body, "tool", f"tool:{tool_id}", CallStatus.IN_PROGRESS)
    given = args if isinstance(args, Mapping) else None
    return ToolCalls(event, (ToolCall(tool_id, name, given, is_named=invocation is not None),))


def render(results: Sequence[Result]) -> str:
    """The result as the text that the agent reads."""
    return " ".join(each.text for each in results)[:LONGEST_RESULT]


def _invocation(call: Json, name: str) -> str | None:
    """The payload has no id of its own; where the transcript tells of the invocation, it is the last. [field report]"""
    last = next((each for each in reversed(items(call.get("transcript_with_tool_calls")))), {})
    if last.get("role") != "tool_call_invocation" or last.get("name") != name:
        return None
    return identifier(last.get("tool_call_id"))


def _content(name: str, args: object) -> str:
    told = json.dumps([name, args], sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32]
