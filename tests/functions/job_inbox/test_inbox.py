"""Deliveries that were kept: tried again, applied when they can be, buried when they cannot."""

from __future__ import annotations

import json

import pytest

from local.gateway import Gateway
from shared.db.refusals import DatabaseUnavailable
from shared.domain.calls import CallStatus
from shared.providers import forms
from tests.support.line import Line


def run(gateway: Gateway) -> dict[str, int]:
    answer = gateway.run_job("job_inbox")
    counts: dict[str, int] = json.loads(answer.body)
    return counts


def due_now(line: Line) -> None:
    line.database.all("update public.webhook_events set next_attempt_at = now() where status = 'failed' returning 1")


def test_nothing_to_do(line: Line, gateway: Gateway) -> None:
    assert run(gateway) == {"claimed": 0, "applied": 0, "kept": 0, "buried": 0, "closed": 0}


def test_a_status_that_we_learn_to_read_is_applied_later(
    line: Line, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = line.phone()
    phone.ring()
    phone.tell_status("finished", seconds=33)
    assert run(gateway)["claimed"] == 0  # not due yet
    due_now(line)
    assert run(gateway) == {"claimed": 1, "applied": 0, "kept": 1, "buried": 0, "closed": 0}
    monkeypatch.setitem(forms.STATUSES, "finished", CallStatus.COMPLETED)
    due_now(line)
    assert run(gateway) == {"claimed": 1, "applied": 1, "kept": 0, "buried": 0, "closed": 0}
    assert (line.call(phone)["status"], line.call(phone)["duration_seconds"]) == ("completed", 33)
    due_now(line)
    assert run(gateway)["claimed"] == 0


def test_what_stays_unreadable_is_buried_after_ten_tries(line: Line, gateway: Gateway) -> None:
    phone = line.phone()
    phone.ring()
    phone.tell_status("teleported")
    outcomes = []
    for _ in range(10):
        due_now(line)
        outcomes.append(run(gateway))
    assert [each["kept"] for each in outcomes] == [1] * 8 + [0, 0]
    assert [each["buried"] for each in outcomes] == [0] * 8 + [1, 0]
    letter = line.database.one("select reason from public.webhook_dead_letter_queue")
    assert letter["reason"] == "status_unknown"


def test_many_at_once_are_worked_off_in_batches(line: Line, gateway: Gateway) -> None:
    phone = line.phone()
    phone.ring()
    for at in range(60):
        phone.tell_status("teleported", SequenceNumber=str(at))
    due_now(line)
    assert run(gateway) == {"claimed": 60, "applied": 0, "kept": 60, "buried": 0, "closed": 0}


def test_a_database_that_goes_away_is_raised_so_that_the_platform_tries_again(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    from functions.job_inbox.handler import handler
    from shared.db import telephony

    def gone(*_: object, **__: object) -> None:
        raise DatabaseUnavailable("57P01")

    monkeypatch.setattr(telephony, "claim_deliveries", gone)
    with pytest.raises(DatabaseUnavailable):
        handler({}, None)
