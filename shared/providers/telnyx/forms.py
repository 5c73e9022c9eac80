"""TeXML's forms, parsed once into the house's own words: what Telnyx sends where it asks for a document.

Fields as https://developers.telnyx.com/docs/voice/programmable-voice/texml-fundamentals and its callbacks have them. A call
goes by `CallSid`, which is the `call_control_id` that JSON events of the same call carry.
"""

from __future__ import annotations

import re
from datetime import datetime

from shared.domain.calls import CallEvent, CallStatus, Direction, Heard
from shared.providers import forms
from shared.providers.forms import RECORDING, Form, confidence, count, keys, nameless, number, plain, read_form, words
from shared.providers.refusals import NotUnderstood
from shared.providers.telnyx.instants import CALL_ID, instant
from shared.providers.turns import Turn

# Beside those that the dialect knows; seen on live calls, documented nowhere.
STATUSES = forms.STATUSES | {"conversation_ended": CallStatus.IN_PROGRESS}
_DIRECTIONS = {
    "": Direction.INBOUND,
    "inbound": Direction.INBOUND,
    "incoming": Direction.INBOUND,
    "outbound": Direction.OUTBOUND,
    "outbound-api": Direction.OUTBOUND,
    "outbound-dial": Direction.OUTBOUND,
}
_LONGEST_CALL_SECONDS = 24 * 60 * 60
_SID = re.compile(r"[A-Za-z0-9:_-]{1,128}")


def incoming(body: bytes) -> CallEvent:
    """Somebody rings. Raises NotUnderstood."""
    form = _form(body, "incoming")
    event = _event(form, key=f"incoming:{_call(form, body, 'incoming')}", type_="incoming")
    if event.callee_number is None:
        raise NotUnderstood("callee_missing", key=event.key, type=event.type)
    return event


def turn(body: bytes, number: int) -> Turn:
    """The caller said something, pressed keys, kept silent, left a recording, or comes back from a transfer.

    `number` is the turn's, counted by us in the address. Raises NotUnderstood.
    """
    form = _form(body, "turn")
    event = _event(form, key=f"turn:{_call(form, body, 'turn')}:{number}", type_="turn")
    dialled = form.get("DialCallStatus")
    return Turn(event, _heard(form), dialled in ("completed", "answered") if dialled else None)


def status(body: bytes) -> CallEvent:
    """A call, or a leg or recording of one, moved on. Raises NotUnderstood."""
    form = _form(body, "status")
    call = _call(form, body, "status")
    if "RecordingSid" in form and not form.get("CallStatus"):
        return _recording(form, call)
    said, sequence = plain(form.get("CallStatus")), plain(form.get("SequenceNumber")) or "-"
    event = _event(form, key=f"status:{call}:{said}:{sequence}", type_="status")
    if form.get("ParentCallSid"):
        return _leg(form, event)
    if event.status is CallStatus.COMPLETED and event.duration_seconds is None:
        # Taken for zero seconds, the call would be over and free of charge.
        raise NotUnderstood("duration_missing", key=event.key, type=event.type)
    return event


def _event(form: Form, *, key: str, type_: str) -> CallEvent:
    said = form.get("CallStatus")
    if said not in STATUSES:
        raise NotUnderstood("status_unknown", key=key, type=type_)
    if form.get("Direction") not in _DIRECTIONS:
        raise NotUnderstood("direction_unknown", key=key, type=type_)
    session = form.get("CallSessionId")
    try:
        return CallEvent(
            key=key,
            type=type_,
            provider_call_id=form.get("CallSid"),
            status=STATUSES[said],
            direction=_DIRECTIONS[form.get("Direction")],
            caller_number=number(form.get("From")),
            callee_number=number(form.get("To")),
            duration_seconds=count(form.get("CallDuration"), most=_LONGEST_CALL_SECONDS),
            occurred_at=_at(form),
            sequence=count(form.get("SequenceNumber")),
            session_id=session if _SID.fullmatch(session) else None,
        )
    except ValueError as error:
        raise NotUnderstood(str(error), key=key, type=type_) from error


def _leg(form: Form, event: CallEvent) -> CallEvent:
    """A call to a person, dialled within another call: told beside that one's course."""
    return CallEvent(
        key=event.key,
        type="transfer",
        provider_call_id=form.get("ParentCallSid"),
        status=None,
        direction=None,
        caller_number=event.caller_number,
        callee_number=event.callee_number,
        duration_seconds=event.duration_seconds,
        occurred_at=event.occurred_at,
        session_id=event.session_id,
        leg=event.status,
    )


def _recording(form: Form, call: str) -> CallEvent:
    said, url = plain(form.get("RecordingStatus")), form.get("RecordingUrl")
    key = f"recording:{plain(form.get('RecordingSid'))}:{said}"
    if said == "completed" and not RECORDING.fullmatch(url):
        raise NotUnderstood("recording_missing", key=key, type="recording")
    try:
        seconds = count(form.get("RecordingDuration"))
    except ValueError as error:
        raise NotUnderstood("count_unreadable", key=key, type="recording") from error
    return CallEvent(
        key, "recording", call, None, None, None, None, seconds, recording_url=url if said == "completed" else None
    )  # fmt: skip


def _heard(form: Form) -> Heard:
    recording = form.get("RecordingUrl")
    if recording and RECORDING.fullmatch(recording):
        return Heard(recording_url=recording)
    text = words(form.get("SpeechResult"))
    return Heard(text, confidence(form.get("Confidence")) if text else None, keys(form.get("Digits")))


def _form(body: bytes, type_: str) -> Form:
    try:
        return read_form(body)
    except ValueError as error:
        raise NotUnderstood("form_unreadable", key=nameless(body), type=type_) from error


def _call(form: Form, body: bytes, type_: str) -> str:
    call = form.get("CallSid")
    if not CALL_ID.fullmatch(call):
        raise NotUnderstood("call_missing", key=nameless(body), type=type_)
    return call


def _at(form: Form) -> datetime | None:
    """ISO 8601, although the documentation says RFC 2822."""
    return instant(form.get("Timestamp")) if form.get("Timestamp") else None
