"""Messages: logged by the system, read by members, and never taken back to an earlier state."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from local.demo_credentials import PASSWORD
from tests.conftest import ActAs
from tests.support.calls import SALON, SALON_OWNER, messages, whole_call
from tests.support.connections import COMPANIES
from tests.support.database import Connection, Database
from tests.support.rest import Rest

MESSAGE = f"""insert into public.message_logs (company_id, channel, direction, status, currency, provider_message_id, integration_id)
              values ('{SALON}', 'sms', %s, %s, 'EUR', %s, 'a1000000-0000-4000-8000-000000000051')"""
STATUSES = ("queued", "sent", "delivered", "read", "failed")
FORWARD = {
    ("queued", "sent"), ("queued", "delivered"), ("queued", "read"), ("queued", "failed"), ("sent", "delivered"), ("sent", "read"),
    ("sent", "failed"), ("delivered", "read"), ("delivered", "failed"), ("failed", "read"),
}  # fmt: skip


@pytest.mark.parametrize("before", STATUSES)
@pytest.mark.parametrize("after", STATUSES)
def test_the_status_of_a_message_moves_forward_only(db: Connection, before: str, after: str) -> None:
    db.execute(MESSAGE.encode(), ("outbound", before, "x"))
    change = "update public.message_logs set status = %s::public.message_status"
    if before == after or (before, after) in FORWARD:
        db.execute(change, (after,))
    else:
        with pytest.raises(psycopg.Error, match="message_status_moves_forward_only"), db.transaction():
            db.execute(change, (after,))
        assert db.execute("select status::text from public.message_logs").fetchall() == [{"status": before}]


@pytest.mark.parametrize(("direction", "status"), [("inbound", "sent"), ("outbound", "received")])
def test_what_came_in_was_received_and_what_goes_out_was_not(db: Connection, direction: str, status: str) -> None:
    with pytest.raises(psycopg.errors.CheckViolation, match="message_logs_received_exactly_if_inbound"):
        db.execute(MESSAGE.encode(), (direction, status, "x"))


def test_a_providers_message_is_logged_once(db: Connection) -> None:
    db.execute(MESSAGE.encode(), ("inbound", "received", "SM1"))
    with pytest.raises(psycopg.errors.UniqueViolation, match="message_logs_one_per_provider_id"):
        db.execute(MESSAGE.encode(), ("inbound", "received", "SM1"))


@pytest.mark.parametrize("cost", ["-1", "NaN"])
def test_a_message_costs_an_amount_or_nothing(db: Connection, cost: str) -> None:
    db.execute(MESSAGE.encode(), ("outbound", "sent", "x"))
    with pytest.raises(psycopg.errors.CheckViolation, match="message_logs_cost_not_negative"):
        db.execute("update public.message_logs set cost = %s::numeric", (cost,))


@pytest.mark.parametrize("statement", [
    f"insert into public.message_logs (company_id, channel, direction, status, currency) values ('{SALON}', 'sms', 'outbound', 'queued', 'EUR')",
    "update public.message_logs set status = 'sent'", "delete from public.message_logs",
])  # fmt: skip
def test_people_read_messages_and_only_the_system_writes(db: Connection, act_as: ActAs, statement: str) -> None:
    db.execute(MESSAGE.encode(), ("outbound", "queued", "x"))
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(SALON_OWNER):
        db.execute(statement.encode())
    assert db.execute("select status::text from public.message_logs").fetchall() == [{"status": "queued"}]


def test_each_channel_has_its_view_and_the_timeline_its_call_over_rest(database: Database, rest: Rest) -> None:
    call = whole_call(database)
    database.all(messages())
    for company, n in (("SALON", 1), ("DENTIST", 0)):
        client = rest.signed_in(COMPANIES[company].owner_email, PASSWORD)
        for view in ("sms_message_logs", "whatsapp_message_logs", "email_logs"):
            assert len(client.table(view).select("*").execute().data) == n
        timeline: Any = (
            client.table("call_activities").select("type").eq("call_id", str(call.id)).order("occurred_at").execute()
        ).data
        kinds = [each["type"] for each in timeline]
        assert (set(kinds) == {"ring", "answer", "turn", "tool", "hang_up"}) is (n == 1)
        assert (kinds.count("turn"), kinds.count("hang_up")) == (3 * n, n)
