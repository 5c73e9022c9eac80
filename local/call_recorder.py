"""Writes a call that somebody holds by hand into a file that the conversation suite can play again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from local.call_outcome import FINDINGS, ROWS, Fact, Read, outcome, told
from local.call_script import WITHHELD, with_placeholders
from local.phone import Said

_TIMELESS = {"status": "completed", "recording": "not asked", "customer": "nobody"}


@dataclass(slots=True)
class CallRecorder:
    """One call as it happens. `today` is the company's; what is written has no date of its own."""

    path: Path
    company: str
    number: str
    today: date
    _before: list[Fact] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)
    _transfers: list[str] = field(default_factory=list)

    def rang(self, read: Read, call: str, said: Said) -> None:
        """The first moment of the call: what is in the database now was there before it."""
        self._before = outcome(read, call)
        self.heard(said)

    def did(self, step: str, words: str = "") -> None:
        self._lines.append(f"{step}: {words}" if words else step)

    def heard(self, said: Said) -> None:
        """As remarks: which words of an answer matter is for the owner to say, with `assistant:`."""
        self._lines += [f"# {with_placeholders(line, self.today)}" for line in said.lines]
        if said.transferred_to:
            self._transfers.append(said.transferred_to)

    def write(self, read: Read, call: str) -> None:
        """The file, once the call is over."""
        after = outcome(read, call, self._transfers)
        language = next((fact[1][0] for fact in after if fact[0] == "language"), "")
        known = [fact for fact in self._before if fact[0] in ("customer", "appointment") and fact[1] != ("nobody",)]
        known.sort(key=lambda fact: fact[0] != "customer")
        left = [
            fact
            for fact in after
            if fact[0] in ROWS or (fact[0] not in ("language", *FINDINGS) and fact[1] != (_TIMELESS.get(fact[0]),))
        ]
        number = "withheld" if self.number == WITHHELD else self.number
        blocks = [
            [f"# a call to the {self.company}"],
            [f"company: {self.company}", f"language: {language}", f"number: {number}"],
            [f"given: {told(fact)}" for fact in known],
            self._lines,
            [f"expect: {told(fact)}" for fact in left],
        ]
        # Dates are found in facts alone: what a caller said is kept as it was said.
        for block in (blocks[2], blocks[4]):
            block[:] = [with_placeholders(line, self.today) for line in block]
        self.path.write_text("\n\n".join("\n".join(block) for block in blocks if block) + "\n", encoding="utf-8")
