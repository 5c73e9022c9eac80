"""Which companies could answer the telephone, and what the others lack."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from tests.conftest import ActAs
from tests.support.calls import DENTIST, DENTIST_OWNER, SALON, SALON_OWNER
from tests.support.database import Connection, Database
from tests.support.rest import Rest


def one(db: Connection, query: str, *parameters: object) -> dict[str, Any]:
    row = db.execute(query.encode(), parameters or None).fetchone()
    assert row is not None
    return row


def connect(db: Connection, company: UUID, provider: str, *, status: str = "active", is_active: bool = True) -> None:
    db.execute(
        """insert into public.integrations (company_id, provider, provider_type, capabilities, name, status, is_active)
           select %s, provider, provider_type, capabilities, display_name, %s, %s from public.integration_providers where provider = %s""",
        (company, status, is_active, provider),
    )


@pytest.fixture
def bare(db: Connection) -> Connection:
    """Three companies without any integration."""
    db.execute("update public.integrations set status = 'pending'")
    return db


def coverage(db: Connection, company: UUID = SALON) -> tuple[bool, bool, bool, list[str]]:
    row = one(db, "select * from public.v_integration_coverage where company_id = %s", company)
    return row["has_telephony_or_voice"], row["has_calendar"], row["is_covered"], row["missing"]


@pytest.mark.parametrize("speech", ["twilio", "telnyx", "vapi", "retell"])
@pytest.mark.parametrize("calendar", ["calcom", "simplybook", "google_calendar"])
def test_speech_and_a_calendar_are_the_core(bare: Connection, speech: str, calendar: str) -> None:
    if speech == "twilio":
        bare.execute("update public.integrations set status = 'active' where company_id = %s", (SALON,))
    else:
        connect(bare, SALON, speech)
    assert coverage(bare) == (True, False, False, ["calendar"])
    connect(bare, SALON, calendar)
    assert coverage(bare) == (True, True, True, [])


@pytest.mark.parametrize("provider", ["stripe", "whatsapp", "smtp", "openai", "elevenlabs", "azure", "datev"])
def test_what_carries_no_call_and_no_appointment_covers_nothing(bare: Connection, provider: str) -> None:
    connect(bare, SALON, provider)
    assert coverage(bare) == (False, False, False, ["telephony_or_voice", "calendar"])


@pytest.mark.parametrize(("status", "is_active"), [("pending", True), ("error", True), ("disabled", True), ("active", False)])  # fmt: skip
def test_what_does_not_work_covers_nothing(bare: Connection, status: str, is_active: bool) -> None:
    connect(bare, SALON, "calcom", status=status, is_active=is_active)
    connect(bare, SALON, "telnyx")
    assert coverage(bare) == (True, False, False, ["calendar"])


def test_the_operator_sees_the_share_of_all_companies(bare: Connection, act_as: ActAs) -> None:
    # The seed may grow: the share is of the companies that there are, and these ten more.
    for n in range(10):
        company = one(bare, "insert into public.companies (name, slug) values (%s, %s) returning id", f"C{n}", f"c-{n}")["id"]  # fmt: skip
        connect(bare, company, "vapi")
        if n:
            connect(bare, company, "simplybook")
    off = one(bare, "insert into public.companies (name, slug, is_active) values ('Off', 'off', false) returning id")["id"]  # fmt: skip
    connect(bare, off, "vapi")
    companies = one(bare, "select count(*) as n from public.companies where is_active")["n"]
    with act_as("service_role"):
        assert one(bare, "select * from public.v_integration_coverage_total") == {
            "total_companies": companies, "companies_with_telephony_or_voice": 10, "companies_with_calendar": 9,
            "companies_with_core_integrations": 9, "coverage_percent": round(Decimal(900) / companies, 2),
        }  # fmt: skip


def test_twelve_of_thirteen_is_92_31_per_cent(bare: Connection, act_as: ActAs) -> None:
    bare.execute("update public.companies set is_active = false where id not in (%s, %s)", (SALON, DENTIST))
    for company in (SALON, DENTIST):
        connect(bare, company, "telnyx")
        connect(bare, company, "calcom")
    for n in range(11):
        company = one(bare, "insert into public.companies (name, slug) values (%s, %s) returning id", f"C{n}", f"c-{n}")["id"]  # fmt: skip
        connect(bare, company, "retell")
        if n:
            connect(bare, company, "google_calendar")
    with act_as("service_role"):
        total = one(bare, "select * from public.v_integration_coverage_total")
    assert (total["total_companies"], total["companies_with_core_integrations"], total["coverage_percent"]) == (13, 12, Decimal("92.31"))  # fmt: skip


def test_without_companies_there_is_no_share(db: Connection) -> None:
    db.execute("update public.companies set is_active = false")
    for view in ("v_integration_coverage_total", "v_phone_coverage_total"):
        total = one(db, f"select * from public.{view}")
        assert (total["total_companies"], total["coverage_percent"]) == (0, None)


def phone(db: Connection, company: UUID = SALON) -> dict[str, Any]:
    return one(db, "select * from public.v_phone_coverage where company_id = %s", company)


def test_a_main_branch_that_is_answered_is_covered(db: Connection) -> None:
    row = phone(db)
    assert (row["numbers"], row["is_covered"], row["missing"], row["branches_without_number"]) == (1, True, [], [])
    db.execute("insert into public.branches (company_id, name, slug) values (%s, 'Mitte', 'mitte')", (SALON,))
    row = phone(db)
    assert (row["is_covered"], row["branches_without_number"]) == (True, ["Mitte"])
    # A number of nobody's is answered by the main branch; one of another branch is not.
    db.execute("update public.phone_numbers set branch_id = null, is_primary = false where company_id = %s", (SALON,))
    row = phone(db)
    assert (row["is_covered"], row["missing"]) == (True, ["primary_number"])
    db.execute("update public.phone_numbers set branch_id = (select id from public.branches where slug = 'mitte') where company_id = %s", (SALON,))  # fmt: skip
    row = phone(db)
    assert (row["is_covered"], row["missing"], row["branches_without_number"]) == (False, ["primary_number", "main_branch_number"], [])  # fmt: skip
    db.execute("update public.phone_numbers set status = 'porting' where company_id = %s", (SALON,))
    row = phone(db)
    assert (row["numbers"], row["missing"]) == (0, ["number", "primary_number", "main_branch_number"])


def test_the_operator_sees_how_many_are_answered(db: Connection, act_as: ActAs) -> None:
    companies = one(db, "select count(*) as n from public.companies where is_active")["n"]
    db.execute("delete from public.phone_numbers where company_id <> %s", (SALON,))
    with act_as("service_role"):
        assert one(db, "select * from public.v_phone_coverage_total") == {
            "total_companies": companies, "companies_with_number": 1, "companies_with_primary_number": 1, "companies_with_main_branch": companies,
            "companies_with_main_branch_number": 1, "coverage_percent": round(Decimal(100) / companies, 2),
        }  # fmt: skip


def test_a_member_sees_their_own_companies_and_no_totals(db: Connection, act_as: ActAs) -> None:
    for who, company in ((SALON_OWNER, SALON), (DENTIST_OWNER, DENTIST)):
        with act_as(who):
            for view in ("v_integration_coverage", "v_phone_coverage"):
                assert [row["company_id"] for row in db.execute(f"select company_id from public.{view}".encode())] == [company]  # fmt: skip


def test_over_rest(rest: Rest, database: Database) -> None:
    owner = rest.signed_in("owner@salon-lindenbluete.example", "test-owner-password")
    own: Any = owner.table("v_integration_coverage").select("company_id, missing").execute().data
    assert [row["company_id"] for row in own] == [str(SALON)]
    with pytest.raises(Exception, match="permission denied"):
        owner.table("v_integration_coverage_total").select("*").execute()
    everybody: Any = rest.client(rest.secret_key).table("v_phone_coverage_total").select("*").execute().data
    assert everybody[0]["total_companies"] == database.one("select count(*) as n from public.companies where is_active")["n"]  # fmt: skip
