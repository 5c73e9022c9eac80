"""Give each demonstration company its (obviously fake) Twilio credential, through the same door an owner uses.

The seed cannot do it: it does not know the local master key. Runs as `fn_api` with the company's owner as actor.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from psycopg.rows import dict_row

if TYPE_CHECKING:
    from local.postgres import Cluster

# Who owns the company, and what its Twilio integration is called.
SEEDED_INTEGRATION = """
select m.profile_id, i.company_id, i.name
from auth.users u
join public.company_members m on m.profile_id = u.id and m.role = 'owner'
join public.integrations i on i.company_id = m.company_id and i.provider = 'twilio'
where u.email = %s
"""
PASSWORD = "test-owner-password"  # noqa: S105 (of demonstration owners, on this machine)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """One seeded company as outside programs know it. `account_sid` and `auth_token` open nothing at Twilio."""

    name: str
    number: str
    owner_email: str
    account_sid: str
    auth_token: str
    language: str


DEMONSTRATIONS = (
    Demonstration(
        "SALON",
        "+493023125100",
        "owner@salon-lindenbluete.example",
        f"AC{'0' * 31}1",
        "test-salon-twilio-auth-token",
        "de",
    ),
    Demonstration(
        "DENTIST",
        "+41445550100",
        "owner@zahnarztpraxis-am-see.example",
        f"AC{'0' * 31}2",
        "test-dentist-twilio-auth-token",
        "de",
    ),
    Demonstration(
        "PLUMBER",
        "+46406280410",
        "owner@malmo-rorservice.example",
        f"AC{'0' * 31}3",
        "test-plumber-twilio-auth-token",
        "sv",
    ),
)


def store_demo_credentials(cluster: Cluster, database: str) -> None:
    """Store or replace the three credentials. Raises LookupError when the seed lacks one of the companies' integrations."""
    from shared.db import credentials
    from shared.domain.secrets import row_key

    keys = cluster.keys
    master = base64.b64decode(keys.master_key)
    with cluster.connect(database) as seeded, cluster.connect(database, "fn_api") as conn:
        conn.row_factory = dict_row
        for company in DEMONSTRATIONS:
            found = seeded.execute(SEEDED_INTEGRATION, (company.owner_email,)).fetchone()
            if found is None:
                raise LookupError(f"supabase/seed.sql connects no Twilio integration for {company.owner_email}")
            actor_id, company_id, name = found
            about = {"actor_id": actor_id, "company_id": company_id, "provider": "twilio", "name": name}
            integration_id = credentials.integration_identity(conn, **about)
            credentials.store_integration(
                conn,
                **about,
                integration_id=integration_id,
                config={},
                credential={"account_sid": company.account_sid, "auth_token": company.auth_token},
                key_id=keys.master_key_id,
                row_key=row_key(
                    master,
                    key_id=keys.master_key_id,
                    company_id=company_id,
                    row_id=integration_id,
                    purpose="integrations.credentials",
                ),
            )
            credentials.record_integration_check(
                conn, actor_id=actor_id, integration_id=integration_id, ok=True, error=None
            )
