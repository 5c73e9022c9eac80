"""`make bench`: measure, print, and write `benchmarks/RESULTS.md`. `python -m benchmarks --quick turn race` for a look."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import ground
from benchmarks.measuring import Report

RESULTS = Path(__file__).parent / "RESULTS.md"
PARTS = ("turn", "intake", "race", "imports")


def main(arguments: list[str]) -> int:
    quick = "--quick" in arguments
    chosen = [each for each in arguments if not each.startswith("-")] or list(PARTS)
    unknown = sorted(set(chosen) - set(PARTS))
    if unknown:
        print(f"bench: no such part: {' '.join(unknown)}; there are {' '.join(PARTS)}", file=sys.stderr)
        return 2
    reports = list(measured(chosen, quick=quick))
    if not quick and set(chosen) == set(PARTS):
        RESULTS.write_text(document(reports), encoding="utf-8")
    return 0 if all(bar.met for report in reports for bar in report.bars) else 1


def measured(chosen: list[str], *, quick: bool) -> list[Report]:
    """The reports of the chosen parts, printed as they come."""
    reports = []

    def keep(measure: Callable[[], Report]) -> None:
        report = measure()
        print(report.markdown(), flush=True)
        reports.append(report)

    if "imports" in chosen:
        from benchmarks import imports

        keep(lambda: imports.run(rounds=3 if quick else 15))
    if {"turn", "intake", "race"} & set(chosen):
        with ground.database() as database:
            # Imported late: the functions read their environment, which now points at the database.
            from benchmarks import intake, race, turn

            if "turn" in chosen:
                keep(lambda: turn.run(database, calls=10 if quick else 100))
            if "intake" in chosen:
                keep(lambda: intake.run(database, rounds=100 if quick else 600))
            if "race" in chosen:
                keep(lambda: race.run(database, slots=3 if quick else 12))
    return reports


def document(reports: list[Report]) -> str:
    now = datetime.now(UTC).strftime("%Y-%m-%d")
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    head = f"# Results\n\nWritten by `make bench` on {now}: {machine}, embedded Postgres 17 (fsync off), one run. Compare ratios, not times.\n\n"
    return head + "\n".join(report.markdown() for report in reports)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
