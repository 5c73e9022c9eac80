"""Twilio as a telephone: what `shared/providers/telephones.py` asks of a vendor."""

from __future__ import annotations

from collections.abc import Mapping

from shared.domain.calls import USUAL_MANNER, Manner, Reply
from shared.providers.turns import NOWHERE, Surroundings
from shared.providers.twilio.events import incoming, status, turn
from shared.providers.twilio.signature import is_signed

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
    "whisper",
]

CONTENT_TYPE = "text/xml"
# The answer to a status callback; anything but TwiML fills the account's debugger with warnings.
TAKEN = '<?xml version="1.0" encoding="UTF-8"?><Response />'

RECORDS = True
PLAYS = True

_KEPT_HEADERS = ("content-type", "i-twilio-idempotency-token", "user-agent", "x-home-region", "x-twilio-signature")


def is_genuine(
    credential: Mapping[str, str],
    *,
    url: str,
    headers: Mapping[str, str],
    body: bytes,
    now: float | None = None,  # noqa: ARG001  (Twilio signs no time)
) -> bool:
    """True if the account behind `credential` signed this request. `url` is the address that Twilio called."""
    return is_signed(auth_token=credential.get("auth_token", ""), url=url, headers=headers, body=body)


def kept_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers worth keeping beside the body: what a replay needs, nothing about the network in between."""
    return {name: headers[name] for name in _KEPT_HEADERS if name in headers}


def render(reply: Reply, *, turn_url: str, manner: Manner = USUAL_MANNER, around: Surroundings = NOWHERE) -> str:  # noqa: ARG001
    """`reply` as TwiML; see `twiml.render`."""
    # Only a call needs the vendor's classes for it; a webhook does without.
    from shared.providers.twilio import twiml

    return twiml.render(reply, turn_url=turn_url, manner=manner)


def whisper(text: str, language: str) -> str:
    """What is said to who answers a transfer, before the caller is put through; see `twiml.whisper`."""
    from shared.providers.twilio import twiml

    return twiml.whisper(text, language)
