"""`make call`: be the caller. Type what you say; an empty line is silence, digits alone are keys pressed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import httpx
from rich.panel import Panel

from local import stack
from local.demo import dial, show_said
from local.demo_credentials import DEMONSTRATIONS
from local.phone import CallFailedError, Phone, Said
from local.screen import console, step

HANG_UP = ("/quit", "/q")


def run(company_name: str) -> int:
    """Talk to one of the demonstration companies on the development stack, which is started if need be and stays up."""
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
        try:
            _talk(phone)
        except CallFailedError as error:
            console.print(f"[red]an application error[/] [dim]{error}[/]")
            console.print(f"[dim]the functions' log: {_shown(running.cluster.folder / 'functions.log')}[/]")
            return 1
        finally:
            phone.hang_up()
            console.print(f"[dim]hung up after {phone.seconds} s[/]")
    return 0


def _talk(phone: Phone) -> None:
    said = phone.ring()
    show_said(said)
    while not phone.over:
        try:
            words = console.input("[yellow]you[/]         ").strip()
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        if words in HANG_UP:
            return
        said = _answer(phone, said, words)
        show_said(said)


def _answer(phone: Phone, said: Said, words: str) -> Said:
    if said.awaits == "recording":
        return phone.record()
    if not words:
        return phone.stay_silent()
    if words.strip("*#").isdigit():
        return phone.press(words)
    return phone.say(words)


def _shown(path: Path) -> str:
    """A path as somebody standing in the checkout would type it."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
