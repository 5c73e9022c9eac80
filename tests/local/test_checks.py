"""The judge that compares pgrls' reading of grants and policies with our own table, on readings that are wrong."""

from __future__ import annotations

from typing import Any

import pytest

from local.checks import access_objections
from tests.supabase.access_matrix import T

LINES = {"public.calls": T("calls", "viewer", service="s"), "public.countries": T("countries", "anyone", service="s")}


def reading(table: str, command: str, role: str, verdict: str, note: str = "") -> dict[str, Any]:
    return {"table": f"public.{table}", "command": command, "access": {role: {"verdict": verdict, "note": note}}}


@pytest.mark.parametrize(
    ("row", "objects"),
    [
        (reading("calls", "SELECT", "authenticated", "conditional"), False),
        (reading("calls", "SELECT", "authenticated", "open"), True),
        (reading("calls", "SELECT", "authenticated", "denied"), True),
        (reading("calls", "DELETE", "authenticated", "conditional"), True),
        (reading("calls", "DELETE", "authenticated", "open", "through SECURITY DEFINER private.x()"), False),
        (reading("calls", "SELECT", "anon", "open", "through SECURITY DEFINER private.x()"), True),
        (reading("calls", "SELECT", "service_role", "open"), False),
        (reading("calls", "UPDATE", "service_role", "open"), True),
        (reading("calls", "TRUNCATE", "service_role", "open"), True),
        (reading("calls", "SELECT", "fn_voice", "conditional"), True),
        (reading("countries", "SELECT", "authenticated", "open"), False),
        (reading("countries", "INSERT", "authenticated", "open"), True),
    ],
)
def test_a_reading_other_than_the_table_is_an_objection(row: dict[str, Any], objects: bool) -> None:
    assert bool(access_objections([row], LINES)) is objects
