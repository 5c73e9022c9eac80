"""Vapi as a telephone: what `shared/providers/telephones.py` asks of a vendor."""

from __future__ import annotations

import json
from collections.abc import Mapping

from shared.domain.calls import USUAL_MANNER, Manner, Reply
from shared.providers.turns import NOWHERE, Surroundings
from shared.providers.vapi import assistant
from shared.providers.vapi.completions import turn
from shared.providers.vapi.events import incoming, status
from shared.providers.vapi.proof import is_genuine

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

# Not the secret itself, which comes with every request.
_KEPT_HEADERS = ("content-type", "user-agent", "x-timestamp", "x-signature", "x-call-id")


def kept_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers worth keeping beside the body: nothing about the network in between, and no secret."""
    return {name: headers[name] for name in _KEPT_HEADERS if name in headers}


def render(reply: Reply, *, turn_url: str, manner: Manner = USUAL_MANNER, around: Surroundings = NOWHERE) -> str:  # noqa: ARG001
    """Who answers the call, opening with `reply`; see `assistant.answer`. Turns have an address of their own."""
    return json.dumps(assistant.answer(reply, manner, around), ensure_ascii=False, separators=(",", ":"))
