"""A company connected to one more provider, through the door an owner uses, and a telephone at that provider."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from psycopg.rows import dict_row

from local.demo_credentials import DEMONSTRATIONS
from local.retell_phone import RetellPhone
from local.vapi_phone import VapiPhone
from shared.db import integrations
from shared.domain.secrets import row_key
from tests.support.database import Database

if TYPE_CHECKING:
    from tests.support.line import Line

COMPANIES = {each.name: each for each in DEMONSTRATIONS}

VAPI_SECRET, VAPI_KEY = "test-vapi-secret", "test-vapi-api-key"
MAIL_CREDENTIAL = {"username": "test", "password": "test-password"}
RETELL_KEY = "test-retell-api-key"
RETELL_AGENT = "agent_test00000000000000000000000001"
# A company connected to Retell as most are.
RETELL: dict[str, Any] = {
    "provider": "retell",
    "credential": {"api_key": RETELL_KEY},
    "config": {"agent_id": RETELL_AGENT},
}

_OWNER = """
select m.profile_id, m.company_id from auth.users u
join public.company_members m on m.profile_id = u.id and m.role = 'owner' where u.email = %s"""


def connect_provider(
    database: Database,
    company: str,
    provider: str,
    credential: dict[str, str],
    config: Mapping[str, object] | None = None,
) -> str:
    """Store an integration of the company, or replace its credential and config; its webhook token."""
    keys = database.cluster.keys
    owner = database.one(_OWNER, COMPANIES[company].owner_email)
    about = {
        "actor_id": owner["profile_id"], "company_id": owner["company_id"], "provider": provider, "name": provider,
    }  # fmt: skip
    with database.cluster.connect(database.name, "fn_api") as conn:
        conn.row_factory = dict_row
        integration_id = integrations.integration_identity(conn, **about)
        key = row_key(
            base64.b64decode(keys.master_key), key_id=keys.master_key_id, company_id=owner["company_id"],
            row_id=integration_id, purpose="integrations.credentials",
        )  # fmt: skip
        integrations.store_integration(
            conn, **about, integration_id=integration_id, config=dict(config or {}), credential=credential,
            key_id=keys.master_key_id, row_key=key,
        )  # fmt: skip
    return str(
        database.one("select webhook_token from public.integrations where id = %s", integration_id)["webhook_token"]
    )


def connect_mail(database: Database, company: str = "SALON") -> None:
    """A mail server of the company's own."""
    config = {"host": "mail.salon.example", "port": "587", "from_address": "termine@salon.example"}
    connect_provider(database, company, "smtp", MAIL_CREDENTIAL, config)


def vapi_phone(
    line: Line, company: str = "SALON", config: Mapping[str, object] | None = None, **changed: Any
) -> VapiPhone:
    """A telephone at Vapi that rings the company; `changed` replaces any field of it."""
    credential = {"api_key": VAPI_KEY, "webhook_secret": VAPI_SECRET}
    token = connect_provider(line.database, company, "vapi", credential, config)
    fields: dict[str, Any] = {**_urls(line, "vapi", token), "secret": VAPI_SECRET, "number": COMPANIES[company].number}
    if config and "webhook_auth" in config:
        fields["auth"] = config["webhook_auth"]
    return VapiPhone(line.http, **(fields | changed))


def retell_phone(
    line: Line, company: str = "SALON", config: Mapping[str, object] | None = None, **changed: Any
) -> RetellPhone:
    """A telephone at Retell that rings the company; `changed` replaces any field of it."""
    token = connect_provider(line.database, company, **(RETELL if config is None else RETELL | {"config": config}))
    fields: dict[str, Any] = {
        **_urls(line, "retell", token), "api_key": RETELL_KEY, "number": COMPANIES[company].number,
    }  # fmt: skip
    return RetellPhone(line.http, **(fields | changed))


def _urls(line: Line, provider: str, token: str) -> dict[str, str]:
    return {
        "voice_url": f"{line.url}/voice/{provider}/{token}/incoming",
        "status_url": f"{line.url}/webhooks/telephony/{provider}/{token}",
    }
