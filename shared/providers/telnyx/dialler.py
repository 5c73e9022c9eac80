"""Telnyx rings somebody, led by Call Control: what `shared/providers/diallers.py` asks of a vendor.

https://developers.telnyx.com/api-reference/call-commands/dial. The integration's config names the application
(`connection_id`), and the events of the call come to the address given here, whichever the application has.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid5

from shared.providers.asking import ask, required
from shared.providers.outgoing import Outgoing
from shared.providers.reading import part
from shared.providers.refusals import VendorError
from shared.providers.telnyx import client
from shared.providers.telnyx.instants import CALL_ID
from shared.providers.telnyx.state import State

RING_SECONDS = 30
_ENDINGS = UUID("1b0f7f3a-55c2-5d0e-8a53-6f8e4a0c9d21")


def place_call(credential: Mapping[str, str], call: Outgoing, *, base_url: str | None) -> str:
    """Ring, and greet whoever answers. Raises VendorError.

    Nobody waits for the verdict on who that is: a machine is told so as soon as it has finished, in words of its own.
    """
    # Without a name yet: its events bring one.
    begins = State("", caller=call.from_number, callee=call.to_number, outbound=True)
    found = ask(
        "POST",
        f"{(base_url or client.BASE_URL).rstrip('/')}/v2/calls",
        api_key=required(credential, "api_key"),
        body={
            "connection_id": required(credential, "connection_id"),
            "from": call.from_number,
            "to": call.to_number,
            "timeout_secs": RING_SECONDS,
            # The verdict, and at a machine the end of its greeting, with a beep or without.
            "answering_machine_detection": "greeting_end",
            "client_state": begins.packed(),
            # The same order twice is one call.
            "command_id": call.name,
            "webhook_url": f"{call.around.voice_url}/events",
            "webhook_url_method": "POST",
        },
        not_found="provider_refused",
    )
    name = part(found, "data").get("call_control_id")
    if not isinstance(name, str) or not CALL_ID.fullmatch(name):
        raise VendorError("provider_answer_unreadable", retryable=False)
    return name


def end_call(credential: Mapping[str, str], provider_call_id: str, *, base_url: str | None) -> None:
    """Hang up; a call that Telnyx does not know any more is over. Raises VendorError."""
    once = str(uuid5(_ENDINGS, provider_call_id))
    try:
        client.command(
            "hangup",
            {"command_id": once},
            call=provider_call_id,
            api_key=credential.get("api_key", ""),
            base_url=base_url,
        )
    except VendorError as error:
        if error.code != "call_is_over":
            raise
