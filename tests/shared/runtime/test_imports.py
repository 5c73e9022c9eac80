"""What a function must not load before it is called. The milliseconds are measured in benchmarks/."""

from __future__ import annotations

import subprocess
import sys

import pytest

CALL_PATH = (
    "functions.voice_call.handler",
    "functions.voice_relay.handler",
    "functions.voice_speech.handler",
    "functions.webhook_telephony.handler",
    "functions.webhook_messaging.handler",
    "functions.job_inbox.handler",
    "functions.job_keys.handler",
)
HEAVY = {"fastapi", "pydantic", "boto3", "openai", "twilio.rest", "requests", "httpx", "postgrest", "supabase", "jwt"}


def loaded_by(module: str) -> set[str]:
    code = f"import sys, {module}; print(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split())


@pytest.mark.parametrize("module", CALL_PATH)
def test_the_call_path_loads_nothing_heavy(module: str) -> None:
    assert HEAVY & loaded_by(module) == set()


def test_the_peoples_api_loads_what_it_needs_when_it_needs_it() -> None:
    heavy = HEAVY & loaded_by("functions.api_integrations.handler")
    assert heavy == {"fastapi", "pydantic"}


@pytest.mark.parametrize("function", ["voice_call", "webhook_messaging", "webhook_telephony"])
def test_what_is_needed_without_a_database_is_loaded_without_one(function: str) -> None:
    late = {"shared.voice.late", "shared.runtime.queued", "shared.providers.aws", "http.client"}
    assert late & loaded_by(f"functions.{function}.handler") == set()
