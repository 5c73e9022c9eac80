"""What a model can have done. It says what a caller can say, never an id; names and days are understood here.

Everything that takes effect, or names a day or a price, ends the turn with a sentence rendered by code. So a model that
fails afterwards can neither contradict what was done nor garble a date.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from shared.domain.calls import Then
from shared.domain.receptionist import booking, messages, person, wishes
from shared.domain.receptionist.memory import Asking, Memory
from shared.domain.receptionist.turn import Answer, Desk
from shared.domain.receptionist.understanding import Understood, proper_name, understand

_LONGEST_ARGUMENT = 1000


@dataclass(frozen=True, slots=True)
class Note:
    """A result for the model alone; the turn goes on."""

    text: str


Result = Answer | Note


class UnknownToolError(Exception):
    """The model asked for a tool that there is not."""


def _tool(name: str, what: str, needed: tuple[str, ...] = (), /, **parameters: str) -> dict[str, Any]:
    properties = {key: {"type": "string", "description": text} for key, text in parameters.items()}
    schema = {"type": "object", "properties": properties, "required": list(needed), "additionalProperties": False}
    return {"type": "function", "function": {"name": name, "description": what, "parameters": schema}}


_WISH = {
    "service": "the service, as the caller named it",
    "person": "who should do it; leave out if it does not matter",
    "day": "a day: YYYY-MM-DD, or in the caller's words",
    "time": "a time or part of the day: HH:MM, or in the caller's words",
}

TOOLS: tuple[dict[str, Any], ...] = (
    _tool("find_slots", "Tell the caller which times are free.", ("service",), **_WISH),
    _tool(
        "hold_slot",
        "Keep a time for the caller and read the appointment back, for the caller to agree to.",
        ("service", "day", "time"),
        **_WISH,
    ),
    _tool("book_appointment", "Book what was read back, after the caller has agreed to it."),
    _tool(
        "take_message",
        "Leave a message for the business.",
        ("text",),
        text="the message, in the caller's words",
        callback_number="a number to call back, if it is another than the one that rings",
    ),
    _tool("name_caller", "Note the caller's name.", ("name",), name="first and last name as far as known"),
    _tool("transfer_to_person", "Put the caller through to a person."),
    _tool("end_call", "Say goodbye and hang up, when the caller has nothing more to ask."),
)


def use(name: str, arguments: Mapping[str, Any], desk: Desk, memory: Memory, heard: str) -> Result:
    """Do what the model asked for. `heard` is what the caller said in this turn.

    Raises UnknownToolError, and what the tools of the domain raise.
    """
    act = _ACTS.get(name)
    if act is None:
        raise UnknownToolError(name)
    said = {key: " ".join(value.split())[:_LONGEST_ARGUMENT] for key, value in arguments.items() if _is_text(value)}
    return act(said, desk, memory, heard)


def _find_slots(said: Mapping[str, str], desk: Desk, memory: Memory, _: str) -> Result:
    wished = _wish(said, desk, memory)
    if isinstance(wished, Note):
        return wished
    memory, problem = wished
    if problem or memory.wish.service_id is None:
        return booking.advance(desk, memory, problem=problem)
    return booking.offer(desk, memory)


def _hold_slot(said: Mapping[str, str], desk: Desk, memory: Memory, _: str) -> Result:
    wished = _wish(said, desk, memory)
    if isinstance(wished, Note):
        return wished
    return booking.advance(desk, wished[0], problem=wished[1])


def _book_appointment(_: Mapping[str, str], desk: Desk, memory: Memory, heard: str) -> Result:
    if memory.asking is not Asking.CONFIRM or memory.held is None:
        return Note("Not booked: nothing has been read back to the caller. Call hold_slot first.")
    answer = understand(heard, desk.business, desk.wording, desk.now, bare_numbers=False)
    if answer.says("no") and not answer.says("yes"):
        return Note("Not booked: the caller did not agree. Ask what should be different.")
    return booking.book(desk, memory)


def _take_message(said: Mapping[str, str], desk: Desk, memory: Memory, _: str) -> Result:
    text = said.get("text", "")
    if not text:
        return Note("There is no message yet. Ask for it.")
    memory = replace(memory, held=None, offered=(), message=text, number="")
    digits = "".join(sign for sign in said.get("callback_number", "") if sign.isdigit() or sign == "+")
    return messages.number_heard(desk, memory, digits) if digits else messages.leave(desk, memory)


def _name_caller(said: Mapping[str, str], desk: Desk, _: Memory, __: str) -> Result:
    name = proper_name(said.get("name", ""))
    if not name:
        return Note("There is no name yet.")
    desk.tools.name_caller(name=name)
    return Note("Noted.")


def _transfer_to_person(_: Mapping[str, str], desk: Desk, memory: Memory, __: str) -> Result:
    return person.connect(desk, memory)


def _end_call(_: Mapping[str, str], desk: Desk, memory: Memory, __: str) -> Result:
    unbooked = memory.asking is Asking.CONFIRM and memory.held is not None
    return Answer(desk.say.goodbye_unbooked if unbooked else desk.say.goodbye, memory, Then.HANG_UP)


_ACTS: Mapping[str, Callable[[Mapping[str, str], Desk, Memory, str], Result]] = {
    "find_slots": _find_slots,
    "hold_slot": _hold_slot,
    "book_appointment": _book_appointment,
    "take_message": _take_message,
    "name_caller": _name_caller,
    "transfer_to_person": _transfer_to_person,
    "end_call": _end_call,
}


def _wish(said: Mapping[str, str], desk: Desk, memory: Memory) -> tuple[Memory, str | None] | Note:
    """The memory with the wish that the arguments add up to and what is wrong with its day; or what was not understood."""
    services = ", ".join(service.name for service in desk.business.services)
    people = ", ".join(each.name for each in desk.business.staff)
    if said.get("service"):
        named = _understood(said["service"], desk)
        if not named.services:
            return Note(f"There is no such service. There are: {services}.")
        memory = wishes.wished(memory, named)
    if said.get("person"):
        whom = _understood(said["person"], desk)
        if not whom.staff and not whom.says("any_staff", "any"):
            return Note(f"Nobody of that name works here. There are: {people}.")
        memory = wishes.wished(memory, whom)
    day, at = _iso_day(said.get("day", "")), _iso_time(said.get("time", ""))
    words = " ".join(said.get(key, "") for key, iso in (("day", day), ("time", at)) if iso is None).strip()
    problem = None
    if words:
        when = _understood(words, desk, bare_numbers=True)
        if not when.when:
            return Note("The day or time was not understood. Give YYYY-MM-DD and HH:MM.")
        memory, problem = wishes.wished(memory, when), when.when.problem
    if day is not None:
        problem = "past" if day < desk.today else problem
        memory = replace(memory, wish=replace(memory.wish, days=(day,), earliest=False))
    if at is not None:
        exact = replace(memory.wish, at=at, or_at=None, not_before=None, before=None, any_time=False)
        memory = replace(memory, wish=exact)
    return memory, problem


def _understood(text: str, desk: Desk, *, bare_numbers: bool = False) -> Understood:
    return understand(text, desk.business, desk.wording, desk.now, bare_numbers=bare_numbers)


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _iso_time(text: str) -> time | None:
    try:
        return time.fromisoformat(text).replace(tzinfo=None) if ":" in text else None
    except ValueError:
        return None


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
