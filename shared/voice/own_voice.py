"""An assistant's own voice: the words of a turn as sound, found or made before they are answered.

A provider that cannot fetch what it was told to play says nothing at all. So an address is only given for a sound that is kept
already; whatever goes wrong on the way there, the same words are said in the provider's own voice.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import monotonic, perf_counter
from uuid import UUID

from shared.db import sounds
from shared.db.connection import connect
from shared.db.keyring import Keyring
from shared.db.refusals import DatabaseUnavailable, Refusal
from shared.domain.business import Assistant
from shared.domain.calls import Reply, sayable
from shared.domain.models import ModelAttempt, Resting
from shared.domain.sound_addresses import signed
from shared.domain.speech import OwnVoice, Sentence, voice_settings
from shared.providers.refusals import VendorError
from shared.runtime import log
from shared.voice.settings import Settings

# The six seconds of the models, and one. A provider waits fifteen.
TURN_SECONDS = 7.0
# A long answer is made in less; what takes longer is said by the provider by then.
SPEECH_SECONDS = 3.0
# With less than this there is no use in asking.
LEAST_SECONDS = 0.4
# What is spoken within a minute, which is as much as is kept of a sentence.
MOST_CHARACTERS = 800
# Quick rather than beautiful: somebody waits. https://elevenlabs.io/docs/models
USUAL_MODEL = "eleven_flash_v2_5"

journal = log.Journal("voice_call")
keyring = Keyring()


@dataclass(frozen=True, slots=True)
class Mouth:
    """With whose key and which voice a call speaks. `resting` is what failed too often of late; `ends_at`, on the monotonic
    clock, is when the whole turn has to be answered.
    """

    voice: OwnVoice
    assistant: Assistant
    resting: Sequence[Resting]
    settings: Settings
    now: datetime
    ends_at: float

    def found(self, reply: Reply) -> str | None:
        """The address of these words as sound, if that was made before. Raises nothing."""
        try:
            sentence = _sentence(self, reply)
            return _address(self, _found(self, sentence) if sentence else None)
        except Exception as error:  # noqa: BLE001  (the provider has a voice, too)
            journal.error("speech_failed", **log.fault(error))
            return None

    def said(self, reply: Reply, attempts: MutableSequence[ModelAttempt]) -> str | None:
        """The address of these words as sound, made if it has to be; None if the provider is to say them. Raises nothing.

        What was asked of the vendor is noted in `attempts`, also what came to nothing.
        """
        try:
            sentence = _sentence(self, reply)
            if sentence is None:
                return None
            return _address(self, _found(self, sentence) or _made(self, sentence, attempts))
        except Exception as error:  # noqa: BLE001  (the provider has a voice, too)
            journal.error("speech_failed", **log.fault(error))
            return None


def mouth_of(
    voice: OwnVoice | None,
    assistant: Assistant,
    resting: Sequence[Resting],
    settings: Settings,
    now: datetime,
    *,
    started: float,
) -> Mouth | None:
    """With what this call speaks; None if its assistant has no voice of its own, or nobody could fetch what it says."""
    if voice is None or not (assistant.voice_id or voice.voice_id) or not settings.sounds_base_url:
        return None
    return Mouth(voice, assistant, resting, settings, now, started + TURN_SECONDS)


def _address(mouth: Mouth, sound: UUID | None) -> str | None:
    if sound is None:
        return None
    return f"{mouth.settings.sounds_base_url}/voice/speech/{signed(sound, mouth.settings.master_keys, now=mouth.now)}"


def _sentence(mouth: Mouth, reply: Reply) -> Sentence | None:
    assistant = mouth.assistant
    text = " ".join(sayable(reply.text).split())
    if not text or len(text) > MOST_CHARACTERS:
        return None
    model = (assistant.voice_model or "").strip()
    return Sentence(
        text,
        (assistant.voice_id or mouth.voice.voice_id or "").strip(),
        model if model.startswith("eleven_") else USUAL_MODEL,
        reply.language,
        voice_settings(assistant.voice_settings),
    )


def _found(mouth: Mouth, sentence: Sentence) -> UUID | None:
    conn = connect(mouth.settings.database_url)
    return sounds.find_speech(conn, company_id=mouth.voice.key.owner_id, digest=sentence.digest)


def _made(mouth: Mouth, sentence: Sentence, attempts: MutableSequence[ModelAttempt]) -> UUID | None:
    key = mouth.voice.key
    if any(each.key == key.id and each.model in (None, sentence.model) for each in mouth.resting):
        return None
    # Loaded when a voice is first used. It counts for the whole turn, not for the vendor's time.
    from shared.providers.elevenlabs import speech

    speech.load()
    deadline = min(monotonic() + SPEECH_SECONDS, mouth.ends_at)
    left = deadline - monotonic()
    if left < LEAST_SECONDS:
        journal.warning("speech_not_asked", outcome="no_time")
        return None
    started, outcome = perf_counter(), "ok"
    try:
        audio = speech.spoken(
            sentence,
            api_key=_secret(mouth),
            base_url=mouth.settings.elevenlabs_api_base_url,
            deadline=deadline,
        )
    except VendorError as error:
        # Whoever came late and was given little has not failed.
        outcome = "no_time" if error.code == "timeout" and left < speech.FIRST_SOUND_SECONDS else error.code
        journal.warning("voice_failed", provider=key.provider, outcome=outcome)
        return None
    except BaseException:
        outcome = "abandoned"
        raise
    finally:
        took_ms = round((perf_counter() - started) * 1000)
        attempts.append(
            ModelAttempt(
                key.provider,
                sentence.model,
                0,
                0,
                0,
                took_ms,
                outcome,
                integration_id=key.id,
                characters=len(sentence.text),
            )
        )
    return sounds.keep_speech(
        connect(mouth.settings.database_url),
        company_id=key.owner_id,
        digest=sentence.digest,
        characters=len(sentence.text),
        audio=audio,
    )


def _secret(mouth: Mouth) -> str:
    """The key itself. Raises VendorError key_unreadable, DatabaseUnavailable."""
    try:
        return keyring.secret(mouth.settings.database_url, mouth.voice.key, mouth.settings.master_keys)
    except DatabaseUnavailable:
        raise
    except (Refusal, KeyError) as error:
        raise VendorError("key_unreadable", retryable=False) from error
