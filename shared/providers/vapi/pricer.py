"""Vapi asked for a call whose report had no price, and for which it had none either when the report came."""

from __future__ import annotations

from collections.abc import Mapping

from shared.providers.refusals import NothingToKeep
from shared.providers.vapi import client
from shared.providers.vapi.events import status as read

__all__ = ["ask", "read"]


def ask(credential: Mapping[str, str], provider_id: str, *, base_url: str | None) -> bytes | None:
    """The call as Vapi has it, to be kept; None where it has no price yet. Raises VendorError, NotUnderstood."""
    said = client.get_call(provider_id, api_key=credential.get("api_key", ""), base_url=base_url)
    try:
        return None if read(said).cost is None else said
    except NothingToKeep:
        return None
