"""What holds for every call: an answer to anything, a memory that can be replayed, and nothing claimed that is not so."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.business import Caller
from shared.domain.calls import Heard, Then
from shared.domain.receptionist import greet, respond
from shared.domain.receptionist.languages import WORDINGS
from shared.domain.receptionist.words import Sentences
from shared.domain.tools import Booked, Refused, Unproven
from tests.shared.domain.receptionist.calls import (
    SATURDAY_MORNING,
    Calendar,
    Call,
    dentist,
    hairdresser,
    plumber,
    salon,
)

PHRASES = st.sampled_from(
    [
        "ja", "nein", "Haarschnitt", "Herrenhaarschnitt", "Färben", "Maria", "Thomas", "am Dienstag", "Mittwoch", "um halb drei",
        "um vier", "morgen", "am 30. Februar", "so früh wie möglich", "den ersten", "den zweiten", "nicht", "statt", "lieber",
        "Termin", "was kostet", "wann habt ihr offen", "Nachricht", "einen Menschen", "0171 2345678", "mein Name ist Anna",
        "tschüss", "danke", "wie bitte", "yes", "no", "I would like a haircut", "English please", "auf Deutsch", "egal", "später",
        "absagen", "verschieben", "meinen Termin", "wann ist mein Termin", "auf Montag", "und", "ja und", "Warteliste", "stattdessen",
        "Kostenvoranschlag", "du Idiot", "Suchmaschinenoptimierung", "wie letztes Mal", "zur gleichen Zeit", "langsamer", "(noise)",
        "den Haarschnitt", "zu spät", "389954", "12.3.1985", "weiß ich nicht", "cancel my appointment", "move it to", "and", "waiting list",
        "avboka min tid", "flytta till onsdag", "och", "svenska tack", "när är min tid", "offert", "parken", "Weihnachten", "Urlaub", "Notfall", "Moment", "blubb", "?", "99999999999", "halb", "uhr", "über", "doch nicht",
        "hej", "klippning", "på tisdag", "klockan halv tre", "ja tack", "nej", "den första", "vad kostar", "boka", "på svenska", "ett",
        "meddelande", "inte", "070-174 06 05", "jag heter Åsa", "hej då", "vecka 60", "i slutet av", "kronor", "fem i", "spelar ingen roll",
    ]
)  # fmt: skip
SENTENCES = st.lists(PHRASES, min_size=1, max_size=5).map(" ".join)
HEARD = st.one_of(
    SENTENCES.map(lambda text: Heard(text=text)),
    st.text(max_size=60).map(lambda text: Heard(text=text)),
    st.text(alphabet="0123456789*#", max_size=13).map(lambda digits: Heard(digits=digits)),
)
BUSINESSES = st.sampled_from([salon(), salon(transfer=None), dentist(), plumber(), hairdresser()])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=10,
)
SCRIPT = [
    "Haarschnitt am Dienstag",
    "Herren",
    "um halb drei",
    "nein lieber Mittwoch",
    "ja",
    "Anna Müller",
    "nein danke",
]
SCRIPTS = [
    SCRIPT,
    ["Ich möchte meinen Termin verschieben und eine Nachricht hinterlassen", "389954", "den Haarschnitt", "auf Freitag um elf", "ja", "Bitte melden Sie sich bei mir"],
    ["Termin absagen", "389954", "den ersten", "ja", "Ich möchte auf die Warteliste für Färben", "ja"],
    ["Einen Kostenvoranschlag bitte", "für sechs Frisuren zur Hochzeit", "Petra Lang", "ja"],
]  # fmt: skip


HOW = st.sampled_from([None, "number", "code", "birth_date"])


def known_caller(business: Any, how: Any) -> Calendar:
    """Has two appointments, one of them with each of the first two services and people."""
    calendar = Calendar(business, SATURDAY_MORNING)
    for place, hour in enumerate((10, 13)):
        service, person = business.services[place], business.staff[place]
        calendar.has(
            service.name, person.name, SATURDAY_MORNING.replace(day=24 + place, hour=hour), 30, str(389954 + place)
        )
    calendar.visited = calendar.own[0]
    calendar.unproven, calendar.proofs = Unproven(how) if how else None, ("389954", "1985-03-12")
    return calendar


@settings(max_examples=200, deadline=None)
@given(BUSINESSES, st.lists(HEARD, max_size=10), st.booleans(), HOW)
def test_whatever_is_said_there_is_an_answer_and_nothing_is_changed_without_a_yes(
    business: Any, turns: list[Heard], withheld: bool, how: Any
) -> None:
    caller = Caller(None if withheld else "+4915112345678", None)
    calendar = known_caller(business, how)
    reply = greet(business, caller, now=SATURDAY_MORNING)
    for heard in turns:
        before, state = len(calendar.booked), reply.state
        changed = len(calendar.moved), len(calendar.cancelled)
        reply = respond(heard, state, business, caller, calendar, now=SATURDAY_MORNING)
        assert reply.text.strip()
        assert reply.language in WORDINGS
        assert (reply.then is Then.TRANSFER) == (reply.transfer_to is not None)
        assert json.loads(json.dumps(reply.state)) == reply.state
        assert (len(calendar.moved) > changed[0]) <= ((state or {})["asking"] == "confirm")
        assert (len(calendar.cancelled) > changed[1]) <= ((state or {})["asking"] in ("cancel_right", "cancel_all"))
        if len(calendar.booked) > before:
            assert state is not None
            assert state["asking"] == "confirm"
            assert "K, 7, Q, 3" in reply.text
        else:
            assert "K, 7, Q, 3" not in reply.text or "K, 7, Q, 3" in str((state or {}).get("said"))
        if reply.then is not Then.LISTEN:
            break


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.text(max_size=8), JSON, max_size=4), SENTENCES)
def test_a_state_of_another_kind_is_a_fresh_start(state: dict[str, object], text: str) -> None:
    business = salon()
    caller = Caller(None, None)
    reply = respond(
        Heard(text=text), state, business, caller, Calendar(business, SATURDAY_MORNING), now=SATURDAY_MORNING
    )
    assert reply.text.strip()


@settings(max_examples=250, deadline=None)
@given(st.data())
def test_a_damaged_state_of_our_own_still_gets_an_answer(data: st.DataObject) -> None:
    call = Call(salon())
    call.calendar = known_caller(call.business, data.draw(HOW))
    script = data.draw(st.sampled_from(SCRIPTS))
    for line in script[: data.draw(st.integers(0, len(script)))]:
        if call.then is Then.LISTEN:
            call.say(line)
    state: dict[str, Any] = json.loads(json.dumps(call.last.state))
    key = data.draw(st.sampled_from(sorted(state)))
    state[key] = data.draw(
        JSON | st.sampled_from(["confirm", "slot", "service", "menu", "number", "2026-13-45", "24:00"])
    )
    if isinstance(state.get("wish"), dict) and state["wish"]:
        state["wish"][data.draw(st.sampled_from(sorted(state["wish"])))] = data.draw(JSON)
    heard = data.draw(HEARD)
    reply = respond(heard, state, call.business, call.caller, call.calendar, now=call.now)
    assert reply.text.strip()


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_call_can_be_replayed_from_its_turns(script: list[str]) -> None:
    first, second = Call(salon()), Call(salon())
    first.calendar, second.calendar = known_caller(first.business, "code"), known_caller(second.business, "code")
    assert [first.say(line) for line in script] == [second.say(line) for line in script]
    assert first.last == second.last


@settings(max_examples=60, deadline=None)
@given(BUSINESSES, st.lists(HEARD, max_size=6), HOW)
def test_the_same_turns_give_the_same_call(business: Any, turns: list[Heard], how: Any) -> None:
    ends = []
    for _ in range(2):
        calendar, caller = known_caller(business, how), Caller("+4915112345678", None)
        reply = greet(business, caller, now=SATURDAY_MORNING)
        for heard in turns:
            if reply.then is Then.LISTEN:
                state = json.loads(json.dumps(reply.state))
                reply = respond(heard, state, business, caller, calendar, now=SATURDAY_MORNING)
        ends.append((reply, calendar.booked, calendar.moved, calendar.cancelled, calendar.messages, calendar.leads))
    assert ends[0] == ends[1]


def test_the_state_that_was_handed_in_is_not_changed() -> None:
    call = Call(salon())
    call.say("Haarschnitt am Dienstag")
    before = json.dumps(call.last.state)
    respond(Heard(text="Herren um drei"), call.last.state, call.business, call.caller, call.calendar, now=call.now)
    assert json.dumps(call.last.state) == before


def test_a_tool_that_fails_raises_through_and_the_turn_can_be_tried_again() -> None:
    class Broken(Calendar):
        def book_appointment(self, *, service_id: UUID, staff_id: UUID | None, start: datetime) -> Booked | Refused:
            raise TimeoutError

    call = Call(salon())
    call.say("Herrenhaarschnitt am Dienstag um halb drei")
    with pytest.raises(TimeoutError):
        respond(
            Heard(text="ja"), call.last.state, call.business, call.caller, Broken(call.business, call.now), now=call.now
        )
    assert "K, 7, Q, 3" in call.say("ja")


def test_a_state_written_by_somebody_else_is_ignored() -> None:
    business = salon()
    reply = respond(
        Heard(text="Wann habt ihr offen?"), {"messages": [1], "asking": "confirm"}, business, Caller(None, None),
        Calendar(business, SATURDAY_MORNING), now=SATURDAY_MORNING,
    )  # fmt: skip
    assert "Dienstag bis Freitag" in reply.text


def test_a_service_that_is_gone_meanwhile_is_asked_for_again() -> None:
    call = Call(salon())
    call.say("Herrenhaarschnitt am Dienstag um halb drei")
    reply = respond(
        Heard(text="ja"), call.last.state, dentist(), call.caller, Calendar(dentist(), call.now), now=call.now
    )
    assert reply.text.strip()
    assert call.booked == []


def test_the_owners_greeting_is_spoken_and_the_name_of_the_business_never_missing() -> None:
    own = salon(first_message="Guten Tag, Salon Lindenblüte, was darf es sein?")
    assert (
        greet(own, Caller(None, None), now=SATURDAY_MORNING).text == "Guten Tag, Salon Lindenblüte, was darf es sein?"
    )
    known = greet(own, Caller(None, "Petra Lang"), now=SATURDAY_MORNING)
    assert known.text == "Guten Morgen, Petra Lang, Salon Lindenblüte, was darf es sein?"
    bare = salon(first_message="Was darf es sein?")
    assert greet(bare, Caller(None, None), now=SATURDAY_MORNING).text == "Salon Lindenblüte. Was darf es sein?"


@pytest.mark.parametrize(("hour", "hello"), [(8, "Guten Morgen"), (13, "Guten Tag"), (19, "Guten Abend")])
def test_the_greeting_knows_the_time_of_day(hour: int, hello: str) -> None:
    assert greet(salon(), Caller(None, None), now=SATURDAY_MORNING.replace(hour=hour)).text.startswith(hello)


def test_every_language_fills_in_the_same_words() -> None:
    def blanks(sentences: Sentences) -> dict[str, set[str]]:
        return {
            name: {part.split("}")[0] for part in text.split("{")[1:]} for name, text in sentences._asdict().items()
        }

    first, *others = (blanks(wording.sentences) for wording in WORDINGS.values())
    for other in others:
        assert other == first


def test_every_language_has_the_same_intents() -> None:
    first, *others = (set(wording.intents) for wording in WORDINGS.values())
    for other in others:
        assert other == first


def test_every_phrase_of_every_language_compiles() -> None:
    for wording in WORDINGS.values():
        assert wording.intent_phrases.everything([]) == []
        assert wording.trade_phrases.everything([]) == []
