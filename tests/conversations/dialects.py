"""The telephones on which a conversation is held: one for each dialect in which a provider talks to us."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import httpx

from local.call_script import Script
from local.gateway import Gateway
from local.phone import Said
from local.telnyx_api import TelnyxApi
from local.vapi_phone import VapiPhone
from tests.support.connections import vapi_phone
from tests.support.database import Connection, Database
from tests.support.line import Line
from tests.support.telnyx_line import TelnyxLine

TWILIO = "twilio"
DIALECTS = (TWILIO, "twilio-relay", "telnyx-texml", "telnyx-commands", "vapi")
# Telnyx is connected for the salon alone.
_ONLY_SALON = ("telnyx-texml", "telnyx-commands")
# What a dialect has no word for: Vapi puts callers through by itself, and records or not from the first second.
_UNSPEAKABLE = {
    "vapi": {"silence", "records", "transfer", "recording"},
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
    needed = {step.kind for step in script.steps} | {kind for kind, _ in script.expected}
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
        raise NotImplementedError("Vapi takes no message after a tone")


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
        }

    def phone(self, dialect: str, company: str, **fields: Any) -> Telephone:
        """A telephone about to ring a company."""
        return self._made[dialect](company, **fields)


def _vapi(line: Line, company: str, **fields: Any) -> _Vapi:
    made = vapi_phone(line, company)
    return _Vapi(made.http, made.voice_url, made.status_url, made.secret, made.number, **fields)
