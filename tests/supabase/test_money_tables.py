"""Plans, top-ups and invoices: what cannot be written, and what the ledger does of itself."""

from __future__ import annotations

import threading
from decimal import Decimal
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from shared.db import connection, money
from shared.domain.calls import CallStatus, Heard
from shared.domain.models import ModelAttempt
from tests.conftest import ActAs
from tests.support.calls import DENTIST, SALON, SALON_OWNER, ring
from tests.support.database import Connection, Database
from tests.support.rest import Rest

THOUGHT = ModelAttempt("openai", "test-model", 2000, 500, 1000, 300, "ok")


def one(db: Connection, query: str, *parameters: object) -> dict[str, Any]:
    row = db.execute(query.encode(), parameters or None).fetchone()
    assert row is not None
    return row


def make_topup(
    db: Connection, amount: str = "25.00", *, method: str = "stripe", company: UUID = SALON, currency: str = "EUR"
) -> UUID:
    row = one(
        db,
        "insert into public.balance_topups (company_id, amount, currency, method) values (%s, %s, %s, %s) returning id",
        company, Decimal(amount), currency, method,
    )  # fmt: skip
    return UUID(str(row["id"]))


def move(db: Connection, topup: UUID, status: str, refunded_amount: str | None = None) -> dict[str, Any]:
    return one(
        db,
        """update public.balance_topups set status = %s, refunded_amount = coalesce(%s, refunded_amount)
           where id = %s returning *""",
        status, refunded_amount, topup,
    )  # fmt: skip


def left(db: Connection, company: UUID = SALON) -> Decimal:
    balance: Decimal = one(
        db, "select available_balance as a from public.prepaid_balances where company_id = %s", company
    )["a"]
    return balance


def entries(db: Connection, transaction_id: object) -> dict[str, Decimal]:
    rows = db.execute(
        "select account::text, amount from public.balance_ledger where transaction_id = %s", (transaction_id,)
    ).fetchall()
    return {row["account"]: row["amount"] for row in rows}


def faults(db: Connection) -> set[tuple[str, str]]:
    db.execute("set constraints all immediate")
    return {(row["fault"], row["reference"]) for row in db.execute("select * from private.ledger_faults()")}


# Top-ups


@pytest.mark.parametrize(
    ("method", "source"),
    [
        ("stripe", "clearing"), ("bank_transfer", "clearing"), ("admin_credit", "promotional"), ("promotional", "promotional"),
    ],
)  # fmt: skip
def test_completing_a_topup_posts_exactly_its_amount(db: Connection, method: str, source: str) -> None:
    before = one(db, "select total_topped_up as t from public.prepaid_balances where company_id = %s", SALON)["t"]
    topup = make_topup(db, "25.50", method=method)
    assert move(db, topup, "processing")["transaction_id"] is None
    done = move(db, topup, "completed")
    assert entries(db, done["transaction_id"]) == {source: Decimal("-25.5"), "prepaid": Decimal("25.5")}
    assert one(db, "select idempotency_key as k from public.ledger_transactions where id = %s", done["transaction_id"]) == {"k": f"topup:{topup}"}  # fmt: skip
    assert left(db) == Decimal("75.5")
    after = one(db, "select total_topped_up as t from public.prepaid_balances where company_id = %s", SALON)["t"]
    assert after - before == (Decimal("25.5") if source == "clearing" else 0)
    assert faults(db) == set()


def test_a_topup_completed_twice_is_posted_once(db: Connection) -> None:
    topup = make_topup(db)
    first = move(db, topup, "completed")
    again = move(db, topup, "completed")
    assert again["transaction_id"] == first["transaction_id"]
    assert left(db) == 75


def test_a_topup_completed_by_many_at_once_is_posted_once(database: Database) -> None:
    with database.connect() as conn:
        topup = make_topup(conn)
    together = threading.Barrier(6)

    def complete() -> None:
        with database.connect() as conn:
            together.wait()
            move(conn, topup, "completed")

    threads = [threading.Thread(target=complete) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.connect() as conn:
        assert left(conn) == 75


def test_a_key_that_was_posted_before_does_not_complete_a_topup(db: Connection) -> None:
    """Somebody posted another amount under the key of this top-up: it is refused rather than believed."""
    topup = make_topup(db)
    db.execute(
        "select private.post(%s, 'topup', %s, null, '{clearing,prepaid}', array[-1, 1])", (SALON, f"topup:{topup}")
    )
    with pytest.raises(psycopg.errors.CheckViolation, match="balance_topups_completed_is_posted"), db.transaction():
        move(db, topup, "completed")
    assert one(db, "select status::text as s from public.balance_topups where id = %s", topup) == {"s": "pending"}


@pytest.mark.parametrize(
    ("path", "refused"),
    [
        (["failed"], "completed"), (["failed"], "pending"), (["completed"], "pending"), (["completed"], "failed"),
        (["completed", "refunded"], "completed"), ([], "refunded"), (["processing"], "pending"), (["processing"], "refunded"),
    ],
)  # fmt: skip
def test_the_status_of_a_topup_only_moves_forward(db: Connection, path: list[str], refused: str) -> None:
    topup = make_topup(db)
    for status in path:
        move(db, topup, status)
    before = left(db)
    with pytest.raises(psycopg.Error, match="topup_status_moves_forward_only"), db.transaction():
        move(db, topup, refused)
    assert left(db) == before


def test_a_refund_takes_back_the_whole_or_the_part_that_is_named(db: Connection) -> None:
    whole, part = make_topup(db, "10"), make_topup(db, "20", method="promotional")
    for topup in (whole, part):
        move(db, topup, "completed")
    assert left(db) == 80
    back = move(db, whole, "refunded")
    assert back["refunded_amount"] == 10
    assert entries(db, back["refund_transaction_id"]) == {"prepaid": -10, "clearing": 10}
    back = move(db, part, "refunded", "5.50")
    assert entries(db, back["refund_transaction_id"]) == {"prepaid": Decimal("-5.5"), "promotional": Decimal("5.5")}
    assert left(db) == Decimal("64.5")
    assert faults(db) == set()


def test_a_refund_takes_no_more_than_is_available(db: Connection) -> None:
    topup = make_topup(db, "40")
    move(db, topup, "completed")
    db.execute("select private.post(%s, 'charge', 'spent', null, '{prepaid,revenue}', array[-60, 60])", (SALON,))
    with pytest.raises(psycopg.Error, match="refund_exceeds_available"), db.transaction():
        move(db, topup, "refunded")
    assert left(db) == 30
    assert one(db, "select status::text as s from public.balance_topups where id = %s", topup) == {"s": "completed"}


def test_a_refund_takes_no_more_than_was_brought(db: Connection) -> None:
    topup = make_topup(db, "5")
    move(db, topup, "completed")
    with pytest.raises(psycopg.errors.CheckViolation, match="refund_within_amount"), db.transaction():
        move(db, topup, "refunded", "6")
    assert left(db) == 55


@pytest.mark.parametrize("amount", ["0", "-1", "NaN", "0.001"])
def test_no_topup_of_nothing_of_less_or_of_no_number(db: Connection, amount: str) -> None:
    with pytest.raises(psycopg.errors.CheckViolation), db.transaction():
        make_topup(db, amount)
    with pytest.raises(psycopg.errors.NumericValueOutOfRange), db.transaction():
        make_topup(db, "Infinity")
    assert one(db, "select count(*) as n from public.balance_topups") == {"n": 0}


def test_a_topup_is_in_the_currency_of_the_balance(db: Connection) -> None:
    with pytest.raises(psycopg.errors.ForeignKeyViolation), db.transaction():
        make_topup(db, currency="SEK")
    make_topup(db, company=DENTIST, currency="CHF")
    assert one(db, "select currency::text as c from public.balance_topups") == {"c": "CHF"}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ("amount = 999", "topup_amount_stays"), ("method = 'promotional'", "topup_amount_stays"), ("currency = 'CHF'", "topup_amount_stays"),
        ("transaction_id = (select id from public.ledger_transactions limit 1)", "topup_amount_stays"), ("refunded_amount = 1", "topup_amount_stays"),
        (f"company_id = '{DENTIST}'", "tenant_moved"),
    ],
)  # fmt: skip
def test_what_a_topup_is_for_is_decided_once(db: Connection, change: str, word: str) -> None:
    topup = make_topup(db)
    with pytest.raises(psycopg.Error, match=word), db.transaction():
        db.execute(f"update public.balance_topups set {change} where id = %s".encode(), (topup,))
    assert one(db, "select amount, transaction_id from public.balance_topups") == {
        "amount": 25,
        "transaction_id": None,
    }


@pytest.mark.parametrize("status", ["processing", "completed", "failed", "refunded"])
def test_a_topup_is_born_pending(db: Connection, status: str) -> None:
    with pytest.raises(psycopg.Error, match="topup_begins_pending"), db.transaction():
        db.execute(
            "insert into public.balance_topups (company_id, amount, currency, method, status) values (%s, 5, 'EUR', 'stripe', %s)",
            (SALON, status),
        )
    assert left(db) == 50


@pytest.mark.parametrize("verb", ["delete from public.balance_topups", "truncate public.balance_topups"])
def test_a_topup_is_never_deleted(db: Connection, verb: str) -> None:
    make_topup(db)
    with pytest.raises(psycopg.Error, match="append_only"), db.transaction():
        db.execute(verb.encode())
    assert one(db, "select count(*) as n from public.balance_topups") == {"n": 1}


def test_the_operator_credits_and_an_owner_only_looks_on(db: Connection, act_as: ActAs) -> None:
    with act_as("service_role"):
        topup = make_topup(db, "5", method="admin_credit")
        move(db, topup, "completed")
    for statement in (
        "insert into public.balance_topups (company_id, amount, currency, method) values (%s, 5, 'EUR', 'promotional')",
        "update public.balance_topups set status = 'refunded' where company_id = %s",
        "delete from public.balance_topups where company_id = %s",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(SALON_OWNER):
            db.execute(statement.encode(), (SALON,))
    with act_as(SALON_OWNER):
        assert one(db, "select amount, status::text from public.balance_topups") == {"amount": 5, "status": "completed"}
    assert left(db) == 55


# Plans and subscriptions


def test_a_subscription_takes_its_price_from_the_list_and_ends_the_trial(db: Connection) -> None:
    db.execute("update public.subscriptions set status = 'cancelled', cancelled_at = now() where company_id = %s", (SALON,))  # fmt: skip
    db.execute("update public.companies set trial_ends_at = now() + interval '3 days' where id = %s", (SALON,))
    made = one(
        db,
        "insert into public.subscriptions (company_id, plan) values (%s, 'starter') returning monthly_price, currency::text, status::text, id",
        SALON,
    )
    assert (made["monthly_price"], made["currency"], made["status"]) == (29, "EUR", "active")
    assert one(db, "select metric, usage_minutes, usage_limit from public.subscription_items where subscription_id = %s", made["id"]) == {
        "metric": "minutes", "usage_minutes": 0, "usage_limit": 50,
    }  # fmt: skip
    assert one(db, "select trial_ends_at from public.companies where id = %s", SALON) == {"trial_ends_at": None}


def test_a_company_has_one_live_subscription(db: Connection) -> None:
    with pytest.raises(psycopg.errors.UniqueViolation, match="one_live_per_company"), db.transaction():
        db.execute("insert into public.subscriptions (company_id, plan) values (%s, 'free')", (SALON,))
    assert one(db, "select plan from public.subscriptions where company_id = %s", SALON) == {"plan": "professional"}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ("plan = 'free'", "subscription_agreed"), ("monthly_price = 0", "subscription_agreed"),
        ("status = 'trialing'", "subscription_moves_forward_only"), (f"company_id = '{DENTIST}'", "tenant_moved"),
        ("monthly_price = 'NaN'", "subscription_agreed"), ("status = 'cancelled'", "cancelled_at_a_time"),
    ],
)  # fmt: skip
def test_what_was_agreed_stays(db: Connection, change: str, word: str) -> None:
    with pytest.raises(psycopg.Error, match=word), db.transaction():
        db.execute(f"update public.subscriptions set {change} where company_id = %s".encode(), (SALON,))
    assert one(db, "select plan, status::text, monthly_price from public.subscriptions where company_id = %s", SALON) == {
        "plan": "professional", "status": "active", "monthly_price": 99,
    }  # fmt: skip


def test_a_cancelled_subscription_stays_cancelled(db: Connection) -> None:
    db.execute("update public.subscriptions set status = 'cancelled', cancelled_at = now() where company_id = %s", (SALON,))  # fmt: skip
    with pytest.raises(psycopg.Error, match="subscription_moves_forward_only"), db.transaction():
        db.execute("update public.subscriptions set status = 'active', cancelled_at = null where company_id = %s", (SALON,))  # fmt: skip
    assert one(db, "select is_live from public.subscriptions where company_id = %s", SALON) == {"is_live": False}


@pytest.mark.parametrize("used", ["500.000001", "-1", "NaN"])
def test_no_more_is_used_than_is_included(db: Connection, used: str) -> None:
    db.execute("update public.subscription_items set usage_minutes = 500 where company_id = %s", (SALON,))
    with pytest.raises(psycopg.errors.CheckViolation), db.transaction():
        db.execute("update public.subscription_items set usage_minutes = %s where company_id = %s", (Decimal(used), SALON))  # fmt: skip
    assert one(db, "select usage_minutes as u from public.subscription_items where company_id = %s", SALON) == {"u": 500}  # fmt: skip


# Invoices


def make_invoice(db: Connection, *lines: tuple[str, str], net: str | None = None, number: str = "F-1") -> UUID:
    """A draft with lines of (quantity, price) and 19 % tax."""
    amounts = [round(Decimal(quantity) * Decimal(price), 2) for quantity, price in lines]
    total = Decimal(net) if net else sum(amounts, Decimal(0))
    tax = one(db, "select round(%s::numeric * 19 / 100, 2) as tax", total)["tax"]
    invoice = one(
        db,
        """insert into public.invoices (company_id, number, period_starts_on, period_ends_on, currency, net, tax_rate, tax, gross)
           values (%s, %s, '2026-10-01', '2026-10-31', 'EUR', %s, 19, %s, %s) returning id""",
        SALON, number, total, tax, total + tax,
    )["id"]  # fmt: skip
    for position, ((quantity, price), amount) in enumerate(zip(lines, amounts, strict=True), 1):
        db.execute(
            """insert into public.billing_line_items (company_id, invoice_id, position, description, quantity, unit_price, amount, currency)
               values (%s, %s, %s, 'Minutes', %s, %s, %s, 'EUR')""",
            (SALON, invoice, position, Decimal(quantity), Decimal(price), amount),
        )
    return UUID(str(invoice))


def issue(db: Connection, invoice: UUID) -> None:
    db.execute("update public.invoices set status = 'open', issued_at = now() where id = %s", (invoice,))
    db.execute("set constraints all immediate")
    db.execute("set constraints all deferred")


def test_an_invoice_is_issued_when_its_lines_sum_to_its_net(db: Connection) -> None:
    invoice = make_invoice(db, ("12.5", "0.12"), ("1", "29"))
    issue(db, invoice)
    assert one(db, "select net, tax, gross from public.invoices where id = %s", invoice) == {
        "net": Decimal("30.50"), "tax": Decimal("5.80"), "gross": Decimal("36.30"),
    }  # fmt: skip
    wrong = make_invoice(db, ("1", "29"), net="30", number="F-2")
    with pytest.raises(psycopg.Error, match="invoice_sum_differs"), db.transaction():
        issue(db, wrong)
    assert one(db, "select status::text as s from public.invoices where id = %s", wrong) == {"s": "draft"}


@pytest.mark.parametrize(
    "change",
    ["net = net + 1, tax = round((net + 1) * 19 / 100, 2), gross = net + 1 + round((net + 1) * 19 / 100, 2)", "number = 'X'", "series = 'X'",
     "issued_at = now() - interval '1 year'", "period_ends_on = '2027-01-01'", "due_on = '2027-01-01'"],
)  # fmt: skip
def test_an_issued_invoice_never_changes(db: Connection, change: str) -> None:
    invoice = make_invoice(db, ("1", "29"))
    issue(db, invoice)
    before = one(db, "select * from public.invoices where id = %s", invoice)
    for statement in (
        f"update public.invoices set {change} where id = %s",
        "delete from public.invoices where id = %s",
    ):
        with pytest.raises(psycopg.Error, match="invoice_issued"), db.transaction():
            db.execute(statement.encode(), (invoice,))
    assert one(db, "select * from public.invoices where id = %s", invoice) == before


@pytest.mark.parametrize(
    "statement",
    [
        "update public.billing_line_items set description = 'Gift' where invoice_id = %(id)s",
        "delete from public.billing_line_items where invoice_id = %(id)s",
        """insert into public.billing_line_items (company_id, invoice_id, position, description, unit_price, amount, currency)
           select company_id, id, 9, 'Gift', 1, 1, 'EUR' from public.invoices where id = %(id)s""",
        "update public.billing_line_items set invoice_id = %(other)s, position = 9 where invoice_id = %(id)s",
        "update public.billing_line_items set invoice_id = %(id)s, position = 9 where invoice_id = %(other)s",
    ],
)
def test_the_lines_of_an_issued_invoice_never_change(db: Connection, statement: str) -> None:
    invoice, other = make_invoice(db, ("1", "29")), make_invoice(db, ("1", "2"), number="F-2")
    issue(db, invoice)
    before = db.execute("select * from public.billing_line_items order by id").fetchall()
    with pytest.raises(psycopg.Error, match="invoice_issued"), db.transaction():
        db.execute(statement.encode(), {"id": invoice, "other": other})
    assert db.execute("select * from public.billing_line_items order by id").fetchall() == before


@pytest.mark.parametrize("verb", ["truncate public.billing_line_items", "truncate public.invoices cascade"])
def test_invoices_are_not_swept_away(db: Connection, verb: str) -> None:
    make_invoice(db, ("1", "29"))
    with pytest.raises(psycopg.Error, match="append_only"), db.transaction():
        db.execute(verb.encode())
    assert one(db, "select count(*) as n from public.billing_line_items") == {"n": 1}


@pytest.mark.parametrize("table", ["invoices", "billing_line_items", "subscription_items"])
def test_what_is_billed_stays_in_its_company(db: Connection, table: str) -> None:
    make_invoice(db, ("1", "29"))
    before = db.execute(f"select * from public.{table} order by id".encode()).fetchall()
    with pytest.raises(psycopg.Error, match="tenant_moved"), db.transaction():
        db.execute(f"update public.{table} set company_id = '{DENTIST}' where company_id = '{SALON}'".encode())
    assert db.execute(f"select * from public.{table} order by id".encode()).fetchall() == before


def test_a_line_cannot_slip_in_while_the_invoice_is_issued(database: Database) -> None:
    with database.connect() as conn:
        invoice = make_invoice(conn, ("1", "29"))
    with database.connect() as slow, database.connect() as quick:
        quick.execute("set lock_timeout = '300ms'")
        with slow.transaction():
            slow.execute(
                """insert into public.billing_line_items (company_id, invoice_id, position, description, unit_price, amount, currency)
                   values (%s, %s, 2, 'Late', 1, 1, 'EUR')""",
                (SALON, invoice),
            )
            with pytest.raises(psycopg.errors.LockNotAvailable):
                quick.execute("update public.invoices set status = 'open', issued_at = now() where id = %s", (invoice,))
        with pytest.raises(psycopg.Error, match="invoice_sum_differs"):
            quick.execute("update public.invoices set status = 'open', issued_at = now() where id = %s", (invoice,))


@pytest.mark.parametrize(
    ("path", "refused"),
    [(["open", "paid"], "open"), (["open", "void"], "paid"), (["open"], "draft"), ([], "paid"), (["open", "paid"], "void")],
)  # fmt: skip
def test_the_status_of_an_invoice_only_moves_forward(db: Connection, path: list[str], refused: str) -> None:
    invoice = make_invoice(db, ("1", "29"))
    change = """update public.invoices set status = %(to)s::public.invoice_status, paid_at = case when %(to)s::text = 'paid' then now() end,
                  issued_at = case when %(to)s::text = 'draft' then null else coalesce(issued_at, now()) end where id = %(id)s"""
    for status in path:
        db.execute(change.encode(), {"to": status, "id": invoice})
    with pytest.raises(psycopg.Error, match=r"invoice_(status_moves_forward_only|issued)"), db.transaction():
        db.execute(change.encode(), {"to": refused, "id": invoice})
    status = one(db, "select status::text as s from public.invoices where id = %s", invoice)["s"]
    assert status == ["draft", *path][-1]


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ("10, 19, 1.90, 12.00", "gross_is_net_and_tax"), ("10, 19, 2.00, 12.00", "tax_follows_its_rate"), ("-10, 0, 0, -10", "net_not_negative"),
        ("'NaN', 0, 'NaN', 'NaN'", "invoices_"), ("0.005, 0, 0, 0.005", "in_minor_units"), ("10, 101, 10.10, 20.10", "tax_rate_a_share"),
    ],
)  # fmt: skip
def test_the_sums_of_an_invoice_are_right_or_refused(db: Connection, values: str, rule: str) -> None:
    with pytest.raises(psycopg.errors.CheckViolation, match=rule), db.transaction():
        db.execute(
            f"""insert into public.invoices (company_id, period_starts_on, period_ends_on, currency, net, tax_rate, tax, gross)
                values ('{SALON}', '2026-10-01', '2026-10-31', 'EUR', {values})""".encode()
        )
    assert one(db, "select count(*) as n from public.invoices") == {"n": 0}


def test_a_number_is_given_once_in_its_series(db: Connection) -> None:
    make_invoice(db, ("1", "29"))
    with pytest.raises(psycopg.errors.UniqueViolation, match="numbered_once"), db.transaction():
        make_invoice(db, ("1", "2"))
    assert one(db, "select count(*) as n from public.invoices") == {"n": 1}


@pytest.mark.parametrize("table", ["subscriptions", "subscription_items", "invoices", "billing_line_items"])
@pytest.mark.parametrize("verb", ["insert into {} (company_id) values ('{}')", "update {} set company_id = '{}'", "delete from {} where company_id = '{}'"])  # fmt: skip
def test_not_even_an_owner_writes_what_is_billed(db: Connection, act_as: ActAs, table: str, verb: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(SALON_OWNER):
        db.execute(verb.format(f"public.{table}", SALON).encode())


# The proof


def test_the_ledger_of_a_busy_salon_has_no_faults(database: Database) -> None:
    for seconds in (10, 95, 400):
        call = ring(database)
        call.turn(1, Heard("Hallo"))
        call.say(1, "Ja?", THOUGHT)
        if seconds != 400:
            call.status(CallStatus.COMPLETED, seconds)
    with database.connect() as conn:
        topup = make_topup(conn, "12.34")
        move(conn, topup, "completed")
        move(conn, topup, "refunded", "2.34")
    billing = connection.connect(database.url("fn_billing"))
    assert money.check_ledger(billing) == []
    assert money.check_ledger(billing, company_id=SALON) == []


@pytest.mark.parametrize(
    ("table", "damage", "fault"),
    [
        ("prepaid_balances", "update public.prepaid_balances set current_balance = current_balance + 0.000001 where company_id = %s", "balance_differs"),
        ("prepaid_balances", "update public.prepaid_balances set reserved_balance = 1 where company_id = %s", "balance_differs"),
        ("prepaid_balances", "update public.prepaid_balances set total_charged = 7 where company_id = %s", "balance_differs"),
        ("balance_ledger", "delete from public.balance_ledger where company_id = %s and account = 'clearing'", "transaction_unbalanced"),
        ("balance_ledger", "update public.balance_ledger set currency = 'USD' where company_id = %s", "currency_differs"),
        ("calls", "update public.calls set cost = cost + 1 where company_id = %s", "call_cost_differs"),
        ("call_charges", "update public.call_charges set amount = amount + 1 where company_id = %s", "charge_not_posted"),
        ("balance_topups", "update public.balance_topups set amount = 99 where company_id = %s", "topup_not_posted"),
        ("balance_topups", "update public.balance_topups set refunded_amount = 1 where company_id = %s", "refund_not_posted"),
        ("billing_line_items", "delete from public.billing_line_items where company_id = %s", "invoice_sum_differs"),
    ],
)  # fmt: skip
def test_every_damage_is_found(database: Database, table: str, damage: str, fault: str) -> None:
    """What no role can do, done by a superuser who switches the guards off."""
    ring(database).status(CallStatus.COMPLETED, 95)
    with database.connect() as conn, conn.transaction(force_rollback=True):
        topup = make_topup(conn)
        move(conn, topup, "completed")
        move(conn, topup, "refunded", "5")
        issue(conn, make_invoice(conn, ("1", "29")))
        assert faults(conn) == set()
        conn.execute(SQL("alter table public.{} disable trigger user").format(Identifier(table)))
        conn.execute(damage.encode(), (SALON,))
        assert fault in {name for name, _ in faults(conn)}


def test_only_the_operator_may_ask_for_faults(rest: Rest) -> None:
    assert rest.client(rest.secret_key).rpc("check_ledger", {}).execute().data == []
    owner = rest.signed_in("owner@salon-lindenbluete.example", "test-owner-password")
    with pytest.raises(Exception, match="permission denied"):
        owner.rpc("check_ledger", {}).execute()
