"""A turn answered by a language model, inside the time a caller is willing to wait; or not, and then by nobody here."""

from __future__ import annotations

import json
from dataclasses import replace
from time import monotonic
from typing import Any

from shared.domain.calls import Reply, Then, sayable
from shared.domain.models import Completion, ToolCall
from shared.domain.receptionist.languages import FALLBACK, WORDINGS
from shared.domain.receptionist.memory import Asking, Memory, remember
from shared.domain.receptionist.subjects import subjects
from shared.domain.receptionist.turn import Answer, Desk
from shared.domain.receptionist.understanding import language_wanted
from shared.providers.model_stream import ModelError
from shared.runtime import log
from shared.voice import prompt, toolbox
from shared.voice.arguments import understood
from shared.voice.model_order import Order
from shared.voice.scene import Scene
from shared.voice.speech import Unspeakable, presentable

TURN_SECONDS = 6.0
# What is left of it for the receptionist, who answers when no model does, and for keeping the answer.
RECEPTIONIST_SECONDS = 0.3
MOST_ROUNDS = 4
MOST_TOOL_CALLS = 8
# What was heard of an answer that broke off stands for itself if it is a sentence of some length.
_SHORTEST_ANSWER = 20

# Questions of the receptionist that want digits or exact words: it asked, it listens.
_OWN_QUESTIONS = frozenset(
    {
        *(Asking.MESSAGE, Asking.MESSAGE_NAME, Asking.NUMBER, Asking.NUMBER_RIGHT, Asking.MENU, Asking.MESSAGE_OFFER),
        *(Asking.WHICH, Asking.PROOF, Asking.CANCEL_RIGHT, Asking.CANCEL_ALL, Asking.WAITLIST),
        *(Asking.LEAD_OFFER, Asking.TRANSFER_ANYWAY),
    }
)
_KNOWN = frozenset(each["function"]["name"] for each in toolbox.TOOLS)
_USELESS = object()

journal = log.Journal("voice_call")


def respond(scene: Scene) -> Reply | None:
    """A model's answer; None if the receptionist should answer instead. Raises only what a tool or `speak` raises.

    Every request made is noted in `scene.attempts`, also those that came to nothing. What a model said before it failed
    was heard, so it is kept in `scene.speech.said`: the receptionist goes on from there.
    """
    language = scene.business.language if scene.business.language in WORDINGS else FALLBACK
    memory = remember(scene.state, scene.business, language)
    if not scene.heard.text.strip() or scene.heard.digits or memory.asking in _OWN_QUESTIONS:
        return None
    memory = replace(memory, language=language_wanted(scene.heard.text, memory.language), silences=0, unclear=0)
    desk = Desk(scene.business, scene.caller, scene.desk, scene.now, memory.language)
    try:
        reply = _converse(scene, desk, memory)
        return replace(reply, about=subjects(understood(scene.heard.text, desk), memory))
    except ModelError as error:
        said = scene.speech.said
        journal.warning("no_model_answered", outcome=error.code, spoken=bool(said))
        if len(said) >= _SHORTEST_ANSWER and said[-1] in ".?!":
            return _spoken(said, desk, memory)
        return None


def _converse(scene: Scene, desk: Desk, memory: Memory) -> Reply:
    """Ask, use the tools it asks for, ask again. Raises ModelError."""
    order = Order(scene, monotonic() + TURN_SECONDS - RECEPTIONIST_SECONDS)
    told = prompt.messages(scene, desk, memory)
    done: dict[tuple[str, str], str] = {}
    for _ in range(MOST_ROUNDS):
        completion = order.ask(told)
        answer = _take(scene, completion, told, done, desk, memory)
        if isinstance(answer, Reply):
            return answer
        if answer is _USELESS:
            order.reject()
            if scene.speech.said:
                break
    raise ModelError("garbage", retryable=False)


def _take(
    scene: Scene,
    completion: Completion,
    told: list[dict[str, Any]],
    done: dict[tuple[str, str], str],
    desk: Desk,
    memory: Memory,
) -> Reply | object:
    """What an answer comes to: a reply, a reason to ask again (what was done stands in `told`), or _USELESS."""
    if not completion.tool_calls:
        try:
            scene.speech.flush()
            return _spoken(scene.speech.said or presentable(completion.text), desk, memory)
        except Unspeakable:
            return _USELESS
    # What a model says beside its tools is for the tools to say.
    scene.speech.forget()
    if any(call.name not in _KNOWN for call in completion.tool_calls):
        return _USELESS
    told.append(_asked_for(completion))
    for call in completion.tool_calls[:MOST_TOOL_CALLS]:
        # The same thing asked for twice is done once and answered twice.
        same = (call.name, repr(sorted(call.arguments.items())))
        if same not in done:
            result = toolbox.use(call.name, call.arguments, desk, memory, scene.heard.text)
            if isinstance(result, Answer):
                return _reply(result)
            done[same] = result.text
        told.append(_result(call, done[same]))
    told.extend(_result(call, "Too many at once: not done.") for call in completion.tool_calls[MOST_TOOL_CALLS:])
    return None


def _asked_for(completion: Completion) -> dict[str, Any]:
    calls = [
        {
            "id": call.id,
            "type": "function",
            "function": {"name": call.name, "arguments": json.dumps(dict(call.arguments), ensure_ascii=False)},
        }
        for call in completion.tool_calls
    ]
    return {"role": "assistant", "content": completion.text or None, "tool_calls": calls}


def _result(call: ToolCall, text: str) -> dict[str, Any]:
    return {"role": "tool", "tool_call_id": call.id, "content": text}


def _spoken(text: str, desk: Desk, memory: Memory) -> Reply:
    """The model's own words. What was held, offered or wished stays as it is."""
    return _reply(Answer(text, replace(memory, language=desk.language)))


def _reply(answer: Answer) -> Reply:
    text = " ".join(sayable(answer.text).split())
    return Reply(
        text,
        answer.memory.language,
        answer.then,
        answer.transfer_to if answer.then is Then.TRANSFER else None,
        replace(answer.memory, said=text).as_state(),
        answer.whisper if answer.then is Then.TRANSFER else None,
    )
