"""The languages the receptionist holds a conversation in. A new one is a file of words, and a line in this table."""

from __future__ import annotations

from shared.domain.receptionist.english import ENGLISH
from shared.domain.receptionist.german import GERMAN
from shared.domain.receptionist.swedish import SWEDISH
from shared.domain.receptionist.words import Wording

WORDINGS: dict[str, Wording] = {wording.code: wording for wording in (GERMAN, ENGLISH, SWEDISH)}

ASKED_FOR = {"english": "en", "german": "de", "swedish": "sv"}
"""Intents that ask for a language, in every wording: "Sprechen Sie Englisch?", "på svenska"."""

FALLBACK = "en"


def wording(code: str) -> Wording:
    """The wording of an ISO 639-1 code, or English if it is not spoken here."""
    return WORDINGS.get(code, WORDINGS[FALLBACK])
