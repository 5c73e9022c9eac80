"""Erasure: every column is tagged, a planted marker is gone from wherever it was, and the ledger has not moved."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.support import rows
from tests.support.calls import CALLER, DENTIST_OWNER, SALON, SALON_OWNER, whole_call
from tests.support.database import Connection, Database, acting_as

# A marker for each kind of value; none of them is anywhere in the seed.
MARKER = "xqmarkerqx"
MARKERS = [MARKER, f"{MARKER}@example.com", "+4915559998877", "777666"]
# By these other rows are found; what is looked for there is the caller's own number.
FINDS_OTHERS = {
    "public.customers.phone_normalized",
    "public.opt_outs.address",
    "public.call_orders.to_number",
    "public.leads.phone_normalized",
}
# Rows that point at a customer's, with words that are another person's.
ABOUT_SOMEBODY_ELSE = {"public.calendar_blocks"}  # a colleague's absence that is in an appointment's way
ARRAY, JSON, BYTES = "A", {"json", "jsonb"}, "bytea"

COLUMNS = """
select format('%I.%I', n.nspname, r.relname) as table_name, a.attname as name, t.typname as type, t.typcategory as category,
  a.attgenerated <> '' as generated
from pg_class r
join pg_namespace n on n.oid = r.relnamespace
join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
where n.nspname in ('public', 'private') and r.relkind in ('r', 'p') and not r.relispartition
"""


def test_every_column_says_what_it_tells_of_a_person(db: Connection) -> None:
    untagged = db.execute(
        f"""
        select c.table_name || '.' || c.name as untagged from ({COLUMNS}) c
        left join private.data_map m on m.table_name = c.table_name
        where c.name <> all (coalesce(m.personal || m.pseudonymous || m.plain, '{{}}')) order by 1""".encode()
    ).fetchall()
    assert [row["untagged"] for row in untagged] == []


def test_a_column_is_tagged_once_and_is_there(db: Connection) -> None:
    wrong = db.execute(
        f"""
        select m.table_name || '.' || k as wrong from private.data_map m, unnest(m.personal || m.pseudonymous || m.plain) k
        group by m.table_name, k
        having count(*) > 1 or not exists (select from ({COLUMNS}) c where c.table_name = m.table_name and c.name = k)
        """.encode()
    ).fetchall()
    assert [row["wrong"] for row in wrong] == []


def test_rows_that_point_at_a_customer_are_erased_with_them_or_hold_nothing_personal(db: Connection) -> None:
    forgotten = db.execute("""
        with recursive around (oid) as (
          select 'public.customers'::regclass::oid
          union select con.conrelid from pg_constraint con join around on con.confrelid = around.oid
          where con.contype = 'f' and con.conparentid = 0 and con.conrelid <> all (array['public.companies'::regclass]))
        select m.table_name from around join private.data_map m on m.table_name::regclass = around.oid
        where m.on_erasure = 'keep' and m.personal <> '{}' order by 1""").fetchall()
    assert {row["table_name"] for row in forgotten} == ABOUT_SOMEBODY_ELSE


def plant(database: Database, *, company: UUID, customer: UUID) -> dict[str, int]:
    """The marker in every text, json and bytea column of every row about the caller that can hold it; how many, by column."""
    planted: dict[str, int] = {}
    with database.connect() as conn:
        conn.execute("set session_replication_role = replica")
        parts = conn.execute("select * from private.data_map where on_erasure <> 'keep' order by position").fetchall()
        types = {(row["table_name"], row["name"]): row for row in conn.execute(COLUMNS.encode())}
        for part in parts:
            for name in part["personal"]:
                if f"{part['table_name']}.{name}" in FINDS_OTHERS:
                    continue
                column = types[part["table_name"], name]
                for value in _values(column):
                    statement = (
                        f"update {part['table_name']} t set {name} = {value} where {_bound(part['about_customer'])}"
                    )
                    try:
                        with conn.transaction():
                            count = conn.execute(
                                statement.encode(), {"company": company, "customer": customer}
                            ).rowcount
                    except psycopg.errors.IntegrityError:
                        continue
                    planted[f"{part['table_name']}.{name}"] = count
                    break
    return planted


def _bound(condition: str) -> str:
    return condition.replace("%", "%%").replace("$1", "%(company)s").replace("$2", "%(customer)s")


def _values(column: dict[str, Any]) -> list[str]:
    if column["generated"]:
        return []
    if column["type"] in JSON:
        return [f"""'{{"m": "{MARKER}"}}'""", f"""'["{MARKER}"]'"""]
    if column["type"] == BYTES:
        return [f"{column['name']} || convert_to('{MARKER}', 'UTF8')"]
    if column["type"] == "tsvector":
        return [f"to_tsvector('simple', '{MARKER}')"]
    if column["category"] == ARRAY:
        return [f"array['{MARKER}']"]
    if column["type"] in {"text", "e164"}:
        return [f"'{each}'" for each in MARKERS]
    return []


def found(database: Database, number: str = CALLER) -> list[str]:
    """Columns in which a marker, or the number, still stands."""
    places = []
    with database.connect() as conn:
        columns = [row for row in conn.execute(COLUMNS.encode()) if row["table_name"] != "private.data_map"]
        for row in columns:
            text = f"encode({row['name']}, 'escape')" if row["type"] == BYTES else f"{row['name']}::text"
            hits = conn.execute(
                f"select count(*) as n from {row['table_name']} where {text} like any (%s)".encode(),
                ([f"%{marker}%" for marker in (*MARKERS, number.lstrip("+"))],),
            ).fetchone()
            if hits and hits["n"]:
                places.append(f"{row['table_name']}.{row['name']}")
    return places


def _past(database: Database) -> None:
    """The call's appointment was last week: erasure refuses while something is still to come."""
    database.all("""
        update public.appointments set start_time = start_time - interval '60 days', end_time = end_time - interval '60 days',
          status = 'completed' where company_id = %s returning 1""", SALON)  # fmt: skip


def test_a_planted_marker_is_gone_and_the_ledger_unchanged(database: Database) -> None:
    whole_call(database)
    _past(database)
    customer = database.one("select id from public.customers where phone_normalized = %s", CALLER)["id"]
    with database.connect() as conn, acting_as(conn, SALON_OWNER):
        conn.execute("update public.customers set first_name = %s where id = %s", (MARKER, customer))
    database.all("""
        with past as (select set_config('session_replication_role', 'replica', false))
        update public.webhook_events set body = convert_to('From=%%2B' || %s, 'UTF8') where (select true from past) returning 1""",
        CALLER.lstrip("+"),
    )  # fmt: skip
    ledger = database.all("select * from public.balance_ledger order by id")
    calls = database.one("select count(*) as n, sum(cost) as cost from public.calls")

    planted = plant(database, company=SALON, customer=customer)
    assert {"public.customers.first_name", "public.calls.transcript", "public.webhook_events.body"} <= set(planted)
    assert found(database)

    with database.connect() as conn, acting_as(conn, SALON_OWNER):
        report = conn.execute("select public.erase_customer(%s) as report", (customer,)).fetchone()
    assert report
    assert report["report"]["customers"] == {"emptied": 1}
    assert report["report"]["call_turns"]["deleted"] > 0
    assert found(database) == []
    assert database.all("select * from public.balance_ledger order by id") == ledger
    assert database.one("select count(*) as n, sum(cost) as cost from public.calls") == calls
    kept = database.one("select report, requested_by from public.data_requests where kind = 'erasure'")
    assert kept == {"report": report["report"], "requested_by": SALON_OWNER}


def test_no_table_is_forgotten(database: Database) -> None:
    """The same with a row in every table that the map names, calls or not."""
    with database.connect() as conn:
        rows.fill(conn)
        customer = conn.execute("select customer_id from public.calls where company_id = %s", (rows.OURS,)).fetchone()
        assert customer
        subject = {"company": rows.OURS, "customer": customer["customer_id"]}
        # What the catalogue alone does not tell: a delivery names the caller, an opt-out their address.
        conn.execute("set session_replication_role = replica")
        for statement in (
            "update public.customers set phone_normalized = %(number)s where id = %(customer)s",
            "update public.audit_logs set customer_id = %(customer)s where company_id = %(company)s",
            "update public.notifications set customer_id = %(customer)s where company_id = %(company)s",
            "update public.calls set customer_id = %(customer)s where company_id = %(company)s",
            "update private.call_words w set call_id = c.id from public.calls c where w.company_id = c.company_id and c.customer_id = %(customer)s",
            (
                "update private.relay_connections r set integration_id = c.integration_id, provider_call_id = c.provider_call_id, direction = c.direction"
                " from public.calls c where r.company_id = c.company_id and c.customer_id = %(customer)s"
            ),
            "update public.webhook_events set body = convert_to('From=' || ltrim(%(number)s, '+'), 'UTF8') where company_id = %(company)s",
            (
                "update public.opt_outs set channel = 'sms', address = %(number)s where id = ("
                "select id from public.opt_outs where company_id = %(company)s limit 1)"
            ),
            (
                "update public.call_orders set to_number = %(number)s where id = ("
                "select id from public.call_orders where company_id = %(company)s limit 1)"
            ),
            (
                "update public.leads set customer_id = %(customer)s, conversion_stage = 'won', converted_at = now(), lost_reason = null"
                " where company_id = %(company)s"
            ),
        ):
            conn.execute(statement.encode(), subject | {"number": CALLER})
    planted = plant(database, **subject)
    parts = database.all("select table_name, personal from private.data_map where on_erasure <> 'keep'")
    unplanted = [
        part["table_name"] for part in parts
        if not any(planted.get(f"{part['table_name']}.{column}") for column in part["personal"])
    ]  # fmt: skip
    assert not unplanted, " ".join(unplanted)
    database.all("select private.erase_rows_about(%s, %s)", *subject.values())
    assert found(database) == []


def test_an_erased_name_or_number_is_null(database: Database) -> None:
    whole_call(database)
    _past(database)
    customer = database.one("select id from public.customers where phone_normalized = %s", CALLER)["id"]
    with database.connect() as conn, acting_as(conn, SALON_OWNER):
        conn.execute("select public.erase_customer(%s)", (customer,))
    row = database.one("select * from public.customers where id = %s", customer)
    assert [row[name] for name in ("first_name", "last_name", "full_name", "phone", "phone_normalized", "email")] == [
        None
    ] * 6
    assert row["erased_at"] is not None
    assert row["call_count"] == 1
    with pytest.raises(psycopg.Error, match="customer_is_erased"), database.connect() as conn:
        conn.execute("update public.customers set first_name = 'Karla' where id = %s", (customer,))


def test_who_is_still_expected_is_not_erased(database: Database) -> None:
    whole_call(database)
    customer = database.one("select id from public.customers where phone_normalized = %s", CALLER)["id"]
    before = database.one("select * from public.customers where id = %s", customer)
    with pytest.raises(psycopg.Error, match="customer_has_appointments"), database.connect() as conn, acting_as(conn, SALON_OWNER):  # fmt: skip
        conn.execute("select public.erase_customer(%s)", (customer,))
    assert database.one("select * from public.customers where id = %s", customer) == before


def test_a_stranger_erases_and_exports_nobody(database: Database) -> None:
    whole_call(database)
    _past(database)
    theirs = database.one("select id from public.customers where phone_normalized = %s", CALLER)["id"]
    said = set()
    for rpc in ("erase_customer", "export_customer"):
        for customer in (theirs, uuid4()):
            with pytest.raises(psycopg.Error) as refused, database.connect() as conn, acting_as(conn, DENTIST_OWNER):
                conn.execute(f"select public.{rpc}(%s)".encode(), (customer,))
            said.add((refused.value.sqlstate, str(refused.value).splitlines()[0]))
    assert said == {("PT404", "customer_not_found")}
    assert database.one("select full_name from public.customers where id = %s", theirs)["full_name"]


def test_an_admin_exports_and_only_an_owner_erases(database: Database) -> None:
    whole_call(database)
    customer = database.one("select id from public.customers where phone_normalized = %s", CALLER)["id"]
    database.all(
        "insert into public.company_members (company_id, profile_id, role) values (%s, %s, 'admin') returning 1",
        SALON, DENTIST_OWNER,
    )  # fmt: skip
    with database.connect() as conn, acting_as(conn, DENTIST_OWNER):
        export = conn.execute("select public.export_customer(%s) as export", (customer,)).fetchone()
        assert export
        data = export["export"]["data"]
        assert data["customers"][0]["phone_normalized"] == CALLER
        assert {"calls", "call_turns", "appointments", "customer_interactions"} <= set(data)
    with pytest.raises(psycopg.Error, match="role_too_low"), database.connect() as conn, acting_as(conn, DENTIST_OWNER):
        conn.execute("select public.erase_customer(%s)", (customer,))
    report = database.one("select report from public.data_requests where kind = 'export'")["report"]
    assert report["customers"] == 1


def test_everybody_exports_what_is_kept_about_themselves(database: Database) -> None:
    with database.connect() as conn, acting_as(conn, SALON_OWNER):
        row = conn.execute("select public.export_me() as export").fetchone()
    assert row
    assert row["export"]["profile"]["id"] == str(SALON_OWNER)
    assert "telephony_webhook_token" not in row["export"]["profile"]
    assert [each["role"] for each in row["export"]["memberships"]] == ["owner"]
    with pytest.raises(psycopg.Error), database.connect() as conn, acting_as(conn, "anon"):
        conn.execute("select public.export_me()")


def test_a_person_takes_their_account_away(database: Database) -> None:
    database.all("insert into public.company_members (company_id, profile_id, role) values (%s, %s, 'member') returning 1", SALON, DENTIST_OWNER)  # fmt: skip
    database.all("update public.company_members set role = 'owner' where company_id = %s and profile_id = %s returning 1", SALON, DENTIST_OWNER)  # fmt: skip
    database.all("insert into public.ai_usage_logs (company_id, user_id, provider, model, currency) values (%s, %s, 'openai', 'test', 'EUR') returning 1", SALON, SALON_OWNER)  # fmt: skip
    with database.connect() as conn, acting_as(conn, SALON_OWNER):
        conn.execute("select public.erase_my_account()")
    for table, column in (("auth.users", "id"), ("public.profiles", "id"), ("public.company_members", "profile_id")):
        assert database.all(f"select 1 from {table} where {column} = %s", SALON_OWNER) == [], table
    assert database.one("select count(*) as n from public.ai_usage_logs where user_id is null")["n"] == 1
    assert database.one("select count(*) as n from public.companies where id = %s", SALON)["n"] == 1


def test_the_last_owner_stays(database: Database) -> None:
    before = database.all("select * from public.company_members order by 1, 2")
    with pytest.raises(psycopg.Error, match="company_keeps_an_owner"), database.connect() as conn, acting_as(conn, SALON_OWNER):  # fmt: skip
        conn.execute("select public.erase_my_account()")
    assert database.all("select * from public.company_members order by 1, 2") == before
    assert database.one("select count(*) as n from auth.users where id = %s", SALON_OWNER)["n"] == 1
