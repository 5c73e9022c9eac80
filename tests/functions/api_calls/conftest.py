"""Who orders calls, at any hour."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.support.connections import COMPANIES
from tests.support.line import Line
from tests.support.rest import Rest

PASSWORD = "test-owner-password"

Ask = Callable[..., httpx.Response]


@pytest.fixture(autouse=True)
def any_hour(line: Line) -> None:
    """Whatever hour the tests run at, it may be rung."""
    line.database.all(
        "update public.companies set outbound_from = '00:00', outbound_until = '24:00',"
        " outbound_weekdays = '{1,2,3,4,5,6,7}' returning 1"
    )


@pytest.fixture
def ask(line: Line, rest: Rest) -> Ask:
    """POST as the salon's owner, or with another `token`."""
    session = rest.signed_in(COMPANIES["SALON"].owner_email, PASSWORD).auth.get_session()
    assert session is not None

    def post(
        path: str, body: Any = None, *, token: str = session.access_token, key: str | None = None
    ) -> httpx.Response:
        headers = {"authorization": f"Bearer {token}"} | ({"idempotency-key": key} if key else {})
        return line.http.post(f"{line.url}{path}", json=body, headers=headers)

    return post
