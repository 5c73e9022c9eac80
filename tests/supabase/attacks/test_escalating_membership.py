"""Attack: a viewer who would rather be an owner."""

from __future__ import annotations

from uuid import uuid4

import psycopg
import pytest

from tests.conftest import ActAs
from tests.support.calls import DENTIST, SALON, SALON_OWNER
from tests.support.database import Connection
from tests.support.people import invite, make_member, role_of


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


@pytest.mark.parametrize("role", ["viewer", "member", "admin"])
@pytest.mark.parametrize(
    "statement",
    [
        "select public.change_member_role('{salon}', '{me}', 'owner')",
        "select public.change_member_role('{salon}', '{owner}', 'viewer')",
        "select public.remove_member('{salon}', '{owner}')",
        "select public.remove_member('{salon}', '{me}')",
        "select public.invite_member('{salon}', 'friend@person.example', 'owner')",
        "select public.invite_member('{salon}', 'friend@person.example', 'viewer')",
        "select private.change_member_role('{salon}', '{me}', 'owner')",
        "select private.invite_member('{salon}', 'friend@person.example', 'owner')",
        "select private.remove_member('{salon}', '{owner}')",
    ],
)
def test_nobody_below_owner_decides_about_members(db: Connection, act_as: ActAs, role: str, statement: str) -> None:
    me = make_member(db, role)
    text = statement.format(salon=SALON, me=me, owner=SALON_OWNER)
    with pytest.raises(psycopg.Error, match="role_too_low"), act_as(me):
        db.execute(text.encode())
    # In another company they are nobody at all, whatever they are here.
    with pytest.raises(psycopg.Error, match="company_not_found"), act_as(me):
        db.execute(text.replace(str(SALON), str(DENTIST)).encode())
    assert (role_of(db, me), role_of(db, SALON_OWNER)) == (role, "owner")
    assert db.execute("select 1 from public.invitations").fetchall() == []


def test_an_invitation_is_not_there_for_those_who_may_not_revoke_it(db: Connection, act_as: ActAs) -> None:
    asked = invite(db, "friend@person.example")
    for who in (make_member(db, "admin"), make_member(db, "owner", company=DENTIST)):
        for each in (asked["id"], str(uuid4())):
            with pytest.raises(psycopg.Error, match="invitation_not_found"), act_as(who):
                db.execute("select public.revoke_invitation(%s)", (each,))
    assert db.execute("select revoked_at from public.invitations").fetchall() == [{"revoked_at": None}]


def test_an_owner_of_one_company_is_nobody_in_the_next(db: Connection, act_as: ActAs) -> None:
    for statement in (
        "select public.change_member_role(%s, %s, 'viewer')",
        "select public.remove_member(%s, %s)",
    ):
        with pytest.raises(psycopg.Error, match="company_not_found"), act_as(make_member(db, "owner", company=DENTIST)):
            db.execute(statement.encode(), (SALON, SALON_OWNER))
    assert role_of(db, SALON_OWNER) == "owner"


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
