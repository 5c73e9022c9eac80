"""Twilio's forms in our words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.calls import CallEvent, CallStatus, Direction, Heard
from shared.providers import forms
from shared.providers.refusals import NotUnderstood
from shared.providers.turns import Turn
from shared.providers.twilio import events
from shared.providers.twilio.forms import SINGLE
from tests.support import wire

CALL = f"CA{'0' * 31}1"


def form(name: str) -> bytes:
    return wire.body(f"twilio/{name}.form")


def test_an_incoming_call() -> None:
    assert events.incoming(form("voice-incoming-call")) == CallEvent(
        key=f"incoming:{CALL}",
        type="incoming",
        provider_call_id=CALL,
        status=CallStatus.RINGING,
        direction=Direction.INBOUND,
        caller_number="+46701740605",
        callee_number="+46846500400",
    )


def test_a_withheld_number_is_no_number() -> None:
    assert events.incoming(form("voice-incoming-call-anonymous")).caller_number is None


def test_what_was_said() -> None:
    turn = events.turn(form("voice-gather-speech"), 3)
    assert turn.heard == Heard(text="Jag vill boka en tid på torsdag", confidence=0.9123456)
    assert turn.event.key == f"turn:{CALL}:3"
    assert turn.transfer is None


def test_silence_and_keys_and_a_recording() -> None:
    assert events.turn(form("voice-gather-empty"), 1).heard == Heard()
    assert events.turn(form("voice-gather-digits"), 1).heard == Heard(digits="1")
    recording = events.turn(form("voice-record-action"), 1).heard
    assert recording.recording_url is not None
    assert recording.digits == ""


def test_how_a_transfer_went() -> None:
    assert events.turn(form("voice-dial-action"), 2).transfer is True
    assert events.turn(form("voice-dial-action-no-answer"), 2).transfer is False


def test_a_finished_call() -> None:
    event = events.status(form("voice-status-completed"))
    assert (event.key, event.status, event.sequence) == (f"status:{CALL}:completed:3", CallStatus.COMPLETED, 3)
    assert event.duration_seconds == 95
    assert event.occurred_at == datetime(2026, 11, 20, 10, 1, 44, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "status", "direction"),
    [
        ("voice-status-initiated", CallStatus.RINGING, Direction.OUTBOUND),
        ("voice-status-ringing", CallStatus.RINGING, Direction.OUTBOUND),
        ("voice-status-in-progress", CallStatus.IN_PROGRESS, Direction.OUTBOUND),
        ("voice-status-no-answer", CallStatus.NO_ANSWER, Direction.OUTBOUND),
        ("voice-status-completed", CallStatus.COMPLETED, Direction.INBOUND),
    ],
)
def test_every_status(name: str, status: CallStatus, direction: Direction) -> None:
    event = events.status(form(name))
    assert (event.status, event.direction) == (status, direction)


def delivery(**changed: str) -> bytes:
    fields = {"AccountSid": f"AC{'0' * 31}1", "ApiVersion": "2010-04-01", "CallSid": CALL, "CallStatus": "completed"}
    fields |= {"CallDuration": "42"} | changed
    return urlencode({name: value for name, value in fields.items() if value != "absent"}).encode()


def test_a_status_without_a_sequence_has_a_key_of_its_own() -> None:
    assert events.status(delivery()).key == f"status:{CALL}:completed:-"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"CallStatus": "teleported"}, "status_unknown"),
        ({"CallStatus": "a:b c"}, "status_unknown"),
        ({"Direction": "up"}, "direction_unknown"),
        ({"CallDuration": "1e9"}, "count_unreadable"),
        ({"CallDuration": "-1"}, "count_unreadable"),
        ({"CallDuration": "86401"}, "count_unreadable"),
        ({"CallDuration": "4٢"}, "count_unreadable"),
        ({"CallDuration": ""}, "duration_missing"),
        ({"CallDuration": "absent"}, "duration_missing"),
        ({"SequenceNumber": "3To+46846500400"}, "count_unreadable"),
        ({"Timestamp": "soon"}, "instant_unreadable"),
        ({"Timestamp": "Fri, 20 Nov 2026 10:01:44 +0000To+46846500400"}, "instant_unreadable"),
        ({"Timestamp": "Fri, 99 Nov 2026 10:01:44 +0000"}, "instant_unreadable"),
        ({"AccountSid": "me"}, "account_unreadable"),
        ({"AccountSid": "AC1ApiVersion2010-04-01", "ApiVersion": "absent"}, "account_unreadable"),
        ({"ApiVersion": "beta"}, "version_unreadable"),
        ({"ApiVersion": "2010-04-01CallDuration600", "CallDuration": "absent"}, "version_unreadable"),
        ({"From": "+46701740605FromCityLund"}, "number_unreadable"),
        ({"To": "+46846500400ToCityLund"}, "number_unreadable"),
    ],
)
def test_what_cannot_be_read_is_kept_under_its_content(changed: dict[str, str], reason: str) -> None:
    """Not under the natural key: the genuine delivery may be still to come, and would be taken for seen."""
    body = delivery(**changed)
    with pytest.raises(NotUnderstood) as kept:
        events.status(body)
    assert (kept.value.reason, kept.value.type) == (reason, "status")
    assert kept.value.key == f"body:{hashlib.sha256(body).hexdigest()}"


@pytest.mark.parametrize(
    "changed",
    [
        {"AccountSid": "ACxxxxxxxx"},
        {"AccountSid": "absent", "ApiVersion": "absent"},
        {"CallDuration": "0"},
        {"CallDuration": "86400"},
        {"CallDuration": "absent", "CallStatus": "busy"},
        {"From": "anonymous"},
        {"From": "sip:desk@example.test"},
        {"Timestamp": "20 Nov 2026 10:01:44 GMT"},
    ],
)
def test_what_another_client_of_this_format_may_send_is_read(changed: dict[str, str]) -> None:
    assert events.status(delivery(**changed)).provider_call_id == CALL


def test_a_live_call_may_be_over_without_a_duration() -> None:
    """Who hangs up while speaking is recorded, and that request says `completed` and no duration."""
    left = delivery(CallDuration="absent", RecordingUrl="https://api.example.test/RE1", ApiVersion="odd")
    assert events.turn(left, 2).heard.recording_url == "https://api.example.test/RE1"


def test_a_recording_that_is_ready_says_where_it_lies() -> None:
    event = events.status(form("voice-recording-completed"))
    assert (event.type, event.status, event.duration_seconds) == ("recording", None, 93)
    assert str(event.recording_url).endswith("/Recordings/RE00000000000000000000000000000001")


def test_a_recording_that_failed_lies_nowhere() -> None:
    event = events.status(b"CallSid=CA1&RecordingSid=RE1&RecordingStatus=absent&RecordingUrl=&ErrorCode=0")
    assert (event.key, event.recording_url) == ("recording:RE1:absent", None)


def test_a_recording_without_an_address_is_kept_until_it_has_one() -> None:
    with pytest.raises(NotUnderstood, match="recording_missing"):
        events.status(b"CallSid=CA1&RecordingSid=RE1&RecordingStatus=completed&RecordingUrl=x")


def test_a_number_here_is_a_number_in_the_database() -> None:
    """The last definition in the migrations of what the domain takes; what it refuses would break the call."""
    migrations = "".join(path.read_text() for path in sorted(Path("supabase/migrations").glob("*.sql")))
    (in_the_database,) = re.findall(r"constraint e164_\w+ check \(value ~ '\^(.+?)\$'\)", migrations)
    assert forms.E164.pattern == in_the_database


@pytest.mark.parametrize(
    ("sent", "number"),
    [
        ("+123456", None),
        ("+1234567", "+1234567"),
        ("+123456789012345", "+123456789012345"),
        ("+1234567890123456", None),
        ("+1234567\n", None),
        ("+0234567", None),
        ("+١234567", None),
    ],
)
def test_what_is_no_number_is_withheld(sent: str, number: str | None) -> None:
    assert events.status(delivery(From=sent)).caller_number == number


def test_what_names_no_call_is_kept_under_its_content() -> None:
    keys = set()
    for body in (b"", b"\xff", b"CallSid=", b"a=b"):
        with pytest.raises(NotUnderstood) as kept:
            events.status(body)
        keys.add(kept.value.key)
    assert len(keys) == 4


fields = st.dictionaries(st.sampled_from(sorted(SINGLE)), st.text(st.characters(codec="utf-8"), max_size=30))


def key_of(parse: Callable[[bytes], object], body: bytes) -> str:
    """What the parser makes of a body: an event's key, or the key it is kept under."""
    try:
        parsed = parse(body)
    except NotUnderstood as kept:
        return kept.key
    return parsed.event.key if isinstance(parsed, Turn) else parsed.key  # type: ignore[attr-defined]


PARSERS = (events.incoming, events.status, partial(events.turn, number=1))


@given(fields)
def test_no_form_makes_a_parser_crash(given_fields: dict[str, str]) -> None:
    body = urlencode({"CallSid": CALL, "CallStatus": "completed", "To": "+493023125100"} | given_fields).encode()
    assert all(0 < len(key_of(parse, body)) < 250 for parse in PARSERS)


@given(st.binary(max_size=300))
def test_no_bytes_make_a_parser_crash(body: bytes) -> None:
    assert all(key_of(parse, body) for parse in PARSERS)
