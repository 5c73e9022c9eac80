"""Configuration: read once, everything missing named at once, values never told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import pytest

from functions.api_integrations.settings import Settings as ApiSettings
from shared.domain.secrets import MasterKeys
from shared.runtime import config
from shared.runtime.config import ConfigurationError, Variable
from shared.voice.settings import Settings as VoiceSettings


@dataclass(frozen=True, repr=False)
class Settings:
    first: Annotated[str, Variable("TEST_FIRST")]
    second: Annotated[str, Variable("TEST_SECOND")]
    count: Annotated[int, Variable("TEST_COUNT", int)] = 3
    keys: Annotated[MasterKeys | None, Variable("TEST_KEYS", MasterKeys.parse)] = None


@pytest.fixture(autouse=True)
def _anew() -> None:
    config.forget()


def test_everything_missing_or_unreadable_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_SECOND", "")
    monkeypatch.setenv("TEST_COUNT", "secret-number")
    monkeypatch.setenv("TEST_KEYS", '{"k1": "c2VjcmV0"}')
    with pytest.raises(ConfigurationError) as error:
        config.read(Settings)
    assert error.value.names == ["TEST_FIRST", "TEST_SECOND", "TEST_COUNT", "TEST_KEYS"]
    assert "secret-number" not in str(error.value)
    assert "c2VjcmV0" not in str(error.value)


def test_the_environment_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_FIRST", "a")
    monkeypatch.setenv("TEST_SECOND", "b")
    settings = config.read(Settings)
    assert (settings.first, settings.second, settings.count) == ("a", "b", 3)
    monkeypatch.setenv("TEST_FIRST", "z")
    assert config.read(Settings) is settings
    config.forget()
    assert config.read(Settings).first == "z"


@pytest.mark.parametrize("settings", [VoiceSettings, ApiSettings])
def test_settings_are_told_to_nobody(settings: type, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in config.variables(settings).values():
        text = '{"k1": "' + "A" * 43 + '="}' if variable.name == "MASTER_KEYS" else "secret-value"
        monkeypatch.setenv(variable.name, text)
    assert "secret-value" not in repr(config.read(settings))
