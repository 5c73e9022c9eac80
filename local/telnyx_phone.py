"""A telephone behind a simulated Telnyx, in both of its dialects, with the same few words as `local/phone.py`.

`TexmlPhone` follows documents; `LedPhone` posts events and obeys the commands that reach `local/telnyx_api.py`. Both sign
with the account's Ed25519 key.
"""

from __future__ import annotations

import base64
import io
import json
import secrets
import time
import wave
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from urllib.parse import urlencode
from uuid import uuid4

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from local.phone import CHARACTERS_PER_SECOND, FORM, TIMEOUT_SECONDS, CallFailedError, Phone, Said
from local.played import Sound, UnplayableError, fetched
from local.telnyx_api import Commanded, TelnyxApi

# Of Call Control, as the vendor names it in every event.
APPLICATION = "1000000000000000001"


def signed(body: bytes, seed: str, *, at: int | None = None) -> dict[str, str]:
    """The headers with which Telnyx proves `body`. `seed` is the base64 of the private key's 32 bytes."""
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(seed))
    now = str(int(time.time()) if at is None else at)
    return {
        "telnyx-timestamp": now,
        "telnyx-signature-ed25519": base64.b64encode(key.sign(f"{now}|".encode() + body)).decode(),
    }


def public_key(seed: str) -> str:
    """What the portal shows of that key, in base64."""
    return base64.b64encode(
        Ed25519PrivateKey.from_private_bytes(base64.b64decode(seed)).public_key().public_bytes_raw()
    ).decode()


def _iso(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass(slots=True)
class TexmlPhone(Phone):
    """One call whose application answers with TeXML; `auth_token` is the seed of the account's key."""

    session_id: str = field(default_factory=lambda: str(uuid4()))

    def __post_init__(self) -> None:
        if self.call_sid.startswith("CA"):
            self.call_sid = f"v3:{secrets.token_urlsafe(32)}"

    def stay_silent(self) -> Said:
        """Nothing is said into a <Gather>: it makes no request, and the verb after it runs."""
        self.seconds += 5
        return self._follow(self._action, {})

    def tell_status(self, status: str, *, seconds: int | None = None, **more: str) -> httpx.Response:
        now = datetime.now(UTC)
        parameters = {
            "CallStatus": status,
            "CallbackSource": "call-progress-events",
            "Timestamp": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "SequenceNumber": "0",
            "CallSessionId": self.session_id,
            "CallControlId": self.call_sid,
        }
        if seconds is not None:
            parameters |= {"CallDuration": str(seconds), "HangupCause": "normal_clearing", "HangupSource": "caller"}
        return self.post(self.status_url, self.parameters(parameters | more))

    def parameters(self, changed: Mapping[str, str]) -> dict[str, str]:
        always = {
            "AccountSid": self.account_sid,
            "CallSid": self.call_sid,
            "CallSidLegacy": self.call_sid,
            "ConnectionId": "1000000000000000001",
            "CallStatus": "in-progress",
            "Direction": "inbound",
            "From": self.caller_number,
            "To": self.number,
        }
        return always | dict(changed)

    def post(self, url: str, parameters: Mapping[str, str], *, signature: str | None = None) -> httpx.Response:
        body = urlencode(parameters).encode()
        headers = {"content-type": FORM} | signed(body, self.auth_token)
        if signature is not None:
            headers["telnyx-signature-ed25519"] = signature
        return self.http.post(url, content=body, headers=headers, timeout=TIMEOUT_SECONDS)


@dataclass(slots=True)
class LedPhone:
    """One call whose application is told events and sends commands. `dial_status` is how transfers turn out: who declines
    has answered, and hangs up while they are told what it is about. `whispered` is what people heard who were told.

    `untold` are events that could not be taken: Telnyx tells them again, here on `tell_again()`.

    Raises CallFailedError where Telnyx would refuse a command, or where the caller is left with nothing to do or hear.
    """

    http: httpx.Client
    api: TelnyxApi
    voice_url: str
    status_url: str
    seed: str
    number: str
    caller_number: str = "+493023125777"
    dial_status: Literal["completed", "no-answer", "busy", "declined"] = "completed"
    direction: Literal["incoming", "outgoing"] = "incoming"
    whispered: list[str] = field(default_factory=list)
    call_sid: str = field(default_factory=lambda: f"v3:{secrets.token_urlsafe(32)}")
    session_id: str = field(default_factory=lambda: str(uuid4()))
    leg_id: str = field(default_factory=lambda: str(uuid4()))
    seconds: int = 0
    over: bool = False
    events: list[dict[str, Any]] = field(default_factory=list)
    untold: list[dict[str, Any]] = field(default_factory=list)
    answered: bool = False
    began_at: datetime = field(default_factory=lambda: datetime.now(UTC) - timedelta(minutes=2))
    _writes_down: bool = False
    _gather: str | None = None
    _recording: str | None = None
    _memory: str | None = None
    _transferred_to: str | None = None
    _lines: list[str] = field(default_factory=list)
    _legs: dict[str, dict[str, Any]] = field(default_factory=dict)
    _rings: bool = False
    _played: list[Sound] = field(default_factory=list)

    def ring(self) -> Said:
        """Call the number; it is parked until we are told to answer. A call that we ordered rings, and somebody answers."""
        if self.direction == "outgoing":
            self._tell("call.initiated", direction="outgoing", state="bridging", start_time=_iso(self.began_at))
            self.answered = True
            return self._tell("call.answered", start_time=_iso(self.began_at))
        return self._tell("call.initiated", direction="incoming", state="parked", start_time=_iso(self.began_at))

    def say(self, words: str, *, confidence: float | None = 0.93) -> Said:
        self._pass_time(words)
        if not self._writes_down:
            raise CallFailedError("nobody writes down what the caller says")
        data = {"transcript": words, "confidence": confidence, "is_final": True, "transcription_track": "inbound"}
        return self._tell("call.transcription", transcription_data=data)

    def press(self, digits: str) -> Said:
        for digit in digits:
            self._tell("call.dtmf.received", digit=digit)
        return self._end_gather("valid", digits)

    def stay_silent(self) -> Said:
        self.seconds += 5
        return self._end_gather("timeout", "")

    def record(self, url: str = "https://recordings.example/RE1.mp3", *, seconds: int = 8) -> Said:
        """Leave a message after the tone."""
        if self._recording is None:
            raise CallFailedError("no recording has begun")
        self.seconds += seconds
        memory, self._recording = self._recording, None
        now = self._now()
        return self._tell(
            "call.recording.saved",
            memory=memory,
            without=("call_control_id", "from", "to"),
            channels="single",
            recording_started_at=_iso(now - timedelta(seconds=seconds)),
            recording_ended_at=_iso(now),
            recording_urls={"mp3": url, "wav": None},
        )

    def detect(self, result: str, *, kind: str = "call.machine.detection.ended") -> Said:
        """Telnyx tells who, or what, has answered a call that went out; or that a machine has finished its greeting."""
        return self._tell(kind, result=result)

    def tell_again(self) -> Said:
        """What could not be taken is told once more, in its order."""
        told, self.untold = self.untold, []
        return self._after(*told)

    def hang_up(self) -> httpx.Response:
        """End the call, if it has not ended yet, and have Telnyx say so."""
        self.over = True
        self.seconds = max(self.seconds, 1)
        return self.tell_status("completed", seconds=self.seconds)

    def tell_status(self, status: str, *, seconds: int | None = None, **more: Any) -> httpx.Response:
        """Say once how the call stands, as an event to the status address, as often and in whatever order a test wants."""
        causes = {
            "completed": "normal_clearing",
            "busy": "user_busy",
            "no-answer": "no_answer",
            "canceled": "originator_cancel",
        }
        if status == "ringing":
            return self.post(
                self.status_url, self.event("call.initiated", direction="incoming", state="parked", **more)
            )
        if status == "in-progress":
            return self.post(self.status_url, self.event("call.answered", state="answered", **more))
        ended = self.began_at + timedelta(seconds=seconds or 0)
        said = {"hangup_cause": causes[status], "hangup_source": "caller", "start_time": _iso(self.began_at)}
        return self.post(self.status_url, self.event("call.hangup", at=ended, **said | more))

    def tell_cost(self, total: str = "0.0184", currency: str = "USD", **more: Any) -> httpx.Response:
        """Send the event that says what the call cost, as an application can be told to."""
        part = {"call_part": "call-control", "cost": total, "currency": currency, "rate": "0.002"}
        said: dict[str, Any] = {
            "total_cost": total,
            "status": "success",
            "billed_duration_secs": 60,
            "cost_parts": [part],
        }
        return self.post(self.status_url, self.event("call.cost", without=("from", "to"), **said | more))

    def event(
        self,
        kind: str,
        *,
        at: datetime | None = None,
        memory: str | None = None,
        without: tuple[str, ...] = (),
        **more: Any,
    ) -> dict[str, Any]:
        """An event as Telnyx makes it, remembered in `events`; its `memory` is the latest of the call unless given."""
        payload = {
            "call_control_id": self.call_sid,
            "call_leg_id": self.leg_id,
            "call_session_id": self.session_id,
            "client_state": memory or self._memory,
            "connection_id": APPLICATION,
            "from": self.caller_number,
            "to": self.number,
        }
        payload = {name: value for name, value in payload.items() if name not in without}
        event = {
            "record_type": "event",
            "event_type": kind,
            "id": str(uuid4()),
            "occurred_at": _iso(at or self._now()),
            "payload": payload | more,
        }
        told = {"data": event, "meta": {"attempt": 1, "delivered_to": self.voice_url}}
        self.events.append(told)
        return told

    def post(self, url: str, told: dict[str, Any], *, signature: str | None = None) -> httpx.Response:
        """A delivery as Telnyx makes it, signed with the account's key unless another signature is given."""
        body = json.dumps(told, separators=(",", ":")).encode()
        headers = {"content-type": "application/json", "user-agent": "telnyx-webhooks"} | signed(body, self.seed)
        if signature is not None:
            headers["telnyx-signature-ed25519"] = signature
        return self.http.post(url, content=body, headers=headers, timeout=TIMEOUT_SECONDS)

    # ── what Telnyx does with commands ──────────────────────────────────────────────────────────────────────────────

    def _tell(self, kind: str, *, memory: str | None = None, without: tuple[str, ...] = (), **more: Any) -> Said:
        """Tell an event and obey what comes of it, until the caller has to do something or the call is over."""
        if self.over:
            raise CallFailedError("the call is over")
        return self._after(self.event(kind, memory=memory, without=without, **more))

    def _after(self, *told: dict[str, Any]) -> Said:
        self._lines.clear()
        self._played.clear()
        self._transferred_to = None
        for each in told:
            self._deliver(each)
        awaits: Literal["speech", "recording"] | None = None
        if not self.over:
            awaits = "recording" if self._recording else "speech" if self._gather else None
        return Said(tuple(self._lines), awaits, self._transferred_to, played=tuple(self._played))

    def _deliver(self, told: dict[str, Any]) -> None:
        response = self.post(self.voice_url, told)
        if response.is_server_error:
            self.untold.append(told)
        elif not response.is_success:
            raise CallFailedError(f"HTTP {response.status_code}: {response.text[:200]}")
        while (found := self._next_command()) is not None:
            call, command = found
            if call != self.call_sid:
                self._obey_on_leg(call, command.action, command.arguments)
            elif not self.over:
                self._obey(command.action, command.arguments)

    def _next_command(self) -> tuple[str, Commanded] | None:
        for call in (self.call_sid, *self._legs):
            command = self.api.next_for(call)
            if command is not None:
                return call, command
        return None

    def _obey(self, action: str, arguments: Mapping[str, Any]) -> None:
        # Whatever is sent with a command comes with every later event of the call.
        memory = self._memory = arguments.get("client_state", self._memory)
        if action not in ("answer", "transfer", "hangup") and not self.answered:
            raise CallFailedError(f"{action} before the call was answered")
        if self._rings and action in ("gather_using_speak", "speak", "transfer", "record_start"):
            raise CallFailedError(f"{action} while it goes on ringing")
        match action:
            case "answer":
                self.answered = True
                self._deliver(self.event("call.answered"))
            case "transcription_start":
                self._writes_down = True
            case "transcription_stop":
                self._writes_down = False
            case "playback_start" if "playback_content" in arguments:
                wave.open(io.BytesIO(base64.b64decode(arguments["playback_content"]))).close()
                self._rings = True
            case "playback_stop":
                self._rings = False
            case "dial":
                self._ring_person(arguments)
            case "gather_using_speak":
                if self._gather is not None:
                    raise CallFailedError("a gather is under way already")
                self._hear(arguments)
                self._gather = memory
            case "gather_using_audio":
                if self._gather is not None:
                    raise CallFailedError("a gather is under way already")
                self._gather = memory
                self._play(arguments, memory)
            case "playback_start":
                self._play(arguments, memory)
            case "gather_stop":
                if self._gather is not None:
                    ended, self._gather = self._gather, None
                    self._deliver(self.event("call.gather.ended", memory=ended, status="cancelled", digits=""))
            case "speak":
                self._hear(arguments)
                self._deliver(self.event("call.speak.ended", status="completed"))
            case "record_start":
                if arguments.get("play_beep"):
                    self._recording = memory
            case "transfer":
                self._dial(arguments)
            case "hangup":
                self.over = True
            case other:
                raise CallFailedError(f"a command that this telephone does not know: {other}")

    def _dial(self, arguments: Mapping[str, Any]) -> None:
        """Ring a person: a leg of its own, with its own name and memory, in the same session."""
        self._transferred_to = str(arguments["to"])
        leg = {
            "call_control_id": f"v3:{secrets.token_urlsafe(32)}",
            "call_leg_id": str(uuid4()),
            "client_state": arguments.get("target_leg_client_state"),
            "from": arguments.get("from", self.number),
            "to": self._transferred_to,
        }
        self._deliver(self.event("call.initiated", direction="outgoing", **leg))
        start = _iso(self._now())
        if self.dial_status == "completed":
            self._deliver(self.event("call.answered", **leg))
            self.seconds += 20
            self._deliver(self.event("call.hangup", hangup_cause="normal_clearing", start_time=start, **leg))
        else:
            cause = "timeout" if self.dial_status == "no-answer" else "user_busy"
            self._deliver(self.event("call.hangup", hangup_cause=cause, start_time=start, **leg))

    def _ring_person(self, arguments: Mapping[str, Any]) -> None:
        """The same as a call of its own, which is put together with this one only when we say so."""
        self._transferred_to = str(arguments["to"])
        if arguments["link_to"] != self.call_sid or arguments["connection_id"] != APPLICATION:
            raise CallFailedError("a call that belongs to no other")
        call = str(arguments["call_control_id"])
        self._legs[call] = {
            "call_control_id": call,
            "call_leg_id": arguments["call_leg_id"],
            "client_state": arguments.get("client_state"),
            "from": arguments["from"],
            "to": self._transferred_to,
        }
        self._tell_of_leg(call, "call.initiated", direction="outgoing")
        if self.dial_status in ("completed", "declined"):
            self._tell_of_leg(call, "call.answered")
        else:
            cause = "timeout" if self.dial_status == "no-answer" else "user_busy"
            self._end_leg(call, cause)

    def _obey_on_leg(self, call: str, action: str, arguments: Mapping[str, Any]) -> None:
        self._legs[call]["client_state"] = arguments.get("client_state")
        match action:
            case "speak" if self.dial_status == "declined":
                self._end_leg(call, "normal_clearing")
            case "speak":
                self.whispered.append(str(arguments["payload"]))
                self._tell_of_leg(call, "call.speak.ended", status="completed")
            case "bridge" if arguments["call_control_id"] == self.call_sid:
                if self._rings:
                    raise CallFailedError("put through while it goes on ringing")
                self.seconds += 20
                self._end_leg(call, "normal_clearing")
            case "hangup":
                self._end_leg(call, "normal_clearing")
            case other:
                raise CallFailedError(f"a command that is not for who answered: {other}")

    def _tell_of_leg(self, call: str, kind: str, **more: Any) -> None:
        self._deliver(self.event(kind, **self._legs[call] | more))

    def _end_leg(self, call: str, cause: str) -> None:
        self._tell_of_leg(call, "call.hangup", hangup_cause=cause, start_time=_iso(self._now()))

    def _end_gather(self, status: str, digits: str) -> Said:
        if self._gather is None:
            raise CallFailedError("nobody waits for keys")
        memory, self._gather = self._gather, None
        return self._tell("call.gather.ended", memory=memory, status=status, digits=digits)

    def _hear(self, arguments: Mapping[str, Any]) -> None:
        words = str(arguments.get("payload", ""))
        if not words or len(words) > 3000 or not arguments.get("voice"):
            raise CallFailedError("nothing that can be spoken")
        self._pass_time(words)
        self._lines.append(words)

    def _play(self, arguments: Mapping[str, Any], memory: str | None) -> None:
        about: dict[str, Any] = {"media_url": str(arguments["audio_url"])}
        try:
            sound = fetched(self.http, about["media_url"])
        except UnplayableError:
            self._deliver(self.event("call.playback.ended", memory=memory, status="file_not_found", **about))
            return
        self.seconds += sound.seconds
        self._played.append(sound)
        self._deliver(self.event("call.playback.ended", memory=memory, status="completed", **about))

    def _now(self) -> datetime:
        return self.began_at + timedelta(seconds=self.seconds)

    def _pass_time(self, words: str) -> None:
        self.seconds += max(1, round(len(words) / CHARACTERS_PER_SECOND))
