"""A caller waits for imports: a function starts without the vendors, and a request loads the one it is about."""

from __future__ import annotations

import subprocess
import sys

import pytest

from local.paths import ROOT
from shared.providers.agents import MODEL_CLIENTS, QUESTIONERS, TOOL_USERS
from shared.providers.invitations import INVITATIONS
from shared.providers.telephones import LED_TELEPHONES, TELEPHONES, WHISPERERS

CATALOGUES = (TELEPHONES, LED_TELEPHONES, WHISPERERS, MODEL_CLIENTS, TOOL_USERS, QUESTIONERS, INVITATIONS)
FOLDERS = ("twilio", "telnyx", "vapi", "retell")
SCRIPT = """
import sys
sys.path.insert(0, {root!r})
import functions.{function}.handler
from shared.providers.telephones import TELEPHONES
{then}
print(*(name for name in {folders!r} if f"shared.providers.{{name}}" in sys.modules))
"""


def vendors_loaded(function: str, then: str = "") -> list[str]:
    script = SCRIPT.format(root=str(ROOT), function=function, folders=FOLDERS, then=then)
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.parametrize("function", ["voice_call", "voice_llm", "voice_tools", "webhook_telephony"])
def test_a_function_starts_without_the_vendors(function: str) -> None:
    assert vendors_loaded(function) == []


def test_a_call_loads_its_own_vendor() -> None:
    assert vendors_loaded("voice_call", 'TELEPHONES.get("telnyx"); "vapi" in TELEPHONES; TELEPHONES.get("nobody")') == [
        "telnyx"
    ]


def test_every_vendor_in_a_catalogue_can_be_had_and_nobody_else() -> None:
    for catalogue in CATALOGUES:
        assert len(catalogue) == len(list(catalogue.values())) == len(catalogue.keys())
        for name, vendor in catalogue.items():
            assert name in catalogue
            assert vendor is catalogue.get(name) is vendor
            assert f"providers.{name}." in getattr(vendor, "__name__", "")
        assert "nobody" not in catalogue
        assert catalogue.get("nobody") is None
