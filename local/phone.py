"""A telephone behind a simulated Twilio: rings a voice URL with signed requests and follows the TwiML it is answered.

What a real call would do, this does over HTTP: greet, listen, redirect, dial, record, hang up, and tell the status URL.
Signatures are made by Twilio's own package. Used by the demonstration, by `make call` and by tests.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Literal
from urllib.parse import urldefrag, urlencode, urljoin
from xml.etree.ElementTree import Element, ParseError, fromstring

import httpx
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from local.played import Sound, UnplayableError, fetched

FORM = "application/x-www-form-urlencoded; charset=UTF-8"
TWIML_TYPES = ("text/xml", "application/xml", "text/html")
TIMEOUT_SECONDS = 15.0  # Twilio's own, for a voice request
MOST_DOCUMENTS = 10  # followed without the caller doing anything: more is a loop
# Of what the person who answers a transfer may be told to hear or do. https://www.twilio.com/docs/voice/twiml/number
WHISPERED = ("Gather", "Hangup", "Pause", "Play", "Say")
CHARACTERS_PER_SECOND = 15  # of speech, to give a call that was typed a believable length


class CallFailedError(Exception):
    """The application answered something that Twilio cannot use; a caller would hear "an application error"."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the caller heard since they last did something, and what the line now waits for (None: nothing, it is over).

    What was `played` to them is no line.
    """

    lines: tuple[str, ...]
    awaits: Literal["speech", "recording"] | None
    transferred_to: str | None = None
    document: str = ""
    played: tuple[Sound, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(self.lines)


def audible(said: Said) -> Said:
    """The same, if a caller knows by it that somebody is there: words, a sound, a person rung, a tone to speak after.

    Raises CallFailedError for silence, which nobody who rings may ever get.
    """
    if any(line.strip() for line in said.lines) or said.played or said.transferred_to or said.awaits == "recording":
        return said
    raise CallFailedError("nothing is to be heard")


@dataclass(slots=True)
class Phone:
    """One call from `caller_number` to `number`. `dial_status` is how the calls it is transferred to turn out.

    `seconds` is the length of the call so far, reckoned from what was said; `recording_url` is who is told of the recording
    of the call, once one has begun. `whispered` is what people heard who answered a transfer, before the caller was put
    through. Raises CallFailedError for unusable answers.
    """

    http: httpx.Client
    voice_url: str
    status_url: str
    auth_token: str
    account_sid: str
    number: str
    caller_number: str = "+493023125777"
    dial_status: str = "completed"
    call_sid: str = field(default_factory=lambda: f"CA{secrets.token_hex(16)}")
    seconds: int = 0
    over: bool = False
    recording_url: str = ""
    direction: str = "inbound"
    answered_by: str = ""
    whispered: list[str] = field(default_factory=list)
    _action: str = ""
    _transferred_to: str | None = None
    _played: list[Sound] = field(default_factory=list)

    def ring(self) -> Said:
        """Call the number and listen to the greeting."""
        return self._follow(self.voice_url, {"CallStatus": "ringing"})

    def say(self, words: str, *, confidence: float | None = 0.93) -> Said:
        self._pass_time(words)
        heard = {"SpeechResult": words} | ({} if confidence is None else {"Confidence": str(confidence)})
        return self._follow(self._action, heard)

    def press(self, digits: str) -> Said:
        return self._follow(self._action, {"Digits": digits})

    def stay_silent(self) -> Said:
        self.seconds += 5
        return self._follow(self._action, {"SpeechResult": ""})

    def record(self, url: str = "http://recordings.example/RE1", *, seconds: int = 8) -> Said:
        """Leave a message after the tone."""
        self.seconds += seconds
        left = {"RecordingUrl": url, "RecordingDuration": str(seconds), "RecordingSid": f"RE{secrets.token_hex(16)}"}
        return self._follow(self._action, left)

    def hang_up(self) -> httpx.Response:
        """End the call, if it has not ended yet, and have Twilio say so to the status URL."""
        self.over = True
        self.seconds = max(self.seconds, 1)
        return self.tell_status("completed", seconds=self.seconds)

    def tell_status(self, status: str, *, seconds: int | None = None, **more: str) -> httpx.Response:
        """Send one status callback, as often and in whatever order a test wants."""
        parameters = {
            "CallStatus": status,
            "CallbackSource": "call-progress-events",
            "Timestamp": formatdate(usegmt=True),
            "SequenceNumber": "0",
        }
        if seconds is not None:
            parameters |= {"CallDuration": str(seconds), "Duration": str(-(-seconds // 60))}
        return self.post(self.status_url, self.parameters(parameters | more))

    def tell_recording(self, url: str = "https://recordings.example/RE1", **more: str) -> httpx.Response:
        """Send the callback that says that the recording of the call is ready."""
        parameters = {
            "AccountSid": self.account_sid,
            "CallSid": self.call_sid,
            "RecordingSid": f"RE{secrets.token_hex(16)}",
            "RecordingUrl": url,
            "RecordingStatus": "completed",
            "RecordingDuration": str(max(self.seconds, 1)),
            "RecordingChannels": "1",
            "RecordingSource": "StartCallRecordingTwiML",
            "RecordingStartTime": formatdate(usegmt=True),
            "ErrorCode": "0",
        }
        return self.post(self.recording_url, parameters | more)

    def parameters(self, changed: Mapping[str, str]) -> dict[str, str]:
        """What Twilio sends with every request of this call, and what is particular to this one."""
        always = {
            "AccountSid": self.account_sid,
            "ApiVersion": "2010-04-01",
            "CallSid": self.call_sid,
            "CallStatus": "in-progress",
            "Direction": self.direction,
            "From": self.caller_number,
            "Caller": self.caller_number,
            "To": self.number,
            "Called": self.number,
        }
        if self.answered_by:
            always["AnsweredBy"] = self.answered_by
        return always | dict(changed)

    def post(self, url: str, parameters: Mapping[str, str], *, signature: str | None = None) -> httpx.Response:
        """A request as Twilio makes it, signed with the account's token unless another signature is given."""
        address = urldefrag(url).url
        signed = signature or RequestValidator(self.auth_token).compute_signature(address, dict(parameters))
        headers = {
            "content-type": FORM,
            "user-agent": "TwilioProxy/1.1",
            "x-twilio-signature": signed,
            "i-twilio-idempotency-token": secrets.token_hex(16),
        }
        return self.http.post(address, content=urlencode(parameters), headers=headers, timeout=TIMEOUT_SECONDS)

    # ── what Twilio does with an answer ─────────────────────────────────────────────────────────────────────────────

    def _follow(self, url: str, parameters: Mapping[str, str]) -> Said:
        """Ask `url` what to do, and go on until the caller has to do something or the call is over."""
        if self.over:
            raise CallFailedError("the call is over")
        lines: list[str] = []
        self._transferred_to = None
        self._played = []
        for _ in range(MOST_DOCUMENTS):
            response = self.post(url, self.parameters(parameters))
            document = _document(response)
            self._action, onward, awaits = "", None, None
            for verb in document:
                onward, awaits = self._obey(verb, url, lines)
                if onward or awaits or self.over:
                    break
            if onward is None:
                # A document that runs out ends the call.
                if awaits is None:
                    self.over = True
                return Said(tuple(lines), awaits, self._transferred_to, response.text, tuple(self._played))
            url, parameters = onward
        raise CallFailedError(f"more than {MOST_DOCUMENTS} documents without a pause")

    def _obey(
        self, verb: Element, url: str, lines: list[str]
    ) -> tuple[tuple[str, Mapping[str, str]] | None, Literal["speech", "recording"] | None]:
        """Do one verb: (where to ask next and what to send along, what the caller has to do)."""
        action = urljoin(url, verb.get("action") or url)
        match verb.tag:
            case "Say" | "Play":
                self._hear(verb, lines)
            case "Pause":
                self.seconds += int(verb.get("length") or 1)
            case "Start":
                started = verb.find("Recording")
                if started is not None:
                    self.recording_url = started.get("recordingStatusCallback") or ""
            case "Gather":
                for nested in verb:
                    self._hear(nested, lines)
                self._action = action
                return None, "speech"
            case "Record":
                self._action = action
                return None, "recording"
            case "Redirect":
                return (urljoin(url, (verb.text or "").strip()), {}), None
            case "Dial":
                leg = f"CA{secrets.token_hex(16)}"
                self._dial(verb, url, leg)
                outcome = {"DialCallStatus": self.dial_status, "DialCallSid": leg}
                return ((action, outcome), None) if verb.get("action") else (None, None)
            case "Hangup" | "Reject":
                self.over = True
            case other:
                raise CallFailedError(f"a verb that this telephone does not know: <{other}>")
        return None, None

    def _dial(self, verb: Element, url: str, leg: str) -> None:
        """Ring a person; if they answer, they hear first what the number's own address has for them."""
        self._transferred_to = "".join(verb.itertext()).strip()
        asked = [noun.get("url") for noun in verb.iter("Number") if noun.get("url")]
        if not asked or self.dial_status not in ("completed", "answered"):
            return
        theirs = {
            "CallSid": leg,
            "ParentCallSid": self.call_sid,
            "Direction": "outbound-dial",
            "From": verb.get("callerId") or self.caller_number,
            "To": self._transferred_to,
        }
        parameters = {
            name: value for name, value in self.parameters(theirs).items() if name not in ("Caller", "Called")
        }
        for said in _document(self.post(urljoin(url, asked[0] or ""), parameters)):
            if said.tag not in WHISPERED:
                raise CallFailedError(f"a verb that is not for who answers a transfer: <{said.tag}>")
            self.whispered.append("".join(said.itertext()).strip())

    def _hear(self, verb: Element, lines: list[str]) -> None:
        words = "".join(verb.itertext()).strip()
        if verb.tag == "Pause":
            self.seconds += int(verb.get("length") or 1)
        elif verb.tag == "Play":
            self._play(words)
        elif words:
            self._pass_time(words)
            lines.append(words)

    def _play(self, address: str) -> None:
        try:
            sound = fetched(self.http, address)
        except UnplayableError as error:
            raise CallFailedError(f"a sound that cannot be played: {error}") from error
        self.seconds += sound.seconds
        self._played.append(sound)

    def _pass_time(self, words: str) -> None:
        self.seconds += max(1, round(len(words) / CHARACTERS_PER_SECOND))


def _document(response: httpx.Response) -> Element:
    kind = response.headers.get("content-type", "").partition(";")[0].strip()
    if response.status_code != httpx.codes.OK or kind not in TWIML_TYPES:
        raise CallFailedError(f"HTTP {response.status_code}, {kind or 'no content type'}: {response.text[:200]}")
    try:
        document = fromstring(response.text)  # noqa: S314  # nosec B314 (our own application's answer)
    except ParseError as error:
        raise CallFailedError(f"not XML: {response.text[:200]}") from error
    if document.tag != "Response":
        raise CallFailedError(f"not TwiML: <{document.tag}>")
    return document
