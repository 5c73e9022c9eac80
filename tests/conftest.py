"""Fixtures for every test: a real Postgres, a database in any state of commitment, REST and functions over HTTP.

One cluster for all sessions of a checkout (`.frontdesk/test`), started by the first and stopped by the last. Databases
are clones of a template that is rebuilt when migrations, seed or bootstrap change.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings

from local import databases
from local.environment import function_environment
from local.gateway import Gateway
from local.postgres import Cluster, test_cluster
from local.services import start_rest
from shared.db import connection
from shared.db.connection import disconnect
from tests.fuzz.budget import EXAMPLES
from tests.support.database import Connection, Database, acting_as, forget_what_is_cached
from tests.support.rest import Rest

ActAs = Callable[..., AbstractContextManager[Connection]]

# Whatever the developer's shell holds, no test talks to a provider.
OUTSIDE = (
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "OPENAI_MODEL",
    "TWILIO_API_BASE_URL",
    "TELNYX_API_BASE_URL",
    "VAPI_API_BASE_URL",
    "RETELL_API_BASE_URL",
    "SMTP_BASE_URL",
    "PUBLIC_BASE_URL",
    "OPENAI_API_BASE_URL",
    "ANTHROPIC_API_BASE_URL",
    "OPENROUTER_API_BASE_URL",
    "ELEVENLABS_API_BASE_URL",
    "SPEECH_URL",
    "RELAY_URL",
)

_numbers = itertools.count(1)


# A machine busy with other tests is no finding. `make test` draws the same examples for the same code, so that what it
# says is said of a change and not of luck; `make fuzz` draws others each time, and as many as it wants wherever a test
# does not say.
settings.register_profile("house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", settings.get_profile("house"), derandomize=False, max_examples=max(EXAMPLES, 1))


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("fuzz" if EXAMPLES else "house")
    for name in OUTSIDE:
        os.environ.pop(name, None)
    # A caller's patience; a machine busy with other tests may need longer. What happens at the deadline has its own tests.
    connection.DEADLINE_SECONDS = 10.0
    # Powertools: no tracing daemon here, and a log line for people to read when a test fails.
    os.environ.setdefault("POWERTOOLS_TRACE_DISABLED", "true")
    os.environ.setdefault("POWERTOOLS_METRICS_NAMESPACE", "Frontdesk")
    os.environ.setdefault("POWERTOOLS_SERVICE_NAME", "frontdesk")
    os.environ.setdefault("AWS_REGION", "eu-central-1")


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """The tests' Postgres. Parallel sessions share it; the last one to leave stops it."""
    with test_cluster().borrowed() as shared:
        databases.sweep(shared)
        yield shared


@pytest.fixture(scope="session")
def template(cluster: Cluster) -> str:
    """Name of the database with migrations, the demonstration companies and their credentials; or of a broken one (tests/mutation)."""
    return os.environ.get("FRONTDESK_TEMPLATE") or databases.ensure_template(cluster, databases.Seed.DEMONSTRATION)


@pytest.fixture
def fresh_database(cluster: Cluster, template: str) -> Iterator[Callable[[], Database]]:
    """Makes clones of the template, dropped after the test. For tests that need several; others use `database`."""
    made: list[str] = []

    def make() -> Database:
        name = f"test_{os.getpid()}_{next(_numbers)}"
        databases.clone(cluster, name, template=template)
        made.append(name)
        return Database(cluster, name)

    yield make
    for name in made:
        databases.drop(cluster, name)


@pytest.fixture(scope="session")
def world(cluster: Cluster) -> Iterator[Database]:
    """The whole seeded world, as `make up` shows it. Read it; commit nothing here."""
    name = f"test_{os.getpid()}_world"
    databases.clone(cluster, name, template=databases.ensure_template(cluster, databases.Seed.WORLD))
    yield Database(cluster, name)
    databases.drop(cluster, name)


@pytest.fixture(scope="session")
def worker_database(cluster: Cluster, template: str) -> Iterator[Database]:
    """A clone for all tests of this worker that roll back what they do. Commit nothing here."""
    name = f"test_{os.getpid()}_worker"
    databases.clone(cluster, name, template=template)
    yield Database(cluster, name)
    databases.drop(cluster, name)


@pytest.fixture(scope="session")
def _worker_connection(worker_database: Database) -> Iterator[Connection]:
    with worker_database.connect() as conn:
        yield conn


@pytest.fixture
def db(_worker_connection: Connection) -> Iterator[Connection]:
    """A superuser connection (dict rows) in a transaction that is rolled back after the test. 0.3 ms."""
    with _worker_connection.transaction(force_rollback=True):
        yield _worker_connection


@pytest.fixture
def act_as(db: Connection) -> ActAs:
    """`with act_as(user_id):`, `with act_as("anon"):`, `with act_as("fn_voice"):` on the connection of `db`."""

    @contextmanager
    def act(who: UUID | str, **claims: object) -> Iterator[Connection]:
        with acting_as(db, who, **claims) as conn:
            yield conn

    return act


@pytest.fixture
def database(
    cluster: Cluster, fresh_database: Callable[[], Database], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """A clone of the template for one test that commits (25 ms); the functions' environment points at it."""
    made = fresh_database()
    use_environment(monkeypatch, function_environment(cluster, made.name))
    yield made
    disconnect()
    forget_what_is_cached()


@pytest.fixture(scope="session")
def _rest_server(cluster: Cluster) -> Iterator[Rest]:
    service = start_rest(cluster, None, attached=True)
    yield Rest(cluster, service)
    service.stop()


@pytest.fixture
def rest(database: Database, _rest_server: Rest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rest]:
    """REST and auth over HTTP on the test's database, with `supabase` clients; the Node process serves all tests."""
    _rest_server.serve(database)
    use_environment(monkeypatch, {"SUPABASE_URL": _rest_server.url})
    yield _rest_server
    _rest_server.let_go()


@pytest.fixture
def gateway(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    """The functions over HTTP at `gateway.url`, on the test's database. `gateway.errors` holds what they raised."""
    served = Gateway(instances=4)
    use_environment(monkeypatch, served.environment)
    served.start()
    yield served
    served.stop()


def use_environment(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> None:
    """Set variables for this test and make the functions read them anew."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    forget_what_is_cached()


def pytest_make_parametrize_id(config: pytest.Config, val: Any, argname: str) -> str | None:
    """Keep umlauts readable in the names of parametrised tests."""
    return val if isinstance(val, str) and len(val) <= 60 else None
