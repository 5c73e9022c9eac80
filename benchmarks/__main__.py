"""`make bench`: measure, print, and write `benchmarks/RESULTS.md`.

`python -m benchmarks --quick turn race` for a look, `--record` to write what was measured into RESULTS.md and leave the rest of it,
`python -m benchmarks volume --events 100000 --keep NAME` for a database full of calls to try things on.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import ground
from benchmarks.measuring import Report

RESULTS = Path(__file__).parent / "RESULTS.md"
PARTS = ("turn", "relay", "intake", "race", "imports", "rls", "dashboards")
# Makes a database and measures nothing, so it is no part of the whole.
VOLUME = "volume"
EVENTS, SMALLER, QUICK_EVENTS = 1_000_000, 100_000, 20_000


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks", description="Where the figures in README come from.")
    parser.add_argument(
        "parts", nargs="*", metavar="part", help=f"{', '.join(PARTS)}, {VOLUME}; default: all that measure"
    )
    parser.add_argument("--quick", action="store_true", help="few rounds and little data, for a look")
    parser.add_argument(
        "--record", action="store_true", help="write these parts into RESULTS.md and leave the others there"
    )
    parser.add_argument(
        "--events", type=int, help=f"how many events volume makes, or rls and dashboards measure at (default {EVENTS})"
    )
    parser.add_argument(
        "--keep", default="", metavar="NAME", help="keep the database of volume under this name, and its server up"
    )
    chosen = parser.parse_args(arguments)
    parts = chosen.parts or list(PARTS)
    if unknown := sorted(set(parts) - {*PARTS, VOLUME}):
        parser.error(f"no such part: {' '.join(unknown)}; there are {' '.join(PARTS)} {VOLUME}")
    events = chosen.events or (QUICK_EVENTS if chosen.quick else EVENTS)
    reports = list(measured(parts, quick=chosen.quick, events=events, keep=chosen.keep))
    if not chosen.quick and (chosen.record or set(parts) == set(PARTS)):
        RESULTS.write_text(document(reports, RESULTS.read_text(encoding="utf-8")), encoding="utf-8")
    return 0 if all(bar.met for report in reports for bar in report.bars) else 1


def measured(chosen: list[str], *, quick: bool, events: int, keep: str = "") -> list[Report]:
    """The reports of the chosen parts, printed as they come."""
    reports = []

    def keep_report(measure: Callable[[], Report]) -> None:
        report = measure()
        print(report.markdown(), flush=True)
        reports.append(report)

    if "imports" in chosen:
        from benchmarks import imports

        keep_report(lambda: imports.run(rounds=3 if quick else 15))
    if {"turn", "relay", "intake", "race"} & set(chosen):
        with ground.database() as database:
            # Imported late: the functions read their environment, which now points at the database.
            from benchmarks import intake, race, relay, turn

            if "turn" in chosen:
                keep_report(lambda: turn.run(database, calls=10 if quick else 100))
            if "relay" in chosen:
                keep_report(lambda: relay.run(database, calls=3 if quick else 25))
            if "intake" in chosen:
                keep_report(lambda: intake.run(database, rounds=100 if quick else 600))
            if "race" in chosen:
                keep_report(lambda: race.run(database, slots=3 if quick else 12))
    if VOLUME in chosen:
        from benchmarks import volume

        keep_report(lambda: volume.run(events, keep=keep))
    if {"rls", "dashboards"} & set(chosen):
        from benchmarks import dashboards, rls, volume

        with ExitStack() as stack:
            sizes = sorted({min(SMALLER, events), events} if "dashboards" in chosen else {events})
            filled = {size: stack.enter_context(volume.filled(size))[0] for size in sizes}
            if "rls" in chosen:
                keep_report(lambda: rls.overhead(filled[events], events=events, rounds=30 if quick else 150))
                keep_report(lambda: rls.plans(filled[events], events=events))
            if "dashboards" in chosen:
                keep_report(lambda: dashboards.run(filled, rounds=3 if quick else 5))
    return reports


def document(reports: list[Report], before: str = "") -> str:
    """The new reports in their places among the others that stood there."""
    now = datetime.now(UTC).strftime("%Y-%m-%d")
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    head = f"# Results\n\nWritten by `make bench` on {now}: {machine}, embedded Postgres 17 (fsync off). Compare ratios, not times.\n\n"
    sections = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", before, re.MULTILINE | re.DOTALL))
    fresh = {report.title: report.markdown().partition("\n")[2] for report in reports}
    told = {title: f"## {title}\n{text.rstrip()}\n" for title, text in (sections | fresh).items()}
    return head + "\n".join(told.values())


if __name__ == "__main__":
    raise SystemExit(main())
