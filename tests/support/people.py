"""People and their companies, made where a test needs them."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from tests.support.calls import SALON, SALON_OWNER
from tests.support.database import Connection, acting_as


def sign_up(db: Connection, email: str, name: str | None = None, *, confirmed: bool = True) -> UUID:
    """A new account and its profile."""
    user_id = uuid4()
    db.execute(
        """insert into auth.users (id, email, raw_user_meta_data, aud, role, email_confirmed_at)
           values (%s, %s, jsonb_build_object('name', %s::text), 'authenticated', 'authenticated', case when %s then now() end)""",
        (user_id, email, name, confirmed),
    )
    return user_id


def make_member(db: Connection, role: str, name: str | None = None, *, company: UUID = SALON) -> UUID:
    """A new person in a company."""
    person = sign_up(db, f"{role}-{uuid4().hex[:8]}@colleague.example", name)
    db.execute(
        "insert into public.company_members (company_id, profile_id, role) values (%s, %s, %s)", (company, person, role)
    )
    return person


def role_of(db: Connection, person: UUID, company: UUID = SALON) -> str | None:
    row = db.execute(
        "select role::text from public.company_members where company_id = %s and profile_id = %s", (company, person)
    ).fetchone()
    return row["role"] if row else None


def invite(
    db: Connection,
    email: str | None,
    role: str | None = "member",
    *,
    company: UUID = SALON,
    owner: UUID = SALON_OWNER,
) -> dict[str, Any]:
    """What the owner is shown: id, token, email, role, expires_at."""
    with acting_as(db, owner):
        row = db.execute("select public.invite_member(%s, %s, %s) as asked", (company, email, role)).fetchone()
    assert row
    asked: dict[str, Any] = row["asked"]
    return asked
