"""When words do not get through: silence, noise, asking to hear it again, and the keys of the telephone."""

from __future__ import annotations

import re
from dataclasses import replace

from shared.domain.calls import Then
from shared.domain.receptionist import answers, appointments, booking, messages, person, standing
from shared.domain.receptionist.memory import Asking, Memory, Purpose
from shared.domain.receptionist.turn import Answer, Desk, ask
from shared.domain.receptionist.understanding import Understood, understand

_SILENCES_BEFORE_HANGING_UP = 3
_UNCLEAR_BEFORE_THE_MENU = 3
_UNCLEAR_BEFORE_A_PERSON = 6
_REMARK_WORDS = 4
_FEWEST_KEYS_OF_A_NUMBER = 3

_YES_NO = (
    Asking.CONFIRM,
    Asking.NUMBER_RIGHT,
    Asking.BOOKING,
    Asking.MESSAGE_OFFER,
    Asking.TRANSFER_ANYWAY,
    Asking.CANCEL_RIGHT,
    Asking.CANCEL_ALL,
    Asking.WAITLIST,
    Asking.LEAD_OFFER,
)

# How recognition writes what were no words: "(unintelligible audio)", "[noise]", "<unk>", "*coughs*".
_NO_WORDS = re.compile(
    r"""[(\[<*]\s*[^()\[\]<>*]*\b
        (?:unintelligible|inaudible|indistinct|noise|noises|silence|static|music|musik|laughter|laughs|cough|coughs|coughing
          |crosstalk|background|applause|beep|unk|blank_audio|breathing|sighs?|unverständlich|ohörbart)
        \b[^()\[\]<>*]*[)\]>*]""",
    re.VERBOSE | re.IGNORECASE,
)


def only_words(text: str) -> str:
    """What was heard without what recognition noted of noises."""
    return _NO_WORDS.sub(" ", text).strip()


def silence(desk: Desk, memory: Memory) -> Answer:
    """Ask whether somebody is there, twice in different words; the third time hang up, honestly."""
    memory = replace(memory, silences=memory.silences + 1)
    question = memory.question or desk.say.how_can_i_help
    if memory.silences == 1:
        return Answer(desk.say.silence_first.format(question=question), memory)
    if memory.silences < _SILENCES_BEFORE_HANGING_UP:
        return Answer(desk.say.silence_second.format(question=question), memory)
    if memory.message:  # said in full, only the number was never confirmed: it is not lost
        return replace(messages.leave(desk, memory, closing=desk.say.goodbye), then=Then.HANG_UP)
    return Answer(standing.hanging_up_on_silence(desk, memory), memory, Then.HANG_UP)


def unclear(desk: Desk, memory: Memory) -> Answer:
    """Ask again in two different ways, then offer the keys, in the end a person."""
    memory = replace(memory, unclear=memory.unclear + 1)
    question = memory.question or desk.say.what_then
    own = desk.business.assistant.fallback_responses if desk.language == desk.business.language else ()
    if memory.unclear < _UNCLEAR_BEFORE_THE_MENU and own:
        # The business's own words, of which the owner gives one or several.
        return Answer(f"{own[(memory.unclear - 1) % len(own)]} {question}", memory)
    if memory.unclear == 1:
        return Answer(desk.say.unclear_first.format(question=question), memory)
    if memory.unclear < _UNCLEAR_BEFORE_THE_MENU:
        return Answer(desk.say.unclear_second.format(question=question), memory)
    if memory.unclear >= _UNCLEAR_BEFORE_A_PERSON:
        return person.connect(desk, replace(memory, unclear=0))
    return menu(desk, memory)


def repeat(desk: Desk, memory: Memory, *, slowly: bool) -> Answer:
    """The last sentence once more; slowly, one piece after the other."""
    said = memory.said or memory.question or desk.say.how_can_i_help
    if not slowly:
        return Answer(said, memory)
    pieces = said if said.startswith(desk.say.slowly) else f"{desk.say.slowly} {_in_pieces(said)}"
    return Answer(pieces, memory)


def menu(desk: Desk, memory: Memory) -> Answer:
    """What the keys do."""
    text = desk.say.menu if desk.business.transfer_number else desk.say.menu_without_person
    return ask(replace(memory, held=None, offered=()), Asking.MENU, text)


def number_said(desk: Desk, memory: Memory, heard: Understood) -> Answer | None:
    """A key that was said instead of pressed."""
    last = len(heard.words) - 1
    number = desk.spoken.counting.cardinal(heard.words, 0) or desk.spoken.counting.cardinal(heard.words, last)
    if number is None or number[0] not in range(10) or len(heard.words) > _REMARK_WORDS:
        return None
    pressed = keys(desk, memory, str(number[0]))
    return pressed if isinstance(pressed, Answer) else None


def keys(desk: Desk, memory: Memory, digits: str) -> Answer | str:
    """What pressed keys mean after the last question: an answer, or the words they stand for."""
    pressed = digits.strip().rstrip("#")
    if memory.asking in (Asking.NUMBER, Asking.NUMBER_RIGHT) and len(pressed) >= _FEWEST_KEYS_OF_A_NUMBER:
        return messages.number_heard(desk, memory, pressed)
    if memory.asking is Asking.PROOF and len(pressed) >= _FEWEST_KEYS_OF_A_NUMBER:
        return pressed
    if pressed.startswith("*"):
        return Answer(memory.said or desk.say.how_can_i_help, memory)
    if memory.asking is Asking.TIME and len(pressed) in (3, 4) and pressed.isascii() and pressed.isdigit():
        return pressed
    key = pressed[:1]
    number = int(key) if key and key in "123456789" else 0
    if key == "0":
        return replace(person.connect(desk, memory), about=("human",))
    if memory.asking in _YES_NO and number in (1, 2):
        return {1: desk.say.yes_word, 2: desk.say.no_word}[number]
    if memory.asking is Asking.SLOT and 1 <= number <= len(memory.offered):
        return booking.hold_offer(desk, replace(memory, keypad=True), memory.offered[number - 1])
    if memory.asking is Asking.WHICH and 1 <= number <= len(memory.own):
        return appointments.chosen(desk, replace(memory, keypad=True), memory.own[number - 1])
    if memory.asking is Asking.SERVICE:
        services = memory.choices or tuple(service.id for service in desk.business.services)
        if 1 <= number <= len(services):
            chosen = replace(
                memory, wish=replace(memory.wish, service_id=services[number - 1]), choices=(), keypad=True
            )
            return booking.advance(desk, chosen)
    return _from_menu(desk, memory, number)


def _from_menu(desk: Desk, memory: Memory, number: int) -> Answer:
    memory = replace(memory, keypad=True)
    match number:
        case 1:
            return booking.advance(desk, memory)
        case 2:
            lead = f"{answers.hours_in_general(desk)} {answers.prices(desk, ())}"
            return replace(ask(memory, Asking.MENU, menu(desk, memory).text, lead=lead), about=("hours", "price"))
        case 3:
            return messages.start(desk, memory)
        case 4 | 5:
            purpose = Purpose.MOVE if number == 4 else Purpose.CANCEL
            nothing = understand("", desk.business, desk.wording, desk.now, bare_numbers=False)
            return appointments.begin(desk, memory, nothing, purpose)
    return menu(desk, memory)


def _in_pieces(text: str) -> str:
    """With a pause where a comma stands: speech engines rest longer at the end of a sentence."""
    return text.replace(", ", " … ").replace(": ", " … ")
