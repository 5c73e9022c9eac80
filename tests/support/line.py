"""A telephone line to the demonstration companies, and a look at what a call left behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

from local.demo_credentials import DEMONSTRATIONS, Demonstration
from local.phone import Phone
from tests.support.database import Database

COMPANIES = {each.name: each for each in DEMONSTRATIONS}

_TOKEN = """
select i.webhook_token from public.integrations i
join public.companies c on c.id = i.company_id
join public.phone_numbers n on n.company_id = c.id
where i.provider = 'twilio' and n.number = %s and i.id = n.integration_id
"""


@dataclass
class Line:
    """The functions at `url`, on `database`."""

    url: str
    database: Database
    http: httpx.Client

    def phone(self, company: str = "SALON", **changed: Any) -> Phone:
        """A telephone that rings the company; `changed` replaces any field of it."""
        called = COMPANIES[company]
        token = self.token(called)
        fields: dict[str, Any] = {
            "voice_url": f"{self.url}/voice/twilio/{token}/incoming",
            "status_url": f"{self.url}/webhooks/telephony/twilio/{token}",
            "auth_token": called.auth_token,
            "account_sid": called.account_sid,
            "number": called.number,
        }
        return Phone(self.http, **(fields | changed))

    def token(self, called: Demonstration) -> str:
        return str(self.database.one(_TOKEN, called.number)["webhook_token"])

    def turn_url(self, phone: Phone, number: int) -> str:
        return phone.voice_url.replace("/incoming", f"/turn?turn={number}")

    def call(self, phone: Phone) -> dict[str, Any]:
        """The row of this call."""
        return self.database.one("select * from public.calls where provider_call_id = %s", phone.call_sid)

    def appointments(self) -> list[dict[str, Any]]:
        """All appointments that stand or stood, oldest first."""
        return self.database.all("select * from public.appointments order by created_at")
