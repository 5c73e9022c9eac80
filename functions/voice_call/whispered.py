"""What is said to who answers a transfer. The words stand in the database with the turn that decided on it, not in an address."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode
from uuid import UUID

from shared.db.again import once_more
from shared.db.connection import connect
from shared.db.doors import Door
from shared.domain.calls import CallEvent
from shared.runtime.endpoint import Request
from shared.voice.settings import Settings
from shared.voice.turn import MOST_TURNS


def address(voice_url: str, event: CallEvent, number: int) -> str:
    """Where the provider asks for the words of this turn. `voice_url` is what the integration's addresses begin with."""
    return f"{voice_url}/whisper?{urlencode({'call': event.provider_call_id, 'turn': number})}"


def words_for(request: Request, door: Door, settings: Settings) -> tuple[str, str]:
    """The words that such an address asks for, and their language; no words if there are none. Raises DatabaseUnavailable."""
    asked = parse_qs(request.query)
    call, turn = ((asked.get(name) or [""])[0] for name in ("call", "turn"))
    if not call or not (turn.isascii() and turn.isdigit()) or int(turn[:6]) > MOST_TURNS:
        return "", "en"
    return words_of(settings, door.integration_id, call, int(turn[:6]))


def words_of(settings: Settings, integration_id: UUID, provider_call_id: str, turn: int | None) -> tuple[str, str]:
    """What the transfer of a turn has for who answers it, and in which language; no words if nothing.

    Raises DatabaseUnavailable.
    """
    # Few calls are put through: not with the function.
    from shared.db import transfers

    found = once_more(
        lambda: transfers.recall_transfer(
            connect(settings.database_url),
            integration_id=integration_id,
            provider_call_id=provider_call_id,
            turn=turn,
        )
    )
    return (found.whisper or "", found.language) if found else ("", "en")
