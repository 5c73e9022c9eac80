"""`python -m local <command>`: what the Makefile calls."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import psycopg
import typer

from local import databases, migrate, stack
from local.postgres import SUPERUSER, dev_cluster
from local.screen import console, progress_console, step

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.command()
def up() -> None:
    """Start Postgres, REST and auth, and the functions, and leave them running."""
    running = stack.up(step)
    console.print(f"functions  {running.functions.url}\nREST       {running.rest.url}")
    console.print("[dim]make env: keys and addresses · make call: talk to it · make down: stop it[/]")


@app.command()
def down() -> None:
    """Stop whatever runs. Data stays."""
    console.print(f"stopped: {', '.join(stack.down()) or 'nothing was running'}")


@app.command()
def reset() -> None:
    """Throw the development database away and seed it anew; starts again what was running."""
    was_running = stack.running() is not None
    stack.reset()
    if was_running:
        stack.up(step)
    else:
        stack.down()
    console.print("the development database is new" if was_running else "the next `make up` seeds a new database")


@app.command()
def env() -> None:
    """Print KEY=VALUE lines with which any client can use the running stack."""
    running = stack.running()
    if running is None:
        progress_console.print("the stack is not running: `make up`")
        raise typer.Exit(1)
    for name, value in stack.environment(running).items():
        typer.echo(f"{name}={value}")


@app.command()
def demo() -> None:
    """Place a call at the demonstration salon and show what its owner sees. Leaves nothing running."""
    from local.demo import run

    raise typer.Exit(run())


@app.command()
def call(
    company: str = "salon",
    record: Annotated[Path | None, typer.Option(help="Write the call to this file, for tests/conversations.")] = None,
) -> None:
    """Type the caller's side of a conversation with one of the demonstration companies."""
    from local.call import run

    raise typer.Exit(run(company, record))


@app.command()
def url(role: str = SUPERUSER, database: str = stack.DATABASE) -> None:
    """Print the connection URL of a role; starts Postgres if need be."""
    cluster = dev_cluster()
    cluster.start()
    if database == stack.DATABASE and not databases.exists(cluster, database):
        databases.clone(cluster, database)
    typer.echo(cluster.url(database, role))


@app.command()
def migrations(
    keep: Annotated[str, typer.Option(help="Keep the database under this name instead of dropping it.")] = "",
    rollback: Annotated[bool, typer.Option(help="Then undo all of them and apply them again.")] = True,
) -> None:
    """Apply bootstrap, migrations and seed to an empty database, then down and up again. Prints what fails, and where."""
    cluster = dev_cluster()
    cluster.start()
    name = keep or f"test_{os.getpid()}_migrations"
    databases.drop(cluster, name)
    try:
        databases.build(cluster, name, seed=databases.Seed.WORLD)
        typer.echo("applied: migrations and seed")
        if rollback and not keep:
            with cluster.connect(name, "postgres") as conn:
                typer.echo(f"undone: {len(migrate.roll_back(conn))}, applied again: {len(migrate.apply(conn))}")
    except psycopg.Error as error:
        notes = " ".join(getattr(error, "__notes__", []))
        typer.echo(f"{error}\n{error.diag.context or ''}\n{notes}", err=True)
        raise typer.Exit(1) from None
    finally:
        if not keep:
            databases.drop(cluster, name)
    if keep:
        typer.echo(cluster.url(name))


def main() -> None:
    try:
        app()
    except PermissionError as error:
        progress_console.print(f"[red]✗[/] {error} (made by another user? delete .frontdesk)")
        raise SystemExit(1) from None
    except (RuntimeError, LookupError) as error:
        progress_console.print(f"[red]✗[/] {error}", markup=True)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
