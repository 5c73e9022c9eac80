"""A turn answered by a language model, inside the time a caller is willing to wait; or not, and then by nobody here."""

from __future__ import annotations

import re
from dataclasses import replace
from time import monotonic, perf_counter
from typing import Any

from shared.domain.calls import Reply, Then, sayable
from shared.domain.models import ModelAttempt
from shared.domain.receptionist.languages import FALLBACK, WORDINGS
from shared.domain.receptionist.memory import Asking, Memory, remember
from shared.domain.receptionist.turn import Answer, Desk
from shared.domain.receptionist.understanding import language_wanted
from shared.providers.openai import chat
from shared.providers.openai.chat import Completion, ModelError, Server, ToolCall
from shared.runtime import log
from shared.voice import prompt, toolbox
from shared.voice.scene import Scene

TURN_SECONDS = 6.0
FIRST_TOKEN_SECONDS = chat.FIRST_TOKEN_SECONDS
MOST_ROUNDS = 4
MOST_TOOL_CALLS = 8
MOST_SPOKEN_CHARACTERS = 700
DEFAULT_MODEL = "gpt-4.1-mini"
PROVIDER = "openai"

# Questions of the receptionist that want digits or exact words: it asked, it listens.
_OWN_QUESTIONS = frozenset(
    {
        *(Asking.MESSAGE, Asking.MESSAGE_NAME, Asking.NUMBER, Asking.NUMBER_RIGHT, Asking.MENU, Asking.MESSAGE_OFFER),
        *(Asking.WHICH, Asking.PROOF, Asking.CANCEL_RIGHT, Asking.WAITLIST, Asking.LEAD_OFFER, Asking.TRANSFER_ANYWAY),
    }
)
_MARKUP = re.compile(r"[*_#`>|~\[\]{}<]+")

journal = log.Journal("voice_call")


def respond(scene: Scene) -> Reply | None:
    """The model's answer; None if the receptionist should answer instead. Raises only what a tool raises.

    Every request made is noted in `scene.attempts`, also those that came to nothing.
    """
    language = scene.business.language if scene.business.language in WORDINGS else FALLBACK
    memory = remember(scene.state, scene.business, language)
    if not scene.heard.text.strip() or scene.heard.digits or memory.asking in _OWN_QUESTIONS:
        return None
    memory = replace(memory, language=language_wanted(scene.heard.text, memory.language), silences=0, unclear=0)
    desk = Desk(scene.business, scene.caller, scene.desk, scene.now, memory.language)
    try:
        return _converse(scene, desk, memory)
    except ModelError as error:
        if scene.attempts and scene.attempts[-1].outcome == "ok":
            # The answer came, and was good for nothing.
            scene.attempts[-1] = replace(scene.attempts[-1], outcome=error.code)
        journal.warning("model_failed", outcome=error.code, retryable=error.retryable)
        return None


def _converse(scene: Scene, desk: Desk, memory: Memory) -> Reply:
    """Ask, use the tools it asks for, ask again. Raises ModelError."""
    deadline = monotonic() + TURN_SECONDS
    told = prompt.messages(scene, desk, memory)
    done: dict[tuple[str, str], str] = {}
    for _ in range(MOST_ROUNDS):
        completion = _ask(scene, told, deadline)
        if not completion.tool_calls:
            return _spoken(_presentable(completion.text), desk, memory)
        told.append(_asked_for(completion))
        for call in completion.tool_calls[:MOST_TOOL_CALLS]:
            # The same thing asked for twice is done once and answered twice.
            same = (call.name, repr(sorted(call.arguments.items())))
            if same not in done:
                result = _use(scene, call, desk, memory)
                if isinstance(result, Answer):
                    return _reply(result)
                done[same] = result.text
            told.append({"role": "tool", "tool_call_id": call.id, "content": done[same]})
        told.extend(
            {"role": "tool", "tool_call_id": call.id, "content": "Too many at once: not done."}
            for call in completion.tool_calls[MOST_TOOL_CALLS:]
        )
    raise ModelError("garbage", retryable=False)


def _ask(scene: Scene, told: list[dict[str, Any]], deadline: float) -> Completion:
    settings, assistant = scene.settings, scene.business.assistant
    model = settings.openai_model or (assistant.model_provider == PROVIDER and assistant.model_name) or DEFAULT_MODEL
    server = Server(settings.openai_api_key or "", settings.openai_base_url)
    started = perf_counter()
    outcome, usage = "ok", chat.Usage()
    try:
        completion = chat.complete(
            server,
            model=model,
            messages=told,
            tools=toolbox.TOOLS,
            deadline=deadline,
            first_token_seconds=FIRST_TOKEN_SECONDS,
        )
        usage = completion.usage
        return completion
    except ModelError as error:
        outcome, usage = error.code, error.usage
        raise
    finally:
        took_ms = round((perf_counter() - started) * 1000)
        scene.attempts.append(
            ModelAttempt(PROVIDER, model, usage.prompt, usage.completion, usage.cached, took_ms, outcome)
        )


def _use(scene: Scene, call: ToolCall, desk: Desk, memory: Memory) -> toolbox.Result:
    try:
        return toolbox.use(call.name, call.arguments, desk, memory, scene.heard.text)
    except toolbox.UnknownToolError as error:
        raise ModelError("garbage", retryable=True) from error


def _asked_for(completion: Completion) -> dict[str, Any]:
    import json

    calls = [
        {
            "id": call.id,
            "type": "function",
            "function": {"name": call.name, "arguments": json.dumps(dict(call.arguments), ensure_ascii=False)},
        }
        for call in completion.tool_calls
    ]
    return {"role": "assistant", "content": completion.text or None, "tool_calls": calls}


def _presentable(text: str) -> str:
    """Words fit to be spoken. Raises ModelError garbage if there are none."""
    spoken = " ".join(_MARKUP.sub(" ", sayable(text)).split())
    if len(spoken) > MOST_SPOKEN_CHARACTERS:
        whole = max(spoken.rfind(mark, 0, MOST_SPOKEN_CHARACTERS) for mark in ".?!") + 1
        spoken = spoken[: whole if whole > MOST_SPOKEN_CHARACTERS // 3 else MOST_SPOKEN_CHARACTERS]
    letters = sum(sign.isalpha() or sign.isspace() for sign in spoken)
    if letters < 2 or letters * 2 < len(spoken):
        raise ModelError("garbage", retryable=True)
    return spoken


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
    )
