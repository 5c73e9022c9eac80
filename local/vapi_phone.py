"""A telephone behind a simulated Vapi: asks who answers, thinks with the model it is given, and tells of the call.

As `local/phone.py`, with Vapi's own requests: an assistant-request, chat completions, tool calls, status updates and the
report at the end. Proven as the integration says: by secret, bearer token or signature.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from local.phone import CHARACTERS_PER_SECOND, CallFailedError, Said

INCOMING_SECONDS = 7.5  # Vapi's own, for an assistant-request
TIMEOUT_SECONDS = 20.0


@dataclass(slots=True)
class VapiPhone:
    """One call from `caller_number` to `number`; of one that we order, `caller_number` is who is rung. `auth` is what Vapi's webhook credential is set to.

    `cost` is what the report says the call cost in dollars, None if it does not say. `carrier` is who carries the call for
    Vapi. `whispered` is what people heard who answered a transfer, before the caller was put through. Raises CallFailedError for answers
    that Vapi cannot use.
    """

    http: httpx.Client
    voice_url: str
    status_url: str
    secret: str
    number: str
    caller_number: str = "+493023125777"
    auth: str = "secret"
    cost: float | None = 0.1514
    carrier: str = "twilio"
    type: str = "inboundPhoneCall"
    whispered: list[str] = field(default_factory=list)
    call_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    seconds: int = 0
    over: bool = False
    assistant: dict[str, Any] = field(default_factory=dict)
    history: list[dict[str, str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """What all addresses of the integration begin with."""
        return self.voice_url.removesuffix("/incoming")

    def ring(self) -> Said:
        """Call the number and listen to the greeting."""
        answer = self.post(self.voice_url, self.message("assistant-request"), timeout=INCOMING_SECONDS)
        told = _usable(answer)
        if "destination" in told:
            return self._end(told["destination"].get("message", ""), told["destination"]["number"], answer.text)
        if "error" in told:
            return self._end(told["error"], None, answer.text)
        if "assistantId" in told:
            self.assistant = told["assistantOverrides"] | {"id": told["assistantId"]}
        elif "assistant" in told:
            self.assistant = told["assistant"]
        else:
            raise CallFailedError(f"no assistant: {answer.text[:200]}")
        return self._hear(self.assistant["firstMessage"], answer.text)

    def answer(self, order: Mapping[str, Any]) -> Said:
        """Somebody answers a call that we ordered: hear the first words of the assistant in the order."""
        self.type, self.call_id, self.assistant = "outboundPhoneCall", order["id"], order["assistant"]
        if self.assistant["firstMessageMode"] != "assistant-speaks-first-with-model-generated-message":
            return self._hear(self.assistant["firstMessage"], "")
        return self.think()

    def say(self, words: str) -> Said:
        self._pass_time(words)
        self.history.append({"role": "user", "content": words})
        return self.think()

    def press(self, digits: str) -> Said:
        return self.say(f"User's Keypad Entry: {digits}")

    def stay_silent(self) -> Said:
        """Do nothing until the assistant's hook for silence does something."""
        hook = next(each for each in self.assistant["hooks"] if each["on"] == "customer.speech.timeout")
        self.seconds += hook["options"]["timeoutSeconds"]
        self.history.append(dict(hook["do"][0]["message"]))
        return self.think()

    def think(self, *, stream: bool = True, url: str | None = None) -> Said:
        """Ask the assistant's model for the next words, and do what follows them."""
        if self.over:
            raise CallFailedError("the call is over")
        answer = self.complete(stream=stream, url=url)
        text, deeds = _completion(answer)
        for name, arguments in deeds:
            if name == "endCall":
                return self._end(text, None, answer.text)
            if name == "transferCall":
                known = [each["number"] for each in self._destinations()]
                if arguments["destination"] not in known:
                    raise CallFailedError("a transfer to a number that the assistant does not have")
                return self._end(text, arguments["destination"], answer.text)
            if name in [each["function"]["name"] for each in self._asking_where()] and arguments == {}:
                return self._end(text, self._ask_where(), answer.text)
            raise CallFailedError(f"a tool that the assistant does not have: {name}")
        return self._hear(text, answer.text)

    def complete(self, *, stream: bool = True, url: str | None = None) -> httpx.Response:
        """The request to the model, as Vapi's model client makes it."""
        body = {
            "model": self.assistant["model"]["model"],
            "messages": [{"role": "system", "content": "-"}, *self.history],
            "temperature": 0.5,
            "max_tokens": 250,
            "stream": stream,
            "tools": [
                {"type": "function", "function": {"name": each.get("function", {}).get("name") or each["type"]}}
                for each in self.assistant["model"]["tools"]
            ],
            **self.about("in-progress"),
        }
        key = self.assistant["credentials"][0]["apiKey"]
        return self.http.post(
            url or f"{self.assistant['model']['url']}/chat/completions",
            content=json.dumps(body, ensure_ascii=False).encode(),
            headers={"content-type": "application/json", "authorization": f"Bearer {key}"},
            timeout=TIMEOUT_SECONDS,
        )

    def use(self, tool: str, *, tool_call_id: str | None = None, **arguments: str) -> str:
        """Have the vendor's own agent call one of our tools; the result that it reads."""
        call_id = tool_call_id or f"call_{secrets.token_hex(8)}"
        function = {"name": tool, "arguments": arguments}
        body = self.message("tool-calls", toolCallList=[{"id": call_id, "type": "function", "function": function}])
        (result,) = _usable(self.post(f"{self.address}/tools", body))["results"]
        if result["toolCallId"] != call_id:
            raise CallFailedError("the result of another call")
        return str(result.get("result") or result.get("error"))

    def hang_up(self) -> httpx.Response:
        """End the call, if it has not ended yet, and have Vapi say so: the last status, then the report."""
        self.over = True
        self.seconds = max(self.seconds, 1)
        self.tell_status("ended", endedReason="customer-ended-call")
        return self.report()

    def tell_status(self, status: str, **more: Any) -> httpx.Response:
        """Send one status update, as often and in whatever order a test wants."""
        return self.post(self.status_url, self.message("status-update", status=status, **more))

    def report(self, **changed: Any) -> httpx.Response:
        """Send the report of a call that is over."""
        return self.post(self.status_url, self.told(**changed))

    def told(self, **changed: Any) -> dict[str, Any]:
        """The report of this call."""
        ended = datetime.now(UTC)
        spoken = [
            {"role": "bot" if each["role"] == "assistant" else each["role"], "message": each["content"]}
            for each in self.history
        ]
        report: dict[str, Any] = {
            "endedReason": "customer-ended-call",
            "startedAt": (ended - timedelta(seconds=self.seconds)).isoformat(),
            "endedAt": ended.isoformat(),
            "artifact": {"messages": spoken},
            "analysis": {"summary": "", "successEvaluation": "true"},
        }
        if self.cost is not None:
            part = {"type": "vapi", "subType": "normal", "minutes": self.seconds / 60, "cost": self.cost}
            report |= {"cost": self.cost, "costs": [part]}
        return self.message("end-of-call-report", **(report | changed))

    def message(self, type_: str, **more: Any) -> dict[str, Any]:
        """A server message of this call."""
        status = {"assistant-request": "ringing", "end-of-call-report": "ended"}.get(type_, "in-progress")
        told = {"timestamp": round(time.time() * 1000), "type": type_, **more, **self.about(status)}
        return {"message": told}

    def about(self, status: str) -> dict[str, Any]:
        """What Vapi sends with every request of a call."""
        customer = {"number": self.caller_number} if self.caller_number else {}
        call = {
            "id": self.call_id,
            "orgId": "00000000-0000-4000-8000-00000000a001",
            "type": self.type,
            "status": status,
            "phoneCallProvider": self.carrier,
            "customer": customer,
        }
        return {"call": call, "phoneNumber": {"number": self.number, "provider": "vapi"}, "customer": customer}

    def post(self, url: str, body: Mapping[str, Any], *, timeout: float = TIMEOUT_SECONDS) -> httpx.Response:
        """A request as Vapi makes it, proven as its webhook credential says."""
        raw = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        headers = {"content-type": "application/json", **self.proof(raw)}
        return self.http.post(url, content=raw, headers=headers, timeout=timeout)

    def proof(self, raw: bytes) -> dict[str, str]:
        """The headers that prove a body."""
        if self.auth == "secret":
            return {"x-vapi-secret": self.secret}
        if self.auth == "bearer":
            return {"authorization": f"Bearer {self.secret}"}
        stamp = str(int(time.time()))
        signature = hmac.new(self.secret.encode(), f"{stamp}.".encode() + raw, hashlib.sha256).hexdigest()
        return {"x-timestamp": stamp, "x-signature": signature}

    # ── what Vapi does with an answer ───────────────────────────────────────────────────────────────────────────────

    def _hear(self, text: str, document: str) -> Said:
        if text:
            self._pass_time(text)
            self.history.append({"role": "assistant", "content": text})
        return Said((text,) if text else (), None if self.over else "speech", None, document)

    def _end(self, text: str, transferred_to: str | None, document: str) -> Said:
        self.over = True
        said = self._hear(text, document)
        return Said(said.lines, None, transferred_to, document)

    def _asking_where(self) -> list[dict[str, Any]]:
        """The assistant's transfers without a destination of their own."""
        tools = self.assistant["model"]["tools"]
        return [each for each in tools if each["type"] == "transferCall" and not each["destinations"]]

    def _ask_where(self) -> str:
        """Ask the assistant's server where to transfer the call to, and tell whoever answers there what it says."""
        body = self.message("transfer-destination-request")
        destination = _usable(self.post(self.assistant.get("server", {}).get("url", self.status_url), body))[
            "destination"
        ]
        plan = destination.get("transferPlan", {"mode": "blind-transfer"})
        if plan["mode"] == "warm-transfer-say-message" and self.carrier == "twilio":
            self.whispered.append(plan["message"])
        elif plan["mode"] != "blind-transfer":
            raise CallFailedError(f"a transfer that is not possible here: {plan['mode']}")
        return str(destination["number"])

    def _destinations(self) -> list[dict[str, Any]]:
        tools = self.assistant["model"]["tools"]
        return [where for each in tools if each["type"] == "transferCall" for where in each["destinations"]]

    def _pass_time(self, words: str) -> None:
        self.seconds += max(1, round(len(words) / CHARACTERS_PER_SECOND))


def _usable(response: httpx.Response) -> dict[str, Any]:
    if response.status_code != httpx.codes.OK:
        raise CallFailedError(f"HTTP {response.status_code}: {response.text[:200]}")
    try:
        found = response.json()
    except ValueError as error:
        raise CallFailedError(f"not JSON: {response.text[:200]}") from error
    if not isinstance(found, dict):
        raise CallFailedError("not an object")
    return found


def _completion(response: httpx.Response) -> tuple[str, list[tuple[str, dict[str, str]]]]:
    """The words and the tools called, put together from whichever form the answer has."""
    if response.headers.get("content-type", "").startswith("text/event-stream"):
        events = [each.removeprefix("data: ") for each in response.text.split("\n\n") if each]
        if response.status_code != httpx.codes.OK or not events or events.pop() != "[DONE]":
            raise CallFailedError(f"a stream without an end: {response.text[-200:]}")
        choices = [json.loads(each)["choices"][0] for each in events]
        deltas = [choice["delta"] for choice in choices]
        if choices[-1]["finish_reason"] is None:
            raise CallFailedError("a stream without a reason for its end")
    else:
        deltas = [_usable(response)["choices"][0]["message"]]
    text = "".join(each.get("content") or "" for each in deltas)
    called = [call["function"] for each in deltas for call in each.get("tool_calls") or []]
    return text, [(each["name"], json.loads(each["arguments"])) for each in called]
