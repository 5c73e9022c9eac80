"""What providers sent, byte for byte: bodies, signatures made with test keys, events. All numbers and secrets are made up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def body(name: str) -> bytes:
    """The bytes of a recorded body, such as "twilio/voice-incoming-call.form"."""
    return (HERE / name).read_bytes()


def recorded(name: str) -> Any:
    """A recorded JSON value."""
    return json.loads(body(name))
