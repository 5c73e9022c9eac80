"""A telephone behind a simulated Retell: asks whom to connect, lets its own agent use our tools, and tells of the call.

As `local/phone.py`, with Retell's own requests over HTTP, signed by the vendor's scheme. Retell's agent thinks by itself:
here whoever holds the telephone decides what it says (`answer`) and which of our tools it uses (`use`).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from local.phone import CHARACTERS_PER_SECOND, CallFailedError, Said

TIMEOUT_SECONDS = 10.0  # Retell's own, for a webhook
LONGEST_RESULT = 15_000


@dataclass(slots=True)
class RetellPhone:
    """One call from `caller_number` to `number`. `agent_id` is the number's own agent, that answers if we name none.

    `cents` is what the call is said to cost, `reason` how it is said to have ended. Raises CallFailedError for answers that Retell cannot use.
    """

    http: httpx.Client
    voice_url: str
    status_url: str
    api_key: str
    number: str
    caller_number: str = "+493023125777"
    agent_id: str | None = None
    cents: float | None = 18.9
    direction: str = "inbound"
    reason: str = "user_hangup"
    call_id: str = field(default_factory=lambda: f"call_{secrets.token_hex(14)}")
    seconds: int = 0
    over: bool = False
    variables: dict[str, str] = field(default_factory=dict)
    transcript: list[dict[str, Any]] = field(default_factory=list)
    began_ms: int = field(default_factory=lambda: round(time.time() * 1000))

    def ring(self) -> Said:
        """Call the number, be connected or not, and listen to the agent's greeting."""
        answer = self.be_connected()
        if self.over:
            return Said((), None, None, answer)
        return Said(self.answer(self.variables.get("greeting", "")).lines, "speech", None, answer)

    def be_connected(self) -> str:
        """Call the number: Retell asks whom to connect, and connects that agent or, if none is named, nobody."""
        inbound = {"call_id": self.call_id, "from_number": self.caller_number, "to_number": self.number}
        if self.agent_id:
            inbound["agent_id"] = self.agent_id
        answer = self.post(self.voice_url, {"event": "call_inbound", "call_inbound": inbound})
        if not answer.is_success:
            raise CallFailedError(f"HTTP {answer.status_code}: {answer.text[:200]}")
        told = answer.json()["call_inbound"]
        self.agent_id = told.get("override_agent_id") or self.agent_id
        self.variables = told.get("dynamic_variables", {})
        if not all(isinstance(each, str) for each in self.variables.values()):
            raise CallFailedError("a dynamic variable that is no text")
        self.over = self.agent_id is None
        if not self.over:
            self.tell_status("call_started")
        return answer.text

    def answered(self, order: Mapping[str, Any]) -> Said:
        """Somebody answers a call that we ordered: hear the agent in the order."""
        self.direction, self.call_id = "outbound", order["id"]
        self.agent_id = order.get("override_agent_id") or self.agent_id
        self.variables = order["retell_llm_dynamic_variables"]
        self.tell_status("call_started")
        return self.answer(self.variables.get("greeting", ""))

    def say(self, words: str) -> Said:
        """The caller speaks; what the agent makes of it is up to whoever holds the telephone."""
        self._hear("user", words)
        return Said((), "speech")

    def answer(self, words: str) -> Said:
        """The agent speaks."""
        self._hear("agent", words)
        return Said((words,) if words else (), "speech")

    def press(self, digits: str) -> Said:
        return self.say(digits)

    def stay_silent(self) -> Said:
        self.seconds += 5
        return Said((), "speech")

    def use(self, tool: str, *, tool_call_id: str | None = None, **args: str) -> str:
        """Have the agent call one of our functions; the result that it reads."""
        invocation = {
            "role": "tool_call_invocation",
            "tool_call_id": tool_call_id or f"tool_{secrets.token_hex(8)}",
            "name": tool,
            "arguments": json.dumps(args, ensure_ascii=False),
        }
        call = self.call("ongoing") | {"transcript_with_tool_calls": [*self.transcript, invocation]}
        url = self.voice_url.removesuffix("/incoming") + "/tools"
        answer = self.post(url, {"name": tool, "call": call, "args": args})
        if not answer.is_success or len(answer.text) > LONGEST_RESULT:
            raise CallFailedError(f"HTTP {answer.status_code}: {answer.text[:200]}")
        return answer.text

    def hang_up(self) -> httpx.Response:
        """End the call, if it has not ended yet, and have Retell say so: that it ended, then what was made of it."""
        self.over = True
        self.seconds = max(self.seconds, 1)
        self.tell_status("call_ended")
        return self.tell_status("call_analyzed")

    def tell_status(self, event: str, **changed: Any) -> httpx.Response:
        """Send one webhook, as often and in whatever order a test wants."""
        return self.post(self.status_url, self.told(event, **changed))

    def told(self, event: str, **changed: Any) -> dict[str, Any]:
        """What a webhook says of this call; `changed` are fields of the call."""
        if event not in ("call_ended", "call_analyzed"):
            return {"event": event, "call": self.call("ongoing") | changed}
        call = self.call("ended") | {
            "end_timestamp": self.began_ms + self.seconds * 1000,
            "duration_ms": self.seconds * 1000,
            "disconnection_reason": self.reason,
            "transcript_object": self.transcript,
        }
        if self.cents is not None:
            product = {"product": "voice_engine", "unit_price": 0.1, "cost": self.cents}
            call["call_cost"] = {"combined_cost": self.cents, "product_costs": [product]}
        if event == "call_analyzed":
            call["call_analysis"] = {
                "call_summary": "Ein Anruf wurde beantwortet.",
                "in_voicemail": False,
                "user_sentiment": "Positive",
                "call_successful": True,
            }
        return {"event": event, "call": call | changed}

    def call(self, status: str) -> dict[str, Any]:
        """What Retell says of every call."""
        return {
            "call_type": "phone_call",
            "from_number": self.caller_number,
            "to_number": self.number,
            "direction": self.direction,
            "call_id": self.call_id,
            "agent_id": self.agent_id,
            "call_status": status,
            "start_timestamp": self.began_ms,
        }

    def post(self, url: str, body: Mapping[str, Any], *, signature: str | None = None) -> httpx.Response:
        """A request as Retell makes it, signed with the workspace's key unless another signature is given."""
        raw = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        headers = {"content-type": "application/json", "x-retell-signature": signature or self.sign(raw)}
        return self.http.post(url, content=raw, headers=headers, timeout=TIMEOUT_SECONDS)

    def sign(self, raw: bytes) -> str:
        """The signature of a body, made now."""
        now_ms = round(time.time() * 1000)
        digest = hmac.new(self.api_key.encode(), raw + str(now_ms).encode(), hashlib.sha256).hexdigest()
        return f"v={now_ms},d={digest}"

    def _hear(self, role: str, words: str) -> None:
        if words:
            self.seconds += max(1, round(len(words) / CHARACTERS_PER_SECOND))
            self.transcript.append({"role": role, "content": words})
