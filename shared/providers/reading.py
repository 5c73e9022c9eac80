"""A vendor's JSON, read with suspicion: whatever is in it, an accessor gives a value of the kind it names, or None.

Nothing here raises for what stands in a document; `read_object` raises ValueError for what is no JSON object at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import NoReturn

Json = Mapping[str, object]

# As the database's domain e164 has it: what that refuses would break the call.
E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LONGEST_TEXT = 20_000
_DAY_SECONDS = 24 * 60 * 60
# 2001 to 2128 in milliseconds; a count of seconds has fewer digits.
_MILLISECONDS = range(10**12, 5 * 10**12)
_SECONDS = range(10**9, 5 * 10**9)
_MOST_MONEY = Decimal(1_000_000)
_SMALLEST_MONEY = Decimal("1e-10")


def read_object(body: bytes) -> Json:
    """The JSON object in `body`; its numbers are exact, its names unique. Raises ValueError."""
    try:
        found = json.loads(body, parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_unique)
    except (RecursionError, ArithmeticError) as error:
        raise ValueError("too deep, or a number without end") from error
    if not isinstance(found, Mapping):
        raise ValueError("not an object")  # noqa: TRY004  (a matter of the content)
    return found


def part(value: object, *names: str) -> Json:
    """The object at a path of names; an empty one where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def items(value: object) -> list[Json]:
    """The objects of a list, in order; what is none is left out."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def text(value: object, *, longest: int = _LONGEST_TEXT) -> str:
    """A string, at most so long; "" for anything else."""
    return value[:longest] if isinstance(value, str) else ""


def identifier(value: object) -> str | None:
    """An id that is fit to be part of a key, as every vendor's are."""
    return value if isinstance(value, str) and _ID.fullmatch(value) else None


def number(value: object) -> str | None:
    """E.164, or None: a caller who withholds the number comes as "anonymous", "" or not at all."""
    return value if isinstance(value, str) and E164.fullmatch(value) else None


def instant(value: object) -> datetime | None:
    """An aware instant from milliseconds or seconds since 1970, or from ISO 8601."""
    if isinstance(value, str):
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            return None
        return found if found.utcoffset() is not None and 2001 <= found.year < 2129 else None
    if isinstance(value, Decimal):
        value = int(value) if abs(value) < _MILLISECONDS.stop else None
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    if value in _MILLISECONDS:
        return datetime.fromtimestamp(value // 1000, UTC).replace(microsecond=value % 1000 * 1000)
    return datetime.fromtimestamp(value, UTC) if value in _SECONDS else None


def seconds_between(began: datetime | None, ended: datetime | None) -> int | None:
    """Whole seconds, begun ones counted, if that is between nothing and a day."""
    if began is None or ended is None:
        return None
    took = ended - began
    whole = took.days * _DAY_SECONDS + took.seconds + (1 if took.microseconds else 0)
    return whole if 0 <= whole <= _DAY_SECONDS else None


def amount(value: object) -> Decimal | None:
    """A sum of money as the document writes it, to ten decimals: not negative, below a million."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not 0 <= value < _MOST_MONEY:
        return None
    return Decimal(value).quantize(_SMALLEST_MONEY).normalize()


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Two members of one name can be read in two ways."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found
