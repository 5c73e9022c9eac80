"""Turns answered by a model, and turns in which it is of no use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shared.voice import model_order, model_turn, speech
from tests.conftest import use_environment
from tests.support import fake_openai as fake
from tests.support.fake_openai import FakeOpenAI
from tests.support.line import Line


@pytest.fixture
def openai(line: Line, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOpenAI]:
    """A model server that the functions ask."""
    with FakeOpenAI() as server:
        use_environment(
            monkeypatch,
            {"OPENAI_API_KEY": "test-key", "OPENAI_BASE_URL": server.base_url, "OPENAI_MODEL": "test-model"},
        )
        yield server


def attempts(line: Line) -> list[tuple[str, int]]:
    rows = line.database.all("select outcome, prompt_tokens from public.ai_usage_logs order by created_at, turn")
    return [(row["outcome"], row["prompt_tokens"]) for row in rows]


def test_a_model_answers_a_question(line: Line, openai: FakeOpenAI) -> None:
    phone = line.phone()
    phone.ring()
    openai.will(fake.says("Ja, wir haben einen Parkplatz im Hof."))
    assert phone.say("Haben Sie Parkplätze?").text == "Ja, wir haben einen Parkplatz im Hof."
    assert attempts(line) == [("ok", 120)]


def test_a_model_books_only_what_was_read_back(line: Line, openai: FakeOpenAI) -> None:
    phone = line.phone()
    phone.ring()
    openai.will(fake.calls("book_appointment"), fake.says("Welche Leistung und wann?"))
    phone.say("Ich möchte einen Termin")
    assert line.appointments() == []
    openai.will(fake.calls("hold_slot", service="Herrenhaarschnitt", person="Maria", day="Dienstag", time="14:30"))
    said = phone.say("Herrenhaarschnitt bei Maria am Dienstag um halb drei").text
    assert "Maria Schmidt" in said
    assert "14 Uhr 30" in said
    assert said.endswith("eintragen?")
    openai.will(fake.calls("book_appointment"))
    said = phone.say("Ja, gerne").text
    assert "Buchungscode" in said
    assert [each["status"] for each in line.appointments()] == ["confirmed"]


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (fake.fails(500), "http_500"),
        (fake.fails(429), "http_429"),
        (fake.fails(401), "http_401"),
        (fake.says_nothing(), "empty"),
        (fake.answers_nothing(), "empty"),
        (fake.talks_nonsense(), "garbage"),
        (fake.speaks_gibberish(), "garbage"),
        (fake.calls_with("hold_slot", '{"service": '), "garbage"),
        (fake.calls_with("hold_slot", '["a list"]'), "garbage"),
        (fake.calls("delete_everything"), "garbage"),
        (fake.breaks_off("Guten"), "cut_off"),
        (fake.stops_short("Guten"), "cut_off"),
        (fake.errs_midway("Guten"), "cut_off"),
    ],
)
def test_a_model_that_is_of_no_use_is_not_missed(
    line: Line, openai: FakeOpenAI, fault: fake.Answer, outcome: str
) -> None:
    phone = line.phone()
    phone.ring()
    openai.will(fault)
    assert "28 Euro" in phone.say("Was kostet ein Herrenhaarschnitt?").text
    assert [each[0] for each in attempts(line)] == [outcome]


SLOW = {
    "hangs": fake.hangs(),
    "drips headers": fake.drips_headers(),
    "drips comments": fake.drips(),
    "drips one event": fake.drips(inside_an_event=True),
    "falls silent": fake.hangs_after("Guten"),
    "drips words": fake.drips_words(),
}


@pytest.mark.parametrize("fault", SLOW)
def test_a_model_that_takes_its_time_is_not_waited_for(
    line: Line, openai: FakeOpenAI, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    # The same clockwork with a quicker clock; the real figures are checked below. The server goes on as it does until the
    # test is over, so that an answer comes at all is the proof: the telephone gives up after 15 seconds.
    monkeypatch.setattr(model_order, "FIRST_TOKEN_SECONDS", 0.4)
    monkeypatch.setattr(model_turn, "TURN_SECONDS", 1.2)
    phone = line.phone()
    phone.ring()
    openai.will(SLOW[fault])
    assert "28 Euro" in phone.say("Was kostet ein Herrenhaarschnitt?").text
    assert attempts(line) == [("timeout", 0)]


def test_a_caller_waits_two_and_a_half_seconds_for_a_first_word_and_six_for_a_turn() -> None:
    assert (model_order.FIRST_TOKEN_SECONDS, model_turn.TURN_SECONDS) == (2.5, 6.0)


def test_a_tool_called_twice_takes_effect_once(line: Line, openai: FakeOpenAI) -> None:
    phone = line.phone()
    phone.ring()
    name = ("name_caller", {"name": "Karla Kundin"})
    openai.will(fake.calls_many(name, name), fake.calls_many(name), fake.says("Guten Tag, Frau Kundin."))
    assert phone.say("Mein Name ist Karla Kundin").text == "Guten Tag, Frau Kundin."
    results = [each["content"] for each in openai.requests[-1]["messages"] if each["role"] == "tool"]
    assert results == ["Noted.", "Noted.", "Noted."]
    assert (
        line.database.one("select full_name from public.customers where call_count > 0")["full_name"] == "Karla Kundin"
    )


def test_a_booking_called_twice_is_one_appointment(line: Line, openai: FakeOpenAI) -> None:
    phone = line.phone()
    phone.ring()
    hold = ("hold_slot", {"service": "Bartpflege", "day": "Mittwoch", "time": "10:00"})
    openai.will(fake.calls_many(hold, hold))
    phone.say("Bartpflege am Mittwoch um zehn")
    openai.will(fake.calls_many(("book_appointment", {}), ("book_appointment", {})))
    assert "Buchungscode" in phone.say("Ja").text
    openai.will(fake.calls("book_appointment"), fake.says("Sie sind schon eingetragen."))
    phone.say("Ja, buchen Sie das")
    assert [each["status"] for each in line.appointments()] == ["confirmed"]


def test_a_model_that_never_stops_calling_tools_is_stopped(line: Line, openai: FakeOpenAI) -> None:
    phone = line.phone()
    phone.ring()
    openai.will(fake.calls("hold_slot", service="Zauberei", day="morgen", time="10:00"))
    assert "28 Euro" in phone.say("Was kostet ein Herrenhaarschnitt?").text
    assert len(attempts(line)) == model_turn.MOST_ROUNDS


def test_the_receptionist_confirms_what_a_model_had_read_back(line: Line, openai: FakeOpenAI) -> None:
    phone = line.phone()
    phone.ring()
    openai.will(fake.calls("hold_slot", service="Herrenhaarschnitt", person="Thomas", day="Dienstag", time="halb drei"))
    phone.say("Herrenhaarschnitt bei Thomas am Dienstag um halb drei")
    openai.will(fake.fails(500))
    assert "Buchungscode" in phone.say("Ja, bitte").text
    assert [each["status"] for each in line.appointments()] == ["confirmed"]


def test_a_model_does_not_book_against_a_plain_no(line: Line, openai: FakeOpenAI) -> None:
    phone = line.phone()
    phone.ring()
    openai.will(fake.calls("hold_slot", service="Herrenhaarschnitt", day="Dienstag", time="14:30"))
    phone.say("Herrenhaarschnitt am Dienstag um halb drei")
    openai.will(fake.calls("book_appointment"), fake.says("Was soll anders sein?"))
    assert phone.say("Nein, lieber nicht").text == "Was soll anders sein?"
    assert "confirmed" not in [each["status"] for each in line.appointments()]


def test_a_model_hears_when_it_makes_up_a_person_or_a_service(line: Line, openai: FakeOpenAI) -> None:
    phone = line.phone()
    phone.ring()
    openai.will(
        fake.calls("hold_slot", service="Herrenhaarschnitt", person="Gandalf", day="Dienstag", time="14:30"),
        fake.calls("find_slots", service="Zauberei"),
        fake.calls("hold_slot", service="Bartpflege", day="Sankt Nimmerlein", time="zapp"),
        fake.says("Das gibt es bei uns nicht."),
    )
    phone.say("Zauberei bei Gandalf")
    results = [each["content"] for each in openai.requests[-1]["messages"] if each["role"] == "tool"]
    assert [result.partition(".")[0] for result in results] == [
        "Nobody of that name works here",
        "There is no such service",
        "The day or time was not understood",
    ]
    assert line.appointments() == []


def test_a_model_finds_free_times_and_takes_messages_and_transfers_and_ends(line: Line, openai: FakeOpenAI) -> None:
    line.never_closes()
    phone = line.phone()
    phone.ring()
    openai.will(fake.calls("find_slots", service="Bartpflege", day="Mittwoch"))
    assert "Mittwoch" in phone.say("Wann ist am Mittwoch was frei?").text
    openai.will(fake.calls("take_message", text="Bitte den Rückruf wegen der Rechnung."))
    phone.say("Richten Sie aus, bitte Rückruf wegen der Rechnung")
    messages = line.database.all("select content from public.customer_interactions where type = 'message'")
    assert [each["content"] for each in messages] == ["Bitte den Rückruf wegen der Rechnung."]
    openai.will(fake.calls("end_call"))
    assert "Wiederhören" in phone.say("Das war alles").text
    assert phone.over


def test_a_model_transfers_to_a_person(line: Line, openai: FakeOpenAI) -> None:
    line.never_closes()
    phone = line.phone()
    phone.ring()
    openai.will(fake.calls("transfer_to_person"))
    assert phone.say("Ich möchte einen Menschen sprechen").transferred_to == "+493023125101"
    assert phone.over


def test_out_of_hours_a_model_offers_a_message_first(line: Line, openai: FakeOpenAI) -> None:
    line.always_closed()
    phone = line.phone()
    phone.ring()
    openai.will(fake.calls("transfer_to_person"))
    assert phone.say("Ich möchte einen Menschen sprechen").transferred_to is None
    assert phone.say("Bitte jetzt verbinden").transferred_to == "+493023125101"


def test_what_a_model_says_is_kept_short_and_plain(line: Line, openai: FakeOpenAI) -> None:
    phone = line.phone()
    phone.ring()
    openai.will(fake.says("**Gerne!** # Wir haben " + "viel Zeit und " * 200))
    said = phone.say("Haben Sie Zeit?").text
    assert said.startswith("Gerne! Wir haben viel Zeit")
    assert len(said) <= speech.MOST_SPOKEN_CHARACTERS


def test_the_prompt_tells_the_facts_and_no_ids(line: Line, openai: FakeOpenAI) -> None:
    phone = line.phone()
    phone.ring()
    phone.say("Was kostet ein Bartschnitt?")
    told = " ".join(str(each["content"]) for each in openai.requests[-1]["messages"])
    assert "Bartpflege: 20 Minuten, 18 Euro, Thomas Weber" in told
    assert "Dienstag bis Freitag" in told
    assert phone.caller_number not in told
    assert "a1000000" not in told
    assert "stream_options" in openai.requests[-1]


@pytest.mark.parametrize(
    ("company", "said", "spoken"),
    [
        ("SALON", "Was kostet ein Bartschnitt?", "German"),
        ("PLUMBER", "Vad kostar ett servicebesök?", "Swedish"),
        ("SALON", "Vad kostar en damklippning hos er?", "Swedish"),
        ("SALON", "Sprechen Sie Englisch?", "English"),
        ("PLUMBER", "Ursäkta, pratar ni tyska?", "German"),
        ("PLUMBER", "I am sorry, I don't speak Swedish", "English"),
    ],
)
def test_the_prompt_asks_for_the_language_the_caller_wants(
    line: Line, openai: FakeOpenAI, company: str, said: str, spoken: str
) -> None:
    phone = line.phone(company)
    phone.ring()
    phone.say(said)
    rules = str(openai.requests[-1]["messages"][0]["content"])
    assert f"Speak {spoken}; if the caller plainly speaks another of German, English and Swedish, speak that." in rules


def test_a_fault_of_ours_on_the_models_way_leaves_the_receptionist(
    line: Line, openai: FakeOpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("shared.voice.prompt.messages", broken)
    phone = line.phone()
    phone.ring()
    assert "28 Euro" in phone.say("Was kostet ein Herrenhaarschnitt?").text
    assert openai.requests == []


def test_without_a_balance_no_model_is_asked(line: Line, openai: FakeOpenAI) -> None:
    with line.database.connect() as conn:
        conn.execute("set session_replication_role = replica")
        conn.execute("delete from public.balance_ledger")
        conn.execute("update public.prepaid_balances set current_balance = 0, reserved_balance = 0")
    phone = line.phone()
    phone.ring()
    assert "28 Euro" in phone.say("Was kostet ein Herrenhaarschnitt?").text
    assert openai.requests == []


def test_a_server_that_counts_cached_tokens_apart_does_not_break_the_turn(line: Line, openai: FakeOpenAI) -> None:
    phone = line.phone()
    phone.ring()
    apart = {"prompt_tokens": 20, "completion_tokens": 5, "prompt_tokens_details": {"cached_tokens": 900}}
    openai.will(fake.says("Ja, wir haben einen Parkplatz im Hof.", usage=apart))
    assert phone.say("Haben Sie Parkplätze?").text == "Ja, wir haben einen Parkplatz im Hof."
    assert attempts(line) == [("ok", 20)]


def test_what_no_document_can_carry_is_left_out_of_a_models_words(line: Line, openai: FakeOpenAI) -> None:
    phone = line.phone()
    phone.ring()
    openai.will(fake.says("Ja,\x00 wir\x1b haben\ud800 einen Park\ufffeplatz."))
    assert phone.say("Haben Sie Parkplätze?").text == "Ja, wir haben einen Parkplatz."
    turn = line.database.one(
        "select reply ->> 'text' as text from public.call_turns where turn = 1 and reply is not null"
    )
    assert turn["text"] == "Ja, wir haben einen Parkplatz."
