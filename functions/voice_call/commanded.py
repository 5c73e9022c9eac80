"""A call that is led by commands: each event may ask for words, and is answered by having them said.

Commands carry names, so an event that comes again has nothing done twice. If one cannot be sent, the caller is not left
in silence as long as anything else can be: an apology, then a person or the end of the call.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from functions.voice_call import taped, whispered
from shared.db.doors import Door
from shared.domain.calls import Reply
from shared.providers.refusals import NotUnderstood, VendorError
from shared.providers.telephones import LedTelephone, Telephone
from shared.runtime import log
from shared.runtime.endpoint import Request
from shared.voice import apologies, deliveries, turn
from shared.voice.settings import Settings
from shared.voice.turn import MOST_TURNS, Asked

if TYPE_CHECKING:
    from shared.providers.leading import Command, Told

journal = log.Journal("voice_call")


def lead(
    telephone: Telephone, led: LedTelephone, door: Door, request: Request, settings: Settings
) -> deliveries.Outcome:
    """Do what an event asks, and keep it.

    Raises DatabaseUnavailable where nothing was asked and it could not be kept, so that the provider tells it again. Whoever
    waits for words gets them, whatever fails.
    """
    told = _understood(led, request)
    if told is not None and told.turn is not None:
        _answer(telephone, led, door, request, settings, told)
        return "applied"
    if told is not None and told.leg:
        _put_through(led, door, settings, told)
    elif told is not None and told.commands:
        # First, because somebody may be waiting for it; done once, if keeping it fails and it comes again.
        _send(led, door, settings, told, told.commands)
    return deliveries.take_request(telephone, door, request, database_url=settings.database_url)


def may_wait(led: LedTelephone, request: Request) -> bool:
    """Whether an event loses nothing by waiting: nobody is to be told anything about it, or it brings a message."""
    told = _understood(led, request)
    if told is None or taped.is_message(told.heard):
        return True
    return told.turn is None and not told.commands and not told.leg


def take_late(
    telephone: Telephone, led: LedTelephone, door: Door, request: Request, settings: Settings
) -> deliveries.Outcome:
    """Keep an event that has waited. Nothing is commanded: what it asked for is long past. Raises DatabaseUnavailable."""
    told = _understood(led, request)
    if told is None or told.turn is None or told.turn > MOST_TURNS or not taped.is_message(told.heard):
        return deliveries.take_request(telephone, door, request, database_url=settings.database_url)
    taped.keep(_asked(telephone, door, request, told, told.turn), settings)
    return "applied"


def _understood(led: LedTelephone, request: Request) -> Told | None:
    try:
        return led.told(request.body)
    except NotUnderstood:
        # Kept, and told in the log, as a delivery.
        return None


def _answer(
    telephone: Telephone, led: LedTelephone, door: Door, request: Request, settings: Settings, told: Told
) -> None:
    number, answered = told.turn or 0, None
    said: tuple[Command, ...] = ()
    try:
        if number > MOST_TURNS:
            raise NotUnderstood("turn_out_of_range", key=told.event.key, type=told.event.type)
        asked = _asked(telephone, door, request, told, number)
        answered = turn.answer(asked, settings, now=lambda: datetime.now(UTC))
        if answered.is_taken:
            return
        # Where the recording is ready is told at this same address.
        manner = replace(answered.manner, record_to=request.path if answered.begins_recording else None)
        commands = led.say(answered.reply, told, manner=manner, attempt="unheard" if told.unheard else "")
        if manner.sound:
            said = led.say(answered.reply, told, manner=replace(manner, sound=None), attempt="unheard")
    except Exception as error:  # noqa: BLE001  (a live call gets instructions, whatever broke)
        journal.error("turn_failed", integration_id=str(door.integration_id), **log.fault(error))
        waits = taped.waits_for_database(request, told.heard, error)
        answered = None
        reply = _last_resort(told, door, may_record=number <= MOST_TURNS, has_left_message=waits)
        commands = led.say(reply, told, attempt="unplanned")
    _send(led, door, settings, told, commands, or_else=said)
    turn.publish("commands", answered, company_id=door.company_id, turn=number, begun=request.begun)


def _asked(telephone: Telephone, door: Door, request: Request, told: Told, number: int) -> Asked:
    return Asked(
        door.integration_id,
        number,
        told.event,
        told.heard if number > 0 and not told.unheard else None,
        told.transfer,
        telephone.kept_headers(request.headers),
        request.body,
        begun=request.begun,
        # Words that could not be played are said.
        can_play=telephone.PLAYS and not told.unheard,
        arrived_at=request.arrived_at,
    )


def _put_through(led: LedTelephone, door: Door, settings: Settings, told: Told) -> None:
    """Have who answered a transfer told what it is about, or the caller put through to them. Raises nothing.

    Whatever fails, nobody waits: without words they are put together at once, and who cannot be put through to is hung up
    on, which brings the caller back to us.
    """
    first = told.commands if told.whisper is None else led.whisper(*_words(told, door, settings), told)
    for commands in (first, led.whisper("", "", told), led.let_go(told)):
        try:
            led.send(commands, told, credential=door.credential, base_url=settings.telnyx_api_base_url)
            return
        except VendorError as error:
            journal.warning("not_put_through", integration_id=str(door.integration_id), reason=error.code)


def _words(told: Told, door: Door, settings: Settings) -> tuple[str, str]:
    try:
        return whispered.words_of(settings, door.integration_id, told.event.provider_call_id, told.whisper)
    except Exception as error:  # noqa: BLE001  (two people wait for each other)
        journal.error("whisper_failed", integration_id=str(door.integration_id), **log.fault(error))
        return "", ""


def _send(
    led: LedTelephone,
    door: Door,
    settings: Settings,
    told: Told,
    commands: tuple[Command, ...],
    *,
    or_else: tuple[Command, ...] = (),
) -> None:
    """Have the commands obeyed; `or_else` those, if there are any, where one is refused; or an apology. Raises nothing."""
    base_url, integration_id = settings.telnyx_api_base_url, str(door.integration_id)
    try:
        for missed in led.send(commands, told, credential=door.credential, base_url=base_url):
            journal.warning("command_missed", integration_id=integration_id, command=missed)
        return
    except VendorError as error:
        if error.code == "call_is_over":
            journal.info("call_is_over", integration_id=integration_id)
            return
        journal.error("command_failed", integration_id=integration_id, reason=error.code)
        if or_else and error.code == "command_refused":
            _send(led, door, settings, told, or_else)
            return
    # Not once more what has just failed.
    may_record = all(each.action != "record_start" for each in commands)
    apology = led.say(
        _last_resort(told, door, may_record=may_record), told, attempt="fallback" if may_record else "last"
    )
    try:
        led.send(apology, told, credential=door.credential, base_url=base_url)
    except VendorError as error:
        journal.error("caller_left_in_silence", integration_id=integration_id, reason=error.code)


def _last_resort(told: Told, door: Door, *, may_record: bool, has_left_message: bool = False) -> Reply:
    """A person or a recording, once each: who comes back from either hears a goodbye, not the same offer again."""
    language = apologies.language_of(told.event.callee_number)
    if has_left_message:
        return apologies.message_taken(language)
    if told.transfer:
        return apologies.goodbye(language)
    leads_back = door.forward_to in (told.event.callee_number, told.event.caller_number)
    after_transfer, after_recording = told.transfer is not None, told.heard.recording_url is not None
    return apologies.last_resort(
        language,
        forward_to=None if leads_back or after_transfer or after_recording else door.forward_to,
        may_record=may_record and not after_recording,
    )
