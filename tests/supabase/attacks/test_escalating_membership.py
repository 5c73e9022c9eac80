"""Attack: a viewer who would rather be an owner."""

from __future__ import annotations

from uuid import uuid4

import psycopg
import pytest

from tests.conftest import ActAs
from tests.support.calls import DENTIST, SALON, SALON_OWNER
from tests.support.database import Connection


@pytest.fixture
def viewer(db: Connection) -> str:
    user_id = str(uuid4())
    db.execute(
        "insert into auth.users (id, email, aud, role) values (%s, 'viewer@salon.example', 'authenticated', 'authenticated')",
        (user_id,),
    )
    db.execute(
        "insert into public.company_members (company_id, profile_id, role) values (%s, %s, 'viewer')", (SALON, user_id)
    )
    return user_id


@pytest.mark.parametrize(
    "statement",
    [
        "update public.company_members set role = 'owner'",
        "insert into public.company_members (company_id, profile_id, role) values ('{dentist}', '{me}', 'owner')",
        "delete from public.company_members",
        "update public.profiles set id = '{owner}'",
        "update public.profiles set is_active = true",
        "select private.create_company('X', 'DE', 'Europe/Berlin', 'de', 'EUR') from private.post('{salon}', 'topup', 'x', null, '{{}}', '{{}}')",
        "select backend.store_integration('{owner}', '{salon}', gen_random_uuid(), 'twilio', 'x', '{{}}', '{{}}', 'k', 'k')",
        "select private.require_role('{me}', '{salon}', 'owner')",
        "alter table public.calls disable row level security",
        "create function public.company_ids() returns uuid[] language sql as 'select null::uuid[]'",
    ],
)
def test_every_way_up_is_closed(db: Connection, act_as: ActAs, viewer: str, statement: str) -> None:
    text = statement.format(dentist=DENTIST, me=viewer, owner=SALON_OWNER, salon=SALON)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(viewer):
        db.execute(text.encode())
    assert db.execute("select role::text from public.company_members where profile_id = %s", (viewer,)).fetchall() == [
        {"role": "viewer"}
    ]


def test_claims_that_name_a_role_or_a_company_are_not_believed(db: Connection, act_as: ActAs, viewer: str) -> None:
    claims = {
        "user_metadata": {"role": "owner", "company_id": str(DENTIST)},
        "app_metadata": {"company_id": str(DENTIST)},
    }
    with act_as(viewer, **claims):
        assert db.execute("select id from public.companies").fetchall() == [{"id": SALON}]
        assert db.execute("update public.companies set name = 'Meins'").rowcount == 0


def test_an_object_of_ones_own_does_not_stand_in_for_ours(db: Connection, act_as: ActAs, viewer: str) -> None:
    """Definer functions name everything in full, so a temporary table of the same name changes nothing."""
    db.execute(f"grant temporary on database {db.info.dbname} to authenticated".encode())
    with act_as(viewer):
        db.execute("create temporary table company_members (company_id uuid, profile_id uuid, role public.member_role)")
        db.execute("insert into pg_temp.company_members values (%s, %s, 'owner')", (DENTIST, viewer))
        db.execute("set local search_path = pg_temp, public")
        assert db.execute("select private.company_ids() as ids").fetchone() == {"ids": [SALON]}
