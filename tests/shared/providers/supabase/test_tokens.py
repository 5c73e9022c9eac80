"""Whom a token speaks for: the vendor's vectors, and every way to forge one that comes to mind."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import jwt
import pytest

from shared.providers.supabase.tokens import KeysUnavailable, NotAuthenticated, Tokens
from tests.support import wire

VECTORS: dict[str, Any] = wire.recorded("supabase/jwt-vectors.json")
JWKS: dict[str, Any] = wire.recorded("supabase/jwks.json")
PROJECT = "https://testref.supabase.co"
SECRET: str = VECTORS["hs256_secret_for_tests_only"]
TOKENS: dict[str, str] = VECTORS["tokens"]
SUBJECT = UUID("00000000-0000-4000-8000-0000000000a1")


def verifier(*, secret: str | None = None, keys: Mapping[str, Any] | None = JWKS, project: str = PROJECT) -> Tokens:
    def fetch(url: str) -> Mapping[str, Any]:
        assert url == f"{project}/auth/v1/.well-known/jwks.json"
        if keys is None:
            raise OSError("unreachable")
        return keys

    return Tokens(project, secret=secret, fetch=fetch)


def made(
    claims: dict[str, Any] | None = None, *, head: dict[str, Any] | None = None, key: Any = SECRET, **more: Any
) -> str:
    now = int(time.time())
    usual = {"sub": str(SUBJECT), "aud": "authenticated", "exp": now + 60, "iat": now, "iss": f"{PROJECT}/auth/v1"}
    return jwt.encode(
        claims if claims is not None else usual | more, key, headers=head, algorithm=(head or {}).get("alg", "HS256")
    )


def test_a_signed_in_person() -> None:
    person = verifier().person(TOKENS["valid_es256"])
    assert person.id == SUBJECT
    assert TOKENS["valid_es256"] not in repr(person)


def test_a_shared_secret_counts_only_where_one_is_configured() -> None:
    assert verifier(secret=SECRET).person(TOKENS["valid_hs256_legacy"]).id == SUBJECT
    with pytest.raises(NotAuthenticated):
        verifier().person(TOKENS["valid_hs256_legacy"])


@pytest.mark.parametrize("name", ["expired_es256", "service_role_legacy_hs256"])
def test_expired_tokens_and_service_keys_speak_for_nobody(name: str) -> None:
    with pytest.raises(NotAuthenticated):
        verifier(secret=SECRET).person(TOKENS[name])


def none_token() -> str:
    parts = ({"alg": "none", "typ": "JWT"}, {"sub": str(SUBJECT), "aud": "authenticated", "exp": 4102444800})
    head, claims = (base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts)
    return f"{head}.{claims}."


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "a.b.c",
        "ä.ö.ü",
        none_token(),
        made(key="another secret that is long enough"),
        made(aud="anon"),
        made({"sub": str(SUBJECT), "exp": 4102444800}),
        made({"sub": str(SUBJECT), "aud": "authenticated"}),
        made({"aud": "authenticated", "exp": 4102444800}),
        made(sub="not-a-uuid"),
        made(exp=1),
        made(nbf=4102444800),
        # A key id of the published key on a token signed with the shared secret: the published key decides, and refuses.
        made(head={"kid": JWKS["keys"][0]["kid"]}),
        # The published key's own text used as a shared secret, the old confusion of algorithms.
        made(key=JWKS["keys"][0]["x"], head={"kid": JWKS["keys"][0]["kid"]}),
        made(head={"alg": "HS512"}, key=SECRET * 2),
        TOKENS["valid_es256"][:-4] + "AAAA",
        TOKENS["valid_es256"].rpartition(".")[0] + ".",
    ],
)
def test_a_forged_token_speaks_for_nobody(token: str) -> None:
    with pytest.raises(NotAuthenticated):
        verifier(secret=SECRET).person(token)


def test_a_token_of_another_project_speaks_for_nobody() -> None:
    with pytest.raises(NotAuthenticated):
        verifier(project="https://other.supabase.co").person(TOKENS["valid_es256"])


def test_without_published_keys_nothing_is_known() -> None:
    with pytest.raises(KeysUnavailable):
        verifier(keys=None).person(TOKENS["valid_es256"])
    assert verifier(keys=None, secret=SECRET).person(TOKENS["valid_hs256_legacy"]).id == SUBJECT


def test_keys_are_fetched_once_in_ten_minutes_and_for_an_unknown_id_not_every_time() -> None:
    clock, asked = [0.0], []

    def fetch(url: str) -> Mapping[str, Any]:
        asked.append(url)
        return JWKS

    tokens = Tokens(PROJECT, secret=None, fetch=fetch, now=lambda: clock[0])
    for _ in range(3):
        tokens.person(TOKENS["valid_es256"])
    assert len(asked) == 1
    stranger = made(head={"kid": "made-up"})
    for clock[0] in (1.0, 16.0, 17.0):
        with pytest.raises(NotAuthenticated):
            tokens.person(stranger)
    assert len(asked) == 2
    clock[0] = 700.0
    tokens.person(TOKENS["valid_es256"])
    assert len(asked) == 3
