"""The months of the logs: there before they are needed, gone when nobody may keep what was in them."""

from __future__ import annotations

import json

from local.gateway import Gateway
from tests.support.calls import SALON
from tests.support.database import Database

LOGS = "select relname as name from pg_class where relkind = 'p' and relnamespace = 'public'::regnamespace order by 1"
PARTS = """
select m.relname as name from pg_inherits i join pg_class m on m.oid = i.inhrelid where i.inhparent = 'public.audit_logs'::regclass"""


def run(gateway: Gateway) -> dict[str, int]:
    counts: dict[str, int] = json.loads(gateway.run_job("job_partitions").body)
    return counts


def parts(database: Database) -> set[str]:
    return {row["name"] for row in database.all(PARTS)}


def test_a_new_database_has_what_it_needs(database: Database, gateway: Gateway) -> None:
    assert run(gateway) == {"opened": 0, "dropped": 0, "strays": 0}


def test_a_month_that_is_missing_is_opened_once(database: Database, gateway: Gateway) -> None:
    names = [row["name"] for row in database.all(LOGS)]
    before = parts(database)
    last = max(name for name in before if not name.endswith("_rest"))
    for name in names:
        with database.connect() as conn:
            conn.execute(f"drop table private.{name}{last.removeprefix('audit_logs')}".encode())
    assert run(gateway) == {"opened": len(names), "dropped": 0, "strays": 0}
    assert parts(database) == before
    assert run(gateway)["opened"] == 0


def test_a_row_of_no_month_is_an_error_for_people(database: Database, gateway: Gateway) -> None:
    database.all(
        "insert into public.audit_logs (company_id, action, table_name, row_id, actor_role, created_at) "
        "values (%s, 'insert', 'x', 'x', 'x', '1999-12-31') returning 1", SALON,
    )  # fmt: skip
    assert run(gateway) == {"opened": 0, "dropped": 0, "strays": 1}


def test_an_old_month_goes_when_it_is_empty_and_not_before(database: Database, gateway: Gateway) -> None:
    with database.connect() as conn:
        conn.execute("select private.open_months('public.audit_logs', '2001-01-15', '2001-02-15')")
    database.all(
        "insert into public.audit_logs (company_id, action, table_name, row_id, actor_role, created_at) "
        "values (%s, 'insert', 'x', 'x', 'x', '2001-02-03') returning 1", SALON,
    )  # fmt: skip
    assert run(gateway) == {"opened": 0, "dropped": 1, "strays": 0}
    assert "audit_logs_2001_02" in parts(database)
    assert "audit_logs_2001_01" not in parts(database)


def test_a_part_is_closed_to_everybody(database: Database) -> None:
    open_ones = database.all("""
        select c.relname, a.grantee::regrole from pg_class c, aclexplode(c.relacl) a
        where c.relispartition and c.relkind = 'r' and a.grantee <> c.relowner and a.grantee::regrole::text <> 'lite_api'""")
    assert open_ones == []
    without = database.all("select relname from pg_class where relispartition and relkind = 'r' and not (relrowsecurity and relforcerowsecurity)")  # fmt: skip
    assert without == []
