"""Speech as a telephone carries it: µ-law, 8000 samples of a byte each a second (ITU-T G.711), and as a file that is played."""

from __future__ import annotations

import struct

BYTES_PER_SECOND = 8000


def _linear(code: int) -> int:
    """The sample, 16 bit, that a byte of µ-law stands for."""
    code = ~code & 0xFF
    size = ((((code & 0x0F) << 3) + 0x84) << ((code >> 4) & 0x07)) - 0x84
    return -size if code & 0x80 else size


_SAMPLES = b"".join(struct.pack("<h", _linear(code)) for code in range(256))
# The lower and the upper byte of each, to be looked up for a whole sound at once.
_LOWER, _UPPER = _SAMPLES[0::2], _SAMPLES[1::2]


def wav(mulaw: bytes) -> bytes:
    """The sound as a WAV file of 16 bit samples, the kind that every provider plays."""
    samples = bytearray(2 * len(mulaw))
    samples[0::2], samples[1::2] = mulaw.translate(_LOWER), mulaw.translate(_UPPER)
    about = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, BYTES_PER_SECOND, 2 * BYTES_PER_SECOND, 2, 16)
    data = struct.pack("<4sI", b"data", len(samples))
    return struct.pack("<4sI4s", b"RIFF", 4 + len(about) + len(data) + len(samples), b"WAVE") + about + data + samples


def is_heard(mulaw: bytes) -> bool:
    """Whether this can be a voice: a wave swings to both sides of zero. Silence does not, and text has no upper half."""
    return len(set(mulaw)) > 2 and min(mulaw) < 0x80 <= max(mulaw)
