"""Requests as AWS hands them over: signed by Twilio's own package, forms in base64."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from benchmarks.ground import SALON
from local.events import Request, function_url_event
from local.phone import FORM

DOMAIN = "front.example"
CALLER = "+493023125777"


def signed_event(path: str, query: str, parameters: dict[str, str]) -> dict[str, Any]:
    """A Function URL event. `parameters` is the form."""
    target = path + (f"?{query}" if query else "")
    signature = RequestValidator(SALON.auth_token).compute_signature(f"https://{DOMAIN}{target}", parameters)
    headers = [
        ("content-type", FORM),
        ("user-agent", "TwilioProxy/1.1"),
        ("x-twilio-signature", signature),
        ("i-twilio-idempotency-token", "00000000-0000-4000-8000-000000000000"),
    ]
    request = Request("POST", target, headers, urlencode(parameters).encode(), "203.0.113.7")
    return function_url_event(request, domain_name=DOMAIN)


def form(call_sid: str, status: str, **more: str) -> dict[str, str]:
    """What Twilio sends with every request of a call, about as many parameters as in earnest, and what is particular."""
    number = {"From": CALLER, "Caller": CALLER, "To": SALON.number, "Called": SALON.number}
    places = {f"{who}{what}": "" for who in ("From", "To", "Caller", "Called") for what in ("City", "State", "Zip")}
    countries = {f"{who}Country": "DE" for who in ("From", "To", "Caller", "Called")}
    about = {"AccountSid": SALON.account_sid, "ApiVersion": "2010-04-01", "CallSid": call_sid, "Direction": "inbound"}
    return about | number | places | countries | {"CallStatus": status} | more
