"""What a caller hears while somebody else is rung for them: the ring tone of Germany, Switzerland and Sweden, 425 Hz.

ITU-T E.180, supplement 2. Telnyx rings by itself only in a transfer that it makes alone.
"""

from __future__ import annotations

import base64
import io
import math
import wave
from functools import lru_cache

_HERTZ = 425
_RATE = 8000
_ON_SECONDS, _OFF_SECONDS = 1, 4
_LOUDNESS = 40  # of 127


@lru_cache(maxsize=1)
def ring_tone() -> str:
    """One ring and the pause after it, as base64 of a WAV file of 40 kB, to be played again and again."""
    sounding = [
        128 + round(_LOUDNESS * math.sin(2 * math.pi * _HERTZ * at / _RATE)) for at in range(_RATE * _ON_SECONDS)
    ]
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(1)
        written.setframerate(_RATE)
        written.writeframes(bytes(sounding) + bytes([128]) * (_RATE * _OFF_SECONDS))
    return base64.b64encode(file.getvalue()).decode()
