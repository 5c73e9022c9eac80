"""What the voice function needs from its environment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from shared.domain.secrets import MasterKeys
from shared.runtime.config import Variable


@dataclass(frozen=True, repr=False)
class Settings:
    database_url: Annotated[str, Variable("DATABASE_URL_FN_VOICE")]
    master_keys: Annotated[MasterKeys, Variable("MASTER_KEYS", MasterKeys.parse)]
    public_base_url: Annotated[str | None, Variable("PUBLIC_BASE_URL")] = None
    # Where calls are carried over a socket (wss://…, no query); without it every provider is answered over HTTP.
    relay_url: Annotated[str | None, Variable("RELAY_URL")] = None
    # Without a key the receptionist answers every turn. A model named here is used for every company.
    openai_api_key: Annotated[str | None, Variable("OPENAI_API_KEY")] = None
    openai_base_url: Annotated[str | None, Variable("OPENAI_BASE_URL")] = None
    openai_model: Annotated[str | None, Variable("OPENAI_MODEL")] = None
    telnyx_api_base_url: Annotated[str | None, Variable("TELNYX_API_BASE_URL")] = None
    # Where the vendors' APIs are, for keys of the companies' own; for tests, that must not call anybody.
    openai_api_base_url: Annotated[str | None, Variable("OPENAI_API_BASE_URL")] = None
    anthropic_api_base_url: Annotated[str | None, Variable("ANTHROPIC_API_BASE_URL")] = None
    openrouter_api_base_url: Annotated[str | None, Variable("OPENROUTER_API_BASE_URL")] = None
    elevenlabs_api_base_url: Annotated[str | None, Variable("ELEVENLABS_API_BASE_URL")] = None
    # Where the function voice_speech is reached, if not at PUBLIC_BASE_URL. Without either, nobody's own voice is heard.
    speech_url: Annotated[str | None, Variable("SPEECH_URL")] = None

    @property
    def sounds_base_url(self) -> str | None:
        """Where a sound's path begins, without a trailing slash."""
        base = self.speech_url or self.public_base_url
        return base.rstrip("/") if base else None


@dataclass(frozen=True, repr=False)
class ToolSettings:
    """What a function needs that uses the desk's tools and thinks nothing itself."""

    database_url: Annotated[str, Variable("DATABASE_URL_FN_VOICE")]
    master_keys: Annotated[MasterKeys, Variable("MASTER_KEYS", MasterKeys.parse)]
    public_base_url: Annotated[str | None, Variable("PUBLIC_BASE_URL")] = None
