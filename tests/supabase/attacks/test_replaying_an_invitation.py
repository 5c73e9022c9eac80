"""Attack: an invitation that was found, guessed, kept or meant for somebody else."""

from __future__ import annotations

import secrets
from uuid import UUID

import psycopg
import pytest

from tests.conftest import ActAs
from tests.support.calls import SALON
from tests.support.database import Connection
from tests.support.people import invite, role_of, sign_up

NORA = "nora@person.example"


def refused(db: Connection, act_as: ActAs, who: UUID, token: str | None, **claims: object) -> tuple[str | None, ...]:
    with pytest.raises(psycopg.Error) as refusal, act_as(who, **claims):
        db.execute("select public.accept_invitation(%s)", (token,))
    diag = refusal.value.diag
    return refusal.value.sqlstate, diag.message_primary, diag.message_detail, diag.message_hint


def test_every_wrong_token_is_refused_in_one_way(db: Connection, act_as: ActAs) -> None:
    asked, other = invite(db, NORA), invite(db, "expired@person.example")
    taken_back = invite(db, "revoked@person.example")
    nora, eve = sign_up(db, NORA), sign_up(db, "eve@person.example")
    late, unwanted = sign_up(db, "expired@person.example"), sign_up(db, "revoked@person.example")
    off = sign_up(db, "off@person.example")
    switched_off = invite(db, "off@person.example")
    db.execute("update public.profiles set is_active = false where id = %s", (off,))
    db.execute("update public.invitations set created_at = now() - interval '8 days', expires_at = now() - interval '1 day' where id = %s", (other["id"],))  # fmt: skip
    db.execute("update public.invitations set revoked_at = now() where id = %s", (taken_back["id"],))

    answers = {
        refused(db, act_as, eve, asked["token"]),
        refused(db, act_as, late, other["token"]),
        refused(db, act_as, unwanted, taken_back["token"]),
        refused(db, act_as, off, switched_off["token"]),
        refused(db, act_as, nora, secrets.token_hex(32)),
        refused(db, act_as, nora, asked["token"][:-1]),
        refused(db, act_as, nora, asked["token"].upper() + "0"),
        refused(db, act_as, nora, ""),
        refused(db, act_as, nora, None),
    }
    with act_as(nora):
        db.execute("select public.accept_invitation(%s)", (asked["token"],))
    answers.add(refused(db, act_as, nora, asked["token"]))
    assert len(answers) == 1
    assert answers.pop()[:2] == ("PT404", "invitation_not_valid")
    assert [role_of(db, each) for each in (eve, late, unwanted, off)] == [None] * 4
    assert role_of(db, nora) == "member"


def test_a_member_who_was_removed_does_not_come_back_with_the_old_invitation(db: Connection, act_as: ActAs) -> None:
    asked = invite(db, NORA, "admin")
    nora = sign_up(db, NORA)
    with act_as(nora):
        db.execute("select public.accept_invitation(%s)", (asked["token"],))
        db.execute("select public.leave_company(%s)", (SALON,))
    assert refused(db, act_as, nora, asked["token"])[1] == "invitation_not_valid"
    assert role_of(db, nora) is None


def test_an_address_that_was_only_claimed_is_not_enough(db: Connection, act_as: ActAs) -> None:
    asked = invite(db, NORA)
    eve = sign_up(db, NORA, confirmed=False)
    assert refused(db, act_as, eve, asked["token"], email=NORA, email_verified=True)[1] == "invitation_not_valid"
    assert role_of(db, eve) is None


def test_an_address_in_a_token_or_a_profile_is_not_believed(db: Connection, act_as: ActAs) -> None:
    asked = invite(db, NORA)
    eve = sign_up(db, "eve@person.example")
    db.execute("update public.profiles set email = %s where id = %s", (NORA, eve))
    assert refused(db, act_as, eve, asked["token"], email=NORA)[1] == "invitation_not_valid"
    assert role_of(db, eve) is None


@pytest.mark.parametrize("who", ["anon", "service_role", "fn_api", "fn_voice"])
def test_nobody_but_a_person_accepts(db: Connection, act_as: ActAs, who: str) -> None:
    asked = invite(db, NORA)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(who):
        db.execute("select public.accept_invitation(%s)", (asked["token"],))
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(who):
        db.execute("select * from private.invitations_secrets")


def test_a_token_without_a_person_is_refused(db: Connection, act_as: ActAs) -> None:
    asked = invite(db, NORA)
    with pytest.raises(psycopg.Error, match="not_signed_in"), act_as(UUID(int=0), sub=None):
        db.execute("select public.accept_invitation(%s)", (asked["token"],))
