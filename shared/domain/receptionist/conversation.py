"""What an understood sentence does, in the order in which a good receptionist would weigh it.

First what cannot wait (emergency, a person), then the answer to our own question, then questions and wishes of the
caller, and in the end the small talk.
"""

from __future__ import annotations

from dataclasses import replace

from shared.domain.calls import Then
from shared.domain.receptionist import (
    abuse,
    appointments,
    booking_answers,
    confirmations,
    leads,
    line,
    messages,
    naming,
    person,
    standing,
    waitlist,
)
from shared.domain.receptionist.going_on import go_on
from shared.domain.receptionist.languages import ASKED_FOR
from shared.domain.receptionist.memory import (
    APPOINTMENT_QUESTIONS,
    BOOKING_QUESTIONS,
    COMING_BACK_TO,
    DICTATED,
    Asking,
    Memory,
    Purpose,
    Wish,
)
from shared.domain.receptionist.questions import asked_on, their_question, topic_of
from shared.domain.receptionist.requests import set_aside
from shared.domain.receptionist.turn import Answer, Desk, ask
from shared.domain.receptionist.understanding import QUESTIONS_TO_US, Understood

_MESSAGE_QUESTIONS = (*DICTATED, Asking.NUMBER, Asking.NUMBER_RIGHT)
_ERRANDS = ("book", "message", "move", "cancel", "my_appointments", "waitlist", "quote", "human", "abandon")
_REMARK_WORDS = 4
# So many words that we cannot place, among as many that we know, are about something.
_WORDS_OF_A_MATTER, _KNOWN_WORDS_OF_A_MATTER = 3, 2


def answer(desk: Desk, memory: Memory, heard: Understood) -> Answer:
    """The answer to a sentence."""
    if not heard.says("abuse") or memory.asking in DICTATED:
        return _answer(desk, memory, heard)
    warned = abuse.insulted(desk, memory)
    rest = heard.without("abuse")
    if warned.then is Then.HANG_UP or not (rest.said or rest.entities):
        return warned
    answered = _answer(desk, warned.memory, rest)
    return replace(answered, text=f"{desk.say.abuse_warning} {answered.text}")


def _answer(desk: Desk, memory: Memory, heard: Understood) -> Answer:
    heard = asked_on(desk, memory, heard)
    for respond in (
        _cannot_wait,
        _about_a_message,
        _about_a_name,
        _about_their_appointments,
        _our_question,
        their_question,
        _small_talk,
    ):
        answered = respond(desk, memory, heard)
        if answered is not None:
            told = replace(answered, memory=replace(answered.memory, told=topic_of(heard)))
            return _understood(told, memory)
    if memory.unclear == 1 and memory.asking in (Asking.NOTHING, Asking.MORE) and _is_a_matter(heard):
        return ask(memory, Asking.MESSAGE_OFFER, desk.say.dont_know)  # said twice: a matter for somebody else
    return line.unclear(desk, memory)


def _understood(answered: Answer, before: Memory) -> Answer:
    """Patience starts anew with every sentence that was understood."""
    if answered.memory.unclear > before.unclear or answered.memory.asking in _MESSAGE_QUESTIONS:
        return answered
    return replace(answered, memory=replace(answered.memory, unclear=0))


def _cannot_wait(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    brief = len(heard.words) <= _REMARK_WORDS
    repeat = heard.says("repeat", "slower")
    errand = heard.says(*_ERRANDS) and not heard.says("book", "message")  # "wann war noch mal mein Termin"
    if repeat and not heard.entities and not errand and (brief or not heard.says(*QUESTIONS_TO_US, "book", "message")):
        return line.repeat(desk, memory, slowly=heard.says("slower"))
    if memory.asking in DICTATED and not (brief and heard.says("human", "goodbye")):
        return None
    if heard.says("complaint") or (heard.says("emergency") and not _books_an_emergency(memory, heard)):
        return person.connect_at_once(desk, memory)
    if memory.asking is Asking.TRANSFER_ANYWAY and heard.says("anyway", "human") and not heard.says("message", "no"):
        return person.connect(desk, replace(memory, asked_for_person=True))
    if heard.says("human") and not heard.says("message"):
        return person.connect(desk, memory)
    if heard.says(*ASKED_FOR, "not_language") and not heard.entities and not heard.says(*QUESTIONS_TO_US, *_ERRANDS):
        lead = desk.say.at_your_service if heard.says(*ASKED_FOR) else desk.say.languages
        return Answer(f"{lead} {memory.question or desk.say.how_can_i_help}", memory)
    if heard.says("wait") and brief and not heard.entities and not heard.says("no", "yes"):
        return Answer(desk.say.waiting, memory)
    return None


def _books_an_emergency(memory: Memory, heard: Understood) -> bool:
    """Whether "Notfall" is meant as the name of something that can be booked."""
    bookable = bool(heard.services)
    return bookable and (
        heard.says("book", "price", "duration") or bool(heard.when) or memory.asking in BOOKING_QUESTIONS
    )


def _about_a_message(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    if memory.asking in _MESSAGE_QUESTIONS:
        if memory.asking is Asking.MESSAGE and heard.says("goodbye") and len(heard.words) <= _REMARK_WORDS:
            return Answer(f"{desk.say.message_dropped} {desk.say.goodbye}", replace(memory, message=""), Then.HANG_UP)
        return messages.listen(desk, memory, heard)
    sold = abuse.sold_to(desk, memory, heard)
    if sold is not None:
        return sold
    if heard.says("waitlist") and memory.asking is not Asking.WAITLIST:
        return waitlist.asked_for(desk, memory, heard)
    if heard.says("send_it") and memory.asking not in COMING_BACK_TO:
        return confirmations.asked_for(desk, memory, heard)
    if heard.says("quote") and memory.asking is not Asking.LEAD_OFFER:
        return leads.asked_for(desk, memory, heard)
    if heard.says("late") and not heard.says("move") and memory.asking not in BOOKING_QUESTIONS:
        return messages.running_late(desk, memory, heard)
    if heard.says("message") and not (heard.says("no") and memory.asking is Asking.MESSAGE_OFFER):
        return messages.start(desk, memory, heard)
    return None


def _about_a_name(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    """A name that is told, asked for or not."""
    if memory.asking is Asking.NAME and not heard.name and not heard.says("abandon"):
        return naming.listen(desk, memory, heard)
    if not heard.name:
        return None
    desk.tools.name_caller(name=heard.name)
    named = replace(memory, name=heard.name, name_asked=True)
    lead = desk.say.thank_name.format(name=heard.name)
    if memory.asking is Asking.NAME:
        return naming.noted(desk, named, heard, lead)
    for respond in (_about_their_appointments, _our_question, their_question):
        answered = respond(desk, named, heard)
        if answered is not None:
            return replace(answered, text=f"{lead} {answered.text}")
    return ask(named, memory.asking, memory.question or desk.say.how_can_i_help, lead=lead)


def _about_their_appointments(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    """An appointment they have is looked up; what is not booked yet is simply changed or dropped."""
    if memory.asking in APPOINTMENT_QUESTIONS:
        return appointments.listen(desk, memory, heard)
    in_progress = memory.asking in BOOKING_QUESTIONS
    existing = heard.says("appointment_existing")
    if (
        in_progress and heard.when.refused_days and not existing
    ):  # "am Freitag kann ich nicht kommen": of what is offered
        return None
    drops = in_progress and memory.moving is None and heard.says("cancel") and not existing
    if heard.says("abandon") or drops:
        return standing.dropped(desk, memory)
    purpose = appointments.wanted(heard) or (Purpose.MOVE if _suits_no_more(memory, heard) else None)
    if purpose is None or (purpose is Purpose.MOVE and in_progress and heard.entities):
        return None
    # "Ja, verschieben Sie ihn", "nein, nicht verschieben", and not "ja, bitte stornieren".
    answers = purpose is Purpose.MOVE and (heard.agrees or heard.says("no"))
    if memory.moving is not None and answers and memory.asking is Asking.CONFIRM:
        return None
    if memory.moving is not None and not heard.entities:
        return appointments.chosen(desk, replace(memory, purpose=purpose), memory.moving)
    if not heard.says("no"):
        memory = set_aside(desk, memory)
    return appointments.begin(desk, memory, heard, purpose)


def _suits_no_more(memory: Memory, heard: Understood) -> bool:
    """Whether an appointment that was just told is refused, and another time named: "passt mir nicht, geht auch Mittwoch?"."""
    if memory.asking is Asking.MORE and heard.when.by and not heard.services:  # "geht es eine Stunde früher?"
        return True
    other_day = heard.when.refused_days and heard.when.days
    if memory.asking is Asking.NOTHING and other_day and not heard.services and not heard.says("book", "want"):
        return True  # "am Freitag kann ich nicht, geht es am Mittwoch?", before anything else was said
    if memory.asking is not Asking.MORE or not memory.own or not heard.says("no"):
        return False
    more = heard.services or heard.says("book", "another", "nothing_more", "goodbye", *QUESTIONS_TO_US)
    return bool(heard.when.days) and not more


def _leaves(heard: Understood) -> bool:
    """Whether a day is only named in parting: "das war alles, bis Dienstag, tschüss"."""
    ends = heard.says("goodbye") and heard.says("nothing_more", "thanks")
    return ends and not heard.services and not heard.says("book", *QUESTIONS_TO_US)


def _our_question(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    """What the sentence means as an answer to what we asked last."""
    match memory.asking:
        case Asking.WAITLIST:
            return waitlist.listen(desk, memory, heard)
        case Asking.LEAD_OFFER:
            return leads.listen(desk, memory, heard)
        case Asking.BOOKING if heard.says("yes") and not heard.says("no") and not heard.says(*QUESTIONS_TO_US):
            return go_on(desk, memory, heard)
        case Asking.BOOKING if heard.says("no", "nothing_more") and not heard.entities:
            if heard.says("nothing_more", "goodbye"):
                return Answer(desk.say.goodbye, memory, Then.HANG_UP)
            return ask(replace(memory, wish=Wish()), Asking.MORE, desk.say.anything_else, lead=desk.say.thanks)
        case Asking.MESSAGE_OFFER | Asking.TRANSFER_ANYWAY if not heard.entities and not heard.says(*QUESTIONS_TO_US):
            if heard.says("no", "nothing_more"):
                if heard.says("goodbye"):
                    return Answer(desk.say.goodbye, memory, Then.HANG_UP)
                return ask(memory, Asking.MORE, desk.say.anything_else)
            if heard.says("yes") and not heard.says("goodbye"):
                return messages.start(desk, memory)
        case Asking.MORE if _leaves(heard):
            return Answer(desk.say.goodbye, memory, Then.HANG_UP)
        case Asking.MORE if not heard.entities and not heard.says(*QUESTIONS_TO_US, "book"):
            if heard.says("no", "nothing_more"):
                return Answer(desk.say.goodbye, memory, Then.HANG_UP)
            if heard.says("yes") and not heard.says("thanks", "goodbye"):
                return ask(memory, Asking.MORE, desk.say.how_can_i_help)
        case Asking.MENU:
            return line.number_said(desk, memory, heard)
    return booking_answers.listen(desk, memory, heard)


def _is_a_matter(heard: Understood) -> bool:
    """Whether a sentence is about something that we know nothing of, and no noise."""
    known = len(heard.words) - len(heard.leftover)
    return len(heard.leftover) >= _WORDS_OF_A_MATTER and known >= _KNOWN_WORDS_OF_A_MATTER


def _small_talk(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    """Goodbye, thanks, hello, and a question we have no answer to."""
    question = memory.question or desk.say.how_can_i_help
    if heard.says("goodbye") or (heard.says("nothing_more") and memory.asking is not Asking.NOTHING):
        return standing.goodbye(desk, memory)
    if heard.says("thanks"):
        if memory.asking in BOOKING_QUESTIONS:
            return Answer(question, memory)
        return ask(memory, Asking.MORE, desk.say.anything_else, lead=desk.say.thanks)
    if heard.says("how_are_you"):
        return Answer(f"{desk.say.thanks_for_asking} {question}", memory)
    if heard.says("hello") and not (heard.leftover and (heard.says("wonder") or heard.text.endswith("?"))):
        unclear = 1 if memory.asking is Asking.NOTHING and _is_a_matter(heard) else memory.unclear
        hello = desk.say.hello_again.format(good_day=desk.good_day)
        return Answer(f"{hello} {question}", replace(memory, unclear=unclear))
    if heard.says("yes", "any") and memory.asking is Asking.NOTHING:
        return Answer(desk.say.how_can_i_help, memory)
    some = 1 if heard.says("hello") else 2
    if heard.says("wonder") or (len(heard.leftover) >= some and "?" in heard.text):
        return ask(memory, Asking.MESSAGE_OFFER, desk.say.dont_know)
    return None
