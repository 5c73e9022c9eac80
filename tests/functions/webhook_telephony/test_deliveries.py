"""Deliveries over HTTP: stored before applied, applied once, nothing lost."""

from __future__ import annotations

import hashlib
from typing import Any

import httpx
import pytest

from local.phone import Phone
from shared.db import telephony
from shared.db.refusals import DatabaseUnavailable
from tests.conftest import use_environment
from tests.support.line import Line


def problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


def inbox(line: Line) -> list[dict[str, Any]]:
    return line.database.all(
        "select event_key, event_type, status, headers, body from public.webhook_events order by received_at"
    )


def completed(phone: Phone) -> dict[str, str]:
    return phone.parameters({"CallStatus": "completed", "CallDuration": "42"})


def test_a_delivery_is_stored_as_it_came_and_applied(line: Line) -> None:
    phone = line.phone()
    phone.ring()
    answer = phone.tell_status("completed", seconds=42)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/xml")
    kept = inbox(line)[-1]
    assert (kept["event_key"], kept["status"]) == (f"status:{phone.call_sid}:completed:0", "applied")
    assert bytes(kept["body"]) == answer.request.content
    assert set(kept["headers"]) <= {
        "content-type",
        "user-agent",
        "x-twilio-signature",
        "i-twilio-idempotency-token",
    }
    assert line.call(phone)["duration_seconds"] == 42


def test_a_wrong_signature_is_refused_and_leaves_nothing(line: Line) -> None:
    phone = line.phone(auth_token="somebody-elses-token")
    assert problem(phone.post(phone.status_url, completed(phone))) == (403, "not_signed")
    assert inbox(line) == []


def test_an_unknown_token_or_provider_is_not_found(line: Line) -> None:
    phone = line.phone()
    assert problem(phone.post(phone.status_url + "x", completed(phone))) == (404, "not_found")
    assert problem(phone.post(phone.status_url.replace("twilio", "nobody"), completed(phone))) == (404, "not_found")


def test_a_call_that_runs_is_carried_to_its_end_though_its_integration_is_switched_off(line: Line) -> None:
    phone, late = line.phone(), line.phone()
    phone.ring()
    line.database.all("update public.integrations set is_active = false returning 1")
    assert phone.say("Wann haben Sie geöffnet?").awaits == "speech"
    assert phone.hang_up().status_code == 200
    assert line.call(phone)["status"] == "completed"
    assert "niemand zu erreichen" in late.ring().text


def test_a_body_that_is_too_large_is_refused(line: Line) -> None:
    phone = line.phone()
    answer = phone.post(phone.status_url, completed(phone) | {"Padding": "x" * 2_100_000})
    assert problem(answer) == (413, "too_large")


@pytest.mark.parametrize(
    "changed",
    [
        {"CallStatus": "teleported"},
        {"CallStatus": "", "RecordingSid": "RE1", "RecordingStatus": "completed"},
    ],
)
def test_what_cannot_be_read_is_kept(line: Line, changed: dict[str, str]) -> None:
    phone = line.phone()
    answer = phone.post(phone.status_url, completed(phone) | changed)
    assert (answer.status_code, answer.headers["content-type"]) == (202, "text/xml")
    kept = inbox(line)[-1]
    content = hashlib.sha256(answer.request.content).hexdigest()
    assert (kept["event_key"], kept["status"]) == (f"body:{content}", "failed")
    again = phone.post(phone.status_url, completed(phone) | changed)
    assert again.status_code == 200
    assert len(inbox(line)) == 1


def test_a_genuine_delivery_cut_differently_does_not_take_its_place(line: Line) -> None:
    """The same signature covers `ApiVersion=2010-04-01CallDuration600`; what is free of charge then must not come first."""
    phone = line.phone()
    phone.ring()
    genuine = phone.parameters({"CallStatus": "completed", "CallDuration": "600"})
    cut = {name: value for name, value in genuine.items() if name != "CallDuration"}
    cut["ApiVersion"] += "CallDuration600"
    assert phone.post(phone.status_url, cut).status_code == 202
    assert line.call(phone)["status"] == "in_progress"
    assert phone.post(phone.status_url, genuine).status_code == 200
    assert line.call(phone)["duration_seconds"] == 600


def test_without_a_database_and_a_queue_the_provider_is_told_to_come_again(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> str:
        raise DatabaseUnavailable("57P01")

    use_environment(monkeypatch, {"QUEUE_URL": ""})
    phone = line.phone()
    with monkeypatch.context() as patch:
        patch.setattr(telephony, "take_delivery", gone)
        answer = phone.post(phone.status_url, completed(phone))
    assert problem(answer) == (503, "database_unavailable")
    assert answer.headers["retry-after"]


def test_a_connection_that_died_unnoticed_is_replaced(line: Line) -> None:
    phone = line.phone()
    phone.ring()
    phone.tell_status("in-progress")
    with line.database.connect() as conn:
        conn.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename like 'fn_%'"
        )
    assert phone.tell_status("completed", seconds=9).status_code == 200
    assert line.call(phone)["status"] == "completed"
