"""Messages over HTTP: who writes is known afterwards and the owner hears of it; how what went out fares is kept."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest

from functions.job_inbox.handler import handler as rebuild
from local.gateway import Gateway
from local.telnyx_phone import signed
from shared.domain.messages import MessageStatus
from shared.providers.twilio import messenger
from tests.support.calls import CALLER, SALON, SALON_NUMBER
from tests.support.connections import COMPANIES
from tests.support.line import Line
from tests.support.telnyx_line import ANOTHER_SEED, NUMBER, SEED, TelnyxLine

WIRE = Path(__file__).parents[2] / "support/wire"
SID = "SM" + "0" * 31 + "1"
MESSAGES = """select channel::text, direction::text, status::text, from_address, to_address, body, error, cost, currency
              from public.message_logs order by created_at"""
OPT_OUTS = "select channel::text, address from public.opt_outs order by 1, 2"


def problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


def url(line: Line, provider: str = "twilio") -> str:
    return f"{line.url}/webhooks/messaging/{provider}/{line.token(COMPANIES['SALON'])}"


def form(name: str, **changed: str) -> dict[str, str]:
    """A request of Twilio's as it stands on the wire, to the salon's number unless changed."""
    fields = dict(parse_qsl((WIRE / f"twilio/{name}.form").read_text(), keep_blank_values=True))
    by = "whatsapp:" if fields["From"].startswith("whatsapp:") else ""
    ours = "From" if "MessageStatus" in fields else "To"
    theirs = "To" if ours == "From" else "From"
    return fields | {ours: by + SALON_NUMBER, theirs: by + CALLER} | changed


def twilio(line: Line, name: str, **changed: str) -> httpx.Response:
    return line.phone().post(url(line), form(name, **changed))


def telnyx_event(name: str, **payload: Any) -> bytes:
    event = json.loads((WIRE / f"telnyx/{name}.json").read_text())
    event["data"]["payload"] |= payload
    return json.dumps(event, ensure_ascii=False).encode()


def send(telnyx: TelnyxLine, body: bytes, seed: str = SEED) -> httpx.Response:
    address = f"{telnyx.url}/webhooks/messaging/telnyx/{telnyx.webhook_token}"
    return telnyx.http.post(address, content=body, headers={"content-type": "application/json"} | signed(body, seed))


def notices(line: Line) -> list[dict[str, Any]]:
    return line.database.all(
        "select subject, body from public.notifications where template = 'owner_message_received' order by created_at"
    )


def test_an_sms_is_kept_its_writer_known_and_the_owner_told(line: Line) -> None:
    answer = twilio(line, "sms-inbound")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/xml")
    assert answer.text.endswith("<Response />")
    assert line.database.all(MESSAGES) == [
        {
            "channel": "sms", "direction": "inbound", "status": "received", "from_address": CALLER, "to_address": SALON_NUMBER,
            "body": "Kan jag boka om till fredag?", "error": None, "cost": 0, "currency": "EUR",
        }
    ]  # fmt: skip
    customer = line.database.one(
        """select c.phone_normalized, c.acquisition_source, c.home_branch_id is not null as at_home from public.customers c
           join public.message_logs m on m.customer_id = c.id"""
    )
    assert customer == {"phone_normalized": CALLER, "acquisition_source": "sms", "at_home": True}
    (notice,) = notices(line)
    assert notice["subject"] == f"SMS von {CALLER}"
    assert notice["body"] == f"Kan jag boka om till fredag?\n\nVon: {CALLER}"
    timeline = line.database.all("select type::text, channel from public.customer_interactions order by type")
    assert timeline == [{"type": "correspondence", "channel": "sms"}, {"type": "initial_contact", "channel": "sms"}]


def test_who_has_called_before_is_the_same_customer_when_writing(line: Line) -> None:
    line.phone(caller_number=CALLER).ring()
    twilio(line, "whatsapp-inbound")
    found = line.database.one("select count(*) as n, count(distinct customer_id) as same from public.message_logs")
    assert found == {"n": 1, "same": 1}
    assert line.database.one("select count(*) as n from public.customers where phone_normalized = %s", CALLER) == {
        "n": 1
    }
    assert notices(line)[0]["subject"].startswith("WhatsApp von ")


def test_a_picture_is_told_by_what_it_is(line: Line) -> None:
    twilio(line, "whatsapp-inbound-media")
    (notice,) = notices(line)
    assert notice["body"].startswith("[image/jpeg]")
    kept = line.database.one("select channel::text, metadata from public.message_logs")
    assert (kept["channel"], [each["content_type"] for each in kept["metadata"]["media"]]) == (
        "whatsapp",
        ["image/jpeg"],
    )


def test_the_same_message_delivered_again_is_told_once(line: Line) -> None:
    for _ in range(3):
        assert twilio(line, "sms-inbound").status_code == 200
    assert len(line.database.all(MESSAGES)) == len(notices(line)) == 1


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (["STOP"], True), (["Stopp!"], True), (["stop", "START"], False), (["START"], False), (["Stopp", "start", "STOP."], True),
        (["Bitte nicht stoppen"], False), (["Kan du stanna?"], False),
    ],
)  # fmt: skip
def test_stop_and_start_are_honoured_on_their_channel(line: Line, said: list[str], left: bool) -> None:
    for at, text in enumerate(said):
        twilio(line, "sms-inbound", Body=text, MessageSid=f"SM{at:032d}")
    assert line.database.all(OPT_OUTS) == ([{"channel": "sms", "address": CALLER}] if left else [])


def test_what_the_provider_understood_as_stop_counts_whatever_was_written(line: Line) -> None:
    twilio(line, "sms-inbound-stop", Body="inga fler tack", OptOutType="STOP")
    assert line.database.all(OPT_OUTS) == [{"channel": "sms", "address": CALLER}]
    assert notices(line) == []
    twilio(line, "whatsapp-inbound", Body="STOP", MessageSid="SM" + "7" * 32)
    assert [each["channel"] for each in line.database.all(OPT_OUTS)] == ["sms", "whatsapp"]


def test_a_blocked_customer_is_kept_and_not_told(line: Line) -> None:
    line.phone(caller_number=CALLER).ring()
    line.database.all("update public.customers set is_blocked = true, blocked_reason = 'test' returning 1")
    twilio(line, "sms-inbound")
    assert len(line.database.all(MESSAGES)) == 1
    assert notices(line) == []


def test_the_status_of_what_went_out_moves_forward_only(line: Line) -> None:
    for name in ("sms-status-delivered", "sms-status-sent", "sms-status-delivered"):
        assert twilio(line, name).status_code == 200
    (row,) = line.database.all(MESSAGES)
    assert (row["status"], row["direction"], row["from_address"], row["to_address"]) == (
        "delivered", "outbound", SALON_NUMBER, CALLER,
    )  # fmt: skip
    twilio(line, "whatsapp-status-read", MessageSid="SM" + "9" * 32)
    assert [each["status"] for each in line.database.all(MESSAGES)] == ["delivered", "read"]


def test_a_failure_keeps_the_providers_code(line: Line) -> None:
    twilio(line, "sms-status-undelivered")
    (row,) = line.database.all(MESSAGES)
    assert (row["status"], row["error"]) == ("failed", "30003")


def test_a_message_that_we_logged_when_sending_is_the_one_that_moves(line: Line) -> None:
    line.database.all(
        """insert into public.message_logs (company_id, integration_id, channel, direction, to_address, body, status, currency, provider, provider_message_id)
           select i.company_id, i.id, 'sms', 'outbound', %s, 'Bis morgen!', 'queued', 'EUR', 'twilio', %s
           from public.integrations i where i.company_id = %s and i.provider = 'twilio' returning 1""",
        CALLER, SID, SALON,
    )  # fmt: skip
    twilio(line, "sms-status-sent")
    (row,) = line.database.all(MESSAGES)
    assert (row["status"], row["body"]) == ("sent", "Bis morgen!")


def test_a_wrong_signature_is_refused_and_leaves_nothing(line: Line) -> None:
    answer = line.phone(auth_token="somebody-elses-token").post(url(line), form("sms-inbound"))
    assert problem(answer) == (403, "not_signed")
    assert line.database.all("select 1 from public.webhook_events") == line.database.all(MESSAGES) == []


def test_an_unknown_token_or_provider_is_not_found(line: Line) -> None:
    phone = line.phone()
    assert problem(phone.post(url(line) + "x", form("sms-inbound"))) == (404, "not_found")
    assert problem(phone.post(url(line, "nobody"), form("sms-inbound"))) == (404, "not_found")


def test_a_body_that_is_too_large_is_refused(line: Line) -> None:
    assert problem(twilio(line, "sms-inbound", Padding="x" * 70_000)) == (413, "too_large")


def test_what_is_switched_off_takes_no_new_message(line: Line) -> None:
    line.database.all("update public.integrations set is_active = false returning 1")
    assert twilio(line, "sms-inbound").status_code == 200
    assert line.database.all(MESSAGES) == []
    assert line.database.one("select status::text from public.webhook_events") == {"status": "ignored"}


def test_a_genuine_message_cut_differently_does_not_take_its_place(line: Line) -> None:
    """The same signature covers `NumSegments=1OptOutTypeSTOP`: the wish to be left alone would be gone."""
    genuine = form("sms-inbound-stop", Body="nej tack")
    cut = {name: value for name, value in genuine.items() if name != "OptOutType"}
    cut["NumSegments"] += "OptOutTypeSTOP"
    phone = line.phone()
    assert phone.post(url(line), cut).status_code == 202
    assert phone.post(url(line), genuine).status_code == 200
    assert line.database.all(OPT_OUTS) == [{"channel": "sms", "address": CALLER}]


def test_what_cannot_be_read_is_kept_and_applied_once_it_can(
    line: Line, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = twilio(line, "sms-status-sent", MessageStatus="teleported")
    assert (answer.status_code, answer.text[-12:]) == (202, "<Response />")
    monkeypatch.setitem(messenger.STATUSES, "teleported", MessageStatus.DELIVERED)
    line.database.all("update public.webhook_events set next_attempt_at = now() returning 1")
    assert json.loads(gateway.run_job("job_inbox").body)["applied"] == 1
    assert [each["status"] for each in line.database.all(MESSAGES)] == ["delivered"]


def test_what_was_lost_is_rebuilt_from_the_inbox_and_nobody_told_twice(line: Line) -> None:
    twilio(line, "sms-inbound")
    twilio(line, "sms-status-sent", MessageSid="SM" + "5" * 32)
    twilio(line, "sms-status-delivered", MessageSid="SM" + "5" * 32)
    line.phone().ring()
    before = line.database.all(MESSAGES)
    asked = {"rebuild": {"company_id": str(SALON)}}
    assert rebuild(asked, None)["messages"] == 0
    line.database.all("delete from public.message_logs returning 1")
    done = rebuild(asked, None)
    assert (done["messages"], done["unread"], done["rebuilt"]) == (3, 0, 1)
    assert line.database.all(MESSAGES) == before
    assert len(notices(line)) == 1


def test_telnyx_messages_come_in_with_their_price(telnyx: TelnyxLine) -> None:
    to = [{"phone_number": NUMBER, "status": "webhook_delivered"}]
    answer = send(telnyx, telnyx_event("message-received-sms", to=to))
    assert (answer.status_code, answer.json()) == (200, {})
    (row,) = telnyx.database.all(MESSAGES)
    assert (row["status"], row["body"], row["cost"], row["currency"]) == (
        "received", "Kan jag boka om?", Decimal("0.004"), "USD",
    )  # fmt: skip
    assert len(notices(telnyx)) == 1
    body = json.loads(telnyx_event("message-received-whatsapp", to=NUMBER))
    assert send(telnyx, json.dumps(body).encode()).status_code == 200
    assert [(each["channel"], each["body"]) for each in telnyx.database.all(MESSAGES)][1:] == [("whatsapp", "Hej!")]


def test_telnyx_tells_how_a_message_fared_and_what_it_cost(telnyx: TelnyxLine) -> None:
    for name in ("message-finalized-delivered", "message-sent"):
        assert send(telnyx, telnyx_event(name)).status_code == 200
    (row,) = telnyx.database.all(MESSAGES)
    assert (row["status"], row["cost"], row["currency"]) == ("delivered", Decimal("0.0451"), "USD")
    failed = telnyx_event("message-finalized-failed", id="00000000-0000-4000-8000-000000000299")
    send(telnyx, failed)
    assert [each["error"] for each in telnyx.database.all(MESSAGES)] == [None, "40001"]


def test_telnyx_opt_outs_are_honoured(telnyx: TelnyxLine) -> None:
    send(telnyx, telnyx_event("message-received-sms", text="inget mer", autoresponse_type="STOP"))
    assert telnyx.database.all(OPT_OUTS) == [{"channel": "sms", "address": "+46701740605"}]


def test_telnyx_events_of_somebody_else_are_refused(telnyx: TelnyxLine) -> None:
    assert problem(send(telnyx, telnyx_event("message-received-sms"), ANOTHER_SEED)) == (403, "not_signed")
    assert telnyx.database.all(MESSAGES) == []


def test_a_delivery_takes_one_round_trip_while_its_door_is_remembered(
    telnyx: TelnyxLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telnyx waits two seconds."""
    import psycopg

    sent: list[str] = []
    original = psycopg.Connection.execute

    def counted(self: object, query: object, *arguments: object, **named: object) -> object:
        sent.append(query.decode() if isinstance(query, bytes) else str(query))
        return original(self, query, *arguments, **named)  # type: ignore[call-overload]

    send(telnyx, telnyx_event("message-sent"))
    with monkeypatch.context() as patch:
        patch.setattr(psycopg.Connection, "execute", counted)
        send(telnyx, telnyx_event("message-finalized-delivered"))
    assert [each.partition("(")[0] for each in sent] == ["select backend.take_delivery"]
