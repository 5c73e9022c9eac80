"""Several requests in one sentence: cut apart where one ends and the next begins, so that none is lost.

"Ich möchte meinen Termin am Freitag absagen und eine Nachricht hinterlassen" are two. "Einen Termin am Dienstag, und was
kostet das?" is one: prices and hours are answered on the way. A dictated message is never cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from shared.domain.receptionist.memory import BOOKING_QUESTIONS, DICTATED, Asking, Memory, Purpose, Waiting
from shared.domain.receptionist.turn import Desk
from shared.domain.receptionist.understanding import QUESTIONS_TO_US, Understood, understand

MOST_WAITING = 4

_LONGEST_REQUEST_TO_PASS_ON = 8
_IN_ONE_GO = {("move", "book"), ("move", "cancel"), ("book", "asks"), ("asks", "book")}
_STOPS = frozenset(".?!;")
# After these a comma may part two requests as well; a message goes on after its commas.
_OVER_WITH_A_COMMA = frozenset({"cancel", "move", "my_appointments", "waitlist", "book"})


@dataclass(frozen=True, slots=True)
class Requests:
    """What to answer now, what to answer on the way, and what waits until the first is done, in order."""

    now: Understood
    on_the_way: tuple[Understood, ...] = ()
    later: tuple[Waiting, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the text, what it asks for, and how it is parted from the one before: "und", "." or ","."""

    heard: Understood
    start: int
    end: int
    task: str
    cut: str


def divide(desk: Desk, memory: Memory, heard: Understood) -> Requests:
    """The requests of a sentence; itself, if it is but one."""
    whole = Requests(heard, later=_once_more(desk, memory, heard))
    if memory.asking in (*DICTATED, Asking.NUMBER, Asking.PROOF) or heard.says(
        "complaint", "emergency", "abuse", "sales"
    ):
        return whole
    if not (_several(heard) or _answered_and_more(memory, heard)):
        return whole
    parts = list(_parts(desk, heard))
    if len(parts) < 2:
        return whole
    clauses = _clauses(memory, parts)
    if len(clauses) < 2:
        return whole
    understood = [(_again(desk, heard.text[clause.start : clause.end]), clause.task) for clause in clauses]
    asked = tuple(each for each, task in understood if task == "asks")
    rest = [(each, task) for each, task in understood if task != "asks"]
    if not rest:
        return whole
    (first, task), *others = rest[: MOST_WAITING + 1]
    first = replace(first, name=heard.name) if heard.name and not first.name else first
    shared = [each.when for each, task in rest if task == "book" and each.when.days]
    if task != "book" or len(shared) != 1 or len(shared[0].days) != 1:
        return Requests(first, asked, tuple(Waiting(desk.language, each.text) for each, _ in others))
    first = first if first.when else replace(first, when=shared[0])
    day = desk.day(shared[0].days[0])
    return Requests(first, asked, tuple(_waiting(desk, each, day if task == "book" else "") for each, task in others))


def _once_more(desk: Desk, memory: Memory, heard: Understood) -> tuple[Waiting, ...]:
    """The same for a second person: "eine Kontrolle für mich und meinen Mann"."""
    if not heard.says("for_two") or len(heard.services) != 1 or heard.says("move", "cancel", *_ASKS):
        return ()
    day = f", {desk.day(heard.when.days[0])}" if len(heard.when.days) == 1 else ""
    again = Waiting(desk.language, f"{heard.services[0].name}{day}")
    return () if again in memory.later else (again,)


def _waiting(desk: Desk, heard: Understood, day: str) -> Waiting:
    """A request that waits. "Färben und Schneiden am Freitag um zehn": the day is for both, the time for the first."""
    said = heard.text
    if day and heard.when.days and heard.services:
        said = desk.either(service.name for service in heard.services)
    return Waiting(desk.language, f"{said}, {day}" if day else said)


def set_aside(desk: Desk, memory: Memory) -> Memory:
    """Keep the booking at hand for later, in words that will be understood again, while something else is dealt with."""
    wish = memory.wish
    service = desk.service(wish.service_id)
    if memory.asking not in BOOKING_QUESTIONS or memory.purpose is not Purpose.BOOK or service is None:
        return memory
    said = desk.what(service, memory.held.staff_id if memory.held else wish.staff_id)
    if memory.held is not None:
        said = f"{said}, {desk.start(memory.held.start)}"
    elif len(wish.days) == 1:
        said = f"{said}, {desk.day(wish.days[0])}"
    return replace(memory, later=(Waiting(desk.language, said), *memory.later)[:MOST_WAITING])


def _several(heard: Understood) -> bool:
    said = {task for task in _TASKS if heard.says(task)}
    if heard.says("want") and heard.services:
        said.add("book")
    asks = heard.says(*_ASKS)
    if len(heard.services) > 1 and not asks:
        return True
    return len(said) > 1 or (bool(said - {"book"}) and asks) or heard.says("another", "instead")


def _answered_and_more(memory: Memory, heard: Understood) -> bool:
    """Whether a yes to our question comes with another wish."""
    return memory.asking not in (Asking.NOTHING, Asking.MORE, Asking.MENU) and heard.says("yes") and heard.says(*_TASKS)


def _parts(desk: Desk, heard: Understood) -> Iterator[_Part]:
    """The text cut at every "und", stop and comma."""
    start, cut = 0, ""
    begin = heard.words[0].start if heard.words else 0
    for place, word in enumerate(heard.words):
        gap = heard.text[heard.words[place - 1].end : word.start] if place else ""
        joined = place > 0 and word.text in desk.wording.joiners
        stop = next((sign for sign in gap if sign in _STOPS or sign == ","), "")
        if place and (joined or stop):
            if place > start:
                yield _part(desk, heard, begin, heard.words[place - 1].end, cut)
            start, cut = (place + 1, "and") if joined else (place, stop)
            begin = heard.words[start].start if start < len(heard.words) else len(heard.text)
    if start < len(heard.words):
        yield _part(desk, heard, begin, len(heard.text), cut)


def _part(desk: Desk, heard: Understood, start: int, end: int, cut: str) -> _Part:
    understood = _again(desk, heard.text[start:end])
    return _Part(understood, start, end, _task(understood), cut)


def _again(desk: Desk, text: str) -> Understood:
    return understand(text, desk.business, desk.wording, desk.now, bare_numbers=False)


# What a person can want done, the plainest first.
_TASKS = ("move", "cancel", "my_appointments", "waitlist", "quote", "send_it", "message", "human", "book")
_ASKS = tuple(intent for intent in QUESTIONS_TO_US if intent != "wonder")


def _task(heard: Understood) -> str:
    """What a part asks for: one of the tasks, "asks" for a question, or nothing of its own."""
    task = next((task for task in _TASKS[:-1] if heard.says(task)), "")
    if task:
        return task
    asks = heard.says(*_ASKS)
    if heard.says("book") and not heard.says("appointment_existing") and not (asks and not heard.entities):
        return "book"
    if (heard.says("want") and heard.services) or (heard.says("instead", "another") and heard.entities):
        return "book"
    return "asks" if asks else ""


def _clauses(memory: Memory, parts: list[_Part]) -> list[_Part]:
    """Parts put together until each asks for one thing."""
    clauses: list[_Part] = []
    for part in parts:
        if not clauses:
            clauses.append(replace(part, task="book") if part.heard.services and not part.task else part)
            continue
        last = clauses[-1]
        if _is_one_more(last, part):
            clauses.append(replace(part, task="book"))
        elif _begins_anew(memory, last, part, first=len(clauses) == 1):
            clauses.append(part)
        else:
            task = part.task if not last.task or (last.task, part.task) == ("asks", "book") else last.task
            task = "move" if (last.task, part.task) == ("cancel", "move") else task
            # What a clause asks for is in the part that asks: "Hello, I can't make it on Wednesday, …".
            clauses[-1] = replace(
                last, end=part.end, task=task, heard=part.heard if part.task and not last.task else last.heard
            )
    return clauses


def _begins_anew(memory: Memory, last: _Part, part: _Part, *, first: bool) -> bool:
    if not part.task:
        return False
    if not last.task:  # "ja, und dann hätte ich noch eine Frage": an answer, and more
        wants_more = _wants_one_more(memory, part) if part.task == "book" else part.task != _asked_about(memory)
        return first and _is_a_yes(memory, last) and wants_more and not _is_about_the_same(memory, part)
    pair = (last.task, part.task)
    if last.task == part.task:
        return part.task == "book" and _another(last, part)
    if pair == ("cancel", "move"):  # "absagen und auf Montag verschieben" is of one appointment
        return bool(part.heard.services or part.heard.staff)
    if last.task == "cancel" and last.heard.when.refused_days and part.heard.when.days and not part.heard.services:
        return False  # "am Mittwoch kann ich nicht, stattdessen am Freitag?"
    if pair in _IN_ONE_GO:
        return part.task == "book" and part.heard.says("another")
    if part.cut == ",":
        return last.task in _OVER_WITH_A_COMMA and (part.task != "book" or part.heard.says("instead", "another"))
    if last.task == "message":
        return len(last.heard.words) < _LONGEST_REQUEST_TO_PASS_ON
    return True


def _is_one_more(last: _Part, part: _Part) -> bool:
    """Whether a second service follows: "…und für meinen Mann einen Haarschnitt am Samstag", "Färben und Schneiden"."""
    timed = bool(last.heard.when) and bool(part.heard.when)
    alike = timed or (part.cut == "and" and not part.heard.says("no"))
    return last.task == "book" and part.task in ("", "book") and alike and _another(last, part)


def _is_a_yes(memory: Memory, last: _Part) -> bool:
    waits = memory.asking not in (Asking.NOTHING, Asking.MORE, Asking.MENU)
    return waits and last.heard.says("yes") and not last.heard.says("no")


def _asked_about(memory: Memory) -> str:
    """What we asked whether to do: "ja, absagen bitte" says it once more, and asks for nothing else."""
    if memory.asking in (Asking.CANCEL_RIGHT, Asking.CANCEL_ALL):
        return "cancel"
    return "move" if memory.moving is not None else ""


def _is_about_the_same(memory: Memory, part: _Part) -> bool:
    """Whether the other of cancelling and moving is wanted, of the same appointment: "ja, lieber verschieben" is no yes."""
    other = {_asked_about(memory), part.task} == {"cancel", "move"}
    return other and part.cut != "and" and not part.heard.says("another")


def _wants_one_more(memory: Memory, part: _Part) -> bool:
    """Not "ja, und haben Sie auch später etwas frei?" before anything is booked."""
    return memory.asking not in (*BOOKING_QUESTIONS, Asking.BOOKING) or part.heard.says("another")


def _another(last: _Part, part: _Part) -> bool:
    """Whether two wishes to book are two appointments: other services, or "noch einen"."""
    services = {service.id for service in last.heard.services}
    others = {service.id for service in part.heard.services}
    return part.heard.says("another") or bool(services and others and not services & others)
