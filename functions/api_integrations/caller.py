"""Who asks."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated

from fastapi import Header

from functions.api_integrations.settings import Settings
from shared.providers.supabase.tokens import KeysUnavailable, NotAuthenticated, Person, Tokens
from shared.runtime import config
from shared.runtime.problems import Problem


async def authenticated(authorization: Annotated[str | None, Header()] = None) -> Person:
    """The person whose token stands in the Authorization header. Raises Problem 401 not_authenticated."""
    kind, _, token = (authorization or "").partition(" ")
    settings = config.read(Settings)
    try:
        if kind.lower() != "bearer" or not token:
            raise NotAuthenticated
        return _tokens(settings.supabase_url, settings.supabase_jwt_secret).person(token.strip())
    except NotAuthenticated as error:
        raise Problem(401, "not_authenticated", headers={"WWW-Authenticate": "Bearer"}) from error
    except KeysUnavailable as error:
        raise Problem(503, "keys_unavailable", headers={"Retry-After": "5"}) from error


@lru_cache(maxsize=4)
def _tokens(supabase_url: str, secret: str | None) -> Tokens:
    """Kept while the function is warm, and with it the published keys."""
    return Tokens(supabase_url, secret=secret)
