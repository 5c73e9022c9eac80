"""The address of a sound: who has one hears that sound for a while; everything else is not found, and costs no question."""

from __future__ import annotations

import base64
import json
import os
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import httpx
import pytest

from shared.db import sounds
from shared.db.connection import connect
from shared.db.refusals import DatabaseUnavailable
from shared.domain.secrets import MasterKeys
from shared.domain.sound import wav
from shared.domain.sound_addresses import signed
from tests.functions.voice_call.test_round_trips import names, statements
from tests.support.calls import SALON
from tests.support.database import forget_what_is_cached
from tests.support.fake_elevenlabs import audio_of
from tests.support.line import Line

__all__ = ["statements"]

WORDS = "Salon Lindenblüte, guten Tag!"


@pytest.fixture
def sound(line: Line) -> UUID:
    """A sentence that the salon's assistant has said."""
    conn = connect(line.database.url("fn_voice"))
    return sounds.keep_speech(conn, company_id=SALON, digest=b"d" * 32, characters=len(WORDS), audio=audio_of(WORDS))


def keys() -> MasterKeys:
    return MasterKeys.parse(os.environ["MASTER_KEYS"])


def ask(line: Line, name: str, method: str = "GET") -> httpx.Response:
    return line.http.request(method, f"{line.url}/voice/speech/{name}")


def test_a_provider_fetches_a_sound_without_having_to_prove_itself(line: Line, sound: UUID) -> None:
    answer = ask(line, signed(sound, keys(), now=datetime.now(UTC)))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "audio/wav"
    assert answer.headers["cache-control"] == "private, max-age=3600, immutable"
    assert answer.content == wav(audio_of(WORDS))


def test_who_only_looks_is_told_that_it_is_there(line: Line, sound: UUID) -> None:
    answer = ask(line, signed(sound, keys(), now=datetime.now(UTC)), "HEAD")
    assert (answer.status_code, answer.headers["content-type"], answer.content) == (200, "audio/wav", b"")


def test_it_is_not_there_to_be_changed(line: Line, sound: UUID) -> None:
    answer = ask(line, signed(sound, keys(), now=datetime.now(UTC)), "POST")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def forged(sound: UUID) -> dict[str, str]:
    """Everything that somebody may try who knows the id of a sound, or has an address of another."""
    now = datetime.now(UTC)
    good = signed(sound, keys(), now=now)
    raw = base64.urlsafe_b64decode(good.removesuffix(".wav"))

    def named(content: bytes) -> str:
        return base64.urlsafe_b64encode(content).decode() + ".wav"

    others = MasterKeys({"test": b"another key of 32 bytes to sign."})
    return {
        "the bare id": str(sound),
        "the id as a file": f"{sound}.wav",
        "signed by somebody else": signed(sound, others, now=now),
        "of yesterday": signed(sound, keys(), now=now - timedelta(days=1)),
        "expired a moment ago": signed(sound, keys(), now=now - timedelta(hours=2)),
        "another sound under this proof": named(uuid4().bytes + raw[16:]),
        "longer than it was given": named(raw[:16] + b"\xff\xff\xff\xff" + raw[20:]),
        "without the proof": named(raw[:20]),
        "an empty proof": named(raw[:20] + bytes(16)),
        "one bit off": named(raw[:-1] + bytes([raw[-1] ^ 1])),
        "cut": good[:-5] + ".wav",
        "longer": "AAAA" + good,
        "without its ending": good.removesuffix(".wav"),
        "another alphabet": good.replace(good[3], "!", 1),
        "not ASCII": "ä" * 48 + ".wav",
        "nothing": ".wav",
    }


def test_whatever_we_did_not_sign_is_not_found_alike_and_asks_nobody(
    line: Line, sound: UUID, statements: list[str]
) -> None:
    tried = forged(sound)
    answers = {case: ask(line, name) for case, name in tried.items()}
    assert {case: answer.status_code for case, answer in answers.items()} == dict.fromkeys(tried, 404)
    assert len({(answer.text, answer.headers["content-type"]) for answer in answers.values()}) == 1
    assert names(statements) == []


def test_a_sound_that_is_gone_is_not_found(line: Line) -> None:
    answer = ask(line, signed(uuid4(), keys(), now=datetime.now(UTC)))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_an_address_holds_for_an_hour_at_least_and_is_the_same_within_one(line: Line, sound: UUID) -> None:
    began = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    first, last, next_hour = (
        signed(sound, keys(), now=began + timedelta(seconds=seconds)) for seconds in (0, 3599, 3600)
    )
    assert first == last != next_hour
    an_hour_ago = signed(sound, keys(), now=datetime.now(UTC) - timedelta(minutes=59, seconds=50))
    assert ask(line, an_hour_ago).status_code == 200


def test_a_change_of_the_master_key_leaves_nobody_in_silence(
    line: Line, sound: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime.now(UTC)
    old = keys().by_id
    both = MasterKeys(old | {"zzz-newer": b"a newer key of 32 bytes, for all"})
    # Who was given the new key signs so that who was not can still check it.
    assert ask(line, signed(sound, both, now=now)).status_code == 200
    as_text = {name: base64.b64encode(key).decode() for name, key in both.by_id.items()}
    monkeypatch.setenv("MASTER_KEYS", json.dumps(as_text))
    forget_what_is_cached()
    assert ask(line, signed(sound, MasterKeys(old), now=now)).status_code == 200


def test_without_the_database_the_provider_is_told_to_come_again(
    line: Line, sound: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def gone(*_: object, **__: object) -> None:
        asked.append(1)
        raise DatabaseUnavailable("57P01")

    monkeypatch.setattr(sounds, "read_speech", gone)
    answer = ask(line, signed(sound, keys(), now=datetime.now(UTC)))
    assert (answer.status_code, answer.json()["code"]) == (503, "database_unavailable")
    assert len(asked) == 2
