"""A sentence spoken by ElevenLabs, taken as it streams and within a time that a caller on the line can bear; all of it, or nothing.

https://elevenlabs.io/docs/api-reference/text-to-speech/stream. By plain HTTP: of the vendor's package, which weighs several
times the rest of the function, we would use one request.
"""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from shared.domain.sound import BYTES_PER_SECOND, is_heard
from shared.domain.speech import Sentence
from shared.providers.bounded_reading import Asked, Reading
from shared.providers.elevenlabs.account import BASE_URL
from shared.providers.refusals import VendorError

if TYPE_CHECKING:
    import httpx

# 75 ms of the model's and the way there and back; one that says nothing for a second will not be in time with the rest.
FIRST_SOUND_SECONDS = 1.0
CONNECT_SECONDS = 0.8
LONGEST_SECONDS = 60
# Nobody speaks faster: what comes to less was cut short.
MOST_CHARACTERS_PER_SECOND = 60
# Callers pause between turns; a TLS handshake is a good part of the time there is.
KEEPALIVE_SECONDS = 90.0

_SOUND = frozenset({"audio/basic", "audio/ulaw", "audio/x-mulaw", "audio/mulaw", "application/octet-stream"})


class SpeechError(VendorError):
    """The voice is of no use for this turn. `code` is one of the outcomes of an attempt."""


def load() -> None:
    """Load the HTTP client. In a cold function that lasts a while, and is no fault of the server's."""
    import httpx  # noqa: F401


def spoken(sentence: Sentence, *, api_key: str, base_url: str | None = None, deadline: float) -> bytes:
    """The sentence as raw µ-law; `deadline` is on the monotonic clock.

    Raises SpeechError: timeout, unreachable, http_<status>, empty, garbage or cut_off. Never takes longer than it may.
    """
    started = monotonic()
    first_by = min(deadline, started + FIRST_SOUND_SECONDS)
    seconds = deadline - started
    if seconds <= 0:
        raise SpeechError("timeout", retryable=False)
    reading = Reading(lambda: _asked(sentence, api_key, base_url or BASE_URL, seconds), seconds)
    reading.start("speech")
    sound = bytearray()
    try:
        while True:
            kind, value = reading.next((deadline if sound else first_by) - monotonic())
            if kind == "end":
                reading.run_out()
                return _whole(bytes(sound), sentence)
            if kind == "error":
                raise _translated(value, begun=bool(sound))
            sound += value
            if len(sound) > LONGEST_SECONDS * BYTES_PER_SECOND:
                raise SpeechError("garbage", retryable=False)
    except queue.Empty:
        raise SpeechError("timeout", retryable=True) from None
    finally:
        reading.abandon()


def _whole(sound: bytes, sentence: Sentence) -> bytes:
    if not sound:
        raise SpeechError("empty", retryable=True)
    if not is_heard(sound):
        raise SpeechError("garbage", retryable=True)
    if len(sound) < len(sentence.text) * BYTES_PER_SECOND // MOST_CHARACTERS_PER_SECOND:
        raise SpeechError("cut_off", retryable=True)
    return sound


@contextmanager
def _asked(sentence: Sentence, api_key: str, base_url: str, seconds: float) -> Iterator[Asked]:
    import httpx

    url = f"{base_url.rstrip('/')}/v1/text-to-speech/{quote(sentence.voice_id, safe='')}/stream"
    body: dict[str, Any] = {"text": sentence.text, "model_id": sentence.model}
    if sentence.model.endswith("_v2_5"):
        # The others hear by themselves which language it is, or refuse to be told.
        body["language_code"] = sentence.language
    if sentence.settings:
        body["voice_settings"] = dict(sentence.settings)
    with _client().stream(
        "POST",
        url,
        params={"output_format": sentence.form},
        headers={"xi-api-key": api_key, "accept-encoding": "identity"},
        json=body,
        timeout=httpx.Timeout(seconds, connect=min(CONNECT_SECONDS, seconds)),
    ) as response:
        status = response.status_code
        if status != 200:
            raise SpeechError(f"http_{status}", retryable=status == 429 or status >= 500, status=status)
        if response.headers.get("content-type", "").partition(";")[0].strip().lower() not in _SOUND:
            raise SpeechError("garbage", retryable=True)
        yield Asked(response.iter_bytes(), response)


def _translated(error: Exception, *, begun: bool) -> SpeechError:
    """What went wrong on the way, in our words."""
    import httpx

    if isinstance(error, SpeechError):
        return error
    if isinstance(error, httpx.TimeoutException):
        return SpeechError("timeout", retryable=True)
    if isinstance(error, httpx.DecodingError | httpx.InvalidURL | httpx.UnsupportedProtocol):
        return SpeechError("garbage", retryable=False)
    if isinstance(error, httpx.TransportError | OSError):
        return SpeechError("cut_off" if begun else "unreachable", retryable=True)
    return SpeechError("garbage", retryable=True)


@cache
def _client() -> httpx.Client:
    """Kept between turns, and with it the connections."""
    import httpx

    return httpx.Client(
        follow_redirects=False, limits=httpx.Limits(max_connections=64, keepalive_expiry=KEEPALIVE_SECONDS)
    )
