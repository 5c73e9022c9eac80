"""What a call led by commands remembers of itself: it travels as `client_state`, from our commands into later events.

Telnyx hands it back as it got it and signs the event that carries it, so what stands in it was written by us, or by
another program with the account's key. https://developers.telnyx.com/api-reference/call-commands
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

from shared.providers.forms import E164
from shared.providers.telnyx.instants import CALL_ID

MOST_TURNS = 10_000
_THENS = frozenset({"hang_up", "transfer", "record", "recording", "bridge", "machine"})


@dataclass(frozen=True, slots=True)
class State:
    """Where the call stands. `turn` is the number of the turn that comes next.

    `then` is what follows the words being spoken: hang_up, transfer, record, bridge; or recording, while the whole call is
    recorded; or machine, while an answering machine speaks. `leg` marks the call to a person that a transfer dials; its
    `call` is the one it belongs to. `warm` while that person is to hear, or hears, what it is about: nobody has been put
    through yet. `call` is empty in the state that a call we order begins with: it has no name yet, and its events tell it.
    """

    call: str
    turn: int = 0
    caller: str | None = None
    callee: str | None = None
    then: str | None = None
    transfer_to: str | None = None
    outbound: bool = False
    leg: bool = False
    warm: bool = False

    def packed(self) -> str:
        kept = asdict(self).items()
        said = {name: value for name, value in kept if value is not None and value is not False and value != ""}
        return base64.b64encode(json.dumps(said, separators=(",", ":")).encode()).decode()


def read(text: object) -> State | None:
    """The state in `text`; None if there is none, or none of ours."""
    if not isinstance(text, str) or not text:
        return None
    try:
        found = json.loads(base64.b64decode(text, validate=True))
    except (ValueError, binascii.Error, RecursionError):
        return None
    if not isinstance(found, dict) or not found.keys() <= _CHECKS.keys():
        return None
    if "call" not in found and found.get("outbound") is not True:
        return None
    if not all(_CHECKS[name](value) for name, value in found.items()):
        return None
    found.setdefault("call", "")
    return State(**found)


def _is_call(value: object) -> bool:
    return isinstance(value, str) and CALL_ID.fullmatch(value) is not None


def _is_number(value: object) -> bool:
    return isinstance(value, str) and E164.fullmatch(value) is not None


_CHECKS: Mapping[str, Callable[[object], bool]] = {
    "call": _is_call,
    "turn": lambda value: type(value) is int and 0 <= value <= MOST_TURNS,
    "caller": _is_number,
    "callee": _is_number,
    "then": lambda value: isinstance(value, str) and value in _THENS,
    "transfer_to": _is_number,
    "outbound": lambda value: value is True,
    "leg": lambda value: value is True,
    "warm": lambda value: value is True,
}
