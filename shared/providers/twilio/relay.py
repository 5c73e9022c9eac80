"""Twilio's ConversationRelay: it listens and speaks, we read and write text over a socket.

https://www.twilio.com/docs/voice/conversationrelay/websocket-messages. How a call gets
there and comes back: `invitation`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from shared.domain.calls import CallEvent, CallStatus, Direction, Heard, Reply, Then
from shared.providers.documents import LOCALES
from shared.providers.forms import E164, MAX_HEARD_CHARACTERS
from shared.providers.frames import Asked, Began, BrokeIn, Frame, Pressed, Sounded, Unasked
from shared.providers.twilio.signature import is_signed

# By the document that follows on the session.
RECORDS = True

KEYS = frozenset("0123456789*#ABCD")
# Nobody tells of silence. What the invitation's `debug="speaker-events"` has told instead is read off calls that others
# made, not documented: without it, a silent caller is not asked again.
_SPEAKERS = {"agentSpeaking": False, "clientSpeaking": True}
_SID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_DIRECTIONS = {"inbound": Direction.INBOUND, "outbound": Direction.OUTBOUND, "outbound-api": Direction.OUTBOUND}


def is_genuine(credential: Mapping[str, str], *, urls: Sequence[str], headers: Mapping[str, str]) -> bool:
    """True if the account behind `credential` opened this socket, by any of the ways its address can be written.

    The handshake is signed over the address alone. Whether with the slash before the query, Twilio does not say:
    https://www.twilio.com/docs/voice/conversationrelay/onboarding
    """
    proof = {name: headers[name] for name in headers if name == "x-twilio-signature"}
    matches = [is_signed(auth_token=credential.get("auth_token", ""), url=url, headers=proof, body=b"") for url in urls]
    return any(matches)


def is_ours(message: Mapping[str, Any]) -> bool:
    return isinstance(message.get("type"), str)


def read(message: Mapping[str, Any]) -> Frame:
    """The frame in our words; never raises. What we cannot read is not asked of us."""
    match message.get("type"):
        case "setup":
            return _setup(message)
        case "prompt" if message.get("last") is False:
            return Unasked("not_finished")
        case "prompt":
            return Asked(Heard(text=_text(message, "voicePrompt").strip()[:MAX_HEARD_CHARACTERS]))
        case "dtmf":
            key = _text(message, "digit")
            return Pressed(key) if key in KEYS else Unasked("key_unknown")
        case "interrupt":
            return BrokeIn(_text(message, "utteranceUntilInterrupt").strip()[:MAX_HEARD_CHARACTERS])
        case "info" if _text(message, "name") in _SPEAKERS and message.get("value") in ("on", "off"):
            return Sounded(_SPEAKERS[_text(message, "name")], message["value"] == "on")
        case "info":
            return Unasked("told_beside")
        case "error":
            return Unasked("error_reported")
    return Unasked("frame_unknown")


def _setup(message: Mapping[str, Any]) -> Frame:
    sid, direction = _text(message, "callSid"), _DIRECTIONS.get(_text(message, "direction") or "inbound")
    if not _SID.fullmatch(sid) or direction is None:
        return Unasked("setup_unreadable")
    caller, callee = _text(message, "from"), _text(message, "to")
    return Began(
        CallEvent(
            key=f"incoming:{sid}",
            type="incoming",
            provider_call_id=sid,
            status=CallStatus.IN_PROGRESS,
            direction=direction,
            caller_number=caller if E164.fullmatch(caller) else None,
            callee_number=callee if E164.fullmatch(callee) else None,
        )
    )


def opening() -> list[str]:
    """Twilio speaks first."""
    return []


def nothing_to_say() -> list[str]:
    """The greeting stood in the invitation."""
    return []


def language(language: str) -> list[str]:
    locale = LOCALES.get(language, LOCALES["en"])
    return [_frame(type="language", ttsLanguage=locale, transcriptionLanguage=locale)]


def piece(text: str, *, answer_to: int | None) -> str:  # noqa: ARG001  (Twilio does not number its questions)
    return _frame(type="text", token=text, last=False)


def rest(
    reply: Reply,
    text: str,
    *,
    turn: int,
    answer_to: int | None,  # noqa: ARG001
    begins_recording: bool,
) -> list[str]:
    """The end of the answer; or, where the call goes elsewhere, the end of the session with what is left to be said.

    Nothing says that a session which is ended first finishes its sentence. So that one is said by TwiML, in the answer to
    the request that follows; a recording, too, is begun there.
    """
    if reply.then is Then.LISTEN and not begins_recording:
        return [_frame(type="text", token=text, last=True)]
    agreed = {
        "then": reply.then,
        "say": text,
        "language": reply.language,
        "to": reply.transfer_to,
        "whisper": reply.whisper,
        "turn": turn,
        "record": begins_recording,
    }
    return [_frame(type="end", handoffData=json.dumps(agreed, ensure_ascii=False))]


def give_up(reply: Reply, *, answer_to: int | None) -> list[str]:  # noqa: ARG001
    """The session ends; the request that follows finds what is still there: us, a person, a recording."""
    return [_frame(type="end", handoffData=json.dumps({"then": None}))]


def _text(message: Mapping[str, Any], name: str) -> str:
    value = message.get(name)
    return value if isinstance(value, str) else ""


def _frame(**said: object) -> str:
    return json.dumps(said, ensure_ascii=False)
