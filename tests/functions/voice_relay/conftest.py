"""A thinker that speaks in pieces, at the pace of the test."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from shared.domain.calls import Reply
from shared.voice import turn


class Thinker:
    """Stands for a model: speaks the next of its `answers`, and waits between two pieces until it `may_go_on`.

    `heard` is what it was asked, `remembered` what it was last told of the turns before.
    """

    def __init__(self) -> None:
        self.answers: list[list[str]] = []
        self.heard: list[str] = []
        self.remembered: list[tuple[int, str, str]] = []
        self.may_go_on = threading.Semaphore(0)
        self._lock = threading.Lock()

    def __call__(self, asked: Any, scene: Any, **_: object) -> Reply:
        if asked.heard is None:
            return Reply("Salon Lindenblüte, guten Tag!", "de", state={})
        with self._lock:
            self.heard.append(scene.heard.text)
            self.remembered = [(past.turn, past.speaker, past.text) for past in scene.turns]
            pieces = self.answers.pop(0)
        for piece in pieces:
            scene.speech.hear(f"{piece} ")
            if piece is not pieces[-1]:
                assert self.may_go_on.acquire(timeout=20)
        scene.speech.flush()
        return Reply(scene.speech.said or " ".join(pieces), "de", state={})

    def go_on(self, times: int = 1) -> None:
        self.may_go_on.release(times)


@pytest.fixture
def thinker(monkeypatch: pytest.MonkeyPatch) -> Thinker:
    """Thinks every turn of this test."""
    made = Thinker()
    monkeypatch.setattr(turn, "_think", made)
    return made
