"""Somebody wants another past: in the ledger, in the balance, in the log of who did what."""

from __future__ import annotations

from uuid import UUID

import psycopg
import pytest

from local.postgres import SUPERUSER
from tests.conftest import ActAs
from tests.support.calls import SALON, SALON_OWNER, whole_call
from tests.support.database import Connection, Database, acting_as

BOOKS = ("ledger_transactions", "balance_ledger", "call_charges", "audit_logs", "call_turns")
WHO: list[UUID | str] = [
    SALON_OWNER,
    "service_role",
    "fn_voice",
    "fn_ingest",
    "fn_api",
    "fn_billing",
    "fn_jobs",
    "anon",
]


def digest(db: Connection, table: str) -> object:
    row = db.execute(
        f"select md5(string_agg(t::text, '|' order by t::text)) as h from public.{table} t".encode()
    ).fetchone()
    assert row
    return row["h"]


def refused_as(conn: Connection, who: UUID | str, attempt: str) -> str | None:
    """The code with which somebody's statement is refused; undone in any case."""
    try:
        with conn.transaction(force_rollback=True), acting_as(conn, who):
            conn.execute(attempt.encode())
    except psycopg.Error as error:
        return error.sqlstate
    return None


@pytest.fixture
def books(database: Database) -> Database:
    whole_call(database)
    return database


def test_nobody_changes_deletes_or_empties_a_book(books: Database) -> None:
    with books.connect() as conn:
        for table in BOOKS:
            before = digest(conn, table)
            assert before is not None, f"{table} has rows to lose"
            for attempt in (
                f"update public.{table} set company_id = company_id",
                f"delete from public.{table}",
                f"truncate public.{table} cascade",
            ):
                for who in [*WHO, "postgres", SUPERUSER]:
                    assert refused_as(conn, who, attempt) in ("42501", "PT409"), (table, who, attempt)
            assert digest(conn, table) == before


def test_no_posting_is_made_by_hand(db: Connection, act_as: ActAs) -> None:
    for who in WHO:
        for attempt in (
            f"insert into public.ledger_transactions (company_id, kind, idempotency_key) values ('{SALON}', 'topup', 'mine')",
            f"update public.prepaid_balances set current_balance = 1000000 where company_id = '{SALON}'",
            f"select private.post('{SALON}', 'topup', 'mine', null, array['prepaid', 'clearing']::public.ledger_account[], array[1000, -1000])",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(who):
                db.execute(attempt.encode())


def test_what_is_posted_sums_to_zero_even_by_the_owner_of_the_database(books: Database) -> None:
    before = books.one("select current_balance as n from public.prepaid_balances where company_id = %s", SALON)
    with books.connect() as conn, pytest.raises(psycopg.Error) as refused, conn.transaction():
        conn.execute(
            """with made as (
                 insert into public.ledger_transactions (company_id, kind, idempotency_key)
                 values (%s, 'adjustment', 'out of thin air')
                 returning id, company_id)
               insert into public.balance_ledger (company_id, transaction_id, account, amount, currency)
               select company_id, id, 'prepaid', 1000, (select currency from public.prepaid_balances b where b.company_id = made.company_id) from made""",
            (SALON,),
        )
    assert refused.value.sqlstate == "PT409", refused.value
    assert books.one("select current_balance as n from public.prepaid_balances where company_id = %s", SALON) == before


def test_the_guards_of_the_books_are_not_switched_off(db: Connection, act_as: ActAs) -> None:
    for who in WHO:
        for attempt in (
            "alter table public.balance_ledger disable trigger all",
            "drop trigger _200_append_only on public.balance_ledger",
            "set session_replication_role = replica",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(who):
                db.execute(attempt.encode())
