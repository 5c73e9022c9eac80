"""Every parser of a stranger's bytes: it reads, or says in a word that it cannot; it never breaks."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.api_keys import PresentedKey
from shared.providers.agents import MODEL_CLIENTS, QUESTIONERS, TOOL_USERS
from shared.providers.invitations import INVITATIONS
from shared.providers.messengers import MESSENGERS
from shared.providers.pricers import CALL_PRICERS, MESSAGE_PRICERS
from shared.providers.refusals import NothingToKeep, NotUnderstood
from shared.providers.relays import RELAYS, message_of, speaker_of
from shared.providers.telephones import LED_TELEPHONES, TELEPHONES
from tests.fuzz import budget
from tests.fuzz.strangers import (
    anything,
    bodies,
    changed_in_one_place,
    examples,
    junk,
    like_json,
    one_place_changed,
    text,
)

Read = Callable[[bytes], Any]

PARSERS: dict[str, tuple[str, Read]] = {
    **{f"{name}: incoming": (name, each.incoming) for name, each in TELEPHONES.items()},
    **{f"{name}: turn": (name, lambda body, each=each: each.turn(body, 3)) for name, each in TELEPHONES.items()},  # type: ignore[misc]
    **{f"{name}: status": (name, each.status) for name, each in TELEPHONES.items()},
    **{f"{name}: told": (name, each.told) for name, each in LED_TELEPHONES.items()},
    **{f"{name}: message": (name, each.status) for name, each in MESSENGERS.items()},
    **{f"{name}: words": (name, each.asked) for name, each in MODEL_CLIENTS.items()},
    **{f"{name}: stream": (name, each.wants_stream) for name, each in MODEL_CLIENTS.items()},
    **{f"{name}: tools": (name, each.asked) for name, each in TOOL_USERS.items()},
    **{f"{name}: question": (name, each.transferring) for name, each in QUESTIONERS.items()},
    **{f"{name}: session": (name, each.ended) for name, each in INVITATIONS.items()},
    **{f"{name}: price": (name, each.read) for name, each in CALL_PRICERS.items()},
    **{f"{name}: price of a message": (name, each.read) for name, each in MESSAGE_PRICERS.items()},
}  # fmt: skip


@pytest.mark.parametrize("parser", PARSERS)
@settings(max_examples=budget.examples(40))
@given(data=st.data())
def test_nothing_breaks_a_parser(parser: str, data: st.DataObject) -> None:
    provider, read = PARSERS[parser]
    body = data.draw(bodies(provider))
    said = ""
    try:
        read(body)
    except (NotUnderstood, NothingToKeep) as unread:
        said = str(unread)
    # A static word, so nothing of what was sent.
    assert not said or said.replace("_", "").isalnum()


@pytest.mark.parametrize("parser", PARSERS)
def test_nothing_in_any_one_place_breaks_a_parser(parser: str) -> None:
    provider, read = PARSERS[parser]
    for body in changed_in_one_place(provider):
        with suppress(NotUnderstood, NothingToKeep):
            read(body)


# Twilio documents no frame of its speakers; this is one as others saw it.
SPEAKING = b'{"type":"info","name":"agentSpeaking","value":"on"}'
FRAMES = [*examples("twilio/relay-in-*.json"), *examples("retell/llm-ws-in-*.json"), SPEAKING]


@pytest.mark.parametrize("relay", RELAYS)
def test_nothing_in_any_one_place_breaks_the_reader_of_frames(relay: str) -> None:
    for body in one_place_changed(FRAMES):
        message = message_of(body.decode())
        if message is not None:
            RELAYS[relay].read(message)


@pytest.mark.parametrize("relay", RELAYS)
@given(body=like_json(FRAMES) | junk)
def test_nothing_breaks_the_reader_of_frames(relay: str, body: bytes) -> None:
    message = message_of(body.decode("utf-8", "surrogatepass" if body[:1] == b"{" else "replace"))
    if message is not None:
        speaker_of(message)
        RELAYS[relay].read(message)


@given(given_=text | anything.map(str))
def test_a_key_is_one_of_ours_or_none(given_: str) -> None:
    with suppress(UnicodeEncodeError):
        key = PresentedKey.parse(given_)
        assert key is None or (given_.startswith(key.prefix + "_") and len(given_) == len(key.prefix) + 65)


@given(
    message=st.dictionaries(st.sampled_from(["type", "interaction_type", "name", "value", "last", "digit"]), anything)
)
def test_a_frame_of_any_shape_is_read(message: dict[str, Any]) -> None:
    for relay in RELAYS.values():
        with suppress(ValueError):
            json.dumps(message)
        relay.read(message)
