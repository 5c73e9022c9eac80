"""Vapi's server messages, parsed once into the house's own words. Fields: https://docs.vapi.ai/server-url/events.

Vapi gives its messages no id. A delivery is known again by the call, the kind and what makes one of its kind different
from the next; the same message sent again has the same key.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

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

# Of `status-update`. "ended" is not among them: how long the call lasted stands in the report that follows it.
_STATUSES = {
    "scheduled": CallStatus.RINGING,
    "queued": CallStatus.RINGING,
    "ringing": CallStatus.RINGING,
    "in-progress": CallStatus.IN_PROGRESS,
    "forwarding": CallStatus.IN_PROGRESS,
}
# Of over 600 reasons for an end, those of calls that were never talked in; all else is told by whether it has a length.
_NEVER_TALKED = {
    "customer-busy": CallStatus.BUSY,
    "customer-did-not-answer": CallStatus.NO_ANSWER,
    "voicemail": CallStatus.NO_ANSWER,
    "manually-canceled": CallStatus.CANCELLED,
}
_WITHOUT_TELEPHONE = ("webCall", "vapi.websocketCall")
_DIRECTIONS = {"inboundPhoneCall": Direction.INBOUND, "outboundPhoneCall": Direction.OUTBOUND}
_SPEAKERS = {"bot": "assistant", "assistant": "assistant", "user": "caller"}
_MOST_LINES = 400
_LONGEST_LINE = 4000
_LONGEST_REASON = 100
_MOST_COSTS = 40

COST_OF = "call"
CURRENCY = "USD"


def read(body: bytes, type_: str) -> Json:
    """The document. Raises NotUnderstood."""
    try:
        return read_object(body)
    except ValueError as error:
        raise NotUnderstood("json_unreadable", key=nameless(body), type=type_) from error


def incoming(body: bytes) -> CallEvent:
    """Somebody rings and Vapi asks which assistant answers. Raises NotUnderstood."""
    told = part(read(body, "incoming"), "message")
    if told.get("type") != "assistant-request":
        raise NotUnderstood("not_an_assistant_request", key=nameless(body), type="incoming")
    event = _event(told, body, "incoming", CallStatus.RINGING)
    if event.callee_number is None:
        raise NotUnderstood("callee_missing", key=event.key, type=event.type)
    return event


def status(body: bytes) -> CallEvent:
    """A call moved on, was put through, or is over and told of. Raises NotUnderstood, NothingToKeep.

    A bare call is what Vapi's API told when it was asked for what a report left out (see `client`).
    """
    found = read(body, "status")
    if "message" not in found and "orgId" in found:
        return _asked_for(found, body)
    told = part(found, "message")
    match told.get("type"):
        case "status-update":
            return _moved(told, body)
        case "end-of-call-report":
            return _report(told, body)
        case "tool-calls":
            return of_call(part(told, "call"), told, body, "tool")
        case "hang":
            return replace(_event(told, body, "hang", None), direction=None)
        case str():
            # What was said while it was said, who spoke when, and kinds that are yet to be invented: we keep our own.
            raise NothingToKeep
    raise NotUnderstood("type_missing", key=nameless(body), type="status")


def nameless(body: bytes) -> str:
    """The key of a delivery that names nothing: its own content."""
    return f"body:{hashlib.sha256(body).hexdigest()}"


def of_call(call: Json, told: Json, body: bytes, type_: str) -> CallEvent:
    """A request for words or deeds within a live call, known again by its content. Raises NotUnderstood."""
    event = _event({**told, "call": call}, body, type_, CallStatus.IN_PROGRESS)
    return replace(event, key=f"{type_}:{event.provider_call_id}:{hashlib.sha256(body).hexdigest()[:32]}")


def _moved(told: Json, body: bytes) -> CallEvent:
    said = text(told.get("status"), longest=40)
    if said == "ended":
        reason = _reason(told)
        return replace(_event(told, body, "status", None, "ended"), direction=None, detail=reason)
    if said not in _STATUSES:
        raise NotUnderstood("status_unknown", key=nameless(body), type="status")
    event = _event(told, body, "status", _STATUSES[said], said)
    if said == "forwarding":
        # The number that is rung belongs to the timeline, not to the call: that was made to another.
        onward = number(part(told, "destination").get("number"))
        return replace(event, type="transfer", status=None, direction=None, caller_number=None, callee_number=onward)
    return event


def _report(told: Json, body: bytes) -> CallEvent:
    """The only message with an end, a length and a price; all of them may be missing."""
    call = part(told, "call")
    reason = text(told.get("endedReason"), longest=_LONGEST_REASON)
    began = instant(told.get("startedAt")) or instant(call.get("startedAt"))
    ended = instant(told.get("endedAt")) or instant(call.get("endedAt"))
    lasted = seconds_between(began, ended)
    end = _NEVER_TALKED.get(reason) or (CallStatus.COMPLETED if lasted else None)
    if end is None:
        end = CallStatus.CANCELLED if "hungup" in reason or "hangup" in reason else CallStatus.FAILED
    event = _event(told, body, "report", end)
    lines = _lines(told)
    if lasted is None and reason not in _NEVER_TALKED and any(each.speaker == "caller" for each in lines):
        # Somebody spoke, so it lasted: taken for nothing, the call would be over and free of charge.
        raise NotUnderstood("duration_missing", key=event.key, type=event.type)
    priced = _cost(told) or _cost(call)
    analysis = part(told, "analysis")
    return replace(
        event,
        occurred_at=ended or event.occurred_at,
        duration_seconds=lasted if end is CallStatus.COMPLETED else None,
        cost=priced,
        cost_of=COST_OF if priced else None,
        detail=_reason(told) | _parts(told),
        aftermath=Aftermath(
            summary=text(analysis.get("summary")).strip() or None,
            successful=_success(analysis.get("successEvaluation")),
            lines=lines,
        ),
    )


def _asked_for(call: Json, body: bytes) -> CallEvent:
    """A call that is over has all that its report has, and at last a price."""
    if call.get("status") != "ended":
        raise NothingToKeep
    report = _report({**call, "call": call, "timestamp": call.get("endedAt")}, body)
    # Another price is another thing told: it takes the place of the earlier one.
    priced = f"{report.cost.amount:f}" if report.cost else "unpriced"
    return replace(report, key=f"asked:{report.provider_call_id}:{priced}")


def _event(told: Json, body: bytes, type_: str, status_: CallStatus | None, *more: str) -> CallEvent:
    call = part(told, "call")
    call_id = identifier(call.get("id"))
    if call_id is None:
        raise NotUnderstood("call_missing", key=nameless(body), type=type_)
    happened = instant(told.get("timestamp"))
    # Of kinds that come once in a call nothing more is needed; of the others the instant tells one from the next.
    once = type_ in ("incoming", "report") or more in (("ended",), ("in-progress",))
    apart = () if once else (_stamp(happened, body),)
    key = ":".join((type_, call_id, *more, *apart))
    if call.get("type") in _WITHOUT_TELEPHONE:
        # Over the web nobody was rung.
        raise NothingToKeep
    direction = _DIRECTIONS.get(text(call.get("type")))
    if direction is None:
        raise NotUnderstood("direction_unknown", key=key, type=type_)
    theirs = number(part(call, "customer").get("number")) or number(part(told, "customer").get("number"))
    ours = number(part(told, "phoneNumber").get("number")) or number(part(call, "phoneNumber").get("number"))
    inbound = direction is Direction.INBOUND
    return CallEvent(
        key=key,
        type=type_,
        provider_call_id=call_id,
        status=status_,
        direction=direction,
        caller_number=theirs if inbound else ours,
        callee_number=ours if inbound else theirs,
        occurred_at=happened,
    )


def _stamp(happened: datetime | None, body: bytes) -> str:
    return str(round(happened.timestamp() * 1000)) if happened else hashlib.sha256(body).hexdigest()[:32]


def _reason(told: Json) -> dict[str, object]:
    reason = text(told.get("endedReason"), longest=_LONGEST_REASON)
    return {"reason": reason} if reason else {}


def _cost(told: Json) -> Money | None:
    priced = amount(told.get("cost"))
    return None if priced is None else Money(priced, CURRENCY)


def _parts(told: Json) -> dict[str, object]:
    """What the cost is made of, as Vapi lists it. It is part of the cost, not beside it."""
    listed = [
        {
            "part": text(each.get("subType") or each.get("analysisType") or each.get("type"), longest=40),
            "cost": f"{cost:f}",
        }
        for each in items(told.get("costs"))[:_MOST_COSTS]
        if (cost := amount(each.get("cost"))) is not None
    ]
    return {"cost_parts": listed} if listed else {}


def _success(value: object) -> bool | None:
    """The evaluation is a text in whatever rubric was chosen; only the plain one is understood."""
    said = str(value).strip().lower() if isinstance(value, str | bool) else ""
    return {"true": True, "pass": True, "false": False, "fail": False}.get(said)


def _lines(told: Json) -> tuple[Line, ...]:
    found = items(part(told, "artifact").get("messages"))[:_MOST_LINES]
    return tuple(
        Line(speaker, said, instant(each.get("time")))
        for each in found
        if (speaker := _SPEAKERS.get(text(each.get("role"))))
        and (said := text(each.get("message"), longest=_LONGEST_LINE).strip())
    )
