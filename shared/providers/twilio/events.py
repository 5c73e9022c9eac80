"""Twilio's forms, parsed once into the house's own words. Field facts: https://www.twilio.com/docs/voice/twiml."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from shared.domain.calls import AnsweredBy, CallEvent, CallStatus, Direction, Heard
from shared.providers.forms import (
    RECORDING,
    STATUSES,
    Form,
    confidence,
    count,
    keys,
    nameless,
    number,
    plain,
    read_form,
    words,
)
from shared.providers.refusals import NotUnderstood
from shared.providers.turns import Turn
from shared.providers.twilio import prices

_DIRECTIONS = {
    "": Direction.INBOUND,
    "inbound": Direction.INBOUND,
    "outbound-api": Direction.OUTBOUND,
    "outbound-dial": Direction.OUTBOUND,
}

_SID = re.compile(r"[A-Za-z0-9_-]{1,64}")
# RFC 2822; the library's parser overlooks what stands behind the zone.
_INSTANT = re.compile(
    r"(?:[A-Za-z]{3}, )?[0-9]{1,2} [A-Za-z]{3} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} (?:[+-][0-9]{4}|GMT|UTC)"
)
# A call lasts a day at most; a sequence of callbacks has no such end.
_MOST = {"CallDuration": 24 * 60 * 60}
# A value that swallowed its whole neighbour keeps the signature (see `forms.is_plain`), but not its own form. Other
# clients of this format make up their accounts, so those are not held to Twilio's 32 hexadecimal digits.
_FORMATS = (
    ("AccountSid", "account_unreadable", re.compile(r"AC[A-Za-z0-9]{1,64}")),
    ("ApiVersion", "version_unreadable", re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")),
    ("From", "number_unreadable", re.compile(r"(?!\+[0-9]+[A-Z]).*", re.DOTALL)),
    ("To", "number_unreadable", re.compile(r"(?!\+[0-9]+[A-Z]).*", re.DOTALL)),
)


def incoming(body: bytes) -> CallEvent:
    """Somebody rings. Raises NotUnderstood."""
    form = _form(body, "incoming")
    event = _event(form, key=f"incoming:{_call_sid(form, body, 'incoming')}", type_="incoming")
    if event.callee_number is None:
        raise NotUnderstood("callee_missing", key=event.key, type=event.type)
    return event


def turn(body: bytes, number: int) -> Turn:
    """The caller said something, pressed keys, kept silent, left a recording, or comes back from a transfer.

    `number` is the turn's, counted by us in the address. Raises NotUnderstood.
    """
    form = _form(body, "turn")
    event = _event(form, key=f"turn:{_call_sid(form, body, 'turn')}:{number}", type_="turn")
    dialled = form.get("DialCallStatus")
    return Turn(event, _heard(form), dialled in ("completed", "answered") if dialled else None)


def status(body: bytes) -> CallEvent:
    """A call moved on. Raises NotUnderstood, also for a status that we do not know: it is kept until we do.

    Kept by its content: the genuine delivery of the same name may be still to come, and must not be taken for seen.
    """
    if body[:1] == b"{":
        # Not sent to us but fetched, and read again when a call is rebuilt.
        return prices.read(body)
    try:
        return _status(body)
    except NotUnderstood as unclear:
        raise NotUnderstood(unclear.reason, key=nameless(body), type=unclear.type) from unclear


def _status(body: bytes) -> CallEvent:
    form = _form(body, "status")
    sid = _call_sid(form, body, "status")
    if not form.get("CallStatus") and "RecordingSid" in form:
        return _recording(form, sid)
    said, sequence = plain(form.get("CallStatus")), plain(form.get("SequenceNumber")) or "-"
    event = _event(form, key=f"status:{sid}:{said}:{sequence}", type_="status")
    for name, reason, pattern in _FORMATS:
        if form.get(name) and not pattern.fullmatch(form.get(name)):
            raise NotUnderstood(reason, key=event.key, type=event.type)
    if event.status is CallStatus.COMPLETED and event.duration_seconds is None:
        # Taken for zero seconds, the call would be over and free of charge.
        raise NotUnderstood("duration_missing", key=event.key, type=event.type)
    return event


def _recording(form: Form, sid: str) -> CallEvent:
    """A recording moved on: only of one that is completed is there anything to hear."""
    recording, said = plain(form.get("RecordingSid")), plain(form.get("RecordingStatus"))
    key = f"recording:{recording}:{said}"
    url = form.get("RecordingUrl")
    if said == "completed" and not RECORDING.fullmatch(url):
        raise NotUnderstood("recording_missing", key=key, type="recording")
    return CallEvent(
        key=key,
        type="recording",
        provider_call_id=sid,
        status=None,
        direction=None,
        caller_number=None,
        callee_number=None,
        duration_seconds=_count(form, "RecordingDuration", key, "recording"),
        recording_url=url if said == "completed" else None,
    )


def _event(form: Form, *, key: str, type_: str) -> CallEvent:
    said = form.get("CallStatus")
    if said not in STATUSES:
        raise NotUnderstood("status_unknown", key=key, type=type_)
    if form.get("Direction") not in _DIRECTIONS:
        raise NotUnderstood("direction_unknown", key=key, type=type_)
    # Duration counts billing minutes; CallDuration is the one in seconds.
    return CallEvent(
        key=key,
        type=type_,
        provider_call_id=form.get("CallSid"),
        status=STATUSES[said],
        direction=_DIRECTIONS[form.get("Direction")],
        caller_number=number(form.get("From")),
        callee_number=number(form.get("To")),
        duration_seconds=_count(form, "CallDuration", key, type_),
        occurred_at=_instant(form, key, type_),
        sequence=_count(form, "SequenceNumber", key, type_),
        answered_by=_answered_by(form.get("AnsweredBy")),
    )


def _answered_by(said: str) -> AnsweredBy | None:
    """`machine_end_beep` and its like are one thing to us; `unknown` may be a person, and is spoken to."""
    if said.startswith("machine"):
        return AnsweredBy.MACHINE
    return AnsweredBy(said) if said in ("human", "fax") else None


def _heard(form: Form) -> Heard:
    text = words(form.get("SpeechResult"))
    digits = keys(form.get("Digits"))
    recording = form.get("RecordingUrl")
    if recording and RECORDING.fullmatch(recording):
        # On a recording's request `Digits` says how it ended ("hangup" or the finishing key), not what was meant.
        return Heard(recording_url=recording)
    return Heard(text=text, confidence=confidence(form.get("Confidence")) if text else None, digits=digits)


def _form(body: bytes, type_: str) -> Form:
    try:
        return read_form(body)
    except ValueError as error:
        raise NotUnderstood("form_unreadable", key=nameless(body), type=type_) from error


def _call_sid(form: Form, body: bytes, type_: str) -> str:
    sid = form.get("CallSid")
    if not _SID.fullmatch(sid):
        raise NotUnderstood("call_missing", key=nameless(body), type=type_)
    return sid


def _count(form: Form, name: str, key: str, type_: str) -> int | None:
    try:
        return count(form.get(name), most=_MOST.get(name))
    except ValueError as error:
        raise NotUnderstood("count_unreadable", key=key, type=type_) from error


def _instant(form: Form, key: str, type_: str) -> datetime | None:
    """`Timestamp` is RFC 2822 in GMT."""
    text = form.get("Timestamp")
    if not text:
        return None
    if not _INSTANT.fullmatch(text):
        raise NotUnderstood("instant_unreadable", key=key, type=type_)
    try:
        instant = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError) as error:
        raise NotUnderstood("instant_unreadable", key=key, type=type_) from error
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant
