"""A key to ElevenLabs, from the order that stores it to the sentence that is spoken with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from shared.providers.elevenlabs import speech
from shared.voice import own_voice
from tests.conftest import use_environment
from tests.functions.api_integrations.test_integrations import Ask, ask, order, owner_token
from tests.support.canary import where_found
from tests.support.fake_elevenlabs import FakeElevenLabs
from tests.support.line import Line
from tests.support.model_keys import choose_voice

__all__ = ["ask", "owner_token"]

KEY = "test-elevenlabs-" + "5e1f0d" * 4


def detail(status: str) -> dict[str, Any]:
    return {"detail": {"status": status, "message": "test"}}


@pytest.fixture
def voices(line: Line, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeElevenLabs]:
    monkeypatch.setattr(speech, "FIRST_SOUND_SECONDS", 10.0)
    monkeypatch.setattr(own_voice, "SPEECH_SECONDS", 20.0)
    monkeypatch.setattr(own_voice, "TURN_SECONDS", 30.0)
    with FakeElevenLabs(KEY) as server:
        use_environment(monkeypatch, {"ELEVENLABS_API_BASE_URL": server.base_url})
        yield server


def stored(ask: Ask, key: str = KEY) -> str:
    answer = ask("/api/integrations", order(provider="elevenlabs", credential={"api_key": key}))
    assert answer.status_code == 201
    assert answer.json()["voice_url"] is None
    return str(answer.json()["id"])


def test_a_key_is_stored_checked_spoken_with_and_nowhere_in_plain(
    ask: Ask, line: Line, voices: FakeElevenLabs, capfd: pytest.CaptureFixture[str]
) -> None:
    integration = stored(ask)
    assert ask(f"/api/integrations/{integration}/check").json() == {"ok": True, "error": None}
    choose_voice(line.database)
    assert line.phone().ring().played
    assert voices.keys == [KEY]
    printed = capfd.readouterr()
    assert KEY not in printed.out + printed.err
    assert where_found(line.database, [KEY]) == {}


@pytest.mark.parametrize(
    ("account", "error"),
    [
        ((401, detail("missing_permissions")), None),
        ((401, detail("quota_exceeded")), "quota_exhausted"),
        ((401, detail("detected_unusual_activity")), "credential_refused"),
        ((403, {"detail": "no"}), "credential_refused"),
        ((402, []), "credential_refused"),
        ((429, detail("system_busy")), "provider_failed"),
        ((500, "oops"), "provider_failed"),
        ((302, {}), "provider_failed"),
        ((200, {"something": "else"}), "provider_answer_unreadable"),
        ((200, ["tier"]), "provider_answer_unreadable"),
    ],
)
def test_what_the_account_says_is_noted(
    ask: Ask, line: Line, voices: FakeElevenLabs, account: tuple[int, object], error: str | None
) -> None:
    integration = stored(ask)
    voices.account = account
    assert ask(f"/api/integrations/{integration}/check").json() == {"ok": error is None, "error": error}
    row = line.database.one("select status::text, last_error from public.integrations where id = %s", integration)
    assert row == {"status": "error" if error else "active", "last_error": error}


def test_a_wrong_key_is_refused(ask: Ask, voices: FakeElevenLabs) -> None:
    integration = stored(ask, "test-of-somebody-else")
    assert ask(f"/api/integrations/{integration}/check").json() == {"ok": False, "error": "credential_refused"}


@pytest.mark.parametrize("key", ["ключ", "with\nline"])
def test_a_key_that_fits_into_no_header_is_an_answer_not_a_fault(ask: Ask, voices: FakeElevenLabs, key: str) -> None:
    integration = stored(ask, key)
    assert ask(f"/api/integrations/{integration}/check").json()["ok"] is False


def test_without_elevenlabs_a_check_says_so(ask: Ask, voices: FakeElevenLabs, monkeypatch: pytest.MonkeyPatch) -> None:
    integration = stored(ask)
    use_environment(monkeypatch, {"ELEVENLABS_API_BASE_URL": "http://127.0.0.1:9"})
    assert ask(f"/api/integrations/{integration}/check").json() == {"ok": False, "error": "provider_unreachable"}
