"""What the functions' code says of the environment it wants, read without importing it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from local.packaging.contents import reachable
from local.paths import FUNCTIONS, ROOT


@cache
def variables_of(function: str) -> dict[str, bool]:
    """The variables that a function's settings name, here and in what it imports, and whether each must be set."""
    sources, _ = reachable(ROOT, sorted((FUNCTIONS / function).rglob("*.py")))
    return {name: must for path in sources if path.suffix == ".py" for name, must in _variables_in(path)}


def _variables_in(path: Path) -> list[tuple[str, bool]]:
    """Fields such as `key: Annotated[str, Variable("KEY")] = "default"`."""
    found = []
    for field in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(field, ast.AnnAssign):
            continue
        for call in ast.walk(field.annotation):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Variable":
                name = call.args[0]
                assert isinstance(name, ast.Constant), f"{path.name}: a variable is named by a literal"
                found.append((str(name.value), field.value is None))
    return found
