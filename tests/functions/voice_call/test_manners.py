"""How a call is held: who is turned away, how long it lasts, what is said about recording, who thinks when many ring."""

from __future__ import annotations

from email.utils import formatdate
from time import time
from xml.etree.ElementTree import fromstring

import pytest
from psycopg.types.json import Jsonb

from local.phone import Phone, Said
from tests.support.line import Line

SALON = "salon-lindenbluete"


def deploy(line: Line, **changed: object) -> None:
    """Deploy the salon's assistant with these columns changed: calls to come hear that version."""
    columns = ", ".join(f"{name} = %s" for name in changed)
    deployed = line.database.all(
        f"""with edited as (
              update public.assistants set {columns}
              where status = 'active' and company_id = (select id from public.companies where slug = %s) returning id)
            select id from edited""",
        *changed.values(),
        SALON,
    )
    for row in deployed:
        line.database.all("select version from private.freeze_assistant(%s, null)", row["id"])


def records(said: Said) -> bool:
    return fromstring(said.document).find("Start/Recording") is not None


def consents(line: Line) -> list[tuple[str, bool, str]]:
    rows = line.database.all("select purpose, is_granted, wording from public.consents order by created_at")
    return [(row["purpose"], row["is_granted"], row["wording"]) for row in rows]


def ask_about_recording(line: Line, mode: str = "ask") -> Phone:
    deploy(line, recording_enabled=True)
    line.database.all("update public.companies set recording_consent = %s returning 1", mode)
    return line.phone()


def test_the_owner_asks_before_recording_and_a_yes_begins_it(line: Line) -> None:
    phone = ask_about_recording(line)
    greeting = phone.ring()
    assert greeting.text.endswith("Darf ich das Gespräch aufzeichnen?")
    assert not records(greeting)
    said = phone.say("Ja, gerne")
    assert said.text == "Danke. Was kann ich für Sie tun?"
    assert records(said)
    assert not records(phone.say("Wann haben Sie geöffnet?"))
    assert line.call(phone)["recording_consent"] is True
    assert consents(line) == [("recording", True, "Darf ich das Gespräch aufzeichnen?")]


def test_a_no_is_kept_and_nothing_is_recorded(line: Line) -> None:
    phone = ask_about_recording(line)
    phone.ring()
    said = phone.say("Nein, lieber nicht")
    assert "nichts aufgezeichnet" in said.text
    assert not records(said)
    assert line.call(phone)["recording_consent"] is False
    assert consents(line) == [("recording", False, "Darf ich das Gespräch aufzeichnen?")]


def test_who_says_yes_and_more_is_answered_and_recorded(line: Line) -> None:
    phone = ask_about_recording(line)
    phone.ring()
    said = phone.say("Ja klar. Ich hätte gern einen Herrenhaarschnitt am Dienstag um halb drei")
    assert "14 Uhr 30" in said.text
    assert records(said)


def test_who_does_not_answer_the_question_is_not_recorded(line: Line) -> None:
    phone = ask_about_recording(line)
    phone.ring()
    said = phone.say("Was kostet ein Herrenhaarschnitt?")
    assert "28 Euro" in said.text
    assert not records(said)
    assert not records(phone.say("Ja"))
    assert line.call(phone)["recording_consent"] is False


def test_the_same_yes_twice_begins_the_recording_in_the_same_words(line: Line) -> None:
    phone = ask_about_recording(line)
    phone.ring()
    heard = phone.parameters({"SpeechResult": "Ja"})
    first, second = (phone.post(line.turn_url(phone, 1), heard).text for _ in range(2))
    assert first == second
    assert "<Recording" in first
    assert len(consents(line)) == 1


def test_a_caller_is_told_where_that_is_enough(line: Line) -> None:
    phone = ask_about_recording(line, "announce")
    greeting = phone.ring()
    assert greeting.text.startswith("Dieses Gespräch wird aufgezeichnet.")
    assert records(greeting)
    assert consents(line) == []


@pytest.mark.parametrize("mode", ["never", "ask", "announce"])
def test_an_assistant_that_does_not_record_asks_nothing(line: Line, mode: str) -> None:
    line.database.all("update public.companies set recording_consent = %s returning 1", mode)
    phone = line.phone()
    assert "auf" not in phone.ring().text.split()
    assert not records(phone.say("Ja"))
    assert line.call(phone)["recording_consent"] is None


def test_a_blocked_caller_is_turned_away_politely(line: Line) -> None:
    first = line.phone()
    first.ring()
    first.hang_up()
    line.database.all("update public.customers set is_blocked = true, blocked_reason = 'abuse' returning 1")
    phone = line.phone()
    assert phone.ring().text == "Ihr Anruf kann hier leider nicht angenommen werden. Auf Wiederhören."
    assert phone.over
    assert line.phone(caller_number="+493023125778").ring().awaits == "speech"


def test_a_call_that_lasts_too_long_ends_with_a_recording_and_keeps_what_was_done(line: Line) -> None:
    line.never_closes()
    phone = line.phone()
    phone.ring()
    phone.say("Einen Herrenhaarschnitt bei Maria am Dienstag um halb drei")
    phone.tell_status("ringing", Timestamp=formatdate(time() - 301, usegmt=True))
    said = phone.say("Ja, bitte")
    assert "Buchungscode" in said.text
    assert said.text.endswith("sprechen Sie bitte nach dem Ton.")
    assert said.awaits == "recording"
    assert [each["status"] for each in line.appointments()] == ["confirmed"]
    assert phone.record().text.endswith("Auf Wiederhören.")


def test_the_assistant_listens_as_long_as_it_is_told_to(line: Line) -> None:
    deploy(line, silence_timeout=9, interruption_enabled=False, voice_provider="amazon", voice_id="Polly.Vicki")
    gather = fromstring(line.phone().ring().document).find("Gather")
    assert gather is not None
    assert (gather.get("timeout"), gather.get("bargeIn"), gather[0].get("voice")) == ("9", "false", "Polly.Vicki")


def test_calls_beyond_the_plan_are_answered_by_the_receptionist(line: Line) -> None:
    line.database.all("update public.plans set max_calls_at_once = 2 returning 1")
    modes = []
    for number in range(3):
        phone = line.phone(caller_number=f"+4930231257{number:02}")
        assert phone.ring().awaits == "speech"
        call = line.call(phone)
        has_one = line.database.one(
            "select private.has_a_line_for_models(c) as has_one from public.calls c where c.id = %s", call["id"]
        )
        modes.append(has_one["has_one"])
    assert modes == [True, True, False]


def recording_of(line: Line, phone: Phone) -> tuple[str | None, int | None]:
    call = line.call(phone)
    return call["recording_url"], call["recording_duration_seconds"]


def test_the_recording_is_found_once_the_provider_has_it(line: Line) -> None:
    phone = ask_about_recording(line)
    phone.ring()
    phone.say("Ja")
    phone.hang_up()
    assert recording_of(line, phone) == (None, None)
    for _ in range(2):
        assert phone.tell_recording("https://recordings.example/RE7", RecordingDuration="41").status_code == 200
    assert recording_of(line, phone) == ("https://recordings.example/RE7", 41)
    assert line.call(phone)["status"] == "completed"


def test_a_recording_nobody_agreed_to_is_not_kept(line: Line) -> None:
    phone = ask_about_recording(line)
    phone.ring()
    phone.say("Nein")
    phone.recording_url = phone.voice_url.replace("/incoming", "/recording")
    assert phone.tell_recording().status_code == 200
    assert recording_of(line, phone) == (None, None)


def test_a_recording_that_failed_leaves_nothing_to_hear(line: Line) -> None:
    phone = ask_about_recording(line, "announce")
    phone.ring()
    assert phone.tell_recording("", RecordingStatus="absent").status_code == 200
    assert recording_of(line, phone) == (None, None)


def test_who_did_not_make_the_recording_cannot_say_where_it_lies(line: Line) -> None:
    phone = ask_about_recording(line, "announce")
    phone.ring()
    phone.auth_token = "test-another-token"
    assert phone.tell_recording().status_code == 403
    assert recording_of(line, phone) == (None, None)


def test_what_the_business_wants_to_know_is_asked_before_the_end(line: Line) -> None:
    questions = ["Wie sind Sie auf uns aufmerksam geworden?", "Dürfen wir Ihnen schreiben?"]
    deploy(line, conversation_flow=Jsonb({"required_questions": questions}))
    phone = line.phone()
    phone.ring()
    phone.say("Wann haben Sie geöffnet?")
    assert phone.say("Nein danke, auf Wiederhören").text == f"Eine Frage noch: {questions[0]}"
    again = phone.post(line.turn_url(phone, 2), phone.parameters({"SpeechResult": "Nein danke, auf Wiederhören"}))
    assert questions[0] in again.text
    assert phone.say("Durch eine Freundin").text == f"Eine Frage noch: {questions[1]}"
    assert phone.say("Lieber nicht").text.endswith("Auf Wiederhören!")
    assert phone.over
    answers = line.call(phone)["custom_data"]["answers"]
    assert answers == dict(zip(questions, ("Durch eine Freundin", "Lieber nicht"), strict=True))


def test_who_was_not_understood_hears_the_business_own_words(line: Line) -> None:
    deploy(line, fallback_responses=["Das habe ich leider nicht mitbekommen."])
    phone = line.phone()
    phone.ring()
    assert phone.say("Quantenchromodynamik blau").text.startswith("Das habe ich leider nicht mitbekommen.")


def test_what_was_done_says_what_was_wanted(line: Line) -> None:
    line.never_closes()
    phone = line.phone()
    phone.ring()
    phone.say("Einen Herrenhaarschnitt bei Maria am Dienstag um halb drei")
    phone.say("Ja, bitte")
    phone.hang_up()
    assert line.call(phone)["intent"] == "book"
    asking = line.phone(caller_number="+493023125778")
    asking.ring()
    asking.say("Was kostet ein Herrenhaarschnitt?")
    asking.hang_up()
    assert line.call(asking)["intent"] is None
