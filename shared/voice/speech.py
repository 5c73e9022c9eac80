"""What is said in one turn, passed on piece by piece where somebody listens that closely, or kept to be said at once.

Pieces end where a speaker would breathe; put together they are the words of the reply, not one twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from shared.domain.calls import sayable

Speak = Callable[[str], None]

MOST_SPOKEN_CHARACTERS = 700
# A clause shorter than this sounds like a stutter; longer without a breath, and the caller waits for nothing.
_SHORTEST_CLAUSE = 24
_LONGEST_BREATH = 160

_MARKUP = re.compile(r"[*_#`>|~\[\]{}<]+")
_END = re.compile(r"([.?!…]+|[,;:–])[\"»”')*_]*(?=\s)")
# After these a full stop ends no sentence, and neither does one after a number ("am 24. November") or a single letter.
_SHORTENED = re.compile(
    r"(?:\d|\b(?:\w|dr|prof|hr|fr|nr|st|str|tel|bzw|ca|usw|ggf|inkl|mr|mrs|ms|no|kl|dvs|bl|mo|di|mi|do|sa|so|tis|ons|fre))$",
    re.IGNORECASE,
)


class Unspeakable(Exception):  # noqa: N818  (named after what it is)
    """Text that is no language."""


class Speech:
    """One turn's words on their way to the caller. `said` is what was passed on so far, as one text."""

    def __init__(self, speak: Speak | None = None) -> None:
        self._speak = speak
        self._pending = ""
        self._enough = False
        self.said = ""

    @property
    def is_live(self) -> bool:
        """Whether words are passed on before the answer is complete."""
        return self._speak is not None

    def hear(self, words: str) -> None:
        """Take a model's words as they come; what can be said by now is said.

        Raises Unspeakable when what should be said is no language, and what `speak` raises.
        """
        if self._speak is None:
            return
        self._pending += words
        while at := _breath(self._pending):
            piece, self._pending = self._pending[:at], self._pending[at:]
            self._utter(piece)

    def flush(self) -> None:
        """The model has ended: say what is left. Raises as `hear` does."""
        piece, self._pending = self._pending, ""
        if self._speak is not None:
            self._utter(piece)

    def forget(self) -> None:
        """The model failed: what it said and we did not is dropped."""
        self._pending = ""

    def together(self, text: str) -> str:
        """The words of the whole turn if `text` is its last part, or all of it."""
        if not self.said or text.startswith(self.said):
            return text
        return f"{self.said} {text}".rstrip()

    def finish(self, text: str) -> None:
        """Say what was not said yet of `text`, the words of the whole turn. Raises what `speak` raises."""
        rest, self._pending = text.removeprefix(self.said), ""
        if self._speak is not None and rest:
            self.said = text
            self._speak(rest)

    def _utter(self, piece: str) -> None:
        text = _plain(piece)
        if not text or self._speak is None:
            return
        whole = f"{self.said} {text}" if self.said else text
        if not _is_language(whole):
            raise Unspeakable
        self._enough = self._enough or len(whole) > MOST_SPOKEN_CHARACTERS
        if not self._enough:
            passed_on = whole[len(self.said) :]
            self.said = whole
            self._speak(passed_on)


def presentable(text: str) -> str:
    """Words fit to be spoken, no more than anybody listens to. Raises Unspeakable if there are none."""
    spoken = _plain(text)
    if len(spoken) > MOST_SPOKEN_CHARACTERS:
        whole = max(spoken.rfind(mark, 0, MOST_SPOKEN_CHARACTERS) for mark in ".?!") + 1
        spoken = spoken[: whole if whole > MOST_SPOKEN_CHARACTERS // 3 else MOST_SPOKEN_CHARACTERS]
    if not _is_language(spoken):
        raise Unspeakable
    return spoken


def _plain(text: str) -> str:
    return " ".join(_MARKUP.sub(" ", sayable(text)).split())


def _is_language(text: str) -> bool:
    letters = sum(sign.isalpha() for sign in text)
    readable = sum(sign.isalnum() or sign.isspace() for sign in text)
    return letters >= 2 and readable * 2 >= len(text)


def _breath(text: str) -> int:
    """How many characters of `text` can be said by now; 0 while it is better to wait."""
    for end in _END.finditer(text):
        mark = end[1]
        if mark in ",;:–":
            if end.end() >= _SHORTEST_CLAUSE:
                return end.end()
        elif mark != "." or not _SHORTENED.search(text, 0, end.start()):
            return end.end()
    return max(text.rfind(" ", 0, _LONGEST_BREATH), 0) if len(text) > _LONGEST_BREATH else 0
