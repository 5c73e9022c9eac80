"""Who asks."""

from __future__ import annotations

from typing import Annotated

from fastapi import Header

from functions.api_integrations.settings import Settings
from shared.providers.supabase.tokens import KeysUnavailable, NotAuthenticated, Person, person_of
from shared.runtime import config, problems


async def authenticated(authorization: Annotated[str | None, Header()] = None) -> Person:
    """The person whose token stands in the Authorization header. Raises Problem 401 not_authenticated."""
    settings = config.read(Settings)
    try:
        return person_of(authorization, supabase_url=settings.supabase_url, secret=settings.supabase_jwt_secret)
    except NotAuthenticated as error:
        raise problems.not_authenticated() from error
    except KeysUnavailable as error:
        raise problems.keys_unavailable() from error
