"""`make lock`: pin every dependency anew, with hashes, naming no host and no folder of this machine."""

from __future__ import annotations

import re
import subprocess
import sys
import venv
from pathlib import Path

from local.paths import CACHE, ROOT, node_env, npm

UV = "uv==0.13.8"
OPTIONS = [
    *("--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"),
    *("--custom-compile-command", "make lock", "--quiet", "--upgrade"),
]
NPM_FOLDERS = (ROOT, ROOT / "local" / "packaging")
# Addresses of a project's sponsors stay in a lock file; where it was downloaded from must not.
FOREIGN = re.compile(r"https?://\S*(?:registry|pypi|npmjs)\S*|file:\S+|/(?:home|root|tmp|Users)/\S+")


def main() -> int:
    uv = _uv()
    shipped, everything = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
    _run([uv, "pip", "compile", "pyproject.toml", *OPTIONS, "-o", shipped.name])
    # The tools are chosen to fit what ships, never the other way round.
    _run(
        [uv, "pip", "compile", "pyproject.toml", "--group", "dev", "-c", shipped.name, *OPTIONS, "-o", everything.name]
    )
    locks = [shipped, everything]
    for folder in NPM_FOLDERS:
        _run([*npm(), "install", "--package-lock-only", "--ignore-scripts", "--loglevel=error"], folder)
        locks.append(folder / "package-lock.json")
    leaks = [f"{lock.name}: {found[0]}" for lock in locks for found in FOREIGN.finditer(lock.read_text())]
    for leak in leaks:
        print(f"lock: names where it came from: {leak}", file=sys.stderr)
    return 1 if leaks else 0


def _uv() -> str:
    """uv in an environment of its own: it resolves for every platform at once, and nothing else needs it."""
    folder = CACHE / UV.replace("==", "-")
    if not (folder / "bin" / "uv").is_file():
        venv.create(folder, with_pip=True)
        _run([str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", UV])
    return str(folder / "bin" / "uv")


def _run(command: list[str], folder: Path = ROOT) -> None:
    subprocess.run(command, cwd=folder, env=node_env(), check=True)


if __name__ == "__main__":
    raise SystemExit(main())
