"""The questions that a business wants asked before a call ends: one after the other, when the caller is about to go.

They are the deployed assistant's (`conversation_flow`). How far we are stands in the state of the reply, beside the memory of
the receptionist; what was answered is kept with the call (`calls.custom_data`).
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from shared.db import turns
from shared.db.connection import connect
from shared.domain.calls import Reply, Then
from shared.voice.scene import Scene

ASKING = "asks_required"
ASKED = "asked_required"
_LEAD = {"de": "Eine Frage noch:", "en": "One more question:", "sv": "En fråga till:"}


def answered(scene: Scene, call_id: UUID) -> Reply | None:
    """Keep the answer to the question that was asked, and go on to the next or to goodbye; None if none was asked.

    Raises DatabaseUnavailable.
    """
    state = dict(scene.state or {})
    number = state.pop(ASKING, None)
    if not isinstance(number, int) or not 0 <= number < len(_questions(scene)):
        return None
    said = scene.heard.text.strip() or scene.heard.digits
    if said:
        turns.record_answer(
            connect(scene.settings.database_url), call_id=call_id, question=_questions(scene)[number], answer=said
        )
    state[ASKED] = number + 1
    goodbye = Reply(_goodbye(scene, state), _language(scene, state), Then.HANG_UP, state=state)
    return before_goodbye(goodbye, replace(scene, state=state), leaving=True)


def before_goodbye(reply: Reply, scene: Scene, *, leaving: bool) -> Reply:
    """The next question instead of a goodbye, if the caller is leaving of their own accord and one is left."""
    done = (scene.state or {}).get(ASKED)
    number = done if isinstance(done, int) else 0
    if reply.then is not Then.HANG_UP or not leaving or number >= len(_questions(scene)):
        return reply
    question = f"{_LEAD.get(reply.language, _LEAD['en'])} {_questions(scene)[number]}"
    return replace(reply, text=question, then=Then.LISTEN, state={**(reply.state or {}), ASKED: number, ASKING: number})


def is_leaving(scene: Scene) -> bool:
    """Whether the caller said goodbye, or that there is nothing more."""
    from shared.domain.receptionist.languages import wording
    from shared.domain.receptionist.understanding import understand

    language = _language(scene, dict(scene.state or {}))
    said = understand(scene.heard.text, scene.business, wording(language), scene.now, bare_numbers=False)
    return said.says("goodbye", "nothing_more", "no", "thanks")


def _questions(scene: Scene) -> tuple[str, ...]:
    return scene.business.assistant.required_questions


def _language(scene: Scene, state: dict[str, object]) -> str:
    return str(state.get("language") or scene.business.language)


def _goodbye(scene: Scene, state: dict[str, object]) -> str:
    from shared.domain.receptionist.languages import wording

    return wording(_language(scene, state)).sentences.goodbye
