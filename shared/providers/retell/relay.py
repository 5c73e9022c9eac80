"""Retell's custom LLM: it listens and speaks, and asks for each answer over a socket.

https://docs.retellai.com/api-references/llm-websocket
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from shared.domain.calls import CallEvent, CallStatus, Direction, Heard, Reply, Then
from shared.providers.forms import E164, MAX_HEARD_CHARACTERS
from shared.providers.frames import Asked, Began, Frame, Pinged, Unasked

# The first words are asked for by nobody; this is their number.
GREETING = 0

RECORDS = False

UNINTELLIGIBLE = "(unintelligible audio)"
_CALL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def is_genuine(credential: Mapping[str, str], *, urls: Sequence[str], headers: Mapping[str, str]) -> bool:  # noqa: ARG001
    """Always: Retell signs no handshake. Who knows the token in the address is let in; it is 192 random bits."""
    return True


def is_ours(message: Mapping[str, Any]) -> bool:
    return isinstance(message.get("interaction_type"), str)


def read(message: Mapping[str, Any]) -> Frame:
    """The frame in our words; never raises. What we cannot read is not asked of us."""
    match message.get("interaction_type"):
        case "call_details":
            return _details(message.get("call"))
        case "response_required":
            said = message.get("transcript")
            return Asked(Heard(text=_said_last(said)), _number(message), is_whole=True, spoken=_spoken_last(said))
        case "reminder_required":
            return Asked(Heard(), _number(message), spoken=_spoken_last(message.get("transcript")))
        case "ping_pong":
            return Pinged(_frame(response_type="ping_pong", timestamp=message.get("timestamp")))
        case "update_only":
            return Unasked("update")
    return Unasked("frame_unknown")


def _details(call: object) -> Frame:
    if not isinstance(call, dict) or not _CALL_ID.fullmatch(str(call.get("call_id") or "")):
        return Unasked("details_unreadable")
    outbound = call.get("direction") == "outbound"
    numbers = {name: str(call.get(name) or "") for name in ("from_number", "to_number")}
    caller, callee = (each if E164.fullmatch(each) else None for each in numbers.values())
    return Began(
        CallEvent(
            key=f"incoming:{call['call_id']}",
            type="incoming",
            provider_call_id=str(call["call_id"]),
            status=CallStatus.IN_PROGRESS,
            direction=Direction.OUTBOUND if outbound else Direction.INBOUND,
            caller_number=caller,
            callee_number=callee,
        )
    )


def _said_last(transcript: object) -> str:
    """What the caller said since we last spoke: each question carries the whole conversation."""
    words: list[str] = []
    for each in reversed(transcript if isinstance(transcript, list) else []):
        if not isinstance(each, dict) or each.get("role") != "user":
            break
        words.insert(0, str(each.get("content") or "").replace(UNINTELLIGIBLE, "").strip())
    return " ".join(word for word in words if word)[:MAX_HEARD_CHARACTERS]


def _spoken_last(transcript: object) -> str | None:
    """How far our last answer got: a transcript holds what was spoken, not what we sent. None if it holds nothing of us."""
    for each in reversed(transcript if isinstance(transcript, list) else []):
        if isinstance(each, dict) and each.get("role") == "agent":
            return str(each.get("content") or "").strip()[:MAX_HEARD_CHARACTERS] or None
    return None


def _number(message: Mapping[str, Any]) -> int | None:
    number = message.get("response_id")
    return number if isinstance(number, int) else None


def opening() -> list[str]:
    """Without asking for it, we are not told who rings. A lost socket is dialled again."""
    return [_frame(response_type="config", config={"auto_reconnect": True, "call_details": True})]


def nothing_to_say() -> list[str]:
    """Without a word from us Retell would wait for one: after a lost socket the caller has the word."""
    return [_frame(response_type="response", response_id=GREETING, content="", content_complete=True)]


def language(language: str) -> list[str]:  # noqa: ARG001  (Retell's voice speaks what it is given)
    return []


def piece(text: str, *, answer_to: int | None) -> str:
    return _frame(response_type="response", response_id=answer_to or 0, content=text, content_complete=False)


def rest(
    reply: Reply,
    text: str,
    *,
    turn: int,  # noqa: ARG001
    answer_to: int | None,
    begins_recording: bool,  # noqa: ARG001  (Retell records as its agent is set)
) -> list[str]:
    """The end of the answer. What follows is done once it has been spoken; an interruption takes it back."""
    then: dict[str, object] = {}
    if reply.then is Then.TRANSFER and reply.transfer_to:
        then = {"transfer_number": reply.transfer_to}
    elif reply.then is not Then.LISTEN:
        # There is no recording to be had here; who is asked for one has heard why.
        then = {"end_call": True}
    return [_frame(response_type="response", response_id=answer_to or 0, content=text, content_complete=True, **then)]


def give_up(reply: Reply, *, answer_to: int | None) -> list[str]:
    """The apology, and the end. Who is not being asked anything has to interrupt to be heard."""
    if answer_to is not None:
        return rest(reply, reply.text, turn=0, answer_to=answer_to, begins_recording=False)
    return [
        _frame(
            response_type="agent_interrupt",
            interrupt_id=1,
            content=reply.text,
            content_complete=True,
            no_interruption_allowed=True,
            end_call=True,
        )
    ]


def _frame(**said: object) -> str:
    return json.dumps(said, ensure_ascii=False)
