"""Messages that wait are sent, each once, over the company's own number; how they fare comes back to the notice."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from psycopg.types.json import Jsonb

from functions.job_notices.handler import handler
from shared.db import bookings, customers, notices
from shared.db.refusals import DatabaseUnavailable
from shared.providers.telnyx import sender as telnyx_sender
from tests.conftest import use_environment
from tests.functions.webhook_messaging.test_messages import send, telnyx_event, twilio
from tests.support.calls import CALLER, HAIRCUT, MARIA, SALON, SALON_NUMBER, coming_tuesday, ring
from tests.support.connections import COMPANIES
from tests.support.database import Database
from tests.support.fake_telnyx_messages import FakeTelnyxMessages
from tests.support.fake_telnyx_messages import Mood as TelnyxMood
from tests.support.fake_twilio import FakeTwilio, Mood
from tests.support.line import Line
from tests.support.telnyx_line import API_KEY, NUMBER, TelnyxLine

COMPANY = COMPANIES["SALON"]
NOTICES = "select status::text, attempts, last_error from public.notifications where channel <> 'in_app' order by created_at, send_once_key"
MESSAGES = """select channel::text, direction::text, status::text, from_address, to_address, template, provider, provider_message_id, body,
              metadata ->> 'notification_id' as notification_id from public.message_logs order by created_at"""


@pytest.fixture
def provider(line: Line, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTwilio]:
    with FakeTwilio(COMPANY.account_sid, COMPANY.auth_token) as server:
        use_environment(monkeypatch, {"TWILIO_API_BASE_URL": server.base_url, "PUBLIC_BASE_URL": line.url})
        yield server


def run() -> Any:
    return handler({}, None)


def customer(database: Database, number: str = CALLER) -> UUID:
    found: UUID = database.one(
        "insert into public.customers (company_id, phone_normalized, preferred_language) values (%s, %s, 'de') returning id",
        SALON,
        number,
    )["id"]
    return found


def queue(database: Database, who: UUID, *, channel: str = "sms", key: str = "") -> UUID:
    payload = {"company_name": "Salon", "service_name": "Herrenhaarschnitt", "when": "morgen", "code": "123456"}
    found: UUID = database.one(
        "select private.notify(%s, 'appointment_confirmation', %s, %s, %s) as id",
        SALON,
        Jsonb({"channel": channel, "customer_id": str(who)}),
        Jsonb(payload),
        key or str(uuid4()),
    )["id"]
    return found


def later(database: Database) -> None:
    with database.connect() as conn:
        conn.execute("update public.notifications set next_attempt_at = now() where next_attempt_at is not null")


def test_what_was_agreed_in_a_call_reaches_the_callers_telephone_once(line: Line, provider: FakeTwilio) -> None:
    call = ring(line.database)
    assert call.id
    start = coming_tuesday(14)
    booked: Any = bookings.book_appointment(
        call.voice, call_id=call.id, service_id=HAIRCUT, staff_id=MARIA, start=start
    )
    for _ in range(2):
        assert customers.send_confirmation(call.voice, call_id=call.id, channel="sms", address=None) is None
    assert run() == {"claimed": 1, "sent": 1, "retried": 0, "failed": 0}
    (sent,) = provider.sent
    assert (sent["To"], sent["From"]) == ([CALLER], [SALON_NUMBER])
    assert booked.code in sent["Body"][0]
    assert sent["StatusCallback"] == [f"{line.url}/webhooks/messaging/twilio/{line.token(COMPANY)}"]
    assert line.database.all(NOTICES) == [{"status": "sent", "attempts": 1, "last_error": None}]
    (message,) = line.database.all(MESSAGES)
    assert (message["status"], message["template"], message["to_address"]) == (
        "queued",
        "appointment_confirmation",
        CALLER,
    )
    assert run()["claimed"] == 0


@pytest.mark.parametrize(("told", "notice"), [("delivered", "delivered"), ("undelivered", "failed"), ("sent", "sent")])
def test_how_a_message_fares_comes_back_to_the_notice(line: Line, provider: FakeTwilio, told: str, notice: str) -> None:
    queue(line.database, customer(line.database))
    run()
    sid = line.database.one(MESSAGES)["provider_message_id"]
    assert twilio(line, f"sms-status-{told}", MessageSid=sid, SmsSid=sid).status_code == 200
    (found,) = line.database.all(NOTICES)
    assert (found["status"], found["last_error"]) == (notice, "undelivered" if notice == "failed" else None)


def test_word_of_a_message_that_comes_before_we_wrote_it_down_is_not_lost(line: Line, provider: FakeTwilio) -> None:
    sid = f"SM{1:032x}"
    queue(line.database, customer(line.database))
    twilio(line, "sms-status-delivered", MessageSid=sid, SmsSid=sid)
    run()
    assert line.database.all(NOTICES)[0]["status"] == "delivered"
    (message,) = line.database.all(MESSAGES)
    assert (message["status"], message["template"]) == ("delivered", "appointment_confirmation")
    assert message["notification_id"]


def test_whatsapp_goes_out_as_whatsapp(line: Line, provider: FakeTwilio) -> None:
    who = customer(line.database)
    line.database.all(
        """insert into public.company_notification_templates (company_id, name, type, language, content)
           values (%s, 'appointment_confirmation', 'whatsapp', 'de', 'Bis dann!') returning 1""",
        SALON,
    )
    queue(line.database, who, channel="whatsapp")
    run()
    (sent,) = provider.sent
    assert (sent["To"], sent["From"], sent["Body"]) == (
        [f"whatsapp:{CALLER}"],
        [f"whatsapp:{SALON_NUMBER}"],
        ["Bis dann!"],
    )


def test_a_sender_of_another_name_is_used(line: Line, provider: FakeTwilio) -> None:
    with line.database.connect() as conn:
        conn.execute(
            "update public.integrations set config = config || '{\"sms_sender\": \"Lindenblut\"}' where company_id = %s and provider = 'twilio'",
            (SALON,),
        )
    queue(line.database, customer(line.database))
    run()
    assert provider.sent[0]["From"] == ["Lindenblut"]


# Faults: what has certainly not gone is sent again; where nobody knows, it is not.


def test_a_provider_that_has_no_time_is_asked_again(line: Line, provider: FakeTwilio) -> None:
    queue(line.database, customer(line.database))
    provider.mood = "busy"
    assert run() == {"claimed": 1, "sent": 0, "retried": 1, "failed": 0}
    provider.mood = "well"
    assert run()["claimed"] == 0
    later(line.database)
    assert run()["sent"] == 1
    assert len(provider.sent) == 1


def test_a_provider_that_cannot_be_reached_is_asked_again(
    line: Line, provider: FakeTwilio, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue(line.database, customer(line.database))
    use_environment(monkeypatch, {"TWILIO_API_BASE_URL": "http://127.0.0.1:9"})
    assert run()["retried"] == 1
    assert line.database.all(NOTICES)[0]["last_error"] == "provider_unreachable"


@pytest.mark.parametrize("mood", ["broken", "garbage"])
def test_what_may_have_gone_is_not_sent_twice(line: Line, provider: FakeTwilio, mood: Mood) -> None:
    queue(line.database, customer(line.database))
    provider.mood = mood
    assert run() == {"claimed": 1, "sent": 0, "retried": 0, "failed": 1}
    assert line.database.all(NOTICES) == [{"status": "failed", "attempts": 1, "last_error": "outcome_unknown"}]
    provider.mood = "well"
    later(line.database)
    assert run()["claimed"] == 0


def test_who_died_while_sending_leaves_nothing_that_could_go_twice(line: Line, provider: FakeTwilio) -> None:
    queue(line.database, customer(line.database))
    with line.database.connect("fn_jobs") as jobs:
        assert len(notices.claim_notifications(jobs, channels=["sms"], limit=1)) == 1
    later(line.database)
    assert run()["claimed"] == 0
    assert line.database.all(NOTICES) == [{"status": "failed", "attempts": 1, "last_error": "outcome_unknown"}]


def test_a_message_that_is_refused_stops_no_other(line: Line, provider: FakeTwilio) -> None:
    for n in range(2):
        queue(line.database, customer(line.database, f"+4915255501{n:03d}"), key=f"k{n}")
    provider.auth_token = "test-another-token"
    assert run() == {"claimed": 2, "sent": 0, "retried": 0, "failed": 2}
    assert {each["last_error"] for each in line.database.all(NOTICES)} == {"credential_refused"}


def test_four_at_once_send_everything_once(line: Line, provider: FakeTwilio) -> None:
    for n in range(12):
        queue(line.database, customer(line.database, f"+4915255501{n:03d}"), key=f"k{n}")
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: run()["sent"], range(4)))
    assert sum(done) == 12
    assert len({sent["To"][0] for sent in provider.sent}) == len(provider.sent) == 12


def test_a_company_without_such_a_number_is_told_by_the_notice(line: Line, provider: FakeTwilio) -> None:
    queue(line.database, customer(line.database))
    with line.database.connect() as conn:
        conn.execute("update public.integrations set is_active = false where company_id = %s", (SALON,))
    assert run()["failed"] == 1
    assert line.database.all(NOTICES)[0]["last_error"] == "no_sender"
    assert provider.requests == []


def test_who_said_stop_meanwhile_is_told_nothing(line: Line, provider: FakeTwilio) -> None:
    queue(line.database, customer(line.database))
    line.database.all(
        "insert into public.opt_outs (company_id, channel, address) values (%s, 'sms', %s) returning 1", SALON, CALLER
    )
    assert run()["claimed"] == 0
    assert line.database.all(NOTICES) == [{"status": "cancelled", "attempts": 0, "last_error": None}]


def test_a_database_that_is_away_for_a_moment_after_sending_costs_no_second_message(
    line: Line, provider: FakeTwilio, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue(line.database, customer(line.database))
    record, asked = notices.record_sent_message, []

    def gone_once(*arguments: Any, **named: Any) -> str:
        asked.append(1)
        if len(asked) == 1:
            raise DatabaseUnavailable
        return record(*arguments, **named)

    monkeypatch.setattr(notices, "record_sent_message", gone_once)
    assert run()["sent"] == 1
    assert len(asked) == 2
    assert len(provider.sent) == 1


# Telnyx


@pytest.fixture
def telnyx_messages(telnyx: TelnyxLine, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTelnyxMessages]:
    """The salon's main number is at Telnyx."""
    with telnyx.database.connect() as conn:
        conn.execute("update public.phone_numbers set is_primary = false where company_id = %s", (SALON,))
        conn.execute("update public.phone_numbers set is_primary = true where number = %s", (NUMBER,))
    with FakeTelnyxMessages(API_KEY) as server:
        use_environment(monkeypatch, {"TELNYX_API_BASE_URL": server.base_url, "PUBLIC_BASE_URL": telnyx.url})
        yield server


def test_telnyx_sends_and_tells_how_it_went_and_what_it_cost(
    telnyx: TelnyxLine, telnyx_messages: FakeTelnyxMessages
) -> None:
    queue(telnyx.database, customer(telnyx.database))
    assert run()["sent"] == 1
    (sent,) = telnyx_messages.sent
    assert (sent["from"], sent["to"]) == (NUMBER, CALLER)
    assert sent["webhook_url"] == f"{telnyx.url}/webhooks/messaging/telnyx/{telnyx.webhook_token}"
    sid = telnyx.database.one(MESSAGES)["provider_message_id"]
    told = telnyx_event(
        "message-finalized-delivered",
        id=sid,
        **{"from": {"phone_number": NUMBER}},
        to=[{"phone_number": CALLER, "status": "delivered"}],
        cost={"amount": "0.0051", "currency": "USD"},
    )
    assert send(telnyx, told).status_code == 200
    assert telnyx.database.all(NOTICES)[0]["status"] == "delivered"
    assert telnyx.database.one("select cost from public.message_logs")["cost"] == Decimal("0.0051")


@pytest.mark.parametrize(
    ("mood", "outcome", "word"),
    [
        ("busy", "retried", "provider_failed"),
        ("broken", "failed", "outcome_unknown"),
        ("garbage", "failed", "outcome_unknown"),
        ("refuses", "failed", "provider_refused"),
    ],
)
def test_telnyx_fails_as_a_provider_of_messages_may(
    telnyx: TelnyxLine, telnyx_messages: FakeTelnyxMessages, mood: TelnyxMood, outcome: str, word: str
) -> None:
    queue(telnyx.database, customer(telnyx.database))
    telnyx_messages.mood = mood
    assert run()[outcome] == 1
    assert telnyx.database.all(NOTICES)[0]["last_error"] == word


def test_an_answer_of_telnyx_that_drips_is_not_waited_for(
    telnyx: TelnyxLine, telnyx_messages: FakeTelnyxMessages, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each piece is in time; all of them together would hold everybody's messages up."""
    monkeypatch.setattr(telnyx_sender, "TIMEOUT_SECONDS", 1.0)
    queue(telnyx.database, customer(telnyx.database))
    telnyx_messages.mood = "drips"
    assert run()["failed"] == 1
    assert telnyx.database.all(NOTICES)[0]["last_error"] == "outcome_unknown"


def test_telnyx_has_no_whatsapp_here(telnyx: TelnyxLine, telnyx_messages: FakeTelnyxMessages) -> None:
    with telnyx.database.connect() as conn:
        conn.execute("update public.integrations set is_active = false where provider = 'twilio'")
    telnyx.database.all(
        """insert into public.company_notification_templates (company_id, name, type, language, content)
           values (%s, 'appointment_confirmation', 'whatsapp', 'de', 'Bis dann!') returning 1""",
        SALON,
    )
    queue(telnyx.database, customer(telnyx.database), channel="whatsapp")
    assert run()["failed"] == 1
    assert telnyx.database.all(NOTICES)[0]["last_error"] == "no_sender"


def test_one_is_claimed_however_few_there_were_when_they_were_counted(line: Line, provider: FakeTwilio) -> None:
    """A message that is claimed and not sent is given up: a claim of one must never be of two, whatever the planner thinks."""
    who = customer(line.database)
    with line.database.connect() as conn:
        conn.execute("delete from public.notifications")
        conn.execute("analyze public.notifications")
    for _ in range(30):
        queue(line.database, who)
    with line.database.connect("fn_jobs") as jobs:
        for nodes in (
            "",
            "set enable_hashjoin = off",
            "set enable_hashagg = off",
            "set enable_material = off",
            "set enable_sort = off",
        ):
            if nodes:
                jobs.execute(nodes)
            claimed = jobs.execute("select id from backend.claim_notifications('{sms}', 1)").fetchall()
            assert len(claimed) == 1, nodes
    assert line.database.one("select count(*) as n from public.notifications where status = 'sending'")["n"] == 5
