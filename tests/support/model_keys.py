"""Keys of companies and people to vendors of models, stored through the doors that they use."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from local.environment import function_environment
from shared.db import credentials, integrations
from shared.db.connection import connect
from shared.domain.secrets import OPENROUTER_API_KEY, OPENROUTER_PROVISIONING_KEY, MasterKeys
from tests.support.calls import SALON, SALON_OWNER
from tests.support.database import Database


def master_keys(database: Database) -> tuple[MasterKeys, str]:
    """The keys of this machine, and which of them seals."""
    environment = function_environment(database.cluster, database.name)
    return MasterKeys.parse(environment["MASTER_KEYS"]), environment["MASTER_KEY_ID"]


def give_key(database: Database, provider: str, key: str = "", *, company: UUID = SALON, **config: Any) -> UUID:
    """Connect a company to a vendor with `test-<provider>-key`, or that key."""
    keys, key_id = master_keys(database)
    conn = connect(database.url("fn_api"))
    integration = integrations.integration_identity(
        conn, actor_id=SALON_OWNER, company_id=company, provider=provider, name="Modelle"
    )
    return integrations.store_integration(
        conn,
        actor_id=SALON_OWNER,
        company_id=company,
        integration_id=integration,
        provider=provider,
        name="Modelle",
        config=config,
        credential={"api_key": key or f"test-{provider}-key"},
        key_id=key_id,
        row_key=keys.integration_key(key_id=key_id, company_id=company, integration_id=integration),
    )


def give_own_key(database: Database, *, api: str | None = None, provisioning: str | None = None) -> None:
    """The salon's owner keeps OpenRouter keys of their own with us."""
    keys, key_id = master_keys(database)
    credentials.store_user_ai_settings(
        connect(database.url("fn_api")),
        actor_id=SALON_OWNER,
        openrouter_api_key=api,
        openrouter_provisioning_key=provisioning,
        key_id=key_id,
        api_row_key=keys.personal_key(key_id=key_id, profile_id=SALON_OWNER, purpose=OPENROUTER_API_KEY),
        provisioning_row_key=keys.personal_key(
            key_id=key_id, profile_id=SALON_OWNER, purpose=OPENROUTER_PROVISIONING_KEY
        ),
    )


def choose_model(database: Database, provider: str, model: str) -> None:
    """What the salon's deployed assistant thinks with."""
    with database.connect() as conn:
        conn.execute("set session_replication_role = replica")
        conn.execute(
            "update public.assistant_versions set model_provider = %s, model_name = %s where company_id = %s",
            (provider, model, SALON),
        )


def choose_voice(database: Database, voice_id: str | None = "test-voice", **more: Any) -> None:
    """Have the salon's deployed assistant speak with a voice of ElevenLabs; `more` are other columns of its version."""
    wanted = {"voice_provider": "elevenlabs", "voice_id": voice_id, **more}
    columns = ", ".join(f"{name} = %s" for name in wanted)
    with database.connect() as conn:
        conn.execute("set session_replication_role = replica")
        conn.execute(
            f"update public.assistant_versions set {columns} where company_id = %s".encode(), (*wanted.values(), SALON)
        )


def let_time_pass(database: Database, seconds: int) -> None:
    """What models were asked so far was asked that much earlier."""
    with database.connect() as conn:
        conn.execute("set session_replication_role = replica")
        conn.execute("update public.ai_usage_logs set created_at = created_at - make_interval(secs => %s)", (seconds,))
