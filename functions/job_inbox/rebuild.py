"""What providers told of calls, made anew from the deliveries as they came.

Nothing that cannot be told again is lost: a delivery that can no longer be read is counted and named in the log, and the
event that it once made stays.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from shared.db import telephony
from shared.db.connection import Connection
from shared.db.telephony import StoredDelivery
from shared.domain.calls import CallEvent
from shared.domain.messages import MESSAGE_TYPES, MessageEvent
from shared.providers.messengers import MESSENGERS
from shared.providers.refusals import NothingToKeep, NotUnderstood
from shared.providers.telephones import TELEPHONES
from shared.runtime import log

PAGE = 200

journal = log.Journal("job_inbox")


class PayloadError(ValueError):
    """The job was called with something that names no company, or a call that is none."""


@dataclass(frozen=True, slots=True)
class Wanted:
    company_id: UUID
    call_id: UUID | None = None


def asked_for(payload: object) -> Wanted:
    """What the payload's "rebuild" names: {"company_id": …} or {"company_id": …, "call_id": …}. Raises PayloadError."""
    if not isinstance(payload, Mapping) or not {"company_id"} <= payload.keys() <= {"company_id", "call_id"}:
        raise PayloadError('rebuild wants {"company_id": id} and, for a single call, "call_id": id')
    return Wanted(
        _id(payload["company_id"], "company_id"),
        _id(payload["call_id"], "call_id") if "call_id" in payload else None,
    )


def rebuild(conn: Connection, wanted: Wanted) -> dict[str, int]:
    """Read the inbox again and rebuild each call that it tells of, in a transaction of its own.

    Holds the events of what is asked for in memory, about a kilobyte each. `left` are calls that stay as they are: unknown
    to the company, or anonymised; `kept` are events whose delivery is gone or cannot be read, `messages` rows that were not
    there or behind. Raises
    NotFound("company_not_found" | "call_not_found"), DatabaseUnavailable; begun again, it comes to the same.
    """
    done = Counter(read=0, unread=0, rebuilt=0, changed=0, events=0, kept=0, left=0, messages=0)
    told: defaultdict[tuple[UUID, str], list[tuple[UUID, CallEvent]]] = defaultdict(list)
    calls: dict[tuple[UUID, str], str] = {}
    last: UUID | None = None
    while page := telephony.read_deliveries(
        conn, company_id=wanted.company_id, call_id=wanted.call_id, after=last, limit=PAGE
    ):
        last = page[-1].id
        for delivery in page:
            done["read"] += 1
            try:
                event = _event_of(delivery)
            except NotUnderstood as unclear:
                done["unread"] += 1
                journal.warning("delivery_not_understood", delivery_id=str(delivery.id), reason=unclear.reason)
                continue
            except NothingToKeep:
                done["unread"] += 1
                continue
            if isinstance(event, MessageEvent):
                # A message has nothing but what its events say: each is told again as it is read.
                done["messages"] += telephony.rebuild_message(
                    conn, company_id=wanted.company_id, delivery_id=delivery.id, event=event
                )
                continue
            told[delivery.integration_id, event.provider_call_id].append((delivery.id, event))
            if event.status is not None and event.session_id:
                calls.setdefault((delivery.integration_id, event.session_id), event.provider_call_id)
    _join_legs(told, calls)
    for (integration_id, provider_call_id), events in told.items():
        outcome = telephony.rebuild_call(
            conn,
            company_id=wanted.company_id,
            integration_id=integration_id,
            provider_call_id=provider_call_id,
            events=events,
        )
        done["rebuilt" if outcome.outcome == "rebuilt" else "left"] += 1
        done["changed"] += outcome.changed
        done["events"] += outcome.events
        done["kept"] += outcome.kept
    return dict(done)


def _join_legs(
    told: dict[tuple[UUID, str], list[tuple[UUID, CallEvent]]], calls: Mapping[tuple[UUID, str], str]
) -> None:
    """Move what tells of other legs to the call with which they share a session, as the database does when it is told."""
    for integration_id, name in list(told):
        events = told[integration_id, name]
        first = events[0][1]
        call = calls.get((integration_id, first.session_id or ""))
        if call and call != name and all(event.status is None for _, event in events):
            told[integration_id, call] += told.pop((integration_id, name))


def _event_of(delivery: StoredDelivery) -> CallEvent | MessageEvent:
    if delivery.type in MESSAGE_TYPES:
        messenger = MESSENGERS.get(delivery.provider)
        if messenger is None:
            raise NotUnderstood("provider_unknown", key=delivery.key, type=delivery.type)
        return messenger.status(delivery.body)
    telephone = TELEPHONES.get(delivery.provider)
    if telephone is None:
        raise NotUnderstood("provider_unknown", key=delivery.key, type=delivery.type)
    if delivery.type == "incoming":
        return telephone.incoming(delivery.body)
    if delivery.type == "turn":
        # Its number stands in the address that was called, not in what was sent; the key remembers it.
        number = delivery.key.rpartition(":")[2]
        return telephone.turn(delivery.body, int(number) if number.isdecimal() else 0).event
    return telephone.status(delivery.body)


def _id(text: object, name: str) -> UUID:
    try:
        return UUID(str(text))
    except ValueError as error:
        raise PayloadError(f"rebuild: {name} is not an id") from error
