"""The secrets of one local cluster: made once, kept in a file only its owner can read, worth nothing anywhere else."""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """`master_key` is the base64 of 32 bytes; the publishable and the secret key have the shape of Supabase's own."""

    superuser_password: str
    role_password: str
    jwt_secret: str
    publishable_key: str
    secret_key: str
    master_key_id: str
    master_key: str


def load_keys(path: Path) -> Keys:
    """The keys in `path`, made now if there are none."""
    try:
        stored = json.loads(path.read_text())
    except FileNotFoundError:
        return _make(path)
    return Keys(**{field.name: stored[field.name] for field in fields(Keys)})


def _make(path: Path) -> Keys:
    keys = Keys(
        superuser_password=secrets.token_urlsafe(32),
        role_password=secrets.token_urlsafe(32),
        jwt_secret=secrets.token_urlsafe(48),
        publishable_key=f"sb_publishable_{secrets.token_urlsafe(24)}",
        secret_key=f"sb_secret_{secrets.token_urlsafe(24)}",
        master_key_id=f"local-{secrets.token_hex(4)}",
        master_key=base64.b64encode(secrets.token_bytes(32)).decode(),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written whole under another name first: a run that is killed here leaves no half file behind.
    draft = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(asdict(keys), file, indent=2)
    draft.rename(path)
    return keys
