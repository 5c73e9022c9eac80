"""How a call gets to Twilio's ConversationRelay: by `<Connect>`. When the socket is done with, it comes back to its next turn's address."""

from __future__ import annotations

import json

from shared.domain.calls import Manner, Reply, Then
from shared.providers.forms import E164, read_form
from shared.providers.sessions import Ended


def invite(reply: Reply, *, relay_url: str, turn_url: str, manner: Manner) -> str:
    """The document that greets with `reply` and connects the call to the socket; see `twiml.connect`."""
    from shared.providers.twilio import twiml

    return twiml.connect(reply, relay_url=relay_url, turn_url=turn_url, manner=manner)


def ended(body: bytes) -> Ended | None:
    """How the session ended, or None if this request says nothing of one.

    https://www.twilio.com/docs/voice/twiml/connect/conversationrelay: `SessionStatus` is ended (by us), completed (the
    caller hung up) or failed. `HandoffData` is ours, and signed like the rest.
    """
    try:
        form = read_form(body)
    except ValueError:
        return None
    if "SessionStatus" not in form:
        return None
    if form.get("SessionStatus") == "completed":
        return Ended(Reply("", "en", Then.HANG_UP))
    return _agreed(form.get("HandoffData"))


def _agreed(handoff: str) -> Ended:
    try:
        found = json.loads(handoff or "{}")
        then, to, turn = Then(found["then"]), found["to"], int(found["turn"])
        whisper = str(found.get("whisper") or "") or None
        reply = Reply(
            str(found["say"]),
            str(found["language"]),
            then,
            str(to) if then is Then.TRANSFER else None,
            whisper=whisper if then is Then.TRANSFER else None,
        )
        begins_recording = found["record"] is True
    except (ValueError, KeyError, TypeError, RecursionError):
        return Ended(None)
    if reply.transfer_to is not None and not E164.fullmatch(reply.transfer_to):
        return Ended(None)
    return Ended(reply, turn, begins_recording)
