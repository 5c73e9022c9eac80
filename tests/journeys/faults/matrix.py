"""What can fail, in which ways, and on which telephones that is heard: the cells of the fault suite, each a whole call.

    dependency               twilio  twilio-relay  telnyx-texml  telnyx-commands  vapi  retell-relay
    model: openai              ●          ●             ●               ●          ●         ●
    model: anthropic           ●          ●             ●               ●          ●         ●
    model: openrouter          ●          ●             ●               ●          ●         ●
    model: compatible          ●          ●             ●               ●          ●         ●
    speech: elevenlabs         ●                        ●               ●
    database                   ●          ●             ●               ●          ●         ●
    database, from the ring    ●          ●             ●               ●          ●         ●
    database, at the message   ●          ●             ●               ●
    queue: sqs                 ●                        ●
    commands: telnyx                                                    ●
    sockets: api gateway                  ●                                                  ●
    calls: twilio              ●
    calls: telnyx                                                       ●
    calls: vapi                                                                    ●
    calls: retell                                                                              ●
    prices: twilio             ●
    prices: vapi                                                                   ●

Each ● is seven calls: refused, hung, drip, 4xx, 5xx, garbage, cut. `make test` holds those of one diagonal, on which every
dependency meets every fault and every telephone; `make faults` holds them all.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from tests.support.faulty_wire import FAULTS, Fault

THINKING = ("twilio", "twilio-relay", "telnyx-texml", "telnyx-commands", "vapi", "retell-relay")

MATRIX: dict[str, tuple[str, ...]] = {
    "model: openai": THINKING,
    "model: anthropic": THINKING,
    "model: openrouter": THINKING,
    "model: compatible": THINKING,
    "speech: elevenlabs": ("twilio", "telnyx-texml", "telnyx-commands"),
    "database": THINKING,
    "database, from the ring": THINKING,
    "database, at the message": ("twilio", "twilio-relay", "telnyx-texml", "telnyx-commands"),
    "queue: sqs": ("twilio", "telnyx-texml"),
    "commands: telnyx": ("telnyx-commands",),
    "sockets: api gateway": ("twilio-relay", "retell-relay"),
    "calls: twilio": ("twilio",),
    "calls: telnyx": ("telnyx-commands",),
    "calls: vapi": ("vapi",),
    "calls: retell": ("retell-relay",),
    "prices: twilio": ("twilio",),
    "prices: vapi": ("vapi",),
}

ALL = os.environ.get("FRONTDESK_FAULTS") == "all"


@dataclass(frozen=True, slots=True)
class Cell:
    dependency: str
    fault: Fault
    telephone: str

    def __str__(self) -> str:
        return f"{self.dependency}, {self.fault}, {self.telephone}"


def cells(prefix: str, *, everything: bool = ALL) -> list[Cell]:
    """The calls to hold for the dependencies whose name begins so: all, or a diagonal that leaves out no row, fault or column."""
    return [cell for row in MATRIX if row.startswith(prefix) for cell in _row(row, everything=everything)]


def _row(dependency: str, *, everything: bool) -> Iterator[Cell]:
    telephones, shift = MATRIX[dependency], list(MATRIX).index(dependency)
    for number, fault in enumerate(FAULTS):
        for place, telephone in enumerate(telephones):
            if everything or (number + shift) % len(telephones) == place:
                yield Cell(dependency, fault, telephone)
