"""What is done with a frame: find out which call and which turn it belongs to, answer it, speak.

Two frames of one socket may be here at the same time, in two instances. The database counts the turns; who answers an
older one notices, and falls silent.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic, perf_counter
from typing import TypeVar

from functions.voice_relay import rescue
from functions.voice_relay.link import Link
from functions.voice_relay.settings import RelaySettings
from functions.voice_relay.voice import Voice, language_of_answer
from shared.db import relays
from shared.db.again import once_more
from shared.db.connection import connect
from shared.db.refusals import Conflict, Forbidden
from shared.db.relays import RelayTurn
from shared.domain.calls import Heard
from shared.providers.frames import Asked, Began, BrokeIn, Pinged, Pressed, Sounded, Unasked
from shared.providers.invitations import INVITATIONS
from shared.providers.relays import RELAYS, Relay, message_of, provider_of, speaker_of
from shared.runtime import log, metrics
from shared.runtime.socket import SocketEvent
from shared.voice import apologies, turn

# Keys come one by one: after so long without another, or at the #, the caller has finished.
KEY_PAUSE_SECONDS = 2.0
FINISHED = "#"
# Longer than this no frame is on its way to us: our clock and the platform's disagree.
LONGEST_WAY_SECONDS = 30.0
# How long a question waits for the frame that says which call it belongs to.
SETUP_SECONDS, SETUP_PAUSE_SECONDS = 3.0, 0.05

# A caller's last words are on their way to us for a while after they were heard. A message is not waited on for ever, either.
LEAST_SILENCE_SECONDS, MOST_SILENCE_SECONDS = 3.0, 15.0

pause = time.sleep

T = TypeVar("T")

journal = log.Journal("voice_relay")


def take(event: SocketEvent, link: Link, settings: RelaySettings) -> None:
    """Do what a frame asks for. Raises what an apology in its place raises: VendorError."""
    message = message_of(event.text)
    relay = speaker_of(message) if message else None
    if message is None or relay is None:
        journal.warning("frame_not_read", connection_id=event.connection_id)
        return
    frame = relay.read(message)
    try:
        match frame:
            case Began():
                _begin(frame, event, link, relay, settings)
            case Asked():
                _answer(frame, event, link, relay, settings)
            case Pressed():
                _press(frame, event, link, relay, settings)
            case BrokeIn():
                _break_off(frame, event, settings)
            case Sounded():
                _listen(frame, event, link, relay, settings)
            case Pinged():
                link.send([frame.answer])
            case Unasked():
                if frame.why not in ("not_finished", "update", "told_beside"):
                    journal.warning("frame_not_asked_of_us", reason=frame.why, connection_id=event.connection_id)
    except Forbidden as refusal:
        # Who opened the socket would not understand an answer in this dialect.
        journal.warning("frame_in_another_dialect", reason=refusal.code, connection_id=event.connection_id)
    except Exception as error:  # noqa: BLE001  (a caller waits: the call goes on elsewhere, or ends with a sentence)
        journal.error("frame_failed", connection_id=event.connection_id, **log.fault(error))
        if isinstance(frame, Began | Asked | Pressed):
            rescue.give_up(frame, error, event, link, relay, settings)


def _begin(frame: Began, event: SocketEvent, link: Link, relay: Relay, settings: RelaySettings) -> None:
    """The call is known now: greet, unless the caller has been greeted."""
    begun = once_more(
        lambda: relays.begin_relay(connect(settings.database_url), connection_id=event.connection_id, event=frame.event)
    )
    if not _is_dialect_of(begun.provider, relay):
        return
    # Whom we invite to the socket we have greeted in the invitation. Who opens it by itself has asked over HTTP whom to
    # connect, perhaps, and has not spoken what that was answered with.
    if begun.is_greeted and (begun.is_resumed or begun.provider in INVITATIONS):
        link.send(relay.nothing_to_say())
        return
    ringing = RelayTurn(begun.integration_id, begun.company_id, begun.provider, 0, frame.event, None, "")
    _speak(ringing, None, 0, event, link, relay, settings, _last_word(event))


def _answer(
    frame: Asked, event: SocketEvent, link: Link, relay: Relay, settings: RelaySettings, since: float | None = None
) -> None:
    asked = _next_turn(event, relay, settings, spoken=frame.spoken)
    heard = frame.heard
    if asked.unanswered and heard.text and not frame.is_whole:
        heard = replace(heard, text=f"{asked.unanswered} {heard.text}")
    since = _last_word(event) if since is None else since
    _speak(asked, heard, frame.answer_to, event, link, relay, settings, since)


def _next_turn(event: SocketEvent, relay: Relay, settings: RelaySettings, *, spoken: str | None) -> RelayTurn:
    """Count the turn, once it is known of which call. Raises Refusal, DatabaseUnavailable."""
    # Counted twice, a number is left out: nobody minds.
    return _once_known(
        lambda: relays.relay_turn(
            connect(settings.database_url),
            connection_id=event.connection_id,
            asked_at=event.at,
            provider=provider_of(relay),
            spoken=spoken,
        )
    )


def _once_known(ask: Callable[[], T]) -> T:
    """What the database says of a socket, as soon as it knows of which call. Raises Refusal, DatabaseUnavailable.

    The first frame says which call it is; but it may be slower on its way through another, colder instance.
    """
    patience = monotonic() + SETUP_SECONDS
    while True:
        try:
            return once_more(ask)
        except Conflict:
            if monotonic() > patience:
                raise
            time.sleep(SETUP_PAUSE_SECONDS)


def _speak(
    asked: RelayTurn,
    heard: Heard | None,
    answer_to: int | None,
    event: SocketEvent,
    link: Link,
    relay: Relay,
    settings: RelaySettings,
    since: float,
) -> None:
    voice = Voice(
        link,
        relay,
        asked,
        answer_to=answer_to,
        database_url=settings.database_url,
        language=lambda: language_of_answer(heard.text if heard else "", asked.language),
        since=since,
    )
    if asked.number > turn.MOST_TURNS:
        reply = apologies.last_resort(asked.language or "de", forward_to=None, may_record=False)
        voice.end(turn.Answered(reply, unsaid=reply.text))
        return
    request = turn.Asked(
        asked.integration_id,
        asked.number,
        asked.event,
        heard,
        None,
        {},
        (event.text or "").encode(errors="replace"),
        can_record=relay.RECORDS,
        begun=since,
    )
    answered: turn.Answered | None = None
    try:
        answered = turn.answer(request, settings, now=lambda: datetime.now(UTC), speak=voice.say, to_the_end=False)
        rescue.remember(event.connection_id, answered)
        voice.end(answered)
    finally:
        turn.publish("relay", answered, company_id=asked.company_id, turn=asked.number, begun=since)
    if voice.first_sound_seconds is not None:
        by = {"company": str(asked.company_id), "provider": asked.provider}
        ids = {"call_id": str(answered.call_id), "turn": str(asked.number)}
        metrics.milliseconds("voice_first_sound", voice.first_sound_seconds * 1000, by=by, beside=ids)


def _last_word(event: SocketEvent) -> float:
    """When the platform took in what the caller said, on the clock of `perf_counter`; clocks that disagree cost no turn."""
    on_its_way = (datetime.now(UTC) - event.at).total_seconds()
    return perf_counter() - min(max(on_its_way, 0.0), LONGEST_WAY_SECONDS)


def _press(frame: Pressed, event: SocketEvent, link: Link, relay: Relay, settings: RelaySettings) -> None:
    """Gather keys until the caller has finished; who comes back from the pause and finds no other key answers them all."""
    conn = connect(settings.database_url)
    if frame.key == FINISHED:
        digits = relays.take_relay_keys(conn, connection_id=event.connection_id, expected=None) or FINISHED
    else:
        pressed = relays.press_relay_key(conn, connection_id=event.connection_id, key=frame.key, at=event.at)
        if pressed is None:
            return
        time.sleep(KEY_PAUSE_SECONDS)
        conn = connect(settings.database_url)
        taken = relays.take_relay_keys(conn, connection_id=event.connection_id, expected=pressed)
        if taken is None:
            return
        digits = taken
    # The pause was to see whether they had finished, and is no part of our answer.
    _answer(Asked(Heard(digits=digits)), event, link, relay, settings, since=perf_counter())


def _listen(frame: Sounded, event: SocketEvent, link: Link, relay: Relay, settings: RelaySettings) -> None:
    """Wait for the next sound, if this was the end of one; if there is none, the caller keeps silent and is asked again."""
    seconds = _once_known(
        lambda: relays.note_sound(
            connect(settings.database_url),
            connection_id=event.connection_id,
            is_caller=frame.is_caller,
            speaks=frame.speaks,
            at=event.at,
        )
    )
    if seconds is None:
        return
    pause(min(max(seconds, LEAST_SILENCE_SECONDS), MOST_SILENCE_SECONDS))
    if relays.take_silence(connect(settings.database_url), connection_id=event.connection_id, since=event.at):
        _answer(Asked(Heard()), event, link, relay, settings, since=perf_counter())


def _break_off(frame: BrokeIn, event: SocketEvent, settings: RelaySettings) -> None:
    """Note it; whoever is speaking for this socket notices by itself."""
    relays.interrupt_relay(
        connect(settings.database_url), connection_id=event.connection_id, heard=frame.heard, at=event.at
    )


def _is_dialect_of(provider: str, relay: Relay) -> bool:
    """Whether a frame is in the dialect that its socket was opened for; who opened it would not understand another."""
    is_so = RELAYS.get(provider) is relay
    if not is_so:
        journal.warning("frame_in_another_dialect", provider=provider)
    return is_so
