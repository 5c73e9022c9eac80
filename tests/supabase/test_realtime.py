"""Realtime: exactly the tables that a live dashboard watches, and nothing of a deleted row but its key."""

from __future__ import annotations

from tests.support.database import Connection

WATCHED = {
    "public.appointments", "public.call_turns", "public.calls", "public.customer_interactions", "public.leads",
    "public.message_logs", "public.notifications", "public.prepaid_balances",
}  # fmt: skip
PUBLISHED = """
select n.nspname || '.' || c.relname as name, c.relkind::text as kind, c.relispartition as is_part, c.relreplident::text as identity,
  p.prattrs is null as whole_rows, p.prqual is null as every_row, c.relrowsecurity and c.relforcerowsecurity as guarded,
  has_table_privilege('authenticated', c.oid, 'select') as readable,
  exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary) as has_key
from pg_publication b join pg_publication_rel p on p.prpubid = b.oid join pg_class c on c.oid = p.prrelid
join pg_namespace n on n.oid = c.relnamespace
where b.pubname = 'supabase_realtime' order by 1
"""


def test_exactly_the_tables_that_a_dashboard_watches_are_published(db: Connection) -> None:
    assert {row["name"] for row in db.execute(PUBLISHED)} == WATCHED
    row = db.execute(
        "select puballtables, pubviaroot, pubinsert, pubupdate, pubdelete from pg_publication where pubname = 'supabase_realtime'"
    ).fetchone()
    assert row == {"puballtables": False, "pubviaroot": False, "pubinsert": True, "pubupdate": True, "pubdelete": True}
    schemas = db.execute("select * from pg_publication_namespace").fetchall()
    assert schemas == []


def test_no_part_of_a_table_is_published_by_itself(db: Connection) -> None:
    assert {(row["kind"], row["is_part"]) for row in db.execute(PUBLISHED)} == {("r", False)}


def test_a_deleted_row_shows_its_key_and_nothing_else(db: Connection) -> None:
    """Deletions are told to every listener, because nobody can be asked for a row that is gone."""
    assert {(row["identity"], row["has_key"]) for row in db.execute(PUBLISHED)} == {("d", True)}


def test_whoever_listens_is_asked_for_by_the_tables_own_policies(db: Connection) -> None:
    rows = db.execute(PUBLISHED).fetchall()
    assert [row["name"] for row in rows if not (row["guarded"] and row["readable"])] == []
    assert [row["name"] for row in rows if not (row["whole_rows"] and row["every_row"])] == []
