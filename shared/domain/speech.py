"""Sentences to be spoken by a voice that is neither the telephone's nor an agent's: what identifies one, and whose key pays."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.domain.models import ModelKey

# The settings that change a sound, and within what they may be. https://elevenlabs.io/docs/api-reference/voices/settings/get
_RANGES = {"stability": (0.0, 1.0), "similarity_boost": (0.0, 1.0), "style": (0.0, 1.0), "speed": (0.7, 1.2)}


@dataclass(frozen=True, slots=True)
class OwnVoice:
    """With which key a company has its words spoken; `voice_id` speaks where its assistant names no voice."""

    key: ModelKey
    voice_id: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is to be said, and how. `language` is ISO 639-1; `form` names the encoding of the sound."""

    text: str = field(repr=False)
    voice_id: str
    model: str
    language: str
    settings: Mapping[str, Any]
    form: str = "ulaw_8000"

    @property
    def digest(self) -> bytes:
        """The same for whatever sounds the same: SHA-256 of all that makes the sound."""
        said = [self.text, self.voice_id, self.model, self.language, sorted(self.settings.items()), self.form]
        return hashlib.sha256(json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode()).digest()


def voice_settings(found: Mapping[str, object]) -> dict[str, Any]:
    """Of what people wrote into `assistants.voice_settings`, what a voice understands; the rest would have it refuse."""
    kept: dict[str, Any] = {}
    for name, (least, most) in _RANGES.items():
        value = found.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most:
            kept[name] = float(value)
    if isinstance(found.get("use_speaker_boost"), bool):
        kept["use_speaker_boost"] = found["use_speaker_boost"]
    return kept
