"""Warm transfers, whole calls: who answers hears what it is about, and nobody waits for that in vain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode
from xml.etree.ElementTree import fromstring

import httpx
import pytest

from local.phone import Phone
from shared.db import transfers
from shared.db.refusals import DatabaseUnavailable
from shared.providers.vapi.assistant import ANNOUNCED_TRANSFER
from tests.conftest import use_environment
from tests.support import fake_openai as fake
from tests.support.connections import vapi_phone
from tests.support.fake_openai import FakeOpenAI
from tests.support.line import Line
from tests.support.telnyx_line import ANOTHER_SEED, TelnyxLine

PERSON = "+493023125101"
SUMMARY = "Karla Kundin fragt nach Hochzeitsfrisuren für <acht> & mehr."

Ring = Callable[..., Any]


@pytest.fixture
def openai(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOpenAI]:
    """A model server that the functions ask, once their gateway stands."""
    with FakeOpenAI() as server:
        use_environment(
            monkeypatch,
            {"OPENAI_API_KEY": "test-key", "OPENAI_BASE_URL": server.base_url, "OPENAI_MODEL": "test-model"},
        )
        yield server


@pytest.fixture(params=["phone", "relay_phone", "texml", "led"])
def ring(request: pytest.FixtureRequest, telnyx: TelnyxLine, openai: FakeOpenAI) -> Ring:
    """A telephone of each kind, `changed` as a test wants it."""
    telnyx.never_closes()
    make: Ring = getattr(telnyx, request.param)
    return make


def ask_for_a_person(phone: Any, openai: FakeOpenAI, summary: str = SUMMARY) -> Any:
    phone.ring()
    openai.will(fake.calls("transfer_to_person", **({"summary": summary} if summary else {})))
    return phone.say("Verbinden Sie mich bitte")


def gone(*_: object, **__: object) -> None:
    raise DatabaseUnavailable("57P01")


def whisper_url(phone: Phone, **changed: str) -> str:
    """Where the words of the call's first turn are, or what is `changed` of that."""
    asked = {"call": phone.call_sid, "turn": "1"} | changed
    return phone.voice_url.replace("/incoming", f"/whisper?{urlencode(asked)}")


def said(answer: httpx.Response) -> list[str]:
    """What the document says, which holds nothing else."""
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/xml")
    verbs = list(fromstring(answer.text))
    assert {verb.tag for verb in verbs} <= {"Say"}
    return [verb.text or "" for verb in verbs]


def test_who_answers_hears_the_summary_and_the_caller_does_not(ring: Ring, openai: FakeOpenAI) -> None:
    phone = ring()
    said = ask_for_a_person(phone, openai)
    assert said.transferred_to == PERSON
    assert phone.whispered == [SUMMARY]
    assert SUMMARY not in said.text
    assert phone.over


def test_who_does_not_answer_hears_nothing_and_a_message_is_taken(ring: Ring, openai: FakeOpenAI) -> None:
    phone = ring(dial_status="no-answer")
    assert ask_for_a_person(phone, openai).awaits == "recording"
    assert phone.whispered == []


def test_without_a_summary_nobody_is_asked_for_one(ring: Ring, openai: FakeOpenAI) -> None:
    phone = ring()
    assert ask_for_a_person(phone, openai, summary="").transferred_to == PERSON
    assert phone.whispered == []


def test_without_a_database_the_caller_is_put_through_without_a_word(
    ring: Ring, openai: FakeOpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transfers, "recall_transfer", gone)
    phone = ring()
    assert ask_for_a_person(phone, openai).transferred_to == PERSON
    assert phone.whispered == []
    assert phone.over


def test_while_nobody_can_be_proven_nothing_is_told_and_nobody_kept_waiting(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = line.phone()
    use_environment(monkeypatch, {"DATABASE_URL_FN_VOICE": "postgresql://nobody@127.0.0.1:9/none"})
    assert said(phone.post(whisper_url(phone), phone.parameters({}))) == []


def test_words_are_told_to_their_own_call_and_turn_only_while_it_lasts(line: Line, openai: FakeOpenAI) -> None:
    line.never_closes()
    phone, other = line.phone(), line.phone("DENTIST")
    assert ask_for_a_person(phone, openai).transferred_to == PERSON
    assert said(phone.post(whisper_url(phone), phone.parameters({}))) == [SUMMARY]
    for changed in ({"turn": "2"}, {"turn": "0"}, {"turn": "-1"}, {"turn": ""}, {"call": "CA1"}, {"call": "CA\x00"}):
        assert said(phone.post(whisper_url(phone, **changed), phone.parameters({}))) == [], changed
    # The dentist's own account proves nothing about the salon's call.
    theirs = whisper_url(other, call=phone.call_sid)
    assert said(other.post(theirs, other.parameters({}))) == []
    phone.hang_up()
    assert said(phone.post(whisper_url(phone), phone.parameters({}))) == []


def test_a_stranger_is_told_nothing(line: Line, openai: FakeOpenAI) -> None:
    line.never_closes()
    phone = line.phone()
    ask_for_a_person(phone, openai)
    forged = phone.post(whisper_url(phone), phone.parameters({}), signature="forged")
    assert (forged.status_code, forged.json()["code"]) == (403, "not_signed")
    assert SUMMARY not in forged.text
    for provider in ("vapi", "nobody"):
        url = whisper_url(phone).replace("/twilio/", f"/{provider}/")
        assert phone.post(url, phone.parameters({})).status_code == 404


def test_telnyx_proves_the_request_for_the_words(telnyx: TelnyxLine) -> None:
    phone = telnyx.texml(auth_token=ANOTHER_SEED)
    assert phone.post(whisper_url(phone), phone.parameters({})).status_code == 403


def test_who_hangs_up_on_what_they_are_told_has_not_talked(telnyx: TelnyxLine, openai: FakeOpenAI) -> None:
    telnyx.never_closes()
    phone = telnyx.led(dial_status="declined")
    assert ask_for_a_person(phone, openai).awaits == "recording"
    assert phone.whispered == []


@pytest.mark.parametrize(
    ("refused", "told"),
    [("dial", []), ("speak", []), ("playback_start", [SUMMARY])],
)
def test_what_cannot_be_done_for_a_warm_transfer_leaves_a_cold_one(
    telnyx: TelnyxLine, openai: FakeOpenAI, refused: str, told: list[str]
) -> None:
    telnyx.never_closes()
    phone = telnyx.led()
    phone.ring()
    if refused == "speak":
        # The caller's own words are spoken; only those for the person are not.
        telnyx.api.leg_moods["speak"] = "refuses"
    else:
        telnyx.api.moods[refused] = "refuses"
    openai.will(fake.calls("transfer_to_person", summary=SUMMARY))
    assert phone.say("Verbinden Sie mich bitte").transferred_to == PERSON
    assert phone.whispered == told
    assert phone.over


def test_who_cannot_be_put_through_to_is_hung_up_on_and_the_caller_hears_from_us(
    telnyx: TelnyxLine, openai: FakeOpenAI
) -> None:
    telnyx.never_closes()
    telnyx.api.moods["bridge"] = "refuses"
    assert ask_for_a_person(telnyx.led(), openai).awaits == "recording"


def test_a_caller_who_hangs_up_meanwhile_leaves_nobody_waiting(telnyx: TelnyxLine, openai: FakeOpenAI) -> None:
    telnyx.never_closes()
    phone = telnyx.led()
    telnyx.api.moods["bridge"] = telnyx.api.moods["playback_stop"] = "over"
    ask_for_a_person(phone, openai)
    # Both of them are let go.
    assert [action for call, action in telnyx.api.asked if call != phone.call_sid][-1] == "hangup"


def test_every_event_of_a_warm_transfer_told_again_has_nothing_done_twice(
    telnyx: TelnyxLine, openai: FakeOpenAI
) -> None:
    telnyx.never_closes()
    phone = telnyx.led()
    ask_for_a_person(phone, openai)
    done = len(telnyx.api.done)
    for told in [*phone.events, *reversed(phone.events)]:
        assert phone.post(phone.voice_url, told).status_code == 200
    assert len(telnyx.api.done) == done
    assert phone.whispered == [SUMMARY]


@pytest.mark.parametrize(("carrier", "told"), [("twilio", [SUMMARY]), ("telnyx", []), ("vapi", [])])
def test_at_vapi_who_answers_is_told_where_vapi_can_tell_them(
    line: Line, openai: FakeOpenAI, carrier: str, told: list[str]
) -> None:
    line.never_closes()
    phone = vapi_phone(line, carrier=carrier)
    said = ask_for_a_person(phone, openai)
    assert (said.transferred_to, phone.whispered) == (PERSON, told)
    assert SUMMARY not in said.text
    # Once the call is over, nobody is told any more.
    phone.hang_up()
    asked = phone.post(phone.status_url, phone.message("transfer-destination-request"))
    assert asked.json() == {"destination": {"type": "number", "number": PERSON, "message": ""}}


def test_at_vapi_without_a_summary_nothing_is_asked(line: Line, openai: FakeOpenAI) -> None:
    line.never_closes()
    phone = vapi_phone(line)
    said = ask_for_a_person(phone, openai, summary="")
    assert (said.transferred_to, phone.whispered) == (PERSON, [])
    assert ANNOUNCED_TRANSFER not in said.document


def test_at_vapi_without_a_database_the_caller_is_put_through_without_a_word(
    line: Line, openai: FakeOpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.never_closes()
    monkeypatch.setattr(transfers, "recall_transfer", gone)
    phone = vapi_phone(line)
    assert ask_for_a_person(phone, openai).transferred_to == PERSON
    assert phone.whispered == []


def test_an_assistant_that_cannot_ask_transfers_as_it_can(line: Line, openai: FakeOpenAI) -> None:
    line.never_closes()
    phone = vapi_phone(line)
    phone.ring()
    tools = phone.assistant["model"]["tools"]
    phone.assistant["model"]["tools"] = [each for each in tools if "function" not in each]
    openai.will(fake.calls("transfer_to_person", summary=SUMMARY))
    assert phone.say("Verbinden Sie mich bitte").transferred_to == PERSON


def test_over_retells_socket_a_transfer_is_cold(line: Line, openai: FakeOpenAI) -> None:
    line.never_closes()
    phone = line.retell_phone()
    said = ask_for_a_person(phone, openai)
    assert said.transferred_to == PERSON
    assert SUMMARY not in said.text
