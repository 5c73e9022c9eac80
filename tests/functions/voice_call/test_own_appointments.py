"""Callers who have an appointment: told, moved and cancelled through signed HTTP, and what the database then says."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from local.phone import Phone
from tests.support.line import Line

BERLIN = ZoneInfo("Europe/Berlin")
STOCKHOLM = ZoneInfo("Europe/Stockholm")
# Between one and two weeks ahead, so that no notice is too short on any day of the week.
WISH = "Ich hätte gern einen Herrenhaarschnitt bei Maria am Dienstag in einer Woche um halb drei"


@pytest.fixture
def salon(line: Line) -> Line:
    """The salon, where the caller has an appointment on a Tuesday at half past two."""
    phone = line.phone()
    phone.ring()
    phone.say(WISH)
    assert "Buchungscode" in phone.say("Ja, bitte").text
    phone.hang_up()
    return line


def ringing(line: Line, **changed: Any) -> Phone:
    phone = line.phone(**changed)
    phone.ring()
    return phone


def stands(line: Line, zone: ZoneInfo = BERLIN) -> list[tuple[str, str]]:
    """Each appointment that was made: weekday and time, and what became of it."""
    rows = [row for row in line.appointments() if row["status"] != "held"]
    return [(f"{row['start_time'].astimezone(zone):%a %H:%M}", row["status"]) for row in rows]


def test_a_caller_hears_when_their_appointment_is(salon: Line) -> None:
    said = ringing(salon).say("Wann ist mein Termin?").text
    assert "Herrenhaarschnitt bei Maria Schmidt, am Dienstag" in said
    assert "um 14 Uhr 30" in said


def test_an_appointment_is_moved_and_keeps_its_code(salon: Line) -> None:
    code = salon.appointments()[0]["appointment_code"]
    phone = ringing(salon)
    assert "Auf welchen Tag" in phone.say("Ich möchte meinen Termin verschieben").text
    said = phone.say("auf Mittwoch in einer Woche um elf").text
    assert "um 11 Uhr, statt am Dienstag" in said
    assert stands(salon) == [("Tue 14:30", "confirmed")]
    said = phone.say("Ja, genau").text
    assert "ist verschoben" in said
    assert ", ".join(code) in said
    assert stands(salon) == [("Wed 11:00", "confirmed")]
    assert salon.appointments()[0]["appointment_code"] == code


def test_an_appointment_is_cancelled_by_its_caller(salon: Line) -> None:
    phone = ringing(salon)
    assert "Shall I cancel this appointment?" in phone.say("Hello, I would like to cancel my appointment please").text
    assert stands(salon) == [("Tue 14:30", "confirmed")]
    assert "is cancelled" in phone.say("yes please").text
    assert stands(salon) == [("Tue 14:30", "cancelled")]
    assert salon.appointments()[0]["cancelled_by"] == "customer"
    assert "cannot find a coming appointment" in phone.say("When is my appointment?").text


def test_cancelling_and_booking_anew_in_one_sentence(salon: Line) -> None:
    phone = ringing(salon)
    phone.say(
        "Ich möchte meinen Termin am Dienstag absagen und stattdessen am Donnerstag in zwei Wochen um neun kommen"
    )
    said = phone.say("ja").text
    assert "ist abgesagt" in said
    assert "Herrenhaarschnitt bei Maria Schmidt, am Donnerstag" in said
    assert "Buchungscode" in phone.say("ja").text
    assert stands(salon) == [("Tue 14:30", "cancelled"), ("Thu 09:00", "confirmed")]


def test_half_an_hour_later_can_be_had(salon: Line) -> None:
    phone = ringing(salon)
    assert "um 14 Uhr 45, statt" in phone.say("Können Sie meinen Termin auf viertel vor drei verschieben?").text
    assert "ist verschoben" in phone.say("ja").text
    assert stands(salon) == [("Tue 14:45", "confirmed")]


def test_somebody_else_is_told_nothing_and_their_wish_is_passed_on(salon: Line) -> None:
    phone = ringing(salon, caller_number="+493023125778")
    said = phone.say("Hier ist Maria Kunde, ich möchte meinen Termin am Dienstag absagen").text
    assert "14 Uhr" not in said
    assert "Erreichen wir Sie unter" in said
    phone.say("ja")
    assert stands(salon) == [("Tue 14:30", "confirmed")]
    left = salon.database.one("select content from public.customer_interactions where type = 'message'")
    assert "meinen Termin am Dienstag absagen" in left["content"]


def test_with_a_code_an_appointment_is_cancelled_from_any_telephone(salon: Line) -> None:
    salon.database.all("update public.companies set caller_proof = 'code' returning 1")
    code = salon.appointments()[0]["appointment_code"]
    phone = ringing(salon, caller_number="+493023125778")
    assert "Buchungscode" in phone.say("Ich möchte meinen Termin absagen").text
    said = phone.say("000000" if code != "000000" else "111111").text
    assert "passt leider nicht" in said
    assert "Soll ich diesen Termin absagen?" in phone.press(code).text
    phone.say("ja")
    assert stands(salon) == [("Tue 14:30", "cancelled")]


def test_with_a_date_of_birth_an_appointment_is_told(salon: Line) -> None:
    salon.database.all("update public.companies set caller_proof = 'birth_date' returning 1")
    salon.database.all("update public.customers set date_of_birth = '1985-03-12' returning 1")
    phone = ringing(salon)
    assert "Geburtsdatum" in phone.say("Wann ist mein Termin?").text
    assert "um 14 Uhr 30" in phone.say("zwölfter März neunzehnhundertfünfundachtzig").text


def test_what_is_too_late_to_change_is_said_and_a_message_offered(salon: Line) -> None:
    salon.database.all("update public.companies set change_notice_hours = 336 returning 1")
    phone = ringing(salon)
    phone.say("Ich möchte meinen Termin absagen")
    said = phone.say("ja").text
    assert "zu kurzfristig" in said
    assert "Soll ich eine Nachricht aufnehmen?" in said
    assert stands(salon) == [("Tue 14:30", "confirmed")]


def test_the_same_as_last_time_is_read_from_the_last_visit(salon: Line) -> None:
    with salon.database.connect() as conn:
        conn.execute("set session_replication_role = replica")
        conn.execute(
            "update public.appointments set start_time = start_time - interval '60 days', end_time = end_time - interval '60 days'"
        )
    phone = ringing(salon)
    said = phone.say("Das gleiche wie letztes Mal bitte, am Mittwoch in einer Woche um elf").text
    assert said.startswith("Wie beim letzten Mal: Herrenhaarschnitt bei Maria Schmidt.")
    assert "Buchungscode" in phone.say("ja").text


def test_an_appointment_is_moved_in_swedish(line: Line) -> None:
    phone = ringing(line, company="PLUMBER", caller_number="+46701740605")
    phone.say("Hej, jag vill boka servicebesök hos Erik om två veckor på tisdag klockan nio")
    assert "bokningskod" in phone.say("ja tack").text
    phone.hang_up()
    phone = ringing(line, company="PLUMBER", caller_number="+46701740605")
    assert "i stället för" in phone.say("Hej, kan jag flytta min tid till klockan elva?").text
    assert "är flyttad" in phone.say("ja").text
    assert stands(line, STOCKHOLM) == [("Tue 11:00", "confirmed")]


def test_who_asks_for_the_waiting_list_is_on_it(line: Line) -> None:
    phone = ringing(line)
    assert (
        "auf die Warteliste setzen: Färben"
        in phone.say("Setzen Sie mich bitte für Färben am Freitag auf die Warteliste").text
    )
    assert "Sie stehen auf der Warteliste" in phone.say("ja").text
    entry = line.database.one("select * from public.waitlist_entries")
    friday = entry["days"][0]
    assert (friday.isoweekday(), entry["status"]) == (5, "waiting")
    assert friday - datetime.now(BERLIN).date() <= timedelta(days=7)


def test_a_job_that_nobody_can_book_is_a_lead(line: Line) -> None:
    phone = ringing(line, company="PLUMBER", caller_number="+46701740605")
    phone.say("Hej, jag behöver en offert")
    phone.say("Ny dusch och nya rör i badrummet")
    phone.say("Karin Berg")
    assert "uppskrivet" in phone.say("ja").text
    lead = line.database.one("select contact_person, phone_normalized, notes from public.leads")
    assert lead == {
        "contact_person": "Karin Berg", "phone_normalized": "+46701740605", "notes": "Ny dusch och nya rör i badrummet",
    }  # fmt: skip


def test_insults_end_the_call(line: Line) -> None:
    phone = ringing(line)
    assert "freundlich" in phone.say("Du Arschloch").text
    assert not phone.over
    phone.say("Halt die Klappe")
    assert phone.over
