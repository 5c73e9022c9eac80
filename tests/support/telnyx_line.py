"""A telephone line to a demonstration company by way of Telnyx: a number, an integration with a sealed credential, an API."""

from __future__ import annotations

import base64
from typing import Any
from uuid import UUID

import httpx

from local.phone import Phone
from local.telnyx_api import TelnyxApi
from local.telnyx_phone import LedPhone, TexmlPhone, public_key
from shared.db import integrations
from shared.db.connection import connect
from shared.domain.secrets import row_key
from tests.support.calls import SALON, SALON_OWNER
from tests.support.database import Database
from tests.support.line import Line

NUMBER = "+493023125200"
API_KEY = "test-telnyx-api-key"
# Opens nothing at Telnyx.
SEED = base64.b64encode(b"test-telnyx-seed-of-32-bytes!!!!").decode()
ANOTHER_SEED = base64.b64encode(b"test-seed-of-somebody-else-32-b!").decode()


class TelnyxLine(Line):
    """The salon, reached by another provider on another number. `api` takes the commands that are sent."""

    def __init__(self, url: str, database: Database, http: httpx.Client, api: TelnyxApi) -> None:
        super().__init__(url, database, http)
        self.api = api
        self.integration_id = connect_telnyx(database)
        row = database.one("select webhook_token from public.integrations where id = %s", self.integration_id)
        self.webhook_token: str = row["webhook_token"]
        self.status_url = f"{url}/webhooks/telephony/telnyx/{self.webhook_token}"

    def call(self, phone: Phone | LedPhone) -> dict[str, Any]:
        return self.database.one("select * from public.calls where provider_call_id = %s", phone.call_sid)

    def texml(self, **changed: Any) -> TexmlPhone:
        fields: dict[str, Any] = {
            "voice_url": f"{self.url}/voice/telnyx/{self.webhook_token}/incoming",
            "status_url": self.status_url,
            "auth_token": SEED,
            "account_sid": "00000000-0000-4000-8000-000000000301",
            "number": NUMBER,
        }
        return TexmlPhone(self.http, **(fields | changed))

    def led(self, **changed: Any) -> LedPhone:
        fields: dict[str, Any] = {
            "voice_url": f"{self.url}/voice/telnyx/{self.webhook_token}/events",
            "status_url": self.status_url,
            "seed": SEED,
            "number": NUMBER,
        }
        return LedPhone(self.http, self.api, **(fields | changed))


def connect_telnyx(database: Database) -> UUID:
    """Connect the salon with Telnyx through the door that an owner uses, and give it a number there."""
    conn, keys = connect(database.url("fn_api")), database.cluster.keys
    about: dict[str, Any] = {"actor_id": SALON_OWNER, "company_id": SALON, "provider": "telnyx", "name": "Telnyx"}
    integration_id = integrations.integration_identity(conn, **about)
    integrations.store_integration(
        conn,
        **about,
        integration_id=integration_id,
        config={},
        credential={"api_key": API_KEY, "public_key": public_key(SEED)},
        key_id=keys.master_key_id,
        row_key=row_key(
            base64.b64decode(keys.master_key),
            key_id=keys.master_key_id,
            company_id=SALON,
            row_id=integration_id,
            purpose="integrations.credentials",
        ),
    )
    integrations.record_integration_check(
        conn, actor_id=SALON_OWNER, integration_id=integration_id, ok=True, error=None
    )
    database.all(
        """
        insert into public.phone_numbers (company_id, number, country, provider, integration_id, branch_id, assistant_id, currency)
        select n.company_id, %s, n.country, 'telnyx', %s, n.branch_id, n.assistant_id, n.currency
        from public.phone_numbers n where n.company_id = %s and n.is_primary returning 1""",
        NUMBER, integration_id, SALON,
    )  # fmt: skip
    return integration_id
