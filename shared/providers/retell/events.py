"""Retell's webhooks, parsed once into the house's own words. Fields: https://docs.retellai.com/features/webhook-overview.

Retell gives its webhooks no id: each event of a call comes once, so the event and the call name it. Amounts are in cents
of a US dollar.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from shared.domain.calls import Aftermath, CallEvent, CallStatus, Direction, Line
from shared.domain.money import Money
from shared.providers.reading import (
    Json,
    amount,
    identifier,
    instant,
    items,
    number,
    part,
    read_object,
    seconds_between,
    text,
)
from shared.providers.refusals import NothingToKeep, NotUnderstood

# Why nobody was talked with; the set is open, and whatever else is said of a call without a length means that it failed.
_NEVER_TALKED = {
    "dial_busy": CallStatus.BUSY,
    "user_declined": CallStatus.BUSY,
    "dial_no_answer": CallStatus.NO_ANSWER,
    "voicemail_reached": CallStatus.NO_ANSWER,
    "registered_call_timeout": CallStatus.CANCELLED,
    "error_user_not_joined": CallStatus.CANCELLED,
    "manual_stopped": CallStatus.CANCELLED,
    "user_hangup": CallStatus.CANCELLED,
}
_DIRECTIONS = {"inbound": Direction.INBOUND, "outbound": Direction.OUTBOUND}
_SPEAKERS = {"agent": "assistant", "user": "caller"}
_SENTIMENTS = {"Positive": "positive", "Neutral": "neutral", "Negative": "negative"}
_ENDED = ("call_ended", "call_analyzed")
_TRANSFERS = ("transfer_started", "transfer_bridged", "transfer_cancelled", "transfer_ended")
_MOST_LINES = 400
_LONGEST_LINE = 4000
_MOST_COSTS = 40

COST_OF = "call"
CURRENCY = "USD"
CENTS = 2  # decimals of a dollar


def incoming(body: bytes) -> CallEvent:
    """Somebody rings and Retell asks which agent answers. Raises NotUnderstood, also without an id: there may be none."""
    told = read(body, "incoming")
    inbound = part(told, "call_inbound")
    call_id = identifier(inbound.get("call_id"))
    if told.get("event") != "call_inbound" or call_id is None:
        raise NotUnderstood("call_missing", key=nameless(body), type="incoming")
    event = CallEvent(
        key=f"incoming:{call_id}",
        type="incoming",
        provider_call_id=call_id,
        status=CallStatus.RINGING,
        direction=Direction.INBOUND,
        caller_number=number(inbound.get("from_number")),
        callee_number=number(inbound.get("to_number")),
    )
    if event.callee_number is None:
        raise NotUnderstood("callee_missing", key=event.key, type=event.type)
    return event


def status(body: bytes) -> CallEvent:
    """A call began, was put through, ended or was looked at afterwards. Raises NotUnderstood, NothingToKeep."""
    told = read(body, "status")
    said = text(told.get("event"), longest=40)
    if not said:
        raise NotUnderstood("event_missing", key=nameless(body), type="status")
    call = part(told, "call")
    if said == "call_started":
        event = of_call(call, body, "status", f"status:{said}", CallStatus.IN_PROGRESS)
        return replace(event, occurred_at=instant(call.get("start_timestamp")))
    if said in _ENDED:
        return _ended(call, body, said)
    if said in _TRANSFERS:
        return _transfer(told, call, body, said)
    raise NothingToKeep


def read(body: bytes, type_: str) -> Json:
    """The document. Raises NotUnderstood."""
    try:
        return read_object(body)
    except ValueError as error:
        raise NotUnderstood("json_unreadable", key=nameless(body), type=type_) from error


def nameless(body: bytes) -> str:
    """The key of a delivery that names nothing: its own content."""
    return f"body:{hashlib.sha256(body).hexdigest()}"


def of_call(call: Json, body: bytes, type_: str, key: str, status_: CallStatus | None) -> CallEvent:
    """What a call object says of who speaks with whom. Raises NotUnderstood, NothingToKeep."""
    call_id = identifier(call.get("call_id"))
    if call_id is None:
        raise NotUnderstood("call_missing", key=nameless(body), type=type_)
    if call.get("call_type") == "web_call":
        # Over the web nobody was rung.
        raise NothingToKeep
    direction = _DIRECTIONS.get(text(call.get("direction")))
    if direction is None:
        raise NotUnderstood("direction_unknown", key=f"{key}:{call_id}", type=type_)
    return CallEvent(
        key=f"{key}:{call_id}",
        type=type_,
        provider_call_id=call_id,
        status=status_,
        direction=direction,
        caller_number=number(call.get("from_number")),
        callee_number=number(call.get("to_number")),
    )


def _ended(call: Json, body: bytes, said: str) -> CallEvent:
    """Both say that it is over, how long it lasted and what it costs; the second also what was made of it."""
    reason = text(call.get("disconnection_reason"), longest=100)
    ended = instant(call.get("end_timestamp"))
    lasted = _seconds(call.get("duration_ms"))
    if lasted is None:
        lasted = seconds_between(instant(call.get("start_timestamp")), ended)
    talked = bool(lasted) and call.get("call_status") != "not_connected"
    end = CallStatus.COMPLETED if talked else _NEVER_TALKED.get(reason, CallStatus.FAILED)
    event = of_call(call, body, "report", f"report:{said}", end)
    if lasted is None and call.get("call_status") != "not_connected" and items(call.get("transcript_object")):
        # Somebody spoke, so it lasted: taken for nothing, the call would be over and free of charge.
        raise NotUnderstood("duration_missing", key=event.key, type=event.type)
    costs = part(call, "call_cost")
    cents = amount(costs.get("combined_cost"))
    analysis = part(call, "call_analysis")
    successful = analysis.get("call_successful")
    detail: dict[str, object] = {"reason": reason} if reason else {}
    return replace(
        event,
        occurred_at=ended,
        duration_seconds=lasted if talked else None,
        cost=None if cents is None else Money(cents.scaleb(-CENTS), CURRENCY),
        cost_of=None if cents is None else COST_OF,
        detail=detail | _parts(costs),
        aftermath=Aftermath(
            summary=text(analysis.get("call_summary")).strip() or None,
            sentiment=_SENTIMENTS.get(text(analysis.get("user_sentiment"))),
            successful=successful if isinstance(successful, bool) else None,
            lines=_lines(call),
        ),
    )


def _transfer(told: Json, call: Json, body: bytes, said: str) -> CallEvent:
    """The number that is rung belongs to the timeline, not to the call: that was made to another."""
    onward = number(part(told, "transfer_destination").get("number"))
    event = of_call(call, body, "transfer", f"{said}:{onward or '-'}", None)
    return replace(event, direction=None, caller_number=None, callee_number=onward)


def _parts(costs: Json) -> dict[str, object]:
    """What the cost is made of, in dollars. It is part of the cost, not beside it."""
    listed = [
        {"part": text(each.get("product"), longest=40), "cost": f"{cents.scaleb(-CENTS):f}"}
        for each in items(costs.get("product_costs"))[:_MOST_COSTS]
        if (cents := amount(each.get("cost"))) is not None
    ]
    return {"cost_parts": listed} if listed else {}


def _seconds(milliseconds: object) -> int | None:
    """Begun seconds count. A call lasts a day at most."""
    if not isinstance(milliseconds, int) or isinstance(milliseconds, bool) or not 0 <= milliseconds <= 86_400_000:
        return None
    return -(-milliseconds // 1000)


def _lines(call: Json) -> tuple[Line, ...]:
    began = instant(call.get("start_timestamp"))
    found = items(call.get("transcript_object"))[:_MOST_LINES]
    return tuple(
        Line(speaker, said, began)
        for each in found
        if (speaker := _SPEAKERS.get(text(each.get("role"))))
        and (said := text(each.get("content"), longest=_LONGEST_LINE).strip())
    )
