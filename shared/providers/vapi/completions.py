"""Vapi's custom model: a chat completion request is a turn, and the reply is what the model is taken to have said.

https://docs.vapi.ai/customization/custom-llm/using-your-server; the form of both is OpenAI's.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace

from shared.domain.calls import Heard, Reply, Then
from shared.providers.reading import Json, items, part, text
from shared.providers.refusals import NotUnderstood
from shared.providers.turns import Turn
from shared.providers.vapi.assistant import ANNOUNCED_TRANSFER, MODEL, SILENCE
from shared.providers.vapi.events import nameless, of_call, read
from shared.providers.words import Words

STREAM_TYPE = "text/event-stream"
_MAX_HEARD_CHARACTERS = 4000
# How Vapi tells pressed keys: in words. [field report]
_KEYS = re.compile(r"(?:Press )?User's Keypad Entry: ?([0-9*#]{1,64})\.?")


def asked(body: bytes) -> Words:
    """The request in our words. The caller's last message is the turn, and their number is its number.

    Raises NotUnderstood, also where no call is told of, and NothingToKeep for calls without a telephone.
    """
    told = read(body, "turn")
    call = part(told, "call")
    if not call:
        raise NotUnderstood("call_missing", key=nameless(body), type="turn")
    said = [each for each in items(told.get("messages")) if each.get("role") == "user"]
    event = of_call(call, told, body, "turn")
    event = replace(event, key=f"turn:{event.provider_call_id}:{len(said)}")
    return Words(Turn(event, _heard(said)), len(said), streamed=told.get("stream") is True, tools=_tools(told))


def wants_stream(body: bytes) -> bool:
    """Which form an answer has to have, even if nothing else of the request is understood."""
    try:
        return read(body, "turn").get("stream") is True
    except NotUnderstood:
        return True


def turn(body: bytes, number: int) -> Turn:  # noqa: ARG001  (counted from the request itself)
    """The turn that a request is, as for vendors that ask turn by turn. Raises as `asked` does."""
    return asked(body).turn


class Stream:
    """A reply as server-sent events, to be sent as they are made where the platform lets us, or all at once.

    `name` tells this answer from others; `created` is seconds since 1970.
    """

    def __init__(self, *, name: str, created: int, tools: frozenset[str] | None = None) -> None:
        self._name, self._created, self._tools = name, created, tools

    def begin(self) -> str:
        """The first event: that somebody answers."""
        return self._event({"role": "assistant", "content": ""})

    def piece(self, words: str) -> str:
        """Some of the words; put together they are the reply's."""
        return self._event({"content": words})

    def end(self, reply: Reply) -> str:
        """What follows the words, and that nothing else does."""
        deeds = _deeds(reply, self._name, self._tools)
        calls = self._event({"tool_calls": [{"index": 0, **deeds[0]}]}) if deeds else ""
        return calls + self._event({}, "tool_calls" if deeds else "stop") + "data: [DONE]\n\n"

    def _event(self, delta: dict[str, object], end: str | None = None) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": end}
        head = _head(self._name, self._created)
        return f"data: {_json({**head, 'object': 'chat.completion.chunk', 'model': MODEL, 'choices': [choice]})}\n\n"


def stream(*, name: str, created: int, tools: frozenset[str] | None) -> Stream:
    """The reply in pieces."""
    return Stream(name=name, created=created, tools=tools)


def whole(reply: Reply, *, name: str, created: int, tools: frozenset[str] | None) -> str:
    """The reply as one chat completion."""
    deeds = _deeds(reply, name, tools)
    message = {"role": "assistant", "content": reply.text or None} | ({"tool_calls": deeds} if deeds else {})
    choice = {"index": 0, "message": message, "finish_reason": "tool_calls" if deeds else "stop"}
    usage = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
    return _json(
        {**_head(name, created), "object": "chat.completion", "model": MODEL, "choices": [choice], "usage": usage}
    )


def _deeds(reply: Reply, name: str, tools: frozenset[str] | None) -> list[dict[str, object]]:
    """The vendor's own tool that does what follows the words; none that the assistant does not have."""
    does: tuple[str, dict[str, str]] | None = None
    if reply.then is Then.TRANSFER and reply.transfer_to:
        does = ("transferCall", {"destination": reply.transfer_to})
        if reply.whisper and tools is not None and ANNOUNCED_TRANSFER in tools:
            does = (ANNOUNCED_TRANSFER, {})
    elif reply.then is Then.HANG_UP:
        does = ("endCall", {})
    if does is None or (tools is not None and does[0] not in tools):
        return []
    call_id = f"call_{hashlib.sha256(name.encode()).hexdigest()[:24]}"
    return [{"id": call_id, "type": "function", "function": {"name": does[0], "arguments": _json(does[1])}}]


def _head(name: str, created: int) -> dict[str, object]:
    return {"id": f"chatcmpl-{hashlib.sha256(name.encode()).hexdigest()[:24]}", "created": created}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _heard(said: list[Json]) -> Heard:
    words = _text(said[-1].get("content")).strip()[:_MAX_HEARD_CHARACTERS] if said else ""
    pressed = _KEYS.fullmatch(words)
    if pressed:
        return Heard(digits=pressed[1])
    return Heard("" if words == SILENCE else words)


def _text(content: object) -> str:
    """A message's content is a text, or a list of parts of which some are."""
    if isinstance(content, list):
        return " ".join(text(each.get("text")) for each in items(content))
    return text(content)


def _tools(told: Json) -> frozenset[str] | None:
    listed = told.get("tools")
    if not isinstance(listed, list):
        return None
    return frozenset(text(part(each, "function").get("name")) for each in items(listed))
