"""All of one's appointments cancelled at once: read back, asked once, each cancelled once. Now is 21 November 2026, 10:00."""

from __future__ import annotations

import pytest

from shared.domain.tools import Refused
from tests.shared.domain.receptionist.calls import Call, at, salon

DAYS = {"389954": "2026-11-25 10:00", "389955": "2026-11-26 09:00", "389956": "2026-11-27 11:00"}


def calling(*said: str, codes: int = 3) -> Call:
    call = Call(salon())
    for code, start in list(DAYS.items())[:codes]:
        call.calendar.has("Herrenhaarschnitt", "Maria Schmidt", at(start), 30, code)
    for words in said:
        call.say(words)
    return call


@pytest.mark.parametrize(
    "wish",
    ["Ich möchte alle meine Termine absagen", "bitte sagen Sie alle Termine ab", "sämtliche Termine stornieren bitte",
     "Please cancel all my appointments", "I want to cancel all of my appointments please", "Jag vill avboka alla mina tider"],
)  # fmt: skip
def test_all_are_read_back_and_cancelled_once_on_one_yes(wish: str) -> None:
    call = calling(wish)
    assert call.calendar.cancelled == []
    for day in ("25", "26", "27"):
        assert day in call.last.text
    call.say({"de": "ja", "en": "yes", "sv": "ja"}[call.last.language])
    assert call.calendar.cancelled == list(DAYS)
    call.say({"de": "ja", "en": "yes", "sv": "ja"}[call.last.language])
    assert call.calendar.used.count("cancel_appointment") == 3


@pytest.mark.parametrize("no", ["nein", "ja … nein warte", "äh", "moment", "ja moment", "ja vielleicht", "wie bitte", "was kostet das denn", "aber wann haben Sie offen"])  # fmt: skip
def test_without_a_clear_yes_none_is_cancelled(no: str) -> None:
    assert calling("alle meine Termine absagen", no).calendar.cancelled == []


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ("ja, aber den am Donnerstag nicht", ["389954", "389956"]),
        ("nein, nur den am Donnerstag", ["389955"]),
        ("alle außer Freitag", ["389954", "389955"]),
        ("nur die am Mittwoch und Donnerstag", ["389954", "389955"]),
    ],
)
def test_some_can_be_spared(said: str, gone: list[str]) -> None:
    call = calling("alle meine Termine absagen", said)
    assert call.calendar.cancelled == []
    call.say("ja")
    assert call.calendar.cancelled == gone


def test_both_is_an_answer_to_which() -> None:
    call = calling("Ich möchte meinen Termin absagen", codes=2)
    assert "Welchen Termin meinen Sie" in call.last.text
    assert "alle absagen" in call.say("beide")
    call.say("ja bitte")
    assert call.calendar.cancelled == ["389954", "389955"]


def test_all_of_one_is_one() -> None:
    call = calling("alle meine Termine absagen", codes=1)
    assert call.last.text.endswith("Soll ich diesen Termin absagen?")


def test_what_cannot_be_cancelled_any_more_is_said_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    call = calling("alle meine Termine absagen")
    cancel = call.calendar.cancel_appointment
    late = call.calendar.own[0].id
    monkeypatch.setattr(
        call.calendar,
        "cancel_appointment",
        lambda appointment_id: Refused("too_late") if appointment_id == late else cancel(appointment_id=appointment_id),
    )
    said = call.say("ja")
    assert call.calendar.cancelled == ["389955", "389956"]
    assert "zu kurzfristig" in said
    assert said.count("Ihr Termin ist abgesagt") == 2
    assert said.endswith("Soll ich eine Nachricht aufnehmen?")


def test_by_keys_one_is_yes() -> None:
    call = calling("alle meine Termine absagen")
    call.press("1")
    assert call.calendar.cancelled == list(DAYS)
