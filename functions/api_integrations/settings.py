"""What the function needs from its environment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from shared.domain.secrets import MasterKeys
from shared.runtime.config import Variable


@dataclass(frozen=True, repr=False)
class Settings:
    database_url: Annotated[str, Variable("DATABASE_URL_FN_API")]
    master_keys: Annotated[MasterKeys, Variable("MASTER_KEYS", MasterKeys.parse)]
    master_key_id: Annotated[str, Variable("MASTER_KEY_ID")]
    supabase_url: Annotated[str, Variable("SUPABASE_URL")]
    supabase_publishable_key: Annotated[str, Variable("SUPABASE_PUBLISHABLE_KEY")]
    # Only where tokens are still signed with a shared secret: older projects and the local stack.
    supabase_jwt_secret: Annotated[str | None, Variable("SUPABASE_JWT_SECRET")] = None
    public_base_url: Annotated[str | None, Variable("PUBLIC_BASE_URL")] = None
    relay_url: Annotated[str | None, Variable("RELAY_URL")] = None
    twilio_api_base_url: Annotated[str | None, Variable("TWILIO_API_BASE_URL")] = None
    telnyx_api_base_url: Annotated[str | None, Variable("TELNYX_API_BASE_URL")] = None
    vapi_api_base_url: Annotated[str | None, Variable("VAPI_API_BASE_URL")] = None
    retell_api_base_url: Annotated[str | None, Variable("RETELL_API_BASE_URL")] = None
    openai_api_base_url: Annotated[str | None, Variable("OPENAI_API_BASE_URL")] = None
    anthropic_api_base_url: Annotated[str | None, Variable("ANTHROPIC_API_BASE_URL")] = None
    openrouter_api_base_url: Annotated[str | None, Variable("OPENROUTER_API_BASE_URL")] = None
    elevenlabs_api_base_url: Annotated[str | None, Variable("ELEVENLABS_API_BASE_URL")] = None
