"""What the function needs from its environment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from shared.domain.secrets import MasterKeys
from shared.runtime.config import Variable


@dataclass(frozen=True, repr=False)
class Settings:
    database_url: Annotated[str, Variable("DATABASE_URL_FN_VOICE")]
    master_keys: Annotated[MasterKeys, Variable("MASTER_KEYS", MasterKeys.parse)]
