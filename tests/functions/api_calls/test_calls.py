"""Calls that people and programs have made and ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from shared.db import call_orders
from shared.db.connection import connect, disconnect
from shared.db.refusals import NotFound
from tests.conftest import use_environment
from tests.support.calls import DENTIST, SALON
from tests.support.connections import COMPANIES
from tests.support.fake_twilio import FakeTwilio
from tests.support.line import Line
from tests.support.rest import Rest

PASSWORD = "test-owner-password"
CALLEE = "+493023125770"
COMPANY = COMPANIES["SALON"]

Ask = Callable[..., httpx.Response]


@pytest.fixture
def twilio(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTwilio]:
    with FakeTwilio(COMPANY.account_sid, COMPANY.auth_token) as server:
        use_environment(monkeypatch, {"TWILIO_API_BASE_URL": server.base_url})
        yield server


def order(**changed: Any) -> dict[str, Any]:
    return {"company_id": str(SALON), "to": CALLEE} | changed


def code(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


def test_an_owner_rings_a_customer_and_the_assistant_speaks(ask: Ask, line: Line, twilio: FakeTwilio) -> None:
    answer = ask("/api/calls/start", order())
    assert answer.status_code == 201
    (placed,) = twilio.placed
    assert (placed["To"], placed["From"]) == ([CALLEE], [COMPANY.number])
    assert placed["MachineDetection"] == ["DetectMessageEnd"]
    phone = line.phone(call_sid="CA" + "0" * 31 + "1", caller_number=COMPANY.number, number=CALLEE)
    assert placed["Url"] == [phone.voice_url]
    assert placed["StatusCallback"] == [phone.status_url]
    phone.direction = "outbound-api"
    assert "Salon Lindenblüte" in phone.ring().text
    assert "28 Euro" in phone.say("Was kostet ein Herrenhaarschnitt?").text
    phone.hang_up()
    call = line.call(phone)
    assert str(call["id"]) == answer.json()["call_id"]
    assert (call["direction"], call["status"], call["callee_number"]) == ("outbound", "completed", CALLEE)
    customer = line.database.one("select phone_normalized from public.customers where id = %s", call["customer_id"])
    assert customer["phone_normalized"] == CALLEE


def test_an_answering_machine_hears_who_rang(ask: Ask, line: Line, twilio: FakeTwilio) -> None:
    ask("/api/calls/start", order())
    phone = line.phone(call_sid="CA" + "0" * 31 + "1", caller_number=COMPANY.number, number=CALLEE)
    phone.direction, phone.answered_by = "outbound-api", "machine_end_beep"
    said = phone.ring()
    assert said.text.startswith("Salon Lindenblüte, guten Tag. Wir haben versucht")
    assert phone.over


def test_the_same_key_rings_once(ask: Ask, line: Line, twilio: FakeTwilio) -> None:
    first = ask("/api/calls/start", order(), key="order-1")
    again = ask("/api/calls/start", order(), key="order-1")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert len(twilio.placed) == 1
    assert code(ask("/api/calls/start", order(to="+493023125771"), key="order-1")) == (409, "order_key_used")
    assert ask("/api/calls/start", order(), key="order-2").status_code == 201
    assert len(twilio.placed) == 2


def test_the_same_key_from_many_at_once_rings_once(ask: Ask, twilio: FakeTwilio) -> None:
    with ThreadPoolExecutor(6) as askers:
        answers = list(askers.map(lambda _: ask("/api/calls/start", order(), key="order-1").status_code, range(6)))
    assert answers.count(201) == 1
    assert set(answers) <= {200, 201, 202}
    assert len(twilio.placed) == 1


RULES = {
    "opted_out": f"""
        insert into public.opt_outs (company_id, channel, address) select id, 'phone', '{CALLEE}' from public.companies""",
    "outside_calling_hours": "update public.companies set outbound_weekdays = '{}'",
    "customer_blocked": f"""
        insert into public.customers (company_id, phone_normalized, phone, is_blocked, blocked_reason)
        select id, '{CALLEE}', '{CALLEE}', true, 'abuse' from public.companies""",
}


@pytest.mark.parametrize("refused", RULES)
def test_who_must_not_be_rung_is_not(ask: Ask, line: Line, twilio: FakeTwilio, refused: str) -> None:
    line.database.all(f"{RULES[refused]} returning 1")
    assert code(ask("/api/calls/start", order())) == (409, refused)
    assert twilio.placed == []
    assert line.database.all("select 1 from public.call_orders") == []


def test_who_cannot_pay_rings_nobody(ask: Ask, line: Line, twilio: FakeTwilio) -> None:
    line.database.all("update public.prepaid_balances set reserved_balance = current_balance returning 1")
    assert code(ask("/api/calls/start", order())) == (402, "balance_empty")
    assert twilio.placed == []


@pytest.mark.parametrize(
    ("changed", "status", "refused"),
    [
        ({"to": "+12025550100"}, 422, "country_not_served"),
        ({"to": COMPANY.number}, 422, "number_is_own"),
        ({"to": "030 123"}, 422, "request_invalid"),
        ({"company_id": str(DENTIST)}, 404, "company_not_found"),
        ({"phone_number_id": str(SALON)}, 404, "number_not_found"),
    ],
)
def test_an_order_that_cannot_be(
    ask: Ask, twilio: FakeTwilio, changed: dict[str, str], status: int, refused: str
) -> None:
    assert code(ask("/api/calls/start", order(**changed))) == (status, refused)
    assert twilio.placed == []


@pytest.mark.parametrize(("mood", "refused"), [("busy", "provider_failed"), ("garbage", "provider_answer_unreadable")])
def test_a_provider_that_fails_is_asked_once_for_an_order(
    ask: Ask, line: Line, twilio: FakeTwilio, mood: Any, refused: str
) -> None:
    twilio.mood = mood
    assert code(ask("/api/calls/start", order(), key="order-1")) == (502, refused)
    twilio.mood = "well"
    again = ask("/api/calls/start", order(), key="order-1")
    assert (again.status_code, again.json()["status"], again.json()["error"]) == (200, "failed", refused)
    assert twilio.placed == []


def test_a_credential_that_does_not_open_fails_the_order(ask: Ask, line: Line, twilio: FakeTwilio) -> None:
    line.database.all("update private.integrations_secrets set encrypted_credentials = 'x' returning 1")
    assert ask("/api/calls/start", order(), key="order-1").status_code >= 400
    again = ask("/api/calls/start", order(), key="order-1")
    assert (again.status_code, again.json()["status"]) == (200, "failed")
    assert twilio.placed == []


def test_an_order_over_which_its_asker_died_is_not_being_placed_for_ever(
    ask: Ask, line: Line, twilio: FakeTwilio
) -> None:
    placed = ask("/api/calls/start", order(), key="order-1").json()
    died = "update public.call_orders set status = 'ordered', call_id = null, created_at = now() - %s::interval returning 1"
    line.database.all(died, "5 seconds")
    assert ask("/api/calls/start", order(), key="order-1").status_code == 202
    line.database.all(died, "61 seconds")
    again = ask("/api/calls/start", order(), key="order-1")
    assert (again.status_code, again.json()["status"], again.json()["error"]) == (200, "failed", "outcome_unknown")
    assert len(twilio.placed) == 1
    # It was not dead but late.
    with line.database.connect("fn_api") as conn:
        late = call_orders.place_call(conn, order_id=placed["id"], provider_call_id="CA" + "0" * 31 + "1")
    assert str(late) == placed["call_id"]
    assert ask("/api/calls/start", order(), key="order-1").json()["status"] == "placed"


def test_a_call_is_ended_at_the_provider(ask: Ask, line: Line, twilio: FakeTwilio) -> None:
    phone = line.phone()
    phone.ring()
    call_id = line.call(phone)["id"]
    assert ask(f"/api/calls/{call_id}/end").json() == {"id": str(call_id)}
    assert twilio.ended == [phone.call_sid]
    phone.hang_up()
    assert ask(f"/api/calls/{call_id}/end").status_code == 200
    assert twilio.ended == [phone.call_sid]


def test_the_calls_of_others_are_not_there(ask: Ask, line: Line, twilio: FakeTwilio) -> None:
    phone = line.phone("DENTIST")
    phone.ring()
    assert code(ask(f"/api/calls/{line.call(phone)['id']}/end")) == (404, "call_not_found")
    assert code(ask(f"/api/calls/{SALON}/end")) == (404, "call_not_found")
    assert twilio.ended == []


def test_who_is_neither_a_person_nor_a_program_ends_no_call(line: Line) -> None:
    phone = line.phone()
    phone.ring()
    api = connect(line.database.url("fn_api"))
    with pytest.raises(NotFound, match="call_not_found"):
        call_orders.call_to_end(api, actor_id=None, company_id=None, call_id=line.call(phone)["id"])
    disconnect()


def test_a_program_rings_with_the_key_of_its_company_and_for_no_other(ask: Ask, rest: Rest, twilio: FakeTwilio) -> None:
    owner = rest.signed_in(COMPANY.owner_email, PASSWORD)
    made: Any = owner.rpc(
        "create_api_key", {"p_company_id": str(SALON), "p_key_name": "dialler", "p_permissions": ["write"]}
    ).execute()
    row = made.data[0] if isinstance(made.data, list) else made.data
    key = row["key"]
    assert ask("/api/calls/start", order(), token=key).status_code == 201
    assert code(ask("/api/calls/start", order(company_id=str(DENTIST)), token=key)) == (403, "role_too_low")
    assert code(ask("/api/calls/start", order(), token=key[:-1] + "x")) == (401, "not_authenticated")
    assert len(twilio.placed) == 1


@pytest.mark.parametrize("token", ["a.b.c", "nonsense"])
def test_nobody_rings_anybody(ask: Ask, twilio: FakeTwilio, token: str) -> None:
    assert code(ask("/api/calls/start", order(), token=token)) == (401, "not_authenticated")
