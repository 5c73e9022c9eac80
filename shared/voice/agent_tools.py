"""The tools of a call for an agent that is not ours: a vendor's own model asks with JSON, one plain sentence answers.

    recall = turns.recall_turn(...)                      # or whatever else knows the call
    text = use_for_agent(
        "book_appointment", {"service": "Bartpflege", "day": "Mittwoch", "time": "10 Uhr"},
        business=recall.business, caller=recall.caller, tools=Desk(database_url, recall.call_id), now=now,
    )

The vendor's model speaks by itself and may retry, repeat and overtake itself. So nothing is kept between two uses: each is
given everything that it is about, and what takes effect does so once by its content (call, intent, arguments; the database
says so), and is answered alike when repeated. What it may not do the database refuses, whatever it was talked into. Days,
prices and codes in the answers are rendered by code, in the business's language or the one given.

`AGENT_TOOLS` is the list to give to a vendor: name, description and JSON schema of the parameters. Passing the call on and
hanging up are missing in it on purpose: these are the platforms' own tools, told in their own words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from shared.domain.business import Business, Caller
from shared.domain.receptionist import appointments, booking, cancelling, messages, waitlist
from shared.domain.receptionist.introductions import proper_name
from shared.domain.receptionist.languages import FALLBACK, WORDINGS
from shared.domain.receptionist.memory import Memory, Own, Purpose, Wish
from shared.domain.receptionist.turn import Desk
from shared.domain.spoken.birthdays import hear_birth_date
from shared.domain.spoken.phone import hear_digits
from shared.domain.spoken.speaking import say_code
from shared.domain.tools import Appointment, Done, Tools, Unproven
from shared.voice import own_appointments, tool_list, toolbox
from shared.voice.arguments import Note, is_yes, said, with_wish
from shared.voice.desk_at_once import DeskAtOnce
from shared.voice.tool_list import AGENT_TOOLS

__all__ = ["AGENT_TOOLS", "use_for_agent"]

_DIGITS_OF_A_CODE = 6


def use_for_agent(
    name: str,
    arguments: Mapping[str, Any],
    *,
    business: Business,
    caller: Caller,
    tools: Tools,
    now: datetime,
    language: str | None = None,
) -> str:
    """Do what a vendor's agent asked for, and say what came of it. Arguments that are no text are left out.

    `now` is aware; `language` ISO 639-1, None for the business's. Never empty. An unknown tool is answered, not raised:
    the agent can go on. Raises what the tools raise: Refusal, DatabaseUnavailable.
    """
    spoken = next((each for each in (language, business.language) if each in WORDINGS), FALLBACK)
    desk = Desk(business, caller, tools, now, spoken)
    memory = Memory(language=spoken, name_asked=True)
    given = said(arguments)
    act = _ACTS.get(name)
    if act is not None:
        return " ".join(act(given, desk, memory).split())
    if name not in _AS_THEY_ARE:
        return "There is no such tool."
    return " ".join(toolbox.use(name, given, desk, memory, "").text.split())


def _book_appointment(given: Mapping[str, str], desk: Desk, memory: Memory) -> str:
    wished = with_wish(given, desk, memory)
    return wished.text if isinstance(wished, Note) else _at_once(desk, *wished)


def _my_appointments(given: Mapping[str, str], desk: Desk, _: Memory) -> str:
    found = desk.tools.my_appointments(proof=_proof(given.get("proof", ""), desk))
    if isinstance(found, Unproven):
        return _unproven(desk, found, again="proof" in given)
    if not found:
        return desk.say.no_appointment
    told = (desk.say.appointment.format(what=desk.own(own), start=desk.start(own.start)) for own in _own(found))
    return desk.say.your_appointments.format(appointments=desk.both(told))


def _move_appointment(given: Mapping[str, str], desk: Desk, memory: Memory) -> str:
    wished = with_wish({key: given[key] for key in tool_list.ELSEWHERE if key in given}, desk, memory)
    if isinstance(wished, Note):
        return wished.text
    memory, problem = wished
    found = _meant(given, desk)
    if isinstance(found, str):
        return found
    meant, done = found
    if done is not None and (done.what == "cancelled" or _is_there(desk, memory.wish, meant)):
        return desk.say.appointment_gone if done.what == "cancelled" else _said_again(desk, done)
    memory = replace(memory, purpose=Purpose.MOVE, own=(meant,))
    if problem:
        return booking.advance(desk, replace(memory, chosen=meant), problem=problem).text
    if not is_yes(given.get("agreed", ""), desk):
        return appointments.chosen(desk, memory, meant).text
    at_once = DeskAtOnce(desk.tools, moving=meant.id)
    desk = replace(desk, tools=cast("Tools", at_once))
    answer = appointments.chosen(desk, memory, meant)
    return (booking.book(desk, answer.memory) if answer.memory.held else answer).text


def _cancel_appointment(given: Mapping[str, str], desk: Desk, memory: Memory) -> str:
    found = _meant(given, desk)
    if isinstance(found, str):
        return found
    meant, done = found
    if done is not None and done.what == "cancelled":
        return _said_again(desk, done)
    memory = replace(memory, purpose=Purpose.CANCEL, own=(meant,))
    if is_yes(given.get("agreed", ""), desk):
        return cancelling.cancel(desk, memory, meant).text
    return cancelling.read_back(desk, memory, meant).text


def _join_waitlist(given: Mapping[str, str], desk: Desk, memory: Memory) -> str:
    wished = with_wish(given, desk, memory)
    if isinstance(wished, Note):
        return wished.text
    if desk.caller.number is None:
        return desk.say.offer_message
    memory = replace(wished[0], purpose=Purpose.WAIT)
    if memory.wish.service_id is None:
        return booking.advance(desk, memory).text
    return waitlist.join(desk, memory).text


def _take_message(given: Mapping[str, str], desk: Desk, memory: Memory) -> str:
    return _taken_down(given, desk, memory)


def _create_lead(given: Mapping[str, str], desk: Desk, memory: Memory) -> str:
    return _taken_down(
        given, desk, replace(memory, purpose=Purpose.LEAD, name=proper_name(given.get("name", "")) or "")
    )


_ACTS: Mapping[str, Callable[[Mapping[str, str], Desk, Memory], str]] = {
    "book_appointment": _book_appointment,
    "my_appointments": _my_appointments,
    "move_appointment": _move_appointment,
    "cancel_appointment": _cancel_appointment,
    "join_waitlist": _join_waitlist,
    "take_message": _take_message,
    "create_lead": _create_lead,
}
_AS_THEY_ARE = frozenset({"find_slots", "hold_slot", "answer_question", "send_confirmation", "name_caller"})


def _at_once(desk: Desk, memory: Memory, problem: str | None) -> str:
    """Book the wish, if it is complete and free; else what is missing, or what is free instead."""
    desk = replace(desk, tools=cast("Tools", DeskAtOnce(desk.tools)))
    answer = booking.advance(desk, memory, problem=problem)
    return (booking.book(desk, answer.memory) if answer.memory.held else answer).text


def _meant(given: Mapping[str, str], desk: Desk) -> tuple[Own, Done | None] | str:
    """The appointment that is meant, and what this call did to it; else what to say.

    What was called off or moved away in this call counts as it was before: otherwise the same words, coming a second time
    and late, would mean the one that is left.
    """
    found = desk.tools.my_appointments()
    if isinstance(found, Unproven):
        return _unproven(desk, found)
    which = given.get("which", "")
    changed = [each for each in desk.tools.done_in_call() if each.what != "booked"]
    own = _own(found)
    meant = {each.id: each for each in own_appointments.fitting(desk, own, which)}
    for each in changed:
        now = appointments.as_own(each.appointment)
        if own_appointments.fitting(desk, [replace(now, start=each.was)], which):
            meant.setdefault(now.id, now)
    if len(meant) == 1:
        (only,) = meant.values()
        return only, next((each for each in changed if each.appointment.id == only.id), None)
    if not own:
        return desk.say.no_appointment
    memory = Memory(language=desk.language, own=tuple(each for each in own if each.id in meant) or own)
    return appointments.ask_which(desk, memory, lead="" if meant else desk.say.no_such_appointment).text


def _is_there(desk: Desk, wish: Wish, own: Own) -> bool:
    """Whether an appointment is already where it is wished to be."""
    local = own.start.astimezone(desk.business.zone)
    at = local.time().replace(tzinfo=None)
    same_day = wish.days in ((), (local.date(),))
    return same_day and at in (wish.at, wish.or_at) and wish.staff_id in (None, own.staff_id)


def _said_again(desk: Desk, done: Done) -> str:
    own = appointments.as_own(done.appointment)
    pattern = desk.say.cancelled if done.what == "cancelled" else desk.say.moved
    said_then = pattern.format(
        what=desk.own(own), start=desk.start(own.start), code=say_code(desk.language, done.appointment.code)
    )
    return f"{said_then} {desk.say.anything_else}"


def _unproven(desk: Desk, found: Unproven, *, again: bool = False) -> str:
    if found.how == "number":
        return f"{desk.say.unproven} {desk.say.offer_message}"
    question = desk.say.ask_code if found.how == "code" else desk.say.ask_birth_date
    return f"{desk.say.proof_wrong if again else desk.say.who_calls} {question}"


def _proof(text: str, desk: Desk) -> str | None:
    """What was said as proof, in the form that the database takes: six digits, or a date."""
    if not text:
        return None
    digits = hear_digits(text, desk.language)
    if len(digits) == _DIGITS_OF_A_CODE:
        return digits
    born = hear_birth_date(text, desk.language, desk.today)
    return born.isoformat() if born else digits or None


def _taken_down(given: Mapping[str, str], desk: Desk, memory: Memory) -> str:
    text, number = given.get("text", ""), given.get("callback_number", "")
    if not text:
        return desk.say.ask_message
    callback = messages.as_number(desk, number) if number else None
    if number and callback is None:
        return desk.say.ask_number_again
    return messages.leave(desk, replace(memory, message=text, number=callback or "")).text


def _own(found: Sequence[Appointment]) -> tuple[Own, ...]:
    return tuple(appointments.as_own(each) for each in found)
