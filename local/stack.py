"""The development stack: Postgres, its database, REST and auth, the functions. Up, down, and what an outside client needs.

State lies in `.frontdesk/dev`: `services.json` names the processes and their ports. Ports are chosen free and remembered.
"""

from __future__ import annotations

import fcntl
import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from local import databases, migrate
from local.demo_credentials import DEMONSTRATIONS, PASSWORD, Demonstration
from local.postgres import Cluster, dev_cluster
from local.services import Service, functions_version, rest_version, start_functions, start_rest
from shared.providers.addresses import addresses

DATABASE = "frontdesk"


class Progress(Protocol):
    """Told what is being done, and when it is done."""

    def __call__(self, what: str) -> Any: ...


@dataclass(frozen=True, slots=True)
class Stack:
    """A running stack on one database."""

    cluster: Cluster
    database: str
    rest: Service
    functions: Service


def up(progress: Progress) -> Stack:
    """Make sure everything runs, with the sources of now, on the ports of before; what does already is left alone.

    An existing database keeps its data and gets the migrations that it lacks.
    """
    cluster = dev_cluster()
    cluster.folder.mkdir(parents=True, exist_ok=True)
    with _locked(cluster):
        start_postgres(cluster, progress)
        if databases.exists(cluster, DATABASE):
            with progress("migrations"), cluster.connect(DATABASE, "postgres") as conn:
                fresh = migrate.apply(conn)
            if fresh:
                databases.set_passwords(cluster)
        else:
            with progress("database: migrations, seed, demonstration credentials"):
                databases.clone(cluster, DATABASE)
        before = _services(cluster)
        rest = before.get("rest")
        if rest is None or not _is_current(rest, rest_version()):
            with progress("REST and auth"):
                rest = start_rest(cluster, DATABASE, preferred_port=rest.port if rest else None)
                _remember(cluster, rest)
        functions = before.get("functions")
        if functions is None or not _is_current(functions, functions_version()):
            with progress("functions"):
                preferred = functions.port if functions else None
                functions = start_functions(cluster, DATABASE, rest.url, preferred_port=preferred)
                _remember(cluster, functions)
        return Stack(cluster, DATABASE, rest, functions)


def down() -> list[str]:
    """Stop everything that runs, data stays; returns what was stopped."""
    cluster = dev_cluster()
    if not cluster.folder.is_dir():
        return []
    with _locked(cluster):
        stopped = [service.name for service in _services(cluster).values() if service.stop()]
        return [*stopped, "postgres"] if cluster.stop() else stopped


def reset() -> None:
    """Stop the services and drop the database: the next `up` seeds anew."""
    down()
    cluster = dev_cluster()
    cluster.start()
    databases.drop(cluster, DATABASE)


def running() -> Stack | None:
    """The stack if all of it runs."""
    cluster = dev_cluster()
    services = _services(cluster)
    rest, functions = services.get("rest"), services.get("functions")
    if not (cluster.port() and rest and functions and rest.is_alive() and functions.is_alive()):
        return None
    return Stack(cluster, DATABASE, rest, functions)


def is_up() -> bool:
    """True if any of the stack's services runs: Postgres has to stay."""
    return any(service.is_alive() for service in _services(dev_cluster()).values())


def start_postgres(cluster: Cluster, progress: Progress) -> bool:
    """Start the cluster and clear away databases whose makers are gone. True if it was not running."""
    with progress("Postgres"):
        started = cluster.start()
        databases.sweep(cluster)
    with progress("template database"):
        databases.ensure_template(cluster)
    return started


def environment(stack: Stack) -> dict[str, str]:
    """What any outside client needs to use the stack, in the order in which `make env` prints it."""
    keys = stack.cluster.keys
    variables = {
        "FUNCTIONS_URL": stack.functions.url,
        "RELAY_URL": relay_url(stack),
        "SUPABASE_URL": stack.rest.url,
        "SUPABASE_PUBLISHABLE_KEY": keys.publishable_key,
        "SUPABASE_SECRET_KEY": keys.secret_key,
        "DATABASE_URL": stack.cluster.url(stack.database),
    }
    for company in DEMONSTRATIONS:
        variables |= {
            f"{company.name}_NUMBER": company.number,
            f"{company.name}_OWNER_EMAIL": company.owner_email,
            f"{company.name}_OWNER_PASSWORD": PASSWORD,
            **{f"{company.name}_{name}_URL": address for name, address in entered(stack, company).items()},
            f"{company.name}_TWILIO_AUTH_TOKEN": company.auth_token,
        }
    return variables


def relay_url(stack: Stack) -> str:
    """Where calls are carried over a socket; chosen by the functions when they started, and asked of them."""
    with urllib.request.urlopen(f"{stack.functions.url}/_local/ready", timeout=5) as answer:
        return str(json.load(answer).get("RELAY_URL", ""))


def entered(stack: Stack, company: Demonstration) -> dict[str, str]:
    """What this company enters at its providers, by provider and name (TWILIO_VOICE); of several at one, its number's."""
    query = """
        select i.provider, i.webhook_token from public.phone_numbers n
        join public.integrations i on i.company_id = n.company_id
        where n.number = %s order by i.id = n.integration_id, i.created_at"""
    with stack.cluster.connect(stack.database) as conn:
        rows = conn.execute(query, (company.number,)).fetchall()
    if not rows:
        raise LookupError(f"the seed has no number {company.number}")
    base, relay = stack.functions.url, relay_url(stack)
    return {
        f"{provider}_{name}".upper(): address
        for provider, token in rows
        for name, address in addresses(provider, token, base_url=base, relay_url=relay).items()
    }


def _is_current(service: Service, version: str) -> bool:
    """True if it runs with these sources; one that runs with others is stopped."""
    if service.version == version:
        return service.is_alive()
    service.stop()
    return False


def _services(cluster: Cluster) -> dict[str, Service]:
    try:
        stored = json.loads(_state_file(cluster).read_text())
    except (FileNotFoundError, ValueError):
        return {}
    return {name: Service(**values) for name, values in stored.items()}


def _remember(cluster: Cluster, service: Service) -> None:
    services = {name: known.as_dict() for name, known in _services(cluster).items()} | {service.name: service.as_dict()}
    draft = _state_file(cluster).with_suffix(".new")
    draft.write_text(json.dumps(services, indent=2))
    draft.rename(_state_file(cluster))


def _state_file(cluster: Cluster) -> Path:
    return cluster.folder / "services.json"


@contextmanager
def _locked(cluster: Cluster) -> Iterator[None]:
    with (cluster.folder / "stack.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
