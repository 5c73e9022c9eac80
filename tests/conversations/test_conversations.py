"""Every file in the folders beside this one is a call, held over HTTP with the receptionist and a real database."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from local.call_script import Script
from tests.conversations.dialects import DIALECTS, TWILIO, Switchboard, speaks
from tests.conversations.player import play
from tests.conversations.scripts import scripts

# In which dialect all of them are held; the others hear a handful.
CHOSEN = os.environ.get("FRONTDESK_DIALECT", TWILIO)


def cases() -> list[pytest.param]:  # type: ignore[valid-type]
    """Script and dialect: all in the chosen one, those that say so in every other, too."""
    made = []
    for script in scripts():
        marks = [pytest.mark.xfail(reason=script.fails, strict=True)] if script.fails else []
        for dialect in DIALECTS:
            wanted = dialect == CHOSEN or (script.in_every_dialect and CHOSEN == TWILIO)
            if wanted and speaks(dialect, script):
                name = script.name if dialect == TWILIO else f"{script.name} ({dialect})"
                made.append(pytest.param(script, dialect, marks=marks, id=name))
    return made


@pytest.mark.parametrize(("script", "dialect"), cases())
def test_the_call_goes_as_written(
    switchboard: Switchboard, record_property: Callable[[str, object], None], script: Script, dialect: str
) -> None:
    for name, value in (("language", script.language), ("topic", script.topic), ("dialect", dialect)):
        record_property(name, value)
    play(switchboard, script, dialect)


def test_there_are_enough_calls_of_every_kind() -> None:
    written = scripts()
    assert sum(not script.fails for script in written) >= 120
    assert {(script.company, script.language) for script in written} >= {
        ("salon", "de"), ("dentist", "de"), ("plumber", "sv"), ("salon", "en"), ("dentist", "en"), ("plumber", "en"),
    }  # fmt: skip
    assert sum(script.in_every_dialect for script in written) >= 6
