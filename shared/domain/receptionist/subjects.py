"""What a sentence is about, in a few words that are kept with the turn: the summary of the call is made of them.

Not what was done: that is known from the tools. And not what is dictated: who leaves a message about prices asks for none.
"""

from __future__ import annotations

from shared.domain.receptionist.memory import DICTATED, Memory
from shared.domain.receptionist.understanding import Understood

_SUBJECTS = {
    "hours": ("hours", "closures", "christmas", "new_year"),
    "price": ("price",),
    "duration": ("duration",),
    "services": ("services",),
    "people": ("people",),
    "address": ("address",),
    "parking": ("parking",),
    "my_appointments": ("my_appointments",),
    "abuse": ("abuse",),
    "complaint": ("complaint",),
    "emergency": ("emergency",),
    "sales": ("sales",),
    "thanks": ("thanks",),
}


def subjects(heard: Understood, memory: Memory) -> tuple[str, ...]:
    """What was spoken of. `memory` is as it was before the sentence was answered."""
    if memory.asking in DICTATED:
        return ("complaint",) if heard.says("complaint") else ()
    found = [subject for subject, intents in _SUBJECTS.items() if heard.says(*intents)]
    if heard.says("human") and not heard.says("message"):
        found.append("human")
    return tuple(found)
