"""Integrations: what a webhook address names, and the sealed credential that proves who speaks through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from psycopg.types.json import Jsonb

from shared.db.connection import Connection, rows, value
from shared.db.storable import require_storable


@dataclass(frozen=True, slots=True)
class Integration:
    """The integration a webhook address names. `key_id` is None while it has no credential; `forward_to` is E.164.

    `config` is what its admins set, a JSON object.
    """

    id: UUID
    company_id: UUID
    key_id: str | None
    forward_to: str | None
    config: dict[str, object]


def find_integration(conn: Connection, *, provider: str, webhook_token: str) -> Integration | None:
    """The active integration behind a webhook token, or None."""
    found = rows(conn, "select * from backend.find_integration(%s, %s)", (provider, webhook_token))
    return Integration(**found[0]) if found else None


def read_credential(conn: Connection, *, integration_id: UUID, row_key: str) -> dict[str, str]:
    """The credential a provider signs with. Raises NotFound("credential_not_found"), Refusal("credential_unreadable")."""
    found: dict[str, str] = value(conn, "select backend.read_credential(%s, %s) as value", (integration_id, row_key))
    return found


def read_credential_as(conn: Connection, *, actor_id: UUID, integration_id: UUID, row_key: str) -> dict[str, str]:
    """The same for a check that `actor_id`, an admin, asked for. Raises Forbidden and NotFound besides."""
    found: dict[str, str] = value(
        conn, "select backend.read_credential_as(%s, %s, %s) as value", (actor_id, integration_id, row_key)
    )
    return found


def integration_identity(conn: Connection, *, actor_id: UUID, company_id: UUID, provider: str, name: str) -> UUID:
    """The id under which an integration of this name is or will be stored. Raises NotFound, Forbidden, Invalid."""
    require_storable(provider, name)
    found: UUID = value(
        conn,
        "select backend.integration_identity(%s, %s, %s, %s) as value",
        (actor_id, company_id, provider, name),
    )
    return found


def store_integration(
    conn: Connection,
    *,
    actor_id: UUID,
    company_id: UUID,
    integration_id: UUID,
    provider: str,
    name: str,
    config: Mapping[str, object],
    credential: Mapping[str, str],
    key_id: str,
    row_key: str,
) -> UUID:
    """Connect a provider and seal its credential under the row key; the same name again replaces it.

    Raises NotFound("company_not_found"), Forbidden("role_too_low"), Invalid("provider_unknown" | "credential_keys_wrong" |
    "config_keys_wrong" | "text_not_storable"), Conflict("integration_changed").
    """
    require_storable(provider, name, config, credential)
    stored: UUID = value(
        conn,
        "select backend.store_integration(%s, %s, %s, %s, %s, %s, %s, %s, %s) as value",
        (
            actor_id,
            company_id,
            integration_id,
            provider,
            name,
            Jsonb(dict(config)),
            Jsonb(dict(credential)),
            key_id,
            row_key,
        ),
    )
    return stored


def record_integration_check(
    conn: Connection, *, actor_id: UUID, integration_id: UUID, ok: bool, error: str | None
) -> None:
    """Note whether the provider took the credential. Raises NotFound, Forbidden."""
    value(
        conn,
        "select backend.record_integration_check(%s, %s, %s, %s) as value",
        (actor_id, integration_id, ok, error),
    )
