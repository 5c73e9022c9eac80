"""Sounds: what assistants' own voices have said, kept to be said again."""

from __future__ import annotations

from uuid import UUID

from shared.db.connection import Connection, value


def find_speech(conn: Connection, *, company_id: UUID, digest: bytes) -> UUID | None:
    """The sound of a sentence that was said before in just this way; None if it has to be made. Raises DatabaseUnavailable."""
    found: UUID | None = value(conn, "select backend.find_speech(%s, %s) as value", (company_id, digest))
    return found


def keep_speech(conn: Connection, *, company_id: UUID, digest: bytes, characters: int, audio: bytes) -> UUID:
    """Keep the sound of a sentence, raw µ-law of a minute at most; the id of the one that was kept first.

    Raises DatabaseUnavailable.
    """
    kept: UUID = value(
        conn, "select backend.keep_speech(%s, %s, %s, %s) as value", (company_id, digest, characters, audio)
    )
    return kept


def read_speech(conn: Connection, *, speech_id: UUID) -> bytes | None:
    """A sound as raw µ-law, None if it is gone. Raises DatabaseUnavailable."""
    audio: bytes | None = value(conn, "select backend.read_speech(%s) as value", (speech_id,))
    return None if audio is None else bytes(audio)
