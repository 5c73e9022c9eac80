"""Events of calls and messages as the database takes them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from shared.domain.calls import Aftermath, CallEvent

if TYPE_CHECKING:
    from shared.domain.messages import MessageEvent


def event_json(event: CallEvent | MessageEvent) -> dict[str, object]:
    """An event as the database takes it."""
    if not isinstance(event, CallEvent):
        return asdict(event) | {
            "occurred_at": event.occurred_at.isoformat() if event.occurred_at else None,
            "cost": str(event.cost.amount) if event.cost else None,
            "currency": event.cost.currency if event.cost else None,
        }
    return {
        "key": event.key,
        "type": event.type,
        "provider_call_id": event.provider_call_id,
        "status": event.status,
        "direction": event.direction,
        "caller_number": event.caller_number,
        "callee_number": event.callee_number,
        "duration_seconds": event.duration_seconds,
        "occurred_at": event.occurred_at.isoformat() if event.occurred_at else None,
        "sequence": event.sequence,
        # Exact: a number of JSON would pass through binary fractions on its way.
        "cost": str(event.cost.amount) if event.cost else None,
        "currency": event.cost.currency if event.cost else None,
        "cost_of": event.cost_of,
        "recording_url": event.recording_url,
        "session_id": event.session_id,
        "leg": event.leg,
        "detail": dict(event.detail),
        "aftermath": _aftermath(event.aftermath) if event.aftermath else None,
    }


def _aftermath(aftermath: Aftermath) -> dict[str, object]:
    lines = [
        {"speaker": line.speaker, "text": line.text, "at": line.at.isoformat() if line.at else None}
        for line in aftermath.lines
    ]
    return {
        "summary": aftermath.summary,
        "sentiment": aftermath.sentiment,
        "successful": aftermath.successful,
        "lines": lines,
    }
