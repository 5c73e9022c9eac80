"""Start, recognise and stop processes that outlive the command that started them."""

from __future__ import annotations

import itertools
import os
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

# A Popen that is collected while its process runs warns about it; ours run on deliberately.
_STARTED: dict[int, subprocess.Popen[bytes]] = {}

POLL_SECONDS = 0.005
PORTS = range(20_000, 30_000)


def start_detached(
    command: Sequence[str],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    folder: Path | None = None,
    stdin: int = subprocess.DEVNULL,
    identity: Mapping[str, Any] | None = None,
) -> subprocess.Popen[bytes]:
    """Run `command` in a session of its own, its output appended to `log`.

    With `stdin=subprocess.PIPE` the process can notice our end: its standard input ends when we do.
    """
    with log.open("ab") as output:
        process = subprocess.Popen(
            list(command),
            stdin=stdin,
            stdout=output,
            stderr=output,
            cwd=folder or "/",
            env=env,
            start_new_session=True,
            **(identity or {}),
        )
    _STARTED[process.pid] = process
    return process


def command_of(pid: int) -> str:
    """The command line of a running process; empty when there is none (or it has ended and waits to be collected)."""
    started = _STARTED.get(pid)
    if started is not None and started.poll() is not None:
        return ""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except (FileNotFoundError, ProcessLookupError):
        if Path("/proc/self").exists():
            return ""
    listed = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return listed.stdout.strip()


def stop(pid: int, *, marker: str, how: signal.Signals = signal.SIGTERM, timeout_seconds: float = 20) -> bool:
    """End process `pid` if its command line contains `marker`, and wait until it is gone.

    Returns False when there was nothing to stop: a number kept from a crashed run may belong to somebody else by now.
    A process that does not go in time is killed.
    """
    if marker not in command_of(pid):
        return False
    os.kill(pid, how)
    if not wait_until(lambda: _has_ended(pid), timeout_seconds):
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: _has_ended(pid), 5)
    return True


def _has_ended(pid: int) -> bool:
    """True once a process has given up its files and ports.

    Its command line is gone a moment earlier, and its first thread may have ended before the others have.
    """
    started = _STARTED.get(pid)
    if started is not None:
        return started.poll() is not None
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        if len(list(Path(f"/proc/{pid}/task").iterdir())) > 1:
            return False
    except (FileNotFoundError, ProcessLookupError):
        if Path("/proc/self").exists():
            return True
        listed = subprocess.run(["ps", "-o", "state=", "-p", str(pid)], capture_output=True, text=True, check=False)
        state = listed.stdout.strip()[:1] or "X"
    return state in "ZX"


def wait_until(condition: Callable[[], bool], timeout_seconds: float) -> bool:
    """True as soon as `condition` holds, False if it does not within the time."""
    end = time.monotonic() + timeout_seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(POLL_SECONDS)
    return True


def free_port(preferred: int | None = None) -> int:
    """A port of 127.0.0.1 that nobody listens on: the preferred one if it is free.

    Others are drawn from below the range that systems use for outgoing connections, so that a port which is given up
    for a moment (a restart) is still free afterwards.
    """
    drawn = (secrets.choice(PORTS) for _ in range(100))
    for port in itertools.chain([preferred] if preferred else [], drawn):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("no free port on 127.0.0.1")
