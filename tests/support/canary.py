"""Where a secret turns up that should be nowhere but in its ciphertext."""

from __future__ import annotations

from collections.abc import Collection

from tests.support.database import Database


def where_found(database: Database, secrets: Collection[str]) -> dict[str, set[str]]:
    """The places that hold one of these texts: any table, the statements Postgres remembers, the server's log."""
    tables = database.all("""
        select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname in ('public', 'private', 'auth', 'supabase_migrations')""")
    places = {
        row["name"]: database.one(f"select coalesce(string_agg(t::text, ' '), '') as text from {row['name']} t")["text"]
        for row in tables
    }
    places["pg_stat_statements"] = database.one("""
        select string_agg(query, ' ') as text from extensions.pg_stat_statements
        where dbid = (select oid from pg_database where datname = current_database())""")["text"]
    # What is looked for passed through here, so a look that finds no trace of the passage looks in the wrong place.
    assert "backend." in places["pg_stat_statements"]
    places["log of the server"] = database.cluster.log.read_text(errors="replace")
    found = {place: {each for each in secrets if each in text} for place, text in places.items()}
    return {place: each for place, each in found.items() if each}
