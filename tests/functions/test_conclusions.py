"""What became of a call, told by whole calls through the functions: of models, of faults, of vendors' own agents."""

from __future__ import annotations

from typing import Any

import pytest

from shared.providers.models import MODELS
from shared.voice import turn
from tests.conftest import use_environment
from tests.support import fake_openai as fake
from tests.support.connections import retell_phone, vapi_phone
from tests.support.fake_openai import FakeOpenAI
from tests.support.line import Line

WISH = {"service": "Herrenhaarschnitt", "person": "Maria", "day": "Dienstag", "time": "14:30"}


def found(line: Line) -> tuple[str | None, str | None]:
    row = line.database.one("select summary, sentiment from public.calls")
    return row["summary"], row["sentiment"]


def test_of_what_a_model_answered_it_is_known_what_it_was_about(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeOpenAI() as openai:
        use_environment(monkeypatch, {"OPENAI_API_KEY": "test-key", "OPENAI_BASE_URL": openai.base_url})
        # Its package takes a while to load, and a caller waits for a first word no longer than that on a busy machine.
        MODELS["openai"].load()
        phone = line.phone()
        phone.ring()
        openai.will(fake.says("Ein Herrenhaarschnitt kostet achtundzwanzig Euro."))
        assert "achtundzwanzig" in phone.say("Was kostet ein Herrenhaarschnitt, und haben Sie samstags offen?").text
        openai.will(fake.says("Sehr gern."))
        phone.say("Danke schön")
        phone.hang_up()
    assert line.database.one("select count(*) as n from public.call_turns where model is not null") == {"n": 2}
    assert found(line) == (
        f"Anruf von {phone.caller_number} (neu). Fragte nach Preisen und Öffnungszeiten.",
        "positive",
    )


def test_a_fault_of_ours_is_told_and_somebody_is_to_be_rung_back(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = line.phone()
    phone.ring()

    think = turn._think

    def fail_once(*_: object, **__: object) -> None:
        monkeypatch.setattr(turn, "_think", think)
        raise RuntimeError

    monkeypatch.setattr(turn, "_think", fail_once)
    assert "technische Störung" in phone.say("Guten Tag").text
    phone.hang_up()
    summary, sentiment = found(line)
    assert summary is not None
    assert "Technische Störung" in summary
    assert summary.endswith(f"Bitte zurückrufen: {phone.caller_number}.")
    assert sentiment == "negative"


@pytest.mark.parametrize("sums_up", [True, False])
@pytest.mark.parametrize("provider", ["vapi", "retell"])
def test_of_a_vendors_agent_its_vendor_tells_or_else_what_it_did(line: Line, provider: str, sums_up: bool) -> None:
    phone: Any = vapi_phone(line, config={"assistant_id": "x"}) if provider == "vapi" else retell_phone(line)
    phone.ring()
    phone.use("book_appointment", **WISH)
    phone.use("name_caller", name="Karl Kunde")
    if provider == "vapi":
        analysis = {"summary": "In Worten des Anbieters." if sums_up else "", "successEvaluation": "true"}
        assert phone.post(phone.status_url, phone.told(analysis=analysis)).status_code == 200
    else:
        assert phone.post(phone.status_url, phone.told("call_ended")).status_code in (200, 204)
        if sums_up:
            assert phone.post(phone.status_url, phone.told("call_analyzed")).status_code in (200, 204)
    row = line.database.one("select summary, summary_by, sentiment, sentiment_by, conversion from public.calls")
    assert row["conversion"]
    if sums_up:
        assert row["summary"] in ("In Worten des Anbieters.", "Ein Anruf wurde beantwortet.")
        assert row["summary_by"] == "provider"
    else:
        assert row["summary"].startswith(
            "Anruf von Karl Kunde (neu). Gebucht: Herrenhaarschnitt bei Maria Schmidt, Dienstag, "
        )
        assert row["summary_by"] == "rule"
    # What a vendor's agent was told we did not understand ourselves.
    assert row["sentiment_by"] in ("provider", None)


def test_what_is_found_is_nobodys_to_read_in_a_log(
    line: Line, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    phone = line.phone()
    phone.ring()
    phone.say("Mein Name ist Karla Kundin")
    phone.say("Eine Nachricht bitte")
    phone.say("Der Schlüssel liegt unter der Geheimmatte, bitte weitersagen")
    phone.say("Ja")
    phone.hang_up()
    summary, _ = found(line)
    assert summary is not None
    assert "Karla Kundin" in summary
    assert "Geheimmatte" in summary
    written = capfd.readouterr()
    for secret in ("Karla", "Geheimmatte", phone.caller_number):
        assert secret not in written.out + written.err
        assert secret not in str([record.__dict__ for record in caplog.records])
