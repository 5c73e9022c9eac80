"""How long a turn takes, stage by stage: kept with the turn, and published as the metric `voice_call_latency`.

admit        until the turn began: who asks was proven, the request understood (over a socket: and on its way to us)
recall       the database's first answer
think        until there was an answer, tools included
first_token  of think: until the model that answered said its first word
speech       until the words were a voice of their own
record       until the answer was kept, by the database's own clock
total        all of it; the others, but for first_token and first_sound, add up to no more
first_sound  over a socket: from the caller's last word to our first frame
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import ceil
from time import perf_counter


class Stages:
    """The stages of one turn, in milliseconds. `begun` is when it reached us, on the clock of `perf_counter`."""

    def __init__(self, begun: float | None = None) -> None:
        self._begun = perf_counter() if begun is None else begun
        self._noted: dict[str, int] = {}

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Time what is done inside; a stage that comes twice is added up."""
        started = perf_counter()
        try:
            yield
        finally:
            # Rounded down, and the total up: parts are never more than the whole.
            self._noted[name] = self._noted.get(name, 0) + int((perf_counter() - started) * 1000)

    def reached(self, name: str) -> None:
        """Note how long it has taken from the beginning until now; the first time counts."""
        self._noted.setdefault(name, int(self._since()))

    def note(self, name: str, milliseconds: int) -> None:
        """Note a stage that somebody else has timed; the first time counts."""
        self._noted.setdefault(name, milliseconds)

    def so_far(self, *, awaits_sound: bool = False) -> dict[str, int]:
        """What is noted, and the total until now. `awaits_sound`: where nothing has been heard yet, it will be heard now."""
        total = ceil(self._since())
        sound = {"first_sound": total} if awaits_sound and "first_sound" not in self._noted else {}
        return {**self._noted, **sound, "total": total}

    def _since(self) -> float:
        return (perf_counter() - self._begun) * 1000


def marking(speak: Callable[[str], None] | None, stages: Stages) -> Callable[[str], None] | None:
    """`speak`, with the moment noted at which its first words were out."""
    if speak is None:
        return None

    def marked(piece: str) -> None:
        speak(piece)
        stages.reached("first_sound")

    return marked
