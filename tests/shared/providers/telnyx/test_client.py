"""Telnyx's API over the wire: what is tried again, what is not, and what its refusals are called."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from local.telnyx_api import TelnyxApi
from shared.providers.refusals import VendorError
from shared.providers.telnyx import client

KEY = "test-telnyx-api-key"


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[TelnyxApi]:
    monkeypatch.setattr(client, "PAUSES_SECONDS", (0.0, 0.0))
    with TelnyxApi(KEY) as served:
        yield served


def speak(api: TelnyxApi, *, key: str = KEY, call: str = "v3:call", name: str = "1") -> None:
    client.command("speak", {"payload": "Hallo", "command_id": name}, call=call, api_key=key, base_url=api.base_url)


def test_a_command_reaches_its_call(api: TelnyxApi) -> None:
    speak(api, call="v3:a/b c")
    command = api.next_for("v3:a/b c")
    assert command
    assert (command.action, command.arguments["payload"]) == ("speak", "Hallo")


@pytest.mark.parametrize(
    ("mood", "code", "retryable", "tries"),
    [
        ("busy", "provider_failed", True, 3),
        ("broken", "provider_failed", True, 3),
        ("refuses", "command_refused", False, 1),
        ("over", "call_is_over", False, 1),
    ],
)
def test_what_is_tried_again(api: TelnyxApi, mood: Any, code: str, retryable: bool, tries: int) -> None:
    api.moods["speak"] = mood
    with pytest.raises(VendorError, match=f"^{code}$") as refused:
        speak(api)
    assert (refused.value.retryable, len(api.asked)) == (retryable, tries)


def test_what_works_the_second_time_was_worth_it(api: TelnyxApi) -> None:
    api.moods["speak"], api.times["speak"] = "broken", 1
    speak(api)
    assert len(api.asked) == 2


def test_a_budget_that_is_spent_ends_the_trying(api: TelnyxApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "BUDGET_SECONDS", -1.0)
    api.moods["speak"] = "broken"
    with pytest.raises(VendorError):
        speak(api)
    assert len(api.asked) == 1


def test_another_key_is_refused_and_so_is_an_unknown_action(api: TelnyxApi) -> None:
    with pytest.raises(VendorError, match="credential_refused"):
        speak(api, key="test-another-key")
    with pytest.raises(VendorError, match="credential_refused"):
        client.check_account(api_key="test-another-key", base_url=api.base_url)
    client.check_account(api_key=KEY, base_url=api.base_url)


def test_nobody_there_is_said_so() -> None:
    with pytest.raises(VendorError, match="provider_unreachable"):
        client.check_account(api_key=KEY, base_url="http://127.0.0.1:9")


@pytest.mark.parametrize("key", ["test-kéy", "line\nbreak"])
def test_a_key_that_no_header_holds_is_no_crash(api: TelnyxApi, key: str) -> None:
    with pytest.raises(VendorError):
        speak(api, key=key)
