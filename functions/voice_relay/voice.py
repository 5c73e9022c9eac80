"""The answer to one turn on its way to the caller: in pieces, and only as long as it is wanted."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, perf_counter

from functions.voice_relay.link import Link
from shared.db import relays
from shared.db.connection import connect
from shared.db.refusals import DatabaseUnavailable
from shared.db.relays import RelayTurn
from shared.providers.relays import Relay
from shared.voice.turn import Answered

# How long we go on without asking whether somebody broke in: less than it takes to notice.
SURE_SECONDS = 0.15


class Voice:
    """Speaks for one turn. Falls silent for good when a newer turn has begun, the caller broke in, or the socket is gone.

    `first_sound_seconds` is how long it took from the caller's last word (`since`, on the clock of `perf_counter`) to our
    first frame; None before it.
    """

    def __init__(
        self,
        link: Link,
        relay: Relay,
        turn: RelayTurn,
        *,
        answer_to: int | None,
        database_url: str,
        language: Callable[[], str | None],
        since: float,
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._link = link
        self._relay = relay
        self._turn = turn
        self._answer_to = answer_to
        self._database_url = database_url
        self._language = language
        self._spoken_last = turn.language
        self._now = now
        self._sure_until = now() + SURE_SECONDS
        self._silenced = False
        self._since = since
        self.first_sound_seconds: float | None = None

    def say(self, piece: str) -> None:
        """Words of an answer that goes on. Raises VendorError."""
        if self._is_wanted():
            language = self._in(self._language()) if self.first_sound_seconds is None else []
            self._send([*language, self._relay.piece(piece, answer_to=self._answer_to)])

    def end(self, answered: Answered) -> None:
        """What has not been said of the answer, and what it wants done. Raises VendorError."""
        if self._is_wanted():
            rest = self._relay.rest(
                answered.reply,
                answered.unsaid,
                turn=self._turn.number,
                answer_to=self._answer_to,
                begins_recording=answered.begins_recording,
            )
            self._send([*self._in(answered.reply.language), *rest])

    def _send(self, frames: list[str]) -> None:
        self._link.send(frames)
        if self.first_sound_seconds is None:
            self.first_sound_seconds = perf_counter() - self._since

    def _in(self, language: str | None) -> list[str]:
        """The frames that announce a language, if it is another than the last one."""
        before, self._spoken_last = self._spoken_last, language or self._spoken_last
        return self._relay.language(language) if language and before and language != before else []

    def _is_wanted(self) -> bool:
        if self._silenced or self._link.is_gone:
            return False
        if self._now() >= self._sure_until:
            self._silenced = not self._may_speak()
            self._sure_until = self._now() + SURE_SECONDS
        return not self._silenced

    def _may_speak(self) -> bool:
        try:
            return relays.may_speak(
                connect(self._database_url), connection_id=self._link.connection_id, turn=self._turn.number
            )
        except DatabaseUnavailable:
            # Better said once too often than not at all.
            return True


def language_of_answer(words: str, before: str | None) -> str | None:
    """The language that the answer will be in: as the receptionist and the model's turn decide it."""
    from shared.domain.receptionist.understanding import language_of

    return language_of(words, before) if before else before
