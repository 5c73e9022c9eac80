"""A stranger at every table that exists: another company's owner, somebody of no company, and nobody at all."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid4

import psycopg
import pytest

from local import databases
from local.postgres import Cluster
from tests.support.calls import (
    DENTIST,
    DENTIST_OWNER,
    HAIRCUT,
    SALON,
    SALON_INTEGRATION,
    SALON_OWNER,
    THOMAS,
    messages,
    whole_call,
)
from tests.support.care import looked_after
from tests.support.database import Database, acting_as

# Reference tables that everybody signed in may read, and nobody may write.
OPEN_TO_READ = {
    "countries",
    "integration_providers",
    "exchange_rates",
    "telephony_event_types",
    "assistant_templates",
    "notification_templates",
    "plans",
    "plan_prices",
    "model_prices",
}
# Filled by people's own doings or later features, not by a call.
# Views of what a call leaves empty.
EMPTY_VIEWS = {"current_consents"}
# Sums over all companies: closed to everybody who is signed in.
FOR_THE_OPERATOR = {"v_integration_coverage_total", "v_phone_coverage_total"}
EMPTY_AFTER_A_CALL = {
    "calcom_bookings",
    "calendar_blocks",
    "consents",
    "opt_outs",
    "call_orders",
    "company_ai_keys",
    "data_requests",
    "closures",
    "user_preferences",
    "webhook_dead_letter_queue",
}

DASHBOARD = UUID("a1000000-0000-4000-8000-00000000da5b")
REVIEW = UUID("a1000000-0000-4000-8000-0000000057a5")
# Done by people: no call leaves these rows.
WHAT_PEOPLE_DO = (
    f"insert into public.balance_topups (company_id, amount, currency, method) values ('{SALON}', 5, 'EUR', 'stripe')",
    f"""with draft as (
          insert into public.invoices (company_id, currency, period_starts_on, period_ends_on)
          values ('{SALON}', 'EUR', '2026-10-01', '2026-10-31') returning company_id, id)
        insert into public.billing_line_items (company_id, invoice_id, position, description, unit_price, amount, currency)
        select company_id, id, 1, 'X', 1, 1, 'EUR' from draft""",
    f"insert into public.company_notification_templates (company_id, name, type, language, content) values ('{SALON}', 'y', 'sms', 'de', 'Y')",
    f"insert into public.reviews (company_id, id, rating, comment) values ('{SALON}', '{REVIEW}', 5, 'Gern wieder')",
    f"insert into public.review_insights (company_id, review_id, model, sentiment, summary) values ('{SALON}', '{REVIEW}', 'x', 'positive', 'X')",
    f"insert into public.dashboards (company_id, profile_id, id, name) values ('{SALON}', '{SALON_OWNER}', '{DASHBOARD}', 'Heute')",
    f"""insert into public.dashboard_widgets (company_id, profile_id, dashboard_id, type, position)
        values ('{SALON}', '{SALON_OWNER}', '{DASHBOARD}', 'calls', 1)""",
    f"""insert into public.waitlist_entries (company_id, customer_id, service_id)
        select '{SALON}', c.id, '{HAIRCUT}' from public.customers c where c.company_id = '{SALON}' limit 1""",
    f"insert into public.invitations (company_id, email, role) values ('{SALON}', 'guest@person.example', 'viewer')",
    f"insert into public.company_goals (company_id, name, metric, target_value) values ('{SALON}', 'Mehr', 'calls', 100)",
    f"insert into public.api_keys (company_id, key_name, prefix, permissions) values ('{SALON}', 'Kasse', 'fd_live_000000000001', '{{read}}')",
    f"insert into public.user_ai_settings (profile_id, default_model) values ('{SALON_OWNER}', 'openai/gpt-4o-mini')",
)


@pytest.fixture(scope="module")
def busy_salon(cluster: Cluster, template: str) -> Iterator[Database]:
    """A database in which the salon has had a whole call, so that there is something to see in every table."""
    name = f"test_stranger_{uuid4().hex[:8]}"
    databases.clone(cluster, name, template=template)
    database = Database(cluster, name)
    whole_call(database)
    database.all(messages())
    with database.connect() as conn:
        for statement in WHAT_PEOPLE_DO:
            conn.execute(statement.encode())
    looked_after(database)
    yield database
    databases.drop(cluster, name)


def relations(database: Database) -> list[tuple[str, bool, bool]]:
    found = database.all("""
        select c.relname as name, c.relkind in ('r', 'p') as is_table,
          exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'company_id') as has_company
        from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') order by 1""")
    return [(row["name"], row["is_table"], row["has_company"]) for row in found if row["name"] not in FOR_THE_OPERATOR]


def rows_of_salon(name: str, has_company: bool) -> str:
    if has_company:
        return f"select count(*) as n from public.{name} where company_id = '{SALON}'"
    return {
        "companies": f"select count(*) as n from public.companies where id = '{SALON}'",
        "profiles": f"select count(*) as n from public.profiles where id = '{SALON_OWNER}'",
        "user_preferences": f"select count(*) as n from public.user_preferences where profile_id = '{SALON_OWNER}'",
        "user_ai_settings": f"select count(*) as n from public.user_ai_settings where profile_id = '{SALON_OWNER}'",
    }.get(name, f"select count(*) as n from public.{name}")


def test_the_salon_has_rows_everywhere_so_that_the_others_see_nothing_for_a_reason(busy_salon: Database) -> None:
    empty = {
        name for name, is_table, has_company in relations(busy_salon)
        if is_table and busy_salon.one(rows_of_salon(name, has_company))["n"] == 0
    }  # fmt: skip
    assert empty == EMPTY_AFTER_A_CALL


def test_the_owner_reads_what_is_theirs(busy_salon: Database) -> None:
    with busy_salon.connect() as conn, conn.transaction(force_rollback=True), acting_as(conn, SALON_OWNER):
        for name, is_table, has_company in relations(busy_salon):
            n = conn.execute(rows_of_salon(name, has_company).encode()).fetchone()
            assert n
            assert n["n"] > 0 or name in (EMPTY_AFTER_A_CALL if is_table else EMPTY_VIEWS), name


@pytest.mark.parametrize("who", [DENTIST_OWNER, UUID(int=7)], ids=["an owner elsewhere", "somebody of no company"])
def test_a_stranger_sees_no_row_of_any_table(busy_salon: Database, who: UUID) -> None:
    seen = {}
    with busy_salon.connect() as conn, conn.transaction(force_rollback=True), acting_as(conn, who):
        for name, _, has_company in relations(busy_salon):
            if name in OPEN_TO_READ:
                continue
            row = conn.execute(rows_of_salon(name, has_company).encode()).fetchone()
            assert row
            if row["n"]:
                seen[name] = row["n"]
    assert seen == {}


@pytest.mark.parametrize("who", ["anon", "fn_voice", "fn_ingest", "fn_api", "fn_jobs", "fn_billing"])
def test_nobody_and_no_function_may_even_look(busy_salon: Database, who: str) -> None:
    open_tables = []
    with busy_salon.connect() as conn:
        for name, _, _ in relations(busy_salon):
            try:
                with conn.transaction(force_rollback=True), acting_as(conn, who):
                    conn.execute(f"select 1 from public.{name} limit 1".encode())
                open_tables.append(name)
            except psycopg.errors.InsufficientPrivilege:
                pass
    assert open_tables == []


@pytest.mark.parametrize("name", sorted(FOR_THE_OPERATOR))
def test_what_sums_over_all_companies_is_the_operators_alone(busy_salon: Database, name: str) -> None:
    with busy_salon.connect() as conn:
        for who in (SALON_OWNER, "anon", "fn_api", "fn_billing"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), acting_as(conn, who):
                conn.execute(f"select 1 from public.{name}".encode())
        with acting_as(conn, "service_role"):
            assert conn.execute(f"select 1 from public.{name}".encode()).fetchall()


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_a_stranger_changes_no_row_of_any_table(busy_salon: Database, verb: str) -> None:
    with busy_salon.connect() as conn:
        for name, is_table, has_company in relations(busy_salon):
            if not is_table or not has_company:
                continue
            before = conn.execute(
                f"select md5(string_agg(t::text, '|' order by t::text)) as h from public.{name} t".encode()
            ).fetchone()
            column = conn.execute(
                """select column_name as name from information_schema.column_privileges
                   where table_schema = 'public' and table_name = %s and grantee = 'authenticated' and privilege_type = 'UPDATE'
                   order by 1 limit 1""",
                (name,),
            ).fetchone()
            statement = (
                f"update public.{name} set {column['name'] if column else 'company_id'} = default where company_id = '{SALON}'"
                if verb == "update"
                else f"delete from public.{name} where company_id = '{SALON}'"
            )
            with conn.transaction(force_rollback=True):
                try:
                    with acting_as(conn, DENTIST_OWNER):
                        assert conn.execute(statement.encode()).rowcount == 0, name
                except psycopg.errors.InsufficientPrivilege:
                    pass
                after = conn.execute(
                    f"select md5(string_agg(t::text, '|' order by t::text)) as h from public.{name} t".encode()
                ).fetchone()
                assert after == before, name


def test_a_stranger_puts_no_row_into_another_company(busy_salon: Database) -> None:
    """Every table that people may insert into, tried with a row that would be fine in one's own company."""
    notebook = busy_salon.one("select id from public.knowledge_notebooks where company_id = %s", SALON)["id"]
    branch = busy_salon.one("select id from public.branches where company_id = %s", SALON)["id"]
    staff = busy_salon.all("select id from public.staff where company_id = %s", SALON)[0]["id"]
    service = busy_salon.all("select id from public.services where company_id = %s", SALON)[0]["id"]
    customer, friend = (
        row["id"] for row in busy_salon.all("select id from public.customers where company_id = %s", SALON)
    )
    event_type = busy_salon.one("select id from public.calcom_event_types where company_id = %s", SALON)["id"]
    lead = busy_salon.one("select id from public.leads where company_id = %s", SALON)["id"]
    attempts = {
        "reviews": f"(company_id, rating) values ('{SALON}', 5)",
        "dashboards": f"(company_id, profile_id, name) values ('{SALON}', '{SALON_OWNER}', 'X')",
        "dashboard_widgets": f"(company_id, profile_id, dashboard_id, type, position) values ('{SALON}', '{SALON_OWNER}', '{DASHBOARD}', 'x', 0)",
        "company_notification_templates": f"(company_id, name, type, language, content) values ('{SALON}', 'x', 'sms', 'de', 'X')",
        "branches": f"(company_id, name, slug) values ('{SALON}', 'X', 'x')",
        "staff": f"(company_id, first_name, display_name) values ('{SALON}', 'X', 'X')",
        "working_hours": f"(company_id, branch_id, weekday, opens, closes) values ('{SALON}', '{branch}', 7, '9:00', '10:00')",
        "closures": f"(company_id, starts_on, ends_on) values ('{SALON}', '2030-01-01', '2030-01-01')",
        "calendar_blocks": f"(company_id, staff_id, type, starts_at, ends_at) values ('{SALON}', '{staff}', 'absence', '2030-01-01', '2030-01-02')",
        "services": f"(company_id, name, slug) values ('{SALON}', 'X', 'x')",
        "staff_services": f"(company_id, staff_id, service_id) values ('{SALON}', '{staff}', '{service}')",
        "customers": f"(company_id, first_name) values ('{SALON}', 'X')",
        "customer_interactions": f"(company_id, customer_id, type, content) values ('{SALON}', '{customer}', 'note', 'X')",
        "customer_notes": f"(company_id, customer_id, body) values ('{SALON}', '{customer}', 'X')",
        "customer_preferences": f"(company_id, customer_id, key, value) values ('{SALON}', '{customer}', 'x', '1')",
        "customer_relationships": (
            f"(company_id, customer_id, related_customer_id, kind) values ('{SALON}', '{customer}', '{friend}', 'family')"
        ),
        "calcom_event_types": (
            "(company_id, integration_id, external_id, title, slug, duration_minutes)"
            f" values ('{SALON}', '{SALON_INTEGRATION}', '1', 'X', 'x', 30)"
        ),
        "staff_event_types": f"(company_id, staff_id, event_type_id) values ('{SALON}', '{THOMAS}', '{event_type}')",
        "leads": f"(company_id, contact_person) values ('{SALON}', 'X')",
        "lead_activities": f"(company_id, lead_id, type) values ('{SALON}', '{lead}', 'call')",
        "lead_searches": f"(company_id, name) values ('{SALON}', 'X')",
        "assistants": f"(company_id, name) values ('{SALON}', 'X')",
        "knowledge_notebooks": f"(company_id, name) values ('{SALON}', 'X')",
        "consents": f"(company_id, customer_id, purpose, is_granted, wording) values ('{SALON}', '{customer}', 'marketing', true, 'X')",
        "waitlist_entries": f"(company_id, customer_id, service_id) values ('{SALON}', '{customer}', '{service}')",
        "opt_outs": f"(company_id, channel, address) values ('{SALON}', 'email', 'x@example.com')",
        "company_goals": f"(company_id, name, metric, target_value) values ('{SALON}', 'X', 'calls', 1)",
        "knowledge_articles": f"(company_id, notebook_id, title, content) values ('{SALON}', '{notebook}', 'X', 'X')",
    }
    may_insert = {
        row["name"] for row in busy_salon.all("""
            select distinct table_name as name from information_schema.column_privileges c
            where table_schema = 'public' and grantee = 'authenticated' and privilege_type = 'INSERT'""")
    }  # fmt: skip
    assert may_insert == {*attempts, "user_preferences", "user_ai_settings"}, (
        "a table that people may insert into has no attempt here"
    )
    with busy_salon.connect() as conn:
        for name, row in attempts.items():
            for who, refused in ((DENTIST_OWNER, True), (SALON_OWNER, False)):
                try:
                    with conn.transaction(force_rollback=True), acting_as(conn, who):
                        conn.execute(f"insert into public.{name} {row}".encode())
                    assert not refused, name
                except psycopg.errors.InsufficientPrivilege:
                    assert refused, name
                except psycopg.errors.UniqueViolation:
                    assert not refused, name


def test_not_there_and_not_yours_cannot_be_told_apart(busy_salon: Database) -> None:
    theirs = busy_salon.all("select id from public.calls where company_id = %s", SALON)[0]["id"]
    with busy_salon.connect() as conn, conn.transaction(force_rollback=True), acting_as(conn, DENTIST_OWNER):
        answers = [
            conn.execute("select * from public.calls where id = %s", (each,)).fetchall() for each in (theirs, uuid4())
        ]
        assert answers == [[], []]
        rpc = [
            conn.execute("select public.user_organization_id(%s) as id", (each,)).fetchone()
            for each in (SALON_OWNER, uuid4())
        ]
        assert rpc == [{"id": None}, {"id": None}]
        own = conn.execute("select public.user_organization_id(%s) as id", (DENTIST_OWNER,)).fetchone()
        assert own == {"id": DENTIST}
