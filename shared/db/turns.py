"""One turn of a call: recalled in one round trip, recorded in another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.db.connection import Connection, rows, value
from shared.db.event_json import event_json
from shared.db.storable import jsonb, storable
from shared.domain.business import Article, Assistant, Business, Caller, Closure, Example, OpeningSpan, Service, Staff
from shared.domain.calls import CallEvent, Heard, Reply, Then
from shared.domain.money import Money

if TYPE_CHECKING:
    from shared.domain.models import ModelAttempt, ModelKey, Resting
    from shared.domain.speech import OwnVoice


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
    this turn first. `voice` is with what the assistant speaks, if neither the telephone nor an agent does.
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
    voice: OwnVoice | None = None


def recall_turn(
    conn: Connection,
    *,
    integration_id: UUID,
    event: CallEvent,
    headers: Mapping[str, str],
    body: bytes,
    turn: int,
    heard: Heard | None,
    arrived_at: datetime | None = None,
) -> Recall:
    """Take a live call's request into the inbox and recall what is needed to answer it; turn 0 is the ringing itself.

    It arrived now, unless it waited. Raises NotFound("integration_not_found"), DatabaseUnavailable.
    """
    found = value(
        conn,
        "select backend.recall_turn(%s, %s, %s, %s, %s, %s, %s) as value",
        (
            integration_id,
            jsonb(event_json(event)),
            jsonb(headers),
            body,
            turn,
            None if heard is None else jsonb(asdict(heard)),
            arrived_at,
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
        business=business_of(found["business"]),
        caller=Caller(**found["caller"]),
        state=found["state"],
        turns=tuple(PastTurn(**each) for each in found["turns"]),
        reply=_reply(found["reply"]) if found["reply"] else None,
        models=tuple(_key(each) for each in found["models"]),
        resting=tuple(_resting(each) for each in found["resting"]),
        voice=_voice(found["voice"]) if found["voice"] else None,
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


def _attempt(attempt: ModelAttempt) -> dict[str, object]:
    cost = attempt.vendor_cost_usd
    return asdict(attempt) | {
        "integration_id": attempt.integration_id and str(attempt.integration_id),
        "user_id": attempt.user_id and str(attempt.user_id),
        "vendor_cost_usd": None if cost is None else str(cost),
    }


# Where no model answers and the telephone speaks, nothing of these three is needed: not with the function.
def _key(found: dict[str, Any]) -> ModelKey:
    from shared.domain.models import ModelKey

    return ModelKey(**{**found, "id": UUID(found["id"]), "owner_id": UUID(found["owner_id"])})


def _resting(found: dict[str, Any]) -> Resting:
    from shared.domain.models import Resting

    return Resting(_uuid(found["key"]), found["model"])


def _voice(found: dict[str, Any]) -> OwnVoice:
    from shared.domain.speech import OwnVoice

    return OwnVoice(_key({name: value for name, value in found.items() if name != "voice_id"}), found["voice_id"])


def _reply(found: dict[str, Any]) -> Reply:
    return Reply(
        found["text"],
        found["language"],
        Then(found["then"]),
        found["transfer_to"],
        found["state"],
        found.get("whisper"),
        tuple(found.get("about") or ()),
    )


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def business_of(found: dict[str, Any]) -> Business:
    """What the database says of a business as JSON (`private.business_json`)."""
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
