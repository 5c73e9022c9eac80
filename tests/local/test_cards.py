"""Cards on the doors of functions: read without importing, and complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from local.cards import Card, Route, read_card, read_cards
from local.environment import FUNCTION_ROLES
from local.paths import FUNCTIONS

HANDLER = '''"""Take one delivery.

POST  /webhooks/{provider}/{token}
GET   /webhooks/{provider}
EVERY  5 minutes
As    fn_ingest
Says  200 applied
"""
raise SystemExit("never imported")
'''


def test_a_card_is_read_without_importing_the_function(tmp_path: Path) -> None:
    handler = tmp_path / "webhook_x" / "handler.py"
    handler.parent.mkdir()
    handler.write_text(HANDLER)
    routes = (Route("POST", "/webhooks/{provider}/{token}"), Route("GET", "/webhooks/{provider}"))
    assert read_card(handler) == Card("webhook_x", "Take one delivery.", routes, 300, "fn_ingest")


def test_a_socket_is_read_from_its_card(tmp_path: Path) -> None:
    handler = tmp_path / "voice_x" / "handler.py"
    handler.parent.mkdir()
    handler.write_text('"""Carry calls.\n\nSOCKET  $connect $default $disconnect\nAs      fn_voice\n"""')
    assert read_card(handler) == Card("voice_x", "Carry calls.", (), None, "fn_voice", socket=True)


def test_a_door_without_a_card_is_refused(tmp_path: Path) -> None:
    handler = tmp_path / "webhook_x" / "handler.py"
    handler.parent.mkdir()
    handler.write_text('"""Handler for things."""')
    with pytest.raises(ValueError, match="webhook_x"):
        read_card(handler)


@pytest.mark.parametrize(
    ("path", "matches"),
    [("/a/1/b", True), ("/a//b", False), ("/a/1/b/", False), ("/a/1/c", False), ("/a/1", False)],
)
def test_a_placeholder_is_one_segment(path: str, matches: bool) -> None:
    assert Route("GET", "/a/{x}/b?turn=N").matches(path) is matches


def test_every_function_has_a_card_and_a_role_of_its_own_kind() -> None:
    cards = read_cards()
    assert {card.function for card in cards} == {path.parent.name for path in FUNCTIONS.glob("*/handler.py")}
    assert [card.function for card in cards if card.role not in FUNCTION_ROLES] == []


def test_no_path_belongs_to_two_functions() -> None:
    routes = [(route.method, route.path) for card in read_cards() for route in card.routes]
    assert len(routes) == len(set(routes))
