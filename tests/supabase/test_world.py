"""The seeded world: thirteen companies, twelve of them complete, and everything in it as the rules want it."""

from __future__ import annotations

import pytest

from tests.support.calls import DENTIST, SALON
from tests.support.database import Database

PLUMBER = "a3000000-0000-4000-8000-000000000001"
DEMONSTRATIONS = [str(SALON), str(DENTIST), PLUMBER]
INCOMPLETE = "Nagelstudio Leipzig"


def test_thirteen_companies_in_four_countries(world: Database) -> None:
    found = world.one("""
        select count(*) as n, array_agg(distinct country order by country) as countries,
          array_agg(distinct currency::text order by currency::text) as currencies from public.companies""")
    assert found == {"n": 13, "countries": ["AT", "CH", "DE", "SE"], "currencies": ["CHF", "EUR", "SEK"]}


def test_every_company_has_a_main_branch_and_two_or_three_people_at_each(world: Database) -> None:
    odd = world.all("""
        select b.name from public.branches b
        left join public.staff s on s.company_id = b.company_id and s.branch_id = b.id
        group by b.id having count(s.id) not between 2 and 3""")
    assert odd == []
    main = world.one("select count(distinct company_id) as n from public.branches where is_primary")
    assert main["n"] == 13


def test_twelve_of_thirteen_are_complete_and_the_thirteenth_says_what_is_missing(world: Database) -> None:
    for view in ("v_integration_coverage_total", "v_phone_coverage_total"):
        total = world.one(f"select * from public.{view}")
        assert (total["total_companies"], float(total["coverage_percent"])) == (13, 92.31), view
    missing = world.all("select company_name, missing from public.v_integration_coverage where missing <> '{}'")
    assert [(row["company_name"], row["missing"]) for row in missing] == [(INCOMPLETE, ["calendar"])]


@pytest.mark.parametrize(
    ("table", "least"),
    [
        ("customers", 450), ("calls", 300), ("call_turns", 1500), ("appointments", 300), ("customer_interactions", 500),
        ("message_logs", 100), ("leads", 50), ("reviews", 20), ("review_insights", 10), ("webhook_dead_letter_queue", 1),
        ("ai_usage_logs", 500), ("call_charges", 300), ("notifications", 50), ("telephony_events", 500),
    ],
)  # fmt: skip
def test_there_is_something_to_show(world: Database, table: str, least: int) -> None:
    assert world.one(f"select count(*) as n from public.{table}")["n"] >= least


def test_past_and_future_are_there(world: Database) -> None:
    found = world.one("""
        select count(*) filter (where start_time < now() and status = 'completed') as done,
          count(*) filter (where start_time > now() and status in ('confirmed', 'pending')) as ahead,
          count(*) filter (where start_time > now() and status not in ('confirmed', 'pending', 'cancelled')) as odd
        from public.appointments""")
    assert found["done"] > 100
    assert found["ahead"] > 50
    assert found["odd"] == 0


def test_the_demonstration_companies_have_nothing_in_their_calendars(world: Database) -> None:
    for table in ("appointments", "calls", "customers", "closures", "calendar_blocks"):
        found = world.one(f"select count(*) as n from public.{table} where company_id::text = any (%s)", DEMONSTRATIONS)
        assert found["n"] == 0, table


def test_the_ledger_and_the_statistics_are_right(world: Database) -> None:
    assert world.all("select * from public.check_ledger()") == []
    wrong = world.all("""
        select c.id from public.customers c
        left join public.appointments a on a.company_id = c.company_id and a.customer_id = c.id and a.status <> 'held'
        group by c.id having c.total_appointments <> count(a.id)
          or c.completed_appointments <> count(a.id) filter (where a.status = 'completed')""")
    assert wrong == []
    unsettled = world.all("select id from public.calls where settled_at is null or cost is null")
    assert unsettled == []


def test_every_call_says_what_became_of_it_as_the_rules_have_it(world: Database) -> None:
    told = "select id, summary, summary_by, sentiment, transcript, conversion, latency_ms from public.calls order by id"
    before = world.all(told)
    assert all(each["summary"] and each["summary_by"] == "rule" for each in before)
    assert {each["sentiment"] for each in before} == {"positive", "neutral", "negative", None}
    with world.connect() as conn, conn.transaction(force_rollback=True):
        conn.execute("select private.conclude_call(id) from public.calls")
        assert conn.execute(told.encode()).fetchall() == before


def test_no_log_has_rows_outside_its_months(world: Database) -> None:
    for table in ("telephony_events", "ai_usage_logs", "audit_logs"):
        assert world.one(f"select count(*) as n from private.{table}_rest")["n"] == 0, table


def test_every_account_can_sign_in(world: Database) -> None:
    accounts = world.one("""
        select count(*) as n, count(*) filter (where u.encrypted_password = extensions.crypt('test-owner-password', u.encrypted_password)) as known
        from auth.users u join auth.identities i on i.user_id = u.id""")
    assert accounts["n"] == accounts["known"] == 18
