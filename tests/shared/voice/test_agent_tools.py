"""The tools of a call for a vendor's own agent: JSON in, a sentence out, once by content."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from shared.domain.spoken.speaking import say_date
from shared.voice.agent_tools import AGENT_TOOLS, use_for_agent
from tests.support.calls import BERLIN, LiveCall, booked, coming_tuesday, ring
from tests.support.database import Database

TWO, FOUR = coming_tuesday(14), coming_tuesday(16)
DAY = TWO.date().isoformat()

Use = Callable[..., str]


def agent(call: LiveCall) -> Use:
    """A vendor's agent in this call: `use("hold_slot", service=…)`."""
    recall = call.turn(0)
    business, caller = recall.business, recall.caller
    assert business
    assert caller

    def use(name: str, /, **arguments: object) -> str:
        return use_for_agent(name, arguments, business=business, caller=caller, tools=call.tools, now=datetime.now(UTC))

    return use


def standing(database: Database) -> list[tuple[str, str]]:
    rows = database.all("select start_time, status from public.appointments where status <> 'held' order by created_at")
    return [(f"{row['start_time'].astimezone(BERLIN):%H:%M}", row["status"]) for row in rows]


def test_a_booking_is_read_back_made_and_repeated_in_the_same_words(database: Database) -> None:
    use = agent(ring(database))
    wish = {"service": "Herrenhaarschnitt", "person": "Maria", "day": DAY, "time": "14:00"}
    assert use("hold_slot", **wish).endswith("?")
    assert standing(database) == []
    said = use("book_appointment", **wish)
    assert "14 Uhr" in said
    assert "Buchungscode" in said
    assert say_date("de", TWO.date()) in said
    assert use("book_appointment", **wish) == said
    assert standing(database) == [("14:00", "confirmed")]


def test_a_booking_without_its_day_asks_for_it_and_one_that_is_taken_offers_others(database: Database) -> None:
    booked(ring(database, caller="+4915255509999"), TWO)
    use = agent(ring(database))
    assert "Tag" in use("book_appointment", service="Herrenhaarschnitt")
    said = use("book_appointment", service="Herrenhaarschnitt", person="Maria", day=DAY, time="14 Uhr")
    assert "14 Uhr 30" in said
    assert standing(database) == [("14:00", "confirmed")]


def test_an_appointment_is_told_and_moved_once_the_caller_has_agreed(database: Database) -> None:
    mine = booked(ring(database), TWO)
    use = agent(ring(database))
    assert "14 Uhr" in use("my_appointments")
    wish = {"which": "der Haarschnitt bei Maria", "time": "16:00"}
    assert use("move_appointment", **wish).endswith("?")
    assert standing(database) == [("14:00", "confirmed")]
    said = use("move_appointment", **wish, agreed="yes")
    assert "16 Uhr" in said
    assert ", ".join(mine.code) in said
    assert use("move_appointment", **wish, agreed="yes") == said
    assert standing(database) == [("16:00", "confirmed")]


def test_an_appointment_is_called_off_once_and_said_so_again(database: Database) -> None:
    booked(ring(database), TWO)
    use = agent(ring(database))
    assert use("cancel_appointment", which=DAY).endswith("?")
    assert standing(database) == [("14:00", "confirmed")]
    said = use("cancel_appointment", which=DAY, agreed=True)
    assert "abgesagt" in said
    assert use("cancel_appointment", which=DAY, agreed=True) == said
    assert standing(database) == [("14:00", "cancelled")]


def test_the_same_words_coming_late_do_not_call_off_the_one_that_is_left(database: Database) -> None:
    earlier = ring(database)
    booked(earlier, TWO), booked(earlier, FOUR)
    use = agent(ring(database))
    assert "?" in use("cancel_appointment", which=DAY, agreed="yes")
    use("cancel_appointment", which=f"{DAY} 14:00", agreed="yes")
    assert "?" in use("cancel_appointment", which=DAY, agreed="yes")
    assert standing(database) == [("14:00", "cancelled"), ("16:00", "confirmed")]


def test_who_calls_is_proven_to_the_database_and_not_to_the_agent(database: Database) -> None:
    mine = booked(ring(database), TWO)
    database.all("update public.companies set caller_proof = 'code' returning 1")
    use = agent(ring(database, caller="+4915255509999"))
    for _ in range(2):
        assert "Buchungscode" in use("my_appointments")
        assert "Buchungscode" in use("cancel_appointment", which=DAY, agreed="yes")
    assert standing(database) == [("14:00", "confirmed")]
    assert "14 Uhr" in use("my_appointments", proof=" ".join(mine.code))
    assert "abgesagt" in use("cancel_appointment", which=DAY, agreed="yes")


def test_messages_leads_and_the_list_are_kept_once(database: Database) -> None:
    use = agent(ring(database))
    for _ in range(2):
        assert use("take_message", text="Bitte Rückruf", callback_number="0152 555 01111")
        assert use("create_lead", text="Hochzeit mit acht Gästen", name="Karla Kundin")
        assert "Warteliste" in use("join_waitlist", service="Färben", day=DAY)
    (message,) = database.all("select callback_number from public.customer_interactions where type = 'message'")
    assert message["callback_number"] == "+4915255501111"
    assert len(database.all("select 1 from public.leads")) == 1
    assert len(database.all("select 1 from public.waitlist_entries")) == 1


@pytest.mark.parametrize("number", ["zwölf", "0", "+49"])
def test_a_number_that_is_none_is_asked_for_again(database: Database, number: str) -> None:
    use = agent(ring(database))
    assert use("take_message", text="Bitte Rückruf", callback_number=number)
    assert database.all("select 1 from public.customer_interactions where type = 'message'") == []


def test_every_tool_that_is_told_of_answers_something_whatever_it_is_given(database: Database) -> None:
    use = agent(ring(database))
    for each in AGENT_TOOLS:
        for given in ({}, dict.fromkeys(each["parameters"]["properties"], "zapp"), {"which": ["a"], "text": None}):
            assert use(each["name"], **given).strip()
    for name in ("delete_everything", "transfer_to_person", "end_call", ""):
        assert use(name) == "There is no such tool."
    assert standing(database) == []
