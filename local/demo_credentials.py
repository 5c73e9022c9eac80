"""Give each demonstration company its (obviously fake) Twilio credential, through the same door an owner uses.

The seed cannot do it: it does not know the local master key. Runs as `fn_api` with the company's owner as actor.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

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
    for company in DEMONSTRATIONS:
        with cluster.connect(database) as seeded:
            found = seeded.execute(SEEDED_INTEGRATION, (company.owner_email,)).fetchone()
        if found is None:
            raise LookupError(f"supabase/seed.sql connects no Twilio integration for {company.owner_email}")
        twilio = {"account_sid": company.account_sid, "auth_token": company.auth_token}
        store_credential(cluster, database, found, provider="twilio", credential=twilio)


def store_credential(
    cluster: Cluster, database: str, about: tuple[Any, Any, str], *, provider: str, credential: dict[str, str]
) -> UUID:
    """Connect a company (the actor, the company, the integration's name) to a provider, as checked; the integration's id."""
    from shared.db import integrations
    from shared.domain.secrets import row_key

    keys = cluster.keys
    actor_id, company_id, name = about
    what = {"actor_id": actor_id, "company_id": company_id, "provider": provider, "name": name}
    with cluster.connect(database, "fn_api") as conn:
        conn.row_factory = dict_row
        integration_id = integrations.integration_identity(conn, **what)
        integrations.store_integration(
            conn,
            **what,
            integration_id=integration_id,
            config={},
            credential=credential,
            key_id=keys.master_key_id,
            row_key=row_key(
                base64.b64decode(keys.master_key),
                key_id=keys.master_key_id,
                company_id=company_id,
                row_id=integration_id,
                purpose="integrations.credentials",
            ),
        )
        integrations.record_integration_check(
            conn, actor_id=actor_id, integration_id=integration_id, ok=True, error=None
        )
    return integration_id
