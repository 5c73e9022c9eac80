"""What Vapi asks among the things it tells, and what it leaves out of them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from shared.domain.calls import CallEvent, sayable
from shared.providers.reading import Json, part
from shared.providers.vapi import pricer
from shared.providers.vapi.events import of_call, read

_NOBODY = "Nobody can be put through to."


# The transport with which Vapi can speak to who answers. https://docs.vapi.ai/tools/transfer-call/warm-transfer
_WARM_ON = "twilio"


def transferring(body: bytes) -> CallEvent | None:
    """The call whose caller is to be put through, if a verified message asks where to; None if it does not ask.

    Raises NotUnderstood, NothingToKeep.
    """
    told = _asking(body)
    return None if told is None else of_call(part(told, "call"), told, body, "transfer")


def answer(body: bytes, *, to: str | None, whisper: str | None) -> str:
    """Where to put a caller through, and what whoever answers is told before, in the language of the call.

    Raises NotUnderstood.
    """
    if to is None:
        return json.dumps({"error": _NOBODY})
    destination: dict[str, object] = {"type": "number", "number": to, "message": ""}
    carrier = part(_asking(body) or {}, "call").get("phoneCallProvider")
    if whisper and carrier == _WARM_ON:
        destination["transferPlan"] = {"mode": "warm-transfer-say-message", "message": sayable(whisper)}
    return json.dumps({"destination": destination}, ensure_ascii=False)


def _asking(body: bytes) -> Json | None:
    told = part(read(body, "status"), "message")
    return told if told.get("type") == "transfer-destination-request" else None


def left_out(event: CallEvent, credential: Mapping[str, str], *, base_url: str | None) -> bytes | None:
    """What a report without a price leaves out, asked of Vapi and worth taking as a delivery of its own.

    None if nothing is missing, or Vapi has no price yet either: job_costs asks again. Raises VendorError, NotUnderstood.
    """
    if event.type != "report" or event.cost is not None or not credential.get("api_key"):
        return None
    return pricer.ask(credential, event.provider_call_id, base_url=base_url)
