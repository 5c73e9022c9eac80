"""A line to the functions over HTTP, as a provider has it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from local.gateway import Gateway
from local.telnyx_api import TelnyxApi
from tests.conftest import use_environment
from tests.support.database import Database
from tests.support.line import Line
from tests.support.telnyx_line import API_KEY, TelnyxLine


@pytest.fixture
def line(gateway: Gateway, database: Database) -> Iterator[Line]:
    """The functions over HTTP; at the end, none of them may have raised."""
    with httpx.Client(timeout=15) as http:
        yield Line(gateway.url, database, http)
    assert gateway.errors == []


@pytest.fixture
def telnyx(gateway: Gateway, database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[TelnyxLine]:
    """The same by way of Telnyx; commands reach an API on this machine. At the end, none of the functions may have raised."""
    with TelnyxApi(API_KEY) as api, httpx.Client(timeout=15) as http:
        use_environment(monkeypatch, {"TELNYX_API_BASE_URL": api.base_url})
        yield TelnyxLine(gateway.url, database, http, api)
    assert gateway.errors == []
