"""The telephones on which a conversation is held: one for each dialect in which a provider talks to us."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import httpx

from local import relay_phone, retell_phone
from local.call_script import Script
from local.gateway import Gateway
from local.phone import CallFailedError, Said
from local.telnyx_api import TelnyxApi
from local.vapi_phone import VapiPhone
from tests.support import connections
from tests.support.database import Connection, Database
from tests.support.line import Line
from tests.support.telnyx_line import TelnyxLine

TWILIO = "twilio"
DIALECTS = (TWILIO, "twilio-relay", "telnyx-texml", "telnyx-commands", "vapi", "retell")
# Telnyx is connected for the salon alone.
_ONLY_SALON = ("telnyx-texml", "telnyx-commands")
# What a dialect has no word for, of what is said, given and expected. Vapi puts callers through by itself, and records or
# not from the first second; so does Retell, which does not tell whether anybody answered, lets nobody speak to a caller
# who is not taken, and does not say how it writes down the keys that were pressed.
_UNSPEAKABLE = {
    "vapi": {"silence", "records", "transfer", "recording"},
    "retell": {"records", "recording", "nobody answers", "blocked", "keys"},
}


class Telephone(Protocol):
    """What a conversation needs of a simulated telephone, whatever its provider."""

    call_sid: str
    over: bool

    def ring(self) -> Said: ...
    def say(self, words: str, *, confidence: float | None = ...) -> Said: ...
    def press(self, digits: str) -> Said: ...
    def stay_silent(self) -> Said: ...
    def record(self) -> Said: ...
    def hang_up(self) -> httpx.Response: ...


def speaks(dialect: str, script: Script) -> bool:
    """Whether a call can be held in a dialect."""
    if dialect in _ONLY_SALON and script.company != "salon":
        return False
    needed = {step.kind for step in script.steps} | {kind for kind, _ in (*script.given, *script.expected)}
    return not needed & _UNSPEAKABLE.get(dialect, set())


@dataclass(slots=True)
class _Vapi(VapiPhone):
    """Vapi's telephone by the names that all the others have."""

    call_sid: str = ""
    dial_status: str = ""

    def __post_init__(self) -> None:
        self.call_sid = self.call_id

    def say(self, words: str, *, confidence: float | None = None) -> Said:
        return VapiPhone.say(self, words)

    def record(self) -> Said:
        raise CallFailedError("Vapi takes no message after a tone")


@dataclass(slots=True)
class _Retell:
    """Retell's telephone: it asks over HTTP whom to connect, has the talk over the socket, and tells over HTTP how it ended."""

    asking: retell_phone.RetellPhone
    talk: relay_phone.RetellPhone
    call_sid: str = ""
    over: bool = False

    def __post_init__(self) -> None:
        self.call_sid = self.talk.call_id

    def ring(self) -> Said:
        self.asking.be_connected()
        return self._followed(Said((), None) if self.asking.over else self.talk.ring())

    def say(self, words: str, *, confidence: float | None = None) -> Said:
        return self._followed(self.talk.say(words))

    def press(self, digits: str) -> Said:
        return self._followed(self.talk.press(digits))

    def stay_silent(self) -> Said:
        return self._followed(self.talk.stay_silent())

    def record(self) -> Said:
        raise CallFailedError("Retell takes no message after a tone")

    def hang_up(self) -> httpx.Response:
        self.talk.hang_up()
        self.asking.seconds = self.talk.seconds
        self.asking.transcript = [*self.talk.transcript]
        return self.asking.hang_up()

    def _followed(self, said: Said) -> Said:
        self.over = said.awaits is None
        if self.over:
            self.asking.reason = "call_transfer" if said.transferred_to else "agent_hangup"
        return said


@dataclass
class Switchboard:
    """The functions over HTTP and the lines that lead to them."""

    gateway: Gateway
    database: Database
    conn: Connection
    http: httpx.Client
    api: TelnyxApi
    telnyx: TelnyxLine = field(init=False)
    _made: dict[str, Callable[..., Telephone]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        line = Line(self.gateway.url, self.database, self.http)
        telnyx = self.telnyx = TelnyxLine(self.gateway.url, self.database, self.http, self.api)
        self._made = {
            TWILIO: lambda company, **fields: line.phone(company.upper(), **fields),
            "twilio-relay": lambda company, **fields: line.relay_phone(company.upper(), **fields),
            "telnyx-texml": lambda _company, **fields: telnyx.texml(**fields),
            "telnyx-commands": lambda _company, **fields: telnyx.led(**fields),
            "vapi": lambda company, **fields: _vapi(line, company.upper(), **fields),
            "retell": lambda company, **fields: _retell(line, company.upper(), **fields),
        }

    def phone(self, dialect: str, company: str, **fields: Any) -> Telephone:
        """A telephone about to ring a company."""
        return self._made[dialect](company, **fields)


def _vapi(line: Line, company: str, **fields: Any) -> _Vapi:
    made = connections.vapi_phone(line, company)
    return _Vapi(made.http, made.voice_url, made.status_url, made.secret, made.number, **fields)


def _retell(line: Line, company: str, **fields: Any) -> _Retell:
    asking = connections.retell_phone(line, company, **fields)
    return _Retell(asking, line.retell_phone(company, call_id=asking.call_id, **fields))
