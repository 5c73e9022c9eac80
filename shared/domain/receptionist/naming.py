"""The answer to "on what name?": a name, none, or something else altogether."""

from __future__ import annotations

from dataclasses import replace

from shared.domain.calls import Then
from shared.domain.receptionist.introductions import answered_name, proper_name
from shared.domain.receptionist.memory import Asking, Memory
from shared.domain.receptionist.turn import Answer, Desk, ask
from shared.domain.receptionist.understanding import QUESTIONS_TO_US, Understood

_SOMETHING_ELSE = ("book", "another", "move", "cancel", "my_appointments", "send_it")


def listen(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    """Note the name. Who gives none is not asked twice."""
    alone = _nothing_but_a_name(desk, heard)
    if not alone and (heard.says(*QUESTIONS_TO_US, *_SOMETHING_ELSE) or (heard.services and heard.says("want"))):
        return None
    if heard.says("no", "no_name", "nothing_more") or (
        heard.says("goodbye") and answered_name(heard, desk.wording) is None
    ):
        if heard.says("goodbye"):
            return Answer(desk.say.goodbye, memory, Then.HANG_UP)
        return ask(memory, Asking.MORE, desk.say.anything_else, lead=desk.say.no_name)
    name = alone or (None if heard.says("yes") and len(heard.words) <= 2 else answered_name(heard, desk.wording))
    if name is None:
        if heard.says("yes"):
            return ask(memory, Asking.NAME, desk.say.ask_name_again)
        return ask(memory, Asking.MORE, desk.say.anything_else, lead=desk.say.no_name)
    desk.tools.name_caller(name=name)
    return noted(desk, replace(memory, name=name), heard, desk.say.thank_name.format(name=name))


def _nothing_but_a_name(desk: Desk, heard: Understood) -> str | None:
    """The name, if a sentence is two or three capitals and begins with one: "Regula Frei" is no question for a free time."""
    parts = heard.text.strip(" .!").split()
    capitals = len(parts) in (2, 3) and all(part[:1].isupper() for part in parts)
    if not capitals or heard.says("yes", "no", "goodbye", "thanks") or not answered_name(heard, desk.wording):
        return None
    return proper_name(" ".join(parts))


def noted(desk: Desk, memory: Memory, heard: Understood, lead: str) -> Answer:
    """Thank for the name, and ask for something else or say goodbye."""
    if heard.says("goodbye", "nothing_more"):
        return Answer(f"{lead} {desk.say.goodbye}", memory, Then.HANG_UP)
    return ask(memory, Asking.MORE, desk.say.anything_else, lead=lead)
