"""Taking a message: the words, then a number to call back, read back in groups of digits, then the tool.

What somebody wants who might become a customer is taken down in the same way, with their name: see `leads.py`.
"""

from __future__ import annotations

from dataclasses import replace

from shared.domain.calls import Then
from shared.domain.receptionist.introductions import answered_name
from shared.domain.receptionist.memory import Asking, Memory, Purpose
from shared.domain.receptionist.turn import Answer, Desk, ask
from shared.domain.receptionist.understanding import Understood
from shared.domain.spoken.phone import hear_digits, region_of, say_phone, to_e164

_FEWEST_DIGITS = 5
_FEWEST_DIGITS_BEGUN = 3
_MOST_DIGITS_OF_A_GROUP = 6
_WORDS_OF_A_MESSAGE = 8
_WORDS_OF_A_REMARK = 4
_LONGEST_MESSAGE = 1000
_PATIENCE = 2

# Where a number without country code is dialled, by time zone of the business.
_REGIONS = {
    "Europe/Berlin": "DE", "Europe/Busingen": "DE", "Europe/Zurich": "CH", "Europe/Vienna": "AT", "Europe/Stockholm": "SE",
    "Europe/London": "GB", "Europe/Copenhagen": "DK", "Europe/Oslo": "NO", "Europe/Helsinki": "FI", "Europe/Paris": "FR",
    "Europe/Amsterdam": "NL", "Europe/Brussels": "BE", "Europe/Luxembourg": "LU", "Europe/Vaduz": "LI", "Europe/Rome": "IT",
    "Europe/Madrid": "ES", "Europe/Dublin": "IE", "Europe/Warsaw": "PL", "Europe/Prague": "CZ",
}  # fmt: skip


def start(desk: Desk, memory: Memory, heard: Understood | None = None) -> Answer:
    """Ask for the message, unless the caller has said it already."""
    memory = memory.at_rest()
    only_for_whom = heard is not None and heard.staff and not heard.leftover and not heard.when
    if heard is not None and len(heard.words) >= _WORDS_OF_A_MESSAGE and not only_for_whom:
        return with_text(desk, memory, heard.text)
    return ask(memory, Asking.MESSAGE, desk.say.ask_message)


def start_about_appointment(desk: Desk, memory: Memory, heard: Understood, *, lead: str = "") -> Answer:
    """Pass a wish to move or cancel an appointment on to the owner."""
    memory = memory.at_rest()
    if (heard.when.days or heard.when.refused_days) and len(heard.words) >= _WORDS_OF_A_REMARK:
        answer = with_text(desk, memory, desk.say.about_move.format(text=heard.text))
        return replace(answer, text=f"{lead} {desk.say.passing_on} {answer.text}".strip())
    return ask(memory, Asking.MESSAGE, desk.say.ask_message_move, lead=lead)


def running_late(desk: Desk, memory: Memory, heard: Understood) -> Answer:
    """Tell the owner that somebody comes later: said already, only the number is asked for."""
    answer = with_text(desk, memory.at_rest(), heard.text)
    return replace(answer, text=f"{desk.say.passing_on} {answer.text}")


def listen(desk: Desk, memory: Memory, heard: Understood) -> Answer:
    """The answer to any of the questions of this file."""
    brief = len(heard.words) <= _WORDS_OF_A_REMARK
    if memory.asking is Asking.MESSAGE:
        thought_better = brief or (heard.says("no") and len(heard.words) <= _WORDS_OF_A_MESSAGE)
        if (
            (thought_better and heard.says("abandon"))
            or (brief and heard.says("nothing_more"))
            or (heard.says("no") and len(heard.words) == 1)
        ):
            return _dropped(desk, memory)
        if brief and heard.says("yes", "message", "wait") and not heard.leftover:
            return ask(memory, Asking.MESSAGE, memory.question or desk.say.ask_message)
        return with_text(desk, memory, heard.text)
    if memory.asking is Asking.MESSAGE_NAME:
        return _name_heard(desk, memory, heard)
    digits = hear_digits(heard.text, desk.language)
    if _continues(memory, digits) and not heard.says("no", "yes"):
        digits = f"{memory.digits}{digits}"
    begun = digits[:1] in ("0", "+") and _FEWEST_DIGITS_BEGUN <= len(digits) <= _MOST_DIGITS_OF_A_GROUP
    if begun and memory.asking is Asking.NUMBER and as_number(desk, digits) is None:
        return ask(replace(memory, digits=digits), Asking.NUMBER, desk.say.ask_rest_of_number)
    if len(digits) >= _FEWEST_DIGITS:
        return number_heard(desk, replace(memory, digits=digits), digits)
    if heard.says("abandon"):
        return _dropped(desk, memory)
    if heard.says("no_number"):
        return leave(desk, replace(memory, number=""))
    if heard.says("goodbye") or (heard.says("nothing_more") and memory.asking is Asking.NUMBER):
        return replace(leave(desk, memory, closing=desk.say.goodbye), then=Then.HANG_UP)
    if memory.asking is Asking.NUMBER_RIGHT:
        if heard.says("yes", "my_number") and not heard.says("no"):
            return leave(desk, memory)
        if heard.says("no"):
            return ask(replace(memory, number="", digits=""), Asking.NUMBER, desk.say.ask_number)
    elif heard.says("no") and memory.digits:  # not that beginning
        return ask(replace(memory, digits=""), Asking.NUMBER, desk.say.ask_number)
    elif heard.says("no") or (heard.says("my_number") and desk.caller.number):
        return leave(desk, replace(memory, number=""))
    if memory.unclear >= _PATIENCE:
        return leave(desk, replace(memory, number="", unclear=0))
    question = memory.question if memory.asking is Asking.NUMBER_RIGHT else desk.say.ask_number_again
    return ask(replace(memory, unclear=memory.unclear + 1), memory.asking, question)


def _continues(memory: Memory, digits: str) -> bool:
    """Whether digits go on where the ones before ended: "null drei null" … "zwei drei eins zwei"."""
    return bool(memory.digits) and 1 <= len(digits) <= _MOST_DIGITS_OF_A_GROUP and not digits.startswith("+")


def number_heard(desk: Desk, memory: Memory, digits: str) -> Answer:
    """Read a number back; ask again if nobody can be reached under it."""
    number, region = as_number(desk, digits), _region(desk)
    if number is None:
        if memory.unclear >= _PATIENCE:
            return leave(desk, replace(memory, number="", unclear=0))
        again = replace(memory, digits="", unclear=memory.unclear + 1)
        return ask(again, Asking.NUMBER, desk.say.ask_number_again)
    question = desk.say.confirm_number.format(number=say_phone(number, region=region))
    return ask(replace(memory, number=number), Asking.NUMBER_RIGHT, question)


def leave(desk: Desk, memory: Memory, *, closing: str = "") -> Answer:
    """Leave the message with the owner, or what a new customer wants, and say so."""
    number = memory.number or desk.caller.number
    said = desk.say.lead_taken if memory.purpose is Purpose.LEAD else desk.say.message_taken
    if memory.purpose is Purpose.LEAD:
        name = memory.name or desk.caller.name or None
        desk.tools.create_lead(text=memory.message, name=name, callback_number=memory.number or None)
    else:
        desk.tools.take_message(text=memory.message, callback_number=memory.number or None)
    lead = said.format(number=_said(desk, number)) if number else desk.say.message_taken_no_number
    memory = replace(memory.at_rest(), unclear=0)
    return ask(memory, Asking.MORE, closing or desk.say.anything_else, lead=lead)


def with_text(desk: Desk, memory: Memory, text: str) -> Answer:
    """With the words of the message, ask for what is still missing: a name for who is new, and the number."""
    memory = replace(memory, message=" ".join(text.split())[:_LONGEST_MESSAGE], number="", unclear=0)
    if memory.purpose is Purpose.LEAD and not (memory.name or desk.caller.name):
        return ask(memory, Asking.MESSAGE_NAME, desk.say.ask_your_name)
    return ask_number(desk, memory)


def ask_number(desk: Desk, memory: Memory, *, lead: str = "") -> Answer:
    """Whether the number that rings is the one to call back; which one, if it is withheld or was wrong."""
    if memory.number:
        number = _said(desk, memory.number)
        return ask(memory, Asking.NUMBER_RIGHT, desk.say.confirm_number.format(number=number), lead=lead)
    if desk.caller.number is None:
        return ask(memory, Asking.NUMBER, desk.say.ask_number, lead=lead)
    question = desk.say.confirm_ringing_number.format(number=ringing_number(desk))
    return ask(memory, Asking.NUMBER_RIGHT, question, lead=lead)


def as_number(desk: Desk, digits: str) -> str | None:
    """A number as one dials it from the business, in E.164; None if nobody can be reached under it."""
    return to_e164("".join(sign for sign in digits if sign.isdigit() or sign == "+"), _region(desk))


def _region(desk: Desk) -> str:
    return _REGIONS.get(desk.business.zone.key) or region_of(desk.business.transfer_number) or "DE"


def ringing_number(desk: Desk) -> str:
    """The number that rings, as it is said; empty if it is withheld."""
    return _said(desk, desk.caller.number) if desk.caller.number else ""


def _said(desk: Desk, number: str) -> str:
    return say_phone(number, region=_REGIONS.get(desk.business.zone.key))


def _name_heard(desk: Desk, memory: Memory, heard: Understood) -> Answer:
    if heard.says("abandon"):
        return _dropped(desk, memory)
    name = None if heard.says("no", "no_name") else answered_name(heard, desk.wording)
    if name is None:
        return ask_number(desk, memory)
    return ask_number(desk, replace(memory, name=name), lead=desk.say.thank_name.format(name=name))


def _dropped(desk: Desk, memory: Memory) -> Answer:
    return ask(memory.at_rest(), Asking.MORE, desk.say.anything_else, lead=desk.say.message_dropped)
