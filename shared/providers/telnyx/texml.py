"""What the house wants said and done, as TeXML. Verbs: https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405 (written, never read)

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

# As much as a speak command takes; of <Say> no bound is told.
MAX_SAID_CHARACTERS = 3000
MAX_HINTS, MAX_HINT_CHARACTERS = 100, 100
# <Gather> takes 1 to 120. https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/gather
LONGEST_SILENCE_SECONDS = 120


def render(reply: Reply, *, turn_url: str, manner: Manner = USUAL_MANNER) -> str:
    """The document that says `reply` and does what follows it.

    `turn_url` is absolute and is called with what happened next: words, keys, silence, a recording, a failed transfer.
    """
    turn_url, locale = sayable(turn_url), LOCALES.get(reply.language, LOCALES["en"])
    response = Element("Response")
    if manner.record_to:
        record_to = {"recordingStatusCallback": sayable(manner.record_to), "recordingStatusCallbackEvent": "completed"}
        SubElement(SubElement(response, "Start"), "Recording", record_to)
    place = response
    if reply.then is Then.LISTEN:
        listening = {
            "input": "dtmf speech",
            "action": turn_url,
            "method": "POST",
            "language": locale,
            "speechTimeout": "auto",
            "timeout": str(min(max(manner.silence_seconds, 1), LONGEST_SILENCE_SECONDS)),
        }
        hints = plain_hints(manner.hints, most=MAX_HINTS, most_characters=MAX_HINT_CHARACTERS)
        place = SubElement(response, "Gather", listening | ({"hints": ", ".join(hints)} if hints else {}))
    if manner.sound:
        # A failure would else end the call. https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/play
        SubElement(place, "Play", {"continueOnError": "true"}).text = sayable(manner.sound)
    else:
        _say(place, reply.text, locale, manner)

    if reply.then is Then.LISTEN:
        # Silence makes no request; the next verb runs, and the receptionist asks again in its own words.
        SubElement(response, "Redirect", {"method": "POST"}).text = turn_url
    elif reply.then is Then.TRANSFER and reply.transfer_to:
        # With an action, Telnyx comes back after the dial: if nobody answered, the caller hears from us again.
        dialling = {"action": turn_url, "method": "POST", "timeout": str(DIAL_SECONDS)}
        shown = {"callerId": sayable(manner.caller_id)} if manner.caller_id else {}
        warm = {"url": sayable(manner.whisper_from), "method": "POST"} if reply.whisper and manner.whisper_from else {}
        SubElement(SubElement(response, "Dial", dialling | shown), "Number", warm).text = sayable(reply.transfer_to)
    elif reply.then is Then.RECORD:
        recording = {
            "action": turn_url,
            "method": "POST",
            "maxLength": str(RECORD_SECONDS),
            "timeout": str(RECORD_SILENCE_SECONDS),
            "playBeep": "true",
        }
        SubElement(response, "Record", recording)
        SubElement(response, "Hangup")
    else:
        SubElement(response, "Hangup")
    return _written(response)


def whisper(text: str, language: str) -> str:
    """The document for who answers a transfer, heard by nobody else; when it runs out, the caller is put through.

    As in TwiML. https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/dial
    """
    response = Element("Response")
    _say(response, text, LOCALES.get(language, LOCALES["en"]), USUAL_MANNER)
    return _written(response)


def _say(place: Element, text: str, locale: str, manner: Manner) -> None:
    voice = {"voice": sayable(manner.voice)} if manner.voice else {}
    for part in parts(text, MAX_SAID_CHARACTERS, length=encoded_length):
        SubElement(place, "Say", {"language": locale} | voice).text = part


def _written(response: Element) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>' + tostring(response, encoding="unicode")
