"""Integrations as the caller may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from functions.api_integrations.settings import Settings
from shared.providers.refusals import VendorError
from shared.providers.supabase.rest import rest_as
from shared.providers.supabase.tokens import Person


@dataclass(frozen=True)
class Row:
    """What the REST door shows of an integration."""

    id: UUID
    company_id: UUID
    provider: str
    provider_type: str
    capabilities: tuple[str, ...]
    status: str
    webhook_token: str
    credentials_key_id: str | None
    config: dict[str, Any]


_COLUMNS = (
    "id",
    "company_id",
    "provider",
    "provider_type",
    "capabilities",
    "status",
    "webhook_token",
    "credentials_key_id",
    "config",
)


def visible(integration_id: UUID, caller: Person, settings: Settings) -> Row | None:
    """The integration under the caller's own rights; None if it is not theirs to see. Raises VendorError."""
    with rest_as(settings.supabase_url, publishable_key=settings.supabase_publishable_key, token=caller.token) as rest:
        found = rest.table("integrations").select(",".join(_COLUMNS)).eq("id", str(integration_id)).execute()
    if not isinstance(found.data, list):
        raise VendorError("rest_answer_unreadable", retryable=True)
    rows = cast("list[dict[str, Any]]", found.data)
    if not rows:
        return None
    ids = {name: UUID(rows[0][name]) for name in ("id", "company_id")}
    return Row(**{**rows[0], **ids, "capabilities": tuple(rows[0]["capabilities"])})
