"""What a company enters at its vendor: the addresses of ours that one has to be told of, and no more.

Data alone, so that whoever prints them loads no vendor; a test holds it against what the vendors' modules can do. Addresses
that we hand out ourselves, with a document or an order (the next turn, recordings, whispers), are not among them.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

_VOICE, _STATUS = "/voice/{provider}/{token}/incoming", "/webhooks/telephony/{provider}/{token}"
_MESSAGES = "/webhooks/messaging/{provider}/{token}"

# By vendor and name: `voice` is where a number asks who answers, `status` is told how calls go on, `events` leads a call by
# commands, `messages` takes messages in and how sent ones fare, `tools` is for a vendor's own agent, `model` the base
# address of a model for an agent that thinks with ours.
PATHS: Mapping[str, Mapping[str, str]] = {
    "twilio": {"voice": _VOICE, "status": _STATUS, "messages": _MESSAGES},
    "telnyx": {
        "voice": _VOICE,
        "status": _STATUS,
        "events": "/voice/{provider}/{token}/events",
        "messages": _MESSAGES,
    },
    "vapi": {
        "voice": _VOICE,
        "status": _STATUS,
        "tools": "/voice/{provider}/{token}/tools",
        "model": "/voice/{provider}/{token}",
    },
    "retell": {"voice": _VOICE, "status": _STATUS, "tools": "/voice/{provider}/{token}/tools"},
}
# Whose agents are told of our socket by hand; Twilio is sent there by the answer to a call.
SOCKETS = frozenset({"retell"})


def addresses(provider: str, token: str, *, base_url: str | None, relay_url: str | None = None) -> dict[str, str]:
    """By name, where `base_url` is what the functions' addresses begin with; paths alone if it is None.

    `relay` is among them where the vendor enters our socket by hand and there is one.
    """
    base = (base_url or "").rstrip("/")
    paths = PATHS.get(provider, {})
    found = {name: base + path.format(provider=provider, token=token) for name, path in paths.items()}
    if provider in SOCKETS and relay_url:
        found["relay"] = f"{relay_url}?{urlencode({'provider': provider, 'token': token})}"
    return found
