"""Install what the functions ship, for the machine they run on, without being that machine: once per lock file."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from local.packaging.runtime import TASK_ROOT, Runtime
from local.paths import CACHE

SITES = CACHE / "sites"


def site_for(runtime: Runtime, lock: Path, *, folder: Path = SITES) -> Path:
    """A folder with the locked packages for `runtime`, compiled if this machine can. Made only if lock or runtime changed.

    Raises RuntimeError if pip finds no fitting wheel: nothing is ever built from source here.
    """
    compiler = runtime.compiler()
    key = hashlib.sha256("\0".join([lock.read_text(), *runtime.platforms, str(compiler)]).encode()).hexdigest()[:16]
    site = folder / f"python{runtime.dotted}-{key}"
    if not site.is_dir():
        shutil.rmtree(folder, ignore_errors=True)
        draft = folder / "draft"
        _install(runtime, lock, draft)
        if compiler:
            compile_folder(draft, compiler)
        draft.rename(site)
    return site


def compile_folder(folder: Path, compiler: Path, *, below: str = TASK_ROOT) -> None:
    """Write bytecode that is never compared with its source: on AWS both are read-only, and came together.

    The names in it are those of the place `below` which it is unpacked. A file that does not compile is left as it is:
    some packages carry templates that look like Python.
    """
    command = [str(compiler), "-m", "compileall", "-q", "-f", "--invalidation-mode", "unchecked-hash"]
    subprocess.run([*command, "-s", str(folder), "-p", below, str(folder)], check=False, stdout=subprocess.DEVNULL)


def _install(runtime: Runtime, lock: Path, target: Path) -> None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--require-hashes", "--no-compile", "--only-binary=:all:", "--implementation", "cp"]
    command += ["--python-version", runtime.dotted, *(f"--platform={platform}" for platform in runtime.platforms)]
    done = subprocess.run(
        [*command, "--target", str(target), "-r", str(lock)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = [line for line in done.stderr.splitlines() if line.startswith("ERROR")][-3:]
        raise RuntimeError(f"no wheels for {runtime.dotted} on arm64:\n" + "\n".join(last or [done.stderr[-500:]]))
