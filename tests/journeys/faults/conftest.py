"""A switchboard on which every answer has to be heard, and what a call has left when it is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from local.call_outcome import ROWS, Fact, outcome
from local.gateway import Gateway
from local.phone import Said, audible
from local.telnyx_api import TelnyxApi
from local.telnyx_phone import LedPhone
from tests.conftest import use_environment
from tests.conversations.dialects import Switchboard
from tests.support.database import Database
from tests.support.faulty_wire import FaultyWire
from tests.support.line import Line
from tests.support.telnyx_line import API_KEY

PERSON = "+493023125999"
WISH = "Ich hätte gern einen Herrenhaarschnitt bei Maria am Dienstag um halb drei"
YES = "Ja, bitte"


class Heard:
    """A telephone, whichever it is; no answer on it may be silence. `said` is everything that was heard."""

    def __init__(self, phone: Any) -> None:
        self.phone = phone
        self.said: list[Said] = []
        self.transfers: list[str] = []

    @property
    def call(self) -> str:
        return str(getattr(self.phone, "call_sid", None) or self.phone.call_id)

    @property
    def over(self) -> bool:
        return bool(self.phone.over)

    def ring(self) -> Said:
        return self.hear(self.phone.ring())

    def say(self, words: str) -> Said:
        return self.hear(self.phone.say(words))

    def record(self) -> Said:
        return self.hear(self.phone.record())

    def tell_again(self) -> Said:
        return self.hear(self.phone.tell_again())

    def hang_up(self) -> None:
        answer = self.phone.hang_up()
        assert answer is None or answer.is_success, answer.status_code

    def hear(self, said: Said) -> Said:
        self.said.append(said if without_answer(self) else audible(said))
        if said.transferred_to:
            self.transfers.append(said.transferred_to)
        return said


def without_answer(phone: Heard) -> bool:
    """Whether the caller still hears it ring: what was told of the call could not be taken, and nobody picked up."""
    return isinstance(phone.phone, LedPhone) and not phone.phone.answered and bool(phone.phone.untold)


@dataclass
class Exchange:
    """Telephones of every dialect, and the wires to Telnyx's commands, to the functions' queue, and to their database, one for
    each role.
    """

    line: Line
    board: Switchboard
    gateway: Gateway
    commands: FaultyWire
    queue: FaultyWire
    database: dict[str, FaultyWire]

    def phone(self, telephone: str, **fields: Any) -> Heard:
        if telephone == "retell-relay":
            return Heard(self.line.retell_phone(**fields))
        return Heard(self.board.phone(telephone, "salon", **fields))

    def left(self, phone: Heard) -> list[Fact]:
        """The rows that a business lives on: bookings, messages, leads and the like."""
        return [fact for fact in outcome(self.line.database.all, phone.call, phone.transfers) if fact[0] in ROWS]

    def notices(self) -> list[str]:
        rows = self.line.database.all("select template from public.notifications order by created_at")
        return [row["template"] for row in rows]

    def waits(self) -> bool:
        """Whether anything came that could not be kept at once."""
        assert self.gateway.queue
        return not self.gateway.queue.wait_until_empty(0)

    def everything_is_taken(self) -> None:
        """What waits is shown to the functions until they have taken it."""
        assert self.gateway.queue
        assert self.gateway.queue.wait_until_empty()

    def leads_to_a_person(self) -> None:
        """Whoever has to be put through can be: every number knows a person."""
        self.line.database.all("update public.phone_numbers set forwarding_number = %s returning 1", PERSON)


@pytest.fixture
def exchange(gateway: Gateway, database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Exchange]:
    assert gateway.queue
    # Shown again at once, or nearly: a test waits for it.
    gateway.queue.visibility_seconds = 0.1
    with (
        TelnyxApi(API_KEY) as api,
        FaultyWire(api.base_url) as commands,
        FaultyWire(gateway.environment["QUEUE_URL"]) as queue,
        FaultyWire(database.url("fn_voice"), is_http=False) as voice,
        FaultyWire(database.url("fn_ingest"), is_http=False) as ingest,
        httpx.Client(timeout=15) as http,
        database.connect() as conn,
    ):
        environment = {
            "TELNYX_API_BASE_URL": commands.url,
            "QUEUE_URL": queue.url,
            "DATABASE_URL_FN_VOICE": voice.url,
            "DATABASE_URL_FN_INGEST": ingest.url,
        }
        use_environment(monkeypatch, environment)
        line, board = Line(gateway.url, database, http), Switchboard(gateway, database, conn, http, api)
        yield Exchange(line, board, gateway, commands, queue, {"fn_voice": voice, "fn_ingest": ingest})
    assert gateway.errors == []
