"""Calls: the turn in two round trips, and deliveries that are stored before they are applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.db.connection import Connection, rows, value
from shared.db.storable import jsonb, storable
from shared.domain.business import Article, Assistant, Business, Caller, Closure, Example, OpeningSpan, Service, Staff
from shared.domain.calls import Aftermath, CallEvent, Heard, Reply, Then
from shared.domain.messages import MessageEvent
from shared.domain.models import ModelAttempt, ModelKey, Resting
from shared.domain.money import Money


@dataclass(frozen=True, slots=True)
class PastTurn:
    """What was said earlier in the call, by "caller" or "assistant"."""

    turn: int
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Recall:
    """All that is needed to answer one turn.

    Only with outcome "answer" is there a call to answer; `reply` is then set if this turn was answered before and must be
    answered in the same words. `mode` is "receptionist" where the balance does not carry a model; else `models` are the keys
    that the company may use, its own first, and `resting` what failed too often of late, the house's included. `recording`
    is what the company wants said about it, and "never" once the caller has answered. "taken": another delivery had
    this turn first.
    """

    outcome: Literal["answer", "taken", "unknown_number", "blocked", "ended"]
    call_id: UUID | None = None
    started_at: datetime | None = None
    mode: Literal["model", "receptionist"] = "receptionist"
    recording: Literal["never", "ask", "announce"] = "never"
    business: Business | None = None
    caller: Caller | None = None
    state: dict[str, object] | None = None
    turns: tuple[PastTurn, ...] = ()
    reply: Reply | None = None
    models: tuple[ModelKey, ...] = ()
    resting: tuple[Resting, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """A stored delivery that is due for another try; `body` is byte for byte what the provider sent."""

    id: UUID
    provider: str
    type: str
    headers: dict[str, str]
    body: bytes
    attempts: int


@dataclass(frozen=True, slots=True)
class StoredDelivery:
    """A delivery that was applied once; `body` is byte for byte what the provider sent."""

    id: UUID
    integration_id: UUID
    provider: str
    key: str
    type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What became of one call: `events` were told again, `kept` could not be and stay; `changed` if its row was not right."""

    outcome: Literal["rebuilt", "unknown", "anonymised"]
    events: int
    kept: int
    changed: bool


@dataclass(frozen=True, slots=True)
class UnpricedCall:
    """A call about whose price its provider is to be asked. `key_id` names the master key that sealed the credential."""

    company_id: UUID
    integration_id: UUID
    provider: str
    provider_call_id: str
    key_id: str


@dataclass(frozen=True, slots=True)
class CallOrder:
    """A call that is to be made: over which number and provider, and what became of it. `is_new` to one asker only."""

    id: UUID
    is_new: bool
    status: Literal["ordered", "placed", "failed"]
    error: str | None
    call_id: UUID | None
    from_number: str
    integration_id: UUID
    provider: str
    webhook_token: str
    key_id: str


@dataclass(frozen=True, slots=True)
class CallToEnd:
    """At whom to end a call, and under which id."""

    provider_call_id: str
    is_over: bool
    company_id: UUID
    integration_id: UUID
    provider: str
    key_id: str | None


def recall_turn(
    conn: Connection,
    *,
    integration_id: UUID,
    event: CallEvent,
    headers: Mapping[str, str],
    body: bytes,
    turn: int,
    heard: Heard | None,
) -> Recall:
    """Take a live call's request into the inbox and recall what is needed to answer it; turn 0 is the ringing itself.

    Raises NotFound("integration_not_found"), DatabaseUnavailable.
    """
    found = value(
        conn,
        "select backend.recall_turn(%s, %s, %s, %s, %s, %s) as value",
        (
            integration_id,
            jsonb(_event(event)),
            jsonb(headers),
            body,
            turn,
            None if heard is None else jsonb(asdict(heard)),
        ),
    )
    if found["outcome"] != "answer":
        return Recall(found["outcome"], call_id=_uuid(found.get("call_id")))
    return Recall(
        "answer",
        call_id=UUID(found["call_id"]),
        started_at=datetime.fromisoformat(found["started_at"]),
        mode=found["mode"],
        recording=found["recording"],
        business=_business(found["business"]),
        caller=Caller(**found["caller"]),
        state=found["state"],
        turns=tuple(PastTurn(**each) for each in found["turns"]),
        reply=_reply(found["reply"]) if found["reply"] else None,
        models=tuple(
            ModelKey(**{**each, "id": UUID(each["id"]), "owner_id": UUID(each["owner_id"])}) for each in found["models"]
        ),
        resting=tuple(Resting(_uuid(each["key"]), each["model"]) for each in found["resting"]),
    )


def record_turn(
    conn: Connection,
    *,
    call_id: UUID,
    turn: int,
    reply: Reply,
    attempts: Sequence[ModelAttempt],
    stages: Mapping[str, int],
) -> Reply:
    """Keep our answer and return the one to speak: the first that was kept for this turn. `stages` are milliseconds.

    Raises NotFound("call_not_found"), DatabaseUnavailable.
    """
    kept = value(
        conn,
        "select backend.record_turn(%s, %s, %s, %s, %s) as value",
        (call_id, turn, jsonb(asdict(reply)), jsonb([_attempt(each) for each in attempts]), jsonb(stages)),
    )
    return _reply(kept)


def record_answer(conn: Connection, *, call_id: UUID, question: str, answer: str) -> None:
    """Keep what the caller answered to one of the questions that the business wants asked.

    Raises NotFound("call_not_found"), DatabaseUnavailable.
    """
    value(conn, "select backend.record_answer(%s, %s, %s) as value", (call_id, question, storable(answer)))


def find_tool_answers(conn: Connection, *, call_id: UUID, ids: Sequence[str]) -> dict[str, str]:
    """What a vendor's agent was answered before, by the vendor's ids of what it asked for."""
    found = rows(conn, "select * from backend.find_tool_answers(%s, %s)", (call_id, list(ids)))
    return {each["id"]: each["answer"] for each in found}


def keep_tool_answer(conn: Connection, *, call_id: UUID, id: str, text: str) -> str:  # noqa: A002  (the vendor's word)
    """Keep an answer under the vendor's id of what was asked for; returns the one that was kept first.

    Raises NotFound("call_not_found"), DatabaseUnavailable.
    """
    kept: str = value(conn, "select backend.keep_tool_answer(%s, %s, %s) as value", (call_id, id, storable(text)))
    return kept


def take_delivery(
    conn: Connection,
    *,
    integration_id: UUID,
    event: CallEvent | MessageEvent | None,
    key: str,
    type: str,  # noqa: A002 - the word of the field, as in CallEvent
    headers: Mapping[str, str],
    body: bytes,
) -> Literal["applied", "seen", "kept"]:
    """Store a verified delivery and apply it; one without an event is kept for job_inbox.

    Raises NotFound("integration_not_found"), DatabaseUnavailable.
    """
    outcome: Literal["applied", "seen", "kept"] = value(
        conn,
        "select backend.take_delivery(%s, %s, %s, %s, %s, %s) as value",
        (integration_id, key, type, jsonb(headers), body, None if event is None else jsonb(_event(event))),
    )
    return outcome


def close_abandoned_calls(conn: Connection, *, limit: int) -> int:
    """End and settle up to `limit` calls of whose end nobody told us; returns how many."""
    closed: int = value(conn, "select backend.close_abandoned_calls(%s) as value", (limit,))
    return closed


def claim_deliveries(conn: Connection, *, limit: int) -> list[Delivery]:
    """Take up to `limit` due deliveries for a minute; nobody else gets them meanwhile."""
    return [Delivery(**each) for each in rows(conn, "select * from backend.claim_deliveries(%s)", (limit,))]


def apply_delivery(
    conn: Connection, *, delivery_id: UUID, event: CallEvent | MessageEvent
) -> Literal["applied", "kept", "buried"]:
    """Try a claimed delivery again."""
    outcome: Literal["applied", "kept", "buried"] = value(
        conn, "select backend.apply_delivery(%s, %s) as value", (delivery_id, jsonb(_event(event)))
    )
    return outcome


def fail_delivery(conn: Connection, *, delivery_id: UUID, error: str) -> Literal["kept", "buried"]:
    """Note that a claimed delivery still cannot be understood; `error` is a word, never data of the delivery."""
    outcome: Literal["kept", "buried"] = value(
        conn, "select backend.fail_delivery(%s, %s) as value", (delivery_id, error)
    )
    return outcome


def read_deliveries(
    conn: Connection, *, company_id: UUID, call_id: UUID | None, after: UUID | None, limit: int
) -> list[StoredDelivery]:
    """Up to `limit` applied deliveries of a company, or those that name one of its calls, oldest first, after that one.

    Raises NotFound("company_not_found" | "call_not_found"), DatabaseUnavailable.
    """
    found = rows(conn, "select * from backend.read_deliveries(%s, %s, %s, %s)", (company_id, call_id, after, limit))
    return [StoredDelivery(**each) for each in found]


def rebuild_call(
    conn: Connection,
    *,
    company_id: UUID,
    integration_id: UUID,
    provider_call_id: str,
    events: Sequence[tuple[UUID, CallEvent]],
) -> Rebuilt:
    """Make the events of a call and its provider's columns anew; `events` are ids of deliveries and what they say."""
    told = [{"delivery_id": str(delivery_id), "event": _event(event)} for delivery_id, event in events]
    outcome = value(
        conn,
        "select backend.rebuild_call(%s, %s, %s, %s) as value",
        (company_id, integration_id, provider_call_id, jsonb(told)),
    )
    return Rebuilt(**outcome)


def rebuild_message(conn: Connection, *, company_id: UUID, delivery_id: UUID, event: MessageEvent) -> bool:
    """Tell once more what an applied delivery says of a message; True if its row was not there, or behind."""
    changed: bool = value(
        conn,
        "select backend.rebuild_message(%s, %s, %s) as value",
        (company_id, delivery_id, jsonb(_event(event))),
    )
    return changed


def unpriced_calls(
    conn: Connection, *, providers: Sequence[str], period_seconds: int, limit: int
) -> list[UnpricedCall]:
    """Calls of these providers about whose price it is time to ask, for a run every `period_seconds`; longest over first."""
    found = rows(conn, "select * from backend.unpriced_calls(%s, %s, %s)", (list(providers), period_seconds, limit))
    return [UnpricedCall(**each) for each in found]


def order_call(
    conn: Connection,
    *,
    actor_id: UUID | None,
    company_id: UUID,
    order_key: str,
    to_number: str,
    phone_number_id: UUID | None,
) -> CallOrder:
    """Keep the order of a call, once per key; `actor_id` None is a program that was let in for the company.

    Raises NotFound("company_not_found" | "number_not_found"), Forbidden("role_too_low"), Conflict("opted_out" |
    "customer_blocked" | "outside_calling_hours" | "order_key_used"), Invalid("number_is_own" | "country_not_served") and
    Refusal("balance_empty").
    """
    found = rows(
        conn,
        "select * from backend.order_call(%s, %s, %s, %s, %s)",
        (actor_id, company_id, order_key, to_number, phone_number_id),
    )
    return CallOrder(**found[0])


def place_call(conn: Connection, *, order_id: UUID, provider_call_id: str) -> UUID | None:
    """Note that the provider took an ordered call; returns our call. Raises NotFound("order_not_found")."""
    call_id: UUID | None = value(conn, "select backend.place_call(%s, %s) as value", (order_id, provider_call_id))
    return call_id


def fail_call_order(conn: Connection, *, order_id: UUID, error: str) -> None:
    """Note why an ordered call was not made, as one word."""
    value(conn, "select backend.fail_call_order(%s, %s) as value", (order_id, error))


def call_to_end(conn: Connection, *, actor_id: UUID | None, company_id: UUID | None, call_id: UUID) -> CallToEnd:
    """At whom to end a call. Raises NotFound("call_not_found"), Forbidden("role_too_low")."""
    return CallToEnd(**rows(conn, "select * from backend.call_to_end(%s, %s, %s)", (actor_id, company_id, call_id))[0])


def _event(event: CallEvent | MessageEvent) -> dict[str, object]:
    if isinstance(event, MessageEvent):
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


def _attempt(attempt: ModelAttempt) -> dict[str, object]:
    cost = attempt.vendor_cost_usd
    return asdict(attempt) | {
        "integration_id": attempt.integration_id and str(attempt.integration_id),
        "user_id": attempt.user_id and str(attempt.user_id),
        "vendor_cost_usd": None if cost is None else str(cost),
    }


def _reply(found: dict[str, Any]) -> Reply:
    return Reply(
        found["text"],
        found["language"],
        Then(found["then"]),
        found["transfer_to"],
        found["state"],
        found.get("whisper"),
    )


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def _business(found: dict[str, Any]) -> Business:
    return Business(
        name=found["name"],
        zone=ZoneInfo(found["timezone"]),
        language=found["language"],
        currency=found["currency"],
        services=tuple(
            Service(
                UUID(each["id"]),
                each["name"],
                each["duration_minutes"],
                Money(Decimal(each["price"]), each["currency"]) if each["price"] is not None else None,
                tuple(UUID(staff_id) for staff_id in each["staff_ids"]),
            )
            for each in found["services"]
        ),
        staff=tuple(Staff(UUID(each["id"]), each["name"]) for each in found["staff"]),
        hours=tuple(
            OpeningSpan(each["weekday"], _wall(each["opens"]), _wall(each["closes"])) for each in found["hours"]
        ),
        closures=tuple(
            Closure(date.fromisoformat(each["starts_on"]), date.fromisoformat(each["ends_on"]), each["reason"])
            for each in found["closures"]
        ),
        articles=tuple(Article(**each) for each in found["articles"]),
        transfer_number=found["transfer_number"],
        address=found["address"],
        assistant=_assistant(found["assistant"]),
    )


def _assistant(found: dict[str, Any]) -> Assistant:
    """What people wrote into free-form columns is taken as far as it has the shape that their comments name."""
    examples, flow = found.pop("training_data"), found.pop("conversation_flow")
    questions = flow.get("required_questions") if isinstance(flow, dict) else ()
    return Assistant(
        **{**found, "fallback_responses": tuple(each for each in found["fallback_responses"] if each and each.strip())},
        examples=tuple(
            Example(each["question"], each["answer"])
            for each in examples
            if isinstance(each, dict) and isinstance(each.get("question"), str) and isinstance(each.get("answer"), str)
        ),
        required_questions=tuple(
            each.strip()
            for each in (questions if isinstance(questions, list) else ())
            if isinstance(each, str) and each.strip()
        ),
    )


def _wall(text: str) -> time:
    # Postgres knows the end of a day as 24:00, Python does not.
    return time.max if text.startswith("24") else time.fromisoformat(text)
