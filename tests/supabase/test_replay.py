"""A buried delivery is tried again because an admin asked for it, once."""

from __future__ import annotations

from uuid import UUID, uuid4

import psycopg
import pytest
from postgrest.exceptions import APIError

from local.demo_credentials import PASSWORD
from shared.db import telephony
from shared.db.connection import connect
from shared.domain.calls import CallStatus
from tests.conftest import ActAs
from tests.support.calls import DENTIST_OWNER, SALON, SALON_INTEGRATION, SALON_OWNER, LiveCall, ring
from tests.support.connections import COMPANIES
from tests.support.database import Connection, Database
from tests.support.rest import Rest


@pytest.fixture
def letter(db: Connection) -> UUID:
    """A dead letter of the salon."""
    db.execute("""insert into public.webhook_events (company_id, integration_id, provider, event_key, event_type, body, status, attempts, next_attempt_at)
                  select company_id, id, provider, 'k', 't', 'b', 'buried', 10, null from public.integrations where id = %s""", (SALON_INTEGRATION,))  # fmt: skip
    row = db.execute("""insert into public.webhook_dead_letter_queue (company_id, webhook_event_id, reason)
                        select company_id, id, 'status_unknown' from public.webhook_events returning id""").fetchone()  # fmt: skip
    assert row
    return UUID(str(row["id"]))


def delivery(db: Connection) -> dict[str, object] | None:
    return db.execute(
        "select status::text, attempts, next_attempt_at is not null as due from public.webhook_events"
    ).fetchone()


def test_an_admin_makes_a_buried_delivery_due_again_once(db: Connection, act_as: ActAs, letter: UUID) -> None:
    with act_as(SALON_OWNER):
        listed = db.execute("select id, reason, replayed_at from public.webhook_dead_letter_queue").fetchall()
        db.execute("select public.replay_delivery(%s)", (letter,))
    assert listed == [{"id": letter, "reason": "status_unknown", "replayed_at": None}]
    assert delivery(db) == {"status": "failed", "attempts": 0, "due": True}
    with pytest.raises(psycopg.Error, match="delivery_not_buried"), act_as(SALON_OWNER):
        db.execute("select public.replay_delivery(%s)", (letter,))
    assert db.execute("select replayed_at is not null as replayed from public.webhook_dead_letter_queue").fetchall() == [{"replayed": True}]  # fmt: skip


def test_an_old_letter_of_a_delivery_that_was_buried_again_is_not_replayed(
    db: Connection, act_as: ActAs, letter: UUID
) -> None:
    db.execute("update public.webhook_dead_letter_queue set replayed_at = now()")
    with pytest.raises(psycopg.Error, match="delivery_not_buried"), act_as(SALON_OWNER):
        db.execute("select public.replay_delivery(%s)", (letter,))
    assert delivery(db) == {"status": "buried", "attempts": 10, "due": False}


@pytest.mark.parametrize("role", ["viewer", "member"])
def test_who_may_not_is_refused(db: Connection, act_as: ActAs, letter: UUID, role: str) -> None:
    db.execute("insert into public.company_members (company_id, profile_id, role) values (%s, %s, %s)", (SALON, DENTIST_OWNER, role))  # fmt: skip
    with pytest.raises(psycopg.Error, match="role_too_low"), act_as(DENTIST_OWNER):
        db.execute("select public.replay_delivery(%s)", (letter,))
    assert delivery(db) == {"status": "buried", "attempts": 10, "due": False}


def test_not_there_and_not_yours_look_alike(db: Connection, act_as: ActAs, letter: UUID) -> None:
    said = set()
    for each in (letter, uuid4()):
        with pytest.raises(psycopg.Error) as refused, act_as(DENTIST_OWNER):
            db.execute("select public.replay_delivery(%s)", (each,))
        said.add((refused.value.sqlstate, str(refused.value)))
    assert len(said) == 1
    assert delivery(db) == {"status": "buried", "attempts": 10, "due": False}


def test_a_replayed_delivery_is_applied_and_keeps_its_history_over_rest(database: Database, rest: Rest) -> None:
    call = bury(database)
    client = rest.signed_in(COMPANIES["SALON"].owner_email, PASSWORD)
    (found,) = database.all("select id::text from public.webhook_dead_letter_queue")
    client.rpc("replay_delivery", {"p_dead_letter_id": found["id"]}).execute()
    jobs = connect(database.url("fn_jobs"))
    (due,) = telephony.claim_deliveries(jobs, limit=5)
    event = call.event(CallStatus.COMPLETED, "status:named", duration_seconds=60)
    assert telephony.apply_delivery(jobs, delivery_id=due.id, event=event) == "applied"
    assert database.one("select status::text from public.calls") == {"status": "completed"}
    assert database.one("select reason, replayed_at is not null as replayed from public.webhook_dead_letter_queue") == {
        "reason": "status_unknown", "replayed": True,
    }  # fmt: skip
    with pytest.raises(APIError, match="delivery_not_buried"):
        client.rpc("replay_delivery", {"p_dead_letter_id": found["id"]}).execute()


def test_what_was_not_understood_and_then_comes_by_name_is_taken_once(database: Database) -> None:
    call = bury(database)
    event = call.event(CallStatus.COMPLETED, "status:named", duration_seconds=60)
    database.all(
        "update public.webhook_events set status = 'failed', next_attempt_at = now() where status = 'buried' returning 1"
    )
    jobs = connect(database.url("fn_jobs"))
    (due,) = telephony.claim_deliveries(jobs, limit=5)
    assert telephony.apply_delivery(jobs, delivery_id=due.id, event=event) == "applied"
    assert take(call, event.key, event=event) == "seen"
    assert database.one("select count(*) as n from public.telephony_events where status = 'completed'") == {"n": 1}


def take(call: LiveCall, key: str, **more: object) -> str:
    return telephony.take_delivery(
        call.ingest, integration_id=SALON_INTEGRATION, key=key, type="status", headers={}, body=b"odd",
        **({"event": None} | more),  # type: ignore[arg-type]
    )  # fmt: skip


def bury(database: Database) -> LiveCall:
    """A running call, and a delivery about it that could not be read ten times."""
    call = ring(database)
    assert take(call, "body:odd") == "kept"
    database.all("update public.webhook_events set attempts = 10 where event_key = 'body:odd' returning 1")
    (row,) = database.all("select id from public.webhook_events where event_key = 'body:odd'")
    assert (
        telephony.fail_delivery(connect(database.url("fn_jobs")), delivery_id=row["id"], error="status_unknown")
        == "buried"
    )
    return call
