"""How a call over a socket is held: silence, recording, a model that hangs. Whole calls, and what stands in the database."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from functions.voice_relay import conversation
from local.phone import Said
from shared.db import relays
from shared.db.connection import connect, disconnect
from shared.voice import model_order, model_turn
from tests.conftest import use_environment
from tests.functions.voice_call.test_manners import consents, deploy, records
from tests.support import fake_openai as fake
from tests.support.fake_openai import FakeOpenAI
from tests.support.line import Line

WISH = "Ich hätte gern einen Herrenhaarschnitt bei Maria am Dienstag um halb drei"


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited for a sound; here, not at all."""
    waited: list[float] = []
    monkeypatch.setattr(conversation, "pause", waited.append)
    return waited


def heard(line: Line) -> list[str]:
    rows = line.database.all("select text from public.call_turns where speaker = 'caller' order by turn")
    return [row["text"] for row in rows]


# ── silence ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_caller_who_keeps_silent_is_asked_again_and_let_go_at_last(line: Line, pauses: list[float]) -> None:
    deploy(line, silence_timeout=7)
    phone = line.relay_phone()
    phone.ring()
    assert "Sind Sie noch da" in phone.stay_silent().text
    assert "höre Sie leider nicht" in phone.stay_silent().text
    said = phone.stay_silent()
    assert "lege jetzt auf" in said.text
    assert phone.over
    assert pauses == [7.0, 7.0, 7.0]
    assert heard(line) == ["", "", ""]


def test_who_speaks_after_a_silence_is_answered_and_the_silences_are_forgotten(line: Line, pauses: list[float]) -> None:
    phone = line.relay_phone()
    phone.ring()
    phone.stay_silent()
    assert "14 Uhr 30" in phone.say(WISH).text
    assert "Sind Sie noch da" in phone.stay_silent().text
    assert "eingetragen" in phone.say("Ja, bitte").text
    phone.hang_up()
    assert [each["status"] for each in line.appointments()] == ["confirmed"]


@pytest.mark.parametrize(("timeout", "waited"), [(1, 3.0), (5, 5.0), (60, 15.0)])
def test_a_silence_is_as_long_as_the_assistant_has_it_within_reason(
    line: Line, pauses: list[float], timeout: int, waited: float
) -> None:
    deploy(line, silence_timeout=timeout)
    phone = line.relay_phone()
    phone.ring()
    phone.stay_silent()
    assert pauses == [waited]
    phone.hang_up()


@pytest.mark.parametrize("meanwhile", ["speaks", "asks", "presses"])
def test_who_does_something_while_we_wait_is_not_asked_whether_they_are_there(
    line: Line, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    monkeypatch.setattr(conversation, "KEY_PAUSE_SECONDS", 0.0)
    phone = line.relay_phone()
    phone.ring()
    said: list[Said] = []

    def act(_: float) -> None:
        if meanwhile == "speaks":
            phone.sound("clientSpeaking", "on")
            line.wait_until(
                lambda: line.database.one("select caller_speaks from private.relay_connections")["caller_speaks"]
            )
        elif meanwhile == "asks":
            said.append(phone.say("Was kostet ein Herrenhaarschnitt?"))
        else:
            said.append(phone.press("9"))

    monkeypatch.setattr(conversation, "pause", act)
    take = relays.take_silence
    taken: list[bool] = []

    def noted(*args: Any, **how: Any) -> bool:
        taken.append(take(*args, **how))
        return taken[-1]

    monkeypatch.setattr(relays, "take_silence", noted)
    phone.sound("agentSpeaking", "on", "off")
    line.wait_until(lambda: bool(taken))
    assert taken == [False]
    if meanwhile == "speaks":
        said.append(phone.say("Was kostet ein Herrenhaarschnitt?"))
    assert "Sind Sie noch da" not in said[0].text
    phone.hang_up()


def test_a_silence_is_taken_once_and_only_when_all_is_answered(line: Line) -> None:
    phone = line.relay_phone()
    phone.ring()
    phone.say("Was kostet ein Herrenhaarschnitt?")
    socket = line.database.one("select connection_id, asked_at from private.relay_connections")
    conn, name = connect(line.database.url("fn_voice")), socket["connection_id"]
    at = socket["asked_at"] + timedelta(seconds=2)

    def sound(is_caller: bool, speaks: bool, after: float) -> int | None:
        then = at + timedelta(seconds=after)
        return relays.note_sound(conn, connection_id=name, is_caller=is_caller, speaks=speaks, at=then)

    def silent(after: float) -> bool:
        return relays.take_silence(conn, connection_id=name, since=at + timedelta(seconds=after))

    assert sound(False, True, 0) is None
    assert sound(True, True, 1) is None
    # Whoever breaks in speaks on while we have stopped.
    assert sound(False, False, 2) is None
    assert not silent(2)
    assert sound(True, False, 3) == 3
    # What is told late changes nothing.
    assert sound(True, True, 2.5) is None
    assert not silent(2)
    relays.press_relay_key(conn, connection_id=name, key="1", at=at)
    assert not silent(3)
    relays.take_relay_keys(conn, connection_id=name, expected=None)
    assert silent(3)
    assert not silent(3)
    # The next turn is being thought about: nobody who waits for an answer is asked whether they are there.
    relays.relay_turn(conn, connection_id=name, asked_at=at + timedelta(seconds=4), provider="twilio")
    assert sound(True, True, 5) is None
    assert sound(True, False, 6) == 3
    assert not silent(6)
    disconnect()
    phone.hang_up()


def test_sounds_of_a_socket_without_a_call_are_nobodys(line: Line) -> None:
    conn = connect(line.database.url("fn_voice"))
    assert relays.note_sound(conn, connection_id="nobody", is_caller=True, speaks=False, at=datetime.now(UTC)) is None
    assert not relays.take_silence(conn, connection_id="nobody", since=datetime.now(UTC))
    disconnect()


# ── recording ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_yes_over_the_socket_begins_the_recording_and_the_call_goes_back_to_it(line: Line) -> None:
    deploy(line, recording_enabled=True)
    line.database.all("update public.companies set recording_consent = 'ask' returning 1")
    phone = line.relay_phone()
    greeting = phone.ring()
    assert greeting.text.endswith("Darf ich das Gespräch aufzeichnen?")
    assert phone.is_on_socket()
    said = phone.say("Ja, gerne")
    assert "Danke. Was kann ich für Sie tun?" in said.text
    assert records(said)
    assert phone.is_on_socket()
    assert consents(line) == [("recording", True, "Darf ich das Gespräch aufzeichnen?")]
    assert "14 Uhr 30" in phone.say(WISH).text
    phone.hang_up()
    assert phone.tell_recording("https://recordings.example/RE7").status_code == 200
    call = line.call(phone)
    assert (call["recording_consent"], call["recording_url"]) == (True, "https://recordings.example/RE7")


@pytest.mark.parametrize("answer", ["Nein, lieber nicht", "Was kostet ein Herrenhaarschnitt?"])
def test_whoever_does_not_agree_over_the_socket_is_not_recorded(line: Line, answer: str) -> None:
    deploy(line, recording_enabled=True)
    line.database.all("update public.companies set recording_consent = 'ask' returning 1")
    phone = line.relay_phone()
    phone.ring()
    assert phone.say(answer).awaits == "speech"
    assert phone.is_on_socket()
    phone.say("Ja")
    assert phone.is_on_socket()
    assert phone.recording_url == ""
    phone.hang_up()
    assert line.call(phone)["recording_consent"] is False


def test_where_it_is_announced_the_recording_begins_with_the_socket(line: Line) -> None:
    deploy(line, recording_enabled=True)
    line.database.all("update public.companies set recording_consent = 'announce' returning 1")
    phone = line.relay_phone()
    greeting = phone.ring()
    assert greeting.text.startswith("Dieses Gespräch wird aufgezeichnet.")
    assert records(greeting)
    assert phone.is_on_socket()
    phone.hang_up()


def test_retells_caller_is_not_asked_about_a_recording_that_we_cannot_begin(line: Line) -> None:
    deploy(line, recording_enabled=True)
    line.database.all("update public.companies set recording_consent = 'ask' returning 1")
    phone = line.retell_phone()
    assert "aufzeichnen" not in phone.ring().text
    phone.say("Ja")
    row = line.database.one("select recording_consent from public.calls where provider_call_id = %s", phone.call_id)
    assert row["recording_consent"] is None


# ── a model that hangs ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def model(line: Line, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOpenAI]:
    # Long enough for a busy machine to hear the first words, and no longer; the vendor's package takes its time to load.
    importlib.import_module("openai")
    monkeypatch.setattr(model_order, "FIRST_TOKEN_SECONDS", 4.0)
    monkeypatch.setattr(model_turn, "TURN_SECONDS", 4.0)
    with FakeOpenAI() as server:
        house = {"OPENAI_API_KEY": "test-house-key", "OPENAI_BASE_URL": server.base_url, "OPENAI_MODEL": "house-model"}
        use_environment(monkeypatch, house)
        yield server


@pytest.mark.parametrize("telephone", ["relay_phone", "retell_phone"])
@pytest.mark.parametrize("said_first", ["", "Gern, ich sehe einmal für Sie nach, welche Zeiten noch"])
def test_a_model_that_hangs_is_not_waited_for_and_the_receptionist_books(
    line: Line, model: FakeOpenAI, monkeypatch: pytest.MonkeyPatch, telephone: str, said_first: str
) -> None:
    if not said_first:
        monkeypatch.setattr(model_order, "FIRST_TOKEN_SECONDS", 0.4)
    model.will(fake.hangs_after(said_first) if said_first else fake.hangs())
    phone: Any = getattr(line, telephone)()
    phone.ring()
    said = phone.say(WISH)
    assert "14 Uhr 30" in said.text
    # Half a sentence was heard: what follows says that it begins anew.
    assert ("noch einmal:" in said.text) == bool(said_first)
    assert said.text.startswith(said_first[:24])
    model.will(fake.fails(503))
    assert "eingetragen" in phone.say("Ja, bitte").text
    phone.hang_up()
    assert [each["status"] for each in line.appointments()] == ["confirmed"]
    outcomes = {each["outcome"] for each in line.database.all("select outcome from public.ai_usage_logs")}
    assert outcomes & {"timeout", "no_time"}
    assert "ok" not in outcomes
