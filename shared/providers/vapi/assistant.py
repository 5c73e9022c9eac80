"""Who answers a call at Vapi: the answer to an assistant-request, whose fields are the vendor's own.

https://docs.vapi.ai/server-url/events#retrieving-assistants, https://docs.vapi.ai/api-reference/assistants/create
"""

from __future__ import annotations

from shared.domain.calls import USUAL_MANNER, Manner, Reply, Then
from shared.providers.briefing import briefing
from shared.providers.outgoing import Outgoing
from shared.providers.turns import Surroundings
from shared.providers.vapi.proof import ticket, ticket_to

MODEL = "frontdesk"
# What the model client is told as the caller's words when there were none: our own receptionist answers silence.
SILENCE = "(silence)"
# Our own name for a transfer of which Vapi asks the server where to, and with which words: `questions` answers it.
ANNOUNCED_TRANSFER = "announceAndTransfer"
MESSAGES = ("status-update", "end-of-call-report", "hang", "transfer-destination-request")

# Vapi cuts a call off at its longest; ours says goodbye before.
_GRACE_SECONDS = 60
_LONGEST_NAME = 40
_MOST_KEYTERMS = 50
_MOST_SILENCES = 10
_NO_WORDS = {"de": "Auf Wiederhören.", "sv": "Hej då.", "en": "Goodbye."}
_VOICES = {"de": "de-DE-KatjaNeural", "sv": "sv-SE-SofieNeural", "en": "en-GB-SoniaNeural"}
# As people call them in `assistants.voice_provider`, and as Vapi does.
_VOICE_PROVIDERS = {
    "elevenlabs": "11labs",
    "11labs": "11labs",
    "azure": "azure",
    "openai": "openai",
    "cartesia": "cartesia",
    "deepgram": "deepgram",
    "vapi": "vapi",
}


def answer(reply: Reply, manner: Manner, around: Surroundings) -> dict[str, object]:
    """The reply to an assistant-request: an assistant that opens with `reply`, a number to put through to, or last words."""
    if reply.then is Then.TRANSFER and reply.transfer_to:
        return {"destination": {"type": "number", "number": reply.transfer_to, "message": reply.text}}
    if reply.then is not Then.LISTEN or around.event is None:
        return {"error": reply.text.strip() or _NO_WORDS.get(reply.language, _NO_WORDS["en"])}
    own = around.credential.get("assistant_id")
    if own:
        told = {"firstMessage": reply.text, "variableValues": briefing(reply, around)}
        return {"assistantId": own, "assistantOverrides": told | _server(around)}
    proof = ticket(_secret(around), around.event.provider_call_id)
    return {"assistant": _transient(reply, manner, around, proof)}


def for_outgoing(call: Outgoing) -> dict[str, object]:
    """Who speaks in a call that we order: the company's own assistant there, or ours, that asks us for its first words too.

    A machine hears who called: https://docs.vapi.ai/calls/voicemail-detection
    """
    around, business = call.around, call.around.business
    own = around.credential.get("assistant_id")
    to_machine = {"voicemailDetection": {"provider": "vapi"}, "voicemailMessage": call.voicemail}
    if own:
        greeting = call.greeting()
        told = {"firstMessage": greeting.text, "variableValues": briefing(greeting, around)}
        return {"assistantId": own, "assistantOverrides": told | to_machine | _server(around)}
    services, staff = (business.services, business.staff) if business else ((), ())
    settings = business.assistant if business else None
    manner = Manner(
        hints=(*(each.name for each in services), *(each.name for each in staff)),
        silence_seconds=settings.silence_timeout_seconds if settings else USUAL_MANNER.silence_seconds,
        interruptible=settings.interruption_enabled if settings else USUAL_MANNER.interruptible,
    )
    silent = Reply("", business.language if business else "en")
    ours = _transient(silent, manner, around, ticket_to(_secret(around), call.to_number))
    del ours["firstMessage"]
    return {
        "assistant": ours | to_machine | {"firstMessageMode": "assistant-speaks-first-with-model-generated-message"}
    }


def _transient(reply: Reply, manner: Manner, around: Surroundings, proof: str) -> dict[str, object]:
    business = around.business
    settings = business.assistant if business else None
    whom = business.transfer_number if business else None
    transfer = {"type": "transferCall", "destinations": [{"type": "number", "number": whom, "message": ""}]}
    announced = {"type": "transferCall", "destinations": [], "function": {"name": ANNOUNCED_TRANSFER}}
    return {
        "name": (settings.name if settings else "")[:_LONGEST_NAME] or "Frontdesk",
        "firstMessage": reply.text,
        "firstMessageMode": "assistant-speaks-first",
        "firstMessageInterruptionsEnabled": manner.interruptible,
        "model": {
            "provider": "custom-llm",
            "url": around.voice_url,
            "model": MODEL,
            "metadataSendMode": "variable",
            "tools": [{"type": "endCall"}, *([transfer, announced] if whom else [])],
        },
        "credentials": [{"provider": "custom-llm", "apiKey": proof}],
        "voice": _voice(reply.language, around),
        "transcriber": {
            "provider": "deepgram",
            "model": "nova-3",
            "language": reply.language,
            "keyterm": list(manner.hints[:_MOST_KEYTERMS]),
        },
        "keypadInputPlan": {"enabled": True, "timeoutSeconds": 2, "delimiters": "#"},
        "hooks": [_on_silence(manner)],
        "maxDurationSeconds": (settings.max_duration_seconds if settings else 600) + _GRACE_SECONDS,
        "backgroundSound": (settings.background_sound if settings else None) or "off",
        # Vapi records unless told otherwise; whether this company may is not Vapi's to decide.
        "artifactPlan": {"recordingEnabled": manner.record_to is not None},
        "serverMessages": list(MESSAGES),
        **_server(around),
    }


def _secret(around: Surroundings) -> str:
    return around.credential.get("webhook_secret", "")


def _on_silence(manner: Manner) -> dict[str, object]:
    """Silence becomes a turn, so that the receptionist asks again in its own words and hangs up in the end."""
    silent = {"type": "message.add", "message": {"role": "user", "content": SILENCE}, "triggerResponseEnabled": True}
    options = {
        "timeoutSeconds": max(manner.silence_seconds, 2),
        "triggerMaxCount": _MOST_SILENCES,
        "triggerResetMode": "onUserSpeech",
    }
    return {"on": "customer.speech.timeout", "options": options, "do": [silent]}


def _voice(language: str, around: Surroundings) -> dict[str, object]:
    """The voice that the deployed assistant has, if it is one that Vapi knows; else a usual one of the language."""
    settings = around.business.assistant if around.business else None
    provider = _VOICE_PROVIDERS.get((settings.voice_provider or "").lower()) if settings else None
    if settings is None or provider is None or not settings.voice_id:
        return {"provider": "azure", "voiceId": _VOICES.get(language, _VOICES["en"])}
    voice: dict[str, object] = {"provider": provider, "voiceId": settings.voice_id}
    return voice | ({"model": settings.voice_model} if settings.voice_model else {})


def _server(around: Surroundings) -> dict[str, object]:
    """Where the call's messages go, with proof of who sends them; nothing where there is no way to give that proof.

    Vapi's own webhook credential comes first: then the secret is not in what we answer. Vapi does not retry unless told
    to, and the report of a call comes once.
    """
    server: dict[str, object] = {
        "url": around.status_url,
        "timeoutSeconds": 20,
        "backoffPlan": {"type": "exponential", "maxRetries": 5, "baseDelaySeconds": 1},
    }
    credential = around.credential
    secret = credential.get("webhook_secret", "")
    if credential.get("webhook_credential_id"):
        return {"server": server | {"credentialId": credential["webhook_credential_id"]}}
    match credential.get("webhook_auth", "secret"):
        case "secret":
            return {"server": server | {"headers": {"X-Vapi-Secret": secret}}}
        case "bearer":
            header = credential.get("webhook_header", "Authorization")
            prefix = "Bearer " if header.lower() == "authorization" else ""
            return {"server": server | {"headers": {header: prefix + secret}}}
    return {}
