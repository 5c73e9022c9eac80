"""How a person joins a company, changes role in it and leaves; and that a company keeps an owner."""

from __future__ import annotations

import threading
from uuid import UUID, uuid4

import psycopg
import pytest
from postgrest.exceptions import APIError

from tests.conftest import ActAs
from tests.support.calls import DENTIST, DENTIST_OWNER, SALON, SALON_OWNER
from tests.support.database import Connection, Database, acting_as, wait_for_lock
from tests.support.people import invite, make_member, role_of, sign_up
from tests.support.rest import Rest


def accept(db: Connection, who: UUID, token: str) -> UUID:
    with acting_as(db, who):
        row = db.execute("select public.accept_invitation(%s) as id", (token,)).fetchone()
    assert row
    company: UUID = row["id"]
    return company


def test_an_invitation_is_accepted_by_the_person_it_was_sent_to(db: Connection) -> None:
    asked = invite(db, " Nora@Person.Example ", "admin")
    assert (asked["email"], asked["role"], len(asked["token"])) == ("nora@person.example", "admin", 64)
    nora = sign_up(db, "Nora@person.example")
    assert accept(db, nora, asked["token"]) == SALON
    assert role_of(db, nora) == "admin"
    row = db.execute("select accepted_at is not null as done, accepted_by from public.invitations").fetchone()
    assert row == {"done": True, "accepted_by": nora}


def test_the_token_is_kept_as_a_hash_only_and_not_after_it_was_used(db: Connection) -> None:
    asked = invite(db, "nora@person.example")
    kept = db.execute("select i::text || s::text as text from public.invitations i, private.invitations_secrets s").fetchone()  # fmt: skip
    assert kept
    assert asked["token"] not in kept["text"]
    accept(db, sign_up(db, "nora@person.example"), asked["token"])
    assert db.execute("select 1 from private.invitations_secrets").fetchall() == []


@pytest.mark.parametrize(("held", "offered", "then"), [("admin", "viewer", "admin"), ("viewer", "admin", "admin")])
def test_accepting_never_lowers_a_role(db: Connection, held: str, offered: str, then: str) -> None:
    asked = invite(db, "nora@person.example", offered)
    nora = sign_up(db, "nora@person.example")
    db.execute("insert into public.company_members (company_id, profile_id, role) values (%s, %s, %s)", (SALON, nora, held))  # fmt: skip
    accept(db, nora, asked["token"])
    assert role_of(db, nora) == then


def test_inviting_again_takes_the_earlier_one_back(db: Connection) -> None:
    first, second = invite(db, "nora@person.example", "admin"), invite(db, "nora@person.example", "viewer")
    nora = sign_up(db, "nora@person.example")
    with pytest.raises(psycopg.Error, match="invitation_not_valid"):
        accept(db, nora, first["token"])
    accept(db, nora, second["token"])
    assert role_of(db, nora) == "viewer"


@pytest.mark.parametrize(
    ("email", "role", "word"),
    [
        ("not an address", "member", "email_not_valid"),
        ("a@b", "member", "email_not_valid"),
        ("a b@person.example", "member", "email_not_valid"),
        ("x" * 320 + "@person.example", "member", "email_not_valid"),
        (None, "member", "email_not_valid"),
        ("nora@person.example", None, "role_missing"),
        ("owner@salon-lindenbluete.example", "member", "already_a_member"),
        ("OWNER@salon-lindenbluete.example", "member", "already_a_member"),
    ],
)
def test_an_impossible_invitation_is_refused_with_a_word(
    db: Connection, email: str | None, role: str | None, word: str
) -> None:
    with pytest.raises(psycopg.Error, match=word), db.transaction():
        invite(db, email, role)
    assert db.execute("select 1 from public.invitations").fetchall() == []


def test_inviting_tells_nobody_whether_an_account_exists(db: Connection) -> None:
    sign_up(db, "known@person.example")
    known, unknown = invite(db, "known@person.example"), invite(db, "unknown@person.example")
    assert set(known) == set(unknown) == {"id", "token", "email", "role", "expires_at"}


@pytest.mark.parametrize("ended", ["open", "revoked at once"])
def test_a_company_cannot_invite_the_whole_world(db: Connection, ended: str) -> None:
    most = 100 if ended == "open" else 200
    db.execute(
        """insert into public.invitations (company_id, email, role, revoked_at)
           select %s, 'guest' || n || '@person.example', 'viewer', case when %s then now() end from generate_series(1, %s) n""",
        (SALON, ended != "open", most - 1),
    )
    invite(db, "one@person.example")
    with pytest.raises(psycopg.Error, match="too_many_invitations"), db.transaction():
        invite(db, "another@person.example")
    invite(db, "patient@person.example", company=DENTIST, owner=DENTIST_OWNER)


def test_a_revoked_invitation_stays_revoked(db: Connection, act_as: ActAs) -> None:
    asked = invite(db, "nora@person.example")
    for _ in range(2):
        with act_as(SALON_OWNER):
            db.execute("select public.revoke_invitation(%s)", (asked["id"],))
    nora = sign_up(db, "nora@person.example")
    with pytest.raises(psycopg.Error, match="invitation_not_valid"):
        accept(db, nora, asked["token"])
    assert role_of(db, nora) is None


def test_an_accepted_invitation_cannot_be_revoked(db: Connection, act_as: ActAs) -> None:
    asked = invite(db, "nora@person.example")
    nora = sign_up(db, "nora@person.example")
    accept(db, nora, asked["token"])
    with pytest.raises(psycopg.Error, match="invitation_accepted"), act_as(SALON_OWNER):
        db.execute("select public.revoke_invitation(%s)", (asked["id"],))
    assert role_of(db, nora) == "member"


@pytest.mark.parametrize("way", ["remove", "demote", "delete the account"])
def test_an_owner_on_the_way_out_leaves_no_open_invitation(db: Connection, act_as: ActAs, way: str) -> None:
    other = make_member(db, "owner")
    theirs, ours = invite(db, "friend@person.example", owner=other), invite(db, "nora@person.example")
    if way == "delete the account":
        db.execute("delete from auth.users where id = %s", (other,))
    else:
        with act_as(SALON_OWNER):
            if way == "remove":
                db.execute("select public.remove_member(%s, %s)", (SALON, other))
            else:
                db.execute("select public.change_member_role(%s, %s, 'admin')", (SALON, other))
    with pytest.raises(psycopg.Error, match="invitation_not_valid"):
        accept(db, sign_up(db, "friend@person.example"), theirs["token"])
    assert accept(db, sign_up(db, "nora@person.example"), ours["token"]) == SALON


def test_only_owners_see_who_was_invited(db: Connection, act_as: ActAs) -> None:
    invite(db, "nora@person.example")
    admin = make_member(db, "admin")
    for who, seen in ((SALON_OWNER, 1), (admin, 0), (DENTIST_OWNER, 0)):
        with act_as(who):
            assert len(db.execute("select * from public.invitations").fetchall()) == seen


# ── roles, and the last owner ───────────────────────────────────────────────────────────────────────────────────────


def test_an_owner_changes_a_role_and_removes_a_member(db: Connection, act_as: ActAs) -> None:
    viewer = make_member(db, "viewer")
    with act_as(SALON_OWNER):
        db.execute("select public.change_member_role(%s, %s, 'owner')", (SALON, viewer))
    assert role_of(db, viewer) == "owner"
    with act_as(SALON_OWNER):
        db.execute("select public.remove_member(%s, %s)", (SALON, viewer))
    assert role_of(db, viewer) is None


@pytest.mark.parametrize(
    "statement",
    [
        "select public.change_member_role('{salon}', '{stranger}', 'viewer')",
        "select public.remove_member('{salon}', '{stranger}')",
    ],
)
def test_somebody_who_is_no_member_is_not_found(db: Connection, act_as: ActAs, statement: str) -> None:
    for stranger in (DENTIST_OWNER, uuid4()):
        with pytest.raises(psycopg.Error, match="member_not_found"), act_as(SALON_OWNER):
            db.execute(statement.format(salon=SALON, stranger=stranger).encode())
    assert role_of(db, DENTIST_OWNER, DENTIST) == "owner"


@pytest.mark.parametrize(
    "statement",
    [
        "select public.change_member_role('{salon}', '{owner}', 'admin')",
        "select public.remove_member('{salon}', '{owner}')",
        "select public.leave_company('{salon}')",
    ],
)
def test_the_last_owner_stays_one(db: Connection, act_as: ActAs, statement: str) -> None:
    make_member(db, "admin")
    text = statement.format(salon=SALON, owner=SALON_OWNER).encode()
    with pytest.raises(psycopg.Error, match="company_keeps_an_owner"), act_as(SALON_OWNER):
        db.execute(text)
    assert role_of(db, SALON_OWNER) == "owner"
    second = make_member(db, "owner")
    # Somebody switched off could not act for the company.
    db.execute("update public.profiles set is_active = false where id = %s", (second,))
    with pytest.raises(psycopg.Error, match="company_keeps_an_owner"), act_as(SALON_OWNER):
        db.execute(text)
    db.execute("update public.profiles set is_active = true where id = %s", (second,))
    with act_as(SALON_OWNER):
        db.execute(text)
    assert role_of(db, SALON_OWNER) != "owner"


@pytest.mark.parametrize(
    "statement",
    [
        "delete from auth.users where id = %s",
        "delete from public.company_members where profile_id = %s",
        "update public.company_members set role = 'admin' where profile_id = %s",
    ],
)
def test_the_last_owner_cannot_be_taken_by_anybody(db: Connection, statement: str) -> None:
    with pytest.raises(psycopg.Error, match="company_keeps_an_owner"), db.transaction():
        db.execute(statement.encode(), (SALON_OWNER,))
    assert role_of(db, SALON_OWNER) == "owner"
    make_member(db, "owner")
    assert db.execute(statement.encode(), (SALON_OWNER,)).rowcount == 1


def test_ownership_is_handed_over_in_one_statement(db: Connection) -> None:
    admin = make_member(db, "admin")
    db.execute(
        """update public.company_members set role = case role when 'owner' then 'admin' else 'owner' end::public.member_role
           where company_id = %s""",
        (SALON,),
    )
    assert (role_of(db, SALON_OWNER), role_of(db, admin)) == ("admin", "owner")


def test_a_company_is_closed_with_its_owners(db: Connection, act_as: ActAs) -> None:
    nora = sign_up(db, "nora@person.example")
    with act_as(nora):
        row = db.execute("select public.create_company('Kurz') as id").fetchone()
    assert row
    invite(db, "guest@person.example", company=row["id"], owner=nora)
    # Money keeps its company; one that never had any goes with everything it has.
    db.execute("delete from public.prepaid_balances where company_id = %s", (row["id"],))
    db.execute("delete from public.companies where id = %s", (row["id"],))
    assert role_of(db, nora, row["id"]) is None
    assert db.execute("delete from auth.users where id = %s", (nora,)).rowcount == 1


def both_at_once(database: Database, first: tuple[UUID, str], second: tuple[UUID, str]) -> list[str]:
    """Runs two statements as two people, the second begun while the first is not committed; what each came to."""
    outcomes: dict[int, str] = {}

    def run(conn: Connection, at: int, who: UUID, statement: str) -> None:
        try:
            with conn.transaction(), acting_as(conn, who):
                conn.execute(statement.encode())
            outcomes[at] = "done"
        except psycopg.Error as error:
            outcomes[at] = error.diag.message_primary or "?"

    with database.connect() as one, database.connect() as two, database.connect() as watcher:
        later = threading.Thread(target=run, args=(two, 1, *second))
        with one.transaction():
            run(one, 0, *first)
            later.start()
            wait_for_lock(watcher, two, until=lambda: 1 in outcomes)
        later.join(timeout=20)
    return [outcomes[0], outcomes[1]]


def test_two_owners_who_demote_each_other_at_once_leave_one(database: Database) -> None:
    with database.connect() as conn:
        second = make_member(conn, "owner")
    outcomes = both_at_once(
        database,
        (SALON_OWNER, f"select public.change_member_role('{SALON}', '{second}', 'admin')"),
        (second, f"select public.change_member_role('{SALON}', '{SALON_OWNER}', 'admin')"),
    )
    # The second is no owner any more when its turn comes.
    assert outcomes == ["done", "role_too_low"]
    with database.connect() as conn:
        assert (role_of(conn, SALON_OWNER), role_of(conn, second)) == ("owner", "admin")


def test_two_last_owners_who_leave_at_once_leave_one(database: Database) -> None:
    with database.connect() as conn:
        second = make_member(conn, "owner")
    leave = f"select public.leave_company('{SALON}')"
    assert both_at_once(database, (SALON_OWNER, leave), (second, leave)) == ["done", "company_keeps_an_owner"]
    with database.connect() as conn:
        assert (role_of(conn, SALON_OWNER), role_of(conn, second)) == (None, "owner")


def test_an_owner_who_is_removed_as_they_leave_is_waited_for(database: Database) -> None:
    with database.connect() as conn:
        second = make_member(conn, "owner")
    outcomes = both_at_once(
        database,
        (second, f"select public.leave_company('{SALON}')"),
        (SALON_OWNER, f"select public.remove_member('{SALON}', '{second}')"),
    )
    assert outcomes == ["done", "member_not_found"]
    outcomes = both_at_once(
        database,
        (SALON_OWNER, f"select public.invite_member('{SALON}', 'nora@person.example')"),
        (SALON_OWNER, f"select public.leave_company('{SALON}')"),
    )
    assert outcomes == ["done", "company_keeps_an_owner"]


# Past the functions, as the operator would.
WAYS_OUT = pytest.mark.parametrize(
    "way_out", ["delete from public.company_members", "update public.company_members set role = 'admin'"],
    ids=["who go", "who step down"],
)  # fmt: skip


@WAYS_OUT
def test_owners_wait_for_each_other_even_when_asked_to_check_at_the_end(database: Database, way_out: str) -> None:
    """Without the wait each would check while the other is still going, and one would be thrown out of a deadlock."""
    said: list[str | None] = []
    with database.connect() as one, database.connect() as two, database.connect() as watcher:
        second = make_member(watcher, "owner")
        leave = f"{way_out} where company_id = %s and profile_id = %s".encode()

        def other() -> None:
            try:
                with two.transaction():
                    two.execute("set constraints all deferred")
                    two.execute(leave, (SALON, second))
                said.append("done")
            except psycopg.Error as error:
                said.append(error.diag.message_primary)

        later = threading.Thread(target=other)
        with one.transaction():
            one.execute("set constraints all deferred")
            one.execute(leave, (SALON, SALON_OWNER))
            later.start()
            wait_for_lock(watcher, two, until=lambda: bool(said))
        later.join(timeout=20)
        assert said == ["company_keeps_an_owner"]
        assert role_of(watcher, second) == "owner"


@WAYS_OUT
def test_an_owner_who_no_longer_sees_the_other_leave_is_refused(database: Database, way_out: str) -> None:
    """Under a snapshot of before, where looking alone would still see two owners."""
    with database.connect() as conn, database.connect() as other:
        second = make_member(conn, "owner")
        other.execute("begin isolation level repeatable read")
        other.execute("select count(*) from public.company_members")
        conn.execute(f"{way_out} where profile_id = %s".encode(), (second,))
        with pytest.raises(psycopg.errors.SerializationFailure):
            other.execute(f"{way_out} where profile_id = %s".encode(), (SALON_OWNER,))
        other.execute("rollback")
        assert role_of(conn, SALON_OWNER) == "owner"


def test_an_invitation_is_used_once_even_when_two_accept_at_once(database: Database) -> None:
    with database.connect() as conn:
        asked = invite(conn, "nora@person.example")
        nora = sign_up(conn, "nora@person.example")
    statement = f"select public.accept_invitation('{asked['token']}')"
    assert both_at_once(database, (nora, statement), (nora, statement)) == ["done", "invitation_not_valid"]


# ── what a member sees, and where they work ─────────────────────────────────────────────────────────────────────────


def test_a_member_sees_who_the_others_are(db: Connection, act_as: ActAs) -> None:
    viewer = make_member(db, "viewer", "Vera Viewer")
    make_member(db, "viewer", company=DENTIST)
    with act_as(viewer):
        members = db.execute("select name, email, role::text from public.list_members(%s)", (SALON,)).fetchall()
    assert [each["role"] for each in members] == ["owner", "viewer"]
    assert members[0]["email"] == "owner@salon-lindenbluete.example"
    assert members[1]["name"] == "Vera Viewer"


def test_a_stranger_cannot_tell_another_company_from_none(db: Connection, act_as: ActAs) -> None:
    for function in ("list_members", "switch_company", "leave_company"):
        for company in (DENTIST, uuid4(), None):
            with pytest.raises(psycopg.Error, match="company_not_found"), act_as(SALON_OWNER):
                db.execute(f"select public.{function}(%s)".encode(), (company,))


def test_switching_makes_a_company_the_current_one(db: Connection, act_as: ActAs) -> None:
    db.execute("insert into public.company_members (company_id, profile_id, role, created_at) values (%s, %s, 'viewer', now() + interval '1 day')", (DENTIST, SALON_OWNER))  # fmt: skip
    for company in (DENTIST, SALON, DENTIST):
        with act_as(SALON_OWNER):
            db.execute("select public.switch_company(%s)", (company,))
            assert db.execute("select public.user_organization_id(%s) as id", (SALON_OWNER,)).fetchone() == {"id": company}  # fmt: skip


def test_a_person_is_invited_and_joins_over_rest(rest: Rest, database: Database) -> None:
    owner = rest.signed_in("owner@salon-lindenbluete.example", "test-owner-password")
    asked = owner.rpc("invite_member", {"p_company_id": str(SALON), "p_email": "nora@person.example", "p_role": "viewer"}).execute().data  # fmt: skip
    assert isinstance(asked, dict)
    other = rest.signed_up("olga@person.example")
    with pytest.raises(APIError, match="invitation_not_valid"):
        other.rpc("accept_invitation", {"p_token": asked["token"]}).execute()
    nora = rest.signed_up("nora@person.example")
    assert nora.rpc("accept_invitation", {"p_token": asked["token"]}).execute().data == str(SALON)
    members = nora.rpc("list_members", {"p_company_id": str(SALON)}).execute().data
    assert isinstance(members, list)
    assert [each["role"] for each in members if isinstance(each, dict)] == ["owner", "viewer"]
    nora.rpc("leave_company", {"p_company_id": str(SALON)}).execute()
    with pytest.raises(APIError, match="company_not_found"):
        nora.rpc("list_members", {"p_company_id": str(SALON)}).execute()


# ── goals ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "values",
    [
        "('{salon}', ' ', 'calls', 10)",
        "('{salon}', 'X', 'calls', 0)",
        "('{salon}', 'X', 'calls', 'NaN')",
        "('{salon}', 'X', 'conversion_rate', 101)",
        "('{salon}', 'X', 'calls', 10, '2026-02-01', '2026-01-31')",
        "('{salon}', 'X', 'calls', 10, '-infinity')",
        "('{salon}', 'X', 'calls', 10, '2026-01-01', 'infinity')",
    ],
)
def test_an_impossible_goal_is_refused(db: Connection, act_as: ActAs, values: str) -> None:
    columns = ["company_id", "name", "metric", "target_value", "starts_on", "ends_on"][: values.count(",") + 1]
    with pytest.raises(psycopg.errors.CheckViolation, match="company_goals"), act_as(SALON_OWNER):
        db.execute(f"insert into public.company_goals ({', '.join(columns)}) values {values.format(salon=SALON)}".encode())  # fmt: skip


def test_admins_set_goals_and_members_read_them(db: Connection, act_as: ActAs) -> None:
    statement = f"insert into public.company_goals (company_id, name, metric, target_value) values ('{SALON}', 'Mehr', 'calls', 100)"  # fmt: skip
    member, admin = make_member(db, "member"), make_member(db, "admin")
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(member):
        db.execute(statement.encode())
    with act_as(admin):
        db.execute(statement.encode())
    with act_as(member):
        goals = db.execute("select metric::text, period::text, is_active from public.company_goals").fetchall()
        assert goals == [{"metric": "calls", "period": "month", "is_active": True}]
        assert db.execute("update public.company_goals set target_value = 1").rowcount == 0
        assert db.execute("delete from public.company_goals").rowcount == 0
    with act_as(admin):
        assert db.execute("update public.company_goals set target_value = 1").rowcount == 1
