"""Store a credential: sealed under a key of its own row before anybody else can see it."""

from __future__ import annotations

from functions.api_integrations.rows import visible
from functions.api_integrations.settings import Settings
from functions.api_integrations.shapes import Connection, Stored
from shared.db import integrations
from shared.db.connection import connect
from shared.providers.addresses import addresses
from shared.providers.refusals import VendorError
from shared.providers.supabase.tokens import Person
from shared.runtime import config, log


def store(order: Connection, caller: Person) -> Stored:
    """Connect the service as `caller`, an admin of the company. Raises what `store_integration` raises."""
    settings = config.read(Settings)
    conn = connect(settings.database_url)
    name = order.name or order.provider
    integration_id = integrations.integration_identity(
        conn, actor_id=caller.id, company_id=order.company_id, provider=order.provider, name=name
    )
    key_id = settings.master_key_id
    stored_id = integrations.store_integration(
        conn,
        actor_id=caller.id,
        company_id=order.company_id,
        integration_id=integration_id,
        provider=order.provider,
        name=name,
        config=order.config,
        credential={key: value.get_secret_value() for key, value in order.credential.items()},
        key_id=key_id,
        row_key=settings.master_keys.integration_key(
            key_id=key_id, company_id=order.company_id, integration_id=integration_id
        ),
    )
    stored = Stored(id=stored_id, company_id=order.company_id, provider=order.provider, name=name, status="pending")
    try:
        row = visible(stored_id, caller, settings)
    except VendorError as error:
        # Stored it is; where the provider should call can be read later.
        log.Journal("api_integrations").warning("stored_not_read", integration_id=str(stored_id), code=error.code)
        return stored
    if row is None or "voice" not in row.capabilities:
        return stored
    found = addresses(
        order.provider, row.webhook_token, base_url=settings.public_base_url, relay_url=settings.relay_url
    )
    return stored.model_copy(
        update={"status": row.status} | {f"{name}_url": address for name, address in found.items()}
    )
