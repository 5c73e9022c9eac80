"""Whole calls in Swedish through signed HTTP, and the Swedish companies of the seed."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from shared.db import turns
from shared.db.connection import connect
from shared.domain.business import Caller
from shared.domain.calls import CallEvent, CallStatus, Direction, Heard
from shared.domain.receptionist import greet, respond
from tests.shared.domain.receptionist.calls import Calendar
from tests.support.database import Database
from tests.support.line import Line

STOCKHOLM = ZoneInfo("Europe/Stockholm")
WISH = "Hej, vi har en läcka i köket, kan någon komma på tisdag klockan halv nio? Gärna Erik."


def test_a_leak_in_malmo_is_booked_in_swedish(line: Line) -> None:
    phone = line.phone("PLUMBER", caller_number="+46701740605")
    greeting = phone.ring()
    assert (
        greeting.text
        == "Malmö Rörservice, hej! Du talar med den automatiska telefonassistenten. Vad kan jag hjälpa dig med?"
    )
    assert 'language="sv-SE"' in greeting.document
    said = phone.say(WISH).text
    assert "Läckage med Erik Lindqvist, " in said
    assert "klockan 8 och 30, för 1450 kronor. Ska jag boka det?" in said
    assert phone.say("vad kostar det?").text.startswith("Läckage kostar 1450 kronor.")
    said = phone.say("Ja tack, det blir bra").text
    appointment = line.appointments()[-1]
    assert f"Din bokningskod är {', '.join(appointment['appointment_code'])}." in said
    assert phone.say("Jag heter Åsa Öberg").text.startswith("Tack, Åsa Öberg.")
    assert "Hej då!" in phone.say("Nej tack, det var bra").text
    assert phone.over
    phone.hang_up()
    start = appointment["start_time"].astimezone(STOCKHOLM)
    assert (start.isoweekday(), start.hour, start.minute) == (2, 8, 30)
    assert appointment["status"] == "confirmed"
    customer = line.database.one(
        "select full_name, phone_normalized from public.customers where id = %s", line.call(phone)["customer_id"]
    )
    assert customer == {"full_name": "Åsa Öberg", "phone_normalized": "+46701740605"}


def test_a_message_in_swedish_is_left_with_a_number_said_in_pairs(line: Line) -> None:
    phone = line.phone("PLUMBER", caller_number="anonymous")
    phone.ring()
    assert phone.say("Jag vill lämna ett meddelande").text == "Gärna. Vad ska jag hälsa?"
    assert "Vilket nummer" in phone.say("Be Sara ringa mig om pumpen i källaren").text
    assert "0 7 0, 1 7 4, 0 6, 0 5" in phone.say("noll sju noll, ett sju fyra, noll sex, noll fem").text
    phone.say("ja, det stämmer")
    left = line.database.one(
        "select content as body, callback_number from public.customer_interactions where type = 'message'"
    )
    assert left == {"body": "Be Sara ringa mig om pumpen i källaren", "callback_number": "+46701740605"}


def test_the_language_may_change_in_the_middle_of_a_call(line: Line) -> None:
    phone = line.phone("PLUMBER")
    phone.ring()
    said = phone.say("Sorry, do you speak English?")
    assert said.text == "Of course, we can speak English. How can I help you?"
    assert 'language="en-GB"' in said.document
    said = phone.say("Sprechen Sie auch Deutsch?")
    assert said.text == "Gern, wir können Deutsch sprechen. Was kann ich für Sie tun?"
    assert 'language="de-DE"' in said.document
    said = phone.say("Kan vi ta det på svenska i stället?")
    assert said.text.startswith("Självklart, vi kan prata svenska.")
    assert 'language="sv-SE"' in said.document


def test_a_german_desk_answers_a_swedish_caller_in_swedish(line: Line) -> None:
    phone = line.phone("SALON")
    phone.ring()
    said = phone.say("Hej, vad kostar en damklippning hos er?")
    assert said.text.startswith("Damenhaarschnitt kostar 45 euro.")
    assert 'language="sv-SE"' in said.document


def test_every_swedish_company_of_the_seed_greets_and_serves_in_swedish(world: Database) -> None:
    companies = world.all("""
        select c.name, n.number, n.integration_id from public.companies c
        join public.phone_numbers n on n.company_id = c.id and n.is_primary
        where c.currency = 'SEK' order by c.name""")
    assert [each["name"] for each in companies] == ["Frisör Solsidan", "Malmö Rörservice", "Nordström El"]
    now = datetime(2026, 11, 21, 10, 0, tzinfo=STOCKHOLM)
    conn = connect(world.url("fn_voice"))
    for place, company in enumerate(companies):
        event = CallEvent(
            f"turn:{place}",
            "turn",
            f"CA{place:032x}",
            CallStatus.RINGING,
            Direction.INBOUND,
            "+46701740605",
            company["number"],
        )
        with conn.transaction(force_rollback=True):
            business = turns.recall_turn(
                conn,
                integration_id=company["integration_id"],
                event=event,
                headers={},
                body=b"test=1",
                turn=0,
                heard=None,
            ).business
        assert business is not None
        caller = Caller("+46701740605", None)
        greeting = greet(business, caller, now=now)
        assert greeting.language == "sv"
        assert (
            greeting.text
            == f"{company['name']}, hej! Du talar med den automatiska telefonassistenten. Vad kan jag hjälpa dig med?"
        )
        for question, answer in (
            ("När har ni öppet på måndag?", "Måndagen den 23 november har vi öppet från klockan "),
            (f"Vad kostar {business.services[0].name}?", f"{business.services[0].name} kostar "),
            ("Var ligger ni?", business.address.split(",")[0]),
        ):
            reply = respond(Heard(text=question), greeting.state, business, caller, Calendar(business, now), now=now)
            assert answer in reply.text
            assert reply.language == "sv"
