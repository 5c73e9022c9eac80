"""A message that somebody left after the tone: it is kept, whatever the database does meanwhile.

A caller hears that it has arrived, whether it is in the database or waits in the queue. When it comes back from there,
nobody is on the line any more: nothing is said then, and no model is asked what to say.
"""

from __future__ import annotations

from shared.db.refusals import DatabaseUnavailable
from shared.domain.calls import Heard
from shared.runtime.endpoint import Request
from shared.voice import turn
from shared.voice.desk import Desk
from shared.voice.settings import Settings
from shared.voice.turn import Asked


def is_message(heard: Heard | None) -> bool:
    return heard is not None and heard.recording_url is not None


def waits_for_database(request: Request, heard: Heard | None, error: Exception) -> bool:
    """Lay a request that brings a message into the queue, if it is the database that it could not be kept for.

    Whether it waits there now.
    """
    if not is_message(heard) or not isinstance(error, DatabaseUnavailable):
        return False
    from shared.voice import late

    return late.keep(request)


def keep(asked: Asked, settings: Settings) -> None:
    """Keep the message that a request brought which has waited. Raises DatabaseUnavailable, Refusal."""
    recall = turn.recall_call(asked, settings)
    if asked.heard and asked.heard.recording_url and recall.call_id and recall.outcome != "blocked":
        Desk(settings.database_url, recall.call_id).take_recording(recording_url=asked.heard.recording_url)
