"""Retell as a telephone: what `shared/providers/telephones.py` asks of a vendor."""

from __future__ import annotations

import json
from collections.abc import Mapping

from shared.domain.calls import USUAL_MANNER, CallEvent, Manner, Reply, Then
from shared.providers.briefing import briefing
from shared.providers.refusals import NotUnderstood
from shared.providers.retell import events, tools
from shared.providers.retell.events import incoming
from shared.providers.retell.signature import is_signed
from shared.providers.turns import NOWHERE, Surroundings, Turn

__all__ = [
    "CONTENT_TYPE",
    "PLAYS",
    "RECORDS",
    "TAKEN",
    "incoming",
    "is_genuine",
    "kept_headers",
    "render",
    "status",
    "turn",
]

CONTENT_TYPE = "application/json"
TAKEN = "{}"
RECORDS = False
PLAYS = False

_KEPT_HEADERS = ("content-type", "user-agent", "x-retell-signature")


def is_genuine(
    credential: Mapping[str, str],
    *,
    url: str,  # noqa: ARG001  (Retell signs no address)
    headers: Mapping[str, str],
    body: bytes,
    now: float | None = None,
) -> bool:
    """True if the workspace behind `credential` signed this request a moment before `now`, wherever it was sent."""
    now_ms = None if now is None else int(now * 1000)
    return is_signed(api_key=credential.get("api_key", ""), headers=headers, body=body, now_ms=now_ms)


def kept_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers worth keeping beside the body: what a replay needs, nothing about the network in between."""
    return {name: headers[name] for name in _KEPT_HEADERS if name in headers}


def turn(body: bytes, number: int) -> Turn:  # noqa: ARG001  (a telephone's word)
    """Retell's agent does the talking, and asks for no words over HTTP. Raises NotUnderstood."""
    raise NotUnderstood("not_turn_by_turn", key=events.nameless(body), type="turn")


def status(body: bytes) -> CallEvent:
    """What was told of a call, or asked for as part of one. Raises NotUnderstood, NothingToKeep."""
    told = events.read(body, "status")
    if "event" not in told and "args" in told:
        return tools.asked(body).event
    return events.status(body)


def render(reply: Reply, *, turn_url: str, manner: Manner = USUAL_MANNER, around: Surroundings = NOWHERE) -> str:  # noqa: ARG001
    """Whom Retell connects: the integration's agent with what it should know, or nobody.

    Where something broke inside, the agent still talks; its number's own agent does, if the integration names none.
    https://docs.retellai.com/features/inbound-call-webhook
    """
    answer: dict[str, object] = {}
    if reply.then is Then.LISTEN or around.faulty:
        answer["dynamic_variables"] = briefing(reply, around)
        if around.credential.get("agent_id"):
            answer["override_agent_id"] = around.credential["agent_id"]
    return json.dumps({"call_inbound": answer}, ensure_ascii=False, separators=(",", ":"))
