"""What a cold start imports: each function in a fresh Python, over a bare one, against a FastAPI + Mangum + psycopg stub."""

from __future__ import annotations

import statistics
import subprocess
import sys

from benchmarks.measuring import Bar, Report
from local.cards import read_cards
from local.paths import ROOT

STUB = "benchmarks.stub"
# What a call imports only once it is answered: told apart, because somebody waits for it all the same.
FIRST_ANSWER = (
    "functions.voice_call.handler, shared.providers.twilio.telephone, shared.providers.twilio.invitation, "
    "shared.providers.twilio.twiml, shared.domain.receptionist"
)
CALL_PATH_BAR, API_BAR = 0.60, 1.10

# Bare Python has already started when the clock does, so what is measured is what comes on top of it.
SCRIPT = """
import sys, time
sys.path.insert(0, {root!r})
before = len(sys.modules)
cpu, wall = time.process_time(), time.perf_counter()
import {module}
print((time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000, len(sys.modules) - before)
"""


def run(*, rounds: int) -> Report:
    modules = {"FastAPI + Mangum + psycopg": STUB} | {card.function: card.module for card in read_cards()}
    modules["voice_call, first answer included"] = FIRST_ANSWER
    taken: dict[str, list[tuple[float, float, int]]] = {name: [] for name in modules}
    for number in range(rounds + 1):
        for name, module in modules.items():
            measured = _import(module)
            if number:  # the first time leaves the bytecode that packages ship
                taken[name].append(measured)
    wall = {name: statistics.median(each[0] for each in runs) for name, runs in taken.items()}
    cpu = {name: statistics.median(each[1] for each in runs) for name, runs in taken.items()}
    yardstick = next(iter(modules))
    ratio = {name: statistics.median(mine[0] / theirs[0] for mine, theirs in zip(runs, taken[yardstick], strict=True)) for name, runs in taken.items()}  # fmt: skip
    bars = [
        Bar(f"import of {name} to the stub", ratio[name], API_BAR if name.startswith("api_") else CALL_PATH_BAR)
        for name in modules
        if name.startswith(("api_", "voice_", "webhook_")) and modules[name] != FIRST_ANSWER
    ]
    return Report(
        "Imports",
        ["over bare Python", "ms", "CPU ms", "modules", "to the stub"],
        [[name, wall[name], cpu[name], taken[name][0][2], ratio[name]] for name in modules],
        bars,
        ["Fresh processes in turn, with bytecode; medians of the ratios within a round."],
    )


def _import(module: str) -> tuple[float, float, int]:
    script = SCRIPT.format(root=str(ROOT), module=module)
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True)
    wall, cpu, modules = done.stdout.split()
    return float(wall), float(cpu), int(modules)
