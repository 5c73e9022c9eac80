"""The matrix is whole: whatever can be asked, and whoever can ring, stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared import providers
from shared.providers.agents import MODEL_CLIENTS, QUESTIONERS
from shared.providers.diallers import DIALLERS
from shared.providers.invitations import INVITATIONS
from shared.providers.models import MODELS
from shared.providers.pricers import CALL_PRICERS, MESSAGE_PRICERS
from shared.providers.relays import RELAYS
from shared.providers.telephones import LED_TELEPHONES, TELEPHONES
from tests.journeys.faults.matrix import MATRIX, cells
from tests.support.faulty_wire import FAULTS

PROVIDERS = Path(providers.__path__[0])


def rows(kind: str) -> set[str]:
    return {name.removeprefix(f"{kind}: ") for name in MATRIX if name.startswith(f"{kind}: ")}


def test_every_model_has_a_row() -> None:
    # `openai` stands for the vendor, `compatible` for any server that speaks like it.
    assert rows("model") == {*MODELS, "compatible"}


def test_every_voice_of_a_vendors_own_has_a_row() -> None:
    # A vendor of voices is a folder with a module `speech`.
    assert rows("speech") == {each.parent.name for each in PROVIDERS.glob("*/speech.py")}


def test_whoever_plays_an_assistants_own_voice_has_a_column() -> None:
    assert {each.partition("-")[0] for each in MATRIX["speech: elevenlabs"]} == {
        name for name, each in TELEPHONES.items() if each.PLAYS
    }


def test_every_telephone_that_is_led_by_commands_has_a_row() -> None:
    assert rows("commands") == set(LED_TELEPHONES)


def test_whoever_rings_for_us_has_a_row() -> None:
    assert rows("calls") == set(DIALLERS)


def test_whoever_is_asked_for_prices_has_a_row() -> None:
    assert rows("prices") == {*CALL_PRICERS, *MESSAGE_PRICERS, *QUESTIONERS}


def test_every_telephone_that_asks_us_for_words_has_a_column() -> None:
    said_over_http = {name for name, each in TELEPHONES.items() if each.RECORDS} | set(MODEL_CLIENTS)
    columns = {column for row in MATRIX.values() for column in row}
    assert {column.partition("-")[0] for column in columns} == said_over_http | set(RELAYS)
    assert {f"{name}-relay" for name in RELAYS} <= columns
    assert set(INVITATIONS) <= said_over_http
    assert {f"{name}-commands" for name in LED_TELEPHONES} <= columns


@pytest.mark.parametrize("row", MATRIX)
def test_the_diagonal_leaves_nothing_out(row: str) -> None:
    chosen = [cell for cell in cells(row, everything=False) if cell.dependency == row]
    assert {cell.fault for cell in chosen} == set(FAULTS)
    assert {cell.telephone for cell in chosen} == set(MATRIX[row])
    assert len([cell for cell in cells(row, everything=True) if cell.dependency == row]) == 7 * len(MATRIX[row])
