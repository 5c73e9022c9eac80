"""Companies and people: who is let in, as what, and what comes with it."""

from __future__ import annotations

from uuid import uuid4

import psycopg
import pytest

from tests.conftest import ActAs
from tests.support.calls import DENTIST, SALON, SALON_OWNER
from tests.support.database import Connection


def sign_up(db: Connection, email: str, name: str | None = None) -> str:
    user_id = str(uuid4())
    db.execute(
        "insert into auth.users (id, email, raw_user_meta_data, aud, role) values (%s, %s, jsonb_build_object('name', %s::text), 'authenticated', 'authenticated')",
        (user_id, email, name),
    )
    return user_id


def test_signing_up_opens_a_profile(db: Connection) -> None:
    user_id = sign_up(db, "new@person.example", "  Nora Neu ")
    assert db.execute("select email, name from public.profiles where id = %s", (user_id,)).fetchone() == {
        "email": "new@person.example", "name": "Nora Neu",
    }  # fmt: skip


def test_a_changed_email_address_is_the_profiles_too(db: Connection) -> None:
    user_id = sign_up(db, "new@person.example")
    db.execute("update auth.users set email = 'newer@person.example' where id = %s", (user_id,))
    assert db.execute("select email from public.profiles where id = %s", (user_id,)).fetchone() == {
        "email": "newer@person.example"
    }


def test_a_company_opens_with_owner_main_branch_balance_and_trial(db: Connection, act_as: ActAs) -> None:
    user_id = sign_up(db, "new@person.example")
    with act_as(user_id):
        row = db.execute("select public.create_company('Café Überall') as id").fetchone()
        assert row
        seen = db.execute("""
            select c.name, c.trial_ends_at > now() as on_trial, m.role::text, b.is_primary, p.current_balance::float, c.slug
            from public.companies c join public.company_members m on m.company_id = c.id
            join public.branches b on b.company_id = c.id join public.prepaid_balances p on p.company_id = c.id""").fetchall()
    assert len(seen) == 1
    assert seen[0]["slug"].startswith("cafe-uberall-")
    assert {key: seen[0][key] for key in ("name", "on_trial", "role", "is_primary", "current_balance")} == {
        "name": "Café Überall", "on_trial": True, "role": "owner", "is_primary": True, "current_balance": 0,
    }  # fmt: skip


def test_the_current_company_is_the_preferred_one_only_while_a_member(db: Connection, act_as: ActAs) -> None:
    db.execute(
        "insert into public.company_members (company_id, profile_id, role, created_at) values (%s, %s, 'viewer', now() + interval '1 day')",
        (DENTIST, SALON_OWNER),
    )

    def current() -> object:
        with act_as(SALON_OWNER):
            row = db.execute("select public.user_organization_id(%s) as id", (SALON_OWNER,)).fetchone()
        return row and row["id"]

    assert current() == SALON
    with act_as(SALON_OWNER):
        db.execute(
            "insert into public.user_preferences (profile_id, key, value) values (%s, 'current_company', to_jsonb(%s::text))",
            (SALON_OWNER, str(DENTIST)),
        )
    assert current() == DENTIST
    db.execute("delete from public.company_members where company_id = %s and profile_id = %s", (DENTIST, SALON_OWNER))
    assert current() == SALON


@pytest.mark.parametrize(
    ("role", "statement", "allowed"),
    [
        ("viewer", "update public.customers set first_name = 'X'", False),
        ("member", "update public.customers set first_name = 'X'", True),
        ("member", "update public.services set price = 1", False),
        ("admin", "update public.services set price = 1", True),
        ("admin", "update public.companies set name = 'X'", False),
        ("owner", "update public.companies set name = 'X'", True),
        ("admin", "update public.prepaid_balances set alert_threshold = 5", False),
        ("owner", "update public.prepaid_balances set alert_threshold = 5", True),
    ],
)
def test_a_role_may_do_what_it_is_for(db: Connection, act_as: ActAs, role: str, statement: str, allowed: bool) -> None:
    db.execute("insert into public.customers (company_id, last_name) values (%s, 'Muster')", (SALON,))
    person = sign_up(db, "colleague@salon.example")
    db.execute(
        "insert into public.company_members (company_id, profile_id, role) values (%s, %s, %s)", (SALON, person, role)
    )
    with act_as(person):
        assert (db.execute(statement.encode()).rowcount > 0) == allowed


def test_somebody_switched_off_sees_nothing_at_once(db: Connection, act_as: ActAs) -> None:
    db.execute("update public.profiles set is_active = false where id = %s", (SALON_OWNER,))
    with act_as(SALON_OWNER):
        assert db.execute("select * from public.companies").fetchall() == []


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("companies (name, slug, timezone)", "('X', 'x', 'Mars/Olympus')"),
        ("companies (name, slug, timezone)", "('X', 'x', '+02:00')"),
        ("companies (name, slug, timezone)", "('X', 'x', 'EUROPE/BERLIN')"),
        ("companies (name, slug, currency)", "('X', 'x', 'euro')"),
        ("companies (name, slug, phone)", "('X', 'x', '030 123')"),
        ("companies (name, slug, country)", "('X', 'x', 'XX')"),
        ("companies (name, slug, slot_step_minutes)", "('X', 'x', 7)"),
    ],
)
def test_an_impossible_company_is_refused(db: Connection, table: str, values: str) -> None:
    with pytest.raises(psycopg.errors.IntegrityError), db.transaction():
        db.execute(f"insert into public.{table} values {values}".encode())


def test_a_company_has_one_main_branch_and_one_primary_number(db: Connection) -> None:
    for statement in (
        "insert into public.branches (company_id, name, slug, is_primary) values (%s, 'Zwei', 'zwei', true)",
        "insert into public.phone_numbers (company_id, number, country, provider, is_primary) values (%s, '+493023125199', 'DE', 'twilio', true)",
    ):
        with pytest.raises(psycopg.errors.UniqueViolation), db.transaction():
            db.execute(statement, (SALON,))


def test_a_number_is_not_passed_on_to_itself(db: Connection) -> None:
    with pytest.raises(psycopg.errors.CheckViolation, match="phone_numbers_forwards_elsewhere"), db.transaction():
        db.execute("update public.phone_numbers set forwarding_number = number")


@pytest.mark.parametrize(
    "statement",
    [
        "update public.branches set timezone = 'europe/berlin'",
        "insert into public.closures (company_id, starts_on, ends_on) values ('{salon}', '2026-12-24', 'infinity')",
        "insert into public.closures (company_id, starts_on, ends_on) values ('{salon}', '-infinity', '2026-12-24')",
        "update public.services set price = 'NaN'",
        "update public.services set deposit = 'NaN'",
        "update public.prepaid_balances set alert_threshold = 'NaN'",
    ],
)
def test_what_would_break_every_call_cannot_be_typed(db: Connection, act_as: ActAs, statement: str) -> None:
    with pytest.raises(psycopg.errors.CheckViolation), act_as(SALON_OWNER):
        db.execute(statement.format(salon=SALON).encode())


def test_only_a_member_can_be_linked_to_staff(db: Connection, act_as: ActAs) -> None:
    stranger = sign_up(db, "stranger@person.example")
    for person in (stranger, str(uuid4())):
        with pytest.raises(psycopg.errors.ForeignKeyViolation), act_as(SALON_OWNER):
            db.execute("update public.staff set profile_id = %s", (person,))
    with act_as(SALON_OWNER):
        assert (
            db.execute("update public.staff set profile_id = %s where first_name = 'Maria'", (SALON_OWNER,)).rowcount
            == 1
        )
