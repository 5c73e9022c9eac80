"""What Vapi asks among the things it tells, and what it leaves out of them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from shared.domain.calls import CallEvent
from shared.providers.reading import part
from shared.providers.vapi import pricer
from shared.providers.vapi.events import read

_NOBODY = "Nobody can be put through to."


def answer(body: bytes, *, forward_to: str | None) -> str | None:
    """The answer to a verified message that asks something; None to one that only tells. Raises NotUnderstood.

    Asked whom to put a caller through to, because the assistant did not say: to the company's own number.
    """
    told = part(read(body, "status"), "message")
    if told.get("type") != "transfer-destination-request":
        return None
    if forward_to is None:
        return json.dumps({"error": _NOBODY})
    return json.dumps({"destination": {"type": "number", "number": forward_to, "message": ""}})


def left_out(event: CallEvent, credential: Mapping[str, str], *, base_url: str | None) -> bytes | None:
    """What a report without a price leaves out, asked of Vapi and worth taking as a delivery of its own.

    None if nothing is missing, or Vapi has no price yet either: job_costs asks again. Raises VendorError, NotUnderstood.
    """
    if event.type != "report" or event.cost is not None or not credential.get("api_key"):
        return None
    return pricer.ask(credential, event.provider_call_id, base_url=base_url)
