"""Whole calls while the vendor of the assistant's own voice fails: the telephone's provider says the same words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shared.providers.elevenlabs import speech
from shared.voice import own_voice
from tests.conftest import use_environment
from tests.journeys.faults.conftest import WISH, YES, Exchange
from tests.journeys.faults.matrix import Cell, cells
from tests.support.fake_elevenlabs import FakeElevenLabs
from tests.support.faulty_wire import FaultyWire
from tests.support.model_keys import choose_voice, give_key


@pytest.fixture
def voices(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultyWire]:
    """The wire to ElevenLabs, with which the salon's assistant speaks."""
    monkeypatch.setattr(speech, "FIRST_SOUND_SECONDS", 0.6)
    monkeypatch.setattr(own_voice, "SPEECH_SECONDS", 0.8)
    with FakeElevenLabs() as server, FaultyWire(server.base_url) as wire:
        use_environment(monkeypatch, {"ELEVENLABS_API_BASE_URL": wire.url})
        give_key(exchange.line.database, "elevenlabs")
        choose_voice(exchange.line.database)
        yield wire


@pytest.mark.parametrize("cell", cells("speech: "), ids=str)
def test_the_same_words_are_said_by_the_provider(cell: Cell, exchange: Exchange, voices: FaultyWire) -> None:
    voices.fails(cell.fault)
    phone = exchange.phone(cell.telephone)
    greeting = phone.ring()
    assert "Salon Lindenblüte" in greeting.text
    assert greeting.played == ()
    assert "14 Uhr 30" in phone.say(WISH).text
    assert "eingetragen" in phone.say(YES).text
    phone.hang_up()
    assert [kind for kind, _ in exchange.left(phone)] == ["appointment"]
    assert "owner_booking_change" in exchange.notices()
    tried = exchange.line.database.all("select outcome from public.ai_usage_logs where provider = 'elevenlabs'")
    assert tried
    assert "ok" not in {each["outcome"] for each in tried}
