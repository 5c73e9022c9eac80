"""`make demo`: one telephone call from the first ring to the bill, on a database of its own, and nothing left running.

Prints the conversation as it happens, then what the owner sees, then five lines for machines:

    appointment: <code> <start> <service> <staff>
    call: <status> <seconds>s
    charge: <amount> <currency>
    balance: <amount> <currency>
    stranger: <n> rows
"""

from __future__ import annotations

import os
import secrets
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from types import FrameType
from typing import NoReturn

import httpx
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from supabase import Client

from local import databases, owner_view, stack
from local.demo_caller import SERVICE, DemoCaller, next_tuesday
from local.demo_credentials import DEMONSTRATIONS, PASSWORD, Demonstration
from local.owner_view import Balance, Call
from local.phone import Phone, Said
from local.postgres import dev_cluster
from local.screen import console, show_spoken, step
from local.services import start_functions, start_rest
from local.stack import Stack

SALON = DEMONSTRATIONS[0]
# Every relation that holds something of a company; a stranger must find all of them empty.
COMPANY_RELATIONS = """
select c.relname
from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
  and (c.relname = 'companies' or exists (
    select from pg_attribute a
    where a.attrelid = c.oid and a.attname in ('company_id', 'organization_id') and not a.attisdropped))
order by 1
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the owner sees afterwards, and how many rows with a company the owner and a stranger can count."""

    call: Call
    before: Balance
    after: Balance
    owner_rows: int
    stranger_rows: int
    wanted: datetime

    def faults(self) -> list[str]:
        """What is not as it should be; empty if the demonstration succeeded."""
        call, appointment = self.call, self.call.appointment
        spent = self.before.amount - self.after.amount
        checks = {
            "there is no appointment": appointment is None,
            "the appointment is not what the caller asked for": appointment is not None
            and (appointment.service, appointment.start) != (SERVICE, self.wanted),
            "the appointment does not stand": appointment is not None
            and appointment.status not in ("scheduled", "confirmed"),
            "the call did not complete": call.status != "completed" or call.seconds <= 0,
            "the transcript is missing": len(call.transcript) < 4,
            "the summary does not say what was booked": SERVICE not in call.summary,
            "nothing was charged": call.cost <= 0,
            "the charges do not add up to the cost": call.charges != call.cost,
            "the balance did not fall by the charge": spent != call.cost,
            "something is still held": self.after.held != 0,
            "even the owner's rows could not be counted": self.owner_rows == 0,
            "a stranger sees something": self.stranger_rows != 0,
        }
        return [fault for fault, is_so in checks.items() if is_so]


def run() -> int:
    """Play the whole demonstration; 0 if everything was as it should be."""
    with _stopped_politely(), _own_stack() as running, httpx.Client() as http:
        owner = owner_view.connect(running.rest, running.cluster.keys.publishable_key)
        owner.auth.sign_in_with_password({"email": SALON.owner_email, "password": PASSWORD})
        before = owner_view.read_balance(owner)
        wanted = next_tuesday(datetime.now(UTC))
        phone = dial(http, running, SALON)
        _play(phone, DemoCaller(wanted))
        with step("what the owner sees, read through the supabase client"):
            call = owner_view.read_call(owner, phone.call_sid)
            after = owner_view.read_balance(owner)
        with step("what a stranger sees"):
            relations = _company_relations(running)
            owner_rows = sum(owner_view.count_rows(owner, relation) for relation in relations)
            stranger = _stranger(running)
            stranger_rows = sum(owner_view.count_rows(stranger, relation) for relation in relations)
        outcome = Outcome(call, before, after, owner_rows, stranger_rows, wanted)
    _show(outcome)
    for fault in outcome.faults():
        console.print(f"[red]✗ {fault}[/]")
    _print_lines(outcome)
    return 1 if outcome.faults() else 0


def dial(http: httpx.Client, running: Stack, company: Demonstration) -> Phone:
    """A telephone about to ring this company."""
    at_twilio = stack.entered(running, company)
    voice_url, status_url = at_twilio["TWILIO_VOICE"], at_twilio["TWILIO_STATUS"]
    return Phone(
        http,
        voice_url=voice_url,
        status_url=status_url,
        auth_token=company.auth_token,
        account_sid=company.account_sid,
        number=company.number,
    )


def show_said(said: Said) -> None:
    for line in said.lines:
        show_spoken("assistant", line, "cyan")
    if said.transferred_to:
        console.print(f"[dim]transferred to {said.transferred_to}[/]")


@contextmanager
def _own_stack() -> Iterator[Stack]:
    """A stack on a clone of the seeded template, gone afterwards. What `make up` runs is neither used nor stopped."""
    cluster = dev_cluster()
    with ExitStack() as afterwards:
        with step("Postgres"):
            afterwards.enter_context(cluster.borrowed(stay_up=stack.is_up))
        with step("template database: migrations, seed, demonstration credentials"):
            databases.sweep(cluster)
            template = databases.ensure_template(cluster)
        name = f"demo_{os.getpid()}_{secrets.token_hex(3)}"
        databases.clone(cluster, name, template=template)
        afterwards.callback(databases.drop, cluster, name)
        with step("REST and auth"):
            rest = start_rest(cluster, name, attached=True)
        afterwards.callback(rest.stop)
        with step("functions"):
            functions = start_functions(cluster, name, rest.url, attached=True)
        afterwards.callback(functions.stop)
        yield Stack(cluster, name, rest, functions)


def _play(phone: Phone, caller: DemoCaller) -> None:
    console.print(Panel(f"☎  {phone.caller_number} rings {phone.number} ({SALON.name.lower()})", expand=False))
    said = phone.ring()
    show_said(said)
    while said.awaits == "speech" and not phone.over:
        words = caller.answer(said.text)
        show_spoken("caller", words, "yellow")
        said = phone.say(words)
        show_said(said)
    phone.hang_up().raise_for_status()
    console.print(f"[dim]hung up after {phone.seconds} s[/]\n")


def _company_relations(running: Stack) -> list[str]:
    with running.cluster.connect(running.database) as conn:
        return [row[0] for row in conn.execute(COMPANY_RELATIONS)]


def _stranger(running: Stack) -> Client:
    """Somebody who has just signed up and belongs to no company."""
    stranger = owner_view.connect(running.rest, running.cluster.keys.publishable_key)
    password = secrets.token_urlsafe(16)
    stranger.auth.sign_up({"email": f"stranger-{secrets.token_hex(4)}@example.org", "password": password})
    return stranger


def _show(outcome: Outcome) -> None:
    call, appointment = outcome.call, outcome.call.appointment
    seen = Table(title=f"Signed in as {SALON.owner_email}", title_justify="left", show_header=False)
    seen.add_row("call", f"{call.caller_number}, {call.status}, {call.seconds} s")
    seen.add_row("summary", Text(call.summary))
    seen.add_row("transcript", Text("\n".join(f"{line.speaker}: {line.text}" for line in call.transcript)))
    if appointment:
        when = f"{appointment.start:%A %d %B %Y, %H:%M}"
        seen.add_row("appointment", f"{appointment.code}: {appointment.service} with {appointment.staff}, {when}")
        seen.add_row("customer", Text(appointment.customer))
        seen.add_row("worth", f"{money(appointment.price)} {call.currency}")
    seen.add_row("charge", f"{money(call.cost)} {call.currency} for {call.billable_seconds} billable seconds")
    seen.add_row(
        "balance",
        f"{money(outcome.before.amount)} → {money(outcome.after.amount)} {outcome.after.currency}",
    )
    console.print(seen)


def _print_lines(outcome: Outcome) -> None:
    call, appointment = outcome.call, outcome.call.appointment
    booked = "none"
    if appointment:
        booked = f"{appointment.code} {appointment.start.isoformat()} {appointment.service} {appointment.staff}"
    print(f"appointment: {booked}")
    print(f"call: {call.status} {call.seconds}s")
    print(f"charge: {money(call.cost)} {call.currency}")
    print(f"balance: {money(outcome.after.amount)} {outcome.after.currency}")
    print(f"stranger: {outcome.stranger_rows} rows")


def money(amount: Decimal) -> str:
    """Two decimals, or as many as the amount has."""
    places = -int(amount.normalize().as_tuple().exponent)
    return f"{amount:.{max(2, places)}f}"


@contextmanager
def _stopped_politely() -> Iterator[None]:
    """Clean up on SIGTERM as on Ctrl-C."""

    def leave(number: int, _frame: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    previous = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)
