"""What providers tell while the database is away: it waits in the queue, and is taken from there as if it had just come."""

from __future__ import annotations

import base64
import json
import random
import re
import string
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from functions.voice_call.handler import doors
from local.events import queue_event
from local.telnyx_phone import signed
from shared.runtime import queued
from shared.runtime.endpoint import Request
from shared.voice import late
from shared.voice.turn import MOST_TURNS
from tests.functions.voice_call.test_manners import ask_about_recording
from tests.functions.webhook_messaging.test_messages import form, telnyx_event, url
from tests.journeys.faults.conftest import Exchange
from tests.journeys.faults.outages import break_database, mend_database
from tests.support.connections import retell_phone, vapi_phone
from tests.support.faulty_wire import FAULTS, Fault
from tests.support.telnyx_line import SEED

SIGNING = {"webhook_auth": "hmac"}
OF_THE_WIRE = {"accept", "accept-encoding", "connection", "content-length", "host"}
SECONDS = 42
LATE_SECONDS = 600

ENDED = f"""select count(*) as n from public.calls c
            where status = 'completed' and duration_seconds = {SECONDS} and settled_at is not null and ended_at < now()"""
RECORDED = "select count(*) as n from public.calls where recording_url is not null"
WRITTEN = "select count(*) as n from public.notifications where template = 'owner_message_received'"


@dataclass(frozen=True)
class Told:
    """A request as a provider sends it, and the question whose count it makes one."""

    url: str
    headers: Mapping[str, str]
    body: bytes
    done: str = ENDED

    def post(self) -> httpx.Response:
        return httpx.post(self.url, content=self.body, headers=dict(self.headers), timeout=15)

    def packed(self, *, waited_seconds: float = 0, headers: Mapping[str, str] | None = None) -> str:
        """As it would lie in the queue, had it come so long ago."""
        address = urlsplit(self.url)
        request = Request(
            method="POST",
            path=address.path,
            query=address.query,
            domain=address.netloc,
            headers={**self.headers, **(headers or {})},
            body=self.body,
            request_id="",
            begun=perf_counter() - waited_seconds,
        )
        return queued.pack(request)


def caught(phone: Any, send: Callable[[Any], Any], done: str = ENDED) -> Told:
    """What a simulated telephone sends, kept back."""
    sent: list[httpx.Request] = []

    def catch(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200)

    with httpx.Client(transport=httpx.MockTransport(catch)) as http:
        phone.http = http
        send(phone)
    (request,) = sent
    theirs = {name: value for name, value in request.headers.items() if name not in OF_THE_WIRE}
    return Told(str(request.url), theirs, request.content, done)


def ended(phone: Any) -> Any:
    return phone.tell_status("completed", seconds=SECONDS)


def twilio(exchange: Exchange) -> Told:
    return caught(exchange.line.phone(), ended)


def texml(exchange: Exchange) -> Told:
    return caught(exchange.board.telnyx.texml(), ended)


def commands(exchange: Exchange) -> Told:
    return caught(exchange.board.telnyx.led(), ended)


def commands_at_one_address(exchange: Exchange) -> Told:
    phone = exchange.board.telnyx.led()
    phone.status_url = phone.voice_url
    return caught(phone, ended)


def vapi(exchange: Exchange) -> Told:
    phone = vapi_phone(exchange.line, config=SIGNING)
    phone.seconds = SECONDS
    return caught(phone, lambda each: each.report())


def vapi_by_secret(exchange: Exchange) -> Told:
    phone = vapi_phone(exchange.line)
    phone.seconds = SECONDS
    return caught(phone, lambda each: each.report())


def retell(exchange: Exchange) -> Told:
    phone = retell_phone(exchange.line)
    phone.seconds, phone.began_ms = SECONDS, phone.began_ms - 2 * SECONDS * 1000
    return caught(phone, lambda each: each.tell_status("call_ended"))


def twilio_sms(exchange: Exchange) -> Told:
    line = exchange.line
    return caught(line.phone(), lambda each: each.post(url(line), form("sms-inbound")), WRITTEN)


def telnyx_sms(exchange: Exchange) -> Told:
    telnyx, body = exchange.board.telnyx, telnyx_event("message-received-sms")
    address = f"{telnyx.url}/webhooks/messaging/telnyx/{telnyx.webhook_token}"
    return Told(address, {"content-type": "application/json"} | signed(body, SEED), body, WRITTEN)


TELLERS: tuple[Callable[[Exchange], Told], ...] = (
    twilio,
    texml,
    commands,
    commands_at_one_address,
    vapi,
    vapi_by_secret,
    retell,
    twilio_sms,
    telnyx_sms,
)
# Whose signatures hold for five minutes.
STAMPED = (texml, commands, commands_at_one_address, vapi, retell, telnyx_sms)

every_teller = pytest.mark.parametrize("tell", TELLERS, ids=lambda each: each.__name__)
every_stamped = pytest.mark.parametrize("tell", STAMPED, ids=lambda each: each.__name__)


def done(exchange: Exchange, told: Told) -> int:
    return int(exchange.line.database.one(told.done)["n"])


def kept(exchange: Exchange) -> int:
    return int(exchange.line.database.one("select count(*) as n from public.webhook_events")["n"])


def take(exchange: Exchange, line: str) -> None:
    """Have the functions take what lies in the queue like this."""
    assert exchange.gateway.queue
    exchange.gateway.queue.send(line)
    exchange.everything_is_taken()


def said(caplog: pytest.LogCaptureFixture, words: str) -> list[dict[str, Any]]:
    return [vars(each) for each in caplog.records if each.msg == words]


@every_teller
@pytest.mark.parametrize("door", ["known", "unknown"])
def test_what_is_told_while_the_database_is_away_is_done_once_when_it_is_back(
    tell: Callable[[Exchange], Told], door: str, exchange: Exchange
) -> None:
    told = tell(exchange)
    if door == "known":
        # Of another body, so that it leaves nothing.
        assert Told(told.url, told.headers, b"{}").post().status_code in (202, 403)
    break_database(exchange, "refused")
    assert [told.post().status_code for _ in range(2)] == [202, 202]
    assert exchange.waits()
    mend_database(exchange, "refused")
    exchange.everything_is_taken()
    assert done(exchange, told) == 1
    before = kept(exchange)
    take(exchange, told.packed())
    assert told.post().status_code == 200
    assert (done(exchange, told), kept(exchange)) == (1, before)


@every_teller
def test_what_lies_in_the_queue_is_as_little_believed_as_what_comes(
    tell: Callable[[Exchange], Told], exchange: Exchange, caplog: pytest.LogCaptureFixture
) -> None:
    told = tell(exchange)
    proofs = ("signature", "secret")
    forged = {name: value[:-1] + "~" for name, value in told.headers.items() if any(each in name for each in proofs)}
    assert forged
    take(exchange, told.packed(headers=forged))
    take(exchange, Told(re.sub("/(twilio|telnyx|vapi|retell)/", r"/\1/x", told.url), told.headers, told.body).packed())
    assert kept(exchange) == 0
    dropped = said(caplog, "late_request_dropped")
    assert [(each["status"], each["reason"]) for each in dropped] == [(403, "not_signed"), (404, "not_found")]
    assert not any("+49" in str(each) or "/webhooks/" in str(each) for each in dropped)


@every_stamped
def test_what_was_fresh_when_it_came_is_fresh_however_long_it_waits(
    tell: Callable[[Exchange], Told], exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time
    with monkeypatch.context() as patch:
        patch.setattr(time, "time", lambda: now() - LATE_SECONDS)
        told = tell(exchange)
    assert told.post().status_code == 403
    take(exchange, told.packed())
    assert kept(exchange) == 0
    take(exchange, told.packed(waited_seconds=LATE_SECONDS))
    assert done(exchange, told) == 1
    came = exchange.line.database.one("select now() - received_at as since from public.webhook_events")
    assert came["since"].total_seconds() >= LATE_SECONDS


@every_stamped
def test_no_stranger_can_say_that_a_request_has_waited(
    tell: Callable[[Exchange], Told], exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A body, a header and a query are the sender's; the event around them is the platform's."""
    now = time.time
    with monkeypatch.context() as patch:
        patch.setattr(time, "time", lambda: now() - LATE_SECONDS)
        told = tell(exchange)
    came_from_a_queue = queue_event("test", told.packed(waited_seconds=LATE_SECONDS))
    claims = {"arrived_at": str(now() - LATE_SECONDS), "Records": json.dumps(came_from_a_queue["Records"])}
    as_json = {"content-type": "application/json"}
    attempts = [
        Told(told.url, {**told.headers, **as_json}, json.dumps(came_from_a_queue).encode()),
        Told(told.url, as_json, json.dumps(came_from_a_queue).encode()),
        Told(told.url, {**told.headers, **claims}, told.body),
        Told(str(httpx.URL(told.url, params=claims)), told.headers, told.body),
    ]
    assert [each.post().status_code for each in attempts] == [403] * len(attempts)
    assert kept(exchange) == 0
    assert not exchange.waits()


@pytest.mark.parametrize("fault", FAULTS)
def test_without_a_queue_either_the_provider_is_told_to_come_again(
    fault: Fault, exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(late, "QUEUE_SECONDS", 0.3)
    told = twilio_sms(exchange)
    break_database(exchange, "refused")
    exchange.queue.fails(fault)
    answer = told.post()
    assert (answer.status_code, answer.json()["code"]) == (503, "database_unavailable")
    exchange.queue.heals()
    assert told.post().status_code == 202
    mend_database(exchange, "refused")
    exchange.everything_is_taken()
    assert done(exchange, told) == 1


def test_the_recording_of_a_call_that_is_ready_while_the_database_is_away_is_known_when_it_is_back(
    exchange: Exchange,
) -> None:
    phone = ask_about_recording(exchange.line)
    phone.ring()
    phone.say("Ja")
    assert phone.recording_url.endswith("/recording")
    told = caught(phone, lambda each: each.tell_recording(), RECORDED)
    break_database(exchange, "refused")
    assert told.post().status_code == 202
    mend_database(exchange, "refused")
    exchange.everything_is_taken()
    assert done(exchange, told) == 1


def test_a_question_of_a_live_call_does_not_wait(exchange: Exchange) -> None:
    phone = vapi_phone(exchange.line)
    break_database(exchange, "refused")
    for asked in ("transfer-destination-request", "speech-update", "conversation-update"):
        assert phone.post(phone.status_url, phone.message(asked)).status_code == 503
    assert exchange.queue.seen == 0
    mend_database(exchange, "refused")


def test_a_message_after_the_last_turn_is_not_said_to_have_arrived(exchange: Exchange) -> None:
    """It would be dropped when it is taken from the queue: an address that we never hand out."""
    phone = exchange.line.phone()
    phone.ring()
    left = {"RecordingUrl": "http://recordings.example/RE1", "RecordingDuration": "8", "RecordingSid": "RE" + "1" * 32}
    doors.cache_clear()
    break_database(exchange, "refused")
    answer = phone.post(exchange.line.turn_url(phone, MOST_TURNS + 1), phone.parameters(left))
    mend_database(exchange, "refused")
    assert "Störung" in answer.text
    assert not exchange.waits()


@pytest.mark.parametrize(("letters", "status"), [("ja ", 202), (string.ascii_letters + string.digits, 503)])
def test_a_long_report_waits_if_the_queue_can_hold_it(letters: str, status: int, exchange: Exchange) -> None:
    """A queue holds a MiB: what people say becomes short enough for it, what is said by chance does not."""
    phone, chance = vapi_phone(exchange.line), random.Random(7)  # noqa: S311
    break_database(exchange, "refused")
    summary = "".join(chance.choices(letters, k=1_500_000))
    assert phone.report(analysis={"summary": summary}).status_code == status
    assert exchange.waits() == (status == 202)
    mend_database(exchange, "refused")
    exchange.everything_is_taken()


def test_a_line_that_no_function_of_ours_wrote_is_dropped(caplog: pytest.LogCaptureFixture) -> None:
    from functions.webhook_messaging.handler import handler

    for line in ("", "nonsense", "bm9uc2Vuc2U=", base64.b64encode(zlib.compress(b"[]")).decode()):
        assert handler(queue_event("test", line), None) == {"batchItemFailures": []}
    assert [each["reason"] for each in said(caplog, "late_request_dropped")] == ["not_packed"] * 4


def test_once_one_has_to_wait_those_after_it_wait_for_the_same(exchange: Exchange) -> None:
    """Each would wait for the same database as long as the first."""
    from functions.webhook_messaging.handler import handler

    told = twilio_sms(exchange)
    lines = [told.packed(), "nonsense", told.packed()]
    records = [queue_event(str(number), line)["Records"][0] for number, line in enumerate(lines)]
    break_database(exchange, "refused")
    waiting = [{"itemIdentifier": str(number)} for number in range(3)]
    assert handler({"Records": records}, None) == {"batchItemFailures": waiting}
    mend_database(exchange, "refused")
    assert handler({"Records": records}, None) == {"batchItemFailures": []}
    assert done(exchange, told) == 1
