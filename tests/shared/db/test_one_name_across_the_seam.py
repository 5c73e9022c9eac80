"""Python holds no SQL but calls of backend functions, each under the same name on both sides."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.support.database import Connection

ROOT = Path(__file__).parents[3]
CALL = re.compile(r"\bbackend\.(\w+)\(")
SQL = re.compile(r"\b(select|insert|update|delete|begin|call|with|set)\b\s", re.IGNORECASE)


def is_sql(text: str) -> bool:
    return bool(SQL.match(text.strip()) and re.search(r"\b(from|into|backend)\b[ .]", text))


def functions_that_call() -> dict[str, set[str]]:
    """For each public function of shared/db, the backend functions that its body names."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "shared/db").glob("*.py"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef):
                called = set(CALL.findall(ast.unparse(node)))
                if called:
                    found[node.name] = called
    return found


def test_a_function_calls_the_backend_function_of_its_name_and_no_other() -> None:
    assert {name: called for name, called in functions_that_call().items() if called != {name}} == {}


def test_both_lists_are_the_same(db: Connection) -> None:
    rows = db.execute("select proname as name from pg_proc where pronamespace = 'backend'::regnamespace").fetchall()
    assert {row["name"] for row in rows} == set(functions_that_call())


def test_no_other_python_of_the_house_holds_sql() -> None:
    statements = [
        (path.relative_to(ROOT).as_posix(), node.value)
        for room in ("functions", "shared")
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and is_sql(node.value)
    ]
    outside = [each for each in statements if not (each[0].startswith("shared/db/") and "backend." in each[1])]
    assert outside == []
    assert statements
