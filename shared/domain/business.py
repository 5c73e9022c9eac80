"""What the person at the desk knows about the business whose telephone rings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.domain.money import Money


@dataclass(frozen=True, slots=True)
class Service:
    """Something a caller can book. `staff_ids` are those who do it; the price is what a customer pays."""

    id: UUID
    name: str
    duration_minutes: int
    price: Money | None
    staff_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Staff:
    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class OpeningSpan:
    """One open span in local wall time. `weekday` is ISO: Monday is 1, Sunday is 7."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Closure:
    """Whole local days on which the business is shut, both ends included."""

    starts_on: date
    ends_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of knowledge the desk may answer from. `topic` is a stable word such as hours or directions."""

    title: str
    content: str
    topic: str


@dataclass(frozen=True, slots=True)
class Example:
    """How the business would have answered: given to a model to learn from."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Assistant:
    """Who speaks: the deployed version's greeting, prompt, model, voice and manners.

    `max_duration_seconds` after which the call is brought to an end; `silence_timeout_seconds` after which the caller is
    asked again. `fallback_responses` are said when nothing better is known; `required_questions` are asked before the end.
    """

    name: str
    first_message: str
    system_prompt: str
    model_provider: str | None
    model_name: str | None
    voice_provider: str | None = None
    voice_model: str | None = None
    voice_id: str | None = None
    voice_settings: Mapping[str, object] = field(default_factory=dict)
    max_duration_seconds: int = 300
    silence_timeout_seconds: int = 3
    interruption_enabled: bool = True
    background_sound: str | None = None
    recording_enabled: bool = False
    examples: tuple[Example, ...] = ()
    fallback_responses: tuple[str, ...] = ()
    required_questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Business:
    """Everything needed to answer a call without asking the database again.

    `language` is ISO 639-1, `currency` ISO 4217; `transfer_number` (E.164) is where a person answers, None if nobody does.
    """

    name: str
    zone: ZoneInfo
    language: str
    currency: str
    services: tuple[Service, ...]
    staff: tuple[Staff, ...]
    hours: tuple[OpeningSpan, ...]
    closures: tuple[Closure, ...]
    articles: tuple[Article, ...]
    transfer_number: str | None
    address: str
    assistant: Assistant


@dataclass(frozen=True, slots=True)
class Caller:
    """Who rings. `number` is E.164 or None if withheld; `name` is None until we know it."""

    number: str | None
    name: str | None
