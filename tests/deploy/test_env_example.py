"""`.env.example` lists what the functions read, all of it and nothing else, and holds no value."""

from __future__ import annotations

import re

from local.cards import read_cards
from local.paths import ROOT
from tests.support.configuration import variables_of

LINES = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
LISTED = [line.partition("=")[0] for line in LINES if re.match(r"^[A-Z_]+=", line)]
PLATFORM = {"POWERTOOLS_LOG_LEVEL"}


def test_every_variable_is_listed_once_and_no_other() -> None:
    read = {name for card in read_cards() for name in variables_of(card.function)}
    assert read, "no settings were found: the reading is broken, not the file complete"
    assert sorted(LISTED) == sorted(read | PLATFORM)


def test_it_holds_no_value() -> None:
    assert [line for line in LINES if re.match(r"^[A-Z_]+=.", line)] == []


def test_every_variable_has_a_word_before_it() -> None:
    """The first of a group is introduced; the others of the group follow it without a blank line."""
    for before, line in zip(["", *LINES], LINES, strict=False):
        if re.match(r"^[A-Z_]+=", line):
            assert before.strip(), line
