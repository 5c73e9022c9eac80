"""Where the functions run: what `serverless.yml` says, and what follows from it for wheels, markers and bytecode."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from local.paths import ROOT

SERVERLESS = ROOT / "serverless.yml"
# Where that file expects the zips.
PACKAGES = ROOT / ".frontdesk" / "packages"

# Amazon Linux 2023, below Python 3.12 and newer, has glibc 2.34; Amazon Linux 2, below the older ones, has 2.26.
AMAZON_LINUX_2023_SINCE = (3, 12)
GLIBC_MINOR = {True: 34, False: 26}
# Where Lambda unpacks the zip: what a traceback shows as the folder of our files.
TASK_ROOT = "/var/task"


@dataclass(frozen=True, slots=True)
class Runtime:
    """One Python of AWS Lambda on arm64. `version` is (major, minor)."""

    version: tuple[int, int]

    @property
    def dotted(self) -> str:
        return ".".join(map(str, self.version))

    @property
    def platforms(self) -> list[str]:
        """Platform tags of wheels that work there, the newest first."""
        newest = GLIBC_MINOR[self.version >= AMAZON_LINUX_2023_SINCE]
        return [f"manylinux_2_{minor}_aarch64" for minor in range(newest, 16, -1)] + ["manylinux2014_aarch64"]

    @property
    def markers(self) -> dict[str, str]:
        """The environment in which a requirement's `; marker` is judged."""
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{self.dotted}.0",
            "os_name": "posix",
            "platform_machine": "aarch64",
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": "Linux",
            "platform_version": "",
            "python_full_version": f"{self.dotted}.0",
            "python_version": self.dotted,
            "sys_platform": "linux",
        }

    def compiler(self) -> Path | None:
        """A Python of just this version, the only kind whose bytecode it reads; None if this machine has none."""
        return _python(self.version)


@cache
def _python(version: tuple[int, int]) -> Path | None:
    if sys.version_info[:2] == version:
        return Path(sys.executable)
    program = f"python{version[0]}.{version[1]}"
    on_path = shutil.which(program)
    # pyenv keeps several beside each other; what it puts on the path answers for the chosen ones only.
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    candidates = [Path(on_path)] if on_path else []
    candidates += sorted(pyenv.glob(f"{version[0]}.{version[1]}.*/bin/{program}"), reverse=True)
    return next((each for each in candidates if _is_version(each, version)), None)


def _is_version(program: Path, version: tuple[int, int]) -> bool:
    asked = [str(program), "-c", "import sys; print(*sys.version_info[:2])"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return done.returncode == 0 and done.stdout.split() == [str(part) for part in version]


def lambda_runtime(configuration: Path = SERVERLESS) -> Runtime:
    """The runtime that `serverless.yml` names for all functions. Raises ValueError if it names no Python."""
    found = re.search(r"^  runtime: python(\d+)\.(\d+)$", configuration.read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise ValueError(f"{configuration.name}: no `runtime: python<version>` below `provider`")
    return Runtime((int(found[1]), int(found[2])))
