"""The caller's own appointments: told, moved or cancelled, once it is certain who calls and which one is meant.

The database says whose appointments these are. If it is not certain who calls, it asks for a code or a date of birth; if
that cannot be had, the wish goes to the owner as a message.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shared.domain.receptionist import cancelling, messages, moving, standing
from shared.domain.receptionist.memory import Asking, Memory, Own, Purpose
from shared.domain.receptionist.turn import Answer, Desk, ask
from shared.domain.receptionist.understanding import QUESTIONS_TO_US, Understood, understand
from shared.domain.receptionist.wishes import shifted, with_when
from shared.domain.spoken.birthdays import hear_birth_date
from shared.domain.spoken.phone import hear_digits
from shared.domain.spoken.when import When
from shared.domain.tools import Appointment, Unproven

_MOST_TOLD = 4
_FEWEST_DIGITS_OF_A_CODE = 4
_PATIENCE = 2


def wanted(heard: Understood) -> Purpose | None:
    """What is to be done with an appointment they have, if anything."""
    instead = bool(heard.when.refused_days and heard.when.days)  # "Freitag kann ich nicht, geht Montag?"
    something_else = bool(heard.leftover) and not (heard.entities or heard.says("book", "appointment_existing"))
    if something_else and heard.says("move"):  # "Leitungen verlegen", "flytta ett handfat"
        return None
    # "meinen Termin eine Stunde später", "ich habe am Mittwoch einen Termin, lieber Freitag zur selben Zeit"
    shifts = heard.when.by is not None or heard.when.seek in ("earlier", "later") or heard.says("same_time")
    later = shifts and heard.says("appointment_existing")
    if heard.says("move") or later or (heard.says("cancel") and instead):
        return Purpose.MOVE
    if heard.says("cancel"):
        return Purpose.CANCEL
    return Purpose.TELL if heard.says("my_appointments") else None


def begin(desk: Desk, memory: Memory, heard: Understood, purpose: Purpose) -> Answer:
    """Look up what they have, and go on from there."""
    memory = replace(memory.at_rest(), purpose=purpose, request=heard.text)
    return _found(desk, memory, heard, desk.tools.my_appointments())


def listen(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    """The answer to one of the questions of this file."""
    if memory.asking is Asking.PROOF:
        return _to_proof(desk, memory, heard)
    if heard.says("goodbye"):
        return standing.goodbye(desk, memory)
    if heard.says("abandon", "nothing_more"):
        return standing.dropped(desk, memory)
    if memory.asking is Asking.CANCEL_RIGHT:
        return _to_cancelling(desk, memory, heard)
    if memory.asking is Asking.CANCEL_ALL:
        return _to_cancelling_all(desk, memory, heard)
    return _to_which(desk, memory, heard)


def ask_proof(desk: Desk, memory: Memory, *, lead: str = "") -> Answer:
    """Ask for what proves who calls."""
    question = desk.say.ask_code if memory.proof == "code" else desk.say.ask_birth_date
    return ask(memory, Asking.PROOF, question, lead=lead)


def ask_which(desk: Desk, memory: Memory, *, lead: str = "") -> Answer:
    """Which of those to choose from is meant."""
    told = [_said(desk, own) for own in memory.own[:_MOST_TOLD]]
    if memory.keypad:
        told = [desk.say.press_number.format(number=at, what=each) for at, each in enumerate(told, start=1)]
    pattern = desk.say.is_it_this if len(told) == 1 else desk.say.which_appointment
    question = (desk.say.offer_keys if memory.keypad else pattern).format(
        appointments=desk.either(told), slots=desk.either(told)
    )
    return ask(memory, Asking.WHICH, question, lead=lead)


def chosen(desk: Desk, memory: Memory, own: Own, *, lead: str = "") -> Answer:
    """Go on with the one that is meant."""
    if memory.purpose is Purpose.CANCEL:
        return cancelling.read_back(desk, memory, own, lead=lead)
    return moving.begin(desk, memory, own, lead=lead)


def _found(desk: Desk, memory: Memory, heard: Understood, found: Sequence[Appointment] | Unproven) -> Answer:
    if isinstance(found, Unproven):
        if found.how == "number" or memory.unclear >= _PATIENCE:
            return _pass_on(desk, memory, heard, desk.say.unproven)
        again = memory.asking is Asking.PROOF
        return ask_proof(
            desk, replace(memory, proof=found.how), lead=desk.say.proof_wrong if again else desk.say.who_calls
        )
    own = tuple(as_own(each) for each in found)
    memory = replace(memory, own=own, request="", proof="", unclear=0)
    if not own:
        return _pass_on(desk, memory, heard, desk.say.no_appointment)
    if memory.purpose is Purpose.TELL:
        told = desk.both(_said(desk, each) for each in own[:_MOST_TOLD])
        return ask(
            memory.at_rest(),
            Asking.MORE,
            desk.say.anything_else,
            lead=desk.say.your_appointments.format(appointments=told),
        )
    return _pick(desk, memory, heard)


def _pass_on(desk: Desk, memory: Memory, heard: Understood, lead: str) -> Answer:
    if memory.purpose is Purpose.TELL:
        return ask(memory.at_rest(), Asking.MESSAGE_OFFER, desk.say.offer_message, lead=lead)
    return messages.start_about_appointment(desk, memory, heard, lead=lead)


def _pick(desk: Desk, memory: Memory, heard: Understood) -> Answer:
    """The one that the sentence means; if that is not certain, ask."""
    old, new = heard.when, When()
    if memory.purpose is Purpose.CANCEL and moving.names_another_day(desk, heard, memory.own):
        memory = replace(memory, purpose=Purpose.MOVE)
    if memory.purpose is Purpose.MOVE:
        old, new = moving.parted(desk, heard, memory.own)
        memory = replace(memory, wish=with_when(memory.wish, new))
    if old.refused_days and not old.days:  # "am Freitag kann ich nicht"
        old = replace(old, days=old.refused_days)
    by_time = [own for own in memory.own if moving.fits(desk, own, old)]
    by_time = by_time or [own for own in memory.own if moving.fits_weekday(desk, own, old)]
    services, staff = {service.id for service in heard.services}, {person.id for person in heard.staff}
    by_service = [own for own in by_time if own.service_id in services] if services else by_time
    left = [own for own in by_service if own.staff_id in staff] if staff else by_service
    if not left and by_service and memory.purpose is Purpose.MOVE:  # "zu Thomas verlegen": the person is new
        memory = replace(memory, wish=replace(memory.wish, staff_id=heard.staff[0].id))
        left = by_service
    if len(left) == 1 and heard.says("same_time") and memory.wish.at is None:
        at = left[0].start.astimezone(desk.business.zone).time()
        memory = replace(memory, wish=replace(memory.wish, at=at))
    if len(left) == 1:
        later = shifted(replace(heard, when=new), left[0].start.astimezone(desk.business.zone))
        if memory.purpose is Purpose.MOVE and moving.only_seeks(memory.wish, heard.when):
            return moving.around(desk, memory, left[0], heard.when.seek)
        return chosen(desk, replace(memory, wish=with_when(memory.wish, later.when)), left[0])
    if left and memory.purpose is Purpose.CANCEL and heard.says("all_of_them"):
        return cancelling.read_back_all(desk, replace(memory, own=tuple(left)))
    if left:
        return ask_which(desk, replace(memory, own=tuple(left)))
    return ask_which(desk, memory, lead=desk.say.no_such_appointment)


def _to_which(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    if heard.says(*QUESTIONS_TO_US):
        return None
    for place, intent in enumerate(("pick_first", "pick_second", "pick_third")):
        if heard.says(intent) and place < len(memory.own) and not heard.when.at:
            return chosen(desk, memory, memory.own[place])
    if heard.says("pick_last"):
        return chosen(desk, memory, memory.own[-1])
    purpose = wanted(heard)
    if purpose in (Purpose.MOVE, Purpose.CANCEL):
        memory = replace(memory, purpose=purpose)
    if heard.entities or purpose or heard.says("all_of_them"):
        return _pick(desk, memory, heard)
    if heard.says("yes") and not heard.says("no"):
        return chosen(desk, memory, memory.own[0]) if len(memory.own) == 1 else ask_which(desk, memory)
    if heard.says("no"):
        return standing.dropped(desk, replace(memory, chosen=None))
    return None


def _to_cancelling(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    own = memory.chosen
    if own is None:
        return None
    yes, no = heard.says("yes"), heard.says("no")
    elsewhere = bool(heard.when.days) and not any(
        moving.fits(desk, each, heard.when) or moving.fits_weekday(desk, each, heard.when) for each in memory.own
    )
    if heard.says("move") or heard.when.by or (elsewhere and not heard.says(*QUESTIONS_TO_US, "another")):
        return _pick(desk, replace(memory, purpose=Purpose.MOVE, own=(own,)), heard)
    if heard.says(*QUESTIONS_TO_US) or (heard.says("book") and heard.entities):
        return None
    if yes and not no and heard.says("wait"):
        return Answer(desk.say.waiting, memory)
    if heard.agrees and not heard.says("not"):  # "ja, nicht absagen"
        return cancelling.cancel(desk, memory, own)
    if heard.entities:
        return _pick(desk, replace(memory, chosen=None), heard)
    if no:
        return standing.dropped(desk, memory)
    return cancelling.read_back(desk, memory, own) if yes or heard.says("cancel", "doubt", "thanks") else None


def _to_cancelling_all(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    """Yes to all of them, or to some: "ja, aber den am Freitag nicht", "nein, nur den am Freitag"."""
    if heard.says("move"):
        return _pick(desk, replace(memory, purpose=Purpose.MOVE), heard)
    if heard.says(*QUESTIONS_TO_US) or (heard.says("book") and not heard.says("cancel", "appointment_existing")):
        return None
    if heard.entities:
        when = replace(heard.when, days=heard.when.days or heard.when.refused_days)
        services, staff = {service.id for service in heard.services}, {person.id for person in heard.staff}
        named = tuple(
            own
            for own in memory.own
            if (moving.fits(desk, own, when) or moving.fits_weekday(desk, own, when))
            and (not services or own.service_id in services)
            and (not staff or own.staff_id in staff)
        )
        spared = heard.says("no", "not", "but") and not heard.says("only")
        left = tuple(own for own in memory.own if (own in named) is not spared)
        return cancelling.read_back_all(desk, replace(memory, own=left or memory.own))
    yes, no = heard.says("yes"), heard.says("no")
    if yes and not no and heard.says("wait"):
        return Answer(desk.say.waiting, memory)
    if heard.agrees and not heard.says("not"):
        return cancelling.cancel_all(desk, memory)
    if no and not yes:
        return standing.dropped(desk, memory)
    return cancelling.read_back_all(desk, memory) if yes or heard.says("cancel", "doubt", "all_of_them") else None


def _to_proof(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    """A code or a date of birth; the sentence that was said before it is then understood with what is found."""
    request = understand(memory.request, desk.business, desk.wording, desk.now, bare_numbers=False)
    proof: str | None = None
    if memory.proof == "birth_date":
        born = hear_birth_date(heard.text, desk.language, desk.today)
        proof = born.isoformat() if born else None
    else:
        digits = hear_digits(heard.text, desk.language)
        proof = digits if len(digits) >= _FEWEST_DIGITS_OF_A_CODE else None
    memory = replace(memory, unclear=memory.unclear + 1)
    if proof is not None:
        return _found(desk, memory, request, desk.tools.my_appointments(proof=proof))
    if heard.says("goodbye"):
        return standing.goodbye(desk, memory)
    if heard.says("abandon", "nothing_more"):
        return standing.dropped(desk, memory)
    if heard.says("no", "no_number", "dont_know") or memory.unclear > _PATIENCE:
        return _pass_on(desk, replace(memory, unclear=0), request, desk.say.unproven)
    if heard.says(*QUESTIONS_TO_US, "book"):
        return None
    return ask_proof(desk, memory, lead=desk.say.sorry)


def as_own(found: Appointment) -> Own:
    """What is remembered of an appointment that a tool told of."""
    return Own(found.id, found.service_id, found.staff_id, found.service_name, found.staff_name, found.start)


def _said(desk: Desk, own: Own) -> str:
    return desk.say.appointment.format(what=desk.own(own), start=desk.start(own.start))
