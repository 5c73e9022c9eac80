"""Names of sounds in an address: whoever has one may hear that sound for a while, and can make no other of it.

`<token>.wav`; the token is 16 bytes of the sound's id, 4 of when it ends (Unix seconds) and 16 of proof, as base64url. The
proof is HMAC-SHA256 under a key of its own that the master keys lead to, so nothing has to be stored or looked up.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import struct
from datetime import datetime
from uuid import UUID

from shared.domain.secrets import MasterKeys

SUFFIX = ".wav"
# Ends with an hour, at least one from now: within that hour a sentence has one address, and a provider may keep it.
HOUR_SECONDS = 3600
HOURS = 2

_PURPOSE = b"frontdesk/v1\0speech address"
_PROOF_BYTES = 16
_TOKEN_CHARACTERS = 48


def signed(sound_id: UUID, keys: MasterKeys, *, now: datetime) -> str:
    """The name under which this sound is heard for an hour or two."""
    ends_at = (int(now.timestamp()) // HOUR_SECONDS + HOURS) * HOUR_SECONDS
    told = sound_id.bytes + struct.pack(">I", ends_at)
    # By the oldest generation: whoever checks has it too, in the minutes in which functions are given a new one.
    proof = _proof(told, keys.by_id[min(keys.by_id)])
    return base64.urlsafe_b64encode(told + proof).decode() + SUFFIX


def sound_in(name: str, keys: MasterKeys, *, now: datetime) -> UUID | None:
    """The sound that an address names; None for whatever we did not sign, or no longer stand by."""
    token = name.removesuffix(SUFFIX)
    if token == name or len(token) != _TOKEN_CHARACTERS or not token.isascii():
        return None
    try:
        found = base64.b64decode(token, altchars=b"-_", validate=True)
    except binascii.Error:
        return None
    told, proof = found[:-_PROOF_BYTES], found[-_PROOF_BYTES:]
    # Every generation is tried, whichever it was, so that the time it takes tells nothing.
    matches = [hmac.compare_digest(_proof(told, key), proof) for key in keys.by_id.values()]
    (ends_at,) = struct.unpack(">I", told[16:])
    return UUID(bytes=told[:16]) if any(matches) and now.timestamp() < ends_at else None


def _proof(told: bytes, master: bytes) -> bytes:
    key = hmac.new(master, _PURPOSE, hashlib.sha256).digest()
    return hmac.new(key, told, hashlib.sha256).digest()[:_PROOF_BYTES]
