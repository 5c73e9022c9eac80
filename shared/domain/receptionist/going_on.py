"""What a sentence adds to the wish, also by pointing back ("wie letztes Mal", "zur selben Zeit"), and the next step."""

from __future__ import annotations

from dataclasses import replace

from shared.domain.receptionist import booking
from shared.domain.receptionist.memory import Memory
from shared.domain.receptionist.turn import Answer, Desk
from shared.domain.receptionist.understanding import Understood
from shared.domain.receptionist.wishes import wished


def adds(heard: Understood) -> bool:
    """Whether a sentence says anything about an appointment to be made."""
    return heard.entities or heard.says("same_as_last", "same_time")


def go_on(desk: Desk, memory: Memory, heard: Understood, *, lead: str = "") -> Answer:
    """Put what was said to the wish, and take the next step towards an appointment."""
    memory, said = _pointed_back(desk, memory, heard)
    return booking.advance(desk, wished(memory, heard), problem=heard.when.problem, lead=f"{lead} {said}".strip())


def _pointed_back(desk: Desk, memory: Memory, heard: Understood) -> tuple[Memory, str]:
    """The wish with what is known from before. Words of this sentence come later, and win."""
    wish = memory.wish
    if memory.moving is not None:
        if heard.says("same_time"):
            at = memory.moving.start.astimezone(desk.business.zone).time()
            wish = replace(wish, at=at, or_at=None, not_before=None, before=None, any_time=False)
        return replace(memory, wish=wish), ""
    if heard.says("same_as_last"):
        visit = desk.tools.last_visit()
        service = desk.service(visit.service_id) if visit else None
        if visit is None or service is None:
            return memory, desk.say.no_last_visit
        staff_id = visit.staff_id if visit.staff_id in service.staff_ids and desk.person(visit.staff_id) else None
        said = desk.say.as_last_time.format(what=desk.what(service, staff_id))
        return replace(memory, wish=replace(wish, service_id=service.id, staff_id=staff_id), choices=()), said
    if heard.says("instead") and memory.own and wish.service_id is None and not heard.services:
        before = memory.own[0]  # just cancelled: "und dafür einen am Montag"
        if desk.service(before.service_id) is not None:
            staff_id = before.staff_id if desk.person(before.staff_id) else None
            return replace(memory, wish=replace(wish, service_id=before.service_id, staff_id=staff_id)), ""
    return memory, ""
