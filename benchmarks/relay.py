"""What carrying a call over a socket costs: a turn over a real socket against the same turn over HTTP, and the first piece.

The function, the sockets and the telephones share this machine; the telephone's own work is part of every figure.
"""

from __future__ import annotations

import resource
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from os import environ, getloadavg
from typing import Any

import httpx

from benchmarks.measuring import Bar, Report, Series, quietly
from local.gateway import Gateway
from local.phone import Phone
from local.relay_phone import RelayPhone
from shared.domain.calls import Reply
from shared.voice import turn
from tests.support.database import Database, forget_what_is_cached
from tests.support.line import Line

SENTENCES = ("Wann haben Sie geöffnet?", "Was kostet ein Herrenhaarschnitt?", "Wo finde ich Sie?")
TURNS = 6
PIECE = "Gern erkläre ich Ihnen das in Ruhe. "
AT_ONCE = 8
FIRST_PIECE_BAR_MS, RATIO_BAR = 2.0, 2.0


def run(database: Database, *, calls: int) -> Report:
    gateway = Gateway(instances=AT_ONCE * 2)
    before_it = dict(environ)
    environ.update(gateway.environment)
    forget_what_is_cached()
    gateway.load()
    gateway.start()
    by_http, by_socket = Series("a turn over HTTP (Gather)"), Series("the same over a socket")
    eight_http, eight_socket = (
        Series(f"over HTTP, {AT_ONCE} calls at once"),
        Series(f"over a socket, {AT_ONCE} calls at once"),
    )
    first, after_pause = Series("first piece to first frame"), Series("the same, if somebody may have broken in")
    before = _memory_mb()
    try:
        with httpx.Client(timeout=15) as http, quietly():
            line = Line(gateway.url, database, http)
            _talk(line, Series("not counted"), 2, on_socket=False)
            _talk(line, Series("not counted"), 2, on_socket=True)
            for _ in range(calls):
                _talk(line, by_http, 1, on_socket=False)
                _talk(line, by_socket, 1, on_socket=True)
            for _ in range(max(1, calls // 4)):
                _talk(line, eight_http, AT_ONCE, on_socket=False)
                _talk(line, eight_socket, AT_ONCE, on_socket=True)
            _first_pieces(line, first, calls * TURNS, pause_seconds=0.0)
            _first_pieces(line, after_pause, calls * TURNS, pause_seconds=0.2)
    finally:
        # Who measures next has another address, and signs for it.
        environ.clear()
        environ.update(before_it)
        forget_what_is_cached()
        gateway.stop()
    rows = [
        [each.name, len(each.wall_ms), each.p50, each.p99, each.p50 / base.p50]
        for each, base in (
            (by_http, by_http),
            (by_socket, by_http),
            (eight_http, eight_http),
            (eight_socket, eight_http),
            (first, by_http),
            (after_pause, by_http),
        )
    ]
    return Report(
        "A turn over a socket",
        ["ms", "samples", "p50", "p99", "p50 to HTTP"],
        rows,
        [
            Bar("a turn over a socket to one over HTTP, p50", by_socket.p50 / by_http.p50, RATIO_BAR),
            Bar("first frame after the first piece, p50", first.p50, FIRST_PIECE_BAR_MS, unit=" ms"),
            Bar("the same after a pause, p50", after_pause.p50, FIRST_PIECE_BAR_MS, unit=" ms"),
        ],
        [
            "Whole turns as the caller's side sees them: words out, last word of the answer in. No model; three round trips to the database over a socket, two over HTTP.",
            "First piece: from when the thinker hands it over until its frame is at the telephone; after a pause the database is asked first whether it is still wanted.",
            f"Memory of the process with {AT_ONCE * 2} instances, sockets and telephones: {before:.0f} MB before, {_memory_mb():.0f} MB at its most.",
            f"Load average at the end: {getloadavg()[0]:.1f} on 2 cores.",
        ],
    )


def _talk(line: Line, series: Series, at_once: int, *, on_socket: bool) -> None:
    """Calls of some turns each, all at once; every turn timed."""
    phones: list[Phone] = [line.relay_phone() if on_socket else line.phone() for _ in range(at_once)]
    if not on_socket:
        line.database.all("update public.integrations set config = '{}' returning 1")
    # What a company chose is remembered for a minute.
    forget_what_is_cached()
    together = threading.Barrier(at_once)

    def call(phone: Phone) -> None:
        phone.ring()
        together.wait()
        assert isinstance(phone, RelayPhone) is on_socket
        assert not isinstance(phone, RelayPhone) or phone.is_on_socket()
        for number in range(TURNS):
            with series.timed():
                said = phone.say(SENTENCES[number % len(SENTENCES)])
            assert said.text, said
        phone.hang_up()

    with ThreadPoolExecutor(at_once) as callers:
        list(callers.map(call, phones))


def _first_pieces(line: Line, series: Series, samples: int, *, pause_seconds: float) -> None:
    """How long the first piece of an answer takes to the telephone."""
    handed_over: list[float] = []

    def think(asked: Any, scene: Any, **_: object) -> Reply:
        if asked.heard is None:
            return Reply("Guten Tag.", "de", state={})
        time.sleep(pause_seconds)
        handed_over.append(time.perf_counter())
        scene.speech.hear(PIECE)
        return Reply(PIECE.strip(), "de", state={})

    with _thinking(think):
        phone: RelayPhone | None = None
        for number in range(samples):
            if phone is None or number % TURNS == 0:
                if phone is not None:
                    phone.hang_up()
                phone = line.relay_phone()
                phone.ring()
            phone.begin_to_say("Wie lange dauert das?")
            phone.hear_piece()
            series.wall_ms.append((time.perf_counter() - handed_over[-1]) * 1000)
            series.cpu_ms.append(0.0)
            phone.listen()
        if phone is not None:
            phone.hang_up()


@contextmanager
def _thinking(think: Callable[..., Reply]) -> Iterator[None]:
    before = turn._think  # noqa: SLF001  (in a model's place)
    turn._think = think  # noqa: SLF001
    try:
        yield
    finally:
        turn._think = before  # noqa: SLF001


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
