"""Email goes by the company's own mail server: over TLS or not at all, and again until it is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from psycopg.types.json import Jsonb

from functions.job_notices.handler import handler
from shared.db import bookings, customers
from shared.domain.messages import Outgoing
from shared.domain.tools import Refused
from shared.providers.refusals import VendorError
from shared.providers.smtp import sender
from tests.conftest import use_environment
from tests.functions.job_notices.test_sending import MESSAGES, NOTICES, customer, later
from tests.functions.job_notices.test_sending import queue as queue_for
from tests.support.calls import HAIRCUT, MARIA, SALON, coming_tuesday, ring
from tests.support.connections import MAIL_CREDENTIAL, connect_mail
from tests.support.database import Database
from tests.support.fake_smtp import FakeSmtp, Mood

READER = "karla@kundin.example"


def run() -> Any:
    return handler({}, None)


@pytest.fixture
def mail(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSmtp]:
    connect_mail(database)
    with FakeSmtp(**MAIL_CREDENTIAL) as server:
        use_environment(monkeypatch, {"SMTP_BASE_URL": server.base_url})
        yield server


def queue(database: Database, key: str = "e") -> None:
    with database.connect() as conn:
        conn.execute(
            "select private.notify(%s, 'balance_low', %s, %s, %s)",
            (SALON, Jsonb({"channel": "email", "address": READER}), Jsonb({"balance_text": "4,20 EUR"}), key),
        )


def test_what_was_agreed_in_a_call_reaches_the_callers_mailbox(database: Database, mail: FakeSmtp) -> None:
    call = ring(database)
    assert call.id
    booked: Any = bookings.book_appointment(
        call.voice, call_id=call.id, service_id=HAIRCUT, staff_id=MARIA, start=coming_tuesday(14)
    )
    assert customers.send_confirmation(call.voice, call_id=call.id, channel="email", address=READER) is None
    assert run() == {"claimed": 1, "sent": 1, "retried": 0, "failed": 0}
    (taken,) = mail.taken
    assert (taken["From"], taken["To"]) == ("termine@salon.example", READER)
    assert booked.code in taken.get_content()
    assert "Lindenblüte" in taken["Subject"] + taken.get_content()
    (message,) = database.all(MESSAGES)
    assert (message["channel"], message["status"], message["to_address"]) == ("email", "sent", READER)
    assert taken["Message-ID"] == message["provider_message_id"] == f"<{message['notification_id']}@salon.example>"


def test_who_wants_no_email_gets_none_however_their_address_is_written(database: Database, mail: FakeSmtp) -> None:
    who = customer(database)
    database.all("update public.customers set email = 'Karla@Kundin.example' where id = %s returning 1", who)
    queue_for(database, who, channel="email")
    database.all(
        "insert into public.opt_outs (company_id, channel, address) values (%s, 'email', %s) returning 1", SALON, READER
    )
    assert run()["claimed"] == 0
    assert [row["status"] for row in database.all(NOTICES)] == ["cancelled"]
    assert mail.taken == []


def test_without_a_mail_server_no_email_is_promised(database: Database) -> None:
    call = ring(database)
    assert call.id
    bookings.book_appointment(call.voice, call_id=call.id, service_id=HAIRCUT, staff_id=MARIA, start=coming_tuesday(14))
    refused = customers.send_confirmation(call.voice, call_id=call.id, channel="email", address=READER)
    assert refused == Refused("no_sender")


@pytest.mark.parametrize(
    ("mood", "outcome", "word"),
    [
        ("busy", "retried", "provider_refused"),
        ("cuts", "retried", "provider_unreachable"),
        ("refuses_address", "failed", "address_refused"),
    ],
)
def test_a_server_that_does_not_take_it(
    database: Database, mail: FakeSmtp, mood: Mood, outcome: str, word: str
) -> None:
    queue(database)
    mail.mood = mood
    assert run()[outcome] == 1
    assert database.all(NOTICES)[0]["last_error"] == word
    mail.mood = "well"
    later(database)
    assert run()["sent"] == (1 if outcome == "retried" else 0)


def test_a_wrong_password_is_no_reason_to_ask_again(database: Database, mail: FakeSmtp) -> None:
    queue(database)
    mail.account = "\0test\0test-another"
    assert run()["failed"] == 1
    assert database.all(NOTICES)[0]["last_error"] == "credential_refused"
    assert mail.taken == []


def test_who_died_over_an_email_leaves_it_to_the_next_under_the_same_name(database: Database, mail: FakeSmtp) -> None:
    queue(database)
    with database.connect("fn_jobs") as jobs:
        jobs.execute("select * from backend.claim_notifications('{email}', 1)")
    later(database)
    assert run()["sent"] == 1
    assert database.one("select attempts from public.notifications")["attempts"] == 2


def test_nothing_is_said_to_a_server_without_tls() -> None:
    message = Outgoing(uuid4(), "email", "a@salon.example", READER, "Bis dann!", "Termin", {})
    with FakeSmtp(**MAIL_CREDENTIAL) as server:
        there = Outgoing(
            message.id, "email", message.sent_from, READER, "Bis dann!", "Termin",
            {"host": "localhost", "port": str(server.port)},
        )  # fmt: skip
        with pytest.raises(VendorError, match="provider_not_trusted"):
            sender.send_message(MAIL_CREDENTIAL, there, status_url=None, base_url=None)
        assert server.said == ["EHLO"]


@pytest.mark.parametrize(
    "bad", ["a@salon.example\r\nBcc: all@kundin.example", "karla\n@kundin.example", f"{READER}, all@kundin.example"]
)
def test_an_address_that_would_be_another_header_is_not_sent_to(bad: str) -> None:
    message = Outgoing(uuid4(), "email", "a@salon.example", bad, "Bis dann!", "Termin", {})
    with FakeSmtp(**MAIL_CREDENTIAL) as server:
        with pytest.raises(VendorError, match="message_unsendable"):
            sender.send_message(MAIL_CREDENTIAL, message, status_url=None, base_url=server.base_url)
        assert server.taken == []


def test_an_email_that_was_taken_is_not_sent_again_for_a_goodbye_that_was_not(
    database: Database, mail: FakeSmtp
) -> None:
    queue(database)
    mail.mood = "bad_goodbye"
    assert run() == {"claimed": 1, "sent": 1, "retried": 0, "failed": 0}
    later(database)
    assert run()["claimed"] == 0
    assert len(mail.taken) == 1


def test_a_server_whose_answer_never_ends_is_left(mail: FakeSmtp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender, "WHOLE_SECONDS", 0.5, raising=False)
    mail.mood = "drips"
    message = Outgoing(uuid4(), "email", "a@salon.example", READER, "Bis dann!", "Termin", {})
    with pytest.raises(VendorError, match="provider_unreachable"):
        sender.send_message(MAIL_CREDENTIAL, message, status_url=None, base_url=mail.base_url)
    # Not only by who asked: nothing goes on reading it.
    assert mail.was_left.wait(20)


# Each breaks the library's reader of addresses in another way; a caller may have spelt any of them.
@pytest.mark.parametrize("odd", ["}@=?utf-8?q?]+=?%,.:", "|@[?=...=?|=?#b%", ":@/~]..`._[;?=;", "%\\}_?`[@%',?.~.`:\""])
def test_an_address_that_nobody_can_read_stops_no_other_message(database: Database, mail: FakeSmtp, odd: str) -> None:
    queue(database, "odd")
    with database.connect() as conn:
        conn.execute(
            "update public.notifications set address = %s, next_attempt_at = now() - interval '1 minute'", (odd,)
        )
    queue(database, "plain")
    done = run()
    assert (done["claimed"], done["sent"], done["failed"] + done["retried"]) == (2, 1, 1)
    assert [taken["To"] for taken in mail.taken] == [READER]


def test_a_server_that_cannot_be_reached_is_asked_once_a_run(database: Database, mail: FakeSmtp) -> None:
    for number in range(4):
        queue(database, str(number))
    mail.mood = "cuts"
    assert run() == {"claimed": 4, "sent": 0, "retried": 4, "failed": 0}
    assert mail.said.count("DATA") == 1
    assert {row["last_error"] for row in database.all(NOTICES)} == {"provider_unreachable"}


def test_what_goes_to_an_address_or_a_member_is_not_shown_to_the_others(database: Database, mail: FakeSmtp) -> None:
    """The notice itself may hold a link that lets its bearer in, or be a colleague's; only that it went is everybody's."""
    queue(database)
    assert run()["sent"] == 1
    (message,) = database.all("select subject, body, to_address, template from public.message_logs")
    assert message == {"subject": None, "body": None, "to_address": None, "template": "balance_low"}
