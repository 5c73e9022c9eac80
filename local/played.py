"""What a simulated telephone does with an address it is told to play: fetches it as a provider does, and listens."""

from __future__ import annotations

import io
import wave
from dataclasses import dataclass, field

import httpx

PLAYED_TYPES = ("audio/wav", "audio/wave", "audio/x-wav")


class UnplayableError(Exception):
    """There is no sound at the address, or none that Twilio and Telnyx both play."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound as it was fetched. `seconds` are whole ones, rounded up."""

    address: str
    content: bytes = field(repr=False)
    seconds: int


def fetched(http: httpx.Client, address: str) -> Sound:
    """The sound at `address`. Raises UnplayableError."""
    answer = http.get(address, headers={"user-agent": "TwilioProxy/1.1"})
    kind = answer.headers.get("content-type", "").partition(";")[0].strip()
    if answer.status_code != httpx.codes.OK or kind not in PLAYED_TYPES:
        raise UnplayableError(f"HTTP {answer.status_code}, {kind or 'no content type'}")
    try:
        with wave.open(io.BytesIO(answer.content)) as sound:
            shape = (sound.getnchannels(), sound.getsampwidth(), sound.getframerate())
            frames = sound.getnframes()
    except (wave.Error, EOFError) as error:
        raise UnplayableError("not a WAV file") from error
    if shape != (1, 2, 8000) or not frames:
        raise UnplayableError(f"channels, bytes a sample and samples a second: {shape}, {frames} of them")
    return Sound(address, answer.content, -(-frames // 8000))
