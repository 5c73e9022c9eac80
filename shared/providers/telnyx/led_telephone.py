"""Telnyx as a telephone that is led by commands: what `LedTelephone` in `shared/providers/telephones.py` asks of a vendor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shared.providers.leading import Command, Told
from shared.providers.refusals import VendorError
from shared.providers.telnyx import commands as orders
from shared.providers.telnyx import state
from shared.providers.telnyx.call_control import told
from shared.providers.telnyx.commands import say, whisper

__all__ = ["let_go", "say", "send", "told", "whisper"]


def let_go(about: Told) -> tuple[Command, ...]:
    """Hang up on the person whom a transfer rang, because the caller is not there any more."""
    leg = state.read(about.memory) or state.State(about.event.provider_call_id, leg=True)
    return orders.let_go(leg, about.leg)


def send(
    commands: Iterable[Command], about: Told, *, credential: Mapping[str, str], base_url: str | None = None
) -> tuple[str, ...]:
    """Have the commands obeyed in order; returns what failed that the call can do without, or has something instead of.

    Raises VendorError.
    """
    from shared.providers.telnyx import client

    missed = []
    for each in commands:
        try:
            client.command(
                each.action,
                each.arguments,
                call=each.call or about.event.provider_call_id,
                api_key=credential.get("api_key", ""),
                base_url=base_url,
            )
        except VendorError as error:
            if error.code == "call_is_over" or not (each.may_fail or each.instead):
                raise
            missed.append(f"{each.action}:{error.code}")
            if each.instead:
                return (*missed, *send((each.instead,), about, credential=credential, base_url=base_url))
    return tuple(missed)
