"""Attack: a row of mine that points at a row of yours, or moves over to you."""

from __future__ import annotations

from uuid import UUID

import psycopg
import pytest

from tests.conftest import ActAs
from tests.support.calls import DENTIST, HAIRCUT, MARIA, SALON, SALON_OWNER
from tests.support.database import Connection

POINTERS = """
select con.conrelid::regclass::text as table, con.conname as name, con.confrelid::regclass::text as target,
  (select array_agg(a.attname order by k.n) from unnest(con.conkey) with ordinality k (num, n)
   join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k.num) as columns
from pg_constraint con where con.contype = 'f' and array_length(con.conkey, 1) = 2 and con.connamespace = 'public'::regnamespace
"""


@pytest.mark.parametrize("who", ["postgres", "service_role", SALON_OWNER])
def test_not_even_those_past_row_level_security_link_two_companies(
    db: Connection, act_as: ActAs, who: UUID | str
) -> None:
    doctor = db.execute("select id from public.staff where company_id = %s limit 1", (DENTIST,)).fetchone()
    assert doctor
    with pytest.raises(psycopg.errors.ForeignKeyViolation), act_as(who):
        db.execute(
            "insert into public.staff_services (company_id, staff_id, service_id) values (%s, %s, %s)",
            (SALON, doctor["id"], HAIRCUT),
        )


def test_every_link_between_tenant_tables_starts_at_the_company(db: Connection) -> None:
    pointers = db.execute(POINTERS.encode()).fetchall()
    assert len(pointers) > 30
    assert [each["name"] for each in pointers if each["columns"][0] != "company_id"] == []


def test_no_row_moves_into_another_company(db: Connection, act_as: ActAs) -> None:
    """Tried by somebody who may write in both, whom no policy stops."""
    db.execute(
        "insert into public.company_members (company_id, profile_id, role) values (%s, %s, 'owner')",
        (DENTIST, SALON_OWNER),
    )
    movable = [
        row["name"]
        for row in db.execute("""
            select distinct table_name as name from information_schema.column_privileges
            where table_schema = 'public' and grantee = 'authenticated' and privilege_type = 'UPDATE' and column_name = 'company_id'""")
    ]
    assert {"staff", "services", "working_hours"} <= set(movable)
    for table in movable:
        if db.execute(f"select 1 from public.{table} where company_id = %s".encode(), (SALON,)).fetchone() is None:
            continue
        with pytest.raises(psycopg.Error, match="tenant_moved"), act_as(SALON_OWNER):
            db.execute(f"update public.{table} set company_id = %s where company_id = %s".encode(), (DENTIST, SALON))
    assert db.execute("select company_id from public.staff where id = %s", (MARIA,)).fetchone() == {"company_id": SALON}
