"""A line to the functions over HTTP, as a provider has it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from local.gateway import Gateway
from tests.support.database import Database
from tests.support.line import Line


@pytest.fixture
def line(gateway: Gateway, database: Database) -> Iterator[Line]:
    """The functions over HTTP; at the end, none of them may have raised."""
    with httpx.Client(timeout=15) as http:
        yield Line(gateway.url, database, http)
    assert gateway.errors == []
