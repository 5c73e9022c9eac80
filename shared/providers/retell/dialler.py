"""Retell rings somebody with its agent: what `shared/providers/diallers.py` asks of a vendor.

https://docs.retellai.com/api-references/create-phone-call. Which agent, the integration's config says (`agent_id`), or the
number has one for calls that go out. An agent that thinks with us opens its socket as always.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from shared.providers.asking import ask, required
from shared.providers.briefing import briefing
from shared.providers.outgoing import Outgoing
from shared.providers.reading import identifier, part
from shared.providers.refusals import VendorError

BASE_URL = "https://api.retellai.com"


def place_call(credential: Mapping[str, str], call: Outgoing, *, base_url: str | None) -> str:
    """Ring; a machine that answers hears who called. Raises VendorError."""
    told: dict[str, object] = {
        "from_number": call.from_number,
        "to_number": call.to_number,
        "retell_llm_dynamic_variables": briefing(call.greeting(), call.around),
        "agent_override": {
            "agent": {"voicemail_option": {"action": {"type": "static_text", "text": call.voicemail}}},
        },
        # The same order twice is one call.
        "idempotency_key": call.name,
    }
    if credential.get("agent_id"):
        told["override_agent_id"] = credential["agent_id"]
    found = ask(
        "POST",
        f"{_host(base_url)}/v2/create-phone-call",
        api_key=required(credential, "api_key"),
        body=told,
        not_found="provider_refused",
    )
    call_id = identifier(part(found).get("call_id"))
    if call_id is None:
        raise VendorError("provider_answer_unreadable", retryable=False)
    return call_id


def end_call(credential: Mapping[str, str], provider_call_id: str, *, base_url: str | None) -> None:
    """Hang up; a call that Retell does not know any more is over. Raises VendorError."""
    url = f"{_host(base_url)}/v2/stop-call/{quote(provider_call_id, safe='')}"
    try:
        ask("POST", url, api_key=required(credential, "api_key"), not_found="call_not_found")
    except VendorError as error:
        if error.code != "call_not_found":
            raise


def check_account(*, api_key: str, base_url: str | None = None) -> None:
    """Ask Retell how many calls run at once, which proves the key. Raises VendorError if it does not work."""
    ask("GET", f"{_host(base_url)}/get-concurrency", api_key=api_key, not_found="provider_failed")


def _host(base_url: str | None) -> str:
    return (base_url or BASE_URL).rstrip("/")
