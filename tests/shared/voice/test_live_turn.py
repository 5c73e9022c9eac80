"""A turn that is heard while it is thought: pieces as they come, nothing twice, whatever fails in between."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest

from shared.domain.calls import CallEvent, CallStatus, Direction, Heard
from shared.runtime import config
from shared.voice import turn
from shared.voice.settings import Settings
from shared.voice.turn import Answered, Asked
from tests.conftest import use_environment
from tests.support import fake_openai as fake
from tests.support.calls import SALON_INTEGRATION, SALON_NUMBER
from tests.support.database import Database
from tests.support.fake_models import MODELS
from tests.support.fake_openai import FakeOpenAI
from tests.support.model_keys import give_key

_calls = count(1)
PRICE = "Was kostet ein Herrenhaarschnitt?"


class Ear:
    """One call whose caller hears every piece; `heard` are the pieces of the turn."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.heard: list[str] = []
        self.on_piece: Callable[[], None] = lambda: None
        self._sid = f"CAlive{next(_calls)}"
        self._turn = 0
        self.say(None)

    def say(self, words: str | None, *, again: bool = False) -> Answered:
        """The next turn, or the same one again; what was said, which is what was heard."""
        self._turn += 0 if again or words is None else 1
        event = CallEvent(
            f"{self._sid}:{self._turn}", "turn", self._sid, CallStatus.IN_PROGRESS, Direction.INBOUND, "+4915255501234",
            SALON_NUMBER,
        )  # fmt: skip
        asked = Asked(
            SALON_INTEGRATION, self._turn, event, None if words is None else Heard(words, 0.9), None, {}, b"test"
        )
        self.heard = []
        answered = turn.answer(asked, config.read(Settings), now=lambda: datetime.now(UTC), speak=self._hear)
        assert "".join(self.heard) == answered.reply.text
        return answered

    def _hear(self, piece: str) -> None:
        self.heard.append(piece)
        self.on_piece()

    def kept(self) -> str:
        """What the record says that we said in this turn."""
        found = self.database.one(
            "select text from public.call_turns where speaker = 'assistant' order by turn desc limit 1"
        )
        return str(found["text"])


@pytest.fixture
def openai(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as server:
        use_environment(monkeypatch, {"OPENAI_API_KEY": "test-key", "OPENAI_BASE_URL": server.base_url})
        yield server


@pytest.fixture
def ear(openai: FakeOpenAI, database: Database) -> Ear:
    return Ear(database)


def test_the_greeting_is_heard_whole(ear: Ear) -> None:
    assert len(ear.heard) == 1
    assert "Lindenblüte" in ear.heard[0]


def test_a_sentence_is_heard_before_the_next_one_has_come(ear: Ear, openai: FakeOpenAI) -> None:
    heard, in_time = threading.Event(), []

    def answer(connection: Any) -> None:
        def parts() -> Iterator[bytes]:
            yield fake._event(fake._chunk({"content": "Ja, gerne! Wir"}))
            # The server does not go on until the first sentence was heard.
            in_time.append(heard.wait(5))
            yield fake._event(fake._chunk({"content": " haben Zeit."}))
            yield fake._event(fake._chunk({}, "stop"))

        connection.stream(parts())

    openai.will(answer)
    ear.on_piece = heard.set
    assert ear.say("Haben Sie Zeit?").reply.text == ear.kept() == "Ja, gerne! Wir haben Zeit."
    assert ear.heard == ["Ja, gerne!", " Wir haben Zeit."]
    assert in_time == [True]


def test_a_turn_asked_again_is_heard_in_the_same_words(ear: Ear, openai: FakeOpenAI) -> None:
    openai.will(fake.says("Ja, gerne! Wir haben Zeit."), fake.says("Nein, leider nicht."))
    first = ear.say("Haben Sie Zeit?")
    assert ear.say("Haben Sie Zeit?", again=True).reply == first.reply
    assert ear.heard == ["Ja, gerne! Wir haben Zeit."]


def test_a_tools_sentence_follows_what_the_model_had_begun_to_say(ear: Ear, openai: FakeOpenAI) -> None:
    openai.will(says_and_calls("Einen Augenblick, bitte. Ich habe das gebu", "find_slots", '{"service": "Bartpflege"}'))
    answered = ear.say("Wann ist etwas für die Bartpflege frei?")
    assert ear.heard[0] == "Einen Augenblick, bitte."
    assert "gebu" not in answered.reply.text
    assert len(answered.reply.text) > len("Einen Augenblick, bitte. ")
    assert ear.kept() == answered.reply.text


@pytest.mark.parametrize("failing", [fake.breaks_off, fake.stops_short, fake.errs_midway])
def test_a_model_that_fails_before_a_word_was_heard_leaves_no_trace(ear: Ear, openai: FakeOpenAI, failing: Any) -> None:
    openai.will(failing("Das kostet bei uns fü"))
    answered = ear.say(PRICE)
    assert "28 Euro" in answered.reply.text
    assert "bei uns fü" not in answered.reply.text


@pytest.mark.parametrize("failing", [fake.breaks_off, fake.stops_short, fake.errs_midway])
def test_a_whole_sentence_that_was_heard_stands_when_the_model_fails(
    ear: Ear, openai: FakeOpenAI, failing: Any
) -> None:
    openai.will(failing("Ein Herrenhaarschnitt kostet 28 Euro. Möchten Sie ei"))
    assert ear.say(PRICE).reply.text == "Ein Herrenhaarschnitt kostet 28 Euro."


def test_nobody_begins_anew_what_was_half_heard(
    ear: Ear, openai: FakeOpenAI, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_key(database, "anthropic")
    with FakeOpenAI() as anthropic:
        use_environment(monkeypatch, {"ANTHROPIC_API_BASE_URL": anthropic.base_url})
        anthropic.will(MODELS["anthropic"].breaks_off("Ein Herrenhaarschnitt kostet 28 Euro. Möchten Sie ei"))
        assert ear.say(PRICE).reply.text == "Ein Herrenhaarschnitt kostet 28 Euro."
        # Nothing was heard of this one: the next model may answer.
        anthropic.will(MODELS["anthropic"].breaks_off("Ein Herr"))
        openai.will(fake.says("Das kostet 28 Euro."))
        before = len(openai.requests)
        assert ear.say(PRICE).reply.text == "Das kostet 28 Euro."
    assert (before, len(openai.requests)) == (0, 1)


def test_half_a_sentence_that_was_heard_is_taken_back_and_answered_anew(ear: Ear, openai: FakeOpenAI) -> None:
    openai.will(fake.breaks_off("Ein Schnitt für Herren kostet bei uns, wenn ich mich ni"))
    text = ear.say(PRICE).reply.text
    assert text.startswith("Ein Schnitt für Herren kostet bei uns, Entschuldigung, noch einmal: ")
    assert "28 Euro" in text
    assert ear.kept() == text


def test_gibberish_is_not_heard(ear: Ear, openai: FakeOpenAI) -> None:
    openai.will(fake.says("{}[]|| 0x00. ### ~~~ <<<>>>! {{}} "))
    assert "28 Euro" in ear.say(PRICE).reply.text
    assert "0x00" not in "".join(ear.heard)


def test_a_listener_that_has_gone_is_told_of(ear: Ear, openai: FakeOpenAI) -> None:
    openai.will(fake.says("Ja, gerne! Wir haben Zeit."))

    def gone() -> None:
        raise ConnectionResetError

    ear.on_piece = gone
    with pytest.raises(ConnectionResetError):
        ear.say("Haben Sie Zeit?")
    # What we meant to say is kept all the same.
    assert ear.kept() != ""


def says_and_calls(words: str, name: str, arguments: str) -> fake.Answer:
    call = {"index": 0, "id": "call_0", "type": "function", "function": {"name": name, "arguments": arguments}}
    return fake._streams([{"content": words}, {"tool_calls": [call]}], "tool_calls")
