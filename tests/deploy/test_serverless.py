"""`serverless.yml` says of each function what its card says, and gives it no more than its own role."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from local.cards import Card, read_cards
from local.packaging.runtime import AMAZON_LINUX_2023_SINCE, PACKAGES, SERVERLESS, lambda_runtime
from local.paths import ROOT
from tests.support.configuration import variables_of

CARDS = read_cards()
SECRET = re.compile(
    r"\{\{resolve:secretsmanager:frontdesk/\$\{sls:stage\}/(?P<function>\w+):SecretString:(?P<name>\w+)\}\}"
)
# Read by AWS or Powertools themselves, not by a settings class.
PLATFORM = re.compile(r"^(AWS|POWERTOOLS)_")
CONFIDENTIAL = re.compile(r"^DATABASE_URL_|_KEY$|_KEYS$|_SECRET$")
# Keys by name, but meant for browsers.
PUBLIC = {"SUPABASE_PUBLISHABLE_KEY"}
TWILIO_WAITS_SECONDS = 15
# https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
GATEWAY_WAITS_SECONDS = 29
FOURTEEN_DAYS_SECONDS = 14 * 24 * 60 * 60

every_function = pytest.mark.parametrize("card", CARDS, ids=lambda card: card.function)


@pytest.fixture(scope="module")
def service() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(SERVERLESS.read_text(encoding="utf-8"))
    return read


def environment_of(service: dict[str, Any], function: str) -> dict[str, str]:
    """The variables of one function, the common ones among them, with the file's own abbreviations written out."""
    variables = service["provider"]["environment"] | service["functions"][function]["environment"]
    secret = service["custom"]["secret"].replace("${self:service}", service["service"])
    return {name: str(value).replace("${self:custom.secret}", secret) for name, value in variables.items()}


def test_every_function_is_deployed_and_nothing_else(service: dict[str, Any]) -> None:
    assert set(service["functions"]) == {card.function for card in CARDS}


@every_function
def test_a_function_is_found_where_its_card_is(service: dict[str, Any], card: Card) -> None:
    deployed = service["functions"][card.function]
    assert deployed["handler"] == f"functions/{card.function}/handler.handler"
    assert ROOT / deployed["package"]["artifact"] == PACKAGES / f"{card.function}.zip"


@every_function
def test_who_is_called_has_an_address_and_whom_the_clock_calls_has_none(service: dict[str, Any], card: Card) -> None:
    deployed = service["functions"][card.function]
    # `true` is a public address: no authorizer, because the sender is proven by signature or token inside.
    assert deployed.get("url", False) is bool(card.routes)
    events = deployed.get("events", [])
    assert [_seconds(event["schedule"]) for event in events if "schedule" in event] == (
        [card.every_seconds] if card.every_seconds else []
    )
    assert [event["websocket"] for event in events if "websocket" in event] == (
        ["$connect", "$default", "$disconnect"] if card.socket else []
    )


@every_function
def test_a_function_that_has_to_wait_has_a_queue_of_its_own(service: dict[str, Any], card: Card) -> None:
    """Two functions at one queue would delete what is the other's."""
    deployed = service["functions"][card.function]
    taken = [event["sqs"] for event in deployed.get("events", []) if "sqs" in event]
    assert len(taken) == card.queue
    assert ("QUEUE_URL" in deployed["environment"]) is card.queue
    if not card.queue:
        return
    (name, _) = taken[0]["arn"]["Fn::GetAtt"]
    assert name.removesuffix("Queue").lower() == card.function.replace("_", "")
    assert deployed["environment"]["QUEUE_URL"] == {"Ref": name}
    assert taken[0]["functionResponseType"] == "ReportBatchItemFailures"
    queue = service["resources"]["Resources"][name]["Properties"]
    assert queue["SqsManagedSseEnabled"] is True
    assert queue["MessageRetentionPeriod"] == FOURTEEN_DAYS_SECONDS
    # https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    assert queue["VisibilityTimeout"] >= 6 * deployed["timeout"]


def test_functions_send_into_the_queues_that_there_are_and_into_no_other(service: dict[str, Any]) -> None:
    statements = service["provider"]["iam"]["role"]["statements"]
    (sending,) = [each for each in statements if "sqs" in str(each["Action"])]
    assert (sending["Effect"], sending["Action"]) == ("Allow", "sqs:SendMessage")
    queues = [each["Fn::GetAtt"][0] for each in sending["Resource"]]
    assert sorted(queues) == sorted(service["resources"]["Resources"])


@every_function
def test_a_function_gets_its_own_role_and_no_other(service: dict[str, Any], card: Card) -> None:
    roles = [name for name in environment_of(service, card.function) if name.startswith("DATABASE_URL")]
    assert roles == [f"DATABASE_URL_{(card.role or 'nobody').upper()}"]
    assert roles == [name for name in variables_of(card.function) if name.startswith("DATABASE_URL")]


@every_function
def test_what_a_function_must_have_is_set_and_what_it_does_not_read_is_not(service: dict[str, Any], card: Card) -> None:
    read = variables_of(card.function)
    given = {name for name in environment_of(service, card.function) if not PLATFORM.match(name)}
    assert {name for name, must in read.items() if must} - given == set()
    assert given - set(read) == set()


@every_function
def test_a_secret_is_resolved_by_aws_from_the_functions_own(service: dict[str, Any], card: Card) -> None:
    for name, value in environment_of(service, card.function).items():
        if CONFIDENTIAL.search(name) and name not in PUBLIC:
            found = SECRET.fullmatch(value)
            assert found is not None, name
            assert found.groupdict() == {"function": card.function, "name": name}


def test_a_caller_is_answered_or_given_up_before_twilio_stops_waiting(service: dict[str, Any]) -> None:
    for name, deployed in service["functions"].items():
        if name == "voice_relay":
            # Nobody waits for it with a request; a socket's message is given up by the gateway.
            assert deployed["timeout"] < GATEWAY_WAITS_SECONDS
        elif name.startswith("voice_"):
            assert deployed["timeout"] < TWILIO_WAITS_SECONDS


def test_everything_stays_in_the_european_union(service: dict[str, Any]) -> None:
    assert service["provider"]["region"] == "${param:region}"
    assert service["params"]["default"]["region"].startswith("eu-")


def test_packaging_needs_no_account(service: dict[str, Any]) -> None:
    text = SERVERLESS.read_text(encoding="utf-8")
    assert [trap for trap in ("${ssm:", "${aws:", "${cf:", "layers:") if trap in text] == []
    assert service["configValidationMode"] == "error"


def test_the_runtime_is_one_our_wheels_run_on() -> None:
    assert lambda_runtime().version >= AMAZON_LINUX_2023_SINCE


def _seconds(schedule: str) -> int:
    found = re.fullmatch(r"rate\((\d+) (minute|hour|day)s?\)", schedule)
    assert found is not None, schedule
    return int(found[1]) * {"minute": 60, "hour": 3600, "day": 86400}[found[2]]
