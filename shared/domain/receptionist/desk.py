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
from shared.domain.receptionist import asking_again, closures, conversation, line
from shared.domain.receptionist.languages import ASKED_FOR, FALLBACK, WORDINGS, wording
from shared.domain.receptionist.memory import DICTATED, Asking, Memory, remember
from shared.domain.receptionist.questions import known_answers
from shared.domain.receptionist.requests import MOST_WAITING, divide
from shared.domain.receptionist.subjects import subjects
from shared.domain.receptionist.turn import Answer, Desk, good_day
from shared.domain.receptionist.understanding import Understood, insulting_in, language_of, understand
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
    text = _with_holiday(text, closures.today_closed(business, language, now))
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
    text = line.only_words(heard.text)
    if heard.digits.strip():
        pressed = line.keys(desk, replace(memory, silences=0), heard.digits)
        if isinstance(pressed, Answer):
            return _reply(_with_what_waits(desk, pressed))
        text = pressed
    elif not heard.text.strip() and heard.recording_url and memory.asking is Asking.MESSAGE:
        text = heard.recording_url
    elif not heard.text.strip():
        return _reply(line.silence(desk, memory))
    return _reply(_to_words(desk, replace(memory, silences=0), text))


def _to_words(desk: Desk, memory: Memory, text: str) -> Answer:
    if not tokens(tidy(text)):
        return line.unclear(desk, memory)
    language, insulted = memory.language, False
    if memory.asking not in (*DICTATED, Asking.NAME):
        language = language_of(text, memory.language)
        abusive, held_in_it = insulting_in(text, language)
        insulted, language = abusive is not None, abusive if abusive and held_in_it else language
    understood = understand(
        text, desk.business, wording(language), desk.now, bare_numbers=memory.asking in _NUMBERS_ARE_TIMES
    )
    if insulted:
        understood = replace(understood, said=understood.said | {"abuse"})
    asked_for, intent = next(((code, each) for each, code in ASKED_FOR.items() if understood.says(each)), (None, ""))
    if asked_for and asked_for != language and memory.asking is not Asking.MESSAGE:
        language = asked_for
        understood = understand(text, desk.business, wording(language), desk.now, bare_numbers=False)
        understood = replace(understood, said=understood.said | {intent})  # "Sprechen Sie Englisch?" is no English
    if language != memory.language:
        desk, memory = replace(desk, language=language), replace(memory, language=language, question="", said="")
        memory = replace(memory, question=asking_again.again(desk, memory).memory.question)
    return replace(_to_requests(desk, memory, understood), about=subjects(understood, memory))


def _to_requests(desk: Desk, memory: Memory, understood: Understood) -> Answer:
    """Answer the first request of a sentence, and its questions on the way; keep the others for later."""
    requests = divide(desk, memory, understood)
    memory = replace(memory, later=(*requests.later, *memory.later)[:MOST_WAITING])
    answer = conversation.answer(desk, memory, requests.now)
    told = " ".join(known_answers(desk, Memory(memory.language), each) for each in requests.on_the_way)
    answer = replace(answer, text=f"{told} {answer.text}".strip())
    return _with_what_waits(desk, answer)


def _with_what_waits(desk: Desk, answer: Answer) -> Answer:
    """Once one request is done, the next that was said with it."""
    memory = answer.memory
    if answer.then is not Then.LISTEN or memory.asking is not Asking.MORE or not memory.later:
        return answer
    said = answer.text.removesuffix(memory.question).strip()
    desk = replace(desk, language=memory.language)
    said_before, *rest = memory.later
    memory = replace(memory, asking=Asking.NOTHING, question="", later=tuple(rest))
    understood = understand(
        said_before.text, desk.business, wording(said_before.language), desk.now, bare_numbers=False
    )
    following = _with_what_waits(desk, conversation.answer(desk, memory, understood))
    return replace(following, text=f"{said} {desk.say.next_request} {following.text}")


def _language(business: Business) -> str:
    return business.language if business.language in WORDINGS else FALLBACK


def _greeting_with_name(own: str, hello: str, name: str, language: str) -> str:
    """The owner's greeting with the caller's name: in the place of its own "Guten Tag", or before it."""
    words = tokens(tidy(own))
    greetings = [match for match in wording(language).intent_phrases.everything(words) if match.meaning == "hello"]
    if greetings and greetings[0].start == 0:
        return f"{hello}, {name}{own[words[greetings[0].end - 1].end :]}"
    return f"{hello}, {name}. {own}"


def _with_holiday(greeting: str, closed: str) -> str:
    """The greeting with the news that today is a holiday, before its last question."""
    if not closed:
        return greeting
    last = max((greeting.rfind(f"{sign} ", 0, len(greeting) - 1) for sign in ".!?"), default=-1) + 1
    question = greeting[last:].strip()
    return f"{greeting[:last]} {closed} {question}" if question.endswith("?") and last else f"{greeting} {closed}"


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
        about=answer.about,
    )
