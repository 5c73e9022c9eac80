"""Who asks: a person with their own token, or a program with a key of its company."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Annotated
from uuid import UUID

from fastapi import Header, Request

from functions.api_calls.settings import Settings
from shared.db import credentials
from shared.db.connection import connect
from shared.db.refusals import Forbidden
from shared.domain.api_keys import PresentedKey
from shared.providers.supabase.tokens import KeysUnavailable, NotAuthenticated, person_of
from shared.runtime import config, problems


@dataclass(frozen=True, slots=True)
class Asker:
    """`person_id` of who asks; or None, and `company_id` is the one whose key was shown."""

    person_id: UUID | None
    company_id: UUID | None = None

    def company(self, named: UUID) -> UUID:
        """The company to act for. Raises Forbidden if a key names another than its own."""
        if self.company_id is not None and self.company_id != named:
            # As for a person of no role there: what is another's is not there.
            raise Forbidden("role_too_low")
        return named


async def asker(request: Request, authorization: Annotated[str | None, Header()] = None) -> Asker:
    """Whoever the Authorization header proves. Raises Problem 401 not_authenticated and the refusals of a key."""
    settings = config.read(Settings)
    key = PresentedKey.parse((authorization or "").removeprefix("Bearer ").strip())
    if key is not None:
        address = request.client.host if request.client else None
        found = credentials.verify_api_key(
            connect(settings.database_url), key=key, ip=ip_address(address) if address else None, permission="write"
        )
        return Asker(None, found.company_id)
    try:
        person = person_of(authorization, supabase_url=settings.supabase_url, secret=settings.supabase_jwt_secret)
    except NotAuthenticated as error:
        raise problems.not_authenticated() from error
    except KeysUnavailable as error:
        raise problems.keys_unavailable() from error
    return Asker(person.id)
