"""Telnyx as a telephone: what `shared/providers/telephones.py` asks of a vendor.

An application of Telnyx speaks one of two dialects: TeXML sends forms and is answered with documents; Call Control sends
JSON events and is sent commands (`call_control`). Deliveries of both are told apart by how they begin.
"""

from __future__ import annotations

from collections.abc import Mapping

from shared.domain.calls import USUAL_MANNER, CallEvent, Manner, Reply
from shared.providers.telnyx import call_control, forms
from shared.providers.telnyx.signature import SIGNATURE, TIMESTAMP, is_signed
from shared.providers.turns import NOWHERE, Surroundings, Turn

CONTENT_TYPE = "text/xml"
TAKEN = '<?xml version="1.0" encoding="UTF-8"?><Response />'

RECORDS = True
PLAYS = True

_KEPT_HEADERS = ("content-type", "user-agent", SIGNATURE, TIMESTAMP)


def is_genuine(
    credential: Mapping[str, str],
    *,
    url: str,  # noqa: ARG001  (Telnyx signs no address)
    headers: Mapping[str, str],
    body: bytes,
    now: float | None = None,
) -> bool:
    """True if the account behind `credential` signed this request a moment before `now`."""
    return is_signed(public_key=credential.get("public_key", ""), headers=headers, body=body, now=now)


def kept_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers worth keeping beside the body: what a replay needs, nothing about the network in between."""
    return {name: headers[name] for name in _KEPT_HEADERS if name in headers}


def incoming(body: bytes) -> CallEvent:
    """Somebody rings. Raises NotUnderstood."""
    return call_control.told(body).event if _is_json(body) else forms.incoming(body)


def turn(body: bytes, number: int) -> Turn:
    """What was heard in a turn. Raises NotUnderstood."""
    if _is_json(body):
        told = call_control.told(body)
        return Turn(told.event, told.heard, told.transfer)
    return forms.turn(body, number)


def status(body: bytes) -> CallEvent:
    """A call moved on. Raises NotUnderstood, also for what we do not know: it is kept until we do."""
    return call_control.told(body).event if _is_json(body) else forms.status(body)


def render(reply: Reply, *, turn_url: str, manner: Manner = USUAL_MANNER, around: Surroundings = NOWHERE) -> str:  # noqa: ARG001
    """`reply` as TeXML; see `texml.render`."""
    # Only a call that is led by documents needs it.
    from shared.providers.telnyx import texml

    return texml.render(reply, turn_url=turn_url, manner=manner)


def whisper(text: str, language: str) -> str:
    """What is said to who answers a transfer, before the caller is put through; see `texml.whisper`."""
    from shared.providers.telnyx import texml

    return texml.whisper(text, language)


def _is_json(body: bytes) -> bool:
    return body[:1] == b"{"
