"""The events of Call Control, parsed once into the house's own words, and what each of them asks of us.

Events come in any order, late and repeated; `data.id` names one. Fields as the vendor's SDK types have them, all of them
optional there. https://developers.telnyx.com/docs/voice/programmable-voice/receiving-webhooks-for-voice-api
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from shared.domain.calls import AnsweredBy, CallEvent, CallStatus, Direction, Heard
from shared.domain.money import Money
from shared.providers.forms import RECORDING, keys, nameless, number, words
from shared.providers.leading import Told
from shared.providers.refusals import NotUnderstood
from shared.providers.telnyx import commands, state
from shared.providers.telnyx.instants import CALL_ID, instant
from shared.providers.telnyx.state import State

# How a call that was never answered ended. One that was answered is completed, whatever ended it.
_UNANSWERED = {
    "originator_cancel": CallStatus.CANCELLED,
    "user_busy": CallStatus.BUSY,
    "call_rejected": CallStatus.BUSY,
    "no_answer": CallStatus.NO_ANSWER,
    "timeout": CallStatus.NO_ANSWER,
}
# Who answered, as both kinds of detection say it; None is spoken to as a person is.
_ANSWERERS: Mapping[str, AnsweredBy | None] = {
    "human": None,
    "human_residence": None,
    "human_business": None,
    "not_sure": None,
    "silence": None,
    "machine": AnsweredBy.MACHINE,
    "fax_detected": AnsweredBy.FAX,
}
_ENDED_IN_TALK = frozenset({"normal_clearing", "time_limit"})
# How a sound ended that nobody stopped and nobody heard.
_NOT_PLAYED = frozenset({"file_not_found", "failed", "unknown"})
_LONGEST_CALL_SECONDS = 24 * 60 * 60
_CURRENCY = re.compile(r"[A-Z]{3}")
_MOST_COST = Decimal(10) ** 7


def told(body: bytes) -> Told:
    """What an event says and asks. Raises NotUnderstood."""
    return _Event(body).told()


class _Event:
    """One event while it is read. What it lacks or cannot mean is refused under its own name, so that it is kept once."""

    def __init__(self, body: bytes) -> None:
        self.key, self.kind = nameless(body), ""
        try:
            data = json.loads(body, parse_float=Decimal)["data"]
            kind, payload = data["event_type"], data["payload"]
            name, self._occurred_at = data["id"], data.get("occurred_at")
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise self._unclear("event_unreadable") from error
        if not isinstance(kind, str) or not isinstance(payload, dict):
            raise self._unclear("event_unreadable")
        self.kind = kind
        self._payload: dict[str, Any] = payload
        if not isinstance(name, str) or not CALL_ID.fullmatch(name):
            raise self._unclear("event_nameless")
        self.key = f"event:{name}"
        if not self.kind.startswith("call."):
            raise self._unclear("not_of_a_call")
        self.state = self._named(state.read(self._payload.get("client_state")))

    def told(self) -> Told:
        match self.kind:
            case "call.initiated":
                return self._rings()
            case "call.answered":
                return self._answered()
            case "call.hangup":
                return self._hung_up()
            case "call.transcription":
                return self._heard_words()
            case "call.gather.ended":
                return self._heard_keys()
            case "call.speak.ended":
                return self._spoke()
            case "call.playback.ended":
                return self._played()
            case "call.recording.saved":
                return self._recorded()
            case "call.machine.detection.ended" | "call.machine.premium.detection.ended":
                return self._detected()
            case "call.machine.greeting.ended" | "call.machine.premium.greeting.ended":
                return self._machine_listens()
            case "call.cost":
                return Told(self._beside("cost", **self._cost()))
        return Told(self._beside("progress"))

    # ── what each says ──────────────────────────────────────────────────────────────────────────────────────────────

    def _rings(self) -> Told:
        direction = self._payload.get("direction")
        if direction not in ("incoming", "outgoing"):
            raise self._unclear("direction_unknown")
        if self._is_leg():
            return Told(self._beside("transfer", leg=CallStatus.RINGING))
        if direction == "outgoing":
            return Told(self._event("status", CallStatus.RINGING, Direction.OUTBOUND))
        event = self._event("status", CallStatus.RINGING, Direction.INBOUND)
        if event.callee_number is None:
            raise self._unclear("callee_missing")
        greeting = State(event.provider_call_id, 0, event.caller_number, event.callee_number)
        return Told(event, commands=(commands.answer(greeting),))

    def _answered(self) -> Told:
        if self.state is not None and self._is_leg():
            event, leg = self._beside("transfer", leg=CallStatus.IN_PROGRESS), self._own()
            if not self.state.warm or not leg:
                return Told(event)
            return Told(event, memory=self.state.packed(), whisper=self.state.turn - 1, leg=leg)
        if self.state is not None and self.state.turn == 0:
            return Told(self._event("incoming", CallStatus.IN_PROGRESS), turn=0, memory=self.state.packed())
        return Told(self._event("status", CallStatus.IN_PROGRESS))

    def _hung_up(self) -> Told:
        cause = _text(self._payload.get("hangup_cause"))
        talked = cause in _ENDED_IN_TALK
        if self.state is not None and self._is_leg():
            # Where it never came to a talk, the caller is still there and hears from us. Who hung up on what they were told
            # has not talked either.
            talked = talked and not self.state.warm
            leg = CallStatus.COMPLETED if talked else _UNANSWERED.get(cause, CallStatus.FAILED)
            event = self._beside("transfer", leg=leg, duration_seconds=self._seconds() if talked else None)
            where = replace(self.state, leg=False)
            return Told(event, turn=where.turn, transfer=talked, memory=where.packed())
        if talked or (self.state is not None and self.state.turn > 0):
            seconds = self._seconds()
            if seconds is None:
                # Taken for zero seconds, the call would be over and free of charge.
                raise self._unclear("duration_missing")
            return Told(replace(self._event("status", CallStatus.COMPLETED), duration_seconds=seconds))
        return Told(self._event("status", _UNANSWERED.get(cause, CallStatus.FAILED)))

    def _heard_words(self) -> Told:
        data = self._payload.get("transcription_data")
        if not isinstance(data, dict):
            raise self._unclear("transcription_missing")
        text = words(_text(data.get("transcript")))
        ours = data.get("is_final") is not False and data.get("transcription_track") != "outbound"
        if not text or not ours or self.state is None or self.state.then not in (None, "recording"):
            return Told(self._beside("progress"))
        return self._turn(self.state, Heard(text, _share(data.get("confidence"))))

    def _heard_keys(self) -> Told:
        said = self._payload.get("status")
        if said not in ("valid", "invalid", "timeout") or self.state is None:
            # Stopped by us, or by the end of the call.
            return Told(self._beside("progress"))
        return self._turn(self.state, Heard(digits=keys(_text(self._payload.get("digits")))))

    def _spoke(self) -> Told:
        event = self._beside("progress")
        if self.state is None:
            return Told(event)
        if self._is_leg():
            leg = self._own()
            if self.state.then != "bridge" or not leg or self._payload.get("status") == "call_hangup":
                return Told(event)
            return Told(event, commands=commands.bridge(self.state, leg), memory=self.state.packed(), leg=leg)
        if self._payload.get("status") != "completed":
            return Told(event)
        application = self._payload.get("connection_id")
        known = application if isinstance(application, str) and CALL_ID.fullmatch(application) else ""
        return Told(event, commands=commands.after_speaking(self.state, application=known))

    def _detected(self) -> Told:
        """Who took a call that went out. A person has been greeted already; a machine is waited for, then spoken to."""
        said = _text(self._payload.get("result"))
        event = self._beside("progress", detail={"answered_by": said} if said in _ANSWERERS else {})
        if self.state is None or self._is_leg() or _ANSWERERS.get(said) is None:
            return Told(event)
        if _ANSWERERS[said] is AnsweredBy.FAX:
            return self._turn(self.state, Heard(), AnsweredBy.FAX)
        return Told(event, commands=commands.machine_answered(self.state))

    def _machine_listens(self) -> Told:
        if self.state is None or self._is_leg():
            return Told(self._beside("progress"))
        return self._turn(self.state, Heard(), AnsweredBy.MACHINE)

    def _played(self) -> Told:
        if self.state is None or self._is_leg() or self.state.turn == 0:
            return Told(self._beside("progress"))
        # The ringing of a transfer is sent with the command, and not fetched.
        rings = self.state.warm and not self._payload.get("media_url")
        if rings or _text(self._payload.get("status")) not in _NOT_PLAYED:
            return self._spoke()
        # Nobody has heard that turn.
        event = self._event("turn", CallStatus.IN_PROGRESS)
        return Told(event, turn=self.state.turn - 1, memory=self.state.packed(), unheard=True)

    def _recorded(self) -> Told:
        urls = self._payload.get("recording_urls")
        found = [url for url in urls.values() if isinstance(url, str)] if isinstance(urls, dict) else []
        url = next((each for each in found if RECORDING.fullmatch(each)), None)
        if url is None:
            raise self._unclear("recording_missing")
        if self.state is not None and self.state.then == "record":
            return self._turn(self.state, Heard(recording_url=url))
        began, ended = self._instant("recording_started_at"), self._instant("recording_ended_at")
        seconds = max(0, int((ended - began).total_seconds())) if began and ended else None
        return Told(self._beside("recording", recording_url=url, duration_seconds=seconds))

    def _cost(self) -> dict[str, Any]:
        """The price of one leg, which is rated as a whole; the parts only say in which currency."""
        parts = self._payload.get("cost_parts")
        each_part = (each for each in (parts if isinstance(parts, list) else []) if isinstance(each, dict))
        currencies = {str(each.get("currency")) for each in each_part}
        if self._payload.get("status") == "error" or len(currencies) != 1:
            raise self._unclear("cost_unclear")
        (currency,) = currencies
        try:
            amount = Decimal(str(self._payload.get("total_cost")))
        except InvalidOperation as error:
            raise self._unclear("cost_unclear") from error
        if not _CURRENCY.fullmatch(currency):
            raise self._unclear("cost_unclear")
        if not amount.is_finite() or not 0 <= amount < _MOST_COST:
            raise self._unclear("cost_unclear")
        leg = self._payload.get("call_leg_id")
        return {
            "cost": Money(amount, currency),
            "cost_of": leg if isinstance(leg, str) and CALL_ID.fullmatch(leg) else "call",
        }

    # ── what they have in common ────────────────────────────────────────────────────────────────────────────────────

    def _turn(self, where: State, heard: Heard, answered_by: AnsweredBy | None = None) -> Told:
        event = replace(self._event("turn", CallStatus.IN_PROGRESS), answered_by=answered_by)
        return Told(event, turn=where.turn, heard=heard, memory=where.packed())

    def _event(self, type_: str, status: CallStatus, direction: Direction | None = None) -> CallEvent:
        """An event of the call's own course."""
        outbound = self.state is not None and self.state.outbound
        told = direction or (Direction.OUTBOUND if outbound else Direction.INBOUND)
        return self._beside(type_, status=status, direction=told)

    def _beside(self, type_: str, **more: Any) -> CallEvent:
        """An event of the call, told beside its course unless `more` says otherwise."""
        call = self.state.call if self.state else self._payload.get("call_control_id") or self._session()
        if not isinstance(call, str) or not CALL_ID.fullmatch(call):
            raise self._unclear("call_missing")
        caller, callee = (number(_text(self._payload.get(name))) for name in ("from", "to"))
        if self.state and not self._is_leg():
            caller, callee = caller or self.state.caller, callee or self.state.callee
        elif more.get("leg") not in (None, CallStatus.RINGING):
            # Whom it rang was told as it rang; what is asked now is asked for the caller.
            caller = callee = None
        fields: dict[str, Any] = {"status": None, "direction": None} | more
        return CallEvent(
            key=self.key,
            type=type_,
            provider_call_id=call,
            caller_number=caller,
            callee_number=callee,
            occurred_at=self._instant(None),
            session_id=self._session(),
            **fields,
        )

    def _named(self, where: State | None) -> State | None:
        """A call that we ordered has a name from its first event on."""
        return replace(where, call=self._own()) if where is not None and not where.call else where

    def _own(self) -> str:
        """The leg that the event is about; empty if it does not say."""
        own = self._payload.get("call_control_id")
        return own if isinstance(own, str) and CALL_ID.fullmatch(own) else ""

    def _is_leg(self) -> bool:
        return self.state is not None and self.state.leg

    def _session(self) -> str | None:
        session = self._payload.get("call_session_id")
        return session if isinstance(session, str) and CALL_ID.fullmatch(session) else None

    def _seconds(self) -> int | None:
        """How long the leg lasted, from its start: an event says no more, only TeXML's forms count from the answer."""
        began, ended = self._instant("start_time"), self._instant(None)
        if began is None or ended is None:
            return None
        seconds = int((ended - began).total_seconds())
        if not 0 <= seconds <= _LONGEST_CALL_SECONDS:
            raise self._unclear("duration_unreadable")
        return seconds

    def _instant(self, field: str | None) -> datetime | None:
        said = self._payload.get(field) if field else self._occurred_at
        if said is None:
            return None
        try:
            return instant(str(said))
        except ValueError as error:
            raise self._unclear(str(error)) from error

    def _unclear(self, reason: str) -> NotUnderstood:
        return NotUnderstood(reason, key=self.key, type=_TYPES.get(self.kind, "progress"))


_TYPES: Mapping[str, str] = {
    "call.initiated": "status",
    "call.answered": "status",
    "call.hangup": "status",
    "call.transcription": "turn",
    "call.gather.ended": "turn",
    "call.recording.saved": "recording",
    "call.cost": "cost",
}


def _text(said: object) -> str:
    return said if isinstance(said, str) else ""


def _share(said: object) -> float | None:
    """Between 0 and 1, or None."""
    if isinstance(said, bool) or not isinstance(said, int | float | Decimal):
        return None
    return float(said) if 0 <= said <= 1 else None
