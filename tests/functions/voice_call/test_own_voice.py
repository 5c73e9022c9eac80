"""An assistant's own voice: made once, played from then on, and whatever its vendor does, nobody hears silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from psycopg.types.json import Jsonb

from local.phone import Said
from shared.db import sounds, turns
from shared.db.refusals import DatabaseUnavailable
from shared.domain.business import Assistant
from shared.domain.calls import Reply
from shared.domain.models import ModelKey
from shared.domain.sound import wav
from shared.domain.speech import OwnVoice
from shared.providers.elevenlabs import speech
from shared.runtime import config
from shared.voice import model_turn, own_voice
from shared.voice.settings import Settings
from tests.conftest import use_environment
from tests.functions.voice_call.test_round_trips import names, statements
from tests.support import fake_elevenlabs as fake
from tests.support.calls import SALON
from tests.support.fake_elevenlabs import FAULTS, FakeElevenLabs, audio_of
from tests.support.fake_openai import FakeOpenAI, says
from tests.support.line import Line
from tests.support.model_keys import choose_voice, give_key, let_time_pass
from tests.support.telnyx_line import TelnyxLine

__all__ = ["statements"]

PRICE = "Was kostet ein Herrenhaarschnitt?"
WISH = "Ich hätte gern einen Herrenhaarschnitt bei Maria am Dienstag um halb drei"

Dial = Callable[..., Any]


@pytest.fixture
def voices(line: Line, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeElevenLabs]:
    """ElevenLabs at the wire; the salon has a key and its assistant a voice there."""
    yield from connected(line, monkeypatch)


def connected(line: Line, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeElevenLabs]:
    # A caller's patience; a busy machine may need longer. What happens when it ends has its own tests.
    monkeypatch.setattr(speech, "FIRST_SOUND_SECONDS", 10.0)
    monkeypatch.setattr(speech, "CONNECT_SECONDS", 10.0)
    monkeypatch.setattr(own_voice, "SPEECH_SECONDS", 20.0)
    monkeypatch.setattr(own_voice, "TURN_SECONDS", 30.0)
    with FakeElevenLabs() as server:
        use_environment(monkeypatch, {"ELEVENLABS_API_BASE_URL": server.base_url})
        give_key(line.database, "elevenlabs")
        choose_voice(line.database)
        yield server


@pytest.fixture(params=["twilio", "texml", "led"])
def dial(request: pytest.FixtureRequest, telnyx: TelnyxLine) -> Dial:
    """A telephone of every dialect that plays sounds, `changed` as a test wants it."""
    make: Dial = telnyx.phone if request.param == "twilio" else getattr(telnyx, request.param)
    return make


@pytest.fixture
def their_voices(telnyx: TelnyxLine, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeElevenLabs]:
    """The same for a line that has Telnyx, too."""
    yield from connected(telnyx, monkeypatch)


def answers(line: Line) -> list[str]:
    """What we said, turn by turn, as it was kept."""
    rows = line.database.all("select text from public.call_turns where speaker = 'assistant' order by created_at, turn")
    return [row["text"] for row in rows]


def attempts(line: Line) -> list[dict[str, Any]]:
    return line.database.all("select * from public.ai_usage_logs order by created_at")


def heard(said: Said) -> list[bytes]:
    return [each.content for each in said.played]


def test_every_sentence_of_a_call_is_heard_in_the_assistants_voice(
    telnyx: TelnyxLine, dial: Dial, their_voices: FakeElevenLabs
) -> None:
    telnyx.never_closes()
    phone = dial()
    said = [phone.ring(), phone.say(WISH), phone.say("Ja, bitte"), phone.say("Nein danke, auf Wiederhören")]
    assert phone.over
    kept = answers(telnyx)
    assert len(kept) == 4
    assert [heard(each) for each in said] == [[wav(audio_of(text))] for text in kept]
    assert [each.lines for each in said] == [(), (), (), ()]
    assert their_voices.texts == kept
    assert set(their_voices.keys) == {"test-elevenlabs-key"}
    assert [row["status"] for row in telnyx.appointments()] == ["confirmed"]


def test_what_was_said_before_is_not_made_again(telnyx: TelnyxLine, dial: Dial, their_voices: FakeElevenLabs) -> None:
    first, second = dial(), dial(caller_number="+493023125778")
    before = [heard(first.ring()), heard(first.say(PRICE))]
    assert [heard(second.ring()), heard(second.say(PRICE))] == before
    assert len(their_voices.requests) == 2
    # What is not made is on nobody's bill.
    assert len(attempts(telnyx)) == 2


@pytest.mark.parametrize(
    ("dialect", "fault"), [*(("twilio", each) for each in FAULTS), ("texml", "503"), ("led", "503")]
)
def test_whatever_the_vendor_does_the_same_words_are_said_by_the_provider(
    telnyx: TelnyxLine,
    their_voices: FakeElevenLabs,
    monkeypatch: pytest.MonkeyPatch,
    dialect: str,
    fault: str,
) -> None:
    telnyx.never_closes()
    fails, outcome = FAULTS[fault]
    if outcome == "timeout":
        monkeypatch.setattr(speech, "FIRST_SOUND_SECONDS", 0.3)
        monkeypatch.setattr(own_voice, "SPEECH_SECONDS", 0.6)
    their_voices.will(fails())
    phone = telnyx.phone() if dialect == "twilio" else getattr(telnyx, dialect)()
    said = [phone.ring(), phone.say(WISH), phone.say("Ja, bitte"), phone.say("Nein danke, auf Wiederhören")]
    assert [each.text for each in said] == answers(telnyx)
    assert all(each.text for each in said)
    assert [heard(each) for each in said] == [[], [], [], []]
    assert [row["status"] for row in telnyx.appointments()] == ["confirmed"]
    assert {each["outcome"] for each in attempts(telnyx)} == {outcome}
    assert telnyx.database.all("select 1 from private.speech_cache") == []


def test_what_is_asked_is_what_the_assistant_was_given(line: Line, voices: FakeElevenLabs) -> None:
    settings = {
        "stability": 0.4,
        "speed": 1.1,
        "style": 7,
        "use_speaker_boost": True,
        "similarity_boost": "much",
        "x": 1,
    }
    choose_voice(line.database, "voice/of theirs", voice_settings=Jsonb(settings))
    line.phone().ring()
    (asked,) = voices.requests
    assert asked | {"text": ""} == {
        "text": "",
        "voice": "voice/of theirs",
        "model_id": "eleven_flash_v2_5",
        "language_code": "de",
        "voice_settings": {"stability": 0.4, "speed": 1.1, "use_speaker_boost": True},
        "query": {"output_format": "ulaw_8000"},
    }


def test_a_model_that_hears_the_language_is_not_told_it(line: Line, voices: FakeElevenLabs) -> None:
    choose_voice(line.database, voice_model="eleven_multilingual_v2")
    line.phone().ring()
    assert voices.requests[0]["model_id"] == "eleven_multilingual_v2"
    assert "language_code" not in voices.requests[0]


@pytest.mark.parametrize(
    "changed",
    [
        {"voice_id": "another-voice"},
        {"voice_model": "eleven_multilingual_v2"},
        {"voice_settings": Jsonb({"speed": 0.9})},
    ],
)
def test_what_sounds_different_is_another_sound(line: Line, voices: FakeElevenLabs, changed: dict[str, Any]) -> None:
    line.phone().ring()
    choose_voice(line.database, **changed)
    line.phone(caller_number="+493023125778").ring()
    first, second = voices.texts
    assert first == second
    assert line.database.one("select count(*) from private.speech_cache")["count"] == 2


def test_the_voice_of_the_connection_speaks_where_the_assistant_names_none(line: Line, voices: FakeElevenLabs) -> None:
    choose_voice(line.database, None)
    line.phone().ring()
    assert voices.requests == []
    give_key(line.database, "elevenlabs", voice_id="house-voice")
    line.phone().ring()
    assert [each["voice"] for each in voices.requests] == ["house-voice"]


@pytest.mark.parametrize("switched_off", ["is_active = false", "status = 'disabled'"])
def test_a_connection_that_is_switched_off_does_not_speak(
    line: Line, voices: FakeElevenLabs, switched_off: str
) -> None:
    line.database.all(f"update public.integrations set {switched_off} where provider = 'elevenlabs' returning 1")
    assert line.phone().ring().text
    assert voices.requests == []


def test_a_voice_of_the_telephone_is_none_of_theirs(line: Line, voices: FakeElevenLabs) -> None:
    choose_voice(line.database, "Polly.Vicki", voice_provider="amazon")
    assert 'voice="Polly.Vicki"' in line.phone().ring().document
    assert voices.requests == []


def test_where_nobody_could_fetch_a_sound_none_is_made(line: Line, voices: FakeElevenLabs) -> None:
    settings = config.read(Settings)
    key = ModelKey("company", SALON, SALON, "test", "", "elevenlabs")
    assistant = Assistant("Linde", "", "", None, None, voice_provider="elevenlabs", voice_id="test-voice")

    def speaks(**changed: str | None) -> bool:
        changed_settings = replace(settings, **changed)
        return (
            own_voice.mouth_of(OwnVoice(key), assistant, (), changed_settings, datetime.now(UTC), started=0) is not None
        )

    assert speaks()
    assert speaks(public_base_url=None, speech_url="https://speech.example/")
    assert not speaks(public_base_url=None)


def test_a_sound_is_fetched_from_where_it_is_handed_out(
    line: Line, voices: FakeElevenLabs, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_environment(monkeypatch, {"SPEECH_URL": f"{line.url}/"})
    (sound,) = line.phone().ring().played
    assert sound.address.startswith(f"{line.url}/voice/speech/")


def test_the_same_request_again_plays_the_same_sound_and_asks_nobody(line: Line, voices: FakeElevenLabs) -> None:
    phone = line.phone()
    ringing = phone.parameters({"CallStatus": "ringing"})
    first, second = (phone.post(phone.voice_url, ringing).text for _ in range(2))
    assert "<Play>" in first
    assert first == second
    assert len(voices.requests) == 1


def test_a_request_that_comes_again_after_a_failure_is_said_without_another_try(
    line: Line, voices: FakeElevenLabs
) -> None:
    voices.will(fake.fails(503), fake.speaks())
    phone = line.phone()
    ringing = phone.parameters({"CallStatus": "ringing"})
    first, second = (phone.post(phone.voice_url, ringing).text for _ in range(2))
    assert "<Say" in first
    assert first == second
    assert len(voices.requests) == 1


def test_words_longer_than_anybody_keeps_are_said(
    line: Line, voices: FakeElevenLabs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_voice, "MOST_CHARACTERS", 20)
    assert line.phone().ring().text
    assert voices.requests == []


def test_a_voice_that_fails_three_times_rests_and_is_tried_again_later(line: Line, voices: FakeElevenLabs) -> None:
    voices.will(fake.fails(503))
    phone = line.phone()
    phone.ring()

    def tried() -> bool:
        before = len(voices.requests)
        said = phone.say(PRICE)
        assert bool(said.text) != bool(said.played)
        return len(voices.requests) > before

    assert [tried() for _ in range(3)] == [True, True, False]
    let_time_pass(line.database, 31)
    voices.will(fake.speaks())
    assert [tried(), tried()] == [True, False]
    assert [each["outcome"] for each in attempts(line)] == ["http_503", "http_503", "http_503", "ok"]


@pytest.mark.parametrize("status", [401, 404])
def test_a_refused_key_or_voice_rests_at_once(line: Line, voices: FakeElevenLabs, status: int) -> None:
    voices.will(fake.fails(status))
    phone = line.phone()
    phone.ring()
    phone.say(PRICE)
    assert len(voices.requests) == 1


def test_a_company_without_a_plan_has_its_own_voice_and_its_rest_all_the_same(
    line: Line, voices: FakeElevenLabs
) -> None:
    line.without_triggers("update public.companies set trial_ends_at = null; delete from public.subscriptions")
    phone = line.phone()
    assert phone.ring().played
    voices.will(fake.fails(401))
    assert phone.say(PRICE).text
    assert phone.say("Wann haben Sie geöffnet?").text
    assert len(voices.requests) == 2


def test_a_voice_at_rest_still_says_what_it_said_before(line: Line, voices: FakeElevenLabs) -> None:
    line.phone().ring()
    voices.will(fake.fails(401))
    phone = line.phone(caller_number="+493023125778")
    assert phone.ring().played
    assert phone.say(PRICE).text
    assert line.phone(caller_number="+493023125779").ring().played


def test_a_voice_at_rest_is_no_model_at_rest(
    line: Line, voices: FakeElevenLabs, monkeypatch: pytest.MonkeyPatch
) -> None:
    voices.will(fake.fails(401))
    with FakeOpenAI() as models:
        use_environment(monkeypatch, {"OPENAI_API_BASE_URL": models.base_url})
        models.will(says("Ja, im Hof."))
        give_key(line.database, "openai")
        phone = line.phone()
        phone.ring()
        assert [phone.say("Haben Sie Parkplätze?").text for _ in range(2)] == ["Ja, im Hof."] * 2
    turn = line.database.one(
        "select model, prompt_tokens from public.call_turns where turn = 1 and speaker = 'assistant'"
    )
    assert turn == {"model": "gpt-4.1-mini", "prompt_tokens": 120}


def test_what_a_voice_says_is_not_taken_for_what_a_model_thought(line: Line, voices: FakeElevenLabs) -> None:
    line.phone().ring()
    turn = line.database.one("select model, prompt_tokens, completion_tokens from public.call_turns")
    assert turn == {"model": None, "prompt_tokens": None, "completion_tokens": None}


def test_a_sentence_is_paid_once_by_the_company_and_at_the_vendors_price(line: Line, voices: FakeElevenLabs) -> None:
    phone = line.phone()
    phone.ring()
    phone.say(PRICE)
    phone.say(PRICE)
    assert phone.hang_up().status_code == 200
    made = attempts(line)
    assert [each["characters"] for each in made] == [len(text) for text in voices.texts]
    assert len(made) == 2
    for each in made:
        assert (each["provider"], each["model"], each["outcome"]) == ("elevenlabs", "eleven_flash_v2_5", "ok")
        assert (each["key_holder"], each["cost"], each["total_tokens"]) == ("company", 0, 0)
        # 50 dollars a million.
        assert each["vendor_cost"] == Decimal(each["characters"]) * 50 / 1_000_000
    call = line.call(phone)
    charges = line.database.all(
        "select component::text, amount from public.call_charges where call_id = %s", call["id"]
    )
    assert [each["component"] for each in charges] == ["minutes"]
    assert call["cost"] == sum(each["amount"] for each in charges)
    events = line.database.all("select cost_type, counts from public.v_cost_events where call_id = %s", call["id"])
    assert sorted((each["cost_type"], each["counts"]) for each in events) == [
        ("ai", True),
        ("ai", True),
        ("call", True),
    ]


def test_what_nobody_knows_the_price_of_is_not_called_free(line: Line, voices: FakeElevenLabs) -> None:
    choose_voice(line.database, voice_model="eleven_of_tomorrow")
    voices.will(fake.speaks(), fake.breaks_off(), fake.fails(500))
    phone = line.phone()
    phone.ring()
    phone.say(PRICE)
    phone.say("Wann haben Sie geöffnet?")
    assert [(each["outcome"], each["vendor_cost"]) for each in attempts(line)] == [
        ("ok", None),
        ("cut_off", None),
        ("http_500", 0),
    ]


def test_a_turn_notes_how_long_its_speech_took(line: Line, voices: FakeElevenLabs) -> None:
    line.phone().ring()
    line.phone(caller_number="+493023125778").ring()
    noted = [row["stages"] for row in line.database.all("select stages from public.call_turns")]
    assert [each["speech"] >= 0 for each in noted] == [True, True]
    assert all(each["recall"] + each["think"] + each["speech"] <= each["total"] for each in noted)


def test_a_sentence_that_is_known_takes_one_round_trip_more(
    line: Line, voices: FakeElevenLabs, statements: list[str]
) -> None:
    phone = line.phone()
    phone.ring()
    statements.clear()
    phone.say(PRICE)
    assert names(statements) == ["recall_turn", "find_speech", "keep_speech", "record_turn", "read_speech"]
    statements.clear()
    phone.say(PRICE)
    assert names(statements) == ["recall_turn", "find_speech", "record_turn", "read_speech"]


def test_who_has_used_up_the_turn_is_not_made_to_wait_for_a_voice(
    line: Line, voices: FakeElevenLabs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_voice, "TURN_SECONDS", own_voice.LEAST_SECONDS)
    assert line.phone().ring().text
    assert voices.requests == []
    assert attempts(line) == []


def test_a_voice_that_was_given_little_time_is_not_held_to_have_failed(
    line: Line, voices: FakeElevenLabs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_voice, "SPEECH_SECONDS", 0.5)
    monkeypatch.setattr(speech, "FIRST_SOUND_SECONDS", 1.0)
    voices.will(fake.hangs())
    line.phone().ring()
    assert [each["outcome"] for each in attempts(line)] == ["no_time"]


def test_a_voice_that_says_nothing_for_long_is_not_waited_for_though_there_were_time(
    line: Line, voices: FakeElevenLabs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech, "FIRST_SOUND_SECONDS", 0.3)
    voices.will(fake.speaks_late(1.5))
    said = line.phone().ring()
    assert said.text
    assert said.played == ()
    assert [each["outcome"] for each in attempts(line)] == ["timeout"]


def test_the_whole_turn_has_the_models_time_and_a_second() -> None:
    assert own_voice.TURN_SECONDS == model_turn.TURN_SECONDS + 1


def test_a_key_that_cannot_be_opened_leaves_the_word_to_the_provider(line: Line, voices: FakeElevenLabs) -> None:
    with line.database.connect() as conn:
        conn.execute("update private.integrations_secrets set encrypted_credentials = '\\xdead', updated_at = now() where integration_id in (select id from public.integrations where provider = 'elevenlabs')")  # fmt: skip
    assert line.phone().ring().text
    assert voices.requests == []
    assert [(each["outcome"], each["vendor_cost"]) for each in attempts(line)] == [("key_unreadable", 0)]


@pytest.mark.parametrize("broken", ["find_speech", "keep_speech"])
def test_a_database_that_fails_only_for_sounds_costs_the_voice_and_nothing_else(
    line: Line, voices: FakeElevenLabs, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise DatabaseUnavailable("57P01")

    monkeypatch.setattr(sounds, broken, gone)
    phone = line.phone()
    assert phone.ring().text
    assert "28 Euro" in phone.say(PRICE).text
    assert len(answers(line)) == 2


def test_no_words_and_no_key_are_logged(
    line: Line, voices: FakeElevenLabs, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    voices.will(fake.speaks(), fake.fails(422))
    phone = line.phone()
    phone.ring()
    phone.say("Mein Name ist Karla Kundin")
    written = capfd.readouterr()
    assert "voice_failed" in caplog.messages
    for secret in ("Karla", "test-elevenlabs-key", "Lindenblüte", "voice/speech"):
        assert secret not in written.out + written.err
        assert secret not in str([record.__dict__ for record in caplog.records])


def test_a_call_on_a_socket_is_spoken_there(line: Line, voices: FakeElevenLabs) -> None:
    phone = line.relay_phone()
    assert phone.ring().text
    assert phone.say(PRICE).text
    assert voices.requests == []


def test_a_call_whose_socket_broke_goes_on_in_the_assistants_voice(
    line: Line, voices: FakeElevenLabs, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_environment(monkeypatch, {"RELAY_URL": "ws://127.0.0.1:9"})
    phone = line.relay_phone()
    said = phone.ring()
    assert said.played
    assert phone.say(PRICE).played


def test_a_telnyx_call_whose_sound_cannot_be_fetched_hears_the_words_after_all(
    telnyx: TelnyxLine, their_voices: FakeElevenLabs, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_environment(monkeypatch, {"SPEECH_URL": f"{telnyx.url}/nowhere"})
    telnyx.never_closes()
    phone = telnyx.led()
    said = [phone.ring(), phone.say(WISH), phone.say("Ja, bitte"), phone.say("Nein danke, auf Wiederhören")]
    assert [each.text for each in said] == answers(telnyx)
    assert phone.over
    assert [row["status"] for row in telnyx.appointments()] == ["confirmed"]


@pytest.mark.parametrize("action", ["gather_using_audio", "playback_start"])
def test_a_command_to_play_that_is_refused_is_one_to_speak(
    telnyx: TelnyxLine, their_voices: FakeElevenLabs, action: str
) -> None:
    telnyx.api.moods[action] = "refuses"
    phone = telnyx.led()
    said = [phone.ring(), phone.say("Danke, auf Wiederhören!")]
    assert phone.over
    spoken = [bool(each.text) for each in said]
    assert spoken == ([True, False] if action == "gather_using_audio" else [False, True])
    assert [each.text or heard(each) for each in said] == [
        text if is_spoken else [wav(audio_of(text))] for text, is_spoken in zip(answers(telnyx), spoken, strict=True)
    ]


def test_one_companys_sounds_are_nobody_elses(line: Line, voices: FakeElevenLabs) -> None:
    with line.database.connect() as conn:
        conn.execute("set session_replication_role = replica")
        conn.execute("update public.assistant_versions set first_message = 'Guten Tag.', voice_provider = 'elevenlabs', voice_id = 'test-voice'")  # fmt: skip
    line.phone().ring()
    conn_id = line.database.one("select company_id from private.speech_cache")["company_id"]
    assert conn_id == SALON
    assert line.phone("DENTIST").ring().text
    assert len(voices.requests) == 1


def test_whose_answer_came_second_plays_the_words_of_the_first(
    line: Line, voices: FakeElevenLabs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two answers to one request differ, as a model's may: the one that was kept is said, and what is played is it."""
    record = turns.record_turn

    def second(*arguments: Any, reply: Reply, **named: Any) -> Reply:
        return replace(record(*arguments, reply=reply, **named), text="Guten Tag, was wünschen Sie?")

    monkeypatch.setattr(turns, "record_turn", second)
    said = line.phone().ring()
    assert (said.text, said.played) == ("Guten Tag, was wünschen Sie?", ())
