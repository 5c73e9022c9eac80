"""Telephones whose calls are carried over a socket, as simulated vendors: the same few words as `local/phone.py`.

    phone.ring() · say("…") · press("12") · stay_silent() · interrupt("what was heard so far") · hang_up()

What comes back over the socket is held to the vendor's own rules; a frame that it would not take ends the test.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from xml.etree.ElementTree import Element

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from local.phone import CHARACTERS_PER_SECOND, CallFailedError, Phone, Said

PATIENCE_SECONDS = 20.0


@dataclass(slots=True)
class RelayPhone(Phone):
    """One call at Twilio that ConversationRelay takes over wherever the document says `<Connect>`.

    `pieces` are the tokens of the last answer as they came; `languages` what it was told to speak; `relay` the attributes
    of the invitation. `session_status` of a socket that could not be opened or broke is failed.
    """

    pieces: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    relay: dict[str, str] = field(default_factory=dict)
    session_id: str = field(default_factory=lambda: f"VX{secrets.token_hex(16)}")
    _socket: ClientConnection | None = None

    def is_on_socket(self) -> bool:
        return self._socket is not None

    def say(self, words: str, *, confidence: float | None = 0.93) -> Said:
        if self._socket is None:
            return Phone.say(self, words, confidence=confidence)
        self.begin_to_say(words)
        return self.listen()

    def begin_to_say(self, words: str) -> None:
        """Say it, and do not wait for the answer."""
        self._pass_time(words)
        lang = self.languages[-1] if self.languages else self.relay.get("language", "de-DE")
        half = words[: len(words) // 2]
        self.send({"type": "prompt", "voicePrompt": half, "lang": lang, "last": False})
        self.send({"type": "prompt", "voicePrompt": words, "lang": lang, "last": True})

    def press(self, digits: str) -> Said:
        if self._socket is None:
            return Phone.press(self, digits)
        for digit in digits:
            # A finger takes longer; but they must not fall into one millisecond.
            time.sleep(0.01)
            self.send({"type": "dtmf", "digit": digit})
        return self.listen()

    def stay_silent(self) -> Said:
        """Hear what was said to its end, say nothing, and hear what comes of that: only the ends of sounds are told."""
        if self._socket is None:
            return Phone.stay_silent(self)
        self.seconds += 5
        if "speaker-events" not in self.relay.get("debug", ""):
            return Said((), "speech")
        self.sound("agentSpeaking", "on", "off")
        return self.listen()

    def sound(self, who: str, *values: str) -> None:
        """Be told that somebody begins ("on") or ceases ("off") to make a sound."""
        for value in values:
            # A sound takes longer; but both must not fall into one millisecond.
            time.sleep(0.01)
            self.send({"type": "info", "name": who, "value": value})

    def interrupt(self, heard: str) -> None:
        """Talk over what is being said, having heard so much of it."""
        self.send(
            {"type": "interrupt", "utteranceUntilInterrupt": heard, "durationUntilInterruptMs": str(len(heard) * 60)}
        )

    def hang_up(self) -> Any:
        if self._socket is not None:
            self._socket.close()
            self._socket = None
            self.over = True
            done = {"SessionStatus": "completed", "SessionDuration": str(self.seconds), "SessionId": self.session_id}
            self.post(self._action, self.parameters({"CallStatus": "completed", **done}))
        return Phone.hang_up(self)

    def lose_socket(self) -> Said:
        """The network between Twilio and us breaks; Twilio asks what to do with the call."""
        socket, self._socket = self._required(), None
        socket.socket.close()
        return self._come_back("failed", {"ErrorCode": "39001", "ErrorMessage": "Network connection failed."})

    def redirected(self, url: str) -> Said:
        """Twilio was told to ask this address: the session is over, and nobody is told of its end."""
        self._required().close()
        self._socket = None
        return self._follow(url, {})

    def send(self, frame: Mapping[str, object] | str | bytes) -> None:
        """Any frame at all."""
        self._required().send(frame if isinstance(frame, str | bytes) else json.dumps(frame, ensure_ascii=False))

    def hear_piece(self) -> str:
        """The next token of an answer, as soon as it is there."""
        frame = self._receive()
        if frame is None or frame["type"] != "text":
            raise CallFailedError(f"not a token: {frame}")
        self.pieces.append(frame["token"])
        return str(frame["token"])

    def listen(self) -> Said:
        """Hear an answer to its end, and follow where it leads."""
        self.pieces = []
        while True:
            frame = self._receive()
            if frame is None:
                self._socket = None
                return self._come_back("failed", {"ErrorCode": "39001"})
            if frame["type"] == "language":
                self.languages.append(frame["ttsLanguage"])
            elif frame["type"] == "end":
                self._required().close()
                self._socket = None
                said = self._come_back("ended", {"HandoffData": frame["handoffData"]})
                return Said((*self._heard(), *said.lines), said.awaits, said.transferred_to, said.document)
            else:
                self.pieces.append(frame["token"])
                if frame["last"]:
                    return Said(self._heard(), "speech")

    # ── what Twilio does ────────────────────────────────────────────────────────────────────────────────────────────

    def _obey(
        self, verb: Element, url: str, lines: list[str]
    ) -> tuple[tuple[str, Mapping[str, str]] | None, Literal["speech", "recording"] | None]:
        if verb.tag != "Connect":
            return Phone._obey(self, verb, url, lines)  # noqa: SLF001  (a telephone of this kind)
        self._action = verb.get("action") or url
        self.relay = dict(verb[0].attrib)
        # As written in the document, the address is dialled and signed.
        address = self.relay["url"]
        headers = {"X-Twilio-Signature": RequestValidator(self.auth_token).compute_signature(address, {})}
        try:
            self._socket = connect(address, additional_headers=headers, compression=None, proxy=None)
        except (InvalidStatus, OSError):
            failed = {"SessionStatus": "failed", "SessionId": self.session_id, "SessionDuration": "0"}
            return (self._action, failed), None
        self.send(self._setup())
        if greeting := self.relay.get("welcomeGreeting"):
            self._pass_time(greeting)
            lines.append(greeting)
        return None, "speech"

    def _setup(self) -> dict[str, object]:
        return {
            "type": "setup",
            "sessionId": self.session_id,
            "accountSid": self.account_sid,
            "parentCallSid": "",
            "callSid": self.call_sid,
            "from": self.caller_number,
            "to": self.number,
            "forwardedFrom": "",
            "callType": "PSTN",
            "callerName": "",
            "direction": "inbound",
            "callStatus": "IN-PROGRESS",
            "customParameters": {},
        }

    def _come_back(self, status: str, more: Mapping[str, str]) -> Said:
        self.session_id = f"VX{secrets.token_hex(16)}"
        done = {"SessionStatus": status, "SessionId": self.session_id, "SessionDuration": str(self.seconds)}
        return self._follow(self._action, {**done, **more})

    def _receive(self) -> dict[str, Any] | None:
        """The next frame, checked as Twilio checks it (error 64107); None if the socket is gone."""
        try:
            text = self._required().recv(PATIENCE_SECONDS)
        except ConnectionClosed:
            return None
        except TimeoutError:
            raise CallFailedError("nobody says anything") from None
        frame = json.loads(text)
        match frame:
            case {"type": "text", "token": str(), "last": bool()} | {"type": "end", "handoffData": str()}:
                return dict(frame)
            case {"type": "language", "ttsLanguage": str(), "transcriptionLanguage": str()}:
                return dict(frame)
        raise CallFailedError(f"a frame that Twilio refuses: {text!r}")

    def _heard(self) -> tuple[str, ...]:
        words = "".join(self.pieces).strip()
        if words:
            self._pass_time(words)
        return (words,) if words else ()

    def _required(self) -> ClientConnection:
        if self._socket is None:
            raise CallFailedError("the call is on no socket")
        return self._socket


@dataclass(slots=True)
class RetellPhone:
    """One call at Retell whose agent asks us for every answer. `llm_url` is as entered there: the call's id is appended.

    `transcript` is what Retell has understood and spoken; `pieces` the contents of the last answer as they came. An answer
    that another question has made old is dropped, as Retell drops it.
    """

    llm_url: str
    number: str
    caller_number: str = "+493023125777"
    direction: str = "inbound"
    call_id: str = field(default_factory=lambda: f"call_{secrets.token_hex(14)}")
    seconds: int = 0
    over: bool = False
    config: dict[str, Any] = field(default_factory=dict)
    transcript: list[dict[str, str]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    _socket: ClientConnection | None = None
    _asked: int = 0

    def ring(self) -> Said:
        """Open the socket, tell who rings if asked to, hear the first words."""
        self.dial()
        return self.listen()

    def dial(self) -> None:
        base, mark, query = self.llm_url.partition("?")
        self._socket = connect(f"{base}/{self.call_id}{mark}{query}", compression=None, proxy=None)
        opened = self._receive()
        if opened["response_type"] != "config":
            raise CallFailedError(f"not a config: {opened}")
        self.config = opened["config"]
        if self.config.get("call_details"):
            self.send({"interaction_type": "call_details", "call": self._details()})

    def redial(self) -> Said:
        """The socket is lost and opened anew for the same call, as `auto_reconnect` has it."""
        if self._socket is not None:
            self._socket.socket.close()
        return self.ring()

    def say(self, words: str) -> Said:
        self.begin_to_say(words)
        return self.listen()

    def begin_to_say(self, words: str) -> None:
        """Say it, and do not wait for the answer."""
        self.seconds += max(1, round(len(words) / CHARACTERS_PER_SECOND))
        self.transcript.append({"role": "user", "content": words})
        self.send({"interaction_type": "update_only", "transcript": self.transcript, "turntaking": "user_turn"})
        self._ask("response_required")

    def press(self, digits: str) -> Said:
        """Retell has no word for keys: they are spoken."""
        return self.say(digits)

    def stay_silent(self) -> Said:
        self.seconds += 10
        self._ask("reminder_required")
        return self.listen()

    def interrupt(self, heard: str) -> None:
        """Talk over what is being said: what counts as spoken is what was heard of it."""
        if self.transcript and self.transcript[-1]["role"] == "agent":
            self.transcript[-1]["content"] = heard
        self.send({"interaction_type": "update_only", "transcript": self.transcript, "turntaking": "user_turn"})

    def ping(self) -> int:
        """Whether somebody is there; the time that came back."""
        self.send({"interaction_type": "ping_pong", "timestamp": 1795168800000})
        return int(self._receive()["timestamp"])

    def hang_up(self) -> None:
        self.over = True
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def send(self, frame: Mapping[str, object] | str | bytes) -> None:
        """Any frame at all."""
        if self._socket is None:
            raise CallFailedError("the call is on no socket")
        self._socket.send(frame if isinstance(frame, str | bytes) else json.dumps(frame, ensure_ascii=False))

    def listen(self) -> Said:
        """Hear an answer to its end, and follow where it leads."""
        self.pieces = []
        while True:
            frame = self._receive()
            if frame["response_type"] == "agent_interrupt":
                self.over = bool(frame.get("end_call"))
                return Said((frame["content"],), None if self.over else "speech")
            if frame["response_type"] != "response":
                raise CallFailedError(f"not an answer: {frame}")
            if frame["response_id"] != self._asked:
                continue
            self.pieces.append(frame["content"])
            if frame["content_complete"]:
                return self._heard(frame)

    def _heard(self, last: Mapping[str, Any]) -> Said:
        words = "".join(self.pieces).strip()
        if words:
            self.seconds += max(1, round(len(words) / CHARACTERS_PER_SECOND))
            self.transcript.append({"role": "agent", "content": words})
        self.over = bool(last.get("end_call") or last.get("transfer_number"))
        if self.over:
            self.hang_up()
        return Said((words,) if words else (), None if self.over else "speech", last.get("transfer_number"))

    def _ask(self, kind: str) -> None:
        self._asked += 1
        self.send({"interaction_type": kind, "response_id": self._asked, "transcript": self.transcript})

    def _receive(self) -> dict[str, Any]:
        if self._socket is None:
            raise CallFailedError("the call is on no socket")
        try:
            frame: dict[str, Any] = json.loads(self._socket.recv(PATIENCE_SECONDS))
        except TimeoutError:
            raise CallFailedError("nobody says anything") from None
        except ConnectionClosed as error:
            raise CallFailedError("the socket is gone") from error
        match frame:
            case {"response_type": "response", "response_id": int(), "content": str(), "content_complete": bool()}:
                exclusive = {"end_call", "transfer_number", "digit_to_press"} & frame.keys()
                if len(exclusive) > 1:
                    raise CallFailedError(f"more than one end: {frame}")
            case {"response_type": "config", "config": dict()} | {"response_type": "ping_pong", "timestamp": int()}:
                pass
            case {
                "response_type": "agent_interrupt",
                "interrupt_id": int(),
                "content": str(),
                "content_complete": bool(),
            }:
                pass
            case _:
                raise CallFailedError(f"a frame that Retell drops: {frame}")
        return frame

    def _details(self) -> dict[str, object]:
        return {
            "call_type": "phone_call",
            "from_number": self.caller_number,
            "to_number": self.number,
            "direction": self.direction,
            "call_id": self.call_id,
            "agent_id": "agent_test",
            "agent_version": 1,
            "call_status": "ongoing",
            "start_timestamp": 1795168800000,
        }
