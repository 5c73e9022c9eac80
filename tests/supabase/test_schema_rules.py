"""The rules of the data model, read from the catalogue: a new table that forgets one fails here with its name."""

from __future__ import annotations

import pytest

from tests.support.database import Connection

TABLES = """
select c.oid, n.nspname as schema, c.relname as name, n.nspname || '.' || c.relname as full_name,
  c.relrowsecurity as rls, c.relforcerowsecurity as forced, obj_description(c.oid, 'pg_class') as comment
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('public', 'private', 'backend') and c.relkind in ('r', 'p')
"""
# Read by everybody signed in, or a person's own: no tenant.
WITHOUT_TENANT = {
    "public.countries", "public.companies", "public.profiles", "public.user_preferences",
    "public.integration_providers", "public.exchange_rates", "public.telephony_event_types",
    "public.assistant_templates",
    "public.notification_templates",
    "private.data_map", "public.user_ai_settings", "private.user_ai_settings_secrets",
    "public.plans", "public.plan_prices", "public.model_prices",
}  # fmt: skip
FUNCTIONS = """
select p.oid, n.nspname as schema, p.oid::regprocedure::text as name, p.prosecdef as definer, p.proconfig as config,
  p.prokind, l.lanname as language, p.prosqlbody is not null as atomic, obj_description(p.oid, 'pg_proc') as comment
from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
where n.nspname in ('public', 'private', 'backend')
"""


def names(db: Connection, query: str, key: str = "name") -> list[str]:
    return sorted(row[key] for row in db.execute(query.encode()))


def test_every_table_has_row_level_security_enabled_and_forced(db: Connection) -> None:
    assert names(db, f"select * from ({TABLES}) t where not (rls and forced)", "full_name") == []


def test_every_table_has_a_policy_or_says_why_none(db: Connection) -> None:
    without = names(
        db,
        f"""select * from ({TABLES}) t where not exists (select from pg_policy p where p.polrelid = t.oid)
            and coalesce(comment, '') not like '%%No policy%%'""".replace("%%", "%"),
        "full_name",
    )
    assert without == []


def test_every_tenant_table_names_its_company(db: Connection) -> None:
    without = names(
        db,
        f"""select * from ({TABLES}) t where not exists (
              select from pg_attribute a where a.attrelid = t.oid and a.attname = 'company_id' and a.attnotnull)""",
        "full_name",
    )
    assert set(without) == WITHOUT_TENANT


def test_every_link_between_tenant_tables_carries_the_company(db: Connection) -> None:
    loose = db.execute("""
        select con.conrelid::regclass::text || '.' || con.conname as name
        from pg_constraint con
        where con.contype = 'f' and con.connamespace::regnamespace::text in ('public', 'private')
          and exists (select from pg_attribute a where a.attrelid = con.confrelid and a.attname = 'company_id')
          and not exists (
            select from unnest(con.conkey, con.confkey) k (ours, theirs)
            join pg_attribute o on o.attrelid = con.conrelid and o.attnum = k.ours and o.attname = 'company_id'
            join pg_attribute t on t.attrelid = con.confrelid and t.attnum = k.theirs and t.attname = 'company_id')
    """).fetchall()
    assert loose == []


def test_an_optional_link_never_empties_the_company(db: Connection) -> None:
    bare = db.execute("""
        select con.conrelid::regclass::text || '.' || con.conname as name from pg_constraint con
        where con.contype = 'f' and con.confdeltype = 'n' and con.confdelsetcols is null
          and exists (select from unnest(con.conkey) k join pg_attribute a
                      on a.attrelid = con.conrelid and a.attnum = k and a.attname = 'company_id')
    """).fetchall()
    assert bare == []


def test_every_foreign_key_has_an_index(db: Connection) -> None:
    bare = db.execute("""
        select con.conrelid::regclass::text || ' ' || con.conname as name from pg_constraint con
        where con.contype = 'f' and con.connamespace::regnamespace::text in ('public', 'private')
          and not exists (
            select from pg_index i where i.indrelid = con.conrelid and i.indpred is null
              and (select array_agg(k order by k) from unnest(con.conkey) k)
                = (select array_agg(k order by k) from unnest((i.indkey::smallint[])[0:cardinality(con.conkey) - 1]) k))
    """).fetchall()
    assert [row["name"] for row in bare] == []


def test_a_definer_function_has_no_public_door(db: Connection) -> None:
    assert names(db, f"select * from ({FUNCTIONS}) f where definer and schema = 'public'") == []


def test_every_function_pins_its_search_path(db: Connection) -> None:
    loose = (
        f"""select * from ({FUNCTIONS}) f where not coalesce('search_path=pg_catalog, pg_temp' = any (config), false)"""
    )
    assert names(db, loose) == []


def test_no_function_is_open_to_everybody(db: Connection) -> None:
    open_ones = f"""select * from ({FUNCTIONS}) f where exists (
        select from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        where p.oid = f.oid and a.grantee = 0 and a.privilege_type = 'EXECUTE')"""
    assert names(db, open_ones) == []


def test_nobody_from_outside_executes_anything(db: Connection) -> None:
    """Not even what lies in a schema that is closed to them: two doors, each shut."""
    open_to_anon = """
        select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('public', 'private', 'backend') and has_function_privilege('anon', p.oid, 'execute')"""
    assert names(db, open_to_anon) == []


def test_every_table_view_and_function_says_what_it_is_for(db: Connection) -> None:
    assert names(db, f"select * from ({TABLES}) t where comment is null", "full_name") == []
    assert names(db, f"select * from ({FUNCTIONS}) f where comment is null") == []
    assert names(db, """
        select c.relname as name from pg_class c where c.relkind = 'v' and c.relnamespace = 'public'::regnamespace
          and obj_description(c.oid, 'pg_class') is null""") == []  # fmt: skip


def test_every_view_reads_as_its_caller(db: Connection) -> None:
    past_rls = """
        select c.relname as name from pg_class c where c.relkind in ('v', 'm') and c.relnamespace = 'public'::regnamespace
          and not coalesce('security_invoker=true' = any (c.reloptions), false)"""
    assert names(db, past_rls) == []


def test_nobody_from_outside_has_a_privilege_on_a_table(db: Connection) -> None:
    held = """
        select c.relname || ' ' || a.grantee::regrole::text || ' ' || a.privilege_type as name
        from pg_class c, aclexplode(c.relacl) a
        where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace, 'backend'::regnamespace)
          and (a.grantee = 0 or a.grantee::regrole::text = 'anon' or a.grantee::regrole::text like 'fn_%')"""
    assert names(db, held) == []


def test_the_api_roles_hold_only_the_four_verbs(db: Connection) -> None:
    more = """
        select c.relname || ' ' || a.privilege_type as name from pg_class c, aclexplode(c.relacl) a
        where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
          and a.grantee::regrole::text in ('authenticated', 'service_role')
          and a.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')"""
    assert names(db, more) == []


def test_a_view_is_granted_for_reading_and_for_nothing_else(db: Connection) -> None:
    """One over a single table would be written through; another becomes so when it is told more simply."""
    more = """
        select c.oid::regclass::text || ' ' || a.privilege_type || ' ' || a.grantee::regrole as name
        from pg_class c, aclexplode(c.relacl) a
        where c.relkind in ('v', 'm') and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
          and a.grantee::regrole::text in ('anon', 'authenticated', 'service_role') and a.privilege_type <> 'SELECT'"""
    assert names(db, more) == []


def test_the_logins_of_the_functions_only_execute_in_backend(db: Connection) -> None:
    elsewhere = f"""
        select f.name || ' ' || a.grantee::regrole::text as name
        from ({FUNCTIONS}) f join pg_proc p on p.oid = f.oid, aclexplode(p.proacl) a
        where a.grantee::regrole::text like 'fn_%' and f.schema <> 'backend'"""
    assert names(db, elsewhere) == []
    unused = f"""
        select f.name from ({FUNCTIONS}) f where f.schema = 'backend' and not exists (
          select from pg_proc p, aclexplode(p.proacl) a where p.oid = f.oid and a.grantee::regrole::text like 'fn_%')"""
    assert names(db, unused) == []
    others = f"""
        select f.name || ' ' || a.grantee::regrole::text as name
        from ({FUNCTIONS}) f join pg_proc p on p.oid = f.oid, aclexplode(p.proacl) a
        where f.schema = 'backend' and a.grantee <> p.proowner and a.grantee::regrole::text not like 'fn_%'"""
    assert names(db, others) == []


def test_nothing_private_is_read_or_written_by_name(db: Connection) -> None:
    held = """
        select c.relname || ' ' || a.grantee::regrole::text || ' ' || a.privilege_type as name
        from pg_class c, aclexplode(c.relacl) a
        where c.relnamespace = 'private'::regnamespace and a.grantee <> c.relowner
          and a.grantee::regrole::text not in ('frontdesk_eraser', 'lite_api')"""
    assert names(db, held) == []


def test_the_logins_of_the_functions_own_and_bypass_nothing(db: Connection) -> None:
    mighty = """
        select rolname as name from pg_roles r where rolname like 'fn\\_%' and (
          rolbypassrls or rolsuper or rolcreaterole or rolcreatedb or rolreplication
          or exists (select from pg_auth_members m where m.member = r.oid)
          or exists (select from pg_class c where c.relowner = r.oid))"""
    assert names(db, mighty) == []


def test_a_failing_call_never_prints_its_parameters(db: Connection) -> None:
    loud = """
        select rolname as name from pg_roles r where rolname like 'fn\\_%' and not exists (
          select from pg_db_role_setting s where s.setrole = r.oid
            and 'log_parameter_max_length_on_error=0' = any (s.setconfig))"""
    assert names(db, loud) == []


def test_policies_name_their_role_and_ask_for_the_companies_once_a_statement(db: Connection) -> None:
    policies = db.execute("""
        select schemaname || '.' || tablename || ' ' || policyname as name, roles,
          coalesce(qual, '') || ' ' || coalesce(with_check, '') as text
        from pg_policies where schemaname in ('public', 'private')
    """).fetchall()
    assert policies
    assert [p["name"] for p in policies if p["roles"] != ["authenticated"]] == []
    slow = ("EXISTS", " IN (SELECT", "is_member(")
    assert [p["name"] for p in policies if any(word in p["text"] for word in slow)] == []
    per_row = [
        p["name"] for p in policies
        if "company_ids(" in p["text"] and "( SELECT private.company_ids" not in p["text"]
    ]  # fmt: skip
    assert per_row == []


@pytest.mark.parametrize(
    ("rule", "query"),
    [
        ("money is numeric(14,6)", """
            select c.table_name || '.' || c.column_name as name from information_schema.columns c
            where c.table_schema = 'public' and c.data_type = 'numeric'
              and c.column_name ~ '(amount|price|cost|revenue|balance|deposit|total_spent|total_charged|total_topped_up)'
              and (c.numeric_precision, c.numeric_scale) is distinct from (14, 6)
              and c.table_name in (select t.table_name from information_schema.tables t where t.table_type = 'BASE TABLE')"""),
        ("no float anywhere", """
            select c.table_name || '.' || c.column_name as name from information_schema.columns c
            where c.table_schema in ('public', 'private') and c.data_type in ('real', 'double precision', 'money')"""),
        ("an instant knows its zone", """
            select c.table_name || '.' || c.column_name as name from information_schema.columns c
            where c.table_schema in ('public', 'private') and c.data_type = 'timestamp without time zone'"""),
        ("a default of updated_at is kept by the shared trigger", """
            select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'updated_at'
            where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('public', 'private') and not exists (
              select from pg_trigger t where t.tgrelid = c.oid and t.tgfoid = 'private.tg__touch_updated_at'::regproc)"""),
    ],
)  # fmt: skip
def test_columns_keep_to_the_types_of_the_house(db: Connection, rule: str, query: str) -> None:
    assert names(db, query) == [], rule


@pytest.mark.parametrize(
    "table",
    [
        "call_turns",
        "ai_usage_logs",
        "balance_ledger",
        "ledger_transactions",
        "call_charges",
        "audit_logs",
        "telephony_events",
    ],
)
def test_an_append_only_log_refuses_change_at_row_and_statement(db: Connection, table: str) -> None:
    guards = names(
        db, f"select tgname as name from pg_trigger where tgrelid = 'public.{table}'::regclass and not tgisinternal"
    )
    assert {"_200_append_only", "_200_no_truncate"} <= set(guards)


def test_a_part_of_a_log_lies_where_nobody_reaches_it(db: Connection) -> None:
    """Rule 7: in public, default privileges would open it past row level security; and what fits no month has a place."""
    exposed = """
        select c.oid::regclass::text as name from pg_class c
        where c.relispartition and c.relkind in ('r', 'p') and c.relnamespace <> 'private'::regnamespace"""
    assert names(db, exposed) == []
    homeless = """
        select c.relname as name from pg_class c join pg_partitioned_table p on p.partrelid = c.oid
        where c.relnamespace = 'public'::regnamespace and p.partdefid = 0"""
    assert names(db, homeless) == []


def test_no_link_points_at_a_log_that_is_kept_by_the_month(db: Connection) -> None:
    assert names(db, """
        select k.conname as name from pg_constraint k join pg_class c on c.oid = k.confrelid
        where k.contype = 'f' and c.relkind = 'p'""") == []  # fmt: skip


def test_a_trigger_is_named_after_its_turn_and_its_rule(db: Connection) -> None:
    odd = """
        select c.relname || ' ' || t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
        where not t.tgisinternal and t.tgparentid = 0 and c.relnamespace::regnamespace::text in ('public', 'private')
          and t.tgname !~ '^_(100|200|500|800|900)_[a-z_]+$'"""
    assert names(db, odd) == []
    # Two have names that others rely on.
    given = ("notify_owner_on_booking_change", "trigger_review_analysis")
    odd = f"""
        select distinct p.proname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
        where not t.tgisinternal and c.relnamespace::regnamespace::text in ('public', 'private')
          and p.proname !~ '^tg_[a-z_]*_[a-z_]+$' and p.proname not in {given}"""
    assert names(db, odd) == []


def test_a_policy_is_named_after_its_verb_and_who_it_is_for(db: Connection) -> None:
    assert names(db, """
        select tablename || ' ' || policyname as name from pg_policies where schemaname in ('public', 'private')
          and (cmd = 'ALL' or permissive <> 'PERMISSIVE' or policyname !~ ('^' || lower(cmd) || '_as_[a-z_]+$'))""") == []  # fmt: skip
    twice = """
        select tablename || ' ' || cmd as name from pg_policies where schemaname in ('public', 'private')
        group by tablename, cmd having count(*) > 1"""
    assert names(db, twice) == []


def test_every_closed_set_and_every_domain_says_what_it_is(db: Connection) -> None:
    assert names(db, """
        select t.typname as name from pg_type t where t.typnamespace::regnamespace::text in ('public', 'private')
          and t.typtype in ('e', 'd') and obj_description(t.oid, 'pg_type') is null""") == []  # fmt: skip


def test_what_people_call_runs_as_them(db: Connection) -> None:
    """RPCs reach private definers by EXECUTE alone: bodies that are parsed once, with nothing in them to inject into."""
    loose = f"""select f.name from ({FUNCTIONS}) f where f.schema = 'public' and (f.definer or f.language <> 'sql' or not f.atomic)"""
    # A sum over two rates, asked for row by row: PL/pgSQL keeps its plan. It reads as its caller and runs no text.
    assert names(db, loose) == ["convert(numeric,text,text,date)"]


def test_no_link_tells_a_person_who_else_exists(db: Connection) -> None:
    """A foreign key that carries no company answers whether any row of that id is there; so people write none to people."""
    telling = """
        select k.conrelid::regclass::text || ' ' || k.conname as name from pg_constraint k
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
        where k.contype = 'f' and array_length(k.conkey, 1) = 1 and a.attname not in ('company_id', 'profile_id')
          and k.confrelid::regclass::text in ('profiles', 'companies', 'auth.users')
          and (has_column_privilege('authenticated', k.conrelid, a.attnum, 'insert')
            or has_column_privilege('authenticated', k.conrelid, a.attnum, 'update'))"""
    assert names(db, telling) == []


# Rule 8: what people and jobs ask, by the columns that an index begins with.
QUESTIONS = {
    "appointments": [
        "company_id branch_id start_time status", "company_id customer_id", "company_id staff_id", "company_id calcom_booking_uid",
        "company_id calcom_booking_id",
    ],
    "customers": ["company_id phone_normalized", "company_id lower(email)", "company_id full_name"],
    "calls": ["company_id started_at", "company_id status", "company_id caller_number"],
    "ai_usage_logs": ["company_id created_at", "user_id created_at", "provider created_at"],
    "telephony_events": ["company_id created_at", "user_id created_at", "parent_event_id"],
    "webhook_events": ["next_attempt_at"],
    "notifications": ["next_attempt_at"],
}  # fmt: skip
SEARCHED = {"customers", "leads", "knowledge_articles"}


def test_questions_that_are_asked_have_an_index(db: Connection) -> None:
    found = db.execute("""
        select c.relname as table, am.amname as method,
          (select string_agg(pg_get_indexdef(x.indexrelid, n, true), ' ' order by n) from generate_series(1, x.indnkeyatts) n) as columns
        from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid join pg_am am on am.oid = i.relam
        where c.relnamespace = 'public'::regnamespace""").fetchall()
    missing = [
        f"{table}: {question}"
        for table, questions in QUESTIONS.items()
        for question in questions
        if not any(row["table"] == table and f"{row['columns']} ".startswith(f"{question} ") for row in found)
    ]
    assert missing == []
    assert {row["table"] for row in found if row["method"] == "gin"} >= SEARCHED


def test_money_stands_beside_its_currency(db: Connection) -> None:
    # Counted in the company's own currency; a goal's unit is its metric's; minutes are no money.
    known = ("customers", "company_goals", "subscription_items")
    alone = f"""
        select distinct c.table_name::text as name from information_schema.columns c
        join information_schema.tables t using (table_schema, table_name)
        where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and (c.numeric_precision, c.numeric_scale) = (14, 6)
          and c.table_name not in {known} and not exists (
            select from information_schema.columns k
            where k.table_schema = 'public' and k.table_name = c.table_name and k.column_name like '%currency%')"""
    assert names(db, alone) == []


def test_an_identity_with_its_company_is_there_to_be_pointed_at(db: Connection) -> None:
    """What contains the primary key is unique anyway; it costs an index, so some link uses it."""
    unused = """
        select k.conrelid::regclass::text || ' ' || k.conname as name from pg_constraint k
        join pg_index x on x.indexrelid = k.conindid
        join pg_index p on p.indrelid = k.conrelid and p.indisprimary and p.indkey::smallint[] <@ x.indkey::smallint[]
        where k.contype = 'u' and k.connamespace::regnamespace::text in ('public', 'private')
          and not exists (select from pg_constraint f where f.contype = 'f' and f.conindid = k.conindid)"""
    assert names(db, unused) == []
