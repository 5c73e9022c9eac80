"""A package holds what its function imports: all of it, or the first call fails; not much more, or it starts late."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest
from packaging.markers import default_environment

from local.cards import read_cards
from local.packaging.contents import PARTS, Shelf, contents, extras_asked_for
from local.packaging.runtime import Runtime
from local.paths import ROOT

FUNCTIONS = [card.function for card in read_cards()]

IMPORT_ALL = """
import importlib, sys
sys.path[:0] = [{package!r}]
for name in {modules!r}:
    importlib.import_module(name)
ours = [module for module in list(sys.modules.values()) if (getattr(module, "__file__", None) or "").startswith({root!r})]
print(len(ours))
"""


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    """The packages of this very environment: other wheels than on AWS, the same names."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    markers = {name: str(value) for name, value in default_environment().items()}
    return Shelf(Path(sysconfig.get_path("purelib")), extras=extras_asked_for(asked), markers=markers)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_runs_on_its_package_alone(function: str, shelf: Shelf, tmp_path: Path) -> None:
    """Everything that it may ever import, also late, is imported from the package, in a Python that knows nothing else."""
    found = contents(function, root=ROOT, shelf=shelf)
    site = Path(sysconfig.get_path("purelib"))
    for origin, files in ((ROOT, found.sources), (site, found.installed)):
        for file in files:
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / file).symlink_to(origin / file)
    modules = [".".join(file.with_suffix("").parts) for file in found.sources if file.suffix == ".py"]
    script = IMPORT_ALL.format(package=str(tmp_path), modules=modules, root=str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script], capture_output=True, text=True, check=False, cwd="/"
    )
    assert done.returncode == 0, done.stderr[-800:]
    assert int(done.stdout) > len(modules)


def test_only_who_speaks_with_a_model_ships_its_client(shelf: Shelf) -> None:
    ships = {name: set(contents(name, root=ROOT, shelf=shelf).distributions) for name in FUNCTIONS}
    assert [name for name, packages in ships.items() if "fastapi" in packages] == ["api_calls", "api_integrations"]
    assert "openai" in ships["voice_call"]
    assert "openai" not in ships["webhook_telephony"] | ships["job_inbox"] | ships["api_calls"] | ships["voice_tools"]
    assert all("psycopg-binary" in packages for packages in ships.values())


def test_a_large_part_is_shipped_only_to_who_names_it(shelf: Shelf) -> None:
    assert "twilio/rest" in PARTS
    with_client = [
        name
        for name in FUNCTIONS
        if any(str(file).startswith("twilio/rest/") for file in contents(name, root=ROOT, shelf=shelf).installed)
    ]
    assert with_client == ["api_calls", "api_integrations", "job_costs", "job_notices"]


def test_an_import_that_no_locked_package_provides_is_refused(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "functions" / "job_x").mkdir(parents=True)
    (tmp_path / "functions" / "job_x" / "handler.py").write_text("def handler():\n    import boto3\n")
    with pytest.raises(LookupError, match="boto3"):
        contents("job_x", root=tmp_path, shelf=shelf)


def test_what_the_platform_does_not_need_is_not_required() -> None:
    """`tzdata` is for Windows, and no extra is taken that nobody asked for."""
    assert Runtime((3, 12)).markers["sys_platform"] == "linux"
    assert extras_asked_for(["psycopg[binary]", "PyJWT[crypto]>=2", "httpx"]) == {
        "psycopg": frozenset({"binary"}),
        "pyjwt": frozenset({"crypto"}),
    }


def test_wheels_are_taken_no_newer_than_the_platforms_c_library() -> None:
    assert Runtime((3, 12)).platforms[0] == "manylinux_2_34_aarch64"
    assert Runtime((3, 11)).platforms[0] == "manylinux_2_26_aarch64"
    assert "manylinux2014_aarch64" in Runtime((3, 12)).platforms
