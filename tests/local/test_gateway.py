"""HTTP becomes what AWS would send, and what a handler returns becomes HTTP."""

from __future__ import annotations

import asyncio
import base64
import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from local.cards import Card, Route
from local.events import Context
from local.gateway import MAX_BODY_BYTES, Gateway, Handler
from shared.providers.aws.requests import Aws
from shared.providers.aws.signature import Identity
from shared.runtime.endpoint import Request as RuntimeRequest
from shared.runtime.queued import pack

Serve = Callable[[Handler], Gateway]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts a gateway with one function that answers every method at /probe/{x}."""
    running: list[Gateway] = []

    def start(handler: Handler, *, timeout_seconds: float = 10) -> Gateway:
        routes = tuple(Route(method, "/probe/{x}") for method in ("GET", "POST", "PUT", "DELETE"))
        card = Card("probe", "Probe.", routes, None, None)
        job = Card("tick", "Tick.", (), 60, None)
        handlers = {"probe": handler, "tick": handler}
        running.append(Gateway([card, job], handlers, instances=2, timeout_seconds=timeout_seconds).start())
        return running[-1]

    yield start
    for gateway in running:
        gateway.stop()


@pytest.fixture
def echo(serve: Serve) -> Gateway:
    """Answers with the event it was called with."""
    return serve(lambda event, context: event)


def test_a_form_arrives_base64_as_on_aws(echo: Gateway) -> None:
    event = httpx.post(f"{echo.url}/probe/1", data={"From": "+493023125777", "SpeechResult": "halb drei, bitte"}).json()
    assert event["isBase64Encoded"] is True
    assert base64.b64decode(event["body"]) == b"From=%2B493023125777&SpeechResult=halb+drei%2C+bitte"


@pytest.mark.parametrize("kind", ["application/json", "text/plain; charset=utf-8", "application/xml"])
def test_text_arrives_as_text(echo: Gateway, kind: str) -> None:
    event = httpx.post(f"{echo.url}/probe/1", content='{"ä": 1}'.encode(), headers={"content-type": kind}).json()
    assert (event["body"], event["isBase64Encoded"]) == ('{"ä": 1}', False)


def test_bytes_that_only_claim_to_be_text_survive(echo: Gateway) -> None:
    event = httpx.post(f"{echo.url}/probe/1", content=b"\xff\x00", headers={"content-type": "text/plain"}).json()
    assert event["isBase64Encoded"] is True
    assert base64.b64decode(event["body"]) == b"\xff\x00"


def test_a_request_without_a_body_has_none(echo: Gateway) -> None:
    event = httpx.get(f"{echo.url}/probe/1").json()
    assert "body" not in event
    assert event["isBase64Encoded"] is False


def test_a_forged_host_does_not_reach_the_domain_name(echo: Gateway) -> None:
    event = httpx.get(f"{echo.url}/probe/1", headers={"host": "evil.example", "x-forwarded-for": "10.9.8.7"}).json()
    assert event["requestContext"]["domainName"] == echo.domain_name
    assert event["headers"]["host"] == "evil.example"
    assert event["headers"]["x-forwarded-for"] == "127.0.0.1"
    assert event["requestContext"]["http"]["sourceIp"] == "127.0.0.1"


def test_path_query_and_cookies_are_split_as_on_aws(echo: Gateway) -> None:
    url = f"{echo.url}/probe/a%2Fb?turn=3&x=1&x=2&empty="
    event = httpx.get(url, headers={"cookie": "a=1; b=2", "x-two": "one"}).json()
    assert event["rawPath"] == "/probe/a%2Fb"
    assert event["rawQueryString"] == "turn=3&x=1&x=2&empty="
    assert event["queryStringParameters"] == {"turn": "3", "x": "1,2", "empty": ""}
    assert event["cookies"] == ["a=1", "b=2"]
    assert "cookie" not in event["headers"]


def test_an_answer_keeps_status_headers_and_cookies(serve: Serve) -> None:
    answer = {"statusCode": 201, "headers": {"X-One": "1"}, "cookies": ["a=1", "b=2"], "body": "grüezi"}
    response = httpx.post(f"{serve(lambda event, context: answer).url}/probe/1")
    assert (response.status_code, response.text, response.headers["x-one"]) == (201, "grüezi", "1")
    assert response.headers.get_list("set-cookie") == ["a=1", "b=2"]


def test_a_base64_answer_is_decoded(serve: Serve) -> None:
    answer = {"statusCode": 200, "body": base64.b64encode(b"\x00\xff").decode(), "isBase64Encoded": True}
    assert httpx.get(f"{serve(lambda event, context: answer).url}/probe/1").content == b"\x00\xff"


def test_a_handler_that_raises_is_a_502_that_tells_nothing(serve: Serve) -> None:
    def broken(event: dict[str, Any], context: Any) -> Any:
        raise ValueError("the secret is 42")

    gateway = serve(broken)
    response = httpx.get(f"{gateway.url}/probe/1")
    assert (response.status_code, response.text) == (502, "Internal Server Error")
    assert [type(error) for error in gateway.errors] == [ValueError]


def test_a_handler_that_hangs_is_cut_off(serve: Serve) -> None:
    released = threading.Event()
    gateway = serve(lambda event, context: released.wait(), timeout_seconds=0.05)  # type: ignore[call-arg]
    response = httpx.get(f"{gateway.url}/probe/1")
    released.set()
    assert response.status_code == 502


def test_a_body_over_six_megabytes_is_refused_before_the_handler(serve: Serve) -> None:
    called: list[object] = []
    gateway = serve(lambda event, context: called.append(event))
    # Announced, not sent: nobody has to read six megabytes to say no.
    with httpx.Client() as client:
        request = client.build_request("POST", f"{gateway.url}/probe/1", content=b"x")
        request.headers["content-length"] = str(MAX_BODY_BYTES + 1)
        request.stream = httpx.ByteStream(b"x" * (MAX_BODY_BYTES + 1))
        assert client.send(request).status_code == 413
    assert not called


def test_a_path_without_a_function_is_not_found(echo: Gateway) -> None:
    assert httpx.get(f"{echo.url}/nobody").status_code == 404
    assert httpx.get(f"{echo.url}/probe/").status_code == 404
    assert httpx.get(f"{echo.url}/probe/1/2").status_code == 404


def test_a_job_runs_on_request_with_the_clocks_event(echo: Gateway) -> None:
    event = httpx.post(f"{echo.url}/_local/jobs/tick").json()
    assert (event["source"], event["detail-type"]) == ("aws.events", "Scheduled Event")
    assert httpx.post(f"{echo.url}/_local/jobs/probe").status_code == 404
    assert httpx.get(f"{echo.url}/_local/jobs/tick").status_code == 404


def test_an_instance_has_an_event_loop_and_a_lambda_context(serve: Serve) -> None:
    def handler(event: dict[str, Any], context: Context) -> dict[str, Any]:
        loop = asyncio.get_event_loop_policy().get_event_loop()
        return {
            "loop": loop.run_until_complete(asyncio.sleep(0, "works")),
            "left": context.get_remaining_time_in_millis(),
        }

    said = httpx.get(f"{serve(handler).url}/probe/1").json()
    assert said["loop"] == "works"
    assert 0 < said["left"] <= 10_000


def test_warm_instances_are_few_and_stay(serve: Serve) -> None:
    gateway = serve(lambda event, context: {"thread": threading.get_ident()})
    assert len({httpx.get(f"{gateway.url}/probe/1").json()["thread"] for _ in range(20)}) <= 2


def test_a_message_is_shown_to_the_function_of_its_path_until_that_has_taken_it() -> None:
    shown: list[dict[str, Any]] = []

    def take(event: dict[str, Any], _: Any) -> dict[str, Any]:
        (record,) = event["Records"]
        shown.append(record)
        return {"batchItemFailures": [{"itemIdentifier": record["messageId"]}] if len(shown) < 3 else []}

    card = Card("probe", "Probe.", (Route("POST", "/probe/{x}"),), None, None, queue=True)
    gateway = Gateway([card], {"probe": take}, instances=2).start()
    try:
        assert gateway.queue
        gateway.queue.visibility_seconds = 0.01
        request = RuntimeRequest("POST", "/probe/1", "", "probe.example", {}, b"{}", "")
        aws = Aws(Identity("test-key-id", "test-secret-key", None), "eu-central-1")
        name = aws.queue(gateway.environment["QUEUE_URL"], pack(request), within_seconds=10)
        assert gateway.queue.wait_until_empty()
        assert [each["messageId"] for each in shown] == [name] * 3
        assert {each["eventSource"] for each in shown} == {"aws:sqs"}
    finally:
        gateway.stop()


@pytest.mark.parametrize(
    ("signed", "size", "status"),
    [({}, 1, 403), ({"authorization": "test"}, 1024 * 1024 + 1, 400), ({"authorization": "test"}, 1, 200)],
)
def test_a_message_has_to_be_signed_and_within_a_mebibyte(signed: dict[str, str], size: int, status: int) -> None:
    card = Card("probe", "Probe.", (Route("POST", "/probe/{x}"),), None, None, queue=True)
    gateway = Gateway([card], {"probe": lambda *_: {"batchItemFailures": []}}, instances=2).start()
    try:
        assert gateway.queue
        packed = pack(RuntimeRequest("POST", "/probe/1", "", "probe.example", {}, b"{}", ""))
        sent = {"QueueUrl": gateway.environment["QUEUE_URL"], "MessageBody": packed if size == 1 else "x" * size}
        headers = {"x-amz-target": "AmazonSQS.SendMessage", **signed}
        answer = httpx.post(gateway.url, content=json.dumps(sent), headers=headers)
        assert answer.status_code == status
        assert ("MessageId" in answer.json()) == (status == 200)
    finally:
        gateway.stop()


@pytest.mark.parametrize(
    "outside", [{"x-forwarded-for": "203.0.113.7"}, {"forwarded": "for=203.0.113.7"}, {"host": "salon.example"}]
)
@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/_local/jobs/job_keys", {}),
        ("/2015-03-31/functions/probe/invocations", {}),
        ("/%40connections/x", {}),
        ("/", {"x-amz-target": "AmazonSQS.SendMessage"}),
    ],
)
def test_who_comes_through_a_tunnel_meets_no_door_of_the_machines_own(
    path: str, more: dict[str, str], outside: dict[str, str]
) -> None:
    called: list[Any] = []
    card = Card("probe", "Probe.", (Route("POST", "/probe/{x}"),), None, None, queue=True)
    gateway = Gateway(cards=[card], handlers={"probe": lambda event, _: called.append(event)}).start()
    try:
        headers = {"authorization": "AWS4-HMAC-SHA256 test", **more}
        assert httpx.post(gateway.url + path, content=b"{}", headers=headers | outside).status_code == 404
    finally:
        gateway.stop()
    assert called == []
