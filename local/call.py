"""`make call`: be the caller. Type what you say; an empty line is silence, digits alone are keys pressed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from psycopg.rows import dict_row
from rich.panel import Panel

from local import stack
from local.call_outcome import Read
from local.call_recorder import CallRecorder
from local.demo import dial, show_said
from local.demo_credentials import DEMONSTRATIONS
from local.phone import CallFailedError, Phone, Said
from local.screen import console, step
from local.stack import Stack

HANG_UP = ("/quit", "/q")


def run(company_name: str, record: Path | None = None) -> int:
    """Talk to one of the demonstration companies on the development stack, which is started if need be and stays up.

    With `record`, the call is written to that file when it is over: see tests/conversations/README.md.
    """
    company = next((c for c in DEMONSTRATIONS if c.name.lower() == company_name.lower()), None)
    if company is None:
        console.print(f"no such company; there are: {', '.join(c.name.lower() for c in DEMONSTRATIONS)}")
        return 2
    running = stack.running() or stack.up(step)
    with httpx.Client() as http:
        phone = dial(http, running, company)
        console.print(
            Panel(
                f"☎  {phone.caller_number} rings {phone.number} ({company.name.lower()}), "
                f"{datetime.now(UTC):%A %d %B %Y}\n"
                "Enter alone is silence · digits are keys · /q or Ctrl-D hangs up",
                expand=False,
            )
        )
        recorder = None
        if record is not None:
            recorder = CallRecorder(record, company.name.lower(), phone.caller_number, datetime.now(UTC).date())
        try:
            _talk(phone, recorder, _reader(running))
        except CallFailedError as error:
            console.print(f"[red]an application error[/] [dim]{error}[/]")
            console.print(f"[dim]the functions' log: {_shown(running.cluster.folder / 'functions.log')}[/]")
            return 1
        finally:
            phone.hang_up()
            console.print(f"[dim]hung up after {phone.seconds} s[/]")
            if recorder is not None:
                recorder.write(_reader(running), phone.call_sid)
                console.print(f"[dim]written to {_shown(recorder.path)}[/]")
    return 0


def _reader(running: Stack) -> Read:
    def read(query: str, *parameters: object) -> list[dict[str, Any]]:
        with running.cluster.connect(running.database) as conn, conn.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(query.encode(), parameters).fetchall()

    return read


def _talk(phone: Phone, recorder: CallRecorder | None, read: Read) -> None:
    said = phone.ring()
    show_said(said)
    if recorder is not None:
        recorder.rang(read, phone.call_sid, said)
    while not phone.over:
        try:
            words = console.input("[yellow]you[/]         ").strip()
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        if words in HANG_UP:
            if recorder is not None:
                recorder.did("hangs up")
            return
        step, said = _answer(phone, said, words)
        show_said(said)
        if recorder is not None:
            recorder.did(step, words if step in ("caller", "keys") else "")
            recorder.heard(said)


def _answer(phone: Phone, said: Said, words: str) -> tuple[str, Said]:
    """What the caller did, as a script calls it, and what came of it."""
    if said.awaits == "recording":
        return "records", phone.record()
    if not words:
        return "silence", phone.stay_silent()
    if words.strip("*#").isdigit():
        return "keys", phone.press(words)
    return "caller", phone.say(words)


def _shown(path: Path) -> str:
    """A path as somebody standing in the checkout would type it."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
