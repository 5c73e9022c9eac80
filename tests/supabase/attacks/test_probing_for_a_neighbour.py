"""Somebody asks for what could be theirs, and listens to how the refusal differs when another company has it."""

from __future__ import annotations

import json
from uuid import uuid4

import psycopg
import pytest

from tests.conftest import ActAs
from tests.support.calls import DENTIST, SALON, SALON_INTEGRATION, SALON_OWNER
from tests.support.database import Connection
from tests.support.people import make_member

DENTIST_NUMBER = "+41445550100"
FREE_NUMBER = "+493023125177"


def refusal(
    db: Connection, act_as: ActAs, statement: str, *values: object
) -> tuple[str | None, str | None, str | None]:
    with pytest.raises(psycopg.Error) as refused, act_as(SALON_OWNER):
        db.execute(statement.encode(), values)
    said = refused.value.diag
    return refused.value.sqlstate, said.message_primary, said.message_hint


def test_the_hours_of_another_companys_branch_are_not_heard_in_a_collision(db: Connection, act_as: ActAs) -> None:
    """Who knows the branch's id writes hours for it into their own company: the overlap must not answer before the link does."""
    opened = db.execute(
        "select branch_id, weekday, opens, closes from public.working_hours where company_id = %s and branch_id is not null limit 1",
        (DENTIST,),
    ).fetchone()
    assert opened
    said = {
        refusal(
            db,
            act_as,
            "insert into public.working_hours (company_id, branch_id, weekday, opens, closes) values (%s, %s, %s, %s, %s)",
            SALON, branch, weekday, opens, closes,
        )
        for branch, weekday, opens, closes in (
            (opened["branch_id"], opened["weekday"], opened["opens"], opened["closes"]),
            (opened["branch_id"], 7, "00:00", "00:05"),
            (uuid4(), opened["weekday"], opened["opens"], opened["closes"]),
        )
    }  # fmt: skip
    assert len(said) == 1
    assert next(iter(said))[0] == psycopg.errors.ForeignKeyViolation.sqlstate


def test_every_rule_against_overlap_stays_within_a_company(db: Connection) -> None:
    """The rule is checked before the link and past the policies: without the company in it, it answers about everybody's rows."""
    crossing = db.execute("""
        select c.conrelid::regclass::text || ' ' || c.conname as name from pg_constraint c
        where c.contype = 'x' and c.connamespace = 'public'::regnamespace
          and exists (select from pg_attribute a where a.attrelid = c.conrelid and a.attname = 'company_id')
          and not exists (select from pg_attribute a where a.attrelid = c.conrelid and a.attname = 'company_id' and a.attnum = any (c.conkey))""")
    assert crossing.fetchall() == []


def test_a_full_plan_is_no_way_to_ask_for_numbers_without_taking_them(db: Connection, act_as: ActAs) -> None:
    """A claim that could never succeed costs nothing: it must not say which numbers are answered by others."""
    db.execute(
        "update public.subscriptions set status = 'cancelled', cancelled_at = now() where company_id = %s and is_live",
        (SALON,),
    )
    db.execute("update public.companies set trial_ends_at = now() - interval '1 hour' where id = %s", (SALON,))
    claim = "select public.claim_phone_number(%s, %s, 'twilio', %s)"
    said = {refusal(db, act_as, claim, SALON, number, SALON_INTEGRATION) for number in (DENTIST_NUMBER, FREE_NUMBER)}
    assert {(state, word) for state, word, _ in said} == {("PT409", "quota_exceeded")}
    assert len(said) == 1


def test_no_counter_runs_through_the_rows_of_all_companies(db: Connection) -> None:
    """Two of one's own numbers, a day apart, would tell how much everybody else did in between."""
    counted = db.execute("""
        select a.attrelid::regclass::text || '.' || a.attname as name
        from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
          and has_column_privilege('authenticated', a.attrelid, a.attnum, 'select')
          and (a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) ~ 'nextval|txid|pg_current_xact')""").fetchall()
    assert counted == []


@pytest.mark.parametrize("role", ["admin", "owner"])
def test_nobody_sends_a_stored_credential_to_an_address_of_their_own(db: Connection, act_as: ActAs, role: str) -> None:
    """A credential is readable by nobody; whoever may say where it goes reads it there. A new address needs it anew."""
    where = "select config from public.integrations where id = %s"
    before = db.execute(where, (SALON_INTEGRATION,)).fetchone()
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(make_member(db, role)):
        db.execute(
            "update public.integrations set config = %s where id = %s",
            (json.dumps({"base_url": "https://listener.example/v1"}), SALON_INTEGRATION),
        )
    assert db.execute(where, (SALON_INTEGRATION,)).fetchone() == before
