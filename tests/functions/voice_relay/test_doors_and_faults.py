"""Who is not let in; and what a caller hears when frames are odd or something is broken: never nothing."""

from __future__ import annotations

from typing import Any

import pytest
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from functions.voice_relay import conversation
from functions.voice_relay.handler import handler
from local.events import Context, socket_event
from local.relay_phone import RelayPhone
from shared.db import relays, turns
from shared.db.refusals import DatabaseUnavailable
from tests.conftest import use_environment
from tests.functions.voice_relay.conftest import Thinker
from tests.support.line import Line, relay_url
from tests.support.wire import recorded

NOBODY = "postgresql://nobody@127.0.0.1:9/none"


def address(line: Line, phone: RelayPhone, *, provider: str = "twilio") -> str:
    token = phone.voice_url.split("/")[-2]
    return f"{relay_url()}?provider={provider}&token={token}"


def dial(url: str, signature: str | None = None) -> int:
    """The status with which a socket is refused, or 101."""
    headers = {"X-Twilio-Signature": signature} if signature else {}
    try:
        with connect(url, additional_headers=headers, compression=None, proxy=None):
            return 101
    except InvalidStatus as refused:
        return int(refused.response.status_code)


def signed(url: str, auth_token: str) -> str:
    return str(RequestValidator(auth_token).compute_signature(url, {}))


def test_only_who_signs_with_the_companys_own_key_is_let_in(line: Line) -> None:
    phone = line.relay_phone()
    url = address(line, phone)
    assert dial(url) == 403
    assert dial(url, signed(url, "somebody-elses-token")) == 403
    assert dial(url, signed(url, line.phone("DENTIST").auth_token)) == 403
    assert dial(url, signed(f"{url}x", phone.auth_token)) == 403
    assert line.database.all("select 1 from private.relay_connections") == []
    assert dial(url, signed(url, phone.auth_token)) == 101


def test_a_signature_over_the_address_with_a_slash_is_as_good(line: Line) -> None:
    phone = line.relay_phone()
    url = address(line, phone)
    assert dial(url, signed(url.replace("?", "/?"), phone.auth_token)) == 101


def test_an_unknown_token_or_provider_is_not_found(line: Line) -> None:
    phone = line.relay_phone()
    for url in (
        f"{address(line, phone)}x",
        address(line, phone, provider="nobody"),
        address(line, phone, provider="retell"),
        relay_url(),
        f"{relay_url()}?provider=twilio",
    ):
        assert dial(url, signed(url, phone.auth_token)) == 404


def test_retell_proves_itself_by_the_token_alone_wherever_it_puts_the_calls_id(line: Line) -> None:
    phone = line.retell_phone()
    assert dial(phone.llm_url) == 101
    assert dial(f"{phone.llm_url}/call_1") == 101
    assert dial(f"{phone.llm_url}x") == 404


def test_without_a_database_nobody_is_let_in_and_the_call_is_answered_all_the_same(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = line.relay_phone()
    url = address(line, phone)
    use_environment(monkeypatch, {"DATABASE_URL_FN_VOICE": NOBODY})
    assert dial(url, signed(url, phone.auth_token)) == 500
    said = phone.ring()
    assert said.text
    assert said.awaits == "recording"


@pytest.mark.parametrize(
    "odd",
    [
        "",
        "no json",
        '{"type": "prompt"',
        "[]",
        "null",
        "[" * 5000,
        '{"type": "tickle"}',
        '{"type": 7}',
        '{"type": "dtmf", "digit": "xx"}',
        '{"type": "dtmf"}',
        '{"type": "setup"}',
        '{"type": "setup", "callSid": "CA\\u0000"}',
        '{"type": "info", "name": "agentSpeaking"}',
        '{"type": "error", "description": "Invalid message"}',
        '{"type": "interrupt"}',
        '{"interaction_type": "response_required"}',
        '{"interaction_type": "call_details"}',
    ],
)
def test_an_odd_frame_changes_nothing(line: Line, odd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversation, "KEY_PAUSE_SECONDS", 0.0)
    phone = line.relay_phone()
    phone.ring()
    line.wait_until(lambda: _is_begun(line))
    phone.send(odd)
    assert "28 Euro" in phone.say("Was kostet ein Herrenhaarschnitt?").text
    phone.hang_up()


def test_a_prompt_without_words_is_a_silence(line: Line) -> None:
    phone = line.relay_phone()
    phone.ring()
    phone.send({"type": "prompt", "voicePrompt": None, "last": True})
    assert phone.listen().awaits == "speech"
    phone.hang_up()


def test_a_binary_frame_is_not_taken_and_the_call_goes_on_without_the_socket(line: Line) -> None:
    phone = line.relay_phone()
    phone.ring()
    phone.send(b"\x00\xff")
    with pytest.raises(ConnectionClosed):
        phone._required().recv(10)
    assert "Sind Sie noch da" in phone.lose_socket().text


def test_words_before_the_call_is_known_lead_back_to_the_telephone(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversation, "SETUP_SECONDS", 0.1)
    monkeypatch.setattr(RelayPhone, "_setup", lambda _: {"type": "info"})
    phone = line.relay_phone()
    phone.ring()
    said = phone.say("Hallo?")
    assert not phone.is_on_socket()
    assert said.awaits == "speech"
    assert "28 Euro" in phone.say("Was kostet ein Herrenhaarschnitt?").text


def test_words_wait_for_the_frame_that_says_which_call_it_is(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    late: list[dict[str, Any]] = []
    real = RelayPhone._setup

    def keep(phone: RelayPhone) -> dict[str, object]:
        late.append(real(phone))
        return {"type": "info"}

    monkeypatch.setattr(RelayPhone, "_setup", keep)
    phone = line.relay_phone()
    phone.ring()
    phone.begin_to_say("Was kostet ein Herrenhaarschnitt?")
    phone.send(late[0])
    assert "28 Euro" in phone.listen().text
    phone.hang_up()


def test_a_database_that_goes_away_within_a_call_leads_to_a_person(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    line.database.all("update public.phone_numbers set forwarding_number = '+493023125999' returning 1")
    phone = line.relay_phone(dial_status="no-answer")
    phone.ring()
    line.wait_until(lambda: _is_begun(line))

    def gone(*_: object, **__: object) -> None:
        raise DatabaseUnavailable("57P01")

    for module, name in ((relays, "relay_turn"), (relays, "leave_relay"), (turns, "recall_turn")):
        monkeypatch.setattr(module, name, gone)
    said = phone.say("Hallo?")
    assert said.transferred_to == "+493023125999"
    assert said.awaits == "recording"


def test_what_breaks_while_we_think_leads_back_to_the_telephone(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = line.relay_phone()
    phone.ring()
    phone.say("Was kostet ein Herrenhaarschnitt?")
    recall, asked = turns.recall_turn, []

    def gone_twice(*args: Any, **more: Any) -> Any:
        asked.append(more["turn"])
        if len(asked) <= 2:
            raise DatabaseUnavailable("57P01")
        return recall(*args, **more)

    monkeypatch.setattr(turns, "recall_turn", gone_twice)
    said = phone.say("Und eine Bartpflege?")
    assert "Sind Sie noch da" in said.text
    # Turn 2 broke; whatever was counted for it is not used again.
    assert asked == [2, 2, 3]
    assert "18 Euro" in phone.say("Was kostet eine Bartpflege?").text


def test_who_has_hung_up_is_not_spoken_to(line: Line, thinker: Thinker) -> None:
    thinker.answers = [["Gern erkläre ich Ihnen das.", "Ein Schnitt dauert eine halbe Stunde."]]
    phone = line.relay_phone()
    phone.ring()
    phone.begin_to_say("Wie lange dauert das?")
    phone.hear_piece()
    phone.hang_up()
    line.wait_until(
        lambda: line.database.one("select closed_at from private.relay_connections")["closed_at"] is not None
    )
    thinker.go_on()
    line.wait_until(lambda: len(line.database.all("select 1 from public.call_turns where turn = 1")) == 2)


def test_an_event_as_aws_writes_it_is_understood(line: Line) -> None:
    """The documented event, not one of our own making: a stranger's opening is refused, an unknown socket ignored."""
    context = Context("voice_relay")
    assert handler(recorded("aws-lambda/websocket-connect.json"), context) == {"statusCode": 404}
    assert handler(recorded("aws-lambda/websocket-message.json"), context)["statusCode"] in (200, 500)
    assert handler(recorded("aws-lambda/websocket-disconnect.json"), context) == {"statusCode": 200}


def test_whatever_breaks_the_platform_hears_of_no_exception(monkeypatch: pytest.MonkeyPatch) -> None:
    use_environment(monkeypatch, {"DATABASE_URL_FN_VOICE": "", "MASTER_KEYS": ""})
    event = socket_event("MESSAGE", "x", domain_name="127.0.0.1:9", body="{}")
    assert handler(event, Context("voice_relay")) == {"statusCode": 500}
    assert handler({}, Context("voice_relay")) == {"statusCode": 500}


def _is_begun(line: Line) -> bool:
    rows = line.database.all("select provider_call_id from private.relay_connections")
    return [row for row in rows if row["provider_call_id"]] != []
