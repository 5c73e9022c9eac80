"""An embedded Postgres 17: one cluster in one folder, reachable on 127.0.0.1 with a password only.

Settings trade durability for speed (fsync off): what lies here can be made again.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from local import processes
from local.keys import Keys, load_keys
from local.paths import STATE, postgres_package
from local.setup import make_links

SUPERUSER = "supabase_admin"  # as on the hosted platform, where `postgres` is an ordinary role

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_preload_libraries": "pg_stat_statements",
    # Tests look for secrets in what it remembers, and every clone of a database counts anew.
    "pg_stat_statements.max": "50000",
    "wal_level": "logical",
    "max_wal_size": "256MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Passwords here are 256 random bits: stretching them would only cost 10 ms per connection.
    "scram_iterations": "1",
    # As on a real server: a test that looks for secrets in the log must see what would stand there.
    "log_min_messages": "warning",
    "log_min_error_statement": "error",
}
INITDB = (
    *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C"),
    *("--set", "scram_iterations=1"),
)
# A crashed server's children hold its shared memory for a moment after it is gone.
STILL_IN_USE = "pre-existing shared memory block"
START_TIMEOUT_SECONDS = 60.0

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  # nosec B108 (a folder of our own in it, and only if it is ours)
# A run of all tests holds less than one gigabyte at a time.
ROOM_BYTES = 4 * 1024**3


class Cluster:
    """One Postgres server in `folder`: `data/`, `keys.json`, `postgres.log`. Starting and stopping may be repeated."""

    def __init__(
        self,
        folder: Path,
        *,
        binaries: Path | None = None,
        settings: dict[str, str] | None = None,
        initdb: tuple[str, ...] = INITDB,
    ) -> None:
        self.folder = folder
        self.binaries = binaries  # of another Postgres than the embedded one
        self.settings = SETTINGS if settings is None else settings
        self.initdb = initdb
        self.data = folder / "data"
        self.log = folder / "postgres.log"

    @property
    def keys(self) -> Keys:
        return load_keys(self.folder / "keys.json")

    def url(self, database: str = "postgres", role: str = SUPERUSER) -> str:
        """A connection URL for a login role. Raises RuntimeError when the server is not running."""
        port = self.port()
        if port is None:
            raise RuntimeError("the local Postgres is not running")
        return self._url(port, database, role)

    def connect(self, database: str = "postgres", role: str = SUPERUSER) -> psycopg.Connection[Any]:
        """An autocommit connection."""
        return psycopg.connect(self.url(database, role), autocommit=True, connect_timeout=5)

    def port(self) -> int | None:
        """The port our server answers on, or None. A file left by a crashed run does not count, nor does a stranger."""
        lines = self._pid_file()
        if len(lines) < 8 or lines[7].strip() != "ready" or not self._is_ours(int(lines[0])):
            return None
        return int(lines[3])

    def start(self) -> bool:
        """Make sure the server runs and answers. Returns True if this call started it.

        The first time the cluster is made (0.8 s). Whatever a crashed run left behind is cleared away.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._locked():
            if self.port() is not None:
                return False
            binaries = self.binaries
            if binaries is None:
                package = postgres_package()
                make_links(package)
                binaries = package / "native" / "bin"
            prefix, identity = unprivileged(self.data)
            if not (self.data / "PG_VERSION").is_file():
                self._make(binaries, prefix, identity)
            self._clear_leftovers()
            self._launch(binaries, prefix, identity)
            return True

    def stop(self) -> bool:
        """Fast shutdown: open transactions are rolled back. Returns False if it was not running."""
        if not self.folder.is_dir():
            return False
        with self._locked():
            lines = self._pid_file()
            if not lines:
                return False
            stopped = processes.stop(int(lines[0]), marker=str(self.data), how=signal.SIGINT)
            self._clear_leftovers()
            return stopped

    @contextmanager
    def borrowed(self, *, stay_up: Callable[[], bool] = lambda: False) -> Iterator[Cluster]:
        """Running while somebody has it on loan. The last one to leave stops it, unless `stay_up()` says otherwise."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "borrowers.lock").open("w") as borrowers:
            fcntl.flock(borrowers, fcntl.LOCK_SH)
            self.start()
            try:
                yield self
            finally:
                with suppress(BlockingIOError):
                    fcntl.flock(borrowers, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    if not stay_up():
                        self.stop()

    def remove(self) -> None:
        """Stop the server and delete its data and keys."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    # ── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _make(self, binaries: Path, prefix: list[str], identity: dict[str, Any]) -> None:
        """initdb into a folder beside, renamed when complete: an interrupted run leaves nothing that looks finished."""
        draft = self.folder / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        shutil.rmtree(self.data, ignore_errors=True)
        draft.mkdir(mode=0o700)
        with tempfile.NamedTemporaryFile("w", dir=self.folder) as password:
            password.write(self.keys.superuser_password)
            password.flush()
            if identity:
                for path in (draft, Path(password.name)):
                    os.chown(path, identity["user"], identity["group"])
            command = [
                *(*prefix, str(binaries / "initdb"), "--pgdata", str(draft)),
                *("--username", SUPERUSER, "--pwfile", password.name, "--auth", "scram-sha-256"),
                *("--encoding", "UTF8", "--no-sync", "--no-instructions", *self.initdb),
            ]
            done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, **identity)
        if done.returncode:
            raise RuntimeError(f"initdb failed: {done.stderr.strip()}")
        draft.rename(self.data)

    def _launch(self, binaries: Path, prefix: list[str], identity: dict[str, Any]) -> None:
        remembered = self.folder / "port"
        preferred = int(remembered.read_text()) if remembered.is_file() else None

        def attempt() -> bool:
            port = processes.free_port(preferred)
            options = [argument for name, value in self.settings.items() for argument in ("-c", f"{name}={value}")]
            command = [*prefix, str(binaries / "postgres"), "-D", str(self.data), "-p", str(port)]
            said_before = self.log.stat().st_size if self.log.exists() else 0
            server = processes.start_detached([*command, *options], log=self.log, identity=identity)
            up_or_dead = processes.wait_until(
                lambda: server.poll() is not None or self.port() is not None, START_TIMEOUT_SECONDS
            )
            if up_or_dead and server.poll() is None:
                remembered.write_text(str(port))
                return True
            server.kill()
            said = self.log.read_bytes()[said_before:].decode(errors="replace")
            if STILL_IN_USE in said or "could not bind" in said:
                return False
            raise RuntimeError(f"Postgres did not start: {said.strip() or 'no answer'}")

        if not processes.wait_until(attempt, 20):
            raise RuntimeError("Postgres did not start: a crashed run's processes are still there")

    def _clear_leftovers(self) -> None:
        """Postgres refuses to start on a pid file that is empty, or whose number happens to be another process by now."""
        lines = self._pid_file()
        if not lines or not self._is_ours(int(lines[0])):
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _pid_file(self) -> list[str]:
        """Lines of postmaster.pid: pid, folder, start, port, socket folder, address, shared memory, status."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []
        return lines if lines and lines[0].strip().isdigit() else []

    def _is_ours(self, pid: int) -> bool:
        return str(self.data) in processes.command_of(pid)

    def _url(self, port: int, database: str, role: str) -> str:
        password = self.keys.superuser_password if role == SUPERUSER else self.keys.role_password
        return f"postgresql://{role}:{password}@127.0.0.1:{port}/{database}"

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self.folder / "lock").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield


def unprivileged(data: Path) -> tuple[list[str], dict[str, Any]]:
    """How Postgres, which refuses to run as root, is run: (what to put before the command, arguments for Popen).

    Root uses a user namespace, in which it appears as somebody else while its files stay its own; where the kernel
    forbids that (some containers do), the processes become `nobody`, and every folder above the data must be passable.
    Data that was made one way is served that way.
    """
    if os.geteuid() != 0:
        return [], {}
    if data.is_dir() and data.stat().st_uid != 0:
        made_by = data.stat()
        return [], {"user": made_by.st_uid, "group": made_by.st_gid, "extra_groups": []}
    unshare = shutil.which("unshare")
    if unshare:
        prefix = [unshare, "--user", "--map-user=65534", "--map-group=65534"]
        if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0:
            return prefix, {}
    nobody = pwd.getpwnam("nobody")
    return [], {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def dev_cluster() -> Cluster:
    """The cluster behind `make up`, `make demo` and `make call`."""
    return Cluster(STATE / "dev")


def test_cluster() -> Cluster:
    """The cluster behind the tests; its own, so that neither disturbs the other.

    In memory where there is plenty: each test has a database of its own, and a thousand files a second are more than some
    disks write (a clone: 0.2 s instead of 3.5 s on one that was busy).
    """
    return Cluster(_in_memory(STATE / "test") or STATE / "test")


def _in_memory(folder: Path) -> Path | None:
    """A folder that stands for this one as long as the machine is up; None if there is no room for it."""
    if not SHARED_MEMORY.is_dir():
        return None
    name = f"frontdesk-{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}"
    stands_for = SHARED_MEMORY / name
    # Whoever came first decided, or two that start together would decide differently.
    if not stands_for.is_dir():
        if folder.is_dir() or shutil.disk_usage(SHARED_MEMORY).free < ROOM_BYTES or _available_bytes() < ROOM_BYTES:
            return None
        _sweep(SHARED_MEMORY)
        stands_for.mkdir(mode=0o755, exist_ok=True)
        (stands_for / "checkout").write_text(str(folder.parent.parent))
    return stands_for if stands_for.stat().st_uid == os.geteuid() else None


def _sweep(memory: Path) -> None:
    """Give back what checkouts left there that are no more."""
    for left in memory.glob("frontdesk-*"):
        with suppress(OSError):
            if not Path((left / "checkout").read_text()).is_dir():
                Cluster(left).remove()


def _available_bytes() -> int:
    """Memory that can be had without pushing anything out; 0 where the system does not say."""
    with suppress(OSError, ValueError, IndexError):
        lines = Path("/proc/meminfo").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    return 0
