"""The files that hold calls."""

from __future__ import annotations

from pathlib import Path

from local.call_script import Script, read_script

FOLDER = Path(__file__).parent


def scripts() -> list[Script]:
    """All of them, by topic and name. Raises ScriptError for a file that is none."""
    return [read_script(path) for path in sorted(FOLDER.glob("*/*.call"))]
