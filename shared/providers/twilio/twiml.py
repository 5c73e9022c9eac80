"""What the house wants said and done, as TwiML. Rendered by the vendor's own classes, which escape the text."""

from __future__ import annotations

from twilio.twiml.voice_response import Gather, Start, VoiceResponse  # type: ignore[import-untyped]

from shared.domain.calls import USUAL_MANNER, Manner, Reply, Then, sayable
from shared.providers.documents import (
    DIAL_SECONDS,
    LOCALES,
    RECORD_SECONDS,
    RECORD_SILENCE_SECONDS,
    encoded_length,
    parts,
    plain_hints,
)

# A <Say> takes 4096 characters after encoding. https://www.twilio.com/docs/voice/twiml/say
MAX_SAID_CHARACTERS = 4096
MAX_HINTS, MAX_HINT_CHARACTERS = 500, 100


def render(reply: Reply, *, turn_url: str, manner: Manner = USUAL_MANNER) -> str:
    """The document that says `reply` and does what follows it.

    `turn_url` is absolute and is called with what happened next: words, keys, silence, a recording, a failed transfer.
    """
    # Not the words alone: a token stands in the address as it was sent, and a voice as somebody chose it.
    turn_url, voice = sayable(turn_url), manner.voice and sayable(manner.voice)
    response = _begun(manner)
    locale = LOCALES.get(reply.language, LOCALES["en"])
    if reply.then is Then.LISTEN:
        # actionOnEmptyResult: silence comes to us too, and the receptionist asks again in its own words.
        listening = Gather(
            input="speech dtmf",
            action=turn_url,
            method="POST",
            language=locale,
            speech_timeout="auto",
            timeout=manner.silence_seconds,
            action_on_empty_result=True,
            barge_in=manner.interruptible,
            hints=_hints(manner),
        )
        _speak(listening, reply.text, locale, voice, manner)
        response.append(listening)
        return str(response)
    _speak(response, reply.text, locale, voice, manner)
    if reply.then is Then.TRANSFER and reply.transfer_to:
        # With an action, Twilio comes back after the dial: if nobody answered, the caller hears from us again.
        dial = response.dial(
            action=turn_url,
            method="POST",
            timeout=DIAL_SECONDS,
            answer_on_bridge=True,
            caller_id=manner.caller_id and sayable(manner.caller_id),
        )
        dial.number(sayable(reply.transfer_to), **_whispered(reply, manner))
    elif reply.then is Then.RECORD:
        response.record(
            action=turn_url, method="POST", max_length=RECORD_SECONDS, timeout=RECORD_SILENCE_SECONDS, play_beep=True
        )
        # A recording without a sound makes no request; the next verb runs.
        response.hangup()
    else:
        response.hangup()
    return str(response)


def whisper(text: str, language: str) -> str:
    """The document for who answers a transfer, heard by nobody else; when it runs out, the caller is put through.

    https://www.twilio.com/docs/voice/twiml/number#attributes-url
    """
    response = VoiceResponse()
    _say(response, text, LOCALES.get(language, LOCALES["en"]), None)
    return str(response)


def connect(reply: Reply, *, relay_url: str, turn_url: str, manner: Manner = USUAL_MANNER) -> str:
    """The document that greets with `reply` and hands the call over to ConversationRelay, which dials `relay_url`.

    `turn_url` is called when that is over, however it ended. https://www.twilio.com/docs/voice/twiml/connect/conversationrelay
    """
    response = _begun(manner)
    locale = LOCALES.get(reply.language, LOCALES["en"])
    breaking_in = "any" if manner.interruptible else "none"
    connected = response.connect(action=sayable(turn_url), method="POST")
    connected.conversation_relay(
        url=sayable(relay_url),
        welcome_greeting=sayable(reply.text).strip()[:MAX_SAID_CHARACTERS] or None,
        welcome_greeting_interruptible=breaking_in,
        interruptible=breaking_in,
        dtmf_detection=True,
        # Tells when somebody begins and ceases to speak: the only sign of a caller who says nothing.
        debug="speaker-events",
        language=locale,
        hints=_hints(manner),
        **_relay_voice(manner.voice),
    )
    return str(response)


def _begun(manner: Manner) -> VoiceResponse:
    response = VoiceResponse()
    if manner.record_to:
        # Goes on beside what follows. https://www.twilio.com/docs/voice/twiml/recording
        recording = Start()
        recording.recording(
            recording_status_callback=sayable(manner.record_to), recording_status_callback_event="completed absent"
        )
        response.append(recording)
    return response


def _whispered(reply: Reply, manner: Manner) -> dict[str, str]:
    # Meanwhile the caller goes on hearing it ring: answerOnBridge.
    return {"url": sayable(manner.whisper_from), "method": "POST"} if reply.whisper and manner.whisper_from else {}


def _hints(manner: Manner) -> str | None:
    return ", ".join(plain_hints(manner.hints, most=MAX_HINTS, most_characters=MAX_HINT_CHARACTERS)) or None


def _relay_voice(voice: str | None) -> dict[str, str]:
    """A voice as <Say> calls it ("Polly.Vicki-Neural"), for the relay, which names maker and voice apart."""
    maker, _, name = sayable(voice or "").partition(".")
    known = {"Polly": "Amazon", "Google": "Google"}
    return {"tts_provider": known[maker], "voice": name} if name and maker in known else {}


def _speak(place: VoiceResponse | Gather, text: str, locale: str, voice: str | None, manner: Manner) -> None:
    if manner.sound:
        place.play(sayable(manner.sound))
    else:
        _say(place, text, locale, voice)


def _say(place: VoiceResponse | Gather, text: str, locale: str, voice: str | None) -> None:
    for part in parts(text, MAX_SAID_CHARACTERS, length=encoded_length):
        place.say(part, language=locale, voice=voice)
