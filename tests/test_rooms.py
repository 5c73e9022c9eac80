"""The rooms of the house: who may import whom, so that the next person knows where a line belongs."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
# functions → voice → runtime | db | providers → domain; the three in the middle never import each other.
MAY_IMPORT = {
    "shared.domain": {"shared.domain"},
    "shared.db": {"shared.db", "shared.domain"},
    "shared.providers": {"shared.providers", "shared.domain"},
    "shared.runtime": {"shared.runtime", "shared.domain"},
    "shared.voice": {"shared.voice", "shared.runtime", "shared.db", "shared.providers", "shared.domain"},
    "functions": {"functions", "shared.voice", "shared.runtime", "shared.db", "shared.providers", "shared.domain"},
}
OURS = ("shared", "functions", "local", "tests", "benchmarks", "supabase")
VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc", "service"}


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.partition(".")[0] in ("shared", "functions", "local", "tests", "benchmarks")}


def modules() -> list[tuple[Path, str]]:
    return [
        (path, ".".join(path.relative_to(ROOT).with_suffix("").parts))
        for room in ("shared", "functions")
        for path in sorted((ROOT / room).rglob("*.py"))
    ]


def room_of(module: str) -> str:
    return next((room for room in MAY_IMPORT if module == room or module.startswith(room + ".")), "")


def test_every_import_goes_the_allowed_way() -> None:
    wrong = [
        f"{module} imports {name}"
        for path, module in modules()
        for name in imports(path)
        if room_of(module)
        and not any(name == room or name.startswith(room + ".") for room in MAY_IMPORT[room_of(module)])
    ]
    assert wrong == []


def test_no_endpoint_imports_another() -> None:
    wrong = [
        f"{module} imports {name}"
        for path, module in modules()
        for name in imports(path)
        if module.startswith("functions.")
        and name.startswith("functions.")
        and name.split(".")[1] != module.split(".")[1]
    ]
    assert wrong == []


def test_no_vendor_knows_another() -> None:
    wrong = [
        f"{module} imports {name}"
        for path, module in modules()
        for name in imports(path)
        if module.startswith("shared.providers.")
        and len(module.split(".")) > 3
        and name.startswith("shared.providers.")
        and (ROOT / "shared/providers" / name.split(".")[2]).is_dir()
        and name.split(".")[2] != module.split(".")[2]
    ]
    assert wrong == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [
        str(path) for path in ROOT.glob("*/**/*.py") if path.stem in VAGUE and path.relative_to(ROOT).parts[0] in OURS
    ] == []
