"""What the house wants said and done, as Call Control's commands. Each carries what the call is to remember (`state`).

A command is named by the call, the turn and what it does: sent twice, it is done once.
https://developers.telnyx.com/api-reference/call-commands
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID, uuid5

from shared.domain.calls import USUAL_MANNER, AnsweredBy, Manner, Reply, Then, sayable
from shared.providers.documents import (
    DIAL_SECONDS,
    LOCALES,
    RECORD_SECONDS,
    RECORD_SILENCE_SECONDS,
    parts,
    plain_hints,
)
from shared.providers.leading import Command, Told
from shared.providers.telnyx.ringing import ring_tone
from shared.providers.telnyx.state import State, read

# https://developers.telnyx.com/api-reference/call-commands/speak-text
MAX_SAID_CHARACTERS = 3000
MAX_HINTS, MAX_HINT_CHARACTERS = 100, 100
MAX_DIGITS = 64
# The silence of a gather ends while somebody talks: it waits for keys. So it waits long enough for a sentence too.
SENTENCE_SECONDS = 6

VOICES = {"de": "AWS.Polly.Vicki-Neural", "en": "AWS.Polly.Amy-Neural", "sv": "AWS.Polly.Elin-Neural"}

_NAMES = UUID("6f1c1d3e-6f0e-5f2b-9f5e-7b0c2f6a4d11")


def answer(where: State) -> Command:
    """Pick up; the greeting is asked for when Telnyx says that the call is answered."""
    return _command("answer", where, {})


def say(reply: Reply, told: Told, *, manner: Manner = USUAL_MANNER, attempt: str = "") -> tuple[Command, ...]:
    """Say `reply` to what was told, and go on as it says. `attempt` tells a second try with other words from the first.

    A sound is played as words are spoken: https://developers.telnyx.com/api-reference/call-commands/gather-using-audio,
    …/play-audio-url.
    """
    number = told.turn or 0
    before = read(told.memory) or State(told.event.provider_call_id)
    where = replace(before, turn=number + 1, then=None, transfer_to=None, warm=False)
    stop = _stopped(where, attempt, told, rings=before.warm)
    spoken = _speech(reply, manner)
    if reply.then is Then.LISTEN:
        words = {"audio_url": sayable(manner.sound)} if manner.sound else spoken
        asked = words | {
            "minimum_digits": 1,
            "maximum_digits": MAX_DIGITS,
            "maximum_tries": 1,
            "terminating_digit": "#",
            "timeout_millis": (manner.silence_seconds + SENTENCE_SECONDS) * 1000,
            "inter_digit_timeout_millis": 3000,
        }
        begins = (_command("gather_using_audio" if manner.sound else "gather_using_speak", where, asked, attempt),)
        return stop + begins + _listening(reply, where, manner, number) + _recording(where, manner)
    if reply.then is Then.TRANSFER and reply.transfer_to:
        where = replace(where, then="transfer", transfer_to=reply.transfer_to, warm=bool(reply.whisper))
    else:
        where = replace(where, then="record" if reply.then is Then.RECORD else "hang_up")
    if not spoken["payload"]:
        return stop + after_speaking(where)
    if manner.sound:
        played = {"audio_url": sayable(manner.sound), "audio_type": "wav"}
        return (*stop, _command("playback_start", where, played, attempt))
    return (*stop, _command("speak", where, spoken, attempt))


def after_speaking(where: State, *, application: str = "") -> tuple[Command, ...]:
    """What follows once the words have been spoken. Without the id of the `application` no call can be made beside this one."""
    match where.then:
        case "hang_up":
            return (_command("hangup", where, {}, may_fail=True),)
        case "transfer" if where.transfer_to:
            return _transfer(where, where.transfer_to, application)
        case "record":
            recording = {
                "format": "mp3",
                "channels": "single",
                "play_beep": True,
                "max_length": RECORD_SECONDS,
                "timeout_secs": RECORD_SILENCE_SECONDS,
            }
            return (_command("record_start", where, recording),)
    return ()


def whisper(text: str, language: str, told: Told) -> tuple[Command, ...]:
    """Tell who answered a transfer what it is about, and put the caller through then; at once, if there is nothing to tell."""
    leg = read(told.memory) or State(told.event.provider_call_id, leg=True)
    spoken = _speech(Reply(text, language), USUAL_MANNER)
    if not spoken["payload"]:
        return bridge(leg, told.leg)
    return (replace(_command("speak", replace(leg, then="bridge"), spoken, "whisper"), call=told.leg),)


def bridge(leg: State, leg_call: str) -> tuple[Command, ...]:
    """Put the caller through. From here on the leg remembers that they talk."""
    talking = replace(leg, then=None, warm=False)
    joined = _command("bridge", talking, {"call_control_id": leg.call})
    return (_command("playback_stop", leg, {}, may_fail=True), replace(joined, call=leg_call))


def let_go(leg: State, leg_call: str) -> tuple[Command, ...]:
    """Nobody is there any more to be put through to who answered."""
    return (replace(_command("hangup", leg, {}, may_fail=True), call=leg_call),)


def machine_answered(where: State) -> tuple[Command, ...]:
    """Be quiet and stop listening until the machine has finished. What it says is no turn."""
    return _hushed(replace(where, then="machine"), "machine")


def _hushed(where: State, attempt: str) -> tuple[Command, ...]:
    actions = ("gather_stop", "playback_stop", "transcription_stop")
    return tuple(_command(action, where, {}, attempt, may_fail=True) for action in actions)


def _stopped(where: State, attempt: str, told: Told, *, rings: bool) -> tuple[Command, ...]:
    """What has to end before we speak."""
    if told.event.answered_by in (AnsweredBy.MACHINE, AnsweredBy.FAX):
        return _hushed(where, attempt)
    if rings:
        return (_command("playback_stop", where, {}, attempt, may_fail=True),)
    # Silence has ended the gather; words have not, nor has a sound that could not be played.
    goes_on = bool(told.heard.text) or told.unheard
    return (_command("gather_stop", where, {}, attempt, may_fail=True),) if goes_on else ()


def _transfer(where: State, to: str, application: str) -> tuple[Command, ...]:
    # Whom we transfer to sees the business's own number: any other the network refuses to show.
    own = where.caller if where.outbound else where.callee
    leg = replace(where, then=None, transfer_to=None, leg=True)
    rung = {"to": to, "timeout_secs": DIAL_SECONDS} | ({"from": own} if own else {})
    cold = _command("transfer", where, rung | {"target_leg_client_state": replace(leg, warm=False).packed()})
    if not where.warm or not application or not own:
        return (cold,)
    # A call of its own, to be spoken to alone before it is put together with this one, which hears it ring meanwhile.
    dialled = rung | {"connection_id": application, "link_to": where.call}
    ringing = {"audio_type": "wav", "playback_content": ring_tone(), "loop": "infinity"}
    dial = replace(_command("dial", leg, dialled), instead=cold)
    return (dial, _command("playback_start", where, ringing, may_fail=True))


def _speech(reply: Reply, manner: Manner) -> dict[str, object]:
    language = reply.language if reply.language in LOCALES else "en"
    text = next(iter(parts(reply.text, MAX_SAID_CHARACTERS)), "")
    return {
        "payload": text,
        "voice": sayable(manner.voice) if manner.voice else VOICES[language],
        "language": LOCALES[language],
    }


def _listening(reply: Reply, where: State, manner: Manner, number: int) -> tuple[Command, ...]:
    """From the first turn on, everything that the caller says is written down. Without it, there are still the keys."""
    if number > 0:
        return ()
    engine: dict[str, object] = {"transcription_engine": "Google", "interim_results": False, "language": reply.language}
    hints = plain_hints(manner.hints, most=MAX_HINTS, most_characters=MAX_HINT_CHARACTERS)
    if hints:
        engine["hints"] = hints
    arguments = {
        "transcription_engine": "Google",
        "transcription_engine_config": engine,
        "transcription_tracks": "inbound",
    }
    return (_command("transcription_start", where, arguments, may_fail=True),)


def _recording(where: State, manner: Manner) -> tuple[Command, ...]:
    if not manner.record_to:
        return ()
    return (_command("record_start", where, {"format": "mp3", "channels": "dual"}, may_fail=True),)


def _command(
    action: str, where: State, arguments: Mapping[str, object], attempt: str = "", *, may_fail: bool = False
) -> Command:
    name = uuid5(_NAMES, f"{where.call} {where.turn} {action} {attempt}")
    return Command(action, {**arguments, "client_state": where.packed(), "command_id": str(name)}, may_fail)
