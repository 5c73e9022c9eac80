"""Telnyx as a telephone that is led by commands: what `LedTelephone` in `shared/providers/telephones.py` asks of a vendor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shared.providers.refusals import VendorError
from shared.providers.telnyx.call_control import told
from shared.providers.telnyx.commands import say
from shared.providers.turns import Command, Told

__all__ = ["say", "send", "told"]


def send(
    commands: Iterable[Command], about: Told, *, credential: Mapping[str, str], base_url: str | None = None
) -> tuple[str, ...]:
    """Have the commands obeyed in order; returns what failed that the call can do without. Raises VendorError."""
    from shared.providers.telnyx import client

    missed = []
    for each in commands:
        try:
            client.command(
                each.action,
                each.arguments,
                call=about.event.provider_call_id,
                api_key=credential.get("api_key", ""),
                base_url=base_url,
            )
        except VendorError as error:
            if not each.may_fail or error.code == "call_is_over":
                raise
            missed.append(f"{each.action}:{error.code}")
    return tuple(missed)
