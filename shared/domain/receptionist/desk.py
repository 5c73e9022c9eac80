"""The receptionist's two doors: greet the caller, and respond to what was heard.

Nothing here knows a clock, a database or a model. All that is remembered is in the reply's state, so that a call can be
replayed from its turns. A tool that fails raises through; the state that was handed in is never changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from shared.domain.business import Business, Caller
from shared.domain.calls import Heard, Reply, Then
from shared.domain.receptionist import booking, conversation, line
from shared.domain.receptionist.languages import ASKED_FOR, FALLBACK, WORDINGS, wording
from shared.domain.receptionist.memory import Asking, Memory, remember
from shared.domain.receptionist.turn import Answer, Desk, good_day
from shared.domain.receptionist.understanding import language_of, understand
from shared.domain.spoken.tokens import tidy, tokens
from shared.domain.tools import Tools

_NUMBERS_ARE_TIMES = (Asking.TIME, Asking.SLOT, Asking.CONFIRM, Asking.CHANGE)


def greet(business: Business, caller: Caller, *, now: datetime) -> Reply:
    """The first sentence of a call: the deployed greeting if it is in a language spoken here, with the caller's name."""
    language = _language(business)
    say = wording(language).sentences
    hello = good_day(wording(language), now.astimezone(business.zone).hour)
    own = business.assistant.first_message.strip() if business.language == language else ""
    name = (caller.name or "").strip()
    if own:
        text = _greeting_with_name(own, hello, name, language) if name else own
        if business.name.casefold() not in text.casefold():
            text = f"{business.name}. {text}"
    elif name:
        text = say.greeting_by_name.format(good_day=hello, name=name, business=business.name)
    else:
        text = say.greeting.format(good_day=hello, business=business.name)
    return _reply(Answer(text, Memory(language=language, question=say.how_can_i_help)))


def respond(
    heard: Heard,
    state: Mapping[str, object] | None,
    business: Business,
    caller: Caller,
    tools: Tools,
    *,
    now: datetime,
) -> Reply:
    """The answer to one turn; never empty. Raises only what a tool raises. `now` is aware."""
    memory = remember(state, business, _language(business))
    if memory.language not in WORDINGS:
        memory = replace(memory, language=_language(business))
    desk = Desk(business, caller, tools, now, memory.language)
    text = heard.text
    if heard.digits.strip():
        pressed = line.keys(desk, replace(memory, silences=0), heard.digits)
        if isinstance(pressed, Answer):
            return _reply(pressed)
        text = pressed
    elif not text.strip() and heard.recording_url and memory.asking is Asking.MESSAGE:
        text = heard.recording_url
    if not text.strip():
        return _reply(line.silence(desk, memory))
    return _reply(_to_words(desk, replace(memory, silences=0), text))


def _to_words(desk: Desk, memory: Memory, text: str) -> Answer:
    if not tokens(tidy(text)):
        return line.unclear(desk, memory)
    language = memory.language
    if memory.asking not in (Asking.MESSAGE, Asking.NAME):
        language = language_of(text, memory.language)
    understood = understand(
        text, desk.business, wording(language), desk.now, bare_numbers=memory.asking in _NUMBERS_ARE_TIMES
    )
    asked_for, intent = next(((code, each) for each, code in ASKED_FOR.items() if understood.says(each)), (None, ""))
    if asked_for and asked_for != language and memory.asking is not Asking.MESSAGE:
        language = asked_for
        understood = understand(text, desk.business, wording(language), desk.now, bare_numbers=False)
        understood = replace(understood, said=understood.said | {intent})  # "Sprechen Sie Englisch?" is no English
    if language != memory.language:
        desk, memory = replace(desk, language=language), replace(memory, language=language, question="", said="")
        memory = replace(memory, question=booking.again(desk, memory).memory.question)
    return conversation.answer(desk, memory, understood)


def _language(business: Business) -> str:
    return business.language if business.language in WORDINGS else FALLBACK


def _greeting_with_name(own: str, hello: str, name: str, language: str) -> str:
    """The owner's greeting with the caller's name: in the place of its own "Guten Tag", or before it."""
    words = tokens(tidy(own))
    greetings = [match for match in wording(language).intent_phrases.everything(words) if match.meaning == "hello"]
    if greetings and greetings[0].start == 0:
        return f"{hello}, {name}{own[words[greetings[0].end - 1].end :]}"
    return f"{hello}, {name}. {own}"


def _reply(answer: Answer) -> Reply:
    say = wording(answer.memory.language).sentences
    text = " ".join(answer.text.split()) or say.how_can_i_help
    memory = replace(answer.memory, said=text)
    return Reply(
        text=text,
        language=memory.language,
        then=answer.then,
        transfer_to=answer.transfer_to if answer.then is Then.TRANSFER else None,
        state=memory.as_state(),
    )
