"""What an assistant looks up while it speaks."""

from __future__ import annotations

from uuid import UUID

from shared.db.connection import Connection, value
from shared.db.storable import storable
from shared.domain.business import Article


def search_knowledge(conn: Connection, *, call_id: UUID, query: str, limit: int) -> list[Article]:
    """What the called company has published on a question in the caller's words, best first; empty if nothing fits."""
    found = value(conn, "select backend.search_knowledge(%s, %s, %s) as value", (call_id, storable(query), limit))
    return [Article(**each) for each in found]
