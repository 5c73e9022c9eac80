"""The REST and auth server for tests: one Node process per worker that is pointed at each test's database in turn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import httpx
from supabase import Client, ClientOptions, create_client

from local.postgres import Cluster
from local.services import REST_ROLE, Service
from tests.support.database import Database


def make_client(url: str, key: str) -> Client:
    """A `supabase` client that keeps no session beyond itself."""
    return create_client(url, key, ClientOptions(persist_session=False, auto_refresh_token=False))


@dataclass(slots=True)
class Rest:
    """`url` and keys as a client needs them. Tokens expire and users live as long as the database does."""

    cluster: Cluster
    service: Service
    database: Database | None = None
    _http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=20))

    @property
    def url(self) -> str:
        return self.service.url

    @property
    def publishable_key(self) -> str:
        return self.cluster.keys.publishable_key

    @property
    def secret_key(self) -> str:
        return self.cluster.keys.secret_key

    def serve(self, database: Database) -> None:
        """Answer from this database from now on."""
        body = {"url": database.url(REST_ROLE)}
        self._http.put(f"{self.url}/_local/database", json=body, headers={"apikey": self.secret_key}).raise_for_status()
        self.database = database

    def let_go(self) -> None:
        """Close every connection: who drops a database waits a tenth of a second for each that is cut off."""
        self._http.delete(f"{self.url}/_local/database", headers={"apikey": self.secret_key}).raise_for_status()
        self.database = None

    def client(self, key: str | None = None) -> Client:
        """A `supabase` client: a stranger's, or with `rest.secret_key` the service's."""
        return make_client(self.url, key or self.publishable_key)

    def signed_in(self, email: str, password: str) -> Client:
        client = self.client()
        client.auth.sign_in_with_password({"email": email, "password": password})
        return client

    def signed_up(self, email: str, password: str = "a-new-persons-password") -> Client:  # noqa: S107
        client = self.client()
        client.auth.sign_up({"email": email, "password": password})
        return client

    def request(self, method: str, path: str, *, token: str | None = None, **more: Any) -> httpx.Response:
        """A bare request with the publishable key, for what a client would hide."""
        headers = {"apikey": self.publishable_key} | ({"authorization": f"Bearer {token}"} if token else {})
        headers |= more.pop("headers", {})
        return self._http.request(method, self.url + path, headers=headers, **more)
