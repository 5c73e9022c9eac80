"""Measure things in turn, so that a busy moment of the machine meets them all alike; report medians and what is rare."""

from __future__ import annotations

import gc
import os
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Series:
    """Times of one thing, in milliseconds: by the clock, and of this process's own work."""

    name: str
    wall_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)

    @contextmanager
    def timed(self) -> Iterator[None]:
        cpu, wall = time.process_time(), time.perf_counter()
        yield
        self.wall_ms.append((time.perf_counter() - wall) * 1000)
        self.cpu_ms.append((time.process_time() - cpu) * 1000)

    @property
    def p50(self) -> float:
        return statistics.median(self.wall_ms)

    @property
    def p99(self) -> float:
        return quantile(self.wall_ms, 0.99)

    @property
    def cpu(self) -> float:
        return statistics.fmean(self.cpu_ms)


@dataclass(frozen=True)
class Bar:
    """A figure and what it should be. `most` tells whether smaller is better."""

    what: str
    figure: float
    bar: float
    most: bool = True
    unit: str = ""

    @property
    def met(self) -> bool:
        return self.figure <= self.bar if self.most else self.figure >= self.bar

    def __str__(self) -> str:
        sign = "≤" if self.most else "≥"
        return f"{'met   ' if self.met else 'MISSED'} {self.what}: {self.figure:.2f}{self.unit} (bar {sign} {self.bar:g}{self.unit})"


@dataclass(frozen=True)
class Report:
    """One part: a table with a heading, notes below it, and the bars that apply."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    bars: Sequence[Bar] = ()
    notes: Sequence[str] = ()

    def markdown(self) -> str:
        lines = [f"## {self.title}", "", _row(self.columns), _row("---" for _ in self.columns)]
        lines += [_row(_cell(each) for each in row) for row in self.rows]
        lines += ["", *(f"- {bar}" for bar in self.bars), *(f"- {note}" for note in self.notes), ""]
        return "\n".join(lines)


def quantile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


@contextmanager
def quietly() -> Iterator[None]:
    """Logs and metrics are written, as on AWS, but nobody reads them here: to the file descriptor, which loggers keep."""
    sys.stdout.flush()
    gc.collect()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(kept, 1)
        os.close(kept)


def _row(cells: Iterator[str] | Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)
