"""The languages that are spoken here. A new one is a file of words and phrases, and a line in this table."""

from __future__ import annotations

from shared.domain.spoken.english import ENGLISH
from shared.domain.spoken.german import GERMAN
from shared.domain.spoken.language import SpokenLanguage
from shared.domain.spoken.swedish import SWEDISH

SPOKEN_LANGUAGES: dict[str, SpokenLanguage] = {language.code: language for language in (GERMAN, ENGLISH, SWEDISH)}

FALLBACK = "en"
"""What is spoken with somebody whose language is not in the table."""


def spoken_language(code: str) -> SpokenLanguage:
    """The language of an ISO 639-1 code, or English if it is not spoken here."""
    return SPOKEN_LANGUAGES.get(code, SPOKEN_LANGUAGES[FALLBACK])
