"""What a person sees: steps with their time, a conversation line by line."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.table import Table
from rich.text import Text

# Progress goes to stderr, results to stdout: `make env` can be read by a program.
progress_console = Console(stderr=True, highlight=False)
console = Console(highlight=False)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Show that something is being done, and how long it took."""
    started = time.monotonic()
    if progress_console.is_terminal:
        with progress_console.status(f"{what} …"):
            yield
    else:
        yield
    progress_console.print(f"[green]✓[/] {what} [dim]{time.monotonic() - started:.1f} s[/]")


def show_spoken(speaker: str, words: str, colour: str) -> None:
    """One line of a conversation; long ones hang under their beginning."""
    line = Table.grid(padding=(0, 2))
    line.add_column(width=10)
    line.add_column()
    line.add_row(Text(speaker, colour), Text(words))
    console.print(line)
