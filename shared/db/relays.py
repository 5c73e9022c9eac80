"""Relays: the sockets that carry calls. Each message of one asks here whose it is and which turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.db.connection import Connection, value
from shared.db.storable import jsonb, storable
from shared.domain.calls import CallEvent, CallStatus, Direction


@dataclass(frozen=True, slots=True)
class Begun:
    """A connection that has found its call.

    `is_resumed` if the call was on a connection before, `is_greeted` if its first words are written: over a connection, or
    in answer to whoever asked over HTTP.
    """

    integration_id: UUID
    company_id: UUID
    provider: str
    turn: int
    is_resumed: bool
    is_greeted: bool


@dataclass(frozen=True, slots=True)
class RelayTurn:
    """The next turn of a connection's call; `event` is the request of its provider that it answers.

    `language` is the one that we spoke last (None before the first word), `unanswered` what the caller said since then.
    """

    integration_id: UUID
    company_id: UUID
    provider: str
    number: int
    event: CallEvent
    language: str | None
    unanswered: str


@dataclass(frozen=True, slots=True)
class RelayedCall:
    """A call on a socket, and how it can be reached by another way: by the integration's credential and its address."""

    integration_id: UUID
    company_id: UUID
    key_id: str
    provider: str
    webhook_token: str
    provider_call_id: str
    turn: int


def open_relay(conn: Connection, *, connection_id: str, integration_id: UUID) -> None:
    """Note a connection that has proven whose it is. Raises DatabaseUnavailable."""
    value(conn, "select backend.open_relay(%s, %s) as value", (connection_id, integration_id))


def begin_relay(conn: Connection, *, connection_id: str, event: CallEvent) -> Begun:
    """Bind a connection to its call; an older connection of the same call falls silent.

    Raises NotFound("relay_not_found"), Conflict("relay_has_a_call"), DatabaseUnavailable.
    """
    call = {
        "provider_call_id": event.provider_call_id,
        "direction": event.direction,
        "caller_number": event.caller_number,
        "callee_number": event.callee_number,
    }
    found = value(conn, "select backend.begin_relay(%s, %s) as value", (connection_id, jsonb(call)))
    ids = UUID(found["integration_id"]), UUID(found["company_id"])
    return Begun(*ids, found["provider"], found["turn"], found["is_resumed"], found["is_greeted"])


def relay_turn(
    conn: Connection, *, connection_id: str, asked_at: datetime, provider: str, spoken: str | None = None
) -> RelayTurn:
    """Count the next turn. `asked_at` is when the platform took the message in, `provider` in whose dialect it was asked.

    `spoken` is what the provider says was spoken of the turn before, None if it does not say: where that is only the
    beginning of what we said, the caller heard no more.

    Raises Forbidden("relay_speaks_otherwise"), NotFound("relay_not_found"), Conflict("relay_without_a_call"),
    DatabaseUnavailable.
    """
    told = None if spoken is None else storable(spoken)
    about = (connection_id, asked_at, provider, told)
    found = value(conn, "select backend.relay_turn(%s, %s, %s, %s) as value", about)
    call, number = found["call"], found["turn"]
    return RelayTurn(
        UUID(found["integration_id"]),
        UUID(found["company_id"]),
        found["provider"],
        number,
        CallEvent(
            # As a request over HTTP is named: a call that changes over from one to the other stays one call.
            key=f"turn:{call['provider_call_id']}:{number}",
            type="turn",
            provider_call_id=call["provider_call_id"],
            status=CallStatus.IN_PROGRESS,
            direction=Direction(call["direction"]),
            caller_number=call["caller_number"],
            callee_number=call["callee_number"],
        ),
        found["language"],
        found["unanswered"] or "",
    )


def note_sound(conn: Connection, *, connection_id: str, is_caller: bool, speaks: bool, at: datetime) -> int | None:
    """Note who began or ceased to make a sound; the seconds of silence after which to ask, None while somebody makes one.

    Raises Conflict("relay_without_a_call"), DatabaseUnavailable.
    """
    seconds: int | None = value(
        conn, "select backend.note_sound(%s, %s, %s, %s) as value", (connection_id, is_caller, speaks, at)
    )
    return seconds


def take_silence(conn: Connection, *, connection_id: str, since: datetime) -> bool:
    """True, once, if nobody has made a sound since then and nobody is being answered. Raises DatabaseUnavailable."""
    is_silent: bool = value(conn, "select backend.take_silence(%s, %s) as value", (connection_id, since))
    return is_silent


def may_speak(conn: Connection, *, connection_id: str, turn: int) -> bool:
    """True while an answer to this turn is still wanted. Raises DatabaseUnavailable."""
    wanted: bool = value(conn, "select backend.may_speak(%s, %s) as value", (connection_id, turn))
    return wanted


def interrupt_relay(conn: Connection, *, connection_id: str, heard: str, at: datetime) -> int | None:
    """Note that the caller broke in, having heard so much; returns the turn. Raises DatabaseUnavailable."""
    turn: int | None = value(
        conn, "select backend.interrupt_relay(%s, %s, %s) as value", (connection_id, storable(heard), at)
    )
    return turn


def press_relay_key(conn: Connection, *, connection_id: str, key: str, at: datetime) -> str | None:
    """Keep a pressed key; returns all that wait, in their order, None if the connection is gone.

    Raises DatabaseUnavailable.
    """
    digits: str | None = value(conn, "select backend.press_relay_key(%s, %s, %s) as value", (connection_id, key, at))
    return digits


def take_relay_keys(conn: Connection, *, connection_id: str, expected: str | None) -> str | None:
    """Take the keys that wait, if they are still the expected ones (None: whatever they are). Raises DatabaseUnavailable."""
    digits: str | None = value(conn, "select backend.take_relay_keys(%s, %s) as value", (connection_id, expected))
    return digits


def close_relay(conn: Connection, *, connection_id: str) -> None:
    """Note that a connection is gone. Raises DatabaseUnavailable."""
    value(conn, "select backend.close_relay(%s) as value", (connection_id,))


def leave_relay(conn: Connection, *, integration_id: UUID, provider_call_id: str, turn: int) -> int:
    """The turn with which a call goes on without its socket, at least `turn`; the same if asked again.

    Raises DatabaseUnavailable.
    """
    number: int = value(
        conn, "select backend.leave_relay(%s, %s, %s) as value", (integration_id, provider_call_id, turn)
    )
    return number


def call_of_relay(conn: Connection, *, connection_id: str) -> RelayedCall | None:
    """The call of an open connection; None where there is none, or nothing to reach it with. Raises DatabaseUnavailable."""
    found = value(conn, "select backend.call_of_relay(%s) as value", (connection_id,))
    if found is None:
        return None
    ids = {name: UUID(found[name]) for name in ("integration_id", "company_id")}
    return RelayedCall(**{**found, **ids})
