"""What became of a call: who rang, what was done, what is left to do, and how the caller felt, by rules alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.db import telephony, turns
from shared.db.connection import disconnect
from shared.domain.calls import Aftermath, CallEvent, CallStatus, Heard, Line, Reply, Then
from shared.domain.tools import Booked, Cancelled
from tests.support.calls import (
    CALLER,
    COLOURING,
    MARIA,
    SALON,
    SALON_INTEGRATION,
    SALON_OWNER,
    LiveCall,
    coming_tuesday,
    ring,
)
from tests.support.database import Database, acting_as

DONE = CallStatus.COMPLETED
PERSON = "+493023125199"
DAYS = {
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}
MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "sv": "januari februari mars april maj juni juli augusti september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}
TUESDAY, WEDNESDAY = coming_tuesday(14, 30), coming_tuesday(10) + timedelta(days=1)

_callers = count(1)


def day(language: str, day: date) -> str:
    weekday, month = DAYS[language][day.weekday()], MONTHS[language][day.month - 1]
    return f"{weekday}, {day.day}. {month}" if language == "de" else f"{weekday} {day.day} {month}"


def when(language: str, start: datetime) -> str:
    at = {"de": ", {:%H:%M} Uhr", "sv": " kl. {:%H:%M}", "en": " at {:%H:%M}"}[language]
    return day(language, start.date()) + at.format(start)


def begin(database: Database, **changed: Any) -> LiveCall:
    """A call of somebody who never rang before."""
    return ring(database, **({"caller": f"+49152555{next(_callers):05}"} | changed))


def says(
    call: LiveCall, number: int, words: str, *about: str, then: Then = Then.LISTEN, state: dict[str, object] | None = None
) -> None:  # fmt: skip
    """One turn: what the caller says, and our answer."""
    assert call.turn(number, Heard(words)).outcome == "answer"
    answers(call, number, *about, then=then, state=state)


def answers(
    call: LiveCall, number: int, *about: str, then: Then = Then.LISTEN, state: dict[str, object] | None = None
) -> None:
    assert call.id
    to = PERSON if then is Then.TRANSFER else None
    reply = Reply("Gern.", "de", then, to, state, about=about)
    turns.record_turn(call.voice, call_id=call.id, turn=number, reply=reply, attempts=(), stages={"total": 10 * number})


def left(database: Database, call: LiveCall) -> dict[str, Any]:
    return database.one("select * from public.calls where id = %s", call.id)


def summary(database: Database, call: LiveCall) -> str:
    return str(left(database, call)["summary"])


def speak(database: Database, language: str) -> None:
    database.all("update public.companies set language = %s where id = %s returning 1", language, SALON)


# What happens in a call, and what is to be read of it afterwards, without who rang.
def _nothing_said(_: LiveCall) -> None:
    pass


def _booked(call: LiveCall) -> None:
    says(call, 1, "Ja, bitte", "thanks")
    assert isinstance(call.book(TUESDAY, staff=MARIA), Booked)


def _booked_and_moved(call: LiveCall) -> None:
    _booked(call)
    (own,) = call.tools.my_appointments()  # type: ignore[misc]
    assert isinstance(call.tools.move_appointment(appointment_id=own.id, staff_id=None, start=WEDNESDAY), Booked)


def _booked_and_called_off(call: LiveCall) -> None:
    _booked(call)
    (own,) = call.tools.my_appointments()  # type: ignore[misc]
    assert isinstance(call.tools.cancel_appointment(appointment_id=own.id), Cancelled)


def _message(call: LiveCall) -> None:
    says(call, 1, "Eine Nachricht")
    call.message("Bitte rufen Sie\nmich zurück.", "+4915255509999")


def _message_on_tape(call: LiveCall) -> None:
    says(call, 1, "Eine Nachricht")
    call.tools.take_recording(recording_url="https://api.twilio.com/recording")


def _lead(call: LiveCall) -> None:
    says(call, 1, "Ein Angebot")
    call.tools.create_lead(text="Frisuren für eine Hochzeit", name="Karla Kundin", callback_number=None)


def _waits(call: LiveCall) -> None:
    says(call, 1, "Auf die Warteliste")
    days = (WEDNESDAY.date(), TUESDAY.date())
    call.tools.join_waitlist(service_id=COLOURING, staff_id=MARIA, days=days, not_before=time(9), before=time(12, 30))


def _asks(call: LiveCall) -> None:
    says(call, 1, "Was kostet das, und wann haben Sie auf?", "price", "hours")


def _nobody_there(call: LiveCall) -> None:
    says(call, 1, "Einen Menschen, bitte", "human", then=Then.TRANSFER)
    says(call, 2, "", "nobody_there", then=Then.RECORD)


def _put_through(call: LiveCall) -> None:
    says(call, 1, "Ich möchte mich beschweren", "complaint", then=Then.TRANSFER)
    says(call, 2, "", "put_through", then=Then.HANG_UP)


def _no_person(call: LiveCall) -> None:
    says(call, 1, "Einen Menschen, bitte", "human")


def _not_understood(call: LiveCall) -> None:
    says(call, 1, "Kauderwelsch", state={"receptionist": 1, "unclear": 1})
    says(call, 2, "Kauderwelsch", state={"receptionist": 1, "unclear": 2})


def _hung_up_before_yes(call: LiveCall) -> None:
    held = {"staff_id": str(MARIA), "start": TUESDAY.isoformat()}
    wish = {"service_id": str(COLOURING)}
    says(call, 1, "Färben", state={"receptionist": 1, "asking": "confirm", "purpose": "", "held": held, "wish": wish})


def _insults(call: LiveCall) -> None:
    says(call, 1, "Vollidiot", "abuse")


def _small_talk(call: LiveCall) -> None:
    says(call, 1, "Guten Tag")


SCENES: dict[str, tuple[Callable[[LiveCall], None], dict[str, str], str | None]] = {
    "hung up without a word": (_nothing_said, {
        "de": "Aufgelegt, ohne ein Wort zu sagen.",
        "sv": "Lade på utan att säga något.",
        "en": "Hung up without a word.",
    }, None),
    "booked": (_booked, {
        "de": "Gebucht: Herrenhaarschnitt bei Maria Schmidt, {tuesday}.",
        "sv": "Bokat: Herrenhaarschnitt hos Maria Schmidt, {tuesday}.",
        "en": "Booked: Herrenhaarschnitt with Maria Schmidt, {tuesday}.",
    }, "positive"),
    "booked and moved on": (_booked_and_moved, {
        "de": "Gebucht: Herrenhaarschnitt bei Maria Schmidt, {wednesday}.",
        "sv": "Bokat: Herrenhaarschnitt hos Maria Schmidt, {wednesday}.",
        "en": "Booked: Herrenhaarschnitt with Maria Schmidt, {wednesday}.",
    }, "positive"),
    "booked and called off": (_booked_and_called_off, {
        "de": "Nichts vereinbart.", "sv": "Inget avtalat.", "en": "Nothing arranged.",
    }, "positive"),
    "message": (_message, {
        "de": "Nachricht: „Bitte rufen Sie mich zurück.“. Bitte zurückrufen: +4915255509999.",
        "sv": "Meddelande: ”Bitte rufen Sie mich zurück.”. Ring tillbaka: +4915255509999.",
        "en": "Message: “Bitte rufen Sie mich zurück.”. Please call back: +4915255509999.",
    }, "neutral"),
    "message on tape": (_message_on_tape, {
        "de": "Nachricht auf Band. Bitte zurückrufen: {number}.",
        "sv": "Inspelat meddelande. Ring tillbaka: {number}.",
        "en": "Recorded message. Please call back: {number}.",
    }, "neutral"),
    "lead": (_lead, {
        "de": "Anfrage: „Frisuren für eine Hochzeit“. Bitte zurückrufen: {number}.",
        "sv": "Förfrågan: ”Frisuren für eine Hochzeit”. Ring tillbaka: {number}.",
        "en": "Enquiry: “Frisuren für eine Hochzeit”. Please call back: {number}.",
    }, "neutral"),
    "waiting list": (_waits, {
        "de": "Warteliste: Färben bei Maria Schmidt, {days}, 09:00 bis 12:30. Melden, sobald etwas frei wird: {number}.",
        "sv": "Väntelista: Färben hos Maria Schmidt, {days}, 09:00 till 12:30. Hör av dig när något blir ledigt: {number}.",
        "en": "Waiting list: Färben with Maria Schmidt, {days}, 09:00 to 12:30. Tell them when something becomes free: {number}.",
    }, "neutral"),
    "asked": (_asks, {
        "de": "Fragte nach Preisen und Öffnungszeiten.",
        "sv": "Frågade om priser och öppettider.",
        "en": "Asked about opening hours and prices.",
    }, "neutral"),
    "nobody there": (_nobody_there, {
        "de": f"An {PERSON} weitergeleitet, niemand ging ran. Bitte zurückrufen: {{number}}.",
        "sv": f"Kopplad vidare till {PERSON}, ingen svarade. Ring tillbaka: {{number}}.",
        "en": f"Passed on to {PERSON}, nobody answered. Please call back: {{number}}.",
    }, "negative"),
    "complaint put through": (_put_through, {
        "de": f"Beschwerde, mit {PERSON} verbunden.",
        "sv": f"Klagomål, kopplad till {PERSON}.",
        "en": f"Complaint, put through to {PERSON}.",
    }, "negative"),
    "nobody to put through to": (_no_person, {
        "de": "Wollte mit jemandem sprechen. Bitte zurückrufen: {number}.",
        "sv": "Ville tala med någon. Ring tillbaka: {number}.",
        "en": "Wanted to speak to somebody. Please call back: {number}.",
    }, "negative"),
    "not understood": (_not_understood, {
        "de": "Kam nicht zurecht und legte auf.",
        "sv": "Blev inte förstådd och lade på.",
        "en": "Was not understood and hung up.",
    }, "negative"),
    "hung up before the yes": (_hung_up_before_yes, {
        "de": "Nicht bestätigt: Färben bei Maria Schmidt, {tuesday}.",
        "sv": "Inte bekräftat: Färben hos Maria Schmidt, {tuesday}.",
        "en": "Not confirmed: Färben with Maria Schmidt, {tuesday}.",
    }, "neutral"),
    "insults": (_insults, {"de": "Wurde beleidigend.", "sv": "Blev otrevlig.", "en": "Became abusive."}, "negative"),
    "nothing came of it": (_small_talk, {
        "de": "Nichts vereinbart.", "sv": "Inget avtalat.", "en": "Nothing arranged.",
    }, "neutral"),
}  # fmt: skip
RANG = {"de": "Anruf von {who} (neu).", "sv": "Samtal från {who} (ny).", "en": "Call from {who} (new)."}
BETWEEN = {"de": " bis ", "sv": " till ", "en": " to "}


@pytest.mark.parametrize("scene", SCENES)
def test_what_became_of_a_call_is_told_in_the_language_of_the_business(database: Database, scene: str) -> None:
    happens, told, felt = SCENES[scene]
    for language in ("de", "sv", "en"):
        speak(database, language)
        call = begin(database)
        happens(call)
        call.status(DONE, 44)
        days = BETWEEN[language].join(day(language, each.date()) for each in (TUESDAY, WEDNESDAY))
        words = told[language].format(
            number=call.caller, tuesday=when(language, TUESDAY), wednesday=when(language, WEDNESDAY), days=days
        )
        row = left(database, call)
        assert row["summary"] == f"{RANG[language].format(who=call.caller)} {words}"
        assert (row["sentiment"], row["summary_by"]) == (felt, "rule")
        # The next caller finds the time free again.
        database.all("delete from public.appointments returning 1")


def test_who_is_known_is_called_by_name_and_what_they_move_is_told_from_and_to(database: Database) -> None:
    first = begin(database)
    says(first, 1, "Ja")
    first.book(TUESDAY, staff=MARIA)
    first.name("Jonas Berger")
    first.status(DONE, 30)
    assert summary(database, first).startswith("Anruf von Jonas Berger (neu). Gebucht: ")
    second = begin(database, caller=first.caller)
    (own,) = second.tools.my_appointments()  # type: ignore[misc]
    for start in (TUESDAY + timedelta(hours=1), WEDNESDAY):
        second.tools.move_appointment(appointment_id=own.id, staff_id=None, start=start)
    second.status(DONE, 30)
    assert summary(database, second) == (
        f"Anruf von Jonas Berger (bekannt). Verlegt: Herrenhaarschnitt bei Maria Schmidt, von {when('de', TUESDAY)}"
        f" auf {when('de', WEDNESDAY)}."
    )
    third = begin(database, caller=first.caller)
    third.tools.move_appointment(appointment_id=own.id, staff_id=None, start=TUESDAY)
    third.tools.cancel_appointment(appointment_id=own.id)
    third.status(DONE, 30)
    assert summary(database, third).endswith(f"Abgesagt: Herrenhaarschnitt bei Maria Schmidt, {when('de', WEDNESDAY)}.")


def test_who_was_written_down_before_they_ever_rang_is_known_and_who_rings_again_was_new_the_first_time(
    database: Database,
) -> None:
    number = "+4915255599999"
    database.all(
        "insert into public.customers (company_id, last_name, phone, phone_normalized) values (%s, 'Blum', %s, %s) returning 1",
        SALON, number, number,
    )  # fmt: skip
    written_down, new = begin(database, caller=number), begin(database)
    for call in (written_down, new):
        says(call, 1, "Guten Tag")
        call.status(DONE, 30)
    begin(database, caller=new.caller)
    answers(new, 2, "price")
    assert summary(database, written_down) == "Anruf von Blum (bekannt). Nichts vereinbart."
    assert summary(database, new) == f"Anruf von {new.caller} (neu). Fragte nach Preisen."


def test_a_message_that_is_ready_when_the_caller_has_long_hung_up_is_in_it(database: Database) -> None:
    call = begin(database)
    says(call, 1, "Eine Nachricht", then=Then.RECORD)
    call.status(DONE, 30)
    assert summary(database, call).endswith("Nichts vereinbart.")
    call.tools.take_recording(recording_url="https://api.twilio.com/recording")
    assert summary(database, call).endswith(f"Nachricht auf Band. Bitte zurückrufen: {call.caller}.")
    assert left(database, call)["intent"] == "message"


def test_a_withheld_number_and_a_message_without_one_say_so(database: Database) -> None:
    call = begin(database, caller=None)
    says(call, 1, "Eine Nachricht")
    call.message("Bis später.")
    call.status(DONE, 30)
    assert summary(database, call) == (
        "Anruf mit unterdrückter Nummer. Nachricht: „Bis später.“. Keine Nummer für den Rückruf."
    )


def test_a_long_message_is_cut_where_a_word_ends(database: Database) -> None:
    call = begin(database)
    call.message("Donaudampfschifffahrt " * 30)
    call.status(DONE, 30)
    words = summary(database, call).partition("„")[2].partition("“")[0]
    assert words.removesuffix(" …").split() == ["Donaudampfschifffahrt"] * 5


@pytest.mark.parametrize(("zone", "hours"), [("Europe/Helsinki", 1), ("Europe/London", -1)])
def test_times_are_those_of_the_branch(database: Database, zone: str, hours: int) -> None:
    call = begin(database)
    call.book(TUESDAY, staff=MARIA)
    database.all("update public.branches set timezone = %s where company_id = %s returning 1", zone, SALON)
    call.status(DONE, 30)
    assert TUESDAY.astimezone(ZoneInfo(zone)).hour == TUESDAY.hour + hours
    assert when("de", TUESDAY.astimezone(ZoneInfo(zone))) in summary(database, call)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (CallStatus.BUSY, "Besetzt."),
        (CallStatus.FAILED, "Nicht zustande gekommen."),
        (CallStatus.NO_ANSWER, "Aufgelegt, bevor jemand annahm."),
        (CallStatus.CANCELLED, "Aufgelegt, bevor jemand annahm."),
    ],
)
def test_a_call_that_nobody_took_says_why(database: Database, status: CallStatus, words: str) -> None:
    call = begin(database, answered=False)
    call.status(CallStatus.RINGING)
    call.status(status)
    row = database.one("select summary, sentiment from public.calls")
    assert row == {"summary": f"Anruf von {call.caller} (neu). {words}", "sentiment": None}


def test_of_a_call_of_which_only_the_length_is_known_nothing_is_said(database: Database) -> None:
    call = begin(database, answered=False)
    call.status(DONE, 60)
    row = database.one("select summary, summary_by, sentiment, sentiment_by from public.calls")
    assert set(row.values()) == {None}


def test_a_blocked_caller_was_not_taken(database: Database) -> None:
    call = begin(database)
    call.status(DONE, 5)
    database.all(
        "update public.customers set is_blocked = true, blocked_reason = 'x' where phone_normalized = %s returning 1",
        call.caller,
    )
    again = begin(database, caller=call.caller, answered=False)
    assert again.turn(0).outcome == "blocked"
    again.status(DONE, 5)
    assert summary(database, again) == f"Anruf von {call.caller} (bekannt). Gesperrt, nicht angenommen."


@pytest.mark.parametrize(
    ("about", "state", "felt"),
    [
        (("thanks",), None, "positive"),
        (("thanks", "abuse"), None, "negative"),
        (("emergency",), None, "negative"),
        (("fault", "thanks"), None, "negative"),
        (("sales",), None, "neutral"),
        ((), {"unclear": 1}, "neutral"),
        ((), {"unclear": "many"}, "neutral"),
    ],
)
def test_how_a_caller_felt_goes_by_what_was_said(
    database: Database, about: tuple[str, ...], state: dict[str, object] | None, felt: str
) -> None:
    call = begin(database)
    says(call, 1, "Etwas", *about, state=state)
    call.status(DONE, 30)
    row = left(database, call)
    assert (row["sentiment"], row["sentiment_by"]) == (felt, "rule")


def test_an_emergency_that_got_an_appointment_is_none_to_worry_about(database: Database) -> None:
    call = begin(database)
    says(call, 1, "Ein Notfall", "emergency")
    call.book(TUESDAY)
    call.status(DONE, 30)
    assert left(database, call)["sentiment"] == "positive"


def test_what_a_call_came_to_is_written_beside_it(database: Database) -> None:
    booked, enquired, neither = (begin(database) for _ in range(3))
    booked.book(TUESDAY)
    for number in (1, 2, 3):
        says(booked, number, "Ja")
    _lead(enquired)
    says(neither, 1, "Nein")
    for call in (booked, enquired, neither):
        call.status(DONE, 30)
    columns = "intent, appointment_created, conversion, lead_qualified, satisfaction, latency_ms"
    found = [
        database.one(f"select {columns} from public.calls where id = %s", each.id)
        for each in (booked, enquired, neither)
    ]
    assert [tuple(each.values()) for each in found] == [
        ("book", True, True, False, None, 20),
        ("lead", False, False, True, None, 10),
        (None, False, False, False, None, 10),
    ]


def test_what_comes_late_is_in_it_and_what_comes_twice_is_in_it_once(database: Database) -> None:
    call = begin(database)
    says(call, 1, "Eine Nachricht", then=Then.RECORD)
    recall = call.turn(2, Heard("Ach ja"))
    assert recall.outcome == "answer"
    call.status(DONE, 30)
    for _ in range(2):
        call.tools.take_recording(recording_url="https://api.twilio.com/recording")
        answers(call, 2, "thanks", then=Then.HANG_UP)
    row = left(database, call)
    assert row["summary"] == (f"Anruf von {call.caller} (neu). Nachricht auf Band. Bitte zurückrufen: {call.caller}.")
    assert (row["intent"], row["sentiment"]) == ("message", "positive")
    assert row["transcript"].count("Gern.") == 2


def report(call: LiveCall, key: str, **aftermath: Any) -> CallEvent:
    event = replace(call.event(DONE, f"report:{key}", duration_seconds=44), aftermath=Aftermath(**aftermath))
    return replace(event, type="report")


def tell(call: LiveCall, event: CallEvent) -> str:
    return telephony.take_delivery(
        call.ingest, integration_id=SALON_INTEGRATION, event=event, key=event.key, type=event.type, headers={}, body=b"x"
    )  # fmt: skip


@pytest.mark.parametrize("first", ["rule", "provider"])
def test_a_providers_word_stands_whenever_it_comes(database: Database, first: str) -> None:
    call = begin(database)
    says(call, 1, "Danke", "thanks")
    told = report(call, "1", summary="Wie der Anbieter es sieht.", sentiment="negative")
    steps: list[Callable[[], str]] = [lambda: call.status(DONE, 44), lambda: tell(call, told)]
    for step in steps if first == "rule" else steps[::-1]:
        assert step() == "applied"
    tell(call, report(call, "2", summary="Ein zweites Wort.", sentiment="neutral"))
    answers(call, 1, "complaint")
    row = left(database, call)
    assert (row["summary"], row["summary_by"]) == ("Wie der Anbieter es sieht.", "provider")
    assert (row["sentiment"], row["sentiment_by"]) == ("negative", "provider")


def test_where_a_provider_says_half_the_other_half_is_ours(database: Database) -> None:
    call = begin(database)
    says(call, 1, "Danke", "thanks")
    tell(call, report(call, "1", summary="Wie der Anbieter es sieht."))
    row = left(database, call)
    assert (row["summary_by"], row["sentiment"], row["sentiment_by"]) == ("provider", "positive", "rule")


def test_where_a_vendors_agent_talked_what_it_did_is_told_and_nothing_is_guessed(database: Database) -> None:
    call = begin(database, answered=False)
    call.status(CallStatus.IN_PROGRESS)
    call.id = database.one("select id from public.calls")["id"]
    call.book(TUESDAY, staff=MARIA)
    call.status(DONE, 44)
    tell(call, report(call, "1", lines=(Line("assistant", "Guten Tag"), Line("caller", "Danke, Ihr Idioten!"))))
    row = left(database, call)
    assert row["summary"].endswith(f"Gebucht: Herrenhaarschnitt bei Maria Schmidt, {when('de', TUESDAY)}.")
    assert row["sentiment"] is None
    assert row["transcript"].endswith("Caller: Danke, Ihr Idioten!")


def test_a_persons_grade_is_never_overwritten(database: Database) -> None:
    call = begin(database)
    call.book(TUESDAY)
    _lead(call)
    for graded in ("lead_qualified = false, conversion = false", "satisfaction = 2"):
        with database.connect() as conn, acting_as(conn, SALON_OWNER):
            assert conn.execute(f"update public.calls set {graded} where id = %s".encode(), (call.id,)).rowcount == 1
    call.status(DONE, 30)
    answers(call, 9)
    row = left(database, call)
    assert (row["lead_qualified"], row["conversion"], row["satisfaction"]) == (False, False, 2)
    assert row["graded_at"] is not None


def test_a_grade_that_is_none_of_these_leaves_them_to_the_rules(database: Database) -> None:
    call = begin(database)
    _lead(call)
    with database.connect() as conn, acting_as(conn, SALON_OWNER):
        conn.execute("update public.calls set satisfaction = 4 where id = %s", (call.id,))
    call.status(DONE, 30)
    row = left(database, call)
    assert (row["lead_qualified"], row["graded_at"]) == (True, None)


def test_state_that_makes_no_sense_keeps_no_call_from_being_settled(database: Database) -> None:
    call = begin(database)
    broken: dict[str, object] = {
        "asking": "confirm",
        "purpose": "",
        "held": {"staff_id": "nobody", "start": "never"},
        "wish": {"service_id": str(COLOURING)},
    }
    says(call, 1, "Hallo", "thanks", state=broken)
    assert call.status(DONE, 30) == "applied"
    row = left(database, call)
    assert (row["settled_at"] is not None, row["summary"], row["sentiment"]) == (True, None, "positive")


def erase(database: Database, customer: UUID) -> None:
    with database.connect() as conn, acting_as(conn, SALON_OWNER):
        conn.execute("select public.erase_customer(%s)", (customer,))


def test_who_is_forgotten_is_in_no_summary_and_nothing_late_brings_them_back(database: Database) -> None:
    call = begin(database)
    says(call, 1, "Jonas Berger", "thanks")
    call.name("Jonas Berger")
    call.message("Von Jonas.")
    call.status(DONE, 30)
    assert "Jonas" in summary(database, call)
    erase(database, left(database, call)["customer_id"])
    assert left(database, call)["summary"] is None
    answers(call, 2, "complaint")
    call.message("Noch eine von Jonas.")
    row = left(database, call)
    assert (row["summary"], row["transcript"]) == (None, None)


def test_what_the_companys_periods_took_away_does_not_come_back(database: Database) -> None:
    call = begin(database)
    _message(call)
    call.status(DONE, 30)
    database.all("update public.companies set transcript_retention_days = 30 where id = %s returning 1", SALON)
    with database.connect() as conn:
        conn.execute("set session_replication_role = replica")
        conn.execute("update public.calls set started_at = now() - interval '31 days', ended_at = now() - interval '31 days', "
                     "settled_at = now() - interval '31 days', summary = null, transcript = null")  # fmt: skip
    answers(call, 2, "complaint")
    row = left(database, call)
    assert (row["summary"], row["transcript"]) == (None, None)


def told(call: LiveCall) -> list[CallEvent]:
    """What a provider may tell of a call that is over, in any order."""
    numbered = replace(call.event(CallStatus.IN_PROGRESS, "status:late"), caller_number=CALLER)
    cost = CallEvent("cost:call", "cost", call.provider_call_id, None, None, None, None)
    return [
        call.event(DONE, "status:done", duration_seconds=44),
        numbered,
        cost,
        report(call, "1", lines=(Line("caller", "Was niemand sagte."),)),
        report(call, "2", sentiment="negative"),
    ]


@given(order=st.permutations([0, 1, 2, 3, 4]), again=st.lists(st.integers(0, 4), max_size=4))
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_of_what_a_provider_tells_comes_to_the_same(
    fresh_database: Callable[[], Database], order: list[int], again: list[int]
) -> None:
    found = []
    for each in ([0, 1, 2, 3, 4], [*order, *again]):
        database = fresh_database()
        call = ring(database)
        says(call, 1, "Ja, danke", "thanks", "price")
        call.book(TUESDAY, staff=MARIA)
        events = told(call)
        for place in each:
            tell(call, events[place])
        found.append(
            # How long the answers took is the machine's; that it is kept is ours.
            database.one("select summary, summary_by, sentiment, sentiment_by, intent, conversion, latency_ms is null as unmeasured, transcript from public.calls")
        )  # fmt: skip
        disconnect()
    assert found[0] == found[1]
    assert found[0]["summary"].endswith("Fragte nach Preisen.")
    assert not found[0]["unmeasured"]
    assert (found[0]["sentiment"], found[0]["sentiment_by"]) == ("negative", "provider")
