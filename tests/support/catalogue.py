"""Everything that our schemas consist of, as rows that can be compared."""

from __future__ import annotations

from typing import Any, LiteralString

import psycopg

CATALOGUE: LiteralString = """
with ours as (select oid, nspname, nspacl from pg_namespace where nspname in ('public', 'backend', 'private', 'auth'))
select 'schema', nspname, null, null, null, nspacl::text from ours
union all
select 'relation', n.nspname, c.relname, c.relkind::text, concat_ws(' ', c.relrowsecurity, c.relforcerowsecurity), c.relacl::text
from pg_class c join ours n on n.oid = c.relnamespace
union all
select 'column', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attacl::text
from pg_attribute a join pg_class c on c.oid = a.attrelid join ours n on n.oid = c.relnamespace
where a.attnum > 0 and not a.attisdropped
union all
select 'function', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid), md5(p.prosrc), p.proacl::text
from pg_proc p join ours n on n.oid = p.pronamespace
union all
select 'policy', schemaname, tablename, policyname, concat_ws(' ', cmd, qual, with_check), roles::text from pg_policies
union all
select 'trigger', n.nspname, c.relname, t.tgname, pg_get_triggerdef(t.oid), null
from pg_trigger t join pg_class c on c.oid = t.tgrelid join ours n on n.oid = c.relnamespace where not t.tgisinternal
union all
select 'default privileges', coalesce(n.nspname, ''), d.defaclrole::regrole::text, d.defaclobjtype::text, null, d.defaclacl::text
from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace
order by 1, 2, 3, 4, 5, 6
"""


def catalogue(conn: psycopg.Connection[Any]) -> list[tuple[Any, ...]]:
    """(kind, schema, object, part, definition, grants) of schemas public, backend, private and auth."""
    with conn.cursor(row_factory=psycopg.rows.tuple_row) as cursor:
        return cursor.execute(CATALOGUE).fetchall()
