"""`python -m tests.conversations [pytest's options]`: hold all the calls, and show how many went as written, by language and topic."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest
from rich.table import Table

from local.screen import console


class PassRates:
    """Counts, by language and topic, how calls went. (A call that is marked `fails` counts as one that failed.)"""

    def __init__(self) -> None:
        self.passed: Counter[tuple[str, str]] = Counter()
        self.held: Counter[tuple[str, str]] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        about = dict(report.user_properties)
        if report.when != "call" or "topic" not in about:
            return
        for language in (str(about["language"]), "all"):
            for topic in (str(about["topic"]), "all"):
                self.held[topic, language] += 1
                self.passed[topic, language] += report.passed

    def show(self) -> None:
        languages = [*sorted({language for _, language in self.held} - {"all"}), "all"]
        table = Table("topic", *languages, title="calls that went as written", title_justify="left")
        for topic in [*sorted({topic for topic, _ in self.held} - {"all"}), "all"]:
            table.add_row(topic, *(self._rate((topic, language)) for language in languages))
        console.print(table)

    def _rate(self, key: tuple[str, str]) -> str:
        return f"{self.passed[key]} of {self.held[key]}" if self.held[key] else ""


def main() -> int:
    rates = PassRates()
    ended = pytest.main(["-q", str(Path(__file__).parent), *sys.argv[1:]], plugins=[rates])
    rates.show()
    return int(ended)


if __name__ == "__main__":
    raise SystemExit(main())
