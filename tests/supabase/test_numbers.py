"""Telephone numbers: claimed in one way and refused in one way, one of them primary, given up without losing what they cost."""

from __future__ import annotations

import json
import threading
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from postgrest.exceptions import APIError

from tests.conftest import ActAs
from tests.support.calls import (
    DENTIST,
    DENTIST_OWNER,
    SALON,
    SALON_INTEGRATION,
    SALON_NUMBER,
    SALON_OWNER,
    ring,
)  # fmt: skip
from tests.support.database import Connection, Database
from tests.support.people import make_member
from tests.support.rest import Rest

DENTIST_INTEGRATION = UUID("a2000000-0000-4000-8000-000000000051")
DENTIST_ASSISTANT = UUID("a2000000-0000-4000-8000-000000000031")
DENTIST_NUMBER = "+41445550100"
LINDE = UUID("a1000000-0000-4000-8000-000000000031")
FREE = "+493023125177"


def claim(
    db: Connection, number: str | None = FREE, *, integration: UUID | None = SALON_INTEGRATION, provider: str = "twilio",
    branch: UUID | None = None, assistant: UUID | None = None, company: UUID = SALON,
) -> UUID:  # fmt: skip
    row = db.execute(
        "select public.claim_phone_number(%s, %s, %s, %s, %s, %s, 'local') as id",
        (company, number, provider, integration, branch, assistant),
    ).fetchone()
    assert row
    return UUID(str(row["id"]))


def number(db: Connection, number_id: UUID) -> dict[str, Any]:
    row = db.execute("select *, status::text from public.phone_numbers where id = %s", (number_id,)).fetchone()
    assert row
    return row


def primaries(db: Connection, company: UUID = SALON) -> list[str]:
    rows = db.execute("select number from public.phone_numbers where company_id = %s and is_primary", (company,))
    return [row["number"] for row in rows]


def id_of(db: Connection, text: str) -> UUID:
    row = db.execute(
        "select id from public.phone_numbers where number = %s and released_at is null", (text,)
    ).fetchone()
    assert row
    return UUID(str(row["id"]))


def test_a_claimed_number_is_the_companys_and_answered(db: Connection, act_as: ActAs) -> None:
    branch = db.execute("select id from public.branches where company_id = %s", (SALON,)).fetchone()
    assert branch
    admin = make_member(db, "admin")
    with act_as(admin):
        made = number(db, claim(db, "+41445550199", branch=branch["id"], assistant=LINDE))
    assert (made["country"], made["status"], made["is_primary"], made["currency"]) == ("CH", "active", False, "EUR")
    assert (made["branch_id"], made["assistant_id"], made["integration_id"]) == (branch["id"], LINDE, SALON_INTEGRATION)


@pytest.mark.parametrize(
    "wish",
    [
        {"number": DENTIST_NUMBER}, {"number": SALON_NUMBER}, {"number": "+33140000000"}, {"number": "030 23125177"},
        {"number": "+49 30 23125177"}, {"number": "+4930"}, {"number": ""}, {"number": None}, {"number": FREE + "\n"},
        {"integration": DENTIST_INTEGRATION}, {"integration": uuid4()}, {"integration": None}, {"provider": "telnyx"},
        {"provider": "nobody"}, {"branch": uuid4()}, {"assistant": DENTIST_ASSISTANT}, {"assistant": uuid4()},
    ],
    ids=lambda wish: json.dumps(wish, default=str)[:60] if not any(isinstance(v, UUID) for v in wish.values()) else next(iter(wish)),
)  # fmt: skip
def test_a_number_is_refused_in_one_way_for_every_reason(db: Connection, act_as: ActAs, wish: dict[str, Any]) -> None:
    before = db.execute("select * from public.phone_numbers order by id").fetchall()
    with pytest.raises(psycopg.Error) as refused, act_as(SALON_OWNER):
        claim(db, **({"number": FREE} | wish))
    said = refused.value.diag
    assert (refused.value.sqlstate, said.message_primary, said.message_detail) == (
        "PT409",
        "number_not_available",
        None,
    )
    assert said.message_hint
    assert said.message_hint.startswith("Check the number, its country")
    assert db.execute("select * from public.phone_numbers order by id").fetchall() == before


@pytest.mark.parametrize(
    "change", ["is_active = false", "capabilities = '{sms}'"], ids=["a connection switched off", "one that cannot ring"]
)
def test_a_number_needs_a_connection_that_can_ring(db: Connection, act_as: ActAs, change: str) -> None:
    db.execute(f"update public.integrations set {change}".encode())
    with pytest.raises(psycopg.Error, match="number_not_available"), act_as(SALON_OWNER):
        claim(db)


def test_only_an_admin_claims_and_only_for_their_company(db: Connection, act_as: ActAs) -> None:
    with pytest.raises(psycopg.Error, match="role_too_low"), act_as(make_member(db, "member")):
        claim(db)
    for company in (SALON, uuid4()):
        with pytest.raises(psycopg.Error, match="company_not_found"), act_as(DENTIST_OWNER):
            claim(db, company=company)
    assert db.execute("select count(*) as n from public.phone_numbers").fetchone() == {"n": 3}


def test_two_who_claim_one_number_at_once_are_told_apart_by_the_database(database: Database) -> None:
    said: list[str] = []

    def try_it(owner: UUID, company: UUID, integration: UUID) -> None:
        with database.connect() as conn, conn.transaction():
            conn.execute("select set_config('request.jwt.claims', %s, true)", (json.dumps({"sub": str(owner)}),))
            conn.execute("set local role authenticated")
            try:
                with conn.transaction():
                    claim(conn, company=company, integration=integration)
                said.append("claimed")
            except psycopg.Error as refusal:
                said.append(str(refusal.diag.message_primary))

    rivals = [
        threading.Thread(target=try_it, args=each)
        for each in ((SALON_OWNER, SALON, SALON_INTEGRATION), (DENTIST_OWNER, DENTIST, DENTIST_INTEGRATION)) * 4
    ]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()
    assert sorted(said) == ["claimed"] + ["number_not_available"] * 7


def test_a_number_is_answered_over_its_own_providers_connection(db: Connection) -> None:
    with pytest.raises(psycopg.errors.ForeignKeyViolation), db.transaction():
        db.execute("update public.phone_numbers set provider = 'telnyx' where number = %s", (SALON_NUMBER,))


@pytest.mark.parametrize(("text", "country"), [("+43720880099", "AT"), ("+41445550188", "CH"), ("+46406280499", "SE")])
def test_the_country_follows_from_the_number(db: Connection, text: str, country: str) -> None:
    row = db.execute(
        "insert into public.phone_numbers (company_id, number, country, provider) values (%s, %s, 'DE', 'twilio') returning country",
        (SALON, text),
    ).fetchone()
    assert row == {"country": country}


def test_a_country_that_we_do_not_serve_has_no_number_here(db: Connection) -> None:
    with pytest.raises(psycopg.Error, match="country_not_served"), db.transaction():
        db.execute(
            "insert into public.phone_numbers (company_id, number, country, provider) values (%s, '+33140000000', 'DE', 'twilio')",
            (SALON,),
        )


def test_the_first_number_is_primary_and_the_second_is_not(db: Connection, act_as: ActAs) -> None:
    db.execute("delete from public.phone_numbers where company_id = %s", (SALON,))
    with act_as(SALON_OWNER):
        claim(db, FREE)
        claim(db, "+493023125178")
    assert primaries(db) == [FREE]


def test_first_numbers_claimed_at_once_leave_one_primary(database: Database) -> None:
    with database.connect() as conn:
        conn.execute("delete from public.phone_numbers where company_id = %s", (SALON,))

    def insert(text: str) -> None:
        with database.connect() as conn:
            conn.execute(
                "insert into public.phone_numbers (company_id, number, country, provider) values (%s, %s, 'DE', 'twilio')",
                (SALON, text),
            )

    writers = [threading.Thread(target=insert, args=(f"+49302312518{n}",)) for n in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with database.connect() as conn:
        assert len(primaries(conn)) == 1
        row = conn.execute("select count(*) as n from public.phone_numbers where company_id = %s", (SALON,)).fetchone()
        assert row == {"n": 6}


def test_the_primary_number_is_swapped_in_one_act(db: Connection, act_as: ActAs) -> None:
    with act_as(SALON_OWNER):
        second = claim(db)
        db.execute("select public.set_primary_number(%s)", (second,))
        assert primaries(db) == [FREE]
        db.execute("select public.set_primary_number(%s)", (second,))
        assert primaries(db) == [FREE]
        with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
            db.execute("update public.phone_numbers set is_primary = false where id = %s", (second,))
    assert primaries(db) == [FREE]
    assert primaries(db, DENTIST) == [DENTIST_NUMBER]


def test_a_released_number_is_silent_free_and_kept_for_what_it_cost(db: Connection, act_as: ActAs) -> None:
    old = id_of(db, SALON_NUMBER)
    db.execute("update public.phone_numbers set expires_at = now() + interval '1 year' where id = %s", (old,))
    with act_as(SALON_OWNER):
        claim(db)
        db.execute("select public.release_phone_number(%s)", (old,))
    kept = number(db, old)
    assert (kept["status"], kept["assistant_id"], kept["is_primary"]) == ("inactive", None, False)
    assert kept["released_at"] == kept["expires_at"]
    assert kept["monthly_cost"] == 1
    assert primaries(db) == [FREE]
    with act_as(DENTIST_OWNER):
        again = claim(db, SALON_NUMBER, company=DENTIST, integration=DENTIST_INTEGRATION)
    assert number(db, again)["company_id"] == DENTIST
    with act_as(SALON_OWNER):
        for rpc in ("release_phone_number", "set_primary_number"):
            with pytest.raises(psycopg.Error, match="number_not_found"), db.transaction():
                db.execute(f"select public.{rpc}(%s)".encode(), (old,))


@pytest.mark.parametrize(
    "change",
    ["status = 'active'", "is_primary = true", f"assistant_id = '{LINDE}'", "forwarding_number = '+493023125101'"],
)
def test_a_released_number_cannot_be_brought_back(db: Connection, act_as: ActAs, change: str) -> None:
    old = id_of(db, SALON_NUMBER)
    with act_as(SALON_OWNER):
        db.execute("select public.release_phone_number(%s)", (old,))
    with pytest.raises(psycopg.errors.CheckViolation, match="phone_numbers_released_answers_nothing"), db.transaction():
        db.execute(f"update public.phone_numbers set {change} where id = %s".encode(), (old,))
    assert primaries(db) == []


def test_a_released_number_is_not_answered(database: Database) -> None:
    with database.connect() as conn:
        conn.execute(
            "update public.phone_numbers set released_at = now(), status = 'inactive', is_primary = false, assistant_id = null where number = %s",
            (SALON_NUMBER,),
        )
    call = ring(database, answered=False)
    assert call.turn(0).outcome == "unknown_number"


@pytest.mark.parametrize("rpc", ["set_primary_number", "release_phone_number"])
def test_another_companys_number_is_not_there(db: Connection, act_as: ActAs, rpc: str) -> None:
    theirs = id_of(db, SALON_NUMBER)
    before = number(db, theirs)
    said = []
    for asked in (theirs, uuid4()):
        with pytest.raises(psycopg.Error) as refused, act_as(DENTIST_OWNER):
            db.execute(f"select public.{rpc}(%s)".encode(), (asked,))
        said.append((refused.value.sqlstate, refused.value.diag.message_primary, refused.value.diag.message_detail))
    assert said == [("PT404", "number_not_found", None)] * 2
    with pytest.raises(psycopg.Error, match="role_too_low"), act_as(make_member(db, "member")):
        db.execute(f"select public.{rpc}(%s)".encode(), (theirs,))
    assert number(db, theirs) == before


def test_the_main_branch_is_swapped_in_one_act(db: Connection, act_as: ActAs) -> None:
    def main() -> list[str]:
        rows = db.execute("select slug from public.branches where company_id = %s and is_primary", (SALON,))
        return [row["slug"] for row in rows]

    with act_as(make_member(db, "admin")):
        made = db.execute(
            "insert into public.branches (company_id, name, slug) values (%s, 'Zwei', 'zwei') returning id", (SALON,)
        ).fetchone()
        assert made
        assert main() == ["main"]
        db.execute("select public.set_primary_branch(%s)", (made["id"],))
        assert main() == ["zwei"]
        with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
            db.execute("update public.branches set is_primary = false where id = %s", (made["id"],))
    with pytest.raises(psycopg.Error, match="role_too_low"), act_as(make_member(db, "member")):
        db.execute("select public.set_primary_branch(%s)", (made["id"],))
    for asked in (made["id"], uuid4()):
        with pytest.raises(psycopg.Error, match="branch_not_found"), act_as(DENTIST_OWNER):
            db.execute("select public.set_primary_branch(%s)", (asked,))
    assert main() == ["zwei"]


def test_an_owner_claims_and_gives_up_a_number_over_rest(rest: Rest) -> None:
    owner = rest.signed_in("owner@salon-lindenbluete.example", "test-owner-password")
    wish = {
        "p_company_id": str(SALON),
        "p_number": FREE,
        "p_provider": "twilio",
        "p_integration_id": str(SALON_INTEGRATION),
    }
    made: Any = owner.rpc("claim_phone_number", wish | {"p_type": "mobile"}).execute().data
    owner.rpc("set_primary_number", {"p_phone_number_id": made}).execute()
    listed: Any = (
        owner.table("phone_numbers")
        .select("number, is_primary, type")
        .is_("released_at", "null")
        .order("number")
        .execute()
        .data
    )
    assert listed == [
        {"number": SALON_NUMBER, "is_primary": False, "type": "local"}, {"number": FREE, "is_primary": True, "type": "mobile"},
    ]  # fmt: skip
    with pytest.raises(APIError) as refused:
        owner.rpc("claim_phone_number", wish | {"p_number": DENTIST_NUMBER}).execute()
    assert refused.value.message == "number_not_available"
    owner.rpc("release_phone_number", {"p_phone_number_id": made}).execute()
    main: Any = owner.table("phone_numbers").select("number").eq("is_primary", value=True).execute().data
    assert main == [{"number": SALON_NUMBER}]
