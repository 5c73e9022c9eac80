"""Calls that a vendor's own agent leads: it asks, we do, once, and the caller's appointment stands."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from functions.voice_tools import handler as voice_tools
from local.retell_phone import RetellPhone
from local.vapi_phone import VapiPhone
from shared.db import turns
from shared.db.refusals import DatabaseUnavailable
from tests.support import wire
from tests.support.connections import retell_phone, vapi_phone
from tests.support.line import Line

AGENT = "00000000-0000-4000-8000-00000000d001"
WISH = {"service": "Herrenhaarschnitt", "person": "Maria", "day": "Dienstag", "time": "14:30"}

each_vendor = pytest.mark.parametrize("provider", ["vapi", "retell"])


def dial(line: Line, provider: str) -> VapiPhone | RetellPhone:
    if provider == "vapi":
        return vapi_phone(line, config={"assistant_id": AGENT})
    return retell_phone(line)


def confirmed(line: Line) -> list[dict[str, Any]]:
    return [each for each in line.appointments() if each["status"] == "confirmed"]


@each_vendor
def test_an_agent_books_a_haircut_for_a_caller_who_is_charged_once(line: Line, provider: str) -> None:
    phone = dial(line, provider)
    assert "Salon Lindenblüte" in phone.ring().text
    assert "Dienstag" in phone.use("find_slots", service="Herrenhaarschnitt", day="Dienstag")
    said = phone.use("book_appointment", **WISH)
    (appointment,) = confirmed(line)
    assert ", ".join(appointment["appointment_code"]) in said
    assert phone.use("name_caller", name="Karl Kunde")
    phone.seconds = 61
    assert phone.hang_up().status_code == 200
    call = line.database.one("select * from public.calls where provider_call_id = %s", phone.call_id)
    assert (call["status"], call["duration_seconds"], call["billable_seconds"]) == ("completed", 61, 120)
    assert call["cost"] > 0
    customer = line.database.one("select full_name from public.customers where id = %s", call["customer_id"])
    assert customer == {"full_name": "Karl Kunde"}
    assert line.database.one("select sum(amount) as all from public.balance_ledger")["all"] == 0


@each_vendor
def test_the_same_call_of_a_tool_has_one_effect_however_often_it_comes(line: Line, provider: str) -> None:
    phone = dial(line, provider)
    phone.ring()
    with ThreadPoolExecutor(4) as agents:
        again = list(agents.map(lambda _: phone.use("book_appointment", tool_call_id="call_1", **WISH), range(4)))
        anew = list(agents.map(lambda n: phone.use("book_appointment", tool_call_id=f"call_{n}", **WISH), range(2, 6)))
    assert len(set(again + anew)) == 1
    assert len(confirmed(line)) == 1


@each_vendor
def test_asked_again_under_the_same_id_an_agent_hears_the_same_words(line: Line, provider: str) -> None:
    phone = dial(line, provider)
    phone.ring()
    with ThreadPoolExecutor(4) as agents:
        asked = agents.map(
            lambda _: phone.use("find_slots", tool_call_id="call_1", service="Herrenhaarschnitt", day="Dienstag"),
            range(4),
        )
        first = set(asked)
    assert len(first) == 1
    line.database.all("update public.services set is_active = false returning 1")
    assert {phone.use("find_slots", tool_call_id="call_1", service="Herrenhaarschnitt", day="Dienstag")} == first
    assert phone.use("find_slots", tool_call_id="call_2", service="Herrenhaarschnitt", day="Dienstag") not in first
    assert line.database.all("select 1 from public.call_activities where type = 'tool'") == []


@each_vendor
def test_a_tool_used_in_a_call_that_nobody_announced_opens_it(line: Line, provider: str) -> None:
    phone = dial(line, provider)
    assert phone.use("find_slots", service="Herrenhaarschnitt", day="Dienstag")
    call = line.database.one("select status::text, caller_number from public.calls")
    assert call == {"status": "in_progress", "caller_number": phone.caller_number}


@each_vendor
def test_what_there_is_not_and_what_is_over_is_answered(line: Line, provider: str) -> None:
    phone = dial(line, provider)
    phone.ring()
    assert "no such tool" in phone.use("launch_rocket")
    phone.hang_up()
    assert phone.use("find_slots", **WISH) == voice_tools.NO_CALL


@each_vendor
def test_without_a_database_the_agent_hears_of_a_fault(
    line: Line, provider: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> object:
        raise DatabaseUnavailable("57P01")

    phone = dial(line, provider)
    phone.ring()
    with monkeypatch.context() as patch:
        patch.setattr(turns, "recall_turn", gone)
        assert phone.use("find_slots", **WISH) == voice_tools.FAULT
        voice_tools.doors.cache_clear()
        patch.setattr("shared.db.doors._look_up", gone)
        assert phone.use("find_slots", **WISH) == voice_tools.FAULT


def test_vapis_calls_are_answered_in_their_order_each_on_one_line(line: Line) -> None:
    phone = vapi_phone(line, config={"assistant_id": AGENT})
    phone.ring()
    listed = [
        {
            "id": "a",
            "type": "function",
            "function": {"name": "find_slots", "arguments": json.dumps({"service": "Bartpflege"})},
        },
        {"id": "b", "name": "find_slots", "parameters": {"service": "Herrenhaarschnitt"}},
        {"id": "c", "name": "find_slots", "arguments": "{not json"},
        {"id": "d", "name": "nothing"},
    ]
    answer = phone.post(f"{phone.address}/tools", phone.message("tool-calls", toolCallList=listed))
    results = answer.json()["results"]
    assert [(each["toolCallId"], "error" in each) for each in results] == [
        ("a", False),
        ("b", False),
        ("c", True),
        ("d", False),
    ]
    assert all("\n" not in each.get("result", "") + each.get("error", "") for each in results)


def test_vapis_recorded_shapes_are_answered(line: Line) -> None:
    phone = vapi_phone(line, config={"assistant_id": AGENT})
    phone.ring()
    for name in ("tool-calls", "tool-calls-flat", "tool-calls-string-arguments"):
        told = wire.recorded(f"vapi/{name}.json")["message"]
        body = phone.message("tool-calls", toolCallList=told["toolCallList"])
        (result,) = phone.post(f"{phone.address}/tools", body).json()["results"]
        assert (result["toolCallId"], result["name"]) == (told["toolCallList"][0]["id"], "check_availability")


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b'{"message":{"type":"hang"}}', b'{"message":{"type":"tool-calls"}}']
)
def test_vapi_gets_200_whatever_it_sends(line: Line, raw: bytes) -> None:
    phone = vapi_phone(line)
    headers = {"content-type": "application/json", **phone.proof(raw)}
    answer = line.http.post(f"{phone.address}/tools", content=raw, headers=headers)
    assert (answer.status_code, answer.json()) == (200, {"results": []})


def test_retells_arguments_alone_are_refused_with_the_remedy(line: Line) -> None:
    phone = retell_phone(line)
    answer = phone.post(phone.voice_url.replace("/incoming", "/tools"), {"service": "Herrenhaarschnitt"})
    assert (answer.status_code, answer.json()["code"]) == (422, "args_at_root")
    assert "args only" in answer.json()["detail"]
