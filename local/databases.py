"""Databases of a local cluster: a seeded template, rebuilt only when its sources change, and clones of it in 25 ms."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

import psycopg
from psycopg import sql

from local import migrate
from local.demo_credentials import store_demo_credentials
from local.paths import AUTH, BOOTSTRAP, ROLES, ROOT, SEED
from local.postgres import Cluster

# Template names carry the hash of what they were made from; a few older ones are kept for runs that still use them.
TEMPLATE = "template_"
TEMPLATES_KEPT = 4
# A clone that serves one command is named after the process that made it, and swept once that process is gone.
CLONE = re.compile(r"^(?:demo|test)_(?P<pid>\d+)(?:_|$)")
# Sources besides the SQL: how the demonstration credentials get in.
CREDENTIAL_SOURCES = ("local/demo_credentials.py", "shared/db/credentials.py", "shared/domain/secrets.py")


# The line of the seed above which the demonstration companies stand, and beneath it the rest of the world.
WORLD_BEGINS = "-- ── the rest of the world ──"


class Seed(StrEnum):
    """How much of the seed: the demonstration companies alone, as most tests want it, or the whole small world."""

    DEMONSTRATION = "demonstration"
    WORLD = "world"

    def sql(self) -> str:
        """The statements. Raises ValueError if the seed has no line where the world begins."""
        demonstration, line, world = SEED.read_text(encoding="utf-8").partition(WORLD_BEGINS)
        if not line:
            raise ValueError(f"{SEED.name}: the line {WORLD_BEGINS!r} is missing")
        return demonstration if self is Seed.DEMONSTRATION else demonstration + line + world


def ensure_template(cluster: Cluster, seed: Seed = Seed.WORLD) -> str:
    """The name of a database with bootstrap, migrations, seed and demonstration credentials applied."""
    name = template_name(cluster, seed)
    with _one_builder(cluster), cluster.connect() as conn:
        found = conn.execute("select datistemplate from pg_database where datname = %s", (name,)).fetchone()
        if found is None or not found[0]:
            _drop(conn, name)
            build(cluster, name, seed=seed)
            conn.execute(_format("alter database {} with is_template true allow_connections false", name))
            _drop_old_templates(conn)
    return name


def template_name(cluster: Cluster, seed: Seed = Seed.WORLD) -> str:
    """The name that the template of the present sources has, whether it exists or not."""
    sources = [ROLES, BOOTSTRAP, AUTH, *(migration.path for migration in migrate.migrations())]
    sources += [ROOT / source for source in CREDENTIAL_SOURCES]
    digest = hashlib.sha256(cluster.keys.master_key.encode() + b"\0" + seed.sql().encode() + b"\0")
    for path in sources:
        digest.update(path.name.encode() + b"\0" + (path.read_bytes() if path.is_file() else b"") + b"\0")
    return TEMPLATE + digest.hexdigest()[:12]


def build(cluster: Cluster, name: str, *, seed: Seed | None, migrated: bool = True) -> None:
    """Make the database `name` from nothing: bootstrap, and if asked migrations, seed and demonstration credentials."""
    with cluster.connect() as conn:
        conn.execute(ROLES.read_bytes())
        conn.execute(_format("create database {} owner postgres", name))
        _open(conn, name)
    with cluster.connect(name) as conn, conn.transaction():
        conn.execute(BOOTSTRAP.read_bytes())
        conn.execute("set local role lite_api")
        conn.execute(AUTH.read_bytes())
    set_passwords(cluster)
    if migrated:
        with cluster.connect(name, "postgres") as conn:
            migrate.apply(conn)
            if seed:
                with conn.transaction():
                    conn.execute(seed.sql().encode())
        set_passwords(cluster)
        if seed:
            store_demo_credentials(cluster, name)


def clone(cluster: Cluster, name: str, *, template: str | None = None) -> None:
    """Make the database `name` a copy of the template (25 ms). Nobody may be connected to the template."""
    source = template or ensure_template(cluster)
    with cluster.connect() as conn:
        statement = "create database {} template {} owner postgres strategy file_copy"
        conn.execute(_format(statement, name, source))
        _open(conn, name)


def drop(cluster: Cluster, name: str) -> None:
    """Drop the database `name` if it exists, whoever is connected."""
    with cluster.connect() as conn:
        _drop(conn, name)


def exists(cluster: Cluster, name: str) -> bool:
    with cluster.connect() as conn:
        return conn.execute("select from pg_database where datname = %s", (name,)).fetchone() is not None


def sweep(cluster: Cluster) -> list[str]:
    """Drop the clones whose makers are gone, e.g. killed; returns their names."""
    with cluster.connect() as conn:
        # One at a time: two that start together would drop the same ones.
        conn.execute("select pg_advisory_lock(hashtext('sweep'))")
        names = [row[0] for row in conn.execute("select datname from pg_database")]
        left = [name for name in names if (match := CLONE.match(name)) and not _alive(int(match["pid"]))]
        for name in left:
            _drop(conn, name)
    return left


def set_passwords(cluster: Cluster) -> None:
    """Give every login role that has none its password, as a SCRAM verifier: the server never sees the password."""
    with cluster.connect() as conn:
        roles = conn.execute("select rolname from pg_authid where rolcanlogin and rolpassword is null").fetchall()
        for (role,) in roles:
            verifier = conn.pgconn.encrypt_password(
                cluster.keys.role_password.encode(), role.encode(), b"scram-sha-256"
            )
            statement = sql.SQL("alter role {} password {}").format(sql.Identifier(role), verifier.decode())
            conn.execute(statement)


def _open(conn: psycopg.Connection[Any], name: str) -> None:
    # `create database` copies no grants on the database itself. The REST stand-in asks for schema `auth` on every start,
    # and even to be told that it exists takes the right to create it.
    conn.execute(_format("grant create on database {} to lite_api", name))
    # As the first migration says for the database it runs in.
    conn.execute(_format("revoke temporary on database {} from public", name))


def _drop(conn: psycopg.Connection[Any], name: str) -> None:
    if conn.execute("select from pg_database where datname = %s", (name,)).fetchone() is not None:
        conn.execute(_format("alter database {} with is_template false", name))
        conn.execute(_format("drop database {} with (force)", name))


def _drop_old_templates(conn: psycopg.Connection[Any]) -> None:
    newest_first = "select datname from pg_database where starts_with(datname, %s) order by oid desc"
    for (name,) in conn.execute(newest_first, (TEMPLATE,)).fetchall()[TEMPLATES_KEPT:]:
        _drop(conn, name)


def _format(statement: str, *names: str) -> sql.Composed:
    return sql.SQL(statement).format(*map(sql.Identifier, names))


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def _one_builder(cluster: Cluster) -> Iterator[None]:
    with (cluster.folder / "template.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
