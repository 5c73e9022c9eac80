"""Whom an access token of Supabase Auth speaks for.

New projects sign with a key pair whose public half is published (JWKS); older ones, and the local stack, with a shared
secret. Which of the two holds is decided by our configuration and the published keys, never by the token alone.
https://supabase.com/docs/guides/auth/signing-keys
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from time import monotonic
from typing import Any
from uuid import UUID

AUDIENCE = "authenticated"
JWKS_SECONDS = 600.0  # the vendor's own cache time
JWKS_AGAIN_SECONDS = 15.0  # an unknown key id asks again, but not for every made-up one
TIMEOUT_SECONDS = 3.0
LEEWAY_SECONDS = 5

# One list per kind of key: with one key, two kinds must never be tried.
_ALGORITHMS = {"EC": ["ES256"], "RSA": ["RS256"]}

Fetch = Callable[[str], Mapping[str, Any]]


class NotAuthenticated(Exception):  # noqa: N818  (named after what happened)
    """The token proves nobody: missing, forged, expired, for another audience, or of a key that we do not know."""


class KeysUnavailable(Exception):  # noqa: N818  (named after what happened)
    """The published keys could not be fetched; nothing is known about the token."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. `token` is their own, to read and write as them."""

    id: UUID
    token: str = field(repr=False)


def person_of(authorization: str | None, *, supabase_url: str, secret: str | None) -> Person:
    """The person whose token stands in an Authorization header. Raises NotAuthenticated, KeysUnavailable."""
    kind, _, token = (authorization or "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise NotAuthenticated
    return _tokens(supabase_url, secret).person(token.strip())


class Tokens:
    """Verifies tokens of one project. Keeps its published keys for ten minutes."""

    def __init__(
        self, supabase_url: str, *, secret: str | None, fetch: Fetch | None = None, now: Callable[[], float] = monotonic
    ) -> None:
        self._issuer = f"{supabase_url.rstrip('/')}/auth/v1"
        self._secret = secret
        self._fetch = fetch or _fetch
        self._now = now
        self._lock = threading.Lock()
        self._keys: dict[str, Any] = {}
        self._fetched: float | None = None

    def person(self, token: str) -> Person:
        """Whom `token` speaks for. Raises NotAuthenticated, KeysUnavailable."""
        import jwt

        try:
            head = jwt.get_unverified_header(token)
            key = self._published(head.get("kid"))
            claims = self._claims_by_key(token, key) if key is not None else self._claims_by_secret(token, head)
            return Person(UUID(claims["sub"]), token)
        except (jwt.PyJWTError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise NotAuthenticated from error

    def _claims_by_key(self, token: str, key: Any) -> dict[str, Any]:
        import jwt

        return jwt.decode(
            token,
            key.key,
            algorithms=_ALGORITHMS[key.key_type],
            audience=AUDIENCE,
            issuer=self._issuer,
            leeway=LEEWAY_SECONDS,
            options={"require": ["exp", "sub", "aud", "iss"]},
        )

    def _claims_by_secret(self, token: str, head: Mapping[str, Any]) -> dict[str, Any]:
        """With the shared secret, if this installation has one.

        The issuer differs between hosted and local, so the audience stands for it: the service's own keys are tokens of
        the same secret and have none.
        """
        import jwt

        if not self._secret or head.get("alg") != "HS256":
            raise NotAuthenticated
        return jwt.decode(
            token,
            self._secret,
            algorithms=["HS256"],
            audience=AUDIENCE,
            leeway=LEEWAY_SECONDS,
            options={"require": ["exp", "sub", "aud"]},
        )

    def _published(self, key_id: object) -> Any | None:
        """The published key of that id, or None if there is no such key."""
        if not isinstance(key_id, str):
            return None
        with self._lock:
            age = None if self._fetched is None else self._now() - self._fetched
            if age is None or age > JWKS_SECONDS or (key_id not in self._keys and age > JWKS_AGAIN_SECONDS):
                self._refresh(needed=age is None or age > JWKS_SECONDS)
            return self._keys.get(key_id)

    def _refresh(self, *, needed: bool) -> None:
        import jwt

        try:
            published = jwt.PyJWKSet.from_dict(dict(self._fetch(f"{self._issuer}/.well-known/jwks.json")))
            self._keys = {key.key_id: key for key in published.keys if key.key_id and key.key_type in _ALGORITHMS}
        except jwt.PyJWKSetError:
            # A project that only has the shared secret publishes an empty list.
            self._keys = {}
        except Exception as error:
            if needed and not self._secret:
                raise KeysUnavailable from error
            return
        self._fetched = self._now()


def _fetch(url: str) -> Mapping[str, Any]:
    import httpx

    answer = httpx.get(url, timeout=TIMEOUT_SECONDS)
    answer.raise_for_status()
    keys: Mapping[str, Any] = answer.json()
    return keys


@lru_cache(maxsize=4)
def _tokens(supabase_url: str, secret: str | None) -> Tokens:
    """Kept while the function is warm, and with it the published keys."""
    return Tokens(supabase_url, secret=secret)
