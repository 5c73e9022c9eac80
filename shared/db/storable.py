"""Text that Postgres can keep: it takes every character but NUL and halves of surrogate pairs.

What callers said and models answered is kept without them. What a person typed on purpose is refused instead: a secret
that was changed in silence would not work, and a JSON parser that stumbles over one quotes its surroundings in the log.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from psycopg.types.json import Jsonb

from shared.db.refusals import Invalid

_UNSTORABLE = re.compile("[\\x00\\ud800-\\udfff]")


def is_storable(value: object) -> bool:
    """True if every text in a JSON value can be kept as it is, names of members included."""
    if isinstance(value, str):
        return _UNSTORABLE.search(value) is None
    if isinstance(value, Mapping):
        return all(is_storable(name) and is_storable(each) for name, each in value.items())
    if isinstance(value, list | tuple):
        return all(is_storable(each) for each in value)
    return True


def require_storable(*values: object) -> None:
    """Raises Invalid("text_not_storable")."""
    if not all(is_storable(each) for each in values):
        raise Invalid("text_not_storable", hint="Leave out NUL characters and unpaired surrogates.")


def storable(text: str) -> str:
    """The text without the characters that cannot be kept."""
    return _UNSTORABLE.sub("", text)


def jsonb(value: object) -> Jsonb:
    """A JSON parameter of which nothing is lost but those characters."""
    return Jsonb(_storable_json(value))


def _storable_json(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, Mapping):
        return {storable(name): _storable_json(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_storable_json(each) for each in value]
    return value
