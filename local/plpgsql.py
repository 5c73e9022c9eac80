"""What plpgsql_check says of our functions, on a scratch server of the Postgres that has it; where none has, nothing.

That is Postgres 15 on Debian 12, so the same run shows that the migrations apply there too. Run by `make check`.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql

from local import databases, migrate
from local.paths import AUTH, BOOTSTRAP, ROLES, STATE
from local.postgres import SETTINGS, Cluster

INSTALLED = Path("/usr/lib/postgresql")
DATABASE = "plpgsql"

# What it says and we leave as it is: words of the message, and why.
ACCEPTED = {
    r"target type is different type": "values are cast where they are assigned, on purpose",
    r"routine is marked as": "what reads after waiting for a lock must see what was committed meanwhile; stable is asked for by hand",
    r"^private\.(erase_rows_about|rows_about)\(.*injection": "built from private.data_map, which only migrations write",
    r"^private\.open_partition\(.*injection": "called by migrations and job_partitions with names and bounds of their own making",
}

FINDINGS = """
with ours as (
  select p.oid, p.oid::regprocedure::text as name, p.prorettype = 'trigger'::regtype as is_trigger
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
  where n.nspname in ('public', 'private', 'backend') and l.lanname = 'plpgsql'
)
select o.name, f.lineno as line, f.level, f.message, f.detail
from ours o
left join lateral (select t.tgrelid from pg_trigger t where o.is_trigger and t.tgfoid = o.oid order by t.tgrelid limit 1) t on true
cross join lateral extensions.plpgsql_check_function_tb(
  o.oid, relid := coalesce(t.tgrelid, 0), fatal_errors := false, security_warnings := true, performance_warnings := true) f
where not o.is_trigger or t.tgrelid is not null
order by 1, 2
"""


def at_hand() -> Path | None:
    """The programs of the newest Postgres that has plpgsql_check installed, or None."""
    found = [each.parents[1] for each in INSTALLED.glob("*/lib/plpgsql_check.so")]
    return max(found, key=lambda folder: float(folder.name)) / "bin" if found else None


def objections(binaries: Path) -> list[str]:
    """Apply the migrations on a server of this Postgres and return what plpgsql_check finds, beside what is accepted."""
    STATE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="plpgsql-", dir=STATE) as folder:
        Path(folder).chmod(0o755)
        # What later versions know and this one does not.
        settings = {name: value for name, value in SETTINGS.items() if name != "scram_iterations"}
        cluster = Cluster(Path(folder), binaries=binaries, settings=settings, initdb=("--locale", "C.UTF-8"))
        cluster.start()
        try:
            _build(cluster)
            with cluster.connect(DATABASE) as conn:
                conn.execute("create extension plpgsql_check with schema extensions")
                found = conn.execute(FINDINGS).fetchall()
        except psycopg.Error as error:
            return [f"{error} {' '.join(getattr(error, '__notes__', []))}"]
        finally:
            cluster.stop()
    return [
        f"{name}:{line} {level}: {message} {detail or ''}".rstrip()
        for name, line, level, message, detail in found
        if not any(re.search(words, f"{name}: {message} {detail or ''}", re.IGNORECASE) for words in ACCEPTED)
    ]


def _build(cluster: Cluster) -> None:
    with cluster.connect() as conn:
        conn.execute(ROLES.read_bytes())
        # Before Postgres 16 only a superuser makes a role that bypasses row level security; the migrations find it made.
        conn.execute("create role frontdesk_eraser nologin noinherit bypassrls")
        conn.execute("grant frontdesk_eraser to postgres with admin option")
        conn.execute(sql.SQL("create database {} owner postgres").format(sql.Identifier(DATABASE)))
    with cluster.connect(DATABASE) as conn, conn.transaction():
        # The role inherits by itself; that a grant may say so came with Postgres 16.
        conn.execute(BOOTSTRAP.read_bytes().replace(b" with inherit true", b""))
        conn.execute("set local role lite_api")
        conn.execute(AUTH.read_bytes())
    databases.set_passwords(cluster)
    with cluster.connect(DATABASE, "postgres") as conn:
        migrate.apply(conn)
