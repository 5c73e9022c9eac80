"""One turn of a call: recall, think, record. Two round trips, plus one per tool that touches data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from time import monotonic, perf_counter
from uuid import UUID

from shared.db import turns
from shared.db.again import once_more
from shared.db.connection import answering_within, connect
from shared.db.refusals import DatabaseUnavailable
from shared.db.turns import Recall
from shared.domain.business import Business, Caller
from shared.domain.calls import USUAL_MANNER, AnsweredBy, CallEvent, Heard, Manner, Reply, Then
from shared.runtime import log, metrics
from shared.voice import apologies, questions, recording
from shared.voice.desk import Desk
from shared.voice.scene import Scene
from shared.voice.settings import Settings
from shared.voice.speech import Speech
from shared.voice.stages import Stages, marking

# Whose voices a telephone provider speaks with by itself, as people call them in `assistants.voice_provider`.
_PROVIDERS_OWN_VOICES = frozenset({"twilio", "telnyx", "amazon", "polly", "google"})

# An endless call ends here.
MOST_TURNS = 200
# A model's six and one more: what the database is asked beside it is given up by then, however long a single question may take.
ANSWER_SECONDS = 7.0
# What is on tape needs no model, and leaves a second for the queue if it cannot be kept (shared/voice/late.py).
TAPE_SECONDS = 6.0

journal = log.Journal("voice_call")


@dataclass(frozen=True, slots=True)
class Asked:
    """A genuine request for instructions. `heard` is None for the ringing itself, which is turn 0.

    `can_record` says whether a recording can begin in the middle of the call: of the call, or of a message to leave.
    `begun` is when it reached us, on the clock of `perf_counter`; `arrived_at` when it came, if it has waited since. `can_play` says whether whoever asks would play a
    sound instead of saying the words.
    """

    integration_id: UUID
    number: int
    event: CallEvent
    heard: Heard | None
    transfer: bool | None
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    can_record: bool = True
    begun: float = field(default_factory=perf_counter)
    can_play: bool = False
    arrived_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What is said, in which manner, and whether the recording of the call begins with it.

    `is_taken` if another request had this turn first: to this one, nothing is said.
    `business` and `caller` are who speaks with whom; None if nobody answers.
    `unsaid` is what of it has not been passed on in pieces, where the rest was not wanted in pieces. `stages` are how long
    it took, in milliseconds.
    """

    reply: Reply
    call_id: UUID | None = None
    manner: Manner = USUAL_MANNER
    begins_recording: bool = False
    is_taken: bool = False
    business: Business | None = None
    caller: Caller | None = None
    unsaid: str = ""
    stages: Mapping[str, int] = field(default_factory=dict)

    @property
    def assistant(self) -> str:
        return self.business.assistant.name if self.business else ""


def answer(
    asked: Asked,
    settings: Settings,
    *,
    now: Callable[[], datetime],
    speak: Callable[[str], None] | None = None,
    to_the_end: bool = True,
) -> Answered:
    """Answer one turn, the same way if asked twice. Raises what the database raises; everything else is caught here.

    `speak` is given the reply's words in pieces, as soon as they can be said; put together they are `reply.text`. A model's
    own words come as it thinks of them, everything else once it is recorded. What `speak` raises is raised. Not
    `to_the_end`: the last piece is kept back as `unsaid`, for who says it together with what happens then.
    """
    stages = Stages(asked.begun)
    stages.reached("admit")
    speech = Speech(marking(speak, stages))
    with answering_within(TAPE_SECONDS if asked.heard and asked.heard.recording_url else ANSWER_SECONDS):
        answered = replace(_answer(asked, settings, speech, stages, now=now), stages=stages.so_far())
    if not to_the_end:
        return replace(answered, unsaid=answered.reply.text.removeprefix(speech.said))
    speech.finish(answered.reply.text)
    return answered


def publish(way: str, answered: Answered | None, *, company_id: UUID, turn: int | None, begun: float) -> None:
    """The metric of one turn, whole: by company, success, and on which way (gather, commands, model, relay).

    None is a turn that could not be answered as it should; what was said instead does not matter here.
    """
    metrics.milliseconds(
        "voice_call_latency",
        (perf_counter() - begun) * 1000,
        by={"company": str(company_id), "way": way, "success": str(answered is not None).lower()},
        beside={
            "assistant": answered.assistant if answered else "",
            "call_id": str(answered.call_id if answered else None),
            "turn": str("" if turn is None else turn),
            "stages": dict(answered.stages) if answered else {},
        },
    )


def _answer(
    asked: Asked, settings: Settings, speech: Speech, stages: Stages, *, now: Callable[[], datetime]
) -> Answered:
    started = monotonic() - (perf_counter() - asked.begun)
    with stages.timed("recall"):
        recall = recall_call(asked, settings)
    language = apologies.language_of(asked.event.callee_number)
    if recall.outcome == "unknown_number":
        return Answered(apologies.unknown_number(language))
    if recall.outcome == "blocked":
        return Answered(apologies.blocked(language), recall.call_id)
    if recall.outcome == "taken":
        return Answered(apologies.goodbye(language), recall.call_id, is_taken=True)
    if recall.outcome == "ended" and recall.call_id and asked.heard and asked.heard.recording_url:
        # Some providers have a message ready only when the caller has long hung up.
        Desk(settings.database_url, recall.call_id).take_recording(recording_url=asked.heard.recording_url)
    if recall.outcome == "ended" or recall.call_id is None or recall.business is None or recall.caller is None:
        return Answered(apologies.goodbye(language), recall.call_id)
    business = _reachable(recall.business, asked.event)
    hints = tuple(service.name for service in business.services) + tuple(person.name for person in business.staff)
    manner = _manner(business, hints)
    goodbye = apologies.goodbye(language)
    answered = Answered(goodbye, recall.call_id, manner, business=business, caller=recall.caller)
    mouth = None
    if asked.can_play and recall.voice:
        # Loaded by who has one.
        from shared.voice import own_voice

        mouth = own_voice.mouth_of(recall.voice, business.assistant, recall.resting, settings, now(), started=started)
    if recall.reply is not None:
        manner = replace(manner, sound=mouth.found(recall.reply) if mouth else None)
        return replace(answered, reply=recall.reply, manner=manner, begins_recording=recording.begins(recall.reply))

    desk = Desk(settings.database_url, recall.call_id)
    heard = asked.heard or Heard()
    scene = Scene(
        heard,
        recall.turns,
        recall.state,
        business,
        recall.caller,
        desk,
        settings,
        now(),
        speech,
        recall.models,
        recall.resting,
        stages=stages,
    )
    with stages.timed("think"):
        try:
            reply = _listen_and_think(asked, scene, recall)
            if reply.then is Then.LISTEN and _is_over(recall, scene.now):
                reply = apologies.time_is_up(reply)
        except Exception as error:
            if heard.recording_url and isinstance(error, DatabaseUnavailable):
                # A message that is not kept may not be taken for one that is.
                raise
            journal.error("thinking_failed", call_id=str(recall.call_id), **log.fault(error))
            reply = apologies.last_resort(
                _spoken(scene), forward_to=business.transfer_number, may_record=asked.can_record
            )
            reply = replace(reply, state=recall.state)
    reply = replace(reply, text=speech.together(reply.text))
    sound = None
    if mouth:
        with stages.timed("speech"):
            sound = mouth.said(reply, scene.attempts)
    kept = _record(asked, scene, recall.call_id, reply)
    # Two may have answered the same request. Who has begun to speak finishes; else the first one's words are everybody's.
    if mouth and kept.text != reply.text:
        sound = mouth.found(kept)
    reply = reply if speech.said and kept.text != reply.text else kept
    manner = replace(manner, sound=sound)
    return replace(answered, reply=reply, manner=manner, begins_recording=recording.begins(reply))


def _listen_and_think(asked: Asked, scene: Scene, recall: Recall) -> Reply:
    """What to say, and what has to be said about recording around it."""
    if asked.event.answered_by in (AnsweredBy.MACHINE, AnsweredBy.FAX):
        return _to_a_machine(asked.event.answered_by, scene)
    granted: bool | None = None
    if recall.call_id is not None and asked.heard is not None:
        granted, reply = recording.answered(scene, recall.call_id)
        if reply is None:
            reply = questions.answered(scene, recall.call_id)
        if reply is not None:
            return recording.begun(reply) if granted else reply
    reply = _think(asked, scene, model_allowed=recall.mode == "model")
    if asked.heard is None:
        return recording.with_greeting(reply, recall, can_begin_later=asked.can_record)
    if reply.then is Then.HANG_UP and scene.business.assistant.required_questions:
        reply = questions.before_goodbye(reply, scene, leaving=questions.is_leaving(scene))
    return recording.begun(reply) if granted else reply


def _to_a_machine(answered_by: AnsweredBy, scene: Scene) -> Reply:
    """Whether it is told at once or only after it was greeted like a person: a message, or nothing to a fax."""
    language = _spoken(scene)
    if answered_by is AnsweredBy.FAX:
        return apologies.fax(language)
    return replace(apologies.voicemail(scene.business.name, language), state=scene.state)


def _spoken(scene: Scene) -> str:
    """The language of the call by now: who spoke English to us hears English from the answering machine, too."""
    return str((scene.state or {}).get("language") or scene.business.language)


def _is_over(recall: Recall, now: datetime) -> bool:
    """Whether the call has lasted as long as the assistant lets one last."""
    if recall.started_at is None or recall.business is None:
        return False
    return (now - recall.started_at).total_seconds() >= recall.business.assistant.max_duration_seconds


def _think(asked: Asked, scene: Scene, *, model_allowed: bool) -> Reply:
    """What to say. Raises what a tool raises: Refusal, DatabaseUnavailable."""
    # The receptionist's grammar takes 35 ms to load: with the first call, not with the function.
    from shared.domain.receptionist import greet, respond

    language = _spoken(scene)
    if asked.heard is None:
        return greet(scene.business, scene.caller, now=scene.now)
    if asked.transfer is not None:
        after = apologies.put_through if asked.transfer else apologies.nobody_there
        return replace(after(language), state=scene.state)
    if asked.heard.recording_url:
        scene.desk.take_recording(recording_url=asked.heard.recording_url)
        return replace(apologies.message_taken(language), state=scene.state)
    if model_allowed and (scene.models or scene.settings.openai_api_key):
        reply = _model(scene)
        if reply is not None:
            return reply
    reply = respond(asked.heard, scene.state, scene.business, scene.caller, scene.desk, now=scene.now)
    if scene.speech.said and scene.speech.said[-1] not in ".?!":
        return replace(reply, text=f"{apologies.once_more(reply.language)} {reply.text}")
    return reply


def _model(scene: Scene) -> Reply | None:
    """The model's answer, or None. Whatever goes wrong on that way, the receptionist still answers this turn.

    What a tool has done by then is done once: the database knows a tool call again. Raises DatabaseUnavailable: the
    receptionist would wait for the same database, and the caller for both.
    """
    from shared.voice import model_turn

    try:
        return model_turn.respond(scene)
    except DatabaseUnavailable:
        raise
    except Exception as error:  # noqa: BLE001  (there is a second way to answer)
        journal.error("model_turn_failed", **log.fault(error))
        return None


def recall_call(asked: Asked, settings: Settings) -> Recall:
    """Take the request into the inbox, and recall its call. Raises DatabaseUnavailable."""
    return once_more(
        lambda: turns.recall_turn(
            connect(settings.database_url),
            integration_id=asked.integration_id,
            event=asked.event,
            headers=asked.headers,
            body=asked.body,
            turn=asked.number,
            heard=asked.heard,
            arrived_at=asked.arrived_at,
        )
    )


def _record(asked: Asked, scene: Scene, call_id: UUID, reply: Reply) -> Reply:
    """The reply to speak: the one that was kept first. If it cannot be kept, ours: what was done, was done."""
    try:
        return turns.record_turn(
            connect(scene.settings.database_url),
            call_id=call_id,
            turn=asked.number,
            reply=reply,
            attempts=scene.attempts,
            stages=scene.stages.so_far(awaits_sound=scene.speech.is_live),
        )
    except Exception as error:  # noqa: BLE001  (what was done was done, and is said)
        journal.error("turn_not_recorded", call_id=str(call_id), **log.fault(error))
        return reply


def _manner(business: Business, hints: tuple[str, ...]) -> Manner:
    """How the deployed assistant speaks and listens."""
    assistant = business.assistant
    return Manner(
        hints=hints,
        # Another vendor's voice has a name that the telephone's own does not know.
        voice=assistant.voice_id if assistant.voice_provider in _PROVIDERS_OWN_VOICES else None,
        silence_seconds=assistant.silence_timeout_seconds,
        interruptible=assistant.interruption_enabled,
    )


def _reachable(business: Business, event: CallEvent) -> Business:
    """The business without a transfer number that leads back to this very call."""
    if business.transfer_number in (event.callee_number, event.caller_number):
        return replace(business, transfer_number=None)
    return business
