"""Configuration: a function says in a frozen dataclass what it needs, and reads it once from the environment.

```
@dataclass(frozen=True, repr=False)
class Settings:
    database_url: Annotated[str, Variable("DATABASE_URL_FN_VOICE")]
    wait_seconds: Annotated[float, Variable("WAIT_SECONDS", parse=float)] = 2.0

settings = read(Settings)
```
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any, TypeVar, get_type_hints

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Variable:
    """Where a field comes from. `parse` makes its value of the text and raises ValueError if it cannot."""

    name: str
    parse: Callable[[str], Any] = str


class ConfigurationError(Exception):
    """The environment lacks or garbles variables; `names` are all of them. A value is never part of the message."""

    def __init__(self, missing: list[str], garbled: list[str]) -> None:
        self.names = [*missing, *garbled]
        parts = [f"missing: {', '.join(missing)}"] if missing else []
        parts += [f"unreadable: {', '.join(garbled)}"] if garbled else []
        super().__init__("; ".join(parts))


def variables(settings: type) -> dict[str, Variable]:
    """The variable of each field of a settings class."""
    hints = get_type_hints(settings, include_extras=True)
    return {
        name: next(each for each in hint.__metadata__ if isinstance(each, Variable)) for name, hint in hints.items()
    }


@cache
def read(settings: type[S]) -> S:
    """An instance of `settings`, the same one on every call. Empty counts as unset. Raises ConfigurationError."""
    from_where = variables(settings)
    values: dict[str, Any] = {}
    missing: list[str] = []
    garbled: list[str] = []
    for each in fields(settings):  # type: ignore[arg-type]
        variable = from_where[each.name]
        text = os.environ.get(variable.name, "")
        if text:
            try:
                values[each.name] = variable.parse(text)
            except ValueError:
                garbled.append(variable.name)
        elif each.default is MISSING:
            missing.append(variable.name)
    if missing or garbled:
        raise ConfigurationError(missing, garbled)
    return settings(**values)


def forget() -> None:
    """Read the environment anew next time. For tests and for runners that set the environment after importing."""
    read.cache_clear()
