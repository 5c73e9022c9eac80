"""Answer a telephone call, from the first ring to the last word; each request is one turn.

POST  /voice/{provider}/{token}/incoming
POST  /voice/{provider}/{token}/turn
POST  /voice/{provider}/{token}/whisper
POST  /voice/{provider}/{token}/recording
POST  /voice/{provider}/{token}/events
QUEUE messages after the tone, and what is told beside a call's course, that came while the database was away
As    fn_voice
Says  200 with what to say next, whatever fails inside · 202 kept for later · 403 not_signed · 404 not_found · 503 database_unavailable
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs

from functions.voice_call import commanded, relayed, taped, whispered
from shared.db.doors import Door, Doors
from shared.db.refusals import DatabaseUnavailable, Forbidden, NotFound
from shared.domain.calls import CallEvent, Direction, Heard, Manner, Reply, Then
from shared.providers.refusals import NothingToKeep, NotUnderstood
from shared.providers.sessions import Ended
from shared.providers.telephones import LED_TELEPHONES, TELEPHONES, WHISPERERS, Telephone
from shared.providers.turns import Surroundings
from shared.runtime import config, log, problems
from shared.runtime.endpoint import Answer, CallPath, Request
from shared.runtime.problems import Problem
from shared.voice import apologies, deliveries, turn
from shared.voice.admission import admit
from shared.voice.settings import Settings
from shared.voice.turn import MOST_TURNS, Answered, Asked

NO_TURN = -1
BROKEN = Surroundings(faulty=True)

# A caller who talks for a minute on end sends more than a webhook does.
MAX_BODY_BYTES = 256 * 1024


def _unread(provider: str, token: str) -> Answer:  # noqa: ARG001  (the names in the path)
    """What is heard when the request is too large to be read, so nobody is proven: a sentence, and no data."""
    telephone = TELEPHONES.get(provider)
    if telephone is None:
        raise problems.not_found()
    reply = apologies.last_resort("de", forward_to=None, may_record=False)
    return Answer(200, telephone.render(reply, turn_url="", around=BROKEN), telephone.CONTENT_TYPE)


handler = CallPath("voice_call", outages=(DatabaseUnavailable,), max_body_bytes=MAX_BODY_BYTES, unread=_unread)
doors = Doors()
journal = log.Journal("voice_call")


@handler.post("/voice/{provider}/{token}/incoming")
def incoming(request: Request, provider: str, token: str) -> Answer:
    """Somebody rings: greet them."""
    return _take_turn(request, provider, token, 0)


@handler.post("/voice/{provider}/{token}/turn")
def next_turn(request: Request, provider: str, token: str) -> Answer:
    """The call goes on; the turn's number stands in the address that we gave, and is signed with it."""
    number = (parse_qs(request.query).get("turn") or [""])[0]
    counted = number.isascii() and number.isdigit() and len(number) < 6
    return _take_turn(request, provider, token, (int(number) if counted else 0) or NO_TURN)


@handler.post("/voice/{provider}/{token}/whisper")
def whisper(request: Request, provider: str, token: str) -> Answer:
    """Somebody answers a transfer: tell them what it is about, before the caller is put through."""
    telephone, whisperer = TELEPHONES.get(provider), WHISPERERS.get(provider)
    if telephone is None or whisperer is None:
        raise problems.not_found()
    text, language = "", "en"
    try:
        settings = config.read(Settings)
        door = admit(doors, request, provider=provider, token=token, vendor=telephone, settings=settings)
        text, language = whispered.words_for(request, door, settings)
    except (NotFound, Forbidden):
        raise
    except Exception as error:  # noqa: BLE001  (two people wait for each other: they are put through without a word)
        journal.error("whisper_failed", **log.fault(error))
    return Answer(200, whisperer.whisper(text, language), telephone.CONTENT_TYPE)


@handler.post("/voice/{provider}/{token}/recording")
def recorded(request: Request, provider: str, token: str) -> Answer:
    """The recording of a call, which a turn began, is ready: taken in like any delivery."""
    telephone = TELEPHONES.get(provider)
    if telephone is None:
        raise problems.not_found()
    settings = config.read(Settings)

    def take_it() -> deliveries.Outcome:
        door = admit(doors, request, provider=provider, token=token, vendor=telephone, settings=settings)
        return deliveries.take_request(telephone, door, request, database_url=settings.database_url)

    outcome = deliveries.taken_or_waiting(request, take_it)
    return Answer(202 if outcome == "kept" else 200, telephone.TAKEN, telephone.CONTENT_TYPE)


@handler.post("/voice/{provider}/{token}/events")
def told(request: Request, provider: str, token: str) -> Answer:
    """Something happened in a call that is led by commands: what is to be said about it is sent, not answered."""
    telephone, led = TELEPHONES.get(provider), LED_TELEPHONES.get(provider)
    if telephone is None or led is None:
        raise problems.not_found()
    settings = config.read(Settings)

    def take_it() -> deliveries.Outcome:
        door = admit(doors, request, provider=provider, token=token, vendor=telephone, settings=settings)
        lead = commanded.lead if request.arrived_at is None else commanded.take_late
        return lead(telephone, led, door, request, settings)

    # Who waits for words is told of again by the provider, and sooner.
    outcome = deliveries.taken_or_waiting(request, take_it, may_wait=lambda: commanded.may_wait(led, request))
    return Answer(202 if outcome == "kept" else 200, "", "text/plain")


def _take_turn(request: Request, provider: str, token: str, number: int) -> Answer:
    telephone = TELEPHONES.get(provider)
    if telephone is None:
        raise problems.not_found()
    if request.arrived_at is not None:
        return _take_late(request, telephone, provider, token, number)
    next_url = f"/voice/{provider}/{token}/turn?turn={number + 1}"
    try:
        settings = config.read(Settings)
        door = admit(doors, request, provider=provider, token=token, vendor=telephone, settings=settings)
    except (NotFound, Forbidden):
        raise
    except Exception as error:  # noqa: BLE001  (nobody is proven yet, but it may be a caller: a sentence, and no data)
        journal.error("door_not_opened", **log.fault(error))
        waits = taped.waits_for_database(request, _heard(request, telephone, number), error)
        reply = _to_somebody(request, telephone, number, has_left_message=waits)
        return Answer(200, telephone.render(reply, turn_url=next_url, around=BROKEN), telephone.CONTENT_TYPE)

    base = request.public_base(settings.public_base_url)
    here = f"{base}/voice/{provider}/{token}"
    around = Surroundings(here, f"{base}/webhooks/telephony/{provider}/{token}", door.credential)
    event: CallEvent | None = None
    published: Answered | None = None
    try:
        asked = _understand(request, telephone, door, number)
        event = asked.event
        # What goes to a socket is spoken there.
        plays = telephone.PLAYS and not (number == 0 and relayed.is_chosen(provider, door, settings))
        asked, answered, ended = _answer(replace(asked, can_play=plays), request, telephone, door, settings, provider)
        number = asked.number
        around = replace(around, event=event, business=answered.business, caller=answered.caller)
        document = None
        if number == 0 or (ended is not None and ended.reply is not None):
            document = relayed.invitation(
                answered,
                door,
                settings,
                provider=provider,
                token=token,
                turn_url=f"{here}/turn?turn={number + 1}",
                manner=_manner(answered, number, around),
            )
        document = document or _document(telephone, answered, number, around)
        published = answered
    except Exception as error:  # noqa: BLE001  (a live call gets instructions, whatever broke)
        journal.error("turn_failed", integration_id=str(door.integration_id), **log.fault(error))
        waits = taped.waits_for_database(request, _heard(request, telephone, number), error)
        answered = Answered(_last_resort(request, telephone, door, event, number, has_left_message=waits))
        document = _document(telephone, answered, number, replace(around, event=event, faulty=True))
    turn.publish("gather", published, company_id=door.company_id, turn=number, begun=request.begun)
    return Answer(200, document, telephone.CONTENT_TYPE)


def _take_late(request: Request, telephone: Telephone, provider: str, token: str, number: int) -> Answer:
    """A turn that has waited: of it, a message is kept."""
    settings = config.read(Settings)
    door = admit(doors, request, provider=provider, token=token, vendor=telephone, settings=settings)
    try:
        asked = _understand(request, telephone, door, number)
    except NotUnderstood as unclear:
        raise Problem(400, unclear.reason) from unclear
    taped.keep(asked, settings)
    return Answer(200, telephone.TAKEN, telephone.CONTENT_TYPE)


def _heard(request: Request, telephone: Telephone, number: int) -> Heard | None:
    """What a turn brings; None if that cannot be read, of a call that begins, and of a turn that nobody takes any more."""
    try:
        return telephone.turn(request.body, number).heard if 0 < number <= MOST_TURNS else None
    except (NotUnderstood, NothingToKeep):
        return None


def _understand(request: Request, telephone: Telephone, door: Door, number: int) -> Asked:
    """The request in our words. Raises NotUnderstood."""
    headers = telephone.kept_headers(request.headers)
    if number == 0:
        event = telephone.incoming(request.body)
        return Asked(door.integration_id, 0, event, None, None, headers, request.body, telephone.RECORDS, request.begun)
    heard = telephone.turn(request.body, number)
    if not 0 < number <= MOST_TURNS:
        # We never hand out such an address; an endless call ends here too.
        raise NotUnderstood("turn_out_of_range", key=heard.event.key, type=heard.event.type)
    return Asked(
        door.integration_id,
        number,
        heard.event,
        heard.heard,
        heard.transfer,
        headers,
        request.body,
        telephone.RECORDS,
        request.begun,
        arrived_at=request.arrived_at,
    )


def _answer(
    asked: Asked, request: Request, telephone: Telephone, door: Door, settings: Settings, provider: str
) -> tuple[Asked, Answered, Ended | None]:
    """What was asked in the end, the answer to it, and how the call came back if it was on a socket. Raises as it breaks."""
    ended = relayed.ended(provider, request.body) if asked.number else None
    if ended is not None and ended.reply is not None:
        # Agreed on over the socket, and kept there.
        answered = Answered(ended.reply, begins_recording=ended.begins_recording)
        return replace(asked, number=ended.turn), answered, ended
    if ended is not None:
        # Nobody has heard anything: as if the caller had kept silent, but here from now on.
        number = relayed.number_after(settings, door.integration_id, asked.event.provider_call_id, asked.number)
        asked = replace(_understand(request, telephone, door, number), can_play=asked.can_play)
    return asked, turn.answer(asked, settings, now=lambda: datetime.now(UTC)), ended


def _document(telephone: Telephone, answered: Answered, number: int, around: Surroundings) -> str:
    next_url = f"{around.voice_url}/turn?turn={number + 1}"
    return telephone.render(answered.reply, turn_url=next_url, manner=_manner(answered, number, around), around=around)


def _manner(answered: Answered, number: int, around: Surroundings) -> Manner:
    record_to = f"{around.voice_url}/recording" if answered.begins_recording else None
    manner = replace(answered.manner, record_to=record_to)
    if around.event is None or answered.reply.then is not Then.TRANSFER:
        return manner
    # Whom we transfer to sees the business's own number: any other the network refuses to show.
    return replace(
        manner,
        caller_id=_own_number(around.event),
        whisper_from=whispered.address(around.voice_url, around.event, number) if answered.reply.whisper else None,
    )


def _own_number(event: CallEvent) -> str | None:
    return event.caller_number if event.direction is Direction.OUTBOUND else event.callee_number


def _to_somebody(request: Request, telephone: Telephone, number: int, *, has_left_message: bool) -> Reply:
    """What is said to who may be a caller or anybody: to leave a message, whose recording is looked at once it is proven.

    In the language of the number that they say they called.
    """
    language, has_recorded = "de", False
    try:
        if number == 0:
            language = apologies.language_of(telephone.incoming(request.body).callee_number)
        else:
            back = telephone.turn(request.body, max(number, 1))
            language = apologies.language_of(back.event.callee_number)
            has_recorded = back.heard.recording_url is not None or bool(back.transfer)
    except (NotUnderstood, NothingToKeep):
        journal.warning("request_not_understood")
    if has_left_message:
        return apologies.message_taken(language)
    return apologies.last_resort(
        language, forward_to=None, may_record=telephone.RECORDS and not has_recorded and number <= MOST_TURNS
    )


def _last_resort(
    request: Request, telephone: Telephone, door: Door, event: CallEvent | None, number: int, *, has_left_message: bool
) -> Reply:
    """A person or a recording, once each: who comes back from either hears a goodbye, not the same offer again."""
    language = apologies.language_of(event.callee_number if event else None)
    if has_left_message:
        return apologies.message_taken(language)
    back = None
    try:
        back = telephone.turn(request.body, max(number, 1))
    except (NotUnderstood, NothingToKeep):
        journal.warning("request_not_understood", integration_id=str(door.integration_id))
    leads_back = event is not None and door.forward_to in (event.callee_number, event.caller_number)
    after_transfer = back is not None and back.transfer is not None
    after_recording = back is not None and back.heard.recording_url is not None
    if back is not None and back.transfer:
        return apologies.goodbye(language)
    return apologies.last_resort(
        language,
        forward_to=None if leads_back or after_transfer or after_recording else door.forward_to,
        may_record=telephone.RECORDS and not after_recording and number <= MOST_TURNS,
    )
