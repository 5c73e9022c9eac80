"""The two processes beside Postgres: REST and auth (Node), and the functions (Python). Each on a free port of 127.0.0.1.

A service is either detached (`make up`: outlives the command) or attached (demo, tests: ends with the process that
started it, even if that is killed, because its standard input ends then).
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from local import processes
from local.environment import function_environment
from local.paths import REST_SERVER, ROOT, node, node_env
from local.postgres import Cluster

REST_ROLE = "lite_api"
START_TIMEOUT_SECONDS = 60.0
# A port that was free may be taken before the process listens on it; so Node and Python say that it is.
ATTEMPTS = 3
PORT_TAKEN = ("EADDRINUSE", "Address already in use")


@dataclass(frozen=True, slots=True)
class Service:
    """A running process. `marker` is in its command line: a number kept from a crashed run is not mistaken for it.

    `version` stands for the sources and settings it was started with.
    """

    name: str
    pid: int
    port: int
    marker: str
    version: str = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def is_alive(self) -> bool:
        return self.marker in processes.command_of(self.pid)

    def stop(self) -> bool:
        return processes.stop(self.pid, marker=self.marker)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def start_rest(
    cluster: Cluster, database: str | None, *, preferred_port: int | None = None, attached: bool = False, hook: str = ""
) -> Service:
    """Serve a database's REST and auth API (0.8 s); without a database it waits to be given one (tests).

    `hook` is the custom access token hook, "schema.function". Raises RuntimeError when it does not come up.
    """
    keys = cluster.keys
    environment = node_env() | {
        "NODE_ENV": "production",
        "NODE_NO_WARNINGS": "1",
        "JWT_SECRET": keys.jwt_secret,
        "PUBLISHABLE_KEY": keys.publishable_key,
        "SECRET_KEY": keys.secret_key,
        "DATABASE_URL": cluster.url(database, REST_ROLE) if database else "",
        "ACCESS_TOKEN_HOOK": hook,
    }
    command = [str(node()), str(REST_SERVER)]
    service = _start("rest", command, environment, cluster.folder / "rest.log", preferred_port, attached)
    return replace(service, version=rest_version())


def rest_version() -> str:
    """Changes when what serves REST changes."""
    return _hash([*REST_SERVER.parent.glob("*.mjs"), ROOT / "package-lock.json"])


def functions_version() -> str:
    """Changes when the functions' sources do, or the model that the environment configures."""
    sources = [path for folder in ("functions", "shared", "local") for path in (ROOT / folder).rglob("*.py")]
    return _hash(sources, *(f"{name}={value}" for name, value in os.environ.items() if name.startswith("OPENAI_")))


def start_functions(
    cluster: Cluster, database: str, supabase_url: str, *, preferred_port: int | None = None, attached: bool = False
) -> Service:
    """Serve `functions/` on a database, with whatever model the caller's environment configures (`OPENAI_*`)."""
    environment = _own_environment() | function_environment(cluster, database, supabase_url=supabase_url)
    command = [sys.executable, "-m", "local.gateway"]
    service = _start("functions", command, environment, cluster.folder / "functions.log", preferred_port, attached)
    return replace(service, version=functions_version())


def _start(
    name: str, command: list[str], environment: dict[str, str], log: Path, preferred_port: int | None, attached: bool
) -> Service:
    for _ in range(ATTEMPTS):
        port = processes.free_port(preferred_port)
        full = [*command, str(port), *(["attached"] if attached else [])]
        said_before = log.stat().st_size if log.exists() else 0
        process = processes.start_detached(
            full, log=log, env=environment, folder=ROOT, stdin=subprocess.PIPE if attached else subprocess.DEVNULL
        )
        service = Service(name, process.pid, port, " ".join(full[1:]))
        if _comes_up(process, service):
            return service
        service.stop()
        said = log.read_bytes()[said_before:].decode(errors="replace").strip()
        if not any(taken in said for taken in PORT_TAKEN):
            raise RuntimeError(f"{name} did not start: {said or 'no answer'}")
    raise RuntimeError(f"{name} did not start: no free port")


def _comes_up(process: subprocess.Popen[bytes], service: Service) -> bool:
    ready = f"{service.url}/_local/ready"
    processes.wait_until(lambda: process.poll() is not None or answers(ready), START_TIMEOUT_SECONDS)
    return process.poll() is None and answers(ready)


def answers(url: str) -> bool:
    """True if a GET of `url` is answered with 200."""
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return bool(response.status == 200)
    except (OSError, urllib.error.HTTPError):
        return False


def _hash(sources: list[Path], *settings: str) -> str:
    digest = hashlib.sha256("\0".join(sorted(settings)).encode())
    for path in sorted(sources):
        digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _own_environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
