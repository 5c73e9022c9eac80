"""The demonstration's caller: knows what they want and reacts to what they hear, so that any receptionist can be tested.

The assistant may be the deterministic one or a model, so its words are not foreseen; what it asks for is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
SERVICE = "Herrenhaarschnitt"
TUESDAY = 1
MOST_TURNS = 8

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli"),
    *("August", "September", "Oktober", "November", "Dezember"),
)

NAME = "Jonas Berger."
GOODBYE = "Vielen Dank, auf Wiederhören!"
# First match wins. What the assistant said, and what this caller answers to it.
REACTIONS = (
    (re.compile(r"\bname", re.IGNORECASE), NAME),
    (re.compile(r"\d[\d\s,.-]{4,}|gebucht|eingetragen|(?:termin|alles) steht|ist bestätigt", re.IGNORECASE), GOODBYE),
    (re.compile(r"wer |welche[rnm]? (?:mitarbeiter|friseur)|wunsch", re.IGNORECASE), "Das ist mir egal."),
    (
        re.compile(r"richtig|stimmt|passt|recht|buchen|eintragen|einverstanden|ja oder nein", re.IGNORECASE),
        "Ja, genau.",
    ),
    # Nothing left to ask for.
    (re.compile(r"noch etwas|sonst noch|weiter(?:helfen|es)|danke|wiederhören|schönen", re.IGNORECASE), GOODBYE),
)


@dataclass(slots=True)
class DemoCaller:
    """Wants a Herrenhaarschnitt on a Tuesday at half past two. `wanted` is that instant, in Berlin's time."""

    wanted: datetime
    turns: int = 0
    said: list[str] = field(default_factory=list)

    def answer(self, heard: str) -> str:
        """What to say to what was heard; a farewell once it is booked or it has gone on for too long."""
        self.turns += 1
        if self.turns == 1:
            words = f"Guten Tag, ich hätte gern einen {SERVICE} am {self._day()} um halb drei."
        elif self.turns > MOST_TURNS:
            words = GOODBYE
        else:
            otherwise = f"Einen {SERVICE} am {self._day()} um halb drei, bitte."
            fitting = (answer for pattern, answer in REACTIONS if pattern.search(heard))
            # A name is given once; who asks again has something else to tell as well.
            words = next((answer for answer in fitting if answer != NAME or NAME not in self.said), otherwise)
        self.said.append(words)
        return words

    def _day(self) -> str:
        return f"{WEEKDAYS[self.wanted.weekday()]}, dem {self.wanted.day}. {MONTHS[self.wanted.month - 1]},"


def next_tuesday(now: datetime) -> datetime:
    """14:30 in Berlin on the first Tuesday that is at least two days away."""
    day = now.astimezone(ZONE).date() + timedelta(days=2)
    day += timedelta(days=(TUESDAY - day.weekday()) % 7)
    return datetime(day.year, day.month, day.day, 14, 30, tzinfo=ZONE)
