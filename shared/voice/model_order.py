"""Which models are asked in a turn, one after the other, inside one time that they share.

First the model that the assistant was given, then the company's others, then the house's own, if there is one: each with
the company's key, or with that of its owner. A model that failed too often of late rests meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from time import monotonic, perf_counter
from typing import Any

from shared.db.keyring import Keyring
from shared.db.refusals import DatabaseUnavailable, Refusal
from shared.domain.models import Completion, ModelAttempt, ModelKey, Usage
from shared.providers import model_stream
from shared.providers.model_stream import ModelError, Question, Server
from shared.providers.models import MODELS
from shared.runtime import log
from shared.voice import toolbox
from shared.voice.scene import Scene
from shared.voice.settings import Settings
from shared.voice.speech import Unspeakable

FIRST_TOKEN_SECONDS = model_stream.FIRST_TOKEN_SECONDS
# With less than this nobody has a first word ready: the receptionist has.
LEAST_SECONDS = 0.4
HOUSE = "openai"

journal = log.Journal("voice_call")
keyring = Keyring()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model that may be asked, and the key that pays; None is the house's."""

    provider: str
    model: str
    key: ModelKey | None


def candidates(scene: Scene) -> list[Candidate]:
    """The models to ask, in order, each once; those that rest left out."""
    found = dict.fromkeys(_all(scene))
    return [each for each in found if not _rests(each, scene)]


def _all(scene: Scene) -> Iterator[Candidate]:
    settings, assistant = scene.settings, scene.business.assistant
    provider, chosen = (assistant.model_provider or "").strip().lower(), (assistant.model_name or "").strip()
    keys = [each for each in scene.models if each.provider in MODELS]
    house = bool(settings.openai_api_key)
    if chosen:
        for key in keys:
            if key.provider == provider:
                yield Candidate(provider, chosen, key)
            elif (key.provider, provider) == ("openrouter", "openai"):
                # OpenRouter has all of OpenAI's, by their own names.
                yield Candidate("openrouter", f"openai/{chosen}", key)
        if house and provider == HOUSE and not settings.openai_model:
            yield Candidate(HOUSE, chosen, None)
    for key in keys:
        yield Candidate(key.provider, key.model or MODELS[key.provider].USUAL_MODEL, key)
    if house:
        yield Candidate(HOUSE, settings.openai_model or MODELS[HOUSE].USUAL_MODEL, None)


def _rests(candidate: Candidate, scene: Scene) -> bool:
    key = candidate.key.id if candidate.key else None
    return any(each.key == key and each.model in (None, candidate.model) for each in scene.resting)


class Order:
    """The models of one turn, asked until one answers. Every request made is noted in `scene.attempts`."""

    def __init__(self, scene: Scene, deadline: float) -> None:
        self._scene = scene
        self._deadline = deadline
        self._left = candidates(scene)

    def ask(self, told: Sequence[Mapping[str, Any]]) -> Completion:
        """What the first of them says that is of use. Raises ModelError when none is left, or one failed while it spoke."""
        last = ModelError("none_left", retryable=False)
        while self._left:
            said = self._scene.speech.said
            try:
                return self._ask(self._left[0], told)
            except ModelError as error:
                last = error
                self._leave(error.code, key_is_bad=error.status in (401, 402, 403))
                if self._scene.speech.said != said:
                    # Half an answer was heard: a whole one of somebody else's would begin it anew.
                    raise
        raise last

    def reject(self) -> None:
        """The last answer was good for nothing: its model is left for the next."""
        self._scene.attempts[-1] = replace(self._scene.attempts[-1], outcome="garbage")
        self._leave("garbage")

    def _leave(self, outcome: str, *, key_is_bad: bool = False) -> None:
        failed = self._left.pop(0)
        self._scene.speech.forget()
        journal.warning("model_failed", provider=failed.provider, outcome=outcome)
        if key_is_bad:
            self._left = [each for each in self._left if each.key != failed.key]

    def _ask(self, candidate: Candidate, told: Sequence[Mapping[str, Any]]) -> Completion:
        scene = self._scene
        left = self._deadline - monotonic()
        if left < LEAST_SECONDS:
            self._left = self._left[:1]
            raise ModelError("timeout", retryable=False)
        started = perf_counter()
        outcome, usage = "ok", Usage()
        try:
            completion = model_stream.complete(
                MODELS[candidate.provider],
                _server(scene.settings, candidate),
                Question(candidate.model, told, toolbox.TOOLS),
                deadline=self._deadline,
                first_token_seconds=FIRST_TOKEN_SECONDS,
                hear=scene.speech.hear if scene.speech.is_live else None,
            )
            usage = completion.usage
            scene.stages.note("first_token", completion.first_token_ms)
            return completion
        except ModelError as error:
            # Whoever came late and was given little has not failed.
            outcome = "no_time" if error.code == "timeout" and left < FIRST_TOKEN_SECONDS else error.code
            usage = error.usage
            raise
        except Unspeakable as error:
            outcome = "garbage"
            raise ModelError(outcome, retryable=True) from error
        except Exception:
            outcome = "abandoned"
            raise
        finally:
            scene.attempts.append(_attempt(candidate, outcome, usage, perf_counter() - started))


def _attempt(candidate: Candidate, outcome: str, usage: Usage, seconds: float) -> ModelAttempt:
    key = candidate.key
    return ModelAttempt(
        candidate.provider,
        candidate.model,
        usage.prompt,
        usage.completion,
        usage.cached,
        round(seconds * 1000),
        outcome,
        integration_id=key.id if key and key.holder == "company" else None,
        user_id=key.id if key and key.holder == "owner" else None,
        vendor_cost_usd=usage.cost_usd,
    )


def _server(settings: Settings, candidate: Candidate) -> Server:
    """Where to ask and with which key. Raises ModelError key_unreadable, DatabaseUnavailable."""
    key = candidate.key
    if key is None:
        return Server(settings.openai_api_key or "", settings.openai_base_url)
    try:
        secret = keyring.secret(settings.database_url, key, settings.master_keys)
    except DatabaseUnavailable:
        raise
    except (Refusal, KeyError) as error:
        raise ModelError("key_unreadable", retryable=False) from error
    vendors_own = {
        "openai": settings.openai_api_base_url,
        "anthropic": settings.anthropic_api_base_url,
        "openrouter": settings.openrouter_api_base_url,
    }
    return Server(secret, key.base_url or vendors_own[candidate.provider])
