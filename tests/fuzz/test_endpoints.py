"""Every function that a stranger reaches, as AWS calls it, with the database there: no crash, no 500, no accepted forgery.

What is sent is genuinely signed and odd, or as it should be and signed by nobody. A call that is live gets instructions
either way round; what breaks inside behind an apology counts as a crash here.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import importlib
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl
from xml.etree.ElementTree import fromstring

import jwt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from local import databases
from local.cards import read_cards
from local.environment import function_environment
from local.events import Context, Request, function_url_event, socket_event
from local.postgres import Cluster
from local.telnyx_phone import signed as telnyx_signed
from shared.db.connection import disconnect
from shared.db.refusals import Refusal
from shared.providers.aws import requests as aws
from shared.providers.refusals import NothingToKeep, NotUnderstood, VendorError
from shared.providers.relays import RELAYS
from shared.runtime import log
from tests.conftest import use_environment
from tests.fuzz.budget import examples
from tests.fuzz.strangers import anything, bodies, junk, like_json, text
from tests.fuzz.strangers import examples as recorded
from tests.support.calls import SALON, SALON_OWNER
from tests.support.connections import COMPANIES, RETELL_KEY, VAPI_SECRET, connect_provider
from tests.support.database import Database, forget_what_is_cached
from tests.support.line import Line
from tests.support.telnyx_line import SEED, connect_telnyx
from tests.support.vendor import VendorServer

HOST = "https://hooks.example.test"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
EXPECTED = (NotUnderstood, NothingToKeep, Refusal, VendorError)


class _Quiet(BaseHTTPRequestHandler):
    """Whatever is asked of the outside is done."""

    server: VendorServer[list[bytes]]

    def do_POST(self) -> None:
        self.server.fake.append(self.rfile.read(int(self.headers.get("content-length") or 0)))
        # Telnyx does as it is told; the owner sees nothing through REST.
        body = b"[]" if self.command == "GET" else b'{"data": {"result": "ok"}}'
        self.send_response(202 if "invocations" in self.path else 200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST  # noqa: N815 (the library's names)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        pass


@dataclass
class House:
    """The functions of one process. `crashes` is what broke behind an answer, `sent` what left for the outside."""

    database: Database
    tokens: dict[str, str]
    crashes: list[BaseException]
    sent: list[bytes]

    def ask(self, function: str, method: str, path: str, body: bytes, headers: dict[str, str], query: str = "") -> Any:
        target = path + (f"?{query}" if query else "")
        request = Request(method, target, list(headers.items()), body, "192.0.2.1")
        event = function_url_event(request, domain_name="hooks.example.test:443")
        handler = importlib.import_module(f"functions.{function}.handler").handler
        return handler(event, Context(function))

    def url(self, path: str) -> str:
        for provider, token in self.tokens.items():
            path = path.replace(f"{{{provider}}}", f"{provider}/{token}")
        return path

    def count(self) -> int:
        """Everything that a stranger's request may leave behind."""
        row = self.database.one(
            "select (select count(*) from public.webhook_events) + (select count(*) from public.calls)"
            " + (select count(*) from public.call_turns) + (select count(*) from public.message_logs) as n"
        )
        return int(row["n"])


@pytest.fixture(scope="module")
def house(cluster: Cluster, template: str) -> Iterator[House]:
    name = f"test_{os.getpid()}_fuzz"
    databases.clone(cluster, name, template=template)
    database = Database(cluster, name)
    sent: list[bytes] = []
    server = VendorServer(sent, _Quiet)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    outside = f"http://127.0.0.1:{server.server_port}"
    crashes: list[BaseException] = []
    with pytest.MonkeyPatch.context() as patch:
        addresses = (
            "TELNYX_API_BASE_URL",
            "VAPI_API_BASE_URL",
            "TWILIO_API_BASE_URL",
            "RELAY_CONNECTIONS_URL",
            "RELAY_LAMBDA_URL",
        )
        use_environment(patch, function_environment(cluster, name, supabase_url=outside, public_base_url=HOST))
        use_environment(patch, {**dict.fromkeys(addresses, outside), "RELAY_URL": "wss://relay.example.test/prod"})
        described = log.fault

        def noted(error: BaseException) -> dict[str, str]:
            if not isinstance(error, EXPECTED):
                crashes.append(error)
            return described(error)

        patch.setattr(log, "fault", noted)
        patch.setattr("functions.voice_relay.conversation.pause", lambda _: None)
        patch.setattr("functions.voice_relay.conversation.KEY_PAUSE_SECONDS", 0.0)
        patch.setattr("functions.voice_relay.conversation.SETUP_SECONDS", 0.0)
        line = Line("", database, None)  # type: ignore[arg-type]
        telnyx = connect_telnyx(database)
        row = database.one("select webhook_token from public.integrations where id = %s", telnyx)
        tokens = {
            "twilio": line.token(COMPANIES["SALON"]),
            "telnyx": str(row["webhook_token"]),
            "vapi": connect_provider(database, "SALON", "vapi", {"api_key": "test-key", "webhook_secret": VAPI_SECRET}),
            "retell": connect_provider(database, "SALON", "retell", {"api_key": RETELL_KEY}),
        }
        yield House(database, tokens, crashes, sent)
    disconnect()
    aws.disconnect()
    forget_what_is_cached()
    server.shutdown()
    server.server_close()
    thread.join()
    databases.drop(cluster, name)


Proof = Callable[[str, bytes], dict[str, str]]


def by_twilio(url: str, body: bytes) -> dict[str, str]:
    several: dict[str, list[str]] = {}
    for name, value in parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True):
        several.setdefault(name, []).append(value)
    form = type("Form", (dict,), {"getlist": lambda self, name: self[name]})(several)
    try:
        signature = RequestValidator(COMPANIES["SALON"].auth_token).compute_signature(url, form)
    except UnicodeError:
        signature = ""
    return {"content-type": FORM, "x-twilio-signature": str(signature)}


def by_telnyx(_: str, body: bytes) -> dict[str, str]:
    return {"content-type": JSON if body[:1] == b"{" else FORM} | telnyx_signed(body, SEED)


def by_vapi(_: str, body: bytes) -> dict[str, str]:
    return {"content-type": JSON, "x-vapi-secret": VAPI_SECRET, "authorization": f"Bearer {VAPI_SECRET}"}


def by_retell(_: str, body: bytes) -> dict[str, str]:
    now_ms = round(time.time() * 1000)
    digest = hmac.new(RETELL_KEY.encode(), body + str(now_ms).encode(), hashlib.sha256).hexdigest()
    return {"content-type": JSON, "x-retell-signature": f"v={now_ms},d={digest}"}


PROOFS: dict[str, Proof] = {"twilio": by_twilio, "telnyx": by_telnyx, "vapi": by_vapi, "retell": by_retell}

# function, path, who calls there, what may be answered to who is genuine.
LIVE = {200}
TAKEN = {200, 202}
DOORS: dict[str, tuple[str, str, tuple[str, ...], set[int]]] = {
    "a ring": ("voice_call", "/voice/{}/incoming", ("twilio", "telnyx", "vapi", "retell"), LIVE),
    "a turn": ("voice_call", "/voice/{}/turn", ("twilio", "telnyx", "vapi", "retell"), LIVE),
    "a whisper": ("voice_call", "/voice/{}/whisper", ("twilio", "telnyx"), LIVE),
    "a recording": ("voice_call", "/voice/{}/recording", ("twilio", "telnyx", "vapi", "retell"), TAKEN),
    "an event": ("voice_call", "/voice/{}/events", ("telnyx",), TAKEN),
    "a question for words": ("voice_llm", "/voice/{}/chat/completions", ("vapi",), LIVE),
    "the same, appended": ("voice_llm", "/voice/{}/chat/completions/chat/completions", ("vapi",), LIVE),
    "tools": ("voice_tools", "/voice/{}/tools", ("vapi", "retell"), {200, 422}),
    "a message": ("webhook_messaging", "/webhooks/messaging/{}", ("twilio", "telnyx"), TAKEN),
    "a status": ("webhook_telephony", "/webhooks/telephony/{}", ("twilio", "telnyx", "vapi", "retell"), TAKEN),
}
CELLS = [(door, provider) for door, (_, _, providers, _) in DOORS.items() for provider in providers]


def test_every_address_of_a_vendor_stands_here() -> None:
    said = {(function, path.replace("{}", "{provider}/{token}")) for function, path, _, _ in DOORS.values()}
    routes = {
        (card.function, route.path)
        for card in read_cards()
        for route in card.routes
        if card.function.startswith(("voice_", "webhook_")) and route.method == "POST"
    }
    assert routes == said


def answered(house: House, door: str, provider: str, body: bytes, proof: Proof, number: str = "1") -> Any:
    function, path, _, _ = DOORS[door]
    address = house.url(path.replace("{}", f"{{{provider}}}"))
    query = {"a turn": f"turn={number}", "a whisper": f"turn={number}&call=CA{'0' * 31}1"}.get(door, "")
    full = HOST + address + (f"?{query}" if query else "")
    house.crashes.clear()
    return house.ask(function, "POST", address, body, proof(full, body), query)


def is_instructions(provider: str, answer: Any) -> None:
    """What a telephone can follow."""
    if provider in ("twilio", "telnyx"):
        document = fromstring(answer["body"])
        assert document.tag == "Response"
        assert len(document) > 0
    else:
        assert isinstance(json.loads(answer["body"]), dict)


@pytest.mark.parametrize(("door", "provider"), CELLS, ids=str)
@settings(max_examples=examples(12))
@given(data=st.data())
def test_what_is_genuine_and_odd_is_answered(house: House, door: str, provider: str, data: st.DataObject) -> None:
    body = data.draw(bodies(provider))
    number = data.draw(st.sampled_from(["1", "2", "0", "7", "200", "201", "", "x", "-1"]))
    answer = answered(house, door, provider, body, PROOFS[provider], number)
    assert house.crashes == []
    status = answer["statusCode"]
    # What is no form can be signed by nobody; Vapi signs nothing here, and so proves itself with anything.
    assert status in DOORS[door][3] or (status == 403 and provider != "vapi")
    if status == 200 and door in ("a ring", "a turn"):
        is_instructions(provider, answer)
    if status == 200 and door.startswith(("a question", "the same")):
        assert answer["body"]


@pytest.mark.parametrize(("door", "provider"), CELLS, ids=str)
@settings(max_examples=examples(8))
@given(data=st.data())
def test_what_nobody_signed_changes_nothing(house: House, door: str, provider: str, data: st.DataObject) -> None:
    body = data.draw(bodies(provider))
    before = house.count()

    def forged(url: str, sent: bytes) -> dict[str, str]:
        genuine = PROOFS[provider](url, sent)
        names = [name for name in genuine if name != "content-type"]
        match data.draw(st.sampled_from(["nothing", "made up", "of another body", "of another key", "cut"])):
            case "made up":
                made_up = data.draw(text).encode("ascii", "ignore").decode()
                return genuine | dict.fromkeys(names, made_up)
            case "of another body" if provider != "vapi":
                return (
                    PROOFS[provider](url, sent + b"&x=1")
                    if provider != "telnyx"
                    else genuine | telnyx_signed(sent + b" ", SEED)
                )
            case "of another key" if provider == "twilio":
                return genuine | {"x-twilio-signature": RequestValidator("another").compute_signature(url, {})}
            case "cut":
                return genuine | {name: genuine[name][: len(genuine[name]) // 2] for name in names}
        return {"content-type": genuine["content-type"]}

    answer = answered(house, door, provider, body, forged)
    assert answer["statusCode"] == 403
    assert house.crashes == []
    assert house.count() == before


@settings(max_examples=examples(30))
@given(path=st.text(max_size=40), method=st.sampled_from(["GET", "POST", "PUT", "DELETE", "HEAD", "x"]), body=junk, raw=st.booleans())  # fmt: skip
def test_an_address_there_is_not_is_told_so(house: House, path: str, method: str, body: bytes, raw: bool) -> None:
    house.crashes.clear()
    for card in read_cards():
        if not card.routes:
            continue
        prefix = card.routes[0].path.partition("{")[0]
        answer = house.ask(card.function, method, (path if raw else prefix + path) or "/", body, {"content-type": JSON})
        assert 400 <= answer["statusCode"] < 500 or answer["statusCode"] in (200, 307)
    assert house.crashes == []


def test_every_address_that_is_only_read_stands_here() -> None:
    read = {route.path for card in read_cards() for route in card.routes if route.method == "GET"}
    assert read == {"/api/calls/openapi.json", "/api/integrations/openapi.json", "/voice/speech/{signed_id}"}


@settings(max_examples=examples(40))
@given(name=text | st.binary(max_size=60).map(lambda raw: base64.urlsafe_b64encode(raw).decode() + ".wav"), asked=text)
def test_no_address_of_a_sound_is_guessed(house: House, name: str, asked: str) -> None:
    house.crashes.clear()
    headers = {"range": asked.encode("ascii", "ignore").decode(), "accept": "audio/wav"}
    answer = house.ask("voice_speech", "GET", "/voice/speech/" + name.replace("/", "_"), b"", headers)
    assert answer["statusCode"] == 404
    assert house.crashes == []


# ── sockets ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

FRAMES = {
    "twilio": recorded("twilio/relay-in-*.json"),
    "retell": recorded("retell/llm-ws-in-*.json"),
}


def test_every_relay_stands_here() -> None:
    assert set(FRAMES) == set(RELAYS)


def opened(house: House, provider: str) -> str:
    """A socket that its provider has opened; its name."""
    relay = importlib.import_module("functions.voice_relay.handler").handler
    name = f"{provider}-{os.urandom(6).hex()}="
    query = f"provider={provider}&token={house.tokens[provider]}"
    url = f"{os.environ['RELAY_URL']}?{query}"
    signature = str(RequestValidator(COMPANIES["SALON"].auth_token).compute_signature(url, {}))
    headers = {"X-Twilio-Signature": signature}
    event = socket_event("CONNECT", name, domain_name="relay.example.test", headers=headers.items(), query=query)
    assert relay(event, Context("voice_relay")) == {"statusCode": 200}
    return name


@pytest.mark.parametrize("provider", FRAMES)
@settings(max_examples=examples(15))
@given(data=st.data())
def test_no_frame_breaks_a_socket(house: House, provider: str, data: st.DataObject) -> None:
    relay = importlib.import_module("functions.voice_relay.handler").handler
    house.crashes.clear()
    name = opened(house, provider)
    sent = data.draw(
        st.lists(like_json(FRAMES[provider]) | like_json([*FRAMES["twilio"], *FRAMES["retell"]]) | junk, max_size=5)
    )
    for frame in [FRAMES[provider][-1] if provider == "twilio" else FRAMES[provider][0], *sent]:
        body = frame.decode("utf-8", "replace")
        event = socket_event("MESSAGE", name, domain_name="relay.example.test", body=body)
        assert relay(event, Context("voice_relay")) == {"statusCode": 200}
    for each in house.sent:
        assert isinstance(json.loads(each), dict)
    house.sent.clear()
    gone = socket_event("DISCONNECT", name, domain_name="relay.example.test")
    assert relay(gone, Context("voice_relay")) == {"statusCode": 200}
    assert house.crashes == []


@settings(max_examples=examples(20))
@given(query=st.dictionaries(st.sampled_from(["provider", "token", "x"]), text, max_size=3), signature=text)
def test_nobody_opens_a_socket_by_guessing(house: House, query: dict[str, str], signature: str) -> None:
    relay = importlib.import_module("functions.voice_relay.handler").handler
    house.crashes.clear()
    event = socket_event(
        "CONNECT", "guess=", domain_name="relay.example.test", headers=[("X-Twilio-Signature", signature)]
    )
    event["queryStringParameters"] = query or None
    assert relay(event, Context("voice_relay"))["statusCode"] in (403, 404)
    assert house.crashes == []


# ── people and programs ─────────────────────────────────────────────────────────────────────────────────────────────────

ORDER = json.dumps({"company_id": str(SALON), "to": "+493023125770", "from": None, "phone_number_id": None}).encode()
CONNECTION = json.dumps(
    {
        "company_id": str(SALON),
        "provider": "twilio",
        "name": "x",
        "config": {},
        "credential": {"account_sid": "AC", "auth_token": "x"},
    }
).encode()
APIS = {
    ("api_calls", "/api/calls/start"): ORDER,
    ("api_calls", "/api/calls/{id}/end"): b"{}",
    ("api_integrations", "/api/integrations"): CONNECTION,
    ("api_integrations", "/api/integrations/{id}/check"): b"{}",
}


def test_every_address_of_people_stands_here() -> None:
    routes = {
        (c.function, r.path)
        for c in read_cards()
        for r in c.routes
        if c.function.startswith("api_") and r.method == "POST"
    }
    assert routes == set(APIS)


def owners_token(house: House) -> str:
    claims = {"sub": str(SALON_OWNER), "aud": "authenticated", "role": "authenticated", "exp": time.time() + 600}
    return jwt.encode(claims, house.database.cluster.keys.jwt_secret, algorithm="HS256")


@pytest.mark.parametrize(("function", "path"), APIS)
@settings(max_examples=examples(15))
@given(data=st.data())
def test_people_are_told_what_is_wrong(house: House, function: str, path: str, data: st.DataObject) -> None:
    house.crashes.clear()
    body = data.draw(like_json([APIS[function, path]]) | junk)
    wanted = data.draw(st.sampled_from([str(SALON), "x", "a1000000-0000-4000-8000-000000000051", "0"]))
    headers = {"content-type": JSON, "authorization": f"Bearer {owners_token(house)}"}
    key = data.draw(st.none() | text)
    if key is not None:
        headers["idempotency-key"] = key.encode("latin-1", "ignore").decode("latin-1")
    answer = house.ask(function, "POST", path.replace("{id}", wanted), body, headers)
    assert answer["statusCode"] < 500 or answer["statusCode"] == 502
    if answer["statusCode"] >= 400:
        assert json.loads(answer["body"])["code"]
    assert house.crashes == []


@pytest.mark.parametrize(("function", "path"), APIS)
@settings(max_examples=examples(15))
@given(data=st.data())
def test_nobody_gets_in_with_a_token_that_nobody_gave(
    house: House, function: str, path: str, data: st.DataObject
) -> None:
    house.crashes.clear()
    head, claims, signature = owners_token(house).split(".")
    now = time.time()
    made = [
        data.draw(text),
        "fd_live_" + "0" * 12 + "_" + "0" * 64,
        f"{head}.{claims}.",
        f"{head}.{claims}.{signature[:-4]}AAAA",
        f"{head}.{base64.urlsafe_b64encode(data.draw(junk)).decode().rstrip('=')}.{signature}",
        jwt.encode({"sub": str(SALON_OWNER), "aud": "authenticated", "exp": now + 60}, "", algorithm="none"),
        jwt.encode({"sub": str(SALON_OWNER), "aud": "authenticated", "exp": now + 60}, "x" * 32, algorithm="HS256"),
        jwt.encode(
            {"sub": str(SALON_OWNER), "aud": "authenticated", "exp": now - 60}, house.database.cluster.keys.jwt_secret
        ),
        jwt.encode({"sub": str(SALON_OWNER), "aud": "anon", "exp": now + 60}, house.database.cluster.keys.jwt_secret),
        jwt.encode({"sub": str(SALON_OWNER), "aud": "authenticated"}, house.database.cluster.keys.jwt_secret),
        jwt.encode({"sub": "x", "aud": "authenticated", "exp": now + 60}, house.database.cluster.keys.jwt_secret),
    ]
    token = data.draw(st.sampled_from(made))
    scheme = data.draw(st.sampled_from(["Bearer ", "bearer ", "", "Basic ", "Bearer  "]))
    headers = {"content-type": JSON, "authorization": (scheme + token).encode("latin-1", "ignore").decode("latin-1")}
    answer = house.ask(function, "POST", path.replace("{id}", str(SALON)), APIS[function, path], headers)
    assert answer["statusCode"] == 401
    assert json.loads(answer["body"])["code"] in ("not_authenticated", "api_key_not_valid")
    assert house.crashes == []


# ── the clock ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=examples(10))
@given(event=st.dictionaries(st.sampled_from(["rebuild", "company_id", "x"]), anything, max_size=2))
def test_whatever_calls_a_job_it_does_its_work_or_says_no(house: House, event: dict[str, Any]) -> None:
    inbox = importlib.import_module("functions.job_inbox.handler").handler
    refusals = (ValueError, TypeError, KeyError, Refusal) if "rebuild" in event else ()
    with suppress(*refusals):
        assert isinstance(inbox(event, Context("job_inbox")), dict)
