"""Plays a script on a telephone: says and presses what is written, holds the answers against it, looks at what is left."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from local.call_outcome import Fact, differences, outcome
from local.call_script import Script, ScriptError, Step, as_dates, as_spoken
from local.phone import CallFailedError, Said
from tests.conversations.dialects import Switchboard, Telephone
from tests.conversations.givens import put, taken

ZONES = {
    "salon": ZoneInfo("Europe/Berlin"),
    "dentist": ZoneInfo("Europe/Zurich"),
    "plumber": ZoneInfo("Europe/Stockholm"),
}


def play(board: Switchboard, script: Script, dialect: str) -> list[str]:
    """The transcript. Raises AssertionError, which shows it, where the call went otherwise than written."""
    now = datetime.now(ZONES[script.company])
    fields: dict[str, str] = {"caller_number": script.number}
    for kind, words in script.given:
        fields |= put(board.conn, script, kind, [as_dates(each, now.date()) for each in words], today=now)
    before = taken(board.conn)
    call = _Call(script, board.phone(dialect, script.company, **fields), now)
    call.hold()
    left = outcome(board.database.all, call.phone.call_sid, call.transfers)
    wanted: list[Fact] = [
        (kind, tuple(as_dates(each, now.date()) for each in words)) for kind, words in script.expected
    ]
    said = {kind for kind, _ in wanted}
    always: list[Fact] = [("status", ("completed",)), ("language", (script.language,))]
    wrong = differences([*wanted, *(fact for fact in always if fact[0] not in said)], left)
    if taken(board.conn) != before:
        wrong.append("somebody else's appointment was touched")
    assert not wrong, call.shown("\n".join(wrong))
    return call.transcript


class _Call:
    """One call while it lasts."""

    def __init__(self, script: Script, phone: Telephone, now: datetime) -> None:
        self.script = script
        self.phone = phone
        self.now = now
        self.transcript: list[str] = []
        self.transfers: list[str] = []
        self.heard = Said((), None)

    def hold(self) -> None:
        """The whole call, until it is over on both sides."""
        try:
            self._hear(self.phone.ring())
            for step in self.script.steps:
                self._do(step)
        except CallFailedError as error:
            raise AssertionError(self.shown(f"the provider could not go on: {error}")) from error
        answer = self.phone.hang_up()
        assert answer.is_success, self.shown(f"the end of the call was answered {answer.status_code}")

    def shown(self, wrong: str) -> str:
        return "\n".join([str(self.script.path.name), *self.transcript, "", wrong])

    def _do(self, step: Step) -> None:
        words = as_spoken(step.words, self.now.date(), self.script.language)
        match step.kind:
            case "assistant":
                assert _plain(words) in _plain(self.heard.text), self.shown(f"expected to hear: {words}")
            case "not assistant":
                assert _plain(words) not in _plain(self.heard.text), self.shown(f"not to be heard: {words}")
            case "assistant hangs up":
                assert self.phone.over, self.shown("the call should be over")
            case "hangs up":
                self.phone.over = True
            case _:
                assert not self.phone.over, self.shown(f"the call is over already: {step.kind} {words}")
                self._act(step, words)

    def _act(self, step: Step, words: str) -> None:
        phone = self.phone
        self.transcript.append(f"{step.kind}: {words}")
        match step.kind:
            case "caller":
                self._hear(phone.say(words, confidence=step.confidence or 0.93))
            case "keys":
                self._hear(phone.press(words))
            case "silence":
                self._hear(phone.stay_silent())
            case "records":
                assert self.heard.awaits == "recording", self.shown("nobody records")
                self._hear(phone.record())
            case other:
                raise ScriptError(f"{self.script.path.name}: {other}")

    def _hear(self, said: Said) -> None:
        self.heard = said
        self.transcript.append(f"assistant: {said.text}")
        if said.transferred_to:
            self.transfers.append(said.transferred_to)
            self.transcript.append(f"transferred to {said.transferred_to}")
        assert said.text or self.phone.over, self.shown("the line is silent")


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
