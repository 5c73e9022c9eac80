"""Answers are spoken as they are thought of, and only as long as somebody wants to hear them."""

from __future__ import annotations

import pytest

from functions.voice_relay import voice
from shared.db import relays
from shared.db.refusals import DatabaseUnavailable
from tests.functions.voice_relay.conftest import Thinker
from tests.support.line import Line

PIECES = [
    "Gern erkläre ich Ihnen das in Ruhe.",
    "Ein Schnitt dauert eine halbe Stunde.",
    "Passt Ihnen das so?",
]


@pytest.fixture(autouse=True)
def _always_unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask before every piece whether it is still wanted; how long we go on without asking is no matter here."""
    monkeypatch.setattr(voice, "SURE_SECONDS", 0.0)


def answers(line: Line) -> list[tuple[int, str, str | None]]:
    rows = line.database.all(
        "select turn, text, heard_until from public.call_turns where speaker = 'assistant' and turn > 0 order by turn"
    )
    return [(row["turn"], row["text"], row["heard_until"]) for row in rows]


def test_words_come_in_pieces_that_make_up_the_answer(line: Line, thinker: Thinker) -> None:
    thinker.answers = [PIECES]
    phone = line.relay_phone()
    phone.ring()
    phone.begin_to_say("Wie lange dauert das?")
    # The first piece is here while the second has not been thought of.
    assert phone.hear_piece() == PIECES[0]
    thinker.go_on(2)
    said = phone.listen()
    assert f"{PIECES[0]} {said.text}" == " ".join(PIECES)
    assert phone.pieces[-1] == ""
    assert answers(line) == [(1, " ".join(PIECES), None)]
    phone.hang_up()


def test_who_breaks_in_hears_no_more_of_it_and_what_they_heard_is_kept(line: Line, thinker: Thinker) -> None:
    thinker.answers = [PIECES, ["Natürlich."]]
    phone = line.relay_phone()
    phone.ring()
    phone.begin_to_say("Wie lange dauert das?")
    phone.hear_piece()
    phone.interrupt("Gern erkläre ich")
    broken = "select interrupted_turn from private.relay_connections"
    line.wait_until(lambda: line.database.one(broken)["interrupted_turn"] == 1)
    thinker.go_on(2)
    line.wait_until(lambda: len(answers(line)) == 1)
    # Nothing of the first answer comes in between, and the whole of it stands beside what was heard of it.
    assert phone.say("Moment, geht das auch früher?").text == "Natürlich."
    assert answers(line) == [(1, " ".join(PIECES), "Gern erkläre ich"), (2, "Natürlich.", None)]
    phone.hang_up()


def test_what_was_heard_of_an_answer_is_what_is_remembered_of_it(line: Line, thinker: Thinker) -> None:
    thinker.answers = [["Es kostet 28 Euro, und eine Farbe wäre auch noch möglich."], ["Gern."]]
    phone = line.relay_phone()
    phone.ring()
    phone.say("Was kostet das?")
    phone.interrupt("Es kostet 28 Euro")
    line.wait_until(lambda: answers(line)[0][2] == "Es kostet 28 Euro")
    phone.say("Gut, dann nehme ich das.")
    assert "Es kostet 28 Euro …" in [text for turn, _, text in thinker.remembered if turn == 1]
    phone.hang_up()


def test_the_greeting_can_be_broken_into(line: Line, thinker: Thinker) -> None:
    thinker.answers = [["Gern."]]
    phone = line.relay_phone()
    phone.ring()
    line.wait_until(
        lambda: line.database.one("select provider_call_id from private.relay_connections")["provider_call_id"]
    )
    phone.interrupt("Salon Linden")
    greeting = "select heard_until from public.call_turns where turn = 0"
    line.wait_until(lambda: line.database.one(greeting)["heard_until"] == "Salon Linden")
    assert phone.say("Was kostet das?").text == "Gern."
    phone.hang_up()


def test_two_messages_at_once_are_two_turns_and_only_the_newer_is_answered(line: Line, thinker: Thinker) -> None:
    thinker.answers = [PIECES, ["Am Dienstag um halb drei."], ["Gern geschehen."]]
    phone = line.relay_phone()
    phone.ring()
    phone.begin_to_say("Ich hätte gern einen Termin")
    phone.hear_piece()
    said = phone.say("am Dienstag um halb drei")
    assert said.text == "Am Dienstag um halb drei."
    thinker.go_on(2)
    line.wait_until(lambda: len(answers(line)) == 2)
    assert [turn for turn, _, _ in answers(line)] == [1, 2]
    # The first half was not answered yet: it is heard together with the second.
    assert thinker.heard == ["Ich hätte gern einen Termin", "Ich hätte gern einen Termin am Dienstag um halb drei"]
    # And of the older answer nothing more is said, whatever it came to.
    assert phone.say("Danke").text == "Gern geschehen."
    phone.hang_up()


def test_an_interruption_told_late_does_not_silence_the_answer_to_what_came_after_it(line: Line) -> None:
    """Two instances: the one that is told of the interruption may be slower than the one that is asked the next question."""
    phone = line.relay_phone()
    phone.ring()
    phone.say("Was kostet ein Herrenhaarschnitt?")
    with line.database.connect("fn_voice") as conn:
        socket = line.database.one("select connection_id, asked_at from private.relay_connections")
        conn.execute("select backend.relay_turn(%s, now(), 'twilio', null)", (socket["connection_id"],))
        late = "select backend.interrupt_relay(%s, 'Ein Herren', %s::timestamptz + interval '1 microsecond') as value"
        told = conn.execute(late, (socket["connection_id"], socket["asked_at"])).fetchone()
        wanted = conn.execute("select backend.may_speak(%s, 2) as value", (socket["connection_id"],)).fetchone()
    assert (told, wanted) == ({"value": 1}, {"value": True})
    assert answers(line)[0][2] == "Ein Herren"
    phone.hang_up()


def test_who_cannot_ask_whether_to_go_on_goes_on(line: Line, thinker: Thinker, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> bool:
        raise DatabaseUnavailable("57P01")

    monkeypatch.setattr(relays, "may_speak", gone)
    thinker.answers = [["Gern."]]
    phone = line.relay_phone()
    phone.ring()
    assert phone.say("Was kostet das?").text == "Gern."
    phone.hang_up()


@pytest.mark.parametrize(
    ("spoken", "heard"),
    [
        ("Es kostet 28 Euro", "Es kostet 28 Euro"),
        # As a provider writes it down, which is in its own way.
        ("es kostet  28 Euro , und", "es kostet  28 Euro , und"),
        ("Es kostet 28 Euro, und eine Farbe wäre auch noch möglich.", None),
        ("Es kostet 28 Euro und eine Farbe wäre auch noch möglich", None),
        # Not what we said at all: nothing can be told from it.
        ("Es kostet achtundzwanzig", None),
        ("", None),
    ],
)
def test_retell_shows_how_far_an_answer_got(line: Line, thinker: Thinker, spoken: str, heard: str | None) -> None:
    thinker.answers = [["Es kostet 28 Euro, und eine Farbe wäre auch noch möglich."], ["Gern."], ["Auch gut."]]
    phone = line.retell_phone()
    phone.ring()
    phone.say("Was kostet das?")
    phone.interrupt(spoken)
    phone.say("Gut, dann nehme ich das.")
    phone.say("Am Dienstag.")
    assert answers(line)[0][2] == heard
    assert [row[2] for row in answers(line)[1:]] == [None, None]
    if heard:
        assert f"{heard} …" in [text for turn, _, text in thinker.remembered if turn == 1]


def test_at_retell_a_greeting_that_was_broken_into_and_silence_after_half_an_answer(
    line: Line, thinker: Thinker
) -> None:
    thinker.answers = [["Ein Schnitt dauert eine halbe Stunde."], ["Sind Sie noch da?"]]
    phone = line.retell_phone()
    phone.ring()
    phone.interrupt("Salon Linden")
    phone.say("Wie lange dauert das?")
    greeting = "select heard_until from public.call_turns where turn = 0"
    assert line.database.one(greeting)["heard_until"] == "Salon Linden"
    phone.interrupt("Ein Schnitt dauert")
    phone.stay_silent()
    assert answers(line)[0][2] == "Ein Schnitt dauert"
