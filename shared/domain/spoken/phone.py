"""Telephone numbers: digits heard in words, the E.164 number they mean, and how one is read back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from shared.domain.spoken.languages import spoken_language
from shared.domain.spoken.numbers import Counting
from shared.domain.spoken.tokens import Token, fold, tidy, tokens

_FEWEST_DIGITS = 5
_MOST_DIGITS = 17


def hear_digits(text: str, language: str) -> str:
    """The digits of a number said in words or figures: "null eins sieben eins" is "0171", "double seven" is "77".

    With "plus" in front, the result begins with "+". Other words are passed over. Empty if no digit was said.
    """
    spoken = spoken_language(language)
    counting = spoken.counting
    text = tidy(text)
    words = tokens(text)
    plus = "+" in text or any(word.text in counting.words.plus for word in words[:4])
    heard, times, place = "", 1, 0
    while place < len(words):
        word, after = words[place], place + 1
        if word.text in _folded(counting.words.twice):
            times = 2
        elif word.text in _folded(counting.words.thrice):
            times = 3
        else:
            said = None if _is_article(words, place, counting) else counting.digits(words, place, before=heard)
            if said is not None:
                heard, after = heard + said[0] * times, said[1]
            times = 1
        place = after
    return f"+{heard}" if plus and heard else heard


def to_e164(digits: str, region: str) -> str | None:
    """The E.164 number that somebody in `region` (ISO 3166, "DE") dials with these digits; None if there is none."""
    import phonenumbers  # 20 ms of import, for the few calls that leave a number

    digits = "".join(character for character in digits if character.isdigit() or character == "+")
    if not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS:
        return None
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def say_phone(number: str, *, region: str | None = None) -> str:
    """A number in groups of digits, each set apart: "0 1 7 1, 2 3 4, 5 6 7 8".

    As it is dialled inside `region`, otherwise with "+" and its country code.
    """
    return ", ".join(" ".join(group) for group in _groups(number, region))


def region_of(number: str | None) -> str | None:
    """The ISO 3166 region of an E.164 number."""
    if not number:
        return None
    import phonenumbers

    try:
        region = phonenumbers.region_code_for_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return None
    return str(region) if region else None


def _groups(number: str, region: str | None) -> list[str]:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return _threes("".join(character for character in number if character.isalnum()))
    home = region is not None and phonenumbers.region_code_for_number(parsed) == region
    style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    written = phonenumbers.format_number(parsed, style)
    parts = "".join(character if character.isalnum() or character == "+" else " " for character in written).split()
    return [group for part in parts for group in _threes(part)]


def _threes(digits: str) -> list[str]:
    """Groups of three; four or five stay together, and no digit is left alone."""
    if len(digits) <= 5:
        return [digits] if digits else []
    last = {0: 3, 1: 4, 2: 2}[len(digits) % 3]
    cuts = [*range(0, len(digits) - last, 3), len(digits) - last]
    return [digits[start:end] for start, end in pairwise([*cuts, len(digits)])]


def _folded(words: Sequence[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _is_article(words: Sequence[Token], place: int, counting: Counting) -> bool:
    """Whether "ein" or "ett" counts nothing here: a digit only next to other digits is one."""
    articles = counting.words.articles
    return words[place].text in articles and not any(
        0 <= near < len(words) and counting.digits(words, near) is not None for near in (place - 1, place + 1)
    )
