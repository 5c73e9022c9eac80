"""Calls as files: what is refused, what is noticed, and that a call held by hand can be played again."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from local.call_outcome import Fact, differences
from local.call_recorder import CallRecorder
from local.call_script import WEEKDAYS, ScriptError, as_dates, as_spoken, read_script, with_placeholders
from tests.conversations.dialects import TWILIO, Switchboard
from tests.conversations.player import ZONES, play
from tests.support.as_it_was import AsItWas

BOOKING = """
# A call
company: salon
language: de

caller: Einen Herrenhaarschnitt bei Maria am {friday} um zehn
caller: Ja
hangs up
"""
FRIDAY = "expect: appointment: Herrenhaarschnitt; Maria Schmidt; {friday} 10:00"


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.call"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_booking_goes_as_written(switchboard: Switchboard, tmp_path: Path) -> None:
    assert "Buchungscode" in play(switchboard, read_script(written(tmp_path, BOOKING + FRIDAY)), TWILIO)[-1]


@pytest.mark.parametrize(
    ("expected", "noticed"),
    [
        ("", "nobody expected appointment"),
        (FRIDAY.replace("friday", "saturday"), "expected appointment"),
        (f"{FRIDAY}\nexpect: message: Rückruf", "expected message: Rückruf; there is nothing of the kind"),
        (f"{FRIDAY}\nexpect: customer: Karla Kunze", "there is customer: nobody"),
        (f"{FRIDAY}\nexpect: language: sv", "there is language: de"),
        (f"{FRIDAY}\nassistant: Auf Wiederhören", "expected to hear: Auf Wiederhören"),
        (f"{FRIDAY}\ncaller: Hallo?", "the call is over already"),
    ],
)
def test_a_call_that_goes_otherwise_is_noticed(
    switchboard: Switchboard, tmp_path: Path, expected: str, noticed: str
) -> None:
    with pytest.raises(AssertionError, match=noticed):
        play(switchboard, read_script(written(tmp_path, BOOKING + expected)), TWILIO)


def test_somebody_elses_appointment_that_is_touched_is_noticed(switchboard: Switchboard, tmp_path: Path) -> None:
    switchboard.conn.execute("""
        create function public.test_meddle() returns trigger language plpgsql as $$
        begin update public.appointments set status = 'no_show' where call_id is null; return new; end $$;
        create trigger test_meddle before update of duration_seconds on public.calls
        for each row execute function public.test_meddle()""")
    try:
        text = f"given: taken: Färben; Maria Schmidt; {{tuesday}} 10:00\n{BOOKING}{FRIDAY}"
        with pytest.raises(AssertionError, match="somebody else's appointment was touched"):
            play(switchboard, read_script(written(tmp_path, text)), TWILIO)
    finally:
        switchboard.conn.execute("drop function public.test_meddle() cascade")


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("whistles: a tune", "nobody knows what 'whistles' is"),
        ("just words", "not understood"),
        ("company: bakery", "a call has a company"),
    ],
)
def test_a_file_that_is_no_call_says_why(tmp_path: Path, line: str, wrong: str) -> None:
    with pytest.raises(ScriptError, match=wrong):
        read_script(written(tmp_path, f"{BOOKING}{line}\n"))


def test_days_are_named_and_found_again() -> None:
    for ahead in range(14):
        today = date(2026, 11, 21) + timedelta(days=ahead)
        for later in range(21):
            day = (today + timedelta(days=later)).isoformat()
            assert as_dates(with_placeholders(f"{day} 10:00", today), today) == f"{day} 10:00"
        for number, name in enumerate(WEEKDAYS):
            found = date.fromisoformat(as_dates(f"{{{name}}}", today))
            assert found.weekday() == number
            assert 1 <= (found - today).days <= 7
    assert as_spoken("am {tuesday}", date(2026, 11, 21), "de") == "am Dienstag, den 24. November"
    assert as_dates("{monday next week}", date(2026, 11, 21)) == "2026-11-23"


def test_words_of_a_message_are_contained_and_every_other_field_is_the_same() -> None:
    left: list[Fact] = [("message", ("Bitte um Rückruf", "+493023125777")), ("status", ("completed",))]
    assert differences([("message", ("rückruf",))], left) == []
    assert differences([("message", ("*", "+493023125777"))], left) == []
    assert differences([("message", ("rückruf", "+4930231257"))], left) != []


def test_a_call_held_by_hand_can_be_played_again(switchboard: Switchboard, as_it_was: AsItWas, tmp_path: Path) -> None:
    phone = switchboard.phone(TWILIO, "salon", caller_number="+493023125777")
    read, path = switchboard.database.all, tmp_path / "booking" / "held.call"
    path.parent.mkdir()
    recorder = CallRecorder(path, "salon", "+493023125777", datetime.now(ZONES["salon"]).date())
    recorder.rang(read, phone.call_sid, phone.ring())
    for words in ("Bartpflege am Freitag um elf", "Ja", "Jonas Berger"):
        recorder.did("caller", words)
        recorder.heard(phone.say(words))
    recorder.did("hangs up")
    phone.hang_up()
    recorder.write(read, phone.call_sid)
    script = read_script(path)
    assert script.expected == (
        ("appointment", ("Bartpflege", "Thomas Weber", "{friday} 11:00")),
        ("customer", ("Jonas Berger",)),
    )
    as_it_was.restore()
    play(switchboard, script, TWILIO)
