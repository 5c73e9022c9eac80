"""Vapi rings somebody: what `shared/providers/diallers.py` asks of a vendor.

https://docs.vapi.ai/api-reference/calls/create. Vapi does not ask who answers a call that goes out: it is told with the
order. Where our receptionist speaks, its first words are asked for like all others, when somebody has answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from shared.providers.asking import ask, required
from shared.providers.outgoing import Outgoing
from shared.providers.reading import identifier, items, part, text
from shared.providers.refusals import VendorError
from shared.providers.vapi import assistant
from shared.providers.vapi.client import BASE_URL

_MOST_NUMBERS = 1000


def place_call(credential: Mapping[str, str], call: Outgoing, *, base_url: str | None) -> str:
    """Ring with the company's own assistant there, or with one that thinks with us. Raises VendorError."""
    api_key = required(credential, "api_key")
    host = (base_url or BASE_URL).rstrip("/")
    order = {
        "name": call.name,
        "phoneNumberId": _number_id(call.from_number, api_key, host),
        "customer": {"number": call.to_number},
    }
    found = ask(
        "POST",
        f"{host}/call",
        api_key=api_key,
        body=order | assistant.for_outgoing(call),
        not_found="provider_refused",
    )
    call_id = identifier(part(found).get("id"))
    if call_id is None:
        raise VendorError("provider_answer_unreadable", retryable=False)
    return call_id


def end_call(credential: Mapping[str, str], provider_call_id: str, *, base_url: str | None) -> None:
    """Hang up, at the address that Vapi gives for the running call; one that it does not know is over. Raises VendorError."""
    api_key = required(credential, "api_key")
    host = (base_url or BASE_URL).rstrip("/")
    try:
        call = part(ask("GET", f"{host}/call/{provider_call_id}", api_key=api_key, not_found="call_not_found"))
    except VendorError as error:
        if error.code == "call_not_found":
            return
        raise
    if call.get("status") == "ended":
        return
    control = text(part(call, "monitor").get("controlUrl"))
    if not _is_vapis(control, host):
        raise VendorError("provider_refused", retryable=False)
    # The address itself is the proof; the key is not for every host.
    ask("POST", control, body={"type": "end-call"}, not_found="provider_refused")


def _number_id(number: str, api_key: str, host: str) -> str:
    found = ask("GET", f"{host}/phone-number?limit={_MOST_NUMBERS}", api_key=api_key, not_found="provider_refused")
    for each in items(found):
        if each.get("number") == number and (name := identifier(each.get("id"))):
            return name
    raise VendorError("number_refused", retryable=False)


def _is_vapis(url: str, host: str) -> bool:
    """Whether an address that we were handed leads to Vapi."""
    there, here = urlsplit(url), urlsplit(host)
    if there.netloc == here.netloc:
        return there.scheme == here.scheme
    name = there.hostname or ""
    return host == BASE_URL and there.scheme == "https" and (name == "vapi.ai" or name.endswith(".vapi.ai"))
