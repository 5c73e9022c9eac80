"""The telephones on which a conversation is held: one for each dialect in which a provider talks to us."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import httpx

from local.gateway import Gateway
from local.phone import Said
from local.telnyx_api import TelnyxApi
from tests.support.database import Connection, Database
from tests.support.line import Line
from tests.support.telnyx_line import TelnyxLine

TWILIO = "twilio"
DIALECTS = (TWILIO, "telnyx-texml", "telnyx-commands")
# Connected for the salon alone.
ONLY_SALON = ("telnyx-texml", "telnyx-commands")


class Telephone(Protocol):
    """What a conversation needs of a simulated telephone, whatever its provider."""

    call_sid: str
    over: bool
    seconds: int

    def ring(self) -> Said: ...
    def say(self, words: str, *, confidence: float | None = ...) -> Said: ...
    def press(self, digits: str) -> Said: ...
    def stay_silent(self) -> Said: ...
    def record(self) -> Said: ...
    def hang_up(self) -> httpx.Response: ...


@dataclass
class Switchboard:
    """The functions over HTTP and the lines that lead to them; a line is connected when it is first asked for."""

    gateway: Gateway
    database: Database
    conn: Connection
    http: httpx.Client
    api: TelnyxApi
    _made: dict[str, Callable[..., Telephone]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        twilio = Line(self.gateway.url, self.database, self.http)
        telnyx = TelnyxLine(self.gateway.url, self.database, self.http, self.api)
        self._made = {
            TWILIO: lambda company, **fields: twilio.phone(company.upper(), **fields),
            "telnyx-texml": lambda _company, **fields: telnyx.texml(**fields),
            "telnyx-commands": lambda _company, **fields: telnyx.led(**fields),
        }

    def phone(self, dialect: str, company: str, **fields: Any) -> Telephone:
        """A telephone about to ring a company."""
        return self._made[dialect](company, **fields)
