"""A telephone line to the demonstration companies, and a look at what a call left behind."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx

from local.demo_credentials import Demonstration
from local.phone import Phone
from local.processes import wait_until
from local.relay_phone import RelayPhone, RetellPhone
from tests.support.connections import COMPANIES, RETELL, connect_provider
from tests.support.database import Database

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
        return Phone(self.http, **(self._twilio(called) | changed))

    def relay_phone(self, company: str = "SALON", **changed: Any) -> RelayPhone:
        """The same, with the company's calls carried over a socket."""
        called = COMPANIES[company]
        choose = 'update public.integrations set config = \'{"voice": "relay"}\' where webhook_token = %s returning 1'
        self.database.all(choose, self.token(called))
        return RelayPhone(self.http, **(self._twilio(called) | changed))

    def retell_phone(self, company: str = "SALON", **changed: Any) -> RetellPhone:
        """A telephone behind Retell, whose agent asks us; the company is connected to Retell if it is not yet."""
        called = COMPANIES[company]
        token = connect_provider(self.database, company, **RETELL)
        return RetellPhone(
            **({"llm_url": f"{relay_url()}?provider=retell&token={token}", "number": called.number} | changed)
        )

    def _twilio(self, called: Demonstration) -> dict[str, Any]:
        token = self.token(called)
        return {
            "voice_url": f"{self.url}/voice/twilio/{token}/incoming",
            "status_url": f"{self.url}/webhooks/telephony/twilio/{token}",
            "auth_token": called.auth_token,
            "account_sid": called.account_sid,
            "number": called.number,
        }

    def token(self, called: Demonstration) -> str:
        return str(self.database.one(_TOKEN, called.number)["webhook_token"])

    def turn_url(self, phone: Phone, number: int) -> str:
        return phone.voice_url.replace("/incoming", f"/turn?turn={number}")

    def call(self, phone: Phone) -> dict[str, Any]:
        """The row of this call."""
        return self.database.one("select * from public.calls where provider_call_id = %s", phone.call_sid)

    def never_closes(self) -> None:
        """Every branch is open around the clock, so that a test does not depend on the hour it runs at."""
        self.database.all("delete from public.working_hours returning 1")
        self.database.all("""
            insert into public.working_hours (company_id, branch_id, weekday, opens, closes)
            select b.company_id, b.id, d, '00:00', '24:00' from public.branches b, generate_series(1, 7) d returning 1""")

    def always_closed(self) -> None:
        """A holiday from yesterday to tomorrow: what is said out of hours, at any hour."""
        self.database.all("""
            insert into public.closures (company_id, starts_on, ends_on, reason)
            select c.id, current_date - 1, current_date + 1, 'Betriebsferien' from public.companies c returning 1""")

    def without_triggers(self, statement: str) -> None:
        """Change what nobody may, to have it otherwise from the start."""
        with self.database.connect() as conn:
            conn.execute("set session_replication_role = replica")
            conn.execute(statement.encode())

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Wait for what another thread is about to do; an AssertionError if it does not."""
        assert wait_until(holds, 15), "it did not happen"

    def appointments(self) -> list[dict[str, Any]]:
        """All appointments that stand or stood, oldest first."""
        return self.database.all("select * from public.appointments order by created_at")


def relay_url() -> str:
    """Where the gateway of this test holds its sockets."""
    return os.environ["RELAY_URL"]
