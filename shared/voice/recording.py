"""May this call be recorded: told or asked with the greeting, answered in the next turn, kept in the database.

The company says how (`companies.recording_consent`), the deployed assistant whether at all. That the question was asked, and
that the recording began, stands in the state of the reply, beside the memory of the receptionist: a repeated request gets
the same answer and begins nothing anew.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from shared.db.connection import connect
from shared.db.turns import Recall
from shared.domain.calls import Reply, Then
from shared.voice.scene import Scene

FALLBACK = "en"
ASKED = "asks_for_recording"
BEGINS = "begins_recording"

_ANNOUNCED = {
    "de": "Dieses Gespräch wird aufgezeichnet.",
    "en": "This call is being recorded.",
    "sv": "Samtalet spelas in.",
}
_QUESTION = {
    "de": "Darf ich das Gespräch aufzeichnen?",
    "en": "May I record this call?",
    "sv": "Får jag spela in samtalet?",
}
_THANKS = {"de": "Danke.", "en": "Thank you.", "sv": "Tack."}
_NOT_THEN = {
    "de": "In Ordnung, es wird nichts aufgezeichnet.",
    "en": "All right, nothing is recorded.",
    "sv": "Okej, ingenting spelas in.",
}


def with_greeting(reply: Reply, recall: Recall, *, can_begin_later: bool = True) -> Reply:
    """The greeting with what has to be said about recording, if anything.

    Where a recording cannot begin once the call is answered nobody is asked, and nothing is recorded.
    """
    if recall.business is None or not recall.business.assistant.recording_enabled or reply.then is not Then.LISTEN:
        return reply
    state = dict(reply.state or {})
    if recall.recording == "announce":
        return replace(reply, text=f"{_said(_ANNOUNCED, reply)} {reply.text}", state={**state, BEGINS: True})
    if recall.recording == "ask" and can_begin_later:
        return replace(reply, text=f"{reply.text} {_said(_QUESTION, reply)}", state={**state, ASKED: True})
    return reply


def begins(reply: Reply) -> bool:
    """Whether the recording begins with this reply."""
    return (reply.state or {}).get(BEGINS) is True


def answered(scene: Scene, call_id: UUID) -> tuple[bool | None, Reply | None]:
    """What the caller said to our question (None: nothing), and the reply to it if they said nothing else.

    Whoever goes straight to what they want has not agreed. Raises DatabaseUnavailable.
    """
    # Most calls are not recorded, and the receptionist's grammar is large: not with the function.
    from shared.db import governance
    from shared.domain.receptionist.languages import wording
    from shared.domain.receptionist.understanding import understand

    state = dict(scene.state or {})
    heard = scene.heard
    if state.get(ASKED) is not True or not (heard.text.strip() or heard.digits):
        return None, None
    language = str(state.get("language") or scene.business.language)
    language = language if language in _QUESTION else FALLBACK
    said = understand(heard.text, scene.business, wording(language), scene.now, bare_numbers=False)
    granted = (said.says("yes") and not said.says("no")) or heard.digits == "1"
    granted = governance.record_consent(
        connect(scene.settings.database_url), call_id=call_id, is_granted=granted, wording=_QUESTION[language]
    )
    if not (said.says("yes", "no") or heard.digits) or said.entities or said.leftover:
        return granted, None
    lead = (_THANKS if granted else _NOT_THEN)[language]
    question = wording(language).sentences.how_can_i_help
    kept = {key: value for key, value in state.items() if key not in (ASKED, BEGINS)}
    return granted, Reply(f"{lead} {question}", language, state=kept)


def begun(reply: Reply) -> Reply:
    """The reply with which the recording begins."""
    return replace(reply, state={**(reply.state or {}), BEGINS: True})


def _said(words: dict[str, str], reply: Reply) -> str:
    return words.get(reply.language, words[FALLBACK])
