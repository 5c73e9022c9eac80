"""Attack: a stolen login of a function makes temporary types that bear the names of real ones.

Postgres looks for types in pg_temp first unless search_path names it last: a temporary domain called uuid would run its
check, its maker's code, inside a definer function and with its owner's rights.
"""

from __future__ import annotations

from uuid import uuid4

import psycopg
import pytest

from tests.support.calls import SALON, SALON_INTEGRATION, SALON_OWNER, LiveCall, ring
from tests.support.database import Connection, Database

ROLES = ("fn_voice", "fn_ingest", "fn_api", "fn_jobs")
SHADOWED = ("uuid", "text", "jsonb", "bytea", "timestamptz", "int4", "numeric", "bool", "interval")


def arguments(database: Database, call: LiveCall, function: str) -> list[object]:
    """Values with which the function goes as far as it can."""
    by_name = {
        "p_call_id": call.id, "p_integration_id": SALON_INTEGRATION, "p_actor_id": SALON_OWNER, "p_company_id": SALON,
        "p_delivery_id": uuid4(), "p_provider": "twilio", "p_turn": 1, "p_limit": 5, "p_ok": True, "p_key": "k",
        "p_event": {"key": "k", "type": "t", "provider_call_id": call.provider_call_id, "status": "completed",
                    "direction": "inbound", "caller_number": call.caller, "callee_number": call.callee, "duration_seconds": 5},
    }  # fmt: skip
    by_type = {"uuid": uuid4(), "text": "x", "jsonb": {}, "bytea": b"x", "integer": 1, "boolean": True}
    rows = database.all(
        """select p.proargnames[a.n] as name, format_type(a.type, null) as type
           from pg_proc p, unnest(p.proargtypes) with ordinality a (type, n) where p.oid = %s::regprocedure order by a.n""",
        function,
    )
    values = [by_name.get(row["name"], by_type.get(row["type"])) for row in rows]
    return [psycopg.types.json.Jsonb(value) if isinstance(value, dict) else value for value in values]


@pytest.mark.parametrize("role", ROLES)
def test_no_function_runs_what_a_temporary_type_brings_along(database: Database, role: str) -> None:
    call = ring(database)
    with database.connect() as owner:
        owner.execute(f"grant temporary on database {database.name} to public".encode())
    functions = database.all(
        """select p.oid::regprocedure::text as name from pg_proc p
           where p.pronamespace = 'backend'::regnamespace and has_function_privilege(%s, p.oid, 'execute')""",
        role,
    )
    assert functions
    for function in functions:
        # A session of its own each: what was looked up once is remembered.
        with database.connect(role) as thief:
            shadow(thief)
            values = arguments(database, call, function["name"])
            name = function["name"].partition("(")[0]
            said = ""
            try:
                thief.execute(f"select {name}({', '.join(['%s'] * len(values))})".encode(), values)
            except psycopg.Error as error:
                said = str(error)
            assert "i am somebody else" not in said, function["name"]


def shadow(thief: Connection) -> None:
    thief.execute("""create function pg_temp.evil() returns pg_catalog.bool language plpgsql as
                     $$ begin raise exception 'i am somebody else now: %', current_user; end $$""")  # fmt: skip
    for name in SHADOWED:
        thief.execute(f"create domain pg_temp.{name} as pg_catalog.{name} check (pg_temp.evil())".encode())


@pytest.mark.parametrize("role", [*ROLES, "lite_api"])
def test_nobody_makes_temporary_objects_at_all(database: Database, role: str) -> None:
    with database.connect(role) as thief, pytest.raises(psycopg.errors.InsufficientPrivilege):
        thief.execute("create temporary table mine ()")
