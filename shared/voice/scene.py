"""Everything known at the moment of answering one turn."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from shared.db.turns import PastTurn
from shared.domain.business import Business, Caller
from shared.domain.calls import Heard
from shared.voice.desk import Desk
from shared.voice.settings import Settings
from shared.voice.speech import Speech
from shared.voice.stages import Stages

if TYPE_CHECKING:
    from shared.domain.models import ModelAttempt, ModelKey, Resting


@dataclass(frozen=True, slots=True)
class Scene:
    """What was heard, what was said before, who speaks with whom, and what can be done.

    `attempts` is filled with what models were asked during the turn, whether or not they were of use; `stages` with how
    long it took.
    """

    heard: Heard
    turns: tuple[PastTurn, ...]
    state: dict[str, object] | None
    business: Business
    caller: Caller
    desk: Desk
    settings: Settings
    now: datetime
    speech: Speech = field(default_factory=Speech)
    models: tuple[ModelKey, ...] = ()
    resting: tuple[Resting, ...] = ()
    attempts: list[ModelAttempt] = field(default_factory=list)
    stages: Stages = field(default_factory=Stages)
