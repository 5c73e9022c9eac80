"""A database that many tests commit to, one after the other: what one leaves is wiped before the next."""

from __future__ import annotations

from psycopg import sql

from tests.support.database import Connection

SCHEMAS = ["public", "private"]
_TABLES = """
select n.nspname as schema, c.relname as name,
  array(select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        order by a.attnum) as columns
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = any (%s) and c.relkind in ('r', 'p') and not c.relispartition
order by 1, 2
"""


class AsItWas:
    """Remembers every row of a database when it is made; `restore` brings back those, and takes away all others.

    By the superuser and without triggers, so that ledgers and logs that nobody may change are wiped, too. Sequences go on.
    """

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        wiping: list[sql.Composable] = [sql.SQL("set local session_replication_role = replica")]
        filling: list[sql.Composable] = []
        conn.execute("create schema as_it_was")
        for place, table in enumerate(conn.execute(_TABLES, (SCHEMAS,)).fetchall()):
            name, kept = sql.Identifier(table["schema"], table["name"]), sql.Identifier("as_it_was", f"t{place}")
            wiping.append(sql.SQL("delete from {}").format(name))
            if conn.execute(sql.SQL("select from {} limit 1").format(name)).fetchone() is None:
                continue
            conn.execute(sql.SQL("create table {} as table {}").format(kept, name))
            columns = sql.SQL(", ").join(map(sql.Identifier, table["columns"]))
            filling.append(
                sql.SQL("insert into {} ({}) overriding system value select {} from {}").format(
                    name, columns, columns, kept
                )
            )
        self._script = sql.SQL(";\n").join(wiping + filling)

    def restore(self) -> None:
        with self._conn.transaction():
            self._conn.execute(self._script)
