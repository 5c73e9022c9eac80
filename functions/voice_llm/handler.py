"""Be the model that a vendor's agent thinks with: the caller's last words are a turn, our reply is what it says next.

POST  /voice/{provider}/{token}/chat/completions
POST  /voice/{provider}/{token}/chat/completions/chat/completions
As    fn_voice
Says  200 with a chat completion, streamed or whole as it was asked for, whatever fails inside · 403 not_signed · 404 not_found

The second address is the first as it is called by clients that were given all of it as their base.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime

from shared.db.doors import Door, Doors
from shared.db.refusals import Forbidden, NotFound
from shared.domain.calls import CallEvent, Reply
from shared.providers.agents import MODEL_CLIENTS, ModelClient
from shared.providers.refusals import NotUnderstood
from shared.providers.telephones import TELEPHONES
from shared.providers.words import Words
from shared.runtime import config, log, problems
from shared.runtime.endpoint import Answer, CallPath, Request
from shared.voice import apologies, turn
from shared.voice.admission import admit
from shared.voice.settings import Settings
from shared.voice.turn import MOST_TURNS, Answered, Asked

# The whole conversation comes with every request.
MAX_BODY_BYTES = 1024 * 1024


def _unread(provider: str, token: str) -> Answer:  # noqa: ARG001  (the names in the path)
    """What is said when the request is too large to be read, so nobody is proven: a sentence, and no data."""
    client = MODEL_CLIENTS.get(provider)
    if client is None:
        raise problems.not_found()
    return _say(client, apologies.last_resort("de", forward_to=None, may_record=False), b"")


handler = CallPath("voice_llm", max_body_bytes=MAX_BODY_BYTES, unread=_unread)
doors = Doors()
journal = log.Journal("voice_llm")


@handler.post("/voice/{provider}/{token}/chat/completions")
def complete(request: Request, provider: str, token: str) -> Answer:
    """The next words of a call."""
    return _complete(request, provider, token)


@handler.post("/voice/{provider}/{token}/chat/completions/chat/completions")
def complete_at_longer_address(request: Request, provider: str, token: str) -> Answer:
    """The same, for who appends to a whole address."""
    return _complete(request, provider, token)


def _complete(request: Request, provider: str, token: str) -> Answer:
    client = MODEL_CLIENTS.get(provider)
    if client is None:
        raise problems.not_found()
    try:
        settings = config.read(Settings)
        door = admit(doors, request, provider=provider, token=token, vendor=TELEPHONES[provider], settings=settings)
    except (NotFound, Forbidden):
        raise
    except Exception as error:  # noqa: BLE001  (nobody is proven yet, but it may be a caller: a sentence, and no data)
        journal.error("door_not_opened", **log.fault(error))
        return _say(client, apologies.last_resort("de", forward_to=None, may_record=False), request.body)

    words: Words | None = None
    answered: Answered | None = None
    try:
        words = client.asked(request.body)
        if words.number > MOST_TURNS:
            # An endless call ends here.
            raise NotUnderstood("turn_out_of_range", key=words.turn.event.key, type=words.turn.event.type)
        answered = _take_turn(request, provider, door, words, settings)
        answer = _say(client, answered.reply, request.body, words)
    except Exception as error:  # noqa: BLE001  (a live call gets words, whatever broke)
        journal.error("turn_failed", integration_id=str(door.integration_id), **log.fault(error))
        answered, event = None, words.turn.event if words else None
        answer = _say(client, _last_resort(door, event), request.body, words)
    number = words.number if words else None
    turn.publish("model", answered, company_id=door.company_id, turn=number, begun=request.begun)
    return answer


def _take_turn(request: Request, provider: str, door: Door, words: Words, settings: Settings) -> Answered:
    heard = words.turn.heard if words.number else None
    headers = TELEPHONES[provider].kept_headers(request.headers)
    asked = Asked(
        door.integration_id,
        words.number,
        words.turn.event,
        heard,
        None,
        headers,
        request.body,
        can_record=False,
        begun=request.begun,
    )
    # A platform that streams would hand `speak` to the turn and send each piece as it is made; here all leave at once, and
    # so an answer is kept before anything of it is heard.
    return turn.answer(asked, settings, now=lambda: datetime.now(UTC))


def _say(client: ModelClient, reply: Reply, body: bytes, words: Words | None = None) -> Answer:
    """The reply in the form that was asked for."""
    name = words.turn.event.key if words else "nobody"
    tools, created = words.tools if words else None, int(time.time())
    if not client.wants_stream(body):
        return Answer(200, client.whole(reply, name=name, created=created, tools=tools))
    stream = client.stream(name=name, created=created, tools=tools)
    said = stream.piece(reply.text) if reply.text else ""
    return Answer(200, stream.begin() + said + stream.end(reply), client.STREAM_TYPE)


def _last_resort(door: Door, event: CallEvent | None) -> Reply:
    """A person if there is a number, unless it leads back to this very call; else the request to call again."""
    leads_back = event is not None and door.forward_to in (event.callee_number, event.caller_number)
    language = apologies.language_of(event.callee_number if event else None)
    return apologies.last_resort(language, forward_to=None if leads_back else door.forward_to, may_record=False)
