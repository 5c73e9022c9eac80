"""Credentials: a person's own keys, a company's that is made for it, a program's API key, and sealing all of it anew."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from ipaddress import IPv4Address, IPv6Address
from uuid import UUID

from shared.db.connection import Connection, rows, value
from shared.db.storable import require_storable
from shared.domain.api_keys import Permission, PresentedKey


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key that was let in, and what it may do for its company."""

    id: UUID
    company_id: UUID
    key_name: str
    permissions: tuple[str, ...]
    rate_limit_per_hour: int


@dataclass(frozen=True, slots=True)
class UserAiSettings:
    """What a person prefers; a `…_sealed_by` is None while that key is not stored."""

    default_model: str | None
    api_key_sealed_by: str | None
    provisioning_key_sealed_by: str | None


@dataclass(frozen=True, slots=True)
class Sealed:
    """Something sealed, without the secret: for what, whose (a company or a person), which row, under which key."""

    purpose: str
    owner_id: UUID
    row_id: UUID
    key_id: str


@dataclass(frozen=True, slots=True)
class CompanyAiKey:
    """A company's own OpenRouter key as its owner wants it. `remote_hash` is None until it is made; US dollars."""

    company_id: UUID
    profile_id: UUID | None
    provisioning_key_sealed_by: str | None
    integration_id: UUID
    remote_hash: str | None
    limit_usd: Decimal
    limit_reset: str | None
    is_disabled: bool
    is_told: bool


def verify_api_key(
    conn: Connection, *, key: PresentedKey, ip: IPv4Address | IPv6Address | None, permission: Permission
) -> ApiKey:
    """Whose key this is; the use is counted. An IPv4 address that came in IPv6 clothes is taken for what it is.

    Raises Refusal("api_key_not_valid") with status 401 for every key that is wrong, expired, off or revoked, and
    Forbidden("api_key_address_refused" | "api_key_permission_missing") only to who holds the right one.
    """
    address = (ip.ipv4_mapped or ip) if isinstance(ip, IPv6Address) else ip
    found = rows(
        conn,
        "select id, company_id, key_name, permissions::text[] as permissions, rate_limit_per_hour"
        " from backend.verify_api_key(%s, %s, %s, %s)",
        (key.prefix, key.sha256, address, permission),
    )[0]
    return ApiKey(**{**found, "permissions": tuple(found["permissions"])})


def store_user_ai_settings(
    conn: Connection,
    *,
    actor_id: UUID,
    openrouter_api_key: str | None,
    openrouter_provisioning_key: str | None,
    key_id: str,
    api_row_key: str,
    provisioning_row_key: str,
) -> None:
    """Seal a person's own keys; one that is None stays as it is.

    Raises NotFound("profile_not_found"), Invalid("key_not_valid" | "text_not_storable").
    """
    require_storable(openrouter_api_key, openrouter_provisioning_key)
    value(
        conn,
        "select backend.store_user_ai_settings(%s, %s, %s, %s, %s, %s) as value",
        (actor_id, openrouter_api_key, openrouter_provisioning_key, key_id, api_row_key, provisioning_row_key),
    )


def find_user_ai_settings(conn: Connection, *, profile_id: UUID) -> UserAiSettings | None:
    """A person's preferred model and how their keys are sealed, or None without settings."""
    found = rows(conn, "select * from backend.find_user_ai_settings(%s)", (profile_id,))
    return UserAiSettings(**found[0]) if found else None


def read_openrouter_key(conn: Connection, *, profile_id: UUID, row_key: str) -> str:
    """The key that pays for a person's turns. Raises NotFound("credential_not_found"), Refusal("credential_unreadable")."""
    key: str = value(conn, "select backend.read_openrouter_key(%s, %s) as value", (profile_id, row_key))
    return key


def read_openrouter_provisioning_key(conn: Connection, *, profile_id: UUID, row_key: str) -> str:
    """The key that makes and ends other keys. Raises as `read_openrouter_key` does."""
    key: str = value(conn, "select backend.read_openrouter_provisioning_key(%s, %s) as value", (profile_id, row_key))
    return key


def claim_company_ai_keys(conn: Connection, *, limit: int) -> list[CompanyAiKey]:
    """Take up to `limit` keys that are due for five minutes; nobody else gets them meanwhile."""
    return [CompanyAiKey(**each) for each in rows(conn, "select * from backend.claim_company_ai_keys(%s)", (limit,))]


def store_company_ai_key(
    conn: Connection,
    *,
    company_id: UUID,
    integration_id: UUID,
    remote_hash: str,
    api_key: str,
    key_id: str,
    row_key: str,
) -> None:
    """Seal a key that was just made as a credential of the company. Raises Conflict("integration_changed")."""
    require_storable(remote_hash, api_key)
    value(
        conn,
        "select backend.store_company_ai_key(%s, %s, %s, %s, %s, %s) as value",
        (company_id, integration_id, remote_hash, api_key, key_id, row_key),
    )


def record_company_ai_key(
    conn: Connection,
    *,
    wanted: CompanyAiKey,
    usage_usd: Decimal | None = None,
    usage_month_usd: Decimal | None = None,
    error: str | None = None,
    wait_seconds: int,
) -> None:
    """Note that OpenRouter knows what is wanted, and what was spent; or one word for what went wrong."""
    value(
        conn,
        "select backend.record_company_ai_key(%s, %s, %s, %s, %s, %s, %s, %s) as value",
        (
            wanted.company_id,
            wanted.limit_usd,
            wanted.limit_reset,
            wanted.is_disabled,
            usage_usd,
            usage_month_usd,
            error,
            wait_seconds,
        ),
    )


def sealed_under_other_keys(conn: Connection, *, key_id: str, after: Sealed | None, limit: int) -> list[Sealed]:
    """What another generation than `key_id` sealed, in a fixed order, from behind `after` on; at most 1000."""
    found = rows(
        conn,
        "select * from backend.sealed_under_other_keys(%s, %s, %s, %s)",
        (key_id, limit, after and after.purpose, after and after.row_id),
    )
    return [Sealed(**each) for each in found]


def reseal(conn: Connection, *, sealed: Sealed, old_row_key: str, new_key_id: str, new_row_key: str) -> None:
    """Seal one secret anew, all or nothing.

    Raises Conflict("sealed_since") if it is no longer under `sealed.key_id`, NotFound("credential_not_found") if it is
    gone, Refusal("credential_unreadable") if the old row key does not open it.
    """
    value(
        conn,
        "select backend.reseal(%s, %s, %s, %s, %s, %s) as value",
        (sealed.purpose, sealed.row_id, sealed.key_id, old_row_key, new_key_id, new_row_key),
    )
