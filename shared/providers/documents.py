"""What is common to instructions that a provider speaks, whether it reads them in a document or is sent them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from shared.domain.calls import sayable

LOCALES = {"de": "de-DE", "en": "en-GB", "sv": "sv-SE"}

DIAL_SECONDS = 25
RECORD_SECONDS = 120
RECORD_SILENCE_SECONDS = 5


def parts(text: str, most: int, *, length: Callable[[str], int] = len) -> list[str]:
    """`text` in pieces of which none is longer than `most`, cut between words where there are any."""
    found: list[str] = []
    rest = sayable(text).strip()
    while rest:
        cut = len(rest)
        while length(rest[:cut]) > most:
            # Shrink in proportion: a character may count for several.
            cut = min(cut - 1, max(1, cut * most // length(rest[:cut])))
        if cut < len(rest):
            cut = rest.rfind(" ", 0, cut) + 1 or cut
        found.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [part for part in found if part]


def encoded_length(text: str) -> int:
    """Characters after encoding as XML, counted as if everything outside ASCII became a numeric reference."""
    longer = 4 * text.count("&") + 3 * (text.count("<") + text.count(">"))
    return len(text.encode("ascii", "xmlcharrefreplace")) + longer


def plain_hints(hints: Sequence[str], *, most: int, most_characters: int) -> list[str]:
    """Words to expect from the caller, as many and as long as a provider takes; they are joined by commas and hold none."""
    plain = [sayable(hint.replace(",", " ")).strip()[:most_characters] for hint in hints]
    return [hint for hint in plain if hint][:most]
