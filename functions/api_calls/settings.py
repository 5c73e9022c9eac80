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
    supabase_url: Annotated[str, Variable("SUPABASE_URL")]
    # Where the provider finds what to say: the address of the voice functions, which are not this one.
    public_base_url: Annotated[str | None, Variable("PUBLIC_BASE_URL")] = None
    # Only where tokens are still signed with a shared secret: older projects and the local stack.
    supabase_jwt_secret: Annotated[str | None, Variable("SUPABASE_JWT_SECRET")] = None
    twilio_api_base_url: Annotated[str | None, Variable("TWILIO_API_BASE_URL")] = None
    telnyx_api_base_url: Annotated[str | None, Variable("TELNYX_API_BASE_URL")] = None
    vapi_api_base_url: Annotated[str | None, Variable("VAPI_API_BASE_URL")] = None
    retell_api_base_url: Annotated[str | None, Variable("RETELL_API_BASE_URL")] = None

    def api_base_url(self, provider: str) -> str | None:
        """Another host than the provider's own, if one is set."""
        return {
            "twilio": self.twilio_api_base_url,
            "telnyx": self.telnyx_api_base_url,
            "vapi": self.vapi_api_base_url,
            "retell": self.retell_api_base_url,
        }.get(provider)
