"""What is written on the wire about messages, read into the house's words; what cannot be read says so and nothing else."""

from __future__ import annotations

import json
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.calls import Direction
from shared.domain.messages import MessageStatus
from shared.domain.money import Money
from shared.providers.messengers import MESSENGERS
from shared.providers.refusals import NotUnderstood
from shared.providers.telnyx import messenger as telnyx
from shared.providers.twilio import messenger as twilio

WIRE = Path(__file__).parents[2] / "support/wire"
INBOUND = (WIRE / "twilio/sms-inbound.form").read_bytes()
SENT = json.loads((WIRE / "telnyx/message-sent.json").read_text())


def told(payload: dict[str, Any], **data: Any) -> bytes:
    return json.dumps({"data": SENT["data"] | {"payload": SENT["data"]["payload"] | payload} | data}).encode()


def test_every_example_of_the_wire_is_read() -> None:
    forms = [*WIRE.glob("twilio/sms-*.form"), *WIRE.glob("twilio/whatsapp-*.form")]
    events = [*WIRE.glob("telnyx/message-*.json")]
    assert (len(forms), len(events)) == (8, 5)
    for file in forms:
        event = twilio.status(file.read_bytes())
        assert event.channel == file.name.partition("-")[0]
        assert (event.direction is Direction.INBOUND) == ("inbound" in file.name)
    for file in events:
        assert (telnyx.status(file.read_bytes()).direction is Direction.INBOUND) == ("received" in file.name)


def test_an_event_of_telnyx_is_known_by_its_id_whatever_is_told_twice() -> None:
    event = telnyx.status((WIRE / "telnyx/message-finalized-failed.json").read_bytes())
    assert (event.key, event.status, event.error, event.cost) == (
        "event:00000000-0000-4000-8000-000000000124", MessageStatus.FAILED, "40001", Money(Decimal("0.0451"), "USD"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (INBOUND.replace(b"MessageSid=SM", b"MessageSid=XX"), "message_missing"),
        (INBOUND.replace(b"From=%2B", b"From=rcs%3A%2B"), "channel_unknown"),
        (INBOUND.replace(b"From=%2B46", b"From=%2B46%0A"), "address_unreadable"),
        (INBOUND.replace(b"NumMedia=0", b"NumMedia=0NumSegments1"), "field_unreadable"),
        (INBOUND.replace(b"SmsStatus=received", b"SmsStatus=lost"), "status_unknown"),
        (b"\xff", "form_unreadable"),
    ],
)
def test_a_form_that_cannot_be_read_is_kept_by_its_content(body: bytes, reason: str) -> None:
    with pytest.raises(NotUnderstood) as unclear:
        twilio.status(body)
    assert (unclear.value.reason, unclear.value.type) == (reason, "message")
    assert unclear.value.key.startswith("body:")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (told({"type": "FAX"}), "channel_unknown"),
        (told({"id": "a b"}), "message_missing"),
        (told({"to": [{"phone_number": "+1x"}]}), "address_unreadable"),
        (told({"to": [{"phone_number": "+46701740605", "status": "lost"}]}), "status_unknown"),
        (told({"cost": {"amount": "-1", "currency": "USD"}}), "cost_unreadable"),
        (told({"cost": {"amount": "much", "currency": "USD"}}), "cost_unreadable"),
        (told({}, event_type="call.cost"), "status_unknown"),
        (told({}, id=7), "event_unreadable"),
        (told({}, occurred_at="yesterday"), "instant_unreadable"),
        (told({"type": ["SMS"]}), "event_unreadable"),
        (b"[" * 100_000, "event_unreadable"),
    ],
)
def test_an_event_that_cannot_be_read_is_kept_by_its_content(body: bytes, reason: str) -> None:
    with pytest.raises(NotUnderstood) as unclear:
        telnyx.status(body)
    assert (unclear.value.reason, unclear.value.type) == (reason, "message")


def test_who_hides_the_number_is_known_by_the_providers_name() -> None:
    received = json.loads((WIRE / "telnyx/message-received-whatsapp.json").read_text())
    received["data"]["payload"]["from"] = None
    assert telnyx.status(json.dumps(received).encode()).from_address == "SE.0000000000000001"


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)


@given(
    changed=st.dictionaries(st.sampled_from([*sorted(SENT["data"]["payload"]), "body"]), anything, max_size=4),
    kind=st.sampled_from(["message.sent", "message.received", "message.finalized", "message.read"]),
)
def test_nothing_that_telnyx_might_send_breaks_the_reader(changed: dict[str, Any], kind: str) -> None:
    with suppress(NotUnderstood):
        telnyx.status(told(changed, event_type=kind))


@given(body=st.binary(max_size=200) | st.text(max_size=80).map(lambda text: INBOUND + b"&" + text.encode()))
def test_nothing_that_is_sent_breaks_a_reader(body: bytes) -> None:
    for messenger in MESSENGERS.values():
        with suppress(NotUnderstood):
            messenger.status(body)
