"""Whole calls at Vapi, its agent thinking with our receptionist."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from local.vapi_phone import VapiPhone
from tests.support.connections import vapi_phone
from tests.support.line import Line

WISH = "Ich hätte gern einen Herrenhaarschnitt bei Maria am Dienstag um halb drei"


def call_row(line: Line, phone: VapiPhone) -> dict[str, Any]:
    return line.database.one("select * from public.calls where provider_call_id = %s", phone.call_id)


def test_a_caller_books_a_haircut_and_is_charged_once(line: Line) -> None:
    phone = vapi_phone(line)
    assert "Salon Lindenblüte" in phone.ring().text
    said = phone.say(WISH).text
    assert "Maria Schmidt" in said
    assert "14 Uhr 30" in said
    said = phone.say("Ja, bitte").text
    appointment = line.appointments()[-1]
    assert ", ".join(appointment["appointment_code"]) in said
    phone.say("Mein Name ist Karl Kunde")
    assert phone.say("Nein danke, auf Wiederhören").text
    assert phone.over
    assert phone.hang_up().status_code == 200
    call = call_row(line, phone)
    assert (call["status"], call["duration_seconds"]) == ("completed", phone.seconds)
    assert call["cost"] > 0
    assert call["settled_at"] is not None
    assert "Mein Name ist Karl Kunde" in call["transcript"]
    assert appointment["status"] == "confirmed"
    customer = line.database.one(
        "select full_name, phone_normalized from public.customers where id = %s", call["customer_id"]
    )
    assert customer == {"full_name": "Karl Kunde", "phone_normalized": phone.caller_number}


@pytest.mark.parametrize("stream", [True, False])
def test_the_same_request_is_answered_in_the_same_words(line: Line, stream: bool) -> None:
    phone = vapi_phone(line)
    phone.ring()
    phone.say(WISH)
    phone.history.append({"role": "user", "content": "Ja, bitte"})
    with ThreadPoolExecutor(4) as callers:
        answers = list(callers.map(lambda _: phone.complete(stream=stream).text, range(8)))
    # But for the second in which each piece was made.
    said = {re.sub(r'"created": ?\d+', "", answer).partition('"choices"')[2] for answer in answers}
    assert len(said) == 1
    assert "Buchungscode" in said.pop()
    assert [each["status"] for each in line.appointments()] == ["confirmed"]
