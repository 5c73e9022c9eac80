"""The simulated telephone: signs as Twilio, obeys TwiML as Twilio, and tells the status URL how it ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import httpx
import pytest
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from local.phone import CallFailedError, Phone

TOKEN = "test-salon-twilio-auth-token"
VOICE, STATUS = "http://desk.example/voice/incoming?x=1", "http://desk.example/status"


@dataclass
class Application:
    """Answers with prepared documents by path, and remembers what it was asked."""

    documents: dict[str, str | httpx.Response]
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        form = dict(parse_qsl(request.content.decode(), keep_blank_values=True))
        genuine = RequestValidator(TOKEN).validate(str(request.url), form, request.headers["x-twilio-signature"])
        if not genuine:
            return httpx.Response(403)
        self.asked.append((request.url.path, form))
        answer = self.documents.get(request.url.path, "<Response/>")
        if isinstance(answer, httpx.Response):
            return answer
        return httpx.Response(200, text=answer, headers={"content-type": "text/xml; charset=utf-8"})


Ring = Callable[..., tuple[Phone, Application]]


@pytest.fixture
def line() -> Iterator[Ring]:
    """A telephone connected to an application with these documents; `incoming` is what it is greeted with."""
    clients: list[httpx.Client] = []

    def connect(incoming: str | httpx.Response, **others: str | httpx.Response) -> tuple[Phone, Application]:
        documents = {"/voice/incoming": incoming} | {f"/voice/{name}": answer for name, answer in others.items()}
        application = Application(documents)
        clients.append(httpx.Client(transport=httpx.MockTransport(application)))
        sid = f"AC{'0' * 31}1"
        number = "+493023125100"
        return Phone(clients[-1], VOICE, STATUS, TOKEN, sid, number), application

    yield connect
    for client in clients:
        client.close()


LISTEN = (
    '<Response><Gather action="turn?turn=1"><Say>Guten Tag.</Say><Pause length="2"/><Say>Ja?</Say></Gather></Response>'
)
BYE = "<Response><Say>Auf Wiederhören.</Say><Hangup/></Response>"


def test_a_call_from_ringing_to_the_end(line: Ring) -> None:
    phone, application = line(LISTEN, turn=BYE)
    said = phone.ring()
    assert (said.text, said.awaits, phone.over) == ("Guten Tag. Ja?", "speech", False)
    said = phone.say("Morgen um drei.")
    assert (said.text, said.awaits, phone.over) == ("Auf Wiederhören.", None, True)
    phone.hang_up()
    paths = [path for path, _ in application.asked]
    assert paths == ["/voice/incoming", "/voice/turn", "/status"]
    (_, rang), (_, spoke), (_, ended) = application.asked
    assert (rang["CallStatus"], rang["From"], rang["To"]) == ("ringing", "+493023125777", "+493023125100")
    assert (spoke["CallStatus"], spoke["SpeechResult"], spoke["Confidence"]) == (
        "in-progress",
        "Morgen um drei.",
        "0.93",
    )
    assert (ended["CallStatus"], ended["CallDuration"]) == ("completed", str(phone.seconds))
    assert len({form["CallSid"] for _, form in application.asked}) == 1


def test_a_request_signed_with_another_token_is_refused(line: Ring) -> None:
    phone, _ = line(LISTEN)
    phone.auth_token = "somebody-elses"
    with pytest.raises(CallFailedError, match="403"):
        phone.ring()


def test_keys_and_silence_are_told_as_twilio_tells_them(line: Ring) -> None:
    phone, application = line(LISTEN, turn=LISTEN)
    phone.ring()
    phone.press("2")
    phone.stay_silent()
    assert (application.asked[1][1]["Digits"], "SpeechResult" in application.asked[1][1]) == ("2", False)
    assert (application.asked[2][1]["SpeechResult"], "Confidence" in application.asked[2][1]) == ("", False)


def test_a_redirect_is_followed_and_what_was_said_before_counts(line: Ring) -> None:
    phone, application = line("<Response><Say>Moment.</Say><Redirect>next</Redirect></Response>", next=LISTEN)
    assert phone.ring().lines == ("Moment.", "Guten Tag.", "Ja?")
    assert application.asked[1][1]["CallStatus"] == "in-progress"


def test_a_transfer_comes_back_with_its_outcome(line: Ring) -> None:
    dial = '<Response><Say>Ich verbinde.</Say><Dial action="after"><Number>+493023125101</Number></Dial></Response>'
    phone, application = line(dial, after=BYE)
    phone.dial_status = "no-answer"
    said = phone.ring()
    assert (said.transferred_to, said.lines) == ("+493023125101", ("Ich verbinde.", "Auf Wiederhören."))
    assert application.asked[1][1]["DialCallStatus"] == "no-answer"


def test_a_recording_is_left(line: Ring) -> None:
    phone, application = line('<Response><Say>Nach dem Ton.</Say><Record action="left"/><Hangup/></Response>', left=BYE)
    assert phone.ring().awaits == "recording"
    phone.record(seconds=12)
    assert application.asked[1][1]["RecordingDuration"] == "12"
    assert phone.over


def test_a_document_that_runs_out_ends_the_call(line: Ring) -> None:
    phone, _ = line("<Response><Say>Tschüss.</Say></Response>")
    assert (phone.ring().awaits, phone.over) == (None, True)


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(500, text="oops"),
        httpx.Response(200, json={"message": "hello"}),
        httpx.Response(200, text="<Response><Say>", headers={"content-type": "text/xml"}),
        httpx.Response(200, text="<html/>", headers={"content-type": "text/xml"}),
        httpx.Response(200, text="<Response><Sing/></Response>", headers={"content-type": "text/xml"}),
    ],
    ids=["an error", "JSON", "not XML", "not TwiML", "an unknown verb"],
)
def test_what_twilio_could_not_use_fails_the_call(line: Ring, answer: httpx.Response) -> None:
    phone, _ = line(answer)
    with pytest.raises(CallFailedError):
        phone.ring()


def test_documents_that_only_redirect_are_a_loop(line: Ring) -> None:
    phone, _ = line("<Response><Redirect>/voice/incoming</Redirect></Response>")
    with pytest.raises(CallFailedError, match="without a pause"):
        phone.ring()
