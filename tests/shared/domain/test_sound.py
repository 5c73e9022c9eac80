"""µ-law to samples and back to what it should sound like; what is no voice; what makes two sentences the same sound."""

from __future__ import annotations

import io
import struct
import wave
from dataclasses import replace

import pytest

from shared.domain.sound import is_heard, wav
from shared.domain.speech import Sentence, voice_settings

# ITU-T G.711, table 2a/2b, in 16 bits: the ends of the scale, both zeros, and a step in between.
SAMPLES = {
    0x00: -32124,
    0x80: 32124,
    0x7F: 0,
    0xFF: 0,
    0x7E: -8,
    0xFE: 8,
    0x0F: -16764,
    0x8F: 16764,
    0x70: -120,
    0xF0: 120,
}

SENTENCE = Sentence("Guten Tag.", "voice", "eleven_flash_v2_5", "de", {"speed": 1.0, "stability": 0.5})


def test_a_wav_file_holds_the_samples_that_mulaw_stands_for() -> None:
    with wave.open(io.BytesIO(wav(bytes(SAMPLES)))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 8000)
        frames = file.readframes(file.getnframes())
    assert list(struct.unpack(f"<{len(SAMPLES)}h", frames)) == list(SAMPLES.values())


def test_a_wav_file_says_how_long_it_is() -> None:
    whole = wav(b"\x00\xff" * 4000)
    assert len(whole) == 44 + 16000
    assert struct.unpack_from("<I", whole, 4) == (len(whole) - 8,)
    assert struct.unpack_from("<I", whole, 40) == (16000,)


@pytest.mark.parametrize(
    "sound", [b"", b"\xff" * 8000, b"\x7f" * 8000, b"\x7f\xff" * 4000, b'{"detail": {"status": "busy"}}' * 300]
)
def test_silence_and_text_are_no_voice(sound: bytes) -> None:
    assert not is_heard(sound or b"\xff")


def test_a_wave_is_a_voice() -> None:
    assert is_heard(bytes(SAMPLES))


@pytest.mark.parametrize(
    "other",
    [
        replace(SENTENCE, text="Guten Tag!"),
        replace(SENTENCE, voice_id="another"),
        replace(SENTENCE, model="eleven_multilingual_v2"),
        replace(SENTENCE, language="sv"),
        replace(SENTENCE, settings={"speed": 1.1, "stability": 0.5}),
        replace(SENTENCE, settings={}),
        replace(SENTENCE, form="mp3_22050_32"),
        replace(SENTENCE, text='Guten Tag.","voice', voice_id=""),
    ],
)
def test_whatever_makes_it_sound_different_makes_it_another(other: Sentence) -> None:
    assert other.digest != SENTENCE.digest


def test_the_order_of_settings_is_not_heard() -> None:
    assert replace(SENTENCE, settings={"stability": 0.5, "speed": 1.0}).digest == SENTENCE.digest


def test_of_what_people_wrote_a_voice_is_told_what_it_understands() -> None:
    found = {
        "stability": 1,
        "similarity_boost": -0.1,
        "style": True,
        "speed": "fast",
        "use_speaker_boost": 1,
        "pitch": 3,
    }
    assert voice_settings(found) == {"stability": 1.0}
    assert voice_settings({"speed": float("nan"), "style": float("inf")}) == {}
