"""The addresses that a company enters are those that the vendors' modules can serve, and lead to routes."""

from __future__ import annotations

import re

from local.paths import ROOT
from shared.providers.addresses import PATHS, SOCKETS, addresses
from shared.providers.agents import MODEL_CLIENTS, TOOL_USERS
from shared.providers.invitations import INVITATIONS
from shared.providers.messengers import MESSENGERS
from shared.providers.relays import RELAYS
from shared.providers.telephones import LED_TELEPHONES, TELEPHONES


def those_with(name: str) -> set[str]:
    return {provider for provider, paths in PATHS.items() if name in paths}


def test_each_vendor_is_given_what_it_can_use_and_nothing_else() -> None:
    assert those_with("voice") == those_with("status") == set(TELEPHONES) == set(PATHS)
    assert those_with("events") == set(LED_TELEPHONES)
    assert those_with("messages") == set(MESSENGERS)
    assert those_with("tools") == set(TOOL_USERS)
    assert those_with("model") == set(MODEL_CLIENTS)
    # Whoever is not sent to the socket by an answer of ours has to be told of it.
    assert set(RELAYS) - set(INVITATIONS) == SOCKETS


def test_every_address_is_a_route() -> None:
    sources = [path.read_text(encoding="utf-8") for path in ROOT.glob("functions/*/handler.py")]
    routes = set(re.findall(r'@handler.post\("([^"]+)"\)', "".join(sources)))
    asked = {
        path + ("/chat/completions" if name == "model" else "")
        for paths in PATHS.values()
        for name, path in paths.items()
    }
    assert asked <= routes


def test_a_socket_is_named_only_where_there_is_one() -> None:
    assert "relay" not in addresses("retell", "t", base_url="https://desk.example")
    found = addresses("retell", "t", base_url="https://desk.example/", relay_url="wss://relay.example/v1")
    assert found["relay"] == "wss://relay.example/v1?provider=retell&token=t"
    assert found["voice"] == "https://desk.example/voice/retell/t/incoming"
    assert addresses("nobody", "t", base_url=None, relay_url="wss://relay.example") == {}
