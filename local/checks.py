"""`make check` and `make test`: run every judge, show what it says if it objects, and end with one line.

python -m local.checks check            format, lint, types, security, schema
python -m local.checks test [...]       pytest, further arguments go to it
python -m local.checks types            supabase/types.ts written anew
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from local import databases, migrate, plpgsql
from local.paths import ROOT, TYPES, VENV
from local.postgres import test_cluster
from local.screen import progress_console
from local.supabase_cli import supabase, typescript_types

Judge = Callable[[], str]
MOST_WORKERS = 4


def check() -> int:
    """Every judge, even after one has objected; 1 if any did."""
    with _database() as (superuser_url, migrator_url):
        judges: dict[str, Judge] = {
            "format (ruff)": lambda: _program("ruff", "format", "--check", "."),
            "lint (ruff)": lambda: _program("ruff", "check", "."),
            "types (mypy)": lambda: _program("mypy"),
            "security (bandit)": lambda: _program("bandit", "-q", "-ll", "-c", "pyproject.toml", "-r", *SOURCES),
            "migrations (squawk)": lambda: _program("squawk", *(str(m.path) for m in migrate.migrations())),
            "row level security (pgrls)": lambda: _program("pgrls", "lint", "--database-url", superuser_url),
            "reachability (pgrls verify)": lambda: _program(
                "pgrls", "verify", "--strict", "--mode", "reachability", "--database-url", superuser_url
            ),
            "who may do what (pgrls matrix)": lambda: _matrix(superuser_url),
            "schema (supabase db advisors)": lambda: _advisors(migrator_url),
        }
        # Where a Postgres that has it is installed (Debian's postgresql-15-plpgsql-check); it cannot come from a lock file.
        binaries = plpgsql.at_hand()
        if binaries is not None:
            judges["functions (plpgsql_check)"] = lambda: "\n".join(plpgsql.objections(binaries))
        else:
            progress_console.print("[dim]- functions (plpgsql_check): not at hand[/]")
        objections = [name for name, judge in judges.items() if not _judged(name, judge)]
    if objections:
        progress_console.print(f"[red]check: {len(objections)} of {len(judges)} object: {', '.join(objections)}[/]")
        return 1
    progress_console.print(f"[green]check: all {len(judges)} agree[/]")
    return 0


def test(arguments: list[str]) -> int:
    """All tests, on two or more workers where there are cores for it."""
    workers = str(min(MOST_WORKERS, max(1, os.cpu_count() or 1)))
    chosen = [] if any(argument.startswith(("-n", "--numprocesses")) for argument in arguments) else ["-n", workers]
    return subprocess.run([_bin("pytest"), *chosen, *arguments], cwd=ROOT, check=False).returncode


def types() -> int:
    """Write `supabase/types.ts` anew; a test says when that is due."""
    with _database() as (_, migrator_url):
        TYPES.write_text(typescript_types(migrator_url), encoding="utf-8")
    return 0


SOURCES = [folder for folder in ("functions", "shared", "local", "benchmarks") if (ROOT / folder).is_dir()]


def _judged(name: str, judge: Judge) -> bool:
    started = time.monotonic()
    said = judge()
    mark = "[red]✗[/]" if said else "[green]✓[/]"
    progress_console.print(f"{mark} {name} [dim]{time.monotonic() - started:.1f} s[/]")
    if said:
        progress_console.print(said, markup=False, highlight=False, soft_wrap=True)
    return not said


def _program(name: str, *arguments: str) -> str:
    """What a program says if it objects; empty if it does not."""
    done = subprocess.run([_bin(name), *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else (done.stdout + done.stderr).strip() or f"exit code {done.returncode}"


def _matrix(url: str) -> str:
    """Where pgrls reads the grants and policies otherwise than our table of who may do what.

    It also follows definer functions, which our table names as functions: a cell that only such a door opens is theirs.
    """
    from tests.supabase.access_matrix import CLOSED, RELATIONS, T

    functions = ("fn_ingest", "fn_voice", "fn_api", "fn_billing", "fn_jobs")
    roles = ("anon", "authenticated", "service_role", *functions)
    command = [_bin("pgrls"), "matrix", "--database-url", url, "--roles", ",".join(roles), "--format", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        return (done.stdout + done.stderr).strip()
    lines = {f"public.{line.name}": line for line in RELATIONS} | {name: T(name) for name in CLOSED}
    return "\n".join(access_objections(json.loads(done.stdout)["rows"], lines))


def access_objections(rows: list[dict[str, Any]], lines: Mapping[str, Any]) -> list[str]:
    """What `pgrls matrix` says of the tables in `lines` (a line of access_matrix.py each), where it is not what they say."""
    objections = []
    for row in rows:
        if row["table"] not in lines:
            continue
        line, verb = lines[row["table"]], row["command"].lower()
        for role, cell in row["access"].items():
            verdict, note = cell["verdict"], cell["note"] or ""
            fitting = {"denied"}
            if role == "service_role" and verb != "truncate" and verb[0] in line.service:
                fitting = {"open"}
            elif role == "authenticated" and getattr(line, verb, None):
                fitting = {"open", "conditional"} if getattr(line, verb) == "anyone" else {"conditional"}
            # What only a door opens, or what follows from a link, is no privilege of the role.
            by_another_way = "SECURITY DEFINER" in note or verdict == "undecided"
            if verdict not in fitting and (role == "anon" or verdict == "denied" or not by_another_way):
                objections.append(
                    f"{row['table']}: {role}, {verb}: {verdict}, not {' or '.join(sorted(fitting))} {note}"
                )
    return objections


def _advisors(url: str) -> str:
    """Supabase's own advisors; from warnings on they object. (Informative ones on unused indexes are no news in a new database.)"""
    options = ["--type", "all", "--level", "warn", "--fail-on", "warn", "--output-format", "json"]
    done = supabase("db", "advisors", *options, url=url, capture=True)
    if done.returncode == 0:
        return ""
    try:
        results = json.loads(done.stdout)["results"]
    except (ValueError, KeyError):
        return (done.stdout + done.stderr).strip()
    return "\n".join(f"{found['level']} {found['name']}: {found['detail']}" for found in results)


@contextmanager
def _database() -> Iterator[tuple[str, str]]:
    """A database with the migrations applied, for judges that look at the catalogue: URLs of superuser and `postgres`."""
    with test_cluster().borrowed() as cluster:
        databases.sweep(cluster)
        name = f"test_{os.getpid()}_check"
        databases.clone(cluster, name)
        try:
            yield cluster.url(name), cluster.url(name, "postgres")
        finally:
            databases.drop(cluster, name)


def _bin(name: str) -> str:
    return str(VENV / "bin" / name)


if __name__ == "__main__":
    verb, *rest = sys.argv[1:]
    raise SystemExit({"check": check, "types": types}.get(verb, lambda: test(rest))())
