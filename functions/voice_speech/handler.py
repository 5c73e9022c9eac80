"""Hand out what an assistant's own voice has said, to the provider that was told to play it.

GET   /voice/speech/{signed_id}
As    fn_voice
Says  200 with the sound · 404 not_found for whatever we did not sign, or no longer stand by · 503 database_unavailable
"""

from __future__ import annotations

from datetime import UTC, datetime

from functions.voice_speech.settings import Settings
from shared.db import sounds
from shared.db.again import once_more
from shared.db.connection import connect
from shared.db.refusals import DatabaseUnavailable
from shared.domain.sound import wav
from shared.domain.sound_addresses import HOUR_SECONDS, sound_in
from shared.runtime import config, problems
from shared.runtime.endpoint import Answer, CallPath, Request

handler = CallPath("voice_speech", outages=(DatabaseUnavailable,))

# A sound does not change. Whoever asked for it may keep it as long as its address holds, and nobody in between: a name may
# be heard in it.
KEPT = f"private, max-age={HOUR_SECONDS}, immutable"


@handler.get("/voice/speech/{signed_id}")
def play(request: Request, signed_id: str) -> Answer:  # noqa: ARG001  (all that is asked stands in the path)
    """The sound that an address names, as a WAV file. Whose it is, the signature says: no provider signs this request."""
    settings = config.read(Settings)
    sound = sound_in(signed_id, settings.master_keys, now=datetime.now(UTC))
    if sound is None:
        raise problems.not_found()
    audio = once_more(lambda: sounds.read_speech(connect(settings.database_url), speech_id=sound))
    if audio is None:
        raise problems.not_found()
    return Answer(200, wav(audio), "audio/wav", {"Cache-Control": KEPT})
