"""A written confirmation, when the caller asks for one."""

from __future__ import annotations

import pytest

from shared.domain.tools import Refused
from tests.shared.domain.receptionist.calls import Call, plumber, salon


@pytest.mark.parametrize(
    ("wish", "channel"),
    [("Können Sie mir das per SMS schicken?", "sms"), ("Schicken Sie mir bitte eine Bestätigung", "sms"),
     ("Schicken Sie mir eine Mail", "email"), ("Bitte eine Bestätigung per E-Mail", "email")],
)  # fmt: skip
def test_a_confirmation_is_sent_as_the_caller_wants_it(wish: str, channel: str) -> None:
    call = Call(salon(), name="Petra Lang")
    call.say("Herrenhaarschnitt am Dienstag um zehn")
    call.say("ja")
    said = call.say(wish)
    assert "Bestätigung kommt" in said
    assert call.calendar.confirmations == [(channel, None)]
    assert len(call.booked) == 1


def test_a_yes_with_a_wish_for_a_confirmation_does_both() -> None:
    call = Call(salon(), name="Petra Lang")
    call.say("Herrenhaarschnitt am Dienstag um zehn")
    said = call.say("ja, und schicken Sie mir bitte eine SMS")
    assert "eingetragen" in said
    assert "als SMS" in said
    assert call.calendar.confirmations == [("sms", None)]


@pytest.mark.parametrize("code", ["no_address", "opted_out", "appointment_not_found"])
def test_what_cannot_be_sent_is_said(code: str) -> None:
    call = Call(salon(), name="Petra Lang")
    call.calendar.confirmation_refused = Refused(code)
    assert "leider nicht schicken" in call.say("Schicken Sie mir bitte eine Bestätigung per Mail")


def test_a_confirmation_in_english_and_in_swedish() -> None:
    call = Call(salon(), name="John Smith")
    call.say("English please")
    assert "by email" in call.say("Could you send me a confirmation by email?")
    call = Call(plumber(), name="Karin Berg")
    assert "som sms" in call.say("Kan du skicka en bekräftelse via sms?")
    assert call.calendar.confirmations == [("sms", None)]
