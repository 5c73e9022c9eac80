"""What Vapi and Retell tell of a call: every order, twice, forged, unreadable, without a price, and made anew."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from threading import Thread
from typing import Any

import pytest

from functions.job_costs.handler import handler as job_costs
from functions.job_inbox.handler import handler as job_inbox
from local.retell_phone import RetellPhone
from local.vapi_phone import VapiPhone
from shared.db import telephony
from shared.db.refusals import DatabaseUnavailable
from tests.conftest import use_environment
from tests.support.calls import SALON
from tests.support.connections import VAPI_KEY, retell_phone, vapi_phone
from tests.support.database import acting_as, forget_what_is_cached
from tests.support.line import Line
from tests.support.vendor import VendorServer

# What is left of a call: all but made-up ids, the instants of our own clock, and which of two equal ends was applied first.
MADE_UP = "id,call_id,customer_id,integration_id,webhook_event_id,event_key,provider_call_id,ended_by,created_at,updated_at,settled_at"
SEEN = {
    "call": f"select to_jsonb(c) - '{{{MADE_UP}}}'::text[] as row from public.calls c where c.id = %s",
    # Retell does not say when it put somebody through.
    "events": f"""select to_jsonb(e) - '{{{MADE_UP}}}'::text[] - case e.event_type when 'transfer' then 'event_timestamp' else '' end as row
                  from public.telephony_events e where e.call_id = %s""",
    "turns": """select jsonb_build_object('turn', turn, 'speaker', speaker, 'text', text, 'reply', reply) as row
                from public.call_turns where call_id = %s""",
    "costs": """select jsonb_build_object('of', cost_of, 'cost', cost, 'currency', currency) as row
                from public.v_call_provider_costs where call_id = %s""",
    "charges": """select jsonb_build_object('amount', amount, 'component', component) as row
                  from public.call_charges where call_id = %s""",
}


def call_row(line: Line, phone: VapiPhone | RetellPhone) -> dict[str, Any]:
    return line.database.one("select * from public.calls where provider_call_id = %s", phone.call_id)


def seen(line: Line, phone: VapiPhone | RetellPhone) -> dict[str, list[Any]]:
    call_id = call_row(line, phone)["id"]
    return {
        name: [each["row"] for each in line.database.all(f"{query} order by 1", call_id)]
        for name, query in SEEN.items()
    }


def vapi_story(phone: VapiPhone) -> list[dict[str, Any]]:
    phone.seconds = 95
    phone.history = [
        {"role": "assistant", "content": "Salon Lindenblüte, guten Tag."},
        {"role": "user", "content": "Ich möchte einen Termin."},
        {"role": "user", "content": "Am Dienstag."},
        {"role": "assistant", "content": "Gern."},
    ]
    return [
        phone.message("status-update", status="ringing"),
        phone.message("status-update", status="in-progress"),
        phone.message("status-update", status="forwarding", destination={"type": "number", "number": "+493023125999"}),
        phone.message("hang"),
        phone.message("status-update", status="ended", endedReason="customer-ended-call"),
        phone.told(analysis={"summary": "Ein Termin am Dienstag.", "successEvaluation": "true"}),
    ]


def retell_story(phone: RetellPhone) -> list[dict[str, Any]]:
    phone.seconds = 95
    phone.began_ms -= 100_000
    phone.transcript = [
        {"role": "agent", "content": "Salon Lindenblüte, guten Tag."},
        {"role": "user", "content": "Ich möchte einen Termin am Dienstag."},
        {"role": "agent", "content": "Gern."},
    ]
    return [
        phone.told("call_started"),
        {**phone.told("transfer_started"), "transfer_destination": {"number": "+493023125999"}},
        phone.told("call_ended"),
        phone.told("call_analyzed"),
    ]


STORIES: dict[str, tuple[Callable[..., Any], Callable[[Any], list[dict[str, Any]]]]] = {
    "vapi": (vapi_phone, vapi_story),
    "retell": (retell_phone, retell_story),
}


def due_now(line: Line) -> None:
    """What waits for its call to be known has waited long enough."""
    line.database.all("update public.webhook_events set next_attempt_at = now() where status = 'failed' returning 1")
    job_inbox({}, None)


@pytest.mark.parametrize("provider", STORIES)
def test_any_order_with_duplicates_leaves_the_same(line: Line, provider: str) -> None:
    dial, story = STORIES[provider]
    phone = dial(line)
    told = story(phone)
    first = phone.call_id
    shuffle = random.Random(7)  # noqa: S311
    orders = [told, told[::-1], *(shuffle.sample(told, len(told)) + shuffle.choices(told, k=2) for _ in range(5))]
    left = []
    for number, order in enumerate(orders):
        phone.call_id = f"{first[:-2]}{number:02}"
        for each in order:
            raw = json.loads(json.dumps(each).replace(first, phone.call_id))
            assert phone.post(phone.status_url, raw).status_code in (200, 202)
        due_now(line)
        left.append(seen(line, phone))
    assert left[0]["call"][0]["status"] == "completed"
    assert left[0]["call"][0]["duration_seconds"] == 95
    for each in left[1:]:
        assert each == left[0]


def test_what_vapis_agent_said_and_found_is_kept(line: Line) -> None:
    phone = vapi_phone(line)
    for each in vapi_story(phone):
        phone.post(phone.status_url, each)
    due_now(line)
    call = call_row(line, phone)
    assert (call["summary"], call["provider_data"]) == ("Ein Termin am Dienstag.", {"successful": True})
    assert call["transcript"].splitlines() == [
        "Assistant: Salon Lindenblüte, guten Tag.",
        "Caller: Ich möchte einen Termin. Am Dienstag.",
        "Assistant: Gern.",
    ]
    assert seen(line, phone)["costs"] == [{"of": "call", "cost": 0.1514, "currency": "USD"}]
    report = line.database.one("select metadata from public.telephony_events where event_type = 'report'")["metadata"]
    assert report == {"reason": "customer-ended-call", "cost_parts": [{"part": "normal", "cost": "0.1514"}]}
    activities = line.database.all("select type::text, detail from public.call_activities where type = 'transfer'")
    assert [each["detail"]["to"] for each in activities] == ["+493023125999"]


def test_what_retells_agent_said_and_found_is_kept(line: Line) -> None:
    phone = retell_phone(line)
    for each in retell_story(phone):
        phone.post(phone.status_url, each)
    call = call_row(line, phone)
    assert (call["summary"], call["sentiment"]) == ("Ein Anruf wurde beantwortet.", "positive")
    assert "Caller: Ich möchte einen Termin am Dienstag." in call["transcript"]
    assert seen(line, phone)["costs"] == [{"of": "call", "cost": 0.189, "currency": "USD"}]


def test_words_that_we_heard_ourselves_are_not_told_again(line: Line) -> None:
    phone = vapi_phone(line)
    phone.ring()
    phone.say("Wann haben Sie geöffnet?")
    before = line.database.all("select turn, speaker, text from public.call_turns order by 1, 2")
    phone.history.append({"role": "user", "content": "Etwas, das niemand gesagt hat."})
    phone.hang_up()
    assert line.database.all("select turn, speaker, text from public.call_turns order by 1, 2") == before


@pytest.mark.parametrize("provider", STORIES)
def test_what_was_lost_comes_back_equal(line: Line, provider: str) -> None:
    dial, story = STORIES[provider]
    phone = dial(line)
    for each in story(phone):
        phone.post(phone.status_url, each)
    due_now(line)
    before = seen(line, phone)
    with line.database.connect() as conn:
        conn.execute("set session_replication_role = replica")
        conn.execute("delete from public.telephony_events")
        conn.execute("update public.calls set status = 'failed', duration_seconds = 1, summary = null, ended_at = null")
    done = job_inbox({"rebuild": {"company_id": str(SALON)}}, None)
    assert (done["rebuilt"], done["unread"]) == (1, 0)
    assert seen(line, phone) == before


@pytest.mark.parametrize("provider", STORIES)
@pytest.mark.parametrize("address", ["status_url", "voice_url", "tools", "chat/completions"])
def test_a_stranger_is_not_let_in(line: Line, provider: str, address: str) -> None:
    dial, story = STORIES[provider]
    phone = dial(line)
    base = phone.voice_url.removesuffix("/incoming")
    url = getattr(phone, address, f"{base}/{address}")
    if provider == "retell" and address == "chat/completions":
        assert phone.post(url, {}).status_code == 404
        return
    for key in ("secret", "api_key"):
        if hasattr(phone, key):
            setattr(phone, key, "test-somebody-elses")
    answer = phone.post(url, story(phone)[0])
    assert (answer.status_code, answer.json()["code"]) == (403, "not_signed")
    assert line.http.post(url, json=story(phone)[0]).status_code == 403
    assert line.database.all("select 1 from public.webhook_events") == []


@pytest.mark.parametrize("provider", STORIES)
@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"message":7}', b'{"event":{},"call":[]}', "ü".encode("utf-16")])
def test_what_cannot_be_read_is_kept_and_breaks_nothing(line: Line, provider: str, raw: bytes) -> None:
    phone = STORIES[provider][0](line)
    proof = phone.proof(raw) if isinstance(phone, VapiPhone) else {"x-retell-signature": phone.sign(raw)}
    answer = line.http.post(phone.status_url, content=raw, headers={"content-type": "application/json", **proof})
    assert answer.status_code in ((202, 403) if provider == "retell" else (202,))


def test_what_comes_of_a_call_whose_caller_was_forgotten_brings_nothing_of_them_back(line: Line) -> None:
    phone = retell_phone(line)
    told = retell_story(phone)
    for each in told[:-1]:
        phone.post(phone.status_url, each)
    due_now(line)
    before = call_row(line, phone)
    owner = line.database.one(
        "select profile_id from public.company_members where company_id = %s and role = 'owner'", SALON
    )["profile_id"]
    with line.database.connect() as conn, acting_as(conn, owner):
        conn.execute("select public.erase_customer(%s)", (before["customer_id"],))
    assert phone.post(phone.status_url, told[-1]).status_code in (200, 202)
    due_now(line)
    after = call_row(line, phone)
    assert [after[name] for name in ("summary", "transcript", "caller_number", "callee_number")] == [None] * 4
    assert line.database.all("select text from public.call_turns where speaker = 'caller'") == []
    assert (
        line.database.all("select 1 from public.telephony_events where coalesce(from_number, to_number) is not null")
        == []
    )
    assert (
        line.database.all("select 1 from public.webhook_events where octet_length(body) > 0 or headers <> '{}'") == []
    )
    # What it costs is told all the same.
    assert seen(line, phone)["costs"]


def test_words_in_between_are_answered_and_let_go(line: Line) -> None:
    phone = vapi_phone(line)
    answer = phone.post(phone.status_url, phone.message("speech-update", status="started", role="user"))
    assert (answer.status_code, answer.json()) == (200, {})
    assert line.database.all("select 1 from public.webhook_events") == []


def test_whom_to_put_through_to_is_the_companys_own_number(line: Line) -> None:
    phone = vapi_phone(line)
    asked = phone.message("transfer-destination-request")
    line.database.all("update public.phone_numbers set forwarding_number = null returning 1")
    line.database.all("update public.branches set phone = null returning 1")
    assert "error" in phone.post(phone.status_url, asked).json()
    line.database.all("update public.phone_numbers set forwarding_number = '+493023125999' returning 1")
    forget_what_is_cached()
    assert phone.post(phone.status_url, asked).json()["destination"]["number"] == "+493023125999"


def test_nobody_is_put_through_to_the_telephone_they_ring_from(line: Line) -> None:
    phone = vapi_phone(line, caller_number="+493023125999")
    line.database.all("update public.phone_numbers set forwarding_number = '+493023125999' returning 1")
    assert "error" in phone.post(phone.status_url, phone.message("transfer-destination-request")).json()


def test_a_signed_report_is_taken_and_the_same_with_a_password_is_not(line: Line) -> None:
    phone = vapi_phone(line, config={"webhook_auth": "hmac"})
    phone.seconds = 10
    assert phone.tell_status("in-progress").status_code == 200
    assert phone.report().status_code == 200
    phone.auth = "secret"
    assert phone.report().status_code == 403
    assert call_row(line, phone)["duration_seconds"] == 10


class _Api(BaseHTTPRequestHandler):
    """Vapi's API: the answer to one question."""

    server: VendorServer[dict[str, Any]]

    def do_GET(self) -> None:
        fake = self.server.fake
        fake["asked"].append((self.path, self.headers["authorization"]))
        raw = json.dumps(fake["call"]).encode()
        self.send_response(fake["status"])
        self.send_header("content-length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the library's name)
        pass


@contextmanager
def vapis_api(**says: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    fake: dict[str, Any] = {"asked": [], "status": 200, "call": {}} | says
    server = VendorServer(fake, _Api)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", fake
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_price_that_the_report_leaves_out_is_asked_for(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = vapi_phone(line, cost=None)
    phone.seconds = 30
    told = phone.told()["message"]
    with vapis_api(call={**told["call"], "startedAt": told["startedAt"], "endedAt": told["endedAt"], "cost": 0.05}) as (
        url,
        fake,
    ):
        use_environment(monkeypatch, {"VAPI_API_BASE_URL": url})
        phone.tell_status("in-progress")
        assert phone.report().status_code == 200
    assert fake["asked"] == [(f"/call/{phone.call_id}", f"Bearer {VAPI_KEY}")]
    assert seen(line, phone)["costs"] == [{"of": "call", "cost": 0.05, "currency": "USD"}]
    before = seen(line, phone)
    assert job_inbox({"rebuild": {"company_id": str(SALON)}}, None)["unread"] == 0
    assert seen(line, phone) == before


def test_a_database_that_goes_before_the_price_comes_leaves_the_report_taken(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = vapi_phone(line, cost=None)
    phone.seconds = 30
    phone.tell_status("in-progress")
    told = phone.told()["message"]
    over = {**told["call"], "startedAt": told["startedAt"], "endedAt": told["endedAt"], "cost": 0.05}
    take = telephony.take_delivery

    def gone_for_the_price(*arguments: Any, **named: Any) -> Any:
        if named["key"].startswith("asked:"):
            raise DatabaseUnavailable
        return take(*arguments, **named)

    with vapis_api(call=over) as (url, fake), monkeypatch.context() as patch:
        use_environment(monkeypatch, {"VAPI_API_BASE_URL": url})
        patch.setattr(telephony, "take_delivery", gone_for_the_price)
        assert phone.report().status_code == 200
        assert fake["asked"]
    assert (call_row(line, phone)["status"], seen(line, phone)["costs"]) == ("completed", [])


def test_a_price_that_vapi_has_only_later_is_asked_for_later(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = vapi_phone(line, cost=None)
    phone.seconds = 30
    told = phone.told()["message"]
    over = {**told["call"], "startedAt": told["startedAt"], "endedAt": told["endedAt"]}
    with vapis_api(call=over) as (url, fake):
        use_environment(monkeypatch, {"VAPI_API_BASE_URL": url})
        phone.tell_status("in-progress")
        assert phone.report().status_code == 200
        with line.database.connect() as conn:
            conn.execute("set session_replication_role = replica")
            conn.execute(
                "update public.calls set ended_at = now() - interval '6 minutes', started_at = now() - interval '7 minutes'"
            )
        assert job_costs({}, None) == {"asked": 1, "booked": 0, "pending": 1, "failed": 0}
        assert seen(line, phone)["costs"] == []
        fake["call"] = over | {"cost": 0.05}
        assert job_costs({}, None) == {"asked": 1, "booked": 1, "pending": 0, "failed": 0}
    assert seen(line, phone)["costs"] == [{"of": "call", "cost": 0.05, "currency": "USD"}]


@pytest.mark.parametrize("status", [401, 500])
def test_a_price_that_cannot_be_had_costs_nothing_else(
    line: Line, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    phone = vapi_phone(line, cost=None)
    phone.seconds = 30
    with vapis_api(status=status) as (url, _):
        use_environment(monkeypatch, {"VAPI_API_BASE_URL": url})
        assert phone.report().status_code == 200
    assert (call_row(line, phone)["status"], seen(line, phone)["costs"]) == ("completed", [])
