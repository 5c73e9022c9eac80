"""What the house wants said and done, as TwiML. Rendered by the vendor's own classes, which escape the text."""

from __future__ import annotations

from collections.abc import Sequence

from twilio.twiml.voice_response import Gather, Start, VoiceResponse  # type: ignore[import-untyped]

from shared.domain.calls import USUAL_MANNER, Manner, Reply, Then, sayable

# A <Say> takes 4096 characters after encoding. https://www.twilio.com/docs/voice/twiml/say
MAX_SAID_CHARACTERS = 4096
MAX_HINTS, MAX_HINT_CHARACTERS = 500, 100

DIAL_SECONDS = 25
RECORD_SECONDS = 120
RECORD_SILENCE_SECONDS = 5

LOCALES = {"de": "de-DE", "en": "en-GB", "sv": "sv-SE"}


def render(reply: Reply, *, turn_url: str, manner: Manner = USUAL_MANNER) -> str:
    """The document that says `reply` and does what follows it.

    `turn_url` is absolute and is called with what happened next: words, keys, silence, a recording, a failed transfer.
    """
    # Not the words alone: a token stands in the address as it was sent, and a voice as somebody chose it.
    turn_url, voice = sayable(turn_url), manner.voice and sayable(manner.voice)
    response = VoiceResponse()
    if manner.record_to:
        # Goes on beside what follows. https://www.twilio.com/docs/voice/twiml/recording
        recording = Start()
        recording.recording(
            recording_status_callback=sayable(manner.record_to), recording_status_callback_event="completed absent"
        )
        response.append(recording)
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
            hints=_hints(manner.hints),
        )
        _say(listening, reply.text, locale, voice)
        response.append(listening)
        return str(response)
    _say(response, reply.text, locale, voice)
    if reply.then is Then.TRANSFER and reply.transfer_to:
        # With an action, Twilio comes back after the dial: if nobody answered, the caller hears from us again.
        dial = response.dial(
            action=turn_url,
            method="POST",
            timeout=DIAL_SECONDS,
            answer_on_bridge=True,
            caller_id=manner.caller_id and sayable(manner.caller_id),
        )
        dial.number(sayable(reply.transfer_to))
    elif reply.then is Then.RECORD:
        response.record(
            action=turn_url, method="POST", max_length=RECORD_SECONDS, timeout=RECORD_SILENCE_SECONDS, play_beep=True
        )
        # A recording without a sound makes no request; the next verb runs.
        response.hangup()
    else:
        response.hangup()
    return str(response)


def _say(place: VoiceResponse | Gather, text: str, locale: str, voice: str | None) -> None:
    for part in _parts(sayable(text).strip()):
        place.say(part, language=locale, voice=voice)


def _parts(text: str) -> list[str]:
    """`text` in pieces that fit into one <Say> each, cut between words where there are any."""
    parts: list[str] = []
    rest = text
    while rest:
        cut = len(rest)
        while _encoded_length(rest[:cut]) > MAX_SAID_CHARACTERS:
            # Shrink in proportion: a character may become up to ten when encoded.
            cut = min(cut - 1, max(1, cut * MAX_SAID_CHARACTERS // _encoded_length(rest[:cut])))
        if cut < len(rest):
            cut = rest.rfind(" ", 0, cut) + 1 or cut
        parts.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [part for part in parts if part]


def _encoded_length(text: str) -> int:
    """Characters after encoding, counted as if everything outside ASCII became a numeric reference."""
    longer = 4 * text.count("&") + 3 * (text.count("<") + text.count(">"))
    return len(text.encode("ascii", "xmlcharrefreplace")) + longer


def _hints(hints: Sequence[str]) -> str | None:
    """Hints are joined by commas, so they hold none themselves."""
    plain = [sayable(hint.replace(",", " ")).strip()[:MAX_HINT_CHARACTERS] for hint in hints]
    return ", ".join([hint for hint in plain if hint][:MAX_HINTS]) or None
