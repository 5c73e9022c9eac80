"""A message after the tone whose database goes away in the middle of its turn."""

from __future__ import annotations

import pytest

from local.gateway import Gateway
from shared.db import customers
from shared.db.refusals import DatabaseUnavailable
from tests.conftest import use_environment
from tests.support.line import Line

MESSAGES = "select recording_url from public.customer_interactions where type = 'message'"


def gone(*_: object, **__: object) -> None:
    raise DatabaseUnavailable("57P01")


def test_a_message_waits_in_the_queue_and_who_left_it_hears_that_it_has_arrived(
    line: Line, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert gateway.queue
    gateway.queue.visibility_seconds = 0.1
    phone = line.phone()
    phone.ring()
    with monkeypatch.context() as patch:
        patch.setattr(customers, "take_message", gone)
        assert "angekommen" in phone.record().text
        assert line.database.all(MESSAGES) == []
    assert gateway.queue.wait_until_empty()
    assert len(line.database.all(MESSAGES)) == 1


def test_a_message_that_cannot_be_kept_is_not_answered_as_if_it_were(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = line.phone()
    phone.ring()
    use_environment(monkeypatch, {"QUEUE_URL": ""})
    monkeypatch.setattr(customers, "take_message", gone)
    assert "Störung" in phone.record().text
