"""The keys with which programs act for a company: what they look like, and the only form in which they are passed on."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Literal

Permission = Literal["read", "write", "delete"]

_SHAPE = re.compile(r"(?P<prefix>fd_live_[0-9a-f]{12})_[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class PresentedKey:
    """A key as somebody sent it: the prefix to find it by, and the SHA-256 of the whole. `repr` shows no hash."""

    prefix: str
    sha256: bytes = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> PresentedKey | None:
        """None if this is no key of ours, whatever it is."""
        found = _SHAPE.fullmatch(text)
        return cls(found["prefix"], hashlib.sha256(text.encode()).digest()) if found else None
