"""Run the tests that go through everything without pytest around them: on one object they take a tenth of its start."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from itertools import product
from types import ModuleType
from typing import Any

import psycopg
import pytest

from tests.supabase import test_access_matrix, test_impossible_rows, test_schema_rules, test_shared_guards
from tests.support.database import Connection
from tests.support.rows import read_tables

DOORS = (test_access_matrix,)
DATA = (test_impossible_rows, test_shared_guards)
CATALOGUE = (test_schema_rules,)


def first_red(modules: tuple[ModuleType, ...], conn: Connection, about: str) -> str:
    """The first test of these modules that fails on this database, asked about one relation or function; or nothing.

    The database holds rows of two companies and the probes (tests/supabase/conftest.py). Nothing is left behind.
    """
    for module in modules:
        if hasattr(module, "ONLY"):
            vars(module)["ONLY"] = about
        values: dict[str, Any] = {"conn": conn, "db": conn}
        for name, test in inspect.getmembers(module, inspect.isfunction):
            if not name.startswith("test_") or test.__module__ != module.__name__:
                continue
            wanted = inspect.signature(test).parameters
            if "world" in wanted and "world" not in values:
                values["world"] = test_access_matrix.read_world(conn, {})
            if "tables" in wanted and "tables" not in values:
                shared = module is test_shared_guards
                values["tables"] = test_shared_guards.read_chosen_tables(conn) if shared else read_tables(conn)
            for case in _cases(test):
                arguments = {key: value for key, value in (values | case).items() if key in wanted}
                try:
                    with conn.transaction(force_rollback=True):
                        test(**arguments)
                except pytest.skip.Exception:
                    pass
                except (AssertionError, psycopg.Error, KeyError, IndexError, StopIteration):
                    return f"{module.__name__}::{name}"
    return ""


def _cases(test: Any) -> Iterator[dict[str, Any]]:
    """What the test's parametrize marks give it."""
    marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    for chosen in product(*[mark.args[1] for mark in marks]):
        case: dict[str, Any] = {}
        for mark, value in zip(marks, chosen, strict=True):
            names = mark.args[0]
            names = [each.strip() for each in names.split(",")] if isinstance(names, str) else list(names)
            case |= dict(zip(names, value, strict=True)) if len(names) > 1 else {names[0]: value}
        yield case
