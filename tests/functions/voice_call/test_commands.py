"""A call led by commands when things go wrong: what comes twice, late or broken, and a provider that does not obey."""

from __future__ import annotations

import base64
import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from local.gateway import Gateway
from local.telnyx_phone import LedPhone
from shared.db import telephony, turns
from shared.db.refusals import DatabaseUnavailable
from tests.conftest import use_environment
from tests.support.telnyx_line import TelnyxLine

FORWARD = "update public.phone_numbers set forwarding_number = '+493023125999' returning 1"
TURNS = "select turn, speaker::text, text from public.call_turns order by turn, speaker"


def gone(*_: object, **__: object) -> None:
    raise DatabaseUnavailable("57P01")


def everything(telnyx: TelnyxLine) -> dict[str, Any]:
    """What a caller and an owner would notice of a second time."""
    return {
        "turns": telnyx.database.all(TURNS),
        "appointments": telnyx.database.all("select id, status, start_time from public.appointments order by id"),
        "ledger": telnyx.database.all("select account, amount from public.balance_ledger order by id"),
        "events": telnyx.database.one("select count(*) as n from public.telephony_events"),
        "calls": telnyx.database.all("select * from public.calls"),
    }


def booked(telnyx: TelnyxLine) -> LedPhone:
    phone = telnyx.led()
    phone.ring()
    phone.say("Ich hätte gern einen Herrenhaarschnitt bei Maria am Dienstag um halb drei")
    assert "Buchungscode" in phone.say("Ja, bitte").text
    return phone


def test_every_event_told_again_changes_nothing_and_has_nothing_done_twice(telnyx: TelnyxLine) -> None:
    phone = booked(telnyx)

    def again() -> None:
        before = everything(telnyx)
        for told in [*phone.events, *reversed(phone.events)]:
            for url in (phone.voice_url, phone.status_url):
                assert phone.post(url, told).status_code == 200
        assert everything(telnyx) == before
        assert telnyx.api.next_for(phone.call_sid) is None

    again()
    phone.hang_up()
    telnyx.api.moods["*"] = "over"
    again()


def test_the_same_event_twice_at_once_is_one_turn(telnyx: TelnyxLine) -> None:
    phone = telnyx.led()
    phone.ring()
    data = {"transcript": "Was kostet ein Herrenhaarschnitt?", "confidence": 0.9, "is_final": True}
    told = phone.event("call.transcription", transcription_data=data)
    with ThreadPoolExecutor(4) as deliveries:
        answers = list(deliveries.map(lambda _: phone.post(phone.voice_url, told), range(4)))
    assert {answer.status_code for answer in answers} == {200}
    assert [row["turn"] for row in telnyx.database.all(TURNS)] == [0, 1, 1]
    actions: Counter[str] = Counter()
    while (command := telnyx.api.next_for(phone.call_sid)) is not None:
        actions[command.action] += 1
    assert actions == {"gather_stop": 1, "gather_using_speak": 1}


def test_what_is_said_while_we_think_gets_no_second_answer(telnyx: TelnyxLine) -> None:
    phone = telnyx.led()
    phone.ring()
    first, second = (
        phone.event("call.transcription", transcription_data={"transcript": words, "is_final": True})
        for words in ("Was kostet ein Herrenhaarschnitt?", "Und wann haben Sie geöffnet?")
    )
    phone.post(phone.voice_url, first)
    asked = len(telnyx.api.asked)
    assert phone.post(phone.voice_url, second).status_code == 200
    assert len(telnyx.api.asked) == asked
    caller = [row["text"] for row in telnyx.database.all(TURNS) if row["speaker"] == "caller"]
    assert caller == ["Was kostet ein Herrenhaarschnitt?"]


@pytest.mark.parametrize("mood", ["busy", "broken"])
def test_a_command_that_may_work_later_is_sent_again(telnyx: TelnyxLine, mood: Any) -> None:
    telnyx.api.moods["answer"], telnyx.api.times["answer"] = mood, 2
    phone = telnyx.led()
    assert "Salon Lindenblüte" in phone.ring().text
    assert [action for _, action in telnyx.api.asked].count("answer") == 3


def test_a_command_that_is_refused_is_not_sent_again_and_a_person_is_rung(telnyx: TelnyxLine) -> None:
    telnyx.database.all(FORWARD)
    telnyx.api.moods["gather_using_speak"] = "refuses"
    phone = telnyx.led()
    said = phone.ring()
    assert "Störung" in said.text
    assert said.transferred_to == "+493023125999"
    assert [action for _, action in telnyx.api.asked].count("gather_using_speak") == 1


def test_without_a_person_the_caller_hears_an_apology_and_leaves_a_message(telnyx: TelnyxLine) -> None:
    telnyx.database.all("update public.branches set phone = null returning 1")
    telnyx.api.moods["gather_using_speak"] = "refuses"
    phone = telnyx.led()
    assert phone.ring().awaits == "recording"
    assert "angekommen" in phone.record().text
    assert phone.over


def test_where_neither_can_begin_the_caller_is_not_asked_to_speak_after_a_tone_that_never_comes(
    telnyx: TelnyxLine,
) -> None:
    telnyx.database.all("update public.branches set phone = null returning 1")
    telnyx.api.moods["gather_using_speak"] = telnyx.api.moods["record_start"] = "refuses"
    phone = telnyx.led()
    said = phone.ring()
    assert "später noch einmal" in said.text
    assert (said.awaits, phone.over) == (None, True)


def test_without_ears_there_are_still_the_keys(telnyx: TelnyxLine) -> None:
    telnyx.api.moods["transcription_start"] = "refuses"
    phone = telnyx.led()
    assert phone.ring().awaits == "speech"
    assert phone.press("1").text


def test_when_nothing_can_be_sent_the_event_is_answered_and_the_turn_is_kept(telnyx: TelnyxLine) -> None:
    phone = telnyx.led()
    phone.ring()
    telnyx.api.moods["*"] = "broken"
    told = phone.event("call.transcription", transcription_data={"transcript": "Hallo?", "is_final": True})
    assert phone.post(phone.voice_url, told).status_code == 200
    assert [row["turn"] for row in telnyx.database.all(TURNS)] == [0, 1, 1]


def test_a_call_that_is_over_is_not_commanded_on(telnyx: TelnyxLine) -> None:
    phone = telnyx.led()
    phone.ring()
    telnyx.api.moods["*"] = "over"
    told = phone.event("call.transcription", transcription_data={"transcript": "Hallo?", "is_final": True})
    before = len(telnyx.api.asked)
    assert phone.post(phone.voice_url, told).status_code == 200
    assert [action for _, action in telnyx.api.asked[before:]] == ["gather_stop"]


def test_a_database_that_goes_away_within_a_call_leads_to_a_person(
    telnyx: TelnyxLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    telnyx.database.all(FORWARD)
    phone = telnyx.led(dial_status="no-answer")
    phone.ring()
    monkeypatch.setattr(turns, "recall_turn", gone)
    said = phone.say("Hallo?")
    assert said.transferred_to == "+493023125999"
    assert "Störung" in said.text
    # Nobody answers there and the database is still away: not the same transfer again, but a recording.
    assert said.awaits == "recording"
    phone.record()
    assert phone.over


def test_what_can_be_kept_nowhere_is_told_again(telnyx: TelnyxLine, monkeypatch: pytest.MonkeyPatch) -> None:
    use_environment(monkeypatch, {"QUEUE_URL": ""})
    phone = telnyx.led()
    phone.ring()
    told = phone.event("call.hangup", hangup_cause="normal_clearing", start_time=phone.events[0]["data"]["occurred_at"])
    with monkeypatch.context() as patch:
        patch.setattr(telephony, "take_delivery", gone)
        answer = phone.post(phone.voice_url, told)
    assert (answer.status_code, answer.json()["code"]) == (503, "database_unavailable")
    assert phone.post(phone.voice_url, told).status_code == 200
    assert telnyx.call(phone)["status"] == "completed"


def test_without_a_database_nobody_is_proven_and_the_event_is_told_again(
    telnyx: TelnyxLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_environment(monkeypatch, {"DATABASE_URL_FN_VOICE": "postgresql://nobody@127.0.0.1:9/none"})
    phone = telnyx.led()
    assert phone.post(phone.voice_url, phone.event("call.initiated", direction="incoming")).status_code == 503
    assert telnyx.api.asked == []


@pytest.mark.parametrize(
    "changed",
    [
        {"event_type": "call.sung"},
        {"event_type": "fax.received"},
        {"event_type": None},
        {"id": None},
        {"payload": None},
        {"payload": {"call_control_id": "a/b"}},
        {"occurred_at": "yesterday"},
    ],
    ids=str,
)
def test_a_genuine_event_that_cannot_be_read_is_kept(telnyx: TelnyxLine, changed: dict[str, Any]) -> None:
    phone = telnyx.led()
    told = phone.event("call.initiated", direction="incoming")
    told["data"] |= changed
    for url in (phone.voice_url, phone.status_url):
        assert phone.post(url, told).status_code in (200, 202)
    assert telnyx.database.one("select count(*) as n from public.webhook_events")["n"] == 1


def test_a_turn_that_nobody_counted_ends_the_call_with_a_sentence(telnyx: TelnyxLine) -> None:
    phone = telnyx.led()
    phone.ring()
    memory = json.loads(base64.b64decode(phone._memory or "")) | {"turn": 201}
    packed = base64.b64encode(json.dumps(memory).encode()).decode()
    said = phone._tell(
        "call.transcription", memory=packed, transcription_data={"transcript": "Hallo?", "is_final": True}
    )
    assert said.text
    assert phone.over or said.transferred_to


def test_a_message_that_is_ready_after_the_caller_hung_up_is_kept(telnyx: TelnyxLine) -> None:
    telnyx.database.all(FORWARD)
    telnyx.never_closes()
    phone = telnyx.led(dial_status="busy")
    phone.ring()
    assert phone.say("Ich möchte bitte einen Menschen sprechen").awaits == "recording"
    phone.tell_status("completed", seconds=40)
    phone.record("https://recordings.example/RE7.mp3")
    kept = telnyx.database.one("select recording_url from public.customer_interactions where type = 'message'")
    assert kept["recording_url"] == "https://recordings.example/RE7.mp3"
    assert telnyx.call(phone)["duration_seconds"] == 40


def test_a_transfer_stands_in_the_timeline_and_its_cost_beside_the_calls(telnyx: TelnyxLine) -> None:
    telnyx.database.all(FORWARD)
    telnyx.never_closes()
    phone = telnyx.led()
    phone.ring()
    phone.say("Ich möchte bitte einen Menschen sprechen")
    phone.hang_up()
    phone.tell_cost("0.0184")
    phone.tell_cost("0.0200", call_control_id="v3:another-leg", call_leg_id="leg-b")
    phone.seconds += 1
    phone.tell_cost("0.0210", call_control_id="v3:another-leg", call_leg_id="leg-b")
    assert len(telnyx.database.all("select 1 from public.calls")) == 1
    legs = telnyx.database.all(
        "select detail from public.call_activities where type = 'transfer' and detail ? 'status'"
    )
    assert {row["detail"]["status"] for row in legs} == {"ringing", "in_progress", "completed"}
    costs = telnyx.database.all("select cost_of, cost::text, currency from public.v_call_provider_costs order by cost")
    assert [(row["cost"], row["currency"]) for row in costs] == [("0.018400", "USD"), ("0.021000", "USD")]


def test_a_correction_counts_only_if_it_is_later(telnyx: TelnyxLine) -> None:
    phone = telnyx.led()
    phone.ring()
    phone.hang_up()
    latest = phone.event(
        "call.cost", at=phone.began_at + timedelta(seconds=90), total_cost="0.03", cost_parts=[{"currency": "EUR"}]
    )
    earlier = phone.event(
        "call.cost", at=phone.began_at + timedelta(seconds=80), total_cost="0.05", cost_parts=[{"currency": "USD"}]
    )
    for told in (latest, earlier, latest):
        assert phone.post(phone.status_url, told).status_code == 200
    costs = telnyx.database.all("select cost::text, currency from public.v_call_provider_costs")
    assert costs == [{"cost": "0.030000", "currency": "EUR"}]


def test_job_inbox_applies_what_came_before_its_call(telnyx: TelnyxLine, gateway: Gateway) -> None:
    phone = telnyx.led()
    assert phone.tell_cost("0.5").status_code == 202
    phone.ring()
    telnyx.database.all("update public.webhook_events set next_attempt_at = now() where status = 'failed' returning 1")
    assert json.loads(gateway.run_job("job_inbox").body)["applied"] == 1
    assert telnyx.database.one("select cost::text from public.v_call_provider_costs") == {"cost": "0.500000"}
