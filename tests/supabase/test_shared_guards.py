"""Guards that many tables share, tried on each of them: the tenant stays, logs only grow, bounds hold, time is touched."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.supabase.test_audit import NOT_AUDITED
from tests.support.breaking import refusing, rows_of, update
from tests.support.database import Connection
from tests.support.probe import Filled
from tests.support.rows import THEIRS, Table, read_tables

ONLY: str | None = None  # one relation or function, when tests/mutation asks

# Never updated, never deleted, never emptied, by whoever it is (rule 7 of the data model, and what counts like it).
APPEND_ONLY = {
    "ai_usage_logs", "audit_logs", "balance_ledger", "call_charges", "call_turns", "consents", "data_requests",
    "ledger_transactions", "telephony_events",
}  # fmt: skip
# Never deleted and never emptied; what moves on them is their state.
KEPT = {"webhook_events"}
# These say another word first: nothing on them changes, their company least of all.
FROZEN = {"assistant_versions": "version_is_frozen", "webhook_events": "delivery_is_immutable"}
# No role may update these, so nobody moves a row of theirs.
NEVER_UPDATED = {"staff_services", "staff_event_types", "tool_calls", "webhook_dead_letter_queue"}
# A key that is used has not been changed; these columns are what a person changes.
TOUCHED_BY = {"public.company_ai_keys": "limit_usd", "public.api_keys": "is_active"}


@pytest.fixture(scope="module")
def conn(two_companies: Filled) -> Iterator[Connection]:
    with two_companies.database.connect() as opened:
        yield opened


@pytest.fixture(scope="module")
def tables(conn: Connection) -> dict[str, Table]:
    return read_chosen_tables(conn)


def read_chosen_tables(conn: Connection) -> dict[str, Table]:
    return {name: table for name, table in read_tables(conn).items() if ONLY in (None, name)}


def tried(conn: Connection, statements: list[str]) -> list[str]:
    """What came of each, with every trigger on."""
    with conn.transaction(force_rollback=True):
        row = conn.execute("select probe.run(%s::text[]) as said", (statements,)).fetchone()
    said: list[str] = (row or {}).get("said") or []
    return said


def test_a_row_stays_in_its_company(conn: Connection, tables: dict[str, Table]) -> None:
    moved = {}
    for name, table in tables.items():
        if table.tenant != "company_id" or not name.startswith("public."):
            continue
        said = tried(conn, [update(name, {"company_id": str(THEIRS)}, where) for where in rows_of(conn, name)[:10]])
        short = name.removeprefix("public.")
        if short in NEVER_UPDATED:
            held = conn.execute(
                "select from pg_roles r where r.rolname in ('anon', 'authenticated', 'service_role')"
                " and has_any_column_privilege(r.oid, %s::regclass, 'update')", (name,),
            )  # fmt: skip
            if held.rowcount:
                moved[name] = ["somebody may update it"]
            continue
        word = "append_only" if short in APPEND_ONLY else FROZEN.get(short, "tenant_moved")
        if not any(answer.endswith(word) for answer in said):
            moved[name] = sorted(set(said))[:3]
    assert not moved, "\n" + "\n".join(f"{name}: {why}" for name, why in moved.items())


def test_a_log_only_grows(conn: Connection, tables: dict[str, Table]) -> None:
    changed = {}
    for short in sorted(APPEND_ONLY | KEPT):
        name = f"public.{short}"
        if name not in tables:
            continue
        where = rows_of(conn, name)[0]
        column = next(c for c in tables[name].columns if c not in ("id", "company_id"))
        attempts = [f"delete from {name} where {where}", f"truncate {name} cascade"]
        if short in APPEND_ONLY:
            attempts.append(f"update {name} set {column} = {column} where {where}")
        said = tried(conn, attempts)
        if not all(answer.startswith("PT409") and answer.endswith("append_only") for answer in said):
            changed[name] = said
    assert not changed, "\n" + "\n".join(f"{name}: {why}" for name, why in changed.items())


def test_the_time_of_the_last_change_is_told_by_the_system(conn: Connection, tables: dict[str, Table]) -> None:
    lying = {}
    for name, table in tables.items():
        if "updated_at" not in table.columns:
            continue
        also = f"{TOUCHED_BY[name]} = {TOUCHED_BY[name]}, " if name in TOUCHED_BY else ""
        attempts = [
            f"with lie as (update {name} set {also}updated_at = '2000-01-01' where {where} returning updated_at)"
            " select from lie where updated_at = '2000-01-01'"
            for where in rows_of(conn, name)[:20]
        ]
        said = tried(conn, attempts)
        if "0" not in said or "1" in said:
            lying[name] = sorted(set(said))[:3]
    assert not lying, "\n" + "\n".join(f"{name}: {why}" for name, why in lying.items())


def test_what_happens_to_a_row_is_told(conn: Connection, tables: dict[str, Table]) -> None:
    """A row that is made, changed or deleted in a table that is audited is in the log, whoever did it."""
    untold = {}
    for name, table in tables.items():
        short = name.removeprefix("public.")
        if not name.startswith("public.") or table.tenant is None or short in NOT_AUDITED:
            continue
        where = rows_of(conn, name)[0]
        columns = ", ".join(f'"{column}"' for column in table.columns)
        with conn.transaction(force_rollback=True):
            # Nothing else is on, so nothing else refuses: the row goes, and comes again.
            conn.execute(f"alter table {name} disable trigger all".encode())
            for trigger in conn.execute(
                """select t.tgname as name from pg_trigger t where t.tgrelid = %s::regclass
                   and t.tgfoid = 'private.tg__audit'::regproc""", (name,),
            ).fetchall():  # fmt: skip
                conn.execute(f'alter table {name} enable trigger "{trigger["name"]}"'.encode())
            conn.execute(f"create temporary table gone on commit drop as select * from {name} where {where}".encode())
            conn.execute(f"delete from {name} where {where}".encode())
            conn.execute(f"insert into {name} ({columns}) overriding system value select {columns} from gone".encode())
            told = conn.execute(
                "select action::text as action from public.audit_logs where table_name = %s and created_at = now()",
                (short,),
            ).fetchall()
        if {row["action"] for row in told} != {"delete", "insert"}:
            untold[name] = told
    assert untold == {}


def written_by_people(conn: Connection, tables: dict[str, Table], bases: set[str]) -> list[tuple[str, str]]:
    found = conn.execute("""
        select n.nspname || '.' || c.relname as table, a.attname as column
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
          and (has_column_privilege('authenticated', c.oid, a.attnum, 'insert') or has_column_privilege('authenticated', c.oid, a.attnum, 'update'))
        order by 1, a.attnum""").fetchall()
    pairs = [(row["table"], row["column"]) for row in found if row["table"] in tables]
    return [(table, column) for table, column in pairs if tables[table].columns[column].base in bases]


def test_no_number_that_a_person_writes_is_nan(conn: Connection, tables: dict[str, Table]) -> None:
    bad = []
    for table, column in written_by_people(conn, tables, {"numeric", "real", "double precision"}):
        said = refusing(conn, [update(table, {column: "NaN"}, where) for where in rows_of(conn, table)])
        if any(answer.isdigit() for answer in said):
            bad.append(f"{table}.{column}")
    assert not bad, " ".join(bad)


ENDLESS = 1_100_000


@pytest.mark.parametrize(
    ("base", "values"),
    [
        ("text", ["x" * ENDLESS]),
        ("jsonb", ['{"x": "' + "x" * ENDLESS + '"}', '["' + "x" * ENDLESS + '"]', '"' + "x" * ENDLESS + '"']),
        ("text[]", ["{" + "x" * ENDLESS + "}", "{" + ",".join(["x"] * (ENDLESS // 100)) + "}"]),
    ],
    ids=["text", "jsonb", "lists"],
)
def test_nothing_that_a_person_writes_is_endless(
    conn: Connection, tables: dict[str, Table], base: str, values: list[str]
) -> None:
    endless = []
    for table, column in written_by_people(conn, tables, {base}):
        where = rows_of(conn, table)[0]
        said = refusing(conn, [update(table, {column: value}, where) for value in values])
        if any(answer.isdigit() for answer in said):
            endless.append(f"{table}.{column}")
    assert not endless, " ".join(endless)
