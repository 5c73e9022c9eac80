"""What asking a language model cost and how it went."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ModelAttempt:
    """One request to a model. `outcome` is one word: ok, timeout, unreachable, http_500, empty, garbage, cut_off.

    Tokens are those the provider reported, 0 if it broke off before it did; cached ones are part of the prompt's.
    """

    provider: str
    model: str
    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int
    latency_ms: int
    outcome: str
