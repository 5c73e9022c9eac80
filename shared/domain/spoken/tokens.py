"""What a caller's words become before any grammar reads them: folded words and numbers, one token each.

Speech recognition writes the same sentence many ways ("halb 3", "Halb drei!", "14 uhr 30", "14:30", "3pm"). Folding
takes away what carries no meaning here: case, punctuation and the spelling of umlauts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "æ": "ae", "ø": "oe"})

# Longer than any sentence a caller says in one breath; what follows is not read.
_MOST_CHARACTERS = 2000

_MERIDIEM = re.compile(r"\b([ap])\.\s?m\b\.?")
_TOKEN = re.compile(
    r"""
      (?P<clock>(?<![0-9])[0-9]{1,2}[:h][0-9]{2}(?![0-9]))
    | (?P<dotted>(?<![0-9])[0-9]{1,2}[./]\s?[0-9]{1,2}(?![0-9])(?:[./]\s?(?:[0-9]{4}|[0-9]{2})(?![0-9]))?\.?)
    | (?P<ordinal>(?<![0-9])[0-9]{1,2}(?:\.(?![0-9])|(?:st|nd|rd|th|:?[ae]|:[dt]e)\b))
    | (?P<number>[0-9]+)
    | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number. `start` and `end` are its place in the text as `tidy` returns it.

    `kind` is word, number, ordinal ("24.", "24th", "24:e"), clock ("14:30") or dotted ("24.11.", which may be a date or a time).
    `numbers` holds the parts of everything but a word; it is empty for a number of more than nine digits.
    """

    text: str
    kind: str
    start: int
    end: int
    numbers: tuple[int, ...] = ()


def tidy(text: str) -> str:
    """The text composed (NFC), bounded in length, with "p.m." written "pm": what token positions refer to."""
    text = unicodedata.normalize("NFC", text[:_MOST_CHARACTERS])
    return _MERIDIEM.sub(r"\1m", text)


def fold(text: str) -> str:
    """Lower case, with umlauts and accents written in plain letters: "Färben" and "FAERBEN" fold alike."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    folded = folded.translate(_LETTERS)
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def tokens(text: str) -> list[Token]:
    """The tokens of a tidy text, in order. Punctuation is dropped."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals grow when lowered; positions must keep their meaning
        lowered = text
    return [_token(match) for match in _TOKEN.finditer(lowered)]


def meaningful(words: Sequence[Token], hesitations: Collection[str]) -> list[Token]:
    """The words without "äh" and "hm", unless there are no others: "halb, äh, drei" is a time."""
    return [word for word in words if word.text not in hesitations] or list(words)


def _token(match: re.Match[str]) -> Token:
    kind = match.lastgroup or "word"
    written = match.group()
    if kind == "word":
        return Token(fold(written.replace("'", "").replace("’", "")), kind, *match.span())
    parts = re.findall("[0-9]+", written)
    numbers = tuple(int(part) for part in parts) if all(len(part) <= 9 for part in parts) else ()
    return Token(written.strip(".") if kind == "number" else written, kind, *match.span(), numbers)
