"""An answer is there within the model's budget and a second, whatever hangs: the longest waits, added up as they come about.

Clocks are not looked at here: what a deadline does when it is over has its own tests, beside what waits.
"""

from __future__ import annotations

import importlib.util
import itertools
from collections.abc import Callable
from typing import Any

import pytest

from local.vapi_phone import INCOMING_SECONDS
from shared.db import connection
from shared.providers import model_stream
from shared.providers.aws import requests as aws
from shared.providers.telnyx import client as telnyx
from shared.voice import late, model_turn, turn

# libpq takes anything less for 2.
CONNECTING_SECONDS = 2.0


def as_deployed() -> Any:
    """The connection's module anew: tests give a database more time (tests/conftest.py)."""
    assert connection.__file__
    spec = importlib.util.spec_from_file_location("connection_as_deployed", connection.__file__)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# A statement on the warm connection, and one more on a new one, which is not had.
HUNG_DATABASE_SECONDS = as_deployed().DEADLINE_SECONDS + CONNECTING_SECONDS


def longest_command() -> float:
    """Tries that time out, as long as another may begin; what is left of the budget is not known to a try that has begun."""
    took = 0.0
    for pause in itertools.chain(telnyx.PAUSES_SECONDS, [None]):
        took += telnyx.TIMEOUT_SECONDS
        if pause is None or took + pause > telnyx.BUDGET_SECONDS:
            return took
        took += pause
    raise AssertionError


WAITS: dict[str, Callable[[], float]] = {
    "a model that hangs": lambda: model_turn.TURN_SECONDS,
    "a model that hangs, and then the database": lambda: turn.ANSWER_SECONDS,
    "a database that hangs": lambda: HUNG_DATABASE_SECONDS,
    "a database that hangs, and then the queue": lambda: HUNG_DATABASE_SECONDS + late.QUEUE_SECONDS,
    "a message that is not kept in time, and then the queue": lambda: turn.TAPE_SECONDS + late.QUEUE_SECONDS,
    "commands that are not taken": longest_command,
    "frames that are not taken": lambda: 2 * aws.TIMEOUT_SECONDS,
}


@pytest.mark.parametrize("what", WAITS)
def test_whatever_hangs_the_answer_comes_within_the_models_budget_and_a_second(what: str) -> None:
    assert WAITS[what]() <= model_turn.TURN_SECONDS + 1.0


def test_vapi_is_answered_before_it_stops_waiting() -> None:
    assert model_stream.FIRST_TOKEN_SECONDS < model_turn.TURN_SECONDS
    # Seven and a half seconds for who answers; nothing is thought there, so the database is all that can hang.
    assert HUNG_DATABASE_SECONDS < INCOMING_SECONDS
