"""Vapi's tool calls: what its own agent asks us to do, in the three shapes it has been seen in, and the answers.

https://docs.vapi.ai/tools/custom-tools. Any status but 200 is thrown away, and so is a result that is no single line.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from shared.providers.reading import Json, identifier, items, part, read_object, text
from shared.providers.refusals import NotUnderstood
from shared.providers.tool_calls import Result, ToolCall, ToolCalls
from shared.providers.vapi.events import nameless, of_call, read

CONTENT_TYPE = "application/json"
_MOST_CALLS = 16


def asked(body: bytes) -> ToolCalls:
    """The calls in order, and the telephone call they belong to. Raises NotUnderstood, NothingToKeep."""
    told = part(read(body, "tool"), "message")
    if told.get("type") != "tool-calls":
        raise NotUnderstood("not_tool_calls", key=nameless(body), type="tool")
    # The same list under three names; where one is empty the next may not be.
    listed = items(told.get("toolCallList")) or items(told.get("toolCalls"))
    listed = listed or [{**_named(each), **part(each, "toolCall")} for each in items(told.get("toolWithToolCallList"))]
    calls = tuple(call for each in listed[:_MOST_CALLS] if (call := _call(each)))
    event = of_call(part(told, "call"), told, body, "tool")
    return ToolCalls(event, calls)


def render(results: Sequence[Result]) -> str:
    """One result for each call, in their order, each on one line."""
    return json.dumps(
        {
            "results": [
                {
                    "toolCallId": each.id,
                    "name": each.name,
                    "result" if each.ok else "error": " ".join(each.text.split()),
                }
                for each in results
            ]
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _named(tool: Json) -> dict[str, object]:
    name = part(tool, "function").get("name") or tool.get("name")
    return {"name": name} if name else {}


def _call(told: Json) -> ToolCall | None:
    """{id, function: {name, arguments}} with arguments as object or text; {id, name, arguments}; {id, name, parameters}."""
    function = part(told, "function")
    name = text(function.get("name") or told.get("name"), longest=100)
    call_id = identifier(told.get("id"))
    if not name or call_id is None:
        return None
    given = next(
        (
            each
            for each in (function.get("arguments"), told.get("arguments"), told.get("parameters"))
            if each is not None
        ),
        {},
    )
    return ToolCall(call_id, name, _arguments(given))


def _arguments(given: object) -> Mapping[str, object] | None:
    if isinstance(given, str):
        try:
            return read_object(given.encode("utf-8", "replace")) if given.strip() else {}
        except ValueError:
            return None
    return given if isinstance(given, Mapping) else None
