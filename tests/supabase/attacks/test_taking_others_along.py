"""Somebody calls under a number that is the company's own, and asks for their data, or to be erased: what names that number is everybody's."""

from __future__ import annotations

import pytest

from shared.domain.calls import CallStatus
from tests.conftest import ActAs
from tests.support.calls import CALLER, SALON, SALON_NUMBER, SALON_OWNER, ring
from tests.support.database import Connection, Database, acting_as

SHOP = "+493023125888"


@pytest.mark.parametrize(
    ("shown", "belongs"),
    [
        (SALON_NUMBER, "select 1"),
        (SHOP, f"update public.branches set phone = '{SHOP}' where company_id = '{SALON}'"),
        (SHOP, f"update public.companies set phone = '{SHOP}' where id = '{SALON}'"),
        (SHOP, f"update public.phone_numbers set forwarding_number = '{SHOP}' where company_id = '{SALON}'"),
    ],
    ids=["the number that is called", "a branch's", "the company's", "where calls are passed on"],
)
def test_whoever_shows_our_own_number_is_given_and_erases_nobody_elses_words(
    database: Database, shown: str, belongs: str
) -> None:
    theirs, others = ring(database, caller=shown), ring(database)
    for call in (theirs, others):
        call.status(CallStatus.COMPLETED, 10)
    with database.connect() as conn:
        conn.execute(belongs.encode())
        conn.execute(
            """insert into public.message_logs (company_id, channel, direction, from_address, to_address, body, status, currency)
               values (%s, 'sms', 'outbound', %s, %s, 'Until tomorrow!', 'sent', 'EUR')""",
            (SALON, shown, CALLER),
        )
        conn.execute("set session_replication_role = replica")
        for call in (theirs, others):
            conn.execute(
                "update public.webhook_events set body = convert_to(%s, 'UTF8') where event_key like '%%' || %s",
                (f"CallSid={call.provider_call_id}&Passed={shown}", call.provider_call_id),
            )
        conn.execute("set session_replication_role = origin")
        with acting_as(conn, SALON_OWNER):
            exported, _ = (
                conn.execute(
                    f"select public.{what}_customer(customer_id)::text as said from public.calls where provider_call_id = %s".encode(),
                    (theirs.provider_call_id,),
                ).fetchone()
                for what in ("export", "erase")
            )
    assert exported
    assert theirs.provider_call_id in exported["said"]
    assert others.provider_call_id not in exported["said"]
    assert "Until tomorrow!" not in exported["said"]
    left = database.all("select distinct body = '' as gone, event_key from public.webhook_events")
    assert {row["gone"] for row in left if row["event_key"].endswith(theirs.provider_call_id)} == {True}
    assert {row["gone"] for row in left if row["event_key"].endswith(others.provider_call_id)} == {False}
    assert database.one("select body from public.message_logs") == {"body": "Until tomorrow!"}


@pytest.mark.parametrize(
    "belongs",
    [
        "update public.companies set email = 'Salon@salon.example' where id = %s",
        "update public.branches set email = 'salon@Salon.example' where company_id = %s",
        """update public.integrations set config = '{"from_address": "salon@salon.example"}' where company_id = %s""",
    ],
    ids=["the company's", "a branch's", "where it writes from"],
)
def test_whoever_gives_our_own_address_is_given_and_erases_nobody_elses_letters(
    db: Connection, act_as: ActAs, belongs: str
) -> None:
    db.execute(belongs.encode(), (SALON,))
    customer = db.execute(
        "insert into public.customers (company_id, last_name, email) values (%s, 'X', 'salon@salon.example') returning id",
        (SALON,),
    ).fetchone()
    assert customer
    db.execute(
        """insert into public.message_logs (company_id, channel, direction, from_address, to_address, body, status, currency)
           values (%s, 'email', 'outbound', 'salon@salon.example', 'somebody@else.example', 'Until tomorrow!', 'sent', 'EUR')""",
        (SALON,),
    )
    with act_as(SALON_OWNER):
        said = db.execute("select public.export_customer(%s)::text as said", (customer["id"],)).fetchone()
        db.execute("select public.erase_customer(%s)", (customer["id"],))
    assert said
    assert "Until tomorrow!" not in said["said"]
    assert db.execute("select body from public.message_logs").fetchall() == [{"body": "Until tomorrow!"}]
