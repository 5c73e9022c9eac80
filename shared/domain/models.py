"""Asking language models: with whose key, what came of it, and what it cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the server counted them, all 0 if it did not; `cached` are part of `prompt`, whoever counts them apart.

    `cost_usd` is what the server says it took for them, None where it says nothing.
    """

    prompt: int = 0
    completion: int = 0
    cached: int = 0
    cost_usd: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ToolCall:
    """What the model wants done. `arguments` is a JSON object, parsed."""

    id: str
    name: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Completion:
    """What the model said and wants done; at least one of the two is not empty. `first_token_ms` is how long that took to begin."""

    text: str
    tool_calls: tuple[ToolCall, ...]
    usage: Usage
    first_token_ms: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ModelKey:
    """A sealed key to a vendor of models: a company's own, or that of the person who owns the company.

    `id` is the integration or the person, `owner_id` the company or the person: with `key_id` they lead to the row key.
    `sealed_at` changes when another secret is stored. `model` and `base_url` are as its owner wished, None for the usual.
    """

    holder: Literal["company", "owner"]
    id: UUID
    owner_id: UUID
    key_id: str
    sealed_at: str
    provider: str
    model: str | None = None
    base_url: str | None = None


@dataclass(frozen=True, slots=True)
class Resting:
    """A model that failed too often to be asked just now, under the key of this id; None is the house's own.

    `model` None is every model of that key.
    """

    key: UUID | None
    model: str | None


@dataclass(frozen=True, slots=True)
class ModelAttempt:
    """One request to a model, or to a voice. `outcome` is one word: ok, timeout, unreachable, http_500, empty, garbage, cut_off.

    Tokens are those the provider reported, 0 if it broke off before it did; cached ones are part of the prompt's.
    `integration_id` or `user_id` is whose key paid, neither for the house's; `vendor_cost_usd` is as the vendor told it.
    A voice was asked to speak so many `characters`; a model none.
    """

    provider: str
    model: str
    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int
    latency_ms: int
    outcome: str
    integration_id: UUID | None = None
    user_id: UUID | None = None
    vendor_cost_usd: Decimal | None = None
    characters: int = 0
