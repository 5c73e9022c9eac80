"""Vendors by name, each loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

Vendor = TypeVar("Vendor")


class Catalogue(Mapping[str, Vendor]):
    """A mapping like any other, of which a request loads the one vendor it is about: a caller waits for imports.

    Who goes through its values loads them all.
    """

    def __init__(self, **loaders: Callable[[], Vendor]) -> None:
        self._loaders = loaders

    def __getitem__(self, name: str) -> Vendor:
        return self._loaders[name]()

    def __contains__(self, name: object) -> bool:
        return name in self._loaders

    def __iter__(self) -> Iterator[str]:
        return iter(self._loaders)

    def __len__(self) -> int:
        return len(self._loaders)
