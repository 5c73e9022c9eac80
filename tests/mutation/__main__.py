"""Break every defence of the schema in turn and see whether a test notices: `python -m tests.mutation`.

Each mutant is a clone of the template with one policy, grant, constraint, trigger or search_path dropped or weakened.
First the tests that go through everything are asked about its object (sweep.py); then those that name it run, in a fork of
this process (nothing is imported anew), the likeliest first, up to the first red. The tests of the catalogue count last and
apart: they see that something is missing, not that it mattered. What was judged is kept; the next run goes on from there, and begins anew once the migrations change.

    python -m tests.mutation                      everything that is not judged yet
    python -m tests.mutation --sample 5           five of each class
    python -m tests.mutation --only "check" --again   one class (by the beginning of its name), judged again
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random

import psycopg
import pytest

from local import databases, processes
from local.paths import ROOT, STATE
from local.postgres import Cluster, test_cluster
from tests.mutation.mutants import CLASSES, Mutant, mutants
from tests.mutation.sweep import CATALOGUE, DATA, DOORS, first_red
from tests.support.database import Database
from tests.support.probe import PROBE
from tests.support.rows import fill

FOLDER = STATE / "mutation"
# Go through everything at one go; they are run without pytest, see sweep.py.
SWEPT = {f"tests/supabase/{module.__name__.rpartition('.')[2]}.py" for module in (*DATA, *DOORS, *CATALOGUE)}
ROOMS = ("tests/supabase", "tests/shared/db")
PATIENCE_SECONDS = 240.0
DOOR_CLASSES = CLASSES[:6]
RED = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Verdict:
    kind: str
    name: str
    verdict: (
        str  # killed, catalogue (killed by the catalogue's tests alone), survived, undecided (too slow), impossible
    )
    by: str
    seconds: float


class TooSlowError(Exception):
    """The tests were not through when patience was; a busy machine proves nothing about a mutant."""


def main() -> int:
    options = _options()
    _import_what_tests_import()
    with test_cluster().borrowed() as cluster:
        databases.sweep(cluster)
        template = databases.ensure_template(cluster, databases.Seed.DEMONSTRATION)
        filled = _filled(cluster, template)
        with Database(cluster, filled).connect() as conn:
            everything = mutants(conn)
        notes = FOLDER / f"{template}.jsonl"
        known = _known(notes)
        chosen = [each for each in everything if each.kind.startswith(options.only)]
        if options.about:
            chosen = [each for each in chosen if options.about in each.name]
        if options.sample:
            chosen = _sample(chosen, options.sample)
        waiting = [each for each in chosen if options.again or (each.kind, each.name) not in known]
        print(f"mutation: {len(everything)} mutants, {len(waiting)} to judge", flush=True)
        tests = {path: (ROOT / path).read_text() for path in _test_files()}
        try:
            # Processes rather than threads: each forks for its tests, which a process with threads must not. The server is
            # not their child: they forget who started it, or they would take it for ended.
            judge = partial(_judge, cluster, template, filled, tests)
            with get_context("fork").Pool(options.workers, processes._STARTED.clear) as pool, notes.open("a") as out:
                for n, verdict in enumerate(pool.imap_unordered(judge, waiting)):
                    known[verdict.kind, verdict.name] = verdict
                    out.write(json.dumps(asdict(verdict)) + "\n")
                    out.flush()
                    what = f"{verdict.kind}: {verdict.name}  {verdict.by}"
                    print(f"{n + 1}/{len(waiting)} {verdict.verdict:10} {verdict.seconds:5.1f} s  {what}", flush=True)
        finally:
            databases.drop(cluster, filled)
    report = _report(everything, known)
    (FOLDER / "REPORT.md").write_text(report)
    print(report)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("--sample", type=int, default=0, help="so many of each class")
    parser.add_argument("--only", default="", help="classes whose name begins so")
    parser.add_argument("--about", default="", help="mutants with this in their name")
    parser.add_argument("--again", action="store_true", help="judge also what was judged")
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args()


def _import_what_tests_import() -> None:
    """Once, before the forks: vendors' packages and our own."""
    import shared.db.connection  # noqa: F401
    import tests.conftest
    import tests.support.calls
    import tests.support.rest  # noqa: F401


def _filled(cluster: Cluster, template: str) -> str:
    """A clone with rows of two companies in every table, for the tests that sweep."""
    name = f"test_{os.getpid()}_filled"
    databases.drop(cluster, name)
    databases.clone(cluster, name, template=template)
    with Database(cluster, name).connect() as conn, conn.transaction():
        fill(conn)
        conn.execute(PROBE)
    return name


def _known(notes: Path) -> dict[tuple[str, str], Verdict]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    notes.touch()
    verdicts = [Verdict(**json.loads(line)) for line in notes.read_text().splitlines()]
    return {(verdict.kind, verdict.name): verdict for verdict in verdicts if verdict.verdict != "undecided"}


def _sample(chosen: Iterable[Mutant], size: int) -> list[Mutant]:
    by_kind: dict[str, list[Mutant]] = {}
    for each in chosen:
        by_kind.setdefault(each.kind, []).append(each)
    random = Random(size)  # noqa: S311  the same ones every time
    return [each for group in by_kind.values() for each in random.sample(group, min(size, len(group)))]


def _test_files() -> list[str]:
    found = [path.relative_to(ROOT).as_posix() for room in ROOMS for path in sorted((ROOT / room).rglob("test_*.py"))]
    return [path for path in found if path not in SWEPT]


def _naming(mutant: Mutant, tests: dict[str, str]) -> list[str]:
    """The tests that name the mutant's object, those that name it most first."""
    *telling, table = mutant.words
    ranks = {}
    for path, text in tests.items():
        exact = sum(len(re.findall(rf"\b{re.escape(word)}\b", text)) for word in telling)
        ranks[path] = 1000 * exact + len(re.findall(rf"\b{re.escape(table)}\b", text))
    return sorted((path for path, rank in ranks.items() if rank), key=lambda path: -ranks[path])


def _judge(cluster: Cluster, template: str, filled: str, tests: dict[str, str], mutant: Mutant) -> Verdict:
    started = time.monotonic()
    name, swept = f"test_{os.getpid()}_broken", f"test_{os.getpid()}_swept"

    def verdict(word: str, by: str = "") -> Verdict:
        return Verdict(mutant.kind, mutant.name, word, by, time.monotonic() - started)

    try:
        try:
            _break(cluster, swept, filled, mutant)
        except psycopg.Error as error:
            return verdict("impossible", str(error).splitlines()[0])
        with Database(cluster, swept).connect() as conn:
            modules = DOORS if mutant.kind in DOOR_CLASSES else DATA
            by = "" if mutant.kind == "search_path open" else first_red(modules, conn, mutant.about)
            if by:
                return verdict("killed", by)
            at_last = first_red(CATALOGUE, conn, mutant.about)
        if at_last and (mutant.kind in DOOR_CLASSES or mutant.kind == "search_path open"):
            return verdict("catalogue", at_last)
        _break(cluster, name, template, mutant)
        files = _naming(mutant, tests)
        try:
            by = _first_red(files, {"FRONTDESK_TEMPLATE": name}, {"FRONTDESK_TEMPLATE": template}) if files else ""
        except TooSlowError:
            return verdict("catalogue", at_last) if at_last else verdict("undecided")
        if by:
            return verdict("killed", by)
        return verdict("catalogue", at_last) if at_last else verdict("survived")
    finally:
        for made in (name, swept):
            databases.drop(cluster, made)


def _break(cluster: Cluster, name: str, source: str, mutant: Mutant) -> None:
    databases.drop(cluster, name)
    databases.clone(cluster, name, template=source)
    with cluster.connect(name) as conn:
        conn.execute(mutant.sql.encode())


# Tests that were red on the unbroken schema too, by worker: they would kill every mutant, and for no reason.
_RED_ANYWAY: dict[str, bool] = {}


def _first_red(files: list[str], environment: dict[str, str], sound: dict[str, str]) -> str:
    """The name of the first test that fails here and not on the unbroken schema, or nothing."""
    while True:
        left_out = [f"--deselect={name}" for name, anyway in _RED_ANYWAY.items() if anyway]
        output = _pytest(["-x", *left_out, *files], environment)
        if output is None:
            return ""
        red = RED.search(output)
        if red is None:
            raise RuntimeError(f"pytest did not run:\n{output[-2000:]}")
        test = red[1].partition("[")[0]
        if test not in _RED_ANYWAY:
            _RED_ANYWAY[test] = _pytest([test], sound) is not None
        if not _RED_ANYWAY[test]:
            return red[1]


def _pytest(arguments: list[str], environment: dict[str, str]) -> str | None:
    """What pytest says in a fork of this process; None if all was green. Raises TooSlowError."""
    sys.stdout.flush()
    path = FOLDER / f"output-{os.getpid()}.txt"
    pid = os.fork()
    if pid == 0:
        os.setsid()
        with path.open("wb") as sink:
            os.dup2(sink.fileno(), 1)
            os.dup2(sink.fileno(), 2)
        os.environ.update(environment)
        processes._STARTED.clear()
        code: int = 3
        options = ["-q", "-p", "no:xdist", "-o", f"cache_dir={FOLDER / 'cache'}", "--no-header", "--tb=line"]
        with suppress(BaseException):
            code = int(pytest.main([*options, *arguments]))
        sys.stdout.flush()
        os._exit(code)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            break
        if time.monotonic() > deadline:
            os.killpg(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            raise TooSlowError
        time.sleep(0.02)
    return None if os.waitstatus_to_exitcode(status) in (0, 5) else path.read_text(errors="replace")


def _report(everything: list[Mutant], known: dict[tuple[str, str], Verdict]) -> str:
    there = {(each.kind, each.name) for each in everything}
    verdicts = [verdict for key, verdict in known.items() if key in there]
    lines = [
        "# Mutation of the schema",
        "",
        "| class | mutants | judged | killed | by the catalogue alone | survived |",
        "|---|---|---|---|---|---|",
    ]
    total: Counter[str] = Counter()
    for kind in CLASSES:
        count = Counter(verdict.verdict for verdict in verdicts if verdict.kind == kind)
        size = sum(each.kind == kind for each in everything)
        total += Counter(size=size) + count
        judged = sum(count[word] for word in ("killed", "catalogue", "survived"))
        lines.append(f"| {kind} | {size} | {judged} | {count['killed']} | {count['catalogue']} | {count['survived']} |")
    judged = sum(total[word] for word in ("killed", "catalogue", "survived"))
    share = 100 * (judged - total["survived"]) / max(1, judged)
    lines += [
        f"| all | {total['size']} | {judged} | {total['killed']} | {total['catalogue']} | {total['survived']} |",
        "",
    ]
    lines += [
        f"Killed: {share:.2f} % of {judged} judged, in {sum(each.seconds for each in verdicts) / 60:.0f} minutes of tests.",
        "",
    ]
    for word in ("survived", "undecided", "impossible"):
        some = [verdict for verdict in verdicts if verdict.verdict == word]
        lines += [
            f"## {word.capitalize()}: {len(some)}",
            "",
            *(f"- {each.kind}: {each.name} {each.by}" for each in some),
            "",
        ]
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
